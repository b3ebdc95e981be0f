//! Percent-encoding and query strings.

use crate::WireError;

/// The text that percent-encoding stands for; `None` if it is broken or no UTF-8. `+` stands for itself.
pub fn percent_decode(text: &str) -> Option<String> {
    decode(text, false)
}

fn decode(text: &str, form: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let high = hex(rest.next()?)?;
                let low = hex(rest.next()?)?;
                bytes.push(high << 4 | low);
            }
            b'+' if form => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The keys and values of a query string or form, in order. `a` is `a` with empty text; `+` is a space.
pub(crate) fn pairs(text: &str, members_max: usize) -> Result<Vec<(String, String)>, WireError> {
    let mut pairs = Vec::new();
    for part in text.split('&').filter(|part| !part.is_empty()) {
        if pairs.len() >= members_max {
            return Err(WireError::malformed_query(format!(
                "more than {members_max} parameters"
            )));
        }
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let (Some(key), Some(value)) = (decode(key, true), decode(value, true)) else {
            return Err(WireError::malformed_query(
                "a parameter is not percent-encoded UTF-8",
            ));
        };
        pairs.push((key, value));
    }
    Ok(pairs)
}

/// The text with a small first letter, as AWS writes member names in messages.
pub(crate) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        let mut text = String::with_capacity(name.len());
        text.push(first.to_ascii_lowercase());
        text.push_str(letters.as_str());
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding() {
        #[track_caller]
        fn check(text: &str, expect: Option<&str>) {
            assert_eq!(percent_decode(text).as_deref(), expect, "{text}");
        }
        check("a%2Fb+c", Some("a/b+c"));
        check("%c3%a4", Some("ä"));
        check("%c3", None);
        check("%2", None);
        check("%zz", None);
        check("", Some(""));
    }

    #[test]
    fn queries() {
        let check = |text: &str, expect: &[(&str, &str)]| {
            let found = pairs(text, 3).unwrap();
            let found: Vec<_> = found.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("", &[]);
        check("a=1&a=2&&b", &[("a", "1"), ("a", "2"), ("b", "")]);
        check("x=a+b%2B=c", &[("x", "a b+=c")]);
        assert_eq!(pairs("a&b&c&d", 3).unwrap_err().code, "MalformedQueryString");
        assert_eq!(pairs("a=%ff", 3).unwrap_err().code, "MalformedQueryString");
    }

    #[test]
    fn first_letters() {
        assert_eq!(lower_first("UserName"), "userName");
        assert_eq!(lower_first("op"), "op");
        assert_eq!(lower_first(""), "");
    }
}
