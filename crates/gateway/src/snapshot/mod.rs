//! What the data plane serves: every stage with its compiled routes, found by host and path; custom domain names; usage
//! plans. Immutable; the next one is made from the one before it by [`Snapshot::update`], which shares everything that did
//! not change.

mod error;
mod locate;
mod meters;
mod stage;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use api_model::Deployment;
use portcullis_core::{AccountId, ApiId, Region, StageName};

pub use error::SnapshotError;
pub(crate) use locate::{AskedPrivately, lower_case, rooted, split_segment};
pub(crate) use meters::{Meters, StageMeter};
pub(crate) use stage::CompiledStage;
pub use stage::{CanaryDeployment, Stage};

use crate::{domains::Domains, follow::Place, throttle::Bucket, usage_plans::UsagePlans};

/// All stages, domain names and usage plans. A running request keeps the snapshot it began with.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// By slot; what was removed leaves a gap.
    slots: Vec<Option<Slot>>,
    /// Names and slots of an API's stages.
    by_api: HashMap<Arc<str>, Arc<Vec<(StageName, usize)>>>,
    /// Stage names that are served on every host, sorted.
    on_every_host: Vec<(Box<str>, usize)>,
    domains: Arc<Domains>,
    usage_plans: Arc<UsagePlans>,
    /// The buckets of accounts and regions. An account that once had a stage keeps its bucket.
    accounts: HashMap<(AccountId, Region), Arc<Bucket>>,
}

#[derive(Debug, Clone)]
struct Slot {
    stage: Arc<Stage>,
    meters: Arc<Meters>,
    from_file: bool,
}

/// One change of what is served.
#[derive(Debug)]
pub enum SnapshotChange {
    /// Replaces all stages that came from files: each is served at its own API's host and at `/{stage}/` of every host.
    Files(Vec<Arc<Stage>>),
    /// Adds or replaces a stage that is served at its API's host, by the two path forms and through custom domain names.
    PutStage(Arc<Stage>),
    /// Removes a stage that was put, if it is there.
    RemoveStage {
        /// The API.
        api: ApiId,
        /// The stage.
        stage: StageName,
    },
    /// Removes all stages of an API that were put.
    RemoveApi(ApiId),
    /// Replaces all custom domain names.
    Domains(Domains),
    /// Replaces all usage plans and API keys. Throttles and quotas that stay keep their state.
    UsagePlans(UsagePlans),
}

impl Snapshot {
    /// Compiles deployments that came from files, and nothing else.
    pub fn new(deployments: Vec<Arc<Deployment>>) -> Result<Self, SnapshotError> {
        let compile = |deployment| Stage::new(deployment, None).map(Arc::new);
        let stages = deployments.into_iter().map(compile).collect::<Result<_, _>>()?;
        Self::default().update(vec![SnapshotChange::Files(stages)])
    }

    /// The snapshot with all `changes`, in order; or the first reason not to.
    pub fn update(&self, changes: Vec<SnapshotChange>) -> Result<Self, SnapshotError> {
        let mut next = Self {
            slots: self.slots.clone(),
            by_api: self.by_api.clone(),
            on_every_host: self.on_every_host.clone(),
            domains: Arc::clone(&self.domains),
            usage_plans: Arc::clone(&self.usage_plans),
            accounts: self.accounts.clone(),
        };
        let mut free: Vec<usize> = (0..next.slots.len())
            .filter(|slot| next.slot(*slot).is_none())
            .collect();
        for change in changes {
            match change {
                SnapshotChange::Files(stages) => next.replace_files(stages, &mut free)?,
                SnapshotChange::PutStage(stage) => {
                    next.put(stage, false, None, &mut free)?;
                }
                SnapshotChange::RemoveStage { api, stage } => {
                    if let Some(slot) = next.slot_of(api.as_str(), stage.as_str()) {
                        next.remove_put(api.as_str(), slot, &mut free);
                    }
                }
                SnapshotChange::RemoveApi(api) => {
                    let stages = next.by_api.get(api.as_str()).map(Arc::clone).unwrap_or_default();
                    for (_, slot) in stages.iter() {
                        next.remove_put(api.as_str(), *slot, &mut free);
                    }
                }
                SnapshotChange::Domains(domains) => next.domains = Arc::new(domains),
                SnapshotChange::UsagePlans(plans) => {
                    next.usage_plans = Arc::new(plans.going_on(&next.usage_plans));
                }
            }
        }
        Ok(next)
    }

    /// All stages, in no particular order.
    pub fn stages(&self) -> impl Iterator<Item = &Arc<Stage>> {
        self.slots.iter().flatten().map(|slot| &slot.stage)
    }

    /// A stage by the API's id and its own name.
    pub fn stage(&self, api: &str, stage: &str) -> Option<&Arc<Stage>> {
        self.slot(self.slot_of(api, stage)?)
    }

