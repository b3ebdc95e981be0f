//! Stages: a name under which a deployment is served, with variables, method settings and perhaps a canary.
//!
//! A stage is stored as it is answered. What it asks for that is not done (`notes`) is told. Nothing is cached, so flushing
//! has nothing to do but to find the stage.

mod cache;
mod canary;
mod deploy;
mod method_settings;
mod notes;
mod patch;
#[cfg(test)]
mod tests;
mod variables;

use std::collections::BTreeMap;

use aws_model::apigateway::{
    CreateStageRequest, DeleteStageRequest, FlushStageAuthorizersCacheRequest, FlushStageCacheRequest,
    GetStageRequest, GetStagesRequest, Stage, Stages, UpdateStageRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};
use portcullis_core::StageName;

pub(crate) use deploy::deploy;

use crate::{
    ApiGateway, SavedDeployment, SavedStage,
    client_certificate::SavedClientCertificate,
    deployment_id,
    documentation_version::{self, SavedDocumentationVersion},
    errors::{bad_request, conflict, limit_exceeded, not_found},
    load_api,
    rest_api::WARNING_HEADER,
    stage_id, tags,
};

type Context<'a> = Ctx<'a, ApiGateway>;

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateStageRequest) -> Result<Stage> {
    let api = input.rest_api_id;
    load_api(ctx, &api)?;
    let stage = Stage {
        description: input.description.filter(|text| !text.is_empty()),
        cache_cluster_enabled: Some(cache::enabled(input.cache_cluster_enabled)?),
        cache_cluster_size: cache::size(input.cache_cluster_size)?,
        variables: variables::checked(input.variables)?,
        documentation_version: input.documentation_version.filter(|version| !version.is_empty()),
        canary_settings: canary::of_stage(input.canary_settings, &input.deployment_id)?,
        tracing_enabled: Some(input.tracing_enabled.unwrap_or(false)),
        tags: tags::checked(input.tags)?,
        ..blank(ctx, &input.stage_name, input.deployment_id)
    };
    insert(ctx, &api, stage)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetStageRequest) -> Result<Stage> {
    load(ctx, &input.rest_api_id, &input.stage_name)
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetStagesRequest) -> Result<Stages> {
    load_api(ctx, &input.rest_api_id)?;
    let stages = of_api(ctx, &input.rest_api_id)?
        .into_iter()
        .filter(|stage| input.deployment_id.is_none() || stage.deployment_id == input.deployment_id)
        .collect();
    Ok(Stages { item: Some(stages) })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateStageRequest) -> Result<Stage> {
    let (api, name) = (input.rest_api_id, input.stage_name);
    let before = load(ctx, &api, &name)?;
    let stage = patch::RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    check_references(ctx, &api, &stage, Some(&before))?;
    save(ctx, &api, Some(&before), stage)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteStageRequest) -> Result<Nothing> {
    load(ctx, &input.rest_api_id, &input.stage_name)?;
    let id = stage_id(&input.rest_api_id, &input.stage_name);
    ctx.tx.delete::<SavedStage>(&id);
    Ok(Nothing {})
}

/// Responses are not cached.
pub(crate) fn flush_cache(ctx: &mut Context<'_>, input: FlushStageCacheRequest) -> Result<Nothing> {
    load(ctx, &input.rest_api_id, &input.stage_name)?;
    Ok(Nothing {})
}

/// What authorizers decided is forgotten by this process.
pub(crate) fn flush_authorizers(
    ctx: &mut Context<'_>,
    input: FlushStageAuthorizersCacheRequest,
) -> Result<Nothing> {
    load(ctx, &input.rest_api_id, &input.stage_name)?;
    ctx.env
        .data_plane
        .flush_authorizers(&input.rest_api_id, &input.stage_name);
    Ok(Nothing {})
}

/// Points a stage to a documentation version.
pub(crate) fn document(ctx: &mut Context<'_>, api: &str, name: &str, version: &str) -> Result<()> {
    let before = load(ctx, api, name)?;
    let stage = Stage {
        documentation_version: Some(version.to_owned()),
        ..before.clone()
    };
    save(ctx, api, Some(&before), stage)?;
    Ok(())
}

