//! A request as it arrives: what the steps read of its head, found in one walk over the headers.
//!
//! A look-up in a header map hashes the name, which for names of the gateway's own costs more than comparing them with
//! the few headers that a request has.

use std::net::IpAddr;

use http::{HeaderValue, Version, request::Parts};

use crate::{
    derivation_text::push_derivation,
    record::DecisionRecord,
    transport::{Connection, Derivation, SourceAddress, source_address},
};

/// The head of a request with the connection it came over.
#[derive(Debug)]
pub(crate) struct Arrival<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) parts: &'a Parts,
    pub(crate) source: SourceAddress,
    /// The host asked for, without its port.
    pub(crate) host: &'a str,
    /// `X-HTTP-Method-Override`, the first.
    pub(crate) method_override: Option<&'a HeaderValue>,
    /// `X-Amzn-Trace-Id`, the first.
    pub(crate) trace: Option<&'a HeaderValue>,
    pub(crate) has_connection: bool,
    pub(crate) has_forwarded_for: bool,
    pub(crate) cookie_lines: u16,
}

impl<'a> Arrival<'a> {
    /// The address that `X-Forwarded-For` ends with: of whoever connected.
    pub(crate) fn forwarded_address(&self) -> IpAddr {
        let peer = || self.connection.peer_address();
        match self.source.derivation {
            Derivation::ProxyProtocol { .. } => self.source.address.unwrap_or_else(peer),
            Derivation::SocketPeer | Derivation::Header { .. } | Derivation::Unknown(_) => peer(),
        }
    }

    /// Reads the head and notes it in `record`: all that is known before routing.
    pub(crate) fn read(connection: &'a Connection, parts: &'a Parts, record: &mut DecisionRecord) -> Self {
        let source = source_address(connection, &parts.headers);
        let mut arrival = Self {
            connection,
            parts,
            source,
            host: "",
            method_override: None,
            trace: None,
            has_connection: false,
            has_forwarded_for: false,
            cookie_lines: 0,
        };
        let mut host = None;
        for (name, value) in &parts.headers {
            match name.as_str() {
                "host" => host = host.or(Some(value)),
                "user-agent" => record.user_agent.push(value),
                "referer" => record.referer.push(value),
                "cookie" => arrival.cookie_lines = arrival.cookie_lines.saturating_add(1),
                "connection" => arrival.has_connection = true,
                "x-amzn-trace-id" => arrival.trace = arrival.trace.or(Some(value)),
                "x-forwarded-for" => arrival.has_forwarded_for = true,
                "x-http-method-override" => {
                    arrival.method_override = arrival.method_override.or(Some(value));
                }
                _ => {}
            }
        }
        // The screen makes sure that there is one reading only.
        let authority = parts.uri.authority().map(http::uri::Authority::as_str);
        let header = || host.and_then(|value| value.to_str().ok());
        arrival.host = without_port(authority.or_else(header).unwrap_or(""));
        arrival.note(record);
        arrival
    }

    fn note(&self, record: &mut DecisionRecord) {
        record.peer = Some(self.connection.peer);
        match &self.connection.listener.private {
            None => record.source_ip = self.source.address,
            // Source: IAM user guide, "AWS global condition context keys": no `aws:SourceIp` through a VPC endpoint.
            Some(private) => {
                record.vpc_source_ip = self.source.address;
                record.source_vpc.push_str(&private.vpc);
                record.source_vpce.push_str(&private.vpce);
            }
        }
        push_derivation(self.source.derivation, &mut record.source_derivation);
        record.secure_transport = self.source.secure;
        record.protocol.push_str(match self.parts.version {
            Version::HTTP_10 => "HTTP/1.0",
            Version::HTTP_2 => "HTTP/2.0",
            _ => "HTTP/1.1",
        });
        if let Some(tls) = &self.connection.tls {
            record.tls_version.push_str(tls.version);
            record.tls_cipher.push_str(tls.cipher);
        }
        record.host.push_str(self.host);
        record.method.push_str(self.parts.method.as_str());
        record.verb.push_str(self.parts.method.as_str());
        record.path.push_str(self.parts.uri.path());
    }
}

fn without_port(authority: &str) -> &str {
    let bytes = authority.as_bytes();
    match bytes.iter().rposition(|byte| matches!(byte, b':' | b']')) {
        Some(at) if bytes.get(at) == Some(&b':') => authority.get(..at).unwrap_or(authority),
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_lose_their_port() {
        for (authority, host) in [
            ("a.example", "a.example"),
            ("a.example:8080", "a.example"),
            ("[::1]:8080", "[::1]"),
            ("[::1]", "[::1]"),
            ("", ""),
        ] {
            assert_eq!(without_port(authority), host);
        }
    }
}