    /// Places of stages: each is below this number.
    pub(crate) fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// The stage in a place.
    pub(crate) fn slot(&self, slot: usize) -> Option<&Arc<Stage>> {
        self.slots.get(slot)?.as_ref().map(|slot| &slot.stage)
    }

    /// The stage in a place with its buckets.
    pub(crate) fn served(&self, slot: usize) -> Option<(&Stage, &Meters)> {
        let slot = self.slots.get(slot)?.as_ref()?;
        Some((&slot.stage, &slot.meters))
    }

    /// All custom domain names.
    pub(crate) fn domains(&self) -> &Domains {
        &self.domains
    }

    /// All usage plans.
    pub(crate) fn usage_plans(&self) -> &UsagePlans {
        &self.usage_plans
    }

    /// What serves a request that was led to a place.
    pub(crate) fn compiled(&self, place: Place) -> Option<&CompiledStage> {
        Some(self.slot(place.slot)?.compiled(place.canary))
    }

    fn replace_files(&mut self, stages: Vec<Arc<Stage>>, free: &mut Vec<usize>) -> Result<(), SnapshotError> {
        self.on_every_host.clear();
        let mut before: HashMap<(String, StageName), Slot> = HashMap::new();
        for at in 0..self.slots.len() {
            let of_file = self
                .slots
                .get(at)
                .and_then(Option::as_ref)
                .filter(|slot| slot.from_file);
            if let Some(slot) = of_file.cloned() {
                let api = slot.stage.api().to_owned();
                self.remove(&api, at, free);
                before.insert((api, slot.stage.deployment().stage.name.clone()), slot);
            }
        }
        let mut every_host: BTreeMap<Box<str>, usize> = BTreeMap::new();
        for stage in stages {
            let key = (stage.api().to_owned(), stage.deployment().stage.name.clone());
            let before = before.get(&key).map(|slot| &slot.meters);
            let slot = self.put(Arc::clone(&stage), true, before, free)?;
            let other = every_host
                .insert(stage.name().into(), slot)
                .and_then(|other| self.slot(other));
            if let Some(other) = other {
                return Err(SnapshotError::stage_on_every_host(
                    other.deployment(),
                    stage.deployment(),
                ));
            }
        }
        self.on_every_host = every_host.into_iter().collect();
        Ok(())
    }

    /// Puts a stage in its place: that of the stage it replaces, else a free one, else a new one. A file's stage neither
    /// replaces another nor is replaced.
    fn put(
        &mut self,
        stage: Arc<Stage>,
        from_file: bool,
        before: Option<&Arc<Meters>>,
        free: &mut Vec<usize>,
    ) -> Result<usize, SnapshotError> {
        let deployment = stage.deployment();
        let (identity, name) = (&deployment.identity, deployment.stage.name.clone());
        let account = (identity.account.clone(), identity.region.clone());
        let account = (!from_file).then(|| Arc::clone(self.accounts.entry(account).or_default()));
        if let Some(at) = self.slot_of(stage.api(), name.as_str()) {
            let place = self.slots.get_mut(at);
            if let Some(Some(old)) = &place
                && (old.from_file || from_file)
            {
                return Err(SnapshotError::same_stage(old.stage.deployment(), deployment));
            }
            if let Some(place) = place {
                let before = place.as_ref().map(|old| &*old.meters);
                let meters = Arc::new(Meters::new(&stage, account, before));
                *place = Some(Slot {
                    stage,
                    meters,
                    from_file,
                });
            }
            return Ok(at);
        }
        let at = free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() - 1
        });
        Arc::make_mut(self.by_api.entry(stage.api().into()).or_default()).push((name, at));
        if let Some(place) = self.slots.get_mut(at) {
            let meters = Arc::new(Meters::new(&stage, account, before.map(AsRef::as_ref)));
            *place = Some(Slot {
                stage,
                meters,
                from_file,
            });
        }
        Ok(at)
    }

    /// Removes a stage, unless it came from a file.
    fn remove_put(&mut self, api: &str, slot: usize, free: &mut Vec<usize>) {
        let put = self
            .slots
            .get(slot)
            .and_then(Option::as_ref)
            .is_some_and(|slot| !slot.from_file);
        if put {
            self.remove(api, slot, free);
        }
    }

    fn remove(&mut self, api: &str, slot: usize, free: &mut Vec<usize>) {
        if let Some(place) = self.slots.get_mut(slot)
            && place.take().is_some()
        {
            free.push(slot);
        }
        if let Some(stages) = self.by_api.get_mut(api) {
            Arc::make_mut(stages).retain(|(_, other)| *other != slot);
            if stages.is_empty() {
                self.by_api.remove(api);
            }
        }
    }
}

#[cfg(test)]
mod tests;
