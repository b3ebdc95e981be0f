//! Settings, checked and complete: nothing is left to doubt behind this point.

mod certificates;
mod definitions;
mod endpoints;
mod functions;
mod issuers;
mod listeners;
mod trust_stores;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use api_model::Throttle;
use gateway::config::{Limits, ListenerConfig};
use gateway::{AccessLogFormat, AccessLogSettings, AccessLogTarget, IssuerSettings};
use invoke::{ClientSettings, TlsSettings};
use portcullis_core::{AccountId, ApiId, Partition, Region, StageName};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

pub use endpoints::VpcEndpointConfig;
pub use functions::FunctionsConfig;
pub(crate) use issuers::pools_without_issuer;
pub use trust_stores::{S3Place, TrustStorePlaces};

use crate::control_plane::{ControlPlaneConfig, StorePlace};
use crate::log::LogFormat;
use crate::seal_key::SEAL_KEY_FILE;
use crate::settings::{
    self, AccessLogSettings as AccessLogSet, DRAIN_TIME_MS_DEFAULT, DenialTexts, Inputs, Loaded, Override,
    SettingsError, UpstreamSettings,
};

/// Where the data plane listens when nothing is said.
pub const LISTEN_DEFAULT: &str = "127.0.0.1:8080";
/// Where the control listener is when nothing is said: the port that clients of local AWS endpoints expect.
pub const CONTROL_DEFAULT: &str = "127.0.0.1:4566";
/// Decision records kept for each thread when nothing is said, of answered and of refused requests.
const RECORDS_KEPT_DEFAULT: usize = 1024;

/// One definition to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionFile {
    /// The file.
    pub file: PathBuf,
    /// The API's id; `None` derives it.
    pub id: Option<ApiId>,
    /// Its stage.
    pub stage: StageName,
    /// The partition in its ARNs.
    pub partition: Partition,
    /// The region in its ARNs.
    pub region: Region,
    /// The account in its ARNs.
    pub account: AccountId,
    /// Stage variables.
    pub variables: BTreeMap<String, String>,
}

/// The control listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlConfig {
    /// Where it listens.
    pub address: SocketAddr,
    /// Names that requests may carry as `Host`, beside `localhost` and addresses; lower case.
    pub host_names: Vec<String>,
}

/// What can change at a reload: the definitions and how they are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionsConfig {
    /// The definitions, in the order given.
    pub files: Vec<DefinitionFile>,
    /// Take extensions that are not enforced.
    pub allow_unenforced: bool,
    /// The most characters a policy may have.
    pub policy_characters_max: usize,
    /// Private address blocks in policies are meant.
    pub private_clients: bool,
    /// Some listener serves IPv4 and IPv6 clients.
    pub dual_stack: bool,
    /// The longest time-out of an integration, in milliseconds.
    pub timeout_ms_max: u32,
    /// Whether functions are run.
    pub functions: bool,
    /// The user pools that issuers stand for; `None` where nothing is known of them.
    pub issued_pools: Option<Vec<String>>,
}

/// The whole configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What is served.
    pub definitions: DefinitionsConfig,
    /// Data-plane threads.
    pub workers: NonZeroUsize,
    /// The data plane's addresses.
    pub listeners: Vec<ListenerConfig>,
    /// The policies of the VPC endpoints that private listeners stand for.
    pub vpc_endpoints: Vec<VpcEndpointConfig>,
    /// Whose tokens are taken.
    pub issuers: Vec<IssuerSettings>,
    /// The data plane's bounds.
    pub limits: Limits,
    /// The rate of each account and region.
    pub account_throttle: Option<Throttle>,
    /// How long running requests may take to end.
    pub drain_time: Duration,
    /// Decision records of answered requests kept in memory, per thread.
    pub records_kept: usize,
    /// The same of refused requests.
    pub refusals_kept: usize,
    /// The access log, if one is written.
    pub access_log: Option<AccessLogSettings>,
    /// What was set of it, to see at a reload whether it changed.
    pub(crate) access_log_set: AccessLogSet,
    /// Which refusal texts are answered.
    pub denial_texts: DenialTexts,
    /// What `X-HTTP-Method-Override` does.
    pub method_override: Override,
    /// Towards the upstreams.
    pub upstream: ClientSettings,
    /// What was set of `upstream`, to see at a reload whether it changed.
    pub(crate) upstream_set: UpstreamSettings,
    /// The control listener.
    pub control: ControlConfig,
    /// The AWS control plane.
    pub control_plane: ControlPlaneConfig,
    /// How functions are run.
    pub functions: FunctionsConfig,
    /// The data folder.
    pub data: PathBuf,
    /// Written when everything listens.
    pub ready_file: Option<PathBuf>,
    /// The program's own log.
    pub log: LogFormat,
    /// The settings file that was read.
    pub settings_file: Option<PathBuf>,
}

