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
    let (mut secret, mut service, mut body, mut time) = (SECRET, "execute-api", request.body, request.time);
    let mut session_token = facts.role.as_ref().map(|_| SESSION_TOKEN);
    match wrong {
        None => {}
        Some("secret") => secret = "another secret",
        Some("service") => service = "lambda",
        Some("body") => body = "another body",
        Some("access-key") => id = "AKIANOBODY".to_owned(),
        Some("no-session-token") => session_token = None,
        Some("six-minutes-old") => time.epoch_ms -= 360_000,
        Some(other) => panic!("nothing is wrong like `{other}`"),
    }
    let secret = Secret::new(secret.as_bytes());
    let signer = Signer {
        access_key_id: &id,
        secret: &secret,
        session_token,
        region: fixture::REGION,
        service,
    };
    let (path, query) = request.target.split_once('?').unwrap_or((request.target, ""));
    let parts = RequestParts {
        method: request.verb,
        path,
        query,
        headers: &[("host", request.host.as_bytes())],
    };
    let payload = Payload::of(body.as_bytes());
    if in_query {
        let query = sigv4::presign(&parts, &signer, &payload, time, 300).expect("signs");
        return (format!("{path}?{query}"), String::new());
    }
    let added = sigv4::sign(&parts, &signer, &payload, time).expect("signs");
    let headers = added
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    (request.target.to_owned(), headers)
}
