//! Who somebody is and which policies hold for them: what `control` asks.

use control::{Caller, CallerKind, Credential, CredentialFault, Error, Policies, Result, Tx};
use iam_policy::Policy;
use portcullis_core::Timestamp;
use store::Store;

use crate::{
    Organizations,
    credential::{TEMPORARY_PREFIX, credential},
    documents, managed, names,
    policy::{self, Found},
    stored::{Entity, Group, Role, Session, User, session_key},
};

/// The code of an error about a caller that is no more.
const GONE: &str = "InvalidClientTokenId";

/// The keeper of identities that `control` asks.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    /// The organizations of their accounts.
    pub organizations: Organizations,
}

impl control::Identities for Identities {
    fn credential(
        &self,
        store: &dyn Store,
        access_key_id: &str,
        session_token: Option<&str>,
        now: Timestamp,
    ) -> Result<Result<Credential, CredentialFault>> {
        credential(store, access_key_id, session_token, now)
    }

    fn policies(&self, store: &dyn Store, caller: &Caller) -> Result<Policies> {
        policies(store, caller)
    }

    fn principal_keys(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<(String, Vec<String>)>> {
        principal_keys(store, caller, &self.organizations)
    }
}

/// The policies that say what a caller may do. An error if the user or role is gone, or is another one of the same name.
///
/// A policy or boundary that is attached and gone is an error: without it the caller could do more.
pub fn policies(store: &dyn Store, caller: &Caller) -> Result<Policies> {
    let mut tx = Tx::new(store, &caller.account, "");
    let mut found = match &caller.kind {
        CallerKind::Root => Policies::default(),
        CallerKind::User { name } => {
            let user = tx.get_at::<User>(&names::key::<User>(&caller.account, name))?;
            let user = user
                .filter(|user| user.entity.id == caller.user_id)
                .ok_or_else(|| gone(caller))?;
            of_user(&mut tx, &caller.account, &user)?.plain()
        }
        CallerKind::Role { name, .. } => {
            let role = tx.get_at::<Role>(&names::key::<Role>(&caller.account, name))?;
            let id = caller.user_id.split(':').next().unwrap_or_default();
            let role = role
                .filter(|role| role.entity.id == id)
                .ok_or_else(|| gone(caller))?;
            of_role(&mut tx, &role)?.plain()
        }
    };
    if caller.access_key_id.starts_with(TEMPORARY_PREFIX) {
        let session = tx
            .get_at::<Session>(&session_key(&caller.access_key_id))?
            .ok_or_else(|| gone(caller))?;
        for (name, document) in session.policies {
            let policy = documents::stored(&name, &document)?;
            found.session.push((name, policy));
        }
    }
    Ok(found)
}

/// Whether an error says that the user, role or session is gone.
pub fn is_gone(error: &Error) -> bool {
    error.code == GONE
}

fn gone(caller: &Caller) -> Error {
    Error::new(
        GONE,
        403,
        format!(
            "The security token included in the request is invalid: {} is gone",
            caller.arn
        ),
    )
}

/// A policy with where it comes from.
#[derive(Debug)]
pub(crate) struct Sourced {
    /// As answers of the simulator name it.
    pub(crate) id: String,
    /// `user`, `group`, `role`, `aws-managed` or `user-managed`.
    pub(crate) kind: &'static str,
    /// The text that positions are of.
    pub(crate) text: String,
    /// The policy.
    pub(crate) policy: Policy,
}

/// The policies of a user, group or role.
#[derive(Debug, Default)]
pub(crate) struct SourcedPolicies {
    /// Inline and attached ones.
    pub(crate) identity: Vec<Sourced>,
    /// The permission boundary.
    pub(crate) boundary: Option<Sourced>,
}

impl SourcedPolicies {
    fn plain(self) -> Policies {
        let named = |sourced: Sourced| (sourced.id, sourced.policy);
        Policies {
            identity: self.identity.into_iter().map(named).collect(),
            boundary: self.boundary.map(named),
            session: Vec::new(),
        }
    }
}

/// Of a user and its groups.
pub(crate) fn of_user(tx: &mut Tx<'_>, account: &str, user: &User) -> Result<SourcedPolicies> {
    let mut found = SourcedPolicies::default();
    of_entity(tx, &user.entity, "user", &mut found.identity)?;
    for name in &user.groups {
        // A group cannot be deleted while somebody is in it.
        let group = tx
            .get_at::<Group>(&names::key::<Group>(account, name))?
            .ok_or_else(|| Error::internal(format!("the group `{name}` of a user is not there")))?;
        of_entity(tx, &group.entity, "group", &mut found.identity)?;
    }
    found.boundary = boundary(tx, &user.entity)?;
    Ok(found)
}

/// Of a group.
pub(crate) fn of_group(tx: &mut Tx<'_>, group: &Group) -> Result<SourcedPolicies> {
    let mut found = SourcedPolicies::default();
    of_entity(tx, &group.entity, "group", &mut found.identity)?;
    Ok(found)
}

/// Of a role.
pub(crate) fn of_role(tx: &mut Tx<'_>, role: &Role) -> Result<SourcedPolicies> {
    let mut found = SourcedPolicies::default();
    of_entity(tx, &role.entity, "role", &mut found.identity)?;
    found.boundary = boundary(tx, &role.entity)?;
    Ok(found)
}

fn of_entity(tx: &mut Tx<'_>, entity: &Entity, kind: &'static str, out: &mut Vec<Sourced>) -> Result<()> {
    for (name, text) in &entity.inline {
        out.push(Sourced {
            id: format!("{kind}_{}_{name}", entity.name),
            kind,
            text: text.clone(),
            policy: documents::stored(name, text)?,
        });
    }
    for arn in &entity.attached {
        // It may hold a `Deny`, so going on without it could let more in.
        out.push(managed_policy(tx, arn)?.ok_or_else(|| {
            Error::internal(format!("the attached policy `{arn}` is not there: detach it"))
        })?);
    }
    Ok(())
}

fn boundary(tx: &mut Tx<'_>, entity: &Entity) -> Result<Option<Sourced>> {
    let Some(arn) = &entity.boundary else {
        return Ok(None);
    };
    managed_policy(tx, arn)?
        .map(Some)
        .ok_or_else(|| Error::internal(format!("the permission boundary `{arn}` is not there")))
}

/// The version in force of a managed policy.
pub(crate) fn managed_policy(tx: &mut Tx<'_>, arn: &str) -> Result<Option<Sourced>> {
    match policy::by_arn(tx, arn)? {
        None => Ok(None),
        Some(Found::Aws(managed)) => Ok(Some(aws(managed))),
        Some(Found::Own(own)) => {
            let version = own
                .in_force()
                .ok_or_else(|| Error::internal(format!("the policy `{arn}` has no version in force")))?;
            Ok(Some(Sourced {
                policy: documents::stored(&own.name, &version.document)?,
                id: own.name.clone(),
                kind: "user-managed",
                text: version.document.clone(),
            }))
        }
    }
}

fn aws(managed: &managed::Managed) -> Sourced {
    Sourced {
        id: managed.name.clone(),
        kind: "aws-managed",
        text: managed.document.clone(),
        policy: managed.policy.clone(),
    }
}

/// The condition keys that a caller brings along, lower-cased: what it is, its organization, its tags, and since when.
///
/// Source: IAM user guide, "AWS global condition context keys", "Properties of the principal" and "Properties of a role
/// session".
pub fn principal_keys(
    store: &dyn Store,
    caller: &Caller,
    organizations: &Organizations,
) -> Result<Vec<(String, Vec<String>)>> {
    let mut tx = Tx::new(store, &caller.account, "");
    let one = |name: &str, value: &str| (name.to_owned(), vec![value.to_owned()]);
    let mut keys = vec![
        one("aws:userid", &caller.user_id),
        one("aws:principalaccount", &caller.account),
    ];
    keys.extend(organizations.keys(&caller.account));
    let tags = match &caller.kind {
        CallerKind::Root => {
            keys.push(one("aws:principalarn", &caller.arn));
            keys.push(one("aws:principaltype", "Account"));
            Vec::new()
        }
        CallerKind::User { name } => {
            keys.push(one("aws:principalarn", &caller.arn));
            keys.push(one("aws:principaltype", "User"));
            keys.push(one("aws:username", name));
            tx.get_at::<User>(&names::key::<User>(&caller.account, name))?
                .map_or_else(Vec::new, |user| user.entity.tags)
        }
        CallerKind::Role { name, role_arn, .. } => {
            keys.push(one("aws:principalarn", role_arn));
            keys.push(one("aws:principaltype", "AssumedRole"));
            tx.get_at::<Role>(&names::key::<Role>(&caller.account, name))?
                .map_or_else(Vec::new, |role| role.entity.tags)
        }
    };
    for tag in tags {
        keys.push(one(
            &format!("aws:principaltag/{}", tag.key.to_ascii_lowercase()),
            &tag.value,
        ));
    }
    if caller.access_key_id.starts_with(TEMPORARY_PREFIX) {
        // Nobody has a second factor here.
        keys.push(one("aws:multifactorauthpresent", "false"));
        if let Some(session) = tx.get_at::<Session>(&session_key(&caller.access_key_id))? {
            let issued = Timestamp {
                epoch_ms: session.issued.saturating_mul(1000),
            };
            keys.push(one("aws:tokenissuetime", &issued.to_string()));
        }
    }
    Ok(keys)
}
