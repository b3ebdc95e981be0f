//! Calls from their bytes to their answers: who is let in, what they may do, what is stored, what happens when two collide.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use aws_wire::{
    Http, Location, Member, Operation, OperationModel, Protocol, ServiceModel, Shape, Structure, Text,
};
use control::{
    Call, Caller, CallerKind, Control, Credential, CredentialFault, Ctx, DevMode, Entry, Error, Identities,
    Incoming, Observer, Outcome, Permission, Policies, Result, Service, Stored, entry,
};
use iam_policy::{Document, Kind, POLICY_CHARACTERS_MAX, Policy};
use portcullis_core::Timestamp;
use serde::{Deserialize, Serialize};
use sigv4::{Payload, RequestParts, Secret, Signer};
use store::{Key, Store};

const NOW: Timestamp = Timestamp {
    epoch_ms: 1_760_000_000_000,
};

// A service with two operations over one kind of document.

static TEXT: Shape = Shape::Text(Text::any("String"));
static NOTE: Shape = Shape::Structure(Structure {
    name: "Note",
    payload: None,
    error: None,
    members: &[
        Member::new("id", "note_id", Location::Uri, true, &TEXT),
        Member::new("text", "text", Location::Body, false, &TEXT),
    ],
});
static ANSWER: Shape = Shape::Structure(Structure {
    name: "Answer",
    payload: None,
    error: None,
    members: &[Member::new("text", "text", Location::Body, false, &TEXT)],
});
static SERVICE: ServiceModel = ServiceModel {
    name: "notes",
    signing_name: "notes",
    service_id: "Notes",
    api_version: "2026-01-01",
    protocol: Protocol::RestJson,
    target_prefix: "",
    xml_namespace: "",
    operation_names: &["AppendNote", "BurnNote", "GetNote"],
};
static APPEND: OperationModel = OperationModel {
    name: "AppendNote",
    http: Http {
        method: "POST",
        uri: "/notes/{note_id}",
        status: 201,
    },
    input: Some(&NOTE),
    output: Some(&ANSWER),
    result_wrapper: "",
};
static GET: OperationModel = OperationModel {
    name: "GetNote",
    http: Http {
        method: "GET",
        uri: "/notes/{note_id}",
        status: 200,
    },
    input: Some(&NOTE),
    output: Some(&ANSWER),
    result_wrapper: "",
};
static BURN: OperationModel = OperationModel {
    name: "BurnNote",
    http: Http {
        method: "DELETE",
        uri: "/notes/{note_id}",
        status: 204,
    },
    input: Some(&NOTE),
    output: None,
    result_wrapper: "",
};

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Note {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    text: String,
}

struct AppendNote;
impl Operation for AppendNote {
    const MODEL: &'static OperationModel = &APPEND;
    type Input = Note;
    type Output = Answer;
}
struct GetNote;
impl Operation for GetNote {
    const MODEL: &'static OperationModel = &GET;
    type Input = Note;
    type Output = Answer;
}

#[derive(Default, Serialize, Deserialize)]
struct Saved {
    text: String,
}
impl Stored for Saved {
    const KIND: &'static str = "note";
    const VERSION: u32 = 1;
}

/// What the operations have besides the store: something that happens while one runs.
type Meanwhile = Box<dyn Fn() + Send + Sync>;

fn append(ctx: &mut Ctx<'_, Meanwhile>, input: Note) -> Result<Answer> {
    let mut saved: Saved = ctx.tx.get(&input.id)?.unwrap_or_default();
    saved.text.push_str(&input.text);
    ctx.tx.put(&input.id, "", &saved)?;
    (ctx.env)();
    if input.text == "bad" {
        return Err(Error::new("BadRequestException", 400, "no such text"));
    }
    ctx.headers.push(("x-note", "wr\u{f6}te\n".to_owned()));
    Ok(Answer { text: saved.text })
}

fn get(ctx: &mut Ctx<'_, Meanwhile>, input: Note) -> Result<Answer> {
    let saved: Option<Saved> = ctx.tx.get(&input.id)?;
    let saved =
        saved.ok_or_else(|| Error::new("NotFoundException", 404, "Invalid note identifier specified"))?;
    Ok(Answer { text: saved.text })
}

const OPERATIONS: &[Entry<Meanwhile>] = &[entry!(AppendNote, append), entry!(GetNote, get)];

static MODELS: &[&OperationModel] = &[&APPEND, &BURN, &GET];

