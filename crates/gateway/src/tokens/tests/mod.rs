//! Issuers over a stub of one, and a clock that is set by hand.

mod judging;
mod keys;

use std::{
    io::Write as _,
    sync::{Arc, Barrier, Condvar, Mutex},
    time::Duration,
};

use api_model::{TextPattern, UserPoolAuthorizer};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue};
use invoke::{ClientSettings, TlsSettings};
use jwt::{Algorithm, Claims, IssuerRules, KEY_SET_BYTES_MAX, TokenUse};
use portcullis_core::Timestamp;
use testkit::upstream::Upstream;

use super::{
    IssuerError, IssuerSettings, Issuers, Judge, JwksSource, SeenTokens,
    fetcher::FETCH_TIME,
    issuer::{FIRST_INTERVAL, REFRESH_INTERVAL},
    seen::SEEN_MAX,
};
use crate::{
    clock::{Moment, monotonic},
    plane::SharedError,
    record::DecisionRecord,
    rejection::Rejection,
};

const POOL: &str = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Pool1";
const OTHER_POOL: &str = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Pool2";
const ISSUER: &str = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool1";

/// 2024-05-01T12:10:22Z
const START_S: i64 = 1_714_565_422;

/// A key with its id.
struct Key {
    id: &'static str,
    pair: Ed25519KeyPair,
}

impl Key {
    fn new(id: &'static str) -> Self {
        let pair = Ed25519KeyPair::generate().unwrap();
        Self { id, pair }
    }

    fn jwk(&self) -> String {
        let x = URL_SAFE_NO_PAD.encode(self.pair.public_key());
        let id = self.id;
        format!(r#"{{"kty":"OKP","crv":"Ed25519","kid":"{id}","x":"{x}"}}"#)
    }

    /// A token with these members besides `iss`.
    fn token(&self, claims: &str) -> String {
        let header = format!(r#"{{"alg":"EdDSA","kid":"{}"}}"#, self.id);
        let claims = format!(r#"{{"iss":"{ISSUER}",{claims}}}"#);
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = URL_SAFE_NO_PAD.encode(self.pair.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    /// An ID token, good for an hour.
    fn id_token(&self) -> String {
        self.token(&format!(r#""token_use":"id","exp":{}"#, START_S + 3_600))
    }
}

/// What the stub answers with.
#[derive(Clone)]
enum Answer {
    Body(String),
    Status(u16),
    /// Nothing, until it is told otherwise.
    Hang,
}

/// A server of key sets.
struct Stub {
    upstream: Upstream,
    answer: Arc<(Mutex<Answer>, Condvar)>,
}

impl Stub {
    fn new(keys: &[&Key]) -> Self {
        let answer = Arc::new((Mutex::new(body(keys)), Condvar::new()));
        let shared = Arc::clone(&answer);
        let upstream = Upstream::serving(move |_, stream| {
            let (answer, changed) = &*shared;
            let hangs = |answer: &mut Answer| matches!(answer, Answer::Hang);
            let answer = changed.wait_while(answer.lock().unwrap(), hangs).unwrap();
            let text = match &*answer {
                Answer::Body(body) => {
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
                }
                Answer::Status(status) => format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n"),
                Answer::Hang => String::new(),
            };
            stream.write_all(text.as_bytes()).is_ok()
        });
        Self { upstream, answer }
    }

    fn answers(&self, answer: Answer) {
        *self.answer.0.lock().unwrap() = answer;
        self.answer.1.notify_all();
    }

    fn has(&self, keys: &[&Key]) {
        self.answers(body(keys));
    }

    /// How often it was asked.
    fn asked(&self) -> usize {
        self.upstream.received().len()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.answers(Answer::Status(503));
    }
}

fn body(keys: &[&Key]) -> Answer {
    let keys: Vec<String> = keys.iter().map(|key| key.jwk()).collect();
    Answer::Body(format!(r#"{{"keys":[{}]}}"#, keys.join(",")))
}

fn settings(keys: JwksSource) -> IssuerSettings {
    IssuerSettings {
        rules: IssuerRules {
            issuer: ISSUER.to_owned(),
            algorithms: vec![Algorithm::EdDsa],
            audiences: Vec::new(),
            token_use: TokenUse::Cognito,
            leeway_s: 0,
        },
        pools: vec![POOL.to_owned()],
        keys,
    }
}

fn client() -> ClientSettings {
    ClientSettings::new(TlsSettings::from_authorities(&[]).unwrap())
}

/// The issuer of [`POOL`] with the stub's keys, fetched.
fn issuers(stub: &Stub) -> Issuers {
    let url = format!("http://{}/jwks.json", stub.upstream.address());
    Issuers::start(&[settings(JwksSource::Url(url.parse().unwrap()))], &client()).unwrap()
}

fn authorizer(pools: &[&str]) -> UserPoolAuthorizer {
    UserPoolAuthorizer {
        name: "users".to_owned(),
        pools: pools.iter().map(|pool| (*pool).to_owned()).collect(),
        header: "Authorization".to_owned(),
        audience_pattern: None,
    }
}

/// What one thread has, and how it asks.
struct Asking<'a> {
    issuers: &'a Issuers,
    seen: SeenTokens,
    authorizer: UserPoolAuthorizer,
    scopes: Vec<String>,
    runtime: tokio::runtime::Runtime,
}

impl<'a> Asking<'a> {
    fn new(issuers: &'a Issuers) -> Self {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        Self {
            issuers,
            seen: SeenTokens::default(),
            authorizer: authorizer(&[POOL]),
            scopes: Vec::new(),
            runtime: runtime.enable_all().build().unwrap(),
        }
    }

    /// Asks a while after the start; gives the answer with the record's reason.
    fn ask(&self, token: &str, after: Duration) -> Result<Arc<Claims>, (Rejection, String)> {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_str(token).unwrap());
        let after_ms = i64::try_from(after.as_millis()).unwrap();
        let judge = Judge {
            issuers: self.issuers,
            seen: &self.seen,
            now: Moment {
                instant: monotonic(),
                wall: Timestamp {
                    epoch_ms: START_S * 1_000 + after_ms,
                },
            },
            ticks: u64::try_from((Duration::from_secs(1_000) + after).as_nanos()).unwrap(),
        };
        let mut record = DecisionRecord::default();
        let checked = judge.check(&self.authorizer, &self.scopes, &headers, &mut record);
        let checked = self.runtime.block_on(checked);
        assert!(
            token.is_empty() || !format!("{record:?}").contains(token),
            "the record holds the token"
        );
        checked.map_err(|rejection| (rejection, record.reason))
    }

    fn good(&self, token: &str, after: Duration) {
        self.ask(token, after).unwrap();
    }

    fn refused(&self, token: &str, after: Duration, rejection: &Rejection, reason: &str) {
        let (got, why) = self.ask(token, after).unwrap_err();
        assert_eq!(&got, rejection, "{why}");
        assert!(why.contains(reason), "{why}");
    }
}

const NOW: Duration = Duration::ZERO;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
