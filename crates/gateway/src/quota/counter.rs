//! What one key may still send in a period.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
};

use std::time::Duration;

use portcullis_core::Timestamp;
use tokio::sync::Notify;

use crate::{
    quota_store::QuotaUse,
    usage_plans::{DAY_MS, Quota, day},
};

/// The largest lease.
const LEASE_MAX: u64 = 1_000;

/// A lease is this part of the limit, so that little is lost where a process is killed.
const LEASES_IN_LIMIT: u64 = 100;

/// How long a key counts as exhausted before the store is asked again: another process may have given something back.
const EXHAUSTED_MS: i64 = 60_000;

/// How long a store that failed is left alone, in milliseconds.
const FAILED_MS: i64 = 1_000;

/// How often it is looked whether a lease that is asked for has come, and how long is waited in between: five seconds.
const HOLD_LOOKS_MAX: u32 = 5_000;
const HOLD_LOOK_EVERY: Duration = Duration::from_millis(1);

/// One key's use of one plan.
#[derive(Debug)]
pub(crate) struct QuotaCounter {
    plan: Arc<str>,
    key: Arc<str>,
    quota: Quota,
    /// The day of the lease in the upper half, what is left of it in the lower one.
    lease: AtomicU64,
    /// A lease has been asked for and the answer is not there yet.
    asked: AtomicBool,
    /// Until then, in milliseconds since 1970, nothing is asked for.
    closed_until_ms: AtomicI64,
    /// Whether it is closed because the store failed.
    failed: AtomicBool,
    /// Woken when a lease was granted or refused.
    answered: Notify,
    /// The keeper knows of it.
    pub(super) kept: AtomicBool,
}

/// While it is there, a counter asks for no lease.
#[derive(Debug)]
pub(crate) struct Hold<'c>(&'c QuotaCounter);

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        self.0.answer();
    }
}

/// Why nothing can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// The quota is used up.
    Exhausted,
    /// The store could not be asked.
    StoreFailed,
}

/// What became of taking one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It was there. `ask`: another lease should be asked for ahead.
    One { ask: bool },
    /// There is no lease: one must be asked for and waited for.
    NoLease,
    /// There is none and will not be soon.
    Closed(Closed),
}

/// A lease of the day, packed into one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lease {
    day: u32,
    left: u32,
}

impl Lease {
    fn unpack(word: u64) -> Self {
        Self {
            day: (word >> 32) as u32,
            left: word as u32,
        }
    }

    fn pack(self) -> u64 {
        u64::from(self.day) << 32 | u64::from(self.left)
    }
}

/// Days before 1970 are not told apart.
fn packed_day(day: i64) -> u32 {
    u32::try_from(day.max(0)).unwrap_or(u32::MAX)
}

impl QuotaCounter {
    pub(crate) fn new(plan: Arc<str>, key: Arc<str>, quota: Quota) -> Self {
        Self {
            plan,
            key,
            quota,
            lease: AtomicU64::new(0),
            asked: AtomicBool::new(false),
            closed_until_ms: AtomicI64::new(i64::MIN),
            failed: AtomicBool::new(false),
            answered: Notify::new(),
            kept: AtomicBool::new(false),
        }
    }

    pub(crate) fn quota(&self) -> Quota {
        self.quota
    }

