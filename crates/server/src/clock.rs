//! The one place of this crate that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use portcullis_core::Timestamp;

/// The time of day.
#[expect(
    clippy::disallowed_methods,
    reason = "the server's clock: everything else takes time as an argument"
)]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp {
        epoch_ms: i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
    }
}

/// The monotonic clock, for deadlines and durations.
#[expect(
    clippy::disallowed_methods,
    reason = "the server's clock: everything else takes time as an argument"
)]
pub fn instant() -> std::time::Instant {
    std::time::Instant::now()
}
