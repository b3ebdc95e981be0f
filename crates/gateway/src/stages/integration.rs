//! The call of an integration.

use std::time::Instant;

use http::{HeaderMap, StatusCode};
use invoke::{HttpClient, InvokeError, RequestHead, UpstreamBody};

use super::{
    counted::Counted,
    request::{Call, HttpCall, Integration, Set, Valid},
};
use crate::{
    clock::monotonic,
    follow::{Follow, describe},
    plan::{HttpPlan, MockPlan},
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
}

/// Calls it. The time-out covers the time until the response head is in; on AWS it covers the whole response unless the
/// integration streams. Here bodies stream unless a template reads them, so a long answer that keeps moving is not cut at
/// 29 seconds.
pub(crate) async fn invoke<'a>(
    client: &HttpClient,
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
        Integration::Http(call) => *call,
    };
    let HttpCall {
        plan,
        method,
        path_and_query,
        headers,
        body,
        set,
    } = call;
    let head = RequestHead {
        method: &method,
        path_and_query: &path_and_query,
        host: None,
        headers: headers.iter(),
    };
    let whole_by = plan
        .reads_answers
        .then(|| monotonic().checked_add(plan.timeout))
        .flatten();
    let body = Counted::new(body, follow.request_bytes());
    let sent = client.send(&plan.target, head, body, plan.timeout).await;
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
