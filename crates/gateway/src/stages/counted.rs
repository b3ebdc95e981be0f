//! A request body with a count of what was taken of it, for the record.

use std::{
    cell::Cell,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::transport::{BodyError, RequestBody};

/// See the module.
#[derive(Debug)]
pub(super) struct Counted<'a> {
    body: RequestBody,
    bytes: &'a Cell<u64>,
}

impl<'a> Counted<'a> {
    /// Counts from zero, whatever was announced.
    pub(super) fn new(body: RequestBody, bytes: &'a Cell<u64>) -> Self {
        bytes.set(0);
        Self { body, bytes }
    }
}

impl Body for Counted<'_> {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            let bytes = frame.data_ref().map_or(0, Bytes::len);
            self.bytes.set(self.bytes.get() + bytes as u64);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
