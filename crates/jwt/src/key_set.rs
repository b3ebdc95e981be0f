//! The public keys of an issuer (JWKS, RFC 7517, section 5).

use std::collections::HashSet;

use crate::{
    Fault, KEY_SET_BYTES_MAX, KEYS_MAX,
    encoding::{NotAnObject, object},
    key::Key,
};

/// The public keys of an issuer.
///
/// Keys that are of no use here are skipped, as RFC 7517 wants (section 5): kinds and algorithms that are not verified,
/// members that are missing or out of range, keys for encryption, keys whose private half is published. A set without any
/// key left is a set: it lets nobody in.
#[derive(Debug, Default)]
pub struct KeySet {
    keys: Vec<Key>,
    skipped: Vec<Skipped>,
}

/// A key that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// Its place in `keys`, from 0.
    pub index: usize,
    /// Why.
    pub why: &'static str,
}

/// Why a text is no [`KeySet`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// Longer than [`KEY_SET_BYTES_MAX`].
    #[error("the key set has more than {KEY_SET_BYTES_MAX} bytes")]
    TooLarge,
    /// Not a JSON object.
    #[error("the key set is not a JSON object")]
    NotJson,
    /// Some object in it names a member twice.
    #[error("the key set has an object with the same member twice")]
    DuplicateMember,
    /// No list `keys`.
    #[error("the key set has no list `keys`")]
    NoKeys,
    /// More than [`KEYS_MAX`].
    #[error("the key set has more than {KEYS_MAX} keys")]
    TooMany,
    /// Two keys have the same id: which one is meant would depend on their order. Refused, with the whole set.
    #[error("the key set has two keys with the `kid` `{0}`")]
    DuplicateKeyId(String),
}

impl KeySet {
    /// Reads a key set.
    pub fn parse(text: &[u8]) -> Result<Self, KeySetError> {
        if text.len() > KEY_SET_BYTES_MAX {
            return Err(KeySetError::TooLarge);
        }
        let node = object(text).map_err(|fault| match fault {
            NotAnObject::NotJson => KeySetError::NotJson,
            NotAnObject::DuplicateMember => KeySetError::DuplicateMember,
        })?;
        let list = node.member("keys").and_then(|keys| keys.elements());
        let list = list.ok_or(KeySetError::NoKeys)?;
        if list.len() > KEYS_MAX {
            return Err(KeySetError::TooMany);
        }
        let mut set = Self::default();
        let mut ids = HashSet::new();
        for (index, jwk) in list.iter().enumerate() {
            match Key::read(jwk) {
                Ok(key) => {
                    if let Some(id) = &key.id
                        && !ids.insert(id.clone())
                    {
                        return Err(KeySetError::DuplicateKeyId(id.clone()));
                    }
                    set.keys.push(key);
                }
                Err(why) => set.skipped.push(Skipped { index, why }),
            }
        }
        Ok(set)
    }

    /// How many keys can verify something.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether nothing can be verified with it.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether a key has this id.
    pub fn names(&self, id: &str) -> bool {
        self.keys.iter().any(|key| key.id.as_deref() == Some(id))
    }

    /// The keys that were not taken.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// The key that a token with this `kid` names. One key without an id, alone in its set, is every token's.
    pub(crate) fn find(&self, id: Option<&str>) -> Result<&Key, Fault> {
        if let [only] = self.keys.as_slice()
            && (id.is_none() || only.id.is_none())
        {
            return Ok(only);
        }
        let id = id.ok_or(Fault::KeyIdNeeded)?;
        let mut keys = self.keys.iter();
        keys.find(|key| key.id.as_deref() == Some(id))
            .ok_or(Fault::UnknownKey)
    }
}
