//! Token buckets, each one atomic word.
//!
//! A bucket remembers the moment at which it will be full again, instead of its tokens: taking a token moves that moment by
//! the time a token takes to grow back, and is refused where it would then be further away than a whole bucket takes
//! (the generic cell rate algorithm). So there is nothing to refill, and no lock: a request compares and swaps one word.
//! Never one request more passes than rate and burst allow, whatever number of threads takes.
//!
//! Source of the meaning of rate and burst: API Gateway developer guide, "Throttle requests to your REST APIs for better
//! throughput in API Gateway".

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use api_model::Throttle;

/// A rate and a burst, made ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    /// Nanoseconds in which a token grows; `None` lets nothing through.
    interval_ns: Option<u64>,
    /// How far away the moment may be, before a token is taken, at which the bucket is full.
    tolerance_ns: u64,
}

/// A bucket. Alone in its cache line: all threads write it.
#[derive(Debug, Default)]
#[repr(align(64))]
pub(crate) struct Bucket {
    /// Nanoseconds of [`Ticks`](crate::clock::Ticks); 0 is long ago, so a new bucket is full.
    full_at: AtomicU64,
}

/// A bucket with the numbers it is used with.
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    throttle: Throttle,
    rate: Rate,
    bucket: Arc<Bucket>,
}

impl Rate {
    pub(crate) fn new(throttle: Throttle) -> Self {
        const SECOND_NS: f64 = 1e9;
        let Throttle { rate, burst } = throttle;
        let Some(further) = burst.checked_sub(1).filter(|_| rate > 0.0) else {
            return Self {
                interval_ns: None,
                tolerance_ns: 0,
            };
        };
        // Rounded up, so that never more than the rate passes; the product tells whether the quotient was rounded down. What
        // is beyond the range ends at its end: hundreds of years.
        let quotient = (SECOND_NS / rate).ceil().max(1.0);
        let short = quotient.mul_add(rate, -SECOND_NS) < 0.0;
        let interval_ns = (quotient as u64).saturating_add(u64::from(short));
        Self {
            interval_ns: Some(interval_ns),
            tolerance_ns: interval_ns.saturating_mul(further.into()),
        }
    }
}

impl Bucket {
    /// Takes a token, if there is one. `now_ns` may be a little older than that of another thread: that only makes the
    /// bucket emptier than it is.
    pub(crate) fn take(&self, rate: Rate, now_ns: u64) -> bool {
        let Some(interval_ns) = rate.interval_ns else {
            return false;
        };
        let take = |full_at: u64| {
            let away = full_at.saturating_sub(now_ns);
            if away > rate.tolerance_ns {
                return None;
            }
            full_at.max(now_ns).checked_add(interval_ns)
        };
        self.full_at
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }
}

impl Meter {
    /// With a full bucket, unless one of `before` was used with the same numbers: that goes on.
    pub(crate) fn new(throttle: Throttle, before: Option<&Self>) -> Self {
        match before.filter(|before| before.throttle == throttle) {
            Some(before) => before.clone(),
            None => Self {
                throttle,
                rate: Rate::new(throttle),
                bucket: Arc::default(),
            },
        }
    }

    pub(crate) fn take(&self, now_ns: u64) -> bool {
        self.bucket.take(self.rate, now_ns)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    const SECOND: u64 = 1_000_000_000;

    fn rate(rate: f64, burst: u32) -> Rate {
        Rate::new(Throttle { rate, burst })
    }

    /// The bucket as it is described: tokens that grow, in exact numbers.
    struct Described {
        /// In units of a token divided by the interval, so that a nanosecond adds one.
        level: u64,
        at: u64,
        interval: u64,
        burst: u64,
    }

    impl Described {
        fn take(&mut self, now: u64) -> bool {
            self.level = (self.level + (now - self.at)).min(self.burst * self.interval);
            self.at = now;
            let taken = self.level >= self.interval;
            if taken {
                self.level -= self.interval;
            }
            taken
        }
    }

    #[test]
    fn a_bucket_decides_as_its_description() {
        for (per_second, burst) in [(1.0, 1), (10.0, 3), (1_000.0, 50), (0.5, 2), (10_000.0, 5_000)] {
            let rate = rate(per_second, burst);
            let interval = rate.interval_ns.unwrap();
            let bucket = Bucket::default();
            let mut described = Described {
                level: u64::from(burst) * interval,
                at: 0,
                interval,
                burst: burst.into(),
            };
            let mut random: u64 = 42;
            let mut now = 0;
            let mut passed = 0;
            for at in 0..50_000 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let part = random >> 33;
                now += match at % 7 {
                    0 => part % (2 * interval),
                    1 => interval,
                    2 => part % (1 + interval / 4),
                    _ => 0,
                };
                let taken = bucket.take(rate, now);
                assert_eq!(taken, described.take(now), "{per_second} {burst} at {now}");
                passed += u64::from(taken);
            }
            assert!(passed > 1_000, "{per_second} {burst}: {passed}");
        }
    }

