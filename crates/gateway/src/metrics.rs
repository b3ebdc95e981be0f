//! Counters of the data plane, in Prometheus' text format.
//!
//! Every thread counts in its own memory; only that thread writes it, so that counting is a load and a store. Whoever
//! reads adds the threads up.

mod counter;
mod histogram;
mod text;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use iam_policy::Decision;

pub(crate) use counter::Counter;
use histogram::Histogram;

use crate::{
    record::{DecisionRecord, Phase},
    snapshot::{Snapshot, Stage},
};

/// Statements of one policy whose denials are counted one by one; those behind are counted together.
pub(crate) const STATEMENTS_COUNTED_MAX: usize = 64;

/// What a request may be throttled by, as [`DecisionRecord::limit`] names it.
const THROTTLES: [&str; 7] = [
    "usage_plan_method_rate",
    "usage_plan_rate",
    "method_rate",
    "stage_rate",
    "account_rate",
    "usage_plan_quota",
    "whole_bodies_bytes_max",
];

/// Stages that are not served any more and whose counters are still told.
const STAGES_GONE_MAX: usize = 1_000;

/// Status classes: none sent, 1xx … 5xx.
const CLASSES: usize = 6;

/// How a request was decided, as a label.
const DECISIONS: [&str; 5] = [
    "not_asked",
    "no_policy",
    "allow",
    "explicit_deny",
    "implicit_deny",
];

/// All threads' counters.
#[derive(Debug)]
pub(crate) struct Metrics {
    threads: Vec<Arc<ThreadMetrics>>,
    reloads: std::sync::atomic::AtomicU64,
}

/// One thread's counters.
#[derive(Debug, Default)]
pub(crate) struct ThreadMetrics {
    pub(crate) connections_opened: Counter,
    pub(crate) connections_closed: Counter,
    /// Connections refused before a request, by why.
    refused: Mutex<BTreeMap<&'static str, u64>>,
    /// Requests that named no stage.
    unrouted: Counter,
    stages: Mutex<BTreeMap<StageKey, Arc<StageMetrics>>>,
}

/// API id and stage name.
type StageKey = (String, String);

/// One thread's counters for one stage.
#[derive(Debug)]
pub(crate) struct StageMetrics {
    /// By status class, then decision.
    requests: [[Counter; DECISIONS.len()]; CLASSES],
    /// Explicit denials by statement; the last is for all behind.
    denials: Vec<Counter>,
    /// Requests that had no room, by [`THROTTLES`].
    throttled: [Counter; THROTTLES.len()],
    latency: Histogram,
    integration_latency: Histogram,
    integration_failures: Counter,
    incomplete: Counter,
    request_bytes: Counter,
    response_bytes: Counter,
}

impl Metrics {
    pub(crate) fn new(threads: usize) -> Self {
        Self {
            threads: (0..threads).map(|_| Arc::default()).collect(),
            reloads: 0.into(),
        }
    }

    pub(crate) fn thread(&self, thread: usize) -> Option<Arc<ThreadMetrics>> {
        self.threads.get(thread).map(Arc::clone)
    }

    /// Forgets the counters of stages that are not served any more, once there are many: what is deleted and made again for
    /// years must not be kept for years.
    pub(crate) fn forget_gone(&self, served: &Snapshot) {
        for thread in &self.threads {
            let mut stages = lock(&thread.stages);
            if stages.len() > served.slot_count() + STAGES_GONE_MAX {
                stages.retain(|(api, stage), _| served.stage(api, stage).is_some());
            }
        }
    }

    pub(crate) fn reloaded(&self) {
        self.reloads.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }

    pub(crate) fn text(&self, log_lines_dropped: u64) -> String {
        text::render(self, log_lines_dropped)
    }
}

