//! A few connections shared by many threads, with an end to the waiting.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// At most a number of `T`s, made by whoever takes an empty place.
#[derive(Debug)]
pub(crate) struct Pool<T> {
    places: Mutex<Places<T>>,
    freed: Condvar,
    /// How many may be out or idle together.
    size: usize,
}

#[derive(Debug)]
struct Places<T> {
    idle: Vec<T>,
    // Invariant: `out + idle.len() <= size`.
    out: usize,
}

impl<T> Pool<T> {
    pub(crate) fn new(size: usize) -> Pool<T> {
        Pool {
            places: Mutex::new(Places {
                idle: Vec::with_capacity(size),
                out: 0,
            }),
            freed: Condvar::new(),
            size,
        }
    }

    /// A place, or `None` when all stay taken for as long as `patience`.
    pub(crate) fn take(&self, patience: Duration) -> Option<Lease<'_, T>> {
        let (mut places, _) = self
            .freed
            .wait_timeout_while(self.places(), patience, |places| places.out >= self.size)
            .unwrap_or_else(PoisonError::into_inner);
        if places.out >= self.size {
            return None;
        }
        places.out += 1;
        let held = places.idle.pop();
        Some(Lease { pool: self, held })
    }

    // A panic of another thread cannot leave the list half changed.
    fn places(&self) -> MutexGuard<'_, Places<T>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place of a pool, given back when dropped; what is in `held` then is kept for the next.
#[derive(Debug)]
pub(crate) struct Lease<'a, T> {
    pool: &'a Pool<T>,
    pub(crate) held: Option<T>,
}

impl<T> Drop for Lease<'_, T> {
    fn drop(&mut self) {
        let mut places = self.pool.places();
        places.out -= 1;
        places.idle.extend(self.held.take());
        drop(places);
        self.pool.freed.notify_one();
    }
}
