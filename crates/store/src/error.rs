//! Why the store refused or failed.

use crate::document::{Key, Revision};

/// Why a call to the store failed. Nothing was changed, but for [`StoreError::OutcomeUnknown`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A check of the transaction does not hold: somebody else wrote first.
    #[error("`{0}` was changed by somebody else: read it again and repeat the change")]
    Conflict(Key),
    /// No room to write.
    #[error("the store is full: free disk space where it lives ({0})")]
    Full(String),
    /// Somebody holds a lock for longer than a call waits.
    #[error("the store is locked: end the process or transaction that holds it ({0})")]
    Locked(String),
    /// The store cannot be reached, read or written at the moment.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// The store went away after a commit was sent and before it was answered.
    #[error(
        "the store went away during a commit, which may or may not have happened: look before repeating it ({0})"
    )]
    OutcomeUnknown(String),
    /// What is stored contradicts itself.
    #[error("the store is damaged: restore a backup ({0})")]
    Corrupt(String),
    /// The feed no longer reaches back to the revision asked for.
    #[error("changes are known only after revision {0}: read everything again")]
    FeedTruncated(Revision),
    /// A restore into a store that holds something, without leave to replace it.
    #[error(
        "the store is not empty: allow the restore to replace what it holds, or restore into an empty one"
    )]
    NotEmpty,
    /// Written by a release with another stored form.
    #[error(
        "the stored form has version {found}, this release knows {known}: use the release that wrote it or a later one"
    )]
    Schema {
        /// The version found.
        found: i64,
        /// The version this release writes.
        known: i64,
    },
    /// Something that is no store of ours stands there.
    #[error("not a Portcullis store: {0}")]
    Foreign(String),
    /// What cannot be stored: a limit of [`crate::limits`] or a character.
    #[error("cannot be stored: {0}")]
    Invalid(String),
    /// The address or file given for a store or backup cannot be used.
    #[error("{0}")]
    Address(String),
}
