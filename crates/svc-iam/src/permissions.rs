//! What each operation needs to be permitted, as one table.
//!
//! Paths and tags of what exists, and what a call would attach, bear on policies (`user/admins/*`, `iam:PolicyARN`,
//! `aws:ResourceTag/…`) and are known only with the store and the input. So `control` is told of no permission
//! ([`left_to_guard`]), and [`guard`], which every row of the table runs before its handler, asks the caller's policies with
//! whole ARNs and all keys. [`permissions`] says what can be said of a call alone.
//!
//! Source: service authorization reference, "Actions, resources, and condition keys for AWS Identity and Access Management".

use aws_model::iam::Tag;
use control::{Call, CallerKind, Ctx, Error, Permission, Result};
use serde_json::Value;

use crate::{
    Iam,
    errors::access_denied,
    evaluate::{Decisions, Keys, principal},
    identity, names,
    policy::{self, Found},
    stored::{Group, Holder, Role, User},
};

/// What an operation acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The user `UserName`, or the caller.
    User,
    /// A user that is to be made.
    NewUser,
    /// The group `GroupName`.
    Group,
    /// A group that is to be made.
    NewGroup,
    /// The role `RoleName`.
    Role,
    /// A role that is to be made.
    NewRole,
    /// A service-linked role that is to be made.
    NewServiceRole,
    /// The policy `PolicyArn`.
    Policy,
    /// A policy that is to be made.
    NewPolicy,
    /// All of a kind: `arn:aws:iam::111122223333:user/`.
    All(&'static str),
    /// The identity `PolicySourceArn`.
    Source,
    /// Nothing in particular.
    Any,
}

use Target::{
    All, Any, Group as G, NewGroup, NewPolicy, NewRole, NewServiceRole, NewUser, Policy as P, Role as R,
    Source, User as U,
};

/// Every operation of IAM that is served, and what it acts on.
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("AddUserToGroup", G),
    ("AttachGroupPolicy", G),
    ("AttachRolePolicy", R),
    ("AttachUserPolicy", U),
    ("CreateAccessKey", U),
    ("CreateAccountAlias", Any),
    ("CreateGroup", NewGroup),
    ("CreatePolicy", NewPolicy),
    ("CreatePolicyVersion", P),
    ("CreateRole", NewRole),
    ("CreateServiceLinkedRole", NewServiceRole),
    ("CreateUser", NewUser),
    ("DeleteAccessKey", U),
    ("DeleteAccountAlias", Any),
    ("DeleteGroup", G),
    ("DeleteGroupPolicy", G),
    ("DeletePolicy", P),
    ("DeletePolicyVersion", P),
    ("DeleteRole", R),
    ("DeleteRolePermissionsBoundary", R),
    ("DeleteRolePolicy", R),
    ("DeleteServiceLinkedRole", R),
    ("DeleteUser", U),
    ("DeleteUserPermissionsBoundary", U),
    ("DeleteUserPolicy", U),
    ("DetachGroupPolicy", G),
    ("DetachRolePolicy", R),
    ("DetachUserPolicy", U),
    ("GetAccountAuthorizationDetails", Any),
    ("GetAccountSummary", Any),
    ("GetContextKeysForCustomPolicy", Any),
    ("GetContextKeysForPrincipalPolicy", Source),
    ("GetGroup", G),
    ("GetGroupPolicy", G),
    ("GetPolicy", P),
    ("GetPolicyVersion", P),
    ("GetRole", R),
    ("GetRolePolicy", R),
    ("GetServiceLinkedRoleDeletionStatus", Any),
    ("GetUser", U),
    ("GetUserPolicy", U),
    ("ListAccessKeys", U),
    ("ListAccountAliases", Any),
    ("ListAttachedGroupPolicies", G),
    ("ListAttachedRolePolicies", R),
    ("ListAttachedUserPolicies", U),
    ("ListEntitiesForPolicy", P),
    ("ListGroupPolicies", G),
    ("ListGroups", All("group")),
    ("ListGroupsForUser", U),
    ("ListInstanceProfilesForRole", R),
    ("ListPolicies", Any),
    ("ListPolicyTags", P),
    ("ListPolicyVersions", P),
    ("ListRolePolicies", R),
    ("ListRoleTags", R),
    ("ListRoles", All("role")),
    ("ListUserPolicies", U),
    ("ListUserTags", U),
    ("ListUsers", All("user")),
    ("PutGroupPolicy", G),
    ("PutRolePermissionsBoundary", R),
    ("PutRolePolicy", R),
    ("PutUserPermissionsBoundary", U),
    ("PutUserPolicy", U),
    ("RemoveUserFromGroup", G),
    ("SetDefaultPolicyVersion", P),
    ("SimulateCustomPolicy", Any),
    ("SimulatePrincipalPolicy", Source),
    ("TagPolicy", P),
    ("TagRole", R),
    ("TagUser", U),
    ("UntagPolicy", P),
    ("UntagRole", R),
    ("UntagUser", U),
    ("UpdateAccessKey", U),
    ("UpdateAssumeRolePolicy", R),
    ("UpdateGroup", G),
    ("UpdateRole", R),
    ("UpdateRoleDescription", R),
    ("UpdateUser", U),
];

