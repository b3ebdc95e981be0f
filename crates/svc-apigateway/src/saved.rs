//! What is stored: whole APIs, their deployments, their stages.

use api_definition::Definition;
use aws_model::apigateway::{Deployment, Stage};
use control::{Ctx, Result, Stored};
use serde::{Deserialize, Serialize};

use crate::errors::no_api;

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

/// Stores an API.
pub fn save_api<E>(ctx: &mut Ctx<'_, E>, api: &SavedApi) -> Result<()> {
    ctx.tx.put(api.definition.id(), "", api)
}
