//! A request to the control plane, read whole.

use std::net::IpAddr;

use aws_wire::WireRequest;
use http::HeaderMap;

/// A request to the control plane, read whole.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// `PATCH`
    pub method: String,
    /// The path as sent.
    pub path: String,
    /// The query as sent, without its question mark.
    pub query: String,
    /// Header lines in order: names in lower case, values as sent.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The same, looked up by name.
    pub header_map: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// The address of the caller.
    pub source_ip: Option<IpAddr>,
    /// Whether it came over TLS.
    pub secure: bool,
}

impl Incoming {
    pub(crate) fn wire(&self) -> WireRequest<'_> {
        WireRequest {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.header_map,
            body: &self.body,
        }
    }

    /// The values of a header that are text.
    pub(crate) fn texts(&self, name: &http::HeaderName) -> Vec<String> {
        let values = self.header_map.get_all(name).iter();
        values
            .filter_map(|value| value.to_str().ok().map(str::to_owned))
            .collect()
    }

    /// A header that is there once and is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.header_map.get_all(name).iter();
        match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().ok(),
            _ => None,
        }
    }
}
