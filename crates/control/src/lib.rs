//! The control plane around every operation: which service and operation a request is for, who calls and what they may do,
//! one transaction on the store, errors on the wire. Handlers see none of it.
//!
//! Everything here is synchronous and runs on a pool of blocking threads; the data plane never waits for it.

mod authenticate;
mod authorize;
mod caller;
mod ctx;
mod dispatch;
mod error;
mod identity;
mod incoming;
mod sealed;
mod sealed_store;
mod service;
mod tx;

pub use authenticate::DevMode;
pub use authorize::Permits;
pub use aws_wire;
pub use caller::{Caller, CallerKind, Policies};
pub use ctx::{Ctx, random_text};
pub use dispatch::{ATTEMPTS_MAX, BODY_BYTES_MAX, Control, Observer, Outcome};
pub use error::{Error, Result};
pub use identity::{Credential, CredentialFault, Identities};
pub use incoming::Incoming;
pub use sealed::{OpenError, SEAL_KEY_BYTES, Seal, SealKeyError, new_seal_key};
pub use sealed_store::{SealedStore, SecretMember, sealed_with};
pub use service::{Call, Entry, Permission, Service, run_typed};
pub use tx::{Stored, Tx, decode, encode};
