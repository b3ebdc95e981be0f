//! Follows the store: what changed there is compiled and swapped into the data plane.
//!
//! There is one way in, for changes of this process and of others alike: the store's change feed, read by one thread. A call
//! that changed something waits until that thread has served it. While the store is away the data plane goes on with what it
//! has.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use control::{Observer, SealedStore, Stored as _};
use gateway::{CallerChange, Gateway, SnapshotChange};
use store::{Key, Revision, Store, StoreError};
use svc_apigateway::{
    SavedAccessAssociation, SavedApi, SavedApiKey, SavedBasePathMapping, SavedDomainName, SavedStage,
    SavedUsagePlan, SavedUsagePlanKey,
};
use svc_iam::Concern;

use super::functions::{LocalFunctions, bears_on_functions};
use super::stages::{self, BuildError, StageOptions};
use super::tables;
use crate::error_chain;
use crate::log::Log;
use crate::tls_certificates::TlsCertificates;

/// Changes read at once.
const CHANGES_READ: usize = 1_000;
/// How long the feed is waited for before the thread looks whether it should end.
const WAIT: Duration = Duration::from_millis(500);
/// How long to leave a store alone that cannot be read.
const PAUSE: Duration = Duration::from_millis(500);
/// How long a call waits until what it changed is served.
const SERVED_TIME_MAX: Duration = Duration::from_secs(10);

/// Keeps the data plane as the store says.
pub(crate) struct Follower {
    store: Arc<SealedStore>,
    gateway: Arc<Gateway>,
    certificates: Arc<TlsCertificates>,
    functions: Option<Arc<LocalFunctions>>,
    options: StageOptions,
    log: Log,
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    served: Revision,
    stop: bool,
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Follower")
    }
}

impl Follower {
    /// Serves everything that is stored. Stages that cannot be served are told and left out.
    pub(crate) fn start(
        store: Arc<SealedStore>,
        gateway: Arc<Gateway>,
        certificates: Arc<TlsCertificates>,
        functions: Option<Arc<LocalFunctions>>,
        options: StageOptions,
        log: Log,
    ) -> Result<(Arc<Self>, JoinHandle<()>), String> {
        let revision = store.revision().map_err(|error| error_chain(&error))?;
        let follower = Arc::new(Self {
            store,
            gateway,
            certificates,
            functions,
            options,
            log,
            state: Mutex::new(State {
                served: revision,
                stop: false,
            }),
            moved: Condvar::new(),
        });
        follower.serve_all()?;
        let running = Arc::clone(&follower);
        let thread = std::thread::Builder::new()
            .name("portcullis-follow".to_owned())
            .spawn(move || running.run())
            .map_err(|error| format!("cannot start the thread that follows the store: {error}"))?;
        Ok((follower, thread))
    }

    /// Ends the thread soon.
    pub(crate) fn stop(&self) {
        self.lock().stop = true;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        loop {
            let (served, stop) = {
                let state = self.lock();
                (state.served, state.stop)
            };
            if stop {
                return;
            }
            if let Err(why) = self.step(served) {
                self.log.warn(
                    "the store cannot be followed; what is served stays",
                    &[("why", &why)],
                );
                std::thread::sleep(PAUSE);
            }
        }
    }

    fn step(&self, served: Revision) -> Result<(), String> {
        let newest = self
            .store
            .wait(served, WAIT)
            .map_err(|error| error_chain(&error))?;
        if newest <= served {
            return Ok(());
        }
        let reached = match self.store.changes(served, CHANGES_READ) {
            Ok(changes) => {
                // The last page may end before the newest revision, or after it.
                let whole = changes.len() < CHANGES_READ;
                let last = changes.last().map(|change| change.revision);
                let keys: Vec<Key> = changes.into_iter().map(|change| change.key).collect();
                self.apply(&keys)?;
                match last {
                    Some(last) if whole => last.max(newest),
                    Some(last) => last,
                    None => newest,
                }
            }
            Err(StoreError::FeedTruncated(_)) => {
                self.serve_all()?;
                newest
            }
            Err(error) => return Err(error_chain(&error)),
        };
        self.lock().served = reached;
        self.moved.notify_all();
        Ok(())
    }

