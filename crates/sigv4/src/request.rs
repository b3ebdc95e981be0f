//! The head of a request, as received.

use crate::SignatureFault;
use crate::encode::all;
use crate::limits::{HEADER_BYTES_MAX, HEADERS_MAX, TARGET_BYTES_MAX};

/// The head of a request as it was on the wire: nothing decoded, nothing joined, nothing left out.
#[derive(Clone, Copy)]
pub struct RequestParts<'a> {
    /// Method.
    pub method: &'a str,
    /// Path with its escapes, up to the `?`. In absolute-form requests, what follows the authority.
    pub path: &'a str,
    /// What follows the `?`; empty without one.
    pub query: &'a str,
    /// Headers in their order, names in any case; over HTTP/2 with `host` for `:authority`.
    pub headers: &'a [(&'a str, &'a [u8])],
}

impl<'a> RequestParts<'a> {
    /// The values of a header, in their order.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.headers
            .iter()
            .filter(move |(found, _)| same_name(found, name))
            .map(|(_, value)| *value)
    }

    /// Refuses what is too large, and what could stand for a line break in the text that is signed.
    pub(crate) fn check(&self) -> Result<(), SignatureFault> {
        let limits = [
            ("headers", self.headers.len(), HEADERS_MAX),
            ("bytes of the path", self.path.len(), TARGET_BYTES_MAX),
            ("bytes of the query", self.query.len(), TARGET_BYTES_MAX),
        ];
        let values = self
            .headers
            .iter()
            .map(|(_, value)| ("bytes of a header", value.len(), HEADER_BYTES_MAX));
        for (what, found, max) in limits.into_iter().chain(values) {
            if found > max {
                return Err(SignatureFault::Limit { what, max });
            }
        }
        if !token(self.method) {
            return Err(SignatureFault::Character("method"));
        }
        for (what, text) in [("path", self.path), ("query", self.query)] {
            if !all(text.as_bytes(), |byte| !byte.is_ascii_control()) {
                return Err(SignatureFault::Character(what));
            }
        }
        Ok(())
    }
}

/// A header that may be there once.
#[derive(Clone, Copy, Default)]
pub(crate) struct Once<'a> {
    first: Option<&'a [u8]>,
    again: bool,
}

impl<'a> Once<'a> {
    /// The value; `name` is that of the header.
    pub(crate) fn value(self, name: &'static str) -> Result<Option<&'a [u8]>, SignatureFault> {
        if self.again {
            return Err(SignatureFault::Repeated(name));
        }
        Ok(self.first)
    }

    /// As [`value`](Self::value), of a header that is text.
    pub(crate) fn text(self, name: &'static str) -> Result<Option<&'a str>, SignatureFault> {
        self.value(name)?
            .map(|value| std::str::from_utf8(value.trim_ascii()).map_err(|_| SignatureFault::NotText(name)))
            .transpose()
    }
}

/// The headers that decide about a request, found in one pass.
#[derive(Clone, Copy, Default)]
pub(crate) struct Deciding<'a> {
    pub(crate) authorization: Once<'a>,
    pub(crate) content_sha256: Once<'a>,
    pub(crate) date: Once<'a>,
    pub(crate) amz_date: Once<'a>,
    pub(crate) host: Once<'a>,
    pub(crate) region_set: Once<'a>,
    pub(crate) target: Once<'a>,
    pub(crate) token: Once<'a>,
}

/// Their names.
pub(crate) mod name {
    pub(crate) const AUTHORIZATION: &str = "authorization";
    pub(crate) const CONTENT_SHA256: &str = "x-amz-content-sha256";
    pub(crate) const DATE: &str = "date";
    pub(crate) const AMZ_DATE: &str = "x-amz-date";
    pub(crate) const HOST: &str = "host";
    pub(crate) const REGION_SET: &str = "x-amz-region-set";
    pub(crate) const TARGET: &str = "x-amz-target";
    pub(crate) const TOKEN: &str = "x-amz-security-token";
}

impl<'a> Deciding<'a> {
    pub(crate) fn of(parts: &RequestParts<'a>) -> Self {
        let mut out = Self::default();
        for (found, value) in parts.headers {
            // Length and first letter tell them apart, all but two.
            let first = found.as_bytes().first().map(u8::to_ascii_lowercase);
            let (name, once) = match (found.len(), first) {
                (4, Some(b'd')) => (name::DATE, &mut out.date),
                (4, Some(b'h')) => (name::HOST, &mut out.host),
                (10, Some(b'x')) => (name::AMZ_DATE, &mut out.amz_date),
                (12, Some(b'x')) => (name::TARGET, &mut out.target),
                (13, Some(b'a')) => (name::AUTHORIZATION, &mut out.authorization),
                (16, Some(b'x')) => (name::REGION_SET, &mut out.region_set),
                (20, Some(b'x')) if found.as_bytes().get(6).is_some_and(|byte| byte | 0x20 == b's') => {
                    (name::TOKEN, &mut out.token)
                }
                (20, Some(b'x')) => (name::CONTENT_SHA256, &mut out.content_sha256),
                _ => continue,
            };
            if same_name(found, name) {
                once.again |= once.first.is_some();
                once.first = Some(value);
            }
        }
        out
    }

