//! What an import is told besides the document.

use std::collections::BTreeMap;

use aws_wire::EpochSeconds;
use portcullis_core::{AccountId, Partition, Region};

use crate::Definition;

/// What happens to what is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is there: a new API.
    Import,
    /// What the document defines replaces what has the same name, path or verb; the rest stays.
    Merge,
    /// The document replaces everything but identity: ids, creation date, tags, endpoint type, and what closes the default
    /// endpoint unless the document says otherwise.
    Overwrite,
}

/// What `basePath` does to paths.
///
/// Source: API Gateway developer guide, "Set the OpenAPI `basePath` property".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BasePath {
    /// Nothing.
    #[default]
    Ignore,
    /// It stands in front of every path.
    Prepend,
    /// Its first part is left out (it belongs to the host's mapping), the rest stands in front of every path.
    Split,
}

/// The query parameters of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parameters {
    /// `endpointConfigurationTypes=REGIONAL`
    pub endpoint_types: Option<Vec<String>>,
    /// `ignore=documentation`
    pub ignore_documentation: bool,
    /// `basepath=prepend`
    pub base_path: BasePath,
}

/// Types of endpoints.
const ENDPOINT_TYPES: [&str; 3] = ["REGIONAL", "EDGE", "PRIVATE"];

impl Parameters {
    /// Reads them; an unknown one is an error that names it.
    pub fn read(given: &BTreeMap<String, String>) -> Result<Self, String> {
        let mut parameters = Self::default();
        for (name, value) in given {
            match name.as_str() {
                "endpointConfigurationTypes" => {
                    let types: Vec<_> = value.split(',').map(|one| one.trim().to_owned()).collect();
                    if let Some(wrong) = types.iter().find(|one| !ENDPOINT_TYPES.contains(&one.as_str())) {
                        return Err(format!(
                            "`{wrong}` is not an endpoint type: use `endpointConfigurationTypes` with REGIONAL, EDGE or PRIVATE"
                        ));
                    }
                    if types.len() > 1 {
                        return Err("Cannot create an api with multiple Endpoint Types.".to_owned());
                    }
                    parameters.endpoint_types = Some(types);
                }
                "ignore" if value == "documentation" => parameters.ignore_documentation = true,
                "basepath" | "basePath" => {
                    parameters.base_path = match value.as_str() {
                        "ignore" => BasePath::Ignore,
                        "prepend" => BasePath::Prepend,
                        "split" => BasePath::Split,
                        _ => return Err(format!("`basepath={value}`: use ignore, prepend or split")),
                    };
                }
                _ => {
                    return Err(format!(
                        "the import parameter `{name}={value}` is unknown: use endpointConfigurationTypes, ignore=documentation or basepath"
                    ));
                }
            }
        }
        Ok(parameters)
    }
}

/// Where the API lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Such as `aws`.
    pub partition: Partition,
    /// Such as `eu-west-1`.
    pub region: Region,
    /// Its owner.
    pub account: AccountId,
}

impl Place {
    /// What the names of AWS's hosts end in there.
    pub fn url_suffix(&self) -> &'static str {
        if self.region.as_str().starts_with("cn-") {
            "amazonaws.com.cn"
        } else {
            "amazonaws.com"
        }
    }
}

/// Limits of one API.
///
/// Source: API Gateway developer guide, "Quotas for configuring and running a REST API".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportLimits {
    /// Bytes of a definition. AWS: 6 MiB.
    pub bytes_max: usize,
    /// Resources. AWS: 300.
    pub resources_max: usize,
    /// Authorizers. AWS: 10.
    pub authorizers_max: usize,
    /// Documentation parts. AWS: 2,000.
    pub documentation_parts_max: usize,
    /// Characters of the resource policy. AWS: 8,192.
    pub policy_characters_max: usize,
    /// Milliseconds an integration may take. AWS: 29,000.
    pub timeout_ms_max: u32,
}

impl Default for ImportLimits {
    fn default() -> Self {
        Self {
            bytes_max: 6 * 1024 * 1024,
            resources_max: 300,
            authorizers_max: 10,
            documentation_parts_max: 2_000,
            policy_characters_max: iam_policy::POLICY_CHARACTERS_MAX,
            timeout_ms_max: 29_000,
        }
    }
}

/// Everything an import is told.
#[derive(Debug, Clone)]
pub struct ImportOptions<'a> {
    /// What happens to what is there.
    pub mode: Mode,
    /// What is there; `None` for [`Mode::Import`].
    pub base: Option<&'a Definition>,
    /// The query parameters.
    pub parameters: Parameters,
    /// Where the API lives.
    pub place: Place,
    /// The time, for the creation date.
    pub now: EpochSeconds,
    /// Limits.
    pub limits: ImportLimits,
}
