//! Lambda: functions, versions, aliases, layers, their policies, and calls of them.
//!
//! [`OPERATIONS`] is the index. Code is unpacked on disk ([`PackageFolder`]); who runs it is asked through [`Runner`]. The data
//! plane asks [`find`] what an ARN leads to and [`permits`] whether the function's own policy lets a service call it.
//!
//! Not here: running functions (crate `functions`), logs (`svc-logs`), event sources, function URLs, images.

mod account;
mod alias;
mod code;
mod concurrency;
mod config;
mod env;
mod errors;
mod find;
mod function;
mod invoke;
mod layer;
mod names;
mod package;
mod page;
mod permissions;
mod policy;
mod stored;
mod tags;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unsupported;
mod version;

use aws_model::lambda::*;
use control::Entry;

pub use env::{FetchFault, Invoked, Lambda, Limits, Packages, RoleTrusts, Runner};
pub use find::find;
pub use names::FunctionName;
pub use package::{ENTRIES_MAX, PackageFolder, RATIO_MAX, UNPACKED_BYTES_MAX, ZIP_BYTES_MAX};
pub use permissions::permissions;
pub use policy::{FunctionPolicy, permits};
pub use stored::{
    FUNCTION_KINDS, HiddenText, SECRETS, SavedAlias, SavedCode, SavedCondition, SavedFunction,
    SavedFunctionPolicy, SavedFunctionVersion, SavedLayer, SavedLayerUse, SavedLayerVersion, SavedPrincipal,
    SavedStatement, SavedVersion,
};
pub use unsupported::UNSUPPORTED;

/// The operations.
pub const OPERATIONS: &[Entry<Lambda>] = &[
    control::entry!(AddPermission, policy::add),
    control::entry!(CreateAlias, alias::create),
    control::entry!(CreateFunction, function::create),
    control::entry!(DeleteAlias, alias::delete),
    control::entry!(DeleteFunction, function::delete),
    control::entry!(DeleteFunctionConcurrency, concurrency::delete),
    control::entry!(DeleteLayerVersion, layer::delete),
    control::entry!(GetAccountSettings, account::settings),
    control::entry!(GetAlias, alias::get),
    control::entry!(GetFunction, function::get),
    control::entry!(GetFunctionCodeSigningConfig, function::code_signing),
    control::entry!(GetFunctionConcurrency, concurrency::get),
    control::entry!(GetFunctionConfiguration, function::get_configuration),
    control::entry!(GetFunctionUrlConfig, function::url_config),
    control::entry!(GetLayerVersion, layer::get),
    control::entry!(GetLayerVersionByArn, layer::get_by_arn),
    control::entry!(GetPolicy, policy::get),
    control::entry!(Invoke, invoke::invoke),
    control::entry!(ListAliases, alias::list),
    control::entry!(ListEventSourceMappings, account::event_source_mappings),
    control::entry!(ListFunctions, function::list),
    control::entry!(ListLayerVersions, layer::list_versions),
    control::entry!(ListLayers, layer::list),
    control::entry!(ListTags, tags::list),
    control::entry!(ListVersionsByFunction, version::list),
    control::entry!(PublishLayerVersion, layer::publish),
    control::entry!(PublishVersion, version::create),
    control::entry!(PutFunctionConcurrency, concurrency::put),
    control::entry!(RemovePermission, policy::remove),
    control::entry!(TagResource, tags::tag),
    control::entry!(UntagResource, tags::untag),
    control::entry!(UpdateAlias, alias::update),
    control::entry!(UpdateFunctionCode, function::update_code),
    control::entry!(UpdateFunctionConfiguration, function::update_configuration),
];
