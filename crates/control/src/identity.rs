//! What the control plane asks of whoever keeps identities.

use portcullis_core::Timestamp;
use sigv4::Secret;
use store::Store;

use crate::{Caller, Policies, error::Result};

/// The secret of an access key and whose it is.
#[derive(Debug, Clone)]
pub struct Credential {
    /// What signs.
    pub secret: Secret,
    /// Who signs.
    pub caller: Caller,
}

/// Why an access key lets nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialFault {
    /// There is none of this id.
    Unknown,
    /// It is switched off.
    Inactive,
    /// Its session is over.
    Expired,
    /// The session token is missing, or is not this key's.
    TokenMismatch,
}

/// Keeps identities: `svc-iam`.
pub trait Identities: Send + Sync {
    /// The credential of an access key id.
    fn credential(
        &self,
        store: &dyn Store,
        access_key_id: &str,
        session_token: Option<&str>,
        now: Timestamp,
    ) -> Result<std::result::Result<Credential, CredentialFault>>;

    /// The policies that say what a caller may do.
    fn policies(&self, store: &dyn Store, caller: &Caller) -> Result<Policies>;

    /// The condition keys that a caller brings along, by lower-cased name: what it is, its tags, since when.
    fn principal_keys(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<(String, Vec<String>)>>;
}
