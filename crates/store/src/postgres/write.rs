//! What is written to PostgreSQL: as many statements for a thousand documents as for one.

use super::connect::Session;
use super::listen::NOTIFY;
use super::read;
use crate::document::{Key, Revision};
use crate::error::StoreError;
use crate::limits::{TOMBSTONES_MAX, TRIM_EVERY_TRANSACTIONS};
use crate::sqlite::read::{from_revision, to_revision};
use crate::transaction::{Expected, Transaction, Write};

/// Waits for the writer before, if any: writers go one after the other from here to their commit.
const NEXT: &str = "UPDATE portcullis.meta SET revision = revision + 1 RETURNING revision";
const FOUND: &str = "SELECT stored.revision
 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
   AS asked (kind, account, region, id, position)
 LEFT JOIN portcullis.documents AS stored USING (kind, account, region, id) ORDER BY position";
const PUT: &str = "INSERT INTO portcullis.documents (kind, account, region, id, parent, body, revision)
 SELECT *, $7::bigint FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
 ON CONFLICT (kind, account, region, id)
 DO UPDATE SET parent = excluded.parent, body = excluded.body, revision = excluded.revision";
const UNBURY: &str = "DELETE FROM portcullis.tombstones AS stored
 USING unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS written (kind, account, region, id)
 WHERE stored.kind = written.kind AND stored.account = written.account
   AND stored.region = written.region AND stored.id = written.id";
const DELETE: &str = "WITH gone AS (
   DELETE FROM portcullis.documents AS stored
   USING unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS named (kind, account, region, id)
   WHERE stored.kind = named.kind AND stored.account = named.account
     AND stored.region = named.region AND stored.id = named.id
   RETURNING stored.kind, stored.account, stored.region, stored.id)
 INSERT INTO portcullis.tombstones (kind, account, region, id, revision) SELECT *, $5::bigint FROM gone
 ON CONFLICT (kind, account, region, id) DO UPDATE SET revision = excluded.revision";
const OLDEST_KEPT: &str =
    "SELECT revision FROM portcullis.tombstones ORDER BY revision DESC LIMIT 1 OFFSET $1";

/// Documents and bytes written by one statement at most, so that each ends well before its time-out.
pub(super) const STATEMENT_DOCUMENTS_MAX: usize = 1_000;
pub(super) const STATEMENT_BYTES_MAX: usize = 8 << 20;

pub(super) async fn commit(session: &mut Session, transaction: &Transaction) -> Result<Revision, StoreError> {
    let writes = transaction.settled();
    if writes.is_empty() {
        check(session, &transaction.checks).await?;
        return read::revision(session).await;
    }
    session.batch("BEGIN").await?;
    let next = to_revision(session.row(NEXT, &[]).await?.try_get(0)?);
    if let Err(error) = check(session, &transaction.checks).await {
        if matches!(error, StoreError::Conflict(_)) {
            session.batch("ROLLBACK").await?;
        }
        return Err(error);
    }
    let mut puts = Puts::default();
    let mut deletes = Keys::default();
    for write in writes {
        match write {
            Write::Put { key, parent, body } => {
                puts.push(key, parent, body);
                if puts.is_full() {
                    std::mem::take(&mut puts).write(session, next).await?;
                }
            }
            Write::Delete { key } => {
                deletes.push(key);
                if deletes.ids.len() >= STATEMENT_DOCUMENTS_MAX {
                    std::mem::take(&mut deletes).delete(session, next).await?;
                }
            }
        }
    }
    puts.write(session, next).await?;
    deletes.delete(session, next).await?;
    if next.0.is_multiple_of(TRIM_EVERY_TRANSACTIONS) {
        trim(session, TOMBSTONES_MAX).await?;
    }
    session.run(NOTIFY, &[&next.0.to_string()]).await?;
    session.commit().await?;
    Ok(next)
}

/// Finds the first check that does not hold.
async fn check(session: &mut Session, checks: &[(Key, Expected)]) -> Result<(), StoreError> {
    if checks.is_empty() {
        return Ok(());
    }
    let mut keys = Keys::default();
    for (key, _) in checks {
        keys.push(key);
    }
    let found = session
        .rows(FOUND, &[&keys.kinds, &keys.accounts, &keys.regions, &keys.ids])
        .await?;
    for ((key, expected), row) in checks.iter().zip(found) {
        let revision: Option<i64> = row.try_get(0)?;
        let holds = match (expected, revision) {
            (Expected::Absent, revision) => revision.is_none(),
            (Expected::At(_), None) => false,
            (Expected::At(expected), Some(revision)) => to_revision(revision) == *expected,
        };
        if !holds {
            return Err(StoreError::Conflict(key.clone()));
        }
    }
    Ok(())
}

