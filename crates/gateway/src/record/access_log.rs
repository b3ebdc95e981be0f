//! The access log: lines are made on the data-plane threads and written by one thread of their own.
//!
//! Each data-plane thread collects lines in a bounded buffer; the writer takes the buffers several times a second. A full
//! buffer drops lines and counts them: a slow disk must not slow requests down.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use super::{DecisionRecord, FormatError, format::ContextFormat};
use crate::snapshot::CompiledStage;

/// How long a line waits to be written, at most.
const FLUSH_INTERVAL: Duration = Duration::from_millis(100);

/// The format to write and where to.
#[derive(Debug, Clone)]
pub struct AccessLogSettings {
    /// What a line holds.
    pub format: AccessLogFormat,
    /// Where lines go.
    pub target: AccessLogTarget,
    /// Bytes that may wait to be written, for each thread. Default 4 MiB.
    pub pending_bytes_max: usize,
}

impl AccessLogSettings {
    /// With the default limit.
    pub fn new(format: AccessLogFormat, target: AccessLogTarget) -> Self {
        Self {
            format,
            target,
            pending_bytes_max: 4 * 1024 * 1024,
        }
    }
}

/// What a line of the access log holds.
#[derive(Debug, Clone)]
pub struct AccessLogFormat(Inner);

#[derive(Debug, Clone)]
enum Inner {
    Json,
    Context(ContextFormat),
}

impl AccessLogFormat {
    /// The whole decision record as JSON.
    pub fn json() -> Self {
        Self(Inner::Json)
    }

    /// A format of AWS's: text with `$context.NAME`.
    pub fn context(format: &str) -> Result<Self, FormatError> {
        ContextFormat::new(format).map(|format| Self(Inner::Context(format)))
    }
}

/// Where the access log goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessLogTarget {
    /// Standard output.
    Stdout,
    /// A file that is appended to, and opened again when asked to.
    File(PathBuf),
}

/// The access log cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum AccessLogError {
    /// The file cannot be opened.
    #[error("cannot open the access log `{path}`")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// No thread to write it.
    #[error("cannot start the access log's writer")]
    Thread(#[source] io::Error),
}

/// Lines of one data-plane thread that wait for the writer.
#[derive(Debug)]
pub(crate) struct LogLines {
    waiting: Mutex<Waiting>,
    pending_bytes_max: usize,
    dropped: Arc<AtomicU64>,
}

#[derive(Debug, Default)]
struct Waiting {
    lines: String,
    scratch: String,
}

