//! Percent-encoding as Signature Version 4 wants it: unreserved characters stay, everything else is `%XX` in upper case.
//!
//! Source: IAM user guide, "Create a signed AWS API request" (`UriEncode`).

use std::borrow::Cow;

use portcullis_core::hex_digits;

/// `A-Z a-z 0-9 - _ . ~`.
pub(crate) fn unreserved(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    letter | digit | (byte == b'-') | (byte == b'_') | (byte == b'.') | (byte == b'~')
}

/// Whether all bytes are as they should be. Without an early end, since so it takes many at a time.
pub(crate) fn all(text: &[u8], is: impl Fn(u8) -> bool) -> bool {
    text.iter().fold(true, |all, byte| all & is(*byte))
}

/// Appends `%XX`.
pub(crate) fn escape(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |at: u8| DIGITS.get(usize::from(at)).copied().unwrap_or(b'0');
    out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
}

/// Appends the bytes, encoded.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    encode_but(bytes, |_| false, out);
}

/// Appends the bytes, encoded but for those that stay too.
pub(crate) fn encode_but(bytes: &[u8], stays: impl Fn(u8) -> bool, out: &mut Vec<u8>) {
    if all(bytes, |byte| unreserved(byte) | stays(byte)) {
        out.extend_from_slice(bytes);
        return;
    }
    let mut rest = bytes;
    let end = |rest: &[u8]| rest.iter().position(|byte| !unreserved(*byte) && !stays(*byte));
    while let Some(at) = end(rest) {
        let (plain, after) = rest.split_at(at);
        out.extend_from_slice(plain);
        let Some((byte, after)) = after.split_first() else {
            break;
        };
        escape(*byte, out);
        rest = after;
    }
    out.extend_from_slice(rest);
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

/// Reads a name or value of a query byte by byte: `%XX`, and `+` as a space. `None` at a broken escape.
pub(crate) fn decoded(text: &[u8]) -> impl Iterator<Item = Option<u8>> + '_ {
    units(text).map(|unit| {
        unit.map(|unit| match unit {
            Unit::Plain(b'+') => b' ',
            Unit::Plain(byte) | Unit::Escaped(byte) => byte,
        })
    })
}

/// As [`decoded`], whole.
pub(crate) fn decode(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    let Some(first) = memchr::memchr2(b'%', b'+', text) else {
        return Some(Cow::Borrowed(text));
    };
    let mut out = Vec::with_capacity(text.len());
    let (mut rest, mut next) = (text, Some(first));
    while let Some(at) = next {
        let (plain, after) = rest.split_at(at);
        out.extend_from_slice(plain);
        let bytes = if after.first() == Some(&b'%') { 3 } else { 1 };
        let (unit, after) = after.split_at_checked(bytes)?;
        out.push(decoded(unit).next()??);
        rest = after;
        next = memchr::memchr2(b'%', b'+', rest);
    }
    out.extend_from_slice(rest);
    Some(Cow::Owned(out))
}

/// How a name or value of a query is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Written {
    /// As [`encode`] writes it.
    Canonical,
    /// In another way.
    Otherwise,
    /// With a broken escape.
    Broken,
}

impl Written {
    /// How this text is written.
    pub(crate) fn of(text: &[u8]) -> Self {
        if all(text, unreserved) {
            return Self::Canonical;
        }
        let mut written = Self::Canonical;
        let mut rest = text;
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            let canonical = if *byte == b'%' {
                let Some((digits, after)) = rest.split_first_chunk::<2>() else {
                    return Self::Broken;
                };
                rest = after;
                let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
                let Some(byte) = high
                    .zip(low)
                    .and_then(|(high, low)| u8::try_from(high << 4 | low).ok())
                else {
                    return Self::Broken;
                };
                !unreserved(byte) && !digits.iter().any(u8::is_ascii_lowercase)
            } else {
                unreserved(*byte)
            };
            if !canonical {
                written = Self::Otherwise;
            }
        }
        written
    }
}

/// The 64 lower-case digits of a hash.
pub(crate) fn hex(hash: &[u8; 32]) -> [u8; 64] {
    let mut out = [0; 64];
    for (to, from) in out.chunks_exact_mut(8).zip(hash.as_chunks::<4>().0) {
        to.copy_from_slice(&hex_digits(u32::from_be_bytes(*from)));
    }
    out
}

