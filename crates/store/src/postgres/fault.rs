//! PostgreSQL's errors in the store's words.

use crate::error::StoreError;
use std::error::Error as _;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

impl From<Error> for StoreError {
    fn from(error: Error) -> StoreError {
        let Some(database) = error.as_db_error() else {
            return StoreError::Unavailable(chain(&error));
        };
        let text = format!("{} (SQLSTATE {})", database.message(), database.code().code());
        let code = database.code();
        let locked = [
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::QUERY_CANCELED,
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
        ];
        let corrupt = [
            SqlState::DATA_CORRUPTED,
            SqlState::INDEX_CORRUPTED,
            SqlState::UNDEFINED_TABLE,
            SqlState::UNDEFINED_COLUMN,
        ];
        if *code == SqlState::DISK_FULL {
            StoreError::Full(text)
        } else if locked.contains(code) {
            StoreError::Locked(text)
        } else if corrupt.contains(code) {
            StoreError::Corrupt(text)
        } else {
            StoreError::Unavailable(text)
        }
    }
}

/// An error with what caused it: the client names its causes as sources.
pub(super) fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}
