//! The dates of a signed request.

use portcullis_core::Timestamp;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Reads `YYYYMMDDThhmmssZ`.
pub(crate) fn parse_basic(text: &str) -> Option<Timestamp> {
    let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let parts = [day.get(..4)?, day.get(4..6)?, day.get(6..)?];
    let times = [clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?];
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() != 16 || !parts.into_iter().chain(times).all(digits) {
        return None;
    }
    Timestamp::parse(&format!("{}T{}Z", parts.join("-"), times.join(":"))).ok()
}

/// Reads `Sat, 16 May 2026 06:24:14 GMT`, as RFC 9110 has it, or with the zone that botocore writes (`-0000`).
pub(crate) fn parse_http(text: &str) -> Option<Timestamp> {
    let (weekday, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (clock, zone) = (parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    if parts.next().is_some() || weekday.len() != 3 || !matches!(zone, "GMT" | "-0000" | "+0000") {
        return None;
    }
    if year.len() != 4 || day.len() != 2 || clock.len() != 8 {
        return None;
    }
    Timestamp::parse(&format!("{year}-{month:02}-{day}T{clock}Z")).ok()
}

/// Writes `YYYYMMDDThhmmssZ`.
pub(crate) fn basic(time: Timestamp) -> String {
    let civil = time.civil();
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second
    )
}

/// Writes `YYYYMMDD`.
pub(crate) fn day(time: Timestamp) -> String {
    let civil = time.civil();
    format!("{:04}{:02}{:02}", civil.year, civil.month, civil.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let got = parse_basic(text).or_else(|| parse_http(text)).map(basic);
        assert_eq!(got.as_deref(), expect, "{text}");
    }

    #[test]
    fn dates() {
        check("20260517T063340Z", Some("20260517T063340Z"));
        check("Sat, 16 May 2026 06:24:14 GMT", Some("20260516T062414Z"));
        check("Sat, 16 May 2026 06:24:14 -0000", Some("20260516T062414Z"));
        for text in [
            "",
            "20260517T063340",
            "20260517T063340z",
            "20260517t063340Z",
            "2026-05-17T06:33:40Z",
            "20261317T063340Z",
            "20260230T063340Z",
            "20260517T243340Z",
            "20260517T063360Z",
            "+0260517T063340Z",
            "20260517T06334éZ",
            "Sat, 16 May 2026 06:24:14 +0200",
            "Sat, 16 may 2026 06:24:14 GMT",
            "Sat, 6 May 2026 06:24:14 GMT",
            "Saturday, 16-May-26 06:24:14 GMT",
            "Sat, 16 May 2026 06:24:14 GMT x",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn days() {
        assert_eq!(day(parse_basic("20260501T235959Z").unwrap()), "20260501");
    }
}
