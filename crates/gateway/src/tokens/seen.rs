//! Tokens a thread has verified, by their digest.

use std::{
    cell::RefCell,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::Arc,
};

use jwt::Claims;
use portcullis_core::Timestamp;
use sha2::{Digest as _, Sha256};

use super::issuers::Issuers;

/// Tokens that each thread remembers at most: half of them for sure. The claims of one take a few kilobytes.
pub(super) const SEEN_MAX: usize = 4_096;

/// SHA-256 of a token. The token itself is not kept.
pub(super) type Digest = [u8; 32];

pub(super) fn digest(token: &str) -> Digest {
    Sha256::digest(token).into()
}

/// Tokens a thread has verified. Only good ones are kept, so nobody fills it who has none.
#[derive(Debug, Default)]
pub(crate) struct SeenTokens {
    halves: RefCell<Halves>,
}

/// What was used lately is in `young`; when that is full it becomes `old`, and what was `old` is forgotten.
#[derive(Debug, Default)]
struct Halves {
    young: HashMap<Digest, Seen, BuildHasherDefault<DigestHasher>>,
    old: HashMap<Digest, Seen, BuildHasherDefault<DigestHasher>>,
}

#[derive(Debug, Clone)]
struct Seen {
    claims: Arc<Claims>,
    /// The place of its issuer.
    issuer: usize,
    /// The generation of the keys it was verified with.
    generation: u64,
}

impl SeenTokens {
    /// The claims of a token that was verified, is within its time, and is of an issuer that stands for one of the pools and
    /// has the same keys since.
    pub(super) fn find(
        &self,
        digest: &Digest,
        now: Timestamp,
        issuers: &Issuers,
        pools: &[String],
    ) -> Option<Arc<Claims>> {
        let halves = &mut *self.halves.borrow_mut();
        if let Some(seen) = halves.young.get(digest) {
            if seen.holds(now, issuers) {
                return issuers
                    .stands_for(seen.issuer, pools)
                    .then(|| Arc::clone(&seen.claims));
            }
            halves.young.remove(digest);
            return None;
        }
        let seen = halves.old.remove(digest)?;
        if !seen.holds(now, issuers) {
            return None;
        }
        let claims = issuers
            .stands_for(seen.issuer, pools)
            .then(|| Arc::clone(&seen.claims));
        halves.insert(*digest, seen);
        claims
    }

    pub(super) fn keep(&self, digest: Digest, issuer: usize, generation: u64, claims: Arc<Claims>) {
        let seen = Seen {
            claims,
            issuer,
            generation,
        };
        self.halves.borrow_mut().insert(digest, seen);
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        let halves = self.halves.borrow();
        halves.young.len() + halves.old.len()
    }
}

impl Halves {
    fn insert(&mut self, digest: Digest, seen: Seen) {
        if self.young.len() >= SEEN_MAX / 2 {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(digest, seen);
    }
}

impl Seen {
    fn holds(&self, now: Timestamp, issuers: &Issuers) -> bool {
        now < self.claims.expires() && issuers.generation(self.issuer) == Some(self.generation)
    }
}

/// Takes the first bytes of a digest, which are spread evenly already.
#[derive(Debug, Default)]
struct DigestHasher(u64);

impl Hasher for DigestHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(first) = bytes.first_chunk() {
            self.0 = u64::from_ne_bytes(*first);
        }
    }

    // The length of the digest, which is always the same.
    fn write_usize(&mut self, _: usize) {}
}
