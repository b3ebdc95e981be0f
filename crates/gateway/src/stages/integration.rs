//! The call of an integration.

use std::time::Instant;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use invoke::{InvokeError, RequestHead, UpstreamBody};

use super::{
    counted::{Counted, Payload},
    function::{self, Given, Ready},
    request::{Call, Integration, Set, Valid},
};
use crate::{
    clock::monotonic,
    follow::{Follow, describe},
    plan::{HttpPlan, LambdaPlan, MockPlan},
    plane::Plane,
    record::Phase,
    rejection::Rejection,
    transport::BodyError,
};

/// What an integration answered.
#[derive(Debug)]
pub(crate) struct Reply<'a> {
    pub(super) valid: Valid<'a>,
    pub(super) answer: Answered<'a>,
}

#[derive(Debug)]
pub(super) enum Answered<'a> {
    Http {
        plan: &'a HttpPlan,
        status: StatusCode,
        headers: HeaderMap,
        body: UpstreamBody,
        /// When all of the body must be there, if a template may have to read it.
        whole_by: Option<Instant>,
        set: Set,
    },
    Mock {
        plan: &'a MockPlan,
        status: u16,
        set: Set,
    },
    Function {
        plan: &'a LambdaPlan,
        given: Box<Given>,
        set: Set,
    },
}

/// Calls it. The time-out covers the time until the response head is in; on AWS it covers the whole response unless the
/// integration streams. Here bodies stream unless a template reads them, so a long answer that keeps moving is not cut at
/// 29 seconds.
pub(crate) async fn invoke<'a>(
    plane: &Plane,
    call: Call<'a>,
    follow: &mut Follow,
) -> Result<Reply<'a>, Rejection> {
    let (valid, integration) = call.into_parts();
    let call = match integration {
        Integration::Mock(plan, status, set) => {
            if let Some(record) = follow.record() {
                record.phases.integration = Phase::Passed;
                record.integration_status = Some(status);
            }
            return Ok(Reply {
                valid,
                answer: Answered::Mock { plan, status, set },
            });
        }
        // A box, so that other requests do not carry the room for it.
        Integration::Function(ready, set) => {
            return Box::pin(invoke_function(plane, valid, *ready, set, follow)).await;
        }
        Integration::Http(call) => call,
    };
    // What is large stays in its box: this future is moved with each request.
    let mut call = call;
    let plan = call.plan;
    let body = std::mem::replace(&mut call.body, Payload::Whole(Bytes::new()));
    let set = call.set.take();
    let head = RequestHead {
        method: &call.method,
        path_and_query: &call.path_and_query,
        host: None,
        headers: call.headers.iter(),
    };
    let whole_by = plan
        .reads_answers
        .then(|| monotonic().checked_add(plan.timeout))
        .flatten();
    let body = Counted::new(body, follow.request_bytes());
    let sent = plane.client.send(&plan.target, head, body, plan.timeout).await;
    follow.integration_answered();
    let record = follow.record();
    match sent {
        Ok(response) => {
            if let Some(record) = record {
                record.phases.integration = Phase::Passed;
                record.integration_status = Some(response.status.as_u16());
                record.integration_reused = response.reused;
            }
            let answer = Answered::Http {
                plan,
                status: response.status,
                headers: response.headers,
                body: response.body,
                whole_by,
                set,
            };
            Ok(Reply { valid, answer })
        }
        Err(error) => {
            let rejection = rejection(&error);
            if let Some(record) = record {
                record.phases.integration = Phase::Failed;
                record.integration_error = describe(&error);
            }
            Err(rejection)
        }
    }
}

async fn invoke_function<'a>(
    plane: &Plane,
    valid: Valid<'a>,
    ready: Ready<'a>,
    set: Set,
    follow: &mut Follow,
) -> Result<Reply<'a>, Rejection> {
    let plan = ready.plan;
    let given = function::call(plane, ready).await;
    follow.integration_answered();
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    match given {
        Ok(given) => {
            record.phases.integration = Phase::Passed;
            let answer = Answered::Function {
                plan,
                given: Box::new(given),
                set,
            };
            Ok(Reply { valid, answer })
        }
        Err((rejection, why)) => {
            record.phases.integration = Phase::Failed;
            record.integration_error = why;
            Err(rejection)
        }
    }
}

/// Whose fault it is. Kinds that are added later are the integration's.
///
/// Source: API Gateway developer guide, "Gateway response types for API Gateway"; statuses as recorded.
#[expect(clippy::wildcard_enum_match_arm, reason = "the enum is not exhaustive")]
pub(super) fn rejection(error: &InvokeError) -> Rejection {
    match error {
        InvokeError::TimedOut { .. } | InvokeError::ConnectTimedOut { .. } => Rejection::IntegrationTimeout,
        InvokeError::RequestBody(source) => body_rejection(source.downcast_ref()),
        InvokeError::RequestBodyTimedOut { .. } => Rejection::RequestTooSlow,
        InvokeError::RequestBodyLength { .. } => Rejection::RequestBroken,
        InvokeError::InvalidRequest(_) => Rejection::Unmappable,
        // On AWS an endpoint that cannot be right is a mistake in the API: "invalid endpoint address", and recorded for
        // certificates.
        InvokeError::ResolveFailed { .. } | InvokeError::TlsFailed { .. } => Rejection::ApiConfiguration,
        _ => Rejection::IntegrationFailure,
    }
}

/// What a client's body that ends early means.
pub(super) fn body_rejection(error: Option<&BodyError>) -> Rejection {
    match error {
        Some(BodyError::TooLarge) => Rejection::RequestTooLarge,
        Some(BodyError::TooSlow) => Rejection::RequestTooSlow,
        Some(BodyError::Broken(_)) | None => Rejection::RequestBroken,
    }
}
