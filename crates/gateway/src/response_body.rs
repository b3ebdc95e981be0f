//! The body of a response, with the request's record riding on it until the last byte has left.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use invoke::{InvokeError, UpstreamBody};
use tokio::time::{Sleep, sleep_until};

use crate::{
    follow::Follow,
    functions::{FunctionFault, FunctionStream},
};

/// The body of a response. Dropping it before its end cancels the call of the integration.
#[derive(Debug)]
pub struct ResponseBody {
    content: Content,
    /// When the response must be over; `None` until more than one piece of it has to come.
    deadline: Option<Pin<Box<Sleep>>>,
    follow: Follow,
}

/// What a body is made of.
#[derive(Debug)]
pub(crate) enum Content {
    /// Bytes that are all there; empty for none.
    Whole(Bytes),
    /// The integration's, as it arrives.
    Upstream(UpstreamBody),
    /// A function's, as it arrives: what is there, and what comes; `None` once it has ended.
    Function(Bytes, Option<Box<FunctionStream>>),
    /// Nothing is sent, but the length that `Content-Length` announces is known: the answer to `HEAD`.
    Nothing,
}

impl From<UpstreamBody> for Content {
    fn from(mut body: UpstreamBody) -> Self {
        // An empty body stays the integration's: the `Content-Length` of an answer to `HEAD` is not its length.
        match body.take_whole() {
            Some(bytes) if !bytes.is_empty() => Self::Whole(bytes),
            Some(_) | None => Self::Upstream(body),
        }
    }
}

impl Content {
    /// A function's: what is there, and what comes.
    pub(crate) fn function(first: Bytes, rest: FunctionStream) -> Self {
        Self::Function(first, Some(Box::new(rest)))
    }

    /// Whether nothing more has to come for it.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Self::Whole(_) | Self::Nothing => true,
            Self::Upstream(body) => body.is_end_stream(),
            Self::Function(first, rest) => first.is_empty() && rest.is_none(),
        }
    }

    fn poll_function(
        first: &mut Bytes,
        rest: &mut Option<Box<FunctionStream>>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, ResponseBodyError>>> {
        if !first.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(first)))));
        }
        let Some(stream) = rest else {
            return Poll::Ready(None);
        };
        let piece = ready!(stream.body.poll_recv(cx));
        if !matches!(piece, Some(Ok(_))) {
            *rest = None;
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data).map_err(ResponseBodyError::Function)))
    }
}

/// Why a response ends early: it is cut off so that the client can tell.
#[derive(Debug, thiserror::Error)]
pub enum ResponseBodyError {
    /// The integration's body failed on its way.
    #[error("the integration's response body failed")]
    Integration(#[source] InvokeError),
    /// The function broke its answer off.
    #[error("the function broke its answer off")]
    Function(#[source] FunctionFault),
    /// It took longer than [`response_time`](crate::Limits::response_time).
    #[error("the response took longer than is allowed")]
    TooLong,
}

impl ResponseBody {
    pub(crate) fn new(content: Content, follow: Follow) -> Self {
        Self {
            content,
            deadline: None,
            follow,
        }
    }

    /// Whether the response should be over by now. A body that waits is woken when it should be.
    fn is_late(&mut self, waits: bool, cx: &mut Context<'_>) -> bool {
        match &mut self.deadline {
            Some(deadline) if !waits => deadline.is_elapsed(),
            Some(deadline) => deadline.as_mut().poll(cx).is_ready(),
            None => {
                // A limit beyond all time is none.
                let Some(at) = self.follow.response_deadline() else {
                    return false;
                };
                let deadline = self.deadline.insert(Box::pin(sleep_until(at.into())));
                deadline.as_mut().poll(cx).is_ready()
            }
        }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = ResponseBodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, ResponseBodyError>>> {
        let this = &mut *self;
        let frame = match &mut this.content {
            Content::Nothing => None,
            Content::Whole(bytes) if bytes.is_empty() => None,
            Content::Whole(bytes) => Some(Ok(Frame::data(std::mem::take(bytes)))),
            Content::Function(first, rest) => {
                let polled = Content::poll_function(first, rest, cx);
                let goes_on = rest.is_some();
                if goes_on && this.is_late(polled.is_pending(), cx) {
                    Some(Err(ResponseBodyError::TooLong))
                } else {
                    ready!(polled)
                }
            }
            Content::Upstream(body) => {
                let polled = Pin::new(&mut *body).poll_frame(cx);
                let goes_on = !body.is_end_stream();
                if goes_on && this.is_late(polled.is_pending(), cx) {
                    Some(Err(ResponseBodyError::TooLong))
                } else {
                    ready!(polled).map(|frame| frame.map_err(ResponseBodyError::Integration))
                }
            }
        };
        match &frame {
            Some(Ok(frame)) => this.follow.sent(frame.data_ref().map_or(0, Bytes::len)),
            Some(Err(error)) => this.follow.broke(error),
            None => this.follow.ended(),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        match &self.content {
            Content::Nothing => true,
            Content::Whole(bytes) => bytes.is_empty(),
            Content::Upstream(body) => body.is_end_stream(),
            Content::Function(first, rest) => first.is_empty() && rest.is_none(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Nothing => SizeHint::with_exact(0),
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Upstream(body) => body.size_hint(),
            Content::Function(..) => SizeHint::default(),
        }
    }
}

impl Drop for ResponseBody {
    fn drop(&mut self) {
        // hyper does not ask again once the body says that it is over.
        if self.is_end_stream() {
            self.follow.ended();
        }
    }
}
