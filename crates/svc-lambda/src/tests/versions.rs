//! Versions and aliases.

use serde_json::{Value, json};

use crate::{
    FunctionName, find,
    testing::{Server, arn, creation, with, zip_of},
};

fn numbers(list: &Value) -> Vec<String> {
    let versions = list["Versions"].as_array().unwrap();
    versions
        .iter()
        .map(|one| one["Version"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn versions_keep_what_they_were() {
    let server = Server::new();
    let made = server.ok(
        "CreateFunction",
        with(creation("f", &zip_of(&[("a", "1")])), json!({"Publish": true})),
    );
    assert_eq!(
        (&made["Version"], &made["FunctionArn"]),
        (&json!("1"), &json!(arn("1")))
    );
    // Nothing has changed: it is the same version.
    let again = server.ok("PublishVersion", json!({"FunctionName": "f"}));
    assert_eq!(again["Version"], "1");
    server.ok(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Timeout": 9}),
    );
    let second = server.ok(
        "PublishVersion",
        json!({"FunctionName": "f", "Description": "two"}),
    );
    assert_eq!(
        (&second["Version"], &second["Timeout"], &second["Description"]),
        (&json!("2"), &json!(9), &json!("two"))
    );
    let first = server.ok("GetFunctionConfiguration", json!({"FunctionName": "f:1"}));
    assert_eq!(first["Timeout"], 3);
    let list = server.ok("ListVersionsByFunction", json!({"FunctionName": "f"}));
    assert_eq!(numbers(&list), ["$LATEST", "1", "2"]);
    server.ok("DeleteFunction", json!({"FunctionName": "f", "Qualifier": "2"}));
    server.fails(
        "DeleteFunction",
        json!({"FunctionName": "f", "Qualifier": "2"}),
        "ResourceNotFoundException",
        404,
        &format!("Function not found: {}", arn("2")),
    );
    // Its number is not given again.
    let third = server.ok("PublishVersion", json!({"FunctionName": "f"}));
    assert_eq!(third["Version"], "3");
    server.fails(
        "PublishVersion",
        json!({"FunctionName": "f", "CodeSha256": "x"}),
        "InvalidParameterValueException",
        400,
        &format!(
            "CodeSHA256 (x) is different from current CodeSHA256 in $LATEST ({}). Please try again with the CodeSHA256 in \
             $LATEST.",
            third["CodeSha256"].as_str().unwrap()
        ),
    );
    server.fails(
        "DeleteFunction",
        json!({"FunctionName": "f", "Qualifier": "$LATEST"}),
        "InvalidParameterValueException",
        400,
        "$LATEST version cannot be deleted without deleting the function.",
    );
}

#[test]
fn an_alias_stands_for_a_version() {
    let server = Server::new();
    server.function();
    server.ok("PublishVersion", json!({"FunctionName": "f"}));
    let input = json!({"FunctionName": "f", "Name": "live", "FunctionVersion": "1"});
    let made = server.ok("CreateAlias", input.clone());
    assert_eq!(
        (&made["AliasArn"], &made["FunctionVersion"]),
        (&json!(arn("live")), &json!("1"))
    );
    server.fails(
        "CreateAlias",
        input,
        "ResourceConflictException",
        409,
        &format!("Alias already exists: {}", arn("live")),
    );
    server.fails(
        "CreateAlias",
        json!({"FunctionName": "f", "Name": "next", "FunctionVersion": "7"}),
        "ResourceNotFoundException",
        404,
        &format!("Function not found: {}", arn("7")),
    );
    let routed = json!({"FunctionName": "f", "Name": "live", "RoutingConfig": {"AdditionalVersionWeights": {"1": 0.5}}});
    assert_eq!(server.call("UpdateAlias", routed).unwrap_err().status, 501);
    server.fails(
        "DeleteFunction",
        json!({"FunctionName": "f", "Qualifier": "1"}),
        "ResourceConflictException",
        409,
        "Unable to delete version because the following aliases reference it: [live]",
    );
    let moved = server.ok(
        "UpdateAlias",
        json!({"FunctionName": "f", "Name": "live", "FunctionVersion": "$LATEST", "RevisionId": made["RevisionId"]}),
    );
    assert_eq!(moved["FunctionVersion"], "$LATEST");
    assert_eq!(
        server.ok("GetAlias", json!({"FunctionName": "f", "Name": "live"})),
        moved
    );
    server.fails(
        "GetAlias",
        json!({"FunctionName": "f", "Name": "x"}),
        "ResourceNotFoundException",
        404,
        &format!("Cannot find alias arn: {}", arn("x")),
    );
    let list = server.ok(
        "ListAliases",
        json!({"FunctionName": "f", "FunctionVersion": "$LATEST"}),
    );
    assert_eq!(list["Aliases"], json!([moved]));
    server.ok("DeleteAlias", json!({"FunctionName": "f", "Name": "live"}));
    assert_eq!(
        server.ok("ListAliases", json!({"FunctionName": "f"}))["Aliases"],
        json!([])
    );
}

#[test]
fn the_data_plane_finds_what_an_arn_leads_to() {
    let server = Server::new();
    server.ok(
        "CreateFunction",
        with(
            creation("f", &zip_of(&[("a", "1")])),
            json!({"Publish": true, "Environment": {"Variables": {"A": "1"}}}),
        ),
    );
    server.ok(
        "CreateAlias",
        json!({"FunctionName": "f", "Name": "live", "FunctionVersion": "1"}),
    );
    let of = |qualifier: &str| {
        let name = FunctionName::from_arn(&arn(qualifier)).unwrap();
        find(&*server.store, &server.env.packages, &name).unwrap()
    };
    let first = of("live").unwrap();
    assert_eq!(
        (first.version.as_str(), &*first.invoked_arn, &*first.arn),
        ("1", &*arn("live"), &*arn(""))
    );
    assert_eq!(std::fs::read_to_string(first.code.join("a")).unwrap(), "1");
    assert_eq!(first.environment["A"], "1");
    let latest = of("").unwrap();
    assert_eq!(latest.version, "$LATEST");
    assert_ne!(latest.generation, first.generation);
    server.ok(
        "PutFunctionConcurrency",
        json!({"FunctionName": "f", "ReservedConcurrentExecutions": 0}),
    );
    let limited = of("").unwrap();
    assert_eq!(
        (limited.reserved_concurrency, &limited.generation),
        (Some(0), &latest.generation)
    );
    server.ok(
        "UpdateFunctionConfiguration",
        json!({"FunctionName": "f", "Timeout": 4}),
    );
    assert_ne!(of("").unwrap().generation, latest.generation);
    assert_eq!(of("1").unwrap().generation, first.generation);
    assert!(of("2").is_none() && of("x").is_none());
    server.ok("DeleteFunction", json!({"FunctionName": "f"}));
    assert!(of("").is_none() && of("1").is_none() && of("live").is_none());
}
