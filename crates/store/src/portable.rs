//! Backups: one SQLite file, in the stored form of [`crate::sqlite::schema`], whichever backend it is of.

use crate::document::{Document, Key, Revision};
use crate::error::StoreError;
use crate::sqlite::schema::{self, Found};
use crate::sqlite::{harden, read};
use crate::transaction::check_put;
use rusqlite::backup::{Backup as Copy, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A backup being made: written beside its place and moved there when it is whole. Removed when dropped before.
#[derive(Debug)]
pub(crate) struct Target {
    place: PathBuf,
    partial: PathBuf,
    finished: bool,
}

impl Target {
    /// Takes the place, which must be free.
    pub(crate) fn new(place: &Path) -> Result<Target, StoreError> {
        let refused =
            |error: std::io::Error| StoreError::Address(format!("the backup `{}`: {error}", place.display()));
        let Some(name) = place.file_name() else {
            return Err(StoreError::Address(format!(
                "the backup `{}` names no file",
                place.display()
            )));
        };
        // An empty file holds the place, so that of two backups to one place the later is refused.
        let mut create = OpenOptions::new();
        create.write(true).create_new(true).mode(0o600);
        create.open(place).map_err(refused)?;
        let mut partial = name.to_owned();
        partial.push(".partial");
        let mut target = Target {
            place: place.to_owned(),
            partial: place.with_file_name(partial),
            finished: true,
        };
        // What stands there is of an earlier backup that was killed: the place itself was free.
        let _ = std::fs::remove_file(&target.partial);
        create.open(&target.partial).map_err(|error| {
            let _ = std::fs::remove_file(place);
            refused(error)
        })?;
        target.finished = false;
        Ok(target)
    }

    /// Fills it with everything of an open SQLite store as of one moment. Writers go on meanwhile.
    pub(crate) fn copy_of(&self, source: &Connection) -> Result<(), StoreError> {
        let mut copy = self.connect()?;
        {
            let copying = Copy::new(source, &mut copy)?;
            // All pages in one step: in several, each commit meanwhile would start the copy anew.
            match copying.step(-1)? {
                StepResult::Done => {}
                StepResult::More | StepResult::Busy | StepResult::Locked | _ => {
                    return Err(StoreError::Locked(
                        "the backup could not read the store".to_owned(),
                    ));
                }
            }
        }
        // One file, without a write-ahead log beside it.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        Ok(())
    }

    /// A connection to the file being written.
    pub(crate) fn connect(&self) -> Result<Connection, StoreError> {
        let connection = Connection::open_with_flags(
            &self.partial,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        harden(&connection)?;
        // Synced once, at the end.
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
        Ok(connection)
    }

    /// Makes the file durable and moves it to its place.
    pub(crate) fn finish(mut self) -> Result<(), StoreError> {
        let folder = match self.place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        File::open(&self.partial)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&self.partial, &self.place))
            .and_then(|()| File::open(folder)?.sync_all())
            .map_err(|error| {
                StoreError::Address(format!("the backup `{}`: {error}", self.place.display()))
            })?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if !self.finished {
            // Nothing more can be done about a file that cannot be removed; the failure before is what is told.
            let _ = std::fs::remove_file(&self.partial);
            let _ = std::fs::remove_file(&self.place);
        }
    }
}

/// A backup that was checked whole: ours, of a version we know, undamaged, and storable on every backend.
#[derive(Debug)]
pub(crate) struct Backup {
    connection: Connection,
    revision: Revision,
}

impl Backup {
    /// Opens and checks a backup; nothing in it is trusted before.
    pub(crate) fn open(file: &Path) -> Result<Backup, StoreError> {
        let name = file.display().to_string();
        let damaged = |found: String| StoreError::Address(format!("the backup `{name}` is damaged: {found}"));
        if let Err(error) = File::open(file) {
            return Err(StoreError::Address(format!("the backup `{name}`: {error}")));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        harden(&connection)?;
        match schema::look(&connection, &name) {
            Ok(Found::Ours) => {}
            Ok(Found::Nothing) => return Err(StoreError::Foreign(format!("`{name}` is empty"))),
            Err(StoreError::Corrupt(found) | StoreError::Unavailable(found)) => return Err(damaged(found)),
            Err(error) => return Err(error),
        }
        let found: String = connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(|error| damaged(error.to_string()))?;
        if found != "ok" {
            return Err(damaged(found));
        }
        let revision = read::revision(&connection).map_err(|error| damaged(error.to_string()))?;
        let negative: bool = connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM meta WHERE revision < 0)",
                [],
                |row| row.get(0),
            )
            .map_err(|error| damaged(error.to_string()))?;
        if negative {
            return Err(damaged("its revision is negative".to_owned()));
        }
        let backup = Backup { connection, revision };
        backup
            .each_document(|document| check_put(&document.key, &document.parent, &document.body))
            .map_err(|error| damaged(error.to_string()))?;
        Ok(backup)
    }

    /// The revision of the store when the backup was made.
    pub(crate) fn revision(&self) -> Revision {
        self.revision
    }

    /// Hands out every document, one at a time.
    pub(crate) fn each_document(
        &self,
        mut each: impl FnMut(Document) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.walk(None, |document| {
            each(document)?;
            Ok(true)
        })
    }

    /// The documents after a key, as many as fit; at least one where there is one.
    pub(crate) fn documents_after(
        &self,
        after: Option<&Key>,
        documents_max: usize,
        bytes_max: usize,
    ) -> Result<Vec<Document>, StoreError> {
        let mut page = Vec::new();
        let mut bytes = 0;
        self.walk(after, |document| {
            bytes += document.body.len();
            page.push(document);
            Ok(page.len() < documents_max && bytes < bytes_max)
        })?;
        Ok(page)
    }

    /// Goes over the documents after a key for as long as `each` says so.
    fn walk(
        &self,
        after: Option<&Key>,
        mut each: impl FnMut(Document) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let (kind, account, region, id) = match after {
            Some(key) => (&*key.kind, &*key.account, &*key.region, &*key.id),
            None => ("", "", "", ""),
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, account, region, id, parent, body, revision FROM documents
             WHERE (kind, account, region, id) > (?1, ?2, ?3, ?4) ORDER BY kind, account, region, id",
        )?;
        let mut rows = statement.query([kind, account, region, id])?;
        while let Some(row) = rows.next()? {
            if !each(read::to_document(row)?)? {
                break;
            }
        }
        Ok(())
    }
}
