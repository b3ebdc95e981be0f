//! The transport over real sockets on loopback, with a service that tells what reached it.

mod deadlines;
mod drain;
mod exchange;
mod framing;
mod http2;
mod source;
mod tls;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body::{Body, Frame};
use http_body_util::BodyExt;

use super::{BodyError, Connection, Refusal, RequestBody, Serve, Transport, screen, source_address};
use crate::config::{Limits, ListenerConfig, TransportConfig};

/// Long enough for any answer; reached only when a test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the service tells of its requests.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    Begun,
    /// The request's future was dropped unfinished.
    Cancelled,
    Refused(&'static str),
    ConnectionClosed,
    /// Pieces of an answer that were asked for, told when it is dropped.
    Taken(usize),
}

struct Probe(mpsc::Sender<Event>);

impl Probe {
    fn tell(&self, event: Event) {
        let _nobody_listens = self.0.send(event);
    }
}

struct OnDrop(Option<(mpsc::Sender<Event>, Event)>);

impl Drop for OnDrop {
    fn drop(&mut self) {
        if let Some((to, event)) = self.0.take() {
            let _nobody_listens = to.send(event);
        }
    }
}

/// A text, or a stream that says one thing and then nothing for ever, or pieces without a known length.
pub(super) enum Answer {
    Text(Option<Bytes>),
    Endless(Option<Bytes>),
    Pieces(VecDeque<Bytes>),
    /// 1,024 pieces of 64 KiB.
    Counted(usize, mpsc::Sender<Event>),
    /// Announces ten bytes and gives one.
    Short(bool),
}

impl Answer {
    fn pieces(piece: [Bytes; 2]) -> Self {
        Self::Pieces(piece.into())
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        if let Self::Counted(taken, tell) = self {
            let _nobody_listens = tell.send(Event::Taken(*taken));
        }
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Self::Text(text) => Poll::Ready(text.take().map(|text| Ok(Frame::data(text)))),
            Self::Endless(first) => first
                .take()
                .map_or(Poll::Pending, |text| Poll::Ready(Some(Ok(Frame::data(text))))),
            Self::Pieces(pieces) => Poll::Ready(pieces.pop_front().map(|piece| Ok(Frame::data(piece)))),
            Self::Counted(1_024, _) => Poll::Ready(None),
            Self::Counted(taken, _) => {
                *taken += 1;
                Poll::Ready(Some(Ok(Frame::data(Bytes::from(vec![b'x'; 64 * 1024])))))
            }
            Self::Short(given) => {
                let rest =
                    (!std::mem::replace(given, true)).then(|| Ok(Frame::data(Bytes::from_static(b"1"))));
                Poll::Ready(rest)
            }
        }
    }

    fn size_hint(&self) -> http_body::SizeHint {
        match self {
            Self::Text(text) => {
                http_body::SizeHint::with_exact(text.as_ref().map_or(0, |text| text.len() as u64))
            }
            Self::Short(_) => http_body::SizeHint::with_exact(10),
            Self::Endless(_) | Self::Pieces(_) | Self::Counted(..) => http_body::SizeHint::default(),
        }
    }
}

fn text(status: StatusCode, text: String) -> Response<Answer> {
    let mut response = Response::new(Answer::Text(Some(Bytes::from(text))));
    *response.status_mut() = status;
    response
}

impl Serve for Probe {
    type Body = Answer;

