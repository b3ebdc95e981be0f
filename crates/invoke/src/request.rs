//! What the caller says about a request, and which headers are not the caller's to say.

use http::Method;

/// Head of a request to an upstream. The client adds `Host` and the body framing itself.
#[derive(Clone, Debug)]
pub struct RequestHead<'a, I> {
    /// The method; `CONNECT` is refused.
    pub method: &'a Method,
    /// Path and query exactly as they go on the wire; begins with `/`.
    pub path_and_query: &'a str,
    /// `Host`, if not the target's own authority.
    pub host: Option<&'a str>,
    /// The headers as (name, value), both anything that is bytes: `&HeaderMap` will do, or an iterator over pairs.
    /// None of them may be a managed header: see [`is_managed_header`].
    pub headers: I,
}

/// Headers that belong to one connection or to the framing of one message; sorted by nothing, compared in lower case.
const MANAGED: &[&str] = &[
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether the client writes this header itself or must not pass it on: the caller leaves it out of
/// [`RequestHead::headers`], otherwise the request is refused.
#[must_use]
pub fn is_managed_header(name: &[u8]) -> bool {
    managed_header(name).is_some()
}

/// The managed header of this name, in lower case.
pub(crate) fn managed_header(name: &[u8]) -> Option<&'static str> {
    // The first letter rules out most headers before anything is compared.
    if !matches!(name.first()? | 0x20, b'c' | b'h' | b'k' | b'p' | b't' | b'u') {
        return None;
    }
    MANAGED
        .iter()
        .find(|managed| managed.as_bytes().eq_ignore_ascii_case(name))
        .copied()
}
