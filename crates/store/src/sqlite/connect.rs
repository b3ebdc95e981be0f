//! The store's file, its lock, and connections to it.

use super::schema::{self, Found};
use crate::error::StoreError;
use crate::limits::{BUSY_TIMEOUT, SQLITE_LOG_BYTES_KEPT};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Rights of the store's file: it holds secrets.
const FILE_MODE: u32 = 0o600;
/// Rights of the folder, where the store makes it.
const FOLDER_MODE: u32 = 0o700;
/// How long to pause before asking again for the lock of the file: a commit takes about as long.
const LOCK_PAUSE: Duration = Duration::from_millis(1);
/// Statements of each connection that stay prepared.
const STATEMENTS_KEPT: usize = 32;

/// Where a store lives.
#[derive(Debug)]
pub(super) enum Place {
    Memory,
    File(StoreFile),
}

/// The file of a store.
#[derive(Debug)]
pub(super) struct StoreFile {
    path: PathBuf,
    /// Taken for each write, so that no two processes write or checkpoint at once.
    lock: File,
    /// Taken while waiting for the lock: a process that writes without a pause has to queue behind who waits.
    turn: File,
}

/// Which file a name stood for: device and inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity(u64, u64);

/// A connection and the file it stands on.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) connection: Connection,
    /// None in memory.
    identity: Option<Identity>,
}

impl Open {
    /// Whether the file's name still stands for the file this connection has open. An error where there is none.
    pub(super) fn stands_on(&self, file: &StoreFile) -> Result<bool, StoreError> {
        Ok(self.identity == Some(file.identity()?))
    }
}

/// A lock, given back when dropped.
#[derive(Debug)]
pub(super) struct Locked<'a>(&'a File);

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        // Cannot fail on a file that is open and locked; if it did, the lock would go with the process.
        let _ = self.0.unlock();
    }
}

impl StoreFile {
    /// Makes folder, file and lock file where they are missing.
    pub(super) fn prepare(path: &Path) -> Result<StoreFile, StoreError> {
        let refused = |error: std::io::Error| {
            StoreError::Unavailable(format!("`{}` cannot be opened or made: {error}", path.display()))
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        DirBuilder::new()
            .recursive(true)
            .mode(FOLDER_MODE)
            .create(folder)
            .map_err(refused)?;
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(path)
        {
            Ok(_) => File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(refused)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                close_to_others(path).map_err(refused)?
            }
            Err(error) => return Err(refused(error)),
        }
        let beside = |suffix: &str| {
            let mut name = OsString::from(path);
            name.push(suffix);
            let mut create = OpenOptions::new();
            create.write(true).create(true).truncate(false).mode(FILE_MODE);
            create.open(name).map_err(refused)
        };
        Ok(StoreFile {
            path: path.to_owned(),
            lock: beside("-lock")?,
            turn: beside("-turn")?,
        })
    }

    /// A connection for writing; makes the tables in an empty file.
    pub(super) fn create_or_open(&self) -> Result<Open, StoreError> {
        let mut open = self.open()?;
        if schema::look(&open.connection, &self.name())? == Found::Nothing {
            let _lock = self.lock()?;
            to_write_ahead_log(&open.connection)?;
            create_tables(&mut open.connection, &self.name())?;
        }
        self.for_writing(open)
    }

    /// A connection for writing to a store that is there.
    pub(super) fn open_writer(&self) -> Result<Open, StoreError> {
        self.for_writing(self.open_ours()?)
    }

    /// A connection for reading.
    pub(super) fn open_reader(&self) -> Result<Open, StoreError> {
        let open = self.open_ours()?;
        open.connection.pragma_update(None, "query_only", true)?;
        Ok(open)
    }

