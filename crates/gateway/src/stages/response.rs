//! From the integration response to the method response.

use std::{sync::Arc, time::Instant};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, HeaderName},
};
use http_body_util::BodyExt;
use invoke::UpstreamBody;
use tokio::time::timeout_at;

use super::{
    counted::NO_ROOM,
    function::{self, Given},
    headers,
    integration::{self, Answered, Reply},
    mock,
    request::Set,
};
use crate::{
    arrival::Arrival,
    context::View,
    follow::describe,
    plan::{HttpKind, LambdaKind, ResponsePlan, select_lambda},
    record::{DecisionRecord, Phase},
    rejection::Rejection,
    response_body::Content,
    room::{Held, Room},
    template::{DEFAULT_TYPE, Failure, Fault, Front, Side, TemplatePlan, apply, run},
    value::{Facts, ReadBody, ValuePlan},
};

static X_AMZN_TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// The most bytes of an integration's answer that a template reads.
///
/// Source: API Gateway developer guide, quotas: payload size 10 MB.
pub(crate) const ANSWER_BYTES_MAX: usize = 10 * 1024 * 1024;

/// Builds the response; the headers every response has come later.
pub(crate) async fn map(
    reply: Reply<'_>,
    arrival: &Arrival<'_>,
    trace: &HeaderValue,
    room: &Arc<Room>,
    record: &mut DecisionRecord,
) -> Result<Response<Content>, Rejection> {
    let Reply { valid, answer } = reply;
    let parts = arrival.parts;
    let front = Front { arrival, trace };
    let routed = valid.routed();
    let facts = |record, response| Facts {
        headers: &parts.headers,
        query: parts.uri.query(),
        routed: Some((routed.path(), routed.found())),
        view: View {
            record,
            stage: Some(routed.stage()),
        },
        response,
        body: None,
    };
    match answer {
        Answered::Http {
            plan,
            status,
            mut headers,
            body,
            whole_by,
            set,
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
                    let template = mock::template(&selected.templates, &parts.headers);
                    let is_run = template.is_some_and(|(_, template)| template.is_dynamic());
                    let is_read = is_run || selected.reads_body();
                    let mut read = Bytes::new();
                    let content = if is_read {
                        // A box, so that answers nobody reads do not carry the room for it.
                        read = Box::pin(whole(body, whole_by, room, record)).await?;
                        template.is_none().then(|| Content::Whole(read.clone()))
                    } else if template.is_none() {
                        Some(body.into())
                    } else {
                        None
                    };
                    let made = make(
                        selected,
                        template,
                        &facts(record, Some(&headers)),
                        front,
                        &read,
                        set,
                    );
                    finish(made, content, record)?
                }
            };
            // Recorded: HTTP integrations answer with it, MOCK does not.
            response.headers_mut().insert(&X_AMZN_TRACE_ID, trace.clone());
            Ok(response)
        }
        Answered::Function { plan, given, set } => {
            let mut response = match &plan.kind {
                LambdaKind::Proxy { .. } => function::proxy_response(*given, routed, &parts.headers, record)?,
                LambdaKind::Mapped { responses, .. } => {
                    let Given::Whole { payload, failed } = *given else {
                        return Err(Rejection::FunctionFailure);
                    };
                    let message = failed.then(|| function::error_message(&payload));
                    let selected =
                        select_lambda(responses, message.as_deref()).ok_or(Rejection::ApiConfiguration)?;
                    let template = mock::template(&selected.templates, &parts.headers);
                    let made = make(selected, template, &facts(record, None), front, &payload, set);
                    let made = made.and_then(|(status, headers, made)| {
                        let body = if template.is_none() { payload } else { made };
                        let body = if selected.decodes { decoded(&body)? } else { body };
                        Ok((status, headers, body))
                    });
                    finish(made, None, record)?
                }
            };
            response.headers_mut().insert(&X_AMZN_TRACE_ID, trace.clone());
            Ok(response)
        }
        Answered::Mock { plan, status, set } => {
            let selected = select(&plan.responses, status)?;
            let template = mock::template(&selected.templates, &parts.headers);
            let made = make(
                selected,
                template,
                &facts(record, None),
                front,
                &Bytes::new(),
                set,
            );
            finish(made, None, record)
        }
    }
}

