//! Functions: create, read, change, delete.

use aws_model::lambda::{
    Concurrency, CreateFunctionRequest, DeleteFunctionRequest, DeleteFunctionResponse, FunctionCodeLocation,
    FunctionConfiguration, GetFunctionCodeSigningConfigRequest, GetFunctionCodeSigningConfigResponse,
    GetFunctionConfigurationRequest, GetFunctionRequest, GetFunctionResponse, GetFunctionUrlConfigRequest,
    GetFunctionUrlConfigResponse, ListFunctionsRequest, ListFunctionsResponse, UpdateFunctionCodeRequest,
    UpdateFunctionConfigurationRequest,
};
use control::{Ctx, Error, Result, random_text};

use crate::{
    Lambda,
    code::{self, Source},
    config::{self, Changes},
    errors,
    names::{self, FunctionName, LATEST},
    page::page,
    stored::{SavedAlias, SavedFunction, SavedFunctionPolicy, SavedFunctionVersion, SavedVersion},
    tags, version,
};

/// A new revision id: a UUID.
pub(crate) fn revision() -> Result<String> {
    let parts = [8, 4, 4, 4, 12].map(|length| random_text("0123456789abcdef", length));
    Ok(parts.into_iter().collect::<Result<Vec<_>>>()?.join("-"))
}

/// The function of a name.
pub(crate) fn load(ctx: &mut Ctx<'_, Lambda>, name: &FunctionName) -> Result<SavedFunction> {
    ctx.tx
        .get::<SavedFunction>(&name.name)?
        .ok_or_else(|| errors::function_not_found(&name.arn()))
}

pub(crate) fn save(ctx: &mut Ctx<'_, Lambda>, function: &SavedFunction) -> Result<()> {
    ctx.tx.put(&function.name, "", function)
}

/// CreateFunction.
pub(crate) fn create(
    ctx: &mut Ctx<'_, Lambda>,
    mut input: CreateFunctionRequest,
) -> Result<FunctionConfiguration> {
    let name = names::whole(ctx, &input.function_name)?;
    names::check_length(&name.name)?;
    let changes = Changes::of_create(&mut input)?;
    if !changes.name_runtime_and_handler() {
        return Err(errors::invalid(
            "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
        ));
    }
    if ctx.tx.get::<SavedFunction>(&name.name)?.is_some() {
        return Err(errors::conflict(format!("Function already exist: {}", name.name)));
    }
    let tags = input.tags.take().unwrap_or_default();
    tags::check(&tags)?;
    let (_, count) = code::usage(ctx)?;
    if usize::try_from(count).map_or(true, |count| count >= ctx.env.limits.functions_max) {
        return Err(errors::invalid(format!(
            "there are {count} functions, the most that an account and region may have"
        )));
    }
    let mut latest = config::defaults(&name.name);
    config::set_architecture(&mut latest, input.architectures.take());
    changes.apply(ctx, &mut latest)?;
    latest.code = code::receive(ctx, Source::from(input.code), "CreateFunction")?;
    code::check_size(&latest.code, &latest.layers)?;
    latest.modified_ms = ctx.now.epoch_ms;
    latest.revision = revision()?;
    let mut function = SavedFunction {
        name: name.name.clone(),
        latest,
        last_version: 0,
        tags,
        reserved_concurrency: None,
    };
    if input.publish == Some(true) {
        return version::publish(ctx, &name, &mut function, None);
    }
    save(ctx, &function)?;
    config::answer(&function.latest, &name)
}

/// GetFunction.
pub(crate) fn get(ctx: &mut Ctx<'_, Lambda>, input: GetFunctionRequest) -> Result<GetFunctionResponse> {
    let name = names::named(ctx, &input.function_name, input.qualifier.as_ref())?;
    let function = load(ctx, &name)?;
    let configuration = configuration(ctx, &name)?;
    let concurrency = function.reserved_concurrency.map(|reserved| Concurrency {
        reserved_concurrent_executions: Some(reserved),
    });
    Ok(GetFunctionResponse {
        configuration: Some(configuration),
        // There is no address that the code could be fetched from.
        code: Some(FunctionCodeLocation::default()),
        tags: Some(function.tags).filter(|tags| !tags.is_empty()),
        concurrency,
        ..GetFunctionResponse::default()
    })
}

/// GetFunctionConfiguration.
pub(crate) fn get_configuration(
    ctx: &mut Ctx<'_, Lambda>,
    input: GetFunctionConfigurationRequest,
) -> Result<FunctionConfiguration> {
    let name = names::named(ctx, &input.function_name, input.qualifier.as_ref())?;
    configuration(ctx, &name)
}

/// Of the version that a name leads to, with the ARN that it was asked for by.
fn configuration(ctx: &mut Ctx<'_, Lambda>, name: &FunctionName) -> Result<FunctionConfiguration> {
    let version = version::resolve(ctx, name)?;
    config::answer(&version, name)
}

/// UpdateFunctionCode.
pub(crate) fn update_code(
    ctx: &mut Ctx<'_, Lambda>,
    mut input: UpdateFunctionCodeRequest,
) -> Result<FunctionConfiguration> {
    let name = names::whole(ctx, &input.function_name)?;
    let mut function = load(ctx, &name)?;
    check_revision(input.revision_id.as_ref(), &function.latest)?;
    if input.publish_to.is_some() {
        return Err(Error::unsupported(
            "`PublishTo` is not supported: functions run on this host only; leave it out",
        ));
    }
    let code = code::receive(ctx, Source::from(&mut input), "UpdateFunctionCode")?;
    code::check_size(&code, &function.latest.layers)?;
    let latest = &mut function.latest;
    config::set_architecture(latest, input.architectures.take());
    latest.code = code;
    changed(ctx, latest)?;
    if input.dry_run == Some(true) {
        return config::answer(&function.latest, &name);
    }
    if input.publish == Some(true) {
        return version::publish(ctx, &name, &mut function, None);
    }
    save(ctx, &function)?;
    config::answer(&function.latest, &name)
}

