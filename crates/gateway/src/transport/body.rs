//! The body of a client's request, under its limits.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;

use super::activity::{Activity, BodyWatch};

/// The body of a client's request: never longer than the limit, never slower than the deadlines.
///
/// A request without a body costs nothing here.
#[derive(Debug)]
pub struct RequestBody {
    incoming: Incoming,
    left: u64,
    /// `None` once the body is over.
    watched: Option<(Rc<BodyWatch>, Rc<Activity>)>,
}

/// Why a request body ended early.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// More bytes than the limit allows.
    #[error("the request body is longer than the limit")]
    TooLarge,
    /// A deadline for the body passed.
    #[error("the request body came too slowly")]
    TooSlow,
    /// The client went away or broke the framing.
    #[error("the request body broke off")]
    Broken(#[source] hyper::Error),
}

impl RequestBody {
    pub(super) fn new(incoming: Incoming, limit: u64, activity: &Rc<Activity>) -> Self {
        let watched = (!incoming.is_end_stream()).then(|| (activity.watch_body(), activity.clone()));
        Self {
            incoming,
            left: limit,
            watched,
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = &mut *self;
        let Some((watch, activity)) = &this.watched else {
            return Poll::Ready(None);
        };
        let frame = match Pin::new(&mut this.incoming).poll_frame(cx) {
            Poll::Pending if watch.is_expired() => Some(Err(BodyError::TooSlow)),
            Poll::Pending => {
                watch.waits(cx.waker(), activity);
                return Poll::Pending;
            }
            Poll::Ready(Some(Ok(frame))) => {
                watch.moves();
                let length = frame.data_ref().map_or(0, |data| data.len() as u64);
                match this.left.checked_sub(length) {
                    Some(left) => {
                        this.left = left;
                        Some(Ok(frame))
                    }
                    None => Some(Err(BodyError::TooLarge)),
                }
            }
            Poll::Ready(Some(Err(error))) => Some(Err(BodyError::Broken(error))),
            Poll::Ready(None) => None,
        };
        let goes_on = matches!(frame, Some(Ok(_))) && !this.incoming.is_end_stream();
        if !goes_on {
            this.watched = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.watched.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        if self.watched.is_none() {
            SizeHint::with_exact(0)
        } else {
            self.incoming.size_hint()
        }
    }
}
