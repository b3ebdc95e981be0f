//! Sequences of calls, and what they answer. Names, cycles and siblings as recorded: `tests/recorded`.

use serde_json::{Value, json};

use crate::{OPERATIONS, testing::Account};

struct Api {
    account: Account,
    id: Value,
    root: Value,
}

fn api() -> Api {
    let account = Account::new();
    let api = account
        .call(OPERATIONS, "CreateRestApi", json!({"name": "a"}))
        .unwrap();
    Api {
        account,
        id: api["id"].clone(),
        root: api["rootResourceId"].clone(),
    }
}

impl Api {
    fn call(&self, name: &str, mut input: Value) -> Result<Value, String> {
        input["restApiId"] = self.id.clone();
        let answer = self.account.call(OPERATIONS, name, input);
        answer.map_err(|error| error.message)
    }

    fn create(&self, parent: &Value, part: &str) -> Result<Value, String> {
        self.call("CreateResource", json!({"parentId": parent, "pathPart": part}))
    }
}

#[test]
fn path_parts_are_words_or_variables() {
    let api = api();
    for part in ["a", "A-1._:b", "v1:batchGet"] {
        assert_eq!(api.create(&api.root, part).unwrap()["path"], format!("/{part}"));
    }
    for part in [
        "", "a b", "a/b", "{}", "{+}", "{a", "a}", "{a}b", "{a+b}", "a+", "ä", "{a:b}",
    ] {
        let error = api.create(&api.root, part).unwrap_err();
        assert!(
            error.starts_with("Resource's path part only allow"),
            "{part}: {error}"
        );
    }
    let greedy = api.create(&api.root, "{proxy+}").unwrap();
    let error = api
        .call(
            "UpdateResource",
            json!({"resourceId": greedy["id"], "patchOperations": [{"op": "replace", "path": "/pathPart", "value": "a/b"}]}),
        )
        .unwrap_err();
    assert!(error.starts_with("Resource's path part only allow"), "{error}");
}

#[test]
fn a_greedy_variable_gets_no_children_by_renaming() {
    let api = api();
    let parent = api.create(&api.root, "parent").unwrap();
    api.create(&parent["id"], "child").unwrap();
    let error = api
        .call(
            "UpdateResource",
            json!({"resourceId": parent["id"], "patchOperations": [{"op": "replace", "path": "/pathPart", "value": "{all+}"}]}),
        )
        .unwrap_err();
    assert_eq!(
        error,
        "Cannot create a child of a resource with a greedy path variable: {all+}"
    );
}

#[test]
fn a_patch_holds_whole_or_not_at_all() {
    let api = api();
    let one = api.create(&api.root, "one").unwrap();
    api.create(&api.root, "two").unwrap();
    let error = api
        .call(
            "UpdateResource",
            json!({"resourceId": one["id"], "patchOperations": [
                {"op": "replace", "path": "/pathPart", "value": "three"},
                {"op": "replace", "path": "/pathPart", "value": "two"}]}),
        )
        .unwrap_err();
    assert_eq!(
        error,
        "Another resource with the same parent already has this name: two"
    );
    let read = api.call("GetResource", json!({"resourceId": one["id"]})).unwrap();
    assert_eq!(read["path"], "/one");
}

#[test]
fn a_resource_goes_with_everything_below_it() {
    let api = api();
    let pets = api.create(&api.root, "pets").unwrap();
    let pet = api.create(&pets["id"], "{id}").unwrap();
    api.create(&pet["id"], "toys").unwrap();
    api.call("DeleteResource", json!({"resourceId": pets["id"]}))
        .unwrap();
    let left = api.call("GetResources", json!({})).unwrap();
    assert_eq!(left["items"], json!([{"id": api.root, "path": "/"}]));
    let error = api
        .call("DeleteResource", json!({"resourceId": api.root}))
        .unwrap_err();
    assert_eq!(error, "Root resource cannot be deleted.");
}

#[test]
fn lists_are_by_path_and_hold_methods_where_asked() {
    let mut api = api();
    api.account.limit(|limits| limits.resources_max = 30);
    for number in (0..30).rev() {
        api.create(&api.root, &format!("r{number:02}")).unwrap();
    }
    let error = api.create(&api.root, "more").unwrap_err();
    assert!(error.starts_with("Maximum number of Resources for this API has been reached"));
    api.call(
        "PutMethod",
        json!({"resourceId": api.root, "httpMethod": "GET", "authorizationType": "NONE"}),
    )
    .unwrap();
    let first = api.call("GetResources", json!({})).unwrap();
    assert_eq!(first["items"].as_array().unwrap().len(), 25);
    assert_eq!(first["items"][0]["resourceMethods"], json!({"GET": {}}));
    assert_eq!(first["items"][1]["path"], "/r00");
    let last = api
        .call(
            "GetResources",
            json!({"position": first["position"], "limit": 500}),
        )
        .unwrap();
    assert_eq!(last["items"].as_array().unwrap().len(), 6);
    assert_eq!(last.get("position"), None);
    let whole = api
        .call(
            "GetResource",
            json!({"resourceId": api.root, "embed": ["methods"]}),
        )
        .unwrap();
    assert_eq!(
        whole["resourceMethods"]["GET"],
        json!({"httpMethod": "GET", "authorizationType": "NONE", "apiKeyRequired": false})
    );
}