/// As [`hex`], as text.
pub(crate) fn hex_text(hash: &[u8; 32]) -> String {
    hex(hash).into_iter().map(char::from).collect()
}

/// What the lower-case digits stand for: `out` is filled. `None` unless there are twice as many, all of them digits.
pub(crate) fn unhex(digits: &[u8], out: &mut [u8]) -> Option<()> {
    let digit = |byte: u8| byte.is_ascii_digit() | matches!(byte, b'a'..=b'f');
    if digits.len() != out.len() * 2 || !all(digits, digit) {
        return None;
    }
    let (eights, rest) = digits.as_chunks::<8>();
    let (fours, last) = out.as_chunks_mut::<4>();
    for (to, from) in fours.iter_mut().zip(eights) {
        *to = unhex_eight(*from);
    }
    let mut eight = [b'0'; 8];
    for (to, from) in eight.iter_mut().zip(rest) {
        *to = *from;
    }
    for (to, from) in last.iter_mut().zip(unhex_eight(eight)) {
        *to = from;
    }
    Some(())
}

/// What eight lower-case digits stand for, without a loop.
fn unhex_eight(digits: [u8; 8]) -> [u8; 4] {
    let digits = u64::from_be_bytes(digits);
    // The bit that makes a letter makes nine more.
    let letters = (digits >> 6) & 0x0101_0101_0101_0101;
    let mut values = (digits & 0x0f0f_0f0f_0f0f_0f0f) + letters * 9;
    // One value in each byte, gathered by doubling.
    values = (values | values >> 4) & 0x00ff_00ff_00ff_00ff;
    values = (values | values >> 8) & 0x0000_ffff_0000_ffff;
    values |= values >> 16;
    let [_, _, _, _, bytes @ ..] = values.to_be_bytes();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let bytes: Option<Vec<u8>> = decoded(text.as_bytes()).collect();
        assert_eq!(decode(text.as_bytes()).map(Cow::into_owned), bytes, "{text}");
        let got = bytes.map(|bytes| {
            let mut out = Vec::new();
            encode(&bytes, &mut out);
            String::from_utf8(out).unwrap()
        });
        assert_eq!(got.as_deref(), expect, "{text}");
        let written = match got {
            Some(encoded) if encoded == text => Written::Canonical,
            Some(_) => Written::Otherwise,
            None => Written::Broken,
        };
        assert_eq!(Written::of(text.as_bytes()), written, "{text}");
    }

    #[test]
    fn decoded_and_encoded_again() {
        check("", Some(""));
        check("aZ09-_.~", Some("aZ09-_.~"));
        check("a+b", Some("a%20b"));
        check("a%20b%C3%A9", Some("a%20b%C3%A9"));
        check("%2b%2B%41", Some("%2B%2BA"));
        check("%41", Some("A"));
        check("%2b", Some("%2B"));
        check("ሴ", Some("%E1%88%B4"));
        check("a:/=&", Some("a%3A%2F%3D%26"));
        check("%", None);
        check("a%4", None);
        check("%zz", None);
        check("%4%31", None);
        check(":%", None);
    }

    #[test]
    fn what_is_unreserved() {
        let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        for byte in 0..=255 {
            assert_eq!(unreserved(byte), is_unreserved(byte), "{byte}");
        }
    }

    #[test]
    fn digits_of_hashes() {
        let mut hash = [0; 32];
        hash[..5].copy_from_slice(&[0x01, 0x9a, 0xbc, 0xde, 0xf0]);
        let text = format!("019abcdef0{}", "0".repeat(54));
        assert_eq!(hex_text(&hash), text);
        for count in 0..=72 {
            let bytes: Vec<u8> = (0..count)
                .map(|at: u8| at.wrapping_mul(37).wrapping_add(0x9f))
                .collect();
            let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let mut out = vec![0; bytes.len()];
            assert_eq!(unhex(text.as_bytes(), &mut out), Some(()));
            assert_eq!(out, bytes, "{text}");
        }
        let read = |digits: &str| {
            let mut out = [0; 32];
            unhex(digits.as_bytes(), &mut out).map(|()| out)
        };
        assert_eq!(read(&text), Some(hash));
        for wrong in [
            "",
            &text[1..],
            &text[2..],
            &format!("00{text}"),
            &text.replace('a', "A"),
            &text.replace('a', "g"),
            &text.replace("00", "é"),
            &text.replace('f', ":"),
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
