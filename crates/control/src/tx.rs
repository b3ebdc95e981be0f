//! One operation's view of the store: reads are remembered, writes are gathered, and all of it is committed at once.
//!
//! A commit holds only if every document that was read is still as it was read; otherwise the whole operation runs again on
//! fresh state. Handlers therefore never lock and never see a half-written API.

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};
use store::{Document, Expected, Filter, Key, Revision, Store, Transaction, Write};

use crate::error::{Error, Result};

/// A kind of document. The stored form is `{"v": VERSION, "d": …}`.
pub trait Stored: Serialize + DeserializeOwned {
    /// The kind in the store: `apigateway-stage`.
    const KIND: &'static str;
    /// The version of the stored form that is written.
    const VERSION: u32;

    /// Brings an older stored form to the current one; `None` if that version is unknown.
    fn upgrade(version: u32, value: serde_json::Value) -> Option<serde_json::Value> {
        (version == Self::VERSION).then_some(value)
    }
}

/// Documents read in one page when a list is asked for.
const PAGE: usize = 500;

/// One operation's reads and writes, in one account and region.
pub struct Tx<'s> {
    store: &'s dyn Store,
    account: String,
    region: String,
    /// What was read or written, by key: the revision it had (`None`: it was absent or never read), what is to be written.
    seen: BTreeMap<Key, Seen>,
}

struct Seen {
    /// `None`: never read. `Some(None)`: read, absent.
    read: Option<Option<Revision>>,
    /// As read or as written; `None`: absent or deleted.
    document: Option<(String, String)>,
    written: bool,
}

impl<'s> Tx<'s> {
    /// A view of one account and region.
    pub fn new(store: &'s dyn Store, account: &str, region: &str) -> Self {
        Self {
            store,
            account: account.to_owned(),
            region: region.to_owned(),
            seen: BTreeMap::new(),
        }
    }

    /// The key of a document in this account and region. Kinds that belong to no region use [`Tx::global`].
    pub fn key<T: Stored>(&self, id: &str) -> Key {
        Key::new(&self.account, &self.region, T::KIND, id)
    }

    /// The same view without a region (IAM, quotas of an account).
    pub fn global_key<T: Stored>(&self, id: &str) -> Key {
        Key::new(&self.account, "", T::KIND, id)
    }

    /// A document.
    pub fn get<T: Stored>(&mut self, id: &str) -> Result<Option<T>> {
        let key = self.key::<T>(id);
        self.get_at(&key)
    }

    /// A document by its whole key.
    pub fn get_at<T: Stored>(&mut self, key: &Key) -> Result<Option<T>> {
        if !self.seen.contains_key(key) {
            let found = self.store.get(key)?;
            self.remember(key.clone(), found);
        }
        match self.seen.get(key).and_then(|seen| seen.document.as_ref()) {
            Some((_, body)) => decode::<T>(key, body).map(Some),
            None => Ok(None),
        }
    }

    /// All documents of a kind in this account and region, of one parent or of all; ordered by id.
    pub fn list<T: Stored>(&mut self, parent: Option<&str>) -> Result<Vec<(String, T)>> {
        let region = self.region.clone();
        self.list_in(&region, parent)
    }

    /// All documents of a kind that belong to no region.
    pub fn list_global<T: Stored>(&mut self, parent: Option<&str>) -> Result<Vec<(String, T)>> {
        self.list_in("", parent)
    }

    fn list_in<T: Stored>(&mut self, region: &str, parent: Option<&str>) -> Result<Vec<(String, T)>> {
        let mut after: Option<String> = None;
        loop {
            let page = self.store.list(&Filter {
                account: &self.account,
                region,
                kind: T::KIND,
                parent,
                after: after.as_deref(),
                limit: PAGE,
            })?;
            let full = page.len() == PAGE;
            after = page.last().map(|document| document.key.id.clone());
            for document in page {
                if !self.seen.contains_key(&document.key) {
                    self.remember(document.key.clone(), Some(document));
                }
            }
            if !full {
                break;
            }
        }
        let mut found = Vec::new();
        for (key, seen) in &self.seen {
            let wanted = key.account == self.account && key.region == region && key.kind == T::KIND;
            if let Some((of, body)) = &seen.document
                && wanted
                && parent.is_none_or(|parent| parent == of)
            {
                found.push((key.id.clone(), decode::<T>(key, body)?));
            }
        }
        Ok(found)
    }

