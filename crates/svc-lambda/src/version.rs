//! Published versions: code and configuration that do not change any more.

use aws_model::lambda::{
    FunctionConfiguration, ListVersionsByFunctionRequest, ListVersionsByFunctionResponse,
    PublishVersionRequest,
};
use control::{Ctx, Error, Result};

use crate::{
    Lambda, config, errors, function,
    names::{self, FunctionName, LATEST},
    page::page,
    stored::{SavedAlias, SavedFunction, SavedFunctionVersion, SavedVersion},
};

/// The version that a name leads to, through an alias too.
pub(crate) fn resolve(ctx: &mut Ctx<'_, Lambda>, name: &FunctionName) -> Result<SavedVersion> {
    let function = function::load(ctx, name)?;
    let Some(qualifier) = name.qualifier.as_deref().filter(|qualifier| *qualifier != LATEST) else {
        return Ok(function.latest);
    };
    let number = if is_number(qualifier) {
        qualifier.to_owned()
    } else {
        let alias = ctx.tx.get::<SavedAlias>(&format!("{}/{qualifier}", name.name))?;
        alias
            .map(|alias| alias.version)
            .ok_or_else(|| errors::function_not_found(&name.arn()))?
    };
    if number == LATEST {
        return Ok(function.latest);
    }
    ctx.tx
        .get::<SavedFunctionVersion>(&format!("{}/{number}", name.name))?
        .map(|found| found.published)
        .ok_or_else(|| errors::function_not_found(&name.arn()))
}

/// Whether a qualifier is the number of a version.
pub(crate) fn is_number(qualifier: &str) -> bool {
    !qualifier.is_empty() && qualifier.bytes().all(|byte| byte.is_ascii_digit())
}

/// All published versions of a function, by number.
pub(crate) fn all(ctx: &mut Ctx<'_, Lambda>, name: &str) -> Result<Vec<(u64, SavedVersion)>> {
    let mut found: Vec<_> = ctx
        .tx
        .list::<SavedFunctionVersion>(Some(name))?
        .into_iter()
        .filter_map(|(_, saved)| Some((saved.published.version.parse().ok()?, saved.published)))
        .collect();
    found.sort_by_key(|(number, _)| *number);
    Ok(found)
}

/// PublishVersion.
pub(crate) fn create(
    ctx: &mut Ctx<'_, Lambda>,
    input: PublishVersionRequest,
) -> Result<FunctionConfiguration> {
    let name = names::whole(ctx, &input.function_name)?;
    let mut function = function::load(ctx, &name)?;
    if input.publish_to.is_some() {
        return Err(Error::unsupported(
            "`PublishTo` is not supported: functions run on this host only; leave it out",
        ));
    }
    errors::check_revision(
        input.revision_id.as_ref(),
        &function.latest.revision,
        "GetFunction/GetAlias",
    )?;
    let current = config::sha256_text(&function.latest.code.sha256);
    if let Some(given) = input.code_sha256.filter(|given| *given != current) {
        return Err(errors::invalid(format!(
            "CodeSHA256 ({given}) is different from current CodeSHA256 in $LATEST ({current}). Please try again with the \
             CodeSHA256 in $LATEST."
        )));
    }
    publish(ctx, &name, &mut function, input.description)
}

/// Publishes `$LATEST` and saves the function. Where nothing has changed since the last version, that one is the answer.
pub(crate) fn publish(
    ctx: &mut Ctx<'_, Lambda>,
    name: &FunctionName,
    function: &mut SavedFunction,
    description: Option<String>,
) -> Result<FunctionConfiguration> {
    let last = format!("{}/{}", name.name, function.last_version);
    if let Some(last) = ctx.tx.get::<SavedFunctionVersion>(&last)?
        && last.published.same_as(&function.latest)
    {
        function::save(ctx, function)?;
        return config::answer(&last.published, &name.with(Some(&last.published.version)));
    }
    function.last_version += 1;
    let mut published = function.latest.clone();
    published.version = function.last_version.to_string();
    published.modified_ms = ctx.now.epoch_ms;
    published.revision = function::revision()?;
    if let Some(description) = description.filter(|text| !text.is_empty()) {
        published.description = description;
    }
    let id = format!("{}/{}", name.name, published.version);
    let answer = config::answer(&published, &name.with(Some(&published.version)))?;
    ctx.tx.put(&id, &name.name, &SavedFunctionVersion { published })?;
    function::save(ctx, function)?;
    Ok(answer)
}

/// ListVersionsByFunction: `$LATEST` first.
pub(crate) fn list(
    ctx: &mut Ctx<'_, Lambda>,
    input: ListVersionsByFunctionRequest,
) -> Result<ListVersionsByFunctionResponse> {
    let name = names::whole(ctx, &input.function_name)?;
    let function = function::load(ctx, &name)?;
    let latest = config::answer(&function.latest, &name.with(Some(LATEST)))?;
    let mut found = vec![(String::new(), latest)];
    for (number, version) in all(ctx, &name.name)? {
        let answer = config::answer(&version, &name.with(Some(&version.version)))?;
        found.push((format!("{number:020}"), answer));
    }
    let (versions, next_marker) = page(found, input.marker.as_ref(), input.max_items)?;
    Ok(ListVersionsByFunctionResponse {
        next_marker,
        versions: Some(versions),
    })
}
