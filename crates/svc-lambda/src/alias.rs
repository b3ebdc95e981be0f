//! Aliases: names for versions.

use aws_model::lambda::{
    AliasConfiguration, AliasRoutingConfiguration, CreateAliasRequest, DeleteAliasRequest, GetAliasRequest,
    ListAliasesRequest, ListAliasesResponse, UpdateAliasRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{
    Lambda, errors, function,
    names::{self, FunctionName, LATEST},
    page::page,
    stored::{SavedAlias, SavedFunctionPolicy, SavedFunctionVersion},
};

/// CreateAlias.
pub(crate) fn create(ctx: &mut Ctx<'_, Lambda>, input: CreateAliasRequest) -> Result<AliasConfiguration> {
    let name = names::whole(ctx, &input.function_name)?;
    function::load(ctx, &name)?;
    refuse_routing(input.routing_config)?;
    check_version(ctx, &name, &input.function_version)?;
    let id = format!("{}/{}", name.name, input.name);
    if ctx.tx.get::<SavedAlias>(&id)?.is_some() {
        return Err(errors::conflict(format!(
            "Alias already exists: {}",
            name.with(Some(&input.name)).arn()
        )));
    }
    let alias = SavedAlias {
        name: input.name,
        version: input.function_version,
        description: input.description.unwrap_or_default(),
        revision: function::revision()?,
    };
    ctx.tx.put(&id, &name.name, &alias)?;
    Ok(answer(&name, alias))
}

/// Shares of calls for a second version: one answer of an alias would then come from either.
fn refuse_routing(routing: Option<AliasRoutingConfiguration>) -> Result<()> {
    let weights = routing.and_then(|routing| routing.additional_version_weights);
    if weights.is_some_and(|weights| !weights.is_empty()) {
        return Err(Error::unsupported(
            "`RoutingConfig` is not supported: an alias stands for one version; leave it out",
        ));
    }
    Ok(())
}

fn check_version(ctx: &mut Ctx<'_, Lambda>, name: &FunctionName, version: &str) -> Result<()> {
    let id = format!("{}/{version}", name.name);
    if version != LATEST && ctx.tx.get::<SavedFunctionVersion>(&id)?.is_none() {
        return Err(errors::function_not_found(&name.with(Some(version)).arn()));
    }
    Ok(())
}

/// An alias of a function that exists, and its id.
fn load(ctx: &mut Ctx<'_, Lambda>, name: &FunctionName, alias: &str) -> Result<(String, SavedAlias)> {
    function::load(ctx, name)?;
    let id = format!("{}/{alias}", name.name);
    let found = ctx.tx.get::<SavedAlias>(&id)?;
    found
        .map(|found| (id, found))
        .ok_or_else(|| errors::not_found(format!("Cannot find alias arn: {}", name.with(Some(alias)).arn())))
}

fn answer(name: &FunctionName, alias: SavedAlias) -> AliasConfiguration {
    AliasConfiguration {
        alias_arn: Some(name.with(Some(&alias.name)).arn()),
        name: Some(alias.name),
        function_version: Some(alias.version),
        description: Some(alias.description),
        routing_config: None,
        revision_id: Some(alias.revision),
    }
}

/// GetAlias.
pub(crate) fn get(ctx: &mut Ctx<'_, Lambda>, input: GetAliasRequest) -> Result<AliasConfiguration> {
    let name = names::whole(ctx, &input.function_name)?;
    let (_, alias) = load(ctx, &name, &input.name)?;
    Ok(answer(&name, alias))
}

/// UpdateAlias.
pub(crate) fn update(ctx: &mut Ctx<'_, Lambda>, input: UpdateAliasRequest) -> Result<AliasConfiguration> {
    let name = names::whole(ctx, &input.function_name)?;
    let (id, mut alias) = load(ctx, &name, &input.name)?;
    errors::check_revision(
        input.revision_id.as_ref(),
        &alias.revision,
        "GetFunction/GetAlias",
    )?;
    refuse_routing(input.routing_config)?;
    if let Some(version) = input.function_version {
        check_version(ctx, &name, &version)?;
        alias.version = version;
    }
    if let Some(description) = input.description {
        alias.description = description;
    }
    alias.revision = function::revision()?;
    ctx.tx.put(&id, &name.name, &alias)?;
    Ok(answer(&name, alias))
}

/// DeleteAlias, with its policy. One that is not there does not matter.
pub(crate) fn delete(ctx: &mut Ctx<'_, Lambda>, input: DeleteAliasRequest) -> Result<Nothing> {
    let name = names::whole(ctx, &input.function_name)?;
    function::load(ctx, &name)?;
    let id = format!("{}/{}", name.name, input.name);
    ctx.tx.delete::<SavedAlias>(&id);
    ctx.tx.delete::<SavedFunctionPolicy>(&id);
    Ok(Nothing {})
}

/// ListAliases.
pub(crate) fn list(ctx: &mut Ctx<'_, Lambda>, input: ListAliasesRequest) -> Result<ListAliasesResponse> {
    let name = names::whole(ctx, &input.function_name)?;
    function::load(ctx, &name)?;
    let mut found = ctx.tx.list::<SavedAlias>(Some(&name.name))?;
    if let Some(version) = input.function_version {
        found.retain(|(_, alias)| alias.version == version);
    }
    let (aliases, next_marker) = page(found, input.marker.as_ref(), input.max_items)?;
    Ok(ListAliasesResponse {
        next_marker,
        aliases: Some(aliases.into_iter().map(|alias| answer(&name, alias)).collect()),
    })
}
