//! The canonical request: the text whose hash is signed.
//!
//! Source: IAM user guide, "Create a signed AWS API request", step 1.

use crate::SignatureFault;
use crate::encode::{Unit, decode, encode, escape, units, unreserved};
use crate::limits::QUERY_PARAMETERS_MAX;
use crate::payload::S3;
use crate::request::RequestParts;

/// How a path stands in the canonical request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathRule {
    /// Without dot segments and empty segments, each segment encoded once more than it was sent.
    Normalised,
    /// As it was sent.
    Kept,
}

impl PathRule {
    pub(crate) fn of(service: &str) -> Self {
        if service == S3 {
            Self::Kept
        } else {
            Self::Normalised
        }
    }
}

/// Two ways in which clients write what they sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// As AWS documents it: decoded and encoded again.
    Encoded,
    /// As it was sent, but for the order of parameters: botocore, for addresses it did not make itself.
    ///
    /// This lets nothing in that the other refuses for a reason: a signature over escapes in another form than AWS's can only
    /// come from a client that signed these very bytes.
    AsSent,
}

/// One parameter of a query, as sent and decoded.
pub(crate) struct Parameter<'a> {
    sent: (&'a [u8], &'a [u8]),
    /// `None` where an escape is broken.
    decoded: Option<(Vec<u8>, Vec<u8>)>,
}

impl Parameter<'_> {
    /// Whether this is the parameter of that name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.decoded
            .as_ref()
            .is_some_and(|(found, _)| found == name.as_bytes())
    }

    /// The value.
    pub(crate) fn value(&self) -> Option<&[u8]> {
        self.decoded.as_ref().map(|(_, value)| value.as_slice())
    }
}

/// Splits a query. What stands between two `&` is a parameter, also if it is empty.
pub(crate) fn parameters(query: &str) -> Result<Vec<Parameter<'_>>, SignatureFault> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let parts = query.as_bytes().split(|byte| *byte == b'&');
    if parts.clone().count() > QUERY_PARAMETERS_MAX {
        return Err(SignatureFault::Limit {
            what: "query parameters",
            max: QUERY_PARAMETERS_MAX,
        });
    }
    Ok(parts
        .map(|part| {
            let mut halves = part.splitn(2, |byte| *byte == b'=');
            let sent = (halves.next().unwrap_or(&[]), halves.next().unwrap_or(&[]));
            let decoded = decode(sent.0).zip(decode(sent.1));
            Parameter { sent, decoded }
        })
        .collect())
}

