//! `[functions]`: whether Lambda functions run here, and what runs them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::rows::{Kind, Row};

/// `[functions]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FunctionSettings {
    pub(crate) enabled: Option<bool>,
    pub(crate) concurrency_max: Option<u64>,
    pub(crate) idle_time_s: Option<u64>,
    /// Programs by the name of the runtime; in the file only.
    #[serde(default)]
    pub(crate) interpreters: BTreeMap<String, PathBuf>,
}

/// The rows of `[functions]`.
#[rustfmt::skip]
pub(crate) const FUNCTION_ROWS: &[Row] = &[
    row("functions.enabled", Kind::Bool, "true", "serve the API of Lambda and run functions as processes of this machine, with the rights of this program"),
    row("functions.concurrency_max", Kind::Number, "100", "calls of functions that may run at one time, each in a process of its own; further ones are throttled"),
    row("functions.idle_time_s", Kind::Number, "300", "seconds after which a process that no call needed is ended"),
];

const fn row(key: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Row {
    Row {
        key,
        kind,
        default,
        about,
    }
}
