//! The newest revision known in this process, and a way to wait for it to rise.

use crate::document::Revision;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Rises with each transaction seen; [`Signal::wait`] wakes.
#[derive(Debug, Default)]
pub(crate) struct Signal {
    newest: Mutex<Revision>,
    risen: Condvar,
}

impl Signal {
    /// Tells of a revision; one that is older than the newest known changes nothing.
    pub(crate) fn raise(&self, revision: Revision) {
        let mut newest = self.newest();
        if revision > *newest {
            *newest = revision;
            drop(newest);
            self.risen.notify_all();
        }
    }

    /// Waits until a revision above `after` was told of, or the time has passed; gives the newest.
    pub(crate) fn wait(&self, after: Revision, timeout: Duration) -> Revision {
        let (newest, _) = self
            .risen
            .wait_timeout_while(self.newest(), timeout, |newest| *newest <= after)
            .unwrap_or_else(PoisonError::into_inner);
        *newest
    }

    /// As [`Signal::wait`], asking `look` for what others did, once at the start and then every `poll`. The first
    /// failure to look is the answer.
    pub(crate) fn wait_looking<E>(
        &self,
        after: Revision,
        timeout: Duration,
        poll: Duration,
        look: impl Fn() -> Result<Revision, E>,
    ) -> Result<Revision, E> {
        let mut left = timeout;
        loop {
            self.raise(look()?);
            let pause = left.min(poll);
            let newest = self.wait(after, pause);
            left = left.saturating_sub(pause);
            if newest > after || left.is_zero() {
                return Ok(newest);
            }
        }
    }

    // A revision is one word: a panic of another thread cannot leave it half written.
    fn newest(&self) -> MutexGuard<'_, Revision> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
