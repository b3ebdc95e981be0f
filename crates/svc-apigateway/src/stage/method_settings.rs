//! Settings of a stage's methods: `*/*` for all, `~1pets/GET` for one.
//!
//! An entry that is new begins as a copy of that for all methods, or with AWS's defaults. Keys are kept as they stood in the
//! path, `~1` and all: clients look them up so.
//!
//! Caching may be asked for here, as AWS allows without a cache cluster: then nothing is cached, here and there.
//!
//! Source: recorded answers (defaults, keys, copies); API Gateway API reference, `MethodSetting`.

use aws_model::apigateway::{MethodSetting, Stage};
use control::Result;

use crate::{errors::bad_request, patch::Change};

use super::patch::{no_such_setting, unknown_path};

/// The key of the settings of all methods.
const EVERY: &str = "*/*";

const VERBS: &[&str] = &["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY"];

const LEVELS: &[&str] = &["OFF", "ERROR", "INFO"];

const STRATEGIES: &[&str] = &[
    "FAIL_WITH_403",
    "SUCCEED_WITH_RESPONSE_HEADER",
    "SUCCEED_WITHOUT_RESPONSE_HEADER",
];

const CACHE_TTL_MAX_S: i32 = 3600;

/// One setting of one method, or of all: `/{resource}/{method}/…`.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: |$setting:ident, $change:ident| $apply:expr;)*) => {
        $($(#[$doc])* pub(super) fn $name(stage: &mut Stage, $change: &Change<'_>, (): &()) -> Result<()> {
            let $setting = entry(stage, $change)?;
            $apply;
            Ok(())
        })*
    };
}

settings! {
    /// `metrics/enabled`
    metrics: |it, change| it.metrics_enabled = Some(change.boolean());
    /// `logging/dataTrace`
    data_trace: |it, change| it.data_trace_enabled = Some(change.boolean());
    /// `logging/loglevel`
    level: |it, change| it.logging_level = Some(one_of(change, LEVELS)?);
    /// `throttling/burstLimit`
    burst: |it, change| it.throttling_burst_limit = Some(checked_burst(change)?);
    /// `throttling/rateLimit`
    rate: |it, change| it.throttling_rate_limit = Some(checked_rate(change)?);
    /// `caching/ttlInSeconds`
    ttl: |it, change| it.cache_ttl_in_seconds = Some(checked_ttl(change)?);
    /// `caching/enabled`
    caching: |it, change| it.caching_enabled = Some(change.boolean());
    /// `caching/dataEncrypted`
    encrypted: |it, change| it.cache_data_encrypted = Some(change.boolean());
    /// `caching/requireAuthorizationForCacheControl`
    authorized: |it, change| it.require_authorization_for_cache_control = Some(change.boolean());
    /// `caching/unauthorizedCacheControlHeaderStrategy`
    strategy: |it, change| it.unauthorized_cache_control_header_strategy = Some(one_of(change, STRATEGIES)?);
}

/// Removes the settings of a method, or of all.
pub(super) fn remove(stage: &mut Stage, change: &Change<'_>, (): &()) -> Result<()> {
    let removed = stage
        .method_settings
        .as_mut()
        .and_then(|settings| settings.remove(change.path.strip_prefix('/')?));
    match removed {
        Some(_) => Ok(()),
        None => Err(no_such_setting(change)),
    }
}

/// What a new entry holds. `loggingLevel` is absent until it is set.
fn defaults() -> MethodSetting {
    MethodSetting {
        metrics_enabled: Some(false),
        logging_level: None,
        data_trace_enabled: Some(false),
        throttling_burst_limit: Some(5_000),
        throttling_rate_limit: Some(10_000.0),
        caching_enabled: Some(false),
        cache_ttl_in_seconds: Some(300),
        cache_data_encrypted: Some(false),
        require_authorization_for_cache_control: Some(true),
        unauthorized_cache_control_header_strategy: Some("SUCCEED_WITH_RESPONSE_HEADER".to_owned()),
    }
}

/// The entry that a path is about; a new one if there is none.
fn entry<'s>(stage: &'s mut Stage, change: &Change<'_>) -> Result<&'s mut MethodSetting> {
    let (resource, verb) = (change.nth(0), change.nth(1));
    let one = resource != "*" && VERBS.contains(&verb);
    if !one && (resource, verb) != ("*", "*") {
        return Err(unknown_path(change));
    }
    let raw: Vec<&str> = change.path.split('/').skip(1).take(2).collect();
    let settings = stage.method_settings.get_or_insert_default();
    let fresh = settings.get(EVERY).cloned().unwrap_or_else(defaults);
    Ok(settings.entry(raw.join("/")).or_insert(fresh))
}

fn one_of(change: &Change<'_>, values: &[&str]) -> Result<String> {
    let value = change.text();
    if values.contains(&value) {
        return Ok(value.to_owned());
    }
    Err(bad_request(format!(
        "`{value}` is no value of {}: use one of {}",
        change.path,
        values.join(", ")
    )))
}

/// Requests at once; -1 means that there is no limit of this level.
fn checked_burst(change: &Change<'_>) -> Result<i32> {
    change.number().filter(|burst| *burst >= -1).ok_or_else(|| {
        bad_request(format!(
            "`{}` is no burst limit: use a whole number from 0, or -1 for none",
            change.text()
        ))
    })
}

/// Requests per second; -1 means that there is no limit of this level.
#[expect(clippy::float_cmp, reason = "-1 is a word here, not a measure")]
fn checked_rate(change: &Change<'_>) -> Result<f64> {
    change
        .number()
        .filter(|rate: &f64| rate.is_finite() && (*rate >= 0.0 || *rate == -1.0))
        .ok_or_else(|| {
            bad_request(format!(
                "`{}` is no rate limit: use a number from 0, or -1 for none",
                change.text()
            ))
        })
}

fn checked_ttl(change: &Change<'_>) -> Result<i32> {
    change
        .number()
        .filter(|ttl| (0..=CACHE_TTL_MAX_S).contains(ttl))
        .ok_or_else(|| {
            bad_request(format!(
                "`{}` is no time to live: use seconds from 0 to {CACHE_TTL_MAX_S}",
                change.text()
            ))
        })
}
