//! The canonical request: the text whose hash is signed.
//!
//! Source: IAM user guide, "Create a signed AWS API request", step 1.

use std::borrow::Cow;
use std::ops::Range;

use crate::SignatureFault;
use crate::encode::{Unit, Written, all, decode, decoded, encode, encode_but, escape, units, unreserved};
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

/// One parameter of a query, as sent.
#[derive(Clone, Copy)]
pub(crate) struct Parameter<'a> {
    name: &'a [u8],
    value: &'a [u8],
    written_name: Written,
    /// Of both.
    written: Written,
}

impl<'a> Parameter<'a> {
    fn new(part: &'a [u8]) -> Self {
        let (name, value) = part.split_at(memchr::memchr(b'=', part).unwrap_or(part.len()));
        let value = value.get(1..).unwrap_or(&[]);
        let written_name = Written::of(name);
        Self {
            name,
            value,
            written_name,
            written: written_name.max(Written::of(value)),
        }
    }

    /// Whether this is the parameter of that name, however it is written. One with a broken escape is none.
    pub(crate) fn is(&self, name: &str) -> bool {
        let name = name.as_bytes();
        match (self.written, self.written_name) {
            (Written::Broken, _) => false,
            // None of the names that are asked for has an escape.
            (_, Written::Canonical) => self.name == name,
            _ => decoded(self.name).eq(name.iter().copied().map(Some)),
        }
    }

    /// The value, decoded.
    pub(crate) fn value(&self) -> Option<Cow<'a, [u8]>> {
        decode(self.value).filter(|_| self.written != Written::Broken)
    }

    /// Name and value as they are signed.
    fn pair(&self, writing: Writing) -> (Cow<'a, [u8]>, Cow<'a, [u8]>) {
        if self.stands(writing) {
            return (Cow::Borrowed(self.name), Cow::Borrowed(self.value));
        }
        let again = |text| {
            let mut out = Vec::new();
            encode(&decode(text).unwrap_or_default(), &mut out);
            Cow::Owned(out)
        };
        (again(self.name), again(self.value))
    }

    /// Whether it is signed as it was sent.
    fn stands(&self, writing: Writing) -> bool {
        writing == Writing::AsSent || self.written == Written::Canonical
    }
}

/// Splits a query. What stands between two `&` is a parameter, also if it is empty.
pub(crate) fn parameters(query: &str) -> Result<Vec<Parameter<'_>>, SignatureFault> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let count = memchr::memchr_iter(b'&', query.as_bytes()).count() + 1;
    if count > QUERY_PARAMETERS_MAX {
        return Err(SignatureFault::Limit {
            what: "query parameters",
            max: QUERY_PARAMETERS_MAX,
        });
    }
    let mut out = Vec::with_capacity(count);
    let mut start = 0;
    for end in memchr::memchr_iter(b'&', query.as_bytes()).chain([query.len()]) {
        out.push(Parameter::new(
            query.as_bytes().get(start..end).unwrap_or_default(),
        ));
        start = end + 1;
    }
    Ok(out)
}

/// What of a query is not signed, and what need not be.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unsigned {
    /// The parameter left out.
    pub(crate) left_out: Option<&'static str>,
    /// The one whose place is noted, since clients may add it after signing. It is there once at most.
    pub(crate) may_be_added: Option<&'static str>,
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
            || self
                .parameters
                .iter()
                .any(|parameter| parameter.written != Written::Canonical)
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

fn query(
    parameters: &[Parameter<'_>],
    unsigned: Unsigned,
    writing: Writing,
    out: &mut Vec<u8>,
) -> Result<Option<Range<usize>>, SignatureFault> {
    if parameters
        .iter()
        .any(|parameter| parameter.written == Written::Broken)
    {
        return Err(SignatureFault::Escape("query"));
    }
    let is = |parameter: &Parameter<'_>, name: Option<&str>| name.is_some_and(|name| parameter.is(name));
    let signed = || {
        parameters
            .iter()
            .filter(|parameter| !is(parameter, unsigned.left_out))
    };
    let mut pairs = Pairs {
        out,
        first: true,
        added: None,
        added_is_first: false,
    };
    if signed().all(|parameter| parameter.stands(writing)) {
        let mut push = |parameter: &Parameter<'_>| {
            pairs.push(
                parameter.name,
                parameter.value,
                is(parameter, unsigned.may_be_added),
            );
        };
        if signed().is_sorted_by_key(|parameter| (parameter.name, parameter.value)) {
            signed().for_each(push);
        } else {
            let mut sorted: Vec<_> = signed().collect();
            sorted.sort_unstable_by(|one, next| (one.name, one.value).cmp(&(next.name, next.value)));
            sorted.into_iter().for_each(&mut push);
        }
    } else {
        let mut sorted: Vec<_> = signed()
            .map(|parameter| (parameter.pair(writing), is(parameter, unsigned.may_be_added)))
            .collect();
        sorted.sort_unstable();
        for ((name, value), added) in &sorted {
            pairs.push(name, value, *added);
        }
    }
    Ok(pairs.added)
}

/// Writes the pairs of a query.
struct Pairs<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
    /// Where the noted pair stands, with the `&` before it, or behind it if it is the first.
    added: Option<Range<usize>>,
    added_is_first: bool,
}

impl Pairs<'_> {
    fn push(&mut self, name: &[u8], value: &[u8], note: bool) {
        let start = self.out.len();
        if !self.first {
            self.out.push(b'&');
        }
        if let Some(added) = self.added.as_mut().filter(|_| self.added_is_first) {
            added.end = self.out.len();
            self.added_is_first = false;
        }
        self.out.extend_from_slice(name);
        self.out.push(b'=');
        self.out.extend_from_slice(value);
        if note {
            self.added = Some(start..self.out.len());
            self.added_is_first = self.first;
        }
        self.first = false;
    }
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
                let unsigned = Unsigned {
                    left_out: Some("secret"),
                    may_be_added: None,
                };
                query(&parameters(text).unwrap(), unsigned, writing, &mut out).unwrap();
                assert_eq!(String::from_utf8(out).unwrap(), expect, "{text}");
            }
        }
    }

    #[test]
    fn a_parameter_can_be_cut_out() {
        for (text, with, without) in [
            ("", "", ""),
            ("a=1&b=2", "a=1&b=2", "a=1&b=2"),
            ("t=1", "t=1", ""),
            ("t=1&z=2", "t=1&z=2", "z=2"),
            ("z=2&t=1&z=1", "t=1&z=1&z=2", "z=1&z=2"),
            ("a=1&t=1", "a=1&t=1", "a=1"),
            ("t=%2b&a=1&z=2&y=", "a=1&t=%2B&y=&z=2", "a=1&y=&z=2"),
            ("%74=1&u&secret=t", "t=1&u=", "u="),
        ] {
            let mut out = b"before ".to_vec();
            let unsigned = Unsigned {
                left_out: Some("secret"),
                may_be_added: Some("t"),
            };
            let added = query(&parameters(text).unwrap(), unsigned, Writing::Encoded, &mut out).unwrap();
            assert_eq!(out, format!("before {with}").as_bytes(), "{text}");
            if let Some(added) = added {
                out.drain(added);
            }
            assert_eq!(out, format!("before {without}").as_bytes(), "{text}");
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
