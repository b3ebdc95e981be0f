//! The Runtime API of one worker: what its process asks for, and what it answers.
//!
//! It listens at a loopback port of its own. Whatever runs on the machine can connect to it, so one request for the next event
//! waits at a time, answers are taken for the call that runs alone, and a request that is none ends its connection.
//!
//! Source: AWS Lambda developer guide, "Lambda runtime API"; "Response streaming" of custom runtimes.

use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc, oneshot};

use crate::error_text::{error_document, too_large};
use crate::limits::{
    ANSWER_BYTES_MAX, CONNECTION_SILENT_TIME_MAX, CONNECTIONS_MAX, PAYLOAD_BYTES_MAX, STREAM_BYTES_MAX,
    STREAM_ERROR_BYTES_MAX, STREAM_PIECES_WAITING,
};

const VERSION: &str = "/2018-06-01/runtime/";

/// How often it is looked for another connection of a process that has ended.
const SILENT_LOOKS: u32 = 4;

/// How long to wait when no connection can be taken: no descriptor is free.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A call with what the process has to know of it.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) request_id: String,
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Bytes,
    pub(crate) reply: oneshot::Sender<Reply>,
}

/// What the process answered to a call.
#[derive(Debug)]
pub(crate) enum Reply {
    Whole {
        payload: Bytes,
        failed: bool,
    },
    Pieces {
        content_type: String,
        pieces: mpsc::Receiver<Bytes>,
        /// Told when all pieces are there: nothing, or the document of the error that they end with.
        done: oneshot::Receiver<Option<Bytes>>,
    },
    /// It did what no runtime does: it is of no use any more.
    Violation(&'static str),
}

/// One worker's side of the Runtime API.
#[derive(Debug, Default)]
pub(crate) struct RuntimeApi {
    state: Mutex<State>,
    /// There is a call.
    assigned: Notify,
    /// The process has asked, or said why it cannot.
    ready: Notify,
    /// A connection has ended.
    closed: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// The process has asked for an event.
    asked: bool,
    /// A request for an event waits now.
    asks: bool,
    waiting: Option<Job>,
    /// The call that runs, until it is answered.
    running: Option<(String, Option<oneshot::Sender<Reply>>)>,
    init_error: Option<Bytes>,
    connections: usize,
}

/// The one request that waits for an event.
struct Asking<'a>(&'a RuntimeApi);

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.lock().asks = false;
    }
}

/// An open connection.
struct Connection(Arc<RuntimeApi>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.lock().connections -= 1;
        self.0.closed.notify_waiters();
    }
}

impl RuntimeApi {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the process a call.
    pub(crate) fn assign(&self, job: Job) {
        self.lock().waiting = Some(job);
        self.assigned.notify_waiters();
    }

    /// Waits until the process has asked for its first event, or has said why it cannot: the document of its error.
    pub(crate) async fn started(&self) -> Result<(), Bytes> {
        loop {
            let told = self.ready.notified();
            {
                let state = self.lock();
                if let Some(error) = &state.init_error {
                    return Err(error.clone());
                }
                if state.asked {
                    return Ok(());
                }
            }
            told.await;
        }
    }

    /// Waits until no connection is open: all that a process which has ended had sent is read.
    pub(crate) async fn silent(&self) {
        let mut looks = 0;
        while looks < SILENT_LOOKS {
            let told = self.closed.notified();
            if self.lock().connections == 0 {
                // One that was opened at the very end may not have been taken yet: the runtime looks again.
                looks += 1;
                tokio::task::yield_now().await;
            } else {
                looks = 0;
                told.await;
            }
        }
    }

    /// Takes a call back that the process has not asked for.
    pub(crate) fn withdraw(&self) -> bool {
        self.lock().waiting.take().is_some()
    }

