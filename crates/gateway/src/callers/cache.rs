//! What a thread remembers of callers, with the signing keys derived for them.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::{HashMap, HashSet},
    rc::Rc,
    sync::Arc,
};

use portcullis_core::Timestamp;
use sigv4::{
    Algorithm, Parsed, PayloadHash, Policy, Scope, SignatureFault, SigningKey, Verified, VerifyingKey,
};
use tokio::sync::Semaphore;

use super::{CallerChange, CallerChanges, Callers, CallersError, Signatory};

/// Access keys that a thread remembers, and as many that do not exist; with more of either it forgets all of that sort. So whoever
/// guesses access keys makes no thread forget those that there are.
const REMEMBERED_MAX: usize = 16_384;

/// Look-ups at one time, of all threads: who guesses access keys must not take all threads that may block.
pub(crate) const LOOKUPS_MAX: usize = 16;

/// An access key as a thread remembers it.
#[derive(Debug)]
pub(crate) struct Remembered {
    pub(crate) signatory: Signatory,
    /// The key that was derived last. A client signs for one day, region and service at a time.
    signing: RefCell<Option<Derived>>,
    /// Of Version 4A: one for the access key, whatever the scope. Deriving it is as dear as verifying with it.
    public: OnceCell<VerifyingKey>,
}

/// A signing key and the scope it is for.
#[derive(Debug)]
struct Derived {
    date: Box<str>,
    region: Box<str>,
    service: Box<str>,
    key: SigningKey,
}

/// The callers that a thread remembers.
#[derive(Debug, Default)]
pub(crate) struct CallerCache {
    known: RefCell<Known>,
    /// The last change that `known` reflects.
    seen: Cell<u64>,
}

/// Access keys by what is known of them.
#[derive(Debug, Default)]
struct Known {
    there: HashMap<Box<str>, Rc<Remembered>>,
    not_there: HashSet<Box<str>>,
}

impl Known {
    fn get(&self, access_key_id: &str) -> Option<Option<Rc<Remembered>>> {
        match self.there.get(access_key_id) {
            Some(remembered) => Some(Some(Rc::clone(remembered))),
            None => self.not_there.contains(access_key_id).then_some(None),
        }
    }

    fn insert(&mut self, access_key_id: &str, found: Option<Rc<Remembered>>) {
        self.forget(access_key_id);
        match found {
            Some(remembered) => {
                if self.there.len() >= REMEMBERED_MAX {
                    self.there.clear();
                }
                self.there.insert(access_key_id.into(), remembered);
            }
            None => {
                if self.not_there.len() >= REMEMBERED_MAX {
                    self.not_there.clear();
                }
                self.not_there.insert(access_key_id.into());
            }
        }
    }

    fn forget(&mut self, access_key_id: &str) {
        self.there.remove(access_key_id);
        self.not_there.remove(access_key_id);
    }

    fn clear(&mut self) {
        self.there.clear();
        self.not_there.clear();
    }
}

impl CallerCache {
    /// The access key of this id, remembered or looked up; `None` if there is none.
    pub(crate) async fn find(
        &self,
        callers: &Arc<dyn Callers>,
        changes: &CallerChanges,
        lookups: &Arc<Semaphore>,
        access_key_id: &str,
    ) -> Result<Option<Rc<Remembered>>, CallersError> {
        if let Some(known) = self.remembered(changes, access_key_id) {
            return Ok(known);
        }
        let failed = |why: &dyn std::fmt::Display| CallersError(why.to_string());
        let one_of_few = Arc::clone(lookups)
            .acquire_owned()
            .await
            .map_err(|error| failed(&error))?;
        // Another request may have asked meanwhile.
        if let Some(known) = self.remembered(changes, access_key_id) {
            return Ok(known);
        }
        let seen = changes.last();
        let (callers, id) = (Arc::clone(callers), access_key_id.to_owned());
        let look_up = move || {
            // Until it is done: it goes on where the client goes away.
            let _one_of_few = one_of_few;
            callers.find(&id)
        };
        let found = tokio::task::spawn_blocking(look_up)
            .await
            .map_err(|error| failed(&error))??;
        let found = found.map(|signatory| {
            Rc::new(Remembered {
                signatory,
                signing: RefCell::new(None),
                public: OnceCell::new(),
            })
        });
        // What changed meanwhile may not be in what was read: it serves this request, which came before the change was done,
        // and no other.
        if changes.last() == seen && self.seen.get() == seen {
            self.known.borrow_mut().insert(access_key_id, found.clone());
        }
        Ok(found)
    }

    /// What is remembered of a key: that it is there, or that it is not.
    pub(crate) fn remembered(
        &self,
        changes: &CallerChanges,
        access_key_id: &str,
    ) -> Option<Option<Rc<Remembered>>> {
        self.catch_up(changes);
        self.known.borrow().get(access_key_id)
    }

    fn catch_up(&self, changes: &CallerChanges) {
        if changes.last() == self.seen.get() {
            return;
        }
        let (last, told) = changes.since(self.seen.replace(changes.last()));
        self.seen.set(last);
        let mut known = self.known.borrow_mut();
        for change in told.unwrap_or_else(|| vec![CallerChange::All]) {
            match change {
                CallerChange::All => known.clear(),
                CallerChange::Key(id) => known.forget(&id),
            }
        }
    }
}

impl Remembered {
    /// Verifies a signature with the key for its scope, derived now or before.
    pub(crate) fn verify(
        &self,
        parsed: Parsed,
        body: PayloadHash,
        now: Timestamp,
        policy: &Policy<'_>,
    ) -> Result<Verified, SignatureFault> {
        if parsed.algorithm() == Algorithm::V4a {
            let secret = &self.signatory.secret;
            let derive = || VerifyingKey::derive(secret, parsed.access_key_id());
            let key = self.public.get_or_init(derive);
            return parsed.verify(key, body, now, policy);
        }
        let mut signing = self.signing.borrow_mut();
        if let Some(derived) = &*signing
            && derived.scope() == parsed.scope()
        {
            return parsed.verify(&derived.key, body, now, policy);
        }
        let Scope {
            date,
            region,
            service,
        } = parsed.scope();
        let derived = Derived {
            date: date.into(),
            region: region.into(),
            service: service.into(),
            key: parsed.signing_key(&self.signatory.secret),
        };
        let verified = parsed.verify(&derived.key, body, now, policy)?;
        // Only of a scope that a signature was good for: a key is derived for each request that makes one up.
        *signing = Some(derived);
        Ok(verified)
    }
}

impl Derived {
    fn scope(&self) -> Scope<'_> {
        Scope {
            date: &self.date,
            region: &self.region,
            service: &self.service,
        }
    }
}

#[cfg(test)]
mod tests;
