//! The tables are whole: every operation of the model is served or refused by name, and it is known what it acts on.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{OPERATIONS, UNSUPPORTED, permissions::TARGETS, testing::Server};

#[test]
fn every_operation_is_served_or_refused_by_name() {
    let all: BTreeSet<&str> = aws_model::lambda::SERVICE
        .operation_names
        .iter()
        .copied()
        .collect();
    let names: Vec<&str> = OPERATIONS.iter().map(|entry| entry.model.name).collect();
    let reasons: Vec<&str> = UNSUPPORTED.iter().map(|(name, _)| *name).collect();
    assert!(names.is_sorted() && reasons.is_sorted());
    let told: Vec<&str> = names.iter().chain(&reasons).copied().collect();
    let once: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(told.len(), once.len(), "an operation is both, or twice");
    assert_eq!(once, all);
    // What is refused by name must be found by its path.
    let routes: BTreeSet<&str> = aws_model::lambda::OPERATIONS
        .iter()
        .map(|model| model.name)
        .collect();
    assert_eq!(routes, all);
    let targets: Vec<&str> = TARGETS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(targets, names);
}

#[test]
fn permissions_name_action_and_arn() {
    #[track_caller]
    fn check(name: &str, input: serde_json::Value, action: &str, resource: &str) {
        let expect = (format!("lambda:{action}"), resource.to_owned());
        assert_eq!(Server::permissions(name, &input), expect);
    }
    let f = "arn:aws:lambda:eu-west-1:111122223333:function:f";
    check(
        "CreateFunction",
        json!({"FunctionName": "f"}),
        "CreateFunction",
        f,
    );
    check("Invoke", json!({"FunctionName": f}), "InvokeFunction", f);
    check(
        "Invoke",
        json!({"FunctionName": "f", "Qualifier": "live"}),
        "InvokeFunction",
        &format!("{f}:live"),
    );
    check(
        "GetFunction",
        json!({"FunctionName": "f:1"}),
        "GetFunction",
        &format!("{f}:1"),
    );
    check("ListTags", json!({"Resource": f}), "ListTags", f);
    check("ListFunctions", json!({}), "ListFunctions", "*");
    let layer = "arn:aws:lambda:eu-west-1:111122223333:layer:l";
    check(
        "PublishLayerVersion",
        json!({"LayerName": "l"}),
        "PublishLayerVersion",
        layer,
    );
    check(
        "GetLayerVersion",
        json!({"LayerName": layer, "VersionNumber": 2}),
        "GetLayerVersion",
        &format!("{layer}:2"),
    );
    check(
        "GetLayerVersionByArn",
        json!({"Arn": format!("{layer}:2")}),
        "GetLayerVersion",
        &format!("{layer}:2"),
    );
}
