//! A connection's socket, the bytes read ahead, and where in the current request body it stands.
//!
//! Shared by the connection and the body of its current request; both live on one thread, in one task.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};

use super::answer::DATE_BYTES;
use super::buffers::Buffers;
use super::chunked::ChunkFault;
use super::decoder::BodyDecoder;
use super::head::{Head, HeadLimits};
use super::reader::Reader;
use crate::transport::activity::{Activity, Expired};
use crate::transport::stream::Stream;

/// Body bytes that must lie ahead, in one piece, for a read into memory of their own.
const DIRECT_BYTES_MIN: u64 = 16 * 1024;
/// Bytes of such a read.
const DIRECT_READ_BYTES: usize = 64 * 1024;
/// Body bytes that are read and dropped after an answer that did not wait for them; more closes the connection.
pub(super) const UNREAD_BYTES_MAX: u64 = 64 * 1024;
/// What a client gets that waits before it sends its body.
const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// See the module.
#[derive(Debug)]
pub(in crate::transport) struct Wire {
    pub(in crate::transport) activity: Rc<Activity>,
    pub(super) buffers: Rc<Buffers>,
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    stream: Stream,
    reader: Reader,
    /// Counts requests, so that the body of one cannot read from another.
    request: u64,
    /// What is to be sent, as soon as the body is asked for, to a client that waits for it.
    interim: &'static [u8],
}

/// What comes next on a connection.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "moved once; a box would cost every request an allocation"
)]
pub(super) enum Next {
    Request(Head),
    /// Nothing more: the client left, or the connection shall close.
    End,
    /// A deadline passed.
    Expired(Expired),
}

/// Why a body breaks off.
#[derive(Debug, thiserror::Error)]
pub(in crate::transport) enum Broken {
    /// In the middle of it.
    #[error("the client left")]
    Left,
    /// The connection has gone on, or was given up.
    #[error("the request is over")]
    Over,
    /// The socket failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The chunks are malformed.
    #[error(transparent)]
    Framing(#[from] ChunkFault),
}

impl Wire {
    pub(in crate::transport) fn new(
        stream: Stream,
        early: BytesMut,
        activity: Rc<Activity>,
        buffers: Rc<Buffers>,
    ) -> Rc<Self> {
        Rc::new(Self {
            activity,
            buffers,
            state: RefCell::new(State {
                stream,
                reader: Reader::new(early),
                request: 0,
                interim: b"",
            }),
        })
    }

    /// The next request. Its body, if it has one, is read through this wire.
    pub(super) fn poll_next(&self, cx: &mut Context<'_>, limits: HeadLimits) -> Poll<Next> {
        let state = &mut *self.state.borrow_mut();
        if !state.reader.is_empty() {
            self.activity.head_begun();
        }
        loop {
            match state.reader.take_head(limits) {
                Ok(Some(head)) => return Poll::Ready(Next::Request(state.begin(&head, limits))),
                Ok(None) => {}
                Err(why) => return Poll::Ready(Next::Request(Head::unreadable(why))),
            }
            if let Some(why) = self.activity.expired() {
                return Poll::Ready(Next::Expired(why));
            }
            // A head that has begun may come to its end.
            if self.activity.is_closing() && state.reader.is_empty() {
                return Poll::Ready(Next::End);
            }
            match ready!(state.poll_fill(cx, &self.buffers)) {
                Ok(0) | Err(_) => return Poll::Ready(Next::End),
                Ok(_) => self.activity.head_begun(),
            }
        }
    }

    /// Ready once the client is gone while its request is served. What it sends ahead is kept, one read at most.
    pub(super) fn poll_gone(&self, cx: &mut Context<'_>) -> Poll<()> {
        let state = &mut *self.state.borrow_mut();
        if !state.reader.body_is_done() || !state.reader.is_empty() {
            return Poll::Pending;
        }
        match ready!(state.poll_fill(cx, &self.buffers)) {
            Ok(0) | Err(_) => Poll::Ready(()),
            Ok(_) => Poll::Pending,
        }
    }

    /// The number of the current request, which its body is to name.
    pub(in crate::transport) fn request(&self) -> u64 {
        self.state.borrow().request
    }

    /// Data of the body of request number `request`; `None` is its end.
    pub(in crate::transport) fn poll_body(
        &self,
        cx: &mut Context<'_>,
        request: u64,
    ) -> Poll<Option<Result<Bytes, Broken>>> {
        let state = &mut *self.state.borrow_mut();
        if state.request != request {
            return Poll::Ready(Some(Err(Broken::Over)));
        }
        let broken = loop {
            match state.reader.take_data() {
                Ok(Some(data)) => return Poll::Ready(Some(Ok(data))),
                Ok(None) if state.reader.body_is_done() => return Poll::Ready(None),
                Ok(None) if matches!(state.reader.body(), BodyDecoder::Broken) => break Broken::Over,
                Ok(None) => {}
                Err(fault) => break fault.into(),
            }
            if let Err(error) = ready!(state.poll_interim(cx)) {
                break error.into();
            }
            match ready!(state.poll_fill(cx, &self.buffers)) {
                Ok(0) => break Broken::Left,
                Ok(_) => {}
                Err(error) => break error.into(),
            }
        };
        state.reader.give_up();
        Poll::Ready(Some(Err(broken)))
    }

