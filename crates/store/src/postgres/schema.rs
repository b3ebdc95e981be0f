//! The stored form in PostgreSQL. `golden/` holds one dump per version; versions are those of the SQLite form.

use super::connect::Session;
use crate::error::StoreError;
use crate::sqlite::schema::VERSION;

/// The first release that the store is tested on, as `server_version_num` has it.
const SERVER_VERSION_MIN: i32 = 150_000;

/// Two processes that start at once must not both make the tables. The number is "PCLS".
const LOCK: &str = "SELECT pg_advisory_xact_lock(1346587731)";

/// Keys lead with the kind: one index serves `get`, `list` and `scan`. The other leads with the parent, so that the
/// planner does not take it for those: without statistics it cannot tell them apart. Collation "C" is byte order.
const TABLES: &str = "
CREATE SCHEMA portcullis;
CREATE TABLE portcullis.meta (
  one integer PRIMARY KEY CHECK (one = 1),
  schema_version bigint NOT NULL,
  revision bigint NOT NULL,
  feed_floor bigint NOT NULL
);
CREATE TABLE portcullis.documents (
  kind text COLLATE \"C\" NOT NULL,
  account text COLLATE \"C\" NOT NULL,
  region text COLLATE \"C\" NOT NULL,
  id text COLLATE \"C\" NOT NULL,
  parent text COLLATE \"C\" NOT NULL,
  body text NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (kind, account, region, id)
);
CREATE INDEX documents_by_parent ON portcullis.documents (parent, kind, account, region, id);
CREATE INDEX documents_by_revision ON portcullis.documents (revision);
CREATE TABLE portcullis.tombstones (
  kind text COLLATE \"C\" NOT NULL,
  account text COLLATE \"C\" NOT NULL,
  region text COLLATE \"C\" NOT NULL,
  id text COLLATE \"C\" NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (kind, account, region, id)
);
CREATE INDEX tombstones_by_revision ON portcullis.tombstones (revision);
";

/// Makes the tables of an empty store where the schema is missing.
pub(super) async fn create(session: &mut Session) -> Result<(), StoreError> {
    check_server(session).await?;
    session.batch("BEGIN").await?;
    session.rows(LOCK, &[]).await?;
    let present: bool = session
        .row(
            "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'portcullis')",
            &[],
        )
        .await?
        .try_get(0)?;
    if !present {
        session.batch(TABLES).await?;
        session
            .run("INSERT INTO portcullis.meta VALUES (1, $1, 0, 0)", &[&VERSION])
            .await?;
    }
    session.commit().await
}

/// Checks that the tables are ours and of the version of this release.
pub(super) async fn check(session: &mut Session) -> Result<(), StoreError> {
    let found: i64 = match session
        .rows("SELECT schema_version FROM portcullis.meta", &[])
        .await
    {
        Ok(rows) => match rows.first() {
            Some(row) => row.try_get(0)?,
            None => {
                return Err(StoreError::Corrupt(
                    "the table `portcullis.meta` is empty".to_owned(),
                ));
            }
        },
        Err(StoreError::Corrupt(found)) => {
            return Err(StoreError::Foreign(format!(
                "the database has a schema `portcullis` of something else: name another database ({found})"
            )));
        }
        Err(error) => return Err(error),
    };
    if found == VERSION {
        Ok(())
    } else {
        Err(StoreError::Schema {
            found,
            known: VERSION,
        })
    }
}

async fn check_server(session: &mut Session) -> Result<(), StoreError> {
    let row = session
        .row(
            "SELECT current_setting('server_version_num')::integer, current_setting('server_version'),
             current_setting('fsync'), current_setting('server_encoding')",
            &[],
        )
        .await?;
    let version: i32 = row.try_get(0)?;
    let name: String = row.try_get(1)?;
    let fsync: String = row.try_get(2)?;
    let encoding: String = row.try_get(3)?;
    if version < SERVER_VERSION_MIN {
        return Err(StoreError::Address(format!(
            "PostgreSQL {name} is too old: version 15 or later is needed"
        )));
    }
    if fsync != "on" {
        return Err(StoreError::Address(
            "PostgreSQL runs with `fsync = off` and would lose acknowledged writes: turn it on".to_owned(),
        ));
    }
    if encoding != "UTF8" {
        return Err(StoreError::Address(format!(
            "the database has the encoding `{encoding}`: create it with the encoding UTF8"
        )));
    }
    Ok(())
}