/// All of an integration's answer.
async fn whole(
    mut body: UpstreamBody,
    by: Option<Instant>,
    room: &Arc<Room>,
    record: &mut DecisionRecord,
) -> Result<Bytes, Rejection> {
    if let Some(bytes) = body.take_whole() {
        return Ok(bytes);
    }
    let by = by.ok_or(Rejection::ApiConfiguration)?;
    let mut bytes = Held::new(room, 0);
    let mut read = async || {
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| (integration::rejection(&error), describe(&error)))?;
            let data = frame.data_ref().map_or(&[][..], |data| data);
            if bytes.len() + data.len() > ANSWER_BYTES_MAX {
                let why = format!("more than {ANSWER_BYTES_MAX} bytes, which no template reads");
                return Err((Rejection::ApiConfiguration, why));
            }
            bytes
                .push(data)
                .map_err(|_| (NO_ROOM, "there is no room to hold the answer".to_owned()))?;
        }
        Ok(())
    };
    let failed = match timeout_at(by.into(), read()).await {
        Ok(Ok(())) => return Ok(bytes.finish()),
        Ok(Err(failed)) => failed,
        Err(_) => (
            Rejection::IntegrationTimeout,
            "the response body took too long".to_owned(),
        ),
    };
    let (rejection, why) = failed;
    record.phases.integration = Phase::Failed;
    record.integration_error = why;
    Err(rejection)
}

/// A response as its owner wants it: status, headers, and the body unless the integration's passes.
type Made = Result<(StatusCode, HeaderMap, Bytes), Fault>;

/// `read`: the integration's answer, for templates that are run and mappings that read it.
fn make(
    selected: &ResponsePlan,
    template: Option<&(String, TemplatePlan)>,
    facts: &Facts<'_>,
    front: Front<'_>,
    read: &Bytes,
    set: Set,
) -> Made {
    let mut set = set;
    let (content_type, body) = match template {
        None => (DEFAULT_TYPE, Bytes::new()),
        Some((content_type, TemplatePlan::Literal(text))) => (content_type.as_str(), text.clone()),
        Some((content_type, TemplatePlan::Dynamic(template))) => {
            let before = set.take().unwrap_or_default();
            let (text, overrides) = run(template, Side::Response, facts, front, read, &before)?;
            set = Some(Box::new(overrides));
            (content_type.as_str(), text.into())
        }
    };
    let mapped_from = selected.reads_body().then(|| ReadBody::new(read.clone()));
    let facts = Facts {
        body: mapped_from.as_ref(),
        ..*facts
    };
    let mut headers = mapped_headers(&selected.headers, &facts, content_type)?;
    if let Some(why) = facts.body.and_then(ReadBody::fault) {
        return Err(Failure(format!("a mapping out of the answer's body failed: {why}")).into());
    }
    let mut status = selected.status;
    if let Some(set) = set {
        apply(&set, &mut status, &mut headers)?;
    }
    Ok((status, headers, body))
}

/// The bytes that a text in base64 stands for; in quotes, where a function gave it.
///
/// Source: API Gateway developer guide, "Content type conversions in API Gateway" and "Return binary media from a Lambda
/// integration".
fn decoded(text: &[u8]) -> Result<Bytes, Failure> {
    let text = text.trim_ascii();
    let inner = text.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\""));
    match STANDARD.decode(inner.unwrap_or(text)) {
        Ok(bytes) => Ok(bytes.into()),
        Err(error) => Err(Failure(format!(
            "the body is to become binary, and is no base64: {error}"
        ))),
    }
}

fn finish(
    made: Made,
    passing: Option<Content>,
    record: &mut DecisionRecord,
) -> Result<Response<Content>, Rejection> {
    match made {
        Ok((status, headers, body)) => Ok(build(status, headers, passing.unwrap_or(Content::Whole(body)))),
        Err(fault) => Err(fault.rejection(record)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_becomes_the_bytes_it_stands_for() {
        let check = |text: &str, expect: Option<&[u8]>| {
            assert_eq!(decoded(text.as_bytes()).ok().as_deref(), expect, "{text}");
        };
        check("AP8=", Some(&[0, 255]));
        check("\"AP8=\"\n", Some(&[0, 255]));
        check("", Some(b""));
        check("\"", None);
        check("AP8", None);
        check("{\"a\":1}", None);
        check("AP_8", None);
    }
}