    /// Waits for the lock of the file as long as [`BUSY_TIMEOUT`].
    pub(super) fn lock(&self) -> Result<Locked<'_>, StoreError> {
        let mut left = BUSY_TIMEOUT;
        let _turn = self.lock_within(&self.turn, &mut left)?;
        self.lock_within(&self.lock, &mut left)
    }

    fn lock_within<'a>(&self, file: &'a File, left: &mut Duration) -> Result<Locked<'a>, StoreError> {
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Locked(file)),
                Err(TryLockError::Error(error)) => {
                    return Err(StoreError::Unavailable(format!(
                        "the lock of `{}` cannot be taken: {error}",
                        self.name()
                    )));
                }
                Err(TryLockError::WouldBlock) if left.is_zero() => {
                    return Err(StoreError::Locked(format!(
                        "another process writes to `{}`",
                        self.name()
                    )));
                }
                Err(TryLockError::WouldBlock) => {
                    let pause = (*left).min(LOCK_PAUSE);
                    std::thread::sleep(pause);
                    *left -= pause;
                }
            }
        }
    }

    /// For after a write: where the file lost its name meanwhile, the write went nowhere that lasts.
    pub(super) fn still_there(&self, before: &Open) -> Result<(), StoreError> {
        match before.stands_on(self) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(StoreError::OutcomeUnknown(format!(
                "`{}` was removed or replaced meanwhile",
                self.name()
            ))),
        }
    }

    fn identity(&self) -> Result<Identity, StoreError> {
        match std::fs::metadata(&self.path) {
            Ok(metadata) => Ok(Identity(metadata.dev(), metadata.ino())),
            Err(error) => Err(StoreError::Unavailable(format!("`{}`: {error}", self.name()))),
        }
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn open(&self) -> Result<Open, StoreError> {
        let before = self.identity()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        if self.identity()? != before {
            return Err(StoreError::Unavailable(format!(
                "`{}` was replaced while it was opened",
                self.name()
            )));
        }
        harden(&connection)?;
        Ok(Open {
            connection,
            identity: Some(before),
        })
    }

    fn open_ours(&self) -> Result<Open, StoreError> {
        let open = self.open()?;
        match schema::look(&open.connection, &self.name())? {
            Found::Ours => Ok(open),
            Found::Nothing => Err(StoreError::Unavailable(format!(
                "`{}` was emptied or replaced by an empty file",
                self.name()
            ))),
        }
    }

    fn for_writing(&self, open: Open) -> Result<Open, StoreError> {
        to_write_ahead_log(&open.connection)?;
        // FULL: the log is synced at each commit. The two others do the same on macOS, where fsync does less.
        open.connection.pragma_update(None, "synchronous", "FULL")?;
        open.connection.pragma_update(None, "fullfsync", true)?;
        open.connection
            .pragma_update(None, "checkpoint_fullfsync", true)?;
        open.connection
            .pragma_update_and_check(None, "journal_size_limit", SQLITE_LOG_BYTES_KEPT, |_| Ok(()))?;
        Ok(open)
    }
}

/// A connection to a new store in memory.
pub(super) fn open_memory() -> Result<Open, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    harden(&connection)?;
    create_tables(&mut connection, "memory")?;
    Ok(Open {
        connection,
        identity: None,
    })
}

/// What every connection has: an end to waiting for locks, and no trust in what a file's schema says.
pub(crate) fn harden(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

fn create_tables(connection: &mut Connection, name: &str) -> Result<(), StoreError> {
    let work = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have made them since this process looked.
    if schema::look(&work, name)? == Found::Nothing {
        schema::create(&work)?;
        work.commit()?;
    }
    Ok(())
}

fn to_write_ahead_log(connection: &Connection) -> Result<(), StoreError> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode == "wal" {
        return Ok(());
    }
    Err(StoreError::Unavailable(format!(
        "SQLite's write-ahead log does not work there (journal mode `{mode}`): use a local file system"
    )))
}

fn close_to_others(path: &Path) -> std::io::Result<()> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_file() && metadata.permissions().mode() & 0o077 != 0 {
        std::fs::set_permissions(path, Permissions::from_mode(FILE_MODE))?;
    }
    Ok(())
}
