//! The configuration of a version: what calls may set.

mod answer;

use std::collections::BTreeMap;

use aws_model::lambda::{
    CreateFunctionRequest, Environment, EphemeralStorage, LoggingConfig, UpdateFunctionConfigurationRequest,
};
use control::{Ctx, Error, Result};
use portcullis_core::Arn;

use crate::{
    Lambda, code, errors, layer,
    stored::{HiddenText, SavedVersion},
};

pub(crate) use answer::{answer, instant, sha256_text};

/// Seconds a call may take. AWS Lambda developer guide, quotas.
const TIMEOUT_S_MAX: i32 = 900;
/// Where a call does not say. AWS Lambda API reference, CreateFunction.
const TIMEOUT_S_DEFAULT: i32 = 3;
/// Megabytes of memory. AWS Lambda developer guide, quotas.
const MEMORY_MB_MAX: i32 = 10_240;
/// Where a call does not say.
const MEMORY_MB_DEFAULT: i32 = 128;
/// Megabytes of `/tmp` where a call does not say.
const STORAGE_MB_DEFAULT: i32 = 512;
/// Bytes of all environment variables. AWS Lambda developer guide, quotas: 4 KB.
const ENVIRONMENT_BYTES_MAX: usize = 4_096;
/// Layers of a function. AWS Lambda developer guide, quotas.
const LAYERS_MAX: usize = 5;

/// Runtimes that can be run. AWS Lambda developer guide, "Lambda runtimes".
const RUNTIMES: &[&str] = &[
    "nodejs18.x",
    "nodejs20.x",
    "nodejs22.x",
    "nodejs24.x",
    "provided.al2",
    "provided.al2023",
    "python3.10",
    "python3.11",
    "python3.12",
    "python3.13",
    "python3.14",
    "python3.9",
];

/// Names that functions cannot give values. AWS Lambda developer guide, "Defined runtime environment variables".
const RESERVED: &[&str] = &[
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
];

/// What a call sets; what is `None` stays as it is.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    role: Option<String>,
    handler: Option<String>,
    runtime: Option<String>,
    description: Option<String>,
    timeout: Option<i32>,
    memory: Option<i32>,
    storage: Option<EphemeralStorage>,
    environment: Option<Environment>,
    tracing: Option<String>,
    layers: Option<Vec<String>>,
    logging: Option<LoggingConfig>,
}

/// Members that ask for something that is not done, with the reason.
fn refuse(asked: &[(bool, &str, &str)]) -> Result<()> {
    match asked.iter().find(|(asked, ..)| *asked) {
        None => Ok(()),
        Some((_, member, why)) => Err(Error::unsupported(format!(
            "`{member}` is not supported: {why}; leave it out"
        ))),
    }
}

const NO_VPC: &str = "functions use the network of their host";
const NO_QUEUE: &str = "events that fail are not kept";
const NO_FILES: &str = "file systems are not mounted";
const NO_IMAGE: &str = "functions run without containers";
const NO_SNAPSHOT: &str = "workers start anew";
const NO_KEYS: &str = "environment variables are sealed with the installation's own key";
const NO_SIGNING: &str = "signatures of code are not checked";
const NO_PROVIDER: &str = "functions run on this host only";
const NO_DURABLE: &str = "calls cannot be continued later";
const NO_TENANTS: &str = "workers are not kept apart by tenant";

fn is_set(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.is_empty())
}

fn has_any<T>(list: Option<&Vec<T>>) -> bool {
    list.is_some_and(|list| !list.is_empty())
}

