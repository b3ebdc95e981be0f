//! The tables are whole: every operation of the models is served or refused by name, and it is known what it acts on.

use std::collections::BTreeSet;

use aws_wire::ServiceModel;
use control::Entry;
use serde_json::json;

use crate::{
    IAM_OPERATIONS, IAM_UNSUPPORTED, Iam, STS_OPERATIONS, STS_UNSUPPORTED, permissions::TARGETS,
    testing::Server,
};

#[test]
fn every_operation_is_served_or_refused_by_name() {
    check(&aws_model::iam::SERVICE, IAM_OPERATIONS, IAM_UNSUPPORTED);
    check(&aws_model::sts::SERVICE, STS_OPERATIONS, STS_UNSUPPORTED);
}

#[track_caller]
fn check(model: &ServiceModel, served: &[Entry<Iam>], refused: &[(&str, &str)]) {
    let all: BTreeSet<&str> = model.operation_names.iter().copied().collect();
    let names: Vec<&str> = served.iter().map(|entry| entry.model.name).collect();
    let reasons: Vec<&str> = refused.iter().map(|(name, _)| *name).collect();
    assert!(names.is_sorted(), "{} is not sorted", model.name);
    assert!(reasons.is_sorted(), "{} is not sorted", model.name);
    let told: Vec<&str> = names.iter().chain(&reasons).copied().collect();
    let once: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(told.len(), once.len(), "an operation is both, or twice");
    assert_eq!(once, all);
}

#[test]
fn of_every_operation_it_is_known_what_it_acts_on() {
    let served: Vec<&str> = IAM_OPERATIONS.iter().map(|entry| entry.model.name).collect();
    let targets: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(targets, served);
}

#[test]
fn permissions_name_action_and_arn() {
    #[track_caller]
    fn check(name: &str, input: serde_json::Value, resource: &str) {
        let expect = vec![(format!("iam:{name}"), resource.to_owned())];
        assert_eq!(Server::permissions(name, &input), expect);
    }
    check(
        "CreateUser",
        json!({"UserName": "ana", "Path": "/a/b/"}),
        "arn:aws:iam::111122223333:user/a/b/ana",
    );
    check(
        "GetUser",
        json!({"UserName": "ana"}),
        "arn:aws:iam::111122223333:user/ana",
    );
    check(
        "DeleteRole",
        json!({"RoleName": "r"}),
        "arn:aws:iam::111122223333:role/r",
    );
    check(
        "AddUserToGroup",
        json!({"GroupName": "g", "UserName": "ana"}),
        "arn:aws:iam::111122223333:group/g",
    );
    check(
        "GetPolicy",
        json!({"PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}),
        "arn:aws:iam::aws:policy/AdministratorAccess",
    );
    check("ListUsers", json!({}), "arn:aws:iam::111122223333:user/");
    check("GetAccountSummary", json!({}), "*");
    check(
        "CreateServiceLinkedRole",
        json!({"AWSServiceName": "ops.apigateway.amazonaws.com"}),
        "arn:aws:iam::111122223333:role/aws-service-role/ops.apigateway.amazonaws.com/*",
    );
}
