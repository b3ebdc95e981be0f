//! From the integration response to the method response.

use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, HeaderName},
    request::Parts,
};

use super::{
    headers,
    integration::{Answered, Reply},
    mock::{self, DEFAULT_TYPE},
};
use crate::{
    context::View,
    plan::{HttpKind, ResponsePlan},
    record::DecisionRecord,
    rejection::Rejection,
    response_body::Content,
    value::{Facts, ValuePlan},
};

static X_AMZN_TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// Builds the response; the headers every response has come later.
pub(crate) fn map(
    reply: Reply<'_>,
    parts: &Parts,
    trace: &HeaderValue,
    record: &DecisionRecord,
) -> Result<Response<Content>, Rejection> {
    let Reply { valid, answer } = reply;
    let routed = valid.routed();
    let facts = Facts {
        headers: &parts.headers,
        query: parts.uri.query(),
        routed: Some((routed.path(), routed.found())),
        view: View {
            record,
            stage: Some(routed.stage()),
        },
        response: None,
    };
    match answer {
        Answered::Http {
            plan,
            status,
            mut headers,
            body,
        } => {
            let mut response = match &plan.kind {
                HttpKind::Proxy => {
                    let typed = headers::map_response(&mut headers);
                    if !typed {
                        headers.insert(CONTENT_TYPE, HeaderValue::from_static(DEFAULT_TYPE));
                    }
                    build(status, headers, body.into())
                }
                HttpKind::Mapped { responses, .. } => {
                    let selected = select(responses, status.as_u16())?;
                    let facts = Facts {
                        response: Some(&headers),
                        ..facts
                    };
                    let mapped = mapped_headers(&selected.headers, &facts, DEFAULT_TYPE)?;
                    build(selected.status, mapped, body.into())
                }
            };
            // Recorded: HTTP integrations answer with it, MOCK does not.
            response.headers_mut().insert(&X_AMZN_TRACE_ID, trace.clone());
            Ok(response)
        }
        Answered::Mock { plan, status } => {
            let selected = select(&plan.responses, status)?;
            let template = mock::template(&selected.templates, &parts.headers);
            let (content_type, body) = template
                .map_or((DEFAULT_TYPE, bytes::Bytes::new()), |(content_type, body)| {
                    (content_type.as_str(), body.clone())
                });
            let headers = mapped_headers(&selected.headers, &facts, content_type)?;
            Ok(build(selected.status, headers, Content::Whole(body)))
        }
    }
}

fn select(responses: &[ResponsePlan], status: u16) -> Result<&ResponsePlan, Rejection> {
    ResponsePlan::select(responses, status).ok_or(Rejection::ApiConfiguration)
}

/// The mapped headers, and `Content-Type` unless it is among them.
fn mapped_headers(
    plans: &[(HeaderName, ValuePlan)],
    facts: &Facts<'_>,
    content_type: &str,
) -> Result<HeaderMap, Rejection> {
    let mut headers = HeaderMap::with_capacity(plans.len() + 4);
    for (name, value) in plans {
        if let Some(value) = value.read(facts) {
            // A value from the upstream or the client that no header can hold is left out: the answer stands without it.
            if let Ok(value) = HeaderValue::from_bytes(&value.decoded()) {
                headers.append(name, value);
            }
        }
    }
    if !headers.contains_key(CONTENT_TYPE) {
        let value = HeaderValue::from_str(content_type).map_err(|_| Rejection::ApiConfiguration)?;
        headers.insert(CONTENT_TYPE, value);
    }
    Ok(headers)
}

fn build(status: StatusCode, headers: HeaderMap, content: Content) -> Response<Content> {
    let mut response = Response::new(content);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
