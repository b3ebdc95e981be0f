//! Usage plans: which keys may call which stages, how fast and how often.
//!
//! Source: API Gateway API reference, "UsagePlan"; recorded answers for members and texts.

mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use aws_model::apigateway::{
    ApiStage, CreateUsagePlanRequest, DeleteUsagePlanRequest, GetUsagePlanRequest, GetUsagePlansRequest,
    QuotaSettings, ThrottleSettings, UpdateUsagePlanRequest, UsagePlan, UsagePlans,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};

use crate::{
    ApiGateway, SavedStage, SavedUsagePlan, SavedUsagePlanKey, count,
    errors::{bad_request, conflict, not_found},
    ids::fresh_id,
    listing::page,
    stage_id, tags,
    usage_plan_key::{check_stages, link_id},
};

type Context<'a> = Ctx<'a, ApiGateway>;

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateUsagePlanRequest) -> Result<UsagePlan> {
    let mut stages: Vec<ApiStage> = Vec::new();
    for stage in input.api_stages.unwrap_or_default() {
        let throttle = stage.throttle.clone().unwrap_or_default();
        let methods = throttle
            .into_iter()
            .map(|(place, settings)| Ok((rules::method_key(&place)?, checked_throttle(settings)?)))
            .collect::<Result<BTreeMap<_, _>>>()?;
        rules::add_stage(
            &mut stages,
            ApiStage {
                throttle: Some(methods).filter(|methods| !methods.is_empty()),
                ..stage
            },
        )?;
    }
    check_exist(ctx, &stages)?;
    let tags = tags::checked(input.tags)?;
    count::check::<SavedUsagePlan>(ctx, None, ctx.env.limits.usage_plans_max, "usage plans")?;
    let id = fresh_id(ctx, |ctx, id| Ok(ctx.tx.get::<SavedUsagePlan>(id)?.is_some()))?;
    let plan = UsagePlan {
        id: Some(id.clone()),
        name: Some(checked_name(&input.name)?),
        description: input.description.filter(|text| !text.is_empty()),
        api_stages: Some(stages),
        throttle: input.throttle.map(checked_throttle).transpose()?,
        quota: input.quota.map(checked_quota).transpose()?,
        product_code: None,
        tags,
    };
    let saved = SavedUsagePlan {
        plan: plan.clone(),
        quota_since_ms: ctx.now.epoch_ms,
    };
    ctx.tx.put(&id, "", &saved)?;
    Ok(plan)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetUsagePlanRequest) -> Result<UsagePlan> {
    let saved = load(ctx, &input.usage_plan_id)?;
    Ok(answer(saved.plan))
}

