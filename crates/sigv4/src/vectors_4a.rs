//! The published vectors of Signature Version 4A (`tests/vectors/sigv4a.json`): keys are derived, signatures verify, and are
//! refused once something is changed.

use serde::Deserialize;

use crate::canonical::PathRule;
use crate::*;

#[derive(Deserialize)]
struct File {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Vector {
    name: String,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    #[serde(default)]
    omit_session_token: bool,
    date: String,
    region_set: String,
    service: String,
    normalize_path: bool,
    public_key: [String; 2],
    header: Sent,
    query: Sent,
}

#[derive(Deserialize, Clone)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sent {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
    canonical_request: String,
    string_to_sign: String,
}

impl Sent {
    fn parse(&self, rule: PathRule) -> Result<Parsed, SignatureFault> {
        let headers: Vec<(&str, &[u8])> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        let parts = RequestParts {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &headers,
        };
        Parsed::with_rule(&parts, Some(rule))
    }

    /// Replaces text wherever the signature may be; `None` if it is not there.
    fn replace(&self, from: &str, to: &str) -> Option<Self> {
        let mut out = self.clone();
        out.query = out.query.replace(from, to);
        for (_, value) in &mut out.headers {
            *value = value.replace(from, to);
        }
        (out.query != self.query || out.headers != self.headers).then_some(out)
    }
}

impl Vector {
    fn all() -> Vec<Self> {
        let file: File = serde_json::from_str(include_str!("../tests/vectors/sigv4a.json")).unwrap();
        file.vectors
    }

    fn rule(&self) -> PathRule {
        if self.normalize_path {
            PathRule::Normalised
        } else {
            PathRule::Kept
        }
    }

    fn key(&self) -> VerifyingKey {
        VerifyingKey::derive(
            &Secret::new(self.secret_access_key.as_bytes()),
            &self.access_key_id,
        )
    }

    fn policy(&self) -> Policy<'_> {
        Policy {
            region: Some(&self.region_set),
            service: Some(&self.service),
            sigv4a: true,
            ..Policy::default()
        }
    }

    /// With the key of whomever the request names, who has the same secret.
    fn verify(&self, sent: &Sent) -> Result<Verified, SignatureFault> {
        let parsed = sent.parse(self.rule())?;
        let secret = Secret::new(self.secret_access_key.as_bytes());
        let key = VerifyingKey::derive(&secret, parsed.access_key_id());
        parsed.verify(
            &key,
            PayloadHash::of(sent.body.as_bytes()),
            date::parse_basic(&self.date).unwrap().0,
            &self.policy(),
        )
    }

    /// Both forms, as this crate takes them.
    fn forms(&self) -> [Sent; 2] {
        let mut header = self.header.clone();
        if self.omit_session_token {
            // In the header form this crate takes no token that is not signed.
            header
                .headers
                .retain(|(name, _)| !name.eq_ignore_ascii_case("x-amz-security-token"));
        }
        [header, self.query.clone()]
    }
}

#[test]
fn every_key_is_derived() {
    for vector in Vector::all() {
        let point = vector.key().point().unwrap();
        let [x, y] = &vector.public_key;
        assert_eq!(format!("04{x}{y}"), point, "{}", vector.name);
    }
}

#[test]
fn every_vector_verifies() {
    let vectors = Vector::all();
    for vector in &vectors {
        for sent in vector.forms() {
            let what = format!("{}: {}?{}", vector.name, sent.path, sent.query);
            let parsed = sent.parse(vector.rule()).expect(&what);
            let (head, payload) = sent.canonical_request.rsplit_once('\n').unwrap();
            let mut heads = Vec::new();
            parsed.any_head(|pieces| {
                heads.push(String::from_utf8(pieces.concat()).unwrap());
                false
            });
            assert!(
                heads.contains(&format!("{head}\n")),
                "{what}: {heads:#?} instead of {head}"
            );
            let string = parsed.string_to_sign(&[head.as_bytes(), b"\n"], payload.as_bytes(), |pieces| {
                pieces.concat()
            });
            assert_eq!(String::from_utf8(string).unwrap(), sent.string_to_sign, "{what}");
            assert_eq!(parsed.algorithm(), Algorithm::V4a);
            assert_eq!(parsed.region_set(), Some(vector.region_set.as_str()));
            let claim = vector.verify(&sent).expect(&what);
            let token = vector.session_token.as_deref();
            let omitted = vector.omit_session_token && claim.claim().form() == Form::Header;
            assert_eq!(
                claim.claim().session_token(),
                token.filter(|_| !omitted),
                "{what}"
            );
        }
    }
    assert_eq!(vectors.len(), 38);
}

