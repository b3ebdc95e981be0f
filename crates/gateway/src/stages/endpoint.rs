//! Whom a VPC endpoint lets through, and a private custom domain name: asked before the method is looked for.
//!
//! The endpoint's policy is about whoever signed the request, whatever the method asks for: a signature that is there must be
//! good. A request with another kind of `Authorization`, or none, is anonymous. Requests that came in publicly pass by.
//!
//! Sources: API Gateway developer guide, "Use VPC endpoint policies for private APIs in API Gateway" (the policy is asked
//! first; which identity it is asked about), "Custom domain names for private APIs in API Gateway" (then the domain name's
//! policy; without one nobody may).

use http::{HeaderMap, header::AUTHORIZATION};
use iam_policy::{Compiled, Decision, PolicyKind, Request, Verdict};
use sigv4::{Parsed, SignatureFault};

use super::{
    Payload,
    authenticate::{self, Verified},
    authorization::refusal,
    resource_policy::name_resource,
    route::Reached,
};
use crate::{
    arrival::Arrival,
    domains::PrivateDomain,
    follow::Follow,
    percent,
    plane::Plane,
    record::{DecisionRecord, Phase, RecordedCaller, with_question},
    rejection::{DenialTexts, Rejection},
};

/// A request whose VPC endpoint and private custom domain name, if it came by such, let it through. Only [`pass`] and
/// [`pass_by`] make one, and no method is found without it.
#[derive(Debug)]
pub(crate) struct Passed<'a> {
    reached: Reached<'a>,
    verified: Verified,
}

impl<'a> Passed<'a> {
    pub(super) fn into_parts(self) -> (Reached<'a>, Verified) {
        (self.reached, self.verified)
    }
}

/// Lets a request pass by that came in publicly; gives one back that must [`pass`].
pub(crate) fn pass_by<'a>(reached: Reached<'a>, arrival: &Arrival<'_>) -> Result<Passed<'a>, Reached<'a>> {
    match &arrival.connection.listener.private {
        None => Ok(Passed {
            reached,
            verified: None,
        }),
        Some(_) => Err(reached),
    }
}

/// Asks the policies of what the request came through. A body that is signed is taken whole.
pub(crate) async fn pass<'a>(
    plane: &Plane,
    reached: Reached<'a>,
    arrival: &Arrival<'_>,
    body: Payload,
    follow: &mut Follow,
) -> Result<(Passed<'a>, Payload), Rejection> {
    let deployment = reached.stage().deployment();
    let settings = &plane.shared.settings;
    let (verified, body) = if is_signed(arrival)? {
        let region = deployment.identity.region.as_str();
        let verbs = reached.verbs();
        let (signatory, body) = authenticate::signature(plane, region, verbs, arrival, body, follow).await?;
        (Some(signatory), body)
    } else {
        (None, body)
    };
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    if let Some(signatory) = &verified {
        record.phases.authentication = Phase::Passed;
        record.caller = RecordedCaller::Signed(signatory.signatory.caller.clone());
    }
    name_resource(&deployment.arn, reached.verbs(), reached.path(), record)?;
    let through = arrival.connection.listener.private.as_ref();
    let endpoint = through.and_then(|through| {
        let mut known = settings.vpc_endpoints.iter();
        known.find(|known| known.id == through.vpce)
    });
    if let Some(policy) = endpoint.and_then(|endpoint| endpoint.policy.as_ref()) {
        ask_endpoint(policy, &reached, settings.denial_texts, record)?;
    }
    if let Some(domain) = reached.domain() {
        ask_domain(domain, settings.denial_texts, record)?;
    }
    // What follows asks for a signature itself where the method needs one, and else knows of none.
    record.caller = RecordedCaller::Anonymous;
    Ok((Passed { reached, verified }, body))
}

fn ask_endpoint(
    policy: &Compiled,
    reached: &Reached<'_>,
    texts: DenialTexts,
    record: &mut DecisionRecord,
) -> Result<(), Rejection> {
    let named = policy.needs_named();
    let decision = with_question(record, named, |question| policy.decide(question).decision);
    record.endpoint_decision = Some(decision);
    let Some(verdict) = verdict(decision, PolicyKind::VpcEndpoint) else {
        return Ok(());
    };
    record.phases.authorization = Phase::Refused;
    record
        .reason
        .push_str("refused by the policy of the VPC endpoint");
    let arn = &reached.stage().deployment().arn;
    let resource = |out: &mut String| arn.write_masked(reached.verbs().counts, reached.path(), out);
    Err(refusal(resource, verdict, texts, record))
}

fn ask_domain(
    domain: &PrivateDomain,
    texts: DenialTexts,
    record: &mut DecisionRecord,
) -> Result<(), Rejection> {
    let decision = match &domain.policy {
        Some(policy) => with_question(record, policy.needs_named(), |question| {
            let question = Request {
                resource: &domain.arn,
                resource_deny_forms: &[],
                ..*question
            };
            policy.decide(&question).decision
        }),
        None => Decision::ImplicitDeny,
    };
    record.domain_decision = Some(decision);
    let Some(verdict) = verdict(decision, PolicyKind::Resource) else {
        return Ok(());
    };
    record.phases.authorization = Phase::Refused;
    let reason = "refused by the policy of the private custom domain name";
    record.reason.push_str(reason);
    Err(refusal(
        |out| push_masked(&domain.arn, out),
        verdict,
        texts,
        record,
    ))
}

