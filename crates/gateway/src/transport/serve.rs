//! One client connection from the accept to its end.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::error::Error;
use std::future::{Future, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;
use tokio_rustls::{LazyConfigAcceptor, TlsAcceptor};

use super::activity::{Activity, InFlight, Sweep};
use super::body::RequestBody;
use super::client_io::ClientIo;
use super::connection::{Connection, Listener, Proxied};
use super::h1::buffers::Buffers;
use super::h1::connection as http1;
use super::h1::wire::Wire;
use super::proxy_protocol::{self, Parsed};
use super::shown::Shown;
use super::stream::Stream;
use super::tls::{self, ServerTls};
use super::worker::Ticket;
use crate::config::{Limits, SourceRule};

/// What answers requests. One per thread; it never leaves its thread.
pub(crate) trait Serve: 'static {
    /// The body of its responses.
    type Body: Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>> + Unpin + 'static;

    /// Answers one request. Dropped when the client goes away.
    fn serve(
        &self,
        connection: &Connection,
        request: Request<RequestBody>,
    ) -> impl Future<Output = Response<Self::Body>>;

    /// Whether clients of any server name are asked for certificates.
    fn asks_for_certificates(&self) -> bool {
        false
    }

    /// Whether clients of this server name are asked for certificates.
    fn asks_clients_of(&self, _server_name: &str) -> bool {
        false
    }

    /// A connection was accepted.
    fn connection_opened(&self) {}

    /// A connection ended, for whatever reason.
    fn connection_closed(&self) {}

    /// A connection was refused before it could ask anything.
    fn connection_refused(&self, _why: Refusal) {}

    /// Called about once a second.
    fn sweep(&self) {}
}

/// Why a connection got no further than its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Too many connections are open.
    TooMany,
    /// The PROXY protocol header is missing, malformed or late, or its sender is not listed.
    ProxyProtocol,
    /// The TLS handshake failed or took too long.
    TlsHandshake,
    /// Nothing came in time to tell the protocol.
    Preface,
}

impl Refusal {
    /// The name used in metrics.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::TooMany => "too_many_connections",
            Self::ProxyProtocol => "proxy_protocol",
            Self::TlsHandshake => "tls_handshake",
            Self::Preface => "preface",
        }
    }
}

/// The bytes an HTTP/2 connection begins with (RFC 9113, section 3.4).
const H2_PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// Bytes read to tell HTTP/2 from HTTP/1; a usual first request fits.
const EARLY_BYTES: usize = 4_096;
/// What the connections of one thread and listener have in common.
pub(super) struct Acceptor<S> {
    pub(super) listener: Rc<Listener>,
    pub(super) tls: Option<ServerTls>,
    pub(super) service: Rc<S>,
    pub(super) sweep: Rc<Sweep>,
    pub(super) open: Rc<Cell<usize>>,
    pub(super) buffers: Rc<Buffers>,
    pub(super) http2: http2::Builder<LocalExecutor>,
}

impl<S: Serve> Acceptor<S> {
    pub(super) fn new(
        listener: Rc<Listener>,
        tls: Option<ServerTls>,
        service: Rc<S>,
        sweep: Rc<Sweep>,
        open: Rc<Cell<usize>>,
        buffers: Rc<Buffers>,
    ) -> Self {
        let http2 = http2_builder(&listener.limits);
        Self {
            tls,
            listener,
            service,
            sweep,
            open,
            buffers,
            http2,
        }
    }

    /// Serves one accepted socket to its end; `place` is given back before the end is told.
    pub(super) async fn run(self: Rc<Self>, socket: TcpStream, peer: SocketAddr, place: Ticket) {
        let _open = Open::begin(&self.open, self.service.clone());
        let _place = place;
        if let Err(refusal) = self.begin(socket, peer).await {
            self.service.connection_refused(refusal);
        }
    }