fn permissions(call: &Call<'_>) -> Vec<Permission> {
    vec![Permission {
        action: format!("notes:{}", call.operation.http.method),
        resource: format!("arn:aws:notes:{}::{}", call.region, call.path),
    }]
}

// Identities: root, a user with a policy, and keys that are not good.

struct People {
    policy: &'static str,
}

fn caller(kind: CallerKind, arn: &str) -> Caller {
    Caller {
        account: "111122223333".to_owned(),
        arn: arn.to_owned(),
        user_id: "AIDA".to_owned(),
        access_key_id: String::new(),
        kind,
    }
}

impl Identities for People {
    fn credential(
        &self,
        _: &dyn Store,
        id: &str,
        token: Option<&str>,
        _: Timestamp,
    ) -> Result<std::result::Result<Credential, CredentialFault>> {
        let good = |caller| {
            Ok(Credential {
                secret: Secret::new(*b"secret"),
                caller,
            })
        };
        Ok(match (id, token) {
            ("AKIAROOT", None) => good(caller(CallerKind::Root, "arn:aws:iam::111122223333:root")),
            ("AKIAUSER", None) => good(caller(
                CallerKind::User {
                    name: "ada".to_owned(),
                },
                "arn:aws:iam::111122223333:user/ada",
            )),
            ("AKIAIDLE", _) => Err(CredentialFault::Inactive),
            ("ASIAOVER", _) => Err(CredentialFault::Expired),
            ("AKIAROOT" | "AKIAUSER", Some(_)) => Err(CredentialFault::TokenMismatch),
            _ => Err(CredentialFault::Unknown),
        })
    }

    fn policies(&self, _: &dyn Store, _: &Caller) -> Result<Policies> {
        let (document, _) = Document::parse(self.policy, Kind::Identity).unwrap();
        let policy = Policy::new(&document, None, POLICY_CHARACTERS_MAX).unwrap();
        Ok(Policies {
            identity: vec![("own".to_owned(), policy)],
            ..Policies::default()
        })
    }

    fn principal_keys(&self, _: &dyn Store, caller: &Caller) -> Result<Vec<(String, Vec<String>)>> {
        Ok(vec![("aws:principalarn".to_owned(), vec![caller.arn.clone()])])
    }
}

#[derive(Default)]
struct Told(Mutex<Vec<Key>>);

impl Observer for Told {
    fn committed(&self, keys: &[Key]) {
        self.0.lock().unwrap().extend_from_slice(keys);
    }
}

struct World {
    control: Control,
    store: Arc<dyn Store>,
    told: Arc<Told>,
}

const READ_ONLY: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"notes:*","Resource":"arn:aws:notes:*::/notes/mine"},
    {"Effect":"Deny","Action":"notes:DELETE","Resource":"*"},
    {"Effect":"Allow","Action":"notes:GET","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}]}"#;

fn world_with(dev: Option<DevMode>, meanwhile: impl Fn(&Arc<dyn Store>) + Send + Sync + 'static) -> World {
    let store = store::open_memory().unwrap();
    let told = Arc::new(Told::default());
    let of_env = Arc::clone(&store);
    let control = Control::new(
        Arc::clone(&store),
        Arc::new(People { policy: READ_ONLY }),
        Arc::clone(&told) as Arc<dyn Observer>,
        dev,
        || NOW,
    )
    .with(Service {
        model: &SERVICE,
        operations: OPERATIONS,
        models: MODELS,
        unsupported: &[("BurnNote", "nothing burns here")],
        permissions,
        env: Box::new(move || meanwhile(&of_env)) as Meanwhile,
    });
    World { control, store, told }
}

fn world() -> World {
    world_with(None, |_| {})
}

fn unsigned(method: &str, path: &str, body: &str) -> Incoming {
    Incoming {
        method: method.to_owned(),
        path: path.to_owned(),
        query: String::new(),
        headers: vec![("host".to_owned(), b"127.0.0.1:4566".to_vec())],
        header_map: http::HeaderMap::new(),
        body: body.as_bytes().to_vec(),
        source_ip: Some("198.51.100.7".parse().unwrap()),
        secure: false,
    }
}

/// Signs with `key` and its secret.
fn signed_by(key: &str, secret: &str, token: Option<&str>, mut request: Incoming) -> Incoming {
    let secret = Secret::new(secret.as_bytes());
    let headers: Vec<(&str, &[u8])> = request
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_slice()))
        .collect();
    let parts = RequestParts {
        method: &request.method,
        path: &request.path,
        query: &request.query,
        headers: &headers,
    };
    let signer = Signer {
        access_key_id: key,
        secret: &secret,
        session_token: token,
        region: "eu-west-1",
        service: "notes",
    };
    let added = sigv4::sign(&parts, &signer, &Payload::of(&request.body), NOW).unwrap();
    for (name, value) in added {
        request
            .headers
            .push((name.to_ascii_lowercase(), value.into_bytes()));
    }
    for (name, value) in &request.headers {
        request.header_map.append(
            http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
            http::HeaderValue::from_bytes(value).unwrap(),
        );
    }
    request
}

