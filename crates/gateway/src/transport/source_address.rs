//! Where a request comes from: the address the policy sees, and how it was derived.
//!
//! The rule is the listener's. Whatever cannot be established is no address: an `IpAddress` condition is then false, a
//! `NotIpAddress` Deny applies. `docs/source-address.md` explains the rules with examples.

use std::net::{IpAddr, Ipv6Addr};

use http::HeaderMap;
use http::header::{FORWARDED, HeaderName};
use portcullis_core::{Cidr, unmapped};

use super::connection::Connection;
use super::forwarded;
use crate::config::{ForwardedHeader, SourceRule};

static X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
static X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The source of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceAddress {
    /// The client's address, IPv4-mapped forms unwrapped; `None` if it cannot be established.
    pub address: Option<IpAddr>,
    /// How the address was found, or why not.
    pub derivation: Derivation,
    /// The value of `aws:SecureTransport`.
    pub secure: bool,
}

/// How a source address was derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derivation {
    /// The peer of the socket: the rule says so, or the peer is no trusted proxy.
    SocketPeer,
    /// A PROXY protocol header.
    ProxyProtocol {
        /// The listed proxy that sent it.
        sender: IpAddr,
    },
    /// A header written by trusted proxies.
    Header {
        /// Which header.
        header: ForwardedHeader,
        /// How many trusted proxies stand between the client and this gateway, the peer included.
        hops: u16,
    },
    /// There is no address.
    Unknown(Unknown),
}

/// Why a source address cannot be established.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The PROXY protocol header says `LOCAL` or `UNKNOWN`.
    NotProxied,
    /// The listener demands a PROXY protocol header and the connection has none.
    NoProxyHeader,
    /// The peer is a trusted proxy and sent no such header.
    HeaderMissing,
    /// An element that had to be read is no address (`unknown`, an obfuscated name, a broken element).
    HeaderMalformed,
    /// Every element names a trusted proxy, so none names a client.
    OnlyProxies,
}

/// Derives the source address of a request with these `headers` on this `connection`.
pub fn source_address(connection: &Connection, headers: &HeaderMap) -> SourceAddress {
    let tls_here = connection.tls.is_some();
    match &connection.listener.source {
        SourceRule::SocketPeer => found(connection.peer_address(), Derivation::SocketPeer, tls_here),
        SourceRule::ProxyProtocol { .. } => by_proxy_protocol(connection, tls_here),
        SourceRule::Header { header, trusted } => {
            let peer = connection.peer_address();
            if !is_trusted(trusted, peer) {
                return found(peer, Derivation::SocketPeer, tls_here);
            }
            by_header(connection, headers, *header, trusted)
        }
    }
}

fn found(address: IpAddr, derivation: Derivation, secure: bool) -> SourceAddress {
    SourceAddress {
        address: Some(address),
        derivation,
        secure,
    }
}

fn by_proxy_protocol(connection: &Connection, tls_here: bool) -> SourceAddress {
    let trust = connection.listener.trust_forwarded_scheme;
    let secure = |proxied_secure| if trust { proxied_secure } else { tls_here };
    match connection.proxied {
        Some(proxied) => match proxied.source {
            Some(source) => {
                let derivation = Derivation::ProxyProtocol {
                    sender: connection.peer_address(),
                };
                found(unmapped(source.ip()), derivation, secure(proxied.secure))
            }
            None => unknown(Unknown::NotProxied, secure(proxied.secure)),
        },
        None => unknown(Unknown::NoProxyHeader, false),
    }
}

fn unknown(why: Unknown, secure: bool) -> SourceAddress {
    SourceAddress {
        address: None,
        derivation: Derivation::Unknown(why),
        secure,
    }
}

