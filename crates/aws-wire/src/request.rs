//! What comes in and what goes out, without any I/O: a request as read, an answer to be written, and the limits of reading.

use http::HeaderMap;

/// A request whose body has been read.
#[derive(Debug, Clone, Copy)]
pub struct WireRequest<'a> {
    /// `PATCH`
    pub method: &'a str,
    /// The path as sent, percent-encoded, without the query: `/restapis/abc/stages/dev`.
    pub path: &'a str,
    /// The query as sent, without the question mark; empty where there is none.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The whole body.
    pub body: &'a [u8],
}

impl WireRequest<'_> {
    /// The value of a header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireAnswer {
    /// The status.
    pub status: u16,
    /// The headers; no `Content-Length`, no `Date`.
    pub headers: HeaderMap,
    /// The body; empty where the status has none (204).
    pub body: Vec<u8>,
}

/// How much of a request is read. What is beyond is an error, never cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body.
    pub body_bytes_max: usize,
    /// Structures, lists and maps inside each other in a body.
    pub depth_max: usize,
    /// Members, elements and entries of a body or query, in all.
    pub members_max: usize,
}

/// How deep bodies nest at most. Chosen: no input in the models of the services served nests deeper than ten.
pub const DEPTH_MAX: usize = 64;

/// How many members a body or query has at most. Chosen: a hundred times what a large usage plan or stage has.
pub const MEMBERS_MAX: usize = 100_000;

impl Limits {
    /// The usual limits with this one for bodies.
    pub const fn with_body(body_bytes_max: usize) -> Self {
        Self {
            body_bytes_max,
            depth_max: DEPTH_MAX,
            members_max: MEMBERS_MAX,
        }
    }
}
