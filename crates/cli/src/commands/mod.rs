//! The commands, one file each.

pub(crate) mod api;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod man;
pub(crate) mod policy;
mod policy_check;
mod policy_explain;
mod policy_fold;
mod policy_lints;
mod policy_test;
pub(crate) mod reload;
pub(crate) mod serve;
