//! The commands, one file each.

pub(crate) mod account;
pub(crate) mod api;
mod api_diff;
mod api_list;
mod api_show;
pub(crate) mod backup;
pub(crate) mod completions;
pub(crate) mod env;
pub(crate) mod explain;
pub(crate) mod logs;
pub(crate) mod man;
pub(crate) mod policy;
mod policy_check;
mod policy_explain;
mod policy_fold;
mod policy_lints;
mod policy_test;
pub(crate) mod reload;
pub(crate) mod restore;
pub(crate) mod serve;
