//! Requests of AWS's own clients: read whole, answered on a blocking thread.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use control::{BODY_BYTES_MAX, Incoming, Outcome};
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming as Body};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Answer, Control};

/// From the head of a request to the end of its body.
const BODY_TIME: Duration = Duration::from_secs(60);

/// Bodies of up to this many bytes are always read: with the connections there may be, all of them are 32 MiB.
const SMALL_BODY_BYTES: usize = 64 * 1024;
/// Bytes of larger bodies that are held at once, over all connections: who has no key cannot fill the memory.
const LARGE_BODIES_BYTES_MAX: usize = 128 * 1024 * 1024;
/// What a permit of the room for large bodies stands for.
const ROOM_UNIT_BYTES: usize = 1024;

/// The room for large bodies.
static ROOM: Semaphore = Semaphore::const_new(LARGE_BODIES_BYTES_MAX / ROOM_UNIT_BYTES);

/// Waits for the room that a body needs, which says its length beforehand or may have the most that is taken. `None`: it
/// needs none.
async fn room(pool: &Semaphore, length: Option<u64>) -> Option<SemaphorePermit<'_>> {
    let length = length
        .and_then(|length| usize::try_from(length).ok())
        .map_or(BODY_BYTES_MAX, |length| length.min(BODY_BYTES_MAX));
    if length <= SMALL_BODY_BYTES {
        return None;
    }
    let units = u32::try_from(length.div_ceil(ROOM_UNIT_BYTES)).unwrap_or(u32::MAX);
    // The pool is never closed.
    pool.acquire_many(units).await.ok()
}

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
    let Ok(held) = tokio::time::timeout(BODY_TIME, room(&ROOM, body.size_hint().upper())).await else {
        return Answer::refusal(
            StatusCode::SERVICE_UNAVAILABLE,
            "too many large requests arrive at once; try again",
        )
        .response();
    };
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
        body: Vec::from(body),
        source_ip: Some(peer.ip().to_canonical()),
        secure: false,
    };
    let log = shown.log;
    let ran = tokio::task::spawn_blocking(move || {
        let outcome = plane.handle(&incoming);
        tell(log, &incoming, &outcome);
        drop(held);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn large_bodies_share_a_room_and_small_ones_need_none() {
        let pool = Semaphore::new(BODY_BYTES_MAX / ROOM_UNIT_BYTES);
        let small = u64::try_from(SMALL_BODY_BYTES).unwrap();
        assert!(room(&pool, Some(0)).await.is_none());
        assert!(room(&pool, Some(small)).await.is_none());
        let large = room(&pool, Some(small + 1)).await.unwrap();
        assert_eq!(large.num_permits(), 65);
        drop(large);
        // Of unknown length, and longer than what is taken: the most that is read.
        let unknown = room(&pool, None).await.unwrap();
        assert_eq!(pool.available_permits(), 0);
        let waits = tokio::time::timeout(Duration::ZERO, room(&pool, Some(u64::MAX))).await;
        assert!(waits.is_err());
        assert!(room(&pool, Some(small)).await.is_none());
        drop(unknown);
        assert!(room(&pool, Some(u64::MAX)).await.is_some());
    }
}
