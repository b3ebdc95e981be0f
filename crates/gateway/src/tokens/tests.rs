//! Issuers over a stub of one, and a clock that is set by hand.

use std::{
    io::Write as _,
    sync::{Arc, Barrier, Condvar, Mutex},
    time::Duration,
};

use api_model::{AudiencePattern, UserPoolAuthorizer};
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

#[test]
fn a_good_token_is_taken_and_its_claims_are_given() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.token(&format!(
        r#""token_use":"id","exp":{},"sub":"9f1c""#,
        START_S + 3_600
    ));
    let claims = asking.ask(&token, NOW).unwrap();
    assert_eq!(claims.get("sub"), Some("9f1c"));
    asking.good(&format!("Bearer {token}"), NOW);
    assert_eq!(asking.seen.len(), 1);
    assert_eq!(stub.asked(), 1);
    for (token, reason) in [
        ("", "token is empty"),
        ("bad", "three parts"),
        ("bad.bad.bad", "header is not"),
    ] {
        asking.refused(token, NOW, &Rejection::Unauthorized, reason);
    }
    let stranger = Key::new("a");
    asking.refused(
        &stranger.id_token(),
        NOW,
        &Rejection::Unauthorized,
        "signature is wrong",
    );
    assert_eq!((asking.seen.len(), stub.asked()), (1, 1));
}

#[test]
fn what_the_method_asks_for_is_asked_of_tokens_that_were_seen_too() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let mut asking = Asking::new(&issuers);
    let id = key.token(&format!(
        r#""token_use":"id","aud":"client-1","exp":{}"#,
        START_S + 60
    ));
    let access = key.token(&format!(
        r#""token_use":"access","scope":"a b","exp":{}"#,
        START_S + 60
    ));
    let refusal = Rejection::Unauthorized;
    asking.good(&id, NOW);
    asking.refused(&access, NOW, &refusal, "no ID token");
    asking.scopes = vec!["b".to_owned()];
    asking.good(&access, NOW);
    asking.refused(&id, NOW, &refusal, "no access token");
    asking.scopes = vec!["c".to_owned()];
    asking.refused(&access, NOW, &refusal, "none of the method's scopes");
    asking.scopes = Vec::new();
    asking.authorizer.audience_pattern = Some(AudiencePattern::parse("client-[0-9]").unwrap());
    asking.good(&id, NOW);
    asking.authorizer.audience_pattern = Some(AudiencePattern::parse("client").unwrap());
    asking.refused(&id, NOW, &refusal, "identityValidationExpression");
    // Another authorizer, with another pool.
    asking.authorizer = authorizer(&[OTHER_POOL]);
    asking.refused(&id, NOW, &Rejection::AuthorizerConfiguration, OTHER_POOL);
}

#[test]
fn a_token_that_was_seen_ends_when_it_expires() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.id_token();
    asking.good(&token, NOW);
    asking.good(&token, seconds(3_599));
    for _ in 0..2 {
        asking.refused(&token, seconds(3_600), &Rejection::TokenExpired, "has expired");
    }
    assert_eq!(asking.seen.len(), 0);
}

#[test]
fn a_key_that_is_not_known_is_fetched_at_most_once_a_minute() {
    let (old, new, third) = (Key::new("old"), Key::new("new"), Key::new("third"));
    let stub = Stub::new(&[&old]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&old.id_token(), NOW);
    stub.has(&[&old, &new]);
    asking.good(&new.id_token(), NOW);
    assert_eq!(stub.asked(), 2);
    // Both are known now.
    asking.good(&old.id_token(), NOW);
    assert_eq!(stub.asked(), 2);
    stub.has(&[&new, &third]);
    let almost = REFRESH_INTERVAL - Duration::from_millis(1);
    for after in [NOW, seconds(1), almost] {
        asking.refused(
            &third.id_token(),
            after,
            &Rejection::Unauthorized,
            "no key of the issuer",
        );
    }
    assert_eq!(stub.asked(), 2);
    asking.good(&third.id_token(), REFRESH_INTERVAL);
    assert_eq!(stub.asked(), 3);
    // Seen, and good when it was: its key is withdrawn.
    let generation = issuers.generation(0);
    asking.refused(
        &old.id_token(),
        REFRESH_INTERVAL,
        &Rejection::Unauthorized,
        "no key of the issuer",
    );
    assert_eq!(generation, Some(3));
    // A key of this name is known: another one would not help.
    let forged = Key::new("third");
    asking.refused(
        &forged.id_token(),
        2 * REFRESH_INTERVAL,
        &Rejection::Unauthorized,
        "signature is wrong",
    );
    assert_eq!(stub.asked(), 3);
}

