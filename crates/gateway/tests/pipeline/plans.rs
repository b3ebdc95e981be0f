//! API keys, usage plans, rates and quotas as clients meet them.

use std::{collections::BTreeMap, sync::Arc};

use api_model::{
    ApiKeySource, Deployment, MethodSetting, MethodSettings, RestApi, StageSettings, Throttle, Verb,
};
use gateway::{
    ApiKey, CanaryDeployment, DecisionRecord, Phase, PlanStage, Quota, QuotaPeriod, QuotaStore,
    QuotaStoreError, SnapshotChange, Stage, UsagePlan, UsagePlans,
};
use portcullis_core::Timestamp;
use testkit::{client::Reply, fixture, plans::MemoryQuotas};

use super::{Served, deploy_stage, imported};

/// `GET /a`, `GET /b` and `ANY /free`, answered by the gateway itself.
fn definition() -> String {
    let method = r#"{"responses":{"200":{"description":"ok"}},
        "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},
        "responses":{"default":{"statusCode":"200"}}}}"#;
    format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},"paths":{{
        "/a":{{"get":{method}}},"/b":{{"get":{method}}},
        "/free":{{"x-amazon-apigateway-any-method":{method}}}}}}}"#
    )
}

const ONE: Throttle = Throttle { rate: 1.0, burst: 1 };
const TWO: Throttle = Throttle { rate: 1.0, burst: 2 };

fn key(value: &str) -> String {
    format!("GET /prod/a HTTP/1.1\r\nX-Api-Key: {value}")
}

/// A stage whose methods but `/free` ask for a key if `keys`.
fn stage(name: &str, keys: bool, method_settings: MethodSettings) -> Arc<Stage> {
    Arc::new(Stage::new(deployment(name, keys, method_settings), None).unwrap())
}

fn deployment(name: &str, keys: bool, method_settings: MethodSettings) -> Arc<Deployment> {
    let definition = definition();
    let mut api: RestApi = imported(&definition);
    for resource in api.resources.values_mut() {
        for method in &mut resource.methods {
            method.api_key_required = keys && resource.path != "/free";
        }
    }
    let settings = StageSettings {
        method_settings,
        ..StageSettings::new(name.parse().unwrap())
    };
    deploy_stage(&api, &definition, settings)
}

fn plan(id: &str, keys: &[&str]) -> UsagePlan {
    let stage = |name: &str| PlanStage {
        api: fixture::API.parse().unwrap(),
        stage: name.parse().unwrap(),
        methods: BTreeMap::new(),
    };
    UsagePlan {
        id: id.to_owned(),
        throttle: None,
        quota: None,
        stages: vec![stage("prod"), stage("dev")],
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
    }
}

fn plans(plans: Vec<UsagePlan>) -> SnapshotChange {
    let keys = [("one", "value-one"), ("two", "value-two")];
    let keys = keys.map(|(id, value)| ApiKey::new(id.to_owned(), value, true));
    SnapshotChange::UsagePlans(UsagePlans::new(plans, keys.into()).unwrap())
}

fn throttled(every: Option<Throttle>, methods: &[(&str, Verb, Throttle)]) -> MethodSettings {
    let setting = |throttle| MethodSetting {
        throttle,
        logging_level: None,
    };
    MethodSettings {
        every: setting(every),
        methods: methods
            .iter()
            .map(|(path, verb, throttle)| (((*path).to_owned(), *verb), setting(Some(*throttle))))
            .collect(),
    }
}

fn files(stages: &[Arc<Stage>]) -> SnapshotChange {
    SnapshotChange::Files(stages.to_vec())
}

/// As the control plane puts them.
fn deployed(stages: &[Arc<Stage>]) -> Vec<SnapshotChange> {
    let put = stages.iter().cloned().map(SnapshotChange::PutStage);
    std::iter::once(files(&[])).chain(put).collect()
}