    /// Compiles what changed and swaps it in.
    fn apply(&self, keys: &[Key]) -> Result<(), String> {
        // First: it cannot fail, and what else changed must not keep it back.
        let callers = caller_changes(keys);
        if !callers.is_empty() {
            self.gateway.callers_changed(&callers);
        }
        if let Some(functions) = &self.functions {
            functions.changed(keys);
        }
        let mut changed = BTreeSet::new();
        let (mut plans, mut domains) = (false, false);
        for key in keys {
            match key.kind.as_str() {
                SavedStage::KIND => {
                    changed.insert(key.clone());
                }
                SavedApi::KIND if self.options.policy_live => changed.extend(self.stages_of(key)?),
                SavedUsagePlan::KIND | SavedUsagePlanKey::KIND | SavedApiKey::KIND => plans = true,
                SavedDomainName::KIND | SavedBasePathMapping::KIND | SavedAccessAssociation::KIND => {
                    domains = true;
                }
                _ => {}
            }
        }
        let mut changes = Vec::new();
        for key in &changed {
            changes.extend(self.stage_change(key)?);
        }
        if plans {
            changes.push(self.usage_plans()?);
        }
        if domains {
            changes.push(self.domains()?);
        }
        if changes.is_empty() {
            return Ok(());
        }
        let Err(error) = self.gateway.update(changes) else {
            return Ok(());
        };
        // One change that cannot be made (a stage that a file serves already) must not keep the others back for ever.
        self.log.error(
            "changes are made one by one, because not all of them can be made",
            &[("why", &error_chain(&error))],
        );
        for key in &changed {
            self.change_alone(self.stage_change(key)?);
        }
        if plans {
            self.change_alone(Some(self.usage_plans()?));
        }
        if domains {
            self.change_alone(Some(self.domains()?));
        }
        Ok(())
    }

    /// Makes one change, or tells why it cannot be made.
    fn change_alone(&self, change: Option<SnapshotChange>) {
        if let Err(error) = self.gateway.update(change.into_iter().collect()) {
            self.log.error("not served", &[("why", &error_chain(&error))]);
        }
    }

    fn usage_plans(&self) -> Result<SnapshotChange, String> {
        let (plans, faults) = tables::usage_plans(&**self.store.as_stored())?;
        self.tell_left_out(&faults);
        Ok(SnapshotChange::UsagePlans(plans))
    }

    fn domains(&self) -> Result<SnapshotChange, String> {
        let (domains, faults) = tables::domains(&*self.store)?;
        self.tell_left_out(&faults);
        if let Err(why) = self
            .certificates
            .set_uploaded(tables::certificates(&*self.store)?)
        {
            self.log.error(
                "the certificates of custom domain names are not taken",
                &[("why", &why)],
            );
        }
        Ok(SnapshotChange::Domains(domains))
    }

    /// One owner's mistake must not keep the changes of others from being served.
    fn tell_left_out(&self, faults: &[String]) {
        for fault in faults {
            self.log.error("not served", &[("why", fault)]);
        }
    }

    /// The stages of an API.
    fn stages_of(&self, api: &Key) -> Result<Vec<Key>, String> {
        let page = self
            .store
            .list(&store::Filter {
                account: &api.account,
                region: &api.region,
                kind: SavedStage::KIND,
                parent: Some(&api.id),
                after: None,
                limit: 1_000,
            })
            .map_err(|error| error_chain(&error))?;
        Ok(page.into_iter().map(|document| document.key).collect())
    }

