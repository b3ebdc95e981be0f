//! What is written to a SQLite store.

use super::read;
use crate::document::{Document, Key, Revision};
use crate::error::StoreError;
use crate::limits::{TOMBSTONES_MAX, TRIM_EVERY_TRANSACTIONS};
use crate::portable::Backup;
use crate::transaction::{Expected, Transaction, Write};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

const PUT: &str = "INSERT INTO documents (kind, account, region, id, parent, body, revision)
 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
 ON CONFLICT DO UPDATE SET parent = excluded.parent, body = excluded.body, revision = excluded.revision";
const DELETE: &str = "DELETE FROM documents WHERE kind = ?1 AND account = ?2 AND region = ?3 AND id = ?4";
const BURY: &str = "INSERT INTO tombstones (kind, account, region, id, revision) VALUES (?1, ?2, ?3, ?4, ?5)
 ON CONFLICT DO UPDATE SET revision = excluded.revision";
const UNBURY: &str = "DELETE FROM tombstones WHERE kind = ?1 AND account = ?2 AND region = ?3 AND id = ?4";

pub(crate) fn commit(connection: &mut Connection, transaction: &Transaction) -> Result<Revision, StoreError> {
    let work = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (key, expected) in &transaction.checks {
        if !holds(&work, key, *expected)? {
            return Err(StoreError::Conflict(key.clone()));
        }
    }
    let present = read::revision(&work)?;
    let writes = transaction.settled();
    if writes.is_empty() {
        return Ok(present);
    }
    let next = Revision(present.0 + 1);
    for write in writes {
        match write {
            Write::Put { key, parent, body } => put(&work, key, parent, body, next)?,
            Write::Delete { key } => delete(&work, key, next)?,
        }
    }
    work.prepare_cached("UPDATE meta SET revision = ?1")?
        .execute([read::from_revision(next)])?;
    if next.0.is_multiple_of(TRIM_EVERY_TRANSACTIONS) {
        trim(&work, TOMBSTONES_MAX)?;
    }
    work.commit()?;
    Ok(next)
}

/// Replaces everything by what a checked backup holds.
pub(crate) fn restore(
    connection: &mut Connection,
    backup: &Backup,
    replace: bool,
) -> Result<Revision, StoreError> {
    let work = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if !replace && !read::is_empty(&work)? {
        return Err(StoreError::NotEmpty);
    }
    let next = Revision(read::revision(&work)?.max(backup.revision()).0 + 1);
    work.execute("DELETE FROM documents", [])?;
    work.execute("DELETE FROM tombstones", [])?;
    backup.each_document(|document: Document| {
        put(&work, &document.key, &document.parent, &document.body, next)
    })?;
    work.execute(
        "UPDATE meta SET revision = ?1, feed_floor = ?1",
        [read::from_revision(next)],
    )?;
    work.commit()?;
    Ok(next)
}

fn holds(work: &Connection, key: &Key, expected: Expected) -> Result<bool, StoreError> {
    let found: Option<i64> = work
        .prepare_cached(
            "SELECT revision FROM documents WHERE kind = ?1 AND account = ?2 AND region = ?3 AND id = ?4",
        )?
        .query_row(params![key.kind, key.account, key.region, key.id], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(match (expected, found) {
        (Expected::Absent, found) => found.is_none(),
        (Expected::At(_), None) => false,
        (Expected::At(revision), Some(found)) => read::to_revision(found) == revision,
    })
}

pub(crate) fn put(
    work: &Connection,
    key: &Key,
    parent: &str,
    body: &str,
    revision: Revision,
) -> Result<(), StoreError> {
    work.prepare_cached(PUT)?.execute(params![
        key.kind,
        key.account,
        key.region,
        key.id,
        parent,
        body,
        read::from_revision(revision)
    ])?;
    work.prepare_cached(UNBURY)?
        .execute(params![key.kind, key.account, key.region, key.id])?;
    Ok(())
}

fn delete(work: &Connection, key: &Key, revision: Revision) -> Result<(), StoreError> {
    let deleted = work
        .prepare_cached(DELETE)?
        .execute(params![key.kind, key.account, key.region, key.id])?;
    if deleted > 0 {
        work.prepare_cached(BURY)?.execute(params![
            key.kind,
            key.account,
            key.region,
            key.id,
            read::from_revision(revision)
        ])?;
    }
    Ok(())
}

/// Forgets the oldest deletions beyond `keep`, whole revisions at a time, and raises the feed's floor to them.
pub(super) fn trim(work: &Connection, keep: u64) -> Result<(), StoreError> {
    let last_forgotten: Option<i64> = work
        .query_row(
            "SELECT revision FROM tombstones ORDER BY revision DESC LIMIT 1 OFFSET ?1",
            [i64::try_from(keep).unwrap_or(i64::MAX)],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(last) = last_forgotten {
        work.execute("DELETE FROM tombstones WHERE revision <= ?1", [last])?;
        work.execute("UPDATE meta SET feed_floor = max(feed_floor, ?1)", [last])?;
    }
    Ok(())
}
