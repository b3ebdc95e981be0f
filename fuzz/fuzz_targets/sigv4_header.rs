//! Any bytes as the headers of a signed request: reading ends, and what is signed over any request verifies.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_core::Timestamp;
use sigv4::{FaultForm, Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, Signer};

const NOW: Timestamp = Timestamp {
    epoch_ms: 1_778_999_620_000,
};

fuzz_target!(|input: (&str, &str, Vec<u8>, Vec<u8>, bool)| {
    let (path, query, authorization, value, s3) = input;
    let secret = Secret::new(*b"secret");
    // Any header: refused, with a text in every form.
    let headers: &[(&str, &[u8])] = &[
        ("host", b"localhost"),
        ("x-amz-date", b"20260517T063340Z"),
        ("authorization", &authorization),
        ("x-amz-content-sha256", &value),
    ];
    let parts = RequestParts {
        method: "GET",
        path,
        query,
        headers,
    };
    let fault = match Parsed::from_request(&parts) {
        Ok(parsed) => {
            let key = parsed.signing_key(&secret);
            parsed
                .verify(&key, PayloadHash::of(b""), NOW, &Policy::default())
                .expect_err("nobody guesses a signature")
        }
        Err(fault) => fault,
    };
    for form in [
        FaultForm::RestJson,
        FaultForm::Json,
        FaultForm::Query,
        FaultForm::S3,
    ] {
        assert!(!fault.message(form).is_empty() && fault.status(form) >= 400);
    }
    // Any request, signed.
    let signer = Signer {
        access_key_id: "AKIDEXAMPLE",
        secret: &secret,
        session_token: None,
        region: "eu-west-1",
        service: if s3 { "s3" } else { "apigateway" },
    };
    let headers: Vec<(&str, &[u8])> = vec![("Host", b"localhost"), ("x-a", &value), ("X-A", &authorization)];
    let parts = RequestParts {
        method: "GET",
        path,
        query,
        headers: &headers,
    };
    let Ok(added) = sigv4::sign(&parts, &signer, &Payload::of(&value), NOW) else {
        return;
    };
    let mut headers = headers.clone();
    headers.extend(added.iter().map(|(name, value)| (*name, value.as_bytes())));
    let parts = RequestParts {
        headers: &headers,
        ..parts
    };
    // Credentials in the query beside the header's are refused.
    let Ok(parsed) = Parsed::from_request(&parts) else {
        assert!(query.contains('%') || query.contains("X-Amz-"), "{query}");
        return;
    };
    let key = parsed.signing_key(&secret);
    parsed
        .verify(&key, PayloadHash::of(&value), NOW, &Policy::default())
        .expect("it was signed");
});
