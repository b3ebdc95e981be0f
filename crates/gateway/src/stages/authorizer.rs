//! A Lambda authorizer, asked about a request that the resource policy does not deny.
//!
//! Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow", "API Gateway Lambda
//! authorizer and resource policy": an explicit deny comes first, and then the function is not called; "Configure an API Gateway
//! Lambda authorizer" for what must be there before it is.

use std::sync::Arc;

use api_model::{Authorization, Authorizer, IdentitySource, LambdaAuthorizer, LambdaAuthorizerKind};
use http::HeaderValue;
use iam_policy::Decision;
use portcullis_core::Timestamp;

use super::{resource_policy::Screened, route::Routed};
use crate::{
    arrival::Arrival,
    authorizers::{AUTHORIZER_TIME_MAX, AuthorizerResult, CacheKey, is_unauthorized},
    clock::{microseconds, monotonic},
    context::{View, variable},
    follow::Follow,
    functions::{FunctionAnswer, FunctionCall, FunctionMode, event},
    plane::Plane,
    record::{AuthorizerAnswer, DecisionRecord, Phase},
    rejection::Rejection,
    value::{Facts, query_pairs},
};

/// A screened request whose Lambda authorizer has answered, if its method has one that is to be asked.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    screened: Screened<'a>,
    answer: Option<Arc<AuthorizerResult>>,
}

impl<'a> Asked<'a> {
    /// A request whose method has no Lambda authorizer, or that the resource policy denies before one is asked; of others the
    /// request itself.
    pub(crate) fn nobody(screened: Screened<'a>) -> Result<Self, Screened<'a>> {
        let authorization = &screened.routed().found().route.method.authorization;
        let is_custom = matches!(authorization, Authorization::Custom { .. });
        if is_custom && screened.decision() != Some(Decision::ExplicitDeny) {
            return Err(screened);
        }
        Ok(Self {
            screened,
            answer: None,
        })
    }

    pub(super) fn into_parts(self) -> (Screened<'a>, Option<Arc<AuthorizerResult>>) {
        (self.screened, self.answer)
    }
}

/// Asks the authorizer, or takes what it said before of the same identity.
pub(crate) async fn ask<'a>(
    plane: &Plane,
    screened: Screened<'a>,
    arrival: &Arrival<'_>,
    trace: &(dyn Fn(Timestamp) -> &'a HeaderValue + '_),
    follow: &mut Follow,
) -> Result<Asked<'a>, Rejection> {
    let routed = screened.routed();
    let name = match &routed.found().route.method.authorization {
        Authorization::Custom { authorizer } => authorizer.as_str(),
        Authorization::None
        | Authorization::Iam
        | Authorization::UserPools { .. }
        | Authorization::Refused { .. } => "",
    };
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    record.phases.authentication = Phase::Refused;
    let deployment = routed.stage().deployment();
    let Some(Authorizer::Lambda(authorizer)) = deployment.authorizers.get(name) else {
        let why = deployment.faulty_authorizers.get(name).map(String::as_str);
        let why = why.unwrap_or("it is not there");
        record
            .reason
            .push_str("the method's authorizer cannot be asked: ");
        record.reason.push_str(why);
        return Err(Rejection::AuthorizerConfiguration);
    };
    let identity = identity(authorizer, routed, arrival, record)?;
    let key = (authorizer.ttl_s > 0).then(|| key(authorizer, routed, &identity));
    if let Some(key) = key
        && let Some(known) = plane
            .authorizer_results
            .find(&plane.shared.authorizer_results, key, record.time)
    {
        note(record, &known, 0);
        return Ok(Asked {
            screened,
            answer: Some(known),
        });
    }
    // A box, so that other requests do not carry the room for it.
    let answer = Box::pin(ask_anew(
        plane, authorizer, routed, arrival, trace, identity, key, follow,
    ))
    .await?;
    Ok(Asked {
        screened,
        answer: Some(answer),
    })
}