fn by(key: &str, method: &str, path: &str, body: &str) -> Incoming {
    signed_by(key, "secret", None, unsigned(method, path, body))
}

fn message(outcome: &Outcome) -> String {
    let value: serde_json::Value = serde_json::from_slice(&outcome.answer.body).unwrap();
    value["message"]
        .as_str()
        .or(value["text"].as_str())
        .unwrap()
        .to_owned()
}

fn check(world: &World, request: &Incoming, status: u16, error: &str, text: &str) {
    let outcome = world.control.handle(request);
    assert_eq!(
        (outcome.answer.status, outcome.error.as_str()),
        (status, error),
        "{} {}: {}",
        request.method,
        request.path,
        String::from_utf8_lossy(&outcome.answer.body)
    );
    let said = message(&outcome);
    assert!(said.contains(text), "{said}");
}

#[test]
fn only_a_good_signature_is_let_in() {
    let world = world();
    let post = || unsigned("POST", "/notes/a", r#"{"text":"x"}"#);
    check(
        &world,
        &by("AKIAROOT", "POST", "/notes/a", r#"{"text":"x"}"#),
        201,
        "",
        "x",
    );
    let refused: [(Incoming, &str); 7] = [
        (post(), "MissingAuthenticationTokenException"),
        (
            signed_by("AKIAROOT", "wrong", None, post()),
            "InvalidSignatureException",
        ),
        (
            signed_by("AKIANONE", "secret", None, post()),
            "UnrecognizedClientException",
        ),
        (
            signed_by("AKIAIDLE", "secret", None, post()),
            "UnrecognizedClientException",
        ),
        (
            signed_by("ASIAOVER", "secret", Some("t"), post()),
            "ExpiredTokenException",
        ),
        (
            signed_by("AKIAROOT", "secret", Some("t"), post()),
            "UnrecognizedClientException",
        ),
        {
            let mut changed = by("AKIAROOT", "POST", "/notes/a", r#"{"text":"x"}"#);
            changed.body = br#"{"text":"y"}"#.to_vec();
            (changed, "InvalidSignatureException")
        },
    ];
    for (request, error) in &refused {
        check(&world, request, 403, error, "");
    }
    // None of them has changed anything.
    check(&world, &by("AKIAROOT", "GET", "/notes/a", ""), 200, "", "x");
    assert_eq!(world.told.0.lock().unwrap().len(), 1);
}

#[test]
fn a_signature_that_is_too_old_or_for_another_service_is_refused() {
    let world = world();
    let mut old = by("AKIAROOT", "GET", "/notes/a", "");
    for (name, value) in &mut old.headers {
        if name == "x-amz-date" {
            *value = b"20200101T000000Z".to_vec();
        }
    }
    check(&world, &old, 403, "InvalidSignatureException", "");
    let other = by("AKIAROOT", "GET", "/notes/a", "");
    let mut other = other;
    for (name, value) in &mut other.headers {
        if name == "authorization" {
            *value = String::from_utf8(value.clone())
                .unwrap()
                .replace("/notes/", "/lambda/")
                .into_bytes();
        }
    }
    check(
        &world,
        &other,
        501,
        "NotImplemented",
        "`lambda` is not served here; served are notes",
    );
}

#[test]
fn a_user_may_do_what_its_policies_say() {
    let world = world();
    check(
        &world,
        &by("AKIAUSER", "POST", "/notes/mine", r#"{"text":"x"}"#),
        201,
        "",
        "x",
    );
    check(
        &world,
        &by("AKIAUSER", "POST", "/notes/other", r#"{"text":"x"}"#),
        403,
        "AccessDeniedException",
        "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: notes:POST on resource: \
         arn:aws:notes:eu-west-1::/notes/other because no identity-based policy allows the notes:POST action",
    );
    check(
        &world,
        &by("AKIAUSER", "DELETE", "/notes/mine", ""),
        403,
        "AccessDeniedException",
        "with an explicit deny in an identity-based policy",
    );
    // The address of the caller counts.
    check(
        &world,
        &by("AKIAUSER", "GET", "/notes/other", ""),
        403,
        "AccessDeniedException",
        "",
    );
    let mut from_inside = by("AKIAUSER", "GET", "/notes/other", "");
    from_inside.source_ip = Some("192.0.2.9".parse().unwrap());
    check(&world, &from_inside, 404, "NotFoundException", "Invalid note");
}

#[test]
fn what_is_not_built_says_so_to_whoever_may_ask() {
    let world = world();
    check(
        &world,
        &by("AKIAROOT", "DELETE", "/notes/a", ""),
        501,
        "NotImplemented",
        "BurnNote is not supported: nothing burns here",
    );
    check(
        &world,
        &unsigned("DELETE", "/notes/a", ""),
        403,
        "MissingAuthenticationTokenException",
        "",
    );
    check(
        &world,
        &by("AKIAROOT", "GET", "/nothing", ""),
        404,
        "UnknownOperationException",
        "",
    );
    check(
        &world,
        &by("AKIAROOT", "GET", "/notes//a", ""),
        400,
        "BadRequestException",
        "empty or dot segments",
    );
    check(
        &world,
        &by("AKIAROOT", "POST", "/notes/a", r#"{"text":1}"#),
        400,
        "SerializationException",
        "",
    );
}

#[test]
fn an_operation_that_fails_stores_nothing_and_headers_hold_no_line_breaks() {
    let world = world();
    check(
        &world,
        &by("AKIAROOT", "POST", "/notes/a", r#"{"text":"bad"}"#),
        400,
        "BadRequestException",
        "no such text",
    );
    check(
        &world,
        &by("AKIAROOT", "GET", "/notes/a", ""),
        404,
        "NotFoundException",
        "",
    );
    let outcome = world
        .control
        .handle(&by("AKIAROOT", "POST", "/notes/a", r#"{"text":"x"}"#));
    assert_eq!(outcome.answer.headers["x-note"], "wr?te?");
}

#[test]
fn an_operation_runs_again_when_what_it_read_has_changed() {
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let world = world_with(None, move |store| {
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            // Somebody else is quicker, once.
            let mut tx = control::Tx::new(&**store, "111122223333", "eu-west-1");
            tx.put(
                "a",
                "",
                &Saved {
                    text: "first ".to_owned(),
                },
            )
            .unwrap();
            tx.commit().unwrap();
        }
    });
    check(
        &world,
        &by("AKIAROOT", "POST", "/notes/a", r#"{"text":"second"}"#),
        201,
        "",
        "first second",
    );
    assert_eq!(runs.load(Ordering::Relaxed), 2);
}

#[test]
fn what_always_changes_is_a_conflict_in_the_end() {
    let world = world_with(None, |store| {
        let mut tx = control::Tx::new(&**store, "111122223333", "eu-west-1");
        tx.put(
            "a",
            "",
            &Saved {
                text: "again".to_owned(),
            },
        )
        .unwrap();
        tx.commit().unwrap();
    });
    check(
        &world,
        &by("AKIAROOT", "POST", "/notes/a", r#"{"text":"x"}"#),
        409,
        "ConflictException",
        "Unable to complete operation due to concurrent modification",
    );
    drop(world.store);
}

#[test]
fn development_mode_takes_any_header_signature_by_its_key() {
    let dev = || {
        Some(DevMode {
            account: "000000000000".to_owned(),
        })
    };
    let world = world_with(dev(), |_| {});
    let post = || unsigned("POST", "/notes/a", r#"{"text":"x"}"#);
    check(&world, &signed_by("test", "anything", None, post()), 201, "", "x");
    // Another account has notes of its own.
    check(
        &world,
        &signed_by("444455556666", "x", None, unsigned("GET", "/notes/a", "")),
        404,
        "NotFoundException",
        "",
    );
    // A key that is known is whose it is, and not root; one that is not good any more is nobody's.
    check(
        &world,
        &signed_by(
            "AKIAUSER",
            "wrong",
            None,
            unsigned("POST", "/notes/b", r#"{"text":"x"}"#),
        ),
        403,
        "AccessDeniedException",
        "",
    );
    check(
        &world,
        &signed_by("ASIAOVER", "wrong", Some("t"), post()),
        403,
        "ExpiredTokenException",
        "",
    );
    check(
        &world,
        &signed_by("AKIAIDLE", "wrong", None, post()),
        403,
        "UnrecognizedClientException",
        "",
    );
    // A web page can make a browser send these.
    check(
        &world,
        &unsigned("POST", "/notes/a", r#"{"text":"x"}"#),
        403,
        "MissingAuthenticationTokenException",
        "",
    );
}
