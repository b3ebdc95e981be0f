//! Quotas: how much a key may send in a period, and where periods begin.
//!
//! API Gateway's pages do not say when periods begin. Chosen: at midnight UTC, weeks on Monday, months on the first.

use portcullis_core::Timestamp;

/// How many requests a key may send in a period.
///
/// Source: API Gateway API reference, QuotaSettings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// In each period.
    pub limit: u64,
    /// Subtracted from the limit in the first period.
    pub offset: u64,
    /// How long a period is.
    pub period: QuotaPeriod,
    /// When the quota was set: the period that holds this moment is the first.
    pub since: Timestamp,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "as they are named")]
pub enum QuotaPeriod {
    Day,
    Week,
    Month,
}

/// One period of a quota, by days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotaSpan {
    /// Its first day.
    pub begin: i64,
    /// The first day of the next period.
    pub end: i64,
}

pub(crate) const DAY_MS: i64 = 86_400_000;

/// The day of a moment, in days since 1970-01-01.
pub(crate) fn day(time: Timestamp) -> i64 {
    time.epoch_ms.div_euclid(DAY_MS)
}

impl QuotaPeriod {
    /// The period that holds a day.
    pub fn span(self, day: i64) -> QuotaSpan {
        match self {
            Self::Day => QuotaSpan {
                begin: day,
                end: day.saturating_add(1),
            },
            Self::Week => {
                // 1970-01-01 was a Thursday.
                let begin = day.saturating_sub(day.saturating_add(3).rem_euclid(7));
                QuotaSpan {
                    begin,
                    end: begin.saturating_add(7),
                }
            }
            Self::Month => {
                let civil = midnight(day).civil();
                let begin = day.saturating_sub(civil.day.saturating_sub(1));
                // Day 32 of a month is in the next one, whose own day says how far it is behind the first.
                let later = begin.saturating_add(31);
                let end = later.saturating_sub(midnight(later).civil().day.saturating_sub(1));
                QuotaSpan { begin, end }
            }
        }
    }
}

impl Quota {
    /// How many requests the period that holds `day` has.
    pub fn limit_on(&self, of: i64) -> u64 {
        if self.period.span(of) == self.period.span(day(self.since)) {
            self.limit.saturating_sub(self.offset)
        } else {
            self.limit
        }
    }
}

fn midnight(day: i64) -> Timestamp {
    Timestamp {
        epoch_ms: day.saturating_mul(DAY_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> i64 {
        day(Timestamp::parse(&format!("{text}T23:59:59Z")).unwrap())
    }

    fn check(period: QuotaPeriod, on: &str, begin: &str, end: &str) {
        let span = period.span(day_of(on));
        assert_eq!(
            span,
            QuotaSpan {
                begin: day_of(begin),
                end: day_of(end)
            },
            "{period:?} {on}"
        );
    }

    #[test]
    fn periods_begin_at_midnight_on_mondays_and_on_the_first() {
        check(QuotaPeriod::Day, "2026-11-20", "2026-11-20", "2026-11-21");
        check(QuotaPeriod::Week, "2026-11-20", "2026-11-16", "2026-11-23");
        check(QuotaPeriod::Week, "2026-11-16", "2026-11-16", "2026-11-23");
        check(QuotaPeriod::Week, "2026-11-22", "2026-11-16", "2026-11-23");
        check(QuotaPeriod::Month, "2026-11-30", "2026-11-01", "2026-12-01");
        check(QuotaPeriod::Month, "2026-12-01", "2026-12-01", "2027-01-01");
        check(QuotaPeriod::Month, "2028-02-29", "2028-02-01", "2028-03-01");
        check(QuotaPeriod::Month, "2026-02-28", "2026-02-01", "2026-03-01");
    }

    #[test]
    fn the_offset_counts_in_the_first_period_only() {
        let quota = |offset| Quota {
            limit: 10,
            offset,
            period: QuotaPeriod::Week,
            since: Timestamp::parse("2026-11-18T12:00:00Z").unwrap(),
        };
        assert_eq!(quota(3).limit_on(day_of("2026-11-16")), 7);
        assert_eq!(quota(3).limit_on(day_of("2026-11-22")), 7);
        assert_eq!(quota(3).limit_on(day_of("2026-11-23")), 10);
        assert_eq!(quota(11).limit_on(day_of("2026-11-20")), 0);
    }
}
