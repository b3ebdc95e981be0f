//! The body of an upstream's response.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::InvokeError;

/// The body of an upstream's response, as it arrives.
///
/// Read to its end it gives its connection back to the client's pool; dropped before, it closes the connection.
#[derive(Debug)]
pub struct UpstreamBody {
    whole: Option<Bytes>,
}

impl UpstreamBody {
    pub(crate) fn whole(bytes: Bytes) -> Self {
        Self {
            whole: Some(bytes).filter(|bytes| !bytes.is_empty()),
        }
    }
}

impl Body for UpstreamBody {
    type Data = Bytes;
    type Error = InvokeError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, InvokeError>>> {
        Poll::Ready(self.whole.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.whole.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.whole.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
