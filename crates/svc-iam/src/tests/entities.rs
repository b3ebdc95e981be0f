//! Users and groups: making, finding, renaming, deleting.

use serde_json::json;

use crate::testing::{ACCOUNT, Server, document};

#[test]
fn a_user_has_aws_s_form() {
    let server = Server::new();
    let made = server.ok(
        "CreateUser",
        json!({"UserName": "Ana", "Path": "/eng/", "Tags": [{"Key": "team", "Value": "a"}]}),
    );
    let user = &made["User"];
    assert_eq!(user["Arn"], "arn:aws:iam::111122223333:user/eng/Ana");
    assert_eq!(user["CreateDate"], 1_790_000_000);
    assert!(user["UserId"].as_str().unwrap().starts_with("AIDA"));
    // Names are found in any case, and told as they were given.
    let found = server.ok("GetUser", json!({"UserName": "ana"}));
    assert_eq!(&found["User"], user);
    assert_eq!(found["User"]["Tags"], json!([{"Key": "team", "Value": "a"}]));
    server.fails(
        "CreateUser",
        json!({"UserName": "ANA"}),
        "EntityAlreadyExists",
        409,
        "User with name ANA already exists.",
    );
    server.fails(
        "GetUser",
        json!({"UserName": "bo"}),
        "NoSuchEntity",
        404,
        "The user with name bo cannot be found.",
    );
}

#[test]
fn without_a_name_it_is_the_caller() {
    let server = Server::new();
    let root = server.ok("GetUser", json!({}));
    assert_eq!(root["User"]["Arn"], format!("arn:aws:iam::{ACCOUNT}:root"));
    assert_eq!(root["User"]["UserId"], ACCOUNT);
    assert!(root["User"].get("UserName").is_none() && root["User"].get("Path").is_none());
    let ana = server.user("ana");
    server.grant(
        "ana",
        "self",
        json!({"Effect": "Allow", "Action": "iam:GetUser", "Resource": ana.arn}),
    );
    let found = server.call_as(&ana, "GetUser", json!({})).unwrap();
    assert_eq!(found["User"]["UserName"], "ana");
}

#[test]
fn deleting_needs_everything_gone() {
    let server = Server::new();
    let key = server.user("ana").access_key_id;
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    server.ok("AddUserToGroup", json!({"GroupName": "g", "UserName": "ana"}));
    server.grant(
        "ana",
        "p",
        json!({"Effect": "Allow", "Action": "s3:*", "Resource": "*"}),
    );
    let admin = "arn:aws:iam::aws:policy/AdministratorAccess";
    server.ok("AttachUserPolicy", json!({"UserName": "ana", "PolicyArn": admin}));
    let refused = |message: &str| {
        server.fails(
            "DeleteUser",
            json!({"UserName": "ana"}),
            "DeleteConflict",
            409,
            message,
        );
    };
    refused("Cannot delete entity, must remove users from group first.");
    server.fails(
        "DeleteGroup",
        json!({"GroupName": "G"}),
        "DeleteConflict",
        409,
        "Cannot delete entity, must remove users from group first.",
    );
    server.ok(
        "RemoveUserFromGroup",
        json!({"GroupName": "g", "UserName": "ana"}),
    );
    server.ok("DeleteGroup", json!({"GroupName": "g"}));
    refused("Cannot delete entity, must delete access keys first.");
    server.ok("DeleteAccessKey", json!({"UserName": "ana", "AccessKeyId": key}));
    refused("Cannot delete entity, must detach all policies first.");
    server.ok("DetachUserPolicy", json!({"UserName": "ana", "PolicyArn": admin}));
    refused("Cannot delete entity, must delete policies first.");
    server.ok("DeleteUserPolicy", json!({"UserName": "ana", "PolicyName": "p"}));
    server.ok("DeleteUser", json!({"UserName": "ana"}));
    assert_eq!(server.ok("ListUsers", json!({}))["Users"], json!([]));
}

#[test]
fn renaming_keeps_keys_groups_and_members() {
    let server = Server::new();
    let key = server.user("ana").access_key_id;
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    server.ok("AddUserToGroup", json!({"GroupName": "g", "UserName": "ana"}));
    server.ok(
        "UpdateUser",
        json!({"UserName": "ana", "NewUserName": "Anna", "NewPath": "/x/"}),
    );
    server.ok("UpdateGroup", json!({"GroupName": "g", "NewGroupName": "h"}));
    let caller = server.credential(&key, None).unwrap().caller;
    assert_eq!(caller.arn, "arn:aws:iam::111122223333:user/x/Anna");
    let group = server.ok("GetGroup", json!({"GroupName": "h"}));
    assert_eq!(group["Users"][0]["UserName"], "Anna");
    let groups = server.ok("ListGroupsForUser", json!({"UserName": "anna"}));
    assert_eq!(groups["Groups"][0]["GroupName"], "h");
    server.fails(
        "GetGroup",
        json!({"GroupName": "g"}),
        "NoSuchEntity",
        404,
        "The group with name g cannot be found.",
    );
    server.ok("CreateUser", json!({"UserName": "bo"}));
    server.fails(
        "UpdateUser",
        json!({"UserName": "bo", "NewUserName": "ANNA"}),
        "EntityAlreadyExists",
        409,
        "User with name ANNA already exists.",
    );
}

