//! The errors of API Gateway.
//!
//! Source: recorded answers; the exceptions of the service model.

use control::Error;

/// 404.
pub fn not_found(message: impl Into<String>) -> Error {
    Error::new("NotFoundException", 404, message)
}

/// 400.
pub fn bad_request(message: impl Into<String>) -> Error {
    Error::new("BadRequestException", 400, message)
}

/// 409.
pub fn conflict(message: impl Into<String>) -> Error {
    Error::new("ConflictException", 409, message)
}

/// 429: an account has as many as it may.
pub fn limit_exceeded(message: impl Into<String>) -> Error {
    Error::new("LimitExceededException", 429, message)
}

/// 404 for an API that is not there.
pub fn no_api(account: &str, api: &str) -> Error {
    not_found(format!("Invalid API identifier specified {account}:{api}"))
}