    fn stage_change(&self, key: &Key) -> Result<Option<SnapshotChange>, String> {
        let Some((api, name)) = key.id.split_once('/') else {
            return Ok(None);
        };
        let (Ok(api_id), Ok(stage_name)) = (api.parse(), name.parse()) else {
            return Ok(None);
        };
        match stages::build(&*self.store, key, &self.options) {
            Ok(Some(built)) => {
                let deployment = &built.stage.deployment().deployment_id;
                self.log.info(
                    "deployed",
                    &[("api", api), ("stage", name), ("deployment", deployment)],
                );
                for note in &built.notes {
                    self.log.warn(
                        "not served as defined",
                        &[("api", api), ("stage", name), ("why", note)],
                    );
                }
                if built.stage.deployment().policy.is_none() {
                    self.log.info(
                        "no resource policy: everybody may call methods without authorization",
                        &[("api", api), ("stage", name)],
                    );
                }
                Ok(Some(SnapshotChange::PutStage(built.stage)))
            }
            Ok(None) => {
                self.log.info("removed", &[("api", api), ("stage", name)]);
                Ok(Some(SnapshotChange::RemoveStage {
                    api: api_id,
                    stage: stage_name,
                }))
            }
            Err(BuildError::Store(why)) => Err(why),
            Err(BuildError::Stage(why)) => {
                // What it was before is not what its owner wants any more: it is closed.
                self.log.error(
                    "a stage cannot be served",
                    &[("api", api), ("stage", name), ("why", &why)],
                );
                Ok(Some(SnapshotChange::RemoveStage {
                    api: api_id,
                    stage: stage_name,
                }))
            }
        }
    }

    /// Serves everything that is stored, in one swap, and closes what is stored no more.
    fn serve_all(&self) -> Result<(), String> {
        self.gateway.callers_changed(&[CallerChange::All]);
        if let Some(functions) = &self.functions {
            functions.all_changed();
        }
        let mut keys = Vec::new();
        // A stage that cannot be read is told, and closed, like one that cannot be served.
        tables::scan_each::<SavedStage>(&*self.store, |document, _| keys.push(document.key.clone()))?;
        let mut changes = Vec::new();
        for key in &keys {
            changes.extend(self.stage_change(key)?);
        }
        let known: BTreeSet<&str> = keys.iter().map(|key| key.id.as_str()).collect();
        for stage in self.gateway.snapshot().stages() {
            let id = format!("{}/{}", stage.api(), stage.name());
            if !known.contains(id.as_str())
                && let (Ok(api), Ok(name)) = (stage.api().parse(), stage.name().parse())
            {
                changes.push(SnapshotChange::RemoveStage { api, stage: name });
            }
        }
        changes.push(self.usage_plans()?);
        changes.push(self.domains()?);
        self.gateway.update(changes).map_err(|error| error_chain(&error))
    }
}

impl Observer for Follower {
    /// Waits until what was written is served, if the data plane has to do with it.
    fn committed(&self, keys: &[Key]) {
        if !keys.iter().any(|key| concerns_data_plane(&key.kind)) {
            return;
        }
        let Ok(wanted) = self.store.revision() else {
            return;
        };
        let end = crate::clock::instant() + SERVED_TIME_MAX;
        let mut state = self.lock();
        while state.served < wanted {
            let left = end.saturating_duration_since(crate::clock::instant());
            if left.is_zero() {
                self.log.warn(
                    "a change is acknowledged before it is served",
                    &[("revision", &wanted.to_string())],
                );
                return;
            }
            state = self
                .moved
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

/// What changed about those who sign requests.
fn caller_changes(keys: &[Key]) -> Vec<CallerChange> {
    let mut changes = Vec::new();
    for key in keys {
        match svc_iam::concern(&key.kind) {
            // Nothing more can be said.
            Some(Concern::Anybody) => return vec![CallerChange::All],
            Some(Concern::Key) => changes.push(CallerChange::Key(key.id.clone())),
            None => {}
        }
    }
    changes
}

fn concerns_data_plane(kind: &str) -> bool {
    svc_iam::concern(kind).is_some()
        || bears_on_functions(kind)
        || [
            SavedStage::KIND,
            SavedApi::KIND,
            SavedUsagePlan::KIND,
            SavedUsagePlanKey::KIND,
            SavedApiKey::KIND,
            SavedDomainName::KIND,
            SavedBasePathMapping::KIND,
            SavedAccessAssociation::KIND,
        ]
        .contains(&kind)
}
