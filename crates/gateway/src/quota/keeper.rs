//! The thread that asks the store for leases and gives them back.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::Ordering,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use portcullis_core::Timestamp;

use super::counter::{Closed, QuotaCounter, Taken};
use crate::{
    clock::{Clock, WallClock},
    quota_store::{GiveBack, QuotaStore, Reserve},
    usage_plans::day,
};

/// Leases that are asked for in one call of the store.
const BATCH_MAX: usize = 256;

/// How often leases that nobody uses any more are given back.
const SWEEP_INTERVAL: Duration = Duration::from_secs(30);

/// How long a request waits for a lease before it is refused. Chosen: a store that is there answers in milliseconds.
const WAIT_MAX: Duration = Duration::from_secs(5);

/// The running thread.
#[derive(Debug)]
pub(crate) struct QuotaKeeper {
    commands: Sender<Command>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
enum Command {
    Ask(Ask),
    Finish,
}

/// A counter that needs a lease.
#[derive(Debug)]
struct Ask {
    counter: Arc<QuotaCounter>,
    at: Timestamp,
}

impl QuotaKeeper {
    pub(crate) fn start(store: Arc<dyn QuotaStore>, wall: WallClock) -> io::Result<Self> {
        let (commands, received) = channel();
        let thread = std::thread::Builder::new()
            .name("quota".to_owned())
            .spawn(move || {
                let kept = Vec::new();
                Keeping { store, wall, kept }.run(&received);
            })?;
        Ok(Self {
            commands,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Takes one request out of a counter, waiting for a lease where there is none.
    pub(crate) async fn take(&self, counter: &Arc<QuotaCounter>, now: Timestamp) -> Result<(), Closed> {
        match counter.take(now) {
            Taken::One { ask } => {
                if ask {
                    self.ask(counter, now);
                }
                Ok(())
            }
            Taken::Closed(why) => Err(why),
            // In a box: few requests wait, and all have room for what they hold while they do.
            Taken::NoLease => Box::pin(self.wait(counter, now)).await,
        }
    }

    async fn wait(&self, counter: &Arc<QuotaCounter>, now: Timestamp) -> Result<(), Closed> {
        let waiting = async {
            loop {
                let mut answered = std::pin::pin!(counter.answered());
                answered.as_mut().enable();
                match counter.take(now) {
                    Taken::One { ask } => {
                        if ask {
                            self.ask(counter, now);
                        }
                        return Ok(());
                    }
                    Taken::Closed(why) => return Err(why),
                    Taken::NoLease => self.ask(counter, now),
                }
                answered.await;
            }
        };
        tokio::time::timeout(WAIT_MAX, waiting)
            .await
            .unwrap_or(Err(Closed::StoreFailed))
    }

    fn ask(&self, counter: &Arc<QuotaCounter>, at: Timestamp) {
        if counter.begin_asking() {
            let counter = Arc::clone(counter);
            if let Err(unsent) = self.commands.send(Command::Ask(Ask { counter, at }))
                && let Command::Ask(Ask { counter, at }) = unsent.0
            {
                // The keeper has ended.
                counter.store_failed(at);
            }
        }
    }

    /// Gives all leases back and ends the thread. Call it when no request runs any more; does nothing the second time.
    pub(crate) fn finish(&self) {
        let _ = self.commands.send(Command::Finish);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

impl Drop for QuotaKeeper {
    fn drop(&mut self) {
        self.finish();
    }
}

/// What the thread works on.
#[derive(Debug)]
struct Keeping {
    store: Arc<dyn QuotaStore>,
    wall: WallClock,
    /// Counters that ever had a lease.
    kept: Vec<Arc<QuotaCounter>>,
}

impl Keeping {
    fn run(mut self, received: &Receiver<Command>) {
        let clock = Clock::new(self.wall);
        let mut swept = clock.now().instant;
        loop {
            let mut finish = false;
            let mut asks = Vec::new();
            match received.recv_timeout(SWEEP_INTERVAL) {
                Ok(Command::Ask(ask)) => asks.push(ask),
                Ok(Command::Finish) | Err(RecvTimeoutError::Disconnected) => finish = true,
                Err(RecvTimeoutError::Timeout) => {}
            }
            while asks.len() < BATCH_MAX && !finish {
                match received.try_recv() {
                    Ok(Command::Ask(ask)) => asks.push(ask),
                    Ok(Command::Finish) => finish = true,
                    Err(_) => break,
                }
            }
            self.reserve(asks);
            let now = clock.now();
            if finish {
                return self.end_all();
            }
            if now.instant.saturating_duration_since(swept) >= SWEEP_INTERVAL {
                swept = now.instant;
                self.sweep(day(now.wall));
            }
        }
    }

    fn reserve(&mut self, asks: Vec<Ask>) {
        if asks.is_empty() {
            return;
        }
        let reserve = |ask: &Ask| {
            // A lease of a later day stays: whoever asks late is served from it.
            let on = day(ask.at).max(ask.counter.unused().0);
            Reserve {
                of: ask.counter.use_on(on),
                limit: ask.counter.quota().limit_on(on),
                wanted: ask.counter.lease_size(on),
            }
        };
        let reserves: Vec<Reserve> = asks.iter().map(reserve).collect();
        let granted = self.store.reserve(&reserves).ok();
        let granted = granted.filter(|granted| granted.len() == reserves.len());
        let Some(granted) = granted else {
            for Ask { counter, at } in asks {
                counter.store_failed(at);
            }
            return;
        };
        let mut unused = Vec::new();
        for ((Ask { counter, at }, reserve), count) in asks.into_iter().zip(reserves).zip(granted) {
            if count == 0 {
                counter.exhausted(reserve.of.day, at);
                continue;
            }
            unused.extend(counter.granted(reserve.of.day, count.min(reserve.wanted)));
            if !counter.kept.swap(true, Ordering::AcqRel) {
                self.kept.push(counter);
            }
        }
        self.give_back(unused);
    }

    /// Gives back what is left of days that are over, and of counters that no table has any more.
    fn sweep(&mut self, today: i64) {
        let mut unused = Vec::new();
        self.kept.retain(|counter| {
            let gone = Arc::strong_count(counter) == 1;
            unused.extend(if gone {
                counter.end_lease()
            } else {
                counter.end_lease_before(today)
            });
            !gone
        });
        self.give_back(unused);
    }

    fn end_all(&mut self) {
        let unused = self
            .kept
            .drain(..)
            .filter_map(|counter| counter.end_lease())
            .collect();
        self.give_back(unused);
    }

    /// What cannot be given back stays counted as used: more is refused then, never less.
    fn give_back(&self, unused: Vec<(crate::quota_store::QuotaUse, u64)>) {
        if unused.is_empty() {
            return;
        }
        let unused: Vec<_> = unused
            .into_iter()
            .map(|(of, unused)| GiveBack { of, unused })
            .collect();
        let _ = self.store.give_back(&unused);
    }
}
