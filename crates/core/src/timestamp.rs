//! Instants, and the texts policies and logs write them in.

use std::fmt;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp {
    /// Milliseconds since the Unix epoch; negative before it.
    pub epoch_ms: i64,
}

/// The epoch seconds that are taken: the years 0000 to 9999.
const EPOCH_SECONDS: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// The text is no date of the W3C profile of ISO 8601 and no epoch number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date (such as `2026-05-01T00:00:00Z`, `2026-05-01` or epoch seconds)")]
pub struct TimestampError(pub String);

/// A civil date and time in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// Year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: i64,
    /// Day, 1 to 31.
    pub day: i64,
    /// Hour, 0 to 23.
    pub hour: i64,
    /// Minute, 0 to 59.
    pub minute: i64,
    /// Second, 0 to 59.
    pub second: i64,
    /// Millisecond, 0 to 999.
    pub millisecond: i64,
}

impl Timestamp {
    /// Reads `YYYY-MM-DDThh:mm[:ss[.fff]](Z|±hh:mm)`, `YYYY-MM-DD`, `YYYY-MM`, `YYYY`… as the W3C profile has them, or
    /// epoch seconds (digits only, five or more, an optional minus sign).
    ///
    /// Source: IAM user guide, date condition operators.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        Self::read(text).ok_or_else(|| TimestampError(text.to_owned()))
    }

    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() != 4 && !digits.is_empty() {
            let seconds: i64 = text.parse().ok()?;
            // Later than the last four-digit year it is milliseconds, taken for seconds; a date so read would never come.
            return EPOCH_SECONDS.contains(&seconds).then(|| Self {
                epoch_ms: seconds * 1000,
            });
        }
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(1), |part| number(part, 2))?;
        let day = parts.next().map_or(Some(1), |part| number(part, 2))?;
        if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day)
        {
            return None;
        }
        let midnight = days_from_civil(year, month, day) * 86_400_000;
        let Some(time) = time else {
            return Some(Self { epoch_ms: midnight });
        };
        if date.len() != 10 {
            return None;
        }
        let (clock, offset_minutes) = if let Some(clock) = time.strip_suffix('Z') {
            (clock, 0)
        } else {
            let at = time.rfind(['+', '-'])?;
            let (clock, zone) = (time.get(..at)?, time.get(at..)?);
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            (clock, sign * (hours * 60 + minutes))
        };
        let mut parts = clock.splitn(3, ':');
        let hour = number(parts.next()?, 2)?;
        let minute = number(parts.next()?, 2)?;
        let (second, millisecond) = match parts.next() {
            None => (0, 0),
            Some(part) => match part.split_once('.') {
                None => (number(part, 2)?, 0),
                Some((whole, fraction)) => (number(whole, 2)?, milliseconds(fraction)?),
            },
        };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let within = (((hour * 60 + minute - offset_minutes) * 60) + second) * 1000 + millisecond;
        Some(Self {
            epoch_ms: midnight + within,
        })
    }

    /// The instant of a date and time in UTC; `None` if there is no such day or time, or the year has more than four digits.
    pub fn from_civil(civil: &Civil) -> Option<Self> {
        let Civil {
            year,
            month,
            day,
            hour,
            minute,
            second,
            millisecond,
        } = *civil;
        let there = (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
            && (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..60).contains(&second)
            && (0..1000).contains(&millisecond);
        there.then(|| Self {
            epoch_ms: days_from_civil(year, month, day) * 86_400_000
                + ((hour * 60 + minute) * 60 + second) * 1000
                + millisecond,
        })
    }

    /// Whole seconds since the epoch, rounded down.
    pub fn epoch_seconds(self) -> i64 {
        self.epoch_ms.div_euclid(1000)
    }

    /// The date and time in UTC.
    pub fn civil(self) -> Civil {
        let (days, rest) = (
            self.epoch_ms.div_euclid(86_400_000),
            self.epoch_ms.rem_euclid(86_400_000),
        );
        let (year, month, day) = civil_from_days(days);
        Civil {
            year,
            month,
            day,
            hour: rest / 3_600_000,
            minute: rest / 60_000 % 60,
            second: rest / 1000 % 60,
            millisecond: rest % 1000,
        }
    }
}

impl fmt::Display for Timestamp {
    /// `2026-05-01T00:00:00Z`, with milliseconds where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil {
            year,
            month,
            day,
            hour,
            minute,
            second,
            millisecond,
        } = self.civil();
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        if millisecond != 0 {
            write!(f, ".{millisecond:03}")?;
        }
        f.write_str("Z")
    }
}

fn number(text: &str, width: usize) -> Option<i64> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn milliseconds(fraction: &str) -> Option<i64> {
    if !(1..=9).contains(&fraction.len()) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{fraction:0<3}").get(..3)?.parse().ok()
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        _ => 31,
    }
}

// Howard Hinnant's day-count formulas, with years that begin in March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = Timestamp::parse(text).map_or_else(|error| error.0, |at| at.to_string());
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn dates_of_the_w3c_profile_and_epochs_are_read() {
        check("2026-05-31T23:59:59Z", "2026-05-31T23:59:59Z");
        check("2026-06-01T02:00:00+02:00", "2026-06-01T00:00:00Z");
        check("2026-05-31T23:59Z", "2026-05-31T23:59:00Z");
        check("2026-05-31T23:59:59.25Z", "2026-05-31T23:59:59.250Z");
        check("2026-05-01", "2026-05-01T00:00:00Z");
        check("2026", "2026-01-01T00:00:00Z");
        check("1778330096", "2026-05-09T12:34:56Z");
        check("0", "1970-01-01T00:00:00Z");
        check("253402300799", "9999-12-31T23:59:59Z");
        check("-62167219200", "0000-01-01T00:00:00Z");
        check("2024-02-29", "2024-02-29T00:00:00Z");
        check("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z");
    }

    #[test]
    fn dates_and_times_are_those_of_their_instants() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        for text in [
            "0000-01-01",
            "1969-12-31T23:59:59.999Z",
            "2024-02-29T01:02:03Z",
            "9999-12-31T23:59:59Z",
        ] {
            assert_eq!(Timestamp::from_civil(&at(text).civil()), Some(at(text)), "{text}");
        }
        let right = at("2026-05-31T23:59:59.250Z").civil();
        for wrong in [
            Civil {
                year: 10_000,
                ..right
            },
            Civil { year: -1, ..right },
            Civil { month: 0, ..right },
            Civil { month: 13, ..right },
            Civil { month: 6, ..right },
            Civil { day: 0, ..right },
            Civil { hour: 24, ..right },
            Civil { minute: 60, ..right },
            Civil { second: 60, ..right },
            Civil { second: -1, ..right },
            Civil {
                millisecond: 1000,
                ..right
            },
        ] {
            assert_eq!(Timestamp::from_civil(&wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "-",
            "yesterday",
            "2026-13-01",
            "2026-02-30",
            "2026-05-31T24:00:00Z",
            "2026-05-31T23:59:59",
            "2026-05T10:00Z",
            "20260531T000000Z",
            "1778330096000",
            "253402300800",
            "-62167219201",
            "9223372036854775807",
            "99999999999999999999",
            "2026-05-31T23:59:60Z",
        ] {
            assert!(Timestamp::parse(text).is_err(), "{text}");
        }
    }
}
