//! Errors as the protocols write them.
//!
//! Sources: the error sections of the AWS JSON, REST and query protocols (Smithy, "AWS protocols"), and the texts that API
//! Gateway answered.

use http::{HeaderName, HeaderValue};
use serde_json::Value;

/// An error that a client sees.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct WireError {
    /// `NotFoundException`, `NoSuchEntity`
    pub code: String,
    /// The HTTP status.
    pub status: u16,
    /// The text for the client.
    pub message: String,
    /// Further members of the body, by wire name.
    pub members: Vec<(String, Value)>,
    /// Further headers, `Retry-After` for example.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl WireError {
    /// An error of this code, status and text.
    pub fn new(code: impl Into<String>, status: u16, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            status,
            message: message.into(),
            members: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same with one more member of the body.
    #[must_use]
    pub fn with_member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.push((name.into(), value.into()));
        self
    }

    /// Whether the client is at fault.
    pub fn is_clients(&self) -> bool {
        self.status < 500
    }

    /// A body that is not what the operation's input is, in the JSON protocols.
    pub(crate) fn serialization(message: impl Into<String>) -> Self {
        Self::new("SerializationException", 400, message)
    }

    /// A parameter of a query that cannot be read.
    pub(crate) fn malformed_input(message: impl Into<String>) -> Self {
        Self::new("MalformedInput", 400, message)
    }

    /// A query or form that is none.
    pub(crate) fn malformed_query(message: impl Into<String>) -> Self {
        Self::new("MalformedQueryString", 400, message)
    }

    /// An XML body that is none.
    pub(crate) fn malformed_xml(message: impl Into<String>) -> Self {
        Self::new("MalformedXML", 400, message)
    }
}
