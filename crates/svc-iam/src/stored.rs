//! What is stored: accounts, access keys, sessions, users, groups, roles, managed policies.
//!
//! Users, groups, roles and policies are documents of their account, by lower-cased name and without a region. Accounts,
//! access keys, sessions and account aliases are found without knowing the account, so their account is empty.
//!
//! Secrets are kept readable, since a signature cannot be verified without them; [`SECRETS`] names them for a store that seals
//! what it keeps. No `Debug` shows them.

use std::{collections::BTreeMap, fmt};

use aws_model::iam::Tag;
use control::{SecretMember, Stored};
use serde::{Deserialize, Serialize};
use store::Key;

use crate::names;

macro_rules! stored {
    ($type:ty, $kind:literal) => {
        impl Stored for $type {
            const KIND: &'static str = $kind;
            const VERSION: u32 = 1;
        }
    };
}

stored!(Account, "account");
stored!(Alias, "account-alias");
stored!(AccessKey, "iam-access-key");
stored!(Session, "iam-session");
stored!(User, "iam-user");
stored!(Group, "iam-group");
stored!(Role, "iam-role");
stored!(ManagedPolicy, "iam-policy");
stored!(Deletion, "iam-deletion");

/// The members that are secrets.
pub const SECRETS: &[SecretMember] = &[
    SecretMember {
        kind: AccessKey::KIND,
        path: &["secret"],
        hashed: false,
    },
    SecretMember {
        kind: Session::KIND,
        path: &["secret"],
        hashed: false,
    },
];

/// Whom a change of a document concerns, of those who sign requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// The access key whose id is that of the document.
    Key,
    /// Anybody.
    Anybody,
}

/// Whom a change of a document of this kind concerns; `None`: nobody.
pub fn concern(kind: &str) -> Option<Concern> {
    match kind {
        AccessKey::KIND | Session::KIND => Some(Concern::Key),
        Account::KIND | User::KIND | Group::KIND | Role::KIND | ManagedPolicy::KIND => Some(Concern::Anybody),
        // What an account is called, and what was deleted before, open nothing.
        Alias::KIND | Deletion::KIND => None,
        _ => None,
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Account {
    /// Seconds.
    pub(crate) created: i64,
    /// The access keys of its root.
    pub(crate) root_keys: Vec<String>,
    /// Its alias.
    pub(crate) alias: Option<String>,
}

/// Which account has an alias.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Alias {
    /// The account.
    pub(crate) account: String,
}

/// A secret in a stored document.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct StoredSecret(pub(crate) String);

impl fmt::Debug for StoredSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoredSecret(hidden)")
    }
}

/// A long-lived access key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AccessKey {
    /// The account.
    pub(crate) account: String,
    /// The user's name; `None` for the account's root.
    pub(crate) user: Option<String>,
    /// Whether it may be used.
    pub(crate) active: bool,
    /// Seconds.
    pub(crate) created: i64,
    /// The secret.
    pub(crate) secret: StoredSecret,
}

/// Temporary credentials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// The account of the role or user.
    pub(crate) account: String,
    /// Whose they are.
    pub(crate) of: SessionOf,
    /// The secret.
    pub(crate) secret: StoredSecret,
    /// SHA-256 of the session token, in hexadecimal digits.
    pub(crate) token_sha256: String,
    /// Seconds.
    pub(crate) issued: i64,
    /// Seconds.
    pub(crate) expires: i64,
    /// Policies that narrow what the session may do: name and document.
    pub(crate) policies: Vec<(String, String)>,
}

/// Whose a session is. The id is kept because a name can come to mean somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SessionOf {
    /// AssumeRole.
    Role {
        /// The role's name.
        name: String,
        /// The role's unique id.
        id: String,
        /// The name the caller gave the session.
        session: String,
    },
    /// GetSessionToken.
    User {
        /// The user's name.
        name: String,
        /// The user's unique id.
        id: String,
    },
}

/// What users, groups and roles have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entity {
    /// The name as it was given.
    pub(crate) name: String,
    /// `/` or `/a/b/`.
    pub(crate) path: String,
    /// `AIDA…`
    pub(crate) id: String,
    /// Seconds.
    pub(crate) created: i64,
    /// Tags, by key.
    pub(crate) tags: Vec<Tag>,
    /// Inline policies: name and document.
    pub(crate) inline: BTreeMap<String, String>,
    /// ARNs of attached policies, in the order of their attachment.
    pub(crate) attached: Vec<String>,
    /// The ARN of the permission boundary.
    pub(crate) boundary: Option<String>,
}

