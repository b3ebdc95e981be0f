//! `[[issuer]]`: whose tokens are taken, and which user pools they stand for.

use std::path::PathBuf;

use serde::Deserialize;

/// `[[issuer]]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssuerTable {
    /// `iss`, to the letter.
    pub(crate) issuer: String,
    /// ARNs.
    pub(crate) pools: Vec<String>,
    pub(crate) jwks_url: Option<String>,
    pub(crate) jwks_file: Option<PathBuf>,
    pub(crate) algorithms: Option<Vec<String>>,
    pub(crate) audiences: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) token_use: TokenUseSetting,
    pub(crate) leeway_s: Option<u64>,
}

/// What the claim `token_use` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TokenUseSetting {
    /// As Amazon Cognito has it.
    #[default]
    Cognito,
    /// Nothing.
    Any,
}