#[test]
fn lists_come_in_pages_and_by_path() {
    let server = Server::new();
    for (name, path) in [("c", "/x/"), ("a", "/"), ("B", "/x/y/")] {
        server.ok("CreateUser", json!({"UserName": name, "Path": path}));
    }
    let names = |answer: &serde_json::Value| -> Vec<String> {
        let users = answer["Users"].as_array().unwrap();
        users
            .iter()
            .map(|user| user["UserName"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = server.ok("ListUsers", json!({"MaxItems": 2}));
    assert_eq!(
        (names(&first), &first["IsTruncated"]),
        (vec!["a".into(), "B".into()], &json!(true))
    );
    let second = server.ok("ListUsers", json!({"MaxItems": 2, "Marker": first["Marker"]}));
    assert_eq!(
        (names(&second), &second["IsTruncated"]),
        (vec!["c".into()], &json!(false))
    );
    assert!(second.get("Marker").is_none());
    assert_eq!(
        names(&server.ok("ListUsers", json!({"PathPrefix": "/x/"}))),
        ["B", "c"]
    );
    server.fails(
        "ListUsers",
        json!({"Marker": "?"}),
        "ValidationError",
        400,
        "Invalid Marker.",
    );
}

#[test]
fn tags_are_merged_and_limited() {
    let server = Server::new();
    server.ok("CreateUser", json!({"UserName": "ana"}));
    server.ok(
        "TagUser",
        json!({"UserName": "ana", "Tags": [{"Key": "b", "Value": "1"}, {"Key": "a", "Value": "2"}]}),
    );
    server.ok(
        "TagUser",
        json!({"UserName": "ana", "Tags": [{"Key": "B", "Value": "3"}]}),
    );
    server.ok("UntagUser", json!({"UserName": "ana", "TagKeys": ["a", "c"]}));
    let tags = server.ok("ListUserTags", json!({"UserName": "ana"}));
    assert_eq!(tags["Tags"], json!([{"Key": "B", "Value": "3"}]));
    server.fails(
        "TagUser",
        json!({"UserName": "ana", "Tags": [{"Key": "x", "Value": ""}, {"Key": "X", "Value": ""}]}),
        "InvalidInput",
        400,
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    );
    let many: Vec<_> = (0..51)
        .map(|at| json!({"Key": at.to_string(), "Value": ""}))
        .collect();
    server.fails(
        "TagUser",
        json!({"UserName": "ana", "Tags": many}),
        "LimitExceeded",
        409,
        "Cannot exceed quota for TagsPerResource: 50",
    );
}

#[test]
fn quotas_hold() {
    let mut server = Server::new();
    server.env.limits.users_max = 1;
    server.env.limits.groups_per_user_max = 1;
    server.ok("CreateUser", json!({"UserName": "ana"}));
    server.fails(
        "CreateUser",
        json!({"UserName": "bo"}),
        "LimitExceeded",
        409,
        "Cannot exceed quota for UsersPerAccount: 1",
    );
    for group in ["g", "h"] {
        server.ok("CreateGroup", json!({"GroupName": group}));
    }
    server.ok("AddUserToGroup", json!({"GroupName": "g", "UserName": "ana"}));
    server.ok("AddUserToGroup", json!({"GroupName": "G", "UserName": "ana"}));
    server.fails(
        "AddUserToGroup",
        json!({"GroupName": "h", "UserName": "ana"}),
        "LimitExceeded",
        409,
        "Cannot exceed quota for GroupsPerUser: 1",
    );
    let long = "a".repeat(2048);
    server.fails(
        "PutUserPolicy",
        json!({"UserName": "ana", "PolicyName": "p", "PolicyDocument": document(json!({"Effect": "Allow", "Action": "s3:*", "Resource": format!("arn:aws:s3:::{long}")}))}),
        "LimitExceeded",
        409,
        "Maximum policy size of 2048 bytes exceeded for user ana",
    );
}

#[test]
fn an_account_tells_what_is_in_it() {
    let server = Server::new();
    server.user("ana");
    server.ok("CreateGroup", json!({"GroupName": "g"}));
    server.ok("CreateAccountAlias", json!({"AccountAlias": "example"}));
    assert_eq!(
        server.ok("ListAccountAliases", json!({}))["AccountAliases"],
        json!(["example"])
    );
    let other = Server::root_of("444455556666");
    let taken = server.call_as(&other, "CreateAccountAlias", json!({"AccountAlias": "example"}));
    assert_eq!(
        taken.unwrap_err().message,
        "The account alias example already exists."
    );
    server.ok("DeleteAccountAlias", json!({"AccountAlias": "example"}));
    let summary = server.ok("GetAccountSummary", json!({}));
    assert_eq!(summary["SummaryMap"]["Users"], 1);
    assert_eq!(summary["SummaryMap"]["AccountAccessKeysPresent"], 1);
    let details = server.ok(
        "GetAccountAuthorizationDetails",
        json!({"Filter": ["User", "Group"]}),
    );
    assert_eq!(details["UserDetailList"][0]["UserName"], "ana");
    assert_eq!(details["GroupDetailList"][0]["GroupName"], "g");
    assert_eq!(details["Policies"], json!([]));
}

#[test]
fn accounts_are_apart() {
    let server = Server::new();
    server.user("ana");
    let other = Server::root_of("444455556666");
    let error = server
        .call_as(&other, "GetUser", json!({"UserName": "ana"}))
        .unwrap_err();
    assert_eq!(error.code, "NoSuchEntity");
}
