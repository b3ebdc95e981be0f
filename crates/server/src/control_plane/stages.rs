//! From stored stages to what the data plane serves.

use std::collections::BTreeMap;
use std::sync::Arc;

use api_definition::{CompileOptions, Definition, compile};
use api_model::{
    Deployment, EndpointType, FaultyMethods, Identity, LoggingLevel, MethodSetting, MethodSettings, Origin,
    StageSettings, Throttle, Verb,
};
use aws_model::apigateway::{MethodSetting as SavedSetting, Stage as SavedStageFacts};
use gateway::{CanaryDeployment, Stage};
use portcullis_core::Partition;
use store::{Key, Store};
use svc_apigateway::{SavedApi, SavedDeployment, SavedStage, deployment_id};

use crate::config::pools_without_issuer;
use crate::error_chain;

/// How stages are compiled.
#[derive(Debug, Clone)]
pub(crate) struct StageOptions {
    /// The partition in ARNs.
    pub(crate) partition: Partition,
    /// The longest time-out of an integration, in milliseconds.
    pub(crate) timeout_ms_max: u32,
    /// The most characters a policy may have.
    pub(crate) policy_characters_max: usize,
    /// Whether a saved policy holds at once, without a deployment.
    pub(crate) policy_live: bool,
    /// Whether functions are run.
    pub(crate) functions: bool,
    /// The user pools that issuers stand for.
    pub(crate) issued_pools: Vec<String>,
}

/// A stage ready to serve, and what its owner should know about it.
#[derive(Debug)]
pub(crate) struct BuiltStage {
    pub(crate) stage: Arc<Stage>,
    /// Methods that are refused, and what is taken without being done.
    pub(crate) notes: Vec<String>,
}

/// Why a stage cannot be built.
#[derive(Debug)]
pub(crate) enum BuildError {
    /// The store cannot be read now: what is served stays.
    Store(String),
    /// What is stored cannot be served.
    Stage(String),
}

impl From<String> for BuildError {
    fn from(why: String) -> Self {
        Self::Stage(why)
    }
}

/// Builds the stage of this key's document. `Ok(None)`: it is not there any more.
pub(crate) fn build(
    store: &dyn Store,
    key: &Key,
    options: &StageOptions,
) -> Result<Option<BuiltStage>, BuildError> {
    let Some(saved) = read::<SavedStage>(store, key)? else {
        return Ok(None);
    };
    let stage = saved.stage;
    let Some((api, _)) = key.id.split_once('/') else {
        return Err(BuildError::Stage(format!("`{}` is no id of a stage", key.id)));
    };
    let mut notes = Vec::new();
    let deployment = stage.deployment_id.clone().unwrap_or_default();
    let live = if options.policy_live {
        let api_key = Key::new(&key.account, &key.region, "apigateway-restapi", api);
        read::<SavedApi>(store, &api_key)?.map(|api| api.definition.api.policy)
    } else {
        None
    };
    let main = deploy(
        store,
        key,
        api,
        &deployment,
        settings(&stage, None)?,
        live.as_ref(),
        options,
        &mut notes,
    )?;
    let canary = match &stage.canary_settings {
        Some(canary) => {
            let deployment = canary.deployment_id.clone().unwrap_or(deployment);
            let settings = settings(&stage, canary.stage_variable_overrides.as_ref())?;
            let deployment = deploy(
                store,
                key,
                api,
                &deployment,
                settings,
                live.as_ref(),
                options,
                &mut Vec::new(),
            )?;
            Some(CanaryDeployment {
                percent: canary.percent_traffic.unwrap_or(0.0),
                deployment,
            })
        }
        None => None,
    };
    let stage = Stage::new(main, canary).map_err(|error| BuildError::Stage(error_chain(&error)))?;
    Ok(Some(BuiltStage {
        stage: Arc::new(stage),
        notes,
    }))
}

#[expect(
    clippy::too_many_arguments,
    reason = "one caller, twice; each part is named there"
)]
fn deploy(
    store: &dyn Store,
    key: &Key,
    api: &str,
    deployment: &str,
    mut settings: StageSettings,
    live_policy: Option<&Option<String>>,
    options: &StageOptions,
    notes: &mut Vec<String>,
) -> Result<Arc<Deployment>, BuildError> {
    let place = Key::new(
        &key.account,
        &key.region,
        "apigateway-deployment",
        deployment_id(api, deployment),
    );
    let saved = read::<SavedDeployment>(store, &place)?
        .ok_or_else(|| BuildError::Stage(format!("its deployment `{deployment}` is not in the store")))?;
    let mut definition = saved.definition;
    if let Some(policy) = live_policy {
        definition.api.policy.clone_from(policy);
    }
    settings.policy_characters_max = options.policy_characters_max;
    let identity = identity(key, api, options)?;
    let built = compile_deployment(&definition, deployment, identity, settings, options, notes)?;
    Ok(Arc::new(built))
}

