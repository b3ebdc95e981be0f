//! REST APIs: made, cloned, read, changed, deleted.
//!
//! Sources: API Gateway API reference, "RestApi"; recorded answers for defaults, members and texts.

mod clone;
mod endpoint;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use api_definition::{Definition, ID_ALPHABET, RESOURCE_ID_LENGTH, ROOT_PATH};
use aws_model::apigateway::{
    CreateRestApiRequest, DeleteRestApiRequest, GetRestApiRequest, GetRestApisRequest, Model, Resource,
    RestApi, RestApis, UpdateRestApiRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Result};

use crate::{
    ApiGateway, SavedApi, SavedBasePathMapping, SavedDeployment, SavedStage,
    documentation_version::SavedDocumentationVersion,
    errors::{bad_request, limit_exceeded},
    listing::page,
    load_api, permissions, policy, save_api,
    survey::{ApiEntry, count_apis, tell_not_deployed},
};

/// The header that tells of a change that was accepted and may not be what was meant.
pub(crate) const WARNING_HEADER: &str = "x-portcullis-warning";

/// Characters of the id of an API and of its root resource.
const API_ID_LENGTH: usize = 10;

/// The most bytes that may be the least to be compressed.
///
/// Source: recorded answers.
const COMPRESSION_BYTES_MAX: i32 = 10_485_760;

/// The models that every new API has: name, description, schema.
///
/// Source: recorded answers.
const FIRST_MODELS: [(&str, &str, &str); 2] = [
    (
        "Empty",
        "This is a default empty schema model",
        "{\n  \"$schema\": \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Empty Schema\",\n  \"type\" : \"object\"\n}",
    ),
    (
        "Error",
        "This is a default error schema model",
        "{\n  \"$schema\" : \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Error Schema\",\n  \"type\" : \"object\",\n  \"properties\" : {\n    \"message\" : { \"type\" : \"string\" }\n  }\n}",
    ),
];

/// `CreateRestApi`
pub(crate) fn create(ctx: &mut Ctx<'_, ApiGateway>, input: CreateRestApiRequest) -> Result<RestApi> {
    if input.name.trim().is_empty() {
        return Err(bad_request("Name cannot be empty"));
    }
    if input.description.as_deref() == Some("") {
        return Err(bad_request("Description cannot be an empty string"));
    }
    let compression = input
        .minimum_compression_size
        .map(check_compression)
        .transpose()?;
    let endpoint = input.endpoint_configuration.map(endpoint::check).transpose()?;
    let mut definition = match &input.clone_from {
        Some(source) => clone::of(ctx, source, &input.name)?,
        None => fresh_definition(ctx, &input.name)?,
    };
    check_count(ctx)?;
    let id = definition.id().to_owned();
    let api = &mut definition.api;
    replace_some(&mut api.description, input.description);
    replace_some(&mut api.version, input.version);
    replace_some(&mut api.binary_media_types, input.binary_media_types);
    replace_some(&mut api.minimum_compression_size, compression);
    replace_some(&mut api.api_key_source, input.api_key_source);
    replace_some(&mut api.endpoint_configuration, endpoint);
    replace_some(
        &mut api.disable_execute_api_endpoint,
        input.disable_execute_api_endpoint,
    );
    replace_some(&mut api.security_policy, input.security_policy);
    replace_some(&mut api.endpoint_access_mode, input.endpoint_access_mode);
    api.tags = input.tags.filter(|tags| !tags.is_empty());
    if let Some(text) = &input.policy {
        let scope = policy::scope(ctx, &id)?;
        api.policy = policy::accept(text, &scope, ctx.env.limits.policy_characters_max)?;
    }
    if api.policy.is_some() {
        permissions::require_policy_update(ctx, &id)?;
        policy::check_principals(ctx, definition.api.policy.as_deref())?;
    }
    permissions::require_passing_all(ctx, None, &definition)?;
    save_api(
        ctx,
        &SavedApi {
            definition: definition.clone(),
        },
    )?;
    answer(ctx, &definition)
}

/// `GetRestApi`
pub(crate) fn get(ctx: &mut Ctx<'_, ApiGateway>, input: GetRestApiRequest) -> Result<RestApi> {
    let api = load_api(ctx, &input.rest_api_id)?;
    tell_not_deployed(ctx, &api)?;
    answer(ctx, &api.definition)
}

/// `GetRestApis`: in the order in which they were made.
pub(crate) fn list(ctx: &mut Ctx<'_, ApiGateway>, input: GetRestApisRequest) -> Result<RestApis> {
    let mut keys: Vec<(String, String)> = ctx
        .tx
        .list::<ApiEntry>(None)?
        .into_iter()
        .map(|(id, entry)| (format!("{:020}/{id}", entry.created_ms), id))
        .collect();
    keys.sort();
    let page = page(keys, input.position.as_deref(), input.limit)?;
    let mut items = Vec::with_capacity(page.items.len());
    for id in page.items {
        let api = load_api(ctx, &id)?;
        items.push(answer(ctx, &api.definition)?);
    }
    Ok(RestApis {
        position: page.position,
        items: Some(items),
    })
}

