//! The errors of CloudWatch Logs.
//!
//! Sources: the exceptions of the service model (CloudWatch Logs API reference, "Errors" of each operation); texts as the
//! service answers them.

use std::io;

use control::Error;

/// 400: `The specified log group does not exist.`
pub(crate) fn no_such(what: &str) -> Error {
    Error::new(
        "ResourceNotFoundException",
        400,
        format!("The specified {what} does not exist."),
    )
}

/// 400: `The specified log group already exists`
pub(crate) fn exists(what: &str) -> Error {
    Error::new(
        "ResourceAlreadyExistsException",
        400,
        format!("The specified {what} already exists"),
    )
}

/// 400.
pub(crate) fn invalid(message: impl Into<String>) -> Error {
    Error::new("InvalidParameterException", 400, message)
}

/// The disk.
pub(crate) fn disk(error: &io::Error) -> Error {
    let mut answer = Error::new(
        "ServiceUnavailableException",
        500,
        "the log cannot be read or written now; see the log of the server",
    );
    answer.detail = Some(format!("the log folder cannot be used: {error}"));
    answer
}
