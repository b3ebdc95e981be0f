//! Error documents that the host itself answers for a function, as Lambda words them.

use std::time::Duration;

use bytes::Bytes;
use serde_json::json;

/// `{"errorType": …, "errorMessage": …}`
pub fn error_document(error_type: &str, message: &str) -> Bytes {
    json!({ "errorType": error_type, "errorMessage": message })
        .to_string()
        .into()
}

/// What the host ends a call with: a document for the caller, and a line for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    error_type: &'static str,
    /// What follows the request id.
    message: String,
}

impl Failure {
    /// The call took too long.
    pub(crate) fn timed_out(timeout: Duration) -> Self {
        Self {
            error_type: "Sandbox.Timedout",
            message: format!("Task timed out after {:.2} seconds", timeout.as_secs_f64()),
        }
    }

    /// The process ended in the middle of a call, or before the first.
    pub(crate) fn exited(how: &str) -> Self {
        let message = if how == "exit status 0" {
            "Runtime exited without providing a reason".to_owned()
        } else {
            format!("Runtime exited with error: {how}")
        };
        Self {
            error_type: "Runtime.ExitError",
            message,
        }
    }

    /// It had more memory than it may have.
    pub(crate) fn out_of_memory() -> Self {
        Self {
            error_type: "Runtime.OutOfMemory",
            message: "Runtime exited with error: signal: killed".to_owned(),
        }
    }

    /// Something that no runtime does.
    pub(crate) fn protocol(what: &str) -> Self {
        Self {
            error_type: "Runtime.ProtocolError",
            message: what.to_owned(),
        }
    }

    /// It did not ask for an event in time.
    pub(crate) fn slow_start() -> Self {
        Self {
            error_type: "Runtime.InitTimeout",
            message: format!(
                "the function did not start within {} seconds",
                crate::INIT_TIME_MAX.as_secs()
            ),
        }
    }

    /// There is no program to start.
    pub(crate) fn entrypoint(message: &str) -> Self {
        Self {
            error_type: "Runtime.InvalidEntrypoint",
            message: message.to_owned(),
        }
    }

    pub(crate) fn error_type(&self) -> &str {
        self.error_type
    }

    /// For the caller.
    pub(crate) fn document(&self, request_id: &str) -> Bytes {
        error_document(
            self.error_type,
            &format!("RequestId: {request_id} Error: {}", self.message),
        )
    }

    /// For the log.
    pub(crate) fn line(&self, request_id: &str) -> String {
        format!(
            "RequestId: {request_id} Error: {}\n{}",
            self.message, self.error_type
        )
    }
}

/// The answer is too large.
pub(crate) fn too_large(bytes: u64) -> Bytes {
    let message = format!(
        "Response payload size ({bytes} bytes) exceeded maximum allowed payload size ({} bytes).",
        crate::ANSWER_BYTES_MAX
    );
    error_document("Function.ResponseSizeTooLarge", &message)
}
