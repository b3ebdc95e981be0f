//! API keys as sequences of calls.

use aws_wire::Blob;
use serde_json::{Value, json};

use crate::{OPERATIONS, testing::Account};

const VALUE: &str = "01234567890123456789";

#[track_caller]
fn ok(account: &Account, name: &str, input: Value) -> Value {
    account
        .call(OPERATIONS, name, input)
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[track_caller]
fn refused(account: &Account, name: &str, input: Value) -> (u16, String) {
    let error = account.call(OPERATIONS, name, input).unwrap_err();
    (error.status, error.message)
}

#[test]
fn the_value_is_told_to_the_maker_and_to_who_asks() {
    let account = Account::new();
    let made = ok(&account, "CreateApiKey", json!({"name": "a"}));
    assert_eq!(made["enabled"], json!(false));
    assert_eq!(made["stageKeys"], json!([]));
    assert_eq!(made.get("tags"), None);
    assert_eq!(made["value"].as_str().unwrap().len(), 40);
    let id = made["id"].clone();
    assert_ne!(made["id"], made["value"]);
    let get = |include: Value| {
        let input = json!({"apiKey": id, "includeValue": include});
        ok(&account, "GetApiKey", input)
    };
    assert_eq!(get(Value::Null).get("value"), None);
    assert_eq!(get(json!(false)).get("value"), None);
    assert_eq!(get(json!(true))["value"], made["value"]);
    assert_eq!(get(json!(true))["tags"], json!({}));
    let listed = ok(&account, "GetApiKeys", json!({}));
    assert_eq!(listed["items"][0].get("value"), None);
    let listed = ok(&account, "GetApiKeys", json!({"includeValues": true}));
    assert_eq!(listed["items"][0]["value"], made["value"]);
    let enable = json!([{"op": "replace", "path": "/enabled", "value": "true"}]);
    let updated = ok(
        &account,
        "UpdateApiKey",
        json!({"apiKey": id, "patchOperations": enable}),
    );
    assert_eq!((&updated["enabled"], updated.get("value")), (&json!(true), None));
}

#[test]
fn lists_are_by_name_and_customer() {
    let account = Account::new();
    for (name, customer) in [("ab", "c1"), ("abc", "c2"), ("b", "c1")] {
        ok(
            &account,
            "CreateApiKey",
            json!({"name": name, "customerId": customer}),
        );
    }
    let count = |input| {
        let answer = ok(&account, "GetApiKeys", input);
        answer["items"].as_array().unwrap().len()
    };
    assert_eq!(count(json!({})), 3);
    assert_eq!(count(json!({"nameQuery": "ab"})), 2);
    assert_eq!(count(json!({"customerId": "c1"})), 2);
    assert_eq!(count(json!({"nameQuery": "ab", "customerId": "c1"})), 1);
}

#[test]
fn a_value_is_of_one_key() {
    let account = Account::new();
    let create = json!({"name": "a", "value": VALUE});
    let made = ok(&account, "CreateApiKey", create.clone());
    assert_eq!(
        refused(&account, "CreateApiKey", create.clone()),
        (409, "API Key already exists".to_owned())
    );
    ok(&account, "DeleteApiKey", json!({"apiKey": made["id"]}));
    assert_eq!(
        refused(&account, "GetApiKey", json!({"apiKey": made["id"]})).0,
        404
    );
    ok(&account, "CreateApiKey", create);
}

#[test]
fn values_have_a_length_and_limits_count() {
    let mut account = Account::new();
    let message =
        |account: &Account, value: &str| refused(account, "CreateApiKey", json!({"value": value})).1;
    assert_eq!(
        message(&account, &VALUE[..19]),
        "API Key value should be at least 20 characters"
    );
    assert_eq!(
        message(&account, &VALUE.repeat(7)),
        "API Key value should be at most 128 characters"
    );
    assert!(message(&account, "with a space in the middle").contains("visible ASCII"));
    account.limit(|limits| limits.api_keys_max = 1);
    ok(&account, "CreateApiKey", json!({}));
    assert_eq!(refused(&account, "CreateApiKey", json!({})).0, 429);
    assert_eq!(
        refused(
            &account,
            "CreateApiKey",
            json!({"stageKeys": [{"restApiId": "x", "stageName": "y"}]})
        )
        .0,
        404
    );
}

fn import(account: &Account, text: &str, fail: bool) -> Result<Value, String> {
    let body = serde_json::to_value(Blob(text.as_bytes().to_vec())).unwrap();
    let input = json!({"body": body, "format": "csv", "failOnWarnings": fail});
    let answer = account.call(OPERATIONS, "ImportApiKeys", input);
    answer.map_err(|error| error.message)
}

#[test]
fn keys_are_imported_into_their_plans() {
    let account = Account::new();
    let plan = ok(&account, "CreateUsagePlan", json!({"name": "gold"}))["id"].clone();
    let text = format!(
        "Enabled,Name,key,UsageplanIds,Other\nTRUE,One,{VALUE},\"{},\",x\nfalse,Two,{VALUE}2,,\n",
        plan.as_str().unwrap()
    );
    let answer = import(&account, &text, true).unwrap();
    assert_eq!(answer["warnings"], json!([]));
    let key = answer["ids"][0].clone();
    let got = ok(
        &account,
        "GetApiKey",
        json!({"apiKey": key, "includeValue": true}),
    );
    assert_eq!(
        (&got["name"], &got["enabled"], &got["value"]),
        (&json!("One"), &json!(true), &json!(VALUE))
    );
    ok(
        &account,
        "GetUsagePlanKey",
        json!({"usagePlanId": plan, "keyId": key}),
    );
    // The same value again: the newest line counts.
    let again = import(&account, &format!("key,name,enabled\n{VALUE},Uno,false"), true).unwrap();
    assert_eq!(again["ids"], json!([key]));
    let got = ok(&account, "GetApiKey", json!({"apiKey": key}));
    assert_eq!((&got["name"], &got["enabled"]), (&json!("Uno"), &json!(false)));
}

#[test]
fn wrong_lines_are_warnings_or_errors() {
    let account = Account::new();
    let text = format!("name,key,usageplanids\nshort,abc,\n,{VALUE},\ngood,{VALUE}1,nowhere\n");
    let answer = import(&account, &text, false).unwrap();
    assert_eq!(answer["ids"].as_array().unwrap().len(), 1);
    assert_eq!(
        answer["warnings"],
        json!([
            "row 2: API Key value should be at least 20 characters",
            "row 3: the name is empty",
            "row 4: there is no usage plan `nowhere`",
        ])
    );
    let other = Account::new();
    assert!(import(&other, &text, true).unwrap_err().contains("row 2"));
    assert_eq!(ok(&other, "GetApiKeys", json!({}))["items"], json!([]));
    assert!(
        import(&other, "name,value\n", true)
            .unwrap_err()
            .contains("no column `Key`")
    );
    assert!(import(&other, "", true).unwrap_err().contains("empty"));
}

#[test]
fn imports_stop_where_an_account_is_full() {
    let mut account = Account::new();
    account.limit(|limits| limits.api_keys_max = 1);
    let answer = import(&account, &format!("name,key\na,{VALUE}\nb,{VALUE}2\n"), false).unwrap();
    assert_eq!(answer["ids"].as_array().unwrap().len(), 1);
    let warning = answer["warnings"][0].as_str().unwrap();
    assert!(
        warning.starts_with("row 3: Maximum number of API keys"),
        "{warning}"
    );
}
