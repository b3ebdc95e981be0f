//! One request and the head of its response on one connection.

use std::{
    future::poll_fn,
    io, mem,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http_body::Body;
use tokio::time::Instant;

use crate::{
    BoxError, InvokeError, Malformed,
    block::Block,
    codec::response::{Head, HeadLimits, ResponseHead, head_end, parse_head},
    deadline::Deadline,
    outgoing::{Outgoing, SendFailure},
    pool::Connection,
};

/// The head of the response, and what came with it.
pub(crate) struct Arrived {
    pub(crate) head: ResponseHead,
    /// What was read last. Bytes behind the head begin at `at`.
    pub(crate) read: Block,
    pub(crate) at: usize,
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
                Poll::Ready(Ok((head, read, at))) => {
                    let early = sending || send_error.is_some();
                    return Poll::Ready(Ok(Arrived {
                        head,
                        read,
                        at,
                        early,
                    }));
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
    /// The beginning of a head that did not come whole; no head ends in it.
    begun: BytesMut,
    interim: u32,
    received: bool,
}

impl HeadReader {
    fn new(answers_head: bool) -> Self {
        Self {
            answers_head,
            begun: BytesMut::new(),
            interim: 0,
            received: false,
        }
    }

    /// Ready with the head, and what was read last with the place behind the head in it.
    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        connection: &mut Connection,
    ) -> Poll<Result<(ResponseHead, Block, usize), InvokeError>> {
        let limits = connection.shared.head_limits();
        loop {
            let mut block = Block::take();
            let read = connection.stream.poll_read(cx, &mut block.bytes);
            if ready!(read).map_err(InvokeError::Broken)? == 0 {
                return Poll::Ready(Err(InvokeError::ClosedEarly));
            }
            self.received = true;
            let mut at = 0;
            while let Some(head) = self.next_head(&block.bytes, &mut at, limits)? {
                match parse_head(&head, self.answers_head, limits)? {
                    Head::Final(head) => return Poll::Ready(Ok((head, block, at))),
                    Head::Interim => self.interim += 1,
                }
                if self.interim > connection.shared.settings.interim_responses_max {
                    return Poll::Ready(Err(Malformed::TooManyInterim.into()));
                }
            }
        }
    }

    /// The head that ends in `read` behind `at`, which moves behind it; `None` once more must be read.
    fn next_head(
        &mut self,
        read: &[u8],
        at: &mut usize,
        limits: HeadLimits,
    ) -> Result<Option<Bytes>, InvokeError> {
        let input = read.get(*at..).unwrap_or_default();
        // The usual case is a head that comes whole: one allocation of its size, shared by all header values.
        if self.begun.is_empty()
            && let Some(end) = head_end(input, 0, limits)?
        {
            *at += end;
            return Ok(input.get(..end).map(Bytes::copy_from_slice));
        }
        let scanned = self.begun.len();
        self.begun.extend_from_slice(input);
        let Some(end) = head_end(&self.begun, scanned, limits)? else {
            return Ok(None);
        };
        *at += end.saturating_sub(scanned);
        self.begun.truncate(end);
        Ok(Some(mem::take(&mut self.begun).freeze()))
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
