//! What is read from a SQLite store.

use crate::document::{Change, Document, Filter, Key, Revision};
use crate::error::StoreError;
use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

// `id > ''` holds for every id: none is empty.
const GET: &str = "SELECT kind, account, region, id, parent, body, revision FROM documents
 WHERE kind = ?1 AND account = ?2 AND region = ?3 AND id = ?4";
const LIST: &str = "SELECT kind, account, region, id, parent, body, revision FROM documents
 WHERE kind = ?1 AND account = ?2 AND region = ?3 AND id > ?4 ORDER BY id LIMIT ?5";
const LIST_OF_PARENT: &str = "SELECT kind, account, region, id, parent, body, revision FROM documents
 WHERE kind = ?1 AND account = ?2 AND region = ?3 AND parent = ?6 AND id > ?4 ORDER BY id LIMIT ?5";
const SCAN: &str = "SELECT kind, account, region, id, parent, body, revision FROM documents
 WHERE kind = ?1 AND (account, region, id) > (?2, ?3, ?4) ORDER BY account, region, id LIMIT ?5";
/// The revision up to which a page of the feed goes, and then all of it: no revision is cut in two.
const CHANGES: &str = "
WITH page (last) AS (SELECT max(revision) FROM (
  SELECT revision FROM (
    SELECT * FROM (SELECT revision FROM documents WHERE revision > ?1 ORDER BY revision LIMIT ?2)
    UNION ALL
    SELECT * FROM (SELECT revision FROM tombstones WHERE revision > ?1 ORDER BY revision LIMIT ?2)
  ) ORDER BY revision LIMIT ?2))
SELECT kind, account, region, id, revision, 0 FROM documents
 WHERE revision > ?1 AND revision <= (SELECT last FROM page)
UNION ALL
SELECT kind, account, region, id, revision, 1 FROM tombstones
 WHERE revision > ?1 AND revision <= (SELECT last FROM page)
ORDER BY 5, 1, 2, 3, 4";

pub(crate) fn document(connection: &Connection, key: &Key) -> Result<Option<Document>, StoreError> {
    let row = connection
        .prepare_cached(GET)?
        .query_row(params![key.kind, key.account, key.region, key.id], to_document)
        .optional()?;
    Ok(row)
}

pub(crate) fn list(connection: &Connection, filter: &Filter<'_>) -> Result<Vec<Document>, StoreError> {
    let after = filter.after.unwrap_or_default();
    let limit = to_limit(filter.limit);
    let mut values: Vec<&dyn ToSql> = vec![&filter.kind, &filter.account, &filter.region, &after, &limit];
    match &filter.parent {
        None => documents(connection, LIST, &values),
        Some(parent) => {
            values.push(parent);
            documents(connection, LIST_OF_PARENT, &values)
        }
    }
}

pub(crate) fn scan(
    connection: &Connection,
    kind: &str,
    after: Option<&Key>,
    limit: usize,
) -> Result<Vec<Document>, StoreError> {
    let (account, region, id) = match after {
        Some(key) => (key.account.as_str(), key.region.as_str(), key.id.as_str()),
        None => ("", "", ""),
    };
    documents(
        connection,
        SCAN,
        &[&kind, &account, &region, &id, &to_limit(limit)],
    )
}

pub(crate) fn changes(
    connection: &mut Connection,
    after: Revision,
    limit: usize,
) -> Result<Vec<Change>, StoreError> {
    // One read transaction: the floor and the feed are of the same moment.
    let transaction = connection.transaction()?;
    let floor = to_revision(
        transaction
            .prepare_cached("SELECT feed_floor FROM meta")?
            .query_row([], |row| row.get(0))?,
    );
    if after < floor {
        return Err(StoreError::FeedTruncated(floor));
    }
    let mut statement = transaction.prepare_cached(CHANGES)?;
    let rows = statement.query_map(params![from_revision(after), to_limit(limit)], to_change)?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}

pub(crate) fn revision(connection: &Connection) -> Result<Revision, StoreError> {
    let revision = connection
        .prepare_cached("SELECT revision FROM meta")?
        .query_row([], |row| row.get(0))?;
    Ok(to_revision(revision))
}

pub(crate) fn is_empty(transaction: &Transaction<'_>) -> Result<bool, StoreError> {
    let any: bool = transaction.query_row("SELECT EXISTS (SELECT 1 FROM documents)", [], |row| row.get(0))?;
    Ok(!any)
}

fn documents(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Document>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, to_document)?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}

pub(crate) fn to_document(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        key: to_key(row)?,
        parent: row.get(4)?,
        body: row.get(5)?,
        revision: to_revision(row.get(6)?),
    })
}

fn to_change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        key: to_key(row)?,
        revision: to_revision(row.get(4)?),
        deleted: row.get(5)?,
    })
}

fn to_key(row: &Row<'_>) -> rusqlite::Result<Key> {
    Ok(Key {
        kind: row.get(0)?,
        account: row.get(1)?,
        region: row.get(2)?,
        id: row.get(3)?,
    })
}

/// Both databases know signed numbers only. No store lives to see the difference.
pub(crate) fn from_revision(revision: Revision) -> i64 {
    i64::try_from(revision.0).unwrap_or(i64::MAX)
}

pub(crate) fn to_revision(stored: i64) -> Revision {
    Revision(u64::try_from(stored).unwrap_or(0))
}

pub(crate) fn to_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