#[test]
fn keys_stay_where_others_cannot_be_fetched() {
    let (key, new) = (Key::new("a"), Key::new("b"));
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&key.id_token(), NOW);
    let large = format!(r#"{{"keys":[],"x":"{}"}}"#, "x".repeat(KEY_SET_BYTES_MAX));
    let answers = [
        (Answer::Status(500), "answered with status 500"),
        (Answer::Status(302), "answered with status 302"),
        (Answer::Body("<html>".to_owned()), "not a JSON object"),
        (Answer::Body(large), "length limit exceeded"),
        (
            Answer::Body(format!(r#"{{"keys":[{},{}]}}"#, new.jwk(), new.jwk())),
            "two keys with the `kid` `b`",
        ),
    ];
    let mut after = NOW;
    for (asked, (answer, why)) in answers.into_iter().enumerate() {
        stub.answers(answer);
        after += REFRESH_INTERVAL;
        let (rejection, told) = asking.ask(&new.id_token(), after).unwrap_err();
        assert_eq!(rejection, Rejection::Unauthorized);
        let reason = "no key of the issuer has the token's `kid`; its keys cannot be fetched: ";
        assert!(told.starts_with(reason) && told.contains(why), "{told}");
        assert_eq!(stub.asked(), asked + 2);
        // One that was never seen, verified with the keys of before.
        let token = key.token(&format!(
            r#""token_use":"id","jti":"{asked}","exp":{}"#,
            START_S + 3_600
        ));
        asking.good(&token, after);
    }
    assert_eq!(issuers.generation(0), Some(1));
    stub.has(&[&new]);
    asking.good(&new.id_token(), after + REFRESH_INTERVAL);
    assert_eq!(issuers.generation(0), Some(2));
}

#[test]
fn a_set_without_keys_lets_nobody_in() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.id_token();
    asking.good(&token, NOW);
    stub.has(&[]);
    asking.refused(
        &Key::new("b").id_token(),
        NOW,
        &Rejection::Unauthorized,
        "no key of the issuer",
    );
    asking.refused(&token, NOW, &Rejection::Unauthorized, "no key of the issuer");
}

#[test]
fn nobody_is_let_in_before_there_are_keys() {
    let key = Key::new("a");
    let stub = Stub::new(&[]);
    stub.answers(Answer::Status(503));
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.id_token();
    let reason =
        format!("the keys of issuer `{ISSUER}` are not known: their address answered with status 503");
    // The first fetch was begun at the start; this may be the second.
    asking.refused(&token, NOW, &Rejection::Unauthorized, &reason);
    asking.refused(&token, NOW, &Rejection::Unauthorized, &reason);
    let asked = stub.asked();
    stub.has(&[&key]);
    let almost = FIRST_INTERVAL - Duration::from_millis(1);
    asking.refused(&token, almost, &Rejection::Unauthorized, &reason);
    assert_eq!(stub.asked(), asked);
    asking.good(&token, FIRST_INTERVAL);
    assert_eq!(stub.asked(), asked + 1);
}

#[test]
fn a_server_that_hangs_holds_nobody_for_long() {
    let (key, new) = (Key::new("a"), Key::new("b"));
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&key.id_token(), NOW);
    stub.answers(Answer::Hang);
    let began = monotonic();
    let reason = "no key of the issuer";
    asking.refused(&new.id_token(), NOW, &Rejection::Unauthorized, reason);
    let took = monotonic() - began;
    assert!(took >= FETCH_TIME && took < 2 * FETCH_TIME, "{took:?}");
    // Others do not wait, and neither does the same one again.
    let began = monotonic();
    let other = key.token(&format!(r#""token_use":"id","exp":{}"#, START_S + 1));
    asking.good(&other, NOW);
    asking.refused(&new.id_token(), NOW, &Rejection::Unauthorized, reason);
    assert!(monotonic() - began < FETCH_TIME);
    assert_eq!(stub.asked(), 2);
}

#[test]
fn many_threads_that_need_a_key_fetch_it_once() {
    const THREADS: usize = 16;
    let (old, new) = (Key::new("old"), Key::new("new"));
    let stub = Stub::new(&[&old]);
    let issuers = issuers(&stub);
    Asking::new(&issuers).good(&old.id_token(), NOW);
    stub.has(&[&old, &new]);
    let token = new.id_token();
    let together = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let asking = Asking::new(&issuers);
                together.wait();
                asking.good(&token, NOW);
            });
        }
    });
    assert_eq!(stub.asked(), 2);
}

