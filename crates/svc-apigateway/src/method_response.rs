//! Responses of methods: what a client may be answered.
//!
//! Sources: API Gateway API reference, "MethodResponse"; recorded answers.

use std::collections::BTreeMap;

use api_definition::Definition;
use aws_model::apigateway::{
    DeleteMethodResponseRequest, GetMethodResponseRequest, Method, MethodResponse, PutMethodResponseRequest,
    UpdateMethodResponseRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{
    ApiGateway,
    errors::{conflict, not_found},
    mapping::{NO_MEDIA_TYPE, NO_PARAMETER, check_models, check_response_names, patch_entry},
    method::no_method,
    patch::{Op, Rule, RuleSet, Wording},
    resource::load_with,
    save_api,
    survey::tell_not_deployed,
};

/// `PutMethodResponse`
pub(crate) fn put(ctx: &mut Ctx<'_, ApiGateway>, input: PutMethodResponseRequest) -> Result<MethodResponse> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let response = MethodResponse {
        status_code: Some(input.status_code.clone()),
        response_parameters: input.response_parameters,
        response_models: input.response_models,
    };
    if api
        .definition
        .method(&input.resource_id, &input.http_method)
        .is_none()
    {
        return Err(no_method());
    }
    check(&response, &api.definition)?;
    let method = api
        .definition
        .method_mut(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    let responses = method.method_responses.get_or_insert_default();
    if responses.contains_key(&input.status_code) {
        return Err(conflict("Response already exists for this resource"));
    }
    responses.insert(input.status_code, response.clone());
    save_api(ctx, &api)?;
    Ok(response)
}

/// `GetMethodResponse`
pub(crate) fn get(ctx: &mut Ctx<'_, ApiGateway>, input: GetMethodResponseRequest) -> Result<MethodResponse> {
    let api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    tell_not_deployed(ctx, &api)?;
    let method = api
        .definition
        .method(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    find(method, &input.status_code).cloned()
}

/// `UpdateMethodResponse`
pub(crate) fn update(
    ctx: &mut Ctx<'_, ApiGateway>,
    input: UpdateMethodResponseRequest,
) -> Result<MethodResponse> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let method = api
        .definition
        .method(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    let response = find(method, &input.status_code)?;
    let response = RULES.apply(response, input.patch_operations.as_deref(), &())?;
    check(&response, &api.definition)?;
    api.definition
        .method_mut(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?
        .method_responses
        .get_or_insert_default()
        .insert(input.status_code, response.clone());
    save_api(ctx, &api)?;
    Ok(response)
}

/// `DeleteMethodResponse`
pub(crate) fn delete(ctx: &mut Ctx<'_, ApiGateway>, input: DeleteMethodResponseRequest) -> Result<Nothing> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let method = api
        .definition
        .method_mut(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    find(method, &input.status_code)?;
    let left = method.method_responses.take().map(|mut responses| {
        responses.remove(&input.status_code);
        responses
    });
    method.method_responses = left.filter(|responses| !responses.is_empty());
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

/// AWS's error for a response that is not there, of a method or an integration.
pub(crate) fn no_response() -> Error {
    not_found("Invalid Response status code specified")
}

fn find<'a>(method: &'a Method, status: &str) -> Result<&'a MethodResponse> {
    method
        .method_responses
        .as_ref()
        .and_then(|responses| responses.get(status))
        .ok_or_else(no_response)
}

fn check(response: &MethodResponse, definition: &Definition) -> Result<()> {
    check_response_names(response.response_parameters.iter().flat_map(BTreeMap::keys))?;
    response
        .response_models
        .as_ref()
        .map_or(Ok(()), |models| check_models(definition, models))
}

/// What of a method response can be patched.
static RULES: RuleSet<MethodResponse> = RuleSet {
    wording: Wording::Plain,
    rules: &[
        Rule {
            path: "/responseParameters/{name}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |response, change, ()| {
                patch_entry(
                    &mut response.response_parameters,
                    change,
                    change.boolean(),
                    NO_PARAMETER,
                )
            },
        },
        Rule {
            path: "/responseModels/{type}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |response, change, ()| {
                let model = change.text().to_owned();
                patch_entry(&mut response.response_models, change, model, NO_MEDIA_TYPE)
            },
        },
    ],
};