/// Why not; `None` where nothing is refused.
fn verdict(decision: Decision, kind: PolicyKind) -> Option<Verdict> {
    match decision {
        Decision::Allow => None,
        Decision::ExplicitDeny => Some(Verdict::ExplicitDeny(kind)),
        Decision::ImplicitDeny => Some(Verdict::NotAllowed(kind)),
    }
}

/// The ARN with all but the last four digits of its account hidden, as AWS shows those of others.
fn push_masked(arn: &str, out: &mut String) {
    const SHOWN: usize = 4;
    for (at, part) in arn.splitn(6, ':').enumerate() {
        if at > 0 {
            out.push(':');
        }
        let hidden = if at == 4 {
            part.len().saturating_sub(SHOWN)
        } else {
            0
        };
        out.extend(std::iter::repeat_n('*', hidden));
        out.push_str(part.get(hidden..).unwrap_or(""));
    }
}

/// Whether the request says to be signed, in its header or its query. What may be meant so and is broken is refused.
fn is_signed(arrival: &Arrival<'_>) -> Result<bool, Rejection> {
    let header = authorization(&arrival.parts.headers);
    let query = arrival.parts.uri.query().unwrap_or("");
    if header == Header::Signature {
        return Ok(true);
    }
    if !may_be_presigned(query) {
        return Ok(false);
    }
    let parsed = authenticate::with_parts(arrival.parts, |parts| Parsed::from_request(parts).map(drop));
    match (header, parsed) {
        (Header::Absent, Ok(())) => Ok(true),
        (Header::Absent, Err(SignatureFault::MissingToken)) => Ok(false),
        // Read as a signature in the header, which it is not: there is none in the query.
        (
            Header::Other,
            Err(
                SignatureFault::NoAlgorithm { .. }
                | SignatureFault::NotKeyValue { .. }
                | SignatureFault::MissingParameters { .. }
                | SignatureFault::OtherParameter { .. }
                | SignatureFault::Algorithm(_)
                | SignatureFault::Repeated(_)
                | SignatureFault::NotText(_),
            ),
        ) => Ok(false),
        (_, Err(fault)) => Err(Rejection::Signature(Box::new(fault))),
        (Header::Other | Header::Signature, Ok(())) => Ok(true),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Header {
    Absent,
    /// It has the form of a signature, `AWS4-HMAC-SHA256 …` or another of that kind.
    Signature,
    /// A bearer token, or anything else.
    Other,
}

fn authorization(headers: &HeaderMap) -> Header {
    const FAMILY: &[u8] = b"AWS4-";
    let mut kind = Header::Absent;
    for value in headers.get_all(AUTHORIZATION) {
        let value = value.as_bytes().trim_ascii_start();
        let begin = value.get(..FAMILY.len());
        if begin.is_some_and(|begin| begin.eq_ignore_ascii_case(FAMILY)) {
            return Header::Signature;
        }
        kind = Header::Other;
    }
    kind
}

/// Whether a parameter of a presigned request may be in the query, however it is encoded.
fn may_be_presigned(query: &str) -> bool {
    const PREFIX: &[u8] = b"x-amz-";
    let decoded = percent::decode(query.as_bytes().into(), false);
    decoded
        .windows(PREFIX.len())
        .any(|window| window.eq_ignore_ascii_case(PREFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_of_an_arn_is_hidden() {
        let mut masked = String::new();
        push_masked(
            "arn:aws:execute-api:eu-west-1:111122223333:/domainnames/private.example.com+abcd1234",
            &mut masked,
        );
        assert_eq!(
            masked,
            "arn:aws:execute-api:eu-west-1:********3333:/domainnames/private.example.com+abcd1234"
        );
    }

    #[test]
    fn kinds_of_authorization() {
        for (values, expect) in [
            (&[][..], Header::Absent),
            (&["AWS4-HMAC-SHA256 Credential=x"], Header::Signature),
            (&[" aws4-ecdsa-p256-sha256 x"], Header::Signature),
            (&["Bearer a"], Header::Other),
            (&[""], Header::Other),
            (&["Bearer a", "AWS4-HMAC-SHA256 x"], Header::Signature),
        ] {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(AUTHORIZATION, value.parse().unwrap());
            }
            assert_eq!(authorization(&headers), expect, "{values:?}");
        }
    }

    #[test]
    fn queries_that_may_be_presigned() {
        for query in ["X-Amz-Algorithm=a", "a=b&x-amz-signature=", "X%2dAmz%2DDate=1"] {
            assert!(may_be_presigned(query), "{query}");
        }
        for query in ["", "a=b", "x-am=z-"] {
            assert!(!may_be_presigned(query), "{query}");
        }
    }
}
