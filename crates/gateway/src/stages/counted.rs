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
            Self::Stream(body) => collect(&[], body, taken, room, |_| {}).await,
        }
    }

    /// The usual body of a signed request: all of it comes at once, with its head. It is not copied then, for it is kept no
    /// longer than any piece of a body.
    pub(super) async fn at_once(&mut self, taken: &Cell<u64>) -> Result<AtOnce, Rejection> {
        let body = match self {
            Self::Whole(bytes) => return Ok(AtOnce::Whole(std::mem::take(bytes))),
            Self::Stream(body) => body,
        };
        if body.is_end_stream() {
            taken.set(0);
            return Ok(AtOnce::Whole(Bytes::new()));
        }
        let announced = body.size_hint().exact();
        if announced.is_none_or(|length| length > AT_ONCE_BYTES_MAX) {
            return Ok(AtOnce::Begun(Bytes::new()));
        }
        let first = match body.frame().await {
            Some(frame) => frame.map_err(|error| body_rejection(Some(&error)))?,
            None => return Ok(AtOnce::Whole(Bytes::new())),
        };
        let first = first.into_data().unwrap_or_default();
        if announced == Some(first.len() as u64) && body.is_end_stream() {
            taken.set(first.len() as u64);
            return Ok(AtOnce::Whole(first));
        }
        Ok(AtOnce::Begun(first))
    }

    /// The client's body, all of it, each piece shown to `see` as it arrives. `first`: what was taken of it before.
    pub(super) async fn whole_seen(
        self,
        first: Bytes,
        taken: &Cell<u64>,
        room: &Arc<Room>,
        mut see: impl FnMut(&[u8]),
    ) -> Result<Bytes, Rejection> {
        see(&first);
        match self {
            Self::Whole(bytes) => {
                see(&bytes);
                Ok(bytes)
            }
            Self::Stream(body) => collect(&first, body, taken, room, see).await,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Stream(body) => body.is_end_stream(),
            Self::Whole(bytes) => bytes.is_empty(),
        }
    }
}

/// What came of a body at once.
#[derive(Debug)]
pub(super) enum AtOnce {
    /// All of it.
    Whole(Bytes),
    /// This, perhaps nothing: more has to be waited for.
    Begun(Bytes),
}

/// There is no room for another body that is held whole: as good as a rate that is exceeded, for it passes.
pub(super) const NO_ROOM: Rejection = Rejection::Throttled("whole_bodies_bytes_max");

/// Bytes of a body that is taken as it came, if it came at once.
const AT_ONCE_BYTES_MAX: u64 = 16 * 1024;

/// Room for a body before it is known how much of it comes.
const COLLECT_BYTES: u64 = 64 * 1024;

/// `first`: what was taken of it before, and seen.
async fn collect(
    first: &[u8],
    body: RequestBody,
    taken: &Cell<u64>,
    room: &Arc<Room>,
    mut see: impl FnMut(&[u8]),
) -> Result<Bytes, Rejection> {
    let announced = body.size_hint().lower().min(COLLECT_BYTES);
    let mut body = Counted::new(Payload::Stream(body), taken);
    let mut whole = Held::new(room, usize::try_from(announced).unwrap_or_default());
    whole.push(first).map_err(|_| NO_ROOM)?;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| body_rejection(Some(&error)))?;
        // Copied: a client may send a byte at a time, and each piece would hold what it was read into.
        if let Some(data) = frame.data_ref() {
            see(data);
            whole.push(data).map_err(|_| NO_ROOM)?;
        }
    }
    taken.set(taken.get() + first.len() as u64);
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
