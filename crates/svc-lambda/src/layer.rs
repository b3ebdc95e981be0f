//! Layers: packages that functions share.

use aws_model::lambda::{
    DeleteLayerVersionRequest, GetLayerVersionByArnRequest, GetLayerVersionRequest, GetLayerVersionResponse,
    LayerVersionContentOutput, LayerVersionsListItem, LayersListItem, ListLayerVersionsRequest,
    ListLayerVersionsResponse, ListLayersRequest, ListLayersResponse, PublishLayerVersionRequest,
    PublishLayerVersionResponse,
};
use aws_wire::Nothing;
use control::{Ctx, Result};

use crate::{
    Lambda,
    code::{self, Source},
    config::{instant, sha256_text},
    errors, names,
    page::page,
    stored::{SavedLayer, SavedLayerUse, SavedLayerVersion},
};

/// The name of a layer in a call: a name, or an ARN in the caller's account and the call's region.
fn name_of(ctx: &Ctx<'_, Lambda>, text: &str) -> Result<String> {
    names::layer_name(text, ctx.account(), ctx.region)
        .map(str::to_owned)
        .ok_or_else(|| {
            errors::access_denied(format!(
                "User: {} is not authorized to act on {text} because layers of other accounts and regions cannot be reached \
                 here",
                ctx.caller.arn
            ))
        })
}

fn id_of(name: &str, version: i64) -> String {
    format!("{name}/{version:019}")
}

fn arns(ctx: &Ctx<'_, Lambda>, layer: &SavedLayerVersion) -> (String, String) {
    let arn = names::layer_arn(ctx.account(), ctx.region, &layer.name);
    let version = format!("{arn}:{}", layer.version);
    (arn, version)
}

/// PublishLayerVersion.
pub(crate) fn publish(
    ctx: &mut Ctx<'_, Lambda>,
    input: PublishLayerVersionRequest,
) -> Result<PublishLayerVersionResponse> {
    let name = name_of(ctx, &input.layer_name)?;
    let code = code::receive(ctx, Source::from(input.content), "PublishLayerVersion")?;
    let mut layer = ctx.tx.get::<SavedLayer>(&name)?.unwrap_or_else(|| SavedLayer {
        name: name.clone(),
        last_version: 0,
    });
    layer.last_version += 1;
    let version = SavedLayerVersion {
        name: name.clone(),
        version: layer.last_version,
        description: input.description,
        license: input.license_info,
        runtimes: input.compatible_runtimes,
        architectures: input.compatible_architectures,
        code,
        created_ms: ctx.now.epoch_ms,
    };
    ctx.tx.put(&name, "", &layer)?;
    ctx.tx.put(&id_of(&name, version.version), &name, &version)?;
    let (layer_arn, version_arn) = arns(ctx, &version);
    Ok(PublishLayerVersionResponse {
        content: Some(content(&version)),
        layer_arn: Some(layer_arn),
        layer_version_arn: Some(version_arn),
        description: version.description,
        created_date: Some(instant(version.created_ms)),
        version: Some(version.version),
        compatible_runtimes: version.runtimes,
        license_info: version.license,
        compatible_architectures: version.architectures,
    })
}

/// Size and digest; there is no address that it could be fetched from.
fn content(version: &SavedLayerVersion) -> LayerVersionContentOutput {
    LayerVersionContentOutput {
        code_sha256: Some(sha256_text(&version.code.sha256)),
        code_size: Some(version.code.bytes),
        ..LayerVersionContentOutput::default()
    }
}

/// GetLayerVersion.
pub(crate) fn get(
    ctx: &mut Ctx<'_, Lambda>,
    input: GetLayerVersionRequest,
) -> Result<GetLayerVersionResponse> {
    let name = name_of(ctx, &input.layer_name)?;
    answer(ctx, &name, input.version_number)
}

/// GetLayerVersionByArn.
pub(crate) fn get_by_arn(
    ctx: &mut Ctx<'_, Lambda>,
    input: GetLayerVersionByArnRequest,
) -> Result<GetLayerVersionResponse> {
    let (name, version) = own(ctx, &input.arn)?;
    answer(ctx, &name, version)
}

/// Name and number in the ARN of a layer's version of the caller's account and the call's region.
fn own(ctx: &Ctx<'_, Lambda>, arn: &str) -> Result<(String, i64)> {
    let found = names::layer_version(arn)
        .filter(|(account, region, ..)| *account == ctx.account() && *region == ctx.region);
    match found {
        Some((_, _, name, version)) => Ok((name.to_owned(), version)),
        None => Err(errors::access_denied(format!(
            "User: {} is not authorized to perform: lambda:GetLayerVersion on resource: {arn} because layers of other accounts \
             and regions cannot be reached here",
            ctx.caller.arn
        ))),
    }
}

