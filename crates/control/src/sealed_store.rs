//! A store whose secrets are sealed: sealed where a document goes in, opened where it comes out.
//!
//! Which members of which kinds are secrets is data ([`SecretMember`]), stated by the service that owns the kind. In a stored
//! document the secret's text is replaced by an object:
//!
//! ```json
//! {"sealed": "1.KEY.BASE64", "sha256": "…"}
//! ```
//!
//! `sha256` is there only where the secret is also looked up by its digest. A text in that place is a secret that an older
//! release wrote: it is read as it is, and sealed when it is written next, or by [`SealedStore::seal_all`].
//!
//! What this does not do: hide documents as a whole, or protect against somebody who has the key file too.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use store::{Change, Document, Expected, Filter, Key, Revision, Store, StoreError, Transaction, Write};

use crate::sealed::{Seal, hexadecimal};

/// Documents read and written at once by [`SealedStore::seal_all`].
const PAGE: usize = 200;

/// Where documents of a kind hold a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretMember {
    /// The kind.
    pub kind: &'static str,
    /// The names that lead to it in the document's value. It is text, or absent or null.
    pub path: &'static [&'static str],
    /// Whether its SHA-256 stands beside it.
    pub hashed: bool,
}

/// A secret as it is found in a stored document. It has no `Debug`.
enum Found<'v> {
    /// Not sealed.
    Plain(&'v str),
    /// Sealed.
    Sealed { text: &'v str, hashed: bool },
}

/// A store whose secrets are sealed.
#[derive(Debug)]
pub struct SealedStore {
    inner: Arc<dyn Store>,
    seal: Seal,
    members: Vec<SecretMember>,
}

impl SealedStore {
    /// Seals these members of what `inner` keeps.
    pub fn new(inner: Arc<dyn Store>, seal: Seal, members: impl IntoIterator<Item = SecretMember>) -> Self {
        Self {
            inner,
            seal,
            members: members.into_iter().collect(),
        }
    }

    /// The store with the documents as they lie there.
    pub fn as_stored(&self) -> &Arc<dyn Store> {
        &self.inner
    }

    /// Seals what is not sealed, or is sealed with a key that is being replaced; how many documents that were. One that
    /// somebody else writes meanwhile is left to them.
    pub fn seal_all(&self) -> Result<usize, StoreError> {
        let mut kinds: Vec<&str> = self.members.iter().map(|member| member.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut sealed = 0;
        for kind in kinds {
            let mut after: Option<Key> = None;
            loop {
                let page = self.inner.scan(kind, after.as_ref(), PAGE)?;
                let full = page.len() == PAGE;
                after = page.last().map(|document| document.key.clone());
                sealed += self.seal_page(page)?;
                if !full {
                    break;
                }
            }
        }
        Ok(sealed)
    }

    fn seal_page(&self, page: Vec<Document>) -> Result<usize, StoreError> {
        let mut all = Vec::new();
        for document in page {
            if !self.wants_sealing(&document) {
                continue;
            }
            let Document {
                key,
                parent,
                body,
                revision,
            } = self.opened(document)?;
            let body = self.sealed(&key, body)?;
            let put = Write::Put {
                key: key.clone(),
                parent,
                body,
            };
            all.push(((key, Expected::At(revision)), put));
        }
        let count = all.len();
        if count == 0 {
            return Ok(0);
        }
        let (checks, writes) = all.iter().cloned().unzip();
        match self.inner.commit(&Transaction { checks, writes }) {
            Ok(_) => return Ok(count),
            Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
        // Somebody wrote one of them: the others go one by one.
        let mut written = 0;
        for (check, write) in all {
            let transaction = Transaction {
                checks: vec![check],
                writes: vec![write],
            };
            match self.inner.commit(&transaction) {
                Ok(_) => written += 1,
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(written)
    }

    fn wants_sealing(&self, document: &Document) -> bool {
        let Ok(value) = serde_json::from_str::<Value>(&document.body) else {
            return false;
        };
        self.members_of(&document.key.kind)
            .any(|member| match found(&value, member) {
                None => false,
                Some(Found::Plain(_)) => true,
                Some(Found::Sealed { text, hashed }) => {
                    !self.seal.is_present(text) || hashed != member.hashed
                }
            })
    }

    fn members_of<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = &'s SecretMember> {
        self.members.iter().filter(move |member| member.kind == kind)
    }

    /// The body with its secrets sealed.
    fn sealed(&self, key: &Key, body: String) -> Result<String, StoreError> {
        if self.members_of(&key.kind).next().is_none() {
            return Ok(body);
        }
        let mut value: Value = serde_json::from_str(&body)
            .map_err(|_| StoreError::Invalid(format!("the document `{key}` is no JSON text")))?;
        for member in self.members_of(&key.kind) {
            let Some(Found::Plain(secret)) = found(&value, member) else {
                continue;
            };
            let text = self.seal.seal(&place(key, member), secret).map_err(|error| {
                StoreError::Invalid(format!("the {} of `{key}`: {error}", member.path.join(".")))
            })?;
            let mut object = Map::new();
            object.insert("sealed".to_owned(), Value::String(text));
            if member.hashed {
                let digest = hexadecimal(&Sha256::digest(secret.as_bytes()));
                object.insert("sha256".to_owned(), Value::String(digest));
            }
            if let Some(at) = member_mut(&mut value, member) {
                *at = Value::Object(object);
            }
        }
        Ok(value.to_string())
    }

    /// The document with its secrets as services know them.
    fn opened(&self, document: Document) -> Result<Document, StoreError> {
        if self.members_of(&document.key.kind).next().is_none() {
            return Ok(document);
        }
        let Ok(mut value) = serde_json::from_str::<Value>(&document.body) else {
            // Whoever decodes it tells why.
            return Ok(document);
        };
        for member in self.members_of(&document.key.kind) {
            let Some(Found::Sealed { text, .. }) = found(&value, member) else {
                continue;
            };
            let secret = self
                .seal
                .open(&place(&document.key, member), text)
                .map_err(|error| {
                    let member = member.path.join(".");
                    StoreError::Unavailable(format!(
                        "the {member} of `{}` stays sealed: {error}",
                        document.key
                    ))
                })?;
            if let Some(at) = member_mut(&mut value, member) {
                *at = Value::String(secret);
            }
        }
        Ok(Document {
            body: value.to_string(),
            ..document
        })
    }
}

impl Store for SealedStore {
    fn get(&self, key: &Key) -> Result<Option<Document>, StoreError> {
        self.inner
            .get(key)?
            .map(|document| self.opened(document))
            .transpose()
    }

    fn list(&self, filter: &Filter<'_>) -> Result<Vec<Document>, StoreError> {
        let page = self.inner.list(filter)?;
        page.into_iter().map(|document| self.opened(document)).collect()
    }

    /// A document that stays sealed is given as it lies there, and fails where it is decoded: one must not keep all others
    /// from being served.
    fn scan(&self, kind: &str, after: Option<&Key>, limit: usize) -> Result<Vec<Document>, StoreError> {
        let page = self.inner.scan(kind, after, limit)?;
        Ok(page
            .into_iter()
            .map(|document| self.opened(document.clone()).unwrap_or(document))
            .collect())
    }

    fn commit(&self, transaction: &Transaction) -> Result<Revision, StoreError> {
        let kept = |write: &Write| match write {
            Write::Put { key, .. } => self.members_of(&key.kind).next().is_none(),
            Write::Delete { .. } => true,
        };
        if transaction.writes.iter().all(kept) {
            return self.inner.commit(transaction);
        }
        let mut sealed = transaction.clone();
        for write in &mut sealed.writes {
            if let Write::Put { key, body, .. } = write {
                *body = self.sealed(key, std::mem::take(body))?;
            }
        }
        self.inner.commit(&sealed)
    }

    fn changes(&self, after: Revision, limit: usize) -> Result<Vec<Change>, StoreError> {
        self.inner.changes(after, limit)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.inner.revision()
    }

    fn wait(&self, after: Revision, timeout: Duration) -> Result<Revision, StoreError> {
        self.inner.wait(after, timeout)
    }

    fn backup(&self, file: &Path) -> Result<(), StoreError> {
        self.inner.backup(file)
    }

    fn restore(&self, file: &Path, replace: bool) -> Result<(), StoreError> {
        self.inner.restore(file, replace)
    }
}

/// The name of the key that some document of a store is sealed with; `None` if none is.
pub fn sealed_with(store: &dyn Store, member: &SecretMember) -> Result<Option<String>, StoreError> {
    let mut after: Option<Key> = None;
    loop {
        let page = store.scan(member.kind, after.as_ref(), PAGE)?;
        for document in &page {
            let value: Option<Value> = serde_json::from_str(&document.body).ok();
            let sealed = value.as_ref().and_then(|value| found(value, member));
            if let Some(Found::Sealed { text, .. }) = sealed {
                return Ok(Some(text.split('.').nth(1).unwrap_or_default().to_owned()));
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.key.clone()),
            _ => return Ok(None),
        }
    }
}

/// What a sealed text is bound to.
fn place(key: &Key, member: &SecretMember) -> String {
    // None of the parts holds a NUL, which no backend can store.
    [
        key.kind.as_str(),
        &key.account,
        &key.region,
        &key.id,
        &member.path.join("."),
    ]
    .join("\0")
}

fn found<'v>(document: &'v Value, member: &SecretMember) -> Option<Found<'v>> {
    let mut at = document.get("d")?;
    for name in member.path {
        at = at.get(name)?;
    }
    if let Value::String(text) = at {
        return Some(Found::Plain(text));
    }
    Some(Found::Sealed {
        text: at.get("sealed")?.as_str()?,
        hashed: at.get("sha256").is_some(),
    })
}

fn member_mut<'v>(document: &'v mut Value, member: &SecretMember) -> Option<&'v mut Value> {
    let mut at = document.get_mut("d")?;
    for name in member.path {
        at = at.get_mut(name)?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBERS: [SecretMember; 2] = [
        SecretMember {
            kind: "thing",
            path: &["key", "value"],
            hashed: true,
        },
        SecretMember {
            kind: "other",
            path: &["secret"],
            hashed: false,
        },
    ];

    fn over(inner: &Arc<dyn Store>, digits: &[&str]) -> SealedStore {
        let text: Vec<String> = digits.iter().map(|digit| digit.repeat(64)).collect();
        SealedStore::new(Arc::clone(inner), Seal::parse(&text.join("\n")).unwrap(), MEMBERS)
    }

    fn key(kind: &str, id: &str) -> Key {
        Key::new("111111111111", "", kind, id)
    }

    fn put(store: &dyn Store, kind: &str, id: &str, body: &str) {
        let transaction = Transaction {
            checks: Vec::new(),
            writes: vec![Write::Put {
                key: key(kind, id),
                parent: String::new(),
                body: body.to_owned(),
            }],
        };
        store.commit(&transaction).unwrap();
    }

    fn body(store: &dyn Store, kind: &str, id: &str) -> String {
        store.get(&key(kind, id)).unwrap().unwrap().body
    }

    const PLAIN: &str = r#"{"v":1,"d":{"key":{"id":"a","value":"hush hush"}}}"#;

    #[test]
    fn secrets_go_in_and_come_out_and_lie_there_sealed() {
        let inner = store::open_memory().unwrap();
        let store = over(&inner, &["1"]);
        put(&store, "thing", "a", PLAIN);
        put(&store, "free", "a", PLAIN);
        assert_eq!(body(&store, "thing", "a"), PLAIN);
        let lying = body(&*inner, "thing", "a");
        assert!(!lying.contains("hush"), "{lying}");
        let digest = hexadecimal(&Sha256::digest(b"hush hush"));
        assert!(lying.contains(&digest), "{lying}");
        assert_eq!(body(&*inner, "free", "a"), PLAIN);
        let listed = store
            .list(&Filter {
                account: "111111111111",
                region: "",
                kind: "thing",
                parent: None,
                after: None,
                limit: 10,
            })
            .unwrap();
        assert_eq!(listed[0].body, PLAIN);
        assert_eq!(store.scan("thing", None, 10).unwrap()[0].body, PLAIN);
    }

    #[test]
    fn members_without_a_text_stay_as_they_are() {
        let inner = store::open_memory().unwrap();
        let store = over(&inner, &["1"]);
        for lying in [
            r#"{"v":1,"d":{}}"#,
            r#"{"v":1,"d":{"secret":null}}"#,
            r#"{"v":9}"#,
        ] {
            put(&store, "other", "a", lying);
            assert_eq!(body(&*inner, "other", "a"), lying);
            assert_eq!(body(&store, "other", "a"), lying);
        }
    }

    #[test]
    fn what_lies_sealed_belongs_to_its_document() {
        let inner = store::open_memory().unwrap();
        let store = over(&inner, &["1"]);
        put(&store, "thing", "a", PLAIN);
        let moved = body(&*inner, "thing", "a");
        put(&*inner, "thing", "b", &moved);
        let error = store.get(&key("thing", "b")).unwrap_err().to_string();
        assert!(error.contains("another document"), "{error}");
        // The others can be read.
        assert_eq!(store.scan("thing", None, 10).unwrap()[0].body, PLAIN);
    }

    #[test]
    fn older_documents_are_sealed_and_keys_replaced() {
        let inner = store::open_memory().unwrap();
        put(&*inner, "thing", "a", PLAIN);
        put(&*inner, "other", "a", r#"{"v":1,"d":{"secret":"s"}}"#);
        let first = over(&inner, &["1"]);
        assert_eq!(body(&first, "thing", "a"), PLAIN);
        assert_eq!(first.seal_all().unwrap(), 2);
        assert_eq!(first.seal_all().unwrap(), 0);
        assert!(!body(&*inner, "thing", "a").contains("hush"));
        let second = over(&inner, &["2", "1"]);
        assert_eq!(second.seal_all().unwrap(), 2);
        assert_eq!(body(&over(&inner, &["2"]), "thing", "a"), PLAIN);
        let error = over(&inner, &["1"]).get(&key("thing", "a")).unwrap_err();
        assert!(error.to_string().contains("not in the key file"), "{error}");
    }

    #[test]
    fn nothing_shows_a_secret() {
        let store = over(&store::open_memory().unwrap(), &["7"]);
        assert!(!format!("{store:?}").contains("7777"));
    }
}
