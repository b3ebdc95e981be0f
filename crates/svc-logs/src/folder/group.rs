//! The files of one group.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Event, read};

/// What is known of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StreamFacts {
    /// When it was made.
    pub created_ms: i64,
    /// The time of its first event, which may be gone.
    pub first_ms: Option<i64>,
    /// The time of its last event.
    pub last_ms: Option<i64>,
    /// When its last event was written.
    pub ingested_ms: Option<i64>,
    /// The last file that names it: when that goes, so does the stream.
    pub(super) last_file: u64,
}

/// A line of a file: one of these members beside the stream says what it is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line<'a> {
    /// The stream.
    #[serde(rename = "s", borrow)]
    pub(super) stream: std::borrow::Cow<'a, str>,
    /// It was made.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub(super) created_ms: Option<i64>,
    /// It was deleted.
    #[serde(rename = "d", default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) deleted: bool,
    /// An event: its time.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub(super) time_ms: Option<i64>,
    /// When it was written.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub(super) ingested_ms: Option<i64>,
    /// Its text.
    #[serde(rename = "m", borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<std::borrow::Cow<'a, str>>,
}

impl<'a> Line<'a> {
    fn of(stream: &'a str) -> Self {
        Self {
            stream: stream.into(),
            created_ms: None,
            deleted: false,
            time_ms: None,
            ingested_ms: None,
            message: None,
        }
    }
}

/// A file.
#[derive(Debug, Default)]
struct Facts {
    bytes: u64,
    /// When it was last written to; `None` if that is not known yet.
    newest_ms: Option<i64>,
}

/// The files of a group, and its streams once they were asked for.
#[derive(Debug, Default)]
pub(super) struct GroupFiles {
    files: BTreeMap<u64, Facts>,
    streams: Option<BTreeMap<String, StreamFacts>>,
    /// The file that is written to: one that this program began.
    current: Option<u64>,
}

