//! API keys in usage plans.
//!
//! A key is in one plan at most for each stage: with two it would be open which limits count.
//!
//! Source: API Gateway developer guide, "Usage plans and API keys for REST APIs"; recorded answers.

use aws_model::apigateway::{
    ApiStage, CreateUsagePlanKeyRequest, DeleteUsagePlanKeyRequest, GetUsagePlanKeyRequest,
    GetUsagePlanKeysRequest, UsagePlanKey, UsagePlanKeys,
};
use control::{Ctx, Result, aws_wire::Nothing};

use crate::{
    ApiGateway, SavedApiKey, SavedUsagePlan, SavedUsagePlanKey, api_key, count,
    errors::{bad_request, conflict, not_found},
    listing::page,
    usage_plan,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// The only type of keys there is.
const KEY_TYPE: &str = "API_KEY";

/// The id of the document that puts a key into a plan.
pub(crate) fn link_id(plan: &str, key: &str) -> String {
    format!("{plan}/{key}")
}

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateUsagePlanKeyRequest) -> Result<UsagePlanKey> {
    let (plan, key) = (input.usage_plan_id, input.key_id);
    if input.key_type != KEY_TYPE {
        return Err(bad_request(format!(
            "Invalid keyType `{}`: use {KEY_TYPE}",
            input.key_type
        )));
    }
    usage_plan::load(ctx, &plan)?;
    let saved = api_key::load(ctx, &key)?;
    if ctx.tx.get::<SavedUsagePlanKey>(&link_id(&plan, &key))?.is_some() {
        return Err(conflict(format!(
            "Usage Plan Key {key} already exists in usage plan {plan}"
        )));
    }
    let plans = ctx.tx.list::<SavedUsagePlan>(None)?;
    attach(ctx, &plans, &plan, &key)?;
    Ok(answer(saved))
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetUsagePlanKeyRequest) -> Result<UsagePlanKey> {
    check_linked(ctx, &input.usage_plan_id, &input.key_id)?;
    api_key::load(ctx, &input.key_id).map(answer)
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetUsagePlanKeysRequest) -> Result<UsagePlanKeys> {
    usage_plan::load(ctx, &input.usage_plan_id)?;
    let links = ctx.tx.list::<SavedUsagePlanKey>(Some(&input.usage_plan_id))?;
    let mut keys: Vec<(String, String)> = links.into_iter().map(|(id, link)| (id, link.key_id)).collect();
    if let Some(name) = input.name_query.filter(|name| !name.is_empty()) {
        let mut named = Vec::new();
        for (id, key) in keys {
            if api_key::load(ctx, &key)?
                .key
                .name
                .unwrap_or_default()
                .starts_with(&name)
            {
                named.push((id, key));
            }
        }
        keys = named;
    }
    let page = page(keys, input.position.as_deref(), input.limit)?;
    let items = page.items.iter().map(|key| api_key::load(ctx, key).map(answer));
    Ok(UsagePlanKeys {
        items: Some(items.collect::<Result<_>>()?),
        position: page.position,
    })
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteUsagePlanKeyRequest) -> Result<Nothing> {
    check_linked(ctx, &input.usage_plan_id, &input.key_id)?;
    let link = link_id(&input.usage_plan_id, &input.key_id);
    ctx.tx.delete::<SavedUsagePlanKey>(&link);
    Ok(Nothing {})
}

/// Whether a plan has a key.
pub(crate) fn check_linked(ctx: &mut Context<'_>, plan: &str, key: &str) -> Result<()> {
    usage_plan::load(ctx, plan)?;
    match ctx.tx.get::<SavedUsagePlanKey>(&link_id(plan, key))? {
        Some(_) => Ok(()),
        None => Err(not_found(format!(
            "Invalid API Key identifier specified: usage plan {plan} has no key {key}"
        ))),
    }
}

/// Puts a key into a plan, `all` being the plans there are; no matter if it is there already.
///
/// The links to all other plans are read, those that are absent too: a link or a stage that is added at the same time
/// elsewhere makes one of the two run again.
pub(crate) fn attach(
    ctx: &mut Context<'_>,
    all: &[(String, SavedUsagePlan)],
    plan: &str,
    key: &str,
) -> Result<()> {
    let stages = usage_plan::load(ctx, plan)?.plan.api_stages.unwrap_or_default();
    let mut plans = 1;
    for (other, saved) in all {
        if other == plan || ctx.tx.get::<SavedUsagePlanKey>(&link_id(other, key))?.is_none() {
            continue;
        }
        plans += 1;
        if let Some(stage) = shared(&stages, saved.plan.api_stages.as_deref().unwrap_or_default()) {
            return Err(twice(key, &stage, other));
        }
    }
    let max = ctx.env.limits.usage_plans_per_key_max;
    if plans > max {
        return Err(count::full(max, "usage plans of an API key"));
    }
    let link = SavedUsagePlanKey {
        plan_id: plan.to_owned(),
        key_id: key.to_owned(),
    };
    ctx.tx.put(&link_id(plan, key), plan, &link)
}

/// Whether none of a plan's keys would get a second plan for one of these stages, which the plan gets.
pub(crate) fn check_stages(ctx: &mut Context<'_>, plan: &str, stages: &[ApiStage]) -> Result<()> {
    if stages.is_empty() {
        return Ok(());
    }
    let keys = ctx.tx.list::<SavedUsagePlanKey>(Some(plan))?;
    for (other, saved) in ctx.tx.list::<SavedUsagePlan>(None)? {
        let others = saved.plan.api_stages.as_deref().unwrap_or_default();
        let Some(stage) = shared(stages, others).filter(|_| other != plan) else {
            continue;
        };
        for (_, link) in &keys {
            if ctx
                .tx
                .get::<SavedUsagePlanKey>(&link_id(&other, &link.key_id))?
                .is_some()
            {
                return Err(twice(&link.key_id, &stage, &other));
            }
        }
    }
    Ok(())
}

fn shared(one: &[ApiStage], other: &[ApiStage]) -> Option<String> {
    let is = |a: &ApiStage, b: &ApiStage| a.api_id == b.api_id && a.stage == b.stage;
    one.iter()
        .find(|stage| other.iter().any(|other| is(stage, other)))
        .map(usage_plan::stage_name)
}

fn twice(key: &str, stage: &str, plan: &str) -> control::Error {
    conflict(format!(
        "API Key {key} can be in one usage plan only for API stage {stage}, and is in {plan} already"
    ))
}

/// With the value, as AWS answers it here.
fn answer(saved: SavedApiKey) -> UsagePlanKey {
    UsagePlanKey {
        id: saved.key.id,
        type_: Some(KEY_TYPE.to_owned()),
        value: saved.key.value,
        name: saved.key.name,
    }
}
