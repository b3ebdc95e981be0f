//! What the data plane serves: every stage with its compiled routes, found by host and path. Built whole, swapped whole.

use std::{collections::BTreeMap, sync::Arc};

use api_model::{Deployment, Found};

use crate::{
    gateway_response::GatewayResponsePlans,
    plan::{IntegrationPlan, PlanError},
};

/// All stages. Immutable; a running request keeps the one it began with.
#[derive(Debug, Default)]
pub struct Snapshot {
    stages: Vec<Stage>,
    /// Stage names that are served on every host, sorted.
    on_every_host: Vec<(Box<str>, usize)>,
    /// (API id, stage name), sorted.
    by_api: Vec<(Box<str>, Box<str>, usize)>,
}

/// One stage of one API, ready to serve.
#[derive(Debug)]
pub struct Stage {
    deployment: Arc<Deployment>,
    /// By the index of the route.
    integrations: Vec<IntegrationPlan>,
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

/// Why deployments cannot be served together, or one of them not at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// Two deployments have the same stage name, and both would be at `/{stage}/` of every host.
    #[error(
        "`{first}` and `{second}` both have the stage `{stage}`, which is served on every host: give one another stage"
    )]
    StageOnEveryHost {
        /// The stage.
        stage: String,
        /// The file of the one.
        first: String,
        /// The file of the other.
        second: String,
    },
    /// Two deployments are the same stage of the same API.
    #[error(
        "`{first}` and `{second}` are both stage `{stage}` of API `{api}`: give one another API id or stage"
    )]
    SameStage {
        /// The API.
        api: String,
        /// The stage.
        stage: String,
        /// The file of the one.
        first: String,
        /// The file of the other.
        second: String,
    },
    /// A part of a deployment cannot be compiled.
    #[error("`{file}`: {method} {resource}: {error}")]
    Route {
        /// The file.
        file: String,
        /// The verb.
        method: &'static str,
        /// The resource.
        resource: String,
        /// What is wrong.
        #[source]
        error: PlanError,
    },
    /// A gateway response cannot be compiled.
    #[error("`{file}`: gateway response {response_type}: {error}")]
    GatewayResponse {
        /// The file.
        file: String,
        /// Its type.
        response_type: &'static str,
        /// What is wrong.
        #[source]
        error: PlanError,
    },
}

/// Where a request leads: a stage, and the path behind it (with its leading slash).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Located<'p> {
    pub(crate) stage: usize,
    pub(crate) path: &'p str,
}

impl Snapshot {
    /// Compiles deployments that came from files: each is served at its own API's host and at `/{stage}/` of every host.
    pub fn new(deployments: Vec<Arc<Deployment>>) -> Result<Self, SnapshotError> {
        let stages = deployments
            .into_iter()
            .map(Stage::new)
            .collect::<Result<Vec<_>, _>>()?;
        let mut every_host: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_api: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let file = |index: usize| {
            stages
                .get(index)
                .map_or_else(String::new, |stage| stage.deployment.origin.file.clone())
        };
        for (index, stage) in stages.iter().enumerate() {
            if let Some(other) = by_api.insert((stage.api(), stage.name()), index) {
                return Err(SnapshotError::SameStage {
                    api: stage.api().to_owned(),
                    stage: stage.name().to_owned(),
                    first: file(other),
                    second: file(index),
                });
            }
            if let Some(other) = every_host.insert(stage.name(), index) {
                return Err(SnapshotError::StageOnEveryHost {
                    stage: stage.name().to_owned(),
                    first: file(other),
                    second: file(index),
                });
            }
        }
        let on_every_host = every_host
            .into_iter()
            .map(|(name, index)| (name.into(), index))
            .collect();
        let by_api = by_api
            .into_iter()
            .map(|((api, name), index)| (api.into(), name.into(), index))
            .collect();
        Ok(Self {
            stages,
            on_every_host,
            by_api,
        })
    }

