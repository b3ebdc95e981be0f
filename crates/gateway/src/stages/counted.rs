//! A request body on its way to an integration: the client's as it comes, with a count of what was taken of it for the
//! record, or one that is all there.

use std::{
    cell::Cell,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;

use super::integration::body_rejection;
use crate::{
    rejection::Rejection,
    room::{Held, Room},
    transport::{BodyError, RequestBody},
};

/// A body towards an integration.
#[derive(Debug)]
pub(crate) enum Payload {
    /// The client's, as it comes.
    Stream(RequestBody),
    /// All of it, counted when it was taken; empty for none.
    Whole(Bytes),
}

impl Payload {
    /// The client's body, all of it: waited for within the client's deadlines and its limit.
    pub(super) async fn whole(self, taken: &Cell<u64>, room: &Arc<Room>) -> Result<Bytes, Rejection> {
        match self {
            Self::Whole(bytes) => Ok(bytes),
            Self::Stream(body) => collect(body, taken, room, |_| {}).await,
        }
    }

    /// The same, each piece shown to `see` as it arrives.
    pub(super) async fn whole_seen(
        self,
        taken: &Cell<u64>,
        room: &Arc<Room>,
        mut see: impl FnMut(&[u8]),
    ) -> Result<Bytes, Rejection> {
        match self {
            Self::Whole(bytes) => {
                see(&bytes);
                Ok(bytes)
            }
            // Nothing is announced and nothing comes: the usual GET.
            Self::Stream(body) if body.is_end_stream() => {
                taken.set(0);
                Ok(Bytes::new())
            }
            Self::Stream(body) => collect(body, taken, room, see).await,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Stream(body) => body.is_end_stream(),
            Self::Whole(bytes) => bytes.is_empty(),
        }
    }
}

/// There is no room for another body that is held whole: as good as a rate that is exceeded, for it passes.
pub(super) const NO_ROOM: Rejection = Rejection::Throttled("whole_bodies_bytes_max");

/// Room for a body before it is known how much of it comes.
const COLLECT_BYTES: u64 = 64 * 1024;

async fn collect(
    body: RequestBody,
    taken: &Cell<u64>,
    room: &Arc<Room>,
    mut see: impl FnMut(&[u8]),
) -> Result<Bytes, Rejection> {
    let announced = body.size_hint().lower().min(COLLECT_BYTES);
    let mut body = Counted::new(Payload::Stream(body), taken);
    let mut whole = Held::new(room, usize::try_from(announced).unwrap_or_default());
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| body_rejection(Some(&error)))?;
        // Copied: a client may send a byte at a time, and each piece would hold what it was read into.
        if let Some(data) = frame.data_ref() {
            see(data);
            whole.push(data).map_err(|_| NO_ROOM)?;
        }
    }
    Ok(whole.finish())
}

/// A payload that counts.
#[derive(Debug)]
pub(super) struct Counted<'a> {
    body: Payload,
    bytes: &'a Cell<u64>,
}

impl<'a> Counted<'a> {
    /// Counts from zero, whatever was announced.
    pub(super) fn new(body: Payload, bytes: &'a Cell<u64>) -> Self {
        if let Payload::Stream(_) = body {
            bytes.set(0);
        }
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
        let body = match &mut self.body {
            Payload::Stream(body) => body,
            Payload::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Payload::Whole(bytes) => return Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
        };
        let polled = Pin::new(body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            let bytes = frame.data_ref().map_or(0, Bytes::len);
            self.bytes.set(self.bytes.get() + bytes as u64);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        match &self.body {
            Payload::Stream(body) => body.size_hint(),
            Payload::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
        }
    }
}
