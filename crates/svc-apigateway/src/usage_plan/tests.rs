//! Usage plans and their keys as sequences of calls.

use serde_json::{Value, json};

use crate::testing::Sample;

/// An API with the stage `dev`.
fn sample() -> Sample {
    let sample = Sample::with_method();
    sample.ok("CreateDeployment", json!({"stageName": "dev"}));
    sample
}

fn plan(sample: &Sample, name: &str) -> Value {
    let stages = json!([{"apiId": sample.api, "stage": "dev"}]);
    sample.ok("CreateUsagePlan", json!({"name": name, "apiStages": stages}))["id"].clone()
}

fn update(plan: &Value, patch: &[(&str, &str, &str)]) -> Value {
    let patch: Vec<Value> = patch
        .iter()
        .map(|(op, path, value)| json!({"op": op, "path": path, "value": value}))
        .collect();
    json!({"usagePlanId": plan, "patchOperations": patch})
}

#[test]
fn throttles_of_methods_are_set_and_removed() {
    let sample = sample();
    let plan = plan(&sample, "gold");
    let at = format!("/apiStages/{}:dev/throttle", sample.api);
    let change = |patch: &[(&str, &str, &str)]| {
        let patch: Vec<_> = patch
            .iter()
            .map(|(op, path, value)| (*op, format!("{at}{path}"), *value))
            .collect();
        let patch: Vec<_> = patch
            .iter()
            .map(|(op, path, value)| (*op, path.as_str(), *value))
            .collect();
        sample.ok("UpdateUsagePlan", update(&plan, &patch))["apiStages"][0]["throttle"].clone()
    };
    let throttle = |rate: f64, burst: i32| json!({"rateLimit": rate, "burstLimit": burst});
    let set = change(&[
        ("replace", "//pets/GET/rateLimit", "1.5"),
        ("replace", "//pets/GET/burstLimit", "2"),
        ("add", "/~1pets~1{id}/POST/rateLimit", "3"),
        ("add", "///GET/burstLimit", "4"),
    ]);
    assert_eq!(
        set,
        json!({"/pets/GET": throttle(1.5, 2), "/pets/{id}/POST": throttle(3.0, 0), "//GET": throttle(0.0, 4)})
    );
    let left = change(&[("remove", "//pets/GET", ""), ("remove", "///GET", "")]);
    assert_eq!(left, json!({"/pets/{id}/POST": throttle(3.0, 0)}));
    let text = json!({"/a/ANY": {"rateLimit": 1, "burstLimit": 1}}).to_string();
    assert_eq!(
        change(&[("replace", "", &text)]),
        json!({"/a/ANY": throttle(1.0, 1)})
    );
    assert_eq!(change(&[("remove", "", "")]), Value::Null);
    for (op, path, value, status) in [
        ("replace", "//pets/FETCH/rateLimit", "1", 400),
        ("replace", "//pets/GET/rateLimit", "-1", 400),
        ("replace", "//pets/GET/rateLimit", "NaN", 400),
        ("replace", "//pets/GET/burstLimit", "many", 400),
        ("remove", "//pets/GET", "", 404),
    ] {
        let path = format!("{at}{path}");
        let refused = sample.refused("UpdateUsagePlan", update(&plan, &[(op, &path, value)]));
        assert_eq!(refused.0, status, "{op} {path} {value}: {}", refused.1);
    }
}

