//! Requests signed with Signature Version 4A by the AWS Common Runtime: each verifies, and each with one byte changed does not.
//!
//! The requests are in `awscrt/requests.jsonl`; `awscrt/generate.py` printed them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use portcullis_core::Timestamp;
use serde::Deserialize;
use sigv4::{
    Algorithm, FaultForm, Form, Parsed, PayloadHash, Policy, RequestParts, Secret, SignatureFault, Verified,
    VerifyingKey,
};

#[derive(Deserialize, Clone)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sent {
    access_key_id: String,
    secret: String,
    session_token: Option<String>,
    region_set: String,
    time: String,
    presigned: bool,
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Sent {
    fn all() -> Vec<Self> {
        include_str!("awscrt/requests.jsonl")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// With the public key that was derived for the request as it was sent, as a cache would have it.
    fn verify(
        &self,
        access_key_id: &str,
        key: &VerifyingKey,
        region: &str,
    ) -> Result<Verified, SignatureFault> {
        let headers: Vec<(&str, &[u8])> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        let parsed = Parsed::from_request(&RequestParts {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &headers,
        })?;
        if parsed.access_key_id() != access_key_id {
            return Err(SignatureFault::UnknownAccessKey);
        }
        let now = Timestamp::parse(&self.time).unwrap();
        parsed.verify(
            key,
            PayloadHash::of(self.body.as_bytes()),
            now,
            &Policy::execute_api(region),
        )
    }

    /// What holds the credentials.
    fn credentials(&mut self) -> &mut String {
        if self.presigned {
            &mut self.query
        } else {
            let mut headers = self.headers.iter_mut();
            &mut headers.find(|(name, _)| name == "Authorization").unwrap().1
        }
    }
}

fn change(text: &mut String, at: usize) {
    let other = match &text[at..=at] {
        "1" => "2",
        // Not the same digit of an escape in lower case.
        "a" | "A" => "b",
        byte if byte.as_bytes()[0].is_ascii_digit() => "1",
        _ => "a",
    };
    text.replace_range(at..=at, other);
}

#[test]
fn what_the_runtime_signs_verifies_and_nothing_else() {
    let all = Sent::all();
    assert_eq!(all.len(), 48);
    assert!(all.iter().filter(|sent| sent.presigned).count() >= 12);
    assert!(all.iter().filter(|sent| !sent.presigned).count() >= 12);
    for sent in &all {
        let show = format!("{} {}?{} {:?}", sent.method, sent.path, sent.query, sent.headers);
        let key = VerifyingKey::derive(&Secret::new(sent.secret.as_bytes()), &sent.access_key_id);
        let verify = |sent: &Sent, access_key_id: &str| sent.verify(access_key_id, &key, "eu-west-1");
        let verified = verify(sent, &sent.access_key_id).unwrap_or_else(|fault| panic!("{show}: {fault}"));
        let claim = verified.claim();
        assert_eq!(claim.algorithm(), Algorithm::V4a);
        assert_eq!(claim.region_set(), Some(sent.region_set.as_str()));
        assert_eq!(claim.session_token(), sent.session_token.as_deref());
        assert_eq!(claim.form() == Form::Header, !sent.presigned);
        assert_eq!(
            claim.scope().to_string(),
            format!("{}/execute-api/aws4_request", sent.time[..10].replace('-', ""))
        );

        let refused = |what: &str, act: &dyn Fn(&mut Sent)| {
            let mut changed = sent.clone();
            act(&mut changed);
            if verify(&changed, &sent.access_key_id).is_ok() {
                panic!(
                    "{show} verifies with {what}: {}?{} {:?}",
                    changed.path, changed.query, changed.headers
                );
            }
        };
        refused("another method", &|sent| sent.method.replace_range(..1, "X"));
        refused("another path", &|sent| sent.path.push('a'));
        refused("another query", &|sent| sent.query.push('a'));
        refused("another host", &|sent| sent.headers[0].1.push('a'));
        refused("another body", &|sent| sent.body.push('a'));
        refused("no region set", &|sent| {
            sent.query = sent.query.replace("X-Amz-Region-Set", "X-Amz-Region-Sot");
            sent.headers.retain(|(name, _)| name != "X-Amz-Region-Set");
        });
        refused("two region sets", &|sent| {
            if sent.presigned {
                sent.query.push_str("&X-Amz-Region-Set=*");
            } else {
                sent.headers.push(("x-amz-region-set".into(), "*".into()));
            }
        });
        // Each byte of the credentials, in small steps.
        let length = sent.clone().credentials().len();
        let start = sent.clone().credentials().find("X-Amz-Algorithm").unwrap_or(0);
        for at in (start..length).step_by(5) {
            refused("another byte in the credentials", &|sent| {
                change(sent.credentials(), at)
            });
        }
        let other = VerifyingKey::derive(
            &Secret::new(sent.secret.to_lowercase().into_bytes()),
            &sent.access_key_id,
        );
        sent.verify(&sent.access_key_id, &other, "eu-west-1").unwrap_err();
    }
}

#[test]
fn the_region_has_to_be_in_the_set() {
    for sent in Sent::all() {
        let key = VerifyingKey::derive(&Secret::new(sent.secret.as_bytes()), &sent.access_key_id);
        for (region, sets) in [
            (
                "us-east-1",
                &["*", "eu-west-1,us-east-1", "us-east-1,eu-*", "*-1"][..],
            ),
            ("eu-central-1", &["*", "us-east-1,eu-*", "eu-*", "*-1"][..]),
            ("us-west-2", &["*"][..]),
        ] {
            match sent.verify(&sent.access_key_id, &key, region) {
                Ok(_) => assert!(
                    sets.contains(&sent.region_set.as_str()),
                    "{region} {}",
                    sent.region_set
                ),
                Err(fault) => {
                    assert!(
                        !sets.contains(&sent.region_set.as_str()),
                        "{region} {}",
                        sent.region_set
                    );
                    assert_eq!(
                        (
                            fault.code(FaultForm::ExecuteApi),
                            fault.message(FaultForm::ExecuteApi).as_str()
                        ),
                        (
                            "InvalidSignatureException",
                            "Credential should be scoped to a valid region. "
                        ),
                    );
                }
            }
        }
    }
}