fn by_header(
    connection: &Connection,
    headers: &HeaderMap,
    header: ForwardedHeader,
    trusted: &[Cidr],
) -> SourceAddress {
    let (walked, stated_secure) = match header {
        ForwardedHeader::XForwardedFor => (
            walk(x_forwarded_for(headers), trusted),
            x_forwarded_proto_is_https(headers),
        ),
        ForwardedHeader::Forwarded => {
            let elements = forwarded_elements(headers);
            let walked = walk(elements.iter().rev().map(|element| element.address), trusted);
            // The element that names the client is the one whose `proto` speaks of the client.
            let secure = walked.as_ref().is_ok_and(|walked| {
                let from_the_right = usize::from(walked.hops).saturating_sub(1);
                elements
                    .iter()
                    .rev()
                    .nth(from_the_right)
                    .is_some_and(|element| element.https)
            });
            (walked, secure)
        }
    };
    let secure = if connection.listener.trust_forwarded_scheme {
        stated_secure
    } else {
        connection.tls.is_some()
    };
    match walked {
        Ok(walked) => found(
            walked.address,
            Derivation::Header {
                header,
                hops: walked.hops,
            },
            secure,
        ),
        Err(why) => unknown(why, secure),
    }
}

struct Walked {
    address: IpAddr,
    hops: u16,
}

/// Takes elements from the right end: the first that is no trusted proxy is the client.
fn walk(from_the_right: impl Iterator<Item = Option<IpAddr>>, trusted: &[Cidr]) -> Result<Walked, Unknown> {
    let mut hops = 0u16;
    for element in from_the_right {
        hops = hops.saturating_add(1);
        let address = unmapped(element.ok_or(Unknown::HeaderMalformed)?);
        if !is_trusted(trusted, address) {
            return Ok(Walked { address, hops });
        }
    }
    Err(if hops == 0 {
        Unknown::HeaderMissing
    } else {
        Unknown::OnlyProxies
    })
}

fn is_trusted(trusted: &[Cidr], address: IpAddr) -> bool {
    trusted.iter().any(|block| block.contains(address))
}

/// The elements of all `X-Forwarded-For` lines from the right end, `None` for one that is no address.
fn x_forwarded_for(headers: &HeaderMap) -> impl Iterator<Item = Option<IpAddr>> {
    let lines: Vec<_> = headers.get_all(&X_FORWARDED_FOR).iter().collect();
    lines.into_iter().rev().flat_map(|line| {
        line.as_bytes().rsplit(|byte| *byte == b',').map(|element| {
            std::str::from_utf8(element)
                .ok()
                .and_then(|text| address(text.trim_matches([' ', '\t'])))
        })
    })
}

/// True if the header is there and every element of it is `https`.
fn x_forwarded_proto_is_https(headers: &HeaderMap) -> bool {
    let mut seen = false;
    for line in headers.get_all(&X_FORWARDED_PROTO) {
        for element in line.as_bytes().split(|byte| *byte == b',') {
            seen = true;
            if !element.trim_ascii().eq_ignore_ascii_case(b"https") {
                return false;
            }
        }
    }
    seen
}

/// The elements of all `Forwarded` lines in order; a line that does not parse stands as one element without address.
fn forwarded_elements(headers: &HeaderMap) -> Vec<forwarded::Element> {
    let mut elements = Vec::new();
    for line in headers.get_all(FORWARDED) {
        match forwarded::parse(line.as_bytes()) {
            Some(parsed) => elements.extend(parsed),
            None => elements.push(forwarded::Element {
                address: None,
                https: false,
            }),
        }
    }
    elements
}

/// An address with an optional port: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:80`.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    if let Some(rest) = text.strip_prefix('[') {
        let (inner, after) = rest.split_once(']')?;
        let address: Ipv6Addr = inner.parse().ok()?;
        let port_is_fine = after.is_empty() || after.strip_prefix(':').is_some_and(is_port);
        return port_is_fine.then_some(IpAddr::V6(address));
    }
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let (host, port) = text.split_once(':')?;
    is_port(port).then_some(())?;
    host.parse().ok().map(IpAddr::V4)
}

fn is_port(text: &str) -> bool {
    (1..=5).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u16>().is_ok()
}
