//! Who asks, where the method has to know: a signature or a token, before any policy is looked at.
//!
//! Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow": authentication comes
//! first, and a request that fails it is refused whatever the policies say.

use std::rc::Rc;

use api_model::{Authorization, Authorizer};
use http::request::Parts;
use portcullis_core::Timestamp;
use sha2::{Digest as _, Sha256};
use sigv4::{Parsed, Payload as SignedPayload, PayloadHash, Policy, RequestParts, SignatureFault};
use subtle::ConstantTimeEq as _;

use super::{
    counted::{AtOnce, Payload},
    route::{Routed, Verbs},
};
use crate::{
    arrival::Arrival,
    callers::{Remembered, SessionKey},
    follow::Follow,
    plane::Plane,
    record::{Phase, RecordedCaller, TokenClaims},
    rejection::Rejection,
    tokens,
};

/// Header lines that are looked at without allocating; more are looked at with an allocation.
const HEADERS_INLINE: usize = 16;

/// The header that may override the verb.
const METHOD_OVERRIDE: &str = "x-http-method-override";

/// A request whose caller is known as well as its method asks for.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    routed: &'a Routed<'a>,
    who: Who,
}

/// Who asks.
#[derive(Debug)]
pub(crate) enum Who {
    /// Nobody had to say.
    Anonymous,
    /// Whoever signed the request.
    Signed(Rc<Remembered>),
    /// Whoever has a token that the method's authorizer takes; the record holds its claims.
    Token,
}

impl<'a> Known<'a> {
    pub(super) fn routed(&self) -> &'a Routed<'a> {
        self.routed
    }

    pub(super) fn into_parts(self) -> (&'a Routed<'a>, Who) {
        (self.routed, self.who)
    }
}

/// A signature that was verified before the method was known, for a VPC endpoint's policy.
pub(crate) type Verified = Option<Rc<Remembered>>;

/// Makes sure of the caller. A body that is signed is taken whole: nothing of it goes on before its hash is right.
///
/// A signature on a method that asks for none is not looked at: the caller stays anonymous.
pub(crate) async fn authenticate<'a>(
    plane: &Plane,
    routed: &'a Routed<'a>,
    arrival: &Arrival<'_>,
    body: Payload,
    follow: &mut Follow,
) -> Result<(Known<'a>, Payload), Rejection> {
    let deployment = routed.stage().deployment();
    let (who, body) = match &routed.found().route.method.authorization {
        Authorization::None | Authorization::Refused { .. } | Authorization::Custom { .. } => {
            (Who::Anonymous, body)
        }
        Authorization::Iam => {
            let (signatory, body) = match routed.verified() {
                Some(signatory) => (Rc::clone(signatory), body),
                // A box, so that other requests do not carry the room for it.
                None => {
                    let region = deployment.identity.region.as_str();
                    Box::pin(signature(plane, region, routed.verbs(), arrival, body, follow)).await?
                }
            };
            let record = follow.record().ok_or(Rejection::RequestBroken)?;
            record.caller = RecordedCaller::Signed(signatory.signatory.caller.clone());
            record.phases.authentication = Phase::Passed;
            (Who::Signed(signatory), body)
        }
        Authorization::UserPools { authorizer, scopes } => {
            let record = follow.record().ok_or(Rejection::RequestBroken)?;
            record.phases.authentication = Phase::Refused;
            let Some(Authorizer::UserPools(authorizer)) = deployment.authorizers.get(authorizer) else {
                record.reason.push_str("the method's authorizer is not there");
                return Err(Rejection::AuthorizerConfiguration);
            };
            let headers = &arrival.parts.headers;
            let claims = tokens::check(plane, authorizer, scopes, headers, record).await?;
            record.claims = TokenClaims(Some(claims));
            record.phases.authentication = Phase::Passed;
            (Who::Token, body)
        }
    };
    Ok((Known { routed, who }, body))
}

