//! What functions print, line by line.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use portcullis_core::Timestamp;

use crate::limits::{LOG_CALL_BYTES_MAX, LOG_LINE_BYTES_MAX, LOG_TAIL_BYTES};

/// A line of a function's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The log group.
    pub group: Arc<str>,
    /// The worker's stream in it.
    pub stream: Arc<str>,
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
    group: Arc<str>,
    stream: Arc<str>,
    sink: Arc<dyn LogSink>,
    now: fn() -> Timestamp,
    call: Mutex<CallLog>,
}

/// Of the call that runs.
#[derive(Debug, Default)]
struct CallLog {
    taken: usize,
    tail: VecDeque<u8>,
}

impl WorkerLog {
    pub(crate) fn new(group: &str, stream: String, sink: Arc<dyn LogSink>, now: fn() -> Timestamp) -> Self {
        Self {
            group: group.into(),
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
    pub(crate) fn begin(&self) {
        *self.lock() = CallLog::default();
    }

    /// The end of the call's log.
    pub(crate) fn tail(&self) -> Bytes {
        self.lock().tail.iter().copied().collect()
    }

    /// Takes what was printed up to an end of line.
    pub(crate) fn printed(&self, line: &[u8]) {
        for piece in line.chunks(LOG_LINE_BYTES_MAX) {
            let text = String::from_utf8_lossy(piece);
            // A runtime joins the lines of one record with carriage returns.
            self.say(text.trim_end_matches('\r').replace('\r', "\n"));
        }
    }

    /// Takes a line.
    pub(crate) fn say(&self, text: String) {
        let text = {
            let mut call = self.lock();
            let before = call.taken;
            call.taken = call.taken.saturating_add(text.len() + 1);
            if call.taken > LOG_CALL_BYTES_MAX {
                if before > LOG_CALL_BYTES_MAX {
                    return;
                }
                format!(
                    "[the rest of this call's log is left out: it has more than {LOG_CALL_BYTES_MAX} bytes]"
                )
            } else {
                text
            }
        };
        {
            let mut call = self.lock();
            call.tail.extend(text.bytes().chain([b'\n']));
            let extra = call.tail.len().saturating_sub(LOG_TAIL_BYTES);
            call.tail.drain(..extra);
        }
        self.sink.line(LogLine {
            group: Arc::clone(&self.group),
            stream: Arc::clone(&self.stream),
            time: (self.now)(),
            text,
        });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, CallLog> {
        self.call.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
