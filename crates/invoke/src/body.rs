//! The body of an upstream's response.

use std::{
    ops::Range,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use crate::{
    InvokeError,
    codec::body::{BodyDecoder, for_each_data},
    deadline::Deadline,
    exchange::Arrived,
    pool::Connection,
    shared::SCRATCH_BYTES,
    stream::Stream,
};

/// Body bytes that must lie ahead, in one piece, for a read into memory of their own instead of the shared buffer.
const DIRECT_BYTES_MIN: u64 = 16 * 1024;
/// The first read of that kind, and the largest: each that fills its memory doubles the next.
const DIRECT_READ_BYTES_MIN: usize = 64 * 1024;
const DIRECT_READ_BYTES_MAX: usize = 256 * 1024;
/// Room for the end of a chunk and the next size, or for a byte too many, in the read that ends the piece.
const DIRECT_READ_BYTES_BEYOND: u64 = 64;
/// A frame smaller than this is copied out, so that it does not hold a large read's memory.
const SHARED_FRAME_BYTES_MIN: usize = 4096;

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
    /// Bytes of the next direct read.
    direct_read_bytes: usize,
    /// Whether the last read brought much.
    fast: bool,
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
    /// The body behind a head. An error if what came with the head is malformed.
    pub(crate) fn new(
        connection: Connection,
        arrived: &Arrived,
        deadline: Deadline,
    ) -> Result<Self, InvokeError> {
        let mut decoder = BodyDecoder::new(arrived.head.framing);
        let rest = &arrived.rest;
        let (data, stray) = decode(&mut decoder, rest, |range| rest.slice(range))?;
        let reusable = arrived.head.keep_alive && !arrived.early;
        if decoder.is_done() {
            if reusable && !stray {
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
            direct_read_bytes: DIRECT_READ_BYTES_MIN,
            fast: rest.len() >= SCRATCH_BYTES / 2,
        };
        Ok(Self {
            state: State::Open(Box::new(open)),
        })
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
            if let Some(progress) = self.decode_pending()? {
                return Poll::Ready(Ok(progress));
            }
            let direct = match &self.decoder {
                BodyDecoder::UntilClose => self.fast,
                BodyDecoder::Length(_) | BodyDecoder::Chunked(_) => {
                    self.decoder.data_left() >= DIRECT_BYTES_MIN
                }
            };
            // TLS decrypts into its own memory and hands out a record at a time: nothing is won by a larger read.
            let end_of_stream = if direct && matches!(self.connection.stream, Stream::Plain(_)) {
                ready!(self.poll_read_direct(cx))?
            } else {
                match ready!(self.poll_read_shared(cx))? {
                    Some(progress) => return Poll::Ready(Ok(progress)),
                    None => true,
                }
            };
            self.waiting = false;
            if end_of_stream {
                return Poll::Ready(if self.decoder.ends_with_connection() {
                    Ok(Progress::End {
                        data: Bytes::new(),
                        clean: false,
                    })
                } else {
                    Err(InvokeError::ClosedEarly)
                });
            }
        }
    }

    /// The next data in what a direct read left, without copying it.
    fn decode_pending(&mut self) -> Result<Option<Progress>, InvokeError> {
        let pending = &mut self.connection.pending;
        if pending.is_empty() {
            return Ok(None);
        }
        let framing = self.decoder.consume_framing(pending)?;
        pending.advance(framing);
        let taken = self.decoder.consume_data(pending.len());
        let data = if taken >= SHARED_FRAME_BYTES_MIN {
            pending.split_to(taken).freeze()
        } else {
            let data = Bytes::copy_from_slice(pending.get(..taken).unwrap_or_default());
            pending.advance(taken);
            data
        };
        let framing = self.decoder.consume_framing(pending)?;
        pending.advance(framing);
        if self.decoder.is_done() {
            return Ok(Some(Progress::End {
                data,
                clean: pending.is_empty(),
            }));
        }
        Ok(Some(data).filter(|data| !data.is_empty()).map(Progress::Data))
    }

    /// Reads into memory that becomes the frame itself. Returns whether the connection has ended.
    fn poll_read_direct(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool, InvokeError>> {
        let Connection { stream, pending, .. } = &mut self.connection;
        let ready = stream.poll_read_ready(cx);
        if ready.is_pending() {
            // A stalled body holds no memory.
            *pending = BytesMut::new();
            return Poll::Pending;
        }
        let ahead = self.decoder.data_left().saturating_add(DIRECT_READ_BYTES_BEYOND);
        let wanted = usize::try_from(ahead)
            .unwrap_or(usize::MAX)
            .min(self.direct_read_bytes);
        if pending.capacity() < wanted / 2 {
            *pending = BytesMut::with_capacity(wanted);
        }
        let room = pending.capacity();
        match stream.poll_read(cx, pending) {
            Poll::Pending => {
                *pending = BytesMut::new();
                Poll::Pending
            }
            Poll::Ready(read) => {
                let read = read.map_err(InvokeError::Broken)?;
                self.fast = read >= SCRATCH_BYTES / 2;
                if read == room {
                    self.direct_read_bytes = (self.direct_read_bytes * 2).min(DIRECT_READ_BYTES_MAX);
                }
                Poll::Ready(Ok(read == 0))
            }
        }
    }

    /// Reads through the shared buffer until there is data; `None` if the connection has ended.
    fn poll_read_shared(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Progress>, InvokeError>> {
        // What a direct read had room for and did not need; nothing unread is in it.
        self.connection.pending = BytesMut::new();
        loop {
            let mut scratch = self.connection.shared.scratch();
            let read =
                ready!(self.connection.stream.poll_read(cx, &mut scratch)).map_err(InvokeError::Broken)?;
            if read == 0 {
                return Poll::Ready(Ok(None));
            }
            self.waiting = false;
            self.fast = read >= SCRATCH_BYTES / 2;
            let input: &[u8] = &scratch;
            let slice = |range| Bytes::copy_from_slice(input.get::<Range<usize>>(range).unwrap_or_default());
            let (data, stray) = decode(&mut self.decoder, input, slice)?;
            if self.decoder.is_done() {
                return Poll::Ready(Ok(Some(Progress::End { data, clean: !stray })));
            }
            if !data.is_empty() {
                return Poll::Ready(Ok(Some(Progress::Data(data))));
            }
        }
    }
}

/// All data in `input` as one piece, and whether bytes follow the end of the body.
fn decode(
    decoder: &mut BodyDecoder,
    input: &[u8],
    slice: impl Fn(Range<usize>) -> Bytes,
) -> Result<(Bytes, bool), InvokeError> {
    let mut first = None;
    let mut joined = BytesMut::new();
    let stray = for_each_data(decoder, input, |range| match first.clone() {
        None => first = Some(range),
        Some(earlier) => {
            if joined.is_empty() {
                joined.reserve(input.len());
                joined.extend_from_slice(input.get(earlier).unwrap_or_default());
            }
            joined.extend_from_slice(input.get(range).unwrap_or_default());
        }
    })?;
    let data = if joined.is_empty() {
        first.map(slice).unwrap_or_default()
    } else {
        joined.freeze()
    };
    Ok((data, stray))
}
