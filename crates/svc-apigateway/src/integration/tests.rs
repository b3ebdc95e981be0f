//! Sequences of calls, and what they answer: integrations, their responses, the method's responses.

use serde_json::{Value, json};

use crate::{OPERATIONS, testing::Account};

struct Api {
    account: Account,
    at: Value,
}

/// An API with `GET /` that declares the query parameter `q` and, for 200, the header `X`.
fn api() -> Api {
    let account = Account::new();
    let api = account
        .call(OPERATIONS, "CreateRestApi", json!({"name": "a"}))
        .unwrap();
    let at = json!({"restApiId": api["id"], "resourceId": api["rootResourceId"], "httpMethod": "GET"});
    let api = Api { account, at };
    api.call(
        "PutMethod",
        json!({"authorizationType": "NONE", "requestParameters": {"method.request.querystring.q": true}}),
    )
    .unwrap();
    api.call(
        "PutMethodResponse",
        json!({"statusCode": "200", "responseParameters": {"method.response.header.X": true}}),
    )
    .unwrap();
    api
}

impl Api {
    fn call(&self, name: &str, more: Value) -> Result<Value, String> {
        let mut input = self.at.clone();
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let answer = self.account.call(OPERATIONS, name, input);
        answer.map_err(|error| error.message)
    }

    fn patch(&self, name: &str, op: &str, path: &str, value: &str) -> Result<Value, String> {
        self.call(
            name,
            json!({"statusCode": "200", "patchOperations": [{"op": op, "path": path, "value": value}]}),
        )
    }
}

fn http() -> Value {
    json!({"type": "HTTP", "integrationHttpMethod": "GET", "uri": "http://example.com/{q}"})
}

#[test]
fn defaults_are_filled_in() {
    let api = api();
    let mut input = http();
    input["credentials"] = "".into();
    let put = api.call("PutIntegration", input).unwrap();
    let expect = json!({
        "type": "HTTP", "httpMethod": "GET", "uri": "http://example.com/{q}", "passthroughBehavior": "WHEN_NO_MATCH",
        "timeoutInMillis": 29000, "cacheNamespace": api.at["resourceId"], "cacheKeyParameters": []
    });
    assert_eq!(put, expect);
    assert_eq!(api.call("GetIntegration", json!({})).unwrap(), expect);
    assert_eq!(
        api.call("GetMethod", json!({})).unwrap()["methodIntegration"],
        expect
    );
    api.call("DeleteIntegration", json!({})).unwrap();
    let error = api.call("DeleteIntegration", json!({})).unwrap_err();
    assert_eq!(error, "Invalid Integration identifier specified");
}

#[test]
fn what_cannot_be_is_refused() {
    let api = api();
    let lambda = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/a/invocations";
    for (more, expect) in [
        (
            json!({"integrationHttpMethod": null}),
            "Enumeration value for HttpMethod must be non-empty",
        ),
        (
            json!({"integrationHttpMethod": "FETCH"}),
            "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY",
        ),
        (json!({"uri": null}), "Invalid HTTP endpoint specified for URI"),
        (
            json!({"uri": "ftp://example.com"}),
            "Invalid HTTP endpoint specified for URI",
        ),
        (
            json!({"type": "AWS", "uri": "lambda"}),
            "Invalid ARN specified in the request",
        ),
        (
            json!({"type": "AWS", "uri": "arn:aws:apigateway:us-east-1:lambda:function"}),
            "AWS ARN for integration must contain path or action",
        ),
        (
            json!({"type": "AWS_PROXY", "uri": "arn:aws:apigateway:us-east-1:dynamodb:action/Query"}),
            "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
        ),
        (
            json!({"credentials": "role"}),
            "Invalid ARN specified in the request",
        ),
        (
            json!({"timeoutInMillis": 49}),
            "Timeout should be between 50 ms and 29000 ms",
        ),
        (
            json!({"timeoutInMillis": 29001}),
            "Timeout should be between 50 ms and 29000 ms",
        ),
        (
            json!({"connectionType": "VPC_LINK"}),
            "A connectionId is required when the connectionType is VPC_LINK",
        ),
        (
            json!({"requestTemplates": {"json": "{}"}}),
            "Validation Result: warnings : [], errors : [Invalid content type specified: json]",
        ),
        (
            json!({"requestParameters": {"integration.request.header.a": "method.request.header.a"}}),
            "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.a]",
        ),
    ] {
        let mut input = http();
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        assert_eq!(api.call("PutIntegration", input).unwrap_err(), expect, "{more}");
    }
    assert_eq!(
        api.call("GetIntegration", json!({})).unwrap_err(),
        "Invalid Integration identifier specified"
    );
    let good = json!({"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": lambda,
        "requestParameters": {"integration.request.header.a": "method.request.querystring.q"}});
    api.call("PutIntegration", good).unwrap();
}