/// Compiles one definition for one stage.
pub(crate) fn compile_deployment(
    definition: &Definition,
    deployment: &str,
    identity: Identity,
    settings: StageSettings,
    options: &StageOptions,
    notes: &mut Vec<String>,
) -> Result<Deployment, String> {
    let compiled = compile(
        definition,
        CompileOptions {
            timeout_ms_max: options.timeout_ms_max,
            functions: options.functions,
        },
    )
    .map_err(|error| error.to_string())?;
    // `CreateDeployment` refuses it; a policy that is taken away while policies hold at once leads here.
    if compiled.api.endpoint_type == EndpointType::Private && compiled.api.policy.is_none() {
        return Err("the API is private and has no resource policy".to_owned());
    }
    for one in &compiled.refused {
        notes.push(format!(
            "{} {} answers 500 to everybody, because it needs what is not built: {}",
            one.verb, one.path, one.why
        ));
    }
    notes.extend(compiled.unenforced);
    let origin = Origin {
        file: format!("the policy of {}", identity.api),
        text: definition.api.policy.clone().unwrap_or_default(),
    };
    let mut built = Deployment::new(&compiled.api, identity, settings, origin).map_err(|error| {
        let findings: Vec<_> = error.findings.iter().map(|one| one.message.as_str()).collect();
        findings.join("; ")
    })?;
    deployment.clone_into(&mut built.deployment_id);
    notes.extend(pools_without_issuer(&built, &options.issued_pools));
    Ok(built)
}

fn identity(key: &Key, api: &str, options: &StageOptions) -> Result<Identity, String> {
    let wrong = |what: &str, text: &str| format!("`{text}` is no {what}");
    Ok(Identity {
        partition: options.partition.clone(),
        region: key.region.parse().map_err(|_| wrong("region", &key.region))?,
        account: key.account.parse().map_err(|_| wrong("account", &key.account))?,
        api: api.parse().map_err(|_| wrong("API id", api))?,
    })
}

/// The settings of a stage, with the canary's variables over its own.
fn settings(
    stage: &SavedStageFacts,
    overrides: Option<&BTreeMap<String, String>>,
) -> Result<StageSettings, String> {
    let name = stage.stage_name.clone().unwrap_or_default();
    let mut settings = StageSettings::new(name.parse().map_err(|_| format!("`{name}` is no stage name"))?);
    settings.variables = stage.variables.clone().unwrap_or_default();
    settings.variables.extend(overrides.cloned().unwrap_or_default());
    settings.method_settings = method_settings(stage);
    settings.faulty_methods = FaultyMethods::Refuse;
    Ok(settings)
}

fn method_settings(stage: &SavedStageFacts) -> MethodSettings {
    let mut settings = MethodSettings::default();
    for (place, saved) in stage.method_settings.iter().flatten() {
        let Some((path, verb)) = place.rsplit_once('/') else {
            continue;
        };
        let setting = setting(saved);
        if path == "*" && verb == "*" {
            settings.every = setting;
        } else if let Some(verb) = Verb::parse(verb) {
            let path = path.replace("~1", "/").replace("~0", "~");
            let path = if path.starts_with('/') {
                path
            } else {
                format!("/{path}")
            };
            settings.methods.insert((path, verb), setting);
        }
    }
    settings
}

/// A rate or burst of -1 is no limit of its own.
fn setting(saved: &SavedSetting) -> MethodSetting {
    let rate = saved.throttling_rate_limit.filter(|rate| *rate >= 0.0);
    let burst = saved
        .throttling_burst_limit
        .and_then(|burst| u32::try_from(burst).ok());
    let throttle = match (rate, burst) {
        (Some(rate), Some(burst)) => Some(Throttle { rate, burst }),
        // AWS fills in what is missing with the account's limit, which is checked anyway; the other half still holds.
        (Some(rate), None) => Some(Throttle { rate, burst: 5_000 }),
        (None, Some(burst)) => Some(Throttle {
            rate: 10_000.0,
            burst,
        }),
        (None, None) => None,
    };
    MethodSetting {
        throttle,
        logging_level: match saved.logging_level.as_deref() {
            Some("ERROR") => Some(LoggingLevel::Error),
            Some("INFO") => Some(LoggingLevel::Info),
            Some("OFF") => Some(LoggingLevel::Off),
            _ => None,
        },
    }
}

/// A document in its typed form.
pub(crate) fn read<T: control::Stored>(store: &dyn Store, key: &Key) -> Result<Option<T>, BuildError> {
    let found = store
        .get(key)
        .map_err(|error| BuildError::Store(error_chain(&error)))?;
    match found {
        Some(document) => control::decode::<T>(key, &document.body)
            .map(Some)
            .map_err(|error| BuildError::Stage(error.detail.unwrap_or(error.message))),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_api_without_a_policy_is_not_served() {
        let definition: Definition = serde_json::from_value(serde_json::json!({
            "api": { "id": "a1b2c3d4e5", "name": "a", "endpointConfiguration": { "types": ["PRIVATE"] } },
            "resources": { "root": { "id": "root", "path": "/" } },
            "requestValidators": {},
        }))
        .unwrap();
        let identity = || Identity {
            partition: "aws".parse().unwrap(),
            region: "us-east-1".parse().unwrap(),
            account: "000000000000".parse().unwrap(),
            api: "a1b2c3d4e5".parse().unwrap(),
        };
        let options = StageOptions {
            partition: "aws".parse().unwrap(),
            timeout_ms_max: 29_000,
            policy_characters_max: 8_192,
            policy_live: true,
            functions: false,
            issued_pools: Vec::new(),
        };
        let built = |definition: &Definition| {
            let settings = StageSettings::new("prod".parse().unwrap());
            compile_deployment(definition, "d", identity(), settings, &options, &mut Vec::new())
        };
        assert!(built(&definition).unwrap_err().contains("no resource policy"));
        let mut with = definition;
        with.api.policy = Some(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"#
                .to_owned(),
        );
        assert_eq!(built(&with).unwrap_err(), "the API has no methods");
    }
}