#[expect(
    clippy::too_many_arguments,
    reason = "the rest of `ask`, where nothing is remembered"
)]
async fn ask_anew<'a>(
    plane: &Plane,
    authorizer: &LambdaAuthorizer,
    routed: &Routed<'_>,
    arrival: &Arrival<'_>,
    trace: &(dyn Fn(Timestamp) -> &'a HeaderValue + '_),
    identity: Vec<Vec<u8>>,
    key: Option<CacheKey>,
    follow: &mut Follow,
) -> Result<Arc<AuthorizerResult>, Rejection> {
    let began = monotonic();
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let call = || function_call(authorizer, routed, arrival, trace(record.time), &identity, record);
    let ttl_ms = i64::from(authorizer.ttl_s) * 1_000;
    let result = match key {
        None => call_function(plane, call(), ttl_ms).await,
        Some(key) => {
            let flushes = plane.shared.authorizer_results.flushes();
            let place = plane.shared.authorizer_results.place(key, record.time);
            let asking = place.0.get_or_try_init(|| call_function(plane, call(), ttl_ms));
            // Who waits for another's call that comes to nothing asks itself, one after the other: not for ever.
            let asked = match tokio::time::timeout(AUTHORIZER_TIME_MAX, asking).await {
                Ok(asked) => asked.cloned(),
                Err(_) => Err(Failure::late()),
            };
            match &asked {
                Ok(result) => {
                    let shared = &plane.shared.authorizer_results;
                    plane.authorizer_results.keep(shared, key, result, flushes);
                }
                Err(_) => plane.shared.authorizer_results.give_up(key, &place),
            }
            asked
        }
    };
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    match result {
        Ok(result) => {
            note(record, &result, microseconds(began, monotonic()) / 1_000);
            Ok(result)
        }
        Err(failure) => {
            record.reason.push_str(&failure.why);
            if failure.rejection == Rejection::AuthorizerConfiguration {
                record.phases.authentication = Phase::Failed;
            }
            Err(failure.rejection)
        }
    }
}

/// Why there is no result.
struct Failure {
    rejection: Rejection,
    why: String,
}

impl Failure {
    /// It is the authorizer's fault, never the caller's.
    fn of_authorizer(why: String) -> Self {
        Self {
            rejection: Rejection::AuthorizerConfiguration,
            why,
        }
    }

    fn late() -> Self {
        Self::of_authorizer("the authorizer did not answer in time".to_owned())
    }
}

async fn call_function(
    plane: &Plane,
    call: FunctionCall,
    ttl_ms: i64,
) -> Result<Arc<AuthorizerResult>, Failure> {
    let fault = Failure::of_authorizer;
    let Some(functions) = &plane.shared.settings.functions else {
        return Err(fault("this gateway runs no functions".to_owned()));
    };
    let invoked = tokio::time::timeout(AUTHORIZER_TIME_MAX, functions.invoke(call)).await;
    let payload = match invoked {
        Ok(Ok(FunctionAnswer::Whole {
            payload,
            failed: false,
        })) => payload,
        Ok(Ok(FunctionAnswer::Whole {
            payload,
            failed: true,
        })) => {
            return Err(if is_unauthorized(&payload) {
                Failure {
                    rejection: Rejection::Unauthorized,
                    why: "the authorizer refused the caller".to_owned(),
                }
            } else {
                fault("the authorizer failed".to_owned())
            });
        }
        Ok(Ok(FunctionAnswer::Stream(_))) => return Err(fault("the authorizer streams".to_owned())),
        Ok(Err(error)) => return Err(fault(error.to_string())),
        Err(_) => return Err(Failure::late()),
    };
    let answered = plane.clock.now().wall;
    let expires = Timestamp {
        epoch_ms: answered.epoch_ms.saturating_add(ttl_ms),
    };
    AuthorizerResult::read(&payload, expires)
        .map(Arc::new)
        .map_err(|why| fault(format!("what the authorizer returned is of no use: {why}")))
}

/// What identifies the caller, by the authorizer's sources in order; each value with what separates it from the next. Where it is
/// not there, or not of the form that is asked, the function is not called.
fn identity(
    authorizer: &LambdaAuthorizer,
    routed: &Routed<'_>,
    arrival: &Arrival<'_>,
    record: &mut DecisionRecord,
) -> Result<Vec<Vec<u8>>, Rejection> {
    let headers = &arrival.parts.headers;
    match &authorizer.kind {
        LambdaAuthorizerKind::Token { header, validation } => {
            let mut values = headers.get_all(header.as_str()).iter();
            let token = values.next().filter(|value| !value.is_empty());
            let token = token.and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
            let Some(token) = token else {
                record.reason.push_str("the request has no token");
                return Err(Rejection::Unauthorized);
            };
            if values.any(|other| other.as_bytes() != token.as_bytes()) {
                record.reason.push_str("the request has several tokens");
                return Err(Rejection::Unauthorized);
            }
            if validation.as_ref().is_some_and(|pattern| !pattern.matches(token)) {
                record
                    .reason
                    .push_str("the token is not of the form that the authorizer asks for");
                return Err(Rejection::Unauthorized);
            }
            Ok(vec![token.as_bytes().to_vec()])
        }
        LambdaAuthorizerKind::Request { identity_sources } => {
            let facts = facts(routed, arrival, record);
            let mut identity = Vec::with_capacity(identity_sources.len());
            for source in identity_sources {
                identity.push(value(source, routed, &facts));
            }
            if authorizer.ttl_s > 0 && identity.iter().any(Vec::is_empty) {
                record
                    .reason
                    .push_str("the request lacks an identity source of the authorizer");
                return Err(Rejection::Unauthorized);
            }
            Ok(identity)
        }
    }
}

