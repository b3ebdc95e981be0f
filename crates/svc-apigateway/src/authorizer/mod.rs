//! Authorizers: who may call a method, asked of a function (`TOKEN`, `REQUEST`) or a user pool (`COGNITO_USER_POOLS`).
//!
//! They are saved with AWS's checks. What a method that uses one admits is the data plane's business: a kind that is not
//! enforced there is refused there.

mod check;
#[cfg(test)]
mod tests;

use api_definition::Definition;
use aws_model::apigateway::{
    Authorizer, Authorizers, CreateAuthorizerRequest, DeleteAuthorizerRequest, GetAuthorizerRequest,
    GetAuthorizersRequest, UpdateAuthorizerRequest,
};
use control::{Ctx, Error, Result, aws_wire::Nothing};

use crate::{
    ApiGateway, SavedApi,
    errors::{bad_request, conflict, limit_exceeded, not_found},
    ids::fresh_id,
    listing::page,
    load_api,
    patch::{Change, Op, Rule, RuleSet, Wording},
    permissions::require_passing,
    save_api,
};

type Context<'a> = Ctx<'a, ApiGateway>;

type Apply = fn(&mut Authorizer, &Change<'_>, &()) -> Result<()>;

const fn rule(path: &'static str, ops: &'static [Op], apply: Apply) -> Rule<Authorizer> {
    Rule { path, ops, apply }
}

const SET: &[Op] = &[Op::Replace];

/// Source: API Gateway API reference, "Patch operations", UpdateAuthorizer.
#[rustfmt::skip]
static RULES: RuleSet<Authorizer> = RuleSet {
    wording: Wording::Listed,
    rules: &[
        rule("/name", SET, |it, change, ()| { it.name = change.optional(); Ok(()) }),
        rule("/type", SET, kind),
        rule("/authType", SET, |it, change, ()| { it.auth_type = change.optional(); Ok(()) }),
        rule("/authorizerUri", SET, |it, change, ()| { it.authorizer_uri = change.optional(); Ok(()) }),
        rule("/authorizerCredentials", SET, |it, change, ()| { it.authorizer_credentials = change.optional(); Ok(()) }),
        rule("/identitySource", &[Op::Add, Op::Replace, Op::Remove], identity_source),
        rule("/identityValidationExpression", SET, |it, change, ()| { it.identity_validation_expression = change.optional(); Ok(()) }),
        rule("/authorizerResultTtlInSeconds", SET, ttl),
        rule("/providerARNs", &[Op::Add, Op::Remove], provider),
    ],
};

/// Recorded: an API that is not there is a conflict here, and nowhere else.
fn concurrent() -> Error {
    conflict("Unable to complete operation due to concurrent modification. Please try again later.")
}

pub(crate) fn create(ctx: &mut Context<'_>, input: CreateAuthorizerRequest) -> Result<Authorizer> {
    let mut api = ctx
        .tx
        .get::<SavedApi>(&input.rest_api_id)?
        .ok_or_else(concurrent)?;
    let max = ctx.env.limits.authorizers_max;
    if api.definition.authorizers.len() >= max {
        return Err(limit_exceeded(format!(
            "the API has {max} authorizers, as many as it may: delete one, or raise the limit"
        )));
    }
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let authorizers = &mut api.definition.authorizers;
    let id = fresh_id(ctx, |_, id| Ok(authorizers.contains_key(id)))?;
    let auth_type = some(input.auth_type).unwrap_or_else(|| auth_type(&input.type_).to_owned());
    let authorizer = Authorizer {
        id: Some(id.clone()),
        name: Some(input.name),
        type_: Some(input.type_),
        provider_arns: input.provider_arns.filter(|arns| !arns.is_empty()),
        auth_type: Some(auth_type),
        authorizer_uri: some(input.authorizer_uri),
        authorizer_credentials: some(input.authorizer_credentials),
        identity_source: some(input.identity_source),
        identity_validation_expression: some(input.identity_validation_expression),
        authorizer_result_ttl_in_seconds: input.authorizer_result_ttl_in_seconds,
    };
    check::check(authorizers, &authorizer)?;
    authorizers.insert(id, authorizer.clone());
    require_passing(ctx, None, passed(&authorizer))?;
    save_api(ctx, &api)?;
    Ok(authorizer)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetAuthorizerRequest) -> Result<Authorizer> {
    let (_, authorizer) = load(ctx, &input.rest_api_id, &input.authorizer_id)?;
    Ok(authorizer)
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetAuthorizersRequest) -> Result<Authorizers> {
    let authorizers = load_api(ctx, &input.rest_api_id)?.definition.authorizers;
    let page = page(authorizers, input.position.as_deref(), input.limit)?;
    Ok(Authorizers {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(ctx: &mut Context<'_>, input: UpdateAuthorizerRequest) -> Result<Authorizer> {
    let id = input.authorizer_id;
    let (mut api, before) = load(ctx, &input.rest_api_id, &id)?;
    let authorizer = RULES.apply(&before, input.patch_operations.as_deref(), &())?;
    check::check(&api.definition.authorizers, &authorizer)?;
    require_passing(ctx, passed(&before), passed(&authorizer))?;
    api.definition.authorizers.insert(id, authorizer.clone());
    save_api(ctx, &api)?;
    Ok(authorizer)
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteAuthorizerRequest) -> Result<Nothing> {
    let id = input.authorizer_id;
    let (mut api, authorizer) = load(ctx, &input.rest_api_id, &id)?;
    if let Some(user) = user(&api.definition, &id) {
        return Err(conflict(format!(
            "Cannot delete authorizer '{}', is referenced in method: {user}",
            authorizer.name.unwrap_or(id)
        )));
    }
    api.definition.authorizers.remove(&id);
    save_api(ctx, &api)?;
    Ok(Nothing {})
}

fn passed(authorizer: &Authorizer) -> Option<(&str, Option<&str>)> {
    let role = authorizer.authorizer_credentials.as_deref()?;
    Some((role, authorizer.authorizer_uri.as_deref()))
}

fn load(ctx: &mut Context<'_>, api: &str, id: &str) -> Result<(SavedApi, Authorizer)> {
    let no_authorizer = || not_found("Invalid Authorizer identifier specified");
    let api = ctx.tx.get::<SavedApi>(api)?.ok_or_else(no_authorizer)?;
    let authorizer = api.definition.authorizers.get(id).cloned();
    Ok((api, authorizer.ok_or_else(no_authorizer)?))
}

/// What `authType` is unless it is given.
///
/// Source: recorded answers.
fn auth_type(kind: &str) -> &'static str {
    if kind == "COGNITO_USER_POOLS" {
        "cognito_user_pools"
    } else {
        "custom"
    }
}

fn kind(authorizer: &mut Authorizer, change: &Change<'_>, (): &()) -> Result<()> {
    let kind = change.text();
    if !check::KINDS.contains(&kind) {
        return Err(bad_request(format!(
            "`{kind}` is no type of authorizer: use one of {}",
            check::KINDS.join(", ")
        )));
    }
    let before = auth_type(authorizer.type_.as_deref().unwrap_or_default());
    if authorizer.auth_type.as_deref() == Some(before) {
        authorizer.auth_type = Some(auth_type(kind).to_owned());
    }
    authorizer.type_ = Some(kind.to_owned());
    Ok(())
}

fn ttl(authorizer: &mut Authorizer, change: &Change<'_>, (): &()) -> Result<()> {
    let given = change.optional();
    let ttl = change.number();
    if given.is_some() && ttl.is_none() {
        return Err(check::no_ttl(change.text()));
    }
    authorizer.authorizer_result_ttl_in_seconds = ttl;
    Ok(())
}

/// The identity sources are one text, separated by commas: `add` adds to it, `remove` takes one away, or all.
fn identity_source(authorizer: &mut Authorizer, change: &Change<'_>, (): &()) -> Result<()> {
    let old = authorizer.identity_source.take().unwrap_or_default();
    let given = change.text();
    let mut sources: Vec<&str> = match change.op {
        Op::Replace => Vec::new(),
        Op::Add | Op::Remove | Op::Copy | Op::Move | Op::Test => old
            .split(',')
            .map(str::trim)
            .filter(|source| !source.is_empty() && *source != given)
            .collect(),
    };
    match (change.op, given) {
        (Op::Remove, "") => sources.clear(),
        (Op::Remove, _) => {}
        (_, "") => {}
        (_, given) => sources.push(given),
    }
    authorizer.identity_source = Some(sources.join(",")).filter(|text| !text.is_empty());
    Ok(())
}

/// The ARN stands in the value.
fn provider(authorizer: &mut Authorizer, change: &Change<'_>, (): &()) -> Result<()> {
    let arn = change.text();
    let arns = authorizer.provider_arns.get_or_insert_default();
    let known = arns.iter().any(|known| known == arn);
    match (change.op, known) {
        (Op::Remove, false) => {
            return Err(not_found(format!(
                "`{arn}` is none of the authorizer's provider ARNs"
            )));
        }
        (Op::Remove, true) => arns.retain(|known| known != arn),
        (_, false) => arns.push(arn.to_owned()),
        (_, true) => {}
    }
    authorizer.provider_arns = authorizer.provider_arns.take().filter(|arns| !arns.is_empty());
    Ok(())
}

/// A method that would be left without its authorizer: `GET//pets`.
fn user(definition: &Definition, id: &str) -> Option<String> {
    let methods = definition.methods();
    let (resource, verb, _) = methods
        .iter()
        .find(|(_, _, method)| method.authorizer_id.as_deref() == Some(id))?;
    Some(format!("{verb}/{}", resource.path.as_deref().unwrap_or_default()))
}