    async fn begin(&self, mut socket: TcpStream, peer: SocketAddr) -> Result<(), Refusal> {
        let limits = &self.listener.limits;
        let proxied = match &self.listener.source {
            SourceRule::ProxyProtocol { senders } => {
                let sender = portcullis_core::unmapped(peer.ip());
                if !senders.iter().any(|block| block.contains(sender)) {
                    return Err(Refusal::ProxyProtocol);
                }
                let header = proxy_header(&mut socket, limits.proxy_header_bytes);
                Some(
                    within(limits.proxy_header_time, header)
                        .await
                        .ok_or(Refusal::ProxyProtocol)?,
                )
            }
            SourceRule::SocketPeer | SourceRule::Header { .. } => None,
        };
        let local = socket.local_addr().unwrap_or(self.listener.address);
        let mut connection = Connection {
            listener: self.listener.clone(),
            peer,
            local,
            proxied,
            tls: None,
            shown: None,
            head: RefCell::default(),
        };
        let activity = Activity::begin(&self.sweep);
        match &self.tls {
            Some(tls) => {
                let handshake = while_open(&activity, self.handshake(tls, socket));
                let handshake = async { handshake.await.and_then(Result::ok) };
                let (stream, asked) = within(limits.tls_handshake_time, handshake)
                    .await
                    .ok_or(Refusal::TlsHandshake)?;
                let session = stream.get_ref().1;
                connection.tls = Some(tls::facts(session));
                connection.shown = asked.then(|| Box::new(Shown::new(session.peer_certificates())));
                let is_h2 = session.alpn_protocol() == Some(b"h2");
                let stream = Stream::Tls(Box::new(stream));
                self.speak(is_h2, stream, BytesMut::new(), connection, activity)
                    .await;
            }
            None => {
                let preface = while_open(&activity, preface(&mut socket)).await;
                let Some((early, is_h2)) = preface.ok_or(Refusal::Preface)? else {
                    return Ok(());
                };
                let stream = Stream::Plain(socket);
                self.speak(is_h2, stream, early, connection, activity).await;
            }
        }
        Ok(())
    }

    /// The handshake, and whether it asked for a certificate.
    async fn handshake(
        &self,
        tls: &ServerTls,
        socket: TcpStream,
    ) -> io::Result<(TlsStream<TcpStream>, bool)> {
        if !self.service.asks_for_certificates() {
            let accepted = TlsAcceptor::from(Arc::clone(&tls.open)).accept(socket);
            return Ok((accepted.await?, false));
        }
        // Boxed: its size would otherwise be that of every connection.
        let hello = Box::pin(LazyConfigAcceptor::new(
            rustls::server::Acceptor::default(),
            socket,
        ))
        .await?;
        let name = hello.client_hello().server_name().map(str::to_owned);
        let asked = name.is_some_and(|name| self.service.asks_clients_of(&name));
        let config = if asked { &tls.mutual } else { &tls.open };
        Ok((Box::pin(hello.into_stream(Arc::clone(config))).await?, asked))
    }

    async fn speak(
        &self,
        is_h2: bool,
        stream: Stream,
        early: BytesMut,
        connection: Connection,
        activity: Rc<Activity>,
    ) {
        if is_h2 {
            // Boxed: its size would otherwise be that of every connection.
            let io = ClientIo::new(stream, early, activity.clone());
            Box::pin(self.speak_h2(io, connection, activity)).await;
        } else {
            let wire = Wire::new(stream, early, activity, self.buffers.clone());
            http1::serve(wire, &connection, &*self.service).await;
        }
    }

    async fn speak_h2(&self, io: ClientIo, connection: Connection, activity: Rc<Activity>) {
        activity.speaks_h2();
        let (service, connection, of) = (self.service.clone(), Rc::new(connection), activity.clone());
        let answer = service_fn(move |request: Request<Incoming>| {
            answer(service.clone(), connection.clone(), of.clone(), request)
        });
        let mut http = pin!(self.http2.serve_connection(TokioIo::new(io), answer));
        let mut told = false;
        // A connection that breaks is over; what its requests came to is in their records.
        let _over = poll_fn(|cx| {
            if must_be_told(&activity, &mut told, cx) {
                http.as_mut().graceful_shutdown();
            }
            http.as_mut().poll(cx)
        })
        .await;
    }
}

/// True once, when the connection shall finish what it does and close.
fn must_be_told(activity: &Activity, told: &mut bool, cx: &Context<'_>) -> bool {
    activity.woken_by(cx.waker());
    activity.is_closing() && !std::mem::replace(told, true)
}

/// Ends `work` with `None` when the connection's time is over or it shall close.
async fn while_open<T>(activity: &Activity, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|cx| {
        activity.woken_by(cx.waker());
        if activity.is_closing() || activity.expired().is_some() {
            return Poll::Ready(None);
        }
        work.as_mut().poll(cx).map(Some)
    })
    .await
}

