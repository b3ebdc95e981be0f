//! The canonical request: the text whose hash is signed.
//!
//! Source: IAM user guide, "Create a signed AWS API request", step 1.

mod query;

use std::ops::Range;

use crate::SignatureFault;
use crate::encode::{Unit, all, encode, encode_but, escape, units, unreserved};
use crate::payload::S3;
use crate::request::RequestParts;

use query::query;
pub(crate) use query::{Parameter, Unsigned, parameters};

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

/// What is written of a request, and how.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) parts: &'a RequestParts<'a>,
    pub(crate) parameters: &'a [Parameter<'a>],
    pub(crate) unsigned: Unsigned,
    /// Names of the signed headers: in lower case, sorted.
    pub(crate) signed: &'a [&'a str],
    /// The same as they are listed, `;` between them.
    pub(crate) signed_list: &'a str,
    pub(crate) rule: PathRule,
}

/// Where things stand in a canonical request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// The lines of path and query, with what ends them.
    pub(crate) target: Range<usize>,
    /// The parameter that may have been added after signing, and a `&` beside it.
    pub(crate) added: Option<Range<usize>>,
}

impl Text<'_> {
    /// Appends everything of the canonical request but its last line, the hash of the body.
    pub(crate) fn head(&self, out: &mut Vec<u8>) -> Result<Places, SignatureFault> {
        out.extend_from_slice(self.parts.method.as_bytes());
        out.push(b'\n');
        let start = out.len();
        let added = target(
            self.parts.path,
            self.parameters,
            self.unsigned,
            self.rule,
            Writing::Encoded,
            out,
        )?;
        let target = start..out.len();
        for name in self.signed {
            header(self.parts, name, out)?;
        }
        out.push(b'\n');
        out.extend_from_slice(self.signed_list.as_bytes());
        out.push(b'\n');
        Ok(Places { target, added })
    }

    /// Whether the other writing may be another text.
    pub(crate) fn differs_as_sent(&self) -> bool {
        let plain = |byte: u8| unreserved(byte) || matches!(byte, b'/' | b'+');
        self.rule == PathRule::Kept && !self.parts.path.bytes().all(plain)
            || self.parameters.iter().any(Parameter::differs_as_sent)
    }
}

/// Appends the lines of path and query; returns where the parameter that may have been added stands.
pub(crate) fn target(
    path_sent: &str,
    parameters: &[Parameter<'_>],
    unsigned: Unsigned,
    rule: PathRule,
    writing: Writing,
    out: &mut Vec<u8>,
) -> Result<Option<Range<usize>>, SignatureFault> {
    path(path_sent, rule, writing, out)?;
    out.push(b'\n');
    let added = query(parameters, unsigned, writing, out)?;
    out.push(b'\n');
    Ok(added)
}

fn path(path: &str, rule: PathRule, writing: Writing, out: &mut Vec<u8>) -> Result<(), SignatureFault> {
    match (rule, writing) {
        (_, _) if path.is_empty() => out.push(b'/'),
        (PathRule::Normalised, _) if is_normal(path) => {
            encode_but(path.as_bytes(), |byte| byte == b'/', out);
        }
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

/// Whether there is surely no dot segment and no empty one to take out.
fn is_normal(path: &str) -> bool {
    let bytes = path.as_bytes();
    // Without an early end this takes many bytes at a time.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    bytes.first() == Some(&b'/')
        && pairs.fold(true, |normal, (one, next)| {
            normal & !((*one == b'/') & ((*next == b'/') | (*next == b'.')))
        })
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
    // Session tokens are long and have none.
    if all(value, |byte| byte > b' ') {
        out.extend_from_slice(value);
        return;
    }
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
