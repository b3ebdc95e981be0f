//! From the socket to the request: listeners, TLS, PROXY protocol, HTTP framing, deadlines, drain.
//!
//! Each data-plane thread has its own runtime, listening sockets and connections; no request crosses a thread. What
//! comes out of here is a request whose framing is certain, with the facts of its connection.

mod activity;
mod body;
mod client_certificate;
mod client_io;
mod connection;
mod date;
mod forwarded;
mod h1;
mod listener;
pub mod proxy_protocol;
pub mod screen;
mod serve;
mod shown;
mod source_address;
mod stream;
mod tls;
mod trust_store;
mod version_one;
mod worker;

#[cfg(test)]
mod tests;

use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::{Builder, LocalOptions};
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

pub use body::{BodyError, RequestBody};
#[doc(hidden)]
pub use h1::fuzz_request_head;
#[doc(hidden)]
pub use proxy_protocol::fuzz_proxy_header;

pub use client_certificate::ClientCertificate;
pub use connection::{Connection, Listener, Proxied, TlsFacts};
pub use source_address::{Derivation, SourceAddress, Unknown, source_address};
pub use tls::TlsError;
pub use trust_store::{
    CertificateFault, TRUST_STORE_BYTES_MAX, TRUST_STORE_CERTIFICATES_MAX, TrustStore, TrustStoreError,
    TrustStoreWarning,
};

pub(crate) use serve::{Refusal, Serve};
pub(crate) use trust_store::Untrusted;

use crate::config::{CertificatePem, ListenerConfig, TransportConfig};
use tls::{Certificates, ServerTls};
use worker::{Handed, Phase, Share, Worker};

/// Connections that were handed over and that no thread has taken yet.
const HANDED_WAITING_MAX: usize = 256;

/// Why the transport cannot start.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// There is nothing to listen on.
    #[error("no listener is configured")]
    NoListener,
    /// An address cannot be listened on.
    #[error("cannot listen on `{address}`")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A listener's TLS cannot be set up.
    #[error("cannot set up TLS for `{address}`")]
    Tls {
        /// The listener's address.
        address: SocketAddr,
        /// What is wrong.
        #[source]
        source: TlsError,
    },
    /// A thread or its runtime cannot be made.
    #[error("cannot start a data-plane thread")]
    Thread(#[source] io::Error),
}

/// The running data-plane threads.
#[derive(Debug)]
pub(crate) struct Transport {
    addresses: Vec<SocketAddr>,
    certificates: Vec<Option<Arc<Certificates>>>,
    phase: watch::Sender<Phase>,
    hand_over: mpsc::Sender<Handed>,
    threads: Vec<JoinHandle<io::Result<usize>>>,
}

impl Transport {
    /// Binds everything, then starts the threads. `make` is called on each thread, with its number, for what answers
    /// requests there.
    pub(crate) fn start<S, M>(config: &TransportConfig, make: M) -> Result<Self, TransportError>
    where
        S: Serve,
        M: Fn(usize) -> Option<Rc<S>> + Clone + Send + 'static,
    {
        if config.listeners.is_empty() {
            return Err(TransportError::NoListener);
        }
        let threads = config.threads.get();
        let (phase, told) = watch::channel(Phase::Serving);
        let open = Arc::new(AtomicUsize::new(0));
        let mut workers: Vec<_> = (0..threads)
            .map(|_| Worker {
                shares: Vec::new(),
                limits: config.limits.clone(),
                phase: told.clone(),
                open: open.clone(),
                handed: None,
            })
            .collect();
        let (hand_over, handed) = mpsc::channel(HANDED_WAITING_MAX);
        if let Some(first) = workers.first_mut() {
            first.handed = Some(handed);
        }
        let (mut addresses, mut certificates) = (Vec::new(), Vec::new());
        for (index, listener) in config.listeners.iter().enumerate() {
            let bound = Bound::new(listener, threads, config.limits.backlog)?;
            addresses.push(bound.address);
            for (worker, socket) in workers.iter_mut().zip(bound.sockets) {
                worker.shares.push(Share {
                    index,
                    socket,
                    address: bound.address,
                    source: listener.source.clone(),
                    private: listener.private.clone(),
                    trust_forwarded_scheme: listener.trust_forwarded_scheme,
                    tls: bound.tls.clone(),
                });
            }
            certificates.push(bound.certificates);
        }
        let mut transport = Self {
            addresses,
            certificates,
            phase,
            hand_over,
            threads: Vec::with_capacity(threads),
        };
        for (number, worker) in workers.into_iter().enumerate() {
            let make = make.clone();
            let thread = std::thread::Builder::new()
                .name(format!("data-plane-{number}"))
                .spawn(move || run(number, worker, &make))
                .map_err(TransportError::Thread)?;
            transport.threads.push(thread);
        }
        Ok(transport)
    }

    /// The bound addresses, in the order of the configuration.
    pub(crate) fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Serves a connection in the clear that was accepted elsewhere, and of which nothing was read. Its peer is the client.
    /// `false`, and it is closed, where too many wait already or the threads have ended.
    pub(crate) fn hand_over(&self, stream: std::net::TcpStream, peer: SocketAddr) -> bool {
        self.hand_over.try_send(Handed { stream, peer }).is_ok()
    }

    /// Replaces the certificates of a listener; on an error the old ones stay.
    pub(crate) fn replace_certificates(&self, index: usize, new: &[CertificatePem]) -> Result<(), TlsError> {
        let certificates = self
            .certificates
            .get(index)
            .and_then(Option::as_ref)
            .ok_or(TlsError::NotTls { index })?;
        certificates.replace(new)
    }

    /// Stops accepting, lets running requests finish for at most `drain`, then cuts. Blocks until all threads ended.
    pub(crate) fn shutdown(self, drain: Duration) -> Result<Drained, TransportError> {
        self.phase.send_replace(Phase::Draining(Instant::now() + drain));
        let mut cut = 0usize;
        for thread in self.threads {
            let ended = thread
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a data-plane thread panicked")));
            cut = cut.saturating_add(ended.map_err(TransportError::Thread)?);
        }
        Ok(Drained { cut })
    }
}

/// How a shutdown went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drained {
    /// Connections that were still open at the deadline and were cut.
    pub cut: usize,
}

fn run<S: Serve>(number: usize, worker: Worker, make: &impl Fn(usize) -> Option<Rc<S>>) -> io::Result<usize> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build_local(LocalOptions::default())?;
    runtime.block_on(async {
        let service =
            make(number).ok_or_else(|| io::Error::other("the pipeline has no place for this thread"))?;
        worker.run(service).await
    })
}

/// A listener with its sockets.
struct Bound {
    address: SocketAddr,
    sockets: Vec<std::net::TcpListener>,
    tls: Option<ServerTls>,
    certificates: Option<Arc<Certificates>>,
}

impl Bound {
    fn new(config: &ListenerConfig, threads: usize, backlog: u32) -> Result<Self, TransportError> {
        let address = config.address;
        let (tls, certificates) = match &config.tls {
            Some(tls) => {
                let (tls, certificates) =
                    tls::server_tls(tls).map_err(|source| TransportError::Tls { address, source })?;
                (Some(tls), Some(certificates))
            }
            None => (None, None),
        };
        let sockets = listener::bind(config, threads, backlog)
            .map_err(|source| TransportError::Listen { address, source })?;
        let address = sockets
            .first()
            .and_then(|socket| socket.local_addr().ok())
            .unwrap_or(address);
        Ok(Self {
            address,
            sockets,
            tls,
            certificates,
        })
    }
}
