//! Percent-encoding as Signature Version 4 wants it: unreserved characters stay, everything else is `%XX` in upper case.
//!
//! Source: IAM user guide, "Create a signed AWS API request" (`UriEncode`).

/// `A-Z a-z 0-9 - _ . ~`.
pub(crate) fn unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~')
}

/// Appends `%XX`.
pub(crate) fn escape(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |at: u8| DIGITS.get(usize::from(at)).copied().unwrap_or(b'0');
    out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
}

/// Appends the bytes, encoded.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for byte in bytes {
        if unreserved(*byte) {
            out.push(*byte);
        } else {
            escape(*byte, out);
        }
    }
}

/// One byte of a text with escapes.
pub(crate) enum Unit {
    /// It stood there itself.
    Plain(u8),
    /// It was written `%XX`.
    Escaped(u8),
}

/// Reads a text with escapes byte by byte; `None` at a `%` that two hexadecimal digits do not follow.
pub(crate) fn units(text: &[u8]) -> impl Iterator<Item = Option<Unit>> + '_ {
    let mut rest = text.iter();
    std::iter::from_fn(move || {
        let byte = *rest.next()?;
        if byte != b'%' {
            return Some(Some(Unit::Plain(byte)));
        }
        let mut digit = || {
            char::from(*rest.next()?)
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        };
        let (high, low) = (digit(), digit());
        Some(high.zip(low).map(|(high, low)| Unit::Escaped(high << 4 | low)))
    })
}

/// Decodes a name or value of a query: `%XX`, and `+` as a space. `None` at a broken escape.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    units(text)
        .map(|unit| {
            unit.map(|unit| match unit {
                Unit::Plain(b'+') => b' ',
                Unit::Plain(byte) | Unit::Escaped(byte) => byte,
            })
        })
        .collect()
}

/// Appends the 64 lower-case digits of a hash.
pub(crate) fn hex(hash: &[u8; 32], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in hash {
        for at in [byte >> 4, byte & 15] {
            out.push(DIGITS.get(usize::from(at)).copied().unwrap_or(b'0'));
        }
    }
}

/// The 64 lower-case digits of a hash.
pub(crate) fn hex_text(hash: &[u8; 32]) -> String {
    let mut out = Vec::with_capacity(64);
    hex(hash, &mut out);
    out.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let got = decode(text.as_bytes()).map(|bytes| {
            let mut out = Vec::new();
            encode(&bytes, &mut out);
            String::from_utf8(out).unwrap()
        });
        assert_eq!(got.as_deref(), expect, "{text}");
    }

    #[test]
    fn decoded_and_encoded_again() {
        check("", Some(""));
        check("aZ09-_.~", Some("aZ09-_.~"));
        check("a+b", Some("a%20b"));
        check("%2b%2B%41", Some("%2B%2BA"));
        check("ሴ", Some("%E1%88%B4"));
        check("a:/=&", Some("a%3A%2F%3D%26"));
        check("%", None);
        check("a%4", None);
        check("%zz", None);
        check("%4%31", None);
    }
}
