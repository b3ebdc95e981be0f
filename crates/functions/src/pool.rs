//! The workers of one version of a function.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::limits::{BACKOFF_TIME_FIRST, BACKOFF_TIME_MAX};
use crate::worker::{StartFailure, Worker};

/// Warm workers, and what keeps new ones from being started.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    idle: Mutex<Vec<Worker>>,
    running: AtomicU32,
    failures: Mutex<Option<Failures>>,
}

/// Starts that failed one after the other.
#[derive(Debug)]
struct Failures {
    generation: String,
    last: StartFailure,
    until: Instant,
    pause: Duration,
}

/// A call that runs, for the function's own limit.
#[derive(Debug)]
pub(crate) struct Running(Arc<Pool>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    /// Counts a call; `None` if `most` run already.
    pub(crate) fn admit(self: &Arc<Self>, most: Option<u32>) -> Option<Running> {
        let before = self.running.fetch_add(1, Ordering::Relaxed);
        let running = Running(Arc::clone(self));
        most.is_none_or(|most| before < most).then_some(running)
    }

    /// The worker that was used last, if it is of this generation; those of others are ended.
    pub(crate) fn take(&self, generation: &str) -> Option<Worker> {
        let mut idle = lock(&self.idle);
        let outdated: Vec<Worker> = idle
            .extract_if(.., |worker| worker.generation() != generation)
            .collect();
        let found = loop {
            let Some(mut worker) = idle.pop() else {
                break None;
            };
            if worker.is_alive() {
                break Some(worker);
            }
        };
        drop(idle);
        drop(outdated);
        found
    }

    pub(crate) fn put_back(&self, mut worker: Worker) {
        worker.idle_since = Instant::now();
        lock(&self.idle).push(worker);
    }

    /// Ends workers that were idle for too long, or have ended by themselves.
    pub(crate) fn sweep(&self, idle_time: Duration) {
        let old: Vec<Worker> = lock(&self.idle)
            .extract_if(.., |worker| {
                worker.idle_since.elapsed() > idle_time || !worker.is_alive()
            })
            .collect();
        drop(old);
    }

    /// Ends all that are idle.
    pub(crate) fn end_idle(&self) {
        let all = std::mem::take(&mut *lock(&self.idle));
        drop(all);
    }

    /// How many are idle, and how many calls run.
    pub(crate) fn counts(&self) -> (usize, u32) {
        (lock(&self.idle).len(), self.running.load(Ordering::Relaxed))
    }

    /// Since when the worker that was used least lately is idle.
    pub(crate) fn oldest_idle(&self) -> Option<Instant> {
        lock(&self.idle).first().map(|worker| worker.idle_since)
    }

    /// Ends the worker that was used least lately.
    pub(crate) fn end_oldest(&self) {
        let mut idle = lock(&self.idle);
        let oldest = (!idle.is_empty()).then(|| idle.remove(0));
        drop(idle);
        drop(oldest);
    }

    /// Whether nothing is kept here that a new pool would not have.
    pub(crate) fn is_empty(&self) -> bool {
        let pausing = lock(&self.failures)
            .as_ref()
            .is_some_and(|known| Instant::now() < known.until + BACKOFF_TIME_MAX);
        self.counts() == (0, 0) && !pausing
    }

    /// Why no worker may be started now: the last start failed a moment ago.
    pub(crate) fn pausing(&self, generation: &str) -> Option<StartFailure> {
        let failures = lock(&self.failures);
        let known = failures.as_ref().filter(|known| known.generation == generation)?;
        (Instant::now() < known.until).then(|| known.last.clone())
    }

    pub(crate) fn started(&self) {
        *lock(&self.failures) = None;
    }

    pub(crate) fn failed(&self, generation: &str, failure: &StartFailure) {
        let mut failures = lock(&self.failures);
        let pause = match &*failures {
            Some(known) if known.generation == generation => (known.pause * 2).min(BACKOFF_TIME_MAX),
            Some(_) | None => BACKOFF_TIME_FIRST,
        };
        *failures = Some(Failures {
            generation: generation.to_owned(),
            last: failure.clone(),
            until: Instant::now() + pause,
            pause,
        });
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
