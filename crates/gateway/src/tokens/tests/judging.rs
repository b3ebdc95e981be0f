//! Which tokens are taken, for which methods, and how long they are remembered.

use super::*;

#[test]
fn a_good_token_is_taken_and_its_claims_are_given() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.token(&format!(
        r#""token_use":"id","exp":{},"sub":"9f1c""#,
        START_S + 3_600
    ));
    let claims = asking.ask(&token, NOW).unwrap();
    assert_eq!(claims.get("sub"), Some("9f1c"));
    asking.good(&format!("Bearer {token}"), NOW);
    assert_eq!(asking.seen.len(), 1);
    assert_eq!(stub.asked(), 1);
    for (token, reason) in [
        ("", "token is empty"),
        ("bad", "three parts"),
        ("bad.bad.bad", "header is not"),
    ] {
        asking.refused(token, NOW, &Rejection::Unauthorized, reason);
    }
    let stranger = Key::new("a");
    asking.refused(
        &stranger.id_token(),
        NOW,
        &Rejection::Unauthorized,
        "signature is wrong",
    );
    assert_eq!((asking.seen.len(), stub.asked()), (1, 1));
}

#[test]
fn what_the_method_asks_for_is_asked_of_tokens_that_were_seen_too() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let mut asking = Asking::new(&issuers);
    let id = key.token(&format!(
        r#""token_use":"id","aud":"client-1","exp":{}"#,
        START_S + 60
    ));
    let access = key.token(&format!(
        r#""token_use":"access","scope":"a b","exp":{}"#,
        START_S + 60
    ));
    let refusal = Rejection::Unauthorized;
    asking.good(&id, NOW);
    asking.refused(&access, NOW, &refusal, "no ID token");
    asking.scopes = vec!["b".to_owned()];
    asking.good(&access, NOW);
    asking.refused(&id, NOW, &refusal, "no access token");
    asking.scopes = vec!["c".to_owned()];
    asking.refused(&access, NOW, &refusal, "none of the method's scopes");
    asking.scopes = Vec::new();
    asking.authorizer.audience_pattern = Some(TextPattern::parse("client-[0-9]").unwrap());
    asking.good(&id, NOW);
    asking.authorizer.audience_pattern = Some(TextPattern::parse("client").unwrap());
    asking.refused(&id, NOW, &refusal, "identityValidationExpression");
    // Another authorizer, with another pool.
    asking.authorizer = authorizer(&[OTHER_POOL]);
    asking.refused(&id, NOW, &Rejection::AuthorizerConfiguration, OTHER_POOL);
}

#[test]
fn a_token_that_was_seen_ends_when_it_expires() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = key.id_token();
    asking.good(&token, NOW);
    asking.good(&token, seconds(3_599));
    for _ in 0..2 {
        asking.refused(&token, seconds(3_600), &Rejection::TokenExpired, "has expired");
    }
    assert_eq!(asking.seen.len(), 0);
}

#[test]
fn a_pool_without_an_issuer_lets_nobody_in() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let mut asking = Asking::new(&issuers);
    asking.authorizer = authorizer(&[OTHER_POOL, POOL]);
    // The other pool's issuer is there.
    asking.good(&key.id_token(), NOW);
    let elsewhere = key
        .id_token()
        .split('.')
        .enumerate()
        .map(|(at, part)| match at {
            1 => URL_SAFE_NO_PAD.encode(format!(r#"{{"iss":"{ISSUER}/","exp":{}}}"#, START_S + 60)),
            _ => part.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(".");
    asking.refused(&elsewhere, NOW, &Rejection::AuthorizerConfiguration, OTHER_POOL);
    asking.authorizer = authorizer(&[POOL]);
    asking.refused(&elsewhere, NOW, &Rejection::Unauthorized, "`iss`");
    let none = Issuers::default();
    let asking = Asking::new(&none);
    asking.refused(&key.id_token(), NOW, &Rejection::AuthorizerConfiguration, POOL);
    asking.refused("", NOW, &Rejection::Unauthorized, "is empty");
}

#[test]
fn a_thread_remembers_only_so_many_tokens() {
    let key = Key::new("a");
    let stub = Stub::new(&[&key]);
    let issuers = issuers(&stub);
    let asking = Asking::new(&issuers);
    let token = |number: usize| {
        let exp = START_S + 3_600;
        key.token(&format!(r#""token_use":"id","jti":"{number}","exp":{exp}"#))
    };
    let first = token(0);
    for number in 1..SEEN_MAX + SEEN_MAX / 2 {
        asking.good(&token(number), NOW);
        // Used all the while, so it stays.
        asking.good(&first, NOW);
    }
    assert!(asking.seen.len() <= SEEN_MAX + 1, "{}", asking.seen.len());
}

#[test]
fn issuers_and_pools_stand_for_one_another() {
    let one = settings(JwksSource::File("a".into()));
    let other = |issuer: &str, pool: &str| {
        let mut other = one.clone();
        other.rules.issuer = issuer.to_owned();
        other.pools = vec![pool.to_owned()];
        other
    };
    let check = |other: IssuerSettings, expect: Option<IssuerError>| {
        let got = Issuers::start(&[one.clone(), other], &client()).err();
        let got = got.map(|error| match error {
            SharedError::Issuers(error) => error,
            SharedError::AccessLog(_) | SharedError::Quotas(_) | SharedError::IssuerThread(_) => {
                panic!("{error}")
            }
        });
        assert_eq!(got, expect);
    };
    check(other("b", OTHER_POOL), None);
    check(other("b", POOL), Some(IssuerError::PoolTwice(POOL.to_owned())));
    check(
        other(ISSUER, OTHER_POOL),
        Some(IssuerError::IssuerTwice(ISSUER.to_owned())),
    );
    let mut bare = other("b", OTHER_POOL);
    bare.rules.algorithms.clear();
    check(bare, Some(IssuerError::NoAlgorithm("b".to_owned())));
}
