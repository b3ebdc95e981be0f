//! A request's claim: who says to have signed it, when and for what.

use std::fmt;

use portcullis_core::Timestamp;

use crate::authorization::{Presented, excerpt, fields};
use crate::canonical::{self, Parameter, PathRule, Writing};
use crate::payload::{Payload, S3};
use crate::presigned::{self, Presigned};
use crate::{RequestParts, Scope, Secret, SignatureFault, SigningKey, date};

/// Where the signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In the `Authorization` header.
    Header,
    /// In the query: a presigned request.
    Query {
        /// `X-Amz-Expires`: seconds it lives; without it, as long as the header form.
        expires_s: Option<u32>,
    },
}

/// A well-formed signature and the text it has to sign. Nothing is proved yet: [`verify`](Self::verify) does.
#[derive(Clone)]
pub struct Parsed {
    pub(crate) access_key_id: String,
    pub(crate) scope: Scope,
    pub(crate) terminator: String,
    pub(crate) signed_headers: Vec<String>,
    pub(crate) signature: [u8; 64],
    pub(crate) form: Form,
    pub(crate) time: Timestamp,
    pub(crate) session_token: Option<String>,
    pub(crate) payload: Payload,
    // Invariant: made from one request, whose method, path, query and headers the caller acts on. The first is AWS's form.
    pub(crate) heads: Vec<Vec<u8>>,
}

impl Parsed {
    /// Reads the credentials of a request, wherever they are.
    ///
    /// [`SignatureFault::MissingToken`] if there are none: whether that is a fault is the caller's to say.
    pub fn from_request(parts: &RequestParts<'_>) -> Result<Self, SignatureFault> {
        Self::with_rule(parts, None)
    }

    /// As [`from_request`](Self::from_request), for a rule of the path that is not the service's.
    pub(crate) fn with_rule(
        parts: &RequestParts<'_>,
        rule: Option<PathRule>,
    ) -> Result<Self, SignatureFault> {
        parts.check()?;
        let parameters = canonical::parameters(parts.query)?;
        let authorization = parts.once("authorization")?;
        match (authorization, presigned::found(&parameters)) {
            (None, false) => Err(SignatureFault::MissingToken),
            (Some(_), true) => Err(SignatureFault::TwoCredentials),
            (Some(authorization), false) => header_form(parts, &parameters, authorization, rule),
            (None, true) => query_form(parts, &parameters, rule),
        }
    }

    /// The access key id, unproved.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// What the signature claims to be good for.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The session token of temporary credentials. In the query form it may be there without being signed.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }

    /// Names of the signed headers: in lower case, sorted.
    pub fn signed_headers(&self) -> &[String] {
        &self.signed_headers
    }

    /// Header or query.
    pub fn form(&self) -> Form {
        self.form
    }

    /// When it was signed.
    pub fn time(&self) -> Timestamp {
        self.time
    }

    /// What it says about the body.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The key for [`scope`](Self::scope).
    pub fn signing_key(&self, secret: &Secret) -> SigningKey {
        SigningKey::derive(secret, &self.scope)
    }
}

impl fmt::Debug for Parsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parsed")
            .field("access_key_id", &self.access_key_id)
            .field("scope", &self.scope)
            .field("form", &self.form)
            .field("time", &self.time)
            .field("signed_headers", &self.signed_headers)
            .field("payload", &self.payload)
            .finish_non_exhaustive()
    }
}

