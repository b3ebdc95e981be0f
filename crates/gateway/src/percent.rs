//! Percent-encoding.

use std::borrow::Cow;

/// Decodes once; what is no `%` with two hexadecimal digits stays as it is. `plus`: `+` is a blank.
pub(crate) fn decode(bytes: Cow<'_, [u8]>, plus: bool) -> Cow<'_, [u8]> {
    if !bytes.iter().any(|byte| *byte == b'%' || (plus && *byte == b'+')) {
        return bytes;
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = &*bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'%', [high, low, behind @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push((hex(*high) << 4) | hex(*low));
                rest = behind;
            }
            (b'+', _) if plus => out.push(b' '),
            _ => out.push(*byte),
        }
    }
    Cow::Owned(out)
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.wrapping_sub(b'A').wrapping_add(10),
    }
}

/// Appends `bytes` with everything but unreserved characters (RFC 3986, section 2.3) encoded.
pub(crate) fn encode_component(bytes: &[u8], out: &mut String) {
    const HEX: [u8; 16] = *b"0123456789ABCDEF";
    let digit = |nibble: u8| char::from(HEX.get(usize::from(nibble)).copied().unwrap_or(b'0'));
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(*byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_happens_once() {
        let check = |text: &str, plus, expect: &str| {
            assert_eq!(decode(text.as_bytes().into(), plus), expect.as_bytes(), "{text}");
        };
        check("a%20b+c", false, "a b+c");
        check("a%20b+c", true, "a b c");
        check("%252F%2f%2F", false, "%2F//");
        check("%zz%2", false, "%zz%2");
        check("%C3%A9", false, "é");
        check("plain", true, "plain");
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let all: Vec<u8> = (0..=255).collect();
        let mut text = String::new();
        encode_component(&all, &mut text);
        assert_eq!(decode(text.as_bytes().into(), true), &all[..]);
        assert!(text.contains("%2F") && text.contains("%2B"));
    }
}
