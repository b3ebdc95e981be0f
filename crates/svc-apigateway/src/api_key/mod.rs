//! API keys: made, imported, read, changed, deleted.
//!
//! The value of a key is a secret. It is answered to who makes the key, and afterwards to who asks for it by name
//! (`includeValue`). Two keys of an account have different values: beside each key stands a small document under a digest
//! of its value, so that a value that is taken is found without reading all keys.
//!
//! A key opens nothing by itself: only a usage plan gives it stages. `stageKeys` are kept and answered, as by AWS since there
//! are usage plans.
//!
//! Sources: API Gateway API reference, "ApiKey"; recorded answers.

mod csv;
mod import;
#[cfg(test)]
mod tests;

use aws_model::apigateway::{
    ApiKey, ApiKeys, CreateApiKeyRequest, DeleteApiKeyRequest, GetApiKeyRequest, GetApiKeysRequest, StageKey,
    UpdateApiKeyRequest,
};
use control::{Ctx, Error, Result, Stored, aws_wire::Nothing};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub(crate) use import::import;

use crate::{
    ApiGateway, SavedApiKey, SavedStage, SavedUsagePlan, SavedUsagePlanKey, count,
    errors::{bad_request, conflict, not_found},
    listing::page,
    load_api,
    patch::{Change, Op, Rule, RuleSet, Wording},
    stage_id, tags,
    usage_plan_key::link_id,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// Characters of a key's id.
const ID_LENGTH: usize = 10;
/// Characters of a value that is made here.
const VALUE_LENGTH: usize = 40;
const VALUE_ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// Characters of a value. Source: API Gateway developer guide, "API Gateway API key file format".
const VALUE_CHARACTERS_MIN: usize = 20;
const VALUE_CHARACTERS_MAX: usize = 128;
/// Characters of a name. Source: the same.
const NAME_CHARACTERS_MAX: usize = 1_024;

/// Which key has a value. The id is a digest of the value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct ValueOwner {
    key_id: String,
}

impl Stored for ValueOwner {
    const KIND: &'static str = "apigateway-apikey-value";
    const VERSION: u32 = 1;
}

/// Source: API Gateway API reference, "Patch operations", UpdateApiKey.
static RULES: RuleSet<ApiKey> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        Rule {
            path: "/name",
            ops: &[Op::Replace],
            apply: |key, change, ()| {
                key.name = checked_name(change.optional())?;
                Ok(())
            },
        },
        Rule {
            path: "/description",
            ops: &[Op::Replace],
            apply: |key, change, ()| {
                key.description = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/enabled",
            ops: &[Op::Replace],
            apply: |key, change, ()| {
                key.enabled = Some(change.boolean());
                Ok(())
            },
        },
        Rule {
            path: "/customerId",
            ops: &[Op::Replace],
            apply: |key, change, ()| {
                key.customer_id = change.optional();
                Ok(())
            },
        },
        Rule {
            path: "/labels",
            ops: &[Op::Add, Op::Remove],
            apply: |_, _, ()| Err(bad_request("labels of API keys are not supported: use tags")),
        },
        Rule {
            path: "/stages",
            ops: &[Op::Add, Op::Remove],
            apply: stages,
        },
    ],
};

