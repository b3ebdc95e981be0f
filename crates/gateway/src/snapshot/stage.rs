//! A stage as it is served: its deployment, and the canary that takes a part of its requests.

use std::sync::Arc;

use api_model::{Authorization, Deployment, FaultyMethods, Found, Verb};

use super::SnapshotError;
use crate::{
    body_models::{BodyModels, Compiled},
    gateway_response::GatewayResponsePlans,
    plan::IntegrationPlan,
};

/// A stage, ready to serve. Compiled aside; making it part of a [`Snapshot`](super::Snapshot) costs next to nothing.
#[derive(Debug)]
pub struct Stage {
    base: CompiledStage,
    canary: Option<Canary>,
}

/// The deployment that a part of a stage's requests go to.
#[derive(Debug)]
pub struct CanaryDeployment {
    /// How many of a hundred requests, from 0 to 100.
    pub percent: f64,
    /// Another deployment of the same stage, with its own stage variables.
    pub deployment: Arc<Deployment>,
}

#[derive(Debug)]
struct Canary {
    /// Of 2^53 equally likely numbers, those below are for the canary.
    below: u64,
    compiled: CompiledStage,
}

/// Bits of a random number that decide for a canary: as many as a double has.
const CANARY_BITS: u32 = 53;

/// A deployment of a stage, compiled.
#[derive(Debug)]
pub(crate) struct CompiledStage {
    deployment: Arc<Deployment>,
    /// By the index of the route.
    integrations: Vec<IntegrationPlan>,
    /// Likewise.
    body_models: Vec<BodyModels>,
    /// By the index of the statement.
    statements: Vec<StatementPlace>,
    pub(crate) responses: GatewayResponsePlans,
}

/// What a record says about a statement.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StatementPlace {
    pub(crate) sid: String,
    /// `file:line`
    pub(crate) place: String,
}

impl Stage {
    /// Compiles a stage.
    pub fn new(deployment: Arc<Deployment>, canary: Option<CanaryDeployment>) -> Result<Self, SnapshotError> {
        let base = CompiledStage::new(deployment)?;
        let canary = canary.map(|canary| Canary::new(&base, canary)).transpose()?;
        Ok(Self { base, canary })
    }

    /// What the stage was compiled from, its canary aside.
    pub fn deployment(&self) -> &Arc<Deployment> {
        &self.base.deployment
    }

    /// What its canary was compiled from.
    pub fn canary_deployment(&self) -> Option<&Arc<Deployment>> {
        self.canary.as_ref().map(|canary| &canary.compiled.deployment)
    }

    /// The API's id.
    pub fn api(&self) -> &str {
        self.base.deployment.identity.api.as_str()
    }

    /// The stage's name.
    pub fn name(&self) -> &str {
        self.base.deployment.stage.name.as_str()
    }

    /// Methods that refuse every request, its canary's among them: verb, resource path, and why.
    pub fn refused(&self) -> impl Iterator<Item = (Verb, &str, &str)> {
        let of_canary = self.canary.as_ref().map(|canary| &canary.compiled);
        let compiled = [Some(&self.base), of_canary].into_iter().flatten();
        compiled.flat_map(CompiledStage::refused)
    }

    /// Whether a request is the canary's; `None` where there is none. `random` is asked only where there is one.
    pub(crate) fn choose_canary(&self, random: impl FnOnce() -> u64) -> Option<bool> {
        let canary = self.canary.as_ref()?;
        Some(random() >> (u64::BITS - CANARY_BITS) < canary.below)
    }

    /// The deployment that serves a request.
    pub(crate) fn compiled(&self, canary: bool) -> &CompiledStage {
        match &self.canary {
            Some(of_canary) if canary => &of_canary.compiled,
            Some(_) | None => &self.base,
        }
    }
}

