//! The examples of the RFCs.

use portcullis_core::Timestamp;

use crate::{
    Algorithm, Fault, IssuerRules, KeySet, Part, Token, TokenUse,
    encoding::{base64url, object},
    key::Key,
};

/// `{"iss":"joe", "exp":1300819380, "http://example.com/is_root":true}`, with line ends.
const PAYLOAD: &str =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

fn check(keys: &str, header: &str, signature: &str, algorithm: Algorithm) {
    let keys = KeySet::parse(keys.as_bytes()).unwrap();
    assert_eq!(keys.len(), 1);
    let rules = IssuerRules {
        issuer: "joe".to_owned(),
        algorithms: vec![algorithm],
        audiences: Vec::new(),
        token_use: TokenUse::Any,
        leeway_s: 0,
    };
    let text = format!("{header}.{PAYLOAD}.{signature}");
    let token = Token::parse(&text).unwrap();
    let at = |epoch_s: i64| Timestamp {
        epoch_ms: epoch_s * 1_000,
    };
    let claims = token.verify(&keys, &rules, at(1_300_819_379)).unwrap();
    assert_eq!(claims.get("http://example.com/is_root"), Some("true"));
    assert_eq!(claims.get("exp"), Some("Tue Mar 22 18:43:00 UTC 2011"));
    let expired = token.verify(&keys, &rules, at(1_300_819_380)).unwrap_err();
    assert_eq!(expired, Fault::Expired);
}

/// RFC 7515, appendix A.2.
#[test]
fn rsa_with_sha_256() {
    check(
        r#"{"keys":[{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]}"#,
        "eyJhbGciOiJSUzI1NiJ9",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
        Algorithm::Rs256,
    );
}

/// RFC 7515, appendix A.3.
#[test]
fn ecdsa_on_p_256() {
    check(
        r#"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#,
        "eyJhbGciOiJFUzI1NiJ9",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        Algorithm::Es256,
    );
}

/// RFC 7515, appendix A.1: HMAC, and its key as a key set.
#[test]
fn hmac_is_never_verified() {
    let keys = KeySet::parse(
        br#"{"keys":[{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}]}"#,
    )
    .unwrap();
    assert!(keys.is_empty());
    let rules = IssuerRules {
        issuer: "joe".to_owned(),
        algorithms: Algorithm::ALL.to_vec(),
        audiences: Vec::new(),
        token_use: TokenUse::Any,
        leeway_s: 0,
    };
    let text = format!(
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{PAYLOAD}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
    let token = Token::parse(&text).unwrap();
    let now = Timestamp { epoch_ms: 0 };
    assert_eq!(token.verify(&keys, &rules, now).unwrap_err(), Fault::Algorithm);
}

/// RFC 8037, appendix A.4. What is signed there is a sentence, no claims.
#[test]
fn ed25519() {
    let jwk = object(br#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#);
    let key = Key::read(&jwk.unwrap()).unwrap();
    let signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    let signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    let bytes = base64url(signature).unwrap();
    let verifies = |signed: &str, algorithm: Algorithm| key.verifies(algorithm, signed.as_bytes(), &bytes);
    assert_eq!(verifies(signed, Algorithm::EdDsa), Some(true));
    assert_eq!(verifies("x", Algorithm::EdDsa), Some(false));
    assert_eq!(verifies(signed, Algorithm::Es256), None);
    let text = format!("{signed}.{signature}");
    assert_eq!(Token::parse(&text).unwrap_err(), Fault::NotJson(Part::Claims));
}
