//! Any bytes as the headers of a signed request: reading ends, and what is signed over any request verifies.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use portcullis_core::Timestamp;
use sigv4::{
    Algorithm, FaultForm, Key, Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, SignatureFault,
    Signer, VerifyingKey, header_fault,
};

const NOW: Timestamp = Timestamp {
    epoch_ms: 1_778_999_620_000,
};

static PUBLIC: LazyLock<VerifyingKey> =
    LazyLock::new(|| VerifyingKey::derive(&Secret::new(*b"secret"), "AKIDEXAMPLE"));

/// Refused, with a text in every form, whichever key and policy it meets.
fn refused(parts: &RequestParts<'_>, secret: &Secret) {
    let policies = [
        Policy {
            sigv4a: true,
            ..Policy::default()
        },
        Policy::execute_api("eu-west-1"),
        Policy::default(),
    ];
    let faults: Vec<SignatureFault> = match Parsed::from_request(parts) {
        Ok(parsed) => {
            let signing = parsed.signing_key(secret);
            let key = match parsed.algorithm() {
                Algorithm::V4 => Key::V4(&signing),
                Algorithm::V4a => Key::V4a(&PUBLIC),
            };
            let verify = |policy: &Policy<'_>| parsed.clone().verify(key, PayloadHash::of(b""), NOW, policy);
            policies
                .iter()
                .map(|policy| verify(policy).expect_err("nobody guesses a signature"))
                .collect()
        }
        Err(fault) => vec![fault],
    };
    for fault in faults {
        for form in [
            FaultForm::RestJson,
            FaultForm::ExecuteApi,
            FaultForm::Json,
            FaultForm::Query,
            FaultForm::S3,
        ] {
            assert!(!fault.message(form).is_empty() && fault.status(form) >= 400);
        }
    }
}

fuzz_target!(|input: (&str, &str, Vec<u8>, Vec<u8>, bool)| {
    let (path, query, authorization, value, s3) = input;
    let secret = Secret::new(*b"secret");
    // Any header.
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
    refused(&parts, &secret);
    if let Some(fault) = header_fault(&authorization, true) {
        let found = Parsed::from_request(&parts).expect_err("a header that is no signature");
        // What is looked at before the header's form.
        let earlier = matches!(
            found,
            SignatureFault::TwoCredentials | SignatureFault::Limit { .. } | SignatureFault::Character(_)
        );
        assert!(found == fault || earlier, "{found} {fault}");
    }
    // All but the signature right, of either algorithm; any region set.
    let digits: String = value.iter().map(|byte| format!("{byte:02x}")).collect();
    for start in [
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260517/eu-west-1/execute-api/aws4_request",
        "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20260517/execute-api/aws4_request",
    ] {
        let almost = format!("{start}, SignedHeaders=host;x-amz-date;x-amz-region-set, Signature={digits}");
        let headers: &[(&str, &[u8])] = &[
            ("host", b"localhost"),
            ("x-amz-date", b"20260517T063340Z"),
            ("x-amz-region-set", &authorization),
            ("authorization", almost.as_bytes()),
        ];
        refused(&RequestParts { headers, ..parts }, &secret);
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
