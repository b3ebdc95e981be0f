//! Rates and quotas under 64 clients at once, by a clock that the test moves on.
//!
//! A real data plane on four threads, real sockets, and the counters of the store as the operations of the control plane read
//! and change them; only time is made up. Every test knows exactly how many requests have to pass.

mod quotas;
mod rates;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use api_model::{Deployment, Identity, MethodSetting, MethodSettings, Origin, StageSettings, Throttle, Verb};
use control::Stored;
use gateway::{
    Gateway, GatewayConfig, ListenerConfig, PlaneSettings, Snapshot, SnapshotChange, Stage, TransportConfig,
    WallClock,
};
use portcullis_core::Timestamp;
use serde_json::{Value, json};
use store::{Key, Store, Transaction, Write};
use svc_apigateway::{DataPlane as _, SavedApiKey, SavedUsagePlan, SavedUsagePlanKey};
use testkit::client::{Connection, PATIENCE};

use crate::config::TrustStorePlaces;

use super::data_plane::ServedApis;
use super::quotas::StoredQuotas;
use super::stages::StageOptions;
use super::tables;
use super::trust_stores::TrustStores;

/// Clients at once, each on a connection of its own.
const CLIENTS: usize = 64;
const ACCOUNT: &str = "111122223333";
const REGION: &str = "eu-west-1";
/// Two APIs of one account.
const APIS: [&str; 2] = ["aaaaaaaaaa", "bbbbbbbbbb"];
/// The API keys, with their values.
const KEYS: [(&str, &str); 2] = [
    ("one", "value-of-key-number-one"),
    ("two", "value-of-key-number-two"),
];

/// What is served.
#[derive(Default)]
struct World {
    /// The rate of the account.
    account: Option<Throttle>,
    /// Of every stage.
    settings: MethodSettings,
    /// Usage plan `plan`, in AWS's form, with both keys.
    plan: Option<Value>,
    /// When its quota was set.
    quota_since: Option<Timestamp>,
}

/// A gateway with its control plane's counters.
struct Running {
    time: &'static AtomicI64,
    gateway: Arc<Gateway>,
    apis: ServedApis,
}

/// What became of requests.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: u64,
    /// `Too Many Requests`
    throttled: u64,
    /// `Limit Exceeded`
    over_quota: u64,
}

fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn throttle(rate: f64, burst: u32) -> Throttle {
    Throttle { rate, burst }
}

fn own(path: &str, rate: Throttle) -> ((String, Verb), MethodSetting) {
    ((path.to_owned(), Verb::Get), setting(rate))
}

fn setting(rate: Throttle) -> MethodSetting {
    MethodSetting {
        throttle: Some(rate),
        logging_level: None,
    }
}

/// `GET /a` and `GET /b`, answered by the gateway itself.
fn stage(api: &str, keys: bool, settings: &MethodSettings) -> Arc<Stage> {
    let method = json!({
        "responses": { "200": { "description": "ok" } },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "requestTemplates": { "application/json": "{\"statusCode\":200}" },
            "responses": { "default": { "statusCode": "200" } },
        },
    });
    let text = json!({
        "openapi": "3.0.1",
        "info": { "title": "t", "version": "1" },
        "paths": { "/a": { "get": method }, "/b": { "get": method } },
    })
    .to_string();
    let options = openapi::ImportOptions::default();
    let mut imported = openapi::import(&text, openapi::Format::Json, options).unwrap();
    for method in imported
        .api
        .resources
        .values_mut()
        .flat_map(|resource| &mut resource.methods)
    {
        method.api_key_required = keys;
    }
    let identity = Identity {
        partition: "aws".parse().unwrap(),
        region: REGION.parse().unwrap(),
        account: ACCOUNT.parse().unwrap(),
        api: api.parse().unwrap(),
    };
    let settings = StageSettings {
        method_settings: settings.clone(),
        ..StageSettings::new("prod".parse().unwrap())
    };
    let file = "openapi.json".to_owned();
    let deployment = Deployment::new(&imported.api, identity, settings, Origin { file, text }).unwrap();
    Arc::new(Stage::new(Arc::new(deployment), None).unwrap())
}