impl LogLines {
    /// Adds the line of a finished request.
    pub(crate) fn write(
        &self,
        format: &AccessLogFormat,
        record: &DecisionRecord,
        stage: Option<&CompiledStage>,
    ) {
        let mut waiting = lock(&self.waiting);
        let Waiting { lines, scratch } = &mut *waiting;
        let before = lines.len();
        let written = match &format.0 {
            Inner::Context(format) => {
                format.write(record, stage, scratch, lines);
                true
            }
            Inner::Json => match serde_json::to_string(record) {
                Ok(json) => {
                    lines.push_str(&json);
                    true
                }
                Err(_) => false,
            },
        };
        lines.push('\n');
        if !written || lines.len() > self.pending_bytes_max {
            lines.truncate(before);
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The running access log.
#[derive(Debug)]
pub(crate) struct AccessLog {
    lines: Vec<Arc<LogLines>>,
    dropped: Arc<AtomicU64>,
    commands: Sender<Command>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
enum Command {
    Reopen,
    Finish,
}

impl AccessLog {
    pub(crate) fn start(settings: &AccessLogSettings, threads: usize) -> Result<Self, AccessLogError> {
        let sink = Sink::open(&settings.target)?;
        let dropped = Arc::<AtomicU64>::default();
        let lines: Vec<_> = (0..threads)
            .map(|_| {
                Arc::new(LogLines {
                    waiting: Mutex::default(),
                    pending_bytes_max: settings.pending_bytes_max,
                    dropped: Arc::clone(&dropped),
                })
            })
            .collect();
        let (commands, received) = channel();
        let writer = Writer {
            sink,
            target: settings.target.clone(),
            lines: lines.clone(),
            dropped: Arc::clone(&dropped),
        };
        let writer = std::thread::Builder::new()
            .name("access-log".to_owned())
            .spawn(move || writer.run(&received))
            .map_err(AccessLogError::Thread)?;
        Ok(Self {
            lines,
            dropped,
            commands,
            writer: Mutex::new(Some(writer)),
        })
    }

    pub(crate) fn lines(&self, thread: usize) -> Option<Arc<LogLines>> {
        self.lines.get(thread).map(Arc::clone)
    }

    pub(crate) fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    pub(crate) fn reopen(&self) {
        // A writer that is gone has nothing to open.
        let _ = self.commands.send(Command::Reopen);
    }

    pub(crate) fn finish(&self) {
        let _ = self.commands.send(Command::Finish);
        if let Some(writer) = lock(&self.writer).take() {
            let _ = writer.join();
        }
    }
}

impl Drop for AccessLog {
    fn drop(&mut self) {
        self.finish();
    }
}

struct Writer {
    sink: Sink,
    target: AccessLogTarget,
    lines: Vec<Arc<LogLines>>,
    dropped: Arc<AtomicU64>,
}

impl Writer {
    fn run(mut self, commands: &Receiver<Command>) {
        let mut taken = String::new();
        loop {
            let command = commands.recv_timeout(FLUSH_INTERVAL);
            // What was logged before the command goes where it was meant to go.
            self.flush(&mut taken);
            match command {
                Err(RecvTimeoutError::Timeout) => {}
                // If the new file cannot be opened the old one goes on: losing the log would be worse.
                Ok(Command::Reopen) => {
                    if let Ok(sink) = Sink::open(&self.target) {
                        self.sink = sink;
                    }
                }
                Ok(Command::Finish) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn flush(&mut self, taken: &mut String) {
        for lines in &self.lines {
            taken.clear();
            std::mem::swap(&mut lock(&lines.waiting).lines, taken);
            if !taken.is_empty() && self.sink.write(taken.as_bytes()).is_err() {
                let count = taken.bytes().filter(|byte| *byte == b'\n').count();
                self.dropped.fetch_add(count as u64, Ordering::Relaxed);
            }
        }
    }
}

enum Sink {
    Stdout(io::Stdout),
    File(File),
}

impl Sink {
    fn open(target: &AccessLogTarget) -> Result<Self, AccessLogError> {
        match target {
            AccessLogTarget::Stdout => Ok(Self::Stdout(io::stdout())),
            AccessLogTarget::File(path) => OpenOptions::new()
                .create(true)
                .append(true)
                .open(path)
                .map(Self::File)
                .map_err(|source| AccessLogError::Open {
                    path: path.clone(),
                    source,
                }),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.write_all(bytes).and_then(|()| stdout.flush()),
            Self::File(file) => file.write_all(bytes),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of this test's own, removed at its end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            Self(std::env::temp_dir().join(format!("portcullis-access-log-{}-{name}", std::process::id())))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    fn record(status: u16) -> DecisionRecord {
        DecisionRecord {
            status,
            ..DecisionRecord::default()
        }
    }

    fn settings(file: &Scratch) -> AccessLogSettings {
        let format = AccessLogFormat::context("$context.status $context.requestId").unwrap();
        AccessLogSettings::new(format, AccessLogTarget::File(file.0.clone()))
    }

    #[test]
    fn lines_of_all_threads_are_written_and_a_moved_file_is_followed() {
        let (file, moved) = (Scratch::new("follow"), Scratch::new("moved"));
        let settings = settings(&file);
        let log = AccessLog::start(&settings, 2).unwrap();
        log.lines(0).unwrap().write(&settings.format, &record(200), None);
        std::fs::rename(&file.0, &moved.0).unwrap();
        log.reopen();
        // The command is handled in order: what comes after it is in the new file, or in the old if written before.
        log.lines(1).unwrap().write(&settings.format, &record(403), None);
        log.finish();
        let read = |file: &Scratch| std::fs::read_to_string(&file.0).unwrap();
        let all = read(&moved) + &read(&file);
        assert!(read(&moved).starts_with("200 00000000-"), "{all}");
        assert_eq!(all.lines().count(), 2, "{all}");
    }

    #[test]
    fn what_does_not_fit_is_dropped_and_counted() {
        let file = Scratch::new("drop");
        let mut settings = settings(&file);
        settings.pending_bytes_max = 50;
        let dropped = Arc::<AtomicU64>::default();
        let lines = LogLines {
            waiting: Mutex::default(),
            pending_bytes_max: 50,
            dropped: Arc::clone(&dropped),
        };
        lines.write(&settings.format, &record(200), None);
        lines.write(&settings.format, &record(201), None);
        assert_eq!(dropped.load(Ordering::Relaxed), 1);
        assert!(lock(&lines.waiting).lines.starts_with("200 "));
    }

    #[test]
    fn records_are_logged_as_json_that_reads_back() {
        let lines = LogLines {
            waiting: Mutex::default(),
            pending_bytes_max: 1 << 20,
            dropped: Arc::default(),
        };
        let mut logged = record(403);
        logged.user_agent.push(&http::HeaderValue::from_static("a"));
        lines.write(&AccessLogFormat::json(), &logged, None);
        let text = lock(&lines.waiting).lines.clone();
        assert_eq!(
            serde_json::from_str::<DecisionRecord>(text.trim_end()).unwrap(),
            logged
        );
    }
}