/// Everything of the canonical request but its last line, the hash of the body.
///
/// `left_out` are the parameters that are not signed; `signed` the names of the signed headers, in lower case and sorted.
pub(crate) fn head(
    parts: &RequestParts<'_>,
    parameters: &[Parameter<'_>],
    left_out: &[&str],
    signed: &[String],
    rule: PathRule,
    writing: Writing,
) -> Result<Vec<u8>, SignatureFault> {
    let mut out = Vec::with_capacity(1024);
    out.extend_from_slice(parts.method.as_bytes());
    out.push(b'\n');
    path(parts.path, rule, writing, &mut out)?;
    out.push(b'\n');
    query(parameters, left_out, writing, &mut out)?;
    out.push(b'\n');
    for name in signed {
        header(parts, name, &mut out)?;
    }
    out.push(b'\n');
    out.extend_from_slice(signed.join(";").as_bytes());
    out.push(b'\n');
    Ok(out)
}

fn path(path: &str, rule: PathRule, writing: Writing, out: &mut Vec<u8>) -> Result<(), SignatureFault> {
    match (rule, writing) {
        (_, _) if path.is_empty() => out.push(b'/'),
        (PathRule::Normalised, _) => {
            let mut segments = Vec::new();
            for segment in path.split('/') {
                match segment {
                    "" | "." => {}
                    ".." => {
                        segments.pop();
                    }
                    _ => segments.push(segment),
                }
            }
            for segment in &segments {
                out.push(b'/');
                encode(segment.as_bytes(), out);
            }
            if segments.is_empty() || path.ends_with('/') {
                out.push(b'/');
            }
        }
        (PathRule::Kept, Writing::AsSent) => out.extend_from_slice(path.as_bytes()),
        (PathRule::Kept, Writing::Encoded) => {
            // An escaped slash stays one, and a plus sign stays what it is: S3 reads neither as the plain path does.
            for unit in units(path.as_bytes()) {
                match unit.ok_or(SignatureFault::Escape("path"))? {
                    Unit::Plain(byte @ (b'/' | b'+')) => out.push(byte),
                    Unit::Plain(byte) | Unit::Escaped(byte) if unreserved(byte) => out.push(byte),
                    Unit::Plain(byte) | Unit::Escaped(byte) => escape(byte, out),
                }
            }
        }
    }
    Ok(())
}

fn query(
    parameters: &[Parameter<'_>],
    left_out: &[&str],
    writing: Writing,
    out: &mut Vec<u8>,
) -> Result<(), SignatureFault> {
    let mut pairs = Vec::with_capacity(parameters.len());
    for parameter in parameters {
        let Some((name, value)) = &parameter.decoded else {
            return Err(SignatureFault::Escape("query"));
        };
        if left_out.iter().any(|unsigned| name == unsigned.as_bytes()) {
            continue;
        }
        pairs.push(match writing {
            Writing::AsSent => (parameter.sent.0.to_vec(), parameter.sent.1.to_vec()),
            Writing::Encoded => {
                let (mut encoded, mut encoded_value) = (Vec::new(), Vec::new());
                encode(name, &mut encoded);
                encode(value, &mut encoded_value);
                (encoded, encoded_value)
            }
        });
    }
    pairs.sort_unstable();
    for (at, (name, value)) in pairs.iter().enumerate() {
        if at > 0 {
            out.push(b'&');
        }
        out.extend_from_slice(name);
        out.push(b'=');
        out.extend_from_slice(value);
    }
    Ok(())
}

/// `name:value,value` and a line feed.
fn header(parts: &RequestParts<'_>, name: &str, out: &mut Vec<u8>) -> Result<(), SignatureFault> {
    out.extend_from_slice(name.as_bytes());
    let mut found = false;
    for value in parts.values(name) {
        out.push(if found { b',' } else { b':' });
        found = true;
        collapse(value, out);
    }
    out.push(b'\n');
    if found {
        Ok(())
    } else {
        Err(SignatureFault::SignedHeaderAbsent(name.to_owned()))
    }
}

/// Appends the value without white space around it, each run of white space inside as one space.
pub(crate) fn collapse(value: &[u8], out: &mut Vec<u8>) {
    let words = value
        .split(|byte| matches!(byte, b' ' | b'\t'..=b'\r'))
        .filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: PathRule, writing: Writing, text: &str, expect: &str) {
        let mut out = Vec::new();
        let got = match path(text, rule, writing, &mut out) {
            Ok(()) => String::from_utf8(out).unwrap(),
            Err(fault) => format!("{fault:?}"),
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn paths() {
        use PathRule::{Kept, Normalised};
        use Writing::{AsSent, Encoded};
        for (text, normalised, kept) in [
            ("", "/", "/"),
            ("/", "/", "/"),
            ("//a//b//", "/a/b/", "//a//b//"),
            ("/a/./b/../c", "/a/c", "/a/./b/../c"),
            ("/../a", "/a", "/../a"),
            ("/a/..", "/", "/a/.."),
            ("/a/.", "/a", "/a/."),
            ("/a%2Fb", "/a%252Fb", "/a%2Fb"),
            ("/a%2fb", "/a%252fb", "/a%2Fb"),
            ("/%7Ea", "/%257Ea", "/~a"),
            ("/a+b:c", "/a%2Bb%3Ac", "/a+b%3Ac"),
            ("/a b", "/a%20b", "/a%20b"),
            ("/ሴ", "/%E1%88%B4", "/%E1%88%B4"),
            ("/100%", "/100%25", "Escape(\"path\")"),
        ] {
            check(Normalised, Encoded, text, normalised);
            check(Normalised, AsSent, text, normalised);
            check(Kept, Encoded, text, kept);
            check(Kept, AsSent, text, if text.is_empty() { "/" } else { text });
        }
    }

    #[test]
    fn queries() {
        for (text, encoded, sent) in [
            ("", "", ""),
            ("a", "a=", "a="),
            ("a=1&a=&a", "a=&a=&a=1", "a=&a=&a=1"),
            ("b=%2f&a=x+y", "a=x%20y&b=%2F", "a=x+y&b=%2f"),
            ("a=1&&b=2", "=&a=1&b=2", "=&a=1&b=2"),
            ("a==", "a=%3D", "a=="),
            ("a-b=1&a=2", "a=2&a-b=1", "a=2&a-b=1"),
            ("secret=1&a=1&%73ecret=2", "a=1", "a=1"),
        ] {
            for (writing, expect) in [(Writing::Encoded, encoded), (Writing::AsSent, sent)] {
                let mut out = Vec::new();
                query(&parameters(text).unwrap(), &["secret"], writing, &mut out).unwrap();
                assert_eq!(String::from_utf8(out).unwrap(), expect, "{text}");
            }
        }
    }

    #[test]
    fn header_values() {
        let headers: &[(&str, &[u8])] = &[("Ab", b"  x  \t y\r\n z "), ("aB", b""), ("ac", b"1")];
        let parts = RequestParts {
            method: "GET",
            path: "/",
            query: "",
            headers,
        };
        let mut out = Vec::new();
        header(&parts, "ab", &mut out).unwrap();
        assert_eq!(out, b"ab:x y z,\n");
        assert_eq!(
            header(&parts, "a", &mut out),
            Err(SignatureFault::SignedHeaderAbsent("a".into()))
        );
    }
}
