//! What is known about a client connection, before any request on it.

use std::cell::RefCell;
use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use portcullis_core::Timestamp;

use super::client_certificate::ClientCertificate;
use super::shown::Shown;
use super::trust_store::{TrustStore, Untrusted};
use crate::config::{Limits, PrivateListener, SourceRule};

/// A listener as its connections see it: the rules that apply to them. One per thread and listener.
#[derive(Debug)]
pub struct Listener {
    /// The place of the listener in the configuration.
    pub index: usize,
    /// The bound address, with the real port.
    pub address: SocketAddr,
    /// Where the source address comes from.
    pub source: SourceRule,
    /// What the listener stands for, where it serves private APIs.
    pub private: Option<PrivateListener>,
    /// Whether listed senders are believed about the client's scheme.
    pub trust_forwarded_scheme: bool,
    /// The limits of the data plane.
    pub limits: Limits,
}

/// Facts of one client connection, shared by its requests.
#[derive(Debug)]
pub struct Connection {
    /// The listener that accepted it.
    pub listener: Rc<Listener>,
    /// The other end of the socket, as the kernel tells it.
    pub peer: SocketAddr,
    /// This end of the socket.
    pub local: SocketAddr,
    /// What the PROXY protocol header said, on a listener that demands one.
    pub proxied: Option<Proxied>,
    /// TLS facts, when this process ended the TLS.
    pub tls: Option<TlsFacts>,
    /// What the client showed, where the handshake asked it for a certificate.
    pub(super) shown: Option<Box<Shown>>,
    /// The head of the request that is served, as it was sent, of HTTP/1.1: it spells names as the client does.
    pub(super) head: RefCell<Bytes>,
}

/// The content of a PROXY protocol header, reduced to what is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proxied {
    /// The client's address, `None` for `LOCAL` and `UNKNOWN`.
    pub source: Option<SocketAddr>,
    /// Whether the sender says that the client came over TLS.
    pub secure: bool,
}

/// What TLS agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFacts {
    /// The version in AWS's spelling, such as `TLSv1.3`.
    pub version: &'static str,
    /// The cipher suite, such as `TLS13_AES_128_GCM_SHA256`.
    pub cipher: &'static str,
    /// The server name the client asked for.
    pub server_name: Option<Box<str>>,
}

impl Connection {
    /// The head of the request that is served, as it was sent; empty over HTTP/2, which has one spelling of names only.
    pub(crate) fn head(&self) -> Bytes {
        self.head.borrow().clone()
    }

    pub(super) fn set_head(&self, head: Bytes) {
        self.head.replace(head);
    }

    /// The peer's address, an IPv4-mapped one unwrapped.
    pub fn peer_address(&self) -> IpAddr {
        portcullis_core::unmapped(self.peer.ip())
    }

    /// The client's certificate, if it is from an authority of `store` and valid now.
    pub(crate) fn client_certificate(
        &self,
        store: &Arc<TrustStore>,
        now: Timestamp,
    ) -> Result<Arc<ClientCertificate>, Untrusted> {
        self.shown.as_ref().ok_or(Untrusted::NotAsked)?.verify(store, now)
    }
}
