//! An issuer with its keys, as all threads share it.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwapOption;
use jwt::{Claims, Fault, IssuerRules, KeySet, Token};
use portcullis_core::Timestamp;
use tokio::sync::Notify;

use super::{
    fetcher::{FETCH_TIME, Fetcher},
    settings::JwksSource,
};
use crate::clock::Ticks;

/// Time between two fetches that were asked for because of a key that is not known.
pub(super) const REFRESH_INTERVAL: Duration = Duration::from_secs(60);

/// The same while no keys were ever there.
pub(super) const FIRST_INTERVAL: Duration = Duration::from_secs(5);

/// How long a request waits for keys: a little longer than they may take.
const WAIT_MAX: Duration = FETCH_TIME.saturating_add(Duration::from_millis(250));

/// An issuer with its keys.
#[derive(Debug)]
pub(crate) struct Issuer {
    rules: IssuerRules,
    source: JwksSource,
    keys: ArcSwapOption<Keys>,
    /// Of `keys`, or older. Counts sets that differ from the one before.
    generation: AtomicU64,
    fetches: Mutex<Fetches>,
    /// Woken when a fetch has ended.
    ended: Notify,
}

/// A key set as it was fetched.
#[derive(Debug)]
struct Keys {
    set: KeySet,
    text: Vec<u8>,
    generation: u64,
}

#[derive(Debug, Default)]
struct Fetches {
    running: bool,
    /// When a request asked for one.
    asked: Option<Ticks>,
    /// Why the last one gave no keys.
    fault: Option<String>,
}

/// Why a token is not verified.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unverified {
    /// There are no keys at all, for this reason.
    NoKeys(String),
    /// The token is wrong. Where other keys might have made it good and could not be fetched: why.
    Fault(Fault, Option<String>),
}

/// What a request that needs other keys does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// It has asked for a fetch, or there is one already: it waits.
    Running { begun: bool },
    /// There was one too short a time ago.
    TooSoon,
}

impl Issuer {
    pub(super) fn new(rules: IssuerRules, source: JwksSource) -> Self {
        Self {
            rules,
            source,
            keys: ArcSwapOption::empty(),
            generation: AtomicU64::new(0),
            fetches: Mutex::default(),
            ended: Notify::new(),
        }
    }

    pub(super) fn rules(&self) -> &IssuerRules {
        &self.rules
    }

    pub(super) fn source(&self) -> &JwksSource {
        &self.source
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Verifies a token of this issuer; gives its claims and the generation of the keys.
    ///
    /// Where another set of keys could make the token good, one is fetched first, unless that was done lately.
    pub(super) async fn verify(
        self: &Arc<Self>,
        token: &Token<'_>,
        wall: Timestamp,
        ticks: Ticks,
        fetcher: Option<&Fetcher>,
    ) -> Result<(Claims, u64), Unverified> {
        let mut refreshed = false;
        loop {
            let keys = self.keys.load_full();
            let fault = match &keys {
                None => None,
                Some(keys) => match token.verify(&keys.set, &self.rules, wall) {
                    Ok(claims) => return Ok((claims, keys.generation)),
                    Err(fault) if depends_on_keys(fault, token, &keys.set) => Some(fault),
                    Err(fault) => return Err(Unverified::Fault(fault, None)),
                },
            };
            if refreshed || !self.refresh(ticks, fetcher).await {
                return Err(match fault {
                    None => Unverified::NoKeys(self.fault().unwrap_or_else(|| {
                        format!("they were not there within {} ms", WAIT_MAX.as_millis())
                    })),
                    Some(fault) => Unverified::Fault(fault, self.fault()),
                });
            }
            refreshed = true;
        }
    }

    /// Waits for another set of keys; `false` if it is too early for one.
    async fn refresh(self: &Arc<Self>, now: Ticks, fetcher: Option<&Fetcher>) -> bool {
        let mut ended = std::pin::pin!(self.ended.notified());
        ended.as_mut().enable();
        match self.ask(now) {
            Asked::TooSoon => return false,
            Asked::Running { begun: false } => {}
            Asked::Running { begun: true } => match fetcher {
                Some(fetcher) if fetcher.fetch(self) => {}
                Some(_) | None => self.end(Err("the thread that fetches keys has ended".to_owned())),
            },
        }
        // Where nothing answers within the time, what is there counts.
        let _ = tokio::time::timeout(WAIT_MAX, ended).await;
        true
    }

    fn ask(&self, now: Ticks) -> Asked {
        let mut fetches = self.fetches();
        if fetches.running {
            return Asked::Running { begun: false };
        }
        let interval = if self.keys.load().is_some() {
            REFRESH_INTERVAL
        } else {
            FIRST_INTERVAL
        };
        let since = |asked: Ticks| Duration::from_nanos(now.saturating_sub(asked));
        if fetches.asked.is_some_and(|asked| since(asked) < interval) {
            return Asked::TooSoon;
        }
        fetches.asked = Some(now);
        fetches.running = true;
        Asked::Running { begun: true }
    }

    /// A fetch that nobody asked for begins; `false` if one runs.
    pub(super) fn begin(&self) -> bool {
        !std::mem::replace(&mut self.fetches().running, true)
    }

    /// A fetch has ended. Without keys, those that were there stay.
    pub(super) fn end(&self, fetched: Result<Vec<u8>, String>) {
        let taken = fetched.and_then(|text| self.take(text));
        let mut fetches = self.fetches();
        fetches.running = false;
        fetches.fault = taken.err();
        drop(fetches);
        self.ended.notify_waiters();
    }

    fn take(&self, text: Vec<u8>) -> Result<(), String> {
        let set = KeySet::parse(&text).map_err(|error| error.to_string())?;
        let before = self.keys.load();
        if before.as_ref().is_some_and(|keys| keys.text == text) {
            return Ok(());
        }
        let generation = before.as_ref().map_or(0, |keys| keys.generation) + 1;
        self.keys.store(Some(Arc::new(Keys {
            set,
            text,
            generation,
        })));
        // Whoever sees the new number has the new keys.
        self.generation.store(generation, Ordering::Release);
        Ok(())
    }

    /// Why the last fetch gave no keys, if it did not.
    fn fault(&self) -> Option<String> {
        self.fetches().fault.clone()
    }

    fn fetches(&self) -> MutexGuard<'_, Fetches> {
        self.fetches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a token may be good with other keys: the one it names is not among these, or it names none.
fn depends_on_keys(fault: Fault, token: &Token<'_>, keys: &KeySet) -> bool {
    let of_keys = matches!(
        fault,
        Fault::UnknownKey | Fault::KeyIdNeeded | Fault::KeyAlgorithm | Fault::Signature
    );
    of_keys && !token.key_id().is_some_and(|id| keys.names(id))
}