/// The stages of an API, by name.
pub(crate) fn of_api(ctx: &mut Context<'_>, api: &str) -> Result<Vec<Stage>> {
    let saved = ctx.tx.list::<SavedStage>(Some(api))?;
    Ok(saved.into_iter().map(|(_, saved)| saved.stage).collect())
}

fn find(ctx: &mut Context<'_>, api: &str, name: &str) -> Result<Option<Stage>> {
    let saved = ctx.tx.get::<SavedStage>(&stage_id(api, name))?;
    Ok(saved.map(|saved| saved.stage))
}

fn load(ctx: &mut Context<'_>, api: &str, name: &str) -> Result<Stage> {
    find(ctx, api, name)?.ok_or_else(no_stage)
}

fn no_stage() -> Error {
    not_found("Invalid stage identifier specified")
}

/// A stage with nothing but a name and a deployment.
fn blank(ctx: &Context<'_>, name: &str, deployment: String) -> Stage {
    Stage {
        stage_name: Some(name.to_owned()),
        deployment_id: Some(deployment),
        cache_cluster_enabled: Some(false),
        cache_cluster_status: Some("NOT_AVAILABLE".to_owned()),
        method_settings: Some(BTreeMap::new()),
        tracing_enabled: Some(false),
        created_date: Some(ctx.now_seconds()),
        ..Stage::default()
    }
}

/// Stores a stage that is new.
fn insert(ctx: &mut Context<'_>, api: &str, stage: Stage) -> Result<Stage> {
    let name = stage.stage_name.as_deref().unwrap_or_default();
    if name.parse::<StageName>().is_err() {
        return Err(bad_request("Stage name only allows a-zA-Z0-9_-"));
    }
    if find(ctx, api, name)?.is_some() {
        return Err(conflict("Stage already exists"));
    }
    let max = ctx.env.limits.stages_max;
    if of_api(ctx, api)?.len() >= max {
        return Err(limit_exceeded(format!(
            "the API has {max} stages, as many as it may: delete one, or raise the limit"
        )));
    }
    check_references(ctx, api, &stage, None)?;
    save(ctx, api, None, stage)
}

fn save(ctx: &mut Context<'_>, api: &str, before: Option<&Stage>, stage: Stage) -> Result<Stage> {
    let stage = Stage {
        last_updated_date: Some(ctx.now_seconds()),
        ..stage
    };
    let name = stage.stage_name.as_deref().unwrap_or_default();
    if let Some(note) = notes::added(before, &stage) {
        ctx.warnings.push(format!("stage {name} of API {api}: {note}"));
        ctx.headers.push((WARNING_HEADER, note));
    }
    let saved = SavedStage { stage: stage.clone() };
    ctx.tx.put(&stage_id(api, name), api, &saved)?;
    Ok(stage)
}

/// The deployments that a stage serves: its own, and its canary's.
fn deployments(stage: &Stage) -> impl Iterator<Item = &str> {
    let canary = stage.canary_settings.as_ref();
    [
        stage.deployment_id.as_deref(),
        canary.and_then(|canary| canary.deployment_id.as_deref()),
    ]
    .into_iter()
    .flatten()
}

/// Whether everything that a stage points to is there, and stays.
fn check_references(ctx: &mut Context<'_>, api: &str, stage: &Stage, before: Option<&Stage>) -> Result<()> {
    for deployment in deployments(stage) {
        let id = deployment_id(api, deployment);
        let Some(saved) = ctx.tx.get::<SavedDeployment>(&id)? else {
            return Err(bad_request("Deployment id does not exist"));
        };
        let held = before.is_some_and(|before| deployments(before).any(|held| held == deployment));
        if !held {
            // Written as it was read: whoever deletes it at the same time looks again, and finds this stage.
            ctx.tx.put(&id, api, &saved)?;
        }
    }
    if let Some(id) = &stage.client_certificate_id
        && before.is_none_or(|before| before.client_certificate_id.as_ref() != Some(id))
    {
        let Some(saved) = ctx.tx.get::<SavedClientCertificate>(id)? else {
            return Err(bad_request("Invalid Client Certificate identifier specified"));
        };
        ctx.tx.put(id, "", &saved)?;
    }
    if let Some(version) = &stage.documentation_version {
        let id = documentation_version::id(api, version);
        if ctx.tx.get::<SavedDocumentationVersion>(&id)?.is_none() {
            return Err(documentation_version::no_version());
        }
    }
    Ok(())
}