fn put<T: Stored>(store: &dyn Store, id: &str, parent: &str, value: &T) {
    let write = Write::Put {
        key: Key::new(ACCOUNT, REGION, T::KIND, id),
        parent: parent.to_owned(),
        body: control::encode(value).unwrap(),
    };
    let transaction = Transaction {
        checks: Vec::new(),
        writes: vec![write],
    };
    store.commit(&transaction).unwrap();
}

impl World {
    /// With a quota on the usage plan.
    fn with_quota(quota: Value, since: Timestamp) -> Self {
        Self {
            plan: Some(json!({ "quota": quota })),
            quota_since: Some(since),
            ..Self::default()
        }
    }

    fn save(&self, store: &dyn Store) {
        let Some(plan) = &self.plan else { return };
        let mut plan = plan.clone();
        plan["id"] = "plan".into();
        let of_first = plan["stage_throttle"].take();
        let stages = APIS.map(|api| {
            let mut stage = json!({ "apiId": api, "stage": "prod" });
            if api == APIS[0] && !of_first.is_null() {
                stage["throttle"] = of_first.clone();
            }
            stage
        });
        plan["apiStages"] = json!(stages);
        let saved = SavedUsagePlan {
            plan: serde_json::from_value(plan).unwrap(),
            quota_since_ms: self.quota_since.map_or(0, |since| since.epoch_ms),
        };
        put(store, "plan", "", &saved);
        for (id, value) in KEYS {
            let key = json!({ "id": id, "value": value, "enabled": true });
            let key = SavedApiKey {
                key: serde_json::from_value(key).unwrap(),
            };
            put(store, id, "", &key);
            let link = SavedUsagePlanKey {
                plan_id: "plan".to_owned(),
                key_id: id.to_owned(),
            };
            put(store, &format!("plan/{id}"), "plan", &link);
        }
    }

    fn start(self, at: Timestamp) -> Running {
        let store = store::open_memory().unwrap();
        self.save(&*store);
        let (plans, faults) = tables::usage_plans(&*store).unwrap();
        assert_eq!(faults, Vec::<String>::new());
        let hand: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(at.epoch_ms)));
        let client = invoke::ClientSettings::new(invoke::TlsSettings::from_authorities(&[]).unwrap());
        let plane = PlaneSettings {
            wall_clock: WallClock::Hand(hand),
            account_throttle: self.account,
            quota_store: Some(Arc::new(StoredQuotas::new(Arc::clone(&store)))),
            ..PlaneSettings::new(client.clone())
        };
        let transport = TransportConfig {
            threads: NonZeroUsize::new(4).unwrap(),
            listeners: vec![ListenerConfig::cleartext("127.0.0.1:0".parse().unwrap())],
            limits: gateway::Limits::default(),
        };
        let config = GatewayConfig { transport, plane };
        let gateway = Arc::new(Gateway::start(config, Snapshot::new(Vec::new()).unwrap()).unwrap());
        let keys = self.plan.is_some();
        let stages = APIS.map(|api| SnapshotChange::PutStage(stage(api, keys, &self.settings)));
        let changes = stages.into_iter().chain([SnapshotChange::UsagePlans(plans)]);
        gateway.update(changes.collect()).unwrap();
        let options = StageOptions {
            partition: "aws".parse().unwrap(),
            timeout_ms_max: 29_000,
            policy_characters_max: 8_192,
            policy_live: false,
            issued_pools: Vec::new(),
            functions: false,
        };
        Running {
            time: hand,
            apis: ServedApis::new(
                store,
                Arc::clone(&gateway),
                options,
                client.clone(),
                None,
                TrustStores::new(TrustStorePlaces::default(), client),
            ),
            gateway,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.gateway.shutdown(Duration::ZERO);
    }
}

/// `GET` of a path of one of the APIs, with one of the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Call {
    api: usize,
    path: &'static str,
    key: usize,
}

const A: Call = Call {
    api: 0,
    path: "/a",
    key: 0,
};

impl Running {
    fn set_time(&self, to: Timestamp) {
        self.time.store(to.epoch_ms, Ordering::Release);
    }

    fn move_on(&self, by_ms: i64) {
        self.time.fetch_add(by_ms, Ordering::AcqRel);
    }

