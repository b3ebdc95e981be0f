//! Which tokens are verified, and why others are not.

use std::sync::LazyLock;

use aws_lc_rs::hmac;
use portcullis_core::Timestamp;

use super::{
    EXPIRES_S, ISSUED_S, ISSUER, NOW, rules,
    signer::{Signer, encode, key_set},
};
use crate::{Algorithm, Claims, Fault, IssuerRules, KeySet, Part, TOKEN_BYTES_MAX, Token};

static RSA: LazyLock<Signer> = LazyLock::new(|| Signer::new(Algorithm::Rs256));
static EC: LazyLock<Signer> = LazyLock::new(|| Signer::new(Algorithm::Es256));

/// The set with the two keys above: `r` and `e`.
static KEYS: LazyLock<KeySet> = LazyLock::new(|| {
    key_set(&[
        format!(r#""kid":"r",{}"#, RSA.jwk()),
        format!(r#""kid":"e",{}"#, EC.jwk()),
    ])
});

fn good_claims() -> String {
    format!(r#"{{"iss":"{ISSUER}","exp":{EXPIRES_S}}}"#)
}

fn verify(token: &str, keys: &KeySet, rules: &IssuerRules) -> Result<Claims, Fault> {
    Token::parse(token).and_then(|token| token.verify(keys, rules, NOW))
}

/// With both algorithms that the keys are used with.
fn check(token: &str, expect: Result<(), Fault>) {
    let got = verify(token, &KEYS, &rules(&[Algorithm::Rs256, Algorithm::Es256]));
    assert_eq!(got.map(|_| ()), expect, "{token:.80}");
}

fn check_header(header: &str, expect: Result<(), Fault>) {
    check(&RSA.token(Algorithm::Rs256, header, &good_claims()), expect);
}

fn check_claims(claims: &str, expect: Result<(), Fault>) {
    check(
        &RSA.token(Algorithm::Rs256, r#"{"alg":"RS256","kid":"r"}"#, claims),
        expect,
    );
}

#[test]
fn every_algorithm_is_verified_with_its_own_key_and_no_other_way() {
    for algorithm in Algorithm::ALL.iter().copied() {
        let signer = Signer::new(algorithm);
        let keys = key_set(&[format!(r#""kid":"k",{}"#, signer.jwk())]);
        let header = format!(r#"{{"alg":"{algorithm}","kid":"k"}}"#);
        let token = signer.token(algorithm, &header, &good_claims());
        assert!(verify(&token, &keys, &rules(&[algorithm])).is_ok(), "{algorithm}");
        // Not configured.
        let others: Vec<Algorithm> = Algorithm::ALL
            .iter()
            .copied()
            .filter(|other| *other != algorithm)
            .collect();
        assert_eq!(
            verify(&token, &keys, &rules(&others)).unwrap_err(),
            Fault::Algorithm,
            "{algorithm}"
        );
        // Another key of the same kind.
        let stranger = key_set(&[format!(r#""kid":"k",{}"#, Signer::new(algorithm).jwk())]);
        assert_eq!(
            verify(&token, &stranger, &rules(&[algorithm])).unwrap_err(),
            Fault::Signature,
            "{algorithm}"
        );
        // One bit of the signature, of the claims, of the header.
        for part in 0..3 {
            let mut parts: Vec<Vec<u8>> = token.split('.').map(|part| part.as_bytes().to_vec()).collect();
            let middle = parts[part].len() / 2;
            parts[part][middle] ^= 1;
            let changed: Vec<String> = parts
                .into_iter()
                .map(|part| String::from_utf8(part).unwrap())
                .collect();
            assert!(
                verify(&changed.join("."), &keys, &rules(&[algorithm])).is_err(),
                "{algorithm} {part}"
            );
        }
    }
}

#[test]
fn a_key_says_what_it_is_for() {
    let all = rules(Algorithm::ALL);
    let token = |algorithm: Algorithm| {
        RSA.token(
            algorithm,
            &format!(r#"{{"alg":"{algorithm}","kid":"k"}}"#),
            &good_claims(),
        )
    };
    let set = |members: &str| key_set(&[format!(r#""kid":"k",{members}{}"#, RSA.jwk())]);
    let pss = set(r#""alg":"PS256","#);
    assert!(verify(&token(Algorithm::Ps256), &pss, &all).is_ok());
    assert_eq!(
        verify(&token(Algorithm::Rs256), &pss, &all).unwrap_err(),
        Fault::KeyAlgorithm
    );
    assert!(
        verify(
            &token(Algorithm::Rs256),
            &set(r#""use":"sig","key_ops":["verify"],"#),
            &all
        )
        .is_ok()
    );
    for skipped in [
        r#""use":"enc","#,
        r#""use":7,"#,
        r#""key_ops":["encrypt"],"#,
        r#""alg":"RSA-OAEP","#,
        r#""alg":"ES256","#,
        r#""alg":"HS256","#,
        r#""alg":1,"#,
        r#""d":"AQAB","#,
    ] {
        let keys = set(skipped);
        assert!(keys.is_empty() && keys.skipped().len() == 1, "{skipped}");
        assert_eq!(
            verify(&token(Algorithm::Rs256), &keys, &all).unwrap_err(),
            Fault::UnknownKey
        );
    }
    // The signature of one algorithm under the name of another.
    let mixed = RSA.token(Algorithm::Ps256, r#"{"alg":"RS256","kid":"k"}"#, &good_claims());
    assert_eq!(verify(&mixed, &set(""), &all).unwrap_err(), Fault::Signature);
    let mixed = RSA.token(Algorithm::Rs256, r#"{"alg":"ES256","kid":"k"}"#, &good_claims());
    assert_eq!(verify(&mixed, &set(""), &all).unwrap_err(), Fault::KeyAlgorithm);
}

#[test]
fn a_token_without_a_signature_is_refused_however_it_calls_that() {
    let unsigned = |header: &str| format!("{}.{}.", encode(header), encode(good_claims()));
    for name in ["none", "None", "NONE", "nOnE", ""] {
        check(
            &unsigned(&format!(r#"{{"alg":"{name}","kid":"r"}}"#)),
            Err(Fault::Algorithm),
        );
    }
    check(&unsigned(r#"{"kid":"r"}"#), Err(Fault::Algorithm));
    check(&unsigned(r#"{"alg":null,"kid":"r"}"#), Err(Fault::Algorithm));
    check(&unsigned(r#"{"alg":["RS256"],"kid":"r"}"#), Err(Fault::Algorithm));
    check(&unsigned(r#"{"alg":"RS256","kid":"r"}"#), Err(Fault::Signature));
    check(&unsigned(r#"{"alg":"ES256","kid":"e"}"#), Err(Fault::Signature));
    // An ECDSA signature of zeros (CVE-2022-21449).
    let zeros = unsigned(r#"{"alg":"ES256","kid":"e"}"#) + &encode([0; 64]);
    check(&zeros, Err(Fault::Signature));
}

#[test]
fn a_public_key_is_no_secret_for_hmac() {
    let der = RSA.public_der();
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &der)
    );
    for secret in [der.as_slice(), pem.as_bytes(), b"", b"r"] {
        for (name, with) in [
            ("HS256", hmac::HMAC_SHA256),
            ("HS384", hmac::HMAC_SHA384),
            ("HS512", hmac::HMAC_SHA512),
        ] {
            let signed = format!(
                "{}.{}",
                encode(format!(r#"{{"alg":"{name}","kid":"r"}}"#)),
                encode(good_claims())
            );
            let tag = hmac::sign(&hmac::Key::new(with, secret), signed.as_bytes());
            check(&format!("{signed}.{}", encode(tag)), Err(Fault::Algorithm));
        }
        // The same with the name of the configured algorithm.
        let signed = format!(
            "{}.{}",
            encode(r#"{"alg":"RS256","kid":"r"}"#),
            encode(good_claims())
        );
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), signed.as_bytes());
        check(&format!("{signed}.{}", encode(tag)), Err(Fault::Signature));
    }
}

#[test]
fn the_key_is_the_one_the_token_names() {
    check_header(r#"{"alg":"RS256","kid":"r"}"#, Ok(()));
    check_header(r#"{"alg":"RS256","kid":"e"}"#, Err(Fault::KeyAlgorithm));
    check_header(r#"{"alg":"RS256","kid":"R"}"#, Err(Fault::UnknownKey));
    check_header(r#"{"alg":"RS256","kid":""}"#, Err(Fault::UnknownKey));
    check_header(r#"{"alg":"RS256"}"#, Err(Fault::KeyIdNeeded));
    check_header(r#"{"alg":"RS256","kid":7}"#, Err(Fault::KeyIdType));
    check_header(r#"{"alg":"RS256","kid":null}"#, Err(Fault::KeyIdType));
    let token = |header: &str| RSA.token(Algorithm::Rs256, header, &good_claims());
    let with_rules = rules(&[Algorithm::Rs256]);
    let named = key_set(&[format!(r#""kid":"r",{}"#, RSA.jwk())]);
    let nameless = key_set(&[RSA.jwk()]);
    for (header, in_named, in_nameless) in [
        (r#"{"alg":"RS256"}"#, Ok(()), Ok(())),
        (r#"{"alg":"RS256","kid":"r"}"#, Ok(()), Ok(())),
        (r#"{"alg":"RS256","kid":"s"}"#, Err(Fault::UnknownKey), Ok(())),
    ] {
        assert_eq!(
            verify(&token(header), &named, &with_rules).map(|_| ()),
            in_named,
            "{header}"
        );
        assert_eq!(
            verify(&token(header), &nameless, &with_rules).map(|_| ()),
            in_nameless,
            "{header}"
        );
    }
    let empty = key_set(&[]);
    let fault = verify(&token(r#"{"alg":"RS256"}"#), &empty, &with_rules).unwrap_err();
    assert_eq!(fault, Fault::KeyIdNeeded);
}

#[test]
fn what_a_header_brings_along_is_ignored_but_crit() {
    check_header(r#"{"alg":"RS256","kid":"r","typ":"at+jwt","cty":"x"}"#, Ok(()));
    // A key of the sender's own.
    let stranger = Signer::new(Algorithm::Rs256);
    let header = format!(
        r#"{{"alg":"RS256","kid":"r","jwk":{{{}}},"jku":"https://attacker.example.com"}}"#,
        stranger.jwk()
    );
    check(
        &stranger.token(Algorithm::Rs256, &header, &good_claims()),
        Err(Fault::Signature),
    );
    for crit in [r#"["b64"]"#, "[]", "null", r#"["exp"]"#] {
        check_header(
            &format!(r#"{{"alg":"RS256","kid":"r","crit":{crit},"b64":true}}"#),
            Err(Fault::Critical),
        );
    }
}

#[test]
fn only_three_parts_of_base64url_json_are_read() {
    let good = RSA.token(Algorithm::Rs256, r#"{"alg":"RS256","kid":"r"}"#, &good_claims());
    check(&good, Ok(()));
    let parts: Vec<&str> = good.split('.').collect();
    for (token, fault) in [
        (String::new(), Fault::NotThreeParts),
        ("a".to_owned(), Fault::NotThreeParts),
        (".".to_owned(), Fault::NotThreeParts),
        ("..".to_owned(), Fault::NotJson(Part::Header)),
        ("....".to_owned(), Fault::NotThreeParts),
        (format!("{}.{}", parts[0], parts[1]), Fault::NotThreeParts),
        (format!("{good}."), Fault::NotThreeParts),
        (format!("{good}.x"), Fault::NotThreeParts),
        (format!("..{}", parts[2]), Fault::NotJson(Part::Header)),
        (
            format!("{}..{}", parts[0], parts[2]),
            Fault::NotJson(Part::Claims),
        ),
        (format!("{good}="), Fault::NotBase64(Part::Signature)),
        (format!("{good} "), Fault::NotBase64(Part::Signature)),
        (format!("{good}\n"), Fault::NotBase64(Part::Signature)),
        (format!(" {good}"), Fault::NotBase64(Part::Header)),
        (
            format!("{}+.{}.{}", parts[0], parts[1], parts[2]),
            Fault::NotBase64(Part::Header),
        ),
        (
            format!("é.{}.{}", parts[1], parts[2]),
            Fault::NotBase64(Part::Header),
        ),
    ] {
        check(&token, Err(fault));
    }
    // Every truncation.
    for end in 0..good.len() {
        assert!(
            verify(&good[..end], &KEYS, &rules(&[Algorithm::Rs256])).is_err(),
            "{end}"
        );
    }
    let header = r#"{"alg":"RS256","kid":"r"}"#;
    for (header, claims, fault) in [
        ("[]", "{}", Fault::NotJson(Part::Header)),
        ("\"RS256\"", "{}", Fault::NotJson(Part::Header)),
        (
            r#"{"alg":"RS256","alg":"none"}"#,
            "{}",
            Fault::DuplicateMember(Part::Header),
        ),
        (
            r#"{"alg":"RS256","\u0061lg":"none"}"#,
            "{}",
            Fault::DuplicateMember(Part::Header),
        ),
        (header, "null", Fault::NotJson(Part::Claims)),
        (header, "{} {}", Fault::NotJson(Part::Claims)),
        (header, "{'a':1}", Fault::NotJson(Part::Claims)),
        (header, "{\"a\":1,}", Fault::NotJson(Part::Claims)),
        (
            header,
            r#"{"sub":"a","sub":"b"}"#,
            Fault::DuplicateMember(Part::Claims),
        ),
        (
            header,
            r#"{"a":[{"b":1,"b":1}]}"#,
            Fault::DuplicateMember(Part::Claims),
        ),
    ] {
        check(&RSA.token(Algorithm::Rs256, header, claims), Err(fault));
    }
    let not_utf8 = format!("{}.{}.", encode(header), encode(b"{\"a\":\"\xff\"}"));
    check(&not_utf8, Err(Fault::NotJson(Part::Claims)));
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000));
    check_claims(&deep, Err(Fault::NotJson(Part::Claims)));
}

#[test]
fn long_tokens_are_not_read() {
    let five_megabytes = "a.".repeat(2_500_000);
    check(&five_megabytes, Err(Fault::TooLong));
    check(&"a".repeat(TOKEN_BYTES_MAX + 1), Err(Fault::TooLong));
    check(&"a".repeat(TOKEN_BYTES_MAX), Err(Fault::NotThreeParts));
    let long = |bytes: usize| format!(r#"{{"a":"{}"}}"#, "x".repeat(bytes));
    check_header(&long(8_200), Err(Fault::TooLong));
    check_claims(&long(12_300), Err(Fault::TooLong));
}

#[test]
fn the_issuer_is_compared_to_the_letter() {
    let with = |issuer: &str| format!(r#"{{"iss":{issuer},"exp":{EXPIRES_S}}}"#);
    check_claims(&with(&format!("\"{ISSUER}\"")), Ok(()));
    for wrong in [
        format!("\"{ISSUER}/\""),
        format!("\"{}\"", ISSUER.to_uppercase()),
        "\"\"".to_owned(),
        "null".to_owned(),
        format!("[\"{ISSUER}\"]"),
        "\"https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Zz9\"".to_owned(),
    ] {
        check_claims(&with(&wrong), Err(Fault::Issuer));
    }
    check_claims(&format!(r#"{{"exp":{EXPIRES_S}}}"#), Err(Fault::Issuer));
}

#[test]
fn a_token_has_its_time() {
    let token = |claims: &str| {
        RSA.token(
            Algorithm::Rs256,
            r#"{"alg":"RS256","kid":"r"}"#,
            &format!(r#"{{"iss":"{ISSUER}",{claims}}}"#),
        )
    };
    let check = |claims: &str, leeway_s: u32, now_ms: i64, expect: Result<(), Fault>| {
        let rules = IssuerRules {
            leeway_s,
            ..rules(&[Algorithm::Rs256])
        };
        let now = Timestamp { epoch_ms: now_ms };
        let token = token(claims);
        let got = Token::parse(&token).unwrap().verify(&KEYS, &rules, now);
        assert_eq!(got.map(|_| ()), expect, "{claims} {leeway_s} {now_ms}");
    };
    let exp = format!(r#""exp":{EXPIRES_S}"#);
    let end_ms = EXPIRES_S * 1_000;
    check(&exp, 0, end_ms - 1, Ok(()));
    check(&exp, 0, end_ms, Err(Fault::Expired));
    check(&exp, 30, end_ms + 29_999, Ok(()));
    check(&exp, 30, end_ms + 30_000, Err(Fault::Expired));
    check(&format!("{exp}.9"), 0, end_ms - 1, Ok(()));
    check(&format!("{exp}.9"), 0, end_ms, Err(Fault::Expired));
    check(r#""exp":1.714569022e9"#, 0, end_ms - 1, Ok(()));
    let nbf = format!(r#"{exp},"nbf":{ISSUED_S}"#);
    check(&nbf, 0, ISSUED_S * 1_000, Ok(()));
    check(&nbf, 0, ISSUED_S * 1_000 - 1, Err(Fault::NotYetValid));
    check(&nbf, 5, ISSUED_S * 1_000 - 5_000, Ok(()));
    check(&nbf, 5, ISSUED_S * 1_000 - 5_001, Err(Fault::NotYetValid));
    // Issued in the future: not looked at.
    check(
        &format!(r#"{exp},"iat":{EXPIRES_S}"#),
        0,
        ISSUED_S * 1_000,
        Ok(()),
    );
    let now = ISSUED_S * 1_000;
    for bad in [
        r#""sub":"a""#,
        r#""exp":"1714569022""#,
        r#""exp":null"#,
        r#""exp":true"#,
        r#""exp":1e300"#,
        r#""exp":99999999999999999999"#,
        r#""exp":253402300800"#,
    ] {
        check(bad, 0, now, Err(Fault::NoExpiry));
    }
    check(r#""exp":-1"#, 0, now, Err(Fault::Expired));
    for bad in [r#""nbf":"1714565422""#, r#""nbf":null"#, r#""nbf":1e300"#] {
        check(&format!("{exp},{bad}"), 0, now, Err(Fault::NotYetValid));
    }
}

#[test]
fn an_audience_is_one_of_those_configured() {
    let token = |claims: &str| {
        RSA.token(
            Algorithm::Rs256,
            r#"{"alg":"RS256","kid":"r"}"#,
            &format!(r#"{{"iss":"{ISSUER}","exp":{EXPIRES_S}{claims}}}"#),
        )
    };
    let check = |audiences: &[&str], claims: &str, expect: Result<(), Fault>| {
        let rules = IssuerRules {
            audiences: audiences.iter().map(|one| (*one).to_owned()).collect(),
            ..rules(&[Algorithm::Rs256])
        };
        let got = verify(&token(claims), &KEYS, &rules);
        assert_eq!(got.map(|_| ()), expect, "{audiences:?} {claims}");
    };
    check(&[], "", Ok(()));
    check(&["a"], r#","aud":"a""#, Ok(()));
    check(&["a", "b"], r#","aud":["c","b"]"#, Ok(()));
    check(&["a"], r#","client_id":"a""#, Ok(()));
    for wrong in [
        "",
        r#","aud":"b""#,
        r#","aud":"A""#,
        r#","aud":"a ""#,
        r#","aud":[]"#,
        r#","aud":["b",["a"]]"#,
        r#","aud":{"a":"a"}"#,
        r#","aud":null"#,
        r#","client_id":"b""#,
        r#","client_id":["a"]"#,
        r#","aud":"b","client_id":"a""#,
        r#","aud":null,"client_id":"a""#,
    ] {
        check(&["a"], wrong, Err(Fault::Audience));
    }
}

#[test]
fn what_is_wrong_beyond_the_signature_is_told_of_the_issuers_tokens_only() {
    let expired = format!(r#"{{"iss":"{ISSUER}","exp":{}}}"#, ISSUED_S - 1);
    check_claims(&expired, Err(Fault::Expired));
    let stranger = Signer::new(Algorithm::Rs256);
    let header = r#"{"alg":"RS256","kid":"r"}"#;
    check(
        &stranger.token(Algorithm::Rs256, header, &expired),
        Err(Fault::Signature),
    );
}

#[test]
fn neither_debug_text_nor_faults_tell_of_the_token() {
    let token = RSA.token(
        Algorithm::Rs256,
        r#"{"alg":"RS256","kid":"r"}"#,
        &format!(r#"{{"iss":"{ISSUER}","exp":{EXPIRES_S},"sub":"somebody"}}"#),
    );
    let read = Token::parse(&token).unwrap();
    assert_eq!(format!("{read:?}"), "Token { algorithm: Some(Rs256), .. }");
    let claims = read.verify(&KEYS, &rules(&[Algorithm::Rs256]), NOW).unwrap();
    assert_eq!(format!("{claims:?}"), r#"["iss", "exp", "sub"]"#);
    assert_eq!((read.issuer(), read.key_id()), (Some(ISSUER), Some("r")));
}
