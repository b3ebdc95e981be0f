use serde_json::json;

use crate::{
    RouteTable, ServiceModel, Unrouted,
    testing::{self, Request},
};

fn api_gateway() -> RouteTable {
    RouteTable::new(&testing::API_GATEWAY, testing::api_gateway_operations())
}

fn of(service: &'static ServiceModel) -> RouteTable {
    RouteTable::new(service, [&testing::PUT_EVERYTHING, &testing::DELETE_EVERYTHING])
}

/// Checks the operation and its labels (`CreateRestApi`, `TagResource resource_arn=…`).
#[track_caller]
fn check(table: &RouteTable, request: &Request, expect: &str) {
    let found = table.find(&request.wire(), 100).unwrap();
    let labels: String = found
        .labels
        .iter()
        .map(|(name, text)| format!(" {name}={text}"))
        .collect();
    assert_eq!(format!("{}{labels}", found.operation.name), expect);
}

#[track_caller]
fn check_none(table: &RouteTable, request: &Request, status: u16, code: &str, message: &str) {
    let error = table
        .find(&request.wire(), 100)
        .unwrap_err()
        .error(table.service());
    assert_eq!(
        (error.status, error.code.as_str(), error.message.as_str()),
        (status, code, message)
    );
}

#[test]
fn by_verb_path_and_query() {
    let table = api_gateway();
    let check = |method, target, expect| check(&table, &Request::new(method, target, ""), expect);
    check("POST", "/restapis", "CreateRestApi");
    check("POST", "/restapis/", "CreateRestApi");
    check("POST", "/restapis?mode=import", "ImportRestApi");
    check(
        "POST",
        "/restapis?failonwarnings=true&mode=import&x=y",
        "ImportRestApi",
    );
    check("POST", "/restapis?mode=other", "CreateRestApi");
    check("GET", "/restapis?mode=import", "GetRestApis");
    check("PATCH", "/restapis/abc", "UpdateRestApi restapi_id=abc");
    check("PATCH", "/restapis/abc/", "UpdateRestApi restapi_id=abc");
    check("PATCH", "/restapis/a%20b%C3%A4", "UpdateRestApi restapi_id=a bä");
    check(
        "PUT",
        "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fabc",
        "TagResource resource_arn=arn:aws:apigateway:us-east-1::/restapis/abc",
    );
    // A plus sign in a path is one.
    check("PATCH", "/restapis/a+b", "UpdateRestApi restapi_id=a+b");
}

#[test]
fn greedy_labels_keep_their_slashes() {
    let table = RouteTable::new(&testing::S3, testing::s3_operations());
    let check = |method, target, expect| check(&table, &Request::new(method, target, ""), expect);
    check("GET", "/bucket", "ListObjects Bucket=bucket");
    check("GET", "/bucket/", "ListObjects Bucket=bucket");
    check("GET", "/bucket/a/b%2Fc", "GetObject Bucket=bucket Key=a/b/c");
    check("PUT", "/bucket/folder/", "PutObject Bucket=bucket Key=folder/");
    check("PUT", "/bucket?listing", "PutListing Bucket=bucket");
    check("PUT", "/bucket?listing=", "PutListing Bucket=bucket");
}

#[test]
fn paths_of_no_operation() {
    let table = api_gateway();
    let check = |method, target, status, code, message| {
        check_none(&table, &Request::new(method, target, ""), status, code, message);
    };
    let unknown = "no operation of API Gateway has this method and path";
    check("GET", "/nothing", 404, "UnknownOperationException", unknown);
    check("GET", "/", 404, "UnknownOperationException", unknown);
    check(
        "GET",
        "/restapis/abc/",
        405,
        "UnknownOperationException",
        "the method is not allowed here, allowed: PATCH",
    );
    // An empty label is none, and two slashes at the end are not one.
    check("PATCH", "/restapis//", 404, "UnknownOperationException", unknown);
    check("PUT", "/tags/a/b", 404, "UnknownOperationException", unknown);
    check(
        "DELETE",
        "/restapis",
        405,
        "UnknownOperationException",
        "the method is not allowed here, allowed: POST, GET",
    );
    check(
        "PATCH",
        "/restapis/%zz",
        400,
        "SerializationException",
        "the path is not percent-encoded UTF-8",
    );
    let long = "/a".repeat(100_000);
    check("GET", &long, 404, "UnknownOperationException", unknown);
    let s3 = RouteTable::new(&testing::S3, testing::s3_operations());
    check_none(
        &s3,
        &Request::new("POST", "/bucket", ""),
        405,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.",
    );
}

