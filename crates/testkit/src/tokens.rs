//! User pools of the corpus: two issuers with keys of their own, and the tokens they give.

use std::path::PathBuf;
use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gateway::{IssuerSettings, JwksSource};
use jwt::{Algorithm, IssuerRules, TokenUse};
use portcullis_core::Timestamp;
use serde_json::{Value, json};

use crate::fixture;

/// The pool that the authorizer of the fixture names.
pub const POOL: &str = "eu-west-1_Pool1";
/// Another pool, which it does not.
pub const OTHER_POOL: &str = "eu-west-1_Pool2";

/// One key pair for each pool, made once: it takes a while.
static KEYS: LazyLock<[KeyPair; 2]> =
    LazyLock::new(|| [(); 2].map(|()| KeyPair::generate(KeySize::Rsa2048).expect("a key pair")));

/// The ARN of a pool.
pub fn pool_arn(pool: &str) -> String {
    format!(
        "arn:aws:cognito-idp:{}:{}:userpool/{pool}",
        fixture::REGION,
        fixture::ACCOUNT
    )
}

fn issuer(pool: &str) -> String {
    format!("https://cognito-idp.{}.amazonaws.com/{pool}", fixture::REGION)
}

fn key(pool: &str) -> &'static KeyPair {
    match pool {
        POOL => &KEYS[0],
        OTHER_POOL => &KEYS[1],
        other => panic!("no pool `{other}`"),
    }
}

/// The key sets of the pools as files, removed at the end.
#[derive(Debug)]
pub struct KeySets {
    folder: PathBuf,
}

impl KeySets {
    /// Writes them.
    pub fn write() -> Self {
        static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = format!("portcullis-key-sets-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        for pool in [POOL, OTHER_POOL] {
            // RFC 8017, A.1.1, of 2048 bits: a sequence of the modulus, with a zero before it, and 65537.
            let public = key(pool).public_key().as_ref();
            assert_eq!((public.len(), &public[265..]), (270, &[2, 3, 1, 0, 1][..]));
            let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
            let set = json!({ "keys": [{
                "kty": "RSA", "use": "sig", "alg": "RS256", "kid": pool,
                "n": part(&public[9..265]),
                "e": part(&public[267..]),
            }] });
            std::fs::write(folder.join(pool), set.to_string()).expect("a file");
        }
        Self { folder }
    }

    /// The issuers that stand for the pools.
    pub fn issuers(&self) -> Vec<IssuerSettings> {
        let one = |pool: &str| IssuerSettings {
            rules: IssuerRules {
                issuer: issuer(pool),
                algorithms: vec![Algorithm::Rs256],
                audiences: Vec::new(),
                token_use: TokenUse::Cognito,
                leeway_s: 0,
            },
            pools: vec![pool_arn(pool)],
            keys: JwksSource::File(self.folder.join(pool)),
        };
        vec![one(POOL), one(OTHER_POOL)]
    }
}

impl Drop for KeySets {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The token that a case names, given at `now`.
pub fn token(name: &str, now: Timestamp) -> String {
    let seconds = now.epoch_ms.div_euclid(1_000);
    let id = |pool: &str| {
        json!({
            "sub": "9f1c2d3e", "aud": "client-1", "iss": issuer(pool), "token_use": "id", "email_verified": true,
            "auth_time": seconds - 60, "iat": seconds - 60, "exp": seconds + 3_540,
        })
    };
    let access = |scope: &str| {
        json!({
            "sub": "9f1c2d3e", "client_id": "client-1", "iss": issuer(POOL), "token_use": "access", "scope": scope,
            "iat": seconds - 60, "exp": seconds + 3_540,
        })
    };
    match name {
        "id" => sign(POOL, &id(POOL)),
        "id-expired" => {
            let mut claims = id(POOL);
            claims["exp"] = json!(seconds - 1);
            sign(POOL, &claims)
        }
        "id-of-another-pool" => sign(OTHER_POOL, &id(OTHER_POOL)),
        "id-signed-by-another-pool" => sign(OTHER_POOL, &id(POOL)),
        "access-to-read" => sign(POOL, &access("openid shop/read")),
        "access-to-nothing" => sign(POOL, &access("openid")),
        "bearer" => format!("Bearer {}", sign(POOL, &id(POOL))),
        "none-algorithm" => {
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            format!(
                "{}.{}.",
                part(&json!({ "alg": "none", "kid": POOL })),
                part(&id(POOL))
            )
        }
        "hmac-with-public-key" => {
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            let text = format!(
                "{}.{}",
                part(&json!({ "alg": "HS256", "kid": POOL })),
                part(&id(POOL))
            );
            let secret =
                aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, key(POOL).public_key().as_ref());
            let tag = aws_lc_rs::hmac::sign(&secret, text.as_bytes());
            format!("{text}.{}", URL_SAFE_NO_PAD.encode(tag))
        }
        "wrong-issuer" => {
            let mut claims = id(POOL);
            claims["iss"] = json!("https://issuer.example.com");
            sign(POOL, &claims)
        }
        "not-yet" => {
            let mut claims = id(POOL);
            claims["nbf"] = json!(seconds + 60);
            sign(POOL, &claims)
        }
        "changed-claim" => {
            let token = sign(POOL, &id(POOL));
            let mut claims = id(POOL);
            claims["sub"] = json!("somebody-else");
            let parts: Vec<&str> = token.split('.').collect();
            let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
            format!("{}.{claims}.{}", parts[0], parts[2])
        }
        "unknown-key" => sign(POOL, &id(POOL)).replacen(
            &URL_SAFE_NO_PAD.encode(json!({ "alg": "RS256", "kid": POOL }).to_string()),
            &URL_SAFE_NO_PAD.encode(json!({ "alg": "RS256", "kid": "unknown" }).to_string()),
            1,
        ),
        "bad" => "bad.bad.bad".to_owned(),
        other => panic!("no token `{other}`"),
    }
}

fn sign(pool: &str, claims: &Value) -> String {
    let header = json!({ "alg": "RS256", "kid": pool });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&header), part(claims));
    let key = key(pool);
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        text.as_bytes(),
        &mut signature,
    )
    .expect("signs");
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}
