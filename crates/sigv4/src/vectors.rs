//! The published vectors (`tests/vectors`): each is signed, read and verified, and refused once something is changed.

use portcullis_core::Timestamp;
use serde::Deserialize;

use crate::authorization::Signature;
use crate::canonical::PathRule;
use crate::encode::hex;
use crate::sign::{presign_with, sign_with};
use crate::*;

#[derive(Deserialize)]
struct File {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Vector {
    name: String,
    source: String,
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
    credentials: Credentials,
    date: String,
    region: String,
    service: String,
    normalize_path: bool,
    sign_body: bool,
    omit_session_token: bool,
    #[serde(default)]
    expires: u32,
    signed_headers: Vec<String>,
    header: Signed,
    presigned: Option<Signed>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Signed {
    canonical_request: String,
    string_to_sign: String,
    signature: String,
    #[serde(default)]
    authorization: String,
    #[serde(default)]
    query: String,
    added_headers: Vec<(String, String)>,
}

/// A request to change and to verify.
#[derive(Clone)]
struct Sent {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Sent {
    fn with<T>(&self, act: impl FnOnce(&RequestParts<'_>) -> T) -> T {
        let headers: Vec<(&str, &[u8])> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        act(&RequestParts {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &headers,
        })
    }
}

impl Vector {
    fn all() -> Vec<Self> {
        let file: File = serde_json::from_str(include_str!("../tests/vectors/sigv4.json")).unwrap();
        file.vectors
    }

    fn rule(&self) -> PathRule {
        if self.normalize_path {
            PathRule::Normalised
        } else {
            PathRule::Kept
        }
    }

    fn time(&self) -> Timestamp {
        date::parse_basic(&self.date).unwrap().0
    }

    fn secret(&self) -> Secret {
        Secret::new(self.credentials.secret_access_key.as_bytes())
    }

    fn unsigned(&self) -> Sent {
        Sent {
            method: self.method.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
        }
    }

    fn in_header(&self) -> Sent {
        let mut sent = self.unsigned();
        sent.headers.extend(self.header.added_headers.clone());
        sent.headers
            .push(("Authorization".into(), self.header.authorization.clone()));
        sent
    }

    fn in_query(&self, presigned: &Signed) -> Sent {
        let mut sent = self.unsigned();
        sent.headers.extend(presigned.added_headers.clone());
        sent.query.clone_from(&presigned.query);
        sent
    }

    fn verify(&self, sent: &Sent) -> Result<Verified, SignatureFault> {
        let parsed = sent.with(|parts| Parsed::with_rule(parts, Some(self.rule())))?;
        let key = parsed.signing_key(&self.secret());
        parsed.verify(
            &key,
            PayloadHash::of(sent.body.as_bytes()),
            self.time(),
            &Policy::default(),
        )
    }

    /// Canonical request and string to sign are as expected, and the signature verifies.
    fn check(&self, sent: &Sent, expect: &Signed) {
        let what = format!("{}/{}", self.source, self.name);
        let parsed = sent
            .with(|parts| Parsed::with_rule(parts, Some(self.rule())))
            .expect(&what);
        assert_eq!(parsed.access_key_id(), self.credentials.access_key_id);
        let Signature::V4(signature) = &parsed.signature else {
            panic!("{what}")
        };
        assert_eq!(hex(signature), *expect.signature.as_bytes(), "{what}");
        let (_, payload) = expect.canonical_request.rsplit_once('\n').unwrap();
        let mut heads = Vec::new();
        assert!(!parsed.any_head(|head| {
            heads.push(head.concat());
            false
        }));
        let canonical: Vec<String> = heads
            .iter()
            .map(|head| format!("{}{payload}", String::from_utf8_lossy(head)))
            .collect();
        let at = canonical
            .iter()
            .position(|canonical| *canonical == expect.canonical_request)
            .unwrap_or_else(|| panic!("{what}: {canonical:#?} instead of {}", expect.canonical_request));
        // Only a token that was added after signing is left out of AWS's form.
        assert!(at == 0 || self.omit_session_token, "{what}");
        let string = parsed.string_to_sign(&[&heads[at]], payload.as_bytes(), |pieces| pieces.concat());
        assert_eq!(
            String::from_utf8(string).unwrap(),
            expect.string_to_sign,
            "{what}"
        );
        let verified = self.verify(sent).expect(&what);
        assert_eq!(verified.owed(), None);
    }