    #[test]
    fn many_threads_take_exactly_what_there_is() {
        let (rate, bucket) = (rate(10.0, 1_000), Bucket::default());
        let take = |now| {
            let count = || (0..1_000).filter(|_| bucket.take(rate, now)).count();
            thread::scope(|scope| {
                let threads: Vec<_> = (0..8).map(|_| scope.spawn(count)).collect();
                threads
                    .into_iter()
                    .map(|thread| thread.join().unwrap())
                    .sum::<usize>()
            })
        };
        assert_eq!(take(7), 1_000);
        assert_eq!(take(7), 0);
        assert_eq!(take(7 + SECOND), 10);
        assert_eq!(take(7 + SECOND), 0);
        assert_eq!(take(7 + 1_000 * SECOND), 1_000);
    }

    #[test]
    fn while_time_goes_on_no_thread_gets_a_token_that_is_not_there() {
        // Every thread moves the one clock on and takes at its own, by then perhaps old, reading of it.
        let (rate, bucket, clock) = (rate(1_000.0, 20), Bucket::default(), AtomicU64::new(0));
        let run = || {
            let mut passed = 0_u64;
            for _ in 0..20_000 {
                let now = clock.fetch_add(10_000, Ordering::Relaxed);
                passed += u64::from(bucket.take(rate, now));
            }
            passed
        };
        let passed: u64 = thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        let grown = clock.load(Ordering::Relaxed) / 1_000_000;
        assert!(passed <= 20 + grown, "{passed} of {grown}");
        assert!(passed >= grown, "{passed} of {grown}");
    }

    #[test]
    fn numbers_without_meaning_let_nothing_through() {
        for (per_second, burst) in [(0.0, 5), (5.0, 0), (-1.0, 5), (f64::NAN, 5)] {
            assert!(
                !Bucket::default().take(rate(per_second, burst), SECOND),
                "{per_second} {burst}"
            );
        }
    }

    #[test]
    fn extreme_numbers_never_pass_more_than_a_burst() {
        let count = |rate: Rate, now| {
            let bucket = Bucket::default();
            (0..100).filter(|_| bucket.take(rate, now)).count()
        };
        assert_eq!(
            count(rate(1e-300, 3), SECOND),
            0,
            "a token takes longer than time lasts"
        );
        assert_eq!(count(rate(1e-9, 3), SECOND), 3);
        assert_eq!(count(rate(1e300, 3), SECOND), 3);
        assert_eq!(count(rate(f64::INFINITY, 3), SECOND), 3);
        assert!(count(rate(0.001, u32::MAX), SECOND) == 100);
        // A third of a second is rounded up.
        assert_eq!(rate(3.0, 1).interval_ns, Some(333_333_334));
        assert_eq!(rate(0.1, 1).interval_ns, Some(10 * SECOND));
    }

    #[test]
    fn a_meter_goes_on_where_its_numbers_stay() {
        let one = Throttle { rate: 1.0, burst: 1 };
        let first = Meter::new(one, None);
        assert!(first.take(0));
        assert!(!Meter::new(one, Some(&first)).take(0));
        assert!(Meter::new(Throttle { rate: 1.0, burst: 2 }, Some(&first)).take(0));
    }
}
