//! Backups of a PostgreSQL store, which are SQLite files, and restores from them.

use super::connect::Session;
use super::listen::NOTIFY;
use super::read;
use super::write::{Puts, STATEMENT_BYTES_MAX, STATEMENT_DOCUMENTS_MAX};
use crate::document::{Document, Revision};
use crate::error::StoreError;
use crate::portable::{Backup, Target};
use crate::sqlite::read::{from_revision, to_revision};
use crate::sqlite::{schema, write};
use rusqlite::Connection;
use tokio_postgres::Row;

/// Documents read at once. Each may be large.
const PAGE: i64 = 200;

const ALL: &str = "SELECT kind, account, region, id, parent, body, revision FROM portcullis.documents
 WHERE (kind, account, region, id) > ($1, $2, $3, $4) ORDER BY kind, account, region, id LIMIT $5";

/// A part of a table each, so that each ends well before its time-out however large the table is.
const CLEAR_DOCUMENTS: &str = "DELETE FROM portcullis.documents
 WHERE ctid = ANY (ARRAY (SELECT ctid FROM portcullis.documents LIMIT 10000))";
const CLEAR_TOMBSTONES: &str = "DELETE FROM portcullis.tombstones
 WHERE ctid = ANY (ARRAY (SELECT ctid FROM portcullis.tombstones LIMIT 10000))";

/// The file of a backup while it is filled, in one transaction.
pub(super) struct Copy {
    connection: Connection,
}

impl Copy {
    pub(super) fn new(target: &Target) -> Result<Copy, StoreError> {
        let mut connection = target.connect()?;
        let work = connection.transaction()?;
        schema::create(&work)?;
        work.commit()?;
        connection.execute_batch("BEGIN")?;
        Ok(Copy { connection })
    }

    fn put(&self, row: &Row) -> Result<Document, StoreError> {
        let document = read::to_document(row)?;
        write::put(
            &self.connection,
            &document.key,
            &document.parent,
            &document.body,
            document.revision,
        )?;
        Ok(document)
    }

    /// Writes the file out.
    pub(super) fn close(self) -> Result<(), StoreError> {
        self.connection.execute_batch("COMMIT")?;
        self.connection
            .close()
            .map_err(|(_, error)| StoreError::from(error))
    }
}

/// Copies everything as of one moment. Writers go on meanwhile.
///
/// The feed starts anew in the copy: deletions before it are not in it, and nobody follows a backup.
pub(super) async fn backup(session: &mut Session, copy: Copy) -> Result<Copy, StoreError> {
    session
        .batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .await?;
    let revision = from_revision(read::revision(session).await?);
    let mut last = [String::new(), String::new(), String::new(), String::new()];
    loop {
        let [kind, account, region, id] = &last;
        let rows = session.rows(ALL, &[kind, account, region, id, &PAGE]).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let key = copy.put(row)?.key;
            last = [key.kind, key.account, key.region, key.id];
        }
    }
    session.batch("COMMIT").await?;
    copy.connection
        .execute("UPDATE meta SET revision = ?1, feed_floor = ?1", [revision])?;
    Ok(copy)
}

/// Replaces everything by what a checked backup holds.
pub(super) async fn restore(
    session: &mut Session,
    backup: Backup,
    replace: bool,
) -> Result<Revision, StoreError> {
    session.batch("BEGIN").await?;
    let present = to_revision(
        session
            .row("SELECT revision FROM portcullis.meta FOR UPDATE", &[])
            .await?
            .try_get(0)?,
    );
    let occupied: bool = session
        .row("SELECT EXISTS (SELECT 1 FROM portcullis.documents)", &[])
        .await?
        .try_get(0)?;
    if occupied && !replace {
        session.batch("ROLLBACK").await?;
        return Err(StoreError::NotEmpty);
    }
    let next = Revision(present.max(backup.revision()).0 + 1);
    for statement in [CLEAR_DOCUMENTS, CLEAR_TOMBSTONES] {
        while session.run(statement, &[]).await? > 0 {}
    }
    let mut from = None;
    loop {
        let mut puts = Puts::default();
        let page = backup.documents_after(from.as_ref(), STATEMENT_DOCUMENTS_MAX, STATEMENT_BYTES_MAX)?;
        let Some(end) = page.last() else { break };
        from = Some(end.key.clone());
        for document in &page {
            puts.push(&document.key, &document.parent, &document.body);
        }
        puts.write(session, next).await?;
    }
    session
        .run(
            "UPDATE portcullis.meta SET revision = $1, feed_floor = $1",
            &[&from_revision(next)],
        )
        .await?;
    session.run(NOTIFY, &[&next.0.to_string()]).await?;
    session.commit().await?;
    Ok(next)
}
