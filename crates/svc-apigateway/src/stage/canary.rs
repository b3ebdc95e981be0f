//! The canary of a stage: a part of its traffic goes to another deployment, with some stage variables of its own.
//!
//! Setting any of its members makes one that is not there, for the stage's own deployment and none of the traffic. Promoting
//! it is two copies: of its deployment and of its variables; what the stage has besides stays, and so does the canary.
//!
//! Source: API Gateway developer guide, "Set up an API Gateway canary release deployment"; answers of Amazon API Gateway as
//! recorded by the tests of localstack/localstack (`test_apigateway_canary`, Apache License 2.0).

use aws_model::apigateway::{CanarySettings, DeploymentCanarySettings, Stage};
use control::Result;

use crate::{errors::bad_request, patch::Change};

use super::{
    patch::{invalid_copy, no_such_setting},
    variables,
};

/// `/canarySettings/deploymentId`. Whether it is there is checked with the whole stage.
pub(super) fn deployment(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    canary(stage).deployment_id = Some(change.text().to_owned());
    Ok(())
}

/// `/canarySettings/percentTraffic`
pub(super) fn percentage(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    let percent = change.number().ok_or_else(|| no_percentage(change.text()))?;
    canary(stage).percent_traffic = Some(checked_percentage(percent)?);
    Ok(())
}

/// `/canarySettings/useStageCache`
pub(super) fn use_stage_cache(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    canary(stage).use_stage_cache = Some(change.boolean());
    Ok(())
}

/// `/canarySettings/stageVariableOverrides`
pub(super) fn overrides(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    canary(stage).stage_variable_overrides = variables::from_json(change.text())?;
    Ok(())
}

/// `/canarySettings/stageVariableOverrides/{name}`
pub(super) fn override_set(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    variables::set(&mut canary(stage).stage_variable_overrides, change)
}

/// `remove /canarySettings/stageVariableOverrides/{name}`
pub(super) fn override_remove(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    match &mut stage.canary_settings {
        Some(canary) => variables::remove(&mut canary.stage_variable_overrides, change),
        None => Err(no_such_setting(change)),
    }
}

/// `copy /canarySettings/deploymentId` to `/deploymentId`
pub(super) fn promote_deployment(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    if change.from != Some("/canarySettings/deploymentId") {
        return Err(invalid_copy(change));
    }
    stage.deployment_id = promoted(stage)?.deployment_id;
    Ok(())
}

/// `copy /canarySettings/stageVariableOverrides` to `/variables`
pub(super) fn promote_variables(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    if change.from != Some("/canarySettings/stageVariableOverrides") {
        return Err(invalid_copy(change));
    }
    if let Some(overrides) = promoted(stage)?.stage_variable_overrides {
        stage.variables.get_or_insert_default().extend(overrides);
    }
    Ok(())
}

/// The canary of a new stage, with what it leaves out filled in.
pub(super) fn of_stage(given: Option<CanarySettings>, deployment: &str) -> Result<Option<CanarySettings>> {
    let Some(given) = given else {
        return Ok(None);
    };
    Ok(Some(CanarySettings {
        percent_traffic: Some(checked_percentage(given.percent_traffic.unwrap_or(0.0))?),
        deployment_id: Some(given.deployment_id.unwrap_or_else(|| deployment.to_owned())),
        stage_variable_overrides: variables::checked(given.stage_variable_overrides)?,
        use_stage_cache: Some(given.use_stage_cache.unwrap_or(false)),
    }))
}

/// The canary that a deployment is made for.
pub(super) fn of_deployment(given: DeploymentCanarySettings, deployment: &str) -> Result<CanarySettings> {
    Ok(CanarySettings {
        percent_traffic: Some(checked_percentage(given.percent_traffic.unwrap_or(0.0))?),
        deployment_id: Some(deployment.to_owned()),
        stage_variable_overrides: variables::checked(given.stage_variable_overrides)?,
        use_stage_cache: Some(given.use_stage_cache.unwrap_or(false)),
    })
}

/// The canary of a stage; a new one if there is none.
fn canary(stage: &mut Stage) -> &mut CanarySettings {
    let deployment_id = stage.deployment_id.clone();
    stage.canary_settings.get_or_insert(CanarySettings {
        percent_traffic: Some(0.0),
        deployment_id,
        stage_variable_overrides: None,
        use_stage_cache: Some(false),
    })
}

fn promoted(stage: &Stage) -> Result<CanarySettings> {
    stage
        .canary_settings
        .clone()
        .ok_or_else(|| bad_request("Promotion not available. Canary does not exist."))
}

fn checked_percentage(percent: f64) -> Result<f64> {
    if (0.0..=100.0).contains(&percent) {
        Ok(percent)
    } else {
        Err(no_percentage(&percent.to_string()))
    }
}

fn no_percentage(text: &str) -> control::Error {
    bad_request(format!(
        "`{text}` is no share of the traffic: use a number from 0.0 to 100.0"
    ))
}
