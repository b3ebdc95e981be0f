//! Medians of batches.

use std::time::{Duration, Instant};

use anyhow::Result;

/// The least time of one batch: far above what reading the clock costs.
const BATCH_MIN: Duration = Duration::from_micros(200);
/// The most batches of one measurement, and the time after which no further one begins.
const BATCHES_MAX: usize = 501;
const BUDGET: Duration = Duration::from_secs(2);
/// The fewest batches.
const BATCHES_MIN: usize = 5;
/// How often a policy is built, unless one building takes longer than the budget.
const BUILDS_MAX: usize = 21;

/// What an operation took, nanoseconds each time.
#[derive(Clone, Copy)]
pub(crate) struct Nanoseconds {
    /// The middle batch.
    pub(crate) median: f64,
    /// The fastest batch.
    pub(crate) min: f64,
    /// The slowest batch.
    pub(crate) max: f64,
}

/// A thing built, how long that takes (median) and how many bytes it keeps.
pub(crate) struct Built<T> {
    /// The last one built.
    pub(crate) value: T,
    /// Median time of building it.
    pub(crate) seconds: f64,
    /// Bytes still in use when everything else of the building is gone.
    pub(crate) held_bytes: usize,
}

/// Times `operation`, called with 0, 1, 2 … in turn.
pub(crate) fn measure(mut operation: impl FnMut(usize)) -> Nanoseconds {
    let mut at = 0;
    let mut batch = |count: usize| {
        let begun = Instant::now();
        for _ in 0..count {
            operation(at);
            at += 1;
        }
        begun.elapsed()
    };
    let mut count = 1;
    while batch(count) < BATCH_MIN {
        count *= 2;
    }
    let begun = Instant::now();
    let mut each = Vec::with_capacity(BATCHES_MAX);
    while each.len() < BATCHES_MIN || (each.len() < BATCHES_MAX && begun.elapsed() < BUDGET) {
        each.push(batch(count).as_secs_f64() * 1e9 / count as f64);
    }
    each.sort_by(f64::total_cmp);
    Nanoseconds {
        median: each[each.len() / 2],
        min: each[0],
        max: each[each.len() - 1],
    }
}

/// Times the building of something.
pub(crate) fn build<T>(mut make: impl FnMut() -> Result<T>) -> Result<Built<T>> {
    let begun = Instant::now();
    let mut seconds = Vec::with_capacity(BUILDS_MAX);
    loop {
        let before = crate::allocated();
        let start = Instant::now();
        let value = make()?;
        seconds.push(start.elapsed().as_secs_f64());
        let held_bytes = crate::allocated().saturating_sub(before);
        if seconds.len() == BUILDS_MAX || begun.elapsed() > BUDGET {
            seconds.sort_by(f64::total_cmp);
            return Ok(Built {
                value,
                seconds: seconds[seconds.len() / 2],
                held_bytes,
            });
        }
    }
}
