//! Policies of functions: what is stored, what is answered, what it lets in.

use iam_policy::{Caller, Decision};
use serde_json::{Value, json};

use crate::{
    FunctionName, permits,
    testing::{ACCOUNT, Server, arn, with},
};

const API: &str = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5";

fn permission(members: Value) -> Value {
    with(
        json!({
            "FunctionName": "f",
            "StatementId": "s",
            "Action": "lambda:InvokeFunction",
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": format!("{API}/*"),
        }),
        members,
    )
}

#[test]
fn statements_have_the_form_of_aws() {
    let server = Server::new();
    server.function();
    server.fails(
        "GetPolicy",
        json!({"FunctionName": "f"}),
        "ResourceNotFoundException",
        404,
        "The resource you requested does not exist.",
    );
    let added = server.ok("AddPermission", permission(json!({})));
    let statement = format!(
        r#"{{"Sid":"s","Effect":"Allow","Principal":{{"Service":"apigateway.amazonaws.com"}},"Action":"lambda:InvokeFunction","Resource":"{}","Condition":{{"ArnLike":{{"AWS:SourceArn":"{API}/*"}}}}}}"#,
        arn("")
    );
    assert_eq!(added["Statement"], statement.as_str());
    let got = server.ok("GetPolicy", json!({"FunctionName": "f"}));
    assert_eq!(
        got["Policy"],
        format!(r#"{{"Version":"2012-10-17","Id":"default","Statement":[{statement}]}}"#)
    );
    server.fails(
        "AddPermission",
        permission(json!({})),
        "ResourceConflictException",
        409,
        "The statement id (s) provided already exists. Please provide a new statement id, or remove the existing statement.",
    );
    server.fails(
        "AddPermission",
        permission(json!({"StatementId": "t", "RevisionId": "old"})),
        "PreconditionFailedException",
        412,
        "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest \
         Revision Id",
    );
    let both = server.ok(
        "AddPermission",
        permission(json!({"StatementId": "t", "Principal": "444455556666", "SourceArn": null, "SourceAccount": "444455556666"})),
    );
    let both: Value = serde_json::from_str(both["Statement"].as_str().unwrap()).unwrap();
    assert_eq!(
        both["Principal"],
        json!({"AWS": "arn:aws:iam::444455556666:root"})
    );
    assert_eq!(
        both["Condition"],
        json!({"StringEquals": {"AWS:SourceAccount": "444455556666"}})
    );
    server.fails(
        "RemovePermission",
        json!({"FunctionName": "f", "StatementId": "x"}),
        "ResourceNotFoundException",
        404,
        "Statement x is not found in resource policy.",
    );
    server.ok(
        "RemovePermission",
        json!({"FunctionName": "f", "StatementId": "s"}),
    );
    server.ok(
        "RemovePermission",
        json!({"FunctionName": "f", "StatementId": "t"}),
    );
    assert_eq!(
        server
            .call("GetPolicy", json!({"FunctionName": "f"}))
            .unwrap_err()
            .status,
        404
    );
}

#[test]
fn principals_that_are_none_are_refused() {
    let server = Server::new();
    server.function();
    for principal in [
        "apigateway",
        "1234",
        "arn:aws:s3:::b",
        "arn:aws:iam::1:user/*",
        "evil.example.com",
    ] {
        server.fails(
            "AddPermission",
            permission(json!({"Principal": principal})),
            "InvalidParameterValueException",
            400,
            "The provided principal was invalid. Please check the principal and try again.",
        );
    }
    server.fails(
        "AddPermission",
        permission(json!({"Qualifier": "$LATEST"})),
        "InvalidParameterValueException",
        400,
        "We currently do not support adding policies for $LATEST.",
    );
    let url = server
        .call(
            "AddPermission",
            permission(json!({"FunctionUrlAuthType": "NONE"})),
        )
        .unwrap_err();
    assert_eq!(url.status, 501);
}

/// A name, members of a permission, who calls, source ARN and account, and what comes of it.
type Row<'a> = (
    &'a str,
    Value,
    Caller<'a>,
    Option<&'a str>,
    Option<&'a str>,
    Decision,
);

#[test]
fn permissions_let_in_what_they_say() {
    let gateway = Caller::Service("apigateway.amazonaws.com");
    let method = format!("{API}/prod/GET/pets");
    let other = "arn:aws:execute-api:eu-west-1:111122223333:zzzzzzzzzz/prod/GET/pets";
    let user = Caller::Principal {
        arn: "arn:aws:iam::444455556666:user/bo",
        role_arn: None,
        account: "444455556666",
    };
    use Decision::{Allow, ImplicitDeny};
    let rows: &[Row<'_>] = &[
        ("the api", json!({}), gateway, Some(&method), Some(ACCOUNT), Allow),
        (
            "another api",
            json!({}),
            gateway,
            Some(other),
            Some(ACCOUNT),
            ImplicitDeny,
        ),
        ("no source", json!({}), gateway, None, None, ImplicitDeny),
        (
            "another service",
            json!({}),
            Caller::Service("events.amazonaws.com"),
            Some(&method),
            Some(ACCOUNT),
            ImplicitDeny,
        ),
        (
            "one method",
            json!({"SourceArn": method}),
            gateway,
            Some(&method),
            None,
            Allow,
        ),
        (
            "another method",
            json!({"SourceArn": format!("{API}/*/POST/pets")}),
            gateway,
            Some(&method),
            None,
            ImplicitDeny,
        ),
        (
            "an authorizer",
            json!({"SourceArn": format!("{API}/authorizers/abc123")}),
            gateway,
            Some("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/authorizers/abc123"),
            None,
            Allow,
        ),
        (
            "without a source",
            json!({"SourceArn": null}),
            gateway,
            Some(other),
            None,
            Allow,
        ),
        (
            "an account",
            json!({"SourceArn": null, "SourceAccount": ACCOUNT}),
            gateway,
            Some(&method),
            Some("444455556666"),
            ImplicitDeny,
        ),
        (
            "both",
            json!({"SourceAccount": ACCOUNT}),
            gateway,
            Some(&method),
            Some(ACCOUNT),
            Allow,
        ),
        (
            "both, one wrong",
            json!({"SourceAccount": "444455556666"}),
            gateway,
            Some(&method),
            Some(ACCOUNT),
            ImplicitDeny,
        ),
        (
            "another action",
            json!({"Action": "lambda:GetFunction"}),
            gateway,
            Some(&method),
            None,
            ImplicitDeny,
        ),
        (
            "every action",
            json!({"Action": "lambda:*"}),
            gateway,
            Some(&method),
            None,
            Allow,
        ),
        (
            "everybody of an organization that is not known",
            json!({"Principal": "*", "SourceArn": null, "PrincipalOrgID": "o-aaaaaaaaaa"}),
            user,
            None,
            None,
            ImplicitDeny,
        ),
        (
            "a user",
            json!({"Principal": "arn:aws:iam::444455556666:user/bo", "SourceArn": null}),
            user,
            None,
            None,
            Allow,
        ),
    ];
    for (name, members, caller, source, account, expect) in rows {
        let server = Server::new();
        server.function();
        let called = FunctionName::from_arn(&arn("")).unwrap();
        let ask =
            |called: &FunctionName| permits(&*server.store, called, *caller, *source, *account).unwrap();
        assert_eq!(ask(&called), ImplicitDeny, "{name}: no policy");
        server.ok("AddPermission", permission(members.clone()));
        assert_eq!(ask(&called), *expect, "{name}");
    }
}

#[test]
fn an_alias_has_a_policy_of_its_own() {
    let server = Server::new();
    server.function();
    server.ok(
        "CreateAlias",
        json!({"FunctionName": "f", "Name": "live", "FunctionVersion": "$LATEST"}),
    );
    let source = format!("{API}/prod/GET/");
    let ask = |qualifier: &str| {
        let called = FunctionName::from_arn(&arn(qualifier)).unwrap();
        let gateway = Caller::Service("apigateway.amazonaws.com");
        permits(&*server.store, &called, gateway, Some(&source), None).unwrap()
    };
    server.ok("AddPermission", permission(json!({})));
    assert_eq!((ask(""), ask("live")), (Decision::Allow, Decision::ImplicitDeny));
    server.ok("AddPermission", permission(json!({"Qualifier": "live"})));
    assert_eq!(ask("live"), Decision::Allow);
    server.ok("DeleteAlias", json!({"FunctionName": "f", "Name": "live"}));
    assert_eq!(ask("live"), Decision::ImplicitDeny);
    server.ok("DeleteFunction", json!({"FunctionName": "f"}));
    server.function();
    assert_eq!(ask(""), Decision::ImplicitDeny);
}
