//! One call of a function, and what comes of it.

use std::fmt;

use bytes::Bytes;
use tokio::sync::mpsc;

/// A call.
#[derive(Clone)]
pub struct Invocation {
    /// Its id: a UUID.
    pub request_id: String,
    /// The event: JSON.
    pub payload: Bytes,
    /// `X-Amz-Client-Context`, decoded.
    pub client_context: Option<String>,
    /// `X-Amzn-Trace-Id`; empty for none.
    pub trace: String,
    /// Whether the answer may come in pieces.
    pub streaming: bool,
}

impl fmt::Debug for Invocation {
    /// Without the event, which holds tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invocation")
            .field("request_id", &self.request_id)
            .field("payload_bytes", &self.payload.len())
            .field("streaming", &self.streaming)
            .finish_non_exhaustive()
    }
}

/// The pieces of a streaming answer. Dropping it ends the call, and the worker with it.
pub type Pieces = mpsc::Receiver<Result<Bytes, Fault>>;

/// What a function answered.
#[derive(Debug)]
pub enum Answer {
    /// All of it.
    Whole {
        /// What it returned, or the document of its error.
        payload: Bytes,
        /// Whether it failed: an error of its own, its end, or its time-out.
        failed: bool,
        /// The end of the call's log.
        log_tail: Bytes,
    },
    /// As it comes.
    Pieces {
        /// The content type it gave.
        content_type: String,
        /// The pieces.
        pieces: Pieces,
    },
}

/// Why a function was not run, or its answer cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// All that may run at one time do.
    #[error("too many calls run already: {0}")]
    Throttled(&'static str),
    /// The event is too large.
    #[error("the event has more than {} bytes", crate::PAYLOAD_BYTES_MAX)]
    EventTooLarge,
    /// The function broke a streaming answer off.
    #[error("the function broke its answer off: {0}")]
    Broken(String),
    /// No worker can be started.
    #[error("the function cannot be started: {0}")]
    Start(String),
    /// The host is being stopped.
    #[error("the host of functions is stopping")]
    Stopped,
}
