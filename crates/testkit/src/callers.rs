//! The callers of the corpus: who keeps them for the gateway, and how they sign.

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway::{CallerFacts, CallerKind, Callers, CallersError, SessionKey, Signatory};
use iam_policy::{
    Document, IdentityPolicies, IdentitySources, Kind, NamedPolicy, POLICY_CHARACTERS_MAX, Policy,
};
use portcullis_core::Timestamp;
use sha2::{Digest as _, Sha256};
use sigv4::{Payload, RequestParts, Secret, Signer};

use crate::corpus::{self, CallerCase};
use crate::fixture;

/// When signed cases happen, unless they say otherwise.
pub const SIGNED_AT: &str = "2026-05-17T06:33:40Z";

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SESSION_TOKEN: &str = "FwoGZXIvYXdzEXAMPLE/session+token==";
const SESSION_END: &str = "2026-05-17T12:00:00Z";

/// The callers of `callers.toml`. The access key id of each is made of its name.
#[derive(Debug)]
pub struct CorpusCallers {
    callers: BTreeMap<String, CallerCase>,
    policies: BTreeMap<String, String>,
}

impl CorpusCallers {
    /// Reads them.
    pub fn read() -> Arc<Self> {
        Arc::new(Self {
            callers: corpus::callers(),
            policies: corpus::identity_policies(),
        })
    }

    fn policy(&self, name: &str) -> NamedPolicy {
        let (document, _) =
            Document::parse(&self.policies[name], Kind::Identity).expect("an identity policy");
        NamedPolicy {
            name: name.to_owned(),
            policy: Policy::new(&document, None, POLICY_CHARACTERS_MAX).expect("normalises"),
        }
    }

    fn signatory(&self, caller: &CallerCase, access_key_id: &str) -> Signatory {
        let account = account(caller);
        let root = caller.arn.ends_with(":root");
        let principal = caller.role.as_ref().unwrap_or(&caller.arn);
        let name = caller.arn.rsplit('/').next().unwrap_or_default();
        let user_id = match (&caller.role, root) {
            (_, true) => account.clone(),
            (Some(role), _) => format!("AROA{}:{name}", role.len()),
            (None, _) => format!("AIDA{}", caller.arn.len()),
        };
        let mut keys = vec![
            ("aws:principalarn".to_owned(), vec![principal.clone()]),
            ("aws:principalaccount".to_owned(), vec![account.clone()]),
            ("aws:userid".to_owned(), vec![user_id.clone()]),
        ];
        if caller.role.is_none() && !root {
            keys.push(("aws:username".to_owned(), vec![name.to_owned()]));
        }
        if let Some(org) = &caller.org {
            keys.push(("aws:principalorgid".to_owned(), vec![org.clone()]));
        }
        let sources = IdentitySources {
            identity: caller.identity.iter().map(|name| self.policy(name)).collect(),
            boundary: caller.boundary.as_ref().map(|name| self.policy(name)),
            session: caller.session.iter().map(|name| self.policy(name)).collect(),
        };
        Signatory {
            secret: Secret::new(SECRET.as_bytes()),
            active: true,
            session: caller.role.is_some().then(|| SessionKey {
                token_sha256: Sha256::digest(SESSION_TOKEN.as_bytes()).into(),
                expires: Timestamp::parse(SESSION_END).expect("a time"),
            }),
            policies: if root {
                IdentityPolicies::root()
            } else {
                IdentityPolicies::new(&sources, &|_| true)
            },
            caller: Arc::new(CallerFacts {
                kind: match (root, &caller.role) {
                    (true, _) => CallerKind::Root,
                    (false, Some(_)) => CallerKind::Role,
                    (false, None) => CallerKind::User,
                },
                account,
                arn: caller.arn.clone(),
                role_arn: caller.role.clone(),
                user_id,
                access_key_id: access_key_id.to_owned(),
                principal_org_id: caller.org.clone(),
                keys,
            }),
        }
    }
}

impl Callers for CorpusCallers {
    fn find(&self, access_key_id: &str) -> Result<Option<Signatory>, CallersError> {
        let known = self
            .callers
            .iter()
            .find(|(name, _)| self::access_key_id(name) == access_key_id);
        Ok(known.map(|(_, caller)| self.signatory(caller, access_key_id)))
    }
}

