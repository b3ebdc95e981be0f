//! The body of an upstream's response.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use crate::{
    InvokeError,
    block::Block,
    codec::body::{BodyDecoder, gather},
    codec::response::ResponseHead,
    deadline::Deadline,
    pool::Connection,
};

/// The body of an upstream's response, as it arrives.
///
/// Read to its end it gives its connection back to the client's pool (at once if it came whole with the head); dropped
/// before, it closes the connection. After an error it has ended.
#[derive(Debug)]
pub struct UpstreamBody {
    state: State,
}

#[derive(Debug)]
enum State {
    /// What is left is here.
    Whole(Bytes),
    /// More is to come.
    Open(Box<Open>),
}

/// A body on its way.
#[derive(Debug)]
struct Open {
    connection: Connection,
    decoder: BodyDecoder,
    /// Body bytes decoded and not handed on.
    ready: Bytes,
    /// Whether the connection may be reused after the end.
    reusable: bool,
    deadline: Deadline,
    /// Whether `deadline` counts from the last byte received.
    waiting: bool,
}

/// What a read led to.
enum Progress {
    Data(Bytes),
    /// The end, with the last data or none. `clean`: nothing came behind it.
    End {
        data: Bytes,
        clean: bool,
    },
}

impl UpstreamBody {
    /// The body behind a head, which begins at `at` of what was read last. An error if what is there is malformed.
    ///
    /// `early`: the answer came before the request was sent whole.
    pub(crate) fn new(
        connection: Connection,
        head: &ResponseHead,
        early: bool,
        mut read: Block,
        at: usize,
        deadline: Deadline,
    ) -> Result<Self, InvokeError> {
        let mut decoder = BodyDecoder::new(head.framing);
        let found = gather(&mut decoder, read.bytes.get_mut(at..).unwrap_or_default())?;
        let data = read.into_part(at + found.data.start..at + found.data.end);
        let reusable = head.keep_alive && !early;
        if decoder.is_done() {
            if reusable && !found.stray {
                connection.release();
            }
            return Ok(Self {
                state: State::Whole(data),
            });
        }
        let open = Open {
            connection,
            decoder,
            ready: data,
            reusable,
            deadline,
            waiting: false,
        };
        Ok(Self {
            state: State::Open(Box::new(open)),
        })
    }

    /// Takes what is left of the body if all of it is here: then it has ended, and its connection is back in the pool.
    pub fn take_whole(&mut self) -> Option<Bytes> {
        match &mut self.state {
            State::Whole(data) => Some(std::mem::take(data)),
            State::Open(_) => None,
        }
    }

    /// Ends the body; its connection, if it is still held, is reused or closed.
    fn end(&mut self, clean: bool, rest: Bytes) {
        if let State::Open(open) = std::mem::replace(&mut self.state, State::Whole(rest))
            && clean
            && open.reusable
        {
            open.connection.release();
        }
    }
}

impl Body for UpstreamBody {
    type Data = Bytes;
    type Error = InvokeError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, InvokeError>>> {
        let data = match &mut self.state {
            State::Whole(data) => std::mem::take(data),
            State::Open(open) => match ready!(open.poll(cx)) {
                Ok(Progress::Data(data)) => data,
                Ok(Progress::End { data, clean }) => {
                    self.end(clean, Bytes::new());
                    data
                }
                Err(error) => {
                    self.end(false, Bytes::new());
                    return Poll::Ready(Some(Err(error)));
                }
            },
        };
        Poll::Ready(
            Some(data)
                .filter(|data| !data.is_empty())
                .map(|data| Ok(Frame::data(data))),
        )
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.state, State::Whole(data) if data.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match &self.state {
            State::Whole(data) => SizeHint::with_exact(data.len() as u64),
            State::Open(open) => match &open.decoder {
                BodyDecoder::Length(left) => SizeHint::with_exact(left + open.ready.len() as u64),
                BodyDecoder::Chunked(_) | BodyDecoder::UntilClose => SizeHint::default(),
            },
        }
    }
}

impl Open {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Progress, InvokeError>> {
        if !self.ready.is_empty() {
            return Poll::Ready(Ok(Progress::Data(std::mem::take(&mut self.ready))));
        }
        match self.poll_progress(cx) {
            Poll::Ready(progress) => {
                self.waiting = false;
                Poll::Ready(progress)
            }
            Poll::Pending => {
                let after = self.connection.shared.body_idle_timeout();
                if !self.waiting {
                    self.waiting = true;
                    self.deadline.set(Instant::now() + after);
                }
                self.deadline
                    .poll(cx)
                    .map(|()| Err(InvokeError::IdleTimedOut { after }))
            }
        }
    }

    fn poll_progress(&mut self, cx: &mut Context<'_>) -> Poll<Result<Progress, InvokeError>> {
        loop {
            let mut block = Block::take();
            let read = self.connection.stream.poll_read(cx, &mut block.bytes);
            if ready!(read).map_err(InvokeError::Broken)? == 0 {
                return Poll::Ready(if self.decoder.ends_with_connection() {
                    Ok(Progress::End {
                        data: Bytes::new(),
                        clean: false,
                    })
                } else {
                    Err(InvokeError::ClosedEarly)
                });
            }
            self.waiting = false;
            let found = gather(&mut self.decoder, &mut block.bytes)?;
            let data = block.into_part(found.data);
            if self.decoder.is_done() {
                let clean = !found.stray;
                return Poll::Ready(Ok(Progress::End { data, clean }));
            }
            if !data.is_empty() {
                return Poll::Ready(Ok(Progress::Data(data)));
            }
        }
    }
}
