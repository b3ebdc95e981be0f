//! How a source address came about, in words for the record.

use std::fmt::{self, Write};

use crate::{
    config::ForwardedHeader,
    transport::{Derivation, Unknown},
};

/// Appends the words.
pub(crate) fn push_derivation(derivation: Derivation, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write(derivation, out);
}

fn write(derivation: Derivation, out: &mut String) -> fmt::Result {
    match derivation {
        Derivation::SocketPeer => out.write_str("socket peer"),
        Derivation::ProxyProtocol { sender } => write!(out, "PROXY protocol from {sender}"),
        Derivation::Header { header, hops } => {
            let header = match header {
                ForwardedHeader::XForwardedFor => "X-Forwarded-For",
                ForwardedHeader::Forwarded => "Forwarded",
            };
            write!(
                out,
                "{header}, {hops} trusted {}",
                if hops == 1 { "proxy" } else { "proxies" }
            )
        }
        Derivation::Unknown(why) => out.write_str(match why {
            Unknown::NotProxied => "unknown: the PROXY protocol header names no client",
            Unknown::NoProxyHeader => "unknown: there was no PROXY protocol header",
            Unknown::HeaderMissing => "unknown: the trusted proxy sent no header",
            Unknown::HeaderMalformed => "unknown: the header is malformed",
            Unknown::OnlyProxies => "unknown: the header names trusted proxies only",
        }),
    }
}
