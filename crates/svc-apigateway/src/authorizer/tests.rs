//! Authorizers as their users see them. Answers that are recorded are replayed elsewhere.

use serde_json::{Value, json};

use crate::testing::Sample;

const URI: &str = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:\
                   function:authorize/invocations";
const POOL: &str = "arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_ABC123";

fn token() -> Value {
    json!({
        "name": "a", "type": "TOKEN", "authorizerUri": URI, "identitySource": "method.request.header.Authorization",
    })
}

fn pool() -> Value {
    json!({
        "name": "p", "type": "COGNITO_USER_POOLS", "providerARNs": [POOL],
        "identitySource": "method.request.header.Authorization",
    })
}

/// The request with one member changed, or taken away.
fn with(mut input: Value, member: &str, value: Value) -> Value {
    input[member] = value;
    input
}

#[track_caller]
fn check(input: Value, begin: &str) {
    let sample = Sample::empty();
    let (status, message) = sample.refused("CreateAuthorizer", input);
    assert_eq!(status, 400);
    assert!(message.starts_with(begin), "{message}");
    assert_eq!(sample.ok("GetAuthorizers", json!({}))["items"], json!([]));
}

#[test]
fn each_type_needs_its_own() {
    let bad_uri = "Invalid Authorizer URI: ";
    for uri in [
        "",
        "https://example.com/authorize",
        "arn:aws:lambda:us-east-1:111111111111:function:authorize",
        &URI.replace("us-east-1:lambda:path", "region:lambda:path"),
        &URI.replace("lambda:path", "s3:path"),
        &URI.replace("/invocations", ""),
        &URI.replace("arn:aws:lambda:us-east-1:111111111111:function:authorize", ""),
    ] {
        check(with(token(), "authorizerUri", json!(uri)), bad_uri);
    }
    let bad_token = "Invalid token source expression: ";
    for source in [
        "",
        "method.request.querystring.key",
        "method.request.header.",
        "method.request.header.a,b",
    ] {
        check(with(token(), "identitySource", json!(source)), bad_token);
        check(with(pool(), "identitySource", json!(source)), bad_token);
    }
    let request = with(token(), "type", json!("REQUEST"));
    check(
        with(request.clone(), "identitySource", Value::Null),
        "Identity source must be set if authorizer caching is enabled",
    );
    check(
        with(
            request,
            "identitySource",
            json!("method.request.header.A,method.request.body.b"),
        ),
        "`method.request.body.b` is no identity source",
    );
    check(
        with(pool(), "providerARNs", json!([])),
        "an authorizer of type COGNITO_USER_POOLS needs at least one user pool",
    );
    for arn in [
        URI,
        "us-east-1_ABC123",
        &POOL.replace("userpool/", "userpool:"),
        &POOL.replace("us-east-1_ABC123", "ABC123"),
        &POOL.replace("us-east-1:", ":"),
        &POOL.replace("111111111111", "1"),
        &POOL.replace("us-east-1_ABC123", ""),
    ] {
        check(
            with(pool(), "providerARNs", json!([POOL, arn])),
            "Invalid ARN specified in the request",
        );
    }
    check(
        with(token(), "authorizerCredentials", json!("role")),
        "Invalid ARN specified in the request",
    );
    check(
        with(token(), "authorizerResultTtlInSeconds", json!(3601)),
        "`3601` is no time to live",
    );
    check(
        with(token(), "name", json!("")),
        "Authorizer name must be non-empty",
    );
}

#[test]
fn what_is_left_out_is_left_out() {
    let sample = Sample::empty();
    let mut answer = sample.ok("CreateAuthorizer", pool());
    answer.as_object_mut().unwrap().remove("id");
    assert_eq!(
        answer,
        json!({
            "name": "p", "type": "COGNITO_USER_POOLS", "providerARNs": [POOL], "authType": "cognito_user_pools",
            "identitySource": "method.request.header.Authorization",
        })
    );
    let request =
        json!({"name": "r", "type": "REQUEST", "authorizerUri": URI, "authorizerResultTtlInSeconds": 0});
    let answer = sample.ok("CreateAuthorizer", request);
    assert_eq!(answer["authType"], json!("custom"));
    assert_eq!(answer["authorizerResultTtlInSeconds"], json!(0));
    assert_eq!(sample.refused("CreateAuthorizer", pool()).0, 409);
}

