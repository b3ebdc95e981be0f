//! The measuring clients: keep-alive connections in a closed loop, or event streams held open.

use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

use crate::arguments::Arguments;
use crate::cpu;
use crate::decoder::Decoder;
use crate::upstream::EVENT;

/// How long nothing may arrive at all before the run fails.
const STALL: Duration = Duration::from_secs(5);

/// How long warming up may last until every connection has had an answer.
const WARM_MAX: Duration = Duration::from_secs(10);

/// What one run asks for.
struct Plan {
    to: SocketAddr,
    request: Vec<u8>,
    connections: usize,
    warm: Duration,
    measured: Duration,
    /// Event streams, or request after request with bodies of exactly this many bytes.
    expect: Expect,
    pids: Vec<u32>,
}

enum Expect {
    Body { bytes: u64 },
    Events,
}

struct Connection {
    socket: TcpStream,
    decoder: Decoder,
    /// Bytes of the request already written.
    written: usize,
    /// Body bytes of a stream counted so far.
    counted: u64,
}

/// What the measured part of a run did.
struct Measured {
    requests: u64,
    stream_bytes: u64,
}

/// Drives the load and prints one line of JSON: `count` of requests or events, `seconds`, `cpu_seconds`.
pub fn run(arguments: &mut Arguments) -> Result<()> {
    let plan = Plan::new(arguments)?;
    let mut clients = Clients::connect(&plan)?;
    let warm_until = Instant::now() + WARM_MAX.max(plan.warm);
    clients.drive(&plan, plan.warm)?;
    while clients.silent() > 0 {
        if Instant::now() > warm_until {
            bail!(
                "{} of {} connections had no answer in {WARM_MAX:?}",
                clients.silent(),
                plan.connections
            );
        }
        clients.drive(&plan, plan.warm)?;
    }
    let (begun, cpu_before) = (Instant::now(), cpu::seconds(&plan.pids)?);
    let measured = clients.drive(&plan, plan.measured)?;
    let (cpu_after, seconds) = (cpu::seconds(&plan.pids)?, begun.elapsed().as_secs_f64());
    let count = match plan.expect {
        Expect::Body { .. } => measured.requests,
        Expect::Events => measured.stream_bytes / EVENT.len() as u64,
    };
    if count == 0 {
        bail!("nothing was completed in {seconds:.1} s");
    }
    println!(
        "{}",
        serde_json::json!({ "count": count, "seconds": seconds, "cpu_seconds": cpu_after - cpu_before })
    );
    Ok(())
}

impl Plan {
    fn new(arguments: &mut Arguments) -> Result<Self> {
        let to: SocketAddr = arguments.required("to")?;
        let path: String = arguments.required("path")?;
        let host: Option<String> = arguments.optional("host")?;
        let post_bytes: Option<usize> = arguments.optional("post-bytes")?;
        let body_bytes: Option<u64> = arguments.optional("expect-bytes")?;
        let pids: Option<String> = arguments.optional("pids")?;
        let head: Option<String> = arguments.optional("head")?;
        let head = match head {
            Some(file) => std::fs::read_to_string(&file).with_context(|| format!("cannot read {file}"))?,
            None => String::new(),
        };
        let plan = Self {
            to,
            request: request(&host.unwrap_or_else(|| to.to_string()), &path, post_bytes, &head),
            connections: arguments.optional("connections")?.unwrap_or(64),
            warm: Duration::from_millis(arguments.optional("warm-ms")?.unwrap_or(500)),
            measured: Duration::from_secs_f64(arguments.optional("seconds")?.unwrap_or(2.0)),
            expect: body_bytes.map_or(Expect::Events, |bytes| Expect::Body { bytes }),
            pids: pids
                .unwrap_or_default()
                .split_terminator(',')
                .map(str::parse)
                .collect::<Result<_, _>>()?,
        };
        arguments.finish()?;
        Ok(plan)
    }
}

