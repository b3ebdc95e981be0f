//! What a data-plane thread has at hand for every request, and what all threads share.

use std::{
    cell::{Cell, OnceCell, RefCell},
    io,
    rc::Rc,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use api_model::Throttle;
use arc_swap::ArcSwap;
use invoke::{ClientSettings, HttpClient};
use portcullis_core::RequestId;
use tokio::sync::Semaphore;

use crate::{
    authorizers::{RememberedResults, SharedResults},
    callers::{CallerCache, CallerChange, CallerChanges, Callers, LOOKUPS_MAX},
    clock::{Clock, WallClock},
    config::VpcEndpoint,
    functions::Functions,
    metrics::{Metrics, StageMetrics, ThreadMetrics},
    own_text::TextBlock,
    quota::QuotaKeeper,
    quota_store::QuotaStore,
    random::Random,
    record::{
        AccessLog, AccessLogError, AccessLogSettings, DecisionRecord, LogLines, RecordPool, RecordRings,
    },
    rejection::DenialTexts,
    room::{Room, WHOLE_BODIES_BYTES_MAX},
    snapshot::{Snapshot, SnapshotChange, SnapshotError},
    stages::throttle::Counting,
    throttle::Rate,
    tokens::{IssuerError, IssuerSettings, Issuers, SeenTokens},
};

/// Settings of the request pipeline. All are plain values; change what is needed after [`PlaneSettings::new`].
#[derive(Debug, Clone)]
pub struct PlaneSettings {
    /// Towards the upstreams.
    pub client: ClientSettings,
    /// Which wording access-denied answers have.
    pub denial_texts: DenialTexts,
    /// What `X-HTTP-Method-Override` does.
    pub method_override: MethodOverride,
    /// Finished requests that each thread keeps records of, besides refusals. Default 1,024.
    pub records_kept: usize,
    /// Refused requests that each thread keeps records of. Default 1,024.
    pub refusals_kept: usize,
    /// The access log.
    pub access_log: Option<AccessLogSettings>,
    /// Where `aws:CurrentTime` comes from.
    pub wall_clock: WallClock,
    /// The rate of each account and region, over all their stages; `None` for none. Default: [`ACCOUNT_THROTTLE_DEFAULT`].
    pub account_throttle: Option<Throttle>,
    /// Where quotas of usage plans are counted for good. Without it every request of a key with a quota is refused.
    pub quota_store: Option<Arc<dyn QuotaStore>>,
    /// Who keeps callers. Without it nobody can sign a request: methods with IAM authorization answer 500.
    pub callers: Option<Arc<dyn Callers>>,
    /// Whose tokens are taken, by the user pools they stand for. A pool without an issuer lets nobody in.
    pub issuers: Vec<IssuerSettings>,
    /// Who runs functions. Without it methods with Lambda authorizers or integrations answer 500.
    pub functions: Option<Arc<dyn Functions>>,
    /// The VPC endpoints of private listeners. One that is not listed has no policy.
    pub vpc_endpoints: Arc<[VpcEndpoint]>,
    /// Bytes of all bodies that are held whole at one time, for models and templates to read. Default 512 MiB.
    pub whole_bodies_bytes_max: usize,
}

/// What all APIs of one account in one region may take, unless set otherwise.
///
/// Source: API Gateway developer guide, quotas: throttle quota per account and Region, 10,000 requests per second with a
/// burst of 5,000.
pub const ACCOUNT_THROTTLE_DEFAULT: Throttle = Throttle {
    rate: 10_000.0,
    burst: 5_000,
};

/// What `X-HTTP-Method-Override` does.
///
/// Source: API Gateway developer guide: the header changes the verb a REST API acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MethodOverride {
    /// Routing and policy use the header's verb; a `Deny` for either verb denies. As on AWS.
    #[default]
    Honoured,
    /// The header is passed on like any other.
    Ignored,
}

