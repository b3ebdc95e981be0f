//! What is stored: functions, their versions and aliases, their policies, layers.
//!
//! All are documents of their account and region. A function's document holds `$LATEST`; what belongs to a function has its
//! name as parent. Environment variables are secrets ([`SECRETS`]): they are kept as one text so that a store can seal it, and
//! no `Debug` shows them.

use std::collections::BTreeMap;
use std::fmt;

use control::{SecretMember, Stored};
use serde::{Deserialize, Serialize};

macro_rules! stored {
    ($type:ty, $kind:literal) => {
        impl Stored for $type {
            const KIND: &'static str = $kind;
            const VERSION: u32 = 1;
        }
    };
}

stored!(SavedFunction, "lambda-function");
stored!(SavedFunctionVersion, "lambda-version");
stored!(SavedAlias, "lambda-alias");
stored!(SavedFunctionPolicy, "lambda-policy");
stored!(SavedLayer, "lambda-layer");
stored!(SavedLayerVersion, "lambda-layer-version");

/// The members that are secrets.
pub const SECRETS: &[SecretMember] = &[
    SecretMember {
        kind: SavedFunction::KIND,
        path: &["latest", "environment"],
        hashed: false,
    },
    SecretMember {
        kind: SavedFunctionVersion::KIND,
        path: &["published", "environment"],
        hashed: false,
    },
];

/// The kinds that bear on [`crate::find`] and [`crate::permits`]: whoever remembers their answers forgets them when a document
/// of one of these changes.
pub const FUNCTION_KINDS: &[&str] = &[
    SavedFunction::KIND,
    SavedFunctionVersion::KIND,
    SavedAlias::KIND,
    SavedFunctionPolicy::KIND,
];

/// Text that no `Debug` shows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HiddenText(pub String);

impl fmt::Debug for HiddenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HiddenText(hidden)")
    }
}

/// Code as it was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedCode {
    /// SHA-256 of the zip, hexadecimal: the package's folder.
    pub sha256: String,
    /// Bytes of the zip.
    pub bytes: i64,
    /// Bytes of what is in it.
    pub unpacked_bytes: i64,
}

/// A layer as a version of a function uses it. It goes on using it when the layer's version is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedLayerUse {
    /// The ARN of the layer's version.
    pub arn: String,
    /// What is in it.
    pub code: SavedCode,
}

/// Code and configuration of a version.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SavedVersion {
    /// `$LATEST` or a number.
    pub version: String,
    /// What it is.
    pub description: String,
    /// `python3.12`
    pub runtime: String,
    /// `module.function`
    pub handler: String,
    /// The ARN of its role.
    pub role: String,
    /// Seconds a call may take.
    pub timeout_s: i32,
    /// Megabytes of memory.
    pub memory_mb: i32,
    /// Megabytes of `/tmp`.
    pub storage_mb: i32,
    /// JSON of the environment variables; `None` where none were ever set.
    pub environment: Option<HiddenText>,
    /// The lowest first.
    pub layers: Vec<SavedLayerUse>,
    /// `x86_64` or `arm64`.
    pub architecture: String,
    /// `PassThrough` or `Active`.
    pub tracing: String,
    /// The log group.
    pub log_group: String,
    /// Its code.
    pub code: SavedCode,
    /// Milliseconds since 1970.
    pub modified_ms: i64,
    /// Differs after every change.
    pub revision: String,
}

impl SavedVersion {
    /// The environment variables.
    pub(crate) fn variables(&self) -> control::Result<BTreeMap<String, String>> {
        match &self.environment {
            None => Ok(BTreeMap::new()),
            Some(HiddenText(text)) => serde_json::from_str(text).map_err(|error| {
                control::Error::internal(format!("stored environment variables cannot be read: {error}"))
            }),
        }
    }

    /// Whether a version published of this would be the same as that one but for its number.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        let bare = |version: &Self| Self {
            version: String::new(),
            description: String::new(),
            modified_ms: 0,
            revision: String::new(),
            ..version.clone()
        };
        bare(self) == bare(other)
    }
}

/// A function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedFunction {
    /// Its name.
    pub name: String,
    /// `$LATEST`.
    pub latest: SavedVersion,
    /// The last number that was given to a version; 0 for none. Numbers are never used twice.
    pub last_version: u64,
    /// Tags.
    pub tags: BTreeMap<String, String>,
    /// Calls that may run at one time.
    pub reserved_concurrency: Option<i32>,
}

/// A published version of a function; its id is `FUNCTION/NUMBER`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedFunctionVersion {
    /// What was published.
    pub published: SavedVersion,
}

/// An alias; its id is `FUNCTION/ALIAS`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAlias {
    /// Its name.
    pub name: String,
    /// The version it stands for.
    pub version: String,
    /// What it is.
    pub description: String,
    /// Differs after every change.
    pub revision: String,
}

/// Whom a statement allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SavedPrincipal {
    /// `*`
    Everybody,
    /// The ARN of an account's root, of a user, a role or a session.
    Aws(String),
    /// `apigateway.amazonaws.com`
    Service(String),
}

/// A condition of a statement: one key, one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedCondition {
    /// `ArnLike`
    pub operator: String,
    /// `AWS:SourceArn`
    pub key: String,
    /// What it must be.
    pub value: String,
}

/// A statement of a function's policy. All of them allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedStatement {
    /// Its id.
    pub sid: String,
    /// Whom.
    pub principal: SavedPrincipal,
    /// `lambda:InvokeFunction`
    pub action: String,
    /// When.
    pub conditions: Vec<SavedCondition>,
}

/// The policy of a function (its id is `FUNCTION`), or of a version or alias (`FUNCTION/QUALIFIER`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFunctionPolicy {
    /// In the order they were added.
    pub statements: Vec<SavedStatement>,
    /// Differs after every change.
    pub revision: String,
}

/// A layer: which numbers were given to versions of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedLayer {
    /// Its name.
    pub name: String,
    /// The last number.
    pub last_version: i64,
}

/// A version of a layer; its id is `LAYER/NUMBER` with leading zeros.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedLayerVersion {
    /// The layer's name.
    pub name: String,
    /// The number.
    pub version: i64,
    /// What it is.
    pub description: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// For which runtimes it is.
    pub runtimes: Option<Vec<String>>,
    /// For which architectures it is.
    pub architectures: Option<Vec<String>>,
    /// What is in it.
    pub code: SavedCode,
    /// Milliseconds since 1970.
    pub created_ms: i64,
}
