//! The token buckets of a stage, which outlive the snapshots it is in.

use std::{collections::BTreeMap, sync::Arc};

use api_model::{Deployment, Verb};

use super::Stage;
use crate::throttle::{Bucket, Meter};

/// What a stage's requests are counted against.
///
/// A method with a throttle of its own is held to that, all others together to the one of the stage. API Gateway's pages
/// can also be read as giving each of these methods a bucket of its own, with the same numbers; that would let more
/// through, so it is not done (chosen).
#[derive(Debug)]
pub(crate) struct Meters {
    /// Of the account and region: shared by all their stages. `None` for a stage from a file, whose account is a name in
    /// ARNs and nobody who shares this gateway with others.
    pub(crate) account: Option<Arc<Bucket>>,
    stage: Option<Meter>,
    own: BTreeMap<(String, Verb), Meter>,
    // By the index of the route; empty where no method has a throttle of its own.
    base: Vec<Option<Meter>>,
    canary: Vec<Option<Meter>>,
}

/// What counts for a method of a stage.
#[derive(Debug, Clone, Copy)]
pub(crate) enum StageMeter<'m> {
    /// Nothing but the account.
    None,
    /// What all methods have that have no own.
    Stage(&'m Meter),
    /// The method's own.
    Method(&'m Meter),
}

impl Meters {
    /// The buckets of `stage`. Those of the stage `before` it in its place go on where their numbers are the same.
    pub(super) fn new(stage: &Stage, account: Option<Arc<Bucket>>, before: Option<&Self>) -> Self {
        let settings = &stage.deployment().stage.method_settings;
        let of_stage = settings
            .every
            .throttle
            .map(|throttle| Meter::new(throttle, before.and_then(|before| before.stage.as_ref())));
        let mut own = BTreeMap::new();
        for (key, setting) in &settings.methods {
            if let Some(throttle) = setting.throttle {
                let before = before.and_then(|before| before.own.get(key));
                own.insert(key.clone(), Meter::new(throttle, before));
            }
        }
        let of_routes = |deployment: &Deployment| -> Vec<Option<Meter>> {
            if own.is_empty() {
                return Vec::new();
            }
            let routes = deployment.router.routes().iter();
            routes
                .map(|route| {
                    own.get(&(route.resource_path.clone(), route.method.verb))
                        .cloned()
                })
                .collect()
        };
        Self {
            base: of_routes(stage.deployment()),
            canary: stage
                .canary_deployment()
                .map_or_else(Vec::new, |canary| of_routes(canary)),
            account,
            stage: of_stage,
            own,
        }
    }

    /// What counts for a route.
    pub(crate) fn of_route(&self, canary: bool, route: u32) -> StageMeter<'_> {
        let routes = if canary { &self.canary } else { &self.base };
        match (routes.get(route as usize), &self.stage) {
            (Some(Some(own)), _) => StageMeter::Method(own),
            (Some(None) | None, Some(stage)) => StageMeter::Stage(stage),
            (Some(None) | None, None) => StageMeter::None,
        }
    }
}
