use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
};

use portcullis_core::Timestamp;

use super::{Closed, QuotaCounter, QuotaKeeper};
use crate::{
    clock::WallClock,
    quota_store::{GiveBack, QuotaStore, QuotaStoreError, QuotaUse, Reserve},
    usage_plans::{Quota, QuotaPeriod},
};

/// A store that outlives its keepers.
#[derive(Debug, Default)]
struct Store {
    used: Mutex<HashMap<QuotaUse, u64>>,
    gone: AtomicBool,
    calls: AtomicU64,
}

impl Store {
    fn used(&self) -> u64 {
        self.used.lock().unwrap().values().sum()
    }

    fn used_on(&self, day: i64) -> u64 {
        let used = self.used.lock().unwrap();
        used.iter()
            .filter(|(of, _)| of.day == day)
            .map(|(_, count)| count)
            .sum()
    }
}

impl QuotaStore for Store {
    fn reserve(&self, reserves: &[Reserve]) -> Result<Vec<u64>, QuotaStoreError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        if self.gone.load(Ordering::Relaxed) {
            return Err(QuotaStoreError("gone".to_owned()));
        }
        let mut used = self.used.lock().unwrap();
        let one = |reserve: &Reserve| {
            let in_period = |other: &QuotaUse| {
                (&other.plan, &other.key, other.span) == (&reserve.of.plan, &reserve.of.key, reserve.of.span)
            };
            let before: u64 = used
                .iter()
                .filter(|(of, _)| in_period(of))
                .map(|(_, count)| count)
                .sum();
            let granted = reserve.wanted.min(reserve.limit.saturating_sub(before));
            *used.entry(reserve.of.clone()).or_default() += granted;
            granted
        };
        Ok(reserves.iter().map(one).collect())
    }

    fn give_back(&self, unused: &[GiveBack]) -> Result<(), QuotaStoreError> {
        let mut used = self.used.lock().unwrap();
        for GiveBack { of, unused } in unused {
            let count = used.get_mut(of).expect("only what was reserved is given back");
            *count = count.checked_sub(*unused).expect("no more than was reserved");
        }
        Ok(())
    }
}

fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn noon() -> Timestamp {
    time("2026-11-20T12:00:00Z")
}

fn keeper(store: &Arc<Store>) -> QuotaKeeper {
    QuotaKeeper::start(Arc::clone(store) as _, WallClock::Fixed(noon())).unwrap()
}

fn counter(limit: u64, period: QuotaPeriod) -> Arc<QuotaCounter> {
    let quota = Quota {
        limit,
        offset: 0,
        period,
        since: time("2020-01-01T00:00:00Z"),
    };
    Arc::new(QuotaCounter::new("plan".into(), "key".into(), quota))
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// How many of `count` requests at `now` get through.
fn take(keeper: &QuotaKeeper, counter: &Arc<QuotaCounter>, now: Timestamp, count: usize) -> usize {
    wait(async {
        let mut taken = 0;
        for _ in 0..count {
            taken += usize::from(keeper.take(counter, now).await.is_ok());
        }
        taken
    })
}

#[test]
fn many_threads_get_exactly_the_quota() {
    for limit in [1, 2, 3, 99, 500, 7_777] {
        let store = Arc::new(Store::default());
        let (keeper, counter) = (keeper(&store), counter(limit, QuotaPeriod::Day));
        let taken: usize = thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| take(&keeper, &counter, noon(), 1_500)))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(taken as u64, limit);
        assert_eq!(store.used(), limit);
        assert_eq!(wait(keeper.take(&counter, noon())), Err(Closed::Exhausted));
        assert!(
            store.calls.load(Ordering::Relaxed) <= limit.min(202) + 2,
            "one call for each lease"
        );
    }
}

#[test]
fn a_killed_process_loses_its_leases_and_never_gains() {
    let store = Arc::new(Store::default());
    let mut taken = 0;
    let mut lives = 0;
    while taken < 900 && lives < 1_000 {
        let (keeper, counter) = (keeper(&store), counter(1_000, QuotaPeriod::Day));
        let now = take(&keeper, &counter, noon(), 7);
        taken += now;
        lives += 1;
        // Killed: nothing is given back.
        std::mem::forget(keeper);
        if now < 7 {
            break;
        }
    }
    let (keeper, counter) = (keeper(&store), counter(1_000, QuotaPeriod::Day));
    taken += take(&keeper, &counter, noon(), 2_000);
    assert!(taken <= 1_000, "{taken}");
    assert!(lives > 40 && taken > 300, "{lives} lives, {taken} requests");
    assert_eq!(store.used(), 1_000);
}

#[test]
fn what_is_not_used_is_given_back_at_a_clean_end() {
    let store = Arc::new(Store::default());
    let (first, of_first) = (keeper(&store), counter(1_000, QuotaPeriod::Month));
    assert_eq!(take(&first, &of_first, noon(), 7), 7);
    let (_, unused) = of_first.unused();
    assert!(store.used() >= 7 + unused);
    first.finish();
    assert_eq!(store.used(), 7);
    assert_eq!(
        wait(first.take(&of_first, noon())),
        Err(Closed::StoreFailed),
        "after the end"
    );
    let (second, of_second) = (keeper(&store), counter(1_000, QuotaPeriod::Month));
    assert_eq!(take(&second, &of_second, noon(), 2_000), 993);
}

#[test]
fn days_are_counted_apart_and_periods_together() {
    let store = Arc::new(Store::default());
    let (keeper, counter) = (keeper(&store), counter(10, QuotaPeriod::Week));
    let (sunday, monday) = (time("2026-11-22T23:59:59.999Z"), time("2026-11-23T00:00:00Z"));
    assert_eq!(take(&keeper, &counter, noon(), 4), 4);
    assert_eq!(take(&keeper, &counter, sunday, 20), 6);
    assert_eq!(take(&keeper, &counter, monday, 20), 10);
    assert_eq!(
        take(&keeper, &counter, sunday, 1),
        0,
        "the new week serves those who are late, and is used up"
    );
    keeper.finish();
    let day = crate::usage_plans::day;
    assert_eq!(
        [noon(), sunday, monday].map(|time| store.used_on(day(time))),
        [4, 6, 10]
    );
}

#[test]
fn a_store_that_is_gone_closes_and_is_asked_again() {
    let store = Arc::new(Store::default());
    let (keeper, counter) = (keeper(&store), counter(10, QuotaPeriod::Day));
    store.gone.store(true, Ordering::Relaxed);
    for _ in 0..50 {
        assert_eq!(wait(keeper.take(&counter, noon())), Err(Closed::StoreFailed));
    }
    assert_eq!(
        store.calls.load(Ordering::Relaxed),
        1,
        "it is left alone for a while"
    );
    store.gone.store(false, Ordering::Relaxed);
    let later = Timestamp {
        epoch_ms: noon().epoch_ms + 1_000,
    };
    assert_eq!(take(&keeper, &counter, later, 20), 10);
}

#[test]
fn more_quota_counts_once_it_is_told() {
    let store = Arc::new(Store::default());
    let (keeper, counter) = (keeper(&store), counter(3, QuotaPeriod::Month));
    assert_eq!(take(&keeper, &counter, noon(), 5), 3);
    store
        .used
        .lock()
        .unwrap()
        .values_mut()
        .for_each(|used| *used -= 2);
    assert_eq!(take(&keeper, &counter, noon(), 5), 0);
    counter.open_again();
    assert_eq!(take(&keeper, &counter, noon(), 5), 2);
}