#[test]
fn limits_are_whole_or_refused() {
    let sample = sample();
    let create = |throttle: Value, quota: Value| {
        sample.call(
            "CreateUsagePlan",
            json!({"name": "a", "throttle": throttle, "quota": quota}),
        )
    };
    let made = create(json!({"rateLimit": 2}), json!({"limit": 5, "period": "DAY"})).unwrap();
    assert_eq!(made["throttle"], json!({"rateLimit": 2.0, "burstLimit": 0}));
    assert_eq!(made["quota"], json!({"limit": 5, "offset": 0, "period": "DAY"}));
    assert_eq!(made["apiStages"], json!([]));
    for quota in [
        json!({"limit": 0, "period": "DAY"}),
        json!({"limit": 1}),
        json!({"limit": 1, "period": "DAY", "offset": 2}),
    ] {
        assert_eq!(create(Value::Null, quota).unwrap_err().status, 400);
    }
    assert_eq!(
        create(json!({"rateLimit": -1}), Value::Null).unwrap_err().status,
        400
    );
    let id = &made["id"];
    let refused = sample.refused("UpdateUsagePlan", update(id, &[("replace", "/quota/limit", "x")]));
    assert_eq!(refused.0, 400);
    let answer = sample.ok(
        "UpdateUsagePlan",
        update(id, &[("remove", "/quota", ""), ("remove", "/throttle", "")]),
    );
    assert_eq!((answer.get("quota"), answer.get("throttle")), (None, None));
    let refused = sample.refused("UpdateUsagePlan", update(id, &[("replace", "/quota/limit", "5")]));
    assert!(refused.1.contains("period"), "{}", refused.1);
    let refused = sample.refused("UpdateUsagePlan", update(id, &[("remove", "/apiStages/a:b", "")]));
    assert_eq!(
        refused.1,
        "Invalid patch path  '/apiStages/a:b' specified for op 'remove'. Must be one of: [/apiStages, /quota, /throttle, \
         /productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, \
         /apiStages/<apidId:stageName>/throttle]"
    );
}

#[test]
fn stages_must_be_there_and_keep_a_plan_alive() {
    let sample = sample();
    let missing = json!([{"apiId": sample.api, "stage": "prod"}]);
    assert_eq!(
        sample.refused("CreateUsagePlan", json!({"name": "a", "apiStages": missing})),
        (404, format!("API Stage not found: {}:prod", sample.api))
    );
    let plan = plan(&sample, "gold");
    let stage = format!("{}:dev", sample.api);
    let again = sample.refused("UpdateUsagePlan", update(&plan, &[("add", "/apiStages", &stage)]));
    assert_eq!(again.0, 409);
    assert_eq!(
        sample.refused("DeleteUsagePlan", json!({"usagePlanId": plan})).1,
        format!(
            "Cannot delete Usage Plan {} because there are API Stages associated with it, including {stage}",
            plan.as_str().unwrap()
        )
    );
    sample.ok(
        "UpdateUsagePlan",
        update(&plan, &[("remove", "/apiStages", &stage)]),
    );
    sample.ok("DeleteUsagePlan", json!({"usagePlanId": plan}));
    assert_eq!(
        sample.refused("GetUsagePlan", json!({"usagePlanId": plan})).0,
        404
    );
}

#[test]
fn a_stage_that_is_gone_keeps_no_plan_alive() {
    let sample = sample();
    let plan = plan(&sample, "gold");
    sample.ok("DeleteStage", json!({"stageName": "dev"}));
    sample.ok("DeleteUsagePlan", json!({"usagePlanId": plan}));
}

fn key(sample: &Sample) -> Value {
    sample.ok("CreateApiKey", json!({"name": "k", "enabled": true}))
}

fn link(plan: &Value, key: &Value) -> Value {
    json!({"usagePlanId": plan, "keyId": key["id"], "keyType": "API_KEY"})
}

