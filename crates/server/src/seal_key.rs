//! The key file: with what the secrets in the store are sealed. It is not in the store, so that neither the store nor a backup
//! of it gives them away.
//!
//! A store remembers the name of the key that its secrets are sealed with. One that does is never opened with another key, and
//! never gets a new one: what is sealed could not be read any more.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use control::{Seal, SealKeyError, SealedStore, SecretMember, Stored, Tx};
use serde::{Deserialize, Serialize};
use store::{Key, Store};

use crate::data_folder::write_secret;
use crate::error_chain;

/// The key file in the data folder, where no other is named.
pub const SEAL_KEY_FILE: &str = "seal.key";

/// Bytes of a key file: more than all keys it can hold.
const FILE_BYTES_MAX: u64 = 4096;

/// Why the secrets of a store cannot be read and written.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key file cannot be read or made.
    #[error("cannot {action} the key file `{path}`")]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Others may read the key file.
    #[error(
        "the key file `{path}` may be read by others (mode {mode:04o}): its key is no secret any more; \
         give it mode 0600, and replace the key where others had access"
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It holds something else.
    #[error("the key file `{path}` cannot be used: {source}")]
    Content {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: SealKeyError,
    },
    /// There is no key file, and what is stored needs one.
    #[error(
        "there is no key file `{path}`, and secrets in the store are sealed with the key `{name}`: bring the key file that \
         belongs to the store, or name it with the setting `key_file`; no new one is made, because it could not open them"
    )]
    Missing {
        /// The file.
        path: PathBuf,
        /// The key's name.
        name: String,
    },
    /// It is another store's.
    #[error(
        "the key file `{path}` has the key `{given}`, and secrets in the store are sealed with the key `{name}`: bring the key \
         file that belongs to the store, or name it with the setting `key_file`"
    )]
    Other {
        /// The file.
        path: PathBuf,
        /// The name of the key it has.
        given: String,
        /// The name of the key that is needed.
        name: String,
    },
    /// The store cannot be read or written.
    #[error("the store's secrets cannot be sealed: {0}")]
    Store(String),
}

/// Which key the secrets of a store are sealed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SealMark {
    name: String,
}

impl Stored for SealMark {
    const KIND: &'static str = "seal-key";
    const VERSION: u32 = 1;
}

/// What is kept sealed, of all services.
pub(crate) fn secret_members() -> impl Iterator<Item = SecretMember> {
    svc_apigateway::SECRETS
        .iter()
        .chain(svc_iam::SECRETS)
        .chain(svc_lambda::SECRETS)
        .copied()
}

/// A store with its secrets sealed, and how many of them were not, or not with the present key. The key file is made where
/// there is none and nothing is sealed yet.
pub fn open_sealed(store: Arc<dyn Store>, key_file: &Path) -> Result<(Arc<SealedStore>, usize), SealError> {
    let mark = read_mark(&*store)?;
    if !key_file.exists() {
        let sealed_with = match &mark {
            Some(name) => Some(name.clone()),
            None => any_sealed(&*store)?,
        };
        if let Some(name) = sealed_with {
            return Err(SealError::Missing {
                path: key_file.to_owned(),
                name,
            });
        }
        make(key_file)?;
    }
    let seal = read(key_file)?;
    let (present, mark) = (
        seal.name().to_owned(),
        match mark {
            Some(mark) => mark,
            // The first of two that start at once says which key it is.
            None => write_mark(&*store, seal.name())?,
        },
    );
    if !seal.has(&mark) {
        return Err(SealError::Other {
            path: key_file.to_owned(),
            given: present,
            name: mark,
        });
    }
    let sealed = Arc::new(SealedStore::new(store, seal, secret_members()));
    let count = sealed
        .seal_all()
        .map_err(|error| SealError::Store(error_chain(&error)))?;
    if mark != present {
        // Not before everything is sealed with it: until then the key before it is needed.
        change_mark(&**sealed.as_stored(), &mark, &present)?;
    }
    Ok((sealed, count))
}

fn make(path: &Path) -> Result<(), SealError> {
    let key = control::new_seal_key().map_err(|error| SealError::Io {
        action: "make",
        path: path.to_owned(),
        source: io::Error::other(error.to_string()),
    })?;
    write_secret(path, &key).map_err(|source| SealError::Io {
        action: "make",
        path: path.to_owned(),
        source,
    })
}

fn read(path: &Path) -> Result<Seal, SealError> {
    let io = |source| SealError::Io {
        action: "read",
        path: path.to_owned(),
        source,
    };
    let facts = fs::metadata(path).map_err(io)?;
    let mode = facts.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(SealError::Exposed {
            path: path.to_owned(),
            mode,
        });
    }
    if facts.len() > FILE_BYTES_MAX {
        return Err(io(io::Error::other(format!(
            "it has {} bytes, at most {FILE_BYTES_MAX} are read",
            facts.len()
        ))));
    }
    let text = zeroize::Zeroizing::new(fs::read_to_string(path).map_err(io)?);
    Seal::parse(&text).map_err(|source| SealError::Content {
        path: path.to_owned(),
        source,
    })
}

fn mark_key() -> Key {
    Key::new("", "", SealMark::KIND, "present")
}

fn told(error: control::Error) -> SealError {
    SealError::Store(error.detail.unwrap_or(error.message))
}

fn read_mark(store: &dyn Store) -> Result<Option<String>, SealError> {
    let mark = Tx::new(store, "", "")
        .get_at::<SealMark>(&mark_key())
        .map_err(told)?;
    Ok(mark.map(|mark| mark.name))
}

