//! A plan made ready, and what one key has used of it.

use std::{
    collections::HashSet,
    sync::{Arc, OnceLock},
};

use api_model::{Throttle, Verb};
use portcullis_core::{ApiId, StageName};

use super::{PlanStage, UsagePlan, UsagePlanError};
use crate::{quota::QuotaCounter, throttle::Meter};

/// A plan without its keys.
#[derive(Debug)]
pub(super) struct CompiledPlan {
    id: Arc<str>,
    throttle: Option<Throttle>,
    quota: Option<super::Quota>,
    // Invariant: ascending by API and stage.
    stages: Vec<CompiledStage>,
    /// Methods with a throttle, of all stages.
    methods: usize,
}

#[derive(Debug)]
struct CompiledStage {
    api: ApiId,
    stage: StageName,
    // Invariant: ascending by path and verb.
    methods: Vec<MethodThrottle>,
}

#[derive(Debug)]
struct MethodThrottle {
    resource_path: String,
    verb: Verb,
    throttle: Throttle,
    /// Among all methods of the plan.
    index: usize,
}

/// One key's part in one plan.
#[derive(Debug)]
pub(crate) struct Client {
    plan: Arc<CompiledPlan>,
    key: Arc<str>,
    throttle: Option<Meter>,
    methods: Arc<MethodMeters>,
    quota: Option<Arc<QuotaCounter>>,
}

/// By [`MethodThrottle::index`]. Made when they are first needed: few keys call every method.
type MethodMeters = Box<[OnceLock<Meter>]>;

/// A key at a stage that one of its plans lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Customer<'p> {
    client: &'p Client,
    stage: &'p CompiledStage,
}

impl CompiledPlan {
    /// With the ids of the plan's keys.
    pub(super) fn new(plan: UsagePlan) -> Result<(Self, Vec<String>), UsagePlanError> {
        let UsagePlan {
            id,
            throttle,
            quota,
            stages: listed,
            keys,
        } = plan;
        let mut seen = HashSet::new();
        let mut index = 0;
        let mut stages = Vec::with_capacity(listed.len());
        for PlanStage { api, stage, methods } in listed {
            if !seen.insert((api.clone(), stage.clone())) {
                return Err(UsagePlanError::SameStage {
                    plan: id,
                    api: api.as_str().to_owned(),
                    stage: stage.as_str().to_owned(),
                });
            }
            let methods = methods.into_iter().map(|((resource_path, verb), throttle)| {
                index += 1;
                MethodThrottle {
                    resource_path,
                    verb,
                    throttle,
                    index: index - 1,
                }
            });
            stages.push(CompiledStage {
                methods: methods.collect(),
                api,
                stage,
            });
        }
        stages.sort_by(|a, b| (&a.api, &a.stage).cmp(&(&b.api, &b.stage)));
        let plan = Self {
            id: id.into(),
            throttle,
            quota,
            stages,
            methods: index,
        };
        Ok((plan, keys))
    }

    fn stage(&self, api: &str, stage: &str) -> Option<&CompiledStage> {
        let at = self
            .stages
            .binary_search_by(|known| (known.api.as_str(), known.stage.as_str()).cmp(&(api, stage)))
            .ok()?;
        self.stages.get(at)
    }
}

impl CompiledStage {
    fn method(&self, resource_path: &str, verb: Verb) -> Option<&MethodThrottle> {
        let at = self
            .methods
            .binary_search_by(|known| (known.resource_path.as_str(), known.verb).cmp(&(resource_path, verb)))
            .ok()?;
        self.methods.get(at)
    }
}

impl Client {
    pub(super) fn new(plan: Arc<CompiledPlan>, key: Arc<str>) -> Self {
        let quota = |quota| Arc::new(QuotaCounter::new(Arc::clone(&plan.id), Arc::clone(&key), quota));
        Self {
            throttle: plan.throttle.map(|throttle| Meter::new(throttle, None)),
            methods: Arc::new((0..plan.methods).map(|_| OnceLock::new()).collect()),
            quota: plan.quota.map(quota),
            plan,
            key,
        }
    }

    /// Goes on with what this key had used of the plan before, wherever the numbers are the same.
    pub(super) fn go_on(&mut self, old: &Self) {
        self.throttle = self
            .plan
            .throttle
            .map(|throttle| Meter::new(throttle, old.throttle.as_ref()));
        if let (Some(counter), Some(old)) = (&self.quota, &old.quota)
            && counter.quota() == old.quota()
        {
            self.quota = Some(Arc::clone(old));
        }
        let before = |stage: &CompiledStage, method: &MethodThrottle| {
            let before = old.plan.stage(stage.api.as_str(), stage.stage.as_str())?;
            let before = before.method(&method.resource_path, method.verb)?;
            (before.throttle == method.throttle).then_some(before)
        };
        let pairs = || {
            let stages = self.plan.stages.iter();
            stages.flat_map(|stage| {
                stage
                    .methods
                    .iter()
                    .map(move |method| (method, before(stage, method)))
            })
        };
        let in_place = |(method, before): (&MethodThrottle, Option<&MethodThrottle>)| {
            before.is_some_and(|before| before.index == method.index)
        };
        if self.plan.methods == old.plan.methods && pairs().all(in_place) {
            self.methods = Arc::clone(&old.methods);
            return;
        }
        let mut meters: MethodMeters = (0..self.plan.methods).map(|_| OnceLock::new()).collect();
        for (method, before) in pairs() {
            // Made now where it was not there yet: requests that still run on the old table must not make another.
            if let (Some(meter), Some(place)) = (
                before.and_then(|before| old.meter(before)),
                meters.get_mut(method.index),
            ) {
                *place = OnceLock::from(meter.clone());
            }
        }
        self.methods = Arc::new(meters);
    }

    pub(crate) fn plan(&self) -> &Arc<str> {
        &self.plan.id
    }

    pub(crate) fn key(&self) -> &Arc<str> {
        &self.key
    }

    /// What is counted in periods.
    pub(crate) fn quota(&self) -> Option<&Arc<QuotaCounter>> {
        self.quota.as_ref()
    }

    pub(super) fn at(&self, api: &str, stage: &str) -> Option<Customer<'_>> {
        Some(Customer {
            client: self,
            stage: self.plan.stage(api, stage)?,
        })
    }

    fn meter(&self, method: &MethodThrottle) -> Option<&Meter> {
        let place = self.methods.get(method.index)?;
        Some(place.get_or_init(|| Meter::new(method.throttle, None)))
    }
}

impl<'p> Customer<'p> {
    pub(crate) fn client(&self) -> &'p Client {
        self.client
    }

    /// What the key may send to all stages of the plan.
    pub(crate) fn meter(&self) -> Option<&'p Meter> {
        self.client.throttle.as_ref()
    }

    /// What the key may send to one method of the stage.
    pub(crate) fn method_meter(&self, resource_path: &str, verb: Verb) -> Option<&'p Meter> {
        self.client.meter(self.stage.method(resource_path, verb)?)
    }
}
