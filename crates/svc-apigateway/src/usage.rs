//! What keys used of their quotas, day by day, and more for who needs it.
//!
//! The data plane counts; what it says here is what the keys may still do.
//!
//! Source: API Gateway API reference, "Usage".

use std::collections::BTreeMap;

use aws_model::apigateway::{GetUsageRequest, UpdateUsageRequest, Usage};
use control::{Ctx, Result};
use portcullis_core::Timestamp;

use crate::{
    ApiGateway, SavedUsagePlanKey,
    errors::bad_request,
    listing::page,
    patch::{Op, Rule, RuleSet, Wording},
    usage_plan,
    usage_plan_key::check_linked,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;
/// Days that are answered at once. Source: API Gateway developer guide, "Query usage for API keys" (90 days are kept).
const DAYS_MAX: i64 = 90;

/// Source: API Gateway API reference, "Patch operations", UpdateUsage.
static RULES: RuleSet<Option<i64>> = RuleSet {
    wording: Wording::Listed,
    rules: &[Rule {
        path: "/remaining",
        ops: &[Op::Replace],
        apply: |remaining, change, ()| {
            let number = change.number::<i64>().filter(|number| *number >= 0);
            *remaining = Some(number.ok_or_else(|| {
                bad_request(format!(
                    "Invalid remaining value `{}`: use a number of requests",
                    change.text()
                ))
            })?);
            Ok(())
        },
    }],
};

/// Without a quota nothing is counted: there is no usage to tell.
pub(crate) fn get(ctx: &mut Context<'_>, input: GetUsageRequest) -> Result<Usage> {
    let plan = input.usage_plan_id;
    let counts = usage_plan::load(ctx, &plan)?.plan.quota.is_some();
    let days = days(&input.start_date, &input.end_date)?;
    let keys = match input.key_id {
        Some(key) => {
            check_linked(ctx, &plan, &key)?;
            vec![(key.clone(), key)]
        }
        None => {
            let links = ctx.tx.list::<SavedUsagePlanKey>(Some(&plan))?;
            links.into_iter().map(|(id, link)| (id, link.key_id)).collect()
        }
    };
    let page = page(keys, input.position.as_deref(), input.limit)?;
    let mut items = BTreeMap::new();
    for key in page.items.into_iter().filter(|_| counts) {
        let used = counted(ctx, &plan, &key, &days)?;
        items.insert(key, used);
    }
    Ok(Usage {
        usage_plan_id: Some(plan),
        start_date: Some(input.start_date),
        end_date: Some(input.end_date),
        position: page.position,
        items: Some(items),
    })
}

/// The data plane's counters are no documents of this operation: they are changed last, when everything else holds.
pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateUsageRequest) -> Result<Usage> {
    let (plan, key) = (input.usage_plan_id, input.key_id);
    check_linked(ctx, &plan, &key)?;
    let remaining = RULES.apply(&None, input.patch_operations.as_deref(), &())?;
    if usage_plan::load(ctx, &plan)?.plan.quota.is_none() {
        return Err(bad_request(format!(
            "Usage Plan {plan} has no quota: there are no remaining requests to set"
        )));
    }
    let today = date(ctx.now.epoch_ms.div_euclid(DAY_MS));
    if let Some(remaining) = remaining {
        let plane = &ctx.env.data_plane;
        plane.set_remaining(ctx.account(), ctx.region, &plan, &key, &today, remaining)?;
    }
    let used = counted(ctx, &plan, &key, std::slice::from_ref(&today))?;
    Ok(Usage {
        usage_plan_id: Some(plan),
        start_date: Some(today.clone()),
        end_date: Some(today),
        position: None,
        items: Some(BTreeMap::from([(key, used)])),
    })
}

/// Used and remaining, for each day.
fn counted(ctx: &Context<'_>, plan: &str, key: &str, days: &[String]) -> Result<Vec<Vec<i64>>> {
    let (account, region, plane) = (ctx.account(), ctx.region, &ctx.env.data_plane);
    let used = plane.usage(account, region, plan, key, days)?;
    used.into_iter()
        .zip(days)
        .map(|(used, day)| Ok(vec![used, plane.remaining(account, region, plan, key, day)?]))
        .collect()
}

/// The days from one date to another, both included.
fn days(first: &str, last: &str) -> Result<Vec<String>> {
    let (first, last) = (day_number(first)?, day_number(last)?);
    if last < first || last - first >= DAYS_MAX {
        return Err(bad_request(format!(
            "the end date must be the start date or one of the {DAYS_MAX} days from it"
        )));
    }
    Ok((first..=last).map(date).collect())
}

fn day_number(text: &str) -> Result<i64> {
    match Timestamp::parse(text) {
        Ok(time) if text.len() == 10 && text.contains('-') => Ok(time.epoch_ms.div_euclid(DAY_MS)),
        _ => Err(bad_request(format!(
            "`{text}` is no date: write it as 2026-05-01"
        ))),
    }
}

/// `2026-05-01`
fn date(day: i64) -> String {
    let civil = Timestamp {
        epoch_ms: day * DAY_MS,
    }
    .civil();
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_with_both_ends() {
        assert_eq!(
            days("2026-02-27", "2026-03-01").unwrap(),
            ["2026-02-27", "2026-02-28", "2026-03-01"]
        );
        assert_eq!(days("2026-01-01", "2026-03-31").unwrap().len(), 90);
        for (first, last) in [
            ("2026-01-01", "2026-04-01"),
            ("2026-01-02", "2026-01-01"),
            ("2026-01-01", "tomorrow"),
            ("2026-01-01T00:00:00Z", "2026-01-01"),
            ("1760000000", "1760000000"),
        ] {
            assert!(days(first, last).is_err(), "{first} {last}");
        }
    }
}
