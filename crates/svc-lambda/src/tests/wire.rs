//! Requests as tools send them: each is found, read, and held by the model's constraints.

use aws_wire::{Limits, RouteTable, Shape, WireRequest};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value, json};

use crate::testing::arn;

const ENCODED: &str = "arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Af";

/// What a request asks for and its input; the second is empty where no input was read.
fn read(
    method: &str,
    path: &str,
    query: &str,
    headers: &[(&'static str, &'static str)],
    body: &str,
) -> Result<(&'static str, Map<String, Value>), String> {
    let model = &aws_model::lambda::SERVICE;
    let table = RouteTable::new(model, aws_model::lambda::OPERATIONS.iter().copied());
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect();
    let request = WireRequest {
        method,
        path,
        query,
        headers: &headers,
        body: body.as_bytes(),
    };
    let limits = Limits::with_body(1 << 20);
    let found = table
        .find(&request, limits.members_max)
        .map_err(|unrouted| format!("{unrouted:?}"))?;
    let input = aws_wire::decode_input(model, &found, &request, &limits).map_err(|error| error.message)?;
    match aws_wire::validate(model, found.operation, &input).message() {
        None => Ok((found.operation.name, input)),
        Some(message) => Err(message),
    }
}

#[test]
fn requests_are_found_and_read() {
    #[track_caller]
    fn check(request: (&str, &str, &str), body: &Value, name: &str, members: Value) {
        let (method, path, query) = request;
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let headers = [("x-amz-invocation-type", "Event"), ("x-amz-log-type", "Tail")];
        let (found, input) = read(method, path, query, &headers, &body).unwrap();
        assert_eq!(found, name);
        for (member, value) in members.as_object().unwrap() {
            assert_eq!(input.get(member), Some(value), "{member} of {input:?}");
        }
    }
    let functions = "/2015-03-31/functions";
    let create = json!({
        "FunctionName": "demo-api-dev", "Runtime": "python3.11", "Role": "arn:aws:iam::111122223333:role/path/demo-api-dev",
        "Handler": "app.app", "Code": {"ZipFile": "UEsFBgAA"}, "Timeout": 60, "MemorySize": 128,
        "Tags": {"aws-chalice": "version=1:stage=dev:app=demo"}, "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []},
        "Layers": [], "Architectures": ["x86_64"], "Environment": {"Variables": {"A_B": "c"}},
    });
    check(
        ("POST", functions, ""),
        &create,
        "CreateFunction",
        json!({"FunctionName": "demo-api-dev", "Layers": []}),
    );
    check(
        (
            "POST",
            &format!("{functions}/{ENCODED}/invocations"),
            "Qualifier=live",
        ),
        &json!({"a": 1}),
        "Invoke",
        json!({"FunctionName": arn(""), "Qualifier": "live", "InvocationType": "Event", "LogType": "Tail", "Payload": "eyJhIjoxfQ=="}),
    );
    check(
        ("GET", &format!("{functions}/f%3A%24LATEST/configuration"), ""),
        &Value::Null,
        "GetFunctionConfiguration",
        json!({"FunctionName": "f:$LATEST"}),
    );
    check(
        ("DELETE", &format!("{functions}/{ENCODED}"), "Qualifier=7"),
        &Value::Null,
        "DeleteFunction",
        json!({"Qualifier": "7"}),
    );
    check(
        ("POST", &format!("{functions}/f/policy"), ""),
        &json!({
            "StatementId": "0f7d6a1c-0000-4000-a000-000000000000", "Action": "lambda:InvokeFunction",
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*",
        }),
        "AddPermission",
        json!({"FunctionName": "f"}),
    );
    check(
        ("POST", &format!("{functions}/f/aliases"), ""),
        &json!({"Name": "live", "FunctionVersion": "1"}),
        "CreateAlias",
        json!({"Name": "live"}),
    );
    check(
        ("GET", &format!("/2017-03-31/tags/{ENCODED}"), ""),
        &Value::Null,
        "ListTags",
        json!({"Resource": arn("")}),
    );
    check(
        (
            "DELETE",
            &format!("/2017-03-31/tags/{ENCODED}"),
            "tagKeys=a&tagKeys=b",
        ),
        &Value::Null,
        "UntagResource",
        json!({"TagKeys": ["a", "b"]}),
    );
    let layer = "arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Alayer%3Al%3A3";
    check(
        (
            "GET",
            "/2018-10-31/layers",
            &format!("find=LayerVersion&Arn={layer}"),
        ),
        &Value::Null,
        "GetLayerVersionByArn",
        json!({"Arn": "arn:aws:lambda:eu-west-1:111122223333:layer:l:3"}),
    );
    check(
        ("GET", "/2018-10-31/layers", "MaxItems=5"),
        &Value::Null,
        "ListLayers",
        json!({"MaxItems": 5}),
    );
    check(
        ("GET", "/2018-10-31/layers/l/versions/3", ""),
        &Value::Null,
        "GetLayerVersion",
        json!({"VersionNumber": 3}),
    );
    check(
        ("PUT", "/2017-10-31/functions/f/concurrency", ""),
        &json!({"ReservedConcurrentExecutions": 0}),
        "PutFunctionConcurrency",
        json!({"ReservedConcurrentExecutions": 0}),
    );
    // Found, to be refused by name.
    check(
        ("POST", "/2021-10-31/functions/f/url", ""),
        &json!({"AuthType": "NONE"}),
        "CreateFunctionUrlConfig",
        json!({}),
    );
    check(
        (
            "POST",
            "/2021-11-15/functions/f/response-streaming-invocations",
            "",
        ),
        &Value::Null,
        "InvokeWithResponseStream",
        json!({}),
    );
}

#[test]
fn what_the_model_does_not_allow_is_refused_before_a_handler_sees_it() {
    let policy = "/2015-03-31/functions/f/policy";
    let alias = "/2015-03-31/functions/f/aliases";
    for (path, body, member) in [
        ("/2015-03-31/functions/a%2Fb/policy", json!({}), "functionName"),
        (policy, json!({"Action": "s3:GetObject"}), "action"),
        (policy, json!({"StatementId": "a b"}), "statementId"),
        (policy, json!({"SourceAccount": "12"}), "sourceAccount"),
        (alias, json!({"Name": "7", "FunctionVersion": "1"}), "name"),
        (
            alias,
            json!({"Name": "a", "FunctionVersion": "live"}),
            "functionVersion",
        ),
    ] {
        let message = read("POST", path, "", &[], &body.to_string()).unwrap_err();
        assert!(message.contains(&format!("at '{member}'")), "{message}");
    }
}

#[test]
fn every_pattern_of_the_model_can_be_used() {
    fn walk(shape: &Shape) {
        match shape {
            Shape::Text(text) if text.pattern.is_empty() => {}
            Shape::Text(text) => aws_wire::check_pattern(text.pattern).unwrap(),
            Shape::List(list) => walk(list.member),
            Shape::Map(map) => {
                walk(map.key);
                walk(map.value);
            }
            Shape::Structure(structure) => structure.members.iter().for_each(|member| walk(member.shape)),
            Shape::Integer(..)
            | Shape::Long(..)
            | Shape::Double
            | Shape::Boolean
            | Shape::Timestamp
            | Shape::Blob => {}
        }
    }
    let models = aws_model::lambda::OPERATIONS
        .iter()
        .chain(aws_model::logs::OPERATIONS);
    for model in models {
        model.input.into_iter().chain(model.output).for_each(walk);
    }
}
