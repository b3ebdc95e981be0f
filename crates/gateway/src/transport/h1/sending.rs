//! A response on its way out.

use std::error::Error;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http_body::Body;

use super::answer::{Framing, write_chunk_size};
use super::wire::Wire;

/// Body frames up to this size are copied behind what is about to be written; larger ones are written from where they
/// lie.
const COPIED_FRAME_BYTES_MAX: usize = 16 * 1024;
/// Bytes that wait at most before a write.
const UNSENT_BYTES_MAX: usize = 32 * 1024;

/// Why a response does not reach its end. The connection is of no use then.
#[derive(Debug, thiserror::Error)]
pub(super) enum Cut {
    #[error("the client takes nothing, or cannot be reached")]
    Client(#[from] io::Error),
    #[error("the client left")]
    Left,
    #[error("the body broke off")]
    Body(#[source] Box<dyn Error + Send + Sync>),
    #[error("the body is not as long as announced")]
    Length,
}

/// See the module.
pub(super) struct Sending<'w, B> {
    wire: &'w Wire,
    /// `None` once it has ended. Its end is told to whoever keeps account of it before the last bytes leave: a client that has
    /// an answer finds it accounted for.
    body: Option<B>,
    framing: Framing,
    /// Bytes to send; the first `sent` are gone.
    out: Vec<u8>,
    sent: usize,
    /// A large frame to send after `out`.
    frame: Bytes,
    /// A chunk's data is in `frame`, its line end is not yet in `out`.
    chunk_open: bool,
    /// The chunk that ends all chunks is not yet in `out`.
    end_owed: bool,
    /// The client took less than there was.
    blocked: bool,
}

impl<'w, B> Sending<'w, B>
where
    B: Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>> + Unpin,
{
    /// `out` begins with the head.
    pub(super) fn new(wire: &'w Wire, out: Vec<u8>, framing: Framing, body: B) -> Self {
        let has_body = match framing {
            Framing::Nothing(_) => false,
            Framing::Length(length) => length > 0,
            Framing::Chunked | Framing::UntilClose => true,
        };
        Self {
            wire,
            body: has_body.then_some(body),
            framing,
            out,
            sent: 0,
            frame: Bytes::new(),
            chunk_open: false,
            end_owed: false,
            blocked: false,
        }
    }

    /// Ready once everything is sent.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Cut>> {
        loop {
            if self.wire.activity.must_cut() {
                return Poll::Ready(Err(Cut::Client(io::ErrorKind::TimedOut.into())));
            }
            let starved = !self.blocked && self.fill(cx)?;
            self.blocked = true;
            ready!(self.poll_write(cx))?;
            self.blocked = false;
            if self.body.is_none() && !self.chunk_open && !self.end_owed {
                return Poll::Ready(Ok(()));
            }
            if starved {
                // A stream that waits holds no memory here.
                self.wire.buffers.keep_output(std::mem::take(&mut self.out));
                return self.wire.poll_gone(cx).map(|()| Err(Cut::Left));
            }
        }
    }

    /// Takes frames until there is enough to send. Returns whether the body gives no more for now.
    fn fill(&mut self, cx: &mut Context<'_>) -> Result<bool, Cut> {
        self.settle();
        while let Some(body) = &mut self.body
            && self.frame.is_empty()
            && self.out.len() < UNSENT_BYTES_MAX
        {
            match Pin::new(&mut *body).poll_frame(cx) {
                Poll::Pending => return Ok(true),
                Poll::Ready(None) => self.end()?,
                Poll::Ready(Some(Err(error))) => return Err(Cut::Body(error.into())),
                // Trailers are dropped: nobody announced them.
                Poll::Ready(Some(Ok(frame))) => {
                    let ended = body.is_end_stream();
                    if let Ok(data) = frame.into_data()
                        && !data.is_empty()
                    {
                        self.push(data)?;
                    }
                    if ended {
                        self.end()?;
                    }
                }
            }
        }
        self.settle();
        Ok(false)
    }

    fn push(&mut self, data: Bytes) -> Result<(), Cut> {
        match &mut self.framing {
            Framing::Length(left) => {
                *left = left.checked_sub(data.len() as u64).ok_or(Cut::Length)?;
            }
            Framing::Chunked => {
                write_chunk_size(self.output(), data.len());
                self.chunk_open = true;
            }
            Framing::UntilClose | Framing::Nothing(_) => {}
        }
        if data.len() <= COPIED_FRAME_BYTES_MAX {
            self.output().extend_from_slice(&data);
            self.settle();
        } else {
            self.frame = data;
        }
        Ok(())
    }

    /// Writes what belongs behind a chunk's data, if that lies in `out` or has left.
    fn settle(&mut self) {
        if !self.frame.is_empty() {
            return;
        }
        if std::mem::take(&mut self.chunk_open) {
            self.output().extend_from_slice(b"\r\n");
        }
        if std::mem::take(&mut self.end_owed) {
            self.output().extend_from_slice(b"0\r\n\r\n");
        }
    }

    fn output(&mut self) -> &mut Vec<u8> {
        if self.out.capacity() == 0 {
            self.out = self.wire.buffers.output();
        }
        &mut self.out
    }

    fn end(&mut self) -> Result<(), Cut> {
        self.body = None;
        match self.framing {
            Framing::Length(left) if left > 0 => return Err(Cut::Length),
            Framing::Chunked => self.end_owed = true,
            Framing::Length(_) | Framing::UntilClose | Framing::Nothing(_) => {}
        }
        Ok(())
    }

    fn poll_write(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let unsent = self.out.get(self.sent..).unwrap_or_default();
            if unsent.is_empty() && self.frame.is_empty() {
                self.out.clear();
                self.sent = 0;
                return self.wire.poll_flush(cx);
            }
            let from_out = unsent.len();
            let written = ready!(self.wire.poll_write(cx, unsent, &self.frame))?;
            self.sent += written.min(from_out);
            self.frame.advance(written.saturating_sub(from_out));
        }
    }
}

impl<B> Drop for Sending<'_, B> {
    fn drop(&mut self) {
        self.wire.buffers.keep_output(std::mem::take(&mut self.out));
    }
}
