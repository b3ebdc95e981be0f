//! Functions: what runs behind `AWS_PROXY` and `AWS` integrations and behind Lambda authorizers, as the data plane sees it.
//!
//! The data plane names a function by its ARN and says on whose behalf it calls; whether it may, and where the function runs,
//! is for the implementation to know.

mod call;
pub(crate) mod event;
pub(crate) mod proxy_answer;

use std::fmt::Debug;
use std::pin::Pin;

pub use call::{
    FunctionAnswer, FunctionCall, FunctionFault, FunctionMode, FunctionStream, PAYLOAD_BYTES_MAX,
};

/// The answer of a function, when it is there.
pub type FunctionFuture = Pin<Box<dyn Future<Output = Result<FunctionAnswer, FunctionFault>> + Send>>;

/// Runs functions. Never blocks the calling thread; dropping the future ends the wait, not the function.
pub trait Functions: Send + Sync + Debug {
    /// Calls a function.
    fn invoke(&self, call: FunctionCall) -> FunctionFuture;
}