/// Forgets the oldest deletions beyond `keep`, whole revisions at a time, and raises the feed's floor to them.
async fn trim(session: &mut Session, keep: u64) -> Result<(), StoreError> {
    let keep = i64::try_from(keep).unwrap_or(i64::MAX);
    let rows = session.rows(OLDEST_KEPT, &[&keep]).await?;
    let Some(row) = rows.first() else { return Ok(()) };
    let last: i64 = row.try_get(0)?;
    session
        .run("DELETE FROM portcullis.tombstones WHERE revision <= $1", &[&last])
        .await?;
    session
        .run(
            "UPDATE portcullis.meta SET feed_floor = greatest(feed_floor, $1)",
            &[&last],
        )
        .await?;
    Ok(())
}

/// Keys as the columns of one statement.
#[derive(Default)]
struct Keys {
    kinds: Vec<String>,
    accounts: Vec<String>,
    regions: Vec<String>,
    ids: Vec<String>,
}

impl Keys {
    fn push(&mut self, key: &Key) {
        self.kinds.push(key.kind.clone());
        self.accounts.push(key.account.clone());
        self.regions.push(key.region.clone());
        self.ids.push(key.id.clone());
    }

    async fn delete(self, session: &mut Session, revision: Revision) -> Result<(), StoreError> {
        if self.ids.is_empty() {
            return Ok(());
        }
        let revision = from_revision(revision);
        session
            .run(
                DELETE,
                &[&self.kinds, &self.accounts, &self.regions, &self.ids, &revision],
            )
            .await?;
        Ok(())
    }
}

/// Documents as the columns of one statement. A key stands in it once.
#[derive(Default)]
pub(super) struct Puts {
    keys: Keys,
    parents: Vec<String>,
    bodies: Vec<String>,
    bytes: usize,
}

impl Puts {
    pub(super) fn push(&mut self, key: &Key, parent: &str, body: &str) {
        self.keys.push(key);
        self.parents.push(parent.to_owned());
        self.bodies.push(body.to_owned());
        self.bytes += body.len();
    }

    pub(super) fn is_full(&self) -> bool {
        self.parents.len() >= STATEMENT_DOCUMENTS_MAX || self.bytes >= STATEMENT_BYTES_MAX
    }

    pub(super) async fn write(self, session: &mut Session, revision: Revision) -> Result<(), StoreError> {
        if self.parents.is_empty() {
            return Ok(());
        }
        let Keys {
            kinds,
            accounts,
            regions,
            ids,
        } = self.keys;
        let revision = from_revision(revision);
        session
            .run(
                PUT,
                &[
                    &kinds,
                    &accounts,
                    &regions,
                    &ids,
                    &self.parents,
                    &self.bodies,
                    &revision,
                ],
            )
            .await?;
        session.run(UNBURY, &[&kinds, &accounts, &regions, &ids]).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::address;
    use crate::postgres::connect::Pool;
    use crate::testing::Postgres;

    fn key(n: usize) -> Key {
        Key::new("1", "r", "k", n.to_string())
    }

    fn put(n: usize) -> Write {
        Write::Put {
            key: key(n),
            parent: String::new(),
            body: String::new(),
        }
    }

    fn write(writes: Vec<Write>) -> Transaction {
        let checks = Vec::new();
        Transaction { checks, writes }
    }

    #[test]
    fn the_oldest_deletions_are_forgotten_and_the_floor_is_raised() {
        let server = Postgres::shared();
        let pool = Pool::new(address::parse(&server.new_database()).unwrap());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            pool.create_tables().await.unwrap();
            let told = pool
                .with(|session| {
                    Box::pin(async move {
                        commit(session, &write((0..6).map(put).collect())).await?;
                        commit(session, &write(vec![Write::Delete { key: key(0) }])).await?;
                        let two = vec![Write::Delete { key: key(1) }, Write::Delete { key: key(2) }];
                        commit(session, &write(two)).await?;
                        commit(session, &write(vec![Write::Delete { key: key(3) }])).await?;
                        trim(session, 4).await?;
                        let all = read::changes(session, Revision(0), 100).await?.len();
                        trim(session, 2).await?;
                        let before = read::changes(session, Revision(2), 100).await;
                        let after = read::changes(session, Revision(3), 100).await?.len();
                        Ok((all, before, after))
                    })
                })
                .await;
            // Of the two deletions of revision 3 one is beyond the limit: both go, a revision is not cut in two.
            assert_eq!(told, Ok((6, Err(StoreError::FeedTruncated(Revision(3))), 1)));
        });
    }
}
