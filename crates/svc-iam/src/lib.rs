//! IAM and STS, as far as identities need them: users, groups, roles, policies, access keys, sessions, the policy simulator.
//!
//! [`IAM_OPERATIONS`] and [`STS_OPERATIONS`] are the index. Each row first asks [`permissions::guard`] whether the caller
//! may, knowing what the call acts on, then runs the handler. What `control` asks of identities is [`Identities`].
//!
//! Not here: passwords, MFA, federation, instances, service control policies.

mod access_key;
mod account;
mod credential;
mod documents;
mod entity;
mod errors;
mod evaluate;
mod group;
mod identity;
mod managed;
mod names;
mod organization;
mod page;
mod permissions;
mod policy;
mod role;
mod root;
mod service;
mod service_role;
mod simulate;
mod stored;
mod sts;
mod tags;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod trust;
mod unsupported;
mod usage;
mod user;

use aws_model::{
    iam::*,
    sts::{AssumeRole, GetAccessKeyInfo, GetCallerIdentity, GetSessionToken},
};
use control::Entry;
use serde_json::Value;

pub use credential::{FoundKey, FoundSession, access_key, credential};
pub use identity::{Identities, is_gone, policies, principal_keys};
pub use organization::{Membership, Organizations};
pub use permissions::{left_to_guard, permissions};
pub use root::{accounts, create_account, import_root_key, new_key, root_key};
pub use service::{ServiceCredentials, ServiceRole, ServiceSession, begin_service_session, role_trusts};
pub use stored::{Concern, SECRETS, concern};
pub use sts::sts_permissions;
pub use trust::principal_exists;
pub use unsupported::{IAM_UNSUPPORTED, STS_UNSUPPORTED};

/// What the operations have besides the store.
#[derive(Debug, Clone, Default)]
pub struct Iam {
    /// Limits.
    pub limits: Limits,
    /// The organizations that accounts belong to.
    pub organizations: Organizations,
}

/// Limits of an account, with AWS's defaults.
///
/// Source: IAM user guide, "IAM and AWS STS quotas".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Users of an account. AWS: 5,000.
    pub users_max: usize,
    /// Groups of an account. AWS: 300.
    pub groups_max: usize,
    /// Roles of an account. AWS: 1,000.
    pub roles_max: usize,
    /// Customer managed policies of an account. AWS: 1,500.
    pub policies_max: usize,
    /// Managed policies attached to a user, group or role. AWS: 10.
    pub attached_policies_max: usize,
    /// Groups a user is in. AWS: 10.
    pub groups_per_user_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            users_max: 5_000,
            groups_max: 300,
            roles_max: 1_000,
            policies_max: 1_500,
            attached_policies_max: 10,
            groups_per_user_max: 10,
        }
    }
}

/// A row whose handler runs only if the caller's policies permit it, on what it acts on.
macro_rules! row {
    ($operation:ty, $handler:path) => {
        Entry {
            model: <$operation as aws_wire::Operation>::MODEL,
            run: |ctx, input| {
                permissions::guard(ctx, <$operation as aws_wire::Operation>::MODEL.name, &input)?;
                control::run_typed::<$operation, _>(ctx, input, $handler).map(nameless)
            },
        }
    };
}

/// The root of an account has neither a name nor a path, where the model's shapes need them: what is empty is left out.
fn nameless(mut answer: Value) -> Value {
    for name in ["User", "AccessKey"] {
        if let Some(members) = answer.get_mut(name).and_then(Value::as_object_mut) {
            members.retain(|name, value| !(matches!(name.as_str(), "UserName" | "Path") && value == ""));
        }
    }
    answer
}

