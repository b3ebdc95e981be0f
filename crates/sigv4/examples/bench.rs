//! What verifying costs, beside the hashes that nobody can do without.
//!
//! `cargo run --release -p sigv4 --example bench`; a name behind `--` measures the requests whose names begin so.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a program that measures and prints"
)]

use std::hint::black_box;
use std::time::Instant;

use hmac::{Hmac, Mac};
use portcullis_core::Timestamp;
use sha2::{Digest, Sha256};
use sigv4::{Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, Signer, VerifyingKey};

const NOW: Timestamp = Timestamp {
    epoch_ms: 1_778_999_620_000,
};

/// Nanoseconds of one call: the least of many short rounds, since whatever disturbs only adds.
fn ns<T>(act: impl FnMut() -> T) -> f64 {
    ns_of(250, act)
}

/// As [`ns`], with so many calls a round.
fn ns_of<T>(calls: u32, mut act: impl FnMut() -> T) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..1500 {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(act());
        }
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(calls));
    }
    best
}

fn measure(name: &str, query: &str, token: Option<&str>, named: bool, presigned: bool) {
    if std::env::args()
        .nth(1)
        .is_some_and(|wanted| !name.starts_with(&wanted))
    {
        return;
    }
    let body = vec![b'x'; 1024];
    let secret = Secret::new(*b"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let signer = Signer {
        access_key_id: "AKIAIOSFODNN7EXAMPLE",
        secret: &secret,
        session_token: token,
        region: "eu-west-1",
        service: "execute-api",
    };
    let payload = Payload::of(&body);
    let mut headers: Vec<(&str, &[u8])> = vec![
        ("host", b"a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"),
        ("content-type", b"application/json"),
    ];
    let Payload::Hash(hash) = &payload else { return };
    if named {
        headers.push(("x-amz-content-sha256", hash.as_bytes()));
    }
    let parts = RequestParts {
        method: "POST",
        path: "/prod/pets/42",
        query,
        headers: &headers,
    };
    let whole_query;
    let added;
    let mut sent = headers.clone();
    let mut query = query;
    if presigned {
        whole_query = sigv4::presign(&parts, &signer, &payload, NOW, 300).unwrap();
        query = &whole_query;
    } else {
        added = sigv4::sign(&parts, &signer, &payload, NOW).unwrap();
        sent.extend(added.iter().map(|(name, value)| (*name, value.as_bytes())));
    }
    for (name, value) in [
        ("user-agent", &b"aws-sdk-rust/1.3 os/linux lang/rust/1.95"[..]),
        ("accept", b"*/*"),
        ("content-length", b"1024"),
        ("accept-encoding", b"gzip"),
    ] {
        sent.push((name, value));
    }
    let parts = RequestParts {
        query,
        headers: &sent,
        ..parts
    };
    let policy = Policy::execute_api("eu-west-1");
    let parsed = Parsed::from_request(&parts).unwrap();
    let key = parsed.signing_key(&secret);
    parsed
        .clone()
        .verify(&key, PayloadHash::of(&body), NOW, &policy)
        .unwrap();

    // The same hashes over texts of the same length.
    let other_key = parsed.signing_key(&Secret::new(*b"other"));
    let wrong = parsed
        .clone()
        .verify(&other_key, PayloadHash::of(&body), NOW, &policy)
        .unwrap_err();
    let sigv4::SignatureFault::Mismatch(texts) = wrong else {
        return;
    };
    let string = texts.string_to_sign;
    let canonical =
        vec![b'x'; texts.canonical_request.len() + token.map_or(0, |token| token.len() - "(hidden)".len())];
    let keyed = Hmac::<Sha256>::new_from_slice(&[7; 32]).unwrap();
    let body_ns = ns(|| Sha256::digest(black_box(&body)));
    let bare = ns(|| {
        let mut mac = keyed.clone();
        mac.update(black_box(string.as_bytes()));
        (
            Sha256::digest(black_box(&body)),
            Sha256::digest(black_box(&canonical)),
            mac.finalize(),
        )
    });
    let read = ns(|| Parsed::from_request(black_box(&parts)).unwrap());
    let total = ns(|| {
        let parsed = Parsed::from_request(black_box(&parts)).unwrap();
        parsed
            .verify(&key, PayloadHash::of(black_box(&body)), NOW, &policy)
            .unwrap()
    });
    let verify = total - read - body_ns;
    println!(
        "{name:<28} canonical {:>4} B | body hash {body_ns:>5.0} ns, all hashes {bare:>5.0} ns | from_request {read:>5.0} ns, \
         verify {verify:>5.0} ns, total {total:>5.0} ns | {:.2} times the hashes",
        canonical.len(),
        total / bare
    );
}

/// Version 4A: most of it is arithmetic on the curve.
fn measure_asymmetric() {
    let line = include_str!("../tests/awscrt/requests.jsonl")
        .lines()
        .next()
        .unwrap();
    let sent: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = |name: &str| sent[name].as_str().unwrap();
    let headers: Vec<(&str, &[u8])> = sent["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|header| {
            (
                header[0].as_str().unwrap(),
                header[1].as_str().unwrap().as_bytes(),
            )
        })
        .collect();
    let parts = RequestParts {
        method: text("method"),
        path: text("path"),
        query: text("query"),
        headers: &headers,
    };
    let secret = Secret::new(text("secret").as_bytes());
    let now = Timestamp::parse(text("time")).unwrap();
    let policy = Policy::execute_api("eu-west-1");
    let derive = ns_of(1, || VerifyingKey::derive(&secret, text("accessKeyId")));
    let key = VerifyingKey::derive(&secret, text("accessKeyId"));
    let total = ns_of(1, || {
        let parsed = Parsed::from_request(black_box(&parts)).unwrap();
        let body = PayloadHash::of(text("body").as_bytes());
        parsed.verify(&key, body, now, &policy).unwrap()
    });
    println!(
        "version 4A: key {:.0} µs, from_request and verify {:.0} µs",
        derive / 1000.0,
        total / 1000.0
    );
}

fn main() {
    let token = "F".repeat(800);
    measure("header", "", None, false, false);
    measure("header, plain query", "limit=5&position=abc", None, false, false);
    measure("header, escaped query", "b=x%20y&a=%2Fa", None, false, false);
    measure("header, body hash named", "", None, true, false);
    measure("header, session token", "", Some(&token), false, false);
    measure("query", "", None, false, true);
    measure("query, session token", "", Some(&token), false, true);
    if std::env::args().len() == 1 {
        measure_asymmetric();
    }
}