/// `UpdateRestApi`
pub(crate) fn update(ctx: &mut Ctx<'_, ApiGateway>, input: UpdateRestApiRequest) -> Result<RestApi> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let surroundings = rules::Surroundings {
        scope: policy::scope(ctx, &input.rest_api_id)?,
        policy_characters_max: ctx.env.limits.policy_characters_max,
    };
    let before = api.definition.api.policy.clone();
    api.definition.api = rules::RULES.apply(
        &api.definition.api,
        input.patch_operations.as_deref(),
        &surroundings,
    )?;
    endpoint::check_whole(&api.definition.api)?;
    if api.definition.api.policy != before {
        permissions::require_policy_update(ctx, &input.rest_api_id)?;
        policy::check_principals(ctx, api.definition.api.policy.as_deref())?;
    }
    save_api(ctx, &api)?;
    if let Some(policy) = api.definition.api.policy.as_deref()
        && Some(policy) != before.as_deref()
        && let Some(warning) = policy::lock_out(ctx, &input.rest_api_id, policy)?
    {
        ctx.warnings.push(format!("API {}: {warning}", input.rest_api_id));
        ctx.headers.push((WARNING_HEADER, warning));
    }
    let mut answer = answer(ctx, &api.definition)?;
    // An update answers tags even where there are none (recorded).
    answer.tags.get_or_insert_default();
    Ok(answer)
}

/// `DeleteRestApi`: with everything in it.
pub(crate) fn delete(ctx: &mut Ctx<'_, ApiGateway>, input: DeleteRestApiRequest) -> Result<Nothing> {
    let id = input.rest_api_id;
    load_api(ctx, &id)?;
    let mut domains: Vec<String> = ctx
        .tx
        .list::<SavedBasePathMapping>(None)?
        .into_iter()
        .filter(|(_, saved)| saved.mapping.rest_api_id.as_deref() == Some(id.as_str()))
        .map(|(_, saved)| saved.domain)
        .collect();
    domains.dedup();
    if !domains.is_empty() {
        return Err(bad_request(format!(
            "Deleting RestApi {id} failed. Please remove all base path mappings related to the RestApi in your domains: {}",
            domains.join(", ")
        )));
    }
    ctx.tx.delete_children::<SavedStage>(&id)?;
    ctx.tx.delete_children::<SavedDeployment>(&id)?;
    ctx.tx.delete_children::<SavedDocumentationVersion>(&id)?;
    ctx.tx.delete::<ApiEntry>(&id);
    ctx.tx.delete::<SavedApi>(&id);
    Ok(Nothing {})
}

/// What every operation answers that answers a REST API: the policy escaped, tags only where there are any.
pub(crate) fn answer(ctx: &Ctx<'_, ApiGateway>, definition: &Definition) -> Result<RestApi> {
    let mut api = definition.api.clone();
    if let Some(stored) = &definition.api.policy {
        api.policy = Some(policy::answer(stored, &policy::scope(ctx, definition.id())?));
    }
    api.tags = api.tags.filter(|tags| !tags.is_empty());
    api.binary_media_types = api.binary_media_types.filter(|types| !types.is_empty());
    Ok(api)
}

/// A new API of this name: its id, the root resource, the defaults, the models that every API has.
pub(crate) fn fresh_definition(ctx: &Ctx<'_, ApiGateway>, name: &str) -> Result<Definition> {
    let root = ctx.random_text(ID_ALPHABET, API_ID_LENGTH)?;
    let mut definition = Definition {
        api: RestApi {
            id: Some(ctx.random_text(ID_ALPHABET, API_ID_LENGTH)?),
            name: Some(name.to_owned()),
            created_date: Some(ctx.now_seconds()),
            api_key_source: Some("HEADER".to_owned()),
            endpoint_configuration: Some(endpoint::default()),
            disable_execute_api_endpoint: Some(false),
            root_resource_id: Some(root.clone()),
            ..RestApi::default()
        },
        resources: BTreeMap::from([(
            root.clone(),
            Resource {
                id: Some(root),
                path: Some(ROOT_PATH.to_owned()),
                ..Resource::default()
            },
        )]),
        ..Definition::default()
    };
    for (name, description, schema) in FIRST_MODELS {
        let model = Model {
            id: Some(ctx.random_text(ID_ALPHABET, RESOURCE_ID_LENGTH)?),
            name: Some(name.to_owned()),
            description: Some(description.to_owned()),
            schema: Some(schema.to_owned()),
            content_type: Some("application/json".to_owned()),
        };
        definition.models.insert(name.to_owned(), model);
    }
    Ok(definition)
}

/// Refuses one API more than there may be.
pub(crate) fn check_count(ctx: &Ctx<'_, ApiGateway>) -> Result<()> {
    let most = ctx.env.limits.apis_max;
    if count_apis(ctx, most)? >= most {
        return Err(limit_exceeded(format!(
            "Maximum number of REST APIs for this account and region has been reached: {most}. Delete one, or raise the limit."
        )));
    }
    Ok(())
}

/// Source: recorded answers.
fn check_compression(bytes: i32) -> Result<i32> {
    if (0..=COMPRESSION_BYTES_MAX).contains(&bytes) {
        Ok(bytes)
    } else {
        Err(bad_compression())
    }
}

fn bad_compression() -> control::Error {
    bad_request(format!(
        "Invalid minimum compression size, must be between 0 and {COMPRESSION_BYTES_MAX}"
    ))
}

/// A member of the request wins over what the clone has.
fn replace_some<T>(member: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *member = value;
    }
}