fn answer(ctx: &mut Ctx<'_, Lambda>, name: &str, version: i64) -> Result<GetLayerVersionResponse> {
    let version = ctx
        .tx
        .get::<SavedLayerVersion>(&id_of(name, version))?
        .ok_or_else(errors::no_such_resource)?;
    let (layer_arn, version_arn) = arns(ctx, &version);
    Ok(GetLayerVersionResponse {
        content: Some(content(&version)),
        layer_arn: Some(layer_arn),
        layer_version_arn: Some(version_arn),
        description: version.description,
        created_date: Some(instant(version.created_ms)),
        version: Some(version.version),
        compatible_runtimes: version.runtimes,
        license_info: version.license,
        compatible_architectures: version.architectures,
    })
}

/// The version of a layer that a function names; the caller may read it.
pub(crate) fn used(ctx: &mut Ctx<'_, Lambda>, arn: &str) -> Result<SavedLayerUse> {
    let (name, number) = own(ctx, arn)?;
    ctx.require("lambda:GetLayerVersion", arn.to_owned())?;
    let version = ctx
        .tx
        .get::<SavedLayerVersion>(&id_of(&name, number))?
        .ok_or_else(|| errors::invalid(format!("Layer version {arn} does not exist.")))?;
    Ok(SavedLayerUse {
        arn: arn.to_owned(),
        code: version.code,
    })
}

fn item(ctx: &Ctx<'_, Lambda>, version: SavedLayerVersion) -> LayerVersionsListItem {
    let (_, version_arn) = arns(ctx, &version);
    LayerVersionsListItem {
        layer_version_arn: Some(version_arn),
        version: Some(version.version),
        description: version.description,
        created_date: Some(instant(version.created_ms)),
        compatible_runtimes: version.runtimes,
        license_info: version.license,
        compatible_architectures: version.architectures,
    }
}

/// Whether a version says that it is for these; one that says nothing is for none in particular.
fn matches(version: &SavedLayerVersion, runtime: Option<&String>, architecture: Option<&String>) -> bool {
    let has = |list: &Option<Vec<String>>, wanted: Option<&String>| {
        wanted.is_none_or(|wanted| list.as_ref().is_some_and(|list| list.contains(wanted)))
    };
    has(&version.runtimes, runtime) && has(&version.architectures, architecture)
}

/// ListLayers: each with its newest version.
pub(crate) fn list(ctx: &mut Ctx<'_, Lambda>, input: ListLayersRequest) -> Result<ListLayersResponse> {
    let mut found = Vec::new();
    for (id, layer) in ctx.tx.list::<SavedLayer>(None)? {
        let versions = ctx.tx.list::<SavedLayerVersion>(Some(&layer.name))?;
        let newest = versions.into_iter().map(|(_, version)| version).rfind(|version| {
            matches(
                version,
                input.compatible_runtime.as_ref(),
                input.compatible_architecture.as_ref(),
            )
        });
        let Some(newest) = newest else {
            continue;
        };
        let (layer_arn, _) = arns(ctx, &newest);
        let item = LayersListItem {
            layer_name: Some(layer.name),
            layer_arn: Some(layer_arn),
            latest_matching_version: Some(item(ctx, newest)),
        };
        found.push((id, item));
    }
    let (layers, next_marker) = page(found, input.marker.as_ref(), input.max_items)?;
    Ok(ListLayersResponse {
        next_marker,
        layers: Some(layers),
    })
}

/// ListLayerVersions: the newest first.
pub(crate) fn list_versions(
    ctx: &mut Ctx<'_, Lambda>,
    input: ListLayerVersionsRequest,
) -> Result<ListLayerVersionsResponse> {
    let name = name_of(ctx, &input.layer_name)?;
    let mut versions: Vec<SavedLayerVersion> = ctx
        .tx
        .list::<SavedLayerVersion>(Some(&name))?
        .into_iter()
        .map(|(_, version)| version)
        .filter(|version| {
            matches(
                version,
                input.compatible_runtime.as_ref(),
                input.compatible_architecture.as_ref(),
            )
        })
        .collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.version));
    let found = versions
        .into_iter()
        .map(|version| {
            // Pages go up by key.
            let key = format!("{:019}", i64::MAX - version.version);
            (key, item(ctx, version))
        })
        .collect();
    let (layer_versions, next_marker) = page(found, input.marker.as_ref(), input.max_items)?;
    Ok(ListLayerVersionsResponse {
        next_marker,
        layer_versions: Some(layer_versions),
    })
}

/// DeleteLayerVersion. Functions that use it go on doing so; its number is not given again. One that is not there does not
/// matter.
pub(crate) fn delete(ctx: &mut Ctx<'_, Lambda>, input: DeleteLayerVersionRequest) -> Result<Nothing> {
    let name = name_of(ctx, &input.layer_name)?;
    ctx.tx
        .delete::<SavedLayerVersion>(&id_of(&name, input.version_number));
    code::sweep(ctx);
    Ok(Nothing {})
}
