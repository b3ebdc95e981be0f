//! API keys, of which only a digest is held.

use std::fmt;

use sha2::{Digest, Sha256};

/// An API key. Its value is hashed when it is made and not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id, unique among all keys. No secret.
    pub id: String,
    /// Whether it opens anything.
    pub enabled: bool,
    pub(crate) digest: KeyDigest,
}

impl ApiKey {
    /// A key with its secret value.
    pub fn new(id: String, value: &str, enabled: bool) -> Self {
        Self {
            id,
            enabled,
            digest: KeyDigest::of(value.as_bytes()),
        }
    }

    /// A key of whose value only the SHA-256 is known.
    pub fn of_digest(id: String, sha256: [u8; 32], enabled: bool) -> Self {
        Self {
            id,
            enabled,
            digest: KeyDigest(sha256),
        }
    }
}

/// SHA-256 of a key's value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct KeyDigest([u8; 32]);

impl KeyDigest {
    pub(crate) fn of(value: &[u8]) -> Self {
        Self(Sha256::digest(value).into())
    }
}

impl fmt::Debug for KeyDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyDigest(…)")
    }
}
