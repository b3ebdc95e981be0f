//! The client's byte stream, cleartext or TLS, as the HTTP connection reads and writes it: every byte is watched.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use super::activity::{Activity, Expired};

/// What a client gets whose request head did not come in time.
const REQUEST_TIMEOUT: &[u8] =
    b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// A cleartext or TLS stream.
#[derive(Debug)]
pub(super) enum Stream {
    /// As it came.
    Plain(TcpStream),
    /// Decrypted here.
    Tls(Box<TlsStream<TcpStream>>),
}

/// The stream of one client.
#[derive(Debug)]
pub(super) struct ClientIo {
    stream: Stream,
    /// What was read to tell the protocols apart, and still has to be delivered.
    early: Vec<u8>,
    activity: Rc<Activity>,
}

impl ClientIo {
    pub(super) fn new(stream: Stream, early: Vec<u8>, activity: Rc<Activity>) -> Self {
        Self {
            stream,
            early,
            activity,
        }
    }

    fn deliver_early(&mut self, into: &mut ReadBuf<'_>) {
        let taken = self.early.len().min(into.remaining());
        let rest = self.early.split_off(taken);
        self.activity.received(&self.early);
        into.put_slice(&self.early);
        self.early = rest;
    }

    /// Says once, as far as the socket takes it at once, why the connection ends.
    fn time_out(&mut self, cx: &mut Context<'_>, why: Expired) -> io::Error {
        if why == Expired::Head && self.activity.has_head_bytes() {
            let answered = match &mut self.stream {
                Stream::Plain(stream) => Pin::new(stream).poll_write(cx, REQUEST_TIMEOUT),
                Stream::Tls(stream) => Pin::new(&mut **stream).poll_write(cx, REQUEST_TIMEOUT),
            };
            if let (Poll::Ready(Ok(_)), Stream::Tls(stream)) = (answered, &mut self.stream) {
                let _best_effort = Pin::new(&mut **stream).poll_flush(cx);
            }
        }
        io::ErrorKind::TimedOut.into()
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
        if let Some(why) = this.activity.expired() {
            return Poll::Ready(Err(this.time_out(cx, why)));
        }
        if !this.early.is_empty() {
            this.deliver_early(into);
            return Poll::Ready(Ok(()));
        }
        let before = into.filled().len();
        let result = match &mut this.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_read(cx, into),
            Stream::Tls(stream) => Pin::new(&mut **stream).poll_read(cx, into),
        };
        if let Some(received) = into.filled().get(before..) {
            this.activity.received(received);
        }
        result
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
