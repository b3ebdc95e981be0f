//! Any text as the query of a presigned request: reading ends, and any request that is presigned verifies.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use portcullis_core::Timestamp;
use sigv4::{
    Algorithm, Key, Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, Signer, VerifyingKey,
};

const NOW: Timestamp = Timestamp {
    epoch_ms: 1_778_999_620_000,
};

static PUBLIC: LazyLock<VerifyingKey> = LazyLock::new(|| VerifyingKey::derive(&Secret::new(*b"secret"), "a"));

fuzz_target!(|input: (&str, &str, Option<&str>, u32, bool)| {
    let (path, query, token, expires_s, s3) = input;
    let secret = Secret::new(*b"secret");
    let headers: &[(&str, &[u8])] = &[("host", b"localhost")];
    let verify = |query: &str| {
        let parsed = Parsed::from_request(&RequestParts {
            method: "GET",
            path,
            query,
            headers,
        })?;
        let signing = parsed.signing_key(&secret);
        let key = match parsed.algorithm() {
            Algorithm::V4 => Key::V4(&signing),
            Algorithm::V4a => Key::V4a(&PUBLIC),
        };
        let policy = Policy {
            sigv4a: true,
            ..Policy::default()
        };
        parsed.verify(key, PayloadHash::of(b""), NOW, &policy)
    };
    // As it is, and with all that a presigned request has but a signature that is right.
    verify(query).expect_err("nobody guesses a signature");
    let almost = format!(
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2F20260517%2Feu-west-1%2Fapigateway%2Faws4_request&\
         X-Amz-Date=20260517T063340Z&X-Amz-SignedHeaders=host&X-Amz-Signature={:064x}&{query}",
        expires_s
    );
    verify(&almost).expect_err("nobody guesses a signature");
    // The same of Version 4A, with a signature that is one; the query may be the rest of the region set.
    let almost = format!(
        "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=a%2F20260517%2Fapigateway%2Faws4_request&\
         X-Amz-Date=20260517T063340Z&X-Amz-SignedHeaders=host&X-Amz-Signature=30080202{:04x}0202{:04x}&\
         X-Amz-Region-Set={query}",
        expires_s >> 16,
        expires_s & 0xffff
    );
    verify(&almost).expect_err("nobody guesses a signature");
    let signer = Signer {
        access_key_id: "AKIDEXAMPLE",
        secret: &secret,
        session_token: token,
        region: "eu-west-1",
        service: if s3 { "s3" } else { "apigateway" },
    };
    let parts = RequestParts {
        method: "GET",
        path,
        query,
        headers,
    };
    let payload = if s3 { Payload::Unsigned } else { Payload::of(b"") };
    let Ok(presigned) = sigv4::presign(&parts, &signer, &payload, NOW, expires_s) else {
        return;
    };
    let verified = verify(&presigned).expect("it was signed");
    assert_eq!(verified.claim().session_token(), token);
});
