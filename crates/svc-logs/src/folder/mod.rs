//! The folder that log lines are in.
//!
//! Each group has a folder, named by the SHA-256 of its name below its account and region. Lines are appended to numbered
//! files in it, of all its streams together, as one JSON object a line. When a group, or all of them, have more bytes than they
//! may, the oldest file goes: what is written last is always there. A file that a stop has cut is not written on; a new one
//! begins.
//!
//! Nothing is forced to the disk: what was printed in the last moments before a loss of power can be lost.

mod group;
mod read;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use portcullis_core::Arn;
use sha2::{Digest as _, Sha256};

use group::GroupFiles;
pub use group::StreamFacts;
pub use read::{Position, ReadEvent};

/// How much may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderLimits {
    /// Bytes of one group.
    pub group_bytes_max: u64,
    /// Bytes of all groups.
    pub bytes_max: u64,
    /// Bytes of one file; the oldest file is what goes.
    pub file_bytes: u64,
}

impl Default for FolderLimits {
    /// Chosen: 64 MiB a group and 1 GiB of all; a sixteenth of a group at a time goes.
    fn default() -> Self {
        Self {
            group_bytes_max: 64 * 1024 * 1024,
            bytes_max: 1024 * 1024 * 1024,
            file_bytes: 4 * 1024 * 1024,
        }
    }
}

/// A log group: account, region and name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupName {
    /// Its account.
    pub account: String,
    /// Its region.
    pub region: String,
    /// Its name.
    pub group: String,
}

impl GroupName {
    /// The group of this name in the account and region of what an ARN names, a function for example.
    pub fn beside(arn: &str, group: &str) -> Option<Self> {
        let arn = Arn::parse(arn).ok()?;
        Some(Self {
            account: arn.account.to_owned(),
            region: arn.region.to_owned(),
            group: group.to_owned(),
        })
    }

    /// Its folder below the root. Account and region are words of the control plane, and are not trusted to be plain.
    fn place(&self) -> PathBuf {
        let digest = |text: &str| {
            use std::fmt::Write as _;
            Sha256::digest(text.as_bytes())
                .iter()
                .fold(String::new(), |mut out, byte| {
                    let _ = write!(out, "{byte:02x}");
                    out
                })
        };
        let owner = format!("{}-{}", self.account, self.region);
        let plain = owner
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let owner = if plain { owner } else { digest(&owner) };
        Path::new(&owner).join(digest(&self.group))
    }
}

/// An event to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Milliseconds since 1970.
    pub time_ms: i64,
    /// The text.
    pub message: String,
}

/// The folder that log lines are in.
#[derive(Debug)]
pub struct LogFolder {
    root: PathBuf,
    limits: FolderLimits,
    state: Mutex<State>,
}

/// What is there, by the place of each group.
#[derive(Debug, Default)]
struct State {
    groups: BTreeMap<PathBuf, GroupFiles>,
}

impl State {
    fn bytes(&self) -> u64 {
        self.groups.values().map(GroupFiles::bytes).sum()
    }
}

impl LogFolder {
    /// Opens it. There must be no other with the same folder.
    pub fn open(root: PathBuf, limits: FolderLimits) -> io::Result<Self> {
        fs::create_dir_all(&root)?;
        let mut state = State::default();
        for owner in fs::read_dir(&root)? {
            let owner = owner?;
            if !owner.file_type()?.is_dir() {
                continue;
            }
            for group in fs::read_dir(owner.path())? {
                let path = group?.path();
                let place = path.strip_prefix(&root).map_err(io::Error::other)?.to_owned();
                state.groups.insert(place, GroupFiles::list(&path)?);
            }
        }
        Ok(Self {
            root,
            limits,
            state: Mutex::new(state),
        })
    }

    /// Makes a stream; whether it was not there.
    pub fn create_stream(&self, group: &GroupName, stream: &str, now_ms: i64) -> io::Result<bool> {
        self.with(group, |files, path| {
            if files.streams(path)?.contains_key(stream) {
                return Ok(false);
            }
            files.create_stream(path, stream, now_ms, self.limits.file_bytes)?;
            Ok(true)
        })
    }

    /// Deletes a stream; whether it was there. Its lines are not read any more, and go with the files that they are in.
    pub fn delete_stream(&self, group: &GroupName, stream: &str) -> io::Result<bool> {
        self.with(group, |files, path| {
            if !files.streams(path)?.contains_key(stream) {
                return Ok(false);
            }
            files.delete_stream(path, stream, self.limits.file_bytes)?;
            Ok(true)
        })
    }

    /// The streams of a group.
    pub fn streams(&self, group: &GroupName) -> io::Result<BTreeMap<String, StreamFacts>> {
        self.with(group, |files, path| files.streams(path).cloned())
    }

    /// Appends events to a stream, which is made if it is not there. The oldest files go, if there are too many bytes.
    pub fn append(&self, group: &GroupName, stream: &str, events: &[Event], now_ms: i64) -> io::Result<()> {
        self.with(group, |files, path| {
            if !files.streams(path)?.contains_key(stream) {
                files.create_stream(path, stream, now_ms, self.limits.file_bytes)?;
            }
            files.append(path, stream, events, now_ms, self.limits.file_bytes)?;
            files.shrink(path, self.limits.group_bytes_max)
        })?;
        self.shrink_all()
    }

    /// Bytes of a group.
    pub fn bytes(&self, group: &GroupName) -> u64 {
        self.lock()
            .groups
            .get(&group.place())
            .map_or(0, GroupFiles::bytes)
    }

    /// Removes the files that have nothing since this time.
    pub fn expire(&self, group: &GroupName, before_ms: i64) -> io::Result<()> {
        self.with(group, |files, path| files.expire(path, before_ms))
    }

    /// Removes a group with all it has.
    pub fn delete(&self, group: &GroupName) -> io::Result<()> {
        let place = group.place();
        let mut state = self.lock();
        state.groups.remove(&place);
        match fs::remove_dir_all(self.root.join(place)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// The events of a group for which `wanted` holds (stream, time, text), by time and then as they were written.
    ///
    /// Files are read without holding up who writes.
    pub fn read(
        &self,
        group: &GroupName,
        wanted: impl FnMut(&str, i64, &str) -> bool,
    ) -> io::Result<Vec<ReadEvent>> {
        let files = self.with(group, |files, path| Ok(files.paths(path)))?;
        read::read(files, wanted)
    }

    fn with<T>(
        &self,
        group: &GroupName,
        act: impl FnOnce(&mut GroupFiles, &Path) -> io::Result<T>,
    ) -> io::Result<T> {
        let place = group.place();
        let path = self.root.join(&place);
        let mut state = self.lock();
        act(state.groups.entry(place).or_default(), &path)
    }

    /// The largest group gives first.
    fn shrink_all(&self) -> io::Result<()> {
        let mut state = self.lock();
        let mut left = state.bytes();
        while left > self.limits.bytes_max {
            let largest = state
                .groups
                .iter_mut()
                .filter(|(_, files)| files.count() > 1)
                .max_by_key(|(_, files)| files.bytes());
            let Some((place, files)) = largest else {
                return Ok(());
            };
            let freed = files.drop_oldest(&self.root.join(place))?;
            left = left.saturating_sub(freed);
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
