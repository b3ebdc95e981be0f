//! A request on its way out: head and body as bytes, and how far they got.

use std::{
    future::poll_fn,
    io,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};
use http_body::Body;

use crate::{
    BoxError, InvokeError, RequestHead,
    codec::request::{RequestFraming, write_chunk_size, write_head},
    deadline::Deadline,
    shared::Shared,
    stream::Stream,
};

/// Body frames up to this size are copied behind what is about to be written; larger ones are written from where they
/// lie.
const COPIED_FRAME_BYTES_MAX: usize = 16 * 1024;
/// Bytes that wait at most before a write.
const UNSENT_BYTES_MAX: usize = 32 * 1024;
/// Sent bytes that are worth moving the unsent ones for.
const DISCARDED_BYTES_MIN: usize = 64 * 1024;

/// See the module.
pub(crate) struct Outgoing<'b, B> {
    shared: Rc<Shared>,
    /// Bytes to send; the first `sent` are gone but kept, in case they are sent again.
    wire: Vec<u8>,
    sent: usize,
    /// A large frame to send after `wire`.
    frame: Bytes,
    /// `None` once it has given everything.
    body: Option<Pin<&'b mut B>>,
    framing: RequestFraming,
    /// Bytes of the declared length that the body still owes.
    owed: u64,
    /// A chunk's data is sent, its line end is not yet in `wire`.
    chunk_open: bool,
    /// Whether `wire` still begins with the first byte of the request.
    replayable: bool,
    /// Whether the last write stopped for want of body.
    pub(crate) starved: bool,
    /// Body bytes taken so far.
    pub(crate) taken: u64,
}

/// Why sending stopped.
pub(crate) enum SendFailure {
    /// The body; nothing can save the request.
    Body(InvokeError),
    /// The connection; an answer may still be waiting in it.
    Connection(io::Error),
}