fn facts<'f>(routed: &'f Routed<'f>, arrival: &'f Arrival<'f>, record: &'f DecisionRecord) -> Facts<'f> {
    Facts {
        body: None,
        headers: &arrival.parts.headers,
        query: arrival.parts.uri.query(),
        routed: Some((routed.path(), routed.found())),
        view: View {
            record,
            stage: Some(routed.stage()),
        },
        response: None,
    }
}

/// All values of a source, each with its length before it; empty for none, and for nothing but empty ones.
fn value(source: &IdentitySource, routed: &Routed<'_>, facts: &Facts<'_>) -> Vec<u8> {
    let mut values: Vec<Vec<u8>> = Vec::new();
    match source {
        IdentitySource::Header(name) | IdentitySource::MultiValueHeader(name) => {
            let all = facts.headers.get_all(name.as_str());
            values.extend(all.iter().map(|value| value.as_bytes().to_vec()));
        }
        IdentitySource::Query(name) | IdentitySource::MultiValueQuery(name) => {
            let all = query_pairs(facts.query).filter(|(known, _)| crate::value::is_query_name(known, name));
            values.extend(all.map(|(_, value)| value.as_bytes().to_vec()));
        }
        IdentitySource::StageVariable(name) => {
            let variables = &routed.stage().deployment().stage.variables;
            values.extend(variables.get(name).map(|value| value.clone().into_bytes()));
        }
        IdentitySource::Context(name) => {
            let mut text = String::new();
            if variable(name).is_some_and(|variable| variable.write(&facts.view, &mut text)) {
                values.push(text.into_bytes());
            }
        }
    }
    if values.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for value in values {
        out.extend_from_slice(&(value.len() as u64).to_be_bytes());
        out.extend_from_slice(&value);
    }
    out
}

fn key(authorizer: &LambdaAuthorizer, routed: &Routed<'_>, identity: &[Vec<u8>]) -> CacheKey {
    let deployment = routed.stage().deployment();
    CacheKey::new(
        deployment.identity.api.as_str(),
        deployment.stage.name.as_str(),
        &deployment.deployment_id,
        &authorizer.id,
        authorizer.function.as_str(),
        identity.iter().map(Vec::as_slice),
    )
}

fn function_call(
    authorizer: &LambdaAuthorizer,
    routed: &Routed<'_>,
    arrival: &Arrival<'_>,
    trace: &HeaderValue,
    identity: &[Vec<u8>],
    record: &DecisionRecord,
) -> FunctionCall {
    let deployment = routed.stage().deployment();
    let payload = match &authorizer.kind {
        LambdaAuthorizerKind::Token { .. } => {
            let token = identity.first().map_or(&[][..], Vec::as_slice);
            event::token(&String::from_utf8_lossy(token), &record.arn)
        }
        LambdaAuthorizerKind::Request { .. } => {
            let subject = event::Subject {
                facts: facts(routed, arrival, record),
                arrival,
                routed,
                trace,
            };
            event::authorizer(subject, &record.arn)
        }
    };
    let of = &deployment.identity;
    FunctionCall {
        function: authorizer.function.as_str().into(),
        source_arn: format!(
            "arn:{}:execute-api:{}:{}:{}/authorizers/{}",
            of.partition, of.region, of.account, of.api, authorizer.id
        ),
        source_account: of.account.as_str().into(),
        credentials: authorizer.credentials.as_deref().map(Into::into),
        payload: payload.into(),
        mode: FunctionMode::Whole,
        timeout: AUTHORIZER_TIME_MAX,
        request_id: record.request_id.to_string(),
        trace: trace.to_str().unwrap_or_default().to_owned(),
    }
}

/// The record says what the authorizer said; variables read it there.
fn note(record: &mut DecisionRecord, result: &Arc<AuthorizerResult>, latency_ms: u64) {
    record.phases.authentication = Phase::Passed;
    record.authorizer = AuthorizerAnswer::new(Arc::clone(result), latency_ms);
}
