//! The dates of an X.509 certificate, read from its DER form. Pure.
//!
//! Only as much DER as leads to `tbsCertificate.validity` (RFC 5280, section 4.1). The TLS library parses the rest and
//! keeps the dates to itself.

/// Seconds since 1970 between which a certificate is valid, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Validity {
    pub(crate) not_before: u64,
    pub(crate) not_after: u64,
}

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const EXPLICIT_0: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The validity of this certificate; `None` if it is not DER as RFC 5280 wants it.
pub(crate) fn certificate_validity(der: &[u8]) -> Option<Validity> {
    let (certificate, _) = element(der, SEQUENCE)?;
    let (mut rest, _) = element(certificate, SEQUENCE)?;
    if let Some((_version, after)) = element(rest, EXPLICIT_0) {
        rest = after;
    }
    let (_serial, rest) = element(rest, INTEGER)?;
    let (_signature, rest) = element(rest, SEQUENCE)?;
    let (_issuer, rest) = element(rest, SEQUENCE)?;
    let (validity, _) = element(rest, SEQUENCE)?;
    let (not_before, rest) = time(validity)?;
    let (not_after, rest) = time(rest)?;
    rest.is_empty().then_some(Validity {
        not_before,
        not_after,
    })
}

/// Content of the element at the start, if it has this tag, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&[found, first], rest) = der.split_first_chunk::<2>()?;
    if found != tag {
        return None;
    }
    if first < 0x80 {
        return rest.split_at_checked(usize::from(first));
    }
    let length_bytes = usize::from(first & 0x7f);
    if !(1..=4).contains(&length_bytes) {
        return None;
    }
    let (length, rest) = rest.split_at_checked(length_bytes)?;
    let length = length
        .iter()
        .fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    rest.split_at_checked(length)
}

fn time(der: &[u8]) -> Option<(u64, &[u8])> {
    if let Some((text, rest)) = element(der, UTC_TIME) {
        let (year, text) = number(text, 2)?;
        let year = if year < 50 { 2000 + year } else { 1900 + year };
        return Some((seconds(year, text)?, rest));
    }
    let (text, rest) = element(der, GENERALIZED_TIME)?;
    let (year, text) = number(text, 4)?;
    Some((seconds(year, text)?, rest))
}

/// `MMDDHHMMSSZ` of a year. Times before 1970 count as 1970: only comparisons with the present are asked for.
fn seconds(year: u64, text: &[u8]) -> Option<u64> {
    let (month, text) = number(text, 2)?;
    let (day, text) = number(text, 2)?;
    let (hour, text) = number(text, 2)?;
    let (minute, text) = number(text, 2)?;
    let (second, text) = number(text, 2)?;
    let valid = text == b"Z"
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    if !valid {
        return None;
    }
    if year < 1970 {
        return Some(0);
    }
    // Days since 1970-01-01 of a proleptic Gregorian date, counting years from March.
    let (shifted_year, shifted_month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let days = (365 * shifted_year + leap_days + day_of_year).checked_sub(719_468)?;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

fn number(text: &[u8], digits: usize) -> Option<(u64, &[u8])> {
    let (head, rest) = text.split_at_checked(digits)?;
    let mut value = 0;
    for byte in head {
        value = value * 10 + u64::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: u8, text: &str, expect: Option<u64>) {
        let mut der = vec![tag, u8::try_from(text.len()).unwrap()];
        der.extend_from_slice(text.as_bytes());
        assert_eq!(time(&der).map(|(seconds, _)| seconds), expect, "{text}");
    }

    #[test]
    fn times() {
        check(UTC_TIME, "700101000000Z", Some(0));
        check(UTC_TIME, "000229000000Z", Some(951_782_400));
        check(UTC_TIME, "240229235959Z", Some(1_709_251_199));
        check(UTC_TIME, "491231235959Z", Some(2_524_607_999));
        check(UTC_TIME, "500101000000Z", Some(0));
        check(GENERALIZED_TIME, "20500101000000Z", Some(2_524_608_000));
        check(GENERALIZED_TIME, "19600101000000Z", Some(0));
        check(GENERALIZED_TIME, "99991231235959Z", Some(253_402_300_799));
        check(UTC_TIME, "241301000000Z", None);
        check(UTC_TIME, "2402290000Z", None);
        check(UTC_TIME, "240229000000", None);
        check(UTC_TIME, "240229000000+0100", None);
        check(INTEGER, "240229000000Z", None);
    }

    #[test]
    fn a_certificate_of_known_dates() {
        let mut params = rcgen::CertificateParams::new(vec!["model.test".to_owned()]).unwrap();
        params.not_before = rcgen::date_time_ymd(2020, 2, 29);
        params.not_after = rcgen::date_time_ymd(2055, 3, 1);
        let certificate = params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap();
        let expect = Validity {
            not_before: 1_582_934_400,
            not_after: 2_687_472_000,
        };
        assert_eq!(certificate_validity(certificate.der()), Some(expect));
        for end in 0..200 {
            assert_eq!(certificate_validity(&certificate.der()[..end]), None);
        }
    }
}
