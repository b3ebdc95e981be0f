//! Managed and inline policies: versions, attachments, boundaries, documents.

use serde_json::{Value, json};

use crate::testing::{Server, document};

const ARN: &str = "arn:aws:iam::111122223333:policy/p";

fn allow(action: &str) -> String {
    document(json!({"Effect": "Allow", "Action": action, "Resource": "*"}))
}

#[test]
fn a_policy_has_aws_s_form() {
    let server = Server::new();
    let made = server.ok(
        "CreatePolicy",
        json!({"PolicyName": "p", "Path": "/a/", "Description": "d", "PolicyDocument": allow("s3:*")}),
    );
    let policy = &made["Policy"];
    assert_eq!(policy["Arn"], "arn:aws:iam::111122223333:policy/a/p");
    assert!(policy["PolicyId"].as_str().unwrap().starts_with("ANPA"));
    assert_eq!(
        (
            &policy["DefaultVersionId"],
            &policy["AttachmentCount"],
            &policy["IsAttachable"]
        ),
        (&json!("v1"), &json!(0), &json!(true))
    );
    assert!(policy.get("Description").is_none());
    let got = server.ok("GetPolicy", json!({"PolicyArn": policy["Arn"]}));
    assert_eq!(got["Policy"]["Description"], "d");
    let version = server.ok(
        "GetPolicyVersion",
        json!({"PolicyArn": policy["Arn"], "VersionId": "v1"}),
    );
    let text = version["PolicyVersion"]["Document"].as_str().unwrap();
    assert!(
        text.starts_with("%7B%22Version%22%3A%222012-10-17%22%2C"),
        "{text}"
    );
    server.fails(
        "CreatePolicy",
        json!({"PolicyName": "P", "PolicyDocument": allow("s3:*")}),
        "EntityAlreadyExists",
        409,
        "A policy called P already exists. Duplicate names are not allowed.",
    );
    // The name alone does not find it.
    server.fails(
        "GetPolicy",
        json!({"PolicyArn": ARN}),
        "NoSuchEntity",
        404,
        "Policy arn:aws:iam::111122223333:policy/p was not found.",
    );
}

