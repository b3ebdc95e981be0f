//! An API made from another.
//!
//! Everything in it is copied under new ids: resources, methods, models, validators, authorizers, gateway responses,
//! documentation, the policy; not its deployments and stages. A policy that names the source names the new API.
//!
//! Source: API Gateway API reference, "CreateRestApi", `cloneFrom`; that ids are new is chosen.

use std::collections::BTreeMap;

use api_definition::{Definition, ID_ALPHABET, RESOURCE_ID_LENGTH};
use control::{Ctx, Result};

use super::{API_ID_LENGTH, fresh_definition};
use crate::{ApiGateway, load_api, permissions, policy};

/// Old ids and new ones.
type Ids = BTreeMap<String, String>;

/// A copy of the API `source`.
pub(super) fn of(ctx: &mut Ctx<'_, ApiGateway>, source: &str, name: &str) -> Result<Definition> {
    permissions::require_reading(ctx, source)?;
    let from = load_api(ctx, source)?.definition;
    let mut copy = fresh_definition(ctx, name)?;
    let id = copy.api.id.clone();
    let mut api = from.api.clone();
    api.id.clone_from(&id);
    api.name = copy.api.name.take();
    api.created_date = copy.api.created_date;
    (api.tags, api.warnings) = (None, None);
    if let (Some(text), Some(id)) = (&api.policy, &id) {
        let (old, new) = (policy::scope(ctx, source)?, policy::scope(ctx, id)?);
        api.policy = Some(policy::moved(text, &old, &new)?);
    }
    let root = from.root().and_then(|root| root.id.clone());
    let resources = fresh_ids(ctx, from.resources.keys(), root.as_deref())?;
    let authorizers = fresh_ids(ctx, from.authorizers.keys(), None)?;
    let validators = fresh_ids(ctx, from.request_validators.keys(), None)?;
    let parts = fresh_ids(ctx, from.documentation_parts.keys(), None)?;
    api.root_resource_id = root.as_ref().and_then(|root| resources.get(root).cloned());
    copy.api = api;
    copy.models = from.models;
    for model in copy.models.values_mut() {
        model.id = Some(ctx.random_text(ID_ALPHABET, RESOURCE_ID_LENGTH)?);
    }
    copy.gateway_responses = from.gateway_responses;
    copy.authorizers = renamed(from.authorizers, &authorizers, |value, id| value.id = id);
    copy.request_validators = renamed(from.request_validators, &validators, |value, id| value.id = id);
    copy.documentation_parts = renamed(from.documentation_parts, &parts, |value, id| value.id = id);
    copy.resources = renamed(from.resources, &resources, |value, id| value.id = id);
    for resource in copy.resources.values_mut() {
        rename(&mut resource.parent_id, &resources);
        for method in resource
            .resource_methods
            .iter_mut()
            .flat_map(BTreeMap::values_mut)
        {
            rename(&mut method.authorizer_id, &authorizers);
            rename(&mut method.request_validator_id, &validators);
            if let Some(integration) = &mut method.method_integration {
                rename(&mut integration.cache_namespace, &resources);
            }
        }
    }
    Ok(copy)
}

/// A new id for each; the root resource's is as long as an API's.
fn fresh_ids<'a>(
    ctx: &Ctx<'_, ApiGateway>,
    old: impl Iterator<Item = &'a String>,
    root: Option<&str>,
) -> Result<Ids> {
    let mut ids = Ids::new();
    for id in old {
        let length = if Some(id.as_str()) == root {
            API_ID_LENGTH
        } else {
            RESOURCE_ID_LENGTH
        };
        let mut fresh = ctx.random_text(ID_ALPHABET, length)?;
        while ids.values().any(|taken| *taken == fresh) {
            fresh = ctx.random_text(ID_ALPHABET, length)?;
        }
        ids.insert(id.clone(), fresh);
    }
    Ok(ids)
}

fn renamed<T>(
    values: BTreeMap<String, T>,
    ids: &Ids,
    set: impl Fn(&mut T, Option<String>),
) -> BTreeMap<String, T> {
    values
        .into_iter()
        .map(|(old, mut value)| {
            let id = ids.get(&old).cloned().unwrap_or(old);
            set(&mut value, Some(id.clone()));
            (id, value)
        })
        .collect()
}

fn rename(id: &mut Option<String>, ids: &Ids) {
    if let Some(fresh) = id.as_ref().and_then(|id| ids.get(id)) {
        *id = Some(fresh.clone());
    }
}
