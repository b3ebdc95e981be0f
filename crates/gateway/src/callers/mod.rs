//! Who signs requests: asked of whoever keeps identities, remembered by each thread until something about them changes.
//!
//! Identities are not part of a snapshot: there may be far more of them than APIs, sessions come and go all the time, and most
//! are never heard of. A thread asks for an access key when it first sees it, on a thread that may block; what it was told
//! holds until a [`CallerChange`] says otherwise. While identities cannot be read, callers that are not remembered are
//! refused.

mod cache;
mod changes;

use std::fmt::Debug;
use std::sync::Arc;

use iam_policy::IdentityPolicies;
use portcullis_core::Timestamp;
use serde::{Deserialize, Serialize};
use sigv4::Secret;

pub(crate) use cache::{CallerCache, LOOKUPS_MAX, Remembered};
pub(crate) use changes::CallerChanges;

/// Keeps callers: what the control plane implements over its store. Called on threads that may block, never on one that serves
/// requests.
pub trait Callers: Send + Sync + Debug {
    /// The access key of this id and whose it is; `None` if there is none.
    fn find(&self, access_key_id: &str) -> Result<Option<Signatory>, CallersError>;
}

/// Identities cannot be read now. Requests that wait for them are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("callers cannot be looked up: {0}")]
pub struct CallersError(pub String);

/// An access key with whose it is and what they may do.
#[derive(Debug)]
pub struct Signatory {
    /// What signs.
    pub secret: Secret,
    /// Whether the key is switched on.
    pub active: bool,
    /// For temporary credentials.
    pub session: Option<SessionKey>,
    /// Whose it is.
    pub caller: Arc<CallerFacts>,
    /// What they may do.
    pub policies: IdentityPolicies,
}

/// What temporary credentials have besides a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionKey {
    /// SHA-256 of the session token.
    pub token_sha256: [u8; 32],
    /// When they end.
    pub expires: Timestamp,
}

/// What is known of a caller besides secrets. Kept in decision records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallerFacts {
    /// What kind of identity it is.
    pub kind: CallerKind,
    /// Its account: twelve digits.
    pub account: String,
    /// Of the user, of the role's session, or of the account's root.
    pub arn: String,
    /// Of a session, the role's.
    pub role_arn: Option<String>,
    /// `aws:userid`: the account for root, `AIDA…`, `AROA…:SESSION`.
    pub user_id: String,
    /// The key that signed.
    pub access_key_id: String,
    /// The organization, if the account belongs to one.
    pub principal_org_id: Option<String>,
    /// The condition keys that the caller brings along, by lower-cased name.
    pub keys: Vec<(String, Vec<String>)>,
}

/// A kind of identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallerKind {
    /// The account itself.
    Root,
    /// A user.
    User,
    /// A session of a role.
    Role,
}

/// Something about callers is no longer what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallerChange {
    /// Users, groups, roles or policies: anybody may be concerned.
    All,
    /// One access key was made, changed or removed.
    Key(String),
}