/// UpdateFunctionConfiguration.
pub(crate) fn update_configuration(
    ctx: &mut Ctx<'_, Lambda>,
    mut input: UpdateFunctionConfigurationRequest,
) -> Result<FunctionConfiguration> {
    let name = names::whole(ctx, &input.function_name)?;
    let mut function = load(ctx, &name)?;
    check_revision(input.revision_id.take().as_ref(), &function.latest)?;
    Changes::of_update(input)?.apply(ctx, &mut function.latest)?;
    changed(ctx, &mut function.latest)?;
    save(ctx, &function)?;
    config::answer(&function.latest, &name)
}

fn check_revision(given: Option<&String>, latest: &SavedVersion) -> Result<()> {
    errors::check_revision(given, &latest.revision, "GetFunction/GetAlias")
}

fn changed(ctx: &Ctx<'_, Lambda>, latest: &mut SavedVersion) -> Result<()> {
    latest.modified_ms = ctx.now.epoch_ms;
    latest.revision = revision()?;
    Ok(())
}

/// DeleteFunction: the function with all that belongs to it, or one version.
pub(crate) fn delete(
    ctx: &mut Ctx<'_, Lambda>,
    input: DeleteFunctionRequest,
) -> Result<DeleteFunctionResponse> {
    let name = names::named(ctx, &input.function_name, input.qualifier.as_ref())?;
    let function = load(ctx, &name)?;
    let gone = DeleteFunctionResponse {
        status_code: Some(204),
    };
    let Some(qualifier) = &name.qualifier else {
        ctx.tx.delete_children::<SavedFunctionVersion>(&function.name)?;
        ctx.tx.delete_children::<SavedAlias>(&function.name)?;
        ctx.tx.delete_children::<SavedFunctionPolicy>(&function.name)?;
        ctx.tx.delete::<SavedFunction>(&function.name);
        code::sweep(ctx);
        return Ok(gone);
    };
    if qualifier == LATEST {
        return Err(errors::invalid(
            "$LATEST version cannot be deleted without deleting the function.",
        ));
    }
    if !qualifier.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(errors::invalid(
            "Deletion of aliases is not currently supported: use DeleteAlias",
        ));
    }
    let aliases: Vec<String> = ctx
        .tx
        .list::<SavedAlias>(Some(&function.name))?
        .into_iter()
        .filter(|(_, alias)| alias.version == *qualifier)
        .map(|(_, alias)| alias.name)
        .collect();
    if !aliases.is_empty() {
        return Err(errors::conflict(format!(
            "Unable to delete version because the following aliases reference it: [{}]",
            aliases.join(", ")
        )));
    }
    let id = format!("{}/{qualifier}", function.name);
    if ctx.tx.get::<SavedFunctionVersion>(&id)?.is_none() {
        return Err(errors::function_not_found(&name.arn()));
    }
    ctx.tx.delete::<SavedFunctionVersion>(&id);
    ctx.tx.delete::<SavedFunctionPolicy>(&id);
    code::sweep(ctx);
    Ok(gone)
}

/// ListFunctions.
pub(crate) fn list(ctx: &mut Ctx<'_, Lambda>, input: ListFunctionsRequest) -> Result<ListFunctionsResponse> {
    if input.master_region.is_some_and(|region| region != "ALL") {
        return Err(Error::unsupported(
            "`MasterRegion` is not supported: no function is a copy of one in another region; leave it out",
        ));
    }
    let mut found = Vec::new();
    let functions = ctx.tx.list::<SavedFunction>(None)?;
    for (id, function) in functions {
        let name = of(ctx, &function.name);
        if input.function_version.is_some() {
            let latest = name.with(Some(LATEST));
            found.push((format!("{id}/"), config::answer(&function.latest, &latest)?));
            for (number, version) in version::all(ctx, &function.name)? {
                let name = name.with(Some(&version.version));
                found.push((format!("{id}/{number:020}"), config::answer(&version, &name)?));
            }
        } else {
            found.push((id, config::answer(&function.latest, &name)?));
        }
    }
    let (functions, next_marker) = page(found, input.marker.as_ref(), input.max_items)?;
    Ok(ListFunctionsResponse {
        next_marker,
        functions: Some(functions),
    })
}

/// The name of a function of the caller.
pub(crate) fn of(ctx: &Ctx<'_, Lambda>, name: &str) -> FunctionName {
    FunctionName {
        account: ctx.account().to_owned(),
        region: ctx.region.to_owned(),
        name: name.to_owned(),
        qualifier: None,
    }
}

/// GetFunctionCodeSigningConfig: no function has one.
pub(crate) fn code_signing(
    ctx: &mut Ctx<'_, Lambda>,
    input: GetFunctionCodeSigningConfigRequest,
) -> Result<GetFunctionCodeSigningConfigResponse> {
    let name = names::whole(ctx, &input.function_name)?;
    let function = load(ctx, &name)?;
    Ok(GetFunctionCodeSigningConfigResponse {
        code_signing_config_arn: String::new(),
        function_name: function.name,
    })
}

/// GetFunctionUrlConfig: no function has a URL.
pub(crate) fn url_config(
    ctx: &mut Ctx<'_, Lambda>,
    input: GetFunctionUrlConfigRequest,
) -> Result<GetFunctionUrlConfigResponse> {
    let name = names::named(ctx, &input.function_name, input.qualifier.as_ref())?;
    version::resolve(ctx, &name)?;
    Err(errors::no_such_resource())
}
