//! What UpdateStage takes, and AWS's words for what it does not.
//!
//! Source: recorded answers; API Gateway API reference, "Patch operations", UpdateStage.

use aws_model::apigateway::Stage;
use control::{Error, Result};
use portcullis_core::Arn;

use crate::{
    errors::bad_request,
    patch::{Change, Op, Rule, RuleSet, Wording},
};

use super::{cache, canary, method_settings, variables};

type Apply = fn(&mut Stage, &Change<'_>, &()) -> Result<()>;

const fn rule(path: &'static str, ops: &'static [Op], apply: Apply) -> Rule<Stage> {
    Rule { path, ops, apply }
}

const SET: &[Op] = &[Op::Replace];
const REMOVE: &[Op] = &[Op::Remove];
const COPY: &[Op] = &[Op::Copy];
const ADD: &[Op] = &[Op::Add, Op::Replace];

/// Everything that can be changed in a stage. `/{resource}/{method}` stands last: it would match others too.
#[rustfmt::skip]
pub(super) static RULES: RuleSet<Stage> = RuleSet {
    wording: Wording::Own(refused),
    rules: &[
        // Whether what is referred to exists is checked with the whole stage.
        rule("/deploymentId", SET, |stage, change, ()| { stage.deployment_id = Some(change.text().to_owned()); Ok(()) }),
        rule("/deploymentId", COPY, canary::promote_deployment),
        rule("/description", SET, |stage, change, ()| { stage.description = change.optional(); Ok(()) }),
        rule("/clientCertificateId", SET, |stage, change, ()| { stage.client_certificate_id = change.optional(); Ok(()) }),
        rule("/documentationVersion", SET, |stage, change, ()| { stage.documentation_version = change.optional(); Ok(()) }),
        rule("/tracingEnabled", SET, |stage, change, ()| { stage.tracing_enabled = Some(change.boolean()); Ok(()) }),
        rule("/cacheClusterEnabled", SET, cache_enabled),
        rule("/cacheClusterSize", SET, cache_size),
        rule("/accessLogSettings", REMOVE, |stage, _, ()| { stage.access_log_settings = None; Ok(()) }),
        rule("/accessLogSettings/destinationArn", ADD, log_destination),
        rule("/accessLogSettings/format", ADD, log_format),
        rule("/variables", COPY, canary::promote_variables),
        rule("/variables", SET, |stage, change, ()| { stage.variables = variables::from_json(change.text())?; Ok(()) }),
        rule("/variables", REMOVE, |stage, _, ()| { stage.variables = None; Ok(()) }),
        rule("/variables/{name}", SET, |stage, change, ()| variables::set(&mut stage.variables, change)),
        rule("/variables/{name}", REMOVE, |stage, change, ()| variables::remove(&mut stage.variables, change)),
        rule("/canarySettings", REMOVE, |stage, _, ()| { stage.canary_settings = None; Ok(()) }),
        rule("/canarySettings/deploymentId", SET, canary::deployment),
        rule("/canarySettings/percentTraffic", SET, canary::percentage),
        rule("/canarySettings/useStageCache", SET, canary::use_stage_cache),
        rule("/canarySettings/stageVariableOverrides", SET, canary::overrides),
        rule("/canarySettings/stageVariableOverrides/{name}", SET, canary::override_set),
        rule("/canarySettings/stageVariableOverrides/{name}", REMOVE, canary::override_remove),
        rule("/{resource}/{method}/metrics/enabled", SET, method_settings::metrics),
        rule("/{resource}/{method}/logging/dataTrace", SET, method_settings::data_trace),
        rule("/{resource}/{method}/logging/loglevel", SET, method_settings::level),
        rule("/{resource}/{method}/throttling/burstLimit", SET, method_settings::burst),
        rule("/{resource}/{method}/throttling/rateLimit", SET, method_settings::rate),
        rule("/{resource}/{method}/caching/ttlInSeconds", SET, method_settings::ttl),
        rule("/{resource}/{method}/caching/enabled", SET, method_settings::caching),
        rule("/{resource}/{method}/caching/dataEncrypted", SET, method_settings::encrypted),
        rule("/{resource}/{method}/caching/requireAuthorizationForCacheControl", SET, method_settings::authorized),
        rule("/{resource}/{method}/caching/unauthorizedCacheControlHeaderStrategy", SET, method_settings::strategy),
        rule("/{resource}/{method}", REMOVE, method_settings::remove),
    ],
};

fn cache_enabled(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    stage.cache_cluster_enabled = Some(cache::enabled(Some(change.boolean()))?);
    Ok(())
}

fn cache_size(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    stage.cache_cluster_size = cache::size(change.optional())?;
    Ok(())
}

fn log_destination(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    let arn = access_log_value(change)?;
    check_destination(arn)?;
    stage.access_log_settings.get_or_insert_default().destination_arn = Some(arn.to_owned());
    Ok(())
}

fn log_format(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    let format = access_log_value(change)?;
    check_format(format)?;
    stage.access_log_settings.get_or_insert_default().format = Some(format.to_owned());
    Ok(())
}

/// The words of AWS for the paths there are, commas missing and all: recorded.
const PATHS: &str = "[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, \
    /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, \
    /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, \
    /{resourcePath}/{httpMethod}/logging/loglevel, \
    /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit\
    /{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, \
    /{resourcePath}/{httpMethod}/caching/dataEncrypted, \
    /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, \
    /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, \
    /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit \
    /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, \
    /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, \
    /variables/{variable_name}, /tracingEnabled]";

/// What nothing above takes.
fn refused(change: &Change<'_>) -> Error {
    match change.op {
        Op::Copy => invalid_copy(change),
        Op::Remove => no_such_setting(change),
        Op::Add | Op::Replace
            if change.path == "/accessLogSettings" || change.path.starts_with("/accessLogSettings/") =>
        {
            bad_request(
                "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, \
                 /accessLogSettings/format]",
            )
        }
        Op::Add => bad_request(format!("Invalid add operation with path: {}", change.path)),
        Op::Replace => unknown_path(change),
        Op::Move | Op::Test => {
            bad_request("Invalid patch operation specified. Must be one of: [add, remove, replace, copy]")
        }
    }
}

pub(super) fn unknown_path(change: &Change<'_>) -> Error {
    bad_request(format!(
        "Invalid method setting path: {}. Must be one of: {PATHS}",
        change.path
    ))
}

pub(super) fn no_such_setting(change: &Change<'_>) -> Error {
    bad_request(format!(
        "Cannot remove method setting {} because there is no method setting for this method ",
        change.path.strip_prefix('/').unwrap_or(change.path)
    ))
}

pub(super) fn invalid_copy(change: &Change<'_>) -> Error {
    bad_request(format!(
        "Invalid copy operation with path: {} and from {}. Valid copy:path are [/deploymentId, /variables] and valid \
         copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]",
        change.path,
        change.from.unwrap_or("null")
    ))
}

fn access_log_value<'c>(change: &Change<'c>) -> Result<&'c str> {
    change
        .value
        .filter(|value| !value.is_empty())
        .ok_or_else(|| bad_request("Access Log value must not be empty"))
}

/// Source: API Gateway API reference, `AccessLogSettings`: a log group, or a Firehose stream.
fn check_destination(arn: &str) -> Result<()> {
    match Arn::parse(arn) {
        Ok(parts) if matches!(parts.service, "logs" | "firehose") && !parts.resource.is_empty() => Ok(()),
        Ok(_) | Err(_) => Err(bad_request("Invalid ARN specified in the request")),
    }
}

/// Source: API Gateway developer guide, "Set up CloudWatch logging for REST APIs": a format is one line.
fn check_format(format: &str) -> Result<()> {
    if format.trim_end_matches('\n').contains('\n') {
        return Err(bad_request(
            "Access log format must be single line, new line character is allowed only at end of the format",
        ));
    }
    Ok(())
}
