//! Calls of IAM are permitted on what they act on: with paths, tags, and what is attached.

use serde_json::{Value, json};

use crate::testing::{Server, failure};

const ADMIN: &str = "arn:aws:iam::aws:policy/AdministratorAccess";
const S3: &str = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

/// One statement of `ops`, one call of it, and whether it may.
#[test]
fn statements_are_asked_with_whole_arns_and_keys() {
    let allow = |action: &str, resource: &str, condition: Value| {
        vec![json!({"Effect": "Allow", "Action": action, "Resource": resource, "Condition": condition})]
    };
    let all_but = |condition: Value| {
        vec![
            json!({"Effect": "Allow", "Action": "iam:*", "Resource": "*"}),
            json!({"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": condition}),
        ]
    };
    let attach = |arn: &str| json!({"UserName": "bo", "PolicyArn": arn});
    let rows = [
        (
            "a path allows",
            allow("iam:GetUser", "arn:aws:iam::*:user/eng/*", json!({})),
            "GetUser",
            json!({"UserName": "BO"}),
            true,
        ),
        (
            "another path does not",
            allow("iam:GetUser", "arn:aws:iam::*:user/ops/*", json!({})),
            "GetUser",
            json!({"UserName": "bo"}),
            false,
        ),
        (
            "the name alone does not",
            allow("iam:GetUser", "arn:aws:iam::*:user/bo", json!({})),
            "GetUser",
            json!({"UserName": "bo"}),
            false,
        ),
        (
            "another action does not",
            allow("iam:ListUsers", "*", json!({})),
            "GetUser",
            json!({"UserName": "bo"}),
            false,
        ),
        (
            "a list",
            allow("iam:ListUsers", "arn:aws:iam::111122223333:user/*", json!({})),
            "ListUsers",
            json!({}),
            true,
        ),
        (
            "a policy that may be attached",
            allow(
                "iam:AttachUserPolicy",
                "*",
                json!({"ArnEquals": {"iam:PolicyARN": S3}}),
            ),
            "AttachUserPolicy",
            attach(S3),
            true,
        ),
        (
            "one that may not",
            allow(
                "iam:AttachUserPolicy",
                "*",
                json!({"ArnEquals": {"iam:PolicyARN": S3}}),
            ),
            "AttachUserPolicy",
            attach(ADMIN),
            false,
        ),
        (
            "one that must not",
            all_but(json!({"ArnEquals": {"iam:PolicyARN": ADMIN}})),
            "AttachUserPolicy",
            attach(ADMIN),
            false,
        ),
        (
            "a tag of the user",
            all_but(json!({"StringEquals": {"aws:ResourceTag/team": "a"}})),
            "DeleteUser",
            json!({"UserName": "bo"}),
            false,
        ),
        (
            "a tag of another value",
            all_but(json!({"StringEquals": {"aws:ResourceTag/team": "b"}})),
            "GetUser",
            json!({"UserName": "bo"}),
            true,
        ),
        (
            "a tag of the request",
            allow(
                "iam:CreateUser",
                "*",
                json!({"StringEquals": {"aws:RequestTag/team": "a"}}),
            ),
            "CreateUser",
            json!({"UserName": "cy", "Tags": [{"Key": "team", "Value": "a"}]}),
            true,
        ),
        (
            "without the tag",
            allow(
                "iam:CreateUser",
                "*",
                json!({"StringEquals": {"aws:RequestTag/team": "a"}}),
            ),
            "CreateUser",
            json!({"UserName": "cy"}),
            false,
        ),
        (
            "with a boundary",
            allow(
                "iam:CreateUser",
                "*",
                json!({"StringEquals": {"iam:PermissionsBoundary": S3}}),
            ),
            "CreateUser",
            json!({"UserName": "cy", "PermissionsBoundary": S3}),
            true,
        ),
        (
            "without the boundary",
            allow(
                "iam:CreateUser",
                "*",
                json!({"StringEquals": {"iam:PermissionsBoundary": S3}}),
            ),
            "CreateUser",
            json!({"UserName": "cy"}),
            false,
        ),
        (
            "the new path too",
            allow("iam:UpdateUser", "arn:aws:iam::*:user/eng/*", json!({})),
            "UpdateUser",
            json!({"UserName": "bo", "NewPath": "/ops/"}),
            false,
        ),
        (
            "a tag of the caller",
            allow(
                "iam:GetUser",
                "*",
                json!({"StringEquals": {"aws:PrincipalTag/role": "helper"}}),
            ),
            "GetUser",
            json!({"UserName": "bo"}),
            true,
        ),
        (
            "the caller itself",
            allow("iam:GetUser", "arn:aws:iam::*:user/${aws:username}", json!({})),
            "GetUser",
            json!({}),
            true,
        ),
        (
            "an address",
            allow(
                "iam:GetUser",
                "*",
                json!({"IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}),
            ),
            "GetUser",
            json!({"UserName": "bo"}),
            false,
        ),
    ];
    for (name, statements, operation, input, may) in rows {
        let server = Server::new();
        server.ok(
            "CreateUser",
            json!({"UserName": "bo", "Path": "/eng/", "Tags": [{"Key": "team", "Value": "a"}]}),
        );
        let ops = server.user("ops");
        server.ok(
            "TagUser",
            json!({"UserName": "ops", "Tags": [{"Key": "role", "Value": "helper"}]}),
        );
        server.grant("ops", "p", json!(statements));
        let result = server.call_as(&ops, operation, input);
        assert_eq!(result.is_ok(), may, "{name}: {result:?}");
        if let Err(error) = result {
            assert_eq!((&*error.code, error.status), ("AccessDenied", 403), "{name}");
        }
    }
}

#[test]
fn refusals_say_what_aws_says_and_change_nothing() {
    let server = Server::new();
    let ana = server.user("ana");
    let error = failure(server.call_as(&ana, "CreateUser", json!({"UserName": "bo"})));
    assert_eq!(
        error.message,
        "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: iam:CreateUser on resource: \
         arn:aws:iam::111122223333:user/bo because no identity-based policy allows the iam:CreateUser action"
    );
    server.fails(
        "GetUser",
        json!({"UserName": "bo"}),
        "NoSuchEntity",
        404,
        "The user with name bo cannot be found.",
    );
}
