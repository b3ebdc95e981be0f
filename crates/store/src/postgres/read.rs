//! What is read from PostgreSQL.

use super::connect::Session;
use crate::document::{Change, Document, Filter, Key, Revision};
use crate::error::StoreError;
use crate::sqlite::read::{from_revision, to_limit, to_revision};
use tokio_postgres::Row;

// `id > ''` holds for every id: none is empty.
const GET: &str = "SELECT kind, account, region, id, parent, body, revision FROM portcullis.documents
 WHERE kind = $1 AND account = $2 AND region = $3 AND id = $4";
const LIST: &str = "SELECT kind, account, region, id, parent, body, revision FROM portcullis.documents
 WHERE kind = $1 AND account = $2 AND region = $3 AND id > $4 ORDER BY id LIMIT $5";
const LIST_OF_PARENT: &str =
    "SELECT kind, account, region, id, parent, body, revision FROM portcullis.documents
 WHERE kind = $1 AND account = $2 AND region = $3 AND parent = $6 AND id > $4 ORDER BY id LIMIT $5";
const SCAN: &str = "SELECT kind, account, region, id, parent, body, revision FROM portcullis.documents
 WHERE kind = $1 AND (account, region, id) > ($2, $3, $4) ORDER BY account, region, id LIMIT $5";
/// The revision up to which a page of the feed goes, and then all of it: no revision is cut in two.
const CHANGES: &str = "
WITH page (last) AS (SELECT max(revision) FROM (
  SELECT revision FROM (
    (SELECT revision FROM portcullis.documents WHERE revision > $1 ORDER BY revision LIMIT $2)
    UNION ALL
    (SELECT revision FROM portcullis.tombstones WHERE revision > $1 ORDER BY revision LIMIT $2)
  ) AS first_of_each ORDER BY revision LIMIT $2) AS first_of_both)
SELECT kind, account, region, id, revision, false FROM portcullis.documents
 WHERE revision > $1 AND revision <= (SELECT last FROM page)
UNION ALL
SELECT kind, account, region, id, revision, true FROM portcullis.tombstones
 WHERE revision > $1 AND revision <= (SELECT last FROM page)
ORDER BY 5, 1, 2, 3, 4";

/// A [`Filter`] that owns its texts.
pub(super) struct Listing {
    account: String,
    region: String,
    kind: String,
    parent: Option<String>,
    after: String,
    limit: i64,
}

impl Listing {
    pub(super) fn of(filter: &Filter<'_>) -> Listing {
        Listing {
            account: filter.account.to_owned(),
            region: filter.region.to_owned(),
            kind: filter.kind.to_owned(),
            parent: filter.parent.map(str::to_owned),
            after: before_nul(filter.after.unwrap_or_default()),
            limit: to_limit(filter.limit),
        }
    }
}

pub(super) async fn document(session: &mut Session, key: &Key) -> Result<Option<Document>, StoreError> {
    let rows = session
        .rows(GET, &[&key.kind, &key.account, &key.region, &key.id])
        .await?;
    rows.first().map(to_document).transpose()
}

pub(super) async fn list(session: &mut Session, listing: &Listing) -> Result<Vec<Document>, StoreError> {
    let Listing {
        account,
        region,
        kind,
        parent,
        after,
        limit,
    } = listing;
    let rows = match parent {
        None => session.rows(LIST, &[kind, account, region, after, limit]).await?,
        Some(parent) => {
            let values: super::connect::Values<'_> = &[kind, account, region, after, limit, parent];
            session.rows(LIST_OF_PARENT, values).await?
        }
    };
    rows.iter().map(to_document).collect()
}

pub(super) async fn scan(
    session: &mut Session,
    kind: &str,
    after: Option<&Key>,
    limit: usize,
) -> Result<Vec<Document>, StoreError> {
    let (account, region, id) = match after {
        Some(key) => (
            before_nul(&key.account),
            before_nul(&key.region),
            before_nul(&key.id),
        ),
        None => Default::default(),
    };
    let rows = session
        .rows(SCAN, &[&kind, &account, &region, &id, &to_limit(limit)])
        .await?;
    rows.iter().map(to_document).collect()
}

pub(super) async fn changes(
    session: &mut Session,
    after: Revision,
    limit: usize,
) -> Result<Vec<Change>, StoreError> {
    let rows = session
        .rows(CHANGES, &[&from_revision(after), &to_limit(limit)])
        .await?;
    // Read after the feed: the floor only rises, so nothing forgotten before is missed.
    let floor = to_revision(
        session
            .row("SELECT feed_floor FROM portcullis.meta", &[])
            .await?
            .try_get(0)?,
    );
    if after < floor {
        return Err(StoreError::FeedTruncated(floor));
    }
    rows.iter().map(to_change).collect()
}

pub(super) async fn revision(session: &mut Session) -> Result<Revision, StoreError> {
    let row = session.row("SELECT revision FROM portcullis.meta", &[]).await?;
    Ok(to_revision(row.try_get(0)?))
}

pub(super) fn to_document(row: &Row) -> Result<Document, StoreError> {
    Ok(Document {
        key: to_key(row)?,
        parent: row.try_get(4)?,
        body: row.try_get(5)?,
        revision: to_revision(row.try_get(6)?),
    })
}

fn to_change(row: &Row) -> Result<Change, StoreError> {
    Ok(Change {
        key: to_key(row)?,
        revision: to_revision(row.try_get(4)?),
        deleted: row.try_get(5)?,
    })
}

fn to_key(row: &Row) -> Result<Key, StoreError> {
    Ok(Key {
        kind: row.try_get(0)?,
        account: row.try_get(1)?,
        region: row.try_get(2)?,
        id: row.try_get(3)?,
    })
}

/// PostgreSQL has no NUL in text. What stands before it is what stored texts that sort before the whole compare with:
/// none holds a NUL, so those after the one are those after the other, but for the text itself.
fn before_nul(text: &str) -> String {
    text.split('\0').next().unwrap_or_default().to_owned()
}
