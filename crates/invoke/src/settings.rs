//! Limits, time-outs and TLS material of one [`HttpClient`](crate::HttpClient).
//!
//! Every limit has a unit in its name and a default that is safe for a gateway in front of model servers.

use std::net::SocketAddr;
use std::time::Duration;

use crate::tls::TlsSettings;

/// How long an integration may take to answer unless the API says otherwise.
///
/// Source: API Gateway developer guide, "Amazon API Gateway quotas", integration timeout of 29 seconds.
pub const INTEGRATION_TIMEOUT_DEFAULT: Duration = Duration::from_secs(29);

/// Settings of an [`HttpClient`](crate::HttpClient). All are plain values; change what is needed after `new`.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// Milliseconds until a connection (all addresses, TLS handshake included) must stand. Default 5,000.
    pub connect_timeout_ms: u64,
    /// Milliseconds a response body may send nothing before it is given up. Default 300,000.
    ///
    /// Source of the default: API Gateway developer guide, response streaming, idle time-out of Regional APIs.
    pub body_idle_timeout_ms: u64,
    /// Milliseconds the addresses of a host name are remembered. Default 10,000.
    pub dns_cache_ms: u64,
    /// Connections kept idle for one target. Default 128.
    pub idle_connections_max: usize,
    /// Milliseconds a connection may be idle and still be reused. Default 30,000.
    pub idle_connection_ms_max: u64,
    /// Milliseconds after which a connection is no longer reused, so that changed addresses are followed.
    /// Default 300,000.
    pub connection_age_ms_max: u64,
    /// Bytes of a response head, status line to empty line. Default 32,768.
    pub response_head_bytes_max: usize,
    /// Header lines of a response. Default 128; never more than 256.
    pub response_headers_max: usize,
    /// Interim (1xx) responses before the final one. Default 8.
    pub interim_responses_max: u32,
    /// A request body of known length up to this many bytes is collected and leaves with the head in one write.
    /// Default 16,384.
    pub request_gather_bytes_max: u64,
    /// Addresses that no upstream may have: those of listeners that trust whoever reaches them from this machine. One that
    /// stands for all addresses of the machine refuses its port on each of them. Default: none.
    pub refused_addresses: Vec<SocketAddr>,
    /// Trust in upstream certificates.
    pub tls: TlsSettings,
}

impl ClientSettings {
    /// The defaults with this trust in upstream certificates.
    #[must_use]
    pub fn new(tls: TlsSettings) -> Self {
        Self {
            connect_timeout_ms: 5_000,
            body_idle_timeout_ms: 300_000,
            dns_cache_ms: 10_000,
            idle_connections_max: 128,
            idle_connection_ms_max: 30_000,
            connection_age_ms_max: 300_000,
            response_head_bytes_max: 32_768,
            response_headers_max: 128,
            interim_responses_max: 8,
            request_gather_bytes_max: 16_384,
            refused_addresses: Vec::new(),
            tls,
        }
    }
}
