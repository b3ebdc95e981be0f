//! The life of a request, from its head to the last byte of its answer.
//!
//! Every step takes what the step before it made, and only that step can make it: an integration is called with a `Call`,
//! which holds a `Valid` request, which holds the `Permit`. Steps that are still to be built (authorizers, throttling, API
//! keys) have their places between these.

use std::rc::Rc;

use bytes::Bytes;
use http::{
    HeaderName, HeaderValue, Method, Request, Response, Version, header::CONTENT_LENGTH, request::Parts,
};
use http_body::Body;

use crate::{
    follow::Follow,
    gateway_response,
    plane::{Pinned, Plane},
    record::DecisionRecord,
    rejection::Rejection,
    response_body::{Content, ResponseBody},
    stages::{authorization, integration, request, resource_policy, response, route},
    trace::{TRACE_BYTES, push_trace},
    transport::{Connection, RequestBody, SourceAddress, source_address},
};

static X_AMZN_REQUESTID: HeaderName = HeaderName::from_static("x-amzn-requestid");
static X_AMZ_APIGW_ID: HeaderName = HeaderName::from_static("x-amz-apigw-id");

/// Answers one request. Dropped when the client goes away, which cancels the call of the integration.
pub async fn serve(
    plane: &Rc<Plane>,
    connection: &Connection,
    request: Request<RequestBody>,
) -> Response<ResponseBody> {
    let began = plane.clock.now();
    let pinned = plane.pin();
    let mut follow = Follow::begin(plane, Rc::clone(&pinned), began.instant);
    let (parts, body) = request.into_parts();
    let source = source_address(connection, &parts.headers);
    if let Some(record) = follow.record() {
        record.request_id = plane.random.request_id();
        record.time = began.wall;
        note_arrival(
            record,
            connection,
            &parts,
            source,
            &plane.random.extended_request_id(),
        );
        record.request_bytes = body.size_hint().lower();
    }
    let response = match run(plane, &pinned, connection, source, &parts, body, &mut follow).await {
        Ok(response) => response,
        Err(rejection) => gateway_response::render(rejection, &parts, &mut follow),
    };
    finish(response, &parts.method, follow)
}

async fn run(
    plane: &Plane,
    pinned: &Pinned,
    connection: &Connection,
    source: SourceAddress,
    parts: &Parts,
    body: RequestBody,
    follow: &mut Follow,
) -> Result<Response<Content>, Rejection> {
    let settings = &plane.shared.settings;
    let routed = route::identify(pinned, connection, parts, settings.method_override, follow)?;
    let mut trace = String::with_capacity(TRACE_BYTES);
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let screened = resource_policy::screen(routed, record)?;
    let permit = authorization::decide(screened, settings.denial_texts, record)?;
    let valid = request::validate(permit, parts, record)?;
    push_trace(&parts.headers, record.time, &plane.random, &mut trace);
    let call = request::map(valid, parts, body, connection, source.derivation, &trace, record)?;
    let reply = integration::invoke(&plane.client, call, parts, follow).await?;
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let response = response::map(reply, parts, &trace, record)?;
    record.status = response.status().as_u16();
    Ok(response)
}

/// What is known before routing.
fn note_arrival(
    record: &mut DecisionRecord,
    connection: &Connection,
    parts: &Parts,
    source: SourceAddress,
    extended_request_id: &[u8],
) {
    record
        .extended_request_id
        .push_str(std::str::from_utf8(extended_request_id).unwrap_or(""));
    record.peer = Some(connection.peer);
    record.source_ip = source.address;
    crate::derivation_text::push_derivation(source.derivation, &mut record.source_derivation);
    record.secure_transport = source.secure;
    record.protocol.push_str(match parts.version {
        Version::HTTP_10 => "HTTP/1.0",
        Version::HTTP_2 => "HTTP/2.0",
        _ => "HTTP/1.1",
    });
    if let Some(tls) = &connection.tls {
        record.tls_version.push_str(tls.version);
        record.tls_cipher.push_str(tls.cipher);
    }
    record.host.push_str(route::host(parts));
    record.method.push_str(parts.method.as_str());
    record.verb.push_str(parts.method.as_str());
    record.path.push_str(parts.uri.path());
    for value in parts.headers.get_all(http::header::USER_AGENT) {
        record.user_agent.push(value);
    }
    for value in parts.headers.get_all(http::header::REFERER) {
        record.referer.push(value);
    }
}

/// The headers every response has, and the record onto its body.
fn finish(response: Response<Content>, method: &Method, mut follow: Follow) -> Response<ResponseBody> {
    let (mut head, mut content) = response.into_parts();
    if let Some(record) = follow.record() {
        // Both ids share one piece of memory.
        let mut ids = Vec::with_capacity(52);
        ids.extend_from_slice(&record.request_id.to_ascii());
        ids.extend_from_slice(record.extended_request_id.as_bytes());
        let ids = Bytes::from(ids);
        let split = 36.min(ids.len());
        for (name, bytes) in [
            (&X_AMZN_REQUESTID, ids.slice(..split)),
            (&X_AMZ_APIGW_ID, ids.slice(split..)),
        ] {
            if let Ok(value) = HeaderValue::from_maybe_shared(bytes) {
                head.headers.insert(name, value);
            }
        }
    }
    if *method == Method::HEAD
        && let Content::Whole(bytes) = &content
    {
        head.headers.insert(CONTENT_LENGTH, bytes.len().into());
        content = Content::Nothing;
    }
    let whole = match &content {
        Content::Whole(_) | Content::Nothing => true,
        Content::Upstream(body) => body.size_hint().exact().is_some_and(|bytes| bytes == 0),
    };
    follow.head(whole);
    Response::from_parts(head, ResponseBody::new(content, follow))
}
