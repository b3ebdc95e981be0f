//! Models: JSON schemas of an API's bodies, by name.

mod sample;
mod schema;
#[cfg(test)]
mod tests;

use api_definition::Definition;
use aws_model::apigateway::{
    CreateModelRequest, DeleteModelRequest, GetModelRequest, GetModelTemplateRequest, GetModelsRequest,
    Model, Models, Template, UpdateModelRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};

use crate::{
    ApiGateway, SavedApi,
    errors::{bad_request, conflict, not_found},
    ids::fresh_id,
    listing::page,
    load_api,
    patch::{Op, Rule, RuleSet, Wording},
    save_api,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// Source: recorded answers; API Gateway API reference, "Patch operations", UpdateModel.
static RULES: RuleSet<Model> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        Rule {
            path: "/description",
            ops: &[Op::Replace],
            apply: |model, change, ()| {
                model.description = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/schema",
            ops: &[Op::Replace],
            apply: |model, change, ()| {
                // Checked with the whole API.
                model.schema = change.optional();
                Ok(())
            },
        },
    ],
};

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateModelRequest) -> Result<Model> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let name = input.name;
    if name.is_empty() {
        return Err(bad_request("Model name must be non-empty"));
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(bad_request(format!("Model name must be alphanumeric: {name}")));
    }
    if api.definition.models.contains_key(&name) {
        return Err(conflict("Model name already exists for this REST API"));
    }
    let models = &api.definition.models;
    let id = fresh_id(ctx, |_, id| {
        Ok(models.values().any(|model| model.id.as_deref() == Some(id)))
    })?;
    let model = Model {
        id: Some(id),
        name: Some(name.clone()),
        description: input.description.filter(|text| !text.is_empty()),
        schema: input.schema.filter(|schema| !schema.is_empty()),
        content_type: Some(input.content_type),
    };
    schema::check(&api.definition, &model)?;
    api.definition.models.insert(name, model.clone());
    save_api(ctx, &api)?;
    Ok(model)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetModelRequest) -> Result<Model> {
    let (api, mut model) = load(ctx, &input.rest_api_id, &input.model_name)?;
    if input.flatten == Some(true) {
        model.schema = schema::flattened(&api.definition, &model)?;
    }
    Ok(model)
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetModelsRequest) -> Result<Models> {
    let models = load_api(ctx, &input.rest_api_id)?.definition.models;
    let page = page(models, input.position.as_deref(), input.limit)?;
    Ok(Models {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn template(ctx: &mut Context<'_>, input: GetModelTemplateRequest) -> Result<Template> {
    let (api, model) = load(ctx, &input.rest_api_id, &input.model_name)?;
    Ok(Template {
        value: Some(sample::template(&api.definition, &model)?),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateModelRequest) -> Result<Model> {
    let name = input.model_name;
    let (mut api, before) = load(ctx, &input.rest_api_id, &name)?;
    let model = RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    schema::check(&api.definition, &model)?;
    api.definition.models.insert(name, model.clone());
    save_api(ctx, &api)?;
    Ok(model)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteModelRequest) -> Result<Nothing> {
    let name = input.model_name;
    let (mut api, _) = load(ctx, &input.rest_api_id, &name)?;
    if let Some(user) = user(&api.definition, &name) {
        return Err(conflict(format!(
            "Cannot delete model '{name}', is referenced in {user}"
        )));
    }
    api.definition.models.remove(&name);
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

fn load(ctx: &mut Context<'_>, api: &str, name: &str) -> Result<(SavedApi, Model)> {
    let api = ctx.tx.get::<SavedApi>(api)?.ok_or_else(|| no_model(name))?;
    let model = api.definition.models.get(name).cloned();
    Ok((api, model.ok_or_else(|| no_model(name))?))
}

fn no_model(name: &str) -> Error {
    not_found(format!("Invalid model name specified: {name}"))
}

/// What would be left without its model: `method request: //GET`. The last method by path is named first, as AWS does.
fn user(definition: &Definition, name: &str) -> Option<String> {
    let names = |models: Option<&std::collections::BTreeMap<String, String>>| {
        models.is_some_and(|models| models.values().any(|model| model == name))
    };
    for (resource, verb, method) in definition.methods().into_iter().rev() {
        let path = resource.path.as_deref().unwrap_or_default();
        if names(method.request_models.as_ref()) {
            return Some(format!("method request: {path}/{verb}"));
        }
        for (status, response) in method.method_responses.iter().flatten() {
            if names(response.response_models.as_ref()) {
                return Some(format!("method response: {path}/{verb}/{status}"));
            }
        }
    }
    let other = definition
        .models
        .iter()
        .find(|(other, model)| *other != name && schema::refers_to(model, name))?;
    Some(format!("model: {}", other.0))
}
