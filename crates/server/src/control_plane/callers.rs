//! Who signs requests: the data plane's question, answered from the store as the control plane answers its own.
//!
//! Nothing is kept here. The data plane remembers what it is told until the follower says that it changed.

use std::sync::Arc;

use control::{Caller, CallerKind, Policies};
use gateway::{CallerFacts, Callers, CallersError, GIVEN_KEYS, SessionKey, Signatory};
use iam_policy::{IdentityPolicies, IdentitySources, NamedPolicy, is_invocation_key};
use store::Store;
use svc_iam::Organizations;

/// Callers out of the store.
#[derive(Debug)]
pub(crate) struct StoredCallers {
    store: Arc<dyn Store>,
    organizations: Organizations,
}

impl StoredCallers {
    pub(crate) fn new(store: Arc<dyn Store>, organizations: Organizations) -> Self {
        Self { store, organizations }
    }

    fn signatory(&self, access_key_id: &str) -> control::Result<Option<Signatory>> {
        let Some(found) = svc_iam::access_key(&*self.store, access_key_id)? else {
            return Ok(None);
        };
        let caller = found.caller;
        let keys = svc_iam::principal_keys(&*self.store, &caller, &self.organizations)?;
        let is_known = |key: &str| {
            let given = GIVEN_KEYS.contains(&key) || keys.iter().any(|(name, _)| name == key);
            given || is_invocation_key(key)
        };
        let policies = match caller.kind {
            CallerKind::Root => IdentityPolicies::root(),
            CallerKind::User { .. } | CallerKind::Role { .. } => {
                let held = svc_iam::policies(&*self.store, &caller)?;
                IdentityPolicies::new(&sources(held), &is_known)
            }
        };
        Ok(Some(Signatory {
            secret: found.secret,
            active: found.active,
            session: found.session.map(|session| SessionKey {
                token_sha256: session.token_sha256,
                expires: session.expires,
            }),
            caller: Arc::new(facts(caller, &self.organizations, keys)),
            policies,
        }))
    }
}

impl Callers for StoredCallers {
    fn find(&self, access_key_id: &str) -> Result<Option<Signatory>, CallersError> {
        match self.signatory(access_key_id) {
            Ok(found) => Ok(found),
            // It went away between two reads.
            Err(error) if svc_iam::is_gone(&error) => Ok(None),
            Err(error) => Err(CallersError(error.detail.unwrap_or(error.message))),
        }
    }
}

pub(super) fn sources(held: Policies) -> IdentitySources {
    let named = |(name, policy)| NamedPolicy { name, policy };
    IdentitySources {
        identity: held.identity.into_iter().map(named).collect(),
        boundary: held.boundary.map(named),
        session: held.session.into_iter().map(named).collect(),
    }
}

fn facts(caller: Caller, organizations: &Organizations, keys: Vec<(String, Vec<String>)>) -> CallerFacts {
    let (kind, role_arn) = match caller.kind {
        CallerKind::Root => (gateway::CallerKind::Root, None),
        CallerKind::User { .. } => (gateway::CallerKind::User, None),
        CallerKind::Role { role_arn, .. } => (gateway::CallerKind::Role, Some(role_arn)),
    };
    CallerFacts {
        kind,
        principal_org_id: organizations.of(&caller.account).map(|place| place.id.clone()),
        account: caller.account,
        arn: caller.arn,
        role_arn,
        user_id: caller.user_id,
        access_key_id: caller.access_key_id,
        keys,
    }
}

#[cfg(test)]
mod tests;
