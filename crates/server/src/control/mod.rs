//! The control listener: health, readiness, metrics, what is served, why a request was decided so, and reload.
//!
//! It is a small HTTP/1.1 server on the runtime of the main thread; the data plane's threads never see it. What shows
//! requests or changes anything needs the control token. Two guards stand before every route: the `Host` header must be an
//! address, `localhost` or a configured name, because a web page whose name was made to resolve to this machine sends its
//! own; and nothing that a browser can send across sites without asking changes anything, since it cannot send the token.

mod answer;
mod guard;
mod routes;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, Semaphore, mpsc, oneshot};

pub(crate) use answer::Answer;

use crate::data_folder::ControlToken;
use crate::definitions::ServedSet;
use crate::findings::Problem;

/// Connections served at once; further ones wait.
const CONNECTIONS_MAX: usize = 64;
/// From the start of a request to the end of its head.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// A whole connection: nothing here takes long, and nobody may hold one for ever.
const CONNECTION_TIME: Duration = Duration::from_secs(120);

/// What a reload came to: the new set, or everything wrong with it.
pub(crate) type ReloadOutcome = Result<Arc<ServedSet>, Vec<Problem>>;

/// What the control listener shows and does.
pub(crate) struct Control {
    /// The data plane.
    pub(crate) gateway: Arc<gateway::Gateway>,
    /// Who may ask.
    pub(crate) token: ControlToken,
    /// Names that requests may carry as `Host`, lower case.
    pub(crate) host_names: Vec<String>,
    /// What is served now.
    pub(crate) served: Mutex<Arc<ServedSet>>,
    /// Whether the data plane takes new requests.
    pub(crate) ready: AtomicBool,
    /// Asks the owner of the set for a reload.
    pub(crate) reload: mpsc::Sender<oneshot::Sender<ReloadOutcome>>,
}

impl Control {
    /// From now on readiness says no.
    pub(crate) fn drain(&self) {
        self.ready.store(false, Ordering::Release);
    }
}

/// Serves until the runtime ends.
pub(crate) async fn serve(listener: TcpListener, control: Arc<Control>) {
    let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, peer)) => {
                let control = Arc::clone(&control);
                tokio::spawn(async move {
                    connection(stream, peer, control).await;
                    drop(slot);
                });
            }
            // Usually too many open files: wait for some to close instead of spinning.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, control: Arc<Control>) {
    let service = service_fn(move |request: http::Request<Incoming>| {
        let control = Arc::clone(&control);
        async move { Ok::<_, Infallible>(answer(&control, peer, &request).await) }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(16 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    // A client that goes away or sends nonsense concerns nobody but itself.
    let _ = tokio::time::timeout(CONNECTION_TIME, serving).await;
}

async fn answer<B>(
    control: &Control,
    peer: SocketAddr,
    request: &http::Request<B>,
) -> http::Response<Full<Bytes>> {
    let answer = match guard::check_host(request, &control.host_names) {
        Ok(()) => routes::route(control, peer, request).await,
        Err(refusal) => refusal,
    };
    answer.response()
}