    /// Writes a document.
    pub fn put<T: Stored>(&mut self, id: &str, parent: &str, value: &T) -> Result<()> {
        let key = self.key::<T>(id);
        self.put_at(key, parent, value)
    }

    /// Writes a document by its whole key.
    pub fn put_at<T: Stored>(&mut self, key: Key, parent: &str, value: &T) -> Result<()> {
        let body = encode(value)?;
        let seen = self.seen.entry(key).or_insert(Seen {
            read: None,
            document: None,
            written: true,
        });
        seen.document = Some((parent.to_owned(), body));
        seen.written = true;
        Ok(())
    }

    /// Deletes a document; no matter if it is not there.
    pub fn delete<T: Stored>(&mut self, id: &str) {
        let key = self.key::<T>(id);
        self.delete_at(key);
    }

    /// Deletes a document by its whole key.
    pub fn delete_at(&mut self, key: Key) {
        let seen = self.seen.entry(key).or_insert(Seen {
            read: None,
            document: None,
            written: true,
        });
        seen.document = None;
        seen.written = true;
    }

    /// Deletes every document of a kind that has this parent.
    pub fn delete_children<T: Stored>(&mut self, parent: &str) -> Result<()> {
        for (id, _) in self.list::<T>(Some(parent))? {
            self.delete::<T>(&id);
        }
        Ok(())
    }

    /// The store itself, for reads that need not hold until the commit.
    pub fn store(&self) -> &'s dyn Store {
        self.store
    }

    /// Whether anything is to be written.
    pub fn writes(&self) -> bool {
        self.seen.values().any(|seen| seen.written)
    }

    /// Commits; the keys that were written.
    pub fn commit(self) -> Result<Vec<Key>> {
        let mut transaction = Transaction::default();
        let mut keys = Vec::new();
        if !self.writes() {
            return Ok(keys);
        }
        for (key, seen) in self.seen {
            if let Some(read) = seen.read {
                let expected = read.map_or(Expected::Absent, Expected::At);
                transaction.checks.push((key.clone(), expected));
            }
            if seen.written {
                keys.push(key.clone());
                transaction.writes.push(match seen.document {
                    Some((parent, body)) => Write::Put { key, parent, body },
                    None => Write::Delete { key },
                });
            }
        }
        self.store.commit(&transaction)?;
        Ok(keys)
    }

    fn remember(&mut self, key: Key, found: Option<Document>) {
        let read = found.as_ref().map(|document| document.revision);
        let document = found.map(|document| (document.parent, document.body));
        let seen = Seen {
            read: Some(read),
            document,
            written: false,
        };
        self.seen.insert(key, seen);
    }
}

/// The stored form of a value.
pub fn encode<T: Stored>(value: &T) -> Result<String> {
    #[derive(Serialize)]
    struct Envelope<'a, T> {
        v: u32,
        d: &'a T,
    }
    serde_json::to_string(&Envelope {
        v: T::VERSION,
        d: value,
    })
    .map_err(|error| Error::internal(format!("a {} cannot be stored: {error}", T::KIND)))
}

/// The value of a stored form.
pub fn decode<T: Stored>(key: &Key, body: &str) -> Result<T> {
    #[derive(serde::Deserialize)]
    struct Envelope {
        v: u32,
        d: serde_json::Value,
    }
    let fault = |why: String| {
        Error::internal(format!(
            "the stored {} `{}` of account {} cannot be read: {why}",
            key.kind, key.id, key.account
        ))
    };
    let envelope: Envelope = serde_json::from_str(body).map_err(|error| fault(error.to_string()))?;
    let value = T::upgrade(envelope.v, envelope.d).ok_or_else(|| {
        fault(format!(
            "its form has version {}, this program knows up to {}",
            envelope.v,
            T::VERSION
        ))
    })?;
    serde_json::from_value(value).map_err(|error| fault(error.to_string()))
}
