//! The control listener: health, readiness, metrics, what is served, why a request was decided so, and reload.
//!
//! It is a small HTTP/1.1 server on the runtime of the main thread; the data plane's threads never see it. What shows
//! requests or changes anything needs the control token. Two guards stand before every route: the `Host` header must be an
//! address, `localhost` or a configured name, because a web page whose name was made to resolve to this machine sends its
//! own; and nothing that a browser can send across sites without asking changes anything, since it cannot send the token.

mod answer;
mod apis;
mod aws;
mod guard;
mod peek;
mod routes;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
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
use crate::log::Log;
use crate::tls_certificates::TlsCertificates;

/// Connections served at once; further ones wait.
const CONNECTIONS_MAX: usize = 512;
/// From the start of a request to the end of its head.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// A whole connection: nobody may hold one for ever. AWS's clients keep theirs while they work.
const CONNECTION_TIME: Duration = Duration::from_secs(15 * 60);

/// What a reload came to: the new set, or everything wrong with it.
pub(crate) type ReloadOutcome = Result<Arc<ServedSet>, Vec<Problem>>;

/// What the control listener shows and does.
pub(crate) struct Control {
    /// The data plane.
    pub(crate) gateway: Arc<gateway::Gateway>,
    /// What its TLS listeners offer.
    pub(crate) certificates: Arc<TlsCertificates>,
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
    /// Answers AWS's own clients; set once it has started.
    pub(crate) plane: OnceLock<Arc<control::Control>>,
    /// What runs functions, if they are run here.
    pub(crate) functions: Option<Arc<crate::control_plane::LocalFunctions>>,
    /// Whether any signature is taken, so that callers have to be told from web pages by their `Host`.
    pub(crate) dev: bool,
    /// The program's own log.
    pub(crate) log: Log,
}

impl Control {
    /// The AWS control plane, once it has started.
    fn plane(&self) -> Option<Arc<control::Control>> {
        self.plane.get().map(Arc::clone)
    }

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
    if peek::is_for_data_plane(&stream).await {
        // A connection that cannot be handed over is closed: nothing was promised.
        if let Ok(stream) = stream.into_std() {
            control.gateway.hand_over(stream, peer);
        }
        return;
    }
    let service = service_fn(move |request: http::Request<Incoming>| {
        let control = Arc::clone(&control);
        async move { Ok::<_, Infallible>(answer(&control, peer, request).await) }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(16 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    // A client that goes away or sends nonsense concerns nobody but itself.
    let _ = tokio::time::timeout(CONNECTION_TIME, serving).await;
}

async fn answer(
    control: &Arc<Control>,
    peer: SocketAddr,
    request: http::Request<Incoming>,
) -> http::Response<Full<Bytes>> {
    if is_api_call(&request) {
        // The first request of this connection was one for the control plane, so it cannot be handed over any more.
        let mut response = Answer::refusal(
            http::StatusCode::MISDIRECTED_REQUEST,
            "deployed APIs are called on a connection of their own",
        )
        .response();
        let close = http::HeaderValue::from_static("close");
        response.headers_mut().insert(http::header::CONNECTION, close);
        return response;
    }
    if !request.uri().path().starts_with("/_portcullis/") {
        // A signature proves more than a name; without one the name has to be ours.
        if control.dev
            && let Err(refusal) = guard::check_host(&request, &control.host_names)
        {
            return refusal.response();
        }
        return aws::answer(control, peer, request).await;
    }
    let answer = match guard::check_host(&request, &control.host_names) {
        Ok(()) => routes::route(control, peer, &request).await,
        Err(refusal) => refusal,
    };
    answer.response()
}

fn is_api_call(request: &http::Request<Incoming>) -> bool {
    let host = request.headers().get(http::header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    peek::is_api_host(host) || peek::is_api_path(request.uri().path())
}
