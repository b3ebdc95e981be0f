//! What the operations have besides the store.

use std::fmt::Debug;
use std::sync::Arc;

use control::{Result, Tx};
use functions::{Fault, FunctionSpec, Invocation};

use crate::package::PackageFolder;

/// Limits of an account and region, with AWS's defaults.
///
/// Source: AWS Lambda developer guide, "Lambda quotas".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Calls that may run at one time, of all functions. AWS: 1,000.
    pub concurrent_executions_max: i32,
    /// Of these, how many no function may reserve. AWS: 100.
    pub unreserved_executions_min: i32,
    /// Bytes of all zips of functions and layers. AWS: 75 GB.
    pub code_bytes_max: i64,
    /// Functions. AWS has no limit but that of their code.
    pub functions_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            concurrent_executions_max: 1_000,
            unreserved_executions_min: 100,
            code_bytes_max: 80_530_636_800,
            functions_max: 10_000,
        }
    }
}

/// What a call came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoked {
    /// What the function returned, or the document of its error.
    pub payload: Vec<u8>,
    /// Whether it failed.
    pub failed: bool,
    /// The end of the call's log.
    pub log_tail: Vec<u8>,
}

/// Runs functions. Called on threads that may block.
pub trait Runner: Send + Sync + Debug {
    /// Runs a call and waits for its answer.
    fn invoke(&self, function: Arc<FunctionSpec>, call: Invocation) -> Result<Invoked, Fault>;

    /// Takes a call to be run later: `InvocationType` `Event`. A call that fails is run twice again, as AWS does, or the log
    /// says that it was not.
    fn start(&self, function: Arc<FunctionSpec>, call: Invocation) -> Result<(), Fault>;
}

/// Why a package cannot be fetched: S3's error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchFault {
    /// `NoSuchKey`
    pub code: String,
    /// `The specified key does not exist.`
    pub message: String,
}

/// Fetches packages that are named by bucket and key. Called on threads that may block.
pub trait Packages: Send + Sync + Debug {
    /// The object, of at most `bytes_max` bytes.
    fn fetch(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        bytes_max: usize,
    ) -> Result<Vec<u8>, FetchFault>;
}

/// Whether a role, by its ARN, exists and its trust policy lets a service assume it.
pub type RoleTrusts = fn(&mut Tx<'_>, role_arn: &str, service: &str) -> Result<bool>;

/// The surroundings of the operations.
#[derive(Debug, Clone)]
pub struct Lambda {
    /// Limits.
    pub limits: Limits,
    /// Where packages are kept.
    pub packages: Arc<PackageFolder>,
    /// Where packages in buckets come from; `None`: such packages are refused by name.
    pub buckets: Option<Arc<dyn Packages>>,
    /// What runs functions; `None`: calls are refused by name.
    pub runner: Option<Arc<dyn Runner>>,
    /// Which roles functions may have.
    pub role_trusts: RoleTrusts,
}
