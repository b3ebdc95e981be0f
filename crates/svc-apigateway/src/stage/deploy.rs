//! What CreateDeployment does to the stage it names.
//!
//! A stage that is not there is made. One that has a canary gets the deployment there, and goes on serving its own.
//!
//! Source: API Gateway developer guide, "Create a canary release deployment"; answers of Amazon API Gateway as recorded by
//! the tests of localstack/localstack (`test_apigateway_canary`, Apache License 2.0).

use aws_model::apigateway::{CreateDeploymentRequest, Stage};
use control::Result;

use crate::errors::bad_request;

use super::{Context, blank, cache, canary, find, insert, save, variables};

/// Serves a new deployment in the stage that the request names, if it names one.
pub(crate) fn deploy(
    ctx: &mut Context<'_>,
    input: CreateDeploymentRequest,
    deployment: &str,
) -> Result<Option<Stage>> {
    let api = input.rest_api_id.as_str();
    let Some(name) = input.stage_name.as_deref().filter(|name| !name.is_empty()) else {
        return match input.canary_settings {
            None => Ok(None),
            Some(_) => Err(invalid(&format!(
                "Non null and non empty stageName must be provided for canary deployment. Provided value is {}",
                input.stage_name.as_deref().unwrap_or("null")
            ))),
        };
    };
    let found = find(ctx, api, name)?;
    if found.is_none() && input.canary_settings.is_some() {
        return Err(invalid(&format!(
            "Stage {name} must already be created before making a canary release deployment"
        )));
    }
    let before = found.clone();
    let mut stage = found.unwrap_or_else(|| blank(ctx, name, deployment.to_owned()));
    match (input.canary_settings, &mut stage.canary_settings) {
        (Some(given), settings) => *settings = Some(canary::of_deployment(given, deployment)?),
        (None, Some(settings)) => settings.deployment_id = Some(deployment.to_owned()),
        (None, None) => stage.deployment_id = Some(deployment.to_owned()),
    }
    if let Some(description) = input.stage_description {
        stage.description = Some(description).filter(|text| !text.is_empty());
    }
    if let Some(given) = variables::checked(input.variables)? {
        stage.variables = Some(given);
    }
    if let Some(enabled) = input.tracing_enabled {
        stage.tracing_enabled = Some(enabled);
    }
    cache::enabled(input.cache_cluster_enabled)?;
    if let Some(size) = cache::size(input.cache_cluster_size)? {
        stage.cache_cluster_size = Some(size);
    }
    match before {
        None => insert(ctx, api, stage).map(Some),
        Some(before) => save(ctx, api, Some(&before), stage).map(Some),
    }
}

fn invalid(why: &str) -> control::Error {
    bad_request(format!("Invalid deployment content specified.{why}"))
}
