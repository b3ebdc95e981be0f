//! Any bytes as a token and as a key set, and any JSON as signed header and claims: reading ends, nobody guesses a signature, and
//! what is verified is what the rules ask for.
#![no_main]

use std::sync::LazyLock;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt::{Algorithm, IssuerRules, KeySet, MethodRules, Token, TokenUse};
use libfuzzer_sys::fuzz_target;
use portcullis_core::Timestamp;

const ISSUER: &str = "https://issuer.example.com";

const NOW: Timestamp = Timestamp {
    epoch_ms: 1_714_565_422_000,
};

static PAIR: LazyLock<Ed25519KeyPair> =
    LazyLock::new(|| Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a seed"));

/// The key that signs, and those of RFC 7515, appendix A.2 and A.3.
static KEYS: LazyLock<KeySet> = LazyLock::new(|| {
    let x = URL_SAFE_NO_PAD.encode(PAIR.public_key());
    let text = format!(
        r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"ed","x":"{x}"}},
        {{"kty":"EC","crv":"P-256","kid":"ec","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}},
        {{"kty":"RSA","kid":"rsa","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}}]}}"#
    );
    let set = KeySet::parse(text.as_bytes()).expect("a key set");
    assert_eq!(set.len(), 3);
    set
});

fn rules(audience: bool, token_use: TokenUse) -> IssuerRules {
    IssuerRules {
        issuer: ISSUER.to_owned(),
        algorithms: Algorithm::ALL.to_vec(),
        audiences: if audience {
            vec!["api".to_owned()]
        } else {
            Vec::new()
        },
        token_use,
        leeway_s: 5,
    }
}

fn signed(header: &[u8], claims: &[u8]) -> String {
    let text = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims)
    );
    let signature = URL_SAFE_NO_PAD.encode(PAIR.sign(text.as_bytes()));
    format!("{text}.{signature}")
}

fuzz_target!(|input: (&str, Vec<u8>, Vec<u8>, &str, bool, bool)| {
    let (text, first, second, more, audience, any) = input;
    let rules = rules(audience, if any { TokenUse::Any } else { TokenUse::Cognito });
    // Any key set.
    let strangers = KeySet::parse(&first);
    // Any token.
    if let Ok(token) = Token::parse(text) {
        token
            .verify(&KEYS, &rules, NOW)
            .expect_err("nobody guesses a signature");
        if let Ok(keys) = &strangers {
            let _ = token.verify(keys, &rules, NOW);
        }
        assert!(!format!("{token:?}").contains(text));
    }
    // Any header and claims, signed; and claims that get past the first checks.
    let head = br#"{"alg":"EdDSA","kid":"ed"}"#;
    let good = format!(r#"{{"iss":"{ISSUER}","exp":1714569022{more}}}"#);
    for (header, claims) in [
        (first.as_slice(), second.as_slice()),
        (head, second.as_slice()),
        (head, good.as_bytes()),
    ] {
        let text = signed(header, claims);
        let Ok(token) = Token::parse(&text) else {
            continue;
        };
        let Ok(claims) = token.verify(&KEYS, &rules, NOW) else {
            continue;
        };
        assert_eq!(claims.get("iss"), Some(ISSUER));
        assert!(claims.expires() > NOW);
        let scopes = ["read".to_owned()];
        let is_api = |audience: &str| audience == "api";
        for scopes in [&[][..], &scopes] {
            let method = MethodRules {
                scopes,
                audience: audience.then_some(&is_api as &dyn Fn(&str) -> bool),
            };
            if claims.permit(&method).is_ok() {
                let wanted = if scopes.is_empty() { "id" } else { "access" };
                assert!(any || claims.get("token_use") == Some(wanted));
                assert!(scopes.is_empty() || claims.get("scope").is_some_and(|scope| scope.contains("read")));
            }
        }
    }
});
