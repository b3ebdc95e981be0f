//! Results of authorizers that may be used again.
//!
//! All threads share them, so that one thread's call serves the others; callers with the same key wait for the one call that
//! runs. Each thread remembers besides what it has seen, so that a usual request takes no lock.
//!
//! The key is a hash over the authorizer, the stage, and the values of its identity sources, each with its length before it; no
//! token is kept. Source: API Gateway developer guide, "Configure an API Gateway Lambda authorizer": method and path are no part
//! of it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use portcullis_core::Timestamp;
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

use super::output::AuthorizerResult;

/// Results that all threads share; with more, those that have ended go, or all of them.
const SHARED_MAX: usize = 100_000;

/// Results that a thread remembers; with more it forgets them all.
const REMEMBERED_MAX: usize = 10_000;

/// What a result is kept by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CacheKey([u8; 32]);

impl CacheKey {
    /// Of an authorizer of a stage's deployment, and its identity in the request.
    pub(crate) fn new<'a>(
        api: &str,
        stage: &str,
        deployment: &str,
        authorizer: &str,
        identity: impl Iterator<Item = &'a [u8]>,
    ) -> Self {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        };
        for part in [api, stage, deployment, authorizer] {
            add(part.as_bytes());
        }
        identity.for_each(&mut add);
        Self(hash.finalize().into())
    }
}

/// One result, or the call that will give it. Failures are not kept.
#[derive(Debug, Default)]
pub(crate) struct Place(pub(crate) OnceCell<Arc<AuthorizerResult>>);

/// What all threads share.
#[derive(Debug, Default)]
pub(crate) struct SharedResults {
    places: Mutex<HashMap<CacheKey, Arc<Place>>>,
    /// How often everything was forgotten.
    flushes: AtomicU64,
}

impl SharedResults {
    fn lock(&self) -> MutexGuard<'_, HashMap<CacheKey, Arc<Place>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place of a key, made if there is none or what is there has ended.
    pub(crate) fn place(&self, key: CacheKey, now: Timestamp) -> Arc<Place> {
        let has_ended = |place: &Place| place.0.get().is_some_and(|result| result.expires <= now);
        let mut places = self.lock();
        if let Some(known) = places.get(&key)
            && !has_ended(known)
        {
            return Arc::clone(known);
        }
        if places.len() >= SHARED_MAX {
            places.retain(|_, place| !has_ended(place));
            if places.len() >= SHARED_MAX {
                places.clear();
            }
        }
        let place = Arc::new(Place::default());
        places.insert(key, Arc::clone(&place));
        place
    }

    /// Takes a place away whose call failed, so that the next caller asks again.
    pub(crate) fn give_up(&self, key: CacheKey, place: &Arc<Place>) {
        let mut places = self.lock();
        if places.get(&key).is_some_and(|known| Arc::ptr_eq(known, place)) {
            places.remove(&key);
        }
    }

    /// Forgets everything: of one stage or of all makes no difference to who may call.
    pub(crate) fn flush(&self) {
        self.lock().clear();
        self.flushes.fetch_add(1, Ordering::Release);
    }
}

/// What one thread remembers.
#[derive(Debug, Default)]
pub(crate) struct RememberedResults {
    known: RefCell<HashMap<CacheKey, Arc<AuthorizerResult>>>,
    flushes: Cell<u64>,
}

impl RememberedResults {
    /// A result that has not ended.
    pub(crate) fn find(
        &self,
        shared: &SharedResults,
        key: CacheKey,
        now: Timestamp,
    ) -> Option<Arc<AuthorizerResult>> {
        let flushes = shared.flushes.load(Ordering::Acquire);
        let mut known = self.known.borrow_mut();
        if self.flushes.replace(flushes) != flushes {
            known.clear();
        }
        let found = known.get(&key)?;
        if found.expires > now {
            return Some(Arc::clone(found));
        }
        known.remove(&key);
        None
    }

    pub(crate) fn keep(&self, key: CacheKey, result: &Arc<AuthorizerResult>) {
        let mut known = self.known.borrow_mut();
        if known.len() >= REMEMBERED_MAX {
            known.clear();
        }
        known.insert(key, Arc::clone(result));
    }
}