#[test]
fn keys_come_and_go() {
    let sample = sample();
    let (plan, key) = (plan(&sample, "gold"), key(&sample));
    let linked = sample.ok("CreateUsagePlanKey", link(&plan, &key));
    assert_eq!(
        linked,
        json!({"id": key["id"], "type": "API_KEY", "value": key["value"], "name": "k"})
    );
    assert_eq!(sample.refused("CreateUsagePlanKey", link(&plan, &key)).0, 409);
    assert_eq!(sample.ok("GetUsagePlanKey", link(&plan, &key)), linked);
    let of_key = json!({"keyId": key["id"]});
    assert_eq!(sample.ok("GetUsagePlans", of_key.clone())["items"][0]["id"], plan);
    assert_eq!(
        sample.ok("GetUsagePlanKeys", json!({"usagePlanId": plan}))["items"],
        json!([linked])
    );
    sample.ok("DeleteUsagePlanKey", link(&plan, &key));
    assert_eq!(sample.refused("GetUsagePlanKey", link(&plan, &key)).0, 404);
    sample.ok("CreateUsagePlanKey", link(&plan, &key));
    sample.ok("DeleteApiKey", json!({"apiKey": key["id"]}));
    assert_eq!(
        sample.ok("GetUsagePlanKeys", json!({"usagePlanId": plan}))["items"],
        json!([])
    );
    let mut other = link(&plan, &key);
    other["keyType"] = json!("COOKIE");
    assert_eq!(sample.refused("CreateUsagePlanKey", other).0, 400);
}

#[test]
fn a_key_has_one_plan_for_a_stage_and_few_at_all() {
    let mut sample = sample();
    let (gold, silver, key) = (plan(&sample, "gold"), plan(&sample, "silver"), key(&sample));
    let bare = sample.ok("CreateUsagePlan", json!({"name": "bare"}))["id"].clone();
    sample.ok("CreateUsagePlanKey", link(&gold, &key));
    assert_eq!(sample.refused("CreateUsagePlanKey", link(&silver, &key)).0, 409);
    sample.ok("CreateUsagePlanKey", link(&bare, &key));
    let stage = format!("{}:dev", sample.api);
    let add = update(&bare, &[("add", "/apiStages", &stage)]);
    assert_eq!(sample.refused("UpdateUsagePlan", add.clone()).0, 409);
    sample.ok("DeleteUsagePlanKey", link(&gold, &key));
    sample.ok("UpdateUsagePlan", add);
    sample.account.limit(|limits| limits.usage_plans_per_key_max = 1);
    let last = sample.ok("CreateUsagePlan", json!({"name": "last"}))["id"].clone();
    assert_eq!(sample.refused("CreateUsagePlanKey", link(&last, &key)).0, 429);
}

#[test]
fn usage_is_of_the_keys_of_a_plan() {
    let sample = sample();
    let quota = json!({"limit": 5, "period": "DAY"});
    let plan = sample.ok("CreateUsagePlan", json!({"name": "a", "quota": quota}))["id"].clone();
    let key = key(&sample);
    let days = |key: Value| json!({"usagePlanId": plan, "keyId": key, "startDate": "2026-01-01", "endDate": "2026-01-02"});
    assert_eq!(sample.refused("GetUsage", days(key["id"].clone())).0, 404);
    sample.ok("CreateUsagePlanKey", link(&plan, &key));
    let usage = sample.ok("GetUsage", days(Value::Null));
    let id = key["id"].as_str().unwrap();
    assert_eq!(usage["items"][id], json!([[0, 0], [0, 0]]));
    assert_eq!(usage["startDate"], json!("2026-01-01"));
    let bare = sample.ok("CreateUsagePlan", json!({"name": "b"}))["id"].clone();
    sample.ok("CreateUsagePlanKey", link(&bare, &key));
    let mut uncounted = days(Value::Null);
    uncounted["usagePlanId"] = bare;
    assert_eq!(sample.ok("GetUsage", uncounted)["items"], json!({}));
    let remaining = |value: &str| {
        let patch = json!([{"op": "replace", "path": "/remaining", "value": value}]);
        json!({"usagePlanId": plan, "keyId": id, "patchOperations": patch})
    };
    let answer = sample.ok("UpdateUsage", remaining("9"));
    assert_eq!(answer["items"][id].as_array().unwrap().len(), 1);
    assert_eq!(sample.refused("UpdateUsage", remaining("-9")).0, 400);
}