    /// Takes one request out of the lease.
    pub(super) fn take(&self, now: Timestamp) -> Taken {
        let today = packed_day(day(now));
        let taken = self
            .lease
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |word| {
                let Lease { day, left } = Lease::unpack(word);
                // A lease of tomorrow serves those who saw the last second of today.
                (day >= today).then_some(())?;
                Some(
                    Lease {
                        day,
                        left: left.checked_sub(1)?,
                    }
                    .pack(),
                )
            });
        if let Ok(before) = taken {
            let left = Lease::unpack(before).left.saturating_sub(1);
            let ask = u64::from(left) <= self.lease_size(day(now)) / 2 && !self.is_closed(now);
            return Taken::One { ask };
        }
        if self.is_closed(now) {
            return Taken::Closed(self.why_closed());
        }
        Taken::NoLease
    }

    fn is_closed(&self, now: Timestamp) -> bool {
        now.epoch_ms < self.closed_until_ms.load(Ordering::Acquire)
    }

    fn why_closed(&self) -> Closed {
        if self.failed.load(Ordering::Acquire) {
            Closed::StoreFailed
        } else {
            Closed::Exhausted
        }
    }

    /// How many requests one lease has on a day.
    pub(super) fn lease_size(&self, day: i64) -> u64 {
        (self.quota.limit_on(day) / LEASES_IN_LIMIT).clamp(1, LEASE_MAX)
    }

    /// Marks that a lease is being asked for; `false` if it is already.
    pub(super) fn begin_asking(&self) -> bool {
        !self.asked.swap(true, Ordering::AcqRel)
    }

    /// Keeps leases from being asked for until it is dropped, once the one that is asked for has come. Blocks; `None` where
    /// it does not come.
    pub(crate) fn hold(&self) -> Option<Hold<'_>> {
        for _ in 0..HOLD_LOOKS_MAX {
            if self.begin_asking() {
                return Some(Hold(self));
            }
            std::thread::sleep(HOLD_LOOK_EVERY);
        }
        None
    }

    /// Woken by the next answer. To be enabled before [`QuotaCounter::take`], so that no answer is missed.
    pub(super) fn answered(&self) -> tokio::sync::futures::Notified<'_> {
        self.answered.notified()
    }

    fn answer(&self) {
        self.asked.store(false, Ordering::Release);
        self.answered.notify_waiters();
    }

    /// A lease was granted for `day`. Gives what must be given back: what was left of an earlier day, or the lease itself
    /// where a later day has begun.
    pub(super) fn granted(&self, on: i64, count: u64) -> Option<(QuotaUse, u64)> {
        let granted = Lease {
            day: packed_day(on),
            left: u32::try_from(count).unwrap_or(u32::MAX),
        };
        let mut unused = granted;
        let _ = self
            .lease
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |word| {
                let before = Lease::unpack(word);
                let (next, left_over) = match before.day.cmp(&granted.day) {
                    std::cmp::Ordering::Less => (granted, before),
                    std::cmp::Ordering::Equal => {
                        let both = Lease {
                            day: before.day,
                            left: before.left.saturating_add(granted.left),
                        };
                        (both, Lease { left: 0, ..before })
                    }
                    std::cmp::Ordering::Greater => (before, granted),
                };
                unused = left_over;
                Some(next.pack())
            });
        self.answer();
        self.used_of(unused)
    }

    /// The store has nothing left for the period that holds `day`. Asked at `now`.
    pub(super) fn exhausted(&self, on: i64, now: Timestamp) {
        let period_ends_ms = self.quota.period.span(on).end.saturating_mul(DAY_MS);
        let again_ms = now.epoch_ms.saturating_add(EXHAUSTED_MS);
        self.close(false, period_ends_ms.min(again_ms));
    }

    /// The store could not be asked, at `now`.
    pub(super) fn store_failed(&self, now: Timestamp) {
        self.close(true, now.epoch_ms.saturating_add(FAILED_MS));
    }

    fn close(&self, failed: bool, until_ms: i64) {
        self.failed.store(failed, Ordering::Release);
        self.closed_until_ms.store(until_ms, Ordering::Release);
        self.answer();
    }

    /// The store may have something for this key again.
    pub(crate) fn open_again(&self) {
        self.closed_until_ms.store(i64::MIN, Ordering::Release);
    }

    /// What is leased and not used, with its day.
    pub(crate) fn unused(&self) -> (i64, u64) {
        let Lease { day, left } = Lease::unpack(self.lease.load(Ordering::Acquire));
        (day.into(), left.into())
    }

    /// Ends the lease if its day is before `today`; gives what was left.
    pub(super) fn end_lease_before(&self, today: i64) -> Option<(QuotaUse, u64)> {
        let today = packed_day(today);
        let ended = self
            .lease
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |word| {
                let Lease { day, left } = Lease::unpack(word);
                (day < today && left > 0).then(|| Lease { day, left: 0 }.pack())
            });
        self.used_of(Lease::unpack(ended.ok()?))
    }

    /// Ends the lease whatever its day is; gives what was left.
    pub(crate) fn end_lease(&self) -> Option<(QuotaUse, u64)> {
        self.end_lease_before(i64::MAX)
    }

    /// Under what the store counts a day.
    pub(super) fn use_on(&self, day: i64) -> QuotaUse {
        QuotaUse {
            plan: Arc::clone(&self.plan),
            key: Arc::clone(&self.key),
            span: self.quota.period.span(day),
            day,
        }
    }

    fn used_of(&self, lease: Lease) -> Option<(QuotaUse, u64)> {
        (lease.left > 0).then(|| (self.use_on(lease.day.into()), lease.left.into()))
    }
}
