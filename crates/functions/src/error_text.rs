//! Error documents that the host itself answers for a function, as Lambda words them.

use bytes::Bytes;
use serde_json::json;

/// `{"errorType": …, "errorMessage": …}`
pub fn error_document(error_type: &str, message: &str) -> Bytes {
    json!({ "errorType": error_type, "errorMessage": message })
        .to_string()
        .into()
}

/// The call took too long.
pub(crate) fn timed_out(request_id: &str, timeout: std::time::Duration) -> Bytes {
    let message = format!(
        "RequestId: {request_id} Error: Task timed out after {:.2} seconds",
        timeout.as_secs_f64()
    );
    error_document("Sandbox.Timedout", &message)
}

/// The process ended in the middle of a call.
pub(crate) fn exited(request_id: &str, how: &str) -> Bytes {
    let message = format!("RequestId: {request_id} Error: Runtime exited with error: {how}");
    error_document("Runtime.ExitError", &message)
}

/// The answer is too large.
pub(crate) fn too_large(bytes: usize) -> Bytes {
    let message = format!(
        "Response payload size ({bytes} bytes) exceeded maximum allowed payload size ({} bytes).",
        crate::PAYLOAD_BYTES_MAX
    );
    error_document("Function.ResponseSizeTooLarge", &message)
}
