//! ImportApiKeys: a CSV file with a key in each line.
//!
//! A key whose value is known already is overwritten. What is wrong with a line is a warning, and the line is left out; with
//! `failOnWarnings` the first warning is the error and nothing is imported.
//!
//! Source: API Gateway developer guide, "API Gateway API key file format".

use aws_model::apigateway::{ApiKey, ApiKeyIds, ImportApiKeysRequest};
use control::Result;

use super::{Context, ValueOwner, checked_name, checked_value, csv, digest, insert, load, save};
use crate::{SavedApiKey, SavedUsagePlan, count, errors::bad_request, usage_plan_key};

/// Keys of one file: all of them are imported in one transaction.
const ROWS_MAX: usize = 1_000;

/// Where the columns are.
struct Columns {
    name: usize,
    key: usize,
    description: Option<usize>,
    enabled: Option<usize>,
    plans: Option<usize>,
}

pub(crate) fn import(ctx: &mut Context<'_>, input: ImportApiKeysRequest) -> Result<ApiKeyIds> {
    let text = String::from_utf8(input.body.0)
        .map_err(|_| bad_request("the file of API keys is not UTF-8 text: save it as such"))?;
    let rows = csv::rows(&text)
        .map_err(|line| bad_request(format!("line {line}: a quotation begins that does not end")))?;
    let Some((header, rows)) = rows.split_first() else {
        return Err(bad_request(
            "the file of API keys is empty: it begins with a line of column names",
        ));
    };
    let columns = Columns::of(header)?;
    if rows.len() > ROWS_MAX {
        return Err(bad_request(format!(
            "the file has {} API keys, at most {ROWS_MAX} are imported at once: split it",
            rows.len()
        )));
    }
    let mut room = count::room::<SavedApiKey>(ctx, None, ctx.env.limits.api_keys_max)?;
    let plans = ctx.tx.list::<SavedUsagePlan>(None)?;
    let (mut ids, mut warnings) = (Vec::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        // People count the line of column names too.
        let line = index + 2;
        match take(ctx, &columns, row, &plans, &mut room) {
            Ok((id, unattached)) => {
                ids.push(id);
                warnings.extend(unattached.into_iter().map(|why| format!("row {line}: {why}")));
            }
            Err(error) if (400..500).contains(&error.status) => {
                warnings.push(format!("row {line}: {}", error.message));
            }
            Err(error) => return Err(error),
        }
        if input.fail_on_warnings == Some(true)
            && let Some(warning) = warnings.first()
        {
            return Err(bad_request(format!("nothing is imported: {warning}")));
        }
    }
    Ok(ApiKeyIds {
        ids: Some(ids),
        warnings: Some(warnings),
    })
}

impl Columns {
    fn of(header: &[String]) -> Result<Self> {
        let find = |wanted: &str| header.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        let must = |wanted: &str| {
            find(wanted).ok_or_else(|| {
                bad_request(format!(
                    "the first line has no column `{wanted}`: it must name the columns Name and Key"
                ))
            })
        };
        Ok(Self {
            name: must("Name")?,
            key: must("Key")?,
            description: find("Description"),
            enabled: find("Enabled"),
            plans: find("UsagePlanIds"),
        })
    }
}

/// Imports one line, if there is room: the key's id, and why it is not in each usage plan that it should be in.
fn take(
    ctx: &mut Context<'_>,
    columns: &Columns,
    row: &[String],
    all: &[(String, SavedUsagePlan)],
    room: &mut usize,
) -> Result<(String, Vec<String>)> {
    let field = |at: usize| row.get(at).cloned().unwrap_or_default();
    let value = checked_value(field(columns.key))?;
    let name = checked_name(Some(field(columns.name)))?;
    if name.is_none() {
        return Err(bad_request("the name is empty"));
    }
    let description = columns.description.map(field).filter(|text| !text.is_empty());
    let enabled = match columns
        .enabled
        .map(field)
        .unwrap_or_default()
        .to_ascii_lowercase()
        .as_str()
    {
        "" | "true" => true,
        "false" => false,
        other => return Err(bad_request(format!("`{other}` is neither true nor false"))),
    };
    let key = match ctx.tx.get::<ValueOwner>(&digest(&value))? {
        Some(owner) => {
            let known = load(ctx, &owner.key_id)?.key;
            let changed = ApiKey {
                name,
                description,
                enabled: Some(enabled),
                ..known
            };
            save(ctx, changed)?
        }
        None => {
            *room = room
                .checked_sub(1)
                .ok_or_else(|| count::full(ctx.env.limits.api_keys_max, "API keys"))?;
            let key = ApiKey {
                value: Some(value),
                name,
                description,
                enabled: Some(enabled),
                stage_keys: Some(Vec::new()),
                ..ApiKey::default()
            };
            insert(ctx, key)?
        }
    };
    let id = key.id.unwrap_or_default();
    let mut warnings = Vec::new();
    for plan in columns.plans.map(field).unwrap_or_default().split(',') {
        let plan = plan.trim();
        if plan.is_empty() {
            continue;
        }
        let attached = if all.iter().any(|(id, _)| id == plan) {
            usage_plan_key::attach(ctx, all, plan, &id)
        } else {
            Err(bad_request(format!("there is no usage plan `{plan}`")))
        };
        match attached {
            Err(error) if (400..500).contains(&error.status) => warnings.push(error.message),
            other => other?,
        }
    }
    Ok((id, warnings))
}
