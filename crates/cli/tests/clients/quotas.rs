//! Rates and quotas with the real clock: 64 clients at once against the real binary, and what `aws apigateway get-usage` says
//! of it.

use std::sync::Barrier;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use portcullis_core::Timestamp;
use serde_json::{Value, json};
use testkit::client::Connection;

use crate::backend::{Backend, Served};
use crate::support::PATIENCE;

/// Clients at once, each on a connection of its own.
const CLIENTS: usize = 64;

/// An API whose one method asks for a key.
struct World {
    served: Served,
    api: String,
}

/// A usage plan with a key.
struct Customer {
    plan: String,
    key: String,
    value: String,
}

/// What became of requests, and from before the first to after the last of them.
#[derive(Debug, Default)]
struct Tally {
    passed: u64,
    throttled: u64,
    over_quota: u64,
    took: Duration,
}

fn id(answer: &Value) -> String {
    answer["id"]
        .as_str()
        .unwrap_or_else(|| panic!("no id in {answer}"))
        .to_owned()
}

impl World {
    fn start(backend: Backend) -> Self {
        let served = Served::start_with(backend, &["--workers", "2"]);
        let answered = |keys: bool| {
            json!({ "get": {
                "x-amazon-apigateway-integration": {
                    "type": "mock",
                    "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                    "responses": { "default": { "statusCode": "200" } },
                },
                "security": if keys { json!([{ "key": [] }]) } else { json!([]) },
                "responses": { "200": { "description": "ok" } },
            } })
        };
        let definition = json!({
            "openapi": "3.0.1",
            "info": { "title": "counted", "version": "1" },
            "paths": { "/counted": answered(true) },
            "components": { "securitySchemes": { "key": { "type": "apiKey", "name": "x-api-key", "in": "header" } } },
        });
        served
            .gateway
            .folder
            .write("counted.json", &definition.to_string());
        let api = id(&served.aws(&["apigateway", "import-rest-api", "--body", "fileb://counted.json"]));
        let deploy = [
            "apigateway",
            "create-deployment",
            "--stage-name",
            "prod",
            "--rest-api-id",
        ];
        served.aws(&[&deploy[..], &[&api]].concat());
        Self { served, api }
    }

    /// A key with a plan of its own; `throttle` and `quota` are in the CLI's short form.
    fn customer(&self, name: &str, throttle: Option<&str>, quota: &str) -> Customer {
        let aws = |arguments: &[&str]| self.served.aws(&[&["apigateway"][..], arguments].concat());
        let made = aws(&["create-api-key", "--name", name, "--enabled"]);
        let key = id(&made);
        let stage = format!("apiId={},stage=prod", self.api);
        let mut plan = vec![
            "create-usage-plan",
            "--name",
            name,
            "--api-stages",
            &stage,
            "--quota",
            quota,
        ];
        plan.extend(throttle.into_iter().flat_map(|throttle| ["--throttle", throttle]));
        let plan = id(&aws(&plan));
        aws(&[
            "create-usage-plan-key",
            "--usage-plan-id",
            &plan,
            "--key-id",
            &key,
            "--key-type",
            "API_KEY",
        ]);
        let value = made["value"].as_str().unwrap().to_owned();
        Customer { plan, key, value }
    }

    /// Lets all clients send `each` requests at once.
    #[expect(clippy::disallowed_methods, reason = "how long it took is what is asked")]
    fn crowd(&self, customer: &Customer, each: usize) -> Tally {
        let (together, to) = (Barrier::new(CLIENTS), self.served.gateway.listen);
        let host = format!("{}.execute-api.us-east-1.amazonaws.com", self.api);
        let request = format!(
            "GET /prod/counted HTTP/1.1\r\nHost: {host}\r\nX-Api-Key: {}\r\n\r\n",
            customer.value
        );
        let client = || {
            let mut connection = Connection::open(to);
            let mut tally = Tally::default();
            together.wait();
            for _ in 0..each {
                let reply = connection.ask(&request);
                match (reply.status, &*reply.text()) {
                    (200, _) => tally.passed += 1,
                    (429, r#"{"message":"Too Many Requests"}"#) => tally.throttled += 1,
                    (429, r#"{"message":"Limit Exceeded"}"#) => tally.over_quota += 1,
                    other => panic!("{other:?}"),
                }
            }
            tally
        };
        let begun = Instant::now();
        let mut all = Tally::default();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
            for tally in threads.into_iter().map(|thread| thread.join().unwrap()) {
                all.passed += tally.passed;
                all.throttled += tally.throttled;
                all.over_quota += tally.over_quota;
            }
        });
        all.took = begun.elapsed();
        assert_eq!(
            all.passed + all.throttled + all.over_quota,
            (CLIENTS * each) as u64
        );
        all
    }