#[test]
fn versions_are_five_and_never_numbered_twice() {
    let server = Server::new();
    server.ok(
        "CreatePolicy",
        json!({"PolicyName": "p", "PolicyDocument": allow("s3:*")}),
    );
    let add =
        |default: bool| json!({"PolicyArn": ARN, "PolicyDocument": allow("sqs:*"), "SetAsDefault": default});
    for expect in ["v2", "v3", "v4", "v5"] {
        let made = server.ok("CreatePolicyVersion", add(expect == "v3"));
        assert_eq!(made["PolicyVersion"]["VersionId"], expect);
        assert_eq!(made["PolicyVersion"]["IsDefaultVersion"], expect == "v3");
    }
    server.fails(
        "CreatePolicyVersion",
        add(false),
        "LimitExceeded",
        409,
        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
    );
    let version = |id: &str| json!({"PolicyArn": ARN, "VersionId": id});
    server.fails(
        "DeletePolicyVersion",
        version("v3"),
        "DeleteConflict",
        409,
        "Cannot delete the default version of a policy.",
    );
    server.ok("DeletePolicyVersion", version("v5"));
    assert_eq!(
        server.ok("CreatePolicyVersion", add(false))["PolicyVersion"]["VersionId"],
        "v6"
    );
    server.ok("SetDefaultPolicyVersion", version("v1"));
    let listed = server.ok("ListPolicyVersions", json!({"PolicyArn": ARN}));
    let ids: Vec<&Value> = listed["Versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["VersionId"])
        .collect();
    assert_eq!(ids, ["v6", "v4", "v3", "v2", "v1"]);
    server.fails(
        "GetPolicyVersion",
        version("v5"),
        "NoSuchEntity",
        404,
        "Policy arn:aws:iam::111122223333:policy/p version v5 does not exist or is not attachable.",
    );
    server.fails(
        "DeletePolicy",
        json!({"PolicyArn": ARN}),
        "DeleteConflict",
        409,
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The \
         default version is deleted with the policy.",
    );
}

#[test]
fn a_policy_in_use_stays() {
    let server = Server::new();
    server.ok(
        "CreatePolicy",
        json!({"PolicyName": "p", "PolicyDocument": allow("s3:*")}),
    );
    server.ok(
        "CreateUser",
        json!({"UserName": "ana", "PermissionsBoundary": ARN}),
    );
    server.ok("AttachUserPolicy", json!({"UserName": "ana", "PolicyArn": ARN}));
    server.ok("AttachUserPolicy", json!({"UserName": "ana", "PolicyArn": ARN}));
    let counts = server.ok("GetPolicy", json!({"PolicyArn": ARN}));
    assert_eq!(counts["Policy"]["AttachmentCount"], 1);
    assert_eq!(counts["Policy"]["PermissionsBoundaryUsageCount"], 1);
    let entities = server.ok("ListEntitiesForPolicy", json!({"PolicyArn": ARN}));
    assert_eq!(entities["PolicyUsers"][0]["UserName"], "ana");
    let conflict = "Cannot delete a policy attached to entities.";
    server.fails(
        "DeletePolicy",
        json!({"PolicyArn": ARN}),
        "DeleteConflict",
        409,
        conflict,
    );
    server.ok("DetachUserPolicy", json!({"UserName": "ana", "PolicyArn": ARN}));
    server.fails(
        "DeletePolicy",
        json!({"PolicyArn": ARN}),
        "DeleteConflict",
        409,
        conflict,
    );
    server.ok("DeleteUserPermissionsBoundary", json!({"UserName": "ana"}));
    server.ok("DeletePolicy", json!({"PolicyArn": ARN}));
    server.fails(
        "DetachUserPolicy",
        json!({"UserName": "ana", "PolicyArn": ARN}),
        "NoSuchEntity",
        404,
        "Policy arn:aws:iam::111122223333:policy/p was not found.",
    );
}

#[test]
fn aws_s_policies_are_there_with_their_statements() {
    let server = Server::new();
    let basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    let got = server.ok("GetPolicy", json!({"PolicyArn": basic}));
    assert_eq!(got["Policy"]["PolicyId"], "ANPAJNCQGXC42545SKXIK");
    let version = server.ok("GetPolicyVersion", json!({"PolicyArn": basic, "VersionId": "v1"}));
    let text = version["PolicyVersion"]["Document"].as_str().unwrap();
    assert!(text.contains("logs%3ACreateLogGroup"), "{text}");
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    server.ok("AttachGroupPolicy", json!({"GroupName": "g", "PolicyArn": basic}));
    let attached = server.ok("ListAttachedGroupPolicies", json!({"GroupName": "g"}));
    assert_eq!(
        attached["AttachedPolicies"],
        json!([{"PolicyName": "AWSLambdaBasicExecutionRole", "PolicyArn": basic}])
    );
    let listed = server.ok("ListPolicies", json!({"Scope": "AWS", "OnlyAttached": true}));
    assert_eq!(listed["Policies"][0]["Arn"], basic);
    assert_eq!(listed["Policies"].as_array().unwrap().len(), 1);
    let unknown = "arn:aws:iam::aws:policy/AmazonWorkMailFullAccess";
    server.fails(
        "AttachGroupPolicy",
        json!({"GroupName": "g", "PolicyArn": unknown}),
        "NoSuchEntity",
        404,
        "Policy arn:aws:iam::aws:policy/AmazonWorkMailFullAccess does not exist or is not attachable.",
    );
    server.fails(
        "AttachGroupPolicy",
        json!({"GroupName": "g", "PolicyArn": "arn:aws:iam::aws:policy/aws-service-role/APIGatewayServiceRolePolicy"}),
        "PolicyNotAttachable",
        400,
        "Cannot attach a Service Role Policy to a Customer Role.",
    );
    let other = "arn:aws:iam::444455556666:policy/p";
    server.fails(
        "AttachGroupPolicy",
        json!({"GroupName": "g", "PolicyArn": other}),
        "NoSuchEntity",
        404,
        "Policy arn:aws:iam::444455556666:policy/p does not exist or is not attachable.",
    );
    server.fails(
        "CreatePolicyVersion",
        json!({"PolicyArn": basic, "PolicyDocument": allow("s3:*")}),
        "AccessDenied",
        403,
        "Policy arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole belongs to AWS and cannot be changed",
    );
}

#[test]
fn inline_policies_come_back_as_they_were() {
    let server = Server::new();
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    let text = "{\"Version\": \"2012-10-17\",\n \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";
    server.ok(
        "PutGroupPolicy",
        json!({"GroupName": "g", "PolicyName": "p", "PolicyDocument": text}),
    );
    let got = server.ok("GetGroupPolicy", json!({"GroupName": "g", "PolicyName": "p"}));
    assert_eq!(got["PolicyDocument"], crate::documents::encoded(text));
    assert_eq!(
        server.ok("ListGroupPolicies", json!({"GroupName": "g"}))["PolicyNames"],
        json!(["p"])
    );
    server.ok("DeleteGroupPolicy", json!({"GroupName": "g", "PolicyName": "p"}));
    server.fails(
        "GetGroupPolicy",
        json!({"GroupName": "g", "PolicyName": "p"}),
        "NoSuchEntity",
        404,
        "The group policy with name p cannot be found.",
    );
    let broken = json!({"GroupName": "g", "PolicyName": "p", "PolicyDocument": "{"});
    let error = server.call("PutGroupPolicy", broken).unwrap_err();
    assert_eq!((&*error.code, error.status), ("MalformedPolicyDocument", 400));
    assert!(
        error.message.starts_with("This policy contains invalid Json: "),
        "{}",
        error.message
    );
}

#[test]
fn attachments_are_limited() {
    let mut server = Server::new();
    server.env.limits.attached_policies_max = 1;
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    let attach =
        |name: &str| json!({"GroupName": "g", "PolicyArn": format!("arn:aws:iam::aws:policy/{name}")});
    server.ok("AttachGroupPolicy", attach("AmazonS3FullAccess"));
    server.fails(
        "AttachGroupPolicy",
        attach("AmazonSQSFullAccess"),
        "LimitExceeded",
        409,
        "Cannot exceed quota for PoliciesPerGroup: 1",
    );
}

/// What is deleted while somebody begins to use it conflicts: the call is run again and then refused.
#[test]
fn nothing_is_left_attached_to_what_is_gone() {
    let server = Server::new();
    let root = Server::root_of(crate::testing::ACCOUNT);
    server.ok(
        "CreatePolicy",
        json!({"PolicyName": "p", "PolicyDocument": allow("s3:*")}),
    );
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    let gone = server.call_while(&root, "DeletePolicy", json!({"PolicyArn": ARN}), || {
        // A user that the deletion has not seen.
        server.ok("CreateUser", json!({"UserName": "ana"}));
        server.ok("AttachUserPolicy", json!({"UserName": "ana", "PolicyArn": ARN}));
    });
    assert_eq!(gone.unwrap_err().code, "ConflictException");
    let gone = server.call_while(&root, "DeleteGroup", json!({"GroupName": "g"}), || {
        server.ok("CreateUser", json!({"UserName": "bo"}));
        server.ok("AddUserToGroup", json!({"UserName": "bo", "GroupName": "g"}));
    });
    assert_eq!(gone.unwrap_err().code, "ConflictException");
    let twice = server.call_while(&root, "CreateUser", json!({"UserName": "cy"}), || {
        server.ok("CreateUser", json!({"UserName": "CY"}));
    });
    assert_eq!(twice.unwrap_err().code, "ConflictException");
}