/// Gathers what is wrong with values.
struct Check<'a> {
    loaded: &'a Loaded,
    errors: Vec<SettingsError>,
}

impl Check<'_> {
    fn wrong(&mut self, key: &str, why: impl Into<String>) {
        let source = self.loaded.sources.get(key).or_else(|| {
            let table = key.split_once('[').map_or(key, |(table, _)| table);
            self.loaded.sources.get(table)
        });
        let source_name = source.cloned().unwrap_or_else(|| "default".to_owned());
        self.errors.push(SettingsError::Value {
            key: key.to_owned(),
            source_name,
            why: why.into(),
        });
    }

    /// Parses a text, or tells why not and goes on.
    fn parse<T>(&mut self, key: &str, text: &str) -> Option<T>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        text.parse()
            .map_err(|error: T::Err| self.wrong(key, error.to_string()))
            .ok()
    }

    fn address(&mut self, key: &str, text: &str) -> Option<SocketAddr> {
        let address = text.parse().ok();
        if address.is_none() {
            self.wrong(
                key,
                format!("`{text}` is not an address with a port, such as `127.0.0.1:8080` or `[::]:8080`"),
            );
        }
        address
    }

    fn size(&mut self, key: &str, value: u64) -> usize {
        let size = usize::try_from(value).ok().filter(|size| *size > 0);
        if size.is_none() {
            self.wrong(key, format!("`{value}` is out of range: give a positive number"));
        }
        size.unwrap_or(1)
    }
}

impl Config {
    /// Reads all sources of settings and checks them; every fault is told.
    pub fn load(inputs: &Inputs) -> Result<Self, Vec<SettingsError>> {
        let loaded = inputs.load()?;
        Self::new(&loaded, inputs)
    }