#[test]
fn an_authorizer_is_changed_and_checked_whole() {
    let sample = Sample::empty();
    let id = sample.ok("CreateAuthorizer", pool())["id"].clone();
    let update = |patch: Value| {
        let input = json!({"authorizerId": id, "patchOperations": patch});
        sample.call("UpdateAuthorizer", input)
    };
    let second = POOL.replace("ABC", "DEF");
    let answer = update(Sample::patch("add", "/providerARNs", json!(second))).unwrap();
    assert_eq!(answer["providerARNs"], json!([POOL, second]));
    let answer = update(Sample::patch("remove", "/providerARNs", json!(POOL))).unwrap();
    assert_eq!(answer["providerARNs"], json!([second]));
    let error = update(Sample::patch("remove", "/providerARNs", json!(second))).unwrap_err();
    assert_eq!(error.status, 400, "the last pool stays");
    let error = update(Sample::patch("replace", "/type", json!("TOKEN"))).unwrap_err();
    assert!(error.message.starts_with("Invalid Authorizer URI"), "{error}");
    let answer = update(json!([
        {"op": "replace", "path": "/type", "value": "REQUEST"},
        {"op": "replace", "path": "/authorizerUri", "value": URI},
        {"op": "add", "path": "/identitySource", "value": "context.stage"},
        {"op": "replace", "path": "/authorizerResultTtlInSeconds", "value": "60"},
    ]))
    .unwrap();
    assert_eq!(answer["authType"], json!("custom"));
    assert_eq!(
        answer["identitySource"],
        json!("method.request.header.Authorization,context.stage")
    );
    assert_eq!(answer["authorizerResultTtlInSeconds"], json!(60));
    let answer = update(Sample::patch("remove", "/identitySource", json!("context.stage"))).unwrap();
    assert_eq!(
        answer["identitySource"],
        json!("method.request.header.Authorization")
    );
    for (op, path, value) in [
        ("replace", "/type", "JWT"),
        ("replace", "/authorizerResultTtlInSeconds", "soon"),
        ("add", "/authorizerUri", URI),
        ("replace", "/id", "x"),
    ] {
        assert_eq!(
            update(Sample::patch(op, path, json!(value))).unwrap_err().status,
            400,
            "{path}"
        );
    }
    assert_eq!(
        sample.refused("GetAuthorizer", json!({"authorizerId": "absent"})),
        (404, "Invalid Authorizer identifier specified".to_owned())
    );
}

#[test]
fn an_authorizer_in_use_stays() {
    let sample = Sample::with_method();
    let id = sample.ok("CreateAuthorizer", token())["id"].clone();
    let patch = json!([
        {"op": "replace", "path": "/authorizationType", "value": "CUSTOM"},
        {"op": "replace", "path": "/authorizerId", "value": id},
    ]);
    let input = json!({"resourceId": sample.root, "httpMethod": "GET", "patchOperations": patch});
    sample.ok("UpdateMethod", input);
    assert_eq!(
        sample.refused("DeleteAuthorizer", json!({"authorizerId": id})),
        (
            409,
            "Cannot delete authorizer 'a', is referenced in method: GET//".to_owned()
        )
    );
    sample.ok(
        "DeleteMethod",
        json!({"resourceId": sample.root, "httpMethod": "GET"}),
    );
    sample.ok("DeleteAuthorizer", json!({"authorizerId": id}));
}

#[test]
fn an_api_has_so_many_authorizers() {
    let mut sample = Sample::empty();
    sample.account.limit(|limits| limits.authorizers_max = 1);
    sample.ok("CreateAuthorizer", token());
    assert_eq!(sample.refused("CreateAuthorizer", pool()).0, 429);
}
