//! The pipeline over real sockets: one gateway, one stub upstream, definitions as files.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test; its helper functions are not marked as tests"
)]

mod answers;
mod body_mappings;
mod domains;
mod limits;
mod models;
mod mutual_tls;
mod plans;
mod private;
mod protocols;
mod records;
mod refused;
mod templates;
mod upstreams;

use std::{
    net::SocketAddr,
    num::NonZeroUsize,
    sync::Arc,
    time::{Duration, Instant},
};

use api_model::{Deployment, Identity, Origin, RestApi, StageSettings};
use gateway::{
    DecisionRecord, Gateway, GatewayConfig, Limits, ListenerConfig, PlaneSettings, Snapshot, TransportConfig,
    WallClock,
};
use portcullis_core::Timestamp;
use testkit::{
    client::{Connection, Reply},
    fixture,
};

/// A gateway that serves one definition as stage `prod`, on one thread.
struct Served {
    gateway: Gateway,
    deployment: Arc<Deployment>,
}

impl Served {
    fn new(definition: &str) -> Self {
        Self::with(definition, |_| {})
    }

    fn with(definition: &str, change: impl FnOnce(&mut PlaneSettings)) -> Self {
        Self::listening(definition, |plane, _| change(plane))
    }

    fn listening(definition: &str, change: impl FnOnce(&mut PlaneSettings, &mut TransportConfig)) -> Self {
        let deployment = deploy(definition);
        let snapshot = Snapshot::new(vec![Arc::clone(&deployment)]).unwrap();
        let client = invoke::ClientSettings::new(invoke::TlsSettings::from_authorities(&[]).unwrap());
        let mut plane = PlaneSettings::new(client);
        plane.wall_clock = WallClock::Fixed(Timestamp {
            epoch_ms: 1_780_272_000_000,
        });
        let mut transport = TransportConfig {
            threads: NonZeroUsize::MIN,
            listeners: vec![ListenerConfig::cleartext("127.0.0.1:0".parse().unwrap())],
            limits: Limits::default(),
        };
        change(&mut plane, &mut transport);
        let gateway = Gateway::start(GatewayConfig { transport, plane }, snapshot).unwrap();
        Self { gateway, deployment }
    }

    fn address(&self) -> SocketAddr {
        self.gateway.addresses()[0]
    }

    /// The kept record of an answer's request.
    fn record(&self, reply: &Reply) -> DecisionRecord {
        self.record_of(reply.header("x-amzn-requestid").unwrap())
    }

    fn record_of(&self, id: &str) -> DecisionRecord {
        let id = id.parse().unwrap();
        patiently(|| self.gateway.record(id))
    }

    /// The only record so far.
    fn only_record(&self) -> DecisionRecord {
        patiently(|| self.gateway.recent(1).pop())
    }

    /// Sends one request as it stands, with `Host` and an end added.
    fn ask(&self, request: &str) -> Reply {
        let mut connection = Connection::open(self.address());
        connection.send(format!("{request}\r\nHost: gateway.test\r\n\r\n"));
        connection.reply().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.gateway.shutdown(Duration::ZERO);
    }
}

/// What is there soon: a client may see the end of an answer before its record is kept.
#[expect(
    clippy::disallowed_methods,
    reason = "a test waits for a time, not for a number of looks"
)]
fn patiently<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + testkit::client::PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < until, "nothing came");
        std::thread::yield_now();
    }
}

fn deploy(definition: &str) -> Arc<Deployment> {
    deploy_api(&imported(definition), definition)
}

fn imported(definition: &str) -> RestApi {
    let options = openapi::ImportOptions::default();
    openapi::import(definition, openapi::Format::Json, options)
        .unwrap_or_else(|errors| panic!("{errors:#?}"))
        .api
}

fn deploy_api(api: &RestApi, text: &str) -> Arc<Deployment> {
    deploy_stage(api, text, StageSettings::new("prod".parse().unwrap()))
}

fn deploy_stage(api: &RestApi, text: &str, stage: StageSettings) -> Arc<Deployment> {
    let identity = Identity {
        partition: "aws".parse().unwrap(),
        region: fixture::REGION.parse().unwrap(),
        account: fixture::ACCOUNT.parse().unwrap(),
        api: fixture::API.parse().unwrap(),
    };
    let origin = Origin {
        file: "openapi.json".to_owned(),
        text: text.to_owned(),
    };
    Arc::new(Deployment::new(api, identity, stage, origin).unwrap_or_else(|error| panic!("{error:#?}")))
}

/// A policy that lets the test's own address in and keeps it out of `/admin`.
const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[
  {"Sid":"Local","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*",
   "Condition":{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}},
  {"Sid":"NoAdmin","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/admin*"}]}"#;

/// A policy that lets nobody in from here.
const ELSEWHERE: &str = r#"{"Version":"2012-10-17","Statement":[
  {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*",
   "Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;
