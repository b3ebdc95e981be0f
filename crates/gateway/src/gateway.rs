//! The running data plane as its owner holds it: started once, given new snapshots and certificates, shut down.

use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{Request, Response};
use portcullis_core::RequestId;

use crate::callers::CallerChange;
use crate::config::{CertificatePem, TransportConfig};
use crate::pipeline;
use crate::plane::{Plane, PlaneSettings, Shared, SharedError, ThreadParts};
use crate::quota_store::{GiveBack, QuotaStoreError};
use crate::record::{AccessLogError, DecisionRecord};
use crate::response_body::ResponseBody;
use crate::snapshot::{Snapshot, SnapshotChange, SnapshotError};
use crate::tokens::IssuerError;
use crate::transport::{
    Connection, Drained, Refusal, RequestBody, Serve, TlsError, Transport, TransportError,
};

/// What a gateway is started with.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    /// Threads, listeners, limits.
    pub transport: TransportConfig,
    /// The request pipeline.
    pub plane: PlaneSettings,
}

/// Why a gateway cannot start. Nothing listens then.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The transport cannot start.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The access log cannot be opened.
    #[error(transparent)]
    AccessLog(AccessLogError),
    /// No thread that counts quotas.
    #[error("cannot start the thread that counts quotas")]
    Quotas(#[source] std::io::Error),
    /// The issuers cannot be used together.
    #[error(transparent)]
    Issuers(IssuerError),
    /// No thread that fetches the keys of issuers.
    #[error("cannot start the thread that fetches the keys of issuers")]
    IssuerThread(#[source] std::io::Error),
}

impl From<SharedError> for StartError {
    fn from(error: SharedError) -> Self {
        match error {
            SharedError::AccessLog(error) => Self::AccessLog(error),
            SharedError::Quotas(error) => Self::Quotas(error),
            SharedError::Issuers(error) => Self::Issuers(error),
            SharedError::IssuerThread(error) => Self::IssuerThread(error),
        }
    }
}

/// A running data plane. Every method may be called from any thread, at any time.
#[derive(Debug)]
pub struct Gateway {
    addresses: Vec<SocketAddr>,
    shared: Arc<Shared>,
    /// `None` once it was shut down.
    transport: Mutex<Option<Transport>>,
}

impl Gateway {
    /// Binds every listener and serves `snapshot`.
    pub fn start(config: GatewayConfig, snapshot: Snapshot) -> Result<Self, StartError> {
        let GatewayConfig { transport, plane } = config;
        let shared = Shared::new(plane, snapshot, transport.threads.get())?;
        let of_threads = shared.clone();
        let transport = Transport::start(&transport, move |thread| {
            Plane::new(ThreadParts {
                thread,
                shared: of_threads.clone(),
            })
            .map(|plane| Rc::new(OnThread(plane)))
        })?;
        Ok(Self {
            addresses: transport.addresses().to_vec(),
            shared,
            transport: Mutex::new(Some(transport)),
        })
    }

    /// The bound addresses with their real ports, in the order of the configuration.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Makes changes to what is served, from the next request on; running requests finish on the snapshot they began
    /// with. No connection is touched. All changes are made, or none.
    ///
    /// Compile stages aside with [`Stage::new`](crate::Stage::new): what is left to do here takes milliseconds with
    /// thousands of APIs. Changes from several threads are made one after the other.
    pub fn update(&self, changes: Vec<SnapshotChange>) -> Result<(), SnapshotError> {
        self.shared.update(changes)
    }

    /// What is served now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.snapshot()
    }

    /// Replaces the certificates of a TLS listener (its place in the configuration) for new connections. On an error
    /// the old ones stay.
    pub fn reload_tls(&self, listener: usize, certificates: &[CertificatePem]) -> Result<(), TlsError> {
        let transport = self.transport.lock().unwrap_or_else(PoisonError::into_inner);
        match &*transport {
            Some(transport) => transport.replace_certificates(listener, certificates),
            None => Err(TlsError::NotTls { index: listener }),
        }
    }

    /// Serves a connection in the clear that somebody else has accepted, and of which nothing was read; its peer is the
    /// client. `false`, and it is closed, where too many wait already or the gateway ends.
    pub fn hand_over(&self, stream: std::net::TcpStream, peer: SocketAddr) -> bool {
        let transport = self.transport.lock().unwrap_or_else(PoisonError::into_inner);
        transport
            .as_ref()
            .is_some_and(|transport| transport.hand_over(stream, peer))
    }

    /// Forgets what Lambda authorizers said.
    pub fn flush_authorizers(&self) {
        self.shared.flush_authorizers();
    }

    /// What was known of callers holds no longer. Whoever asks after this has returned is given what is true now.
    pub fn callers_changed(&self, changes: &[CallerChange]) {
        self.shared.callers_changed(changes);
    }

    /// All metrics in Prometheus' text format.
    pub fn metrics_text(&self) -> String {
        self.shared.metrics_text()
    }

    /// The kept record of a request.
    pub fn record(&self, id: RequestId) -> Option<DecisionRecord> {
        self.shared.record(id)
    }

    /// The newest kept records, newest first.
    pub fn recent(&self, count: usize) -> Vec<DecisionRecord> {
        self.shared.recent(count)
    }

    /// Opens the access log's file again, after it has been moved away.
    pub fn reopen_access_log(&self) {
        self.shared.reopen_access_log();
    }

    /// What a key was given of a plan's quota and has not used, with the day it counts on (in days since 1970-01-01): the
    /// store counts it as used.
    pub fn quota_unused(&self, plan: &str, key: &str) -> Option<(i64, u64)> {
        self.shared.quota_unused(plan, key)
    }

    /// Has what a key may still send changed while this process has leased nothing of it. `change` gets what
    /// [`Gateway::quota_unused`] told, out of which nothing is admitted any more, and takes it back in the store. Blocks.
    pub fn quota_recalled<R>(
        &self,
        plan: &str,
        key: &str,
        change: impl FnOnce(Option<GiveBack>) -> R,
    ) -> Result<R, QuotaStoreError> {
        let snapshot = self.snapshot();
        let client = snapshot.usage_plans().client(plan, key);
        let Some(counter) = client.and_then(|client| client.quota()) else {
            return Ok(change(None));
        };
        let Some(_held) = counter.hold() else {
            return Err(QuotaStoreError("the store does not answer in time".to_owned()));
        };
        let unused = counter.end_lease();
        Ok(change(unused.map(|(of, unused)| GiveBack { of, unused })))
    }

    /// The store may have more for a key than it had: it is asked again.
    pub fn quota_changed(&self, plan: &str, key: &str) {
        self.shared.quota_changed(plan, key);
    }

    /// Stops accepting, lets running requests finish for at most `drain`, cuts the rest, gives unused quota back,
    /// writes the last of the access log. Blocks until all threads have ended; does nothing the second time.
    pub fn shutdown(&self, drain: Duration) -> Result<Drained, TransportError> {
        let transport = self
            .transport
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let drained = transport.map_or(Ok(Drained { cut: 0 }), |transport| transport.shutdown(drain));
        self.shared.finish_quotas();
        self.shared.finish_access_log();
        drained
    }
}

/// The pipeline of one thread as the transport calls it.
struct OnThread(Rc<Plane>);

impl Serve for OnThread {
    type Body = ResponseBody;

    async fn serve(&self, connection: &Connection, request: Request<RequestBody>) -> Response<ResponseBody> {
        pipeline::serve(&self.0, connection, request).await
    }

    fn asks_for_certificates(&self) -> bool {
        self.0.pin().snapshot.domains().any_mutual_tls()
    }

    fn asks_clients_of(&self, server_name: &str) -> bool {
        let pinned = self.0.pin();
        let domain = pinned.snapshot.domains().find(server_name);
        domain.is_some_and(|domain| domain.mutual_tls().is_some())
    }

    fn connection_opened(&self) {
        self.0.connection_opened();
    }

    fn connection_closed(&self) {
        self.0.connection_closed();
    }

    fn connection_refused(&self, why: Refusal) {
        self.0.connection_refused(why.name());
    }

    fn sweep(&self) {
        self.0.sweep();
    }
}
