//! Which definitions are served, and what is said of each.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gateway::config::ListenerConfig;

use super::{Check, DefinitionFile, DefinitionsConfig};
use crate::settings::ApiSettings;

/// The definitions of the settings; faults are told to `check`.
pub(super) fn definitions(
    check: &mut Check<'_>,
    listeners: &[ListenerConfig],
    issued_pools: Vec<String>,
) -> DefinitionsConfig {
    let settings = &check.loaded.settings;
    let known = &settings.api;
    let chosen: Vec<(ApiSettings, String)> = match &settings.files {
        Some(files) => files
            .iter()
            .map(|file| {
                let at = known.iter().position(|api| same_file(&api.file, file));
                let key = at.map_or_else(|| "files".to_owned(), |at| format!("api[{at}]"));
                (
                    at.and_then(|at| known.get(at))
                        .cloned()
                        .unwrap_or_else(|| bare(file.clone())),
                    key,
                )
            })
            .collect(),
        None => known
            .iter()
            .enumerate()
            .map(|(at, api)| (api.clone(), format!("api[{at}]")))
            .collect(),
    };
    let files = chosen
        .iter()
        .filter_map(|(api, key)| definition(check, api, key))
        .collect();
    let v4 = listeners.iter().any(|listener| listener.address.is_ipv4());
    let v6 = listeners.iter().any(|listener| listener.address.is_ipv6());
    let characters_max = settings.policy.characters_max;
    DefinitionsConfig {
        files,
        allow_unenforced: settings.allow_unenforced.unwrap_or(false),
        policy_characters_max: characters_max.map_or(iam_policy::POLICY_CHARACTERS_MAX, |max| {
            check.size("policy.characters_max", max)
        }),
        private_clients: settings.policy.private_clients.unwrap_or_else(|| {
            listeners
                .iter()
                .any(|listener| listener.private.is_some() || is_private(listener.address.ip()))
        }),
        functions: settings.functions.enabled.unwrap_or(true),
        timeout_ms_max: match settings.limits.integration_timeout_ms_max {
            None => api_model::TIMEOUT_MS_DEFAULT,
            Some(max) => u32::try_from(max)
                .ok()
                .filter(|max| *max >= 50)
                .unwrap_or_else(|| {
                    check.wrong(
                        "limits.integration_timeout_ms_max",
                        format!("`{max}` is out of range: at least 50"),
                    );
                    api_model::TIMEOUT_MS_DEFAULT
                }),
        },
        issued_pools: Some(issued_pools),
        dual_stack: (v4 && v6) || listeners.iter().any(|listener| listener.dual_stack),
    }
}

/// Whether only clients of private networks, or of this machine, reach the address. An unspecified one tells nothing.
fn is_private(address: std::net::IpAddr) -> bool {
    match address {
        std::net::IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        std::net::IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

fn bare(file: PathBuf) -> ApiSettings {
    ApiSettings {
        file,
        id: None,
        stage: None,
        partition: None,
        region: None,
        account: None,
        variables: BTreeMap::new(),
    }
}

fn same_file(one: &std::path::Path, other: &std::path::Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn definition(check: &mut Check<'_>, api: &ApiSettings, key: &str) -> Option<DefinitionFile> {
    let settings = &check.loaded.settings;
    let part = |name: &str, own: &Option<String>, shared: &Option<String>, default: &str| {
        let key = if own.is_some() {
            format!("{key}.{name}")
        } else {
            name.to_owned()
        };
        (
            key,
            own.as_ref()
                .or(shared.as_ref())
                .map_or_else(|| default.to_owned(), Clone::clone),
        )
    };
    let stage = part("stage", &api.stage, &settings.stage, "prod");
    let partition = part("partition", &api.partition, &settings.partition, "aws");
    let region = part("region", &api.region, &settings.region, "us-east-1");
    let account = part("account", &api.account, &settings.account, "000000000000");
    let id = match &api.id {
        Some(id) => Some(check.parse(&format!("{key}.id"), id)?),
        None => None,
    };
    Some(DefinitionFile {
        file: api.file.clone(),
        id,
        stage: check.parse(&stage.0, &stage.1)?,
        partition: check.parse(&partition.0, &partition.1)?,
        region: check.parse(&region.0, &region.1)?,
        account: check.parse(&account.0, &account.1)?,
        variables: api.variables.clone(),
    })
}
