//! Functions as the data plane needs them: what an ARN leads to, ready to be run.

use std::time::Duration;

use control::{Result, Stored, decode};
use functions::FunctionSpec;
use store::{Key, Store};

use crate::{
    names::{FunctionName, LATEST},
    package::PackageFolder,
    stored::{SavedAlias, SavedFunction, SavedFunctionVersion, SavedVersion},
    version::is_number,
};

/// What a name leads to, through an alias too: the version that runs. `None` where there is none.
///
/// Two or three reads of the store. The answer holds until a document of [`crate::FUNCTION_KINDS`] changes.
pub fn find(
    store: &dyn Store,
    packages: &PackageFolder,
    called: &FunctionName,
) -> Result<Option<FunctionSpec>> {
    let Some(function) = get::<SavedFunction>(store, called, &called.name)? else {
        return Ok(None);
    };
    let reserved = function.reserved_concurrency;
    let mut number = called.qualifier.clone().unwrap_or_else(|| LATEST.to_owned());
    if number != LATEST && !is_number(&number) {
        match get::<SavedAlias>(store, called, &format!("{}/{number}", called.name))? {
            Some(alias) => number = alias.version,
            None => return Ok(None),
        }
    }
    let version = if number == LATEST {
        function.latest
    } else {
        let id = format!("{}/{number}", called.name);
        match get::<SavedFunctionVersion>(store, called, &id)? {
            Some(found) => found.published,
            None => return Ok(None),
        }
    };
    spec(packages, called, &version, reserved).map(Some)
}

fn get<T: Stored>(store: &dyn Store, called: &FunctionName, id: &str) -> Result<Option<T>> {
    let key = Key::new(&called.account, &called.region, T::KIND, id);
    store
        .get(&key)?
        .map(|document| decode::<T>(&key, &document.body))
        .transpose()
}

/// A version, ready to be run.
pub(crate) fn spec(
    packages: &PackageFolder,
    called: &FunctionName,
    version: &SavedVersion,
    reserved: Option<i32>,
) -> Result<FunctionSpec> {
    Ok(FunctionSpec {
        arn: called.function_arn().into(),
        invoked_arn: called.arn().into(),
        name: called.name.clone(),
        version: version.version.clone(),
        account: called.account.clone(),
        region: called.region.clone(),
        runtime: version.runtime.clone(),
        handler: version.handler.clone(),
        code: packages.tree(&version.code.sha256),
        layers: version
            .layers
            .iter()
            .map(|layer| packages.tree(&layer.code.sha256))
            .collect(),
        environment: version.variables()?,
        memory_mb: u32::try_from(version.memory_mb).unwrap_or_default(),
        timeout: Duration::from_secs(u64::try_from(version.timeout_s).unwrap_or_default()),
        log_group: version.log_group.clone(),
        role: version.role.clone(),
        reserved_concurrency: reserved.map(|reserved| u32::try_from(reserved).unwrap_or_default()),
        // A revision is never given twice, so it also tells a function from one of the same name before it.
        generation: version.revision.clone(),
    })
}