    /// Refuses each that is there again.
    pub(crate) fn check(&self) -> Result<(), SignatureFault> {
        for (once, name) in [
            (self.host, name::HOST),
            (self.date, name::DATE),
            (self.amz_date, name::AMZ_DATE),
            (self.token, name::TOKEN),
            (self.target, name::TARGET),
            (self.content_sha256, name::CONTENT_SHA256),
            (self.region_set, name::REGION_SET),
        ] {
            once.value(name)?;
        }
        Ok(())
    }
}

/// Whether the names of two headers are the same, in whichever case.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    // Servers hand them over in lower case, and texts that are the same are compared at once.
    one == other || one.eq_ignore_ascii_case(other)
}

/// What a byte of a token is.
const OTHER: u8 = 0;
const TOKEN: u8 = 1;
const UPPER_CASE: u8 = 2;

const KINDS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut rest: &[u8] = b"!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    while let [byte, after @ ..] = rest {
        #[expect(
            clippy::indexing_slicing,
            reason = "every byte is an index of the table, and this runs while building"
        )]
        {
            table[*byte as usize] = if byte.is_ascii_uppercase() {
                UPPER_CASE
            } else {
                TOKEN
            };
        }
        rest = after;
    }
    table
};

fn kinds(text: &str) -> impl Iterator<Item = u8> {
    text.bytes()
        .map(|byte| KINDS.get(usize::from(byte)).copied().unwrap_or(OTHER))
}

/// Whether the text is a token of RFC 9110: a method or a header's name.
pub(crate) fn token(text: &str) -> bool {
    !text.is_empty() && kinds(text).all(|kind| kind != OTHER)
}

/// Whether the text is a token without an upper-case letter.
pub(crate) fn lower_case_token(text: &str) -> bool {
    !text.is_empty() && kinds(text).all(|kind| kind == TOKEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        for byte in 0..128 {
            let text = format!("a{}b", char::from(byte));
            assert_eq!(token(&text), is_token(byte), "{byte}");
            let lower = is_token(byte) && !byte.is_ascii_uppercase();
            assert_eq!(lower_case_token(&text), lower, "{byte}");
        }
        for text in ["", "é"] {
            assert!(!token(text) && !lower_case_token(text), "{text}");
        }
    }

    #[test]
    fn every_deciding_header_is_found_and_found_again() {
        for name in [
            name::AUTHORIZATION,
            name::CONTENT_SHA256,
            name::DATE,
            name::AMZ_DATE,
            name::HOST,
            name::REGION_SET,
            name::TARGET,
            name::TOKEN,
        ] {
            let upper = name.to_ascii_uppercase();
            let headers: &[(&str, &[u8])] = &[("a", b""), (&upper, b" 1 "), (name, b"2"), (name, b"3")];
            let found = |headers| {
                let found = Deciding::of(&RequestParts {
                    method: "GET",
                    path: "/",
                    query: "",
                    headers,
                });
                [
                    found.authorization,
                    found.content_sha256,
                    found.date,
                    found.amz_date,
                    found.host,
                    found.region_set,
                    found.target,
                    found.token,
                ]
                .map(|once| once.text("x"))
                .into_iter()
                .filter(|once| *once != Ok(None))
                .collect::<Vec<_>>()
            };
            assert_eq!(found(&headers[..2]), [Ok(Some("1"))], "{name}");
            for end in [3, 4] {
                assert_eq!(
                    found(&headers[..end]),
                    [Err(SignatureFault::Repeated("x"))],
                    "{name}"
                );
            }
        }
    }
}