    /// Serves the process until it is dropped.
    pub(crate) async fn serve(self: Arc<Self>, listener: TcpListener) {
        let mut connections = tokio::task::JoinSet::new();
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            };
            while connections.try_join_next().is_some() {}
            if let Some(connection) = self.open() {
                connections.spawn(connection.serve(stream));
            }
        }
    }

    /// Another connection, if there may be one.
    fn open(self: &Arc<Self>) -> Option<Connection> {
        let mut state = self.lock();
        (state.connections < CONNECTIONS_MAX).then(|| {
            state.connections += 1;
            Connection(Arc::clone(self))
        })
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (head, body) = request.into_parts();
        let Some(rest) = head.uri.path().strip_prefix(VERSION) else {
            discard(body).await;
            return refusal(
                StatusCode::NOT_FOUND,
                "UnknownPath",
                "there is no such path in the Runtime API",
            );
        };
        let parts: Vec<&str> = rest.split('/').collect();
        match (&head.method, parts.as_slice()) {
            (&Method::GET, ["invocation", "next"]) => self.next().await,
            (&Method::POST, ["invocation", id, "response"]) => self.response(id, &head.headers, body).await,
            (&Method::POST, ["invocation", id, "error"]) => self.error(id, body).await,
            (&Method::POST, ["init", "error"]) => self.init_error(body).await,
            _ => {
                discard(body).await;
                refusal(
                    StatusCode::NOT_FOUND,
                    "UnknownPath",
                    "there is no such call in the Runtime API",
                )
            }
        }
    }

    async fn next(&self) -> Response<Full<Bytes>> {
        let Some(_asking) = self.ask() else {
            return refusal(
                StatusCode::FORBIDDEN,
                "InvalidStateTransition",
                "another request for the next event waits already",
            );
        };
        self.ready.notify_waiters();
        loop {
            let assigned = self.assigned.notified();
            {
                let mut state = self.lock();
                if let Some(job) = state.waiting.take() {
                    let mut response = Response::new(Full::new(job.payload));
                    *response.headers_mut() = job.headers;
                    state.running = Some((job.request_id, Some(job.reply)));
                    return response;
                }
            }
            assigned.await;
        }
    }

    /// The process asks: a call that runs was not answered and never will be.
    fn ask(&self) -> Option<Asking<'_>> {
        let mut state = self.lock();
        if state.asks {
            return None;
        }
        if let Some((_, reply)) = &mut state.running
            && let Some(reply) = reply.take()
        {
            let _ = reply.send(Reply::Violation(
                "the runtime asked for another event before it had answered",
            ));
        }
        state.asks = true;
        state.asked = true;
        Some(Asking(self))
    }

    /// Takes the reply of the call that runs; `None` if it is another one or answered already.
    fn take(&self, id: &str) -> Option<oneshot::Sender<Reply>> {
        let mut state = self.lock();
        let (running, reply) = state.running.as_mut()?;
        if running == id { reply.take() } else { None }
    }

    /// Gives a reply back that did not arrive whole.
    fn give_back(&self, id: &str, unused: oneshot::Sender<Reply>) {
        if let Some((running, reply)) = &mut self.lock().running
            && running == id
        {
            *reply = Some(unused);
        }
    }

    async fn response(&self, id: &str, headers: &HeaderMap, body: Incoming) -> Response<Full<Bytes>> {
        let Some(reply) = self.take(id) else {
            discard(body).await;
            return unknown(id);
        };
        let streams = headers
            .get("lambda-runtime-function-response-mode")
            .is_some_and(|mode| mode.as_bytes().eq_ignore_ascii_case(b"streaming"));
        if streams {
            let content_type = headers
                .get(http::header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok())
                .unwrap_or("application/octet-stream")
                .to_owned();
            let (pieces, receiver) = mpsc::channel(STREAM_PIECES_WAITING);
            let (end, done) = oneshot::channel();
            let _ = reply.send(Reply::Pieces {
                content_type,
                pieces: receiver,
                done,
            });
            // Without a word about its end an answer is known to be broken.
            let Some(failure) = pass_on(body, pieces).await else {
                return broken();
            };
            let _ = end.send(failure);
            return accepted();
        }
        match whole(body, ANSWER_BYTES_MAX).await {
            Ok(payload) => {
                let _ = reply.send(Reply::Whole {
                    payload,
                    failed: false,
                });
                accepted()
            }
            Err(Unusable::TooLarge(bytes)) => {
                let _ = reply.send(Reply::Whole {
                    payload: too_large(bytes),
                    failed: true,
                });
                refusal(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "RequestEntityTooLarge",
                    "the answer is too large",
                )
            }
            Err(Unusable::Broken) => {
                self.give_back(id, reply);
                broken()
            }
        }
    }

    async fn error(&self, id: &str, body: Incoming) -> Response<Full<Bytes>> {
        let Some(reply) = self.take(id) else {
            discard(body).await;
            return unknown(id);
        };
        match error_body(body).await {
            Some(payload) => {
                let _ = reply.send(Reply::Whole {
                    payload,
                    failed: true,
                });
                accepted()
            }
            None => {
                self.give_back(id, reply);
                broken()
            }
        }
    }

    async fn init_error(&self, body: Incoming) -> Response<Full<Bytes>> {
        let asked = self.lock().asked;
        if asked {
            discard(body).await;
            return refusal(
                StatusCode::FORBIDDEN,
                "InvalidStateTransition",
                "the function has started already",
            );
        }
        let Some(document) = error_body(body).await else {
            return broken();
        };
        self.lock().init_error = Some(document);
        self.ready.notify_waiters();
        accepted()
    }
}

