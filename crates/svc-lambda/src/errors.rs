//! The errors of Lambda.
//!
//! Sources: the exceptions of the service model (AWS Lambda API reference, "Errors" of each operation); texts as the service
//! answers them.

use control::Error;

/// 404: `Function not found: arn:aws:lambda:…`
pub(crate) fn not_found(message: impl Into<String>) -> Error {
    Error::new("ResourceNotFoundException", 404, message)
}

/// 404 for a function or version by its ARN.
pub(crate) fn function_not_found(arn: &str) -> Error {
    not_found(format!("Function not found: {arn}"))
}

/// 404 in the words for what belongs to a function and is not there.
pub(crate) fn no_such_resource() -> Error {
    not_found("The resource you requested does not exist.")
}

/// 409.
pub(crate) fn conflict(message: impl Into<String>) -> Error {
    Error::new("ResourceConflictException", 409, message)
}

/// 400.
pub(crate) fn invalid(message: impl Into<String>) -> Error {
    Error::new("InvalidParameterValueException", 400, message)
}

/// 400: what the model's constraints do not say and the service checks in the same words.
pub(crate) fn validation(value: &str, member: &str, constraint: &str) -> Error {
    Error::new(
        "ValidationException",
        400,
        format!(
            "1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}"
        ),
    )
}

/// 400: the package is no zip, or one that must not be unpacked.
pub(crate) fn not_unzipped() -> Error {
    invalid("Could not unzip uploaded file. Please check your file, then try to upload again.")
}

/// 412: somebody else changed it meanwhile. `read` is the operation that gives the newest revision.
pub(crate) fn precondition(read: &str) -> Error {
    Error::new(
        "PreconditionFailedException",
        412,
        format!(
            "The Revision Id provided does not match the latest Revision Id. Call the {read} API to retrieve the latest Revision Id"
        ),
    )
}

/// 403.
pub(crate) fn access_denied(message: impl Into<String>) -> Error {
    Error::new("AccessDeniedException", 403, message)
}

/// 413.
pub(crate) fn too_large(bytes_max: usize, operation: &str) -> Error {
    Error::new(
        "RequestTooLargeException",
        413,
        format!("Request must be smaller than {bytes_max} bytes for the {operation} operation"),
    )
}

/// Refuses a call whose revision is not the one it names.
pub(crate) fn check_revision(given: Option<&String>, current: &str, read: &str) -> control::Result<()> {
    match given {
        Some(given) if given != current => Err(precondition(read)),
        Some(_) | None => Ok(()),
    }
}

/// The same with what only the log reads.
pub(crate) fn with_detail(mut error: Error, detail: String) -> Error {
    error.detail = Some(detail);
    error
}
