//! A request to sign, to change and to verify.

use portcullis_core::Timestamp;
use sigv4::{
    Algorithm, FaultForm, Key, Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, SignatureFault,
    Signer, Verified, VerifyingKey,
};

pub(crate) const NOW: &str = "2026-05-17T06:33:40Z";
pub(crate) const KEY_ID: &str = "AKIDEXAMPLE";
pub(crate) const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
pub(crate) const TOKEN: &str = "FwoGZXIvYXdzEXAMPLE/token+=";

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) now: Timestamp,
    pub(crate) policy: Policy<'static>,
    pub(crate) claimed: bool,
}

impl Request {
    pub(crate) fn unsigned() -> Self {
        Self {
            path: "/restapis/a1b2".into(),
            query: "limit=5".into(),
            headers: vec![("Host".into(), "apigateway.eu-west-1.amazonaws.com".into())],
            body: b"{}".to_vec(),
            now: at(NOW),
            policy: Policy::default(),
            claimed: false,
        }
    }

    /// Signed at [`NOW`] in the header.
    pub(crate) fn signed() -> Self {
        Self::unsigned().sign("apigateway", None)
    }

    pub(crate) fn presigned(expires_s: u32) -> Self {
        Self::unsigned().presign("apigateway", None, expires_s)
    }

    pub(crate) fn sign(mut self, service: &str, token: Option<&str>) -> Self {
        let secret = Secret::new(SECRET.as_bytes());
        let payload = Payload::of(&self.body);
        let added =
            self.with(|parts| sigv4::sign(parts, &signer(&secret, service, token), &payload, at(NOW)));
        let added = added
            .unwrap()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        self.headers.extend(added);
        self
    }

    pub(crate) fn presign(mut self, service: &str, token: Option<&str>, expires_s: u32) -> Self {
        let secret = Secret::new(SECRET.as_bytes());
        let payload = match service {
            "s3" => Payload::Unsigned,
            _ => Payload::of(&self.body),
        };
        self.query = self
            .with(|parts| {
                sigv4::presign(
                    parts,
                    &signer(&secret, service, token),
                    &payload,
                    at(NOW),
                    expires_s,
                )
            })
            .unwrap();
        self
    }

    pub(crate) fn with<T>(&self, act: impl FnOnce(&RequestParts<'_>) -> T) -> T {
        let headers: Vec<(&str, &[u8])> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        act(&RequestParts {
            method: "POST",
            path: &self.path,
            query: &self.query,
            headers: &headers,
        })
    }

    pub(crate) fn verify(&self) -> Result<Verified, SignatureFault> {
        let parsed = self.with(Parsed::from_request)?;
        assert_eq!(parsed.access_key_id(), KEY_ID);
        let secret = Secret::new(SECRET.as_bytes());
        let signing_key = parsed.signing_key(&secret);
        let public_key = VerifyingKey::derive(&secret, KEY_ID);
        let key = match parsed.algorithm() {
            Algorithm::V4 => Key::V4(&signing_key),
            Algorithm::V4a => Key::V4a(&public_key),
        };
        let body = if self.claimed {
            PayloadHash::AsClaimed
        } else {
            PayloadHash::of(&self.body)
        };
        parsed.verify(key, body, self.now, &self.policy)
    }

    pub(crate) fn change(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        self.change(|request| request.headers.push((name.into(), value.into())))
    }

    /// Replaces text in the header or, of presigned requests, in the query.
    pub(crate) fn replace(self, from: &str, to: &str) -> Self {
        self.change(|request| {
            let before = (request.query.clone(), request.headers.clone());
            request.query = request.query.replace(from, to);
            for (name, value) in &mut request.headers {
                if name == "authorization" {
                    *value = value.replace(from, to);
                }
            }
            assert_ne!(
                before,
                (request.query.clone(), request.headers.clone()),
                "`{from}` is not there"
            );
        })
    }
}

pub(crate) fn signer<'a>(secret: &'a Secret, service: &'a str, session_token: Option<&'a str>) -> Signer<'a> {
    Signer {
        access_key_id: KEY_ID,
        secret,
        session_token,
        region: "eu-west-1",
        service,
    }
}

pub(crate) fn check(request: Request, code: &str, text: &str) {
    let fault = request.verify().expect_err(text);
    assert_eq!(
        (
            fault.code(FaultForm::RestJson),
            fault.summary(FaultForm::RestJson).as_str()
        ),
        (code, text),
    );
    assert_eq!(fault.status(FaultForm::RestJson), 403);
}

pub(crate) const INCOMPLETE: &str = "IncompleteSignatureException";
pub(crate) const INVALID: &str = "InvalidSignatureException";
pub(crate) const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS \
                        Secret Access Key and signing method. Consult the service documentation for details.";
