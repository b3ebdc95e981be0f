//! Accounts: their aliases, what is in them, and their making, which no operation does.

use std::collections::BTreeMap;

use aws_model::iam::{
    CreateAccountAliasRequest, DeleteAccountAliasRequest, GetAccountAuthorizationDetailsRequest,
    GetAccountAuthorizationDetailsResponse, GetAccountSummaryResponse, GroupDetail,
    ListAccountAliasesRequest, ListAccountAliasesResponse, ManagedPolicyDetail, PolicyDetail, RoleDetail,
    UserDetail,
};
use aws_wire::Nothing;
use control::{Ctx, Result, Tx};

use crate::{
    Iam, access_key, documents, entity,
    errors::{already_exists, no_such_entity},
    managed,
    page::page,
    policy::{self, Found},
    role,
    stored::{Account, Alias, Entity, Group, Holder, ManagedPolicy, Role, User, account_key, alias_key},
    usage::Usage,
    user,
};

/// An account, if it was made.
pub(crate) fn find(tx: &mut Tx<'_>, account: &str) -> Result<Option<Account>> {
    tx.get_at(&account_key(account))
}

/// The caller's account. One that nobody made has no keys and no alias yet: development mode lets callers of any account in.
pub(crate) fn find_own(ctx: &mut Ctx<'_, Iam>) -> Result<Account> {
    let account = ctx.account().to_owned();
    let found = find(&mut ctx.tx, &account)?;
    Ok(found.unwrap_or_else(|| Account {
        created: ctx.now_seconds().0,
        root_keys: Vec::new(),
        alias: None,
    }))
}

/// CreateAccountAlias. An account has at most one; a new one replaces the old one.
pub(crate) fn create_alias(ctx: &mut Ctx<'_, Iam>, input: CreateAccountAliasRequest) -> Result<Nothing> {
    let alias = input.account_alias;
    let mut account = find_own(ctx)?;
    if let Some(other) = ctx.tx.get_at::<Alias>(&alias_key(&alias))?
        && other.account != ctx.caller.account
    {
        return Err(already_exists(format!(
            "The account alias {alias} already exists."
        )));
    }
    if let Some(old) = account.alias.replace(alias.clone()) {
        ctx.tx.delete_at(alias_key(&old));
    }
    let key = account_key(ctx.account());
    ctx.tx.put_at(key, "", &account)?;
    let of = Alias {
        account: ctx.account().to_owned(),
    };
    ctx.tx.put_at(alias_key(&alias), "", &of)?;
    Ok(Nothing {})
}

/// DeleteAccountAlias.
pub(crate) fn delete_alias(ctx: &mut Ctx<'_, Iam>, input: DeleteAccountAliasRequest) -> Result<Nothing> {
    let mut account = find_own(ctx)?;
    if account.alias.as_ref() != Some(&input.account_alias) {
        return Err(no_such_entity(format!(
            "The account alias {} cannot be found.",
            input.account_alias
        )));
    }
    account.alias = None;
    let key = account_key(ctx.account());
    ctx.tx.put_at(key, "", &account)?;
    ctx.tx.delete_at(alias_key(&input.account_alias));
    Ok(Nothing {})
}

/// ListAccountAliases.
pub(crate) fn list_aliases(
    ctx: &mut Ctx<'_, Iam>,
    _: ListAccountAliasesRequest,
) -> Result<ListAccountAliasesResponse> {
    let account = ctx.account().to_owned();
    let found = find(&mut ctx.tx, &account)?;
    Ok(ListAccountAliasesResponse {
        account_aliases: found.and_then(|account| account.alias).into_iter().collect(),
        is_truncated: Some(false),
        marker: None,
    })
}

