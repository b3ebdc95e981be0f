//! Access keys: whose they are, and what they are worth.

use control::{Caller, CallerKind, Credential, CredentialFault, Error, Result, Tx};
use portcullis_core::Timestamp;
use sha2::{Digest as _, Sha256};
use sigv4::Secret;
use store::Store;
use subtle::ConstantTimeEq as _;

use crate::{
    names,
    stored::{AccessKey, Holder as _, Role, Session, SessionOf, User, access_key_key, session_key},
};

/// What temporary access key ids begin with.
pub(crate) const TEMPORARY_PREFIX: &str = "ASIA";

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
