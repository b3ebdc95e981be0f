//! Requests of AWS's own clients: read whole, answered on a blocking thread.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use control::{BODY_BYTES_MAX, Incoming, Outcome};
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::Incoming as Body;

use super::{Answer, Control};

/// From the head of a request to the end of its body.
const BODY_TIME: Duration = Duration::from_secs(60);

/// Answers a request that is not for `/_portcullis/`.
pub(super) async fn answer(
    shown: &Arc<Control>,
    peer: SocketAddr,
    request: Request<Body>,
) -> Response<Full<Bytes>> {
    let Some(plane) = shown.plane() else {
        return Answer::refusal(StatusCode::SERVICE_UNAVAILABLE, "the control plane is starting").response();
    };
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_BYTES_MAX).collect()).await;
    let body = match read {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => {
            return Answer::refusal(
                StatusCode::PAYLOAD_TOO_LARGE,
                &format!("the body has more than {BODY_BYTES_MAX} bytes"),
            )
            .response();
        }
        Ok(Err(_)) | Err(_) => {
            return Answer::refusal(StatusCode::BAD_REQUEST, "the body did not arrive whole").response();
        }
    };
    let headers = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
        .collect();
    let incoming = Incoming {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers,
        header_map: parts.headers,
        body: body.to_vec(),
        source_ip: Some(peer.ip().to_canonical()),
        secure: false,
    };
    let log = shown.log;
    let ran = tokio::task::spawn_blocking(move || {
        let outcome = plane.handle(&incoming);
        tell(log, &incoming, &outcome);
        outcome
    })
    .await;
    match ran {
        Ok(outcome) => response(outcome),
        Err(_) => Answer::refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the operation ended abruptly; the log has more",
        )
        .response(),
    }
}

fn response(outcome: Outcome) -> Response<Full<Bytes>> {
    let status = StatusCode::from_u16(outcome.answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Full::new(Bytes::from(outcome.answer.body)));
    *response.status_mut() = status;
    *response.headers_mut() = outcome.answer.headers;
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(header::HeaderValue::from_static("no-store"));
    response
}

/// One line for what went wrong, and for what the operator should know of what went well.
fn tell(log: crate::log::Log, request: &Incoming, outcome: &Outcome) {
    let facts = [
        ("service", outcome.service),
        ("operation", outcome.operation),
        ("caller", outcome.caller.as_str()),
        ("request", outcome.request_id.as_str()),
    ];
    for warning in &outcome.warnings {
        let mut facts = facts.to_vec();
        facts.push(("why", warning));
        log.warn("control plane", &facts);
    }
    if outcome.answer.status >= 500 {
        let mut facts = facts.to_vec();
        facts.push(("path", request.path.as_str()));
        facts.push(("error", outcome.error.as_str()));
        facts.push(("why", outcome.detail.as_deref().unwrap_or_default()));
        log.error("an operation of the control plane failed", &facts);
    }
}
