//! What users set: one revisioned document table and a change feed, the same on SQLite and PostgreSQL.
//!
//! A [`Document`] is JSON text under a [`Key`]; the store does not look into it. Writes come as a [`Transaction`]: checks
//! on what the writer has read, then writes; all of it happens or nothing, and what was answered `Ok` is on the disk.
//! Each transaction gives the store a new [`Revision`], and [`Store::changes`] tells which keys changed after one, so that
//! a reader follows by revisions and rescans only when it fell too far behind.
//!
//! Everything here blocks: call it from a thread that may. No call waits without an end: a store that is full, locked or
//! gone answers a [`StoreError`] within the times of [`limits`], and works again when the cause has gone.
//!
//! Not here: what a document means, ids, cascades (the caller deletes a tree key by key), encryption of what is stored.

mod document;
mod error;
pub mod limits;
mod pool;
mod portable;
mod postgres;
mod signal;
mod sqlite;
mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod transaction;

pub use document::{Change, Document, Filter, Key, Revision};
pub use error::StoreError;
pub use postgres::open_postgres;
pub use sqlite::{open_memory, open_sqlite};
pub use store::Store;
pub use transaction::{Expected, Transaction, Write};