impl Changes {
    /// Of CreateFunction.
    pub(crate) fn of_create(input: &mut CreateFunctionRequest) -> Result<Self> {
        let vpc = input.vpc_config.as_ref();
        refuse(&[
            (
                input.package_type.as_deref() == Some("Image"),
                "PackageType Image",
                NO_IMAGE,
            ),
            (
                vpc.is_some_and(|vpc| {
                    has_any(vpc.subnet_ids.as_ref()) || has_any(vpc.security_group_ids.as_ref())
                }),
                "VpcConfig",
                NO_VPC,
            ),
            (
                input
                    .dead_letter_config
                    .as_ref()
                    .is_some_and(|queue| is_set(queue.target_arn.as_ref())),
                "DeadLetterConfig",
                NO_QUEUE,
            ),
            (is_set(input.kms_key_arn.as_ref()), "KMSKeyArn", NO_KEYS),
            (
                has_any(input.file_system_configs.as_ref()),
                "FileSystemConfigs",
                NO_FILES,
            ),
            (input.image_config.is_some(), "ImageConfig", NO_IMAGE),
            (
                is_set(input.code_signing_config_arn.as_ref()),
                "CodeSigningConfigArn",
                NO_SIGNING,
            ),
            (
                input
                    .snap_start
                    .as_ref()
                    .is_some_and(|snap| snap.apply_on.as_deref() == Some("PublishedVersions")),
                "SnapStart",
                NO_SNAPSHOT,
            ),
            (
                input.capacity_provider_config.is_some(),
                "CapacityProviderConfig",
                NO_PROVIDER,
            ),
            (input.publish_to.is_some(), "PublishTo", NO_PROVIDER),
            (input.durable_config.is_some(), "DurableConfig", NO_DURABLE),
            (input.tenancy_config.is_some(), "TenancyConfig", NO_TENANTS),
        ])?;
        Ok(Self {
            role: Some(std::mem::take(&mut input.role)),
            handler: input.handler.take(),
            runtime: input.runtime.take(),
            description: input.description.take(),
            timeout: input.timeout,
            memory: input.memory_size,
            storage: input.ephemeral_storage.take(),
            environment: input.environment.take(),
            tracing: input.tracing_config.take().and_then(|tracing| tracing.mode),
            layers: input.layers.take(),
            logging: input.logging_config.take(),
        })
    }

    /// Of UpdateFunctionConfiguration.
    pub(crate) fn of_update(input: UpdateFunctionConfigurationRequest) -> Result<Self> {
        let vpc = input.vpc_config.as_ref();
        refuse(&[
            (
                vpc.is_some_and(|vpc| {
                    has_any(vpc.subnet_ids.as_ref()) || has_any(vpc.security_group_ids.as_ref())
                }),
                "VpcConfig",
                NO_VPC,
            ),
            (
                input
                    .dead_letter_config
                    .as_ref()
                    .is_some_and(|queue| is_set(queue.target_arn.as_ref())),
                "DeadLetterConfig",
                NO_QUEUE,
            ),
            (is_set(input.kms_key_arn.as_ref()), "KMSKeyArn", NO_KEYS),
            (
                has_any(input.file_system_configs.as_ref()),
                "FileSystemConfigs",
                NO_FILES,
            ),
            (input.image_config.is_some(), "ImageConfig", NO_IMAGE),
            (
                input
                    .snap_start
                    .as_ref()
                    .is_some_and(|snap| snap.apply_on.as_deref() == Some("PublishedVersions")),
                "SnapStart",
                NO_SNAPSHOT,
            ),
            (
                input.capacity_provider_config.is_some(),
                "CapacityProviderConfig",
                NO_PROVIDER,
            ),
            (input.durable_config.is_some(), "DurableConfig", NO_DURABLE),
        ])?;
        Ok(Self {
            role: input.role,
            handler: input.handler,
            runtime: input.runtime,
            description: input.description,
            timeout: input.timeout,
            memory: input.memory_size,
            storage: input.ephemeral_storage,
            environment: input.environment,
            tracing: input.tracing_config.and_then(|tracing| tracing.mode),
            layers: input.layers,
            logging: input.logging_config,
        })
    }

    /// Whether a function can be made of them.
    pub(crate) fn name_runtime_and_handler(&self) -> bool {
        is_set(self.runtime.as_ref()) && is_set(self.handler.as_ref())
    }

    /// Checks all of it and sets it.
    pub(crate) fn apply(self, ctx: &mut Ctx<'_, Lambda>, version: &mut SavedVersion) -> Result<()> {
        if let Some(runtime) = self.runtime {
            check_runtime(&runtime)?;
            version.runtime = runtime;
        }
        if let Some(handler) = self.handler {
            version.handler = handler;
        }
        if let Some(description) = self.description {
            version.description = description;
        }
        if let Some(timeout) = self.timeout {
            at_most(timeout, TIMEOUT_S_MAX, "timeout")?;
            version.timeout_s = timeout;
        }
        if let Some(memory) = self.memory {
            at_most(memory, MEMORY_MB_MAX, "memorySize")?;
            version.memory_mb = memory;
        }
        if let Some(storage) = self.storage {
            if storage.size != STORAGE_MB_DEFAULT {
                ctx.warnings.push(
                    "the size of `EphemeralStorage` is saved; what a function writes has no limit".to_owned(),
                );
            }
            version.storage_mb = storage.size;
        }
        if let Some(environment) = self.environment {
            let variables = environment.variables.unwrap_or_default();
            version.environment = Some(environment_text(&variables)?);
        }
        if let Some(tracing) = self.tracing {
            if tracing == "Active" {
                ctx.warnings
                    .push("tracing is saved as `Active`; no traces are recorded".to_owned());
            }
            version.tracing = tracing;
        }
        if let Some(logging) = self.logging {
            set_logging(logging, version)?;
        }
        if let Some(arns) = self.layers {
            if arns.len() > LAYERS_MAX {
                return Err(errors::invalid(format!(
                    "Cannot reference more than {LAYERS_MAX} layers."
                )));
            }
            version.layers = arns
                .iter()
                .map(|arn| layer::used(ctx, arn))
                .collect::<Result<_>>()?;
        }
        if let Some(role) = self.role
            && role != version.role
        {
            check_role(ctx, &role)?;
            version.role = role;
        }
        code::check_size(&version.code, &version.layers)
    }
}

