//! What of a usage plan can be patched.
//!
//! Sources: API Gateway API reference, "Patch operations", UpdateUsagePlan; recorded answers.

use std::collections::BTreeMap;

use api_model::Verb;
use aws_model::apigateway::{ApiStage, QuotaSettings, ThrottleSettings, UsagePlan};
use control::{Error, Result};

use super::{checked_name, checked_throttle, no_stage, same, stage_twice};
use crate::{
    errors::{bad_request, not_found},
    patch::{Change, Op, Rule, RuleSet, Wording},
};

type Apply = fn(&mut UsagePlan, &Change<'_>, &()) -> Result<()>;

const fn rule(path: &'static str, ops: &'static [Op], apply: Apply) -> Rule<UsagePlan> {
    Rule { path, ops, apply }
}

const REPLACE: &[Op] = &[Op::Replace];
const SET: &[Op] = &[Op::Add, Op::Replace];
const REMOVE: &[Op] = &[Op::Remove];

/// Both numbers of a throttle and all three of a quota are checked with the whole plan.
#[rustfmt::skip]
pub(super) static RULES: RuleSet<UsagePlan> = RuleSet {
    wording: Wording::Own(refused),
    rules: &[
        rule("/name", REPLACE, |plan, change, ()| { plan.name = Some(checked_name(change.text())?); Ok(()) }),
        rule("/description", REPLACE, |plan, change, ()| { plan.description = change.optional(); Ok(()) }),
        rule("/productCode", SET, |plan, change, ()| { plan.product_code = change.optional(); Ok(()) }),
        rule("/productCode", REMOVE, |plan, _, ()| { plan.product_code = None; Ok(()) }),
        rule("/throttle", REMOVE, |plan, _, ()| { plan.throttle = None; Ok(()) }),
        rule("/throttle/rateLimit", SET, |plan, change, ()| {
            plan.throttle.get_or_insert_default().rate_limit = Some(number(change)?);
            Ok(())
        }),
        rule("/throttle/burstLimit", SET, |plan, change, ()| {
            plan.throttle.get_or_insert_default().burst_limit = Some(number(change)?);
            Ok(())
        }),
        rule("/quota", REMOVE, |plan, _, ()| { plan.quota = None; Ok(()) }),
        rule("/quota/limit", SET, |plan, change, ()| { quota(plan).limit = Some(number(change)?); Ok(()) }),
        rule("/quota/offset", SET, |plan, change, ()| { quota(plan).offset = Some(number(change)?); Ok(()) }),
        rule("/quota/period", SET, |plan, change, ()| { quota(plan).period = change.optional(); Ok(()) }),
        rule("/apiStages", &[Op::Add], |plan, change, ()| {
            let stage = parse_stage(change.text())?;
            add_stage(plan.api_stages.get_or_insert_default(), stage)
        }),
        rule("/apiStages", REMOVE, remove_stage),
        rule("/apiStages/{stage}/throttle", REPLACE, replace_methods),
        rule("/apiStages/{stage}/throttle", REMOVE, |plan, change, ()| {
            find_stage(plan, change.name())?.throttle = None;
            Ok(())
        }),
        rule("/apiStages/{stage}/throttle/{method+}/rateLimit", SET, |plan, change, ()| {
            method(plan, change)?.rate_limit = Some(number(change)?);
            checked_throttle(method(plan, change)?.clone()).map(drop)
        }),
        rule("/apiStages/{stage}/throttle/{method+}/burstLimit", SET, |plan, change, ()| {
            method(plan, change)?.burst_limit = Some(number(change)?);
            checked_throttle(method(plan, change)?.clone()).map(drop)
        }),
        rule("/apiStages/{stage}/throttle/{method+}", REMOVE, remove_method),
    ],
};

/// What AWS lists as removable, as its users report it; the others in the same way.
const REMOVABLE: &str = "[/apiStages, /quota, /throttle, /productCode, \
    /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, /apiStages/<apidId:stageName>/throttle]";
const ADDABLE: &str = "[/apiStages, /productCode, /quota/limit, /quota/offset, /quota/period, /throttle/rateLimit, \
    /throttle/burstLimit, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/rateLimit, \
    /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/burstLimit]";
const REPLACEABLE: &str = "[/name, /description, /productCode, /quota/limit, /quota/offset, /quota/period, \
    /throttle/rateLimit, /throttle/burstLimit, /apiStages/<apidId:stageName>/throttle, \
    /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/rateLimit, \
    /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/burstLimit]";

fn refused(change: &Change<'_>) -> Error {
    let hint = match change.op {
        Op::Add => format!("Must be one of: {ADDABLE}"),
        Op::Remove => format!("Must be one of: {REMOVABLE}"),
        Op::Replace => format!("Must be one of: {REPLACEABLE}"),
        Op::Copy | Op::Move | Op::Test => "Please choose supported operations".to_owned(),
    };
    bad_request(format!(
        "Invalid patch path  '{}' specified for op '{}'. {hint}",
        change.path,
        change.op.name()
    ))
}

/// A new quota counts nothing from before.
fn quota(plan: &mut UsagePlan) -> &mut QuotaSettings {
    plan.quota.get_or_insert_default()
}

fn number<N: std::str::FromStr>(change: &Change<'_>) -> Result<N> {
    change.number().ok_or_else(|| {
        bad_request(format!(
            "Invalid value `{}` for {}: use a number",
            change.text(),
            change.path
        ))
    })
}

/// `a1b2c3:prod`
fn parse_stage(text: &str) -> Result<ApiStage> {
    match text.split_once(':') {
        Some((api, stage)) if !api.is_empty() && !stage.is_empty() => Ok(ApiStage {
            api_id: Some(api.to_owned()),
            stage: Some(stage.to_owned()),
            throttle: None,
        }),
        _ => Err(no_stage()),
    }
}

/// Adds a stage that is not there yet.
pub(super) fn add_stage(stages: &mut Vec<ApiStage>, stage: ApiStage) -> Result<()> {
    let named = |part: &Option<String>| part.as_ref().is_some_and(|text| !text.is_empty());
    if !named(&stage.api_id) || !named(&stage.stage) {
        return Err(no_stage());
    }
    if stages.iter().any(|known| same(known, &stage)) {
        return Err(stage_twice(&stage));
    }
    stages.push(stage);
    Ok(())
}

fn remove_stage(plan: &mut UsagePlan, change: &Change<'_>, (): &()) -> Result<()> {
    let stage = parse_stage(change.text())?;
    find_stage(plan, change.text())?;
    if let Some(stages) = &mut plan.api_stages {
        stages.retain(|known| !same(known, &stage));
    }
    Ok(())
}

fn find_stage<'p>(plan: &'p mut UsagePlan, text: &str) -> Result<&'p mut ApiStage> {
    let wanted = parse_stage(text)?;
    let id = plan.id.clone().unwrap_or_default();
    plan.api_stages
        .iter_mut()
        .flatten()
        .find(|stage| same(stage, &wanted))
        .ok_or_else(|| {
            not_found(format!(
                "Invalid API Stage {{api: {}, stage: {}}} specified for usageplan {id}",
                wanted.api_id.unwrap_or_default(),
                wanted.stage.unwrap_or_default()
            ))
        })
}

