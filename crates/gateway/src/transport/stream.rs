//! The client's byte stream, cleartext or TLS.

use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// A cleartext or TLS stream.
#[derive(Debug)]
pub(super) enum Stream {
    /// As it came.
    Plain(TcpStream),
    /// Decrypted here.
    Tls(Box<TlsStream<TcpStream>>),
}

impl Stream {
    /// Reads into the free capacity of `buffer`, of which there must be some; 0 is the end of the stream.
    pub(super) fn poll_read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut BytesMut,
    ) -> Poll<io::Result<usize>> {
        match self {
            Self::Plain(stream) => pin!(stream.read_buf(buffer)).poll(cx),
            Self::Tls(stream) => pin!(stream.read_buf(buffer)).poll(cx),
        }
    }

    /// Whether a read may give something at once. TLS answers yes: it does not know.
    pub(super) fn poll_read_ready(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self {
            Self::Plain(stream) => stream.poll_read_ready(cx),
            Self::Tls(_) => Poll::Ready(Ok(())),
        }
    }

    /// Writes from the start of `first`, then `second`; returns the bytes taken.
    pub(super) fn poll_write(
        &mut self,
        cx: &mut Context<'_>,
        first: &[u8],
        second: &[u8],
    ) -> Poll<io::Result<usize>> {
        match (self, first.is_empty(), second.is_empty()) {
            (Self::Plain(stream), false, false) => {
                Pin::new(stream).poll_write_vectored(cx, &[IoSlice::new(first), IoSlice::new(second)])
            }
            (Self::Plain(stream), true, _) => Pin::new(stream).poll_write(cx, second),
            (Self::Plain(stream), false, true) => Pin::new(stream).poll_write(cx, first),
            (Self::Tls(stream), true, _) => Pin::new(&mut **stream).poll_write(cx, second),
            (Self::Tls(stream), false, _) => Pin::new(&mut **stream).poll_write(cx, first),
        }
    }

    /// Sends what TLS still holds back.
    pub(super) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self {
            Self::Plain(_) => Poll::Ready(Ok(())),
            Self::Tls(stream) => Pin::new(&mut **stream).poll_flush(cx),
        }
    }

    /// Ends the sending side.
    pub(super) fn poll_shutdown(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(&mut **stream).poll_shutdown(cx),
        }
    }
}