/// `head`: header lines, each with its end.
fn request(host: &str, path: &str, post_bytes: Option<usize>, head: &str) -> Vec<u8> {
    let headers = format!("Host: {host}\r\nUser-Agent: bench-load\r\nAccept: */*\r\n{head}");
    match post_bytes {
        None => format!("GET {path} HTTP/1.1\r\n{headers}\r\n").into_bytes(),
        Some(bytes) => format!(
            "POST {path} HTTP/1.1\r\n{headers}Content-Type: application/json\r\nContent-Length: {bytes}\r\n\r\n{}",
            "x".repeat(bytes)
        )
        .into_bytes(),
    }
}

struct Clients {
    poll: Poll,
    connections: Vec<Connection>,
    scratch: Vec<u8>,
    last_arrival: Instant,
}

impl Clients {
    fn connect(plan: &Plan) -> Result<Self> {
        let poll = Poll::new()?;
        let mut connections = Vec::with_capacity(plan.connections);
        for index in 0..plan.connections {
            let stream = std::net::TcpStream::connect_timeout(&plan.to, STALL)
                .with_context(|| format!("cannot connect to {}", plan.to))?;
            stream.set_nodelay(true)?;
            stream.set_nonblocking(true)?;
            let mut socket = TcpStream::from_std(stream);
            poll.registry()
                .register(&mut socket, Token(index), Interest::READABLE | Interest::WRITABLE)?;
            connections.push(Connection {
                socket,
                decoder: Decoder::new(),
                written: 0,
                counted: 0,
            });
        }
        Ok(Self {
            poll,
            connections,
            scratch: vec![0; 256 * 1024],
            last_arrival: Instant::now(),
        })
    }

    /// Keeps all connections busy for this long.
    fn drive(&mut self, plan: &Plan, duration: Duration) -> Result<Measured> {
        let end = Instant::now() + duration;
        let mut events = Events::with_capacity(256);
        let mut measured = Measured {
            requests: 0,
            stream_bytes: 0,
        };
        self.last_arrival = Instant::now();
        loop {
            let now = Instant::now();
            if now >= end {
                return Ok(measured);
            }
            if now - self.last_arrival > STALL {
                bail!("nothing arrived for {STALL:?}");
            }
            match self.poll.poll(&mut events, Some((end - now).min(STALL))) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            }
            for event in &events {
                let Token(index) = event.token();
                let connection = &mut self.connections[index];
                connection
                    .progress(plan, event.is_read_closed(), &mut self.scratch, &mut measured)
                    .with_context(|| format!("connection {index} to {}", plan.to))?;
            }
            if !events.is_empty() {
                self.last_arrival = Instant::now();
            }
        }
    }

    /// Connections without any answer so far.
    fn silent(&self) -> usize {
        self.connections
            .iter()
            .filter(|connection| connection.decoder.status() == 0)
            .count()
    }
}

impl Connection {
    fn progress(
        &mut self,
        plan: &Plan,
        read_closed: bool,
        scratch: &mut [u8],
        measured: &mut Measured,
    ) -> Result<()> {
        self.write(plan)?;
        loop {
            let count = match self.socket.read(scratch) {
                Ok(0) => bail!("the proxy closed the connection"),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            };
            let ended = self.decoder.feed(&scratch[..count])?;
            let status = self.decoder.status();
            if status != 200 && status != 0 {
                bail!(
                    "status {status}: {}",
                    String::from_utf8_lossy(&scratch[..count.min(400)])
                );
            }
            match (&plan.expect, ended) {
                (Expect::Events, true) => bail!("the stream ended"),
                (Expect::Events, false) => {
                    measured.stream_bytes += self.decoder.body_bytes() - self.counted;
                    self.counted = self.decoder.body_bytes();
                }
                (Expect::Body { bytes }, true) => {
                    if self.decoder.body_bytes() != *bytes {
                        bail!("a body of {} bytes instead of {bytes}", self.decoder.body_bytes());
                    }
                    measured.requests += 1;
                    self.written = 0;
                    self.write(plan)?;
                }
                (Expect::Body { .. }, false) => {}
            }
            // Edge-triggered: a short read has emptied the socket, unless its end is already known to be behind.
            if count < scratch.len() && !read_closed {
                return Ok(());
            }
        }
    }

    fn write(&mut self, plan: &Plan) -> Result<()> {
        while self.written < plan.request.len() {
            match self.socket.write(&plan.request[self.written..]) {
                Ok(count) => self.written += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}
