//! The Runtime API of one worker: what its process asks for, and what it answers.
//!
//! Source: AWS Lambda developer guide, "Lambda runtime API"; "Response streaming" of custom runtimes.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::error_text::{error_document, too_large};
use crate::invocation::{Fault, Invocation, Pieces};
use crate::limits::{PAYLOAD_BYTES_MAX, STREAM_BYTES_MAX, STREAM_PIECES_WAITING};

const VERSION: &str = "/2018-06-01/runtime/";

/// Connections that a worker may have open to its Runtime API.
const CONNECTIONS_MAX: usize = 8;

/// A call with what the process has to know of it.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) invocation: Invocation,
    pub(crate) function_arn: Arc<str>,
    /// Milliseconds since 1970-01-01.
    pub(crate) deadline_ms: i64,
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
        pieces: Pieces,
        /// Told when all pieces are there, or none will come any more.
        done: oneshot::Receiver<bool>,
    },
    /// It did what no runtime does: it is of no use any more.
    Violation(&'static str),
}

/// One worker's side of the Runtime API.
#[derive(Debug, Default)]
pub(crate) struct RuntimeApi {
    state: Mutex<State>,
    changed: Notify,
    ready: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// The process has asked for an event.
    asked: bool,
    waiting: VecDeque<Job>,
    /// The call that runs, until it is answered.
    running: Option<(String, Option<oneshot::Sender<Reply>>)>,
    init_error: Option<Bytes>,
}

impl RuntimeApi {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the process a call.
    pub(crate) fn assign(&self, job: Job) {
        self.lock().waiting.push_back(job);
        self.changed.notify_waiters();
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

    /// Serves the process until it is dropped.
    pub(crate) async fn serve(self: Arc<Self>, listener: TcpListener) {
        let room = Arc::new(tokio::sync::Semaphore::new(CONNECTIONS_MAX));
        let mut connections = tokio::task::JoinSet::new();
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                continue;
            };
            while connections.try_join_next().is_some() {}
            let Ok(room) = Arc::clone(&room).try_acquire_owned() else {
                continue;
            };
            let _ = stream.set_nodelay(true);
            let api = Arc::clone(&self);
            connections.spawn(async move {
                let service = service_fn(move |request| {
                    let api = Arc::clone(&api);
                    async move { Ok::<_, Infallible>(api.answer(request).await) }
                });
                let _ = http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
                drop(room);
            });
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (head, body) = request.into_parts();
        let Some(rest) = head.uri.path().strip_prefix(VERSION) else {
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
            _ => refusal(
                StatusCode::NOT_FOUND,
                "UnknownPath",
                "there is no such call in the Runtime API",
            ),
        }
    }

    async fn next(&self) -> Response<Full<Bytes>> {
        loop {
            let changed = self.changed.notified();
            {
                let mut state = self.lock();
                if let Some((_, reply)) = &mut state.running
                    && let Some(reply) = reply.take()
                {
                    let _ = reply.send(Reply::Violation(
                        "the runtime asked for another event before it had answered",
                    ));
                }
                state.asked = true;
                if let Some(job) = state.waiting.pop_front() {
                    let id = job.invocation.request_id.clone();
                    let response = event(&job);
                    state.running = Some((id, Some(job.reply)));
                    return response;
                }
            }
            self.ready.notify_waiters();
            changed.await;
        }
    }

    /// Takes the reply of the call that runs; `None` if it is another one or answered already.
    fn take(&self, id: &str) -> Option<oneshot::Sender<Reply>> {
        let mut state = self.lock();
        let (running, reply) = state.running.as_mut()?;
        if running == id { reply.take() } else { None }
    }

