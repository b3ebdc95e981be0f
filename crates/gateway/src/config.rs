//! What the data plane is started with: listeners, where the source address comes from, and every limit.
//!
//! Plain values. The server reads files and the environment and fills these; nothing here reads anything.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::time::Duration;

use portcullis_core::Cidr;

/// How the transport is set up.
#[derive(Debug, Clone)]
pub struct TransportConfig {
    /// Data-plane threads, each with its own runtime and listening sockets.
    pub threads: NonZeroUsize,
    /// The sockets to listen on; at least one.
    pub listeners: Vec<ListenerConfig>,
    /// Limits and deadlines.
    pub limits: Limits,
}

/// One listening address.
#[derive(Debug, Clone)]
pub struct ListenerConfig {
    /// Address and port; port 0 takes any free port.
    pub address: SocketAddr,
    /// For an IPv6 address: also accept IPv4 clients (their addresses arrive mapped and are unwrapped).
    pub dual_stack: bool,
    /// TLS, or cleartext when `None`.
    pub tls: Option<TlsConfig>,
    /// Where the source address of a request comes from.
    pub source: SourceRule,
    /// Only private APIs, reached as through this VPC endpoint; without it, all others.
    pub private: Option<PrivateListener>,
    /// Trust `secure` facts that listed senders state (`X-Forwarded-Proto: https`, the PROXY protocol's SSL field).
    pub trust_forwarded_scheme: bool,
}

impl ListenerConfig {
    /// A cleartext listener whose source address is the socket's peer.
    pub fn cleartext(address: SocketAddr) -> Self {
        Self {
            address,
            dual_stack: false,
            tls: None,
            source: SourceRule::SocketPeer,
            private: None,
            trust_forwarded_scheme: false,
        }
    }
}

/// What a listener stands for that private APIs are reached through. Requests through it have `aws:SourceVpc`,
/// `aws:SourceVpce` and `aws:VpcSourceIp`, and no `aws:SourceIp`. Nothing that a request says changes them.
///
/// Source: API Gateway developer guide, "Private REST APIs in API Gateway"; IAM user guide, "AWS global condition context
/// keys".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateListener {
    /// `aws:SourceVpc`: `vpc-…`
    pub vpc: String,
    /// `aws:SourceVpce`: `vpce-…`
    pub vpce: String,
}

/// A VPC endpoint: who may call which private APIs through it.
///
/// Source: API Gateway developer guide, "Use VPC endpoint policies for private APIs in API Gateway".
#[derive(Debug)]
pub struct VpcEndpoint {
    /// `vpce-…`
    pub id: String,
    /// Its policy; without one everything passes, as AWS's default policy says.
    pub policy: Option<iam_policy::Compiled>,
}

/// How a listener derives the source address. Whatever cannot be established is no address at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceRule {
    /// The peer of the socket.
    SocketPeer,
    /// PROXY protocol version 1 or 2, required from these senders and refused from all others.
    ProxyProtocol {
        /// The proxies that may, and must, send it.
        senders: Vec<Cidr>,
    },
    /// A header, walked from its right end over trusted proxies.
    Header {
        /// Which header.
        header: ForwardedHeader,
        /// The proxies that are believed.
        trusted: Vec<Cidr>,
    },
}

/// The headers an address can be read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForwardedHeader {
    /// `X-Forwarded-For: client, proxy`.
    XForwardedFor,
    /// `Forwarded: for=client, for=proxy` (RFC 7239).
    Forwarded,
}

/// TLS of one listener.
#[derive(Debug, Clone)]
pub struct TlsConfig {
    /// Certificates; the one whose names fit the client's SNI is used, else the first.
    pub certificates: Vec<CertificatePem>,
    /// The oldest version accepted.
    pub minimum_version: TlsVersion,
}

/// A certificate chain and its key, as PEM text.
#[derive(Clone)]
pub struct CertificatePem {
    /// The name told in errors: usually the certificate file's path.
    pub name: String,
    /// The chain, leaf first.
    pub chain: Vec<u8>,
    /// The private key of the leaf (PKCS#8, PKCS#1 or SEC1).
    pub key: Vec<u8>,
}

impl std::fmt::Debug for CertificatePem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CertificatePem")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A TLS version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsVersion {
    /// TLS 1.2.
    V1_2,
    /// TLS 1.3.
    V1_3,
}