fn target(operation: &str) -> Option<Target> {
    TARGETS
        .iter()
        .find(|(name, _)| *name == operation)
        .map(|(_, target)| *target)
}

/// Nothing: every row of the table asks [`guard`], which knows more than the call.
pub fn left_to_guard(_: &Call<'_>) -> Vec<Permission> {
    Vec::new()
}

/// What a call of IAM needs, as far as the call alone tells. An operation that is not in the table needs everything.
pub fn permissions(call: &Call<'_>) -> Vec<Permission> {
    let action = format!("iam:{}", call.operation.name);
    let account = call.account;
    let text = |member: &str| call.input.get(member).and_then(Value::as_str);
    let path = text("Path").unwrap_or("/");
    let named = |kind: &str, member: &str| names::arn(account, kind, path, text(member).unwrap_or_default());
    let resource = match target(call.operation.name) {
        // Who asks for itself is known to `guard` alone.
        Some(U) if text("UserName").is_none() => return Vec::new(),
        Some(U | NewUser) => named("user", "UserName"),
        Some(G | NewGroup) => named("group", "GroupName"),
        Some(R | NewRole) => named("role", "RoleName"),
        Some(NewPolicy) => named("policy", "PolicyName"),
        Some(P) => text("PolicyArn").unwrap_or("*").to_owned(),
        Some(Source) => text("PolicySourceArn").unwrap_or("*").to_owned(),
        Some(NewServiceRole) => service_role(account, text("AWSServiceName").unwrap_or_default()),
        Some(All(kind)) => names::arn(account, kind, "/", ""),
        Some(Any) | None => "*".to_owned(),
    };
    vec![Permission { action, resource }]
}

fn service_role(account: &str, service: &str) -> String {
    names::arn(account, "role", &format!("/aws-service-role/{service}/"), "*")
}

/// Refuses a call of IAM that the caller's policies do not permit, knowing what it acts on.
pub(crate) fn guard(ctx: &mut Ctx<'_, Iam>, operation: &str, input: &Value) -> Result<()> {
    if ctx.caller.kind == CallerKind::Root {
        return Ok(());
    }
    let Some(target) = target(operation) else {
        return Err(Error::internal(format!(
            "it is not known what {operation} acts on"
        )));
    };
    let action = format!("iam:{operation}");
    let (resources, keys) = subject(ctx, target, input)?;
    for resource in resources {
        authorize(ctx, &action, &resource, &keys)?;
    }
    Ok(())
}

/// Refuses an action that the caller's policies do not permit.
pub(crate) fn authorize(ctx: &Ctx<'_, Iam>, action: &str, resource: &str, keys: &Keys) -> Result<()> {
    let policies = identity::policies(ctx.tx.store(), ctx.caller)?;
    let decisions = keys.ask(principal(ctx.caller), action, resource, |request| {
        Decisions::of(&policies, request)
    });
    match decisions.refusal(action, false) {
        None => Ok(()),
        Some(why) => Err(denied(ctx, action, resource, &why)),
    }
}

/// `User: … is not authorized to perform: … on resource: …`
pub(crate) fn denied(ctx: &Ctx<'_, Iam>, action: &str, resource: &str, why: &str) -> Error {
    let space = if why.is_empty() { "" } else { " " };
    access_denied(format!(
        "User: {} is not authorized to perform: {action} on resource: {resource}{space}{why}",
        ctx.caller.arn
    ))
}

/// The keys of every call.
pub(crate) fn call_keys(ctx: &Ctx<'_, Iam>) -> Result<Keys> {
    let mut keys = Keys {
        source_ip: ctx.source_ip,
        time: Some(ctx.now),
        secure_transport: Some(ctx.secure),
        user_agent: ctx.user_agents.clone(),
        referer: ctx.referers.clone(),
        ..Keys::default()
    };
    let organizations = &ctx.env.organizations;
    keys.extend(identity::principal_keys(
        ctx.tx.store(),
        ctx.caller,
        organizations,
    )?);
    keys.extend([("aws:requestedregion".to_owned(), vec![ctx.region.to_owned()])]);
    Ok(keys)
}

