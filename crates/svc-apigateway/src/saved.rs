//! What is stored: whole APIs, their deployments, their stages.

use api_definition::Definition;
use aws_model::apigateway::{ApiKey, BasePathMapping, Deployment, DomainName, Stage, UsagePlan};
use control::{Ctx, Result, SecretMember, Stored};
use serde::{Deserialize, Serialize};

use crate::{
    client_certificate::SavedClientCertificate,
    errors::no_api,
    survey::{ApiEntry, warn_not_deployed},
};

/// The members that are secrets, for a store that seals what it keeps. Of API keys the digest stands beside the value: requests
/// are looked up by it, so that the data plane needs no value.
pub const SECRETS: &[SecretMember] = &[
    SecretMember {
        kind: SavedApiKey::KIND,
        path: &["key", "value"],
        hashed: true,
    },
    SecretMember {
        kind: SavedDomainName::KIND,
        path: &["certificate", "key"],
        hashed: false,
    },
    SecretMember {
        kind: SavedClientCertificate::KIND,
        path: &["pair", "key"],
        hashed: false,
    },
];

/// A REST API with everything in it, as its owner edits it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedApi {
    /// The API.
    pub definition: Definition,
}

impl Stored for SavedApi {
    const KIND: &'static str = "apigateway-restapi";
    const VERSION: u32 = 1;
}

/// A deployment: an API as it was.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedDeployment {
    /// The answer's facts.
    pub deployment: Deployment,
    /// The API at that time.
    pub definition: Definition,
}

impl Stored for SavedDeployment {
    const KIND: &'static str = "apigateway-deployment";
    const VERSION: u32 = 1;
}

/// A stage.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedStage {
    /// The stage, with everything its answer has.
    pub stage: Stage,
}

impl Stored for SavedStage {
    const KIND: &'static str = "apigateway-stage";
    const VERSION: u32 = 1;
}

/// The id of a deployment's document.
pub fn deployment_id(api: &str, deployment: &str) -> String {
    format!("{api}/{deployment}")
}

/// The id of a stage's document.
pub fn stage_id(api: &str, stage: &str) -> String {
    format!("{api}/{stage}")
}

/// The API of this id, or AWS's error for one that is not there.
pub fn load_api<E>(ctx: &mut Ctx<'_, E>, id: &str) -> Result<SavedApi> {
    match ctx.tx.get::<SavedApi>(id)? {
        Some(api) => Ok(api),
        None => Err(no_api(ctx.account(), id)),
    }
}

/// Stores an API, a new one too. The log is told of stages that the change leaves behind.
pub fn save_api<E>(ctx: &mut Ctx<'_, E>, api: &SavedApi) -> Result<()> {
    let id = api.definition.id();
    if let Some(before) = ctx.tx.get::<SavedApi>(id)? {
        warn_not_deployed(ctx, &before.definition, &api.definition)?;
    }
    if ctx.tx.get::<ApiEntry>(id)?.is_none() {
        let entry = ApiEntry {
            created_ms: ctx.now.epoch_ms,
        };
        ctx.tx.put(id, "", &entry)?;
    }
    ctx.tx.put(id, "", api)
}

/// An API key, with its value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedApiKey {
    /// The key.
    pub key: ApiKey,
}

impl Stored for SavedApiKey {
    const KIND: &'static str = "apigateway-apikey";
    const VERSION: u32 = 1;
}

/// A usage plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedUsagePlan {
    /// The plan.
    pub plan: UsagePlan,
    /// When its quota was set, in milliseconds since 1970: the quota's offset counts in that period only.
    pub quota_since_ms: i64,
}

impl Stored for SavedUsagePlan {
    const KIND: &'static str = "apigateway-usageplan";
    const VERSION: u32 = 1;
}

/// An API key's place in a usage plan. Its document's id is `PLAN/KEY`, its parent the plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedUsagePlanKey {
    /// The plan.
    pub plan_id: String,
    /// The API key.
    pub key_id: String,
}

impl Stored for SavedUsagePlanKey {
    const KIND: &'static str = "apigateway-usageplankey";
    const VERSION: u32 = 1;
}

/// A custom domain name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedDomainName {
    /// The domain name.
    pub domain: DomainName,
    /// The certificate that was given with it, as PEM; `None` where it names one by ARN.
    pub certificate: Option<SavedCertificate>,
    /// Whom clients must have their certificates from, as PEM; there with `domain.mutualTlsAuthentication` and not without.
    #[serde(default)]
    pub trust_store: Option<String>,
}

impl SavedDomainName {
    /// Whether it is served through VPC endpoints alone.
    pub fn is_private(&self) -> bool {
        let endpoint = self.domain.endpoint_configuration.as_ref();
        let kinds = endpoint.and_then(|endpoint| endpoint.types.as_ref());
        kinds.into_iter().flatten().any(|kind| kind == "PRIVATE")
    }

    /// The ARN that policies of `execute-api` name a private name by, and its policy, ready to decide.
    pub fn invoke_policy(&self) -> Result<(String, Option<iam_policy::Compiled>), String> {
        crate::domain_name::invoke_policy(&self.domain)
    }
}

impl Stored for SavedDomainName {
    const KIND: &'static str = "apigateway-domainname";
    /// Version 1 knew neither trust stores nor private names: a program that knows no more must not serve such a name.
    const VERSION: u32 = 2;

    fn upgrade(version: u32, value: serde_json::Value) -> Option<serde_json::Value> {
        matches!(version, 1 | Self::VERSION).then_some(value)
    }
}

/// A certificate chain and its key, as PEM.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedCertificate {
    /// The certificate and those above it.
    pub chain: String,
    /// The private key.
    pub key: String,
}

impl std::fmt::Debug for SavedCertificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SavedCertificate(…)")
    }
}

/// A base path of a custom domain name. Its document's id is `DOMAIN/BASE PATH`, its parent the domain name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedBasePathMapping {
    /// The domain name.
    pub domain: String,
    /// The mapping; its base path is `(none)` for the whole domain.
    pub mapping: BasePathMapping,
}

impl Stored for SavedBasePathMapping {
    const KIND: &'static str = "apigateway-basepathmapping";
    const VERSION: u32 = 1;
}
