//! Calls of IAM that AWS was seen to answer: the calls of API Gateway's recorded scenarios, and the sequences of deployment
//! tools.

use serde_json::{Value, json};

use crate::testing::{Server, document, trust};

/// Every call succeeds as it did with AWS; of the clean-up some failed there too, so it only must not be an error of ours.
#[test]
fn recorded_calls_succeed() {
    let recorded: Value = serde_json::from_str(include_str!("recorded.json")).unwrap();
    for scenario in recorded["scenarios"].as_array().unwrap() {
        let server = Server::new();
        let mut answers: Vec<Value> = Vec::new();
        for call in scenario["calls"].as_array().unwrap() {
            let mut params = call["params"].clone();
            for value in params.as_object_mut().unwrap().values_mut() {
                if let Some(at) = value.get("$ref").and_then(Value::as_u64) {
                    let found =
                        answers[usize::try_from(at).unwrap()].pointer(value["path"].as_str().unwrap());
                    *value = found.unwrap().clone();
                }
            }
            let operation = call["operation"].as_str().unwrap();
            let result = server.call(operation, params);
            if call.get("cleanup").is_none() {
                let answer =
                    result.unwrap_or_else(|error| panic!("{} {operation}: {error}", scenario["name"]));
                answers.push(answer);
            } else if let Err(error) = result {
                assert!(error.status < 500, "{} {operation}: {error}", scenario["name"]);
            }
        }
    }
}

/// A first deploy, a second one and a delete, as AWS Chalice calls IAM.
#[test]
fn chalice_deploys_and_deletes() {
    let server = Server::new();
    let role = json!({"RoleName": "demo-api-dev"});
    let absent = server.call("GetRole", role.clone()).unwrap_err();
    assert_eq!((&*absent.code, absent.status), ("NoSuchEntity", 404));
    let made = server.ok(
        "CreateRole",
        json!({"RoleName": "demo-api-dev", "AssumeRolePolicyDocument": trust(json!({"Service": "lambda.amazonaws.com"}))}),
    );
    assert_eq!(made["Role"]["Arn"], "arn:aws:iam::111122223333:role/demo-api-dev");
    let text = document(json!([{
        "Effect": "Allow",
        "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": "arn:*:logs:*:*:*",
    }]));
    let put = json!({"RoleName": "demo-api-dev", "PolicyName": "demo-api-dev", "PolicyDocument": text});
    server.ok("PutRolePolicy", put.clone());
    server.ok("GetRole", role.clone());
    server.ok("PutRolePolicy", put);
    let names = server.ok("ListRolePolicies", role.clone());
    assert_eq!(names["PolicyNames"], json!(["demo-api-dev"]));
    server.fails(
        "DeleteRole",
        role.clone(),
        "DeleteConflict",
        409,
        "Cannot delete entity, must delete policies first.",
    );
    server.ok(
        "DeleteRolePolicy",
        json!({"RoleName": "demo-api-dev", "PolicyName": "demo-api-dev"}),
    );
    server.ok("DeleteRole", role);
}

/// A role with an attached AWS policy, read and destroyed, as the Terraform provider calls IAM.
#[test]
fn terraform_makes_reads_and_destroys_a_role() {
    let server = Server::new();
    let trusted = trust(json!({"Service": ["lambda.amazonaws.com"]}));
    server.ok(
        "CreateRole",
        json!({"RoleName": "tf", "Path": "/", "MaxSessionDuration": 3600, "AssumeRolePolicyDocument": trusted, "Tags": [{"Key": "a", "Value": ""}]}),
    );
    let got = server.ok("GetRole", json!({"RoleName": "tf"}));
    let encoded = got["Role"]["AssumeRolePolicyDocument"].as_str().unwrap();
    assert_eq!(encoded, crate::documents::encoded(&trusted));
    let basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    server.ok("AttachRolePolicy", json!({"RoleName": "tf", "PolicyArn": basic}));
    let attached = server.ok("ListAttachedRolePolicies", json!({"RoleName": "tf"}));
    assert_eq!(attached["AttachedPolicies"][0]["PolicyArn"], basic);
    assert_eq!(
        server.ok("ListRolePolicies", json!({"RoleName": "tf"}))["PolicyNames"],
        json!([])
    );
    server.ok(
        "UpdateRoleDescription",
        json!({"RoleName": "tf", "Description": "d"}),
    );
    server.ok(
        "TagRole",
        json!({"RoleName": "tf", "Tags": [{"Key": "b", "Value": "1"}]}),
    );
    server.ok("UntagRole", json!({"RoleName": "tf", "TagKeys": ["a"]}));
    let profiles = server.ok("ListInstanceProfilesForRole", json!({"RoleName": "tf"}));
    assert_eq!(profiles["InstanceProfiles"], json!([]));
    server.fails(
        "DeleteRole",
        json!({"RoleName": "tf"}),
        "DeleteConflict",
        409,
        "Cannot delete entity, must detach all policies first.",
    );
    server.ok("DetachRolePolicy", json!({"RoleName": "tf", "PolicyArn": basic}));
    server.ok("DeleteRole", json!({"RoleName": "tf"}));
}
