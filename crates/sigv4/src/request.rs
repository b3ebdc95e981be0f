//! The head of a request, as received.

use crate::SignatureFault;
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
            .filter(move |(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }

    /// The value of a header that may be there once.
    pub(crate) fn once(&self, name: &'static str) -> Result<Option<&'a [u8]>, SignatureFault> {
        let mut values = self.values(name);
        let first = values.next();
        match values.next() {
            Some(_) => Err(SignatureFault::Repeated(name)),
            None => Ok(first),
        }
    }

    /// As [`once`](Self::once), of a header that is text.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&'a str>, SignatureFault> {
        self.once(name)?
            .map(|value| std::str::from_utf8(value.trim_ascii()).map_err(|_| SignatureFault::NotText(name)))
            .transpose()
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
            if text.bytes().any(|byte| byte.is_ascii_control()) {
                return Err(SignatureFault::Character(what));
            }
        }
        Ok(())
    }
}

/// Whether the text is a token of RFC 9110: a method or a header's name.
pub(crate) fn token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
