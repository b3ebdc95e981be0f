//! Documentation parts: what an API's owner says of it and of everything in it.

mod import;
mod location;
#[cfg(test)]
mod tests;
mod undocumented;

use aws_model::apigateway::{
    CreateDocumentationPartRequest, DeleteDocumentationPartRequest, DocumentationPart, DocumentationParts,
    GetDocumentationPartRequest, GetDocumentationPartsRequest, UpdateDocumentationPartRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};

pub(crate) use import::import;

use crate::{
    ApiGateway, SavedApi,
    errors::{bad_request, conflict, limit_exceeded, not_found},
    ids::fresh_id,
    listing::page,
    load_api,
    patch::{Op, Rule, RuleSet, Wording},
    save_api,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// Source: recorded answers; API Gateway API reference, "Patch operations", UpdateDocumentationPart.
static RULES: RuleSet<DocumentationPart> = RuleSet {
    wording: Wording::Listed,
    rules: &[Rule {
        path: "/properties",
        ops: &[Op::Replace],
        apply: |part, change, ()| {
            check_properties(change.text())?;
            part.properties = Some(change.text().to_owned());
            Ok(())
        },
    }],
};

pub(crate) fn create(
    ctx: &mut Context<'_>,
    input: CreateDocumentationPartRequest,
) -> Result<DocumentationPart> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let location = location::filled(input.location)?;
    check_properties(&input.properties)?;
    let parts = &mut api.definition.documentation_parts;
    if parts
        .values()
        .any(|part| part.location.as_ref() == Some(&location))
    {
        return Err(conflict(
            "Documentation part already exists for the specified location",
        ));
    }
    room(ctx, parts.len() + 1)?;
    let id = fresh_id(ctx, |_, id| Ok(parts.contains_key(id)))?;
    let part = DocumentationPart {
        id: Some(id.clone()),
        location: Some(location),
        properties: Some(input.properties),
    };
    parts.insert(id, part.clone());
    save_api(ctx, &api)?;
    Ok(part)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetDocumentationPartRequest) -> Result<DocumentationPart> {
    let (_, part) = load(ctx, &input.rest_api_id, &input.documentation_part_id)?;
    Ok(part)
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetDocumentationPartsRequest) -> Result<DocumentationParts> {
    let definition = load_api(ctx, &input.rest_api_id)?.definition;
    let all: Vec<DocumentationPart> = if input.location_status.as_deref() == Some("UNDOCUMENTED") {
        undocumented::parts(&definition)
    } else {
        definition.documentation_parts.into_values().collect()
    };
    let mut wanted: Vec<(String, DocumentationPart)> = all
        .into_iter()
        .filter(|part| {
            part.location.as_ref().is_some_and(|location| {
                let asked = |filter: &Option<String>, value: Option<&str>| {
                    filter.as_deref().is_none_or(|filter| value == Some(filter))
                };
                asked(&input.type_, Some(&location.type_))
                    && asked(&input.path, location.path.as_deref())
                    && asked(&input.name_query, location.name.as_deref())
            })
        })
        .map(|part| {
            let location = part.location.clone().unwrap_or_default();
            (
                location::key(&location, part.id.as_deref().unwrap_or_default()),
                part,
            )
        })
        .collect();
    wanted.sort_by(|one, other| one.0.cmp(&other.0));
    let page = page(wanted, input.position.as_deref(), input.limit)?;
    Ok(DocumentationParts {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(
    ctx: &mut Context<'_>,
    input: UpdateDocumentationPartRequest,
) -> Result<DocumentationPart> {
    let id = input.documentation_part_id;
    let (mut api, before) = load(ctx, &input.rest_api_id, &id)?;
    let part = RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    api.definition.documentation_parts.insert(id, part.clone());
    save_api(ctx, &api)?;
    Ok(part)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteDocumentationPartRequest) -> Result<Nothing> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let parts = &mut api.definition.documentation_parts;
    if parts.remove(&input.documentation_part_id).is_none() {
        return Err(no_part());
    }
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

fn load(ctx: &mut Context<'_>, api: &str, id: &str) -> Result<(SavedApi, DocumentationPart)> {
    let api = ctx.tx.get::<SavedApi>(api)?.ok_or_else(no_part)?;
    let part = api.definition.documentation_parts.get(id).cloned();
    Ok((api, part.ok_or_else(no_part)?))
}

fn no_part() -> Error {
    not_found("Invalid Documentation part identifier specified")
}

/// Whether an API may have so many.
fn room(ctx: &Context<'_>, parts: usize) -> Result<()> {
    let max = ctx.env.limits.documentation_parts_max;
    if parts > max {
        return Err(limit_exceeded(format!(
            "an API may have {max} documentation parts: delete some, or raise the limit"
        )));
    }
    Ok(())
}

/// Source: API Gateway API reference, `DocumentationPart`, `properties`: a JSON object as text.
fn check_properties(text: &str) -> Result<()> {
    match serde_json::from_str(text) {
        Ok(serde_json::Value::Object(_)) => Ok(()),
        Ok(_) | Err(_) => Err(bad_request(
            "the properties of a documentation part must be a JSON object",
        )),
    }
}
