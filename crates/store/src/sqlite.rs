//! The store in a SQLite file, or in memory.
//!
//! Write-ahead log with `synchronous=FULL`: a commit is on the disk when it returns. One connection writes, a few others
//! read beside it, so that a long write holds nobody up who reads. Several processes may use one file: before a write
//! the process takes the file's lock (`<file>-lock`; `<file>-turn` keeps the waiting fair), so that no two connections write or checkpoint at once, which
//! SQLite before 3.51.3 does not always survive (sqlite.org/wal.html, "The WAL-Reset Bug").
//!
//! A file that was removed or replaced while open is noticed before and after each write: SQLite itself would go on
//! writing into what no longer has a name.

mod connect;
mod fault;
pub(crate) mod read;
pub(crate) mod schema;
#[cfg(test)]
mod tests;
pub(crate) mod write;

use crate::document::{Change, Document, Filter, Key, Revision};
use crate::error::StoreError;
use crate::limits::{BUSY_TIMEOUT, SQLITE_POLL, SQLITE_READERS_MAX};
use crate::pool::Pool;
use crate::portable;
use crate::signal::Signal;
use crate::store::Store;
use crate::transaction::{Transaction, is_storable, is_storable_key};
pub(crate) use connect::harden;
use connect::{Open, Place, StoreFile};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Opens the store in a SQLite file. The file and its folder are made where they are missing, readable for their owner
/// only.
///
/// [`StoreError::Foreign`] for a file of something else, [`StoreError::Schema`] for one of another release.
pub fn open_sqlite(file: &Path) -> Result<Arc<dyn Store>, StoreError> {
    let file = StoreFile::prepare(file)?;
    let connection = file.create_or_open()?;
    let store = SqliteStore {
        place: Place::File(file),
        writer: Pool::new(1),
        readers: Some(Pool::new(SQLITE_READERS_MAX)),
        signal: Signal::default(),
    };
    store.keep_writer(connection)?;
    Ok(Arc::new(store))
}

/// Opens an empty store in memory, for tests: nothing in it is durable, everything else is as in a file.
pub fn open_memory() -> Result<Arc<dyn Store>, StoreError> {
    let store = SqliteStore {
        place: Place::Memory,
        writer: Pool::new(1),
        readers: None,
        signal: Signal::default(),
    };
    store.keep_writer(connect::open_memory()?)?;
    Ok(Arc::new(store))
}

#[derive(Debug)]
struct SqliteStore {
    place: Place,
    writer: Pool<Open>,
    /// None in memory, where the one connection does everything.
    readers: Option<Pool<Open>>,
    signal: Signal,
}

impl SqliteStore {
    fn keep_writer(&self, open: Open) -> Result<(), StoreError> {
        let mut lease = self.writer.take(BUSY_TIMEOUT).ok_or_else(busy)?;
        lease.held = Some(open);
        Ok(())
    }

    /// Runs a piece of work on a connection that stands on the file of now, and drops the connection when it broke.
    fn on<T>(
        &self,
        pool: &Pool<Open>,
        connect: impl FnOnce(&StoreFile) -> Result<Open, StoreError>,
        work: impl FnOnce(&mut Open) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut lease = pool.take(BUSY_TIMEOUT).ok_or_else(busy)?;
        let mut open = match (&self.place, lease.held.take()) {
            (Place::Memory, held) => held.ok_or_else(memory_lost)?,
            (Place::File(file), Some(held)) if held.stands_on(file)? => held,
            (Place::File(file), _) => connect(file)?,
        };
        let outcome = work(&mut open);
        let broken = matches!(
            outcome,
            Err(StoreError::Unavailable(_) | StoreError::Corrupt(_) | StoreError::OutcomeUnknown(_))
        );
        if !broken || matches!(self.place, Place::Memory) {
            lease.held = Some(open);
        }
        outcome
    }

    fn reading<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let pool = self.readers.as_ref().unwrap_or(&self.writer);
        self.on(pool, StoreFile::open_reader, |open| work(&mut open.connection))
    }

    fn writing(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<Revision, StoreError>,
    ) -> Result<Revision, StoreError> {
        let revision = self.on(&self.writer, StoreFile::open_writer, |open| {
            let Place::File(file) = &self.place else {
                return work(&mut open.connection);
            };
            let _lock = file.lock()?;
            let revision = work(&mut open.connection)?;
            file.still_there(open)?;
            Ok(revision)
        })?;
        self.signal.raise(revision);
        Ok(revision)
    }
}

impl Store for SqliteStore {
    fn get(&self, key: &Key) -> Result<Option<Document>, StoreError> {
        if !is_storable_key(key) {
            return Ok(None);
        }
        self.reading(|connection| read::document(connection, key))
    }

    fn list(&self, filter: &Filter<'_>) -> Result<Vec<Document>, StoreError> {
        if filter.parent.is_some_and(|parent| !is_storable(parent)) {
            return Ok(Vec::new());
        }
        self.reading(|connection| read::list(connection, filter))
    }

    fn scan(&self, kind: &str, after: Option<&Key>, limit: usize) -> Result<Vec<Document>, StoreError> {
        self.reading(|connection| read::scan(connection, kind, after, limit))
    }

    fn commit(&self, transaction: &Transaction) -> Result<Revision, StoreError> {
        transaction.check_limits()?;
        self.writing(|connection| write::commit(connection, transaction))
    }

    fn changes(&self, after: Revision, limit: usize) -> Result<Vec<Change>, StoreError> {
        self.reading(|connection| read::changes(connection, after, limit))
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.reading(|connection| read::revision(connection))
    }

    fn wait(&self, after: Revision, timeout: Duration) -> Result<Revision, StoreError> {
        match self.place {
            Place::Memory => {
                self.signal.raise(self.revision()?);
                Ok(self.signal.wait(after, timeout))
            }
            Place::File(_) => self
                .signal
                .wait_looking(after, timeout, SQLITE_POLL, || self.revision()),
        }
    }

    fn backup(&self, file: &Path) -> Result<(), StoreError> {
        let target = portable::Target::new(file)?;
        self.reading(|connection| target.copy_of(connection))?;
        target.finish()
    }

    fn restore(&self, file: &Path, replace: bool) -> Result<(), StoreError> {
        let backup = portable::Backup::open(file)?;
        self.writing(|connection| write::restore(connection, &backup, replace))?;
        Ok(())
    }
}

fn busy() -> StoreError {
    StoreError::Locked(format!(
        "all connections of this process were busy for {} s",
        BUSY_TIMEOUT.as_secs()
    ))
}

fn memory_lost() -> StoreError {
    StoreError::Unavailable("the store in memory was lost in a failure before".to_owned())
}
