//! Dates as API Gateway writes the claims `exp` and `iat`.

use portcullis_core::Timestamp;

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Such as `Wed May 01 13:10:22 UTC 2024`: recorded answers of API Gateway.
pub(crate) fn date_text(time: Timestamp) -> String {
    let civil = time.civil();
    // 1970-01-01 was a Thursday.
    let day = time.epoch_ms.div_euclid(86_400_000).rem_euclid(7);
    let name = |names: &[&'static str], at: i64| {
        usize::try_from(at)
            .ok()
            .and_then(|at| names.get(at).copied())
            .unwrap_or_default()
    };
    format!(
        "{} {} {:02} {:02}:{:02}:{:02} UTC {}",
        name(&DAYS, day),
        name(&MONTHS, civil.month - 1),
        civil.day,
        civil.hour,
        civil.minute,
        civil.second,
        civil.year
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_recorded() {
        let check = |epoch_s: i64, expect: &str| {
            let time = Timestamp {
                epoch_ms: epoch_s * 1_000,
            };
            assert_eq!(date_text(time), expect);
        };
        check(1_714_569_022, "Wed May 01 13:10:22 UTC 2024");
        check(1_714_565_422, "Wed May 01 12:10:22 UTC 2024");
        check(0, "Thu Jan 01 00:00:00 UTC 1970");
        check(-1, "Wed Dec 31 23:59:59 UTC 1969");
        check(1_798_761_599, "Thu Dec 31 23:59:59 UTC 2026");
    }
}