impl PlaneSettings {
    /// The defaults with these settings towards the upstreams.
    pub fn new(client: ClientSettings) -> Self {
        Self {
            client,
            denial_texts: DenialTexts::default(),
            method_override: MethodOverride::default(),
            whole_bodies_bytes_max: WHOLE_BODIES_BYTES_MAX,
            records_kept: 1_024,
            refusals_kept: 1_024,
            access_log: None,
            wall_clock: WallClock::default(),
            account_throttle: Some(ACCOUNT_THROTTLE_DEFAULT),
            quota_store: None,
            callers: None,
            functions: None,
            issuers: Vec::new(),
            vpc_endpoints: Arc::default(),
        }
    }
}

/// What all data-plane threads share, and the control side's handle on them.
#[derive(Debug)]
pub struct Shared {
    pub(crate) settings: PlaneSettings,
    snapshot: ArcSwap<Snapshot>,
    /// Counts the snapshots: cheaper to look at for every request than the snapshot itself.
    generation: AtomicU64,
    metrics: Metrics,
    rings: Vec<Arc<RecordRings>>,
    access_log: Option<AccessLog>,
    /// Snapshots that are served no more and may still be pinned. Kept here until they are not, so that none is taken
    /// apart on a thread that serves: with many APIs that takes milliseconds.
    retired: Mutex<Vec<Arc<Snapshot>>>,
    account_rate: Option<Rate>,
    quotas: Option<QuotaKeeper>,
    /// Of bodies that are held whole, on all threads.
    pub(crate) room: Arc<Room>,
    pub(crate) issuers: Issuers,
    pub(crate) authorizer_results: SharedResults,
    pub(crate) caller_changes: CallerChanges,
    /// Of callers, on all threads.
    pub(crate) caller_lookups: Arc<Semaphore>,
}