impl GroupFiles {
    /// What is in a folder.
    pub(super) fn list(path: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let number = name
                .to_str()
                .and_then(|name| name.strip_suffix(".jsonl"))
                .and_then(|number| number.parse().ok());
            if let Some(number) = number {
                let facts = Facts {
                    bytes: entry.metadata()?.len(),
                    newest_ms: None,
                };
                files.insert(number, facts);
            }
        }
        Ok(Self {
            files,
            streams: None,
            current: None,
        })
    }

    pub(super) fn bytes(&self) -> u64 {
        self.files.values().map(|facts| facts.bytes).sum()
    }

    pub(super) fn count(&self) -> usize {
        self.files.len()
    }

    /// Number, path and bytes of each file.
    pub(super) fn paths(&self, path: &Path) -> Vec<(u64, PathBuf, u64)> {
        self.files
            .iter()
            .map(|(number, facts)| (*number, file(path, *number), facts.bytes))
            .collect()
    }

    /// The streams; read from the files the first time.
    pub(super) fn streams(&mut self, path: &Path) -> io::Result<&BTreeMap<String, StreamFacts>> {
        if self.streams.is_none() {
            let mut streams = BTreeMap::new();
            let mut newest = BTreeMap::new();
            read::lines(self.paths(path), |number, _, line| {
                let at = newest.entry(number).or_insert(i64::MIN);
                *at = line.ingested_ms.or(line.created_ms).unwrap_or(i64::MIN).max(*at);
                note(&mut streams, number, line);
            })?;
            for (number, ms) in newest {
                if let Some(facts) = self.files.get_mut(&number) {
                    facts.newest_ms = Some(ms);
                }
            }
            self.streams = Some(streams);
        }
        Ok(self.streams.get_or_insert_default())
    }

    pub(super) fn create_stream(
        &mut self,
        path: &Path,
        stream: &str,
        now_ms: i64,
        file_bytes: u64,
    ) -> io::Result<()> {
        let line = Line {
            created_ms: Some(now_ms),
            ..Line::of(stream)
        };
        self.write(path, &[line], now_ms, file_bytes)
    }

    pub(super) fn delete_stream(&mut self, path: &Path, stream: &str, file_bytes: u64) -> io::Result<()> {
        let line = Line {
            deleted: true,
            ..Line::of(stream)
        };
        self.write(path, &[line], i64::MIN, file_bytes)
    }

    pub(super) fn append(
        &mut self,
        path: &Path,
        stream: &str,
        events: &[Event],
        now_ms: i64,
        file_bytes: u64,
    ) -> io::Result<()> {
        let lines: Vec<Line<'_>> = events
            .iter()
            .map(|event| Line {
                time_ms: Some(event.time_ms),
                ingested_ms: Some(now_ms),
                message: Some(event.message.as_str().into()),
                ..Line::of(stream)
            })
            .collect();
        self.write(path, &lines, now_ms, file_bytes)
    }

    /// Writes lines at once, in a new file if the current one is full.
    fn write(&mut self, path: &Path, lines: &[Line<'_>], now_ms: i64, file_bytes: u64) -> io::Result<()> {
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, line).map_err(io::Error::other)?;
            text.push(b'\n');
        }
        let current = self.current.filter(|number| {
            self.files
                .get(number)
                .is_some_and(|facts| facts.bytes < file_bytes)
        });
        let number = match current {
            Some(number) => number,
            None => self.files.keys().next_back().map_or(1, |last| last + 1),
        };
        fs::create_dir_all(path)?;
        let mut out = OpenOptions::new()
            .append(true)
            .create(true)
            .open(file(path, number))?;
        if let Err(error) = out.write_all(&text) {
            // What was written of it is cut: the next lines begin a new file.
            let bytes = out.metadata().map_or(0, |data| data.len());
            self.files.entry(number).or_default().bytes = bytes;
            self.current = None;
            return Err(error);
        }
        let facts = self.files.entry(number).or_default();
        facts.bytes += text.len() as u64;
        facts.newest_ms = Some(facts.newest_ms.map_or(now_ms, |newest| newest.max(now_ms)));
        self.current = Some(number);
        if let Some(streams) = &mut self.streams {
            for line in lines {
                note(streams, number, line);
            }
        }
        Ok(())
    }

    /// Removes the oldest files until the group has no more bytes than these. The newest stays.
    pub(super) fn shrink(&mut self, path: &Path, bytes_max: u64) -> io::Result<()> {
        while self.bytes() > bytes_max && self.files.len() > 1 {
            self.drop_oldest(path)?;
        }
        Ok(())
    }

    /// Removes files that were last written to before this time.
    pub(super) fn expire(&mut self, path: &Path, before_ms: i64) -> io::Result<()> {
        self.streams(path)?;
        while self
            .files
            .values()
            .next()
            .is_some_and(|facts| facts.newest_ms.is_some_and(|newest| newest < before_ms))
        {
            self.drop_oldest(path)?;
        }
        Ok(())
    }

    /// Removes the oldest file; its bytes.
    pub(super) fn drop_oldest(&mut self, path: &Path) -> io::Result<u64> {
        let Some((number, facts)) = self.files.pop_first() else {
            return Ok(0);
        };
        if self.current == Some(number) {
            self.current = None;
        }
        if let Some(streams) = &mut self.streams {
            streams.retain(|_, stream| stream.last_file > number);
        }
        match fs::remove_file(file(path, number)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(facts.bytes),
        }
    }
}

fn file(path: &Path, number: u64) -> PathBuf {
    path.join(format!("{number:010}.jsonl"))
}

/// Takes one line into account.
fn note(streams: &mut BTreeMap<String, StreamFacts>, number: u64, line: &Line<'_>) {
    if line.deleted {
        streams.remove(&*line.stream);
        return;
    }
    let begun = line.created_ms.or(line.ingested_ms).unwrap_or_default();
    if !streams.contains_key(&*line.stream) {
        let facts = StreamFacts {
            created_ms: begun,
            ..StreamFacts::default()
        };
        streams.insert(line.stream.clone().into_owned(), facts);
    }
    let Some(facts) = streams.get_mut(&*line.stream) else {
        return;
    };
    facts.last_file = number;
    if let Some(time) = line.time_ms {
        facts.first_ms = Some(facts.first_ms.map_or(time, |first| first.min(time)));
        facts.last_ms = Some(facts.last_ms.map_or(time, |last| last.max(time)));
        facts.ingested_ms = line.ingested_ms.or(facts.ingested_ms);
    }
}
