//! Documents, where they stand, and how they are asked for.

use std::fmt;

/// Where a document stands. All parts are short text chosen by the services; `kind` and `id` are never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The account that owns it.
    pub account: String,
    /// The region it is in, or a name for "no region" that the service chose.
    pub region: String,
    /// What it is: `rest-api`, `stage`, `user`.
    pub kind: String,
    /// Its id, unique within the three others.
    pub id: String,
}

impl Key {
    /// A key of these parts.
    pub fn new(
        account: impl Into<String>,
        region: impl Into<String>,
        kind: impl Into<String>,
        id: impl Into<String>,
    ) -> Key {
        Key {
            account: account.into(),
            region: region.into(),
            kind: kind.into(),
            id: id.into(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}/{}/{}", self.kind, self.account, self.region, self.id)
    }
}

/// A document as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it stands.
    pub key: Key,
    /// The id of what it belongs to, for [`Filter::parent`]; empty when it belongs to nothing.
    pub parent: String,
    /// JSON text.
    pub body: String,
    /// The revision of the transaction that wrote it last.
    pub revision: Revision,
}

/// The body may hold secrets (access keys, API keys): only its length is shown.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("key", &self.key)
            .field("parent", &self.parent)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("revision", &self.revision)
            .finish()
    }
}

/// The state of the whole store after one transaction. Later transactions have higher revisions; an empty, new store
/// is at zero.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One key that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The revision of its newest change: earlier ones of the same key are not told.
    pub revision: Revision,
    /// What changed.
    pub key: Key,
    /// Whether it was deleted; it was written otherwise.
    pub deleted: bool,
}

/// Which documents [`crate::Store::list`] gives: those of one kind in one account and region, by id in byte order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter<'a> {
    /// The account.
    pub account: &'a str,
    /// The region.
    pub region: &'a str,
    /// The kind.
    pub kind: &'a str,
    /// Only documents of this parent. `Some("")` means those without one, `None` all.
    pub parent: Option<&'a str>,
    /// Only ids after this one: the last id of the page before.
    pub after: Option<&'a str>,
    /// How many at most.
    pub limit: usize,
}