/// GetAccountSummary.
pub(crate) fn summary(ctx: &mut Ctx<'_, Iam>, _: Nothing) -> Result<GetAccountSummaryResponse> {
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let limits = &ctx.env.limits;
    let versions: usize = ctx
        .tx
        .list_global::<ManagedPolicy>(None)?
        .iter()
        .map(|(_, policy)| policy.versions.len())
        .sum();
    let account = ctx.account().to_owned();
    let root_keys = find(&mut ctx.tx, &account)?.map_or(0, |found| found.root_keys.len());
    let rows = [
        ("Users", entity::count::<User>(ctx)?),
        ("UsersQuota", limits.users_max),
        ("Groups", entity::count::<Group>(ctx)?),
        ("GroupsQuota", limits.groups_max),
        ("Roles", entity::count::<Role>(ctx)?),
        ("RolesQuota", limits.roles_max),
        ("Policies", entity::count::<ManagedPolicy>(ctx)?),
        ("PoliciesQuota", limits.policies_max),
        ("PolicyVersionsInUse", versions),
        ("VersionsPerPolicyQuota", policy::VERSIONS_MAX),
        ("PolicySizeQuota", documents::MANAGED_CHARACTERS_MAX),
        ("AssumeRolePolicySizeQuota", documents::TRUST_CHARACTERS_MAX),
        ("UserPolicySizeQuota", User::INLINE_CHARACTERS_MAX),
        ("GroupPolicySizeQuota", Group::INLINE_CHARACTERS_MAX),
        ("RolePolicySizeQuota", Role::INLINE_CHARACTERS_MAX),
        ("GroupsPerUserQuota", limits.groups_per_user_max),
        ("AccessKeysPerUserQuota", access_key::KEYS_MAX),
        ("AttachedPoliciesPerUserQuota", limits.attached_policies_max),
        ("AttachedPoliciesPerGroupQuota", limits.attached_policies_max),
        ("AttachedPoliciesPerRoleQuota", limits.attached_policies_max),
        ("AccountAccessKeysPresent", usize::from(root_keys > 0)),
        ("AccountMFAEnabled", 0),
        ("MFADevices", 0),
        ("MFADevicesInUse", 0),
        ("InstanceProfiles", 0),
        ("Providers", 0),
        ("ServerCertificates", 0),
    ];
    let map: BTreeMap<String, i32> = rows
        .into_iter()
        .map(|(name, count)| (name.to_owned(), number(count)))
        .collect();
    Ok(GetAccountSummaryResponse {
        summary_map: Some(map),
    })
}

/// GetAccountAuthorizationDetails.
pub(crate) fn details(
    ctx: &mut Ctx<'_, Iam>,
    input: GetAccountAuthorizationDetailsRequest,
) -> Result<GetAccountAuthorizationDetailsResponse> {
    enum One {
        User(UserDetail),
        Group(GroupDetail),
        Role(RoleDetail),
        Policy(ManagedPolicyDetail),
    }
    let filter = input.filter.unwrap_or_default();
    let wanted = |kind: &str| filter.is_empty() || filter.iter().any(|one| one == kind);
    let account = ctx.account().to_owned();
    let usage = Usage::read(ctx)?;
    let mut all = Vec::new();
    if wanted("User") {
        for (id, user) in ctx.tx.list_global::<User>(None)? {
            all.push((format!("user/{id}"), One::User(user_detail(&account, user))));
        }
    }
    if wanted("Group") {
        for (id, group) in ctx.tx.list_global::<Group>(None)? {
            all.push((format!("group/{id}"), One::Group(group_detail(&account, group))));
        }
    }
    if wanted("Role") {
        for (id, role) in ctx.tx.list_global::<Role>(None)? {
            all.push((format!("role/{id}"), One::Role(role_detail(ctx, role)?)));
        }
    }
    let mut policies = Vec::new();
    if wanted("LocalManagedPolicy") {
        let own = ctx.tx.list_global::<ManagedPolicy>(None)?;
        policies.extend(own.into_iter().map(|(_, policy)| Found::Own(Box::new(policy))));
    }
    if wanted("AWSManagedPolicy") {
        policies.extend(managed::all()?.iter().map(Found::Aws));
    }
    for found in &policies {
        let arn = found.arn(&account);
        let counts = usage.of(&arn);
        let detail = policy_detail(policy::answer_found(&account, found, counts), found);
        all.push((format!("policy/{arn}"), One::Policy(detail)));
    }
    let page = page(all, input.marker.as_deref(), input.max_items)?;
    let mut answer = GetAccountAuthorizationDetailsResponse {
        user_detail_list: Some(Vec::new()),
        group_detail_list: Some(Vec::new()),
        role_detail_list: Some(Vec::new()),
        policies: Some(Vec::new()),
        is_truncated: page.is_truncated,
        marker: page.marker,
    };
    for one in page.items {
        match one {
            One::User(user) => answer.user_detail_list.get_or_insert_default().push(user),
            One::Group(group) => answer.group_detail_list.get_or_insert_default().push(group),
            One::Role(role) => answer.role_detail_list.get_or_insert_default().push(role),
            One::Policy(policy) => answer.policies.get_or_insert_default().push(policy),
        }
    }
    Ok(answer)
}

