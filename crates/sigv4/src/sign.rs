//! Signing: calls that go out, and tests.

use std::fmt;

use portcullis_core::Timestamp;
use sha2::{Digest, Sha256};

use crate::canonical::{self, PathRule, Text, Unsigned};
use crate::encode::{encode, hex_text};
use crate::limits::EXPIRES_S_MAX;
use crate::payload::S3;
use crate::request::{Deciding, name};
use crate::verify::string_to_sign;
use crate::{Algorithm, Payload, RequestParts, Scope, Secret, SignatureFault, SigningKey, date, presigned};

/// Who signs, and for what.
#[derive(Clone, Copy)]
pub struct Signer<'a> {
    /// Access key id.
    pub access_key_id: &'a str,
    /// Its secret.
    pub secret: &'a Secret,
    /// Session token of temporary credentials.
    pub session_token: Option<&'a str>,
    /// Region.
    pub region: &'a str,
    /// Signing name of the service.
    pub service: &'a str,
}

impl fmt::Debug for Signer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("access_key_id", &self.access_key_id)
            .field("region", &self.region)
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

/// Names and values of the headers that a signature adds.
pub type AddedHeaders = Vec<(&'static str, String)>;

/// Headers that change on the way, and are not signed.
const UNSIGNED: [&str; 11] = [
    "authorization",
    "connection",
    "expect",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amzn-trace-id",
];

/// Signs a request: returns the headers to add to it.
///
/// All its headers are signed but those that proxies change; `host` has to be among them. `payload` is the body's hash, or
/// what S3 takes in its place; with `s3`, `x-amz-content-sha256` is added.
pub fn sign(
    parts: &RequestParts<'_>,
    signer: &Signer<'_>,
    payload: &Payload,
    time: Timestamp,
) -> Result<AddedHeaders, SignatureFault> {
    Ok(sign_with(parts, signer, payload, time, PathRule::of(signer.service))?.0)
}

/// As [`sign`]; also returns the head of the canonical request.
pub(crate) fn sign_with(
    parts: &RequestParts<'_>,
    signer: &Signer<'_>,
    payload: &Payload,
    time: Timestamp,
    rule: PathRule,
) -> Result<(AddedHeaders, Vec<u8>), SignatureFault> {
    let payload = payload_text(payload)?;
    for (name, is_added) in [
        ("authorization", true),
        ("x-amz-date", true),
        ("x-amz-security-token", signer.session_token.is_some()),
    ] {
        if is_added && parts.values(name).next().is_some() {
            return Err(SignatureFault::Repeated(name));
        }
    }
    let named = Deciding::of(parts).content_sha256.text(name::CONTENT_SHA256)?;
    if named.is_some_and(|named| named != payload) {
        return Err(SignatureFault::PayloadMismatch);
    }
    let mut added = vec![("x-amz-date", date::basic(time))];
    if let Some(token) = signer.session_token {
        added.push(("x-amz-security-token", token.to_owned()));
    }
    if signer.service == S3 && named.is_none() {
        added.push(("x-amz-content-sha256", payload.to_owned()));
    }
    let mut headers = parts.headers.to_vec();
    headers.extend(added.iter().map(|(name, value)| (*name, value.as_bytes())));
    let whole = RequestParts {
        headers: &headers,
        ..*parts
    };
    whole.check()?;
    let signed = signed_headers(&whole)?;
    let day = date::day(time);
    let scope = signer.scope(&day);
    let (head, signature) = signature(&whole, parts.query, &signed, rule, signer, payload, time)?;
    let authorization = format!(
        "{} Credential={}/{scope}, SignedHeaders={}, Signature={signature}",
        Algorithm::V4.name(),
        signer.access_key_id,
        signed,
    );
    drop(headers);
    added.push(("authorization", authorization));
    Ok((added, head))
}

/// Signs a request in its query: returns the whole query.
///
/// `payload` is the body's hash; for `s3`, [`Payload::Unsigned`], or the hash if the query names it.
pub fn presign(
    parts: &RequestParts<'_>,
    signer: &Signer<'_>,
    payload: &Payload,
    time: Timestamp,
    expires_s: u32,
) -> Result<String, SignatureFault> {
    Ok(presign_with(
        parts,
        signer,
        payload,
        time,
        expires_s,
        PathRule::of(signer.service),
    )?
    .0)
}

/// As [`presign`]; also returns the head of the canonical request.
pub(crate) fn presign_with(
    parts: &RequestParts<'_>,
    signer: &Signer<'_>,
    payload: &Payload,
    time: Timestamp,
    expires_s: u32,
    rule: PathRule,
) -> Result<(String, Vec<u8>), SignatureFault> {
    parts.check()?;
    let payload = payload_text(payload)?;
    if expires_s > EXPIRES_S_MAX {
        return Err(SignatureFault::Expires);
    }
    let given = canonical::parameters(parts.query)?;
    for name in presigned::ADDED {
        if given.iter().any(|parameter| parameter.is(name)) {
            return Err(SignatureFault::Repeated(name));
        }
    }
    let named = presigned::text(&given, presigned::CONTENT_SHA256)?;
    if named.is_some_and(|named| named != payload) {
        return Err(SignatureFault::PayloadMismatch);
    }
    let signed = signed_headers(parts)?;
    let day = date::day(time);
    let scope = signer.scope(&day);
    let mut query = parts.query.to_owned();
    let parameters = [
        (presigned::ALGORITHM, Some(Algorithm::V4.name().to_owned())),
        (
            presigned::CREDENTIAL,
            Some(format!("{}/{scope}", signer.access_key_id)),
        ),
        (presigned::DATE, Some(date::basic(time))),
        (presigned::EXPIRES, Some(expires_s.to_string())),
        (presigned::SIGNED_HEADERS, Some(signed.clone())),
        (presigned::TOKEN, signer.session_token.map(str::to_owned)),
    ];
    for (name, value) in parameters {
        let Some(value) = value else { continue };
        let mut encoded = Vec::new();
        encode(value.as_bytes(), &mut encoded);
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(name);
        query.push('=');
        query.push_str(&String::from_utf8_lossy(&encoded));
    }
    let (head, signature) = signature(parts, &query, &signed, rule, signer, payload, time)?;
    query.push_str(&format!("&{}={signature}", presigned::SIGNATURE));
    Ok((query, head))
}

impl<'a> Signer<'a> {
    fn scope(&self, date: &'a str) -> Scope<'a> {
        Scope {
            date,
            region: self.region,
            service: self.service,
        }
    }
}

/// The head of the canonical request, and the signature.
fn signature(
    parts: &RequestParts<'_>,
    query: &str,
    signed: &str,
    rule: PathRule,
    signer: &Signer<'_>,
    payload: &str,
    time: Timestamp,
) -> Result<(Vec<u8>, String), SignatureFault> {
    let mut head = Vec::new();
    Text {
        parts,
        parameters: &canonical::parameters(query)?,
        unsigned: Unsigned::default(),
        signed: &signed.split(';').collect::<Vec<_>>(),
        signed_list: signed,
        rule,
    }
    .head(&mut head)?;
    let (date, day) = (date::basic(time), date::day(time));
    let scope = signer.scope(&day);
    let canonical = Sha256::new().chain_update(&head).chain_update(payload);
    let signature = string_to_sign(
        Algorithm::V4,
        date.as_bytes(),
        &scope.to_string(),
        canonical,
        |pieces| SigningKey::derive(signer.secret, &scope).sign(pieces),
    );
    Ok((head, hex_text(&signature)))
}

fn payload_text(payload: &Payload) -> Result<&str, SignatureFault> {
    match payload {
        Payload::Hash(text) | Payload::Streaming(text) => Ok(text),
        Payload::Unsigned => Ok(Payload::UNSIGNED),
        Payload::Unnamed => Err(SignatureFault::PayloadHash),
    }
}

/// The names to sign: in lower case, sorted, each once, `;` between them.
fn signed_headers(parts: &RequestParts<'_>) -> Result<String, SignatureFault> {
    let mut names: Vec<String> = parts
        .headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    names.retain(|name| !UNSIGNED.contains(&name.as_str()));
    names.sort_unstable();
    names.dedup();
    if names.iter().any(|name| name == "host") {
        Ok(names.join(";"))
    } else {
        Err(SignatureFault::HostNotSigned)
    }
}
