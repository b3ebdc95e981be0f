//! The texts in which the protocols write instants.

use std::time::{Duration, UNIX_EPOCH};

use portcullis_core::Timestamp;

/// The second that a text names: ISO 8601, the date of an HTTP header, or epoch seconds.
pub(crate) fn parse(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse::<f64>() {
        return whole(seconds);
    }
    if let Ok(instant) = Timestamp::parse(text) {
        return Some(instant.epoch_seconds());
    }
    let instant = httpdate::parse_http_date(text).ok()?;
    i64::try_from(instant.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

/// The whole second of a number of seconds; `None` where no calendar has it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the range is checked, and the fraction is dropped on purpose"
)]
pub(crate) fn whole(seconds: f64) -> Option<i64> {
    let seconds = seconds.floor();
    (-62_167_219_200.0..=253_402_300_799.0)
        .contains(&seconds)
        .then_some(seconds as i64)
}

/// `2026-05-01T00:00:00Z`
pub(crate) fn iso_8601(seconds: i64) -> Option<String> {
    let civil = civil(seconds)?;
    Some(format!("{civil}Z"))
}

/// `2026-05-01T00:00:00.000Z`, as S3 writes it.
pub(crate) fn iso_8601_milliseconds(seconds: i64) -> Option<String> {
    let civil = civil(seconds)?;
    Some(format!("{civil}.000Z"))
}

fn civil(seconds: i64) -> Option<String> {
    let epoch_ms = seconds.checked_mul(1000)?;
    let at = Timestamp { epoch_ms }.civil();
    Some(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        at.year, at.month, at.day, at.hour, at.minute, at.second
    ))
}

/// `Fri, 01 May 2026 00:00:00 GMT`
pub(crate) fn http_date(seconds: i64) -> Option<String> {
    let seconds = u64::try_from(seconds)
        .ok()
        .filter(|seconds| *seconds < 253_402_300_800)?;
    Some(httpdate::fmt_http_date(
        UNIX_EPOCH.checked_add(Duration::from_secs(seconds))?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        #[track_caller]
        fn check(text: &str, expect: Option<i64>) {
            assert_eq!(parse(text), expect, "{text}");
        }
        check("1777593600", Some(1_777_593_600));
        check("1777593600.9", Some(1_777_593_600));
        check("2026-05-01T00:00:00Z", Some(1_777_593_600));
        check("2026-05-01T02:00:00.5+02:00", Some(1_777_593_600));
        check("Fri, 01 May 2026 00:00:00 GMT", Some(1_777_593_600));
        check("yesterday", None);
        check("NaN", None);
        check("1e300", None);
    }

    #[test]
    fn every_form_is_written() {
        assert_eq!(iso_8601(1_777_593_600).as_deref(), Some("2026-05-01T00:00:00Z"));
        assert_eq!(
            iso_8601_milliseconds(1_777_593_600).as_deref(),
            Some("2026-05-01T00:00:00.000Z")
        );
        assert_eq!(
            http_date(1_777_593_600).as_deref(),
            Some("Fri, 01 May 2026 00:00:00 GMT")
        );
        assert_eq!(http_date(-1), None);
        assert_eq!(iso_8601(i64::MAX), None);
    }
}
