//! The one place that reads the clock.
//!
//! Wall-clock time is carried forward from the monotonic clock and compared with the system's once a second, so that a
//! moment costs one clock reading.

use std::{
    cell::Cell,
    sync::{
        OnceLock,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use portcullis_core::Timestamp;

/// How long the wall clock is carried forward before it is read again.
const WALL_CARRIED_MAX: Duration = Duration::from_secs(1);

/// Where the wall-clock time comes from.
#[derive(Debug, Clone, Copy, Default)]
pub enum WallClock {
    /// The system.
    #[default]
    System,
    /// Always this: for tests of policies that ask for the time.
    Fixed(Timestamp),
    /// Milliseconds since 1970-01-01, read anew each time: for tests that move the time on.
    Hand(&'static AtomicI64),
}

impl WallClock {
    /// The time where it is not the system's.
    fn set(self) -> Option<Timestamp> {
        match self {
            Self::System => None,
            Self::Fixed(time) => Some(time),
            Self::Hand(time) => Some(Timestamp {
                epoch_ms: time.load(Ordering::Acquire),
            }),
        }
    }
}

/// Nanoseconds since the process first asked, the same on all threads; what token buckets go by. Where the wall clock is not
/// the system's, that clock's: they stand still and go on together.
pub(crate) type Ticks = u64;

/// A thread's clock.
#[derive(Debug)]
pub(crate) struct Clock {
    wall: WallClock,
    read: Cell<(Instant, Timestamp)>,
}

/// One moment on both clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) instant: Instant,
    pub(crate) wall: Timestamp,
}

impl Clock {
    pub(crate) fn new(wall: WallClock) -> Self {
        Self {
            wall,
            read: Cell::new((monotonic(), system())),
        }
    }

    /// Now, on both clocks.
    pub(crate) fn now(&self) -> Moment {
        let instant = monotonic();
        let wall = self.wall.set().unwrap_or_else(|| self.carried(instant));
        Moment { instant, wall }
    }

    /// A moment of [`Clock::now`] as ticks.
    pub(crate) fn ticks(&self, instant: Instant) -> Ticks {
        static BEGAN: OnceLock<Instant> = OnceLock::new();
        match self.wall.set() {
            Some(time) => u64::try_from(time.epoch_ms)
                .unwrap_or(0)
                .saturating_mul(1_000_000),
            None => {
                let began = *BEGAN.get_or_init(monotonic);
                u64::try_from(instant.saturating_duration_since(began).as_nanos()).unwrap_or(u64::MAX)
            }
        }
    }

    fn carried(&self, instant: Instant) -> Timestamp {
        let (read_at, read) = self.read.get();
        let since = instant.saturating_duration_since(read_at);
        if since > WALL_CARRIED_MAX {
            let read = system();
            self.read.set((instant, read));
            return read;
        }
        // At most a second: whole seconds and milliseconds need no division of 128 bits.
        let since_ms = since.as_secs() * 1_000 + u64::from(since.subsec_millis());
        Timestamp {
            epoch_ms: read.epoch_ms.saturating_add_unsigned(since_ms),
        }
    }
}

/// The monotonic clock.
#[expect(clippy::disallowed_methods, reason = "this is the clock module")]
pub(crate) fn monotonic() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the clock module")]
fn system() -> Timestamp {
    let epoch_ms = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    };
    Timestamp { epoch_ms }
}

/// Whole microseconds between two instants.
pub(crate) fn microseconds(from: Instant, to: Instant) -> u64 {
    u64::try_from(to.saturating_duration_since(from).as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_still_and_the_system_clock_is_followed() {
        let time = Timestamp {
            epoch_ms: 1_780_272_000_000,
        };
        assert_eq!(Clock::new(WallClock::Fixed(time)).now().wall, time);
        let hand: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(7)));
        let moved = Clock::new(WallClock::Hand(hand));
        let before = moved.now();
        hand.store(9, Ordering::Release);
        assert_eq!((before.wall.epoch_ms, moved.now().wall.epoch_ms), (7, 9));
        assert_eq!(moved.ticks(before.instant), 9_000_000);
        let clock = Clock::new(WallClock::System);
        clock
            .read
            .set((monotonic() - 2 * WALL_CARRIED_MAX, Timestamp { epoch_ms: 0 }));
        assert!(clock.now().wall.epoch_ms > 1_700_000_000_000);
    }
}
