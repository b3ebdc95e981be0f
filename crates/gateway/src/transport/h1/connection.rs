//! The life of an HTTP/1.1 connection: one request after the other, strictly in their order.

use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, HeaderMap};
use http::{Method, Request, Response, StatusCode, Version};
use http_body::Body;

use super::answer::{Framing, Persistence, write_head};
use super::head::{Head, HeadLimits};
use super::sending::{Cut, Sending};
use super::wire::{Next, UNREAD_BYTES_MAX, Wire};
use crate::transport::activity::Expired;
use crate::transport::body::RequestBody;
use crate::transport::connection::Connection;
use crate::transport::screen::Ambiguity;
use crate::transport::serve::Serve;

/// How long, and for how many bytes, a client is listened to after the last answer: what is on its way when the socket
/// closes would reset the connection and take the answer with it.
const LINGER_TIME: Duration = Duration::from_millis(500);
const LINGER_BYTES_MAX: usize = 1024 * 1024;

/// Serves a connection to its end.
pub(in crate::transport) async fn serve<S: Serve>(wire: Rc<Wire>, connection: &Connection, service: &S) {
    let limits = &connection.listener.limits;
    let head_limits = HeadLimits {
        bytes: limits.header_bytes.saturating_add(limits.target_bytes),
        lines: limits.header_count,
    };
    loop {
        let next = poll_fn(|cx| {
            wire.activity.woken_by(cx.waker());
            wire.poll_next(cx, head_limits)
        })
        .await;
        let head = match next {
            Next::Request(head) => head,
            Next::Expired(Expired::Head) if wire.activity.has_head_bytes() => {
                Head::unreadable(Ambiguity::HeadTooSlow)
            }
            Next::Expired(_) => return,
            Next::End => break,
        };
        wire.activity.request_in();
        let Head {
            parts,
            raw,
            keep_alive,
            fault,
            ..
        } = head;
        let mut wishes = Wishes {
            method: parts.method.clone(),
            version: parts.version,
            keep_alive: keep_alive && !fault,
        };
        let body = RequestBody::on_wire(&wire, limits.body_bytes);
        connection.set_head(raw);
        let request = Request::from_parts(parts, body);
        let response = {
            let mut answer = pin!(service.serve(connection, request));
            poll_fn(|cx| match answer.as_mut().poll(cx) {
                Poll::Ready(response) => Poll::Ready(Some(response)),
                Poll::Pending => wire.poll_gone(cx).map(|()| None),
            })
            .await
        };
        // A quiet connection, and one that streams, keeps nothing of it.
        connection.set_head(Bytes::new());
        let Some(response) = response else { return };
        if wishes.send(&wire, response).await.is_err() {
            return;
        }
        if fault || !(wire.body_is_done() || wishes.keep_alive && drain(&wire).await) {
            linger(&wire).await;
            return;
        }
        wire.activity.request_out();
        if !wishes.keep_alive {
            break;
        }
    }
    if wire.has_unread() {
        linger(&wire).await;
    } else {
        let _best_effort = poll_fn(|cx| wire.poll_shutdown(cx)).await;
    }
}

/// What the request says about its answer.
struct Wishes {
    method: Method,
    version: Version,
    keep_alive: bool,
}

impl Wishes {
    /// Sends the answer; `keep_alive` is then whether the connection goes on.
    async fn send<B>(&mut self, wire: &Wire, response: Response<B>) -> Result<(), Cut>
    where
        B: Body<Data = bytes::Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Unpin,
    {
        let (mut head, body) = response.into_parts();
        if head.status.is_informational() {
            // Nothing would follow it.
            head.status = StatusCode::INTERNAL_SERVER_ERROR;
            self.keep_alive = false;
        }
        let length = if body.is_end_stream() {
            Some(0)
        } else {
            body.size_hint().exact()
        };
        let framing = Framing::of(&self.method, self.version, head.status, &head.headers, length);
        self.keep_alive &= framing != Framing::UntilClose
            && !wire.activity.is_closing()
            && wire.rest_is_worth_reading()
            && !says_close(&head.headers);
        let persistence = match (self.keep_alive, self.version) {
            (false, _) => Persistence::Closes,
            (true, Version::HTTP_10) => Persistence::Told,
            (true, _) => Persistence::Implied,
        };
        let mut out = wire.buffers.output();
        out.extend_from_slice(wire.take_interim());
        write_head(
            &mut out,
            head.status,
            &head.headers,
            framing,
            persistence,
            &wire.date(),
        );
        drop(head);
        let mut sending = Sending::new(wire, out, framing, body);
        poll_fn(|cx| sending.poll(cx)).await
    }
}

fn says_close(headers: &HeaderMap) -> bool {
    headers
        .get(CONNECTION)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"close"))
}

/// Reads the rest of a body that nobody wanted, if it is short. Returns whether the next request may follow.
async fn drain(wire: &Rc<Wire>) -> bool {
    let mut rest = pin!(RequestBody::on_wire(wire, UNREAD_BYTES_MAX));
    loop {
        match poll_fn(|cx| rest.as_mut().poll_frame(cx)).await {
            Some(Ok(_)) => {}
            Some(Err(_)) => return false,
            None => return wire.body_is_done(),
        }
    }
}

/// Ends the sending side and listens until the client has ended its own, or for a moment.
async fn linger(wire: &Wire) {
    let listen = async {
        let mut read = 0usize;
        let _best_effort = poll_fn(|cx| wire.poll_shutdown(cx)).await;
        while read < LINGER_BYTES_MAX && !wire.activity.is_closing() {
            match poll_fn(|cx| wire.poll_discard(cx)).await {
                Ok(0) | Err(_) => break,
                Ok(count) => read += count,
            }
        }
    };
    let _over = tokio::time::timeout(LINGER_TIME, listen).await;
}
