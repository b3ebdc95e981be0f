//! The life of a request, from its head to the last byte of its answer.
//!
//! Every step takes what the step before it made, and only that step can make it: an integration is called with a `Call`,
//! which holds a `Valid` request, which holds the `Admitted` one, which holds the `Permit`. Steps that are still to be built
//! (authorizers) have their places between these.

use std::{cell::OnceCell, rc::Rc};

use http::{HeaderName, HeaderValue, Method, Request, Response, header::CONTENT_LENGTH};
use http_body::Body;

use crate::{
    arrival::Arrival,
    follow::Follow,
    gateway_response,
    own_text::TextBlock,
    plane::{Pinned, Plane},
    rejection::Rejection,
    response_body::{Content, ResponseBody},
    stages::{
        Payload, api_key, authenticate, authorization, authorizer, endpoint, integration, request,
        resource_policy, response, route, throttle,
    },
    trace,
    transport::{Connection, RequestBody},
};

static X_AMZN_REQUESTID: HeaderName = HeaderName::from_static("x-amzn-requestid");
static X_AMZ_APIGW_ID: HeaderName = HeaderName::from_static("x-amz-apigw-id");

/// Bytes of a request id and an extended request id together.
const IDS_BYTES: usize = 36 + 16;

/// Answers one request. Dropped when the client goes away, which cancels the call of the integration.
pub async fn serve(
    plane: &Rc<Plane>,
    connection: &Connection,
    request: Request<RequestBody>,
) -> Response<ResponseBody> {
    let (parts, body) = request.into_parts();
    let pinned = plane.pin();
    let (mut follow, arrival) = Follow::begin(plane, Rc::clone(&pinned), connection, &parts);
    follow.request_bytes().set(body.size_hint().lower());
    let response = match run(plane, &pinned, &arrival, body, &mut follow).await {
        Ok(response) => response,
        Err(rejection) => gateway_response::render(rejection, &parts, &mut follow),
    };
    finish(response, &parts.method, &plane.texts, follow)
}

async fn run(
    plane: &Plane,
    pinned: &Pinned,
    arrival: &Arrival<'_>,
    body: RequestBody,
    follow: &mut Follow,
) -> Result<Response<Content>, Rejection> {
    let settings = &plane.shared.settings;
    let reached = route::locate(pinned, arrival, settings.method_override, &plane.random, follow)?;
    let body = Payload::Stream(body);
    let (passed, body) = match endpoint::pass_by(reached, arrival) {
        Ok(passed) => (passed, body),
        // A box, so that other requests do not carry the room for it.
        Err(reached) => Box::pin(endpoint::pass(plane, reached, arrival, body, follow)).await?,
    };
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let routed = route::find(passed, arrival, record)?;
    let (known, body) = authenticate::authenticate(plane, &routed, arrival, body, follow).await?;
    let counting = plane.counting(follow.began());
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let screened = resource_policy::screen(known, record)?;
    let time = record.time;
    // Made when it is first needed: who is refused needs none.
    let made_trace = OnceCell::new();
    let trace =
        |time| made_trace.get_or_init(|| trace::go_on(arrival.trace, time, &plane.random, &plane.texts));
    let asked = match authorizer::Asked::nobody(screened) {
        Ok(asked) => asked,
        // A box, so that other requests do not carry the room for it.
        Err(screened) => Box::pin(authorizer::ask(plane, screened, arrival, &trace, follow)).await?,
    };
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let permit = authorization::decide(asked, settings.denial_texts, record)?;
    let identified = api_key::identify(
        permit,
        pinned.snapshot.usage_plans(),
        &arrival.parts.headers,
        record,
    )?;
    let admitted = throttle::admit(identified, counting, record).await?;
    let valid = request::validate(admitted, arrival.parts, body, follow).await?;
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let trace = trace(time);
    let call = request::map(valid, arrival, trace, &plane.texts, record)?;
    let reply = integration::invoke(plane, call, follow).await?;
    let record = follow.record().ok_or(Rejection::RequestBroken)?;
    let response = response::map(reply, arrival, trace, &plane.shared.room, record).await?;
    record.status = response.status().as_u16();
    Ok(response)
}

/// The headers every response has, and the record onto its body.
fn finish(
    response: Response<Content>,
    method: &Method,
    texts: &TextBlock,
    mut follow: Follow,
) -> Response<ResponseBody> {
    let (mut head, mut content) = response.into_parts();
    if let Some(record) = follow.record() {
        let id = record.request_id.to_ascii();
        let mut ids = texts.write(IDS_BYTES, |out| {
            out.extend_from_slice(&id);
            out.extend_from_slice(record.extended_request_id.as_bytes());
        });
        for (name, id) in [
            (&X_AMZN_REQUESTID, ids.split_to(id.len())),
            (&X_AMZ_APIGW_ID, ids),
        ] {
            if let Ok(value) = HeaderValue::from_maybe_shared(id) {
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
    follow.head(content.is_whole());
    Response::from_parts(head, ResponseBody::new(content, follow))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of the future that `serve` gives.
    fn bytes<'a, F>(_: impl Fn(&'a Rc<Plane>, &'a Connection, Request<RequestBody>) -> F) -> usize {
        size_of::<F>()
    }

    #[test]
    fn what_is_moved_for_each_request_stays_small() {
        // These are copied from place to place, and one future is held for each request that waits.
        let sizes = [
            ("serve", bytes(serve), 2_560),
            ("rejection", size_of::<Rejection>(), 32),
            ("response", size_of::<Response<ResponseBody>>(), 320),
        ];
        for (what, bytes, bytes_max) in sizes {
            assert!(bytes <= bytes_max, "{what} has {bytes} bytes");
        }
    }
}