fn header_form(
    parts: &RequestParts<'_>,
    parameters: &[Parameter<'_>],
    authorization: &[u8],
    rule: Option<PathRule>,
) -> Result<Parsed, SignatureFault> {
    let (amz_date, http_date) = (parts.text("x-amz-date")?, parts.text("date")?);
    let fields = fields(authorization, amz_date.or(http_date).is_some())?;
    let time = match (amz_date, http_date) {
        (Some(text), _) => date::parse_basic(text),
        (None, Some(text)) => date::parse_basic(text).or_else(|| date::parse_http(text)),
        (None, None) => None,
    };
    let time =
        time.ok_or_else(|| SignatureFault::Date(excerpt(amz_date.or(http_date).unwrap_or_default())))?;
    let presented = Presented::new(&fields)?;
    check_headers(parts, &presented)?;
    let payload = match parts.text("x-amz-content-sha256")? {
        Some(text) => Payload::parse(text, &presented.scope.service)?,
        None => Payload::Unnamed,
    };
    let rule = rule.unwrap_or_else(|| PathRule::of(&presented.scope.service));
    let heads = heads(parts, parameters, &[&[]], &presented.signed_headers, rule)?;
    Ok(Parsed {
        form: Form::Header,
        time,
        session_token: parts.text("x-amz-security-token")?.map(str::to_owned),
        payload,
        heads,
        access_key_id: presented.access_key_id,
        scope: presented.scope,
        terminator: presented.terminator,
        signed_headers: presented.signed_headers,
        signature: presented.signature,
    })
}

fn query_form(
    parts: &RequestParts<'_>,
    parameters: &[Parameter<'_>],
    rule: Option<PathRule>,
) -> Result<Parsed, SignatureFault> {
    let presigned = Presigned::new(parameters)?;
    let time =
        date::parse_basic(presigned.date).ok_or_else(|| SignatureFault::Date(excerpt(presigned.date)))?;
    let presented = Presented::new(&presigned.fields)?;
    check_headers(parts, &presented)?;
    if parts.once("x-amz-date")?.is_some() {
        return Err(SignatureFault::Repeated("x-amz-date"));
    }
    let token = either(
        parts.text("x-amz-security-token")?,
        presigned.token,
        "x-amz-security-token",
    )?;
    let sha256 = parts.text("x-amz-content-sha256")?;
    let payload = match either(sha256, presigned.content_sha256, "x-amz-content-sha256")? {
        Some(text) => Payload::parse(text, &presented.scope.service)?,
        None if presented.scope.service == S3 => Payload::Unsigned,
        None => Payload::Unnamed,
    };
    let left_out: &[&[&str]] = match presigned.token {
        Some(_) => &[&[presigned::SIGNATURE], &[presigned::SIGNATURE, presigned::TOKEN]],
        None => &[&[presigned::SIGNATURE]],
    };
    let rule = rule.unwrap_or_else(|| PathRule::of(&presented.scope.service));
    let heads = heads(parts, parameters, left_out, &presented.signed_headers, rule)?;
    Ok(Parsed {
        form: Form::Query {
            expires_s: presigned.expires_s,
        },
        time,
        session_token: token.map(str::to_owned),
        payload,
        heads,
        access_key_id: presented.access_key_id,
        scope: presented.scope,
        terminator: presented.terminator,
        signed_headers: presented.signed_headers,
        signature: presented.signature,
    })
}

/// Both at once would be two answers to one question.
fn either<'a>(
    header: Option<&'a str>,
    parameter: Option<&'a str>,
    name: &'static str,
) -> Result<Option<&'a str>, SignatureFault> {
    match (header, parameter) {
        (Some(_), Some(_)) => Err(SignatureFault::Repeated(name)),
        _ => Ok(header.or(parameter)),
    }
}

/// What decides about the request is there once, and every `x-amz-*` header is signed.
fn check_headers(parts: &RequestParts<'_>, presented: &Presented) -> Result<(), SignatureFault> {
    for name in [
        "host",
        "date",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-target",
        "x-amz-content-sha256",
    ] {
        parts.once(name)?;
    }
    let unsigned: Vec<String> = parts
        .headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .filter(|name| name.starts_with("x-amz-") && !presented.signed_headers.contains(name))
        .collect();
    if unsigned.is_empty() {
        Ok(())
    } else {
        Err(SignatureFault::HeadersNotSigned(unsigned))
    }
}

/// What may have been signed, each text once.
fn heads(
    parts: &RequestParts<'_>,
    parameters: &[Parameter<'_>],
    left_out: &[&[&str]],
    signed: &[String],
    rule: PathRule,
) -> Result<Vec<Vec<u8>>, SignatureFault> {
    let mut heads = Vec::new();
    for left_out in left_out {
        for writing in [Writing::Encoded, Writing::AsSent] {
            let head = canonical::head(parts, parameters, left_out, signed, rule, writing)?;
            if !heads.contains(&head) {
                heads.push(head);
            }
        }
    }
    Ok(heads)
}
