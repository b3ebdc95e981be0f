//! The body of a client's request, under its limits.

use std::error::Error;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;

use super::activity::{Activity, BodyWatch};
use super::h1::wire::Wire;

/// The body of a client's request: never longer than the limit, never slower than the deadlines.
///
/// A request without a body costs nothing here.
#[derive(Debug)]
pub struct RequestBody {
    /// `None` once the body is over.
    open: Option<Box<Open>>,
}

#[derive(Debug)]
struct Open {
    source: Source,
    left: u64,
    watch: Rc<BodyWatch>,
}

/// Where the bytes come from.
#[derive(Debug)]
enum Source {
    /// An HTTP/2 stream.
    Stream(Incoming, Rc<Activity>),
    /// An HTTP/1.1 connection, for the request of this number.
    Wire(Rc<Wire>, u64),
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
    Broken(#[source] Box<dyn Error + Send + Sync>),
}

impl RequestBody {
    /// The body of an HTTP/2 request.
    pub(super) fn of_stream(incoming: Incoming, limit: u64, activity: &Rc<Activity>) -> Self {
        let open = (!incoming.is_end_stream()).then(|| {
            Box::new(Open {
                watch: activity.watch_body(),
                source: Source::Stream(incoming, activity.clone()),
                left: limit,
            })
        });
        Self { open }
    }

    /// What is left of the body of the current request on a connection.
    pub(super) fn on_wire(wire: &Rc<Wire>, limit: u64) -> Self {
        let open = (!wire.body_is_done()).then(|| {
            Box::new(Open {
                watch: wire.activity.watch_body(),
                source: Source::Wire(wire.clone(), wire.request()),
                left: limit,
            })
        });
        Self { open }
    }
}

impl Open {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = match &mut self.source {
            Source::Stream(incoming, _) => Pin::new(incoming)
                .poll_frame(cx)
                .map(|frame| frame.map(|frame| frame.map_err(|error| BodyError::Broken(error.into())))),
            Source::Wire(wire, request) => wire.poll_body(cx, *request).map(|data| {
                data.map(|data| {
                    data.map(Frame::data)
                        .map_err(|error| BodyError::Broken(error.into()))
                })
            }),
        };
        let activity = match &self.source {
            Source::Stream(_, activity) => activity,
            Source::Wire(wire, _) => &wire.activity,
        };
        match polled {
            Poll::Pending if self.watch.is_expired() => Poll::Ready(Some(Err(BodyError::TooSlow))),
            Poll::Pending => {
                self.watch.waits(cx.waker(), activity);
                Poll::Pending
            }
            Poll::Ready(Some(Ok(frame))) => {
                self.watch.moves();
                let length = frame.data_ref().map_or(0, |data| data.len() as u64);
                Poll::Ready(Some(match self.left.checked_sub(length) {
                    Some(left) => {
                        self.left = left;
                        Ok(frame)
                    }
                    None => Err(BodyError::TooLarge),
                }))
            }
            Poll::Ready(other) => Poll::Ready(other),
        }
    }

    fn is_over(&self) -> bool {
        match &self.source {
            Source::Stream(incoming, _) => incoming.is_end_stream(),
            Source::Wire(wire, request) => wire.request() != *request || wire.body_is_done(),
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
        let Some(open) = &mut self.open else {
            return Poll::Ready(None);
        };
        let polled = open.poll(cx);
        let goes_on = match &polled {
            Poll::Pending => true,
            Poll::Ready(frame) => matches!(frame, Some(Ok(_))) && !open.is_over(),
        };
        if !goes_on {
            self.open = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.open.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        match self.open.as_deref() {
            None => SizeHint::with_exact(0),
            Some(Open {
                source: Source::Stream(incoming, _),
                ..
            }) => incoming.size_hint(),
            Some(Open {
                source: Source::Wire(wire, _),
                ..
            }) => wire
                .body_left()
                .map_or_else(SizeHint::default, SizeHint::with_exact),
        }
    }
}
