//! Users.

use aws_model::iam::{
    AddUserToGroupRequest, AttachUserPolicyRequest, CreateUserRequest, CreateUserResponse,
    DeleteUserPermissionsBoundaryRequest, DeleteUserPolicyRequest, DeleteUserRequest,
    DetachUserPolicyRequest, GetUserPolicyRequest, GetUserPolicyResponse, GetUserRequest, GetUserResponse,
    ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse, ListGroupsForUserRequest,
    ListGroupsForUserResponse, ListUserPoliciesRequest, ListUserPoliciesResponse, ListUserTagsRequest,
    ListUserTagsResponse, ListUsersRequest, ListUsersResponse, PutUserPermissionsBoundaryRequest,
    PutUserPolicyRequest, RemoveUserFromGroupRequest, TagUserRequest, UntagUserRequest, UpdateUserRequest,
};
use aws_wire::{EpochSeconds, Nothing};
use control::{CallerKind, Ctx, Result};

use crate::{
    Iam, account, entity,
    errors::{delete_conflict, no_such_entity, quota, validation},
    group, names,
    page::page,
    policy,
    stored::{AccessKey, Group, Holder as _, User, access_key_key},
};

/// The name of the user that a call without `UserName` is about: the caller itself.
pub(crate) fn name_or_caller(ctx: &Ctx<'_, Iam>, name: Option<String>) -> Result<String> {
    match (name, &ctx.caller.kind) {
        (Some(name), _) => Ok(name),
        (None, CallerKind::User { name }) => Ok(name.clone()),
        (None, CallerKind::Root | CallerKind::Role { .. }) => Err(validation(
            "Must specify userName when calling with non-User credentials",
        )),
    }
}

/// CreateUser.
pub(crate) fn create(ctx: &mut Ctx<'_, Iam>, input: CreateUserRequest) -> Result<CreateUserResponse> {
    let max = ctx.env.limits.users_max;
    let mut user = User {
        entity: entity::create::<User>(
            ctx,
            &input.user_name,
            input.path,
            input.tags,
            ("UsersPerAccount", max),
        )?,
        groups: Vec::new(),
        access_keys: Vec::new(),
    };
    if let Some(arn) = input.permissions_boundary {
        policy::must_be_attachable(ctx, &arn)?;
        user.entity.boundary = Some(arn);
    }
    entity::save(ctx, &user)?;
    Ok(CreateUserResponse {
        user: Some(answer(ctx.account(), &user)),
    })
}

/// GetUser; without a name, whoever calls.
pub(crate) fn get(ctx: &mut Ctx<'_, Iam>, input: GetUserRequest) -> Result<GetUserResponse> {
    if input.user_name.is_none() && ctx.caller.kind == CallerKind::Root {
        let account = ctx.account().to_owned();
        let created = account::find(&mut ctx.tx, &account)?.map_or(0, |found| found.created);
        return Ok(GetUserResponse {
            user: aws_model::iam::User {
                user_id: account.clone(),
                arn: names::root_arn(&account),
                create_date: EpochSeconds(created),
                ..Default::default()
            },
        });
    }
    let name = name_or_caller(ctx, input.user_name)?;
    let user: User = entity::find(ctx, &name)?;
    Ok(GetUserResponse {
        user: answer(ctx.account(), &user),
    })
}

