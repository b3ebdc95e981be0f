//! Results of authorizers that may be used again.
//!
//! All threads share them, so that one thread's call serves the others; callers with the same key wait for the one call that
//! runs. Each thread remembers besides what it has seen, so that a usual request takes no lock.
//!
//! The key is a hash over the authorizer, its function, the stage, and the values of its identity sources, each with its length
//! before it; no token is kept. The function is among them since a stage variable may name another one without a deployment.
//! Source: API Gateway developer guide, "Configure an API Gateway Lambda authorizer": method and path are no part
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
    /// Of an authorizer of a stage's deployment with the function it asks, and its identity in the request.
    pub(crate) fn new<'a>(
        api: &str,
        stage: &str,
        deployment: &str,
        authorizer: &str,
        function: &str,
        identity: impl Iterator<Item = &'a [u8]>,
    ) -> Self {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        };
        for part in [api, stage, deployment, authorizer, function] {
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
            // Nobody waits any more for a call whose place is here alone: its client went away.
            let is_given_up = |place: &Arc<Place>| place.0.get().is_none() && Arc::strong_count(place) == 1;
            places.retain(|_, place| !has_ended(place) && !is_given_up(place));
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

    /// How often everything was forgotten.
    pub(crate) fn flushes(&self) -> u64 {
        self.flushes.load(Ordering::Acquire)
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
        let flushes = shared.flushes();
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

    /// Remembers a result, unless everything was forgotten since there were `flushes`: what was asked before then is not to be
    /// used again.
    pub(crate) fn keep(
        &self,
        shared: &SharedResults,
        key: CacheKey,
        result: &Arc<AuthorizerResult>,
        flushes: u64,
    ) {
        if shared.flushes() != flushes {
            return;
        }
        let mut known = self.known.borrow_mut();
        if known.len() >= REMEMBERED_MAX {
            known.clear();
        }
        known.insert(key, Arc::clone(result));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"{"principalId":"u","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}}"#;

    fn key(function: &str, identity: &[&str]) -> CacheKey {
        let identity = identity.iter().map(|part| part.as_bytes());
        CacheKey::new("api", "stage", "deployment", "authorizer", function, identity)
    }

    fn at(epoch_ms: i64) -> Timestamp {
        Timestamp { epoch_ms }
    }

    fn result(expires_ms: i64) -> Arc<AuthorizerResult> {
        Arc::new(AuthorizerResult::read(POLICY.as_bytes(), at(expires_ms)).unwrap())
    }

    #[test]
    fn what_is_asked_otherwise_has_another_key() {
        let keys = [
            key("f", &["a", "b"]),
            key("f", &["ab", ""]),
            key("f", &["", "ab"]),
            key("f", &["ab"]),
            key("f", &["b", "a"]),
            key("g", &["a", "b"]),
        ];
        for (place, one) in keys.iter().enumerate() {
            assert!(!keys[..place].contains(one), "{place}");
        }
    }

    #[test]
    fn a_result_holds_until_its_end_or_until_all_are_forgotten() {
        let (shared, remembered) = (SharedResults::default(), RememberedResults::default());
        let key = key("f", &["a"]);
        remembered.keep(&shared, key, &result(10), shared.flushes());
        assert!(remembered.find(&shared, key, at(9)).is_some());
        assert!(remembered.find(&shared, key, at(10)).is_none());
        remembered.keep(&shared, key, &result(10), shared.flushes());
        shared.flush();
        assert!(remembered.find(&shared, key, at(9)).is_none());
    }

    #[test]
    fn what_was_asked_before_all_was_forgotten_is_not_remembered() {
        let (shared, remembered) = (SharedResults::default(), RememberedResults::default());
        let key = key("f", &["a"]);
        let asked_at = shared.flushes();
        shared.flush();
        // Another request of the same thread has seen that all was forgotten.
        assert!(remembered.find(&shared, key, at(0)).is_none());
        remembered.keep(&shared, key, &result(10), asked_at);
        assert!(remembered.find(&shared, key, at(0)).is_none());
    }

    #[test]
    fn calls_that_were_given_up_make_room_before_results_do() {
        let shared = SharedResults::default();
        let good = key("f", &["good"]);
        shared.place(good, at(0)).0.set(result(10)).unwrap();
        for number in 0..=SHARED_MAX {
            shared.place(key("f", &[&number.to_string()]), at(0));
        }
        assert!(shared.place(good, at(0)).0.get().is_some());
        assert!(shared.lock().len() < SHARED_MAX);
    }
}
