use serde_json::{Value, json};

use crate::{
    Limits, RouteTable, WireError, decode_input,
    testing::{self, Request},
};

const LIMITS: Limits = Limits::with_body(1000);

fn read(table: &RouteTable, request: &Request) -> Result<Value, WireError> {
    let found = table.find(&request.wire(), LIMITS.members_max).unwrap();
    decode_input(table.service(), &found, &request.wire(), &LIMITS).map(Value::Object)
}

fn api_gateway() -> RouteTable {
    RouteTable::new(&testing::API_GATEWAY, testing::api_gateway_operations())
}

#[track_caller]
fn check(request: &Request, expect: Value) {
    assert_eq!(read(&api_gateway(), request), Ok(expect));
}

#[track_caller]
fn check_error(request: &Request, expect: &str) {
    let error = read(&api_gateway(), request).unwrap_err();
    assert_eq!(
        (error.status, error.code.as_str()),
        (400, "SerializationException")
    );
    assert_eq!(error.message, expect);
}

#[test]
fn path_query_and_body_come_together() {
    // The backend's verb has the wire name of the label.
    check(
        &Request::new(
            "PUT",
            "/restapis/a/resources/b/methods/GET/integration",
            r#"{"type": "HTTP", "httpMethod": "POST", "restApiId": "other"}"#,
        ),
        json!({"type": "HTTP", "integrationHttpMethod": "POST", "restApiId": "a", "resourceId": "b",
            "httpMethod": "GET"}),
    );
    check(
        &Request::new(
            "GET",
            "/restapis?position=p%20q&limit=5&tagKeys=a&tagKeys=b&x=y",
            "",
        ),
        json!({"position": "p q", "limit": 5, "keys": ["a", "b"]}),
    );
    check(
        &Request::new("GET", "/restapis", "what a reading verb holds does not count"),
        json!({}),
    );
    check(&Request::new("GET", "/account", "{"), json!({}));
}

#[test]
fn a_payload_is_the_whole_body() {
    check(
        &Request::new(
            "POST",
            "/restapis?mode=import&failonwarnings=true&endpointConfigurationTypes=EDGE&basepath=",
            "swagger: '2.0'",
        ),
        json!({"failOnWarnings": true, "parameters": {"endpointConfigurationTypes": "EDGE", "basepath": ""},
            "body": "c3dhZ2dlcjogJzIuMCc="}),
    );
    check(&Request::new("POST", "/restapis?mode=import", ""), json!({}));
}

#[test]
fn headers_and_the_rest_of_the_query() {
    let path = "/restapis/a/stages/b/exports/oas30?extensions=integrations%2Cauthorizers\
                &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0";
    check(
        &Request::new("GET", path, "").header("accept", "application/yaml"),
        json!({"restApiId": "a", "stageName": "b", "exportType": "oas30",
            "parameters": {"extensions": "integrations,authorizers"}, "accepts": "application/yaml"}),
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    check_error(
        &Request::new("GET", "/restapis?limit=many", ""),
        "class java.lang.String can not be converted to an Integer",
    );
    check_error(
        &Request::new("GET", "/restapis?limit=1&limit=2", ""),
        "the parameter `limit` is given twice",
    );
    check_error(
        &Request::new("POST", "/restapis?mode=import&a=1&a=2", "x"),
        "the parameter `a` is given twice",
    );
    let error = read(
        &api_gateway(),
        &Request::new("POST", "/restapis", vec![b' '; 1001]),
    )
    .unwrap_err();
    assert_eq!(
        (error.status, error.code.as_str(), error.message.as_str()),
        (
            413,
            "RequestEntityTooLargeException",
            "the body is longer than 1000 bytes"
        )
    );
}

#[test]
fn rest_xml() {
    let table = RouteTable::new(&testing::S3, testing::s3_operations());
    let check = |request: &Request, expect: Value| assert_eq!(read(&table, request), Ok(expect));
    check(
        &Request::new("PUT", "/b/k", [0xff, 0x00])
            .header("x-amz-meta-one", "1")
            .header("x-amz-meta-two", "2")
            .header("expires", "Fri, 01 May 2026 00:00:00 GMT"),
        json!({"Bucket": "b", "Key": "k", "Metadata": {"one": "1", "two": "2"}, "Expires": 1_777_593_600,
            "Body": "/wA="}),
    );
    check(
        &Request::new(
            "PUT",
            "/b?listing",
            "<Listing xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>n</Name><Contents><Key>a</Key></Contents></Listing>",
        ),
        json!({"Bucket": "b", "Listing": {"Name": "n", "Contents": [{"Key": "a"}]}}),
    );
    check(&Request::new("PUT", "/b?listing", ""), json!({"Bucket": "b"}));
    let error = read(&table, &Request::new("PUT", "/b?listing", "<Listing>")).unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (400, "MalformedXML"));
}
