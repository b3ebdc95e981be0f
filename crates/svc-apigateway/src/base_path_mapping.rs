//! Base path mappings: which API and stage a path of a custom domain name leads to.
//!
//! Source: API Gateway API reference, "BasePathMapping".

use aws_model::apigateway::{
    BasePathMapping, BasePathMappings, CreateBasePathMappingRequest, DeleteBasePathMappingRequest,
    GetBasePathMappingRequest, GetBasePathMappingsRequest, UpdateBasePathMappingRequest,
};
use control::{Ctx, Result, aws_wire::Nothing};

use crate::{
    ApiGateway, SavedApi, SavedBasePathMapping, SavedStage, count, domain_name,
    errors::{bad_request, conflict, not_found},
    listing::page,
    patch::{Op, Rule, RuleSet, Wording},
    stage_id,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// The base path of a mapping that takes every path.
const NONE: &str = "(none)";
/// Characters of a base path. Source: API Gateway developer guide, "Quotas for configuring and running a REST API".
const CHARACTERS_MAX: usize = 300;

/// Source: API Gateway API reference, "Patch operations", UpdateBasePathMapping.
static RULES: RuleSet<BasePathMapping> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        Rule {
            path: "/basePath",
            ops: &[Op::Replace],
            apply: |mapping, change, ()| {
                mapping.base_path = Some(checked_path(Some(change.text()))?);
                Ok(())
            },
        },
        Rule {
            path: "/restapiId",
            ops: &[Op::Replace],
            apply: |mapping, change, ()| {
                mapping.rest_api_id = Some(change.text().to_owned());
                Ok(())
            },
        },
        Rule {
            path: "/stage",
            ops: &[Op::Replace],
            apply: |mapping, change, ()| {
                mapping.stage = change.optional();
                Ok(())
            },
        },
    ],
};

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateBasePathMappingRequest) -> Result<BasePathMapping> {
    let domain = input.domain_name;
    let name = domain_name::load(ctx, &domain, input.domain_name_id.as_deref())?;
    let mapping = BasePathMapping {
        base_path: Some(checked_path(input.base_path.as_deref())?),
        rest_api_id: Some(input.rest_api_id),
        stage: input.stage.filter(|stage| !stage.is_empty()),
    };
    let max = ctx.env.limits.base_path_mappings_max;
    count::check::<SavedBasePathMapping>(ctx, Some(&domain), max, "base path mappings of a domain name")?;
    insert(ctx, &domain, name.is_private(), mapping)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetBasePathMappingRequest) -> Result<BasePathMapping> {
    load(
        ctx,
        &input.domain_name,
        input.domain_name_id.as_deref(),
        &input.base_path,
    )
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetBasePathMappingsRequest) -> Result<BasePathMappings> {
    domain_name::load(ctx, &input.domain_name, input.domain_name_id.as_deref())?;
    let saved = ctx.tx.list::<SavedBasePathMapping>(Some(&input.domain_name))?;
    let mappings = saved.into_iter().map(|(id, saved)| (id, saved.mapping));
    let page = page(mappings, input.position.as_deref(), input.limit)?;
    Ok(BasePathMappings {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateBasePathMappingRequest) -> Result<BasePathMapping> {
    let domain = input.domain_name;
    let name = domain_name::load(ctx, &domain, input.domain_name_id.as_deref())?;
    let before = load(ctx, &domain, input.domain_name_id.as_deref(), &input.base_path)?;
    let mapping = RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    ctx.tx.delete::<SavedBasePathMapping>(&id(&domain, &before));
    insert(ctx, &domain, name.is_private(), mapping)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteBasePathMappingRequest) -> Result<Nothing> {
    let domain = input.domain_name;
    let mapping = load(ctx, &domain, input.domain_name_id.as_deref(), &input.base_path)?;
    ctx.tx.delete::<SavedBasePathMapping>(&id(&domain, &mapping));
    Ok(Nothing {})
}

fn id(domain: &str, mapping: &BasePathMapping) -> String {
    format!("{domain}/{}", mapping.base_path.as_deref().unwrap_or(NONE))
}

fn load(ctx: &mut Context<'_>, domain: &str, domain_id: Option<&str>, path: &str) -> Result<BasePathMapping> {
    domain_name::load(ctx, domain, domain_id)?;
    let path = if path.is_empty() { NONE } else { path };
    match ctx.tx.get::<SavedBasePathMapping>(&format!("{domain}/{path}"))? {
        Some(saved) => Ok(saved.mapping),
        None => Err(not_found("Invalid base path mapping identifier specified")),
    }
}

/// Stores a mapping whose base path is free.
fn insert(
    ctx: &mut Context<'_>,
    domain: &str,
    private: bool,
    mapping: BasePathMapping,
) -> Result<BasePathMapping> {
    check_target(ctx, private, &mapping)?;
    let id = id(domain, &mapping);
    if ctx.tx.get::<SavedBasePathMapping>(&id)?.is_some() {
        return Err(conflict("Base path already exists for this domain name"));
    }
    let saved = SavedBasePathMapping {
        domain: domain.to_owned(),
        mapping: mapping.clone(),
    };
    ctx.tx.put(&id, domain, &saved)?;
    Ok(mapping)
}

/// Private APIs go with private names, public ones with public names.
///
/// Source: API Gateway developer guide, "Custom domain names for private APIs in API Gateway".
fn check_target(ctx: &mut Context<'_>, private: bool, mapping: &BasePathMapping) -> Result<()> {
    let api = mapping.rest_api_id.as_deref().unwrap_or_default();
    let Some(saved) = ctx.tx.get::<SavedApi>(api)? else {
        return Err(bad_request("Invalid REST API identifier specified"));
    };
    let endpoint = saved.definition.api.endpoint_configuration;
    let kinds = endpoint.and_then(|endpoint| endpoint.types).unwrap_or_default();
    match (kinds.iter().any(|kind| kind == "PRIVATE"), private) {
        (true, false) => {
            return Err(bad_request(
                "a private API cannot be mapped to a public custom domain name: change the API's endpoint type",
            ));
        }
        (false, true) => {
            return Err(bad_request(
                "a public API cannot be mapped to a private custom domain name: change the API's endpoint type",
            ));
        }
        (true, true) | (false, false) => {}
    }
    if let Some(stage) = &mapping.stage
        && ctx.tx.get::<SavedStage>(&stage_id(api, stage))?.is_none()
    {
        return Err(bad_request("Invalid stage identifier specified"));
    }
    Ok(())
}

/// One segment, or `(none)`.
fn checked_path(path: Option<&str>) -> Result<String> {
    let path = path.unwrap_or_default();
    if path.is_empty() || path == NONE {
        return Ok(NONE.to_owned());
    }
    if path.contains('/') {
        return Err(bad_request(
            "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base \
             path mapping, use API Gateway V2.",
        ));
    }
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"$-_.+!*'()".contains(&byte);
    if path.len() > CHARACTERS_MAX || !path.bytes().all(fits) {
        return Err(bad_request(format!(
            "`{path}` is no base path: use letters, digits and $-_.+!*'() (at most {CHARACTERS_MAX} characters)"
        )));
    }
    Ok(path.to_owned())
}