/// A user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct User {
    /// Name, policies and tags.
    pub(crate) entity: Entity,
    /// Names of groups, as the groups spell them.
    pub(crate) groups: Vec<String>,
    /// Ids of access keys.
    pub(crate) access_keys: Vec<String>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Group {
    /// Name and policies.
    pub(crate) entity: Entity,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Role {
    /// Name, policies and tags.
    pub(crate) entity: Entity,
    /// The trust policy as it was given.
    pub(crate) trust: String,
    /// The unique ids that the users and roles named in the trust policy had when it was given.
    pub(crate) trusted_ids: BTreeMap<String, String>,
    /// The description.
    pub(crate) description: Option<String>,
    /// Seconds a session may last.
    pub(crate) session_seconds_max: i32,
    /// The service of a service-linked role.
    pub(crate) service: Option<String>,
}

/// The last deletion of a service-linked role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Deletion {
    /// The task's id.
    pub(crate) task: String,
}

/// A customer managed policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ManagedPolicy {
    /// The name as it was given.
    pub(crate) name: String,
    /// `/` or `/a/b/`.
    pub(crate) path: String,
    /// `ANPA…`
    pub(crate) id: String,
    /// Seconds.
    pub(crate) created: i64,
    /// Seconds.
    pub(crate) updated: i64,
    /// The description.
    pub(crate) description: Option<String>,
    /// Tags, by key.
    pub(crate) tags: Vec<Tag>,
    /// Its versions, oldest first.
    pub(crate) versions: Vec<Version>,
    /// The number of the version in force.
    pub(crate) default: u32,
    /// The number of the next version; numbers are not used again.
    pub(crate) next: u32,
}

/// A version of a managed policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Version {
    /// 3 of `v3`.
    pub(crate) number: u32,
    /// The document as it was given.
    pub(crate) document: String,
    /// Seconds.
    pub(crate) created: i64,
}

impl ManagedPolicy {
    /// Its ARN.
    pub(crate) fn arn(&self, account: &str) -> String {
        names::arn(account, "policy", &self.path, &self.name)
    }

    /// The version in force.
    pub(crate) fn in_force(&self) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.number == self.default)
    }
}

/// Users, groups and roles: what policies are attached to.
pub(crate) trait Holder: Stored {
    /// `user`: in ARNs and messages.
    const WHAT: &'static str;
    /// `User`: at the beginning of messages.
    const TITLE: &'static str;
    /// `AIDA`
    const ID_PREFIX: &'static str;
    /// Characters of all inline policies together, without white space.
    ///
    /// Source: IAM user guide, "IAM and AWS STS quotas".
    const INLINE_CHARACTERS_MAX: usize;

    /// The part they have in common.
    fn entity(&self) -> &Entity;
    /// The same, to be changed.
    fn entity_mut(&mut self) -> &mut Entity;

    /// Its ARN.
    fn arn(&self, account: &str) -> String {
        let entity = self.entity();
        names::arn(account, Self::WHAT, &entity.path, &entity.name)
    }
}

macro_rules! holder {
    ($type:ty, $what:literal, $title:literal, $prefix:literal, $inline:literal) => {
        impl Holder for $type {
            const WHAT: &'static str = $what;
            const TITLE: &'static str = $title;
            const ID_PREFIX: &'static str = $prefix;
            const INLINE_CHARACTERS_MAX: usize = $inline;

            fn entity(&self) -> &Entity {
                &self.entity
            }

            fn entity_mut(&mut self) -> &mut Entity {
                &mut self.entity
            }
        }
    };
}

holder!(User, "user", "User", "AIDA", 2048);
holder!(Group, "group", "Group", "AGPA", 5120);
holder!(Role, "role", "Role", "AROA", 10240);

/// The key of an account.
pub(crate) fn account_key(account: &str) -> Key {
    Key::new("", "", Account::KIND, account)
}

/// The key of an alias.
pub(crate) fn alias_key(alias: &str) -> Key {
    Key::new("", "", Alias::KIND, alias)
}

/// The key of an access key.
pub(crate) fn access_key_key(id: &str) -> Key {
    Key::new("", "", AccessKey::KIND, id)
}

/// The key of a session.
pub(crate) fn session_key(id: &str) -> Key {
    Key::new("", "", Session::KIND, id)
}