    /// How many bytes the current body still has; `None` if that is not known.
    pub(in crate::transport) fn body_left(&self) -> Option<u64> {
        match self.state.borrow().reader.body() {
            BodyDecoder::Done => Some(0),
            BodyDecoder::Length(left) => Some(*left),
            BodyDecoder::Chunked(_) | BodyDecoder::Broken => None,
        }
    }

    /// Whether the whole body was read.
    #[inline]
    pub(in crate::transport) fn body_is_done(&self) -> bool {
        self.state.borrow().reader.body_is_done()
    }

    /// Whether what is left of the body is little enough to be read for the sake of the next request.
    pub(super) fn rest_is_worth_reading(&self) -> bool {
        let state = self.state.borrow();
        match state.reader.body() {
            BodyDecoder::Done => true,
            // A client that was never told to go on may send the body or the next request.
            _ if !state.interim.is_empty() => false,
            BodyDecoder::Length(left) => *left <= UNREAD_BYTES_MAX,
            BodyDecoder::Chunked(_) => true,
            BodyDecoder::Broken => false,
        }
    }

    /// What an answer must begin with: the rest of an interim response that was begun.
    pub(super) fn take_interim(&self) -> &'static [u8] {
        let interim = std::mem::take(&mut self.state.borrow_mut().interim);
        if interim.len() < CONTINUE.len() {
            interim
        } else {
            b""
        }
    }

    /// Writes from the start of `first`, then `second`; returns the bytes taken.
    #[inline]
    pub(super) fn poll_write(
        &self,
        cx: &mut Context<'_>,
        first: &[u8],
        second: &[u8],
    ) -> Poll<io::Result<usize>> {
        let stream = &mut self.state.borrow_mut().stream;
        let written = stream.poll_write(cx, first, second);
        self.sent(!written.is_pending());
        match ready!(written)? {
            0 => Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
            count => Poll::Ready(Ok(count)),
        }
    }

    #[inline]
    pub(super) fn poll_flush(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let stream = &mut self.state.borrow_mut().stream;
        let flushed = stream.poll_flush(cx);
        self.sent(!flushed.is_pending());
        flushed
    }

    fn sent(&self, moved: bool) {
        if moved {
            self.activity.sent();
        } else {
            self.activity.cannot_send();
        }
    }

    /// Whether the client sent more than was served.
    pub(super) fn has_unread(&self) -> bool {
        !self.state.borrow().reader.is_empty()
    }

    pub(super) fn poll_shutdown(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.state.borrow_mut().stream.poll_shutdown(cx)
    }

    /// Reads and drops what comes; returns the bytes, 0 for the end.
    pub(super) fn poll_discard(&self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let state = &mut *self.state.borrow_mut();
        state.reader.give_up();
        state.poll_fill(cx, &self.buffers)
    }

    pub(super) fn date(&self) -> [u8; DATE_BYTES] {
        self.activity.date()
    }
}

impl State {
    fn begin(&mut self, head: &Bytes, limits: HeadLimits) -> Head {
        let head = self.reader.begin(head, limits);
        self.request += 1;
        // A client that already sends waits for nothing.
        self.interim = if head.expects_continue && self.reader.is_empty() {
            CONTINUE
        } else {
            b""
        };
        head
    }

    fn poll_interim(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.interim.is_empty() {
            let written = ready!(self.stream.poll_write(cx, self.interim, b""))?;
            self.interim = self.interim.get(written..).unwrap_or_default();
            if self.interim.is_empty() {
                return self.stream.poll_flush(cx);
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Reads once behind what is unread.
    #[inline]
    fn poll_fill(&mut self, cx: &mut Context<'_>, buffers: &Buffers) -> Poll<io::Result<usize>> {
        let Self { stream, reader, .. } = self;
        let ahead = reader.body().data_left();
        let (read, bytes) = if reader.is_empty() && ahead >= DIRECT_BYTES_MIN {
            // A stalled body holds no memory.
            ready!(stream.poll_read_ready(cx))?;
            let room = usize::try_from(ahead).unwrap_or(usize::MAX);
            let mut direct = BytesMut::with_capacity(room.min(DIRECT_READ_BYTES));
            (stream.poll_read(cx, &mut direct), direct)
        } else {
            buffers.read(|buffer| stream.poll_read(cx, buffer))
        };
        if !bytes.is_empty() {
            reader.push(bytes);
        }
        read
    }
}