/// The threads besides those that serve cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum SharedError {
    /// The access log cannot be opened.
    #[error(transparent)]
    AccessLog(#[from] AccessLogError),
    /// No thread that counts quotas.
    #[error("cannot start the thread that counts quotas")]
    Quotas(#[source] io::Error),
    /// The issuers cannot be used together.
    #[error(transparent)]
    Issuers(#[from] IssuerError),
    /// No thread that fetches the keys of issuers.
    #[error("cannot start the thread that fetches the keys of issuers")]
    IssuerThread(#[source] io::Error),
}

impl Shared {
    /// For `threads` data-plane threads. Opens the access log and starts its writer.
    pub fn new(
        settings: PlaneSettings,
        snapshot: Snapshot,
        threads: usize,
    ) -> Result<Arc<Self>, SharedError> {
        let access_log = settings
            .access_log
            .as_ref()
            .map(|log| AccessLog::start(log, threads))
            .transpose()?;
        let keeper = |store: &Arc<dyn QuotaStore>| QuotaKeeper::start(Arc::clone(store), settings.wall_clock);
        let quotas = settings.quota_store.as_ref().map(keeper).transpose();
        let quotas = quotas.map_err(SharedError::Quotas)?;
        let rings = (0..threads)
            .map(|_| Arc::new(RecordRings::new(settings.records_kept, settings.refusals_kept)))
            .collect();
        Ok(Arc::new(Self {
            snapshot: ArcSwap::from_pointee(snapshot),
            generation: AtomicU64::new(0),
            metrics: Metrics::new(threads),
            rings,
            access_log,
            retired: Mutex::default(),
            account_rate: settings.account_throttle.map(Rate::new),
            quotas,
            room: Room::new(settings.whole_bodies_bytes_max),
            issuers: Issuers::start(&settings.issuers, &settings.client)?,
            authorizer_results: SharedResults::default(),
            caller_changes: CallerChanges::default(),
            caller_lookups: Arc::new(Semaphore::new(LOOKUPS_MAX)),
            settings,
        }))
    }

    /// Makes changes to what is served, from the next request on. Running requests finish on the snapshot they began
    /// with. All changes are made, or none. Changes from several threads are made one after the other.
    pub fn update(&self, changes: Vec<SnapshotChange>) -> Result<(), SnapshotError> {
        let mut retired = self.retired.lock().unwrap_or_else(PoisonError::into_inner);
        let next = self.snapshot.load().update(changes)?;
        self.metrics.forget_gone(&next);
        let old = self.snapshot.swap(Arc::new(next));
        // Whoever sees the new number sees the new snapshot.
        self.generation.fetch_add(1, Ordering::Release);
        self.metrics.reloaded();
        retired.push(old);
        // Nobody can begin to use a retired one, so one that is ours alone stays so.
        retired.retain(|snapshot| Arc::strong_count(snapshot) > 1);
        Ok(())
    }

    /// What is served now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    /// What was known of callers holds no longer. Whoever asks after this has returned is given what is true now.
    pub fn callers_changed(&self, changes: &[CallerChange]) {
        self.caller_changes.tell(changes);
    }

    /// Forgets what Lambda authorizers said: `FlushStageAuthorizersCache`. Of all stages, since that lets nobody in who was not.
    pub fn flush_authorizers(&self) {
        self.authorizer_results.flush();
    }

    /// The kept record of a request.
    pub fn record(&self, id: RequestId) -> Option<DecisionRecord> {
        self.rings.iter().find_map(|rings| rings.find(id))
    }

    /// The newest kept records, newest first.
    pub fn recent(&self, count: usize) -> Vec<DecisionRecord> {
        let mut records = Vec::new();
        for rings in &self.rings {
            rings.newest(count, &mut records);
        }
        records.sort_by_key(|record| std::cmp::Reverse(record.time));
        records.truncate(count);
        records
    }

    /// All metrics in Prometheus' text format.
    pub fn metrics_text(&self) -> String {
        self.metrics
            .text(self.access_log.as_ref().map_or(0, AccessLog::dropped))
    }

    /// Opens the access log's file again, after it has been moved away.
    pub fn reopen_access_log(&self) {
        if let Some(log) = &self.access_log {
            log.reopen();
        }
    }

    /// What a key was given of a plan's quota and has not used, with the day it counts on (in days since 1970-01-01): the
    /// store counts it as used.
    pub fn quota_unused(&self, plan: &str, key: &str) -> Option<(i64, u64)> {
        let snapshot = self.snapshot.load();
        Some(snapshot.usage_plans().client(plan, key)?.quota()?.unused())
    }

    /// The store may have more for a key than it had: it is asked again.
    pub fn quota_changed(&self, plan: &str, key: &str) {
        let snapshot = self.snapshot.load();
        let client = snapshot.usage_plans().client(plan, key);
        if let Some(counter) = client.and_then(|client| client.quota()) {
            counter.open_again();
        }
    }

    /// Gives the store back what was not used of quotas. Call it when the data-plane threads are done.
    pub fn finish_quotas(&self) {
        if let Some(quotas) = &self.quotas {
            quotas.finish();
        }
    }

    /// Writes what is left of the access log and stops its writer. Call it when the data-plane threads are done.
    pub fn finish_access_log(&self) {
        if let Some(log) = &self.access_log {
            log.finish();
        }
    }
}

/// What a [`Plane`] is made of.
#[derive(Debug)]
pub struct ThreadParts {
    /// The thread, counted from 0.
    pub thread: usize,
    /// What it shares with the others.
    pub shared: Arc<Shared>,
}

/// One data-plane thread's tools. Never leaves its thread.
#[derive(Debug)]
pub struct Plane {
    pub(crate) shared: Arc<Shared>,
    pub(crate) client: HttpClient,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) texts: TextBlock,
    pub(crate) records: RecordPool,
    pub(crate) metrics: Arc<ThreadMetrics>,
    pub(crate) log_lines: Option<Arc<LogLines>>,
    pub(crate) callers: CallerCache,
    pub(crate) authorizer_results: RememberedResults,
    pub(crate) seen_tokens: SeenTokens,
    pinned: RefCell<Rc<Pinned>>,
    /// Of `pinned`, or older.
    generation: Cell<u64>,
    requests_running: Cell<u64>,
}

/// A snapshot with this thread's counters for its stages.
#[derive(Debug)]
pub(crate) struct Pinned {
    pub(crate) snapshot: Arc<Snapshot>,
    /// By the place of the stage in the snapshot; looked up when the stage is first asked for.
    counters: Vec<OnceCell<Arc<StageMetrics>>>,
}

impl Plane {
    /// To be called on the thread that will serve with it. `None` if `thread` is not one of those `shared` was made for.
    pub fn new(parts: ThreadParts) -> Option<Rc<Self>> {
        let ThreadParts { thread, shared } = parts;
        let rings = Arc::clone(shared.rings.get(thread)?);
        let metrics = shared.metrics.thread(thread)?;
        let log_lines = match &shared.access_log {
            Some(log) => Some(log.lines(thread)?),
            None => None,
        };
        let generation = shared.generation.load(Ordering::Acquire);
        let pinned = Pinned::new(shared.snapshot());
        Some(Rc::new(Self {
            client: HttpClient::new(shared.settings.client.clone()),
            clock: Clock::new(shared.settings.wall_clock),
            random: Random::new(),
            texts: TextBlock::default(),
            records: RecordPool::new(rings),
            metrics,
            log_lines,
            callers: CallerCache::default(),
            authorizer_results: RememberedResults::default(),
            seen_tokens: SeenTokens::default(),
            pinned: RefCell::new(Rc::new(pinned)),
            generation: Cell::new(generation),
            requests_running: Cell::new(0),
            shared,
        }))
    }

    /// A connection was accepted. Its end is told by [`Plane::connection_closed`].
    pub fn connection_opened(&self) {
        self.metrics.connections_opened.add(1);
    }

    /// A connection ended.
    pub fn connection_closed(&self) {
        self.metrics.connections_closed.add(1);
    }

    /// A connection was refused before it could ask anything; `why` is one of a few fixed names.
    pub fn connection_refused(&self, why: &'static str) {
        self.metrics.connection_refused(why);
    }

    /// Requests whose response has not left in full.
    pub fn requests_running(&self) -> u64 {
        self.requests_running.get()
    }

    /// To be called about once a second: closes upstream connections that were idle for too long.
    pub fn sweep(&self) {
        self.client.sweep();
    }

    /// The snapshot for a request that begins now.
    pub(crate) fn pin(&self) -> Rc<Pinned> {
        let generation = self.shared.generation.load(Ordering::Acquire);
        let mut pinned = self.pinned.borrow_mut();
        if generation != self.generation.replace(generation) {
            *pinned = Rc::new(Pinned::new(self.shared.snapshot()));
        }
        Rc::clone(&pinned)
    }

    /// Whether this is what a request that begins now is given, as far as this thread knows.
    pub(crate) fn is_pinned(&self, pinned: &Rc<Pinned>) -> bool {
        Rc::ptr_eq(pinned, &self.pinned.borrow())
    }

    /// What a request that began then is counted with.
    pub(crate) fn counting(&self, began: Instant) -> Counting<'_> {
        Counting {
            ticks: self.clock.ticks(began),
            account: self.shared.account_rate,
            quotas: self.shared.quotas.as_ref(),
        }
    }

    pub(crate) fn request_began(&self) {
        self.requests_running.set(self.requests_running.get() + 1);
    }

    pub(crate) fn request_ended(&self) {
        self.requests_running
            .set(self.requests_running.get().saturating_sub(1));
    }
}

impl Pinned {
    fn new(snapshot: Arc<Snapshot>) -> Self {
        let counters = (0..snapshot.slot_count()).map(|_| OnceCell::new()).collect();
        Self { snapshot, counters }
    }

    /// The thread's counters of the stage in a place.
    pub(crate) fn counters(&self, slot: usize, metrics: &ThreadMetrics) -> Option<&Arc<StageMetrics>> {
        let counters = self.counters.get(slot)?;
        if let Some(known) = counters.get() {
            return Some(known);
        }
        let stage = self.snapshot.slot(slot)?;
        Some(counters.get_or_init(|| metrics.stage(stage)))
    }
}
