//! Very many event streams that stay quiet, each counted on its own.
//!
//! One process may hold fewer files than there are streams, so a part of them shares connections by HTTP/2 (without TLS,
//! prior knowledge). Steered by lines: prints `established N` when every stream has had its first event; on the line
//! `count` waits until every stream has had its second event or is over, and prints `{"arrived": N, "ended": N}`.

use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::arguments::Arguments;
use crate::decoder::Decoder;
use crate::idle_h2;
use crate::upstream::EVENT;

/// How long opening all streams may take.
const ESTABLISH_MAX: Duration = Duration::from_secs(180);
/// How long the second events may take to arrive after the line `count`.
const ARRIVE_MAX: Duration = Duration::from_secs(30);
/// Connections, or HTTP/2 streams, that are being opened at the same time.
const OPENING_MAX: usize = 64;

/// How far the streams are.
#[derive(Default)]
pub struct Progress {
    first: Cell<usize>,
    second: Cell<usize>,
    ended: Cell<usize>,
    /// Why the first of the ended ones ended.
    reason: Cell<Option<anyhow::Error>>,
    changed: Notify,
}

/// One stream's part in it.
pub struct Stream {
    progress: Rc<Progress>,
    bytes: u64,
    /// Given back when the first event is here, so that the next may open.
    opening: Option<OwnedSemaphorePermit>,
}

impl Stream {
    /// Body bytes arrived.
    pub fn arrived(&mut self, bytes: u64) {
        let event = EVENT.len() as u64;
        let (before, after) = (self.bytes / event, (self.bytes + bytes) / event);
        self.bytes += bytes;
        if before < 1 && after >= 1 {
            self.progress.first.set(self.progress.first.get() + 1);
            self.opening = None;
        }
        if before < 2 && after >= 2 {
            self.progress.second.set(self.progress.second.get() + 1);
        }
        self.progress.changed.notify_one();
    }

    /// The stream is over, which none should be.
    pub fn ended(self, reason: anyhow::Error) {
        self.progress.ended.set(self.progress.ended.get() + 1);
        let earlier = self.progress.reason.take();
        self.progress.reason.set(Some(earlier.unwrap_or(reason)));
        self.progress.changed.notify_one();
    }
}

/// Opens the streams and does as told.
pub fn idle(arguments: &mut Arguments) -> Result<()> {
    let to: SocketAddr = arguments.required("to")?;
    let path: String = arguments.required("path")?;
    let http1: usize = arguments.required("http1")?;
    let http2: usize = arguments.required("http2")?;
    let streams_per_connection: usize = arguments.optional("streams-per-connection")?.unwrap_or(100);
    arguments.finish()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        let progress = Rc::new(Progress::default());
        let opener = tokio::task::spawn_local(open(
            to,
            path,
            (http1, http2, streams_per_connection),
            Rc::clone(&progress),
        ));
        steer(&progress, http1 + http2).await?;
        opener.abort();
        Ok(())
    })
}

async fn open(
    to: SocketAddr,
    path: String,
    counts: (usize, usize, usize),
    progress: Rc<Progress>,
) -> Result<()> {
    let (http1, mut http2, streams_per_connection) = counts;
    let opening = Arc::new(Semaphore::new(OPENING_MAX));
    for _ in 0..http1 {
        let stream = next_stream(&progress, &opening).await?;
        tokio::task::spawn_local(hold_http1(to, path.clone(), stream));
    }
    while http2 > 0 {
        let connection = idle_h2::connect(to).await;
        for _ in 0..streams_per_connection.min(http2) {
            let stream = next_stream(&progress, &opening).await?;
            match &connection {
                Ok(sender) => {
                    tokio::task::spawn_local(idle_h2::hold(sender.clone(), to, path.clone(), stream));
                }
                Err(error) => stream.ended(anyhow::anyhow!("{error:#}")),
            }
            http2 -= 1;
        }
    }
    Ok(())
}

async fn next_stream(progress: &Rc<Progress>, opening: &Arc<Semaphore>) -> Result<Stream> {
    let permit = Arc::clone(opening).acquire_owned().await?;
    Ok(Stream {
        progress: Rc::clone(progress),
        bytes: 0,
        opening: Some(permit),
    })
}

async fn steer(progress: &Progress, count: usize) -> Result<()> {
    let established = progress.reach(|p| p.first.get() >= count || p.ended.get() > 0);
    let in_time = timeout(ESTABLISH_MAX, established).await.is_ok();
    if let Some(reason) = progress.reason.take() {
        return Err(reason.context(format!(
            "a stream ended with {} of {count} open",
            progress.first.get()
        )));
    }
    if !in_time {
        bail!(
            "only {} of {count} streams were open after {ESTABLISH_MAX:?}",
            progress.first.get()
        );
    }
    println!("established {count}");
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        if line != "count" {
            bail!("unknown line `{line}`: say `count`");
        }
        let all = progress.reach(|p| p.second.get() + p.ended.get() >= count);
        // Out of time: what has not arrived shows in the counts.
        let _ = timeout(ARRIVE_MAX, all).await;
        if let Some(reason) = progress.reason.take() {
            eprintln!("the first stream that ended: {reason:#}");
        }
        println!(
            "{}",
            serde_json::json!({ "arrived": progress.second.get(), "ended": progress.ended.get() })
        );
    }
    Ok(())
}

impl Progress {
    /// Waits until it is so.
    async fn reach(&self, so: impl Fn(&Self) -> bool) {
        while !so(self) {
            self.changed.notified().await;
        }
    }
}

/// One stream on its own HTTP/1.1 connection.
async fn hold_http1(to: SocketAddr, path: String, mut stream: Stream) {
    let reason = match read_http1(to, &path, &mut stream).await {
        Ok(()) => anyhow::anyhow!("the stream ended"),
        Err(error) => error,
    };
    stream.ended(reason);
}

async fn read_http1(to: SocketAddr, path: &str, stream: &mut Stream) -> Result<()> {
    let mut socket = TcpStream::connect(to)
        .await
        .with_context(|| format!("cannot connect to {to}"))?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {to}\r\nAccept: text/event-stream\r\n\r\n");
    socket.write_all(request.as_bytes()).await?;
    let (mut decoder, mut counted) = (Decoder::new(), 0);
    let mut buffer = [0; 1024];
    loop {
        let count = socket.read(&mut buffer).await?;
        if count == 0 {
            bail!("the connection was closed");
        }
        let ended = decoder.feed(buffer.get(..count).unwrap_or_default())?;
        if decoder.status() != 200 && decoder.status() != 0 {
            bail!(
                "status {}: {}",
                decoder.status(),
                String::from_utf8_lossy(&buffer[..count])
            );
        }
        stream.arrived(decoder.body_bytes() - counted);
        counted = decoder.body_bytes();
        if ended {
            return Ok(());
        }
    }
}
