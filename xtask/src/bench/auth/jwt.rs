//! An issuer with a key of its own, and a token of it.

use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

/// What the gateway serves to callers with a token alone.
pub(super) const PATH: &str = "  /kept:
    post:
      responses: {}
      security: [{ members: [] }]
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: http://@UPSTREAM@/echo
";
/// Who makes the tokens, as the definition says it.
pub(super) const SCHEME: &str = "components:
  securitySchemes:
    members:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: cognito_user_pools
      x-amazon-apigateway-authorizer:
        type: cognito_user_pools
        providerARNs: [\"arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Bench0001\"]
";

const ISSUER: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Bench0001";
const JWKS_FILE: &str = "bench-jwks.json";

/// Where the modulus lies in the public key of 2048 bits, as PKCS #1 writes it.
const MODULUS: std::ops::Range<usize> = 9..265;

/// What the server is to know, and a token that it takes.
pub(super) struct Issued {
    /// Goes before all other settings.
    pub(super) settings: String,
    /// For an hour.
    pub(super) token: String,
}

/// Makes a key, writes its public half for the server, and signs an ID token with it.
pub(super) fn issuer(folder: &Path) -> Result<Issued> {
    let key = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| anyhow!("no RSA key was made"))?;
    let public = key.public_key().as_ref();
    let modulus = public.get(MODULUS).context("an RSA key of another form")?;
    let keys = json!({ "keys": [{
        "kid": "bench", "kty": "RSA", "use": "sig", "alg": "RS256", "n": URL_SAFE_NO_PAD.encode(modulus), "e": "AQAB",
    }] });
    std::fs::write(folder.join(JWKS_FILE), keys.to_string())?;
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)?
        .as_secs();
    let header = json!({ "kid": "bench", "alg": "RS256" });
    let claims = json!({
        "sub": "5b9e2f0c-8c2b-4d4e-9f43-2f0d1f4f7a11",
        "iss": ISSUER,
        "aud": "3n4b5urk1ft4fl3mg5e62d9ado",
        "token_use": "id",
        "email": "ann@example.com",
        "email_verified": true,
        "cognito:username": "ann",
        "cognito:groups": ["readers", "writers"],
        "auth_time": now,
        "iat": now,
        "exp": now + 3600,
    });
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(&claims));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        signed.as_bytes(),
        &mut signature,
    )
    .map_err(|_| anyhow!("the token was not signed"))?;
    let settings = format!(
        "[[issuer]]\nissuer = \"{ISSUER}\"\n\
         pools = [\"arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Bench0001\"]\n\
         jwks_file = \"{JWKS_FILE}\"\nalgorithms = [\"RS256\"]\n"
    );
    Ok(Issued {
        settings,
        token: format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)),
    })
}