impl Connection {
    async fn serve(self, stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        let spoke = AtomicBool::new(false);
        let service = service_fn(|request| {
            spoke.store(true, Ordering::Relaxed);
            let api = Arc::clone(&self.0);
            async move { Ok::<_, Infallible>(api.answer(request).await) }
        });
        let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::pin!(served);
        tokio::select! {
            _ = &mut served => return,
            () = tokio::time::sleep(CONNECTION_SILENT_TIME_MAX) => {}
        }
        // Later a connection may be silent for as long as a function takes.
        if spoke.load(Ordering::Relaxed) {
            let _ = served.await;
        }
    }
}

/// Why a body is of no use.
enum Unusable {
    TooLarge(u64),
    /// It did not come whole.
    Broken,
}

/// The whole body; one that is too large is read to its end, so that the process is not cut off in the middle of sending.
async fn whole(mut body: Incoming, bytes_max: usize) -> Result<Bytes, Unusable> {
    // The piece that is too much is not counted: the length that was announced is better.
    let announced = http_body::Body::size_hint(&body).exact();
    let kept = Limited::new(&mut body, bytes_max).collect().await;
    match kept {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let mut bytes = bytes_max as u64 + 1;
            while let Some(frame) = body.frame().await {
                let frame = frame.map_err(|_| Unusable::Broken)?;
                bytes = bytes.saturating_add(frame.data_ref().map_or(0, |data| data.len() as u64));
            }
            let bytes = announced.unwrap_or(bytes);
            Err(Unusable::TooLarge(bytes))
        }
        Err(_) => Err(Unusable::Broken),
    }
}

/// Reads what is refused, so that the connection can be used again.
async fn discard(mut body: Incoming) {
    while let Some(Ok(_)) = body.frame().await {}
}

/// The document of an error; `None` if it did not come whole.
async fn error_body(body: Incoming) -> Option<Bytes> {
    match whole(body, PAYLOAD_BYTES_MAX).await {
        Ok(document) if document.is_empty() => Some(error_document("Runtime.Unknown", "")),
        Ok(document) => Some(document),
        Err(Unusable::TooLarge(_)) => Some(error_document(
            "Runtime.Unknown",
            "the document of the error is too large",
        )),
        Err(Unusable::Broken) => None,
    }
}

/// Hands pieces on as they come; the document of the error that ends them, if one does. `None`: they broke off.
async fn pass_on(mut body: Incoming, pieces: mpsc::Sender<Bytes>) -> Option<Option<Bytes>> {
    let mut bytes = 0_u64;
    while let Some(frame) = body.frame().await {
        match frame.ok()?.into_data() {
            Ok(data) => {
                bytes = bytes.saturating_add(data.len() as u64);
                if bytes > STREAM_BYTES_MAX {
                    let message = format!("the answer has more than {STREAM_BYTES_MAX} bytes");
                    let document = error_document("Function.ResponseSizeTooLarge", &message);
                    return Some(Some(document));
                }
                pieces.send(data).await.ok()?;
            }
            Err(frame) => {
                let document = frame
                    .into_trailers()
                    .ok()
                    .and_then(|trailers| trailer_error(&trailers));
                if document.is_some() {
                    return Some(document);
                }
            }
        }
    }
    Some(None)
}

/// The error that the trailers of a streaming answer tell of.
fn trailer_error(trailers: &HeaderMap) -> Option<Bytes> {
    let error_type = trailers.get("lambda-runtime-function-error-type")?;
    let body = trailers
        .get("lambda-runtime-function-error-body")
        .filter(|body| body.len() <= STREAM_ERROR_BYTES_MAX)
        .and_then(|body| base64(body.as_bytes()))
        .filter(|body| serde_json::from_slice::<serde_json::Value>(body).is_ok());
    Some(body.map_or_else(
        || error_document(&String::from_utf8_lossy(error_type.as_bytes()), ""),
        Bytes::from,
    ))
}

/// Base64 as runtimes write it: the standard alphabet, padded or not.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in text.iter().take_while(|letter| **letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

fn accepted() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(b"{\"status\":\"OK\"}")));
    *response.status_mut() = StatusCode::ACCEPTED;
    response
}

fn unknown(id: &str) -> Response<Full<Bytes>> {
    refusal(
        StatusCode::BAD_REQUEST,
        "InvalidRequestID",
        &format!("the call `{id}` is not running"),
    )
}

fn broken() -> Response<Full<Bytes>> {
    refusal(
        StatusCode::BAD_REQUEST,
        "InvalidRequest",
        "the body did not come whole",
    )
}

fn refusal(status: StatusCode, error_type: &str, message: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(error_document(error_type, message)));
    *response.status_mut() = status;
    response
}