    /// Checks `loaded` and fills in what was not set.
    pub(crate) fn new(loaded: &Loaded, inputs: &Inputs) -> Result<Self, Vec<SettingsError>> {
        let settings = &loaded.settings;
        let mut check = Check {
            loaded,
            errors: Vec::new(),
        };
        let listeners = listeners::listeners(&mut check);
        let vpc_endpoints = endpoints::vpc_endpoints(&mut check, &listeners);
        let control = control(&mut check);
        let data = settings
            .data
            .clone()
            .or_else(|| inputs.data_home.as_ref().map(|home| home.join("portcullis")));
        if data.is_none() {
            check.wrong(
                "data",
                "there is neither `XDG_DATA_HOME` nor `HOME`: name a folder with `--data`",
            );
        }
        let workers = match settings.workers {
            Some(workers) => check.size("workers", workers),
            None => std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
        };
        if workers > 1024 {
            check.wrong("workers", format!("`{workers}` is out of range: at most 1024"));
        }
        let mut out_of_range = Vec::new();
        let limits = settings
            .limits
            .limits(&mut |key, why| out_of_range.push((key.to_owned(), why)));
        let account_throttle = settings
            .limits
            .account_throttle(&mut |key, why| out_of_range.push((key.to_owned(), why)));
        for (key, why) in out_of_range {
            check.wrong(&key, why);
        }
        same_addresses(&mut check, &listeners, control.address);
        let issuers = issuers::issuers(&mut check);
        let pools = issuers.iter().flat_map(|issuer| issuer.pools.iter().cloned());
        let definitions = definitions::definitions(&mut check, &listeners, pools.collect());
        let kept = |check: &mut Check<'_>, key: &str, set: Option<u64>| {
            set.map_or(RECORDS_KEPT_DEFAULT, |kept| check.size(key, kept))
        };
        let records_kept = kept(&mut check, "records.kept_max", settings.records.kept_max);
        let refusals_kept = kept(
            &mut check,
            "records.refusals_kept_max",
            settings.records.refusals_kept_max,
        );
        let access_log = access_log(&mut check);
        let upstream = upstream(&mut check);
        let functions = functions::functions(&mut check);
        let control_plane = control_plane(
            &mut check,
            &control,
            data.as_deref(),
            &definitions,
            account_throttle,
        );
        let (Some(upstream), Some(control_plane), true) = (upstream, control_plane, check.errors.is_empty())
        else {
            return Err(check.errors);
        };
        Ok(Self {
            definitions,
            workers: NonZeroUsize::new(workers).unwrap_or(NonZeroUsize::MIN),
            listeners,
            vpc_endpoints,
            issuers,
            limits,
            account_throttle,
            drain_time: Duration::from_millis(settings.limits.drain_time_ms.unwrap_or(DRAIN_TIME_MS_DEFAULT)),
            records_kept,
            refusals_kept,
            access_log,
            access_log_set: settings.access_log.clone(),
            denial_texts: settings.denial_texts.unwrap_or_default(),
            method_override: settings.method_override.unwrap_or_default(),
            upstream,
            upstream_set: settings.upstream.clone(),
            control,
            control_plane,
            functions,
            data: data.unwrap_or_default(),
            ready_file: settings.ready_file.clone(),
            log: settings.log.format.unwrap_or_default(),
            settings_file: inputs.file(),
        })
    }
}

/// Tells of addresses that are asked for twice. Port 0 is another port each time.
fn same_addresses(check: &mut Check<'_>, listeners: &[ListenerConfig], control: SocketAddr) {
    let table = if check.loaded.settings.listener.is_empty() {
        "listen"
    } else {
        "listener"
    };
    for (at, one) in listeners.iter().enumerate() {
        if one.address.port() == 0 {
            continue;
        }
        if listeners
            .iter()
            .take(at)
            .any(|other| other.address == one.address)
        {
            check.wrong(table, format!("`{}` is named twice: name it once", one.address));
        } else if one.address == control {
            check.wrong(
                table,
                format!(
                    "`{}` is the control address too: choose another for one of the two",
                    one.address
                ),
            );
        }
    }
}

fn control(check: &mut Check<'_>) -> ControlConfig {
    let settings = &check.loaded.settings.control;
    let text = settings
        .address
        .clone()
        .unwrap_or_else(|| CONTROL_DEFAULT.to_owned());
    let address = check
        .address("control.address", &text)
        .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 0)));
    if !address.ip().is_loopback() && settings.allow_remote != Some(true) {
        check.wrong(
            "control.address",
            format!(
                "`{address}` can be reached from other machines and the control token would travel in the clear: use a \
                 loopback address, or set `control.allow_remote = true` where something in front adds TLS"
            ),
        );
    }
    let host_names = settings
        .host_names
        .iter()
        .flatten()
        .map(|name| name.to_ascii_lowercase())
        .collect();
    ControlConfig { address, host_names }
}

