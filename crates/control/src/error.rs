//! What an operation answers when it does not succeed.

use std::borrow::Cow;

use store::StoreError;

/// An error for the caller: AWS's code, status and message. What only the operator should read is beside it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code} ({status}): {message}")]
pub struct Error {
    /// `NotFoundException`
    pub code: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// For the caller.
    pub message: String,
    /// `Retry-After`, seconds.
    pub retry_after: Option<u32>,
    /// For the log only.
    pub detail: Option<String>,
    /// Whether the same call may succeed when it is run again on fresh state.
    pub(crate) conflict: bool,
}

/// The result of an operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of this code and status.
    pub fn new(code: impl Into<Cow<'static, str>>, status: u16, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            status,
            message: message.into(),
            retry_after: None,
            detail: None,
            conflict: false,
        }
    }

    /// Whether somebody else changed something meanwhile, so that the same may succeed when it is done again.
    pub fn is_conflict(&self) -> bool {
        self.conflict
    }

    /// A fault of ours: the caller reads that it happened, the log reads what.
    pub fn internal(detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::new(
                "InternalFailure",
                500,
                "the request could not be processed because of an internal error; see the log",
            )
        }
    }

    /// The operation is not built, or not possible here; `why` names it and says what to do.
    ///
    /// 501 is not retried by the AWS SDKs as 500 and 503 are.
    pub fn unsupported(why: impl Into<String>) -> Self {
        Self::new("NotImplemented", 501, why)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Conflict(_)) {
            return Self {
                conflict: true,
                detail: Some(error.to_string()),
                ..Self::new(
                    "ConflictException",
                    409,
                    "Unable to complete operation due to concurrent modification. Please try again later.",
                )
            };
        }
        Self {
            detail: Some(error.to_string()),
            ..Self::new(
                "ServiceUnavailableException",
                503,
                format!("the store cannot be used now: {error}"),
            )
        }
    }
}
