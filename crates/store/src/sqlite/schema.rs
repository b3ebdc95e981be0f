//! The stored form in SQLite, which is the form of backups too. `golden/` holds one dump per version.

use crate::error::StoreError;
use rusqlite::{Connection, Transaction};

/// The version of the stored form. A change to [`TABLES`] or to the PostgreSQL tables raises it.
pub(crate) const VERSION: i64 = 1;

/// `PRAGMA application_id` of our files: "PCLS".
const APPLICATION_ID: i32 = 0x5043_4C53;

/// Keys lead with the kind: one index serves `get`, `list` and `scan`. The other leads with the parent, so that no planner
/// takes it for those.
const TABLES: &str = "
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  schema_version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  feed_floor INTEGER NOT NULL
) STRICT;
CREATE TABLE documents (
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  parent TEXT NOT NULL,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (kind, account, region, id)
) STRICT;
CREATE INDEX documents_by_parent ON documents (parent, kind, account, region, id);
CREATE INDEX documents_by_revision ON documents (revision);
CREATE TABLE tombstones (
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (kind, account, region, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_by_revision ON tombstones (revision);
";

/// What stands in a SQLite file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// No table at all.
    Nothing,
    /// Our tables in the version of this release.
    Ours,
}

/// Looks whether a file is ours, without changing it. `name` is for the message.
pub(crate) fn look(connection: &Connection, name: &str) -> Result<Found, StoreError> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if tables == 0 && application == 0 {
        return Ok(Found::Nothing);
    }
    if application != APPLICATION_ID {
        return Err(StoreError::Foreign(format!(
            "`{name}` is a SQLite file of another application: name another file"
        )));
    }
    let found: i64 = connection.query_row("SELECT schema_version FROM meta", [], |row| row.get(0))?;
    if found == VERSION {
        Ok(Found::Ours)
    } else {
        Err(StoreError::Schema {
            found,
            known: VERSION,
        })
    }
}

/// Makes the tables of an empty store.
pub(crate) fn create(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute_batch(TABLES)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.execute("INSERT INTO meta VALUES (1, ?1, 0, 0)", [VERSION])?;
    Ok(())
}