    /// `get-usage` counts exactly what passed, and leaves the rest of the limit. A lease that is on its way between store and
    /// gateway shows as used until it has arrived: that is waited for, and never is less shown than passed.
    #[expect(
        clippy::disallowed_methods,
        reason = "a test waits for a time, not for a number of looks"
    )]
    fn check_usage(&self, customer: &Customer, passed: u64, limit: u64) {
        let until = Instant::now() + PATIENCE;
        loop {
            let (used, left) = self.usage(customer);
            if (used, left) == (passed, limit - passed) {
                return;
            }
            assert!(
                used >= passed && left <= limit - passed,
                "{used} used, {left} left, {passed} passed"
            );
            assert!(
                Instant::now() < until,
                "{used} used, {left} left, {passed} passed"
            );
        }
    }

    /// Used in all of yesterday, today and tomorrow, for midnight may come; and left in the period of the last day used.
    #[expect(clippy::disallowed_methods, reason = "the real clock is what this is about")]
    fn usage(&self, customer: &Customer) -> (u64, u64) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        let date = |days: i64| {
            let epoch_ms = i64::try_from(now).unwrap() + days * 86_400_000;
            Timestamp { epoch_ms }.to_string()[..10].to_owned()
        };
        let usage = self.served.aws(&[
            "apigateway",
            "get-usage",
            "--usage-plan-id",
            &customer.plan,
            "--key-id",
            &customer.key,
            "--start-date",
            &date(-1),
            "--end-date",
            &date(1),
        ]);
        let days = usage["items"][&customer.key]
            .as_array()
            .unwrap_or_else(|| panic!("{usage}"));
        assert_eq!(days.len(), 3, "{usage}");
        let number = |day: &Value, at: usize| day[at].as_u64().unwrap_or_else(|| panic!("{usage}"));
        // Tomorrow may be in the next month: the least that any of the days has left is that of the month that is used.
        let left = days.iter().map(|day| number(day, 1)).min().unwrap();
        (days.iter().map(|day| number(day, 0)).sum(), left)
    }
}

fn counted(backend: Backend) {
    const LIMIT: u64 = 1_000;
    const RATE: u64 = 20;
    const BURST: u64 = 150;
    let world = World::start(backend);
    let throttle = format!("rateLimit={RATE},burstLimit={BURST}");
    let quota = format!("limit={LIMIT},period=MONTH");
    let held = world.customer("held", Some(&throttle), &quota);
    let free = world.customer("free", None, &quota);

    // Rate and quota together: the rate holds while it takes, and what it refuses does not count.
    let mut passed = 0;
    let tally = world.crowd(&held, 20);
    let allowed = BURST + (tally.took.as_secs_f64() * RATE as f64) as u64;
    assert!(tally.passed <= allowed, "{tally:?}, allowed are {allowed}");
    assert!(tally.passed >= BURST && tally.throttled > 0, "{tally:?}");
    assert_eq!(tally.over_quota, 0);
    passed += tally.passed;
    world.check_usage(&held, passed, LIMIT);

    // The quota alone: all at once, half of it and then the rest.
    let tally = world.crowd(&free, 9);
    assert_eq!((tally.passed, tally.throttled, tally.over_quota), (576, 0, 0));
    world.check_usage(&free, 576, LIMIT);
    let tally = world.crowd(&free, 12);
    assert_eq!(
        (tally.passed, tally.over_quota),
        (LIMIT - 576, 768 - (LIMIT - 576))
    );
    world.check_usage(&free, LIMIT, LIMIT);
    assert_eq!(world.crowd(&free, 1).over_quota, 64);
    // Of the other key nothing is gone.
    world.check_usage(&held, passed, LIMIT);

    // What is set counts from then on, to the request.
    let patch = r#"[{"op":"replace","path":"/remaining","value":"70"}]"#;
    for customer in [&free, &held] {
        let update = [
            "apigateway",
            "update-usage",
            "--usage-plan-id",
            &customer.plan,
            "--key-id",
            &customer.key,
        ];
        world
            .served
            .aws(&[&update[..], &["--patch-operations", patch]].concat());
    }
    let tally = world.crowd(&free, 2);
    assert_eq!((tally.passed, tally.over_quota), (70, 58));
    let tally = world.crowd(&held, 2);
    assert!(tally.passed <= 70, "{tally:?}");
    let (used, left) = world.usage(&held);
    assert_eq!(
        (used, left),
        (passed + tally.passed, 70 - tally.passed),
        "{tally:?}"
    );
    world.served.stop();
}

#[test]
fn never_more_than_allowed_and_get_usage_counts_it_on_sqlite() {
    counted(Backend::Sqlite);
}

#[test]
fn never_more_than_allowed_and_get_usage_counts_it_on_postgresql() {
    counted(Backend::Postgres);
}
