//! The one trait behind which both backends stand.

use crate::document::{Change, Document, Filter, Key, Revision};
use crate::error::StoreError;
use crate::transaction::Transaction;
use std::path::Path;
use std::time::Duration;

/// A store of documents. One value serves all threads of a process; calls block.
///
/// Every call may answer [`StoreError::Unavailable`], [`StoreError::Locked`] or [`StoreError::Corrupt`] besides what it
/// names itself.
pub trait Store: Send + Sync + std::fmt::Debug {
    /// The document under a key.
    fn get(&self, key: &Key) -> Result<Option<Document>, StoreError>;

    /// The documents that a filter names, by id in byte order.
    fn list(&self, filter: &Filter<'_>) -> Result<Vec<Document>, StoreError>;

    /// All documents of a kind over all accounts and regions, in pages ordered by account, region and id: for a start.
    /// `after` is the last key of the page before; its kind is not looked at.
    fn scan(&self, kind: &str, after: Option<&Key>, limit: usize) -> Result<Vec<Document>, StoreError>;

    /// All of a transaction or nothing of it; durable when this returns `Ok`.
    ///
    /// [`StoreError::Conflict`] when a check does not hold, [`StoreError::Invalid`] for what is beyond
    /// [`crate::limits`], [`StoreError::Full`], and [`StoreError::OutcomeUnknown`] when the store went away at the very
    /// end. A transaction without writes answers the present revision.
    fn commit(&self, transaction: &Transaction) -> Result<Revision, StoreError>;

    /// The keys that changed after a revision, ordered by revision; each key once, with its newest change.
    ///
    /// A revision is never cut in two: what one transaction changed comes whole even where that is more than `limit`, so
    /// the last revision of the answer is the one to go on after. [`StoreError::FeedTruncated`] when deletions between
    /// `after` and now are forgotten, or the store was restored since: read everything again.
    fn changes(&self, after: Revision, limit: usize) -> Result<Vec<Change>, StoreError>;

    /// The revision of the newest transaction.
    fn revision(&self) -> Result<Revision, StoreError>;

    /// Blocks until the store's revision is above `after` or `timeout` has passed, and gives the newest revision known.
    /// Transactions of other processes count too. A store that cannot be reached answers its error at once: pause before
    /// asking it again.
    fn wait(&self, after: Revision, timeout: Duration) -> Result<Revision, StoreError>;

    /// A consistent copy of everything, while serving, into a new file: a SQLite file of one form for both backends.
    /// [`StoreError::Address`] when the file exists or cannot be written.
    fn backup(&self, file: &Path) -> Result<(), StoreError>;

    /// Replaces everything by what a backup holds, in one transaction, after the backup was checked whole.
    ///
    /// [`StoreError::NotEmpty`] when there are documents and `replace` is false. Every document gets the revision of the
    /// restore, so that whoever read before it is told of the conflict, and the feed starts anew.
    fn restore(&self, file: &Path, replace: bool) -> Result<(), StoreError>;
}