/// The throttle of a method of a stage. A number that is not given lets nothing through.
fn method<'p>(plan: &'p mut UsagePlan, change: &Change<'_>) -> Result<&'p mut ThrottleSettings> {
    let key = method_key(change.nth(1))?;
    let stage = find_stage(plan, change.name())?;
    Ok(stage
        .throttle
        .get_or_insert_default()
        .entry(key)
        .or_insert(ThrottleSettings {
            burst_limit: Some(0),
            rate_limit: Some(0.0),
        }))
}

fn remove_method(plan: &mut UsagePlan, change: &Change<'_>, (): &()) -> Result<()> {
    let key = method_key(change.nth(1))?;
    let stage = find_stage(plan, change.name())?;
    let removed = stage.throttle.as_mut().and_then(|methods| methods.remove(&key));
    if removed.is_none() {
        return Err(not_found(format!("there is no throttle for the method {key}")));
    }
    if stage.throttle.as_ref().is_some_and(BTreeMap::is_empty) {
        stage.throttle = None;
    }
    Ok(())
}

/// All throttles of methods of a stage, as JSON: `{"/pets/GET": {"rateLimit": 1, "burstLimit": 2}}`.
fn replace_methods(plan: &mut UsagePlan, change: &Change<'_>, (): &()) -> Result<()> {
    let given: BTreeMap<String, ThrottleSettings> = serde_json::from_str(change.text()).map_err(|error| {
        bad_request(format!(
            "the throttles of methods are no JSON object of throttles: {error}"
        ))
    })?;
    let methods = given
        .into_iter()
        .map(|(place, settings)| Ok((method_key(&place)?, checked_throttle(settings)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    find_stage(plan, change.name())?.throttle = Some(methods).filter(|methods| !methods.is_empty());
    Ok(())
}

/// `/pets/{id}/GET`, from that or without the slash in front.
pub(super) fn method_key(place: &str) -> Result<String> {
    let (path, verb) = place.rsplit_once('/').unwrap_or(("", place));
    if Verb::parse(verb).is_none() {
        return Err(bad_request(format!(
            "`{place}` is no method: write its resource's path and its HTTP method, such as `/pets/GET`"
        )));
    }
    let path = path.trim_matches('/');
    Ok(if path.is_empty() {
        format!("//{verb}")
    } else {
        format!("/{path}/{verb}")
    })
}
