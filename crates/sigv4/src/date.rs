//! The dates of a signed request.

use portcullis_core::{Civil, Timestamp};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `YYYYMMDDThhmmssZ`, as it is signed.
pub(crate) type Basic = [u8; 16];

/// Reads `YYYYMMDDThhmmssZ`; returns it too.
pub(crate) fn parse_basic(text: &str) -> Option<(Timestamp, Basic)> {
    let basic: Basic = *text.as_bytes().as_array()?;
    let [y1, y2, y3, y4, m1, m2, d1, d2, b'T', h1, h2, n1, n2, s1, s2, b'Z'] = basic else {
        return None;
    };
    let time = Timestamp::from_civil(&Civil {
        year: number(&[y1, y2, y3, y4])?,
        month: number(&[m1, m2])?,
        day: number(&[d1, d2])?,
        hour: number(&[h1, h2])?,
        minute: number(&[n1, n2])?,
        second: number(&[s1, s2])?,
        millisecond: 0,
    })?;
    Some((time, basic))
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + i64::from(digit - b'0'))
    })
}

/// Writes what [`parse_basic`] reads: of a time that was read, and so has a year of four digits.
pub(crate) fn basic_of(time: Timestamp) -> Basic {
    let mut out = *b"00000000T000000Z";
    for (to, from) in out.iter_mut().zip(basic(time).bytes()) {
        *to = from;
    }
    out
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
        let basic_form = parse_basic(text).map(|(time, _)| time);
        if let Some((time, read)) = parse_basic(text) {
            assert_eq!(basic_of(time), read);
        }
        let got = basic_form.or_else(|| parse_http(text)).map(basic);
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
        assert_eq!(day(parse_basic("20260501T235959Z").unwrap().0), "20260501");
    }
}