fn inline_details(entity: &Entity) -> Option<Vec<PolicyDetail>> {
    let all = entity.inline.iter().map(|(name, document)| PolicyDetail {
        policy_name: Some(name.clone()),
        policy_document: Some(documents::encoded(document)),
    });
    Some(all.collect())
}

fn user_detail(account: &str, stored: User) -> UserDetail {
    let answer = user::answer(account, &stored);
    UserDetail {
        path: Some(answer.path),
        user_name: Some(answer.user_name),
        user_id: Some(answer.user_id),
        arn: Some(answer.arn),
        create_date: Some(answer.create_date),
        user_policy_list: inline_details(&stored.entity),
        group_list: Some(stored.groups.clone()),
        attached_managed_policies: Some(entity::attached_all(&stored.entity)),
        permissions_boundary: answer.permissions_boundary,
        tags: Some(stored.entity.tags),
    }
}

fn group_detail(account: &str, stored: Group) -> GroupDetail {
    GroupDetail {
        arn: Some(stored.arn(account)),
        create_date: Some(entity::created(&stored.entity)),
        group_policy_list: inline_details(&stored.entity),
        attached_managed_policies: Some(entity::attached_all(&stored.entity)),
        path: Some(stored.entity.path),
        group_name: Some(stored.entity.name),
        group_id: Some(stored.entity.id),
    }
}

fn role_detail(ctx: &mut Ctx<'_, Iam>, stored: Role) -> Result<RoleDetail> {
    let answer = role::answer(ctx, &stored)?;
    Ok(RoleDetail {
        path: Some(answer.path),
        role_name: Some(answer.role_name),
        role_id: Some(answer.role_id),
        arn: Some(answer.arn),
        create_date: Some(answer.create_date),
        assume_role_policy_document: answer.assume_role_policy_document,
        instance_profile_list: Some(Vec::new()),
        role_policy_list: inline_details(&stored.entity),
        attached_managed_policies: Some(entity::attached_all(&stored.entity)),
        permissions_boundary: answer.permissions_boundary,
        tags: Some(stored.entity.tags),
        role_last_used: None,
    })
}

fn policy_detail(answer: aws_model::iam::Policy, found: &Found) -> ManagedPolicyDetail {
    let versions = match found {
        Found::Aws(managed) => vec![policy::aws_version(managed, true)],
        Found::Own(own) => own
            .versions
            .iter()
            .rev()
            .map(|version| policy::answer_version(own, version))
            .collect(),
    };
    ManagedPolicyDetail {
        policy_name: answer.policy_name,
        policy_id: answer.policy_id,
        arn: answer.arn,
        path: answer.path,
        default_version_id: answer.default_version_id,
        attachment_count: answer.attachment_count,
        permissions_boundary_usage_count: answer.permissions_boundary_usage_count,
        is_attachable: answer.is_attachable,
        description: answer.description,
        create_date: answer.create_date,
        update_date: answer.update_date,
        policy_version_list: Some(versions),
    }
}