/// The ARNs a call acts on, and its condition keys.
fn subject(ctx: &mut Ctx<'_, Iam>, target: Target, input: &Value) -> Result<(Vec<String>, Keys)> {
    let mut keys = call_keys(ctx)?;
    let text = |member: &str| input.get(member).and_then(Value::as_str);
    let account = ctx.account().to_owned();
    let path = text("Path").unwrap_or("/");
    let made =
        |kind: &str, member: &str| vec![names::arn(&account, kind, path, text(member).unwrap_or_default())];
    let resources = match target {
        NewUser => made("user", "UserName"),
        NewGroup => made("group", "GroupName"),
        NewRole => made("role", "RoleName"),
        NewPolicy => made("policy", "PolicyName"),
        NewServiceRole => {
            let service = text("AWSServiceName").unwrap_or_default();
            keys.extend([("iam:awsservicename".to_owned(), vec![service.to_owned()])]);
            vec![service_role(&account, service)]
        }
        U => {
            let name = match (text("UserName"), &ctx.caller.kind) {
                (Some(name), _) => name.to_owned(),
                (None, CallerKind::User { name }) => name.clone(),
                // The handler says what is wrong.
                (None, CallerKind::Root | CallerKind::Role { .. }) => return Ok((Vec::new(), keys)),
            };
            existing::<User>(ctx, &name, "NewUserName", input, &mut keys)?
        }
        G => existing::<Group>(
            ctx,
            text("GroupName").unwrap_or_default(),
            "NewGroupName",
            input,
            &mut keys,
        )?,
        R => existing::<Role>(ctx, text("RoleName").unwrap_or_default(), "", input, &mut keys)?,
        P => {
            let arn = text("PolicyArn").unwrap_or_default();
            if let Some(Found::Own(own)) = policy::by_arn(&mut ctx.tx, arn)? {
                resource_tags(&own.tags, &mut keys);
            }
            vec![arn.to_owned()]
        }
        Source => vec![text("PolicySourceArn").unwrap_or_default().to_owned()],
        All(kind) => vec![names::arn(&account, kind, "/", "")],
        Any => vec!["*".to_owned()],
    };
    // On policies themselves `PolicyArn` is the resource.
    if target != P
        && let Some(arn) = text("PolicyArn")
    {
        keys.extend([("iam:policyarn".to_owned(), vec![arn.to_owned()])]);
    }
    if let Some(arn) = text("PermissionsBoundary") {
        keys.extend([("iam:permissionsboundary".to_owned(), vec![arn.to_owned()])]);
    }
    request_tags(input, &mut keys);
    Ok((resources, keys))
}

/// The ARN of what exists, and the one it would have after a new name or path; of what does not exist, the plain ARN.
fn existing<T: Holder>(
    ctx: &mut Ctx<'_, Iam>,
    name: &str,
    new_name: &str,
    input: &Value,
    keys: &mut Keys,
) -> Result<Vec<String>> {
    let account = ctx.account().to_owned();
    let Some(found) = ctx.tx.get_at::<T>(&names::key::<T>(&account, name))? else {
        return Ok(vec![names::arn(&account, T::WHAT, "/", name)]);
    };
    let entity = found.entity();
    resource_tags(&entity.tags, keys);
    if let Some(arn) = &entity.boundary {
        keys.extend([("iam:permissionsboundary".to_owned(), vec![arn.clone()])]);
    }
    let mut resources = vec![found.arn(&account)];
    let text = |member: &str| input.get(member).and_then(Value::as_str);
    let (to_name, to_path) = (text(new_name), text("NewPath"));
    if to_name.is_some() || to_path.is_some() {
        resources.push(names::arn(
            &account,
            T::WHAT,
            to_path.unwrap_or(&entity.path),
            to_name.unwrap_or(&entity.name),
        ));
    }
    Ok(resources)
}

pub(crate) fn resource_tags(tags: &[Tag], keys: &mut Keys) {
    for tag in tags {
        for prefix in ["aws:resourcetag", "iam:resourcetag"] {
            keys.extend([(format!("{prefix}/{}", tag.key), vec![tag.value.clone()])]);
        }
    }
}

fn request_tags(input: &Value, keys: &mut Keys) {
    let mut names = Vec::new();
    let tags = input.get("Tags").and_then(Value::as_array);
    for tag in tags.into_iter().flatten() {
        let member = |name: &str| tag.get(name).and_then(Value::as_str).unwrap_or_default();
        names.push(member("Key").to_owned());
        keys.extend([(
            format!("aws:requesttag/{}", member("Key")),
            vec![member("Value").to_owned()],
        )]);
    }
    let removed = input.get("TagKeys").and_then(Value::as_array);
    names.extend(
        removed
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned),
    );
    if !names.is_empty() {
        keys.extend([("aws:tagkeys".to_owned(), names)]);
    }
}
