//! Who somebody is and which policies hold for them: what `control` asks.

use control::{Caller, CallerKind, Credential, CredentialFault, Error, Policies, Result, Tx};
use iam_policy::Policy;
use portcullis_core::Timestamp;
use sha2::{Digest as _, Sha256};
use sigv4::Secret;
use store::Store;
use subtle::ConstantTimeEq as _;

use crate::{
    Organizations, documents, managed, names,
    policy::{self, Found},
    stored::{
        AccessKey, Entity, Group, Holder as _, Role, Session, SessionOf, User, access_key_key, session_key,
    },
};

/// What temporary access key ids begin with.
pub(crate) const TEMPORARY_PREFIX: &str = "ASIA";

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

/// The secret of an access key of whatever account, and whose it is; or why it lets nobody in.
///
/// Temporary credentials need their session token; others must have none.
pub fn credential(
    store: &dyn Store,
    access_key_id: &str,
    session_token: Option<&str>,
    now: Timestamp,
) -> Result<Result<Credential, CredentialFault>> {
    let Some(key) = access_key(store, access_key_id)? else {
        return Ok(Err(CredentialFault::Unknown));
    };
    if !key.active {
        return Ok(Err(CredentialFault::Inactive));
    }
    match (&key.session, session_token) {
        (None, None) => {}
        (None, Some(_)) => return Ok(Err(CredentialFault::TokenMismatch)),
        (Some(session), token) => {
            let token = Sha256::digest(token.unwrap_or_default().as_bytes());
            if !bool::from(token.as_slice().ct_eq(&session.token_sha256)) {
                return Ok(Err(CredentialFault::TokenMismatch));
            }
            if session.expires <= now {
                return Ok(Err(CredentialFault::Expired));
            }
        }
    }
    Ok(Ok(Credential {
        secret: key.secret,
        caller: key.caller,
    }))
}

/// An access key of whatever account as it is kept, for whoever checks state, session token and end by themselves: nothing
/// here says that somebody is let in.
#[derive(Debug)]
pub struct FoundKey {
    /// What signs.
    pub secret: Secret,
    /// Whether it is switched on.
    pub active: bool,
    /// For temporary credentials.
    pub session: Option<FoundSession>,
    /// Whose it is.
    pub caller: Caller,
}

/// What temporary credentials have besides a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundSession {
    /// SHA-256 of the session token.
    pub token_sha256: [u8; 32],
    /// When they end: no more at this time.
    pub expires: Timestamp,
}

/// The access key of this id; `None` if there is none, or if the user or role it is of is gone.
pub fn access_key(store: &dyn Store, access_key_id: &str) -> Result<Option<FoundKey>> {
    let mut tx = Tx::new(store, "", "");
    if access_key_id.starts_with(TEMPORARY_PREFIX) {
        return temporary(&mut tx, access_key_id);
    }
    let Some(key) = tx.get_at::<AccessKey>(&access_key_key(access_key_id))? else {
        return Ok(None);
    };
    let caller = match &key.user {
        None => root(&key.account, access_key_id),
        Some(name) => match tx.get_at::<User>(&names::key::<User>(&key.account, name))? {
            Some(user) => caller_of_user(&key.account, &user, access_key_id),
            None => return Ok(None),
        },
    };
    Ok(Some(FoundKey {
        secret: Secret::new(key.secret.0.into_bytes()),
        active: key.active,
        session: None,
        caller,
    }))
}

fn temporary(tx: &mut Tx<'_>, access_key_id: &str) -> Result<Option<FoundKey>> {
    let Some(session) = tx.get_at::<Session>(&session_key(access_key_id))? else {
        return Ok(None);
    };
    let Some(caller) = caller_of_session(tx, &session, access_key_id)? else {
        return Ok(None);
    };
    let token_sha256 = bytes_of(&session.token_sha256).ok_or_else(|| {
        Error::internal(format!(
            "the session `{access_key_id}` has no digest of its token"
        ))
    })?;
    Ok(Some(FoundKey {
        secret: Secret::new(session.secret.0.into_bytes()),
        active: true,
        session: Some(FoundSession {
            token_sha256,
            expires: Timestamp {
                epoch_ms: session.expires.saturating_mul(1000),
            },
        }),
        caller,
    }))
}

/// The bytes of a digest in hexadecimal digits.
fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0u8; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// Whose a session is; `None` if the role or user is gone.
fn caller_of_session(tx: &mut Tx<'_>, session: &Session, access_key_id: &str) -> Result<Option<Caller>> {
    let account = &session.account;
    match &session.of {
        SessionOf::User { name, id } => {
            let user = tx.get_at::<User>(&names::key::<User>(account, name))?;
            Ok(user
                .filter(|user| user.entity.id == *id)
                .map(|user| caller_of_user(account, &user, access_key_id)))
        }
        SessionOf::Role { name, id, session } => {
            let role = tx.get_at::<Role>(&names::key::<Role>(account, name))?;
            Ok(role.filter(|role| role.entity.id == *id).map(|role| Caller {
                account: account.clone(),
                arn: names::session_arn(account, &role.entity.name, session),
                user_id: format!("{id}:{session}"),
                access_key_id: access_key_id.to_owned(),
                kind: CallerKind::Role {
                    role_arn: role.arn(account),
                    name: role.entity.name,
                    session: session.clone(),
                },
            }))
        }
    }
}

fn caller_of_user(account: &str, user: &User, access_key_id: &str) -> Caller {
    Caller {
        account: account.to_owned(),
        arn: user.arn(account),
        user_id: user.entity.id.clone(),
        access_key_id: access_key_id.to_owned(),
        kind: CallerKind::User {
            name: user.entity.name.clone(),
        },
    }
}

fn root(account: &str, access_key_id: &str) -> Caller {
    Caller {
        account: account.to_owned(),
        arn: names::root_arn(account),
        user_id: account.to_owned(),
        access_key_id: access_key_id.to_owned(),
        kind: CallerKind::Root,
    }
}

/// The form in which session tokens are stored.
pub(crate) fn token_sha256(token: &str) -> String {
    Sha256::digest(token.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
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
            &format!("aws:principaltag/{}", tag.key.to_lowercase()),
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
