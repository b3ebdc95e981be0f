//! What is run.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// One version of a function, ready to be run.
#[derive(Clone)]
pub struct FunctionSpec {
    /// The ARN without version or alias.
    pub arn: Arc<str>,
    /// The ARN that it is called by.
    pub invoked_arn: Arc<str>,
    /// Its name.
    pub name: String,
    /// `$LATEST` or a number.
    pub version: String,
    /// Its account: twelve digits.
    pub account: String,
    /// Its region.
    pub region: String,
    /// `python3.12`, `nodejs20.x`, `provided.al2023` …
    pub runtime: String,
    /// `module.function`
    pub handler: String,
    /// The folder with its unpacked package.
    pub code: PathBuf,
    /// The folders with its unpacked layers, the first lowest.
    pub layers: Vec<PathBuf>,
    /// Its own environment variables.
    pub environment: BTreeMap<String, String>,
    /// Megabytes of memory.
    pub memory_mb: u32,
    /// How long a call may take.
    pub timeout: Duration,
    /// Where its log goes.
    pub log_group: String,
    /// Its role.
    pub role: String,
    /// How many calls of it may run at one time, if that is limited.
    pub reserved_concurrency: Option<u32>,
    /// Differs whenever anything above or the package does: workers of another one are ended.
    pub generation: String,
}

impl fmt::Debug for FunctionSpec {
    /// Without the environment, which holds secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FunctionSpec")
            .field("arn", &self.arn)
            .field("version", &self.version)
            .field("runtime", &self.runtime)
            .field("handler", &self.handler)
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

impl FunctionSpec {
    /// What workers are kept by: the function and its version.
    pub(crate) fn key(&self) -> String {
        format!("{}:{}", self.arn, self.version)
    }
}

/// Temporary credentials of a function's role.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Access key id.
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key: String,
    /// Its session token.
    pub session_token: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// Gives functions the credentials of their roles. Called on a thread that may block.
pub trait RoleCredentials: Send + Sync + fmt::Debug {
    /// Credentials for one worker of a function; `None` where the role gives none.
    fn of(&self, function: &FunctionSpec) -> Result<Option<Credentials>, String>;
}