fn control_plane(
    check: &mut Check<'_>,
    control: &ControlConfig,
    data: Option<&Path>,
    definitions: &DefinitionsConfig,
    account_throttle: Option<Throttle>,
) -> Option<ControlPlaneConfig> {
    let settings = &check.loaded.settings;
    let dev = settings.dev == Some(true);
    let policy_live = settings.policy_live == Some(true);
    let store = match StorePlace::new(settings.store.as_deref(), data.unwrap_or(Path::new(""))) {
        Ok(store) => Some(store),
        Err(why) => {
            check.wrong("store", why);
            None
        }
    };
    let account = check
        .loaded
        .settings
        .account
        .clone()
        .unwrap_or_else(|| "000000000000".to_owned());
    let partition = check
        .loaded
        .settings
        .partition
        .clone()
        .unwrap_or_else(|| "aws".to_owned());
    let account: Option<AccountId> = check.parse("account", &account);
    let partition: Option<Partition> = check.parse("partition", &partition);
    if dev && !control.address.ip().is_loopback() {
        check.wrong(
            "dev",
            format!(
                "any signature is taken in development mode, and `{}` can be reached from other machines: use a loopback \
                 address for the control listener",
                control.address
            ),
        );
    }
    let mut limits = svc_apigateway::Limits {
        policy_characters_max: definitions.policy_characters_max,
        timeout_ms_max: definitions.timeout_ms_max,
        account_rate: account_throttle
            .map(|throttle| (throttle.rate, i32::try_from(throttle.burst).unwrap_or(i32::MAX))),
        ..svc_apigateway::Limits::default()
    };
    let mut out_of_range = Vec::new();
    let quotas = &check.loaded.settings.quotas;
    quotas.apply(&mut limits, &mut |key, why| {
        out_of_range.push((key.to_owned(), why));
    });
    for (key, why) in out_of_range {
        check.wrong(&key, why);
    }
    let organizations =
        settings::organizations(&settings.organization, &mut |key, why| check.wrong(&key, why));
    let key_file = settings.key_file.clone();
    let trust_stores = trust_stores::trust_stores(check);
    Some(ControlPlaneConfig {
        store: store?,
        trust_stores: trust_stores?,
        key_file: key_file.unwrap_or_else(|| data.unwrap_or(Path::new("")).join(SEAL_KEY_FILE)),
        organizations,
        dev,
        account: account?.to_string(),
        partition: partition?,
        policy_live,
        issued_pools: definitions.issued_pools.clone().unwrap_or_default(),
        limits,
    })
}

fn access_log(check: &mut Check<'_>) -> Option<AccessLogSettings> {
    let settings = &check.loaded.settings.access_log;
    let Some(file) = &settings.file else {
        if settings.format.is_some() {
            check.wrong(
                "access_log.format",
                "there is no `access_log.file` to write it to",
            );
        }
        return None;
    };
    let target = if file.as_os_str() == "-" {
        AccessLogTarget::Stdout
    } else {
        AccessLogTarget::File(file.clone())
    };
    let format = match settings.format.as_deref() {
        None | Some("json") => AccessLogFormat::json(),
        Some(format) => match AccessLogFormat::context(format) {
            Ok(format) => format,
            Err(error) => {
                check.wrong("access_log.format", error.to_string());
                return None;
            }
        },
    };
    Some(AccessLogSettings::new(format, target))
}

fn upstream(check: &mut Check<'_>) -> Option<ClientSettings> {
    let settings = &check.loaded.settings.upstream;
    let mut authorities = Vec::new();
    if let Some(file) = &settings.authorities_file {
        match CertificateDer::pem_file_iter(file)
            .and_then(|certificates| certificates.collect::<Result<Vec<_>, _>>())
        {
            Ok(found) if found.is_empty() => {
                check.wrong(
                    "upstream.authorities_file",
                    format!("`{}` holds no PEM certificate", file.display()),
                );
            }
            Ok(found) => authorities = found,
            Err(error) => {
                check.wrong(
                    "upstream.authorities_file",
                    format!("cannot read `{}`: {error}", file.display()),
                );
            }
        }
    }
    let tls = TlsSettings::from_system_and(&authorities)
        .map_err(|error| check.wrong("upstream.authorities_file", crate::error_chain(&error)))
        .ok()?;
    let mut client = ClientSettings::new(tls);
    let mut out_of_range = Vec::new();
    settings.apply(&mut client, &mut |key, why| {
        out_of_range.push((key.to_owned(), why))
    });
    for (key, why) in out_of_range {
        check.wrong(&key, why);
    }
    Some(client)
}

#[cfg(test)]
mod tests;