    async fn serve(&self, connection: &Connection, request: Request<RequestBody>) -> Response<Answer> {
        let (parts, body) = request.into_parts();
        if let Err(refused) = screen::check(&parts, &connection.listener.limits) {
            return text(refused.status(), refused.to_string());
        }
        self.tell(Event::Begun);
        match parts.uri.path() {
            "/never" => {
                let _cancelled = OnDrop(Some((self.0.clone(), Event::Cancelled)));
                std::future::pending().await
            }
            "/stream" => Response::new(Answer::Endless(Some(Bytes::from_static(b"data: 1\n\n")))),
            "/flood" => Response::new(Answer::Text(Some(Bytes::from(vec![b'x'; 32 * 1024 * 1024])))),
            "/early" => text(StatusCode::OK, "early".to_owned()),
            "/pieces" => Response::new(Answer::pieces(["one".into(), "two".into()])),
            "/large-pieces" => {
                let piece = Bytes::from(vec![b'x'; 100_000]);
                Response::new(Answer::pieces([piece.clone(), piece]))
            }
            "/counted" => Response::new(Answer::Counted(0, self.0.clone())),
            "/short" => Response::new(Answer::Short(false)),
            "/length" => {
                let mut response = text(StatusCode::OK, String::new());
                let length = http::HeaderValue::from_static("7");
                response
                    .headers_mut()
                    .insert(http::header::CONTENT_LENGTH, length);
                response
            }
            "/101" => text(StatusCode::SWITCHING_PROTOCOLS, "never".to_owned()),
            "/204" => text(StatusCode::NO_CONTENT, "never".to_owned()),
            "/304" => text(StatusCode::NOT_MODIFIED, "never".to_owned()),
            "/source" => {
                let source = source_address(connection, &parts.headers);
                let address = source
                    .address
                    .map_or("none".to_owned(), |address| address.to_string());
                text(
                    StatusCode::OK,
                    format!("{address} {:?} {}", source.derivation, source.secure),
                )
            }
            "/tls" => text(
                StatusCode::OK,
                format!("{:?} {:?}", parts.version, connection.tls),
            ),
            path => match body.collect().await {
                Ok(body) => {
                    let length = body.to_bytes().len();
                    text(StatusCode::OK, format!("{} {path} {length}", parts.method))
                }
                Err(error @ BodyError::TooLarge) => text(StatusCode::PAYLOAD_TOO_LARGE, error.to_string()),
                Err(error @ BodyError::TooSlow) => text(StatusCode::REQUEST_TIMEOUT, error.to_string()),
                Err(error @ BodyError::Broken(_)) => text(StatusCode::BAD_REQUEST, error.to_string()),
            },
        }
    }

    fn connection_refused(&self, why: Refusal) {
        self.tell(Event::Refused(why.name()));
    }

    fn connection_closed(&self) {
        self.tell(Event::ConnectionClosed);
    }
}

/// A started transport with one listener.
pub(super) struct Running {
    pub(super) transport: Transport,
    pub(super) events: mpsc::Receiver<Event>,
}

impl Running {
    pub(super) fn start(limits: Limits, change: impl FnOnce(&mut ListenerConfig)) -> Self {
        let mut listener = ListenerConfig::cleartext("127.0.0.1:0".parse().unwrap());
        change(&mut listener);
        let (tell, events) = mpsc::channel();
        let config = TransportConfig {
            threads: NonZeroUsize::MIN,
            listeners: vec![listener],
            limits,
        };
        let transport = Transport::start(&config, move |_| Some(Rc::new(Probe(tell.clone())))).unwrap();
        Self { transport, events }
    }

    pub(super) fn plain() -> Self {
        Self::start(Limits::default(), |_| {})
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.transport.addresses()[0]
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub(super) fn event(&self) -> Event {
        self.events.recv_timeout(PATIENCE).unwrap()
    }

    /// Sends `raw` and reads all that comes back until the other side closes. `Connection: close` in the last request, or a
    /// refusal that closes, ends it.
    pub(super) fn exchange(&self, raw: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(raw).unwrap();
        all(&mut stream)
    }

    pub(super) fn stop(self) {
        self.transport.shutdown(PATIENCE).unwrap();
    }
}

/// Everything until the end of the stream; a reset counts as the end.
pub(super) fn all(stream: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0u8; 4096];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                panic!("nothing came, nothing closed")
            }
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads until `end` has come.
pub(super) fn until(stream: &mut impl Read, end: &str) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0u8; 1];
    while !bytes.ends_with(end.as_bytes()) {
        assert_eq!(
            stream.read(&mut byte).unwrap(),
            1,
            "the stream ended after {:?}",
            String::from_utf8_lossy(&bytes)
        );
        bytes.push(byte[0]);
    }
    String::from_utf8(bytes).unwrap()
}

/// The status lines of what came back, in order.
pub(super) fn statuses(answers: &str) -> Vec<&str> {
    answers
        .split("HTTP/1.")
        .skip(1)
        .map(|answer| answer.get(2..5).unwrap())
        .collect()
}

pub(super) fn half_close(stream: &TcpStream) {
    stream.shutdown(Shutdown::Write).unwrap();
}