/// Every limit and deadline of the transport. `docs/limits.md` says what a client sees when one is passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the request line and all header names and values together. AWS: 10,240 (quotas for REST APIs, "Total
    /// combined size of request line and header values").
    pub header_bytes: usize,
    /// Number of header lines. AWS documents none.
    pub header_count: usize,
    /// Bytes of the request target. AWS: 10,240 (quotas for REST APIs, "Length, in characters, of the URL for a
    /// regional API").
    pub target_bytes: usize,
    /// Bytes of a request body. AWS: 10 MB (quotas for REST APIs, "Payload size").
    pub body_bytes: u64,
    /// From the first byte of a request (or the accept) to the end of its head.
    pub header_time: Duration,
    /// Longest wait for the next byte of a request body.
    pub body_idle_time: Duration,
    /// From the head of a request to the last byte of its body.
    pub body_time: Duration,
    /// From the head of a request to the last byte of its response; one that goes on is cut. AWS: 15 minutes for a
    /// response that streams (developer guide, "Stream the integration response for your proxy integrations").
    pub response_time: Duration,
    /// Longest time a connection stays open without a request.
    pub keep_alive_time: Duration,
    /// Longest time a client takes nothing of what waits to be sent to it.
    pub send_idle_time: Duration,
    /// TLS handshake, from the accept.
    pub tls_handshake_time: Duration,
    /// PROXY protocol header, from the accept.
    pub proxy_header_time: Duration,
    /// Bytes of a PROXY protocol header, its optional fields included.
    pub proxy_header_bytes: usize,
    /// Open connections, all listeners together; further ones are closed at once.
    pub connections: usize,
    /// Connections waiting to be accepted, per listening socket.
    pub backlog: u32,
    /// Concurrent HTTP/2 streams of one connection.
    pub h2_streams: u32,
    /// HTTP/2 streams that a client may reset before they were taken up; more closes the connection.
    pub h2_pending_resets: usize,
    /// HTTP/2 requests that a client may cancel while they are served, those that it let finish counted off; more closes
    /// the connection.
    pub h2_cancelled: u32,
    /// HTTP/2 receive window of a stream, in bytes.
    pub h2_stream_window: u32,
    /// HTTP/2 receive window of a connection, in bytes.
    pub h2_connection_window: u32,
    /// HTTP/2 bytes buffered for sending, per stream.
    pub h2_send_buffer: usize,
    /// Time between HTTP/2 pings to a silent client.
    pub h2_ping_interval: Duration,
    /// Wait for the answer to an HTTP/2 ping.
    pub h2_ping_time: Duration,
}

/// Bytes of a request's head at a private API: request line and headers together.
///
/// Source: API Gateway developer guide, quotas for REST APIs, "Total combined size of request line and header values": 8,000
/// bytes for private APIs.
const PRIVATE_HEADER_BYTES: usize = 8_000;

/// Length of the URL at a private API.
///
/// Source: API Gateway developer guide, quotas for REST APIs, "Length, in characters, of the URL" of edge-optimized and
/// private APIs.
const PRIVATE_TARGET_BYTES: usize = 8_192;

impl Limits {
    /// The limits of a listener: one that serves private APIs takes smaller heads.
    pub(crate) fn of_listener(&self, private: bool) -> Self {
        let mut limits = self.clone();
        if private {
            limits.header_bytes = limits.header_bytes.min(PRIVATE_HEADER_BYTES);
            limits.target_bytes = limits.target_bytes.min(PRIVATE_TARGET_BYTES);
        }
        limits
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_bytes: 10_240,
            header_count: 100,
            target_bytes: 10_240,
            body_bytes: 10 * 1024 * 1024,
            header_time: Duration::from_secs(15),
            body_idle_time: Duration::from_secs(30),
            body_time: Duration::from_secs(300),
            response_time: Duration::from_secs(900),
            keep_alive_time: Duration::from_secs(75),
            send_idle_time: Duration::from_secs(60),
            tls_handshake_time: Duration::from_secs(10),
            proxy_header_time: Duration::from_secs(5),
            proxy_header_bytes: 2_048,
            connections: 65_536,
            backlog: 4_096,
            h2_streams: 128,
            h2_pending_resets: 20,
            h2_cancelled: 200,
            h2_stream_window: 256 * 1024,
            h2_connection_window: 1024 * 1024,
            h2_send_buffer: 64 * 1024,
            h2_ping_interval: Duration::from_secs(30),
            h2_ping_time: Duration::from_secs(20),
        }
    }
}
