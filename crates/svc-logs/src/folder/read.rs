//! Reads what was written.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::PathBuf;

use super::group::Line;

/// Where an event stands among all of its group: by time, then as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Its time.
    pub time_ms: i64,
    /// The file.
    pub file: u64,
    /// The byte in it.
    pub offset: u64,
}

/// An event as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEvent {
    /// Where it stands.
    pub position: Position,
    /// Its stream.
    pub stream: String,
    /// When it was written.
    pub ingested_ms: i64,
    /// The text.
    pub message: String,
}

/// Every line of files, in order: the file, the byte in it, the line. A line that cannot be read was cut by a stop and is passed
/// over; a file that is gone was dropped meanwhile.
pub(super) fn lines(
    files: Vec<(u64, PathBuf, u64)>,
    mut take: impl FnMut(u64, u64, &Line<'_>),
) -> io::Result<()> {
    for (number, path, bytes) in files {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        let mut reader = BufReader::new(file.take(bytes));
        let mut offset = 0;
        let mut text = Vec::new();
        loop {
            text.clear();
            let count = reader.read_until(b'\n', &mut text)?;
            if count == 0 {
                break;
            }
            if let Ok(line) = serde_json::from_slice::<Line<'_>>(&text) {
                take(number, offset, &line);
            }
            offset += count as u64;
        }
    }
    Ok(())
}

/// The events for which `wanted` holds, in the order of their positions.
pub(super) fn read(
    files: Vec<(u64, PathBuf, u64)>,
    mut wanted: impl FnMut(&str, i64, &str) -> bool,
) -> io::Result<Vec<ReadEvent>> {
    let mut found: Vec<ReadEvent> = Vec::new();
    lines(files, |file, offset, line| {
        if line.deleted {
            found.retain(|event| event.stream != line.stream);
            return;
        }
        let (Some(time_ms), Some(message)) = (line.time_ms, line.message.as_ref()) else {
            return;
        };
        if wanted(&line.stream, time_ms, message) {
            found.push(ReadEvent {
                position: Position {
                    time_ms,
                    file,
                    offset,
                },
                stream: line.stream.clone().into_owned(),
                ingested_ms: line.ingested_ms.unwrap_or(time_ms),
                message: message.clone().into_owned(),
            });
        }
    })?;
    found.sort_by_key(|event| event.position);
    Ok(found)
}
