//! Transactions: what a writer has read and relies on, and what it writes.

use crate::document::{Key, Revision};
use crate::error::StoreError;
use crate::limits::{BODY_BYTES_MAX, KEY_BYTES_MAX, TRANSACTION_WRITES_MAX};
use std::collections::HashSet;
use std::fmt;

/// What a key must hold for a transaction to go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Nothing.
    Absent,
    /// A document, still at the revision it was read at.
    At(Revision),
}

/// One write.
#[derive(Clone, PartialEq, Eq)]
pub enum Write {
    /// Creates or replaces a document.
    Put {
        /// Where.
        key: Key,
        /// The id of what it belongs to; empty for nothing.
        parent: String,
        /// JSON text.
        body: String,
    },
    /// Removes a document; nothing happens where there is none.
    Delete {
        /// Which.
        key: Key,
    },
}

impl Write {
    /// The key it writes.
    pub fn key(&self) -> &Key {
        match self {
            Write::Put { key, .. } | Write::Delete { key } => key,
        }
    }
}

/// The body may hold secrets: only its length is shown.
impl fmt::Debug for Write {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Write::Put { key, parent, body } => f
                .debug_struct("Put")
                .field("key", key)
                .field("parent", parent)
                .field("body", &format_args!("{} bytes", body.len()))
                .finish(),
            Write::Delete { key } => f.debug_struct("Delete").field("key", key).finish(),
        }
    }
}

/// Checks and writes that happen together or not at all.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// What must hold before the writes; the first that does not is the conflict answered.
    pub checks: Vec<(Key, Expected)>,
    /// The writes. Of two for the same key the later one holds.
    pub writes: Vec<Write>,
}

impl Transaction {
    /// Refuses what one of the backends could not store, so that both refuse the same.
    pub(crate) fn check_limits(&self) -> Result<(), StoreError> {
        if self.writes.len() > TRANSACTION_WRITES_MAX {
            return Err(StoreError::Invalid(format!(
                "{} writes in one transaction, at most {TRANSACTION_WRITES_MAX} are possible: split it",
                self.writes.len()
            )));
        }
        for (key, _) in &self.checks {
            check_key(key)?;
        }
        for write in &self.writes {
            check_key(write.key())?;
            if let Write::Put { key, parent, body } = write {
                check_put(key, parent, body)?;
            }
        }
        Ok(())
    }

    /// The writes with only the last one of each key, in order.
    pub(crate) fn settled(&self) -> Vec<&Write> {
        let mut seen = HashSet::with_capacity(self.writes.len());
        let mut settled: Vec<&Write> = self
            .writes
            .iter()
            .rev()
            .filter(|write| seen.insert(write.key()))
            .collect();
        settled.reverse();
        settled
    }
}

/// Whether a text can be stored and compared on every backend: PostgreSQL has no NUL in text.
pub(crate) fn is_storable(text: &str) -> bool {
    !text.contains('\0')
}

/// Whether a document can stand under this key. No document can otherwise be there to be read either.
pub(crate) fn is_storable_key(key: &Key) -> bool {
    check_key(key).is_ok()
}

fn check_key(key: &Key) -> Result<(), StoreError> {
    let parts = [&key.account, &key.region, &key.kind, &key.id];
    if key.kind.is_empty() || key.id.is_empty() {
        return Err(StoreError::Invalid(format!(
            "the key `{key}` has an empty kind or id"
        )));
    }
    if !parts.iter().all(|part| is_storable(part)) {
        return Err(StoreError::Invalid(format!(
            "the key `{}` holds a NUL character",
            key.to_string().escape_debug()
        )));
    }
    let bytes: usize = parts.iter().map(|part| part.len()).sum();
    if bytes > KEY_BYTES_MAX {
        return Err(StoreError::Invalid(format!(
            "the key of a {} has {bytes} bytes, at most {KEY_BYTES_MAX} are possible",
            key.kind.escape_debug()
        )));
    }
    Ok(())
}

pub(crate) fn check_put(key: &Key, parent: &str, body: &str) -> Result<(), StoreError> {
    check_key(key)?;
    if parent.len() > KEY_BYTES_MAX || !is_storable(parent) {
        return Err(StoreError::Invalid(format!(
            "the parent of `{key}` holds a NUL character or more than {KEY_BYTES_MAX} bytes"
        )));
    }
    if body.len() > BODY_BYTES_MAX {
        return Err(StoreError::Invalid(format!(
            "the document `{key}` has {} bytes, at most {BODY_BYTES_MAX} are possible",
            body.len()
        )));
    }
    if !is_storable(body) {
        return Err(StoreError::Invalid(format!(
            "the document `{key}` holds a NUL character"
        )));
    }
    Ok(())
}