/// `generateDistinctId` is of no effect, as by AWS today: an id that is the value would give the secret away in every list.
pub(crate) fn create(ctx: &mut Context<'_>, input: CreateApiKeyRequest) -> Result<ApiKey> {
    let mut stage_keys = Vec::new();
    for key in input.stage_keys.unwrap_or_default() {
        stage_keys.push(stage_key(ctx, key)?);
    }
    let value = match input.value.filter(|value| !value.is_empty()) {
        Some(value) => checked_value(value)?,
        None => ctx.random_text(VALUE_ALPHABET, VALUE_LENGTH)?,
    };
    let key = ApiKey {
        value: Some(value),
        name: checked_name(input.name)?,
        customer_id: input.customer_id.filter(|text| !text.is_empty()),
        description: input.description.filter(|text| !text.is_empty()),
        enabled: Some(input.enabled.unwrap_or(false)),
        stage_keys: Some(stage_keys),
        tags: tags::checked(input.tags)?,
        ..ApiKey::default()
    };
    count::check::<SavedApiKey>(ctx, None, ctx.env.limits.api_keys_max, "API keys")?;
    insert(ctx, key)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetApiKeyRequest) -> Result<ApiKey> {
    let saved = load(ctx, &input.api_key)?;
    Ok(answer(saved.key, input.include_value == Some(true)))
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetApiKeysRequest) -> Result<ApiKeys> {
    let name = input.name_query.unwrap_or_default();
    let with_value = input.include_values == Some(true);
    let keys = ctx
        .tx
        .list::<SavedApiKey>(None)?
        .into_iter()
        .filter(|(_, saved)| {
            let named = saved.key.name.as_deref().unwrap_or_default().starts_with(&name);
            named && (input.customer_id.is_none() || saved.key.customer_id == input.customer_id)
        })
        .map(|(id, saved)| (id, hide(saved.key, with_value)));
    let page = page(keys, input.position.as_deref(), input.limit)?;
    Ok(ApiKeys {
        warnings: None,
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateApiKeyRequest) -> Result<ApiKey> {
    let before = load(ctx, &input.api_key)?;
    let key = RULES.apply(&before.key, input.patch_operations.as_deref(), &())?;
    for place in key.stage_keys.iter().flatten() {
        if !before.key.stage_keys.iter().flatten().any(|known| known == place)
            && ctx.tx.get::<SavedStage>(place)?.is_none()
        {
            return Err(bad_request("Invalid stage identifier specified"));
        }
    }
    let key = save(ctx, key)?;
    Ok(answer(key, false))
}

/// With its places in usage plans.
pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteApiKeyRequest) -> Result<Nothing> {
    let id = input.api_key;
    let saved = load(ctx, &id)?;
    for (plan, _) in ctx.tx.list::<SavedUsagePlan>(None)? {
        let link = link_id(&plan, &id);
        if ctx.tx.get::<SavedUsagePlanKey>(&link)?.is_some() {
            ctx.tx.delete::<SavedUsagePlanKey>(&link);
        }
    }
    let value = saved.key.value.unwrap_or_default();
    ctx.tx.delete::<ValueOwner>(&digest(&value));
    ctx.tx.delete::<SavedApiKey>(&id);
    Ok(Nothing {})
}

pub(crate) fn load(ctx: &mut Context<'_>, id: &str) -> Result<SavedApiKey> {
    ctx.tx.get::<SavedApiKey>(id)?.ok_or_else(no_key)
}

pub(crate) fn no_key() -> Error {
    not_found("Invalid API Key identifier specified")
}

/// Stores a key that is new; its value must not be that of another.
fn insert(ctx: &mut Context<'_>, key: ApiKey) -> Result<ApiKey> {
    let owner = digest(key.value.as_deref().unwrap_or_default());
    if ctx.tx.get::<ValueOwner>(&owner)?.is_some() {
        return Err(conflict("API Key already exists"));
    }
    let id = ctx.random_text(api_definition::ID_ALPHABET, ID_LENGTH)?;
    if ctx.tx.get::<SavedApiKey>(&id)?.is_some() {
        return Err(Error::internal("the new id of an API key is taken"));
    }
    ctx.tx.put(&owner, "", &ValueOwner { key_id: id.clone() })?;
    let key = ApiKey {
        id: Some(id),
        created_date: Some(ctx.now_seconds()),
        ..key
    };
    save(ctx, key)
}

fn save(ctx: &mut Context<'_>, key: ApiKey) -> Result<ApiKey> {
    let key = ApiKey {
        last_updated_date: Some(ctx.now_seconds()),
        ..key
    };
    let id = key.id.clone().unwrap_or_default();
    ctx.tx.put(&id, "", &SavedApiKey { key: key.clone() })?;
    Ok(key)
}

/// One key answers its tags, even where there are none.
fn answer(key: ApiKey, with_value: bool) -> ApiKey {
    let key = hide(key, with_value);
    ApiKey {
        tags: Some(key.tags.unwrap_or_default()),
        ..key
    }
}

fn hide(key: ApiKey, with_value: bool) -> ApiKey {
    ApiKey {
        value: key.value.filter(|_| with_value),
        ..key
    }
}

/// Names the value in the store without telling it.
fn digest(value: &str) -> String {
    let digest = Sha256::digest(value.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A value that fits into a header.
fn checked_value(value: String) -> Result<String> {
    if value.len() < VALUE_CHARACTERS_MIN {
        return Err(bad_request("API Key value should be at least 20 characters"));
    }
    if value.len() > VALUE_CHARACTERS_MAX {
        return Err(bad_request("API Key value should be at most 128 characters"));
    }
    if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(bad_request(
            "an API Key value has visible ASCII characters only: it must fit into a header",
        ));
    }
    Ok(value)
}

fn checked_name(name: Option<String>) -> Result<Option<String>> {
    let name = name.filter(|name| !name.is_empty());
    if name
        .as_ref()
        .is_some_and(|name| name.chars().count() > NAME_CHARACTERS_MAX)
    {
        return Err(bad_request(format!(
            "the name of an API key has at most {NAME_CHARACTERS_MAX} characters"
        )));
    }
    Ok(name)
}

/// `a1b2c3/prod`, if there is that stage.
fn stage_key(ctx: &mut Context<'_>, key: StageKey) -> Result<String> {
    let (api, name) = (
        key.rest_api_id.unwrap_or_default(),
        key.stage_name.unwrap_or_default(),
    );
    load_api(ctx, &api)?;
    let place = stage_id(&api, &name);
    if ctx.tx.get::<SavedStage>(&place)?.is_none() {
        return Err(bad_request("Invalid stage identifier specified"));
    }
    Ok(place)
}

fn stages(key: &mut ApiKey, change: &Change<'_>, (): &()) -> Result<()> {
    let places = key.stage_keys.get_or_insert_default();
    places.retain(|place| place != change.text());
    if change.op == Op::Add {
        places.push(change.text().to_owned());
    }
    Ok(())
}
