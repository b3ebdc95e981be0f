//! Lists of functions, and what stands beside their configuration: tags, concurrency.

use serde_json::{Value, json};

use crate::testing::{Server, arn, creation, zip_of};

#[test]
fn functions_are_listed_in_pages_and_deleted_with_what_they_have() {
    let server = Server::new();
    let zip = zip_of(&[("a", "b")]);
    for name in ["c", "a", "b"] {
        server.ok("CreateFunction", creation(name, &zip));
    }
    let names = |list: &Value| -> Vec<String> {
        let functions = list["Functions"].as_array().unwrap();
        functions
            .iter()
            .map(|one| one["FunctionName"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = server.ok("ListFunctions", json!({"MaxItems": 2}));
    assert_eq!(names(&first), ["a", "b"]);
    let second = server.ok("ListFunctions", json!({"Marker": first["NextMarker"]}));
    assert_eq!(
        (names(&second), &second["NextMarker"]),
        (vec!["c".to_owned()], &Value::Null)
    );
    server.ok("PublishVersion", json!({"FunctionName": "a"}));
    server.ok(
        "CreateAlias",
        json!({"FunctionName": "a", "Name": "live", "FunctionVersion": "1"}),
    );
    assert_eq!(
        names(&server.ok("ListFunctions", json!({"FunctionVersion": "ALL"}))),
        ["a", "a", "b", "c"]
    );
    let gone = server.ok("DeleteFunction", json!({"FunctionName": "a"}));
    assert_eq!(gone, json!({"StatusCode": 204}));
    server.ok("CreateFunction", creation("a", &zip));
    let versions = server.ok("ListVersionsByFunction", json!({"FunctionName": "a"}));
    assert_eq!(versions["Versions"].as_array().unwrap().len(), 1);
    assert_eq!(
        server.ok("ListAliases", json!({"FunctionName": "a"}))["Aliases"],
        json!([])
    );
}

#[test]
fn tags_and_concurrency_are_of_the_function() {
    let server = Server::new();
    server.function();
    let before = server.ok("GetFunctionConfiguration", json!({"FunctionName": "f"}));
    server.ok(
        "TagResource",
        json!({"Resource": arn(""), "Tags": {"a": "1", "b": "2"}}),
    );
    server.ok(
        "UntagResource",
        json!({"Resource": arn(""), "TagKeys": ["a", "x"]}),
    );
    assert_eq!(
        server.ok("ListTags", json!({"Resource": arn("")})),
        json!({"Tags": {"b": "2"}})
    );
    // Both may be asked for at any time.
    server.ok("DeleteFunctionConcurrency", json!({"FunctionName": "f"}));
    let put = server.ok(
        "PutFunctionConcurrency",
        json!({"FunctionName": "f", "ReservedConcurrentExecutions": 900}),
    );
    assert_eq!(put, json!({"ReservedConcurrentExecutions": 900}));
    assert_eq!(
        server.ok("GetFunction", json!({"FunctionName": "f"}))["Concurrency"],
        put
    );
    server.fails(
        "PutFunctionConcurrency",
        json!({"FunctionName": "f", "ReservedConcurrentExecutions": 901}),
        "InvalidParameterValueException",
        400,
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its \
         minimum value of [100].",
    );
    let settings = server.ok("GetAccountSettings", json!({}));
    assert_eq!(settings["AccountLimit"]["UnreservedConcurrentExecutions"], 100);
    assert_eq!(settings["AccountUsage"]["FunctionCount"], 1);
    // Workers need not be started anew for any of it.
    let after = server.ok("GetFunctionConfiguration", json!({"FunctionName": "f"}));
    assert_eq!(after, before);
    assert_eq!(
        server.ok("ListEventSourceMappings", json!({"FunctionName": "f"})),
        json!({"EventSourceMappings": []})
    );
}
