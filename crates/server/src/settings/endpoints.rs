//! `[[vpc_endpoint]]` and `private` of `[[listener]]`: what stands for the VPC endpoints of private APIs.

use std::path::PathBuf;

use serde::Deserialize;

/// `private = { vpc = "vpc-…", vpce = "vpce-…" }`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrivateSettings {
    pub(crate) vpc: String,
    pub(crate) vpce: String,
}

/// `[[vpc_endpoint]]`: the policy of one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VpcEndpointSettings {
    pub(crate) id: String,
    pub(crate) policy_file: PathBuf,
}