/// Answers one request of an HTTP/2 connection.
async fn answer<S: Serve>(
    service: Rc<S>,
    connection: Rc<Connection>,
    activity: Rc<Activity>,
    request: Request<Incoming>,
) -> Result<Response<Tracked<S::Body>>, Infallible> {
    let in_flight = activity.request_begins();
    let limit = connection.listener.limits.body_bytes;
    let request = request.map(|incoming| RequestBody::of_stream(incoming, limit, &activity));
    let response = service.serve(&connection, request).await;
    Ok(response.map(|inner| Tracked::new(inner, in_flight)))
}

/// A response body that keeps its request counted as running.
pub(super) struct Tracked<B> {
    inner: B,
    in_flight: InFlight,
}

impl<B: Body> Tracked<B> {
    fn new(inner: B, mut in_flight: InFlight) -> Self {
        if inner.is_end_stream() {
            in_flight.finish();
        }
        Self { inner, in_flight }
    }
}

impl<B: Body + Unpin> Body for Tracked<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let polled = Pin::new(&mut self.inner).poll_frame(cx);
        if matches!(polled, Poll::Ready(None)) || self.inner.is_end_stream() {
            self.in_flight.finish();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

fn http2_builder(limits: &Limits) -> http2::Builder<LocalExecutor> {
    /// What HTTP/2 adds for each header line when it counts their size (RFC 9113, section 6.5.2).
    const LINE_OVERHEAD: usize = 32;
    let list = limits
        .header_bytes
        .saturating_add(limits.header_count.saturating_mul(LINE_OVERHEAD));
    let mut http2 = http2::Builder::new(LocalExecutor);
    http2.timer(TokioTimer::new());
    http2.max_concurrent_streams(limits.h2_streams);
    http2.max_pending_accept_reset_streams(limits.h2_pending_resets);
    http2.initial_stream_window_size(limits.h2_stream_window);
    http2.initial_connection_window_size(limits.h2_connection_window);
    http2.max_send_buf_size(limits.h2_send_buffer);
    http2.max_header_list_size(u32::try_from(list).unwrap_or(u32::MAX));
    http2.keep_alive_interval(limits.h2_ping_interval);
    http2.keep_alive_timeout(limits.h2_ping_time);
    http2
}

/// Runs HTTP/2 streams as tasks of the connection's own thread.
#[derive(Debug, Clone, Copy)]
pub(super) struct LocalExecutor;

impl<F: Future<Output = ()> + 'static> hyper::rt::Executor<F> for LocalExecutor {
    fn execute(&self, stream: F) {
        tokio::task::spawn_local(stream);
    }
}

/// Counts a connection while it is open.
struct Open<S: Serve> {
    count: Rc<Cell<usize>>,
    service: Rc<S>,
}

impl<S: Serve> Open<S> {
    fn begin(count: &Rc<Cell<usize>>, service: Rc<S>) -> Self {
        count.set(count.get().saturating_add(1));
        service.connection_opened();
        Self {
            count: count.clone(),
            service,
        }
    }
}

impl<S: Serve> Drop for Open<S> {
    fn drop(&mut self) {
        self.count.set(self.count.get().saturating_sub(1));
        self.service.connection_closed();
    }
}

async fn within<T>(time: Duration, work: impl Future<Output = Option<T>>) -> Option<T> {
    tokio::time::timeout(time, work).await.ok().flatten()
}

/// Reads a PROXY protocol header and not one byte more.
async fn proxy_header(socket: &mut TcpStream, limit: usize) -> Option<Proxied> {
    let mut bytes = Vec::new();
    loop {
        match proxy_protocol::parse(&bytes, limit) {
            Parsed::Header { proxied, .. } => return Some(proxied),
            Parsed::NeedMore { at_least } => {
                let wanted = u64::try_from(at_least).ok()?;
                if (&mut *socket).take(wanted).read_buf(&mut bytes).await.ok()? == 0 {
                    return None;
                }
            }
            Parsed::Malformed => return None,
        }
    }
}

/// Reads until it is clear whether the client speaks HTTP/2 by prior knowledge; `None` if it leaves before.
async fn preface(socket: &mut TcpStream) -> Option<(BytesMut, bool)> {
    let mut early = BytesMut::with_capacity(EARLY_BYTES);
    loop {
        if socket.read_buf(&mut early).await.ok()? == 0 {
            return None;
        }
        let seen = early.len().min(H2_PREFACE.len());
        if early.get(..seen) != H2_PREFACE.get(..seen) {
            return Some((early, false));
        }
        if seen == H2_PREFACE.len() {
            return Some((early, true));
        }
    }
}