#[test]
fn by_action() {
    let table = of(&testing::IAM);
    let form = |body: &str| Request::new("POST", "/", body);
    check(
        &table,
        &form("Action=PutEverything&Version=2010-05-08"),
        "PutEverything",
    );
    check(
        &table,
        &Request::new("GET", "/?Version=2010-05-08&Action=DeleteEverything", ""),
        "DeleteEverything",
    );
    let check = |body, status, code, message| check_none(&table, &form(body), status, code, message);
    check("Version=2010-05-08", 400, "MissingAction", "Missing Action");
    check("", 400, "MissingAction", "Missing Action");
    check(
        "Action=Nothing&Version=2010-05-08",
        400,
        "InvalidAction",
        "Could not find operation Nothing for version 2010-05-08",
    );
    check(
        "Action=PutEverything&Version=2011-06-15",
        400,
        "InvalidAction",
        "Could not find operation PutEverything for version 2011-06-15",
    );
    check(
        "Action=PutEverything",
        400,
        "InvalidAction",
        "Could not find operation PutEverything for version ",
    );
    check(
        "Action=ListEverything&Version=2010-05-08",
        501,
        "NotImplementedException",
        "the operation `ListEverything` of iam is not supported",
    );
    check(
        "Action=PutEverything&Action=DeleteEverything&Version=2010-05-08",
        400,
        "MalformedQueryString",
        "the parameter `Action` is given twice",
    );
    check(
        "Action=%ff",
        400,
        "MalformedQueryString",
        "a parameter is not percent-encoded UTF-8",
    );
    // What body and query both say is said twice.
    let both = Request::new(
        "POST",
        "/?Action=PutEverything",
        "Action=PutEverything&Version=2010-05-08",
    );
    check_none(
        &table,
        &both,
        400,
        "MalformedQueryString",
        "the parameter `Action` is given twice",
    );
}

#[test]
fn by_target() {
    let table = of(&testing::LOGS);
    let target = |target: &str| Request::new("POST", "/", "{}").header("x-amz-target", target);
    check(&table, &target("Logs_20140328.PutEverything"), "PutEverything");
    let check = |request: &Request, status, code, message| check_none(&table, request, status, code, message);
    let unknown = "`X-Amz-Target` names no operation of logs";
    for name in [
        "Logs_20140328.Nothing",
        "Other.PutEverything",
        "Logs_20140328PutEverything",
        "",
    ] {
        check(&target(name), 400, "UnknownOperationException", unknown);
    }
    check(
        &Request::new("POST", "/", "{}"),
        400,
        "UnknownOperationException",
        unknown,
    );
    check(
        &target("Logs_20140328.ListEverything"),
        501,
        "NotImplementedException",
        "the operation `ListEverything` of logs is not supported",
    );
    let mut get = target("Logs_20140328.PutEverything");
    get.method = "GET".to_owned();
    check(
        &get,
        405,
        "UnknownOperationException",
        "the method is not allowed here, allowed: POST",
    );
}

#[test]
fn verbs_are_told() {
    let error = Unrouted::WrongVerb(vec!["GET", "PUT"]).error(&testing::S3);
    assert_eq!(error.members, [("AllowedMethods".to_owned(), json!("GET, PUT"))]);
}
