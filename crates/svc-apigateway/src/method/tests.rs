//! Sequences of calls, and what they answer. Checks and patches as recorded: `tests/recorded`.

use serde_json::{Value, json};

use crate::{OPERATIONS, testing::Account};

const FUNCTION: &str = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:a/invocations";
const INVALID_AUTHORIZER: &str = "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";

struct Api {
    account: Account,
    at: Value,
}

fn api() -> Api {
    let account = Account::new();
    let api = account
        .call(OPERATIONS, "CreateRestApi", json!({"name": "a"}))
        .unwrap();
    let at = json!({"restApiId": api["id"], "resourceId": api["rootResourceId"], "httpMethod": "GET"});
    Api { account, at }
}

impl Api {
    fn call(&self, name: &str, more: Value) -> Result<Value, (u16, String)> {
        let mut input = self.at.clone();
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let answer = self.account.call(OPERATIONS, name, input);
        answer.map_err(|error| (error.status, error.message))
    }

    fn patch(&self, operations: Value) -> Result<Value, (u16, String)> {
        self.call("UpdateMethod", json!({"patchOperations": operations}))
    }
}

#[test]
fn a_method_is_put_once() {
    let api = api();
    let put = |kind: &str| api.call("PutMethod", json!({"authorizationType": kind}));
    assert_eq!(put("none").unwrap()["authorizationType"], "NONE");
    assert_eq!(
        put("NONE").unwrap_err(),
        (409, "Method already exists for this resource".to_owned())
    );
    api.call("DeleteMethod", json!({})).unwrap();
    assert_eq!(put("BASIC").unwrap_err().0, 400);
    assert_eq!(put("AWS_IAM").unwrap()["authorizationType"], "AWS_IAM");
}

#[test]
fn an_authorizer_fits_its_method() {
    let api = api();
    let authorizer = |kind: &str, more: Value| {
        let mut input = json!({"restApiId": api.at["restApiId"], "name": kind, "type": kind, "identitySource": "method.request.header.A"});
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        api.account.call(OPERATIONS, "CreateAuthorizer", input).unwrap()["id"].clone()
    };
    let token = authorizer("TOKEN", json!({"authorizerUri": FUNCTION}));
    let pool = authorizer(
        "COGNITO_USER_POOLS",
        json!({"providerARNs": ["arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_a"]}),
    );
    let put = |kind: &str, authorizer: &Value| {
        let put = api.call(
            "PutMethod",
            json!({"authorizationType": kind, "authorizerId": authorizer}),
        );
        let _ = api.call("DeleteMethod", json!({}));
        put.map(|method| method.get("authorizerId").cloned())
            .map_err(|(_, message)| message)
    };
    assert_eq!(put("CUSTOM", &token).unwrap(), Some(token.clone()));
    assert_eq!(put("custom", &token).unwrap(), Some(token.clone()));
    assert_eq!(put("COGNITO_USER_POOLS", &pool).unwrap(), Some(pool.clone()));
    assert_eq!(put("NONE", &token).unwrap(), None);
    assert_eq!(put("CUSTOM", &pool).unwrap_err(), INVALID_AUTHORIZER);
    assert_eq!(put("COGNITO_USER_POOLS", &token).unwrap_err(), INVALID_AUTHORIZER);
    assert_eq!(put("custom", &json!("none")).unwrap_err(), INVALID_AUTHORIZER);
}

#[test]
fn scopes_are_added_and_removed_by_value() {
    let api = api();
    api.call("PutMethod", json!({"authorizationType": "NONE"}))
        .unwrap();
    let operation = |op: &str, value: &str| json!({"op": op, "path": "/authorizationScopes", "value": value});
    let added = api
        .patch(json!([operation("add", "a"), operation("add", "b")]))
        .unwrap();
    assert_eq!(added["authorizationScopes"], json!(["a", "b"]));
    let left = api.patch(json!([operation("remove", "a")])).unwrap();
    assert_eq!(left["authorizationScopes"], json!(["b"]));
    assert_eq!(
        api.patch(json!([operation("remove", "b")]))
            .unwrap()
            .get("authorizationScopes"),
        None
    );
}

#[test]
fn entries_that_are_not_there_cannot_be_changed() {
    let api = api();
    api.call("PutMethod", json!({"authorizationType": "NONE"}))
        .unwrap();
    for (op, path, expect) in [
        (
            "remove",
            "/requestParameters/method.request.header.a",
            (404, "Invalid parameter name specified"),
        ),
        (
            "replace",
            "/requestModels/application~1json",
            (404, "Content-Type specified was not found"),
        ),
        (
            "add",
            "/requestModels/application~1json",
            (400, "Invalid model identifier specified: Nobody"),
        ),
        (
            "add",
            "/requestParameters/header.a",
            (
                400,
                "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: header.a]",
            ),
        ),
        (
            "test",
            "/operationName",
            (
                400,
                "Invalid patch operation specified. Must be one of: [replace]",
            ),
        ),
    ] {
        let error = api
            .patch(json!([{"op": op, "path": path, "value": "Nobody"}]))
            .unwrap_err();
        assert_eq!((error.0, error.1.as_str()), expect, "{op} {path}");
    }
    let read = api.call("GetMethod", json!({})).unwrap();
    assert_eq!(
        read,
        json!({"httpMethod": "GET", "authorizationType": "NONE", "apiKeyRequired": false})
    );
}