fn account(caller: &CallerCase) -> String {
    caller.arn.split(':').nth(4).expect("an ARN").to_owned()
}

/// The access key id of a caller.
pub fn access_key_id(caller: &str) -> String {
    format!("AKIA{}", caller.to_ascii_uppercase().replace('-', ""))
}

/// A request to be signed.
#[derive(Debug, Clone, Copy)]
pub struct ToSign<'a> {
    /// The verb.
    pub verb: &'a str,
    /// Path and query.
    pub target: &'a str,
    /// The Host header.
    pub host: &'a str,
    /// The body.
    pub body: &'a str,
    /// When.
    pub time: Timestamp,
}

/// Signs as a caller of the corpus does: the target, and the headers to be added to it. `wrong` is what a case says.
pub fn sign(caller: &str, request: ToSign<'_>, in_query: bool, wrong: Option<&str>) -> (String, String) {
    let facts = &corpus::callers()[caller];
    let mut id = access_key_id(caller);
    let (mut secret, mut service, mut region) = (SECRET, "execute-api", fixture::REGION);
    let (mut body, mut time, mut host) = (request.body, request.time, request.host);
    let mut session_token = facts.role.as_ref().map(|_| SESSION_TOKEN);
    // What is changed in the headers after signing: from, to.
    let mut changes: Vec<(String, &str)> = Vec::new();
    let mut more = String::new();
    match wrong {
        None => {}
        Some("secret") => secret = "another secret",
        Some("service") => service = "lambda",
        Some("region") => region = "us-west-2",
        Some("region-and-service") => (region, service) = ("us-west-2", "lambda"),
        Some("body") => body = "another body",
        Some("host") => host = "another.example.com",
        Some("access-key") => id = "AKIANOBODY".to_owned(),
        Some("no-session-token") => session_token = None,
        Some("garbled-session-token") => session_token = Some("garbled"),
        Some("needless-session-token") => session_token = Some(SESSION_TOKEN),
        Some("six-minutes-old") => time.epoch_ms -= 360_000,
        Some("six-minutes-ahead") => time.epoch_ms += 360_000,
        Some("terminator") => changes.push(("/aws4_request".to_owned(), "/x")),
        Some("scope-date") => changes.push(("/20260517/".to_owned(), "/20260516/")),
        Some("host-not-signed") => changes.push(("=host;".to_owned(), "=")),
        Some("date-form") => changes.push(("20260517T063340Z".to_owned(), "2026-05-17")),
        Some("algorithm") => changes.push(("AWS4-HMAC-SHA256".to_owned(), "AWS4-HMAC-SHA512")),
        Some("no-credential") => changes.push((" Credential=".to_owned(), " Other=")),
        Some("unsigned-header") => more.push_str("x-amz-meta-a: 1\r\n"),
        Some("unsigned-payload") => more.push_str("x-amz-content-sha256: UNSIGNED-PAYLOAD\r\n"),
        Some("date-twice") => more.push_str("x-amz-date: 20260517T063340Z\r\n"),
        Some("authorization-twice") => more.push_str("authorization: Bearer abc\r\n"),
        Some("header-and-query") => {}
        Some(other) => panic!("nothing is wrong like `{other}`"),
    }
    let secret = Secret::new(secret.as_bytes());
    let signer = Signer {
        access_key_id: &id,
        secret: &secret,
        session_token,
        region,
        service,
    };
    let (path, query) = request.target.split_once('?').unwrap_or((request.target, ""));
    let parts = RequestParts {
        method: request.verb,
        path,
        query,
        headers: &[("host", host.as_bytes())],
    };
    let payload = Payload::of(body.as_bytes());
    let presigned = || sigv4::presign(&parts, &signer, &payload, time, 300).expect("signs");
    if in_query {
        return (format!("{path}?{}", presigned()), more);
    }
    let added = sigv4::sign(&parts, &signer, &payload, time).expect("signs");
    let mut headers: String = added
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    for (from, to) in changes {
        assert!(headers.contains(&from), "nothing to change: {from}");
        headers = headers.replacen(&from, to, if to == "2026-05-17" { usize::MAX } else { 1 });
    }
    headers.push_str(&more);
    let target = if wrong == Some("header-and-query") {
        format!("{path}?{}", presigned())
    } else {
        request.target.to_owned()
    };
    (target, headers)
}
