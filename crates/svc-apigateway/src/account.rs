//! The account's own settings: the role for logs, and what it may do.
//!
//! Source: API Gateway API reference, "Account".

use aws_model::apigateway::{Account, GetAccountRequest, ThrottleSettings, UpdateAccountRequest};
use control::{Ctx, Result, Stored};
use portcullis_core::Arn;
use serde::{Deserialize, Serialize};

use crate::{
    ApiGateway,
    errors::bad_request,
    patch::{Change, Op, Rule, RuleSet, Wording},
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// The account's document in a region.
const ID: &str = "account";

/// API keys belong to usage plans, not to stages.
const USAGE_PLANS: &str = "UsagePlans";

/// The version of API keys that goes with usage plans.
const API_KEY_VERSION: &str = "4";

/// What of the account's settings can be changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct SavedAccount {
    /// The role that API Gateway writes its logs with.
    cloudwatch_role_arn: Option<String>,
}

impl Stored for SavedAccount {
    const KIND: &'static str = "apigateway-account";
    const VERSION: u32 = 1;
}

static RULES: RuleSet<SavedAccount> = RuleSet {
    wording: Wording::Plain,
    rules: &[
        Rule {
            path: "/cloudwatchRoleArn",
            ops: &[Op::Add, Op::Replace, Op::Remove],
            apply: role,
        },
        Rule {
            path: "/features",
            ops: &[Op::Add],
            apply: |_, change, ()| match change.text() {
                USAGE_PLANS => Ok(()),
                other => Err(bad_request(format!(
                    "Invalid feature `{other}`. Must be one of: [{USAGE_PLANS}]"
                ))),
            },
        },
        Rule {
            path: "/features",
            ops: &[Op::Remove],
            apply: |_, _, ()| Err(bad_request("Usage Plans cannot be disabled once enabled")),
        },
    ],
};

pub(crate) fn get(ctx: &mut Context<'_>, _: GetAccountRequest) -> Result<Account> {
    let saved = ctx.tx.get::<SavedAccount>(ID)?;
    Ok(answer(ctx, saved.unwrap_or_default()))
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateAccountRequest) -> Result<Account> {
    let before = ctx.tx.get::<SavedAccount>(ID)?.unwrap_or_default();
    let saved = RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    ctx.tx.put(ID, "", &saved)?;
    Ok(answer(ctx, saved))
}

fn answer(ctx: &Context<'_>, saved: SavedAccount) -> Account {
    let rate = ctx.env.limits.account_rate;
    Account {
        cloudwatch_role_arn: saved.cloudwatch_role_arn,
        throttle_settings: rate.map(|(per_second, at_once)| ThrottleSettings {
            burst_limit: Some(at_once),
            rate_limit: Some(per_second),
        }),
        features: Some(vec![USAGE_PLANS.to_owned()]),
        api_key_version: Some(API_KEY_VERSION.to_owned()),
    }
}

/// The role is kept for who reads it: logs are written where the operator's settings say, with no role.
fn role(account: &mut SavedAccount, change: &Change<'_>, (): &()) -> Result<()> {
    let arn = change.optional();
    if let Some(text) = &arn {
        let fits = Arn::parse(text).is_ok_and(|arn| {
            arn.service == "iam" && arn.resource.starts_with("role/") && !arn.account.is_empty()
        });
        if !fits {
            return Err(bad_request(format!("Role ARN is not well formed: {text}")));
        }
    }
    account.cloudwatch_role_arn = arn;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{OPERATIONS, testing::Account};

    fn update(account: &Account, op: &str, path: &str, value: &str) -> Result<Value, String> {
        let patch = json!({"patchOperations": [{"op": op, "path": path, "value": value}]});
        let answer = account.call(OPERATIONS, "UpdateAccount", patch);
        answer.map_err(|error| error.message)
    }

    #[test]
    fn the_role_for_logs_is_set_and_taken_away() {
        let account = Account::new();
        let get = || account.call(OPERATIONS, "GetAccount", json!({})).unwrap();
        let fresh = json!({
            "throttleSettings": {"burstLimit": 5000, "rateLimit": 10000.0},
            "features": ["UsagePlans"],
            "apiKeyVersion": "4",
        });
        assert_eq!(get(), fresh);
        let role = "arn:aws:iam::111111111111:role/logs";
        let answer = update(&account, "replace", "/cloudwatchRoleArn", role).unwrap();
        assert_eq!(answer["cloudwatchRoleArn"], json!(role));
        assert_eq!(get(), answer);
        update(&account, "replace", "/cloudwatchRoleArn", "").unwrap();
        assert_eq!(get(), fresh);
    }

    #[test]
    fn what_is_no_role_and_no_setting_is_refused() {
        let account = Account::new();
        let refused = |op, path, value| update(&account, op, path, value).unwrap_err();
        assert_eq!(
            refused(
                "replace",
                "/cloudwatchRoleArn",
                "arn:aws:iam::111111111111:user/me"
            ),
            "Role ARN is not well formed: arn:aws:iam::111111111111:user/me"
        );
        assert_eq!(
            refused("remove", "/features", "UsagePlans"),
            "Usage Plans cannot be disabled once enabled"
        );
        assert_eq!(
            refused("replace", "/throttleSettings", "x"),
            "Invalid patch path /throttleSettings"
        );
    }
}
