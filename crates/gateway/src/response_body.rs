//! The body of a response, with the request's record riding on it until the last byte has left.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use invoke::{InvokeError, UpstreamBody};

use crate::follow::Follow;

/// The body of a response. Dropping it before its end cancels the call of the integration.
#[derive(Debug)]
pub struct ResponseBody {
    content: Content,
    follow: Follow,
}

/// What a body is made of.
#[derive(Debug)]
pub(crate) enum Content {
    /// Bytes that are all there; empty for none.
    Whole(Bytes),
    /// The integration's, as it arrives.
    Upstream(UpstreamBody),
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
    /// Whether nothing more has to come for it.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Self::Whole(_) | Self::Nothing => true,
            Self::Upstream(body) => body.is_end_stream(),
        }
    }
}

/// The integration's body failed on its way: the response is cut off so that the client can tell.
#[derive(Debug, thiserror::Error)]
#[error("the integration's response body failed")]
pub struct ResponseBodyError(#[source] InvokeError);

impl ResponseBody {
    pub(crate) fn new(content: Content, follow: Follow) -> Self {
        Self { content, follow }
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
        let polled = match &mut this.content {
            Content::Nothing => Poll::Ready(None),
            Content::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Content::Upstream(body) => Pin::new(body).poll_frame(cx),
        };
        match polled {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(data) = frame.data_ref() {
                    this.follow.sent(data.len());
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => {
                this.follow.broke(&error);
                Poll::Ready(Some(Err(ResponseBodyError(error))))
            }
            Poll::Ready(None) => {
                this.follow.ended();
                Poll::Ready(None)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.content {
            Content::Nothing => true,
            Content::Whole(bytes) => bytes.is_empty(),
            Content::Upstream(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Nothing => SizeHint::with_exact(0),
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Upstream(body) => body.size_hint(),
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
