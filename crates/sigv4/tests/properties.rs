//! Whatever is signed verifies, in both forms, and reading never panics.
#![allow(clippy::unwrap_used, reason = "test code")]

use portcullis_core::Timestamp;
use proptest::prelude::*;
use sigv4::{Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, Signer};

#[derive(Debug, Clone)]
struct Request {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Request {
    fn with<T>(&self, act: impl FnOnce(&RequestParts<'_>) -> T) -> T {
        let headers: Vec<(&str, &[u8])> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_slice()))
            .collect();
        act(&RequestParts {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &headers,
        })
    }
}

fn escaped(plain: &'static str) -> impl Strategy<Value = String> {
    let unit = prop_oneof![
        4 => plain.prop_map(|text: String| text),
        1 => any::<u8>().prop_map(|byte| format!("%{byte:02X}")),
        1 => any::<u8>().prop_map(|byte| format!("%{byte:02x}")),
    ];
    proptest::collection::vec(unit, 0..24).prop_map(|units| units.concat())
}

fn request() -> impl Strategy<Value = Request> {
    (
        "[A-Z]{1,8}",
        escaped("[a-z0-9/.+:~ሴé]{1,4}"),
        escaped("[a-z0-9=&+:/~ሴ]{1,4}"),
        proptest::collection::vec(
            ("[xX]-[a-zA-Z]{1,6}", proptest::collection::vec(b' '..=255, 0..12)),
            0..6,
        ),
        proptest::collection::vec(any::<u8>(), 0..32),
    )
        .prop_map(|(method, path, query, headers, body)| Request {
            method,
            path: format!("/{path}"),
            query,
            headers: [("Host".to_owned(), b"localhost:4566".to_vec())]
                .into_iter()
                .chain(headers)
                .collect(),
            body,
        })
}

const NOW: Timestamp = Timestamp {
    epoch_ms: 1_778_999_620_000,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_signed_verifies(
        request in request(),
        service in prop_oneof![Just("s3"), Just("apigateway"), Just("execute-api")],
        token in proptest::option::of("[a-zA-Z0-9+/=]{1,64}"),
        presign in any::<bool>(),
    ) {
        let secret = Secret::new(*b"secret");
        let signer = Signer {
            access_key_id: "AKIDEXAMPLE",
            secret: &secret,
            session_token: token.as_deref(),
            region: "eu-west-1",
            service,
        };
        let mut sent = request.clone();
        if presign {
            let payload = if service == "s3" { Payload::Unsigned } else { Payload::of(&request.body) };
            sent.query = request.with(|parts| sigv4::presign(parts, &signer, &payload, NOW, 60)).unwrap();
        } else {
            let payload = Payload::of(&request.body);
            let added = request.with(|parts| sigv4::sign(parts, &signer, &payload, NOW)).unwrap();
            sent.headers.extend(added.into_iter().map(|(name, value)| (name.to_owned(), value.into_bytes())));
        }
        let verify = |sent: &Request, secret: &Secret| {
            let parsed = sent.with(Parsed::from_request)?;
            let key = parsed.signing_key(secret);
            parsed.verify(&key, PayloadHash::of(&sent.body), NOW, &Policy::default())
        };
        let verified = verify(&sent, &secret);
        prop_assert!(verified.is_ok(), "{:?}", verified);
        let verified = verified.unwrap();
        prop_assert_eq!(verified.claim().session_token(), token.as_deref());
        prop_assert!(verify(&sent, &Secret::new(*b"Secret")).is_err());
    }

    #[test]
    fn any_header_is_read(authorization in "(AWS4-HMAC-SHA256 )?(Credential=|SignedHeaders=|Signature=|host|[ ,;=/a-f0-9é]){0,12}") {
        let headers: &[(&str, &[u8])] = &[("host", b"a"), ("authorization", authorization.as_bytes())];
        let parts = RequestParts { method: "GET", path: "/", query: "", headers };
        if let Err(fault) = Parsed::from_request(&parts) {
            prop_assert!(!fault.to_string().is_empty());
        }
    }
}
