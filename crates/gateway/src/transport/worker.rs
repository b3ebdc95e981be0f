//! A data-plane thread: its runtime, its listening sockets, its connections from the accept to the drain.

use std::cell::Cell;
use std::io;
use std::net::TcpListener as StdListener;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior};

use super::activity::Sweep;
use super::connection::Listener;
use super::h1::buffers::Buffers;
use super::serve::{Acceptor, Refusal, Serve};
use super::tls::ServerTls;
use crate::config::{Limits, PrivateListener, SourceRule};

/// Pause after an accept that failed for want of memory or file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);
/// How often the service's own sweep runs.
const SERVICE_SWEEP: Duration = Duration::from_secs(1);
/// How often a draining thread looks whether its connections are gone.
const DRAIN_LOOK: Duration = Duration::from_millis(5);

/// What a thread is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Accept and serve.
    Serving,
    /// Accept no more, finish what runs until then, cut the rest.
    Draining(Instant),
}

/// One listener's share for one thread.
#[derive(Debug)]
pub(super) struct Share {
    pub(super) index: usize,
    pub(super) socket: StdListener,
    pub(super) address: std::net::SocketAddr,
    pub(super) source: SourceRule,
    pub(super) trust_forwarded_scheme: bool,
    pub(super) private: Option<PrivateListener>,
    pub(super) tls: Option<ServerTls>,
}

/// What a thread is started with.
#[derive(Debug)]
pub(super) struct Worker {
    pub(super) shares: Vec<Share>,
    pub(super) limits: Limits,
    pub(super) phase: watch::Receiver<Phase>,
    /// Open connections of all threads.
    pub(super) open: Arc<AtomicUsize>,
    /// Connections that were accepted elsewhere; the first thread takes them all.
    pub(super) handed: Option<mpsc::Receiver<Handed>>,
}

/// A connection that was accepted elsewhere and of which nothing was read.
#[derive(Debug)]
pub(crate) struct Handed {
    pub(crate) stream: std::net::TcpStream,
    pub(crate) peer: std::net::SocketAddr,
}

impl Worker {
    /// Serves until the drain is over. Returns the number of connections that were cut.
    pub(super) async fn run<S: Serve>(self, service: Rc<S>) -> io::Result<usize> {
        let Self {
            shares,
            limits,
            mut phase,
            open,
            handed,
        } = self;
        let sweep = Sweep::new(&limits);
        let here = Rc::new(Cell::new(0usize));
        let buffers = Rc::new(Buffers::default());
        let mut accepting = Vec::with_capacity(shares.len());
        for share in shares {
            let socket = TcpListener::from_std(share.socket)?;
            let listener = Rc::new(Listener {
                index: share.index,
                address: share.address,
                source: share.source,
                trust_forwarded_scheme: share.trust_forwarded_scheme,
                limits: limits.of_listener(share.private.is_some()),
                private: share.private,
            });
            let acceptor = Acceptor::new(
                listener,
                share.tls,
                service.clone(),
                sweep.clone(),
                here.clone(),
                buffers.clone(),
            );
            accepting.push(tokio::task::spawn_local(accept(
                socket,
                Rc::new(acceptor),
                open.clone(),
                limits.connections,
            )));
        }
        if let Some(handed) = handed {
            // Whoever hands a connection over speaks for it: the address it has seen is the client's.
            let listener = Rc::new(Listener {
                index: usize::MAX,
                address: std::net::SocketAddr::from(([0, 0, 0, 0], 0)),
                source: SourceRule::SocketPeer,
                trust_forwarded_scheme: false,
                limits: limits.clone(),
                private: None,
            });
            let acceptor = Acceptor::new(
                listener,
                None,
                service.clone(),
                sweep.clone(),
                here.clone(),
                buffers.clone(),
            );
            let taking = take_handed(handed, Rc::new(acceptor), open.clone(), limits.connections);
            // First, so that at the end the listeners close last: once nobody answers there, the drain has begun.
            accepting.insert(0, tokio::task::spawn_local(taking));
        }
        let began = Instant::now();
        let mut ticks = tokio::time::interval(sweep.interval());
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut service_swept = began;
        let deadline = loop {
            tokio::select! {
                now = ticks.tick() => {
                    sweep.run(now.saturating_duration_since(began));
                    if now.saturating_duration_since(service_swept) >= SERVICE_SWEEP {
                        service_swept = now;
                        service.sweep();
                    }
                }
                changed = phase.changed() => {
                    // The handle is gone: nobody can end this thread any more, so it ends itself.
                    if changed.is_err() {
                        break Instant::now();
                    }
                    if let Phase::Draining(deadline) = *phase.borrow_and_update() {
                        break deadline;
                    }
                }
            }
        };
        stop_accepting(accepting).await;
        sweep.drain();
        let mut look = tokio::time::interval(DRAIN_LOOK);
        while here.get() > 0 && look.tick().await < deadline {
            sweep.run(began.elapsed());
            // A connection that was accepted in the last moment is told as well.
            sweep.drain();
        }
        Ok(here.get())
    }
}

/// Closes the listening sockets, the connections waiting in them taken first.
async fn stop_accepting(accepting: Vec<JoinHandle<()>>) {
    // Tasks that are ready run before this one goes on: what already waits is accepted.
    tokio::task::yield_now().await;
    for task in accepting {
        task.abort();
        let _aborted = task.await;
    }
}

async fn accept<S: Serve>(
    socket: TcpListener,
    acceptor: Rc<Acceptor<S>>,
    open: Arc<AtomicUsize>,
    limit: usize,
) {
    loop {
        match socket.accept().await {
            Ok((stream, peer)) => match Ticket::take(&open, limit) {
                Some(ticket) => {
                    tokio::task::spawn_local(acceptor.clone().run(stream, peer, ticket));
                }
                None => refuse(stream, &acceptor),
            },
            Err(error) if is_of_one_connection(&error) => {}
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

async fn take_handed<S: Serve>(
    mut handed: mpsc::Receiver<Handed>,
    acceptor: Rc<Acceptor<S>>,
    open: Arc<AtomicUsize>,
    limit: usize,
) {
    while let Some(Handed { stream, peer }) = handed.recv().await {
        // A socket that cannot be taken is closed by dropping it.
        let Ok(stream) = TcpStream::from_std(stream) else {
            continue;
        };
        match Ticket::take(&open, limit) {
            Some(ticket) => {
                tokio::task::spawn_local(acceptor.clone().run(stream, peer, ticket));
            }
            None => refuse(stream, &acceptor),
        }
    }
}

fn refuse<S: Serve>(stream: TcpStream, acceptor: &Acceptor<S>) {
    drop(stream);
    acceptor.service.connection_refused(Refusal::TooMany);
}

/// Errors that say something about the connection that was to be accepted, not about the socket.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}

/// A connection's place among all that may be open.
pub(super) struct Ticket(Arc<AtomicUsize>);

impl Ticket {
    fn take(open: &Arc<AtomicUsize>, limit: usize) -> Option<Self> {
        let ticket = Self(open.clone());
        // Dropped, and so given back, if it was one too many.
        (open.fetch_add(1, Ordering::Relaxed) < limit).then_some(ticket)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