    /// Lets 64 clients send `each` requests, all at once; `before` is run ahead of every request. What became of each call.
    fn crowd_of(
        &self,
        each: usize,
        choose: impl Fn(usize, usize) -> Call + Sync,
        before: impl Fn() + Sync,
    ) -> BTreeMap<Call, Tally> {
        let address = self.gateway.addresses()[0];
        let together = Barrier::new(CLIENTS);
        let client = |number: usize| {
            let mut connection = Connection::open(address);
            let mut tallies: BTreeMap<Call, Tally> = BTreeMap::new();
            together.wait();
            for at in 0..each {
                before();
                let call = choose(number, at);
                let reply = connection.ask(format!(
                    "GET /_aws/execute-api/{}/prod{} HTTP/1.1\r\nHost: gateway.test\r\nX-Api-Key: {}\r\n\r\n",
                    APIS[call.api], call.path, KEYS[call.key].1
                ));
                let tally = tallies.entry(call).or_default();
                match (reply.status, &*reply.text()) {
                    (200, _) => tally.passed += 1,
                    (429, r#"{"message":"Too Many Requests"}"#) => tally.throttled += 1,
                    (429, r#"{"message":"Limit Exceeded"}"#) => tally.over_quota += 1,
                    other => panic!("{call:?} is answered {other:?}"),
                }
            }
            tallies
        };
        let mut all: BTreeMap<Call, Tally> = BTreeMap::new();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..CLIENTS)
                .map(|number| scope.spawn(move || client(number)))
                .collect();
            for (call, tally) in threads.into_iter().flat_map(|thread| thread.join().unwrap()) {
                let sum = all.entry(call).or_default();
                sum.passed += tally.passed;
                sum.throttled += tally.throttled;
                sum.over_quota += tally.over_quota;
            }
        });
        let asked: u64 = all
            .values()
            .map(|tally| tally.passed + tally.throttled + tally.over_quota)
            .sum();
        assert_eq!(asked, (CLIENTS * each) as u64, "every request has its answer");
        all
    }

    /// The same with one call and a clock that stands.
    fn crowd(&self, each: usize, call: Call) -> Tally {
        self.crowd_of(each, |_, _| call, || {})[&call]
    }

    /// How many of the clients' requests pass.
    fn passed(&self, each: usize, call: Call) -> u64 {
        self.crowd(each, call).passed
    }

    /// Requests used as `GetUsage` counts them, by day.
    fn used(&self, key: usize, days: &[&str]) -> Vec<i64> {
        let days: Vec<String> = days.iter().map(|&day| day.to_owned()).collect();
        self.apis
            .usage(ACCOUNT, REGION, "plan", KEYS[key].0, &days)
            .unwrap()
    }

    /// `UpdateUsage`.
    fn set_left(&self, key: usize, today: &str, remaining: i64) {
        self.apis
            .set_remaining(ACCOUNT, REGION, "plan", KEYS[key].0, today, remaining)
            .unwrap();
    }

    /// `GetUsage` gives these counts.
    fn check_used(&self, key: usize, expect: &[(&str, i64)]) {
        let days: Vec<&str> = expect.iter().map(|(day, _)| *day).collect();
        let expect: Vec<i64> = expect.iter().map(|(_, used)| *used).collect();
        patiently(
            &expect,
            || self.used(key, &days),
            |used| used.iter().zip(&expect).all(|(used, expect)| used >= expect),
        );
    }

    /// What `GetUsage` says is left in the period of a day.
    fn check_left(&self, key: usize, day: &str, expect: i64) {
        let left = || {
            self.apis
                .remaining(ACCOUNT, REGION, "plan", KEYS[key].0, day)
                .unwrap()
        };
        patiently(&expect, left, |left| *left <= expect);
    }
}

/// A lease that was asked for ahead may be on its way between store and data plane: it shows as used until it has arrived, so
/// this is waited for. Never is there less shown as used than was admitted, or more as left than there is.
#[expect(
    clippy::disallowed_methods,
    reason = "a test waits for a time, not for a number of looks"
)]
fn patiently<T: PartialEq + std::fmt::Debug>(
    expect: &T,
    look: impl Fn() -> T,
    possible: impl Fn(&T) -> bool,
) {
    let until = Instant::now() + PATIENCE;
    loop {
        let seen = look();
        if seen == *expect {
            return;
        }
        assert!(possible(&seen), "{seen:?} instead of {expect:?}");
        assert!(
            Instant::now() < until,
            "{seen:?} instead of {expect:?}, and it stays"
        );
        std::thread::yield_now();
    }
}
