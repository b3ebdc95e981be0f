//! What functions print: the newest lines of each in memory, and all of them to the log groups.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use functions::{LogLine, LogSink};
use svc_logs::{GroupName, Sink, SinkLine};

/// Lines of one function that are kept.
const LINES_MAX: usize = 10_000;
/// Bytes of them.
const BYTES_MAX: usize = 1024 * 1024;
/// Functions whose lines are kept; the one that was silent longest goes first.
const FUNCTIONS_MAX: usize = 256;

/// What functions print.
#[derive(Debug, Default)]
pub(crate) struct FunctionLogs {
    /// Writes the log groups; `None` after the stop.
    sink: RwLock<Option<Sink>>,
    /// The newest lines.
    functions: Mutex<HashMap<Arc<str>, Ring>>,
}

#[derive(Debug, Default)]
struct Ring {
    lines: VecDeque<LogLine>,
    bytes: usize,
}

impl FunctionLogs {
    /// With what writes the log groups.
    pub(super) fn new(sink: Sink) -> Self {
        Self {
            sink: RwLock::new(Some(sink)),
            functions: Mutex::default(),
        }
    }

    /// Waits until what was printed is in the log groups.
    pub(super) fn flush(&self) {
        if let Some(sink) = &*self.sink.read().unwrap_or_else(PoisonError::into_inner) {
            sink.flush();
        }
    }

    /// Writes what is left; what comes later is in memory only.
    pub(super) fn finish(&self) {
        let sink = self.sink.write().unwrap_or_else(PoisonError::into_inner).take();
        drop(sink);
    }

    /// The newest lines of a function, by its name or ARN, oldest first; of all functions of that name, if it is a name. `None`
    /// where nothing is kept of it.
    pub(crate) fn newest(&self, function: &str, count: usize) -> Option<Vec<LogLine>> {
        let ending = format!(":function:{function}");
        let functions = self.lock();
        let mut found: Vec<LogLine> = Vec::new();
        let mut known = false;
        for (arn, ring) in functions.iter() {
            if **arn == *function || arn.ends_with(&ending) {
                known = true;
                let skipped = ring.lines.len().saturating_sub(count);
                found.extend(ring.lines.iter().skip(skipped).cloned());
            }
        }
        // Stable: lines of one worker stay in their order.
        found.sort_by_key(|line| line.time.epoch_ms);
        let skipped = found.len().saturating_sub(count);
        found.drain(..skipped);
        known.then_some(found)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Arc<str>, Ring>> {
        self.functions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LogSink for FunctionLogs {
    fn line(&self, line: LogLine) {
        if let (Some(group), Some(sink)) = (
            GroupName::beside(&line.function, &line.group),
            &*self.sink.read().unwrap_or_else(PoisonError::into_inner),
        ) {
            sink.line(SinkLine {
                group,
                stream: line.stream.to_string(),
                time_ms: line.time.epoch_ms,
                text: line.text.clone(),
            });
        }
        let mut functions = self.lock();
        if functions.len() >= FUNCTIONS_MAX && !functions.contains_key(&line.function) {
            let silent = functions
                .iter()
                .min_by_key(|(_, ring)| ring.lines.back().map(|line| line.time.epoch_ms))
                .map(|(arn, _)| Arc::clone(arn));
            if let Some(silent) = silent {
                functions.remove(&silent);
            }
        }
        let ring = functions.entry(Arc::clone(&line.function)).or_default();
        ring.bytes += line.text.len();
        ring.lines.push_back(line);
        while ring.lines.len() > LINES_MAX || ring.bytes > BYTES_MAX {
            let Some(oldest) = ring.lines.pop_front() else {
                break;
            };
            ring.bytes -= oldest.text.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use portcullis_core::Timestamp;

    use super::*;

    fn line(function: &str, epoch_ms: i64, text: &str) -> LogLine {
        LogLine {
            function: function.into(),
            group: "g".into(),
            stream: "s".into(),
            request_id: None,
            time: Timestamp { epoch_ms },
            text: text.to_owned(),
        }
    }

    fn texts(lines: Option<Vec<LogLine>>) -> Vec<String> {
        lines.unwrap().into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn the_newest_lines_of_a_function_are_kept() {
        let logs = FunctionLogs::default();
        let (one, other) = ("arn:aws:lambda:r:1:function:f", "arn:aws:lambda:r:2:function:f");
        logs.line(line(one, 1, "a"));
        logs.line(line(other, 2, "b"));
        logs.line(line(one, 3, "c"));
        assert_eq!(texts(logs.newest("f", 10)), ["a", "b", "c"]);
        assert_eq!(texts(logs.newest("f", 2)), ["b", "c"]);
        assert_eq!(texts(logs.newest(one, 10)), ["a", "c"]);
        assert_eq!(logs.newest("g", 10), None);
        assert_eq!(logs.newest("", 10), None);
    }

    #[test]
    fn neither_many_lines_nor_long_ones_fill_the_memory() {
        let logs = FunctionLogs::default();
        for at in 0..=LINES_MAX {
            logs.line(line("f", 0, &at.to_string()));
        }
        let kept = texts(logs.newest("f", usize::MAX));
        assert_eq!((kept.len(), kept[0].as_str()), (LINES_MAX, "1"));
        for _ in 0..3 {
            logs.line(line("f", 0, &"x".repeat(BYTES_MAX / 2)));
        }
        assert_eq!(logs.newest("f", usize::MAX).unwrap().len(), 2);
    }

    #[test]
    fn many_functions_do_not_either() {
        let logs = FunctionLogs::default();
        for at in 0..=FUNCTIONS_MAX {
            logs.line(line(&at.to_string(), i64::try_from(at).unwrap(), "x"));
        }
        assert_eq!(logs.lock().len(), FUNCTIONS_MAX);
        assert!(!logs.lock().contains_key("0"));
    }
}