/// All plans, or those of a key.
pub(crate) fn list(ctx: &mut Context<'_>, input: GetUsagePlansRequest) -> Result<UsagePlans> {
    let mut plans = Vec::new();
    for (id, saved) in ctx.tx.list::<SavedUsagePlan>(None)? {
        let wanted = match &input.key_id {
            Some(key) => ctx.tx.get::<SavedUsagePlanKey>(&link_id(&id, key))?.is_some(),
            None => true,
        };
        if wanted {
            plans.push((id, saved.plan));
        }
    }
    let page = page(plans, input.position.as_deref(), input.limit)?;
    Ok(UsagePlans {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateUsagePlanRequest) -> Result<UsagePlan> {
    let id = input.usage_plan_id;
    let before = load(ctx, &id)?;
    let mut plan = rules::RULES.apply(&before.plan, input.patch_operations.as_deref(), &())?;
    plan.throttle = plan.throttle.map(checked_throttle).transpose()?;
    plan.quota = plan.quota.map(checked_quota).transpose()?;
    let known = before.plan.api_stages.as_deref().unwrap_or_default();
    let added: Vec<ApiStage> = plan
        .api_stages
        .iter()
        .flatten()
        .filter(|stage| !known.iter().any(|known| same(known, stage)))
        .cloned()
        .collect();
    check_exist(ctx, &added)?;
    check_stages(ctx, &id, &added)?;
    let quota_since_ms = if plan.quota == before.plan.quota {
        before.quota_since_ms
    } else {
        ctx.now.epoch_ms
    };
    let saved = SavedUsagePlan {
        plan: plan.clone(),
        quota_since_ms,
    };
    ctx.tx.put(&id, "", &saved)?;
    Ok(answer(plan))
}

/// With its links to keys; not while it has stages that are there.
pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteUsagePlanRequest) -> Result<Nothing> {
    let id = input.usage_plan_id;
    let saved = load(ctx, &id)?;
    for stage in saved.plan.api_stages.iter().flatten() {
        if exists(ctx, stage)? {
            return Err(bad_request(format!(
                "Cannot delete Usage Plan {id} because there are API Stages associated with it, including {}",
                stage_name(stage)
            )));
        }
    }
    ctx.tx.delete_children::<SavedUsagePlanKey>(&id)?;
    ctx.tx.delete::<SavedUsagePlan>(&id);
    Ok(Nothing {})
}

pub(crate) fn load(ctx: &mut Context<'_>, id: &str) -> Result<SavedUsagePlan> {
    ctx.tx.get::<SavedUsagePlan>(id)?.ok_or_else(no_plan)
}

fn no_plan() -> Error {
    not_found("Invalid Usage Plan ID specified")
}

/// `a1b2c3:prod`
pub(crate) fn stage_name(stage: &ApiStage) -> String {
    format!(
        "{}:{}",
        stage.api_id.as_deref().unwrap_or_default(),
        stage.stage.as_deref().unwrap_or_default()
    )
}

fn same(one: &ApiStage, other: &ApiStage) -> bool {
    one.api_id == other.api_id && one.stage == other.stage
}

/// One plan answers its tags, even where there are none.
fn answer(plan: UsagePlan) -> UsagePlan {
    UsagePlan {
        tags: Some(plan.tags.unwrap_or_default()),
        ..plan
    }
}

fn check_exist(ctx: &mut Context<'_>, stages: &[ApiStage]) -> Result<()> {
    for stage in stages {
        if !exists(ctx, stage)? {
            return Err(not_found(format!("API Stage not found: {}", stage_name(stage))));
        }
    }
    Ok(())
}

fn exists(ctx: &mut Context<'_>, stage: &ApiStage) -> Result<bool> {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let id = stage_id(&part(&stage.api_id), &part(&stage.stage));
    Ok(ctx.tx.get::<SavedStage>(&id)?.is_some())
}

fn checked_name(name: &str) -> Result<String> {
    if name.trim().is_empty() {
        return Err(bad_request("Name cannot be empty"));
    }
    Ok(name.to_owned())
}

/// Both numbers, 0 where one is absent: it lets nothing through.
fn checked_throttle(settings: ThrottleSettings) -> Result<ThrottleSettings> {
    let rate = settings.rate_limit.unwrap_or(0.0);
    let burst = settings.burst_limit.unwrap_or(0);
    if !rate.is_finite() || rate < 0.0 || burst < 0 {
        return Err(bad_request(
            "a throttle has a rateLimit and a burstLimit of 0 or more: remove the throttle for no limit",
        ));
    }
    Ok(ThrottleSettings {
        burst_limit: Some(burst),
        rate_limit: Some(rate),
    })
}

fn checked_quota(quota: QuotaSettings) -> Result<QuotaSettings> {
    let limit = quota.limit.unwrap_or(0);
    if limit <= 0 {
        return Err(bad_request("Usage Plan quota limit must be greater than 0"));
    }
    let offset = quota.offset.unwrap_or(0);
    if !(0..=limit).contains(&offset) {
        return Err(bad_request(
            "Usage Plan quota offset must be between 0 and the quota limit",
        ));
    }
    match quota.period.as_deref() {
        Some("DAY" | "WEEK" | "MONTH") => Ok(QuotaSettings {
            limit: Some(limit),
            offset: Some(offset),
            period: quota.period,
        }),
        _ => Err(bad_request(
            "Usage Plan quota period must be one of: [DAY, WEEK, MONTH]",
        )),
    }
}

fn no_stage() -> Error {
    bad_request("Invalid API Stage specified")
}

/// A stage is in a plan once.
fn stage_twice(stage: &ApiStage) -> Error {
    conflict(format!(
        "API Stage {} is in the usage plan already",
        stage_name(stage)
    ))
}