fn check(served: &Served, request: &str, status: u16, limit: &str) -> (Reply, DecisionRecord) {
    let reply = served.ask(request);
    let record = served.record(&reply);
    assert_eq!(
        (reply.status, record.limit.as_str()),
        (status, limit),
        "{request}: {record:#?}"
    );
    let phase = if status == 429 {
        Phase::Refused
    } else {
        Phase::Passed
    };
    if status != 403 {
        assert_eq!(record.phases.throttle, phase);
    }
    (reply, record)
}

#[test]
fn every_reason_to_refuse_a_key_is_told_to_the_operator_alone() {
    let served = Served::new(&definition());
    let mut other = plan("other", &["two"]);
    other.stages.remove(0);
    let changes = vec![
        files(&[stage("prod", true, MethodSettings::default())]),
        plans(vec![plan("gold", &["one"]), other]),
    ];
    served.gateway.update(changes).unwrap();
    let refused = |request: &str, reason: &str| {
        let (reply, record) = check(&served, request, 403, "");
        assert_eq!(reply.text(), r#"{"message":"Forbidden"}"#);
        assert_eq!(reply.header("x-amzn-errortype"), Some("ForbiddenException"));
        assert_eq!(
            (record.response_type.as_str(), record.reason.as_str()),
            ("INVALID_API_KEY", reason)
        );
        assert_eq!(
            (record.phases.api_key, record.phases.throttle),
            (Phase::Refused, Phase::NotReached)
        );
    };
    refused("GET /prod/a HTTP/1.1", "the request has no `x-api-key` header");
    refused(&key("value-three"), "there is no such API key");
    refused(
        &key("value-two"),
        "no usage plan of the API key `two` lists this stage",
    );
    refused(
        &format!("{}\r\nx-api-key: value-two", key("value-one")),
        "the request has several `x-api-key` headers with different values",
    );
    let (_, record) = check(
        &served,
        &format!("{}\r\nx-api-key: value-one", key("value-one")),
        200,
        "",
    );
    assert_eq!(
        (record.api_key_id.as_str(), record.usage_plan.as_str()),
        ("one", "gold")
    );
    assert!(!serde_json::to_string(&record).unwrap().contains("value-one"));
    let (_, record) = check(
        &served,
        "GET /prod/free HTTP/1.1\r\nX-Api-Key: value-two",
        200,
        "",
    );
    assert_eq!(
        (record.phases.api_key, record.api_key_id.as_str()),
        (Phase::NotNeeded, "")
    );
}

#[test]
fn a_key_that_an_authorizer_must_give_is_not_taken_from_the_header() {
    let served = Served::new(&definition());
    let mut deployment = Arc::into_inner(deployment("prod", true, MethodSettings::default())).unwrap();
    deployment.api_key_source = ApiKeySource::Authorizer;
    let stage = Arc::new(Stage::new(Arc::new(deployment), None).unwrap());
    let changes = vec![files(&[stage]), plans(vec![plan("gold", &["one"])])];
    served.gateway.update(changes).unwrap();
    let (_, record) = check(&served, &key("value-one"), 403, "");
    assert_eq!(
        record.reason,
        "API keys come from an authorizer, and it gave none"
    );
    check(&served, "GET /prod/free HTTP/1.1", 200, "");
}

#[test]
fn the_account_of_an_api_from_a_file_has_no_rate() {
    let served = Served::with(&definition(), |plane| {
        plane.account_throttle = Some(ONE);
    });
    for _ in 0..3 {
        check(&served, "GET /prod/a HTTP/1.1", 200, "");
    }
}

#[test]
fn the_narrowest_rate_refuses_first_and_none_counts_twice() {
    let settings = throttled(Some(TWO), &[("/b", Verb::Get, ONE)]);
    let served = Served::with(&definition(), |plane| {
        plane.account_throttle = Some(Throttle { rate: 1.0, burst: 4 });
    });
    served
        .gateway
        .update(deployed(&[stage("prod", false, settings.clone())]))
        .unwrap();
    let call = |verb: &str, path: &str| format!("{verb} /_aws/execute-api/{}/{path} HTTP/1.1", fixture::API);
    let (a, b, free) = (
        &*call("GET", "prod/a"),
        &*call("GET", "prod/b"),
        &*call("PUT", "prod/free"),
    );
    check(&served, b, 200, "");
    let (reply, record) = check(&served, b, 429, "method_rate");
    assert_eq!(reply.text(), r#"{"message":"Too Many Requests"}"#);
    assert_eq!(reply.header("x-amzn-errortype"), Some("TooManyRequestsException"));
    assert_eq!(reply.header("retry-after"), None);
    assert_eq!(record.response_type, "THROTTLED");
    check(&served, a, 200, "");
    check(&served, free, 200, "");
    check(&served, a, 429, "stage_rate");
    check(&served, free, 429, "stage_rate");
    // Another deployment of the same stage goes on, but for the number that changed; a new stage shares the account's.
    let more = throttled(Some(Throttle { rate: 1.0, burst: 3 }), &[("/b", Verb::Get, ONE)]);
    let stages = [stage("prod", false, more), stage("dev", false, settings)];
    served.gateway.update(deployed(&stages)).unwrap();
    check(&served, b, 429, "method_rate");
    check(&served, &call("GET", "dev/a"), 200, "");
    check(&served, a, 429, "account_rate");
    check(&served, &call("GET", "dev/b"), 429, "account_rate");
    let metrics = served.gateway.metrics_text();
    for (stage, limit, count) in [
        ("dev", "account_rate", 1),
        ("prod", "account_rate", 1),
        ("prod", "method_rate", 2),
        ("prod", "stage_rate", 2),
    ] {
        let line = format!(
            r#"portcullis_throttled_total{{api="a1b2c3d4e5",stage="{stage}",limit="{limit}"}} {count}"#
        );
        assert!(
            metrics.lines().any(|have| have == line),
            "{line} is not in\n{metrics}"
        );
    }
}

#[test]
fn a_key_has_its_rates_over_all_stages_of_its_plan() {
    let served = Served::new(&definition());
    let keyed = |name| stage(name, true, MethodSettings::default());
    let mut gold = plan("gold", &["one", "two"]);
    gold.throttle = Some(TWO);
    gold.stages[0].methods.insert(("/b".to_owned(), Verb::Get), ONE);
    let changes = vec![files(&[keyed("prod"), keyed("dev")]), plans(vec![gold.clone()])];
    served.gateway.update(changes).unwrap();
    let ask = |path: &str, value: &str, status, limit| {
        check(
            &served,
            &format!("GET {path} HTTP/1.1\r\nx-api-key: {value}"),
            status,
            limit,
        );
    };
    ask("/prod/b", "value-one", 200, "");
    ask("/prod/b", "value-one", 429, "usage_plan_method_rate");
    ask("/dev/b", "value-one", 200, "");
    ask("/dev/b", "value-one", 429, "usage_plan_rate");
    ask("/prod/a", "value-one", 429, "usage_plan_rate");
    ask("/prod/b", "value-two", 200, "");
    served.gateway.update(vec![plans(vec![gold])]).unwrap();
    ask("/prod/a", "value-one", 429, "usage_plan_rate");
    ask("/prod/b", "value-two", 429, "usage_plan_method_rate");
    let metrics = served.gateway.metrics_text();
    for limit in ["usage_plan_rate", "usage_plan_method_rate"] {
        assert!(metrics.contains(&format!(r#"limit="{limit}"}} "#)), "{metrics}");
    }
}

fn with_quota(limit: u64) -> SnapshotChange {
    let mut gold = plan("gold", &["one"]);
    gold.quota = Some(Quota {
        limit,
        offset: 0,
        period: QuotaPeriod::Month,
        since: Timestamp { epoch_ms: 0 },
    });
    plans(vec![gold])
}

#[test]
fn a_quota_is_counted_in_the_store_and_what_was_not_used_comes_back() {
    let quotas = Arc::new(MemoryQuotas::default());
    let start = || {
        let store = Arc::clone(&quotas);
        let served = Served::with(&definition(), |plane| plane.quota_store = Some(store));
        let prod = stage("prod", true, MethodSettings::default());
        served
            .gateway
            .update(vec![files(&[prod]), with_quota(1_000)])
            .unwrap();
        served
    };
    let first = start();
    for _ in 0..3 {
        check(&first, &key("value-one"), 200, "");
    }
    check(&first, &key("value-two"), 403, "");
    let (day, unused) = first.gateway.quota_unused("gold", "one").unwrap();
    assert_eq!((day, first.gateway.quota_unused("gold", "two")), (20_605, None));
    assert!(quotas.used("gold", "one") >= 3 + unused);
    drop(first);
    assert_eq!(quotas.used("gold", "one"), 3);
    let second = start();
    second.gateway.update(vec![with_quota(4)]).unwrap();
    check(&second, &key("value-one"), 200, "");
    let (reply, record) = check(&second, &key("value-one"), 429, "usage_plan_quota");
    assert_eq!(reply.text(), r#"{"message":"Limit Exceeded"}"#);
    assert_eq!(reply.header("x-amzn-errortype"), Some("LimitExceededException"));
    assert_eq!(
        (record.response_type.as_str(), record.reason.as_str()),
        ("QUOTA_EXCEEDED", "")
    );
    let metrics = second.gateway.metrics_text();
    assert!(metrics.contains(r#"limit="usage_plan_quota"} 1"#), "{metrics}");
}

/// A store that is away.
#[derive(Debug)]
struct Away;

impl QuotaStore for Away {
    fn reserve(&self, _: &[gateway::Reserve]) -> Result<Vec<u64>, QuotaStoreError> {
        Err(QuotaStoreError("away".to_owned()))
    }

    fn give_back(&self, _: &[gateway::GiveBack]) -> Result<(), QuotaStoreError> {
        Err(QuotaStoreError("away".to_owned()))
    }
}

#[test]
fn a_quota_that_cannot_be_counted_is_closed() {
    for store in [None, Some(Arc::new(Away) as Arc<dyn QuotaStore>)] {
        let served = Served::with(&definition(), |plane| plane.quota_store = store);
        let prod = stage("prod", true, MethodSettings::default());
        served
            .gateway
            .update(vec![files(&[prod]), with_quota(1_000)])
            .unwrap();
        let (_, record) = check(&served, &key("value-one"), 429, "usage_plan_quota");
        assert_eq!(
            record.reason,
            "the quota cannot be counted: the store does not answer"
        );
        check(&served, "GET /prod/free HTTP/1.1", 200, "");
    }
}

#[test]
fn a_canary_serves_its_part_and_shares_the_rates() {
    let base = deployment("prod", false, throttled(Some(TWO), &[]));
    let mut other = Arc::into_inner(deployment("prod", false, MethodSettings::default())).unwrap();
    other.deployment_id = "canary".to_owned();
    let canary = CanaryDeployment {
        percent: 100.0,
        deployment: Arc::new(other),
    };
    let served = Served::new(&definition());
    let with = Arc::new(Stage::new(Arc::clone(&base), Some(canary)).unwrap());
    served.gateway.update(vec![files(&[with])]).unwrap();
    let (_, record) = check(&served, "GET /prod/a HTTP/1.1", 200, "");
    assert_eq!(
        (record.canary, record.deployment.as_str()),
        (Some(true), "canary")
    );
    let without = Arc::new(Stage::new(base, None).unwrap());
    served.gateway.update(vec![files(&[without])]).unwrap();
    let (_, record) = check(&served, "GET /prod/a HTTP/1.1", 200, "");
    assert_eq!(record.canary, None);
    assert_ne!(record.deployment, "canary");
    check(&served, "GET /prod/a HTTP/1.1", 429, "stage_rate");
}
