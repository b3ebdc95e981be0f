//! One request and the head of its response on one connection.

use std::{
    future::poll_fn,
    io, mem,
    rc::Rc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http_body::Body;
use tokio::time::Instant;

use crate::{
    BoxError, InvokeError, Malformed,
    codec::response::{Head, ResponseHead, head_end, parse_head},
    deadline::Deadline,
    outgoing::{Outgoing, SendFailure},
    pool::Connection,
};

/// The head of the response, and what came with it.
pub(crate) struct Arrived {
    pub(crate) head: ResponseHead,
    /// Bytes behind the head.
    pub(crate) rest: Bytes,
    /// The answer came before the request was sent whole: the connection must not be reused.
    pub(crate) early: bool,
}

/// An exchange that came to nothing.
pub(crate) struct Failure {
    pub(crate) error: InvokeError,
    /// The connection ended without a byte of response: as if the upstream had closed it before it saw the request.
    pub(crate) stale: bool,
}

impl From<InvokeError> for Failure {
    fn from(error: InvokeError) -> Self {
        Self { error, stale: false }
    }
}

/// Sends the request and waits for the head of its response.
///
/// `response_timeout` has passed at `deadline`, which moves on whenever the request's body gives more to send.
pub(crate) async fn exchange<B>(
    connection: &mut Connection,
    outgoing: &mut Outgoing<'_, B>,
    answers_head: bool,
    deadline: &mut Deadline,
    response_timeout: Duration,
) -> Result<Arrived, Failure>
where
    B: Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    let mut sending = true;
    let mut send_error = None;
    let mut reader = HeadReader::new(answers_head);
    poll_fn(|cx| {
        if sending {
            let taken = outgoing.taken;
            match outgoing.poll_send(cx, &mut connection.stream) {
                Poll::Ready(Ok(())) => sending = false,
                Poll::Ready(Err(SendFailure::Body(error))) => return Poll::Ready(Err(error.into())),
                // An upstream may refuse a request it has not read: its answer comes before its error.
                Poll::Ready(Err(SendFailure::Connection(error))) => {
                    sending = false;
                    send_error = Some(error);
                }
                Poll::Pending => {}
            }
            if outgoing.taken != taken {
                deadline.set(Instant::now() + response_timeout);
            }
        }
        if outgoing.has_started() || send_error.is_some() {
            match reader.poll(cx, connection) {
                Poll::Ready(Ok((head, rest))) => {
                    let early = sending || send_error.is_some();
                    return Poll::Ready(Ok(Arrived { head, rest, early }));
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(reader.failure(error, send_error.take()))),
                Poll::Pending => {}
            }
        }
        ready!(deadline.poll(cx));
        let after = response_timeout;
        Poll::Ready(Err(Failure::from(if sending && outgoing.starved {
            InvokeError::RequestBodyTimedOut { after }
        } else {
            InvokeError::TimedOut { after }
        })))
    })
    .await
}

/// Collects a response head, interim ones before it included.
struct HeadReader {
    answers_head: bool,
    /// Bytes of the connection's pending ones that hold no head end.
    scanned: usize,
    interim: u32,
    received: bool,
}

impl HeadReader {
    fn new(answers_head: bool) -> Self {
        Self {
            answers_head,
            scanned: 0,
            interim: 0,
            received: false,
        }
    }

    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        connection: &mut Connection,
    ) -> Poll<Result<(ResponseHead, Bytes), InvokeError>> {
        let shared = Rc::clone(&connection.shared);
        let limits = shared.head_limits();
        loop {
            let mut scratch = shared.scratch();
            let read = ready!(connection.stream.poll_read(cx, &mut scratch)).map_err(InvokeError::Broken)?;
            if read == 0 {
                return Poll::Ready(Err(InvokeError::ClosedEarly));
            }
            self.received = true;
            // The usual case is a head that comes whole: one allocation of its size, shared by all header values.
            let (mut input, mut end) = if connection.pending.is_empty() {
                let Some(end) = head_end(&scratch, 0, limits)? else {
                    self.scanned = scratch.len();
                    connection.pending.extend_from_slice(&scratch);
                    continue;
                };
                (Bytes::copy_from_slice(&scratch), end)
            } else {
                connection.pending.extend_from_slice(&scratch);
                let Some(end) = head_end(&connection.pending, self.scanned, limits)? else {
                    self.scanned = connection.pending.len();
                    continue;
                };
                (mem::take(&mut connection.pending).freeze(), end)
            };
            loop {
                match parse_head(&input.split_to(end), self.answers_head, limits)? {
                    Head::Final(head) => return Poll::Ready(Ok((head, input))),
                    Head::Interim => self.interim += 1,
                }
                if self.interim > shared.settings.interim_responses_max {
                    return Poll::Ready(Err(Malformed::TooManyInterim.into()));
                }
                let Some(next) = head_end(&input, 0, limits)? else {
                    break;
                };
                end = next;
            }
            self.scanned = input.len();
            connection.pending.extend_from_slice(&input);
        }
    }

    fn failure(&self, error: InvokeError, send_error: Option<io::Error>) -> Failure {
        let closed = matches!(error, InvokeError::ClosedEarly | InvokeError::Broken(_));
        match send_error {
            Some(source) if closed => Failure {
                error: InvokeError::Broken(source),
                stale: !self.received,
            },
            _ => Failure {
                error,
                stale: closed && !self.received,
            },
        }
    }
}
