//! What functions print, line by line.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use portcullis_core::Timestamp;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::sync::{mpsc, oneshot};

use crate::limits::{LOG_CALL_BYTES_MAX, LOG_FLUSH_TIME_MAX, LOG_LINE_BYTES_MAX, LOG_TAIL_BYTES};
use crate::spec::FunctionSpec;

/// A line of a function's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The function's ARN, without a version.
    pub function: Arc<str>,
    /// The log group.
    pub group: Arc<str>,
    /// The worker's stream in it.
    pub stream: Arc<str>,
    /// The call that ran when it was printed; `None` before the first and between two.
    pub request_id: Option<Arc<str>>,
    /// When it was read.
    pub time: Timestamp,
    /// The text, without its end.
    pub text: String,
}

/// Takes lines. Must not block for long: functions wait for it.
pub trait LogSink: Send + Sync + fmt::Debug {
    /// Takes one line.
    fn line(&self, line: LogLine);
}

/// The log of one worker.
#[derive(Debug)]
pub(crate) struct WorkerLog {
    function: Arc<str>,
    group: Arc<str>,
    stream: Arc<str>,
    sink: Arc<dyn LogSink>,
    now: fn() -> Timestamp,
    call: Mutex<CallLog>,
}

/// Of the call that runs.
#[derive(Debug, Default)]
struct CallLog {
    request_id: Option<Arc<str>>,
    taken: usize,
    tail: VecDeque<u8>,
}

impl WorkerLog {
    pub(crate) fn new(
        spec: &FunctionSpec,
        stream: String,
        sink: Arc<dyn LogSink>,
        now: fn() -> Timestamp,
    ) -> Self {
        Self {
            function: Arc::clone(&spec.arn),
            group: spec.log_group.as_str().into(),
            stream: stream.into(),
            sink,
            now,
            call: Mutex::default(),
        }
    }

    pub(crate) fn stream(&self) -> &str {
        &self.stream
    }

    /// A call begins: its log has all room again.
    pub(crate) fn begin(&self, request_id: &str) {
        *self.lock() = CallLog {
            request_id: Some(request_id.into()),
            ..CallLog::default()
        };
    }

    /// The call has ended: what comes now is of no call. The room is not given back until the next one.
    pub(crate) fn end(&self) {
        self.lock().request_id = None;
    }

    /// The end of the call's log.
    pub(crate) fn tail(&self) -> Bytes {
        self.lock().tail.iter().copied().collect()
    }

    /// Takes what was printed up to an end of line.
    fn printed(&self, line: &[u8]) {
        for piece in line.chunks(LOG_LINE_BYTES_MAX) {
            // What is beyond the room is not even read as text: there may be gigabytes of it.
            if self.lock().taken > LOG_CALL_BYTES_MAX {
                return;
            }
            let text = String::from_utf8_lossy(piece);
            // A runtime joins the lines of one record with carriage returns.
            self.printed_text(text.trim_end_matches('\r').replace('\r', "\n"));
        }
    }

    fn printed_text(&self, text: String) {
        let full = {
            let mut call = self.lock();
            call.taken = call.taken.saturating_add(text.len() + 1);
            call.taken > LOG_CALL_BYTES_MAX
        };
        if full {
            self.say(format!(
                "[the rest of this call's log is left out: it has more than {LOG_CALL_BYTES_MAX} bytes]"
            ));
        } else {
            self.say(text);
        }
    }

    /// Takes a line of the host itself, whatever room there is.
    pub(crate) fn say(&self, text: String) {
        let request_id = {
            let mut call = self.lock();
            call.tail.extend(text.bytes().chain([b'\n']));
            let extra = call.tail.len().saturating_sub(LOG_TAIL_BYTES);
            call.tail.drain(..extra);
            call.request_id.clone()
        };
        self.sink.line(LogLine {
            function: Arc::clone(&self.function),
            group: Arc::clone(&self.group),
            stream: Arc::clone(&self.stream),
            request_id,
            time: (self.now)(),
            text,
        });
    }

    fn lock(&self) -> MutexGuard<'_, CallLog> {
        self.call.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks the readers of a worker's output for what it has printed already, so that it belongs to the call that printed it.
#[derive(Debug, Default)]
pub(crate) struct Flush(Vec<mpsc::Sender<oneshot::Sender<()>>>);

impl Flush {
    /// Another reader's.
    pub(crate) fn add(&mut self) -> mpsc::Receiver<oneshot::Sender<()>> {
        let (sender, receiver) = mpsc::channel(1);
        self.0.push(sender);
        receiver
    }

    /// Returns when all that was printed is taken, or when that takes too long.
    pub(crate) async fn all(&self) {
        let all = async {
            let mut told = Vec::with_capacity(self.0.len());
            for reader in &self.0 {
                let (tell, done) = oneshot::channel();
                if reader.send(tell).await.is_ok() {
                    told.push(done);
                }
            }
            for done in told {
                let _ = done.await;
            }
        };
        let _ = tokio::time::timeout(LOG_FLUSH_TIME_MAX, all).await;
    }
}

/// Takes what a process prints, line by line; a line without an end is taken in pieces.
pub(crate) async fn read_lines(
    from: impl AsyncRead + Unpin,
    log: Arc<WorkerLog>,
    mut flushes: mpsc::Receiver<oneshot::Sender<()>>,
) {
    let mut reader = BufReader::with_capacity(LOG_LINE_BYTES_MAX, from);
    let mut lines = Lines {
        log,
        line: Vec::new(),
    };
    loop {
        let flush = tokio::select! {
            biased;
            read = reader.fill_buf() => {
                let Some(used) = lines.take(read) else { break };
                reader.consume(used);
                continue;
            }
            Some(flush) = flushes.recv() => flush,
        };
        // What is in the pipe may not have been told to this task yet: the runtime looks once more, then it is read.
        tokio::task::yield_now().await;
        loop {
            tokio::select! {
                biased;
                read = reader.fill_buf() => {
                    let Some(used) = lines.take(read) else { break };
                    reader.consume(used);
                }
                () = std::future::ready(()) => break,
            }
        }
        lines.flush();
        let _ = flush.send(());
    }
    lines.flush();
}

struct Lines {
    log: Arc<WorkerLog>,
    /// The beginning of a line.
    line: Vec<u8>,
}

impl Lines {
    /// Takes what was read; how much it was, `None` at the end.
    fn take(&mut self, read: std::io::Result<&[u8]>) -> Option<usize> {
        let read = read.ok().filter(|read| !read.is_empty())?;
        let mut rest = read;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, after) = rest.split_at(end);
            if self.line.is_empty() {
                self.log.printed(line);
            } else {
                self.line.extend_from_slice(line);
                self.log.printed(&self.line);
                self.line.clear();
            }
            rest = after.get(1..).unwrap_or_default();
        }
        self.line.extend_from_slice(rest);
        if self.line.len() >= LOG_LINE_BYTES_MAX {
            self.flush();
        }
        Some(read.len())
    }

    fn flush(&mut self) {
        if !self.line.is_empty() {
            self.log.printed(&self.line);
            self.line.clear();
        }
    }
}