/// Verifies the signature of a request, in its header or its query; the body is read whole.
///
/// What is signed is the verb of the request line. So a header that overrides it must be signed too: else whoever is handed a
/// presigned address could do with it what was never meant. API Gateway documents nothing about this (chosen).
pub(crate) async fn signature(
    plane: &Plane,
    region: &str,
    verbs: Verbs<'_>,
    arrival: &Arrival<'_>,
    body: Payload,
    follow: &mut Follow,
) -> Result<(Rc<Remembered>, Payload), Rejection> {
    let now = {
        let record = follow.record().ok_or(Rejection::RequestBroken)?;
        record.phases.authentication = Phase::Refused;
        record.time
    };
    let refuse = |fault| Rejection::Signature(Box::new(fault));
    let parsed = with_parts(arrival.parts, Parsed::from_request).map_err(refuse)?;
    if verbs.counts != verbs.sent && !parsed.signed_headers().any(|name| name == METHOD_OVERRIDE) {
        let unsigned = vec![METHOD_OVERRIDE.to_owned()];
        return Err(refuse(SignatureFault::HeadersNotSigned(unsigned)));
    }
    let policy = Policy::execute_api(region);
    parsed.check(now, &policy).map_err(refuse)?;
    let Some(callers) = &plane.shared.settings.callers else {
        return Err(no_callers(follow, "the gateway keeps no identities".to_owned()));
    };
    let shared = &plane.shared;
    let changes = &shared.caller_changes;
    let id = parsed.access_key_id();
    let found = match plane.callers.remembered(changes, id) {
        Some(known) => Ok(known),
        // A box, so that callers that are remembered do not carry the room for it.
        None => Box::pin(plane.callers.find(callers, changes, &shared.caller_lookups, id)).await,
    };
    let remembered = match found {
        Ok(Some(remembered)) => remembered,
        Ok(None) => return Err(refuse(SignatureFault::UnknownAccessKey)),
        Err(error) => return Err(no_callers(follow, error.to_string())),
    };
    good_key(&remembered, parsed.session_token(), now).map_err(refuse)?;
    // A signature that names its body's hash is checked before the body is waited for.
    let body = match parsed.payload() {
        SignedPayload::Unnamed => {
            let (hash, body) = hashed(body, follow).await?;
            verify(&remembered, parsed, hash, now, &policy)?;
            body
        }
        SignedPayload::Hash(_) | SignedPayload::Unsigned | SignedPayload::Streaming(_) => {
            let verified = verify(&remembered, parsed, PayloadHash::AsClaimed, now, &policy)?;
            let (hash, body) = hashed(body, follow).await?;
            match (verified.owed(), hash) {
                (Some(SignedPayload::Hash(claimed)), PayloadHash::Body(hash))
                    if is_hex_of(claimed, &hash) => {}
                _ => return Err(refuse(SignatureFault::PayloadMismatch)),
            }
            body
        }
    };
    Ok((remembered, body))
}

/// Whether `text` is these bytes as lower-case hexadecimal digits.
fn is_hex_of(text: &str, bytes: &[u8; 32]) -> bool {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    text.chars()
        .eq(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]))
}

fn verify(
    remembered: &Remembered,
    parsed: Parsed,
    hash: PayloadHash,
    now: Timestamp,
    policy: &Policy<'_>,
) -> Result<sigv4::Verified, Rejection> {
    remembered
        .verify(parsed, hash, now, policy)
        .map_err(|fault| Rejection::Signature(Box::new(fault)))
}

/// Whether the key may sign now, with this session token.
fn good_key(
    remembered: &Remembered,
    session_token: Option<&str>,
    now: Timestamp,
) -> Result<(), SignatureFault> {
    let signatory = &remembered.signatory;
    if !signatory.active {
        return Err(SignatureFault::UnknownAccessKey);
    }
    match (signatory.session, session_token) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(SignatureFault::SessionToken),
        (
            Some(SessionKey {
                token_sha256,
                expires,
            }),
            token,
        ) => {
            let presented: [u8; 32] = Sha256::digest(token.unwrap_or_default().as_bytes()).into();
            if !bool::from(presented.ct_eq(&token_sha256)) {
                Err(SignatureFault::SessionToken)
            } else if expires.epoch_ms <= now.epoch_ms {
                Err(SignatureFault::SessionExpired)
            } else {
                Ok(())
            }
        }
    }
}

/// The body, all of it, with its hash.
async fn hashed(mut body: Payload, follow: &Follow) -> Result<(PayloadHash, Payload), Rejection> {
    let first = body.at_once(follow.request_bytes()).await?;
    let first = match first {
        AtOnce::Whole(whole) => return Ok((PayloadHash::of(&whole), Payload::Whole(whole))),
        AtOnce::Begun(first) => first,
    };
    // A box, so that bodies that came with their head do not carry the room for it.
    Box::pin(async move {
        let mut hash = Sha256::new();
        let see = |data: &[u8]| hash.update(data);
        let whole = body
            .whole_seen(first, follow.request_bytes(), follow.room(), see)
            .await?;
        Ok((PayloadHash::Body(hash.finalize().into()), Payload::Whole(whole)))
    })
    .await
}

/// The client is told no more than that its caller cannot be looked up; the record tells why.
fn no_callers(follow: &mut Follow, why: String) -> Rejection {
    if let Some(record) = follow.record() {
        record.phases.authentication = Phase::Failed;
        record.reason = why;
    }
    Rejection::AuthorizerFailure
}

/// The head of a request as signatures are read from it: over HTTP/2 with `host` for `:authority`.
pub(super) fn with_parts<T>(parts: &Parts, read: impl FnOnce(&RequestParts<'_>) -> T) -> T {
    let authority = parts
        .uri
        .authority()
        .filter(|_| !parts.headers.contains_key(http::header::HOST))
        .map(|authority| ("host", authority.as_str().as_bytes()));
    let headers = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .chain(authority);
    let read = |headers: &[(&str, &[u8])]| {
        read(&RequestParts {
            method: parts.method.as_str(),
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or(""),
            headers,
        })
    };
    let count = parts.headers.len() + usize::from(authority.is_some());
    if count > HEADERS_INLINE {
        return read(&headers.collect::<Vec<_>>());
    }
    let mut inline: [(&str, &[u8]); HEADERS_INLINE] = [("", &[]); HEADERS_INLINE];
    for (slot, header) in inline.iter_mut().zip(headers) {
        *slot = header;
    }
    read(inline.get(..count).unwrap_or(&[]))
}