impl Canary {
    fn new(base: &CompiledStage, canary: CanaryDeployment) -> Result<Self, SnapshotError> {
        let CanaryDeployment { percent, deployment } = canary;
        let of = &base.deployment;
        if (&deployment.identity, &deployment.stage.name) != (&of.identity, &of.stage.name) {
            return Err(SnapshotError::CanaryOfAnotherStage {
                api: of.identity.api.as_str().to_owned(),
                stage: of.stage.name.as_str().to_owned(),
            });
        }
        if !(0.0..=100.0).contains(&percent) {
            return Err(SnapshotError::CanaryPercent {
                percent: percent.to_string(),
            });
        }
        Ok(Self {
            // At most 2^53: exact in a double.
            below: (percent / 100.0 * (1_u64 << CANARY_BITS) as f64) as u64,
            compiled: CompiledStage::new(deployment)?,
        })
    }
}

impl CompiledStage {
    fn new(deployment: Arc<Deployment>) -> Result<Self, SnapshotError> {
        let file = &deployment.origin.file;
        let mut integrations = Vec::with_capacity(deployment.router.routes().len());
        let mut body_models = Vec::with_capacity(deployment.router.routes().len());
        let mut compiled = Compiled::default();
        for route in deployment.router.routes() {
            let plans = BodyModels::new(route, &deployment, &mut compiled)
                .and_then(|models| Ok((models, IntegrationPlan::new(route, &deployment)?)));
            let (models, plan) = match (plans, deployment.stage.faulty_methods) {
                (Ok(plans), _) => plans,
                (Err(error), FaultyMethods::Refuse) => {
                    (BodyModels::default(), IntegrationPlan::Refused(error.to_string()))
                }
                (Err(error), FaultyMethods::Fail) => {
                    return Err(SnapshotError::Route {
                        file: file.clone(),
                        method: route.method.verb.as_str(),
                        resource: route.resource_path.clone(),
                        error,
                    });
                }
            };
            integrations.push(plan);
            body_models.push(models);
        }
        let responses = GatewayResponsePlans::new(&deployment).map_err(|(response_type, error)| {
            SnapshotError::GatewayResponse {
                file: file.clone(),
                response_type: response_type.name(),
                error,
            }
        })?;
        let statements = statement_places(&deployment);
        Ok(Self {
            integrations,
            body_models,
            statements,
            responses,
            deployment,
        })
    }

    fn refused(&self) -> impl Iterator<Item = (Verb, &str, &str)> {
        let routes = self.deployment.router.routes().iter().zip(&self.integrations);
        routes.filter_map(|(route, integration)| {
            let why = match (&route.method.authorization, integration) {
                (Authorization::Refused { named }, _) => named.as_str(),
                (_, IntegrationPlan::Refused(why)) => why,
                (_, IntegrationPlan::Http(_) | IntegrationPlan::Mock(_) | IntegrationPlan::Lambda(_)) => {
                    return None;
                }
            };
            Some((route.method.verb, route.resource_path.as_str(), why))
        })
    }

    pub(crate) fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    pub(crate) fn find(&self, verb: &str, path: &str) -> Option<(Found<'_>, &IntegrationPlan)> {
        let found = self.deployment.router.find(verb, path)?;
        let integration = self.integrations.get(found.route.index as usize)?;
        Some((found, integration))
    }

    /// The models of the route of this index.
    pub(crate) fn body_models(&self, route: u32) -> Option<&BodyModels> {
        self.body_models.get(route as usize)
    }

    pub(crate) fn statement(&self, index: u32) -> Option<&StatementPlace> {
        self.statements.get(index as usize)
    }
}

fn statement_places(deployment: &Deployment) -> Vec<StatementPlace> {
    let Some(policy) = &deployment.policy else {
        return Vec::new();
    };
    let lines = source_text::LineIndex::new(&deployment.origin.text);
    let place = |statement: &iam_policy::Statement| StatementPlace {
        sid: statement
            .sid
            .as_ref()
            .map_or_else(String::new, |sid| sid.value.clone()),
        place: format!(
            "{}:{}",
            deployment.origin.file,
            lines.position(statement.span.start).line
        ),
    };
    policy.document.statements.iter().map(place).collect()
}
