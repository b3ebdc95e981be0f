//! Resources: the tree of paths of an API.
//!
//! Sources: API Gateway API reference, "Resource"; recorded answers for the rules of path parts and all texts.

#[cfg(test)]
mod tests;

use api_definition::{Definition, ROOT_PATH};
use aws_model::apigateway::{
    CreateResourceRequest, DeleteResourceRequest, GetResourceRequest, GetResourcesRequest, Method, Resource,
    Resources, UpdateResourceRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{
    ApiGateway, SavedApi,
    errors::{bad_request, conflict, limit_exceeded, not_found},
    ids::fresh_id,
    listing::page,
    load_api,
    patch::{Change, Op, Rule, RuleSet, Wording},
    save_api,
    survey::tell_not_deployed,
};

/// The value of `embed` that has methods answered whole.
const EMBED_METHODS: &str = "methods";

/// `CreateResource`
pub(crate) fn create(ctx: &mut Ctx<'_, ApiGateway>, input: CreateResourceRequest) -> Result<Resource> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.parent_id)?;
    let most = ctx.env.limits.resources_max;
    check_part(&input.path_part)?;
    check_place(&api.definition, None, &input.parent_id, &input.path_part)?;
    // The root resource does not count.
    if api.definition.resources.len() > most {
        return Err(limit_exceeded(format!(
            "Maximum number of Resources for this API has been reached: {most}. Delete one, or raise the limit."
        )));
    }
    let id = fresh_id(ctx, |_, id| Ok(api.definition.resources.contains_key(id)))?;
    let resource = Resource {
        id: Some(id.clone()),
        parent_id: Some(input.parent_id),
        path_part: Some(input.path_part),
        ..Resource::default()
    };
    api.definition.resources.insert(id.clone(), resource);
    api.definition.update_paths(&id);
    save_api(ctx, &api)?;
    answer(&api.definition, &id, false)
}

/// `GetResource`
pub(crate) fn get(ctx: &mut Ctx<'_, ApiGateway>, input: GetResourceRequest) -> Result<Resource> {
    let methods = embeds_methods(&input.embed)?;
    let api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    tell_not_deployed(ctx, &api)?;
    answer(&api.definition, &input.resource_id, methods)
}

/// `GetResources`: by path.
pub(crate) fn list(ctx: &mut Ctx<'_, ApiGateway>, input: GetResourcesRequest) -> Result<Resources> {
    let methods = embeds_methods(&input.embed)?;
    let api = load_api(ctx, &input.rest_api_id)?;
    tell_not_deployed(ctx, &api)?;
    let mut all: Vec<(String, &String)> = api
        .definition
        .resources
        .iter()
        .map(|(id, resource)| (resource.path.clone().unwrap_or_default(), id))
        .collect();
    all.sort();
    let page = page(all, input.position.as_deref(), input.limit)?;
    let items: Result<Vec<Resource>> = page
        .items
        .into_iter()
        .map(|id| answer(&api.definition, id, methods))
        .collect();
    Ok(Resources {
        position: page.position,
        items: Some(items?),
    })
}

/// `UpdateResource`
pub(crate) fn update(ctx: &mut Ctx<'_, ApiGateway>, input: UpdateResourceRequest) -> Result<Resource> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    let id = &input.resource_id;
    api.definition = RULES.apply(&api.definition, input.patch_operations.as_deref(), id.as_str())?;
    save_api(ctx, &api)?;
    answer(&api.definition, id, false)
}

/// `DeleteResource`: with everything below it.
pub(crate) fn delete(ctx: &mut Ctx<'_, ApiGateway>, input: DeleteResourceRequest) -> Result<Nothing> {
    let mut api = load_with(ctx, &input.rest_api_id, &input.resource_id)?;
    if is_root(&api.definition, &input.resource_id) {
        return Err(bad_request("Root resource cannot be deleted."));
    }
    for id in api.definition.subtree(&input.resource_id) {
        api.definition.resources.remove(&id);
    }
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

/// The API with this resource in it. An API that is not there is the same error as a resource that is not.
///
/// Source: recorded answers.
pub(crate) fn load_with(ctx: &mut Ctx<'_, ApiGateway>, api: &str, resource: &str) -> Result<SavedApi> {
    match ctx.tx.get::<SavedApi>(api)? {
        Some(api) if api.definition.resources.contains_key(resource) => Ok(api),
        Some(_) | None => Err(no_resource()),
    }
}

/// AWS's error for a resource that is not there.
pub(crate) fn no_resource() -> Error {
    not_found("Invalid Resource identifier specified")
}

fn embeds_methods(embed: &Option<Vec<String>>) -> Result<bool> {
    match embed.iter().flatten().find(|what| *what != EMBED_METHODS) {
        Some(other) => Err(bad_request(format!(
            "`{other}` cannot be embedded in a resource: use {EMBED_METHODS}"
        ))),
        None => Ok(embed.as_ref().is_some_and(|embed| !embed.is_empty())),
    }
}

/// A resource as it is answered: its methods whole, or their verbs only.
fn answer(definition: &Definition, id: &str, methods: bool) -> Result<Resource> {
    let mut resource = definition.resources.get(id).cloned().ok_or_else(no_resource)?;
    resource.resource_methods = resource.resource_methods.filter(|methods| !methods.is_empty());
    if !methods {
        for method in resource
            .resource_methods
            .iter_mut()
            .flat_map(|all| all.values_mut())
        {
            *method = Method::default();
        }
    }
    Ok(resource)
}

fn is_root(definition: &Definition, id: &str) -> bool {
    definition
        .resources
        .get(id)
        .is_some_and(|resource| resource.path.as_deref() == Some(ROOT_PATH))
}

/// Path parts are words, or one variable in braces, greedy with a plus.
///
/// Source: the error text, as public reports have it; colons are taken (moto, issue 6148).
fn check_part(part: &str) -> Result<()> {
    let letters = |text: &str, more: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    let fits = match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(variable) => letters(variable.strip_suffix('+').unwrap_or(variable), "._-"),
        None => letters(part, "._-:"),
    };
    if fits {
        Ok(())
    } else {
        Err(bad_request(
            "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning \
             and the end.",
        ))
    }
}

/// Whether a resource (`moving`, or a new one) may be a child of `parent` under this path part.
fn check_place(definition: &Definition, moving: Option<&str>, parent: &str, part: &str) -> Result<()> {
    let above = definition.resources.get(parent).ok_or_else(no_resource)?;
    if let Some(greedy) = above.path_part.as_deref().filter(|part| part.ends_with("+}")) {
        return Err(bad_request(format!(
            "Cannot create a child of a resource with a greedy path variable: {greedy}"
        )));
    }
    let siblings = || {
        definition
            .children(parent)
            .filter(|(id, _)| Some(id.as_str()) != moving)
            .filter_map(|(_, resource)| resource.path_part.as_deref())
    };
    if siblings().any(|sibling| sibling == part) {
        return Err(conflict(format!(
            "Another resource with the same parent already has this name: {part}"
        )));
    }
    if part.starts_with('{')
        && let Some(sibling) = siblings().find(|sibling| sibling.starts_with('{'))
    {
        return Err(bad_request(format!(
            "A sibling ({sibling}) of this resource already has a variable path part -- only one is allowed"
        )));
    }
    Ok(())
}

/// What of a resource can be patched; the rules look at the id of the resource.
static RULES: RuleSet<Definition, str> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        Rule {
            path: "/parentId",
            ops: &[Op::Replace],
            apply: |definition, change, id| set_parent(definition, change, id),
        },
        Rule {
            path: "/pathPart",
            ops: &[Op::Replace],
            apply: |definition, change, id| set_part(definition, change, id),
        },
    ],
};

