//! The tables are whole: every operation of the model is served or refused by name, and it is known what it acts on.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{OPERATIONS, UNSUPPORTED, permissions::TARGETS, testing::Server};

#[test]
fn every_operation_is_served_or_refused_by_name() {
    let all: BTreeSet<&str> = aws_model::logs::SERVICE.operation_names.iter().copied().collect();
    let names: Vec<&str> = OPERATIONS.iter().map(|entry| entry.model.name).collect();
    let reasons: Vec<&str> = UNSUPPORTED.iter().map(|(name, _)| *name).collect();
    assert!(names.is_sorted() && reasons.is_sorted());
    let told: Vec<&str> = names.iter().chain(&reasons).copied().collect();
    let once: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(told.len(), once.len(), "an operation is both, or twice");
    assert_eq!(once, all);
    let targets: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(targets, names);
}

#[test]
fn permissions_name_action_and_arn() {
    #[track_caller]
    fn check(name: &str, input: serde_json::Value, resource: &str) {
        let expect = (format!("logs:{name}"), resource.to_owned());
        assert_eq!(Server::permissions(name, &input), expect);
    }
    let group = "arn:aws:logs:eu-west-1:111122223333:log-group:/a/b";
    check(
        "CreateLogGroup",
        json!({"logGroupName": "/a/b"}),
        &format!("{group}:log-stream:"),
    );
    check(
        "GetLogEvents",
        json!({"logGroupIdentifier": format!("{group}:*"), "logStreamName": "s"}),
        &format!("{group}:log-stream:s"),
    );
    check("TagResource", json!({"resourceArn": group}), group);
    check(
        "DescribeLogGroups",
        json!({}),
        "arn:aws:logs:eu-west-1:111122223333:log-group::log-stream:",
    );
}
