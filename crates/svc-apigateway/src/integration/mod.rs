//! Integrations: what a method calls.
//!
//! Sources: API Gateway API reference, "Integration"; recorded answers for defaults and texts.

mod checks;
mod rules;
#[cfg(test)]
mod tests;

use aws_model::apigateway::{
    DeleteIntegrationRequest, GetIntegrationRequest, Integration, PutIntegrationRequest,
    UpdateIntegrationRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{
    ApiGateway, errors::not_found, method::no_method, permissions::require_passing, resource::load_with,
    save_api, survey::tell_not_deployed,
};

/// Milliseconds an integration may take when the request does not say.
const TIMEOUT_MS: i32 = 29_000;

/// What happens to a body that no template is for, when the request does not say.
const PASSTHROUGH: &str = "WHEN_NO_MATCH";

/// `PutIntegration`: replaces what was there, its responses too.
pub(crate) fn put(ctx: &mut Ctx<'_, ApiGateway>, input: PutIntegrationRequest) -> Result<Integration> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let limit = ctx.env.limits.timeout_ms_max;
    let method = api
        .definition
        .method_mut(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    let integration = Integration {
        type_: Some(input.type_),
        http_method: input.integration_http_method,
        uri: input.uri,
        connection_type: input.connection_type,
        connection_id: input.connection_id,
        // Clients send an empty text for none (recorded).
        credentials: input.credentials.filter(|role| !role.is_empty()),
        request_parameters: input.request_parameters,
        request_templates: input.request_templates,
        passthrough_behavior: Some(
            input
                .passthrough_behavior
                .unwrap_or_else(|| PASSTHROUGH.to_owned()),
        ),
        content_handling: input.content_handling,
        timeout_in_millis: Some(input.timeout_in_millis.unwrap_or(TIMEOUT_MS)),
        cache_namespace: Some(input.cache_namespace.unwrap_or(input.resource_id)),
        cache_key_parameters: Some(input.cache_key_parameters.unwrap_or_default()),
        integration_responses: None,
        tls_config: input.tls_config,
        response_transfer_mode: input.response_transfer_mode,
        integration_target: input.integration_target,
    };
    checks::check(&integration, method, limit)?;
    method.method_integration = Some(integration.clone());
    require_passing(ctx, None, passed(&integration))?;
    save_api(ctx, &api)?;
    Ok(integration)
}

fn passed(integration: &Integration) -> Option<(&str, Option<&str>)> {
    Some((integration.credentials.as_deref()?, integration.uri.as_deref()))
}

/// `GetIntegration`
pub(crate) fn get(ctx: &mut Ctx<'_, ApiGateway>, input: GetIntegrationRequest) -> Result<Integration> {
    let api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    tell_not_deployed(ctx, &api)?;
    api.definition
        .method(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?
        .method_integration
        .clone()
        .ok_or_else(no_integration)
}

/// `UpdateIntegration`
pub(crate) fn update(ctx: &mut Ctx<'_, ApiGateway>, input: UpdateIntegrationRequest) -> Result<Integration> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let limit = ctx.env.limits.timeout_ms_max;
    let method = api
        .definition
        .method_mut(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    let before = method.method_integration.clone().ok_or_else(no_integration)?;
    let integration = rules::RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    checks::check(&integration, method, limit)?;
    method.method_integration = Some(integration.clone());
    require_passing(ctx, passed(&before), passed(&integration))?;
    save_api(ctx, &api)?;
    Ok(integration)
}

/// `DeleteIntegration`
pub(crate) fn delete(ctx: &mut Ctx<'_, ApiGateway>, input: DeleteIntegrationRequest) -> Result<Nothing> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    api.definition
        .method_mut(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?
        .method_integration
        .take()
        .ok_or_else(no_integration)?;
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

/// AWS's error for an integration that is not there.
pub(crate) fn no_integration() -> Error {
    not_found("Invalid Integration identifier specified")
}