/// The name that stands there in the end: this one, or that of another process that was first.
fn write_mark(store: &dyn Store, name: &str) -> Result<String, SealError> {
    let mut tx = Tx::new(store, "", "");
    if let Some(mark) = tx.get_at::<SealMark>(&mark_key()).map_err(told)? {
        return Ok(mark.name);
    }
    let mark = SealMark {
        name: name.to_owned(),
    };
    tx.put_at(mark_key(), "", &mark).map_err(told)?;
    match tx.commit() {
        Ok(_) => Ok(mark.name),
        Err(error) => read_mark(store)?.ok_or_else(|| told(error)),
    }
}

fn change_mark(store: &dyn Store, from: &str, to: &str) -> Result<(), SealError> {
    let mut tx = Tx::new(store, "", "");
    let present = tx.get_at::<SealMark>(&mark_key()).map_err(told)?;
    if present.is_some_and(|mark| mark.name == from) {
        let mark = SealMark { name: to.to_owned() };
        tx.put_at(mark_key(), "", &mark).map_err(told)?;
        tx.commit().map_err(told)?;
    }
    Ok(())
}

/// The key that some document is sealed with, in a store that does not say so.
fn any_sealed(store: &dyn Store) -> Result<Option<String>, SealError> {
    for member in secret_members() {
        if let Some(name) =
            control::sealed_with(store, &member).map_err(|error| SealError::Store(error_chain(&error)))?
        {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use store::{Transaction, Write};

    use super::*;

    fn folder() -> PathBuf {
        let name = format!("portcullis-seal-{}-{}", std::process::id(), crate::test_number());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn key() -> Key {
        Key::new("", "", "iam-access-key", "AKIAEXAMPLE")
    }

    fn put(store: &dyn Store, body: &str) {
        let transaction = Transaction {
            checks: Vec::new(),
            writes: vec![Write::Put {
                key: key(),
                parent: String::new(),
                body: body.to_owned(),
            }],
        };
        store.commit(&transaction).unwrap();
    }

    fn body(store: &dyn Store) -> String {
        store.get(&key()).unwrap().unwrap().body
    }

    const PLAIN: &str = r#"{"v":1,"d":{"secret":"hush"}}"#;

    #[test]
    fn a_key_is_made_once_and_older_secrets_are_sealed_with_it() {
        let (folder, store) = (folder(), store::open_memory().unwrap());
        let file = folder.join(SEAL_KEY_FILE);
        put(&*store, PLAIN);
        let (sealed, count) = open_sealed(Arc::clone(&store), &file).unwrap();
        assert_eq!(count, 1);
        assert!(!body(&*store).contains("hush"));
        assert_eq!(body(&*sealed), PLAIN);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let (again, count) = open_sealed(Arc::clone(&store), &file).unwrap();
        assert_eq!((count, body(&*again).as_str()), (0, PLAIN));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_sealed_store_takes_no_other_key_and_gets_no_new_one() {
        let (folder, store) = (folder(), store::open_memory().unwrap());
        let file = folder.join(SEAL_KEY_FILE);
        let (sealed, _) = open_sealed(Arc::clone(&store), &file).unwrap();
        put(&*sealed, PLAIN);
        let elsewhere = folder.join("elsewhere");
        let missing = open_sealed(Arc::clone(&store), &elsewhere).unwrap_err();
        assert!(matches!(missing, SealError::Missing { .. }), "{missing}");
        assert!(!elsewhere.exists());
        fs::write(&elsewhere, "1".repeat(64)).unwrap();
        fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o600)).unwrap();
        let other = open_sealed(Arc::clone(&store), &elsewhere).unwrap_err();
        assert!(matches!(other, SealError::Other { .. }), "{other}");
        // A store that lost its mark says by what is in it that it is sealed.
        let bare = store::open_memory().unwrap();
        put(&*bare, &body(&*store));
        fs::remove_file(&elsewhere).unwrap();
        let missing = open_sealed(bare, &elsewhere).unwrap_err();
        assert!(matches!(missing, SealError::Missing { .. }), "{missing}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_key_is_replaced_by_another() {
        let (folder, store) = (folder(), store::open_memory().unwrap());
        let file = folder.join(SEAL_KEY_FILE);
        let (sealed, _) = open_sealed(Arc::clone(&store), &file).unwrap();
        put(&*sealed, PLAIN);
        let old = fs::read_to_string(&file).unwrap();
        let new = "2".repeat(64);
        fs::write(&file, format!("{old}{new}\n")).unwrap();
        assert_eq!(open_sealed(Arc::clone(&store), &file).unwrap().1, 0);
        fs::write(&file, format!("{new}\n{old}")).unwrap();
        assert_eq!(open_sealed(Arc::clone(&store), &file).unwrap().1, 1);
        fs::write(&file, &new).unwrap();
        let (sealed, count) = open_sealed(Arc::clone(&store), &file).unwrap();
        assert_eq!((count, body(&*sealed).as_str()), (0, PLAIN));
        fs::write(&file, old).unwrap();
        assert!(matches!(open_sealed(store, &file), Err(SealError::Other { .. })));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn exposed_and_damaged_key_files_are_refused() {
        let (folder, store) = (folder(), store::open_memory().unwrap());
        let file = folder.join(SEAL_KEY_FILE);
        fs::write(&file, "1".repeat(64)).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let why = |store: &Arc<dyn Store>| open_sealed(Arc::clone(store), &file).unwrap_err().to_string();
        assert!(why(&store).contains("mode 0640"), "{}", why(&store));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&file, "1".repeat(63)).unwrap();
        assert!(why(&store).contains("64 hexadecimal digits"), "{}", why(&store));
        fs::write(&file, "1".repeat(5000)).unwrap();
        assert!(why(&store).contains("cannot read"), "{}", why(&store));
        fs::remove_dir_all(folder).unwrap();
    }
}