#[test]
fn changed_vectors_do_not_verify() {
    for vector in Vector::all() {
        for sent in vector.forms() {
            let refused = |what: &str, changed: Option<Sent>| {
                if vector.verify(&changed.expect(what)).is_ok() {
                    panic!("{} verifies with {what}", vector.name);
                }
            };
            let with = |change: &dyn Fn(&mut Sent)| {
                let mut out = sent.clone();
                change(&mut out);
                Some(out)
            };
            refused("another method", with(&|sent| sent.method = "PATCH".into()));
            refused("another path", with(&|sent| sent.path.push_str("/x")));
            refused(
                "another parameter",
                with(&|sent| sent.query.insert_str(0, "x=1&")),
            );
            refused("another body", with(&|sent| sent.body.push('x')));
            refused("another host", with(&|sent| sent.headers[0].1.push('x')));
            refused("another day", sent.replace(&vector.date[..8], "20150829"));
            refused("another second", sent.replace("T123600Z", "T123601Z"));
            refused(
                "another service",
                sent.replace("/service/", "/services/")
                    .or_else(|| sent.replace("%2Fservice%2F", "%2Fservices%2F")),
            );
            refused("another access key", sent.replace("AKIDEXAMPLE", "AKIDEXAMPLF"));
            refused("another region set", sent.replace("us-east-1", "*"));
            refused("a wider region set", sent.replace("us-east-1", "us-east-1,*"));
            refused(
                "a region set that ends in a space",
                with(&|sent| {
                    sent.query = sent
                        .query
                        .replace("Region-Set=us-east-1", "Region-Set=us-east-1%20");
                    for (name, value) in &mut sent.headers {
                        if name == "X-Amz-Region-Set" {
                            *value = "us-east-1 ,".into();
                        }
                    }
                }),
            );
            // Every byte of the signature counts.
            let text = match sent.query.split_once("Signature=") {
                Some((_, signature)) => signature.to_owned(),
                None => {
                    let (_, value) = sent
                        .headers
                        .iter()
                        .find(|(name, _)| name == "Authorization")
                        .unwrap();
                    value.split_once("Signature=").unwrap().1.to_owned()
                }
            };
            for at in (0..text.len()).step_by(7) {
                let mut other = text.clone();
                other.replace_range(at..=at, if &text[at..=at] == "0" { "1" } else { "0" });
                refused("another signature", sent.replace(&text, &other));
            }
        }
    }
}

#[test]
fn nothing_verifies_with_another_key_or_policy() {
    for vector in Vector::all() {
        let parsed = || vector.query.parse(vector.rule()).unwrap();
        let now = date::parse_basic(&vector.date).unwrap().0;
        let body = PayloadHash::of(vector.query.body.as_bytes());
        let secret = Secret::new(vector.secret_access_key.as_bytes());
        let refused =
            |key: Key<'_>, policy: &Policy<'_>| parsed().verify(key, body, now, policy).unwrap_err();
        let mismatch =
            |fault: SignatureFault| assert!(matches!(fault, SignatureFault::Mismatch(_)), "{fault}");
        let policy = vector.policy();
        mismatch(refused(
            Key::V4a(&VerifyingKey::derive(&secret, "other")),
            &policy,
        ));
        mismatch(refused(
            Key::V4a(&VerifyingKey::derive(
                &Secret::new(*b"other"),
                &vector.access_key_id,
            )),
            &policy,
        ));
        mismatch(refused(Key::V4(&parsed().signing_key(&secret)), &policy));
        let right = vector.key();
        assert_eq!(
            refused(
                Key::V4a(&right),
                &Policy {
                    sigv4a: false,
                    ..policy.clone()
                }
            ),
            SignatureFault::Algorithm("AWS4-ECDSA-P256-SHA256".into())
        );
        assert_eq!(
            refused(
                Key::V4a(&right),
                &Policy {
                    region: Some("eu-west-1"),
                    ..policy.clone()
                }
            ),
            SignatureFault::Scope(vec![ScopeFault::Region {
                found: vector.region_set.clone(),
                expected: "eu-west-1".into(),
            }])
        );
    }
}
