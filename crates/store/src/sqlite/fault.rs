//! SQLite's errors in the store's words.

use crate::error::StoreError;
use rusqlite::{Error, ErrorCode};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the rest mean one thing here, as those of later releases will"
)]
impl From<Error> for StoreError {
    fn from(error: Error) -> StoreError {
        let text = error.to_string();
        let Some(code) = error.sqlite_error_code() else {
            // The rest are misuses of the binding and columns of another type than the schema's.
            return StoreError::Corrupt(text);
        };
        match code {
            ErrorCode::DiskFull => StoreError::Full(text),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked(text),
            ErrorCode::DatabaseCorrupt | ErrorCode::TypeMismatch | ErrorCode::ConstraintViolation => {
                StoreError::Corrupt(text)
            }
            ErrorCode::NotADatabase => StoreError::Foreign(text),
            ErrorCode::TooBig => StoreError::Invalid(text),
            _ => StoreError::Unavailable(text),
        }
    }
}
