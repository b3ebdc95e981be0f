//! The client's byte stream as an HTTP/2 connection reads and writes it: whether bytes move is watched.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::activity::Activity;
use super::stream::Stream;

/// The stream of one client.
#[derive(Debug)]
pub(super) struct ClientIo {
    stream: Stream,
    /// What was read to tell the protocols apart, and still has to be delivered.
    early: BytesMut,
    activity: Rc<Activity>,
}

impl ClientIo {
    pub(super) fn new(stream: Stream, early: BytesMut, activity: Rc<Activity>) -> Self {
        Self {
            stream,
            early,
            activity,
        }
    }

    fn deliver_early(&mut self, into: &mut ReadBuf<'_>) {
        let taken = self.early.len().min(into.remaining());
        into.put_slice(&self.early.split_to(taken));
        if self.early.is_empty() {
            self.early = BytesMut::new();
        }
    }

    fn written(&self, result: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match &result {
            Poll::Ready(_) => self.activity.sent(),
            Poll::Pending => self.activity.cannot_send(),
        }
        result
    }
}

impl AsyncRead for ClientIo {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.activity.expired().is_some() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        if !this.early.is_empty() {
            this.deliver_early(into);
            return Poll::Ready(Ok(()));
        }
        match &mut this.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_read(cx, into),
            Stream::Tls(stream) => Pin::new(&mut **stream).poll_read(cx, into),
        }
    }
}

impl AsyncWrite for ClientIo {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.activity.expired().is_some() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let result = match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Stream::Tls(stream) => Pin::new(&mut **stream).poll_write(cx, bytes),
        };
        self.written(result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.activity.expired().is_some() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let result = match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write_vectored(cx, slices),
            Stream::Tls(stream) => Pin::new(&mut **stream).poll_write_vectored(cx, slices),
        };
        self.written(result)
    }

    fn is_write_vectored(&self) -> bool {
        match &self.stream {
            Stream::Plain(stream) => stream.is_write_vectored(),
            Stream::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(_) => Poll::Ready(Ok(())),
            Stream::Tls(stream) => {
                let result = Pin::new(&mut **stream).poll_flush(cx);
                if result.is_pending() {
                    self.activity.cannot_send();
                } else {
                    self.activity.sent();
                }
                result
            }
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Stream::Tls(stream) => Pin::new(&mut **stream).poll_shutdown(cx),
        }
    }
}