#[test]
fn what_clients_patch() {
    let api = api();
    api.call("PutIntegration", http()).unwrap();
    let patch = |op: &str, path: &str, value: &str| api.patch("UpdateIntegration", op, path, value);
    let templated = patch("add", "/requestTemplates/application~1json", "{}").unwrap();
    assert_eq!(templated["requestTemplates"], json!({"application/json": "{}"}));
    let plain = patch("remove", "/requestTemplates/application~1json", "").unwrap();
    assert_eq!(plain.get("requestTemplates"), None);
    let keyed = patch("add", "/cacheKeyParameters/method.request.querystring.q", "").unwrap();
    assert_eq!(
        keyed["cacheKeyParameters"],
        json!(["method.request.querystring.q"])
    );
    let insecure = patch("replace", "/tlsConfig/insecureSkipVerification", "true").unwrap();
    assert_eq!(insecure["tlsConfig"], json!({"insecureSkipVerification": true}));
    assert_eq!(
        patch("replace", "/timeoutInMillis", "1000").unwrap()["timeoutInMillis"],
        1000
    );
    for (path, value, expect) in [
        (
            "/timeoutInMillis",
            "1",
            "Timeout should be between 50 ms and 29000 ms",
        ),
        ("/timeoutInMillis", "soon", "`soon` is no number of milliseconds"),
        ("/uri", "", "Invalid HTTP endpoint specified for URI"),
        (
            "/contentHandling",
            "ZIP",
            "Invalid ContentHandlingStrategy specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT",
        ),
        (
            "/requestTemplates/a~1b",
            "x",
            "Content-Type specified was not found",
        ),
        ("/cacheTtl", "1", "Invalid patch path /cacheTtl"),
    ] {
        assert_eq!(patch("replace", path, value).unwrap_err(), expect, "{path}");
    }
}

#[test]
fn responses_map_to_declared_headers() {
    let api = api();
    api.call("PutIntegration", http()).unwrap();
    let put = |key: &str, value: &str| {
        api.call(
            "PutIntegrationResponse",
            json!({"statusCode": "200", "responseParameters": {key: value}}),
        )
    };
    for value in [
        "'*'",
        "integration.response.header.A",
        "integration.response.body.a[0]",
        "context.requestId",
    ] {
        let answer = put("method.response.header.X", value).unwrap();
        assert_eq!(answer["responseParameters"]["method.response.header.X"], value);
    }
    let errors = |text: &str| {
        format!("Invalid mapping expression specified: Validation Result: warnings : [], errors : [{text}]")
    };
    assert_eq!(
        put("method.response.header.Y", "'*'").unwrap_err(),
        errors("Invalid mapping expression parameter specified: method.response.header.Y")
    );
    assert_eq!(
        put("method.response.header.X", "*").unwrap_err(),
        errors("Invalid mapping expression specified: *")
    );
    let patch = |op: &str, path: &str, value: &str| api.patch("UpdateIntegrationResponse", op, path, value);
    let patched = patch("replace", "/responseParameters/method.response.header.X", "'a'").unwrap();
    assert_eq!(patched["responseParameters"]["method.response.header.X"], "'a'");
    assert_eq!(
        patch("replace", "/contentHandling", "x").unwrap_err(),
        "Invalid ContentHandlingStrategy specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT"
    );
    // A new integration begins without responses.
    api.call("PutIntegration", http()).unwrap();
    assert_eq!(
        api.call("GetIntegrationResponse", json!({"statusCode": "200"}))
            .unwrap_err(),
        "Invalid Response status code specified"
    );
}

#[test]
fn a_method_response_is_put_once() {
    let api = api();
    let error = api
        .call("PutMethodResponse", json!({"statusCode": "200"}))
        .unwrap_err();
    assert_eq!(error, "Response already exists for this resource");
    let error = api
        .call(
            "PutMethodResponse",
            json!({"statusCode": "201", "responseModels": {"application/json": "None"}}),
        )
        .unwrap_err();
    assert_eq!(error, "Invalid model identifier specified: None");
    api.call("DeleteMethodResponse", json!({"statusCode": "200"}))
        .unwrap();
    let method = api.call("GetMethod", json!({})).unwrap();
    assert_eq!(method.get("methodResponses"), None);
}

/// A role works for whoever makes the integration, so it has to be theirs to give.
#[test]
fn a_role_is_set_only_by_who_may_pass_it() {
    const ROLE: &str = "arn:aws:iam::000000000000:role/calls";
    let mut api = api();
    let mut with_role = http();
    with_role["credentials"] = ROLE.into();
    let asked = format!("iam:PassRole {ROLE}");
    let forbid = |api: &mut Api, what: Option<&str>| api.account.rights.0 = what.map(str::to_owned);

    forbid(&mut api, Some("iam:PassRole"));
    assert_eq!(api.call("PutIntegration", with_role.clone()), Err(asked.clone()));
    api.call("PutIntegration", http()).unwrap();
    assert_eq!(
        api.patch("UpdateIntegration", "replace", "/credentials", ROLE),
        Err(asked.clone())
    );

    forbid(&mut api, None);
    api.call("PutIntegration", with_role).unwrap();
    forbid(&mut api, Some("iam:PassRole"));
    // What it calls is another matter; what leaves both as they are is none.
    assert_eq!(
        api.patch("UpdateIntegration", "replace", "/uri", "http://example.com/other"),
        Err(asked)
    );
    api.patch("UpdateIntegration", "replace", "/timeoutInMillis", "1000")
        .unwrap();

    let by_variable = "arn:aws:iam::000000000000:role/${stageVariables.role}";
    assert_eq!(
        api.patch("UpdateIntegration", "replace", "/credentials", by_variable),
        Err("iam:PassRole arn:aws:iam::000000000000:role/*".to_owned())
    );
    api.patch("UpdateIntegration", "replace", "/credentials", "")
        .unwrap();
}