#[test]
fn a_client_that_goes_away_ends_no_fetch() {
    let (old, new) = (Key::new("old"), Key::new("new"));
    let stub = Stub::new(&[&old]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    asking.good(&old.id_token(), NOW);
    stub.answers(Answer::Hang);
    let issuer = issuers.get(0);
    let token = new.id_token();
    let read = jwt::Token::parse(&token).unwrap();
    let wall = Timestamp {
        epoch_ms: START_S * 1_000,
    };
    asking.runtime.block_on(async {
        let verifying = issuer.verify(&read, wall, 0, issuers.fetcher());
        tokio::select! {
            biased;
            _ = verifying => panic!("nothing answers"),
            () = std::future::ready(()) => {}
        }
    });
    stub.has(&[&new]);
    // It waits for the fetch that runs.
    asking.good(&token, NOW);
    assert_eq!(stub.asked(), 2);
}

#[test]
fn a_pool_without_an_issuer_lets_nobody_in() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let mut asking = Asking::new(&issuers);
    asking.authorizer = authorizer(&[OTHER_POOL, POOL]);
    // The other pool's issuer is there.
    asking.good(&key.id_token(), NOW);
    let elsewhere = key
        .id_token()
        .split('.')
        .enumerate()
        .map(|(at, part)| match at {
            1 => URL_SAFE_NO_PAD.encode(format!(r#"{{"iss":"{ISSUER}/","exp":{}}}"#, START_S + 60)),
            _ => part.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(".");
    asking.refused(&elsewhere, NOW, &Rejection::AuthorizerConfiguration, OTHER_POOL);
    asking.authorizer = authorizer(&[POOL]);
    asking.refused(&elsewhere, NOW, &Rejection::Unauthorized, "`iss`");
    let none = Issuers::default();
    let asking = Asking::new(&none);
    asking.refused(&key.id_token(), NOW, &Rejection::AuthorizerConfiguration, POOL);
    asking.refused("", NOW, &Rejection::Unauthorized, "is empty");
}

#[test]
fn keys_in_a_file_are_read_again() {
    let (old, new) = (Key::new("old"), Key::new("new"));
    let name = format!("portcullis-jwks-{}.json", std::process::id());
    let file = std::env::temp_dir().join(name);
    let write = |keys: &[&Key]| {
        let Answer::Body(text) = body(keys) else {
            panic!("a body")
        };
        std::fs::write(&file, text).unwrap();
    };
    write(&[&old]);
    let issuers = Issuers::start(&[settings(JwksSource::File(file.clone()))], &client()).unwrap();
    let asking = Asking::new(&issuers);
    asking.good(&old.id_token(), NOW);
    write(&[&new]);
    asking.good(&new.id_token(), NOW);
    std::fs::remove_file(&file).unwrap();
    asking.refused(
        &old.id_token(),
        REFRESH_INTERVAL,
        &Rejection::Unauthorized,
        "no key of the issuer",
    );
    asking.good(&new.id_token(), REFRESH_INTERVAL);
}

#[test]
fn a_thread_remembers_only_so_many_tokens() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = |number: usize| {
        let exp = START_S + 3_600;
        key.token(&format!(r#""token_use":"id","jti":"{number}","exp":{exp}"#))
    };
    let first = token(0);
    for number in 1..SEEN_MAX + SEEN_MAX / 2 {
        asking.good(&token(number), NOW);
        // Used all the while, so it stays.
        asking.good(&first, NOW);
    }
    assert!(asking.seen.len() <= SEEN_MAX + 1, "{}", asking.seen.len());
}

#[test]
fn issuers_and_pools_stand_for_one_another() {
    let one = settings(JwksSource::File("a".into()));
    let other = |issuer: &str, pool: &str| {
        let mut other = one.clone();
        other.rules.issuer = issuer.to_owned();
        other.pools = vec![pool.to_owned()];
        other
    };
    let check = |other: IssuerSettings, expect: Option<IssuerError>| {
        let got = Issuers::start(&[one.clone(), other], &client()).err();
        let got = got.map(|error| match error {
            SharedError::Issuers(error) => error,
            SharedError::AccessLog(_) | SharedError::Quotas(_) | SharedError::IssuerThread(_) => {
                panic!("{error}")
            }
        });
        assert_eq!(got, expect);
    };
    check(other("b", OTHER_POOL), None);
    check(other("b", POOL), Some(IssuerError::PoolTwice(POOL.to_owned())));
    check(
        other(ISSUER, OTHER_POOL),
        Some(IssuerError::IssuerTwice(ISSUER.to_owned())),
    );
    let mut bare = other("b", OTHER_POOL);
    bare.rules.algorithms.clear();
    check(bare, Some(IssuerError::NoAlgorithm("b".to_owned())));
}