impl<'b, B> Outgoing<'b, B>
where
    B: Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    pub(crate) fn new<I, N, V>(
        shared: &Rc<Shared>,
        head: RequestHead<'_, I>,
        authority: &str,
        body: Pin<&'b mut B>,
    ) -> Result<Self, InvokeError>
    where
        I: IntoIterator<Item = (N, V)>,
        N: AsRef<[u8]>,
        V: AsRef<[u8]>,
    {
        let length = if body.is_end_stream() {
            Some(0)
        } else {
            body.size_hint().exact()
        };
        let framing = RequestFraming::of(head.method, length);
        let mut outgoing = Self {
            shared: Rc::clone(shared),
            wire: shared.wire(),
            sent: 0,
            frame: Bytes::new(),
            body: Some(body).filter(|_| length != Some(0)),
            framing,
            owed: length.unwrap_or(0),
            chunk_open: false,
            replayable: true,
            starved: false,
            taken: 0,
        };
        write_head(&mut outgoing.wire, head, authority, framing)?;
        Ok(outgoing)
    }

    /// Waits for the whole body if it is short, so that it leaves with the head and a slow client holds no connection.
    ///
    /// Returns whether it had to wait; `None` if the deadline came first.
    pub(crate) async fn gather(&mut self, deadline: &mut Deadline) -> Result<Option<bool>, InvokeError> {
        let short = match self.framing {
            RequestFraming::Length(length) => length <= self.shared.settings.request_gather_bytes_max,
            RequestFraming::Absent | RequestFraming::Chunked => false,
        };
        if !short {
            return Ok(Some(false));
        }
        let mut waited = false;
        poll_fn(|cx| {
            while self.body.is_some() {
                match self.poll_pull(cx, true) {
                    Poll::Ready(Ok(())) => {}
                    Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                    Poll::Pending => {
                        waited = true;
                        return deadline.poll(cx).map(|()| Ok(None));
                    }
                }
            }
            Poll::Ready(Ok(Some(waited)))
        })
        .await
    }

    /// Sends what there is; ready once everything is sent.
    pub(crate) fn poll_send(
        &mut self,
        cx: &mut Context<'_>,
        stream: &mut Stream,
    ) -> Poll<Result<(), SendFailure>> {
        loop {
            self.starved = false;
            if self.chunk_open && self.frame.is_empty() {
                self.discard_sent();
                self.close_chunk();
            }
            while self.body.is_some()
                && self.frame.is_empty()
                && self.wire.len() - self.sent < UNSENT_BYTES_MAX
            {
                match self.poll_pull(cx, false) {
                    Poll::Ready(Ok(())) => {}
                    Poll::Ready(Err(error)) => return Poll::Ready(Err(SendFailure::Body(error))),
                    Poll::Pending => {
                        self.starved = true;
                        break;
                    }
                }
            }
            ready!(self.poll_write(cx, stream)).map_err(SendFailure::Connection)?;
            if self.body.is_none() && !self.chunk_open {
                return Poll::Ready(Ok(()));
            }
            if self.starved {
                return Poll::Pending;
            }
        }
    }

    fn poll_write(&mut self, cx: &mut Context<'_>, stream: &mut Stream) -> Poll<io::Result<()>> {
        loop {
            let unsent = self.wire.get(self.sent..).unwrap_or_default();
            if unsent.is_empty() && self.frame.is_empty() {
                return stream.poll_flush(cx);
            }
            let from_wire = unsent.len();
            let written = ready!(stream.poll_write(cx, unsent, &self.frame))?;
            self.sent += written.min(from_wire);
            self.frame.advance(written.saturating_sub(from_wire));
        }
    }

    /// Moves the next frame of the body behind what is to be sent.
    fn poll_pull(&mut self, cx: &mut Context<'_>, copy: bool) -> Poll<Result<(), InvokeError>> {
        let Some(body) = self.body.as_mut() else {
            return Poll::Ready(Ok(()));
        };
        let next = match body.as_mut().poll_frame(cx) {
            Poll::Ready(Some(next)) => next,
            Poll::Ready(None) => return Poll::Ready(self.finish()),
            // All that was declared is here: whether the body knows that it ended does not matter.
            Poll::Pending if matches!(self.framing, RequestFraming::Length(_)) && self.owed == 0 => {
                return Poll::Ready(self.finish());
            }
            Poll::Pending => return Poll::Pending,
        };
        // Trailers are dropped: they are not announced, and API Gateway does not pass them.
        let Ok(data) = next
            .map_err(|error| InvokeError::RequestBody(error.into()))?
            .into_data()
        else {
            return Poll::Ready(Ok(()));
        };
        if data.is_empty() {
            return Poll::Ready(Ok(()));
        }
        self.taken += data.len() as u64;
        self.discard_sent();
        match self.framing {
            RequestFraming::Chunked => self.push_chunk(data, copy),
            RequestFraming::Length(declared) => {
                let Some(owed) = self.owed.checked_sub(data.len() as u64) else {
                    return Poll::Ready(Err(InvokeError::RequestBodyLength { declared }));
                };
                self.owed = owed;
                self.push(data, copy);
                if owed == 0 && self.body.as_ref().is_some_and(|body| body.is_end_stream()) {
                    self.body = None;
                }
            }
            RequestFraming::Absent => {
                return Poll::Ready(Err(InvokeError::RequestBodyLength { declared: 0 }));
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Makes room in `wire` where that is cheap.
    fn discard_sent(&mut self) {
        if self.sent > 0 && (self.sent == self.wire.len() || self.sent >= DISCARDED_BYTES_MIN) {
            self.wire.drain(..self.sent);
            self.sent = 0;
            self.replayable = false;
        }
    }

    /// The body has ended.
    fn finish(&mut self) -> Result<(), InvokeError> {
        self.body = None;
        match self.framing {
            RequestFraming::Length(declared) if self.owed > 0 => {
                return Err(InvokeError::RequestBodyLength { declared });
            }
            RequestFraming::Chunked => {
                self.close_chunk();
                self.wire.extend_from_slice(b"0\r\n\r\n");
            }
            RequestFraming::Length(_) | RequestFraming::Absent => {}
        }
        Ok(())
    }

    fn push_chunk(&mut self, data: Bytes, copy: bool) {
        self.close_chunk();
        write_chunk_size(&mut self.wire, data.len());
        self.chunk_open = true;
        self.push(data, copy);
        if self.frame.is_empty() {
            self.close_chunk();
        }
    }

    fn close_chunk(&mut self) {
        if self.chunk_open {
            self.wire.extend_from_slice(b"\r\n");
            self.chunk_open = false;
        }
    }

    fn push(&mut self, data: Bytes, copy: bool) {
        if copy || data.len() <= COPIED_FRAME_BYTES_MAX {
            self.wire.extend_from_slice(&data);
        } else {
            self.frame = data;
            self.replayable = false;
        }
    }
}

impl<B> Outgoing<'_, B> {
    /// Goes back to the first byte, for another connection; `false` if that byte is gone.
    pub(crate) fn rewind(&mut self) -> bool {
        self.sent = 0;
        self.replayable
    }

    /// Whether any byte has left.
    pub(crate) fn has_started(&self) -> bool {
        self.sent > 0 || !self.replayable
    }
}

impl<B> Drop for Outgoing<'_, B> {
    fn drop(&mut self) {
        self.shared.keep_wire(std::mem::take(&mut self.wire));
    }
}
