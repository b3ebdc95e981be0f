//! The upstream: prepared answers, and event streams at a fixed pace.
//!
//! | path (a leading `/prod` is ignored) | answer |
//! | --- | --- |
//! | `/bytes/100`, `/bytes/4096`, `/bytes/1048576` | that many bytes, with a length |
//! | `/echo` | `{"ok":true}`; the request body (with a length) is read and dropped |
//! | `/sse` | events without end, one every [`EVENT_PERIOD_MS`] on each stream, the streams spread over the period |
//! | `/idle` | one event at once, then nothing until `/control/broadcast` |
//! | `/control/broadcast` | sends one event on each idle stream; answers how many |
//! | `/control/streams` | how many idle streams are open |

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use memchr::memmem;
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};

use crate::arguments::Arguments;

/// Milliseconds between two events of one stream: 500 events a second, several times a fast language model.
pub const EVENT_PERIOD_MS: u64 = 2;
/// One event, shaped like one token of a chat answer; the streams carry nothing else, so bytes count events.
pub const EVENT: &str = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" token\"}}]}\n\n";
/// The longest request head taken, in bytes.
const HEAD_BYTES_MAX: usize = 16 * 1024;
const LISTENER: Token = Token(usize::MAX);

/// What a connection is used for.
#[derive(PartialEq)]
enum Role {
    Requests,
    Events,
    Idle,
}

struct Connection {
    socket: TcpStream,
    role: Role,
    /// Request bytes not understood yet.
    inbox: Vec<u8>,
    /// Bytes of a request body still to drop before the answer is due.
    body_left: usize,
    /// The answer being written, and how far it is.
    outbox: Option<(Rc<[u8]>, usize)>,
    /// The answer to send when the request body has been read.
    due: Option<Rc<[u8]>>,
}

struct Answers {
    by_path: BTreeMap<&'static str, Rc<[u8]>>,
    stream_head: Rc<[u8]>,
    stream_head_and_event: Rc<[u8]>,
    event: Rc<[u8]>,
    not_found: Rc<[u8]>,
}

/// Serves until killed.
pub fn serve(arguments: &mut Arguments) -> Result<()> {
    let address: SocketAddr = arguments.required("listen")?;
    arguments.finish()?;
    let listener = {
        let socket =
            socket2::Socket::new(socket2::Domain::for_address(address), socket2::Type::STREAM, None)?;
        socket
            .bind(&address.into())
            .with_context(|| format!("cannot listen on {address}"))?;
        socket.listen(4096)?;
        socket.set_nonblocking(true)?;
        TcpListener::from_std(socket.into())
    };
    println!("listening {}", listener.local_addr()?);
    Upstream {
        answers: Answers::new(),
        connections: Vec::new(),
        free: Vec::new(),
        scratch: vec![0; 64 * 1024],
    }
    .run(listener)
}

struct Upstream {
    answers: Answers,
    connections: Vec<Option<Connection>>,
    free: Vec<usize>,
    scratch: Vec<u8>,
}

