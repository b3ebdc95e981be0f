//! A user with an access key, and requests signed with it.

use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use portcullis_core::Timestamp;
use serde_json::json;
use sigv4::{Parsed, Payload, PayloadHash, Policy, RequestParts, Secret, SignatureFault, Signer};

use crate::control_client::{AccessKey, REGION};
use crate::installation::Server;

/// What the gateway serves to signed requests alone.
pub(super) const PATH: &str = "  /kept:
    post:
      responses: {}
      x-amazon-apigateway-auth: { type: AWS_IAM }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: http://@UPSTREAM@/echo
";

/// Makes a user who may call the API, by the calls that any client would make.
pub(super) fn user(server: &Server, api: &str) -> Result<AccessKey> {
    let mut client = server.client();
    let name = ("UserName", "bench");
    client.iam("CreateUser", &[name])?;
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "execute-api:Invoke",
            "Resource": format!("arn:aws:execute-api:{REGION}:*:{api}/prod/POST/*"),
        }],
    });
    let document = policy.to_string();
    client.iam(
        "PutUserPolicy",
        &[name, ("PolicyName", "bench"), ("PolicyDocument", &document)],
    )?;
    let made = client.iam("CreateAccessKey", &[name])?;
    let value = |element: &str| {
        let (_, rest) = made.split_once(&format!("<{element}>"))?;
        Some(rest.split_once('<')?.0.to_owned())
    };
    Ok(AccessKey {
        id: value("AccessKeyId").with_context(|| format!("no key in {made}"))?,
        secret: value("SecretAccessKey").context("no secret in the answer")?,
    })
}

/// The header lines that sign a POST with the load generator's content type.
pub(super) fn head(key: &AccessKey, host: &str, path: &str, body: &str) -> Result<String> {
    let secret = Secret::new(key.secret.as_bytes());
    let added = sigv4::sign(
        &parts(path, &unsigned(host)),
        &signer(key, &secret),
        &Payload::of(body.as_bytes()),
        now()?,
    )?;
    Ok(added
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect())
}

/// Bytes of the canonical request and of the string to sign.
pub(super) fn hashed_bytes(key: &AccessKey, host: &str, path: &str, body: &str) -> Result<(usize, usize)> {
    let head = head(key, host, path, body)?;
    let mut headers = unsigned(host).to_vec();
    headers.extend(head.lines().filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        Some((name, value.as_bytes()))
    }));
    let parsed = Parsed::from_request(&parts(path, &headers))?;
    // A wrong key has both texts shown.
    let wrong = parsed.signing_key(&Secret::new(*b"other"));
    let policy = Policy::execute_api(REGION);
    match parsed.verify(&wrong, PayloadHash::of(body.as_bytes()), now()?, &policy) {
        Err(SignatureFault::Mismatch(texts)) => {
            Ok((texts.canonical_request.len(), texts.string_to_sign.len()))
        }
        Err(other) => Err(other).context("the signature that was just made"),
        Ok(_) => bail!("a wrong key fits"),
    }
}

fn unsigned(host: &str) -> [(&str, &[u8]); 2] {
    [("host", host.as_bytes()), ("content-type", b"application/json")]
}

fn parts<'a>(path: &'a str, headers: &'a [(&'a str, &'a [u8])]) -> RequestParts<'a> {
    RequestParts {
        method: "POST",
        path,
        query: "",
        headers,
    }
}

fn signer<'a>(key: &'a AccessKey, secret: &'a Secret) -> Signer<'a> {
    Signer {
        access_key_id: &key.id,
        secret,
        session_token: None,
        region: REGION,
        service: "execute-api",
    }
}

fn now() -> Result<Timestamp> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(Timestamp {
        epoch_ms: i64::try_from(since.as_millis())?,
    })
}