/// ListUsers.
pub(crate) fn list(ctx: &mut Ctx<'_, Iam>, input: ListUsersRequest) -> Result<ListUsersResponse> {
    let all = entity::below(ctx.tx.list_global::<User>(None)?, input.path_prefix.as_deref());
    let page = page(all, input.marker.as_deref(), input.max_items)?;
    Ok(ListUsersResponse {
        users: page
            .items
            .iter()
            .map(|user| aws_model::iam::User {
                // Lists have neither.
                tags: None,
                permissions_boundary: None,
                ..answer(ctx.account(), user)
            })
            .collect(),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// UpdateUser: a new name, a new path, or both. Keys, groups and policies stay with the user.
pub(crate) fn update(ctx: &mut Ctx<'_, Iam>, input: UpdateUserRequest) -> Result<Nothing> {
    let mut user: User = entity::find(ctx, &input.user_name)?;
    if let Some(path) = input.new_path {
        user.entity.path = path;
    }
    if let Some(name) = input.new_user_name {
        if names::id(&name) != names::id(&user.entity.name) {
            entity::must_be_free::<User>(ctx, &name)?;
            let key = names::key::<User>(&ctx.caller.account, &user.entity.name);
            ctx.tx.delete_at(key);
        }
        user.entity.name = name;
        for id in &user.access_keys {
            let key = access_key_key(id);
            if let Some(mut access_key) = ctx.tx.get_at::<AccessKey>(&key)? {
                access_key.user = Some(user.entity.name.clone());
                ctx.tx.put_at(key, "", &access_key)?;
            }
        }
    }
    entity::save(ctx, &user)?;
    Ok(Nothing {})
}

/// DeleteUser.
pub(crate) fn delete(ctx: &mut Ctx<'_, Iam>, input: DeleteUserRequest) -> Result<Nothing> {
    let user: User = entity::find(ctx, &input.user_name)?;
    if !user.groups.is_empty() {
        return Err(delete_conflict(
            "Cannot delete entity, must remove users from group first.",
        ));
    }
    if !user.access_keys.is_empty() {
        return Err(delete_conflict(
            "Cannot delete entity, must delete access keys first.",
        ));
    }
    entity::must_have_no_policies(&user.entity)?;
    let key = names::key::<User>(&ctx.caller.account, &user.entity.name);
    ctx.tx.delete_at(key);
    Ok(Nothing {})
}

/// AddUserToGroup. The group is written again, unchanged, so that deleting it at the same moment conflicts.
pub(crate) fn add_to_group(ctx: &mut Ctx<'_, Iam>, input: AddUserToGroupRequest) -> Result<Nothing> {
    let group: Group = entity::find(ctx, &input.group_name)?;
    let mut user: User = entity::find(ctx, &input.user_name)?;
    if !user.is_in(&group) {
        let max = ctx.env.limits.groups_per_user_max;
        if user.groups.len() >= max {
            return Err(quota("GroupsPerUser", max));
        }
        user.groups.push(group.entity.name.clone());
    }
    entity::save(ctx, &group)?;
    entity::save(ctx, &user)?;
    Ok(Nothing {})
}

/// RemoveUserFromGroup.
pub(crate) fn remove_from_group(
    ctx: &mut Ctx<'_, Iam>,
    input: RemoveUserFromGroupRequest,
) -> Result<Nothing> {
    let group: Group = entity::find(ctx, &input.group_name)?;
    let mut user: User = entity::find(ctx, &input.user_name)?;
    if !user.is_in(&group) {
        return Err(no_such_entity(format!(
            "User {} is not in group {}",
            input.user_name, input.group_name
        )));
    }
    let id = names::id(&group.entity.name);
    user.groups.retain(|name| names::id(name) != id);
    entity::save(ctx, &user)?;
    Ok(Nothing {})
}

/// ListGroupsForUser.
pub(crate) fn list_groups(
    ctx: &mut Ctx<'_, Iam>,
    input: ListGroupsForUserRequest,
) -> Result<ListGroupsForUserResponse> {
    let user: User = entity::find(ctx, &input.user_name)?;
    let mut groups = Vec::new();
    for name in &user.groups {
        let group: Group = entity::find(ctx, name)?;
        groups.push((names::id(name), group::answer(ctx.account(), &group)));
    }
    let page = page(groups, input.marker.as_deref(), input.max_items)?;
    Ok(ListGroupsForUserResponse {
        groups: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// AttachUserPolicy.
pub(crate) fn attach(ctx: &mut Ctx<'_, Iam>, input: AttachUserPolicyRequest) -> Result<Nothing> {
    entity::attach::<User>(ctx, &input.user_name, &input.policy_arn)?;
    Ok(Nothing {})
}

/// DetachUserPolicy.
pub(crate) fn detach(ctx: &mut Ctx<'_, Iam>, input: DetachUserPolicyRequest) -> Result<Nothing> {
    entity::detach::<User>(ctx, &input.user_name, &input.policy_arn)?;
    Ok(Nothing {})
}

/// ListAttachedUserPolicies.
pub(crate) fn list_attached(
    ctx: &mut Ctx<'_, Iam>,
    input: ListAttachedUserPoliciesRequest,
) -> Result<ListAttachedUserPoliciesResponse> {
    let user: User = entity::find(ctx, &input.user_name)?;
    let prefix = input.path_prefix.as_deref();
    let page = entity::attached(&user.entity, prefix, input.marker.as_deref(), input.max_items)?;
    Ok(ListAttachedUserPoliciesResponse {
        attached_policies: Some(page.items),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// PutUserPolicy.
pub(crate) fn put_policy(ctx: &mut Ctx<'_, Iam>, input: PutUserPolicyRequest) -> Result<Nothing> {
    entity::put_inline::<User>(ctx, &input.user_name, input.policy_name, input.policy_document)?;
    Ok(Nothing {})
}

/// GetUserPolicy.
pub(crate) fn get_policy(
    ctx: &mut Ctx<'_, Iam>,
    input: GetUserPolicyRequest,
) -> Result<GetUserPolicyResponse> {
    let user: User = entity::find(ctx, &input.user_name)?;
    Ok(GetUserPolicyResponse {
        policy_document: entity::inline(&user, &input.policy_name)?,
        user_name: user.entity.name,
        policy_name: input.policy_name,
    })
}

/// DeleteUserPolicy.
pub(crate) fn delete_policy(ctx: &mut Ctx<'_, Iam>, input: DeleteUserPolicyRequest) -> Result<Nothing> {
    entity::delete_inline::<User>(ctx, &input.user_name, &input.policy_name)?;
    Ok(Nothing {})
}

/// ListUserPolicies.
pub(crate) fn list_policies(
    ctx: &mut Ctx<'_, Iam>,
    input: ListUserPoliciesRequest,
) -> Result<ListUserPoliciesResponse> {
    let user: User = entity::find(ctx, &input.user_name)?;
    let page = entity::inline_names(&user.entity, input.marker.as_deref(), input.max_items)?;
    Ok(ListUserPoliciesResponse {
        policy_names: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// PutUserPermissionsBoundary.
pub(crate) fn put_boundary(
    ctx: &mut Ctx<'_, Iam>,
    input: PutUserPermissionsBoundaryRequest,
) -> Result<Nothing> {
    entity::put_boundary::<User>(ctx, &input.user_name, &input.permissions_boundary)?;
    Ok(Nothing {})
}

/// DeleteUserPermissionsBoundary.
pub(crate) fn delete_boundary(
    ctx: &mut Ctx<'_, Iam>,
    input: DeleteUserPermissionsBoundaryRequest,
) -> Result<Nothing> {
    entity::delete_boundary::<User>(ctx, &input.user_name)?;
    Ok(Nothing {})
}

/// TagUser.
pub(crate) fn tag(ctx: &mut Ctx<'_, Iam>, input: TagUserRequest) -> Result<Nothing> {
    entity::tag::<User>(ctx, &input.user_name, input.tags)?;
    Ok(Nothing {})
}

/// UntagUser.
pub(crate) fn untag(ctx: &mut Ctx<'_, Iam>, input: UntagUserRequest) -> Result<Nothing> {
    entity::untag::<User>(ctx, &input.user_name, &input.tag_keys)?;
    Ok(Nothing {})
}

/// ListUserTags.
pub(crate) fn list_tags(ctx: &mut Ctx<'_, Iam>, input: ListUserTagsRequest) -> Result<ListUserTagsResponse> {
    let user: User = entity::find(ctx, &input.user_name)?;
    let all = user.entity.tags.into_iter().map(|tag| (tag.key.clone(), tag));
    let page = page(all.collect(), input.marker.as_deref(), input.max_items)?;
    Ok(ListUserTagsResponse {
        tags: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

impl User {
    /// Whether the user is in a group.
    pub(crate) fn is_in(&self, group: &Group) -> bool {
        let id = names::id(&group.entity.name);
        self.groups.iter().any(|name| names::id(name) == id)
    }
}

/// A user as answers have it.
pub(crate) fn answer(account: &str, user: &User) -> aws_model::iam::User {
    aws_model::iam::User {
        path: user.entity.path.clone(),
        user_name: user.entity.name.clone(),
        user_id: user.entity.id.clone(),
        arn: user.arn(account),
        create_date: entity::created(&user.entity),
        password_last_used: None,
        permissions_boundary: entity::boundary(&user.entity),
        tags: entity::some_tags(&user.entity),
    }
}
