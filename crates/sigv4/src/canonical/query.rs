//! The parameters of a query, and how they are signed.

use std::borrow::Cow;
use std::ops::Range;

use super::Writing;
use crate::SignatureFault;
use crate::encode::{Written, decode, decoded, encode};
use crate::limits::QUERY_PARAMETERS_MAX;

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

    /// Whether the other writing of it is another text.
    pub(super) fn differs_as_sent(&self) -> bool {
        self.written != Written::Canonical
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

/// Appends the line of the query; returns where the parameter that may have been added stands.
pub(super) fn query(
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
