//! Why something cannot be served.

use api_model::Deployment;

use crate::plan::PlanError;

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
    /// A canary is of another stage than the one it takes requests of.
    #[error("the canary of stage `{stage}` of API `{api}` is a deployment of another stage")]
    CanaryOfAnotherStage {
        /// The API.
        api: String,
        /// The stage.
        stage: String,
    },
    /// A canary takes no part of the requests, or more than all.
    #[error("`{percent}` is no percentage for a canary: give a number from 0 to 100")]
    CanaryPercent {
        /// What was given.
        percent: String,
    },
}

impl SnapshotError {
    pub(super) fn same_stage(first: &Deployment, second: &Deployment) -> Self {
        Self::SameStage {
            api: first.identity.api.as_str().to_owned(),
            stage: first.stage.name.as_str().to_owned(),
            first: first.origin.file.clone(),
            second: second.origin.file.clone(),
        }
    }

    pub(super) fn stage_on_every_host(first: &Deployment, second: &Deployment) -> Self {
        Self::StageOnEveryHost {
            stage: first.stage.name.as_str().to_owned(),
            first: first.origin.file.clone(),
            second: second.origin.file.clone(),
        }
    }
}