impl ThreadMetrics {
    /// The counters of a stage. A stage that comes back after a reload goes on where it was.
    pub(crate) fn stage(&self, stage: &Stage) -> Arc<StageMetrics> {
        let identity = (stage.api().to_owned(), stage.name().to_owned());
        Arc::clone(
            lock(&self.stages)
                .entry(identity)
                .or_insert_with(|| Arc::new(StageMetrics::new())),
        )
    }

    pub(crate) fn connection_refused(&self, why: &'static str) {
        *lock(&self.refused).entry(why).or_default() += 1;
    }

    /// Counts a finished request.
    pub(crate) fn count(&self, record: &DecisionRecord, stage: Option<&StageMetrics>) {
        match stage {
            None => self.unrouted.add(1),
            Some(stage) => stage.count(record),
        }
    }
}

impl StageMetrics {
    fn new() -> Self {
        Self {
            requests: Default::default(),
            denials: (0..=STATEMENTS_COUNTED_MAX).map(|_| Counter::default()).collect(),
            throttled: Default::default(),
            latency: Histogram::default(),
            integration_latency: Histogram::default(),
            integration_failures: Counter::default(),
            incomplete: Counter::default(),
            request_bytes: Counter::default(),
            response_bytes: Counter::default(),
        }
    }

    fn count(&self, record: &DecisionRecord) {
        let class = usize::from(record.status / 100).min(CLASSES - 1);
        let decision = match (record.phases.resource_policy, record.decision) {
            (_, Some(Decision::Allow)) => 2,
            (_, Some(Decision::ExplicitDeny)) => 3,
            (_, Some(Decision::ImplicitDeny)) => 4,
            (Phase::NotNeeded, None) => 1,
            (_, None) => 0,
        };
        if let Some(counter) = self.requests.get(class).and_then(|class| class.get(decision)) {
            counter.add(1);
        }
        if record.decision == Some(Decision::ExplicitDeny) {
            let statement = record
                .statement
                .map_or(STATEMENTS_COUNTED_MAX, |statement| statement as usize);
            if let Some(counter) = self.denials.get(statement.min(STATEMENTS_COUNTED_MAX)) {
                counter.add(1);
            }
        }
        if record.phases.throttle == Phase::Refused {
            let at = THROTTLES.iter().position(|name| *name == record.limit);
            if let Some(counter) = at.and_then(|at| self.throttled.get(at)) {
                counter.add(1);
            }
        }
        self.latency.observe(record.latency_us);
        if let Some(latency) = record.integration_latency_us {
            self.integration_latency.observe(latency);
        }
        if record.phases.integration == Phase::Failed {
            self.integration_failures.add(1);
        }
        if record.incomplete {
            self.incomplete.add(1);
        }
        self.request_bytes.add(record.request_bytes);
        self.response_bytes.add(record.response_bytes);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::testing::deployment;

    #[test]
    fn counters_of_stages_that_are_gone_are_forgotten_when_there_are_many() {
        let metrics = Metrics::new(1);
        let thread = metrics.thread(0).unwrap();
        let deployments =
            |from: usize, to: usize| (from..to).map(|at| deployment("api", &format!("stage{at}")));
        let kept = Arc::new(Stage::new(deployment("kept", "prod"), None).unwrap());
        thread.stage(&kept).incomplete.add(1);
        let served = Snapshot::new(vec![deployment("kept", "prod")]).unwrap();
        let known = || lock(&thread.stages).len();
        for deployment in deployments(0, STAGES_GONE_MAX) {
            thread.stage(&Stage::new(deployment, None).unwrap());
        }
        metrics.forget_gone(&served);
        assert_eq!(known(), STAGES_GONE_MAX + 1);
        for deployment in deployments(STAGES_GONE_MAX, STAGES_GONE_MAX + 1) {
            thread.stage(&Stage::new(deployment, None).unwrap());
        }
        metrics.forget_gone(&served);
        assert_eq!(known(), 1);
        assert_eq!(thread.stage(&kept).incomplete.read(), 1);
    }
}
