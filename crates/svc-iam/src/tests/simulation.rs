//! The policy simulator.

use serde_json::{Value, json};

use crate::testing::{Server, document, failure};

const ANA: &str = "arn:aws:iam::111122223333:user/ana";
const KEY: &str = "arn:aws:s3:::b/k";

#[track_caller]
fn decisions(answer: &Value) -> Vec<&str> {
    let results = answer["EvaluationResults"].as_array().unwrap();
    results
        .iter()
        .map(|one| one["EvalDecision"].as_str().unwrap())
        .collect()
}

/// The example of the AWS CLI's command reference, `simulate-custom-policy`.
#[test]
fn statements_are_placed_as_aws_places_them() {
    let server = Server::new();
    let policy = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}"#;
    let answer = server.ok(
        "SimulateCustomPolicy",
        json!({"PolicyInputList": [policy], "ActionNames": ["dynamodb:CreateBackup"]}),
    );
    assert_eq!(
        answer["EvaluationResults"],
        json!([{
            "EvalActionName": "dynamodb:CreateBackup",
            "EvalResourceName": "*",
            "EvalDecision": "allowed",
            "MatchedStatements": [{
                "SourcePolicyId": "PolicyInputList.1",
                "SourcePolicyType": "none",
                "StartPosition": {"Line": 1, "Column": 38},
                "EndPosition": {"Line": 1, "Column": 167},
            }],
            "MissingContextValues": [],
        }])
    );
    assert_eq!(answer["IsTruncated"], false);
}