    fn check_refused(&self, sent: &Sent, change: &str) {
        if let Ok(verified) = self.verify(sent) {
            panic!(
                "{}/{} verifies after {change}: {verified:?}",
                self.source, self.name
            );
        }
    }
}

#[test]
fn every_vector_verifies() {
    let (mut signatures, mut unsigned_tokens) = (0, 0);
    let vectors = Vector::all();
    for vector in &vectors {
        let mut sent = vector.in_header();
        let is_token = |name: &str| name.eq_ignore_ascii_case("x-amz-security-token");
        if vector.omit_session_token && sent.headers.iter().any(|(name, _)| is_token(name)) {
            // In the header form this crate takes no token that is not signed.
            unsigned_tokens += 1;
            let fault = vector.verify(&sent).unwrap_err();
            assert_eq!(
                fault,
                SignatureFault::HeadersNotSigned(vec!["x-amz-security-token".into()])
            );
            sent.headers.retain(|(name, _)| !is_token(name));
        }
        vector.check(&sent, &vector.header);
        signatures += 1;
        if let Some(presigned) = &vector.presigned {
            vector.check(&vector.in_query(presigned), presigned);
            signatures += 1;
        }
    }
    assert_eq!((vectors.len(), signatures, unsigned_tokens), (95, 133, 1));
}

#[test]
fn changed_vectors_do_not_verify() {
    for vector in Vector::all() {
        let mut forms = vec![vector.in_header()];
        forms.extend(
            vector
                .presigned
                .as_ref()
                .map(|presigned| vector.in_query(presigned)),
        );
        for sent in forms {
            let change = |what: &str, change: &dyn Fn(&mut Sent)| {
                let mut changed = sent.clone();
                change(&mut changed);
                vector.check_refused(&changed, what);
            };
            change("another method", &|sent| sent.method = "PATCH".into());
            change("another path", &|sent| sent.path.push_str("/x"));
            change("another parameter", &|sent| sent.query.insert_str(0, "x=1&"));
            change("another body", &|sent| sent.body.push('x'));
            change("another host", &|sent| sent.headers[0].1.push('x'));
            change("no host", &|sent| {
                sent.headers
                    .retain(|(name, _)| !name.eq_ignore_ascii_case("host"))
            });
            change("another header", &|sent| {
                sent.headers.push(("x-amz-meta-x".into(), "1".into()))
            });
            change("a header twice", &|sent| {
                sent.headers.push(sent.headers[0].clone())
            });
            let day = &vector.date[..8];
            change("another day", &|sent| {
                sent.query = sent.query.replace(day, "20150829");
                for (_, value) in &mut sent.headers {
                    *value = value.replace(day, "20150829");
                }
            });
            change("another second", &|sent| {
                let (from, to) = (vector.date.clone(), format!("{day}T123601Z"));
                assert_ne!(from, to);
                sent.query = sent.query.replace(&from, &to);
                for (_, value) in &mut sent.headers {
                    *value = value.replace(&from, &to);
                }
            });
            change("another region", &|sent| {
                sent.query = sent.query.replace(&vector.region, "xx-east-1");
                for (name, value) in &mut sent.headers {
                    if name == "Authorization" {
                        *value = value.replace(&vector.region, "xx-east-1");
                    }
                }
            });
        }
        let mut other = vector.in_header();
        let last = other.headers.last_mut().unwrap();
        let end = if last.1.ends_with('0') { "1" } else { "0" };
        last.1.replace_range(last.1.len() - 1.., end);
        vector.check_refused(&other, "another signature");
    }
}

#[test]
fn every_vector_is_signed() {
    for vector in Vector::all() {
        let what = format!("{}/{}", vector.source, vector.name);
        let secret = vector.secret();
        let signer = Signer {
            access_key_id: &vector.credentials.access_key_id,
            secret: &secret,
            // Some vectors have the token among their headers.
            session_token: vector.credentials.session_token.as_deref().filter(|_| {
                !vector.omit_session_token
                    && !vector
                        .headers
                        .iter()
                        .any(|(name, _)| name.eq_ignore_ascii_case("x-amz-security-token"))
            }),
            region: &vector.region,
            service: &vector.service,
        };
        let payload = Payload::of(vector.body.as_bytes());
        let Payload::Hash(hash) = &payload else {
            panic!("the hash of a body is a hash")
        };
        let mut sent = vector.unsigned();
        if vector.sign_body {
            sent.headers.push(("x-amz-content-sha256".into(), hash.clone()));
        }
        let (added, head) = sent
            .with(|parts| sign_with(parts, &signer, &payload, vector.time(), vector.rule()))
            .expect(&what);
        assert_eq!(
            format!("{}{hash}", String::from_utf8(head).unwrap()),
            vector.header.canonical_request,
            "{what}"
        );
        assert_eq!(added.last().unwrap().1, vector.header.authorization, "{what}");
        assert!(
            vector
                .header
                .authorization
                .contains(&vector.signed_headers.join(";")),
            "{what}"
        );
        let Some(expect) = &vector.presigned else { continue };
        let (query, head) = vector
            .unsigned()
            .with(|parts| {
                presign_with(
                    parts,
                    &signer,
                    &payload,
                    vector.time(),
                    vector.expires,
                    vector.rule(),
                )
            })
            .expect(&what);
        assert_eq!(
            format!("{}{hash}", String::from_utf8(head).unwrap()),
            expect.canonical_request,
            "{what}"
        );
        assert!(
            query.ends_with(&format!("X-Amz-Signature={}", expect.signature)),
            "{what}"
        );
    }
}
