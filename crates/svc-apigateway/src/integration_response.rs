//! Responses of integrations: how a back end's answer becomes one of the method's.
//!
//! Sources: API Gateway API reference, "IntegrationResponse"; recorded answers for texts and which error comes first.

use api_definition::Definition;
use aws_model::apigateway::{
    DeleteIntegrationResponseRequest, GetIntegrationResponseRequest, Integration, IntegrationResponse,
    Method, PutIntegrationResponseRequest, UpdateIntegrationResponseRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Result};
use serde_json::Value;

use crate::{
    ApiGateway,
    errors::bad_request,
    integration::no_integration,
    mapping::{NO_MEDIA_TYPE, NO_PARAMETER, check_integration_response, check_media_types, patch_entry},
    method::no_method,
    method_response::no_response,
    patch::{Op, Rule, RuleSet, Wording},
    resource::load_with,
    save_api,
    survey::tell_not_deployed,
};

/// `PutIntegrationResponse`: replaces what was there.
pub(crate) fn put(
    ctx: &mut Ctx<'_, ApiGateway>,
    input: PutIntegrationResponseRequest,
) -> Result<IntegrationResponse> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let response = IntegrationResponse {
        status_code: Some(input.status_code),
        selection_pattern: input.selection_pattern,
        response_parameters: input.response_parameters,
        response_templates: input.response_templates,
        content_handling: input.content_handling,
    };
    let method = method_mut(&mut api.definition, &input.resource_id, &input.http_method)?;
    check(&response, method)?;
    store(method, &response)?;
    save_api(ctx, &api)?;
    Ok(response)
}

/// `GetIntegrationResponse`
pub(crate) fn get(
    ctx: &mut Ctx<'_, ApiGateway>,
    input: GetIntegrationResponseRequest,
) -> Result<IntegrationResponse> {
    let api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    tell_not_deployed(ctx, &api)?;
    let method = api
        .definition
        .method(&input.resource_id, &input.http_method)
        .ok_or_else(no_method)?;
    let integration = method.method_integration.as_ref().ok_or_else(no_integration)?;
    find(integration, &input.status_code).cloned()
}

/// `UpdateIntegrationResponse`
pub(crate) fn update(
    ctx: &mut Ctx<'_, ApiGateway>,
    input: UpdateIntegrationResponseRequest,
) -> Result<IntegrationResponse> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let method = method_mut(&mut api.definition, &input.resource_id, &input.http_method)?;
    let integration = method.method_integration.as_ref().ok_or_else(no_integration)?;
    let response = find(integration, &input.status_code)?;
    let response = RULES.apply(response, input.patch_operations.as_deref(), &())?;
    check(&response, method)?;
    store(method, &response)?;
    save_api(ctx, &api)?;
    Ok(response)
}

/// `DeleteIntegrationResponse`. A method that is not there is the same error as an integration that is not (recorded).
pub(crate) fn delete(
    ctx: &mut Ctx<'_, ApiGateway>,
    input: DeleteIntegrationResponseRequest,
) -> Result<Nothing> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let integration = api
        .definition
        .method_mut(&input.resource_id, &input.http_method)
        .and_then(|method| method.method_integration.as_mut())
        .ok_or_else(no_integration)?;
    find(integration, &input.status_code)?;
    let left = integration.integration_responses.take().map(|mut responses| {
        responses.remove(&input.status_code);
        responses
    });
    integration.integration_responses = left.filter(|responses| !responses.is_empty());
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

/// An answer with null in the place of response templates without text, at any depth.
///
/// Source: recorded answers.
pub(crate) fn with_null_templates(mut answer: Value) -> Value {
    nullify(&mut answer);
    answer
}

fn nullify(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(nullify),
        Value::Object(members) => {
            if let Some(Value::Object(templates)) = members.get_mut("responseTemplates") {
                for template in templates.values_mut().filter(|template| **template == "") {
                    *template = Value::Null;
                }
            }
            members.values_mut().for_each(nullify);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn method_mut<'a>(definition: &'a mut Definition, resource: &str, verb: &str) -> Result<&'a mut Method> {
    definition.method_mut(resource, verb).ok_or_else(no_method)
}

fn find<'a>(integration: &'a Integration, status: &str) -> Result<&'a IntegrationResponse> {
    integration
        .integration_responses
        .as_ref()
        .and_then(|responses| responses.get(status))
        .ok_or_else(no_response)
}

fn store(method: &mut Method, response: &IntegrationResponse) -> Result<()> {
    let integration = method.method_integration.as_mut().ok_or_else(no_integration)?;
    let status = response.status_code.clone().unwrap_or_default();
    integration
        .integration_responses
        .get_or_insert_default()
        .insert(status, response.clone());
    Ok(())
}

/// Headers that are set must be declared in the method's response of the same status.
fn check(response: &IntegrationResponse, method: &Method) -> Result<()> {
    check_media_types(response.response_templates.iter().flat_map(|all| all.keys()))?;
    let none = Default::default();
    let declared = method
        .method_responses
        .as_ref()
        .and_then(|responses| responses.get(response.status_code.as_deref().unwrap_or_default()))
        .and_then(|declared| declared.response_parameters.as_ref());
    match &response.response_parameters {
        Some(parameters) => check_integration_response(parameters, declared.unwrap_or(&none)),
        None => Ok(()),
    }
}

/// What of an integration response can be patched.
static RULES: RuleSet<IntegrationResponse> = RuleSet {
    wording: Wording::Plain,
    rules: &[
        Rule {
            path: "/selectionPattern",
            ops: &[Op::Replace],
            apply: |response, change, ()| {
                response.selection_pattern = change.value.map(str::to_owned);
                Ok(())
            },
        },
        Rule {
            path: "/contentHandling",
            ops: &[Op::Replace],
            apply: |response, change, ()| {
                let value = change.optional();
                let known = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"];
                if value.as_deref().is_some_and(|value| !known.contains(&value)) {
                    return Err(bad_request(format!(
                        "Invalid ContentHandlingStrategy specified. Valid options are {}",
                        known.join(",")
                    )));
                }
                response.content_handling = value;
                Ok(())
            },
        },
        Rule {
            path: "/responseParameters/{name}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |response, change, ()| {
                let value = change.text().to_owned();
                patch_entry(&mut response.response_parameters, change, value, NO_PARAMETER)
            },
        },
        Rule {
            path: "/responseTemplates/{type}",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: |response, change, ()| {
                let value = change.text().to_owned();
                patch_entry(&mut response.response_templates, change, value, NO_MEDIA_TYPE)
            },
        },
    ],
};
