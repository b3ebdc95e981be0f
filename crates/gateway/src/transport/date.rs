//! The date of responses, written once a second.

use std::cell::Cell;
use std::time::{Duration, UNIX_EPOCH};

use super::h1::DATE_BYTES;
use crate::clock::{Clock, WallClock};

/// A thread's date, as HTTP writes it.
#[derive(Debug)]
pub(super) struct HttpDate {
    clock: Clock,
    second: Cell<i64>,
    text: Cell<[u8; DATE_BYTES]>,
}

impl HttpDate {
    pub(super) fn new() -> Self {
        let date = Self {
            clock: Clock::new(WallClock::System),
            second: Cell::new(-1),
            text: Cell::new([b' '; DATE_BYTES]),
        };
        date.refresh();
        date
    }

    /// To be called often: what [`HttpDate::text`] gives is as old as the last call.
    pub(super) fn refresh(&self) {
        let second = self.clock.now().wall.epoch_ms.div_euclid(1_000);
        if self.second.replace(second) == second {
            return;
        }
        // The one form HTTP sends is as long as any other of its kind; a clock before 1970 shows 1970.
        let since = Duration::from_secs(u64::try_from(second).unwrap_or(0));
        let text = httpdate::fmt_http_date(UNIX_EPOCH + since);
        if let Ok(text) = <[u8; DATE_BYTES]>::try_from(text.as_bytes()) {
            self.text.set(text);
        }
    }

    pub(super) fn text(&self) -> [u8; DATE_BYTES] {
        self.text.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_todays() {
        let date = HttpDate::new();
        let text = String::from_utf8(date.text().to_vec()).unwrap();
        let read = httpdate::parse_http_date(&text).unwrap();
        let age = read.elapsed().unwrap_or_default();
        assert!(age < Duration::from_secs(60), "{text}");
    }
}
