//! The call of an integration.

use http::{HeaderMap, StatusCode, request::Parts};
use invoke::{HttpClient, InvokeError, RequestHead, UpstreamBody};

use super::{
    counted::Counted,
    mock,
    request::{Call, HttpCall, Integration, Valid},
};
use crate::{
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
    },
    Mock {
        plan: &'a MockPlan,
        status: u16,
    },
}

/// Calls it. The time-out covers the time until the response head is in; on AWS it covers the whole response unless the
/// integration streams. Here bodies always stream, so a long answer that keeps moving is not cut at 29 seconds.
pub(crate) async fn invoke<'a>(
    client: &HttpClient,
    call: Call<'a>,
    parts: &Parts,
    follow: &mut Follow,
) -> Result<Reply<'a>, Rejection> {
    let (valid, integration) = call.into_parts();
    let call = match integration {
        Integration::Mock(plan) => {
            let status = mock::status(plan, &parts.headers)?;
            if let Some(record) = follow.record() {
                record.phases.integration = Phase::Passed;
                record.integration_status = Some(status);
            }
            return Ok(Reply {
                valid,
                answer: Answered::Mock { plan, status },
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
    } = call;
    let head = RequestHead {
        method: &method,
        path_and_query: &path_and_query,
        host: None,
        headers: headers.iter(),
    };
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
fn rejection(error: &InvokeError) -> Rejection {
    match error {
        InvokeError::TimedOut { .. } | InvokeError::ConnectTimedOut { .. } => Rejection::IntegrationTimeout,
        InvokeError::RequestBody(source) => match source.downcast_ref::<BodyError>() {
            Some(BodyError::TooLarge) => Rejection::RequestTooLarge,
            Some(BodyError::TooSlow) => Rejection::RequestTooSlow,
            Some(BodyError::Broken(_)) | None => Rejection::RequestBroken,
        },
        InvokeError::RequestBodyTimedOut { .. } => Rejection::RequestTooSlow,
        InvokeError::RequestBodyLength { .. } => Rejection::RequestBroken,
        InvokeError::InvalidRequest(_) => Rejection::Unmappable,
        // On AWS an endpoint that cannot be right is a mistake in the API: "invalid endpoint address", and recorded for
        // certificates.
        InvokeError::ResolveFailed { .. } | InvokeError::TlsFailed { .. } => Rejection::ApiConfiguration,
        _ => Rejection::IntegrationFailure,
    }
}
