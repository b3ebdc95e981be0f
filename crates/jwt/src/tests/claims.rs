//! Claims as texts, and which methods a token is for.

use super::{
    EXPIRES_S, ISSUED_S, ISSUER, NOW, rules,
    signer::{Signer, key_set},
};
use crate::{Algorithm, Claims, Fault, IssuerRules, MethodRules, Token, TokenUse};

/// The claims of a token with these besides `iss` and `exp`.
fn claims(token_use: TokenUse, more: &str) -> Claims {
    let signer = Signer::new(Algorithm::EdDsa);
    let keys = key_set(&[signer.jwk()]);
    let token = signer.token(
        Algorithm::EdDsa,
        r#"{"alg":"EdDSA"}"#,
        &format!(r#"{{"iss":"{ISSUER}","exp":{EXPIRES_S}{more}}}"#),
    );
    let rules = IssuerRules {
        token_use,
        ..rules(&[Algorithm::EdDsa])
    };
    Token::parse(&token).unwrap().verify(&keys, &rules, NOW).unwrap()
}

#[test]
fn claims_are_texts_as_api_gateway_hands_them_on() {
    let more = format!(
        r#","iat":{ISSUED_S},"auth_time":{ISSUED_S},"email_verified":true,"phone_number_verified":false,
        "cognito:groups":["admins","ops"],"rate":1.50,"big":12345678901234567890,"note":"a \"b\" é","gone":null,
        "address":{{"formatted":"x","list":[1,null]}},"mixed":[1,true,null,{{"a":"b"}},["c","d"]],"empty":[]"#
    );
    let claims = claims(TokenUse::Any, &more);
    for (name, expect) in [
        ("iss", Some(ISSUER)),
        ("exp", Some("Wed May 01 13:10:22 UTC 2024")),
        ("iat", Some("Wed May 01 12:10:22 UTC 2024")),
        ("auth_time", Some("1714565422")),
        ("email_verified", Some("true")),
        ("phone_number_verified", Some("false")),
        ("cognito:groups", Some("admins,ops")),
        ("rate", Some("1.50")),
        ("big", Some("12345678901234567890")),
        ("note", Some("a \"b\" é")),
        ("gone", None),
        ("address", Some(r#"{"formatted":"x","list":[1,null]}"#)),
        ("mixed", Some(r#"1,true,null,{"a":"b"},c,d"#)),
        ("empty", Some("")),
        ("missing", None),
        ("ISS", None),
    ] {
        assert_eq!(claims.get(name), expect, "{name}");
    }
    let names: Vec<&str> = claims.iter().map(|(name, _)| name).take(3).collect();
    assert_eq!(names, ["iss", "exp", "iat"]);
    let gone: Vec<_> = claims.iter().filter(|(_, text)| text.is_none()).collect();
    assert_eq!(gone, [("gone", None)]);
    assert_eq!(claims.expires().epoch_ms, EXPIRES_S * 1_000);
}

#[test]
fn what_is_no_date_stays_as_it_is() {
    let claims = claims(TokenUse::Any, r#","iat":"yesterday""#);
    assert_eq!(claims.get("iat"), Some("yesterday"));
}

#[test]
fn id_tokens_are_for_methods_without_scopes_and_access_tokens_for_those_with() {
    let check = |token_use: TokenUse, more: &str, scopes: &[&str], expect: Result<(), Fault>| {
        let scopes: Vec<String> = scopes.iter().map(|one| (*one).to_owned()).collect();
        let rules = MethodRules {
            scopes: &scopes,
            audience: None,
        };
        assert_eq!(
            claims(token_use, more).permit(&rules),
            expect,
            "{more} {scopes:?}"
        );
    };
    let cognito = TokenUse::Cognito;
    let id = r#","token_use":"id""#;
    let access = r#","token_use":"access","scope":"movies/read movies/write""#;
    check(cognito, id, &[], Ok(()));
    check(cognito, id, &["movies/read"], Err(Fault::NotAccessToken));
    check(cognito, access, &[], Err(Fault::NotIdToken));
    check(cognito, access, &["movies/read"], Ok(()));
    check(cognito, access, &["other", "movies/write"], Ok(()));
    check(cognito, access, &["other"], Err(Fault::Scope));
    for none in [
        "",
        r#","token_use":"ID""#,
        r#","token_use":null"#,
        r#","token_use":["id"]"#,
    ] {
        check(cognito, none, &[], Err(Fault::NotIdToken));
        check(cognito, none, &["movies/read"], Err(Fault::NotAccessToken));
    }
    let any = TokenUse::Any;
    check(any, "", &[], Ok(()));
    check(any, access, &[], Ok(()));
    check(any, id, &["movies/read"], Err(Fault::Scope));
    for (scope, expect) in [
        (r#""movies/read""#, Ok(())),
        (r#""a  movies/read ""#, Ok(())),
        (r#"["a","movies/read"]"#, Ok(())),
        (r#""movies/READ""#, Err(Fault::Scope)),
        (r#""movies/reader""#, Err(Fault::Scope)),
        (r#""movies/read,a""#, Err(Fault::Scope)),
        (r#""a\tmovies/read""#, Err(Fault::Scope)),
        (r#"["a movies/read"]"#, Err(Fault::Scope)),
        (r#"{"movies/read":true}"#, Err(Fault::Scope)),
        ("null", Err(Fault::Scope)),
    ] {
        check(any, &format!(r#","scope":{scope}"#), &["movies/read"], expect);
    }
    // No scope is none that a method asks for.
    check(any, r#","scope":"""#, &[""], Err(Fault::Scope));
}

#[test]
fn an_expression_is_held_against_the_audience() {
    let wanted = |audience: &str| audience == "client-a";
    let rules = MethodRules {
        scopes: &[],
        audience: Some(&wanted),
    };
    let check = |more: &str, expect: Result<(), Fault>| {
        assert_eq!(claims(TokenUse::Any, more).permit(&rules), expect, "{more}");
    };
    check(r#","aud":"client-a""#, Ok(()));
    check(r#","aud":["x","client-a"]"#, Ok(()));
    check(r#","aud":"client-b""#, Err(Fault::AudiencePattern));
    // An access token has none.
    check(r#","client_id":"client-a""#, Err(Fault::AudiencePattern));
    check(r#","aud":[]"#, Err(Fault::AudiencePattern));
    check(r#","aud":null"#, Err(Fault::AudiencePattern));
}