fn set_parent(definition: &mut Definition, change: &Change<'_>, id: &str) -> Result<()> {
    if is_root(definition, id) {
        return Err(bad_request("Root resource cannot update its parentId."));
    }
    let parent = change.text();
    if !definition.resources.contains_key(parent) {
        return Err(no_resource());
    }
    if definition.subtree(id).iter().any(|below| below == parent) {
        return Err(bad_request("Resources cannot be cyclical."));
    }
    let resource = definition.resources.get(id).ok_or_else(no_resource)?;
    let part = resource.path_part.clone().unwrap_or_default();
    check_place(definition, Some(id), parent, &part)?;
    edit(definition, id, |resource| {
        resource.parent_id = Some(parent.to_owned())
    })
}

fn set_part(definition: &mut Definition, change: &Change<'_>, id: &str) -> Result<()> {
    if is_root(definition, id) {
        return Err(bad_request("Root resource cannot update its pathPart."));
    }
    let part = change.text();
    check_part(part)?;
    let resource = definition.resources.get(id).ok_or_else(no_resource)?;
    let parent = resource.parent_id.clone().unwrap_or_default();
    check_place(definition, Some(id), &parent, part)?;
    if part.ends_with("+}") && definition.children(id).next().is_some() {
        return Err(bad_request(format!(
            "Cannot create a child of a resource with a greedy path variable: {part}"
        )));
    }
    edit(definition, id, |resource| {
        resource.path_part = Some(part.to_owned())
    })
}

fn edit(definition: &mut Definition, id: &str, change: impl FnOnce(&mut Resource)) -> Result<()> {
    change(definition.resources.get_mut(id).ok_or_else(no_resource)?);
    definition.update_paths(id);
    Ok(())
}
