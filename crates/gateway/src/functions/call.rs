//! One call of a function, and what comes of it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc;

/// Bytes of a payload, to a function and back from it where the answer does not stream.
///
/// Source: AWS Lambda developer guide, quotas: invocation payload, synchronous, 6 MB.
pub const PAYLOAD_BYTES_MAX: usize = 6 * 1024 * 1024;

/// A call.
#[derive(Clone)]
pub struct FunctionCall {
    /// The function's ARN, perhaps with a version or alias behind it.
    pub function: Arc<str>,
    /// `aws:SourceArn`: the method (`arn:…:execute-api:{region}:{account}:{api}/{stage}/{VERB}/{path}`) or the authorizer
    /// (`…:{api}/authorizers/{id}`) that calls.
    pub source_arn: String,
    /// `aws:SourceAccount`: the owner of the API.
    pub source_account: Arc<str>,
    /// The role to call with; without one the function's own policy must let `apigateway.amazonaws.com` call.
    pub credentials: Option<Arc<str>>,
    /// The event.
    pub payload: Bytes,
    /// How the answer is wanted.
    pub mode: FunctionMode,
    /// How long to wait for it.
    pub timeout: Duration,
    /// The id of the request it is for: the invocation has it too.
    pub request_id: String,
    /// `X-Amzn-Trace-Id`
    pub trace: String,
}

impl fmt::Debug for FunctionCall {
    /// Without the event, which holds tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FunctionCall")
            .field("function", &self.function)
            .field("source_arn", &self.source_arn)
            .field("mode", &self.mode)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

/// How an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionMode {
    /// All of it.
    Whole,
    /// As it comes.
    Stream,
}

/// An answer.
#[derive(Debug)]
pub enum FunctionAnswer {
    /// All of it.
    Whole {
        /// What the function returned, or the document of its error.
        payload: Bytes,
        /// Whether the function failed.
        failed: bool,
    },
    /// As it comes: of a function that streams, where that was wanted.
    Stream(FunctionStream),
}

/// An answer that comes in pieces. Dropping it ends the function's call.
#[derive(Debug)]
pub struct FunctionStream {
    /// The content type that the function gave: `application/vnd.awslambda.http-integration-response` begins with a head.
    pub content_type: String,
    /// The pieces.
    pub body: mpsc::Receiver<Result<Bytes, FunctionFault>>,
}

/// Why there is no answer. Texts are for operators.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FunctionFault {
    /// The caller may not call it.
    #[error("the function may not be called: {0}")]
    NotPermitted(String),
    /// There is no such function, version or alias.
    #[error("there is no such function: {0}")]
    NotFound(String),
    /// All that may run at one time do.
    #[error("too many calls of the function run already")]
    Throttled,
    /// It did not answer in time.
    #[error("the function did not answer in time")]
    TimedOut,
    /// The event or the answer is too large.
    #[error("the payload has more than {PAYLOAD_BYTES_MAX} bytes")]
    TooLarge,
    /// It cannot be run now.
    #[error("the function cannot be run: {0}")]
    Unavailable(String),
}