impl Upstream {
    fn run(mut self, mut listener: TcpListener) -> Result<()> {
        let mut poll = Poll::new()?;
        poll.registry()
            .register(&mut listener, LISTENER, Interest::READABLE)?;
        let mut events = Events::with_capacity(1024);
        let mut streams: Vec<usize> = Vec::new();
        let mut next_tick = Instant::now();
        let mut tick: u64 = 0;
        loop {
            let wait = (!streams.is_empty()).then(|| next_tick.saturating_duration_since(Instant::now()));
            match poll.poll(&mut events, wait) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            }
            for event in &events {
                if event.token() == LISTENER {
                    self.accept(&listener, &poll)?;
                    continue;
                }
                let Token(id) = event.token();
                let alive = self.progress(id, event.is_read_closed());
                if !alive {
                    self.connections[id] = None;
                    self.free.push(id);
                    streams.retain(|stream| *stream != id);
                } else if self.role(id) == Some(&Role::Events) && !streams.contains(&id) {
                    if streams.is_empty() {
                        next_tick = Instant::now();
                    }
                    streams.push(id);
                }
            }
            let now = Instant::now();
            if streams.is_empty() || now < next_tick {
                continue;
            }
            // A late tick is not made up for: a burst would be cheaper per event than what the pace promises.
            next_tick = (next_tick + Duration::from_millis(1)).max(now);
            tick += 1;
            for id in streams
                .iter()
                .copied()
                .filter(|id| (*id as u64 + tick).is_multiple_of(EVENT_PERIOD_MS))
            {
                let event = Rc::clone(&self.answers.event);
                if let Some(connection) = self.connections[id].as_mut() {
                    // A stream that does not take its last event yet misses this one; a dead one is seen on reading.
                    let _ = connection.flush().map(|()| connection.send(&event));
                }
            }
        }
    }

    fn role(&self, id: usize) -> Option<&Role> {
        self.connections
            .get(id)?
            .as_ref()
            .map(|connection| &connection.role)
    }

    fn accept(&mut self, listener: &TcpListener, poll: &Poll) -> Result<()> {
        loop {
            let (mut socket, _) = match listener.accept() {
                Ok(accepted) => accepted,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => continue,
                Err(error) => return Err(error).context("cannot accept"),
            };
            socket.set_nodelay(true)?;
            let id = self.free.pop().unwrap_or_else(|| {
                self.connections.push(None);
                self.connections.len() - 1
            });
            poll.registry()
                .register(&mut socket, Token(id), Interest::READABLE | Interest::WRITABLE)?;
            self.connections[id] = Some(Connection {
                socket,
                role: Role::Requests,
                inbox: Vec::new(),
                body_left: 0,
                outbox: None,
                due: None,
            });
        }
    }

    /// Reads and writes what is possible; `false` when the connection is over.
    fn progress(&mut self, id: usize, read_closed: bool) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let alive = self.progress_with(id, read_closed, &mut scratch).unwrap_or(false);
        self.scratch = scratch;
        alive
    }

    fn progress_with(&mut self, id: usize, read_closed: bool, scratch: &mut [u8]) -> Result<bool> {
        let Some(mut connection) = self.connections.get_mut(id).and_then(Option::take) else {
            return Ok(true);
        };
        connection.flush()?;
        loop {
            let count = match connection.socket.read(scratch) {
                Ok(0) => return Ok(false),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error.into()),
            };
            self.take(&mut connection, &scratch[..count])?;
            // Edge-triggered: a short read has emptied the socket, unless its end is already known to be behind.
            if count < scratch.len() && !read_closed {
                break;
            }
        }
        self.connections[id] = Some(connection);
        Ok(true)
    }

    /// Understands request bytes and answers what is complete.
    fn take(&mut self, connection: &mut Connection, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            if connection.body_left > 0 {
                let used = connection.body_left.min(bytes.len());
                connection.body_left -= used;
                bytes = &bytes[used..];
            } else {
                let before = connection.inbox.len();
                connection.inbox.extend_from_slice(bytes);
                let Some(end) = memmem::find(&connection.inbox, b"\r\n\r\n") else {
                    if connection.inbox.len() > HEAD_BYTES_MAX {
                        bail!("the request head is over {HEAD_BYTES_MAX} bytes");
                    }
                    return Ok(());
                };
                let head = std::mem::take(&mut connection.inbox);
                bytes = &bytes[end + 4 - before..];
                let head = std::str::from_utf8(&head[..end])?;
                connection.body_left = content_length(head)?;
                connection.due = Some(self.answer(connection, head)?);
            }
            if connection.body_left == 0
                && let Some(answer) = connection.due.take()
            {
                connection.send(&answer)?;
            }
        }
        Ok(())
    }

    fn answer(&mut self, connection: &mut Connection, head: &str) -> Result<Rc<[u8]>> {
        let path = head.split(' ').nth(1).context("the request has no path")?;
        let path = path.strip_prefix("/prod").unwrap_or(path);
        Ok(match path {
            "/sse" => {
                connection.role = Role::Events;
                Rc::clone(&self.answers.stream_head)
            }
            "/idle" => {
                connection.role = Role::Idle;
                Rc::clone(&self.answers.stream_head_and_event)
            }
            "/control/broadcast" => {
                let event = Rc::clone(&self.answers.event);
                let idle = self
                    .connections
                    .iter_mut()
                    .flatten()
                    .filter(|c| c.role == Role::Idle);
                let sent = idle.map(|c| c.send(&event)).filter(|sent| sent.is_ok()).count();
                with_length(sent.to_string().as_bytes())
            }
            "/control/streams" => {
                let open = self
                    .connections
                    .iter()
                    .flatten()
                    .filter(|c| c.role == Role::Idle)
                    .count();
                with_length(open.to_string().as_bytes())
            }
            other => Rc::clone(self.answers.by_path.get(other).unwrap_or(&self.answers.not_found)),
        })
    }
}

impl Connection {
    /// Writes as much as fits and keeps the rest; while a rest is kept, more is dropped silently only for events.
    fn send(&mut self, bytes: &Rc<[u8]>) -> Result<()> {
        if self.outbox.is_some() {
            if self.role == Role::Events {
                return Ok(());
            }
            bail!("a request came before the last answer was taken");
        }
        self.outbox = Some((Rc::clone(bytes), 0));
        self.flush()
    }

    fn flush(&mut self) -> Result<()> {
        let Some((bytes, at)) = &mut self.outbox else {
            return Ok(());
        };
        while *at < bytes.len() {
            match self.socket.write(&bytes[*at..]) {
                Ok(count) => *at += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        self.outbox = None;
        Ok(())
    }
}

impl Answers {
    fn new() -> Self {
        let stream_head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\
                           Transfer-Encoding: chunked\r\n\r\n";
        let event = format!("{:x}\r\n{EVENT}\r\n", EVENT.len());
        let filled = |count: usize| with_length(&vec![b'x'; count]);
        Self {
            by_path: BTreeMap::from([
                ("/bytes/100", filled(100)),
                ("/bytes/4096", filled(4096)),
                ("/bytes/1048576", filled(1024 * 1024)),
                ("/echo", with_length(b"{\"ok\":true}")),
            ]),
            stream_head: stream_head.as_bytes().into(),
            stream_head_and_event: format!("{stream_head}{event}").as_bytes().into(),
            event: event.as_bytes().into(),
            not_found: b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                .as_slice()
                .into(),
        }
    }
}

fn with_length(body: &[u8]) -> Rc<[u8]> {
    let mut bytes = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes.into()
}

/// The length of the request body: what `content-length` says, else 0; a chunked body is refused.
fn content_length(head: &str) -> Result<usize> {
    let mut length = 0;
    for line in head.split("\r\n").skip(1) {
        let Some((name, value)) = line.split_once(':') else {
            bail!("bad header line `{line}`")
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().context("bad content-length")?;
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            bail!("this upstream takes request bodies with a length only");
        }
    }
    Ok(length)
}