/// What a function has that does not say otherwise.
pub(crate) fn defaults(name: &str) -> SavedVersion {
    SavedVersion {
        version: crate::names::LATEST.to_owned(),
        timeout_s: TIMEOUT_S_DEFAULT,
        memory_mb: MEMORY_MB_DEFAULT,
        storage_mb: STORAGE_MB_DEFAULT,
        architecture: "x86_64".to_owned(),
        tracing: "PassThrough".to_owned(),
        log_group: format!("/aws/lambda/{name}"),
        ..SavedVersion::default()
    }
}

fn at_most(value: i32, most: i32, member: &str) -> Result<()> {
    if value > most {
        return Err(errors::validation(
            &value.to_string(),
            member,
            &format!("Member must have value less than or equal to {most}"),
        ));
    }
    Ok(())
}

fn check_runtime(runtime: &str) -> Result<()> {
    if RUNTIMES.contains(&runtime) {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "the runtime `{runtime}` cannot be run here; there are {}",
        RUNTIMES.join(", ")
    )))
}

fn set_logging(logging: LoggingConfig, version: &mut SavedVersion) -> Result<()> {
    refuse(&[
        (
            logging.log_format.as_deref() == Some("JSON"),
            "LoggingConfig.LogFormat JSON",
            "lines are kept as functions print them",
        ),
        (
            logging.application_log_level.is_some() || logging.system_log_level.is_some(),
            "LoggingConfig log levels",
            "they need the format JSON",
        ),
    ])?;
    if let Some(group) = logging.log_group {
        version.log_group = group;
    }
    Ok(())
}

/// The text that is stored for environment variables.
fn environment_text(variables: &BTreeMap<String, String>) -> Result<HiddenText> {
    let reserved: Vec<&str> = variables
        .keys()
        .map(String::as_str)
        .filter(|name| RESERVED.contains(name))
        .collect();
    if !reserved.is_empty() {
        return Err(errors::invalid(format!(
            "Lambda was unable to configure your environment variables because the environment variables you have provided \
             contains reserved keys that are currently not supported for modification. Reserved keys used in this request: {}",
            reserved.join(", ")
        )));
    }
    if variables
        .iter()
        .any(|(name, value)| name.contains(['=', '\0']) || value.contains('\0'))
    {
        return Err(errors::invalid(
            "Lambda was unable to configure your environment variables because one of them has a NUL in it",
        ));
    }
    let text = serde_json::to_string(variables)
        .map_err(|error| Error::internal(format!("environment variables cannot be stored: {error}")))?;
    if text.len() > ENVIRONMENT_BYTES_MAX {
        // AWS shows all of them here; they are secrets.
        return Err(errors::invalid(
            "Lambda was unable to configure your environment variables because the environment variables you have provided \
             exceeded the 4KB limit.",
        ));
    }
    Ok(HiddenText(text))
}

/// The role exists in the caller's account, lets Lambda assume it, and the caller may give it away.
fn check_role(ctx: &mut Ctx<'_, Lambda>, role: &str) -> Result<()> {
    if Arn::parse(role).map_or(true, |arn| arn.account != ctx.account()) {
        return Err(errors::access_denied("Cross-account pass role is not allowed."));
    }
    ctx.require("iam:PassRole", role.to_owned())?;
    if !(ctx.env.role_trusts)(&mut ctx.tx, role, "lambda.amazonaws.com")? {
        return Err(errors::invalid(
            "The role defined for the function cannot be assumed by Lambda.",
        ));
    }
    Ok(())
}

/// Sets the architecture, where a call says one.
pub(crate) fn set_architecture(version: &mut SavedVersion, given: Option<Vec<String>>) {
    if let Some(given) = given.and_then(|list| list.into_iter().next()) {
        version.architecture = given;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runtimes_are_those_that_run() {
        assert!(RUNTIMES.is_sorted());
        assert!(check_runtime("python3.12").is_ok());
        let error = check_runtime("java21").unwrap_err();
        assert_eq!((&*error.code, error.status), ("NotImplemented", 501));
    }
}
