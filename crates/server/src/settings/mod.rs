//! Settings: text → [`Settings`] → [`Config`](crate::Config), once at start and at each reload.
//!
//! Four sources, later ones win: defaults, the TOML file, the environment (`PORTCULLIS_…`), the command line. Each is read
//! strictly on its own, so that a fault is told with its file and line, its variable or its flag; then they are laid over
//! each other, lists and all, and the place every value came from is kept for the messages of the next step.

mod endpoints;
mod functions;
mod issuers;
mod layer;
mod limits;
mod organizations;
mod quotas;
mod rows;
mod trust_stores;
mod upstream;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub(crate) use endpoints::{PrivateSettings, VpcEndpointSettings};
pub(crate) use functions::{FUNCTION_ROWS, FunctionSettings};
pub(crate) use issuers::{IssuerTable, TokenUseSetting};
pub use layer::SettingsError;
pub(crate) use layer::{Layer, environment_layer, file_layer, flags_layer};
pub(crate) use limits::{DRAIN_TIME_MS_DEFAULT, LIMIT_ROWS, LimitSettings};
pub(crate) use organizations::{OrganizationSettings, organizations};
pub(crate) use quotas::{QUOTA_ROWS, QuotaSettings};
pub use rows::{Kind, Row, all_rows};
pub(crate) use trust_stores::{S3_ROWS, S3Settings};
pub(crate) use upstream::{UPSTREAM_ROWS, UpstreamSettings};

use crate::log::LogFormat;

/// The file read when none is named and it is there.
pub const DEFAULT_FILE: &str = "portcullis.toml";

/// Settings as written; nothing is filled in and nothing is checked beyond the types.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) files: Option<Vec<PathBuf>>,
    pub(crate) stage: Option<String>,
    pub(crate) partition: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) allow_unenforced: Option<bool>,
    pub(crate) data: Option<PathBuf>,
    pub(crate) store: Option<String>,
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) dev: Option<bool>,
    pub(crate) policy_live: Option<bool>,
    pub(crate) truststores_folder: Option<PathBuf>,
    pub(crate) ready_file: Option<PathBuf>,
    pub(crate) workers: Option<u64>,
    pub(crate) denial_texts: Option<DenialTexts>,
    pub(crate) method_override: Option<Override>,
    pub(crate) listen: Option<Vec<String>>,
    pub(crate) tls_certificate_file: Option<PathBuf>,
    pub(crate) tls_key_file: Option<PathBuf>,
    pub(crate) tls_minimum_version: Option<TlsMinimum>,
    pub(crate) dual_stack: Option<bool>,
    pub(crate) source_address: Option<SourceAddressFrom>,
    pub(crate) source_header: Option<SourceHeader>,
    pub(crate) trusted: Option<Vec<String>>,
    pub(crate) trust_forwarded_scheme: Option<bool>,
    #[serde(default)]
    pub(crate) api: Vec<ApiSettings>,
    #[serde(default)]
    pub(crate) listener: Vec<ListenerSettings>,
    #[serde(default)]
    pub(crate) vpc_endpoint: Vec<VpcEndpointSettings>,
    #[serde(default)]
    pub(crate) issuer: Vec<IssuerTable>,
    #[serde(default)]
    pub(crate) organization: Vec<OrganizationSettings>,
    #[serde(default)]
    pub(crate) policy: PolicySettings,
    #[serde(default)]
    pub(crate) control: ControlSettings,
    #[serde(default)]
    pub(crate) limits: LimitSettings,
    #[serde(default)]
    pub(crate) quotas: QuotaSettings,
    #[serde(default)]
    pub(crate) upstream: UpstreamSettings,
    #[serde(default)]
    pub(crate) s3: S3Settings,
    #[serde(default)]
    pub(crate) functions: FunctionSettings,
    #[serde(default)]
    pub(crate) records: RecordSettings,
    #[serde(default)]
    pub(crate) access_log: AccessLogSettings,
    #[serde(default)]
    pub(crate) log: LogSettings,
}

/// `[[api]]`: what is said of one definition file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiSettings {
    /// The definition.
    pub(crate) file: PathBuf,
    /// The API's id; derived from the file's name and title when not given.
    pub(crate) id: Option<String>,
    /// Its stage.
    pub(crate) stage: Option<String>,
    /// The partition in its ARNs.
    pub(crate) partition: Option<String>,
    /// The region in its ARNs.
    pub(crate) region: Option<String>,
    /// The account in its ARNs.
    pub(crate) account: Option<String>,
    /// Stage variables.
    #[serde(default)]
    pub(crate) variables: BTreeMap<String, String>,
}