    async fn response(&self, id: &str, headers: &HeaderMap, body: Incoming) -> Response<Full<Bytes>> {
        let Some(reply) = self.take(id) else {
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
            let good = pass_on(body, &pieces).await;
            let _ = end.send(good);
            return accepted();
        }
        match Limited::new(body, PAYLOAD_BYTES_MAX).collect().await {
            Ok(whole) => {
                let _ = reply.send(Reply::Whole {
                    payload: whole.to_bytes(),
                    failed: false,
                });
                accepted()
            }
            Err(_) => {
                let bytes = headers
                    .get(http::header::CONTENT_LENGTH)
                    .and_then(|value| value.to_str().ok()?.parse().ok());
                let payload = too_large(bytes.unwrap_or(PAYLOAD_BYTES_MAX + 1));
                let _ = reply.send(Reply::Whole {
                    payload,
                    failed: true,
                });
                refusal(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "Function.ResponseSizeTooLarge",
                    "the answer is too large",
                )
            }
        }
    }

    async fn error(&self, id: &str, body: Incoming) -> Response<Full<Bytes>> {
        let Some(reply) = self.take(id) else {
            return unknown(id);
        };
        let payload = match Limited::new(body, PAYLOAD_BYTES_MAX).collect().await {
            Ok(whole) => whole.to_bytes(),
            Err(_) => error_document("Runtime.Unknown", "the document of the error is too large"),
        };
        let _ = reply.send(Reply::Whole {
            payload,
            failed: true,
        });
        accepted()
    }

    async fn init_error(&self, body: Incoming) -> Response<Full<Bytes>> {
        let document = match Limited::new(body, PAYLOAD_BYTES_MAX).collect().await {
            Ok(whole) => whole.to_bytes(),
            Err(_) => error_document("Runtime.Unknown", "the document of the error is too large"),
        };
        self.lock().init_error = Some(document);
        self.ready.notify_waiters();
        accepted()
    }
}

/// Hands pieces on as they come; whether all came.
async fn pass_on(mut body: Incoming, pieces: &mpsc::Sender<Result<Bytes, Fault>>) -> bool {
    let mut bytes = 0_u64;
    while let Some(frame) = body.frame().await {
        let fault = match frame {
            Ok(frame) => match frame.into_data() {
                Ok(data) => {
                    bytes += data.len() as u64;
                    if bytes > STREAM_BYTES_MAX {
                        Some(format!("it has more than {STREAM_BYTES_MAX} bytes"))
                    } else if pieces.send(Ok(data)).await.is_err() {
                        return false;
                    } else {
                        None
                    }
                }
                Err(frame) => frame.into_trailers().ok().and_then(|trailers| {
                    let kind = trailers.get("lambda-runtime-function-error-type")?;
                    Some(String::from_utf8_lossy(kind.as_bytes()).into_owned())
                }),
            },
            Err(error) => Some(error.to_string()),
        };
        if let Some(fault) = fault {
            let _ = pieces.send(Err(Fault::Broken(fault))).await;
            return false;
        }
    }
    true
}

fn event(job: &Job) -> Response<Full<Bytes>> {
    let mut builder = Response::builder()
        .header("Content-Type", "application/json")
        .header("Lambda-Runtime-Aws-Request-Id", &job.invocation.request_id)
        .header("Lambda-Runtime-Deadline-Ms", job.deadline_ms.to_string())
        .header("Lambda-Runtime-Invoked-Function-Arn", &*job.function_arn);
    if !job.invocation.trace.is_empty() {
        builder = builder.header("Lambda-Runtime-Trace-Id", &job.invocation.trace);
    }
    if let Some(client) = &job.invocation.client_context {
        builder = builder.header("Lambda-Runtime-Client-Context", client);
    }
    builder
        .body(Full::new(job.invocation.payload.clone()))
        .unwrap_or_else(|_| {
            refusal(
                StatusCode::INTERNAL_SERVER_ERROR,
                "InvalidCall",
                "the call cannot be written as headers",
            )
        })
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

fn refusal(status: StatusCode, error_type: &str, message: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(error_document(error_type, message)));
    *response.status_mut() = status;
    response
}