/// The operations of IAM.
pub const IAM_OPERATIONS: &[Entry<Iam>] = &[
    row!(AddUserToGroup, user::add_to_group),
    row!(AttachGroupPolicy, group::attach),
    row!(AttachRolePolicy, role::attach),
    row!(AttachUserPolicy, user::attach),
    row!(CreateAccessKey, access_key::create),
    row!(CreateAccountAlias, account::create_alias),
    row!(CreateGroup, group::create),
    row!(CreatePolicy, policy::create),
    row!(CreatePolicyVersion, policy::create_version),
    row!(CreateRole, role::create),
    row!(CreateServiceLinkedRole, service_role::create),
    row!(CreateUser, user::create),
    row!(DeleteAccessKey, access_key::delete),
    row!(DeleteAccountAlias, account::delete_alias),
    row!(DeleteGroup, group::delete),
    row!(DeleteGroupPolicy, group::delete_policy),
    row!(DeletePolicy, policy::delete),
    row!(DeletePolicyVersion, policy::delete_version),
    row!(DeleteRole, role::delete),
    row!(DeleteRolePermissionsBoundary, role::delete_boundary),
    row!(DeleteRolePolicy, role::delete_policy),
    row!(DeleteServiceLinkedRole, service_role::delete),
    row!(DeleteUser, user::delete),
    row!(DeleteUserPermissionsBoundary, user::delete_boundary),
    row!(DeleteUserPolicy, user::delete_policy),
    row!(DetachGroupPolicy, group::detach),
    row!(DetachRolePolicy, role::detach),
    row!(DetachUserPolicy, user::detach),
    row!(GetAccountAuthorizationDetails, account::details),
    row!(GetAccountSummary, account::summary),
    row!(GetContextKeysForCustomPolicy, simulate::custom_keys),
    row!(GetContextKeysForPrincipalPolicy, simulate::principal_keys),
    row!(GetGroup, group::get),
    row!(GetGroupPolicy, group::get_policy),
    row!(GetPolicy, policy::get),
    row!(GetPolicyVersion, policy::get_version),
    row!(GetRole, role::get),
    row!(GetRolePolicy, role::get_policy),
    row!(GetServiceLinkedRoleDeletionStatus, service_role::deletion_status),
    row!(GetUser, user::get),
    row!(GetUserPolicy, user::get_policy),
    row!(ListAccessKeys, access_key::list),
    row!(ListAccountAliases, account::list_aliases),
    row!(ListAttachedGroupPolicies, group::list_attached),
    row!(ListAttachedRolePolicies, role::list_attached),
    row!(ListAttachedUserPolicies, user::list_attached),
    row!(ListEntitiesForPolicy, usage::list_entities),
    row!(ListGroupPolicies, group::list_policies),
    row!(ListGroups, group::list),
    row!(ListGroupsForUser, user::list_groups),
    row!(ListInstanceProfilesForRole, role::list_instance_profiles),
    row!(ListPolicies, policy::list),
    row!(ListPolicyTags, policy::list_tags),
    row!(ListPolicyVersions, policy::list_versions),
    row!(ListRolePolicies, role::list_policies),
    row!(ListRoleTags, role::list_tags),
    row!(ListRoles, role::list),
    row!(ListUserPolicies, user::list_policies),
    row!(ListUserTags, user::list_tags),
    row!(ListUsers, user::list),
    row!(PutGroupPolicy, group::put_policy),
    row!(PutRolePermissionsBoundary, role::put_boundary),
    row!(PutRolePolicy, role::put_policy),
    row!(PutUserPermissionsBoundary, user::put_boundary),
    row!(PutUserPolicy, user::put_policy),
    row!(RemoveUserFromGroup, user::remove_from_group),
    row!(SetDefaultPolicyVersion, policy::set_default),
    row!(SimulateCustomPolicy, simulate::custom),
    row!(SimulatePrincipalPolicy, simulate::principal),
    row!(TagPolicy, policy::tag),
    row!(TagRole, role::tag),
    row!(TagUser, user::tag),
    row!(UntagPolicy, policy::untag),
    row!(UntagRole, role::untag),
    row!(UntagUser, user::untag),
    row!(UpdateAccessKey, access_key::update),
    row!(UpdateAssumeRolePolicy, role::update_trust),
    row!(UpdateGroup, group::update),
    row!(UpdateRole, role::update),
    row!(UpdateRoleDescription, role::update_description),
    row!(UpdateUser, user::update),
];

/// The operations of STS.
pub const STS_OPERATIONS: &[Entry<Iam>] = &[
    control::entry!(AssumeRole, sts::assume_role),
    control::entry!(GetAccessKeyInfo, sts::access_key_info),
    control::entry!(GetCallerIdentity, sts::caller_identity),
    control::entry!(GetSessionToken, sts::session_token),
];
