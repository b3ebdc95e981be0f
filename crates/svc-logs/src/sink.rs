//! Takes lines as they are printed, and writes them on a thread of its own.
//!
//! Who prints never waits: lines that come faster than the disk takes them are left out, and a line says how many.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use control::{Result, Tx};
use portcullis_core::Timestamp;
use store::Store;

use crate::{
    folder::{Event, GroupName, LogFolder},
    stored::SavedLogGroup,
};

/// Lines that may wait to be written.
const LINES_WAITING: usize = 8_192;

/// Lines that are written at once.
const LINES_AT_ONCE: usize = 1_024;

/// A line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinkLine {
    /// The group it belongs to; it is made with the first line.
    pub group: GroupName,
    /// The stream.
    pub stream: String,
    /// When it was printed, milliseconds since 1970.
    pub time_ms: i64,
    /// The text.
    pub text: String,
}

enum Message {
    Line(SinkLine),
    Flush(SyncSender<()>),
}

/// Takes lines. Dropping it writes what waits.
#[derive(Debug)]
pub struct Sink {
    lines: Option<SyncSender<Message>>,
    thread: Option<JoinHandle<()>>,
    lost: Arc<AtomicU64>,
}

impl Sink {
    /// Starts the thread.
    pub fn start(store: Arc<dyn Store>, folder: Arc<LogFolder>, now: fn() -> Timestamp) -> io::Result<Self> {
        let (lines, waiting) = sync_channel(LINES_WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let writer = Writer {
            store,
            folder,
            now,
            lost: Arc::clone(&lost),
            told: 0,
        };
        let thread = std::thread::Builder::new()
            .name("portcullis-logs".to_owned())
            .spawn(move || writer.run(&waiting))?;
        Ok(Self {
            lines: Some(lines),
            thread: Some(thread),
            lost,
        })
    }

    /// Takes a line. Does not wait.
    pub fn line(&self, line: SinkLine) {
        let taken = self
            .lines
            .as_ref()
            .is_some_and(|lines| lines.try_send(Message::Line(line)).is_ok());
        if !taken {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many lines were left out or could not be written.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    /// Waits until the lines that were taken before are written.
    pub fn flush(&self) {
        let (tell, told) = sync_channel(1);
        let asked = self
            .lines
            .as_ref()
            .is_some_and(|lines| lines.send(Message::Flush(tell)).is_ok());
        if asked {
            let _ = told.recv();
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        drop(self.lines.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Writer {
    store: Arc<dyn Store>,
    folder: Arc<LogFolder>,
    now: fn() -> Timestamp,
    lost: Arc<AtomicU64>,
    /// Of the lines left out, how many a line has told of.
    told: u64,
}

/// Lines that go to one stream.
type Batch = BTreeMap<(GroupName, String), Vec<Event>>;

impl Writer {
    fn run(mut self, waiting: &Receiver<Message>) {
        while let Ok(first) = waiting.recv() {
            let mut batch = Batch::new();
            let mut flushed = Vec::new();
            let more = std::iter::from_fn(|| waiting.try_recv().ok());
            for message in std::iter::once(first).chain(more).take(LINES_AT_ONCE) {
                match message {
                    Message::Line(line) => batch.entry((line.group, line.stream)).or_default().push(Event {
                        time_ms: line.time_ms,
                        message: line.text,
                    }),
                    Message::Flush(tell) => flushed.push(tell),
                }
            }
            for ((group, stream), events) in batch {
                self.write(&group, &stream, events);
            }
            for tell in flushed {
                let _ = tell.send(());
            }
        }
    }

    fn write(&mut self, group: &GroupName, stream: &str, mut events: Vec<Event>) {
        let now = (self.now)();
        let count = events.len() as u64;
        let lost = self.lost.load(Ordering::Relaxed);
        if lost > self.told {
            events.push(Event {
                time_ms: now.epoch_ms,
                message: format!(
                    "[{} lines of all logs were left out: they came faster than they could be written]",
                    lost - self.told
                ),
            });
            self.told = lost;
        }
        // A text is at least one character for the clients that read it.
        events.retain(|event| !event.message.is_empty());
        let written = self.ensure(group, now).is_ok()
            && self.folder.append(group, stream, &events, now.epoch_ms).is_ok();
        if !written {
            self.lost.fetch_add(count, Ordering::Relaxed);
        }
    }

    /// Makes the group, if it is not there.
    fn ensure(&self, group: &GroupName, now: Timestamp) -> Result<()> {
        let mut tx = Tx::new(&*self.store, &group.account, &group.region);
        if tx.get::<SavedLogGroup>(&group.group)?.is_some() {
            return Ok(());
        }
        tx.put(&group.group, "", &SavedLogGroup::new(&group.group, now))?;
        tx.commit().map(drop)
    }
}
