//! Key sets, good and bad.

use super::signer::{Signer, encode};
use crate::{Algorithm, KEY_SET_BYTES_MAX, KEYS_MAX, KeySet, KeySetError};

#[test]
fn keys_that_are_of_no_use_are_skipped_with_the_reason() {
    let rsa = Signer::new(Algorithm::Rs256).jwk();
    let ec = Signer::new(Algorithm::Es256).jwk();
    let ed = Signer::new(Algorithm::EdDsa).jwk();
    let check = |jwk: &str, expect: Option<&str>| {
        let set = KeySet::parse(format!(r#"{{"keys":[{{{jwk}}}],"other":1}}"#).as_bytes()).unwrap();
        let why = set.skipped().first().map(|skipped| skipped.why);
        assert_eq!(set.len(), usize::from(expect.is_none()), "{jwk}");
        match expect {
            None => assert_eq!(why, None, "{jwk}"),
            Some(expect) => assert!(why.is_some_and(|why| why.contains(expect)), "{jwk}: {why:?}"),
        }
    };
    check(&rsa, None);
    check(&ec, None);
    check(&ed, None);
    check(&format!(r#""x5c":["MIIB"],"x5t":"a",{rsa}"#), None);
    check("", Some("`kty`"));
    check(r#""kty":"oct","k":"AQAB""#, Some("`kty`"));
    check(r#""kty":"rsa""#, Some("`kty`"));
    check(r#""kty":"EC","crv":"secp256k1","x":"AA","y":"AA""#, Some("`crv`"));
    check(r#""kty":"OKP","crv":"X25519","x":"AA""#, Some("`crv`"));
    check(r#""kty":"RSA","e":"AQAB""#, Some("missing"));
    check(&format!(r#""kid":1,{rsa}"#), Some("`kid`"));
    let modulus = |bytes: &[u8], e: &str| format!(r#""kty":"RSA","n":"{}","e":"{e}""#, encode(bytes));
    check(&modulus(&[0xff; 128], "AQAB"), Some("modulus"));
    check(&modulus(&[0x7f; 256], "AQAB"), Some("modulus"));
    check(&modulus(&[0xff; 1_025], "AQAB"), Some("modulus"));
    check(&modulus(&[], "AQAB"), Some("modulus"));
    check(&modulus(&[0xff; 256], "AQ"), Some("exponent"));
    check(&modulus(&[0xff; 256], "AAAB"), Some("exponent"));
    check(&modulus(&[0xff; 256], "AQAA"), Some("exponent"));
    check(&modulus(&[0xff; 256], ""), Some("exponent"));
    check(&modulus(&[0xff; 256], "A=="), Some("base64url"));
    // A leading zero, as some issuers write it.
    let n = rsa.split('"').nth(7).unwrap();
    let bytes = crate::encoding::base64url(n).unwrap();
    check(&rsa.replace(n, &encode([&[0], bytes.as_slice()].concat())), None);
    let point = |x: &[u8], y: &[u8]| {
        format!(
            r#""kty":"EC","crv":"P-256","x":"{}","y":"{}""#,
            encode(x),
            encode(y)
        )
    };
    check(&point(&[1; 32], &[1; 32]), Some("point"));
    check(&point(&[0; 32], &[0; 32]), Some("point"));
    check(&point(&[1; 31], &[1; 32]), Some("length"));
    check(&point(&[1; 64], &[]), Some("length"));
    check(r#""kty":"OKP","crv":"Ed25519","x":"AA""#, Some("point"));
}

#[test]
fn a_set_that_is_none_is_refused_whole() {
    let jwk = Signer::new(Algorithm::EdDsa).jwk();
    let check = |text: &[u8], expect: &KeySetError| {
        assert_eq!(&KeySet::parse(text).unwrap_err(), expect);
    };
    check(b"", &KeySetError::NotJson);
    check(b"<html>", &KeySetError::NotJson);
    check(b"[]", &KeySetError::NotJson);
    check(b"\xff", &KeySetError::NotJson);
    check(b"{}", &KeySetError::NoKeys);
    check(br#"{"keys":{}}"#, &KeySetError::NoKeys);
    check(br#"{"keys":[],"keys":[]}"#, &KeySetError::DuplicateMember);
    check(
        br#"{"keys":[{"kty":"RSA","kty":"EC"}]}"#,
        &KeySetError::DuplicateMember,
    );
    let twice = format!(r#"{{"keys":[{{"kid":"a",{jwk}}},{{"kid":"a",{jwk}}}]}}"#);
    check(twice.as_bytes(), &KeySetError::DuplicateKeyId("a".to_owned()));
    let large = format!(r#"{{"keys":[],"x":"{}"}}"#, "x".repeat(KEY_SET_BYTES_MAX));
    check(large.as_bytes(), &KeySetError::TooLarge);
    check("[".repeat(100_000).as_bytes(), &KeySetError::NotJson);
    let many = format!(r#"{{"keys":[{}]}}"#, vec!["{}"; KEYS_MAX + 1].join(","));
    check(many.as_bytes(), &KeySetError::TooMany);
}

#[test]
fn a_set_without_keys_is_a_set_and_the_same_id_of_a_skipped_key_does_no_harm() {
    let set = KeySet::parse(br#"{"keys":[]}"#).unwrap();
    assert!(set.is_empty() && !set.names("a"));
    let jwk = Signer::new(Algorithm::EdDsa).jwk();
    let text = format!(r#"{{"keys":[{{"kid":"a","kty":"oct"}},{{"kid":"a",{jwk}}}]}}"#);
    let set = KeySet::parse(text.as_bytes()).unwrap();
    assert!(set.len() == 1 && set.names("a") && !set.names("b"));
    let places: Vec<usize> = set.skipped().iter().map(|skipped| skipped.index).collect();
    assert_eq!(places, [0]);
}