/// `[[listener]]`: one address of the data plane with settings of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListenerSettings {
    pub(crate) address: String,
    pub(crate) tls_certificate_file: Option<PathBuf>,
    pub(crate) tls_key_file: Option<PathBuf>,
    pub(crate) tls_minimum_version: Option<TlsMinimum>,
    /// Several certificates, chosen by the name the client asks for.
    #[serde(default)]
    pub(crate) certificate: Vec<CertificateSettings>,
    pub(crate) dual_stack: Option<bool>,
    pub(crate) source_address: Option<SourceAddressFrom>,
    pub(crate) source_header: Option<SourceHeader>,
    pub(crate) trusted: Option<Vec<String>>,
    pub(crate) trust_forwarded_scheme: Option<bool>,
    /// The VPC endpoint that it stands for.
    pub(crate) private: Option<PrivateSettings>,
}

/// `[[listener.certificate]]`: a certificate chain and its key.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CertificateSettings {
    pub(crate) certificate_file: PathBuf,
    pub(crate) key_file: PathBuf,
}

/// The oldest TLS version a listener accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(crate) enum TlsMinimum {
    /// TLS 1.2
    #[default]
    #[serde(rename = "1.2")]
    V1_2,
    /// TLS 1.3
    #[serde(rename = "1.3")]
    V1_3,
}

/// Where a listener takes the client's address from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SourceAddressFrom {
    /// The peer of the connection.
    #[default]
    Socket,
    /// A PROXY protocol header sent by a trusted proxy.
    ProxyProtocol,
    /// A header, walked from the right over trusted proxies.
    Header,
}

/// The headers a client's address can be read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SourceHeader {
    /// `X-Forwarded-For`
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239)
    Forwarded,
}

/// Which generation of AWS's refusal texts is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DenialTexts {
    /// Those of today.
    #[default]
    Current,
    /// Those from before 2025.
    Older,
}

/// What the header `X-HTTP-Method-Override` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Override {
    /// It changes the verb, as on AWS.
    #[default]
    Honoured,
    /// Nothing.
    Ignored,
}

/// `[policy]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicySettings {
    pub(crate) characters_max: Option<u64>,
    pub(crate) private_clients: Option<bool>,
}

/// `[control]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ControlSettings {
    pub(crate) address: Option<String>,
    pub(crate) allow_remote: Option<bool>,
    pub(crate) host_names: Option<Vec<String>>,
}

/// `[records]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordSettings {
    pub(crate) kept_max: Option<u64>,
    pub(crate) refusals_kept_max: Option<u64>,
}

/// `[access_log]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccessLogSettings {
    pub(crate) file: Option<PathBuf>,
    pub(crate) format: Option<String>,
}

/// `[log]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogSettings {
    pub(crate) format: Option<LogFormat>,
}

/// Settings laid over each other, and where each value came from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Loaded {
    /// The values.
    pub(crate) settings: Settings,
    /// The source of each key that was set, such as ``environment variable `PORTCULLIS_STAGE` ``.
    pub(crate) sources: BTreeMap<String, String>,
}

/// Everything the command line and the process say about settings; kept for reload, when the file is read again.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// Variables that begin with `PORTCULLIS_`.
    pub environment: Vec<(String, String)>,
    /// Keys set by flags: key, value, flag.
    pub flags: Vec<(&'static str, toml::Value, &'static str)>,
    /// `XDG_DATA_HOME` and `HOME`, for the default data folder.
    pub data_home: Option<PathBuf>,
}

impl Inputs {
    /// Takes what the process's environment says.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where settings are read from the environment"
    )]
    pub fn of_process(
        config: Option<PathBuf>,
        flags: Vec<(&'static str, toml::Value, &'static str)>,
    ) -> Self {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| name.starts_with("PORTCULLIS_"))
            .map(|(name, value)| (name, value.to_string_lossy().into_owned()))
            .collect();
        let named = |name: &str| {
            std::env::var(name)
                .ok()
                .filter(|value| Path::new(value).is_absolute())
                .map(PathBuf::from)
        };
        let data_home =
            named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share")));
        Self {
            config,
            environment,
            flags,
            data_home,
        }
    }

    /// The settings file that is read, if any.
    pub fn file(&self) -> Option<PathBuf> {
        self.config.clone().or_else(|| {
            let default = PathBuf::from(DEFAULT_FILE);
            default.exists().then_some(default)
        })
    }

    /// Reads all sources and lays them over each other; every fault of every source is told.
    pub(crate) fn load(&self) -> Result<Loaded, Vec<SettingsError>> {
        let mut layers = Vec::new();
        let mut errors = Vec::new();
        let read = [
            self.file()
                .map_or_else(|| Ok(Layer::default()), |file| file_layer(&file)),
            environment_layer(&self.environment),
            flags_layer(&self.flags),
        ];
        for layer in read {
            match layer {
                Ok(layer) => layers.push(layer),
                Err(mut found) => errors.append(&mut found),
            }
        }
        if errors.is_empty() {
            layer::overlay(layers)
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests;