#[test]
fn a_user_is_simulated_with_groups_attachments_and_boundary() {
    let server = Server::new();
    server.ok("CreateUser", json!({"UserName": "ana"}));
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    server.ok("AddUserToGroup", json!({"GroupName": "g", "UserName": "ana"}));
    let text = document(json!({"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"}));
    server.ok(
        "PutGroupPolicy",
        json!({"GroupName": "g", "PolicyName": "no-delete", "PolicyDocument": text}),
    );
    let full = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    server.ok("AttachUserPolicy", json!({"UserName": "ana", "PolicyArn": full}));
    let input = json!({
        "PolicySourceArn": ANA,
        "ActionNames": ["s3:GetObject", "s3:DeleteObject", "sqs:SendMessage"],
        "ResourceArns": [KEY],
    });
    let answer = server.ok("SimulatePrincipalPolicy", input.clone());
    assert_eq!(decisions(&answer), ["allowed", "explicitDeny", "implicitDeny"]);
    let results = &answer["EvaluationResults"];
    let source = |at: usize| {
        let matched = results[at]["MatchedStatements"].as_array().unwrap();
        matched
            .iter()
            .map(|one| {
                format!(
                    "{} {}",
                    one["SourcePolicyId"].as_str().unwrap(),
                    one["SourcePolicyType"].as_str().unwrap()
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(source(0), ["AmazonS3FullAccess aws-managed"]);
    assert_eq!(source(1), ["group_g_no-delete group"]);
    assert!(source(2).is_empty());
    assert_eq!(
        results[0]["ResourceSpecificResults"][0]["EvalResourceDecision"],
        "allowed"
    );
    assert!(results[0].get("PermissionsBoundaryDecisionDetail").is_none());

    let read = "arn:aws:iam::aws:policy/AmazonSQSFullAccess";
    server.ok(
        "PutUserPermissionsBoundary",
        json!({"UserName": "ana", "PermissionsBoundary": read}),
    );
    let answer = server.ok("SimulatePrincipalPolicy", input.clone());
    assert_eq!(
        decisions(&answer),
        ["implicitDeny", "explicitDeny", "implicitDeny"]
    );
    let detail = |at: usize| {
        answer["EvaluationResults"][at]["PermissionsBoundaryDecisionDetail"]["AllowedByPermissionsBoundary"]
            .clone()
    };
    assert_eq!((detail(0), detail(2)), (json!(false), json!(true)));
    // A boundary of the call stands in for the user's.
    let mut with = input;
    with["PermissionsBoundaryPolicyInputList"] = json!([document(
        json!({"Effect": "Allow", "Action": "*", "Resource": "*"})
    )]);
    let answer = server.ok("SimulatePrincipalPolicy", with);
    assert_eq!(decisions(&answer), ["allowed", "explicitDeny", "implicitDeny"]);
}

#[test]
fn context_entries_are_read_and_missing_ones_told() {
    let server = Server::new();
    let policy = document(json!({
        "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:PrincipalTag/team}/*",
        "Condition": {
            "IpAddress": {"aws:SourceIp": "203.0.113.0/24"},
            "NumericLessThan": {"s3:max-keys": "10"},
            "ForAnyValue:StringEquals": {"aws:TagKeys": "x"},
        },
    }));
    let ask = |entries: Value| {
        server.call(
            "SimulateCustomPolicy",
            json!({
                "PolicyInputList": [policy], "ActionNames": ["s3:GetObject"],
                "ResourceArns": ["arn:aws:s3:::b/a/k"], "ContextEntries": entries,
            }),
        )
    };
    let entry = |name: &str, kind: &str, values: Value| json!({"ContextKeyName": name, "ContextKeyType": kind, "ContextKeyValues": values});
    let team = entry("aws:PrincipalTag/team", "string", json!(["a"]));
    let ip = entry("aws:SourceIp", "ip", json!(["203.0.113.9"]));
    let number = entry("s3:max-keys", "numeric", json!(["9"]));
    let keys = entry("aws:TagKeys", "stringList", json!(["y", "x"]));
    let answer = ask(json!([])).unwrap();
    assert_eq!(decisions(&answer), ["implicitDeny"]);
    assert_eq!(
        answer["EvaluationResults"][0]["MissingContextValues"],
        json!([
            "aws:PrincipalTag/team",
            "aws:SourceIp",
            "aws:TagKeys",
            "s3:max-keys"
        ])
    );
    let answer = ask(json!([team, ip, number, keys])).unwrap();
    assert_eq!(decisions(&answer), ["allowed"]);
    assert_eq!(answer["EvaluationResults"][0]["MissingContextValues"], json!([]));
    let answer = ask(json!([
        team,
        entry("aws:SourceIp", "ip", json!(["198.51.100.1"])),
        number,
        keys
    ]))
    .unwrap();
    assert_eq!(decisions(&answer), ["implicitDeny"]);
    for wrong in [
        entry("aws:SourceIp", "ip", json!(["somewhere"])),
        entry("aws:SourceIp", "string", json!(["somewhere"])),
        entry("s3:max-keys", "numeric", json!(["many"])),
        entry("s3:max-keys", "numeric", json!(["1", "2"])),
        entry("aws:SecureTransport", "boolean", json!(["perhaps"])),
        entry("aws:CurrentTime", "date", json!(["tomorrow"])),
        entry("no-prefix", "string", json!(["a"])),
    ] {
        assert_eq!(failure(ask(json!([wrong]))).code, "InvalidInput");
    }
    let keys = server.ok(
        "GetContextKeysForCustomPolicy",
        json!({"PolicyInputList": [policy]}),
    );
    assert_eq!(
        keys["ContextKeyNames"],
        json!([
            "aws:PrincipalTag/team",
            "aws:SourceIp",
            "aws:TagKeys",
            "s3:max-keys"
        ])
    );
}

/// Identity statement, principal of the resource policy, owner of the resource, answer.
#[test]
fn resource_policies_have_their_say() {
    let server = Server::new();
    let s3 = || json!({"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"});
    let sqs = || json!({"Effect": "Allow", "Action": "sqs:*", "Resource": "*"});
    let (own, other) = ("111122223333", "444455556666");
    let rows = [
        (sqs(), json!({"AWS": ANA}), own, "allowed"),
        (sqs(), json!({"AWS": own}), own, "implicitDeny"),
        (s3(), json!({"AWS": own}), own, "allowed"),
        (sqs(), json!("*"), own, "allowed"),
        (s3(), json!({"AWS": other}), own, "allowed"),
        (sqs(), json!({"AWS": ANA}), other, "implicitDeny"),
        (s3(), json!({"AWS": ANA}), other, "allowed"),
        (s3(), json!({"AWS": own}), other, "allowed"),
        (s3(), json!({"AWS": other}), other, "implicitDeny"),
    ];
    let resource = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/GET/x";
    for (statement, principal, owner, expect) in rows {
        let policy = document(json!({
            "Effect": "Allow", "Principal": principal, "Action": "execute-api:Invoke", "Resource": resource,
        }));
        let answer = server.ok(
            "SimulateCustomPolicy",
            json!({
                "PolicyInputList": [document(statement.clone())], "ActionNames": ["execute-api:Invoke"],
                "ResourceArns": [resource], "ResourcePolicy": policy, "CallerArn": ANA, "ResourceOwner": owner,
            }),
        );
        assert_eq!(decisions(&answer), [expect], "{statement} {policy} {owner}");
    }
}

#[test]
fn wrong_input_is_named() {
    let server = Server::new();
    let policy = document(json!({"Effect": "Allow", "Action": "s3:*", "Resource": "*"}));
    let base = json!({"PolicyInputList": [policy], "ActionNames": ["s3:GetObject"]});
    let check = |member: &str, value: Value, expect: &str| {
        let mut input = base.clone();
        input[member] = value;
        let error = failure(server.call("SimulateCustomPolicy", input));
        assert_eq!((&*error.code, error.status), ("InvalidInput", 400), "{member}");
        assert!(error.message.contains(expect), "{}", error.message);
    };
    check(
        "ActionNames",
        json!(["GetObject"]),
        "Invalid Action name: GetObject",
    );
    check("ResourceArns", json!(["bucket"]), "Invalid Resource Arn: bucket");
    check(
        "PolicyInputList",
        json!(["{"]),
        "PolicyInputList.1: This policy contains invalid Json",
    );
    check("ResourcePolicy", json!(policy), "CallerArn must be given");
    check(
        "CallerArn",
        json!("arn:aws:iam::111122223333:root"),
        "is not the ARN of a user",
    );
    check(
        "ResourceHandlingOption",
        json!("EC2-VPC-InstanceStore"),
        "EC2-VPC-InstanceStore",
    );
    check("ResourceOwner", json!("me"), "is not an account");
    let many: Vec<String> = (0..10_001).map(|at| format!("arn:aws:s3:::b/{at}")).collect();
    check("ResourceArns", json!(many), "at most 10000");
    let absent = server.call(
        "SimulatePrincipalPolicy",
        json!({"PolicySourceArn": ANA, "ActionNames": ["s3:GetObject"]}),
    );
    assert_eq!(failure(absent).code, "NoSuchEntity");
}

#[test]
fn results_come_in_pages() {
    let server = Server::new();
    let policy = document(json!({"Effect": "Allow", "Action": "s3:*", "Resource": "*"}));
    let resources: Vec<String> = (0..12).map(|at| format!("arn:aws:s3:::b/{at}")).collect();
    let mut input = json!({"PolicyInputList": [policy], "ActionNames": ["s3:GetObject"], "ResourceArns": resources, "MaxItems": 10});
    let first = server.ok("SimulateCustomPolicy", input.clone());
    assert_eq!(
        (decisions(&first).len(), &first["IsTruncated"]),
        (10, &json!(true))
    );
    input["Marker"] = first["Marker"].clone();
    let second = server.ok("SimulateCustomPolicy", input);
    let names: Vec<&Value> = second["EvaluationResults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["EvalResourceName"])
        .collect();
    assert_eq!(names, ["arn:aws:s3:::b/10", "arn:aws:s3:::b/11"]);
}