    /// All stages, in the order of their deployments.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The stage that a request leads to. `None` is refused as AWS refuses an unknown stage.
    ///
    /// All forms of an invoke URL are equal: the API's own host, `/_aws/execute-api/{api}/{stage}/…`,
    /// `/restapis/{api}/{stage}/_user_request_/…`, and `/{stage}/…` on any other host.
    pub(crate) fn locate<'p>(&self, host: &str, path: &'p str) -> Option<Located<'p>> {
        if let Some(rest) = path.strip_prefix("/_aws/execute-api/") {
            let (api, rest) = split_segment(rest);
            let (stage, path) = split_segment(rest.strip_prefix('/')?);
            return self.of_api(api, stage, path);
        }
        if let Some(rest) = path.strip_prefix("/restapis/") {
            let (api, rest) = split_segment(rest);
            let (stage, rest) = split_segment(rest.strip_prefix('/')?);
            let path = rest.strip_prefix("/_user_request_")?;
            return if path.is_empty() || path.starts_with('/') {
                self.of_api(api, stage, path)
            } else {
                None
            };
        }
        let (stage, rest) = split_segment(path.strip_prefix('/')?);
        if let Some(api) = execute_api_host(host) {
            return self.of_api(&api.to_ascii_lowercase(), stage, rest);
        }
        let at = self
            .on_every_host
            .binary_search_by(|(name, _)| (**name).cmp(stage))
            .ok()?;
        let (_, index) = self.on_every_host.get(at)?;
        Some(Located {
            stage: *index,
            path: rooted(rest),
        })
    }

    /// Through the API's default endpoint, which may be closed.
    fn of_api<'p>(&self, api: &str, stage: &str, path: &'p str) -> Option<Located<'p>> {
        let at = self
            .by_api
            .binary_search_by(|(known, name, _)| (&**known, &**name).cmp(&(api, stage)))
            .ok()?;
        let (_, _, index) = self.by_api.get(at)?;
        let open = !self.stages.get(*index)?.deployment.disable_execute_api_endpoint;
        open.then_some(Located {
            stage: *index,
            path: rooted(path),
        })
    }
}

impl Stage {
    fn new(deployment: Arc<Deployment>) -> Result<Self, SnapshotError> {
        let file = &deployment.origin.file;
        let mut integrations = Vec::with_capacity(deployment.router.routes().len());
        for route in deployment.router.routes() {
            integrations.push(IntegrationPlan::new(route, &deployment).map_err(|error| {
                SnapshotError::Route {
                    file: file.clone(),
                    method: route.method.verb.as_str(),
                    resource: route.resource_path.clone(),
                    error,
                }
            })?);
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
            statements,
            responses,
            deployment,
        })
    }

    /// What the stage was compiled from.
    pub fn deployment(&self) -> &Arc<Deployment> {
        &self.deployment
    }

    /// The API's id.
    pub fn api(&self) -> &str {
        self.deployment.identity.api.as_str()
    }

    /// The stage's name.
    pub fn name(&self) -> &str {
        self.deployment.stage.name.as_str()
    }

    pub(crate) fn find(&self, verb: &str, path: &str) -> Option<(Found<'_>, &IntegrationPlan)> {
        let found = self.deployment.router.find(verb, path)?;
        let integration = self.integrations.get(found.route.index as usize)?;
        Some((found, integration))
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

/// The API id of `{api-id}.execute-api.{region}.{suffix}`, the port aside.
fn execute_api_host(host: &str) -> Option<&str> {
    const SERVICE: &str = "execute-api.";
    let (api, rest) = host.split_at_checked(memchr::memchr(b'.', host.as_bytes())?)?;
    let (service, region) = rest.strip_prefix('.')?.split_at_checked(SERVICE.len())?;
    (service.eq_ignore_ascii_case(SERVICE) && !api.is_empty() && !region.is_empty()).then_some(api)
}

/// The first segment, and the rest with its slash.
fn split_segment(path: &str) -> (&str, &str) {
    path.split_at(memchr::memchr(b'/', path.as_bytes()).unwrap_or(path.len()))
}

/// A stage without a trailing slash is its root.
fn rooted(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}
