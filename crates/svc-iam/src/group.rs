//! Groups. Who is in one is kept with the users.

use aws_model::iam::{
    AttachGroupPolicyRequest, CreateGroupRequest, CreateGroupResponse, DeleteGroupPolicyRequest,
    DeleteGroupRequest, DetachGroupPolicyRequest, GetGroupPolicyRequest, GetGroupPolicyResponse,
    GetGroupRequest, GetGroupResponse, ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse,
    ListGroupPoliciesRequest, ListGroupPoliciesResponse, ListGroupsRequest, ListGroupsResponse,
    PutGroupPolicyRequest, UpdateGroupRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Result};

use crate::{
    Iam, entity,
    errors::delete_conflict,
    names,
    page::page,
    stored::{Group, Holder as _, User},
    user,
};

/// CreateGroup.
pub(crate) fn create(ctx: &mut Ctx<'_, Iam>, input: CreateGroupRequest) -> Result<CreateGroupResponse> {
    let max = ctx.env.limits.groups_max;
    let group = Group {
        entity: entity::create::<Group>(
            ctx,
            &input.group_name,
            input.path,
            None,
            ("GroupsPerAccount", max),
        )?,
    };
    entity::save(ctx, &group)?;
    Ok(CreateGroupResponse {
        group: answer(ctx.account(), &group),
    })
}

/// GetGroup: the group and its users.
pub(crate) fn get(ctx: &mut Ctx<'_, Iam>, input: GetGroupRequest) -> Result<GetGroupResponse> {
    let group: Group = entity::find(ctx, &input.group_name)?;
    let page = page(members(ctx, &group)?, input.marker.as_deref(), input.max_items)?;
    Ok(GetGroupResponse {
        group: answer(ctx.account(), &group),
        users: page
            .items
            .iter()
            .map(|one| aws_model::iam::User {
                tags: None,
                permissions_boundary: None,
                ..user::answer(ctx.account(), one)
            })
            .collect(),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

fn members(ctx: &mut Ctx<'_, Iam>, group: &Group) -> Result<Vec<(String, User)>> {
    let mut users = ctx.tx.list_global::<User>(None)?;
    users.retain(|(_, user)| user.is_in(group));
    Ok(users)
}

/// ListGroups.
pub(crate) fn list(ctx: &mut Ctx<'_, Iam>, input: ListGroupsRequest) -> Result<ListGroupsResponse> {
    let all = entity::below(ctx.tx.list_global::<Group>(None)?, input.path_prefix.as_deref());
    let page = page(all, input.marker.as_deref(), input.max_items)?;
    Ok(ListGroupsResponse {
        groups: page
            .items
            .iter()
            .map(|group| answer(ctx.account(), group))
            .collect(),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// UpdateGroup: a new name, a new path, or both. Its users stay in it.
pub(crate) fn update(ctx: &mut Ctx<'_, Iam>, input: UpdateGroupRequest) -> Result<Nothing> {
    let mut group: Group = entity::find(ctx, &input.group_name)?;
    if let Some(path) = input.new_path {
        group.entity.path = path;
    }
    if let Some(name) = input.new_group_name {
        let old = names::id(&group.entity.name);
        if names::id(&name) != old {
            entity::must_be_free::<Group>(ctx, &name)?;
            let key = names::key::<Group>(&ctx.caller.account, &group.entity.name);
            ctx.tx.delete_at(key);
        }
        for (_, mut user) in members(ctx, &group)? {
            for have in &mut user.groups {
                if names::id(have) == old {
                    have.clone_from(&name);
                }
            }
            entity::save(ctx, &user)?;
        }
        group.entity.name = name;
    }
    entity::save(ctx, &group)?;
    Ok(Nothing {})
}

/// DeleteGroup.
pub(crate) fn delete(ctx: &mut Ctx<'_, Iam>, input: DeleteGroupRequest) -> Result<Nothing> {
    let group: Group = entity::find(ctx, &input.group_name)?;
    if !members(ctx, &group)?.is_empty() {
        return Err(delete_conflict(
            "Cannot delete entity, must remove users from group first.",
        ));
    }
    entity::must_have_no_policies(&group.entity)?;
    let key = names::key::<Group>(&ctx.caller.account, &group.entity.name);
    ctx.tx.delete_at(key);
    Ok(Nothing {})
}

/// AttachGroupPolicy.
pub(crate) fn attach(ctx: &mut Ctx<'_, Iam>, input: AttachGroupPolicyRequest) -> Result<Nothing> {
    entity::attach::<Group>(ctx, &input.group_name, &input.policy_arn)?;
    Ok(Nothing {})
}

/// DetachGroupPolicy.
pub(crate) fn detach(ctx: &mut Ctx<'_, Iam>, input: DetachGroupPolicyRequest) -> Result<Nothing> {
    entity::detach::<Group>(ctx, &input.group_name, &input.policy_arn)?;
    Ok(Nothing {})
}

/// ListAttachedGroupPolicies.
pub(crate) fn list_attached(
    ctx: &mut Ctx<'_, Iam>,
    input: ListAttachedGroupPoliciesRequest,
) -> Result<ListAttachedGroupPoliciesResponse> {
    let group: Group = entity::find(ctx, &input.group_name)?;
    let prefix = input.path_prefix.as_deref();
    let page = entity::attached(&group.entity, prefix, input.marker.as_deref(), input.max_items)?;
    Ok(ListAttachedGroupPoliciesResponse {
        attached_policies: Some(page.items),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// PutGroupPolicy.
pub(crate) fn put_policy(ctx: &mut Ctx<'_, Iam>, input: PutGroupPolicyRequest) -> Result<Nothing> {
    entity::put_inline::<Group>(ctx, &input.group_name, input.policy_name, input.policy_document)?;
    Ok(Nothing {})
}

/// GetGroupPolicy.
pub(crate) fn get_policy(
    ctx: &mut Ctx<'_, Iam>,
    input: GetGroupPolicyRequest,
) -> Result<GetGroupPolicyResponse> {
    let group: Group = entity::find(ctx, &input.group_name)?;
    Ok(GetGroupPolicyResponse {
        policy_document: entity::inline(&group, &input.policy_name)?,
        group_name: group.entity.name,
        policy_name: input.policy_name,
    })
}

/// DeleteGroupPolicy.
pub(crate) fn delete_policy(ctx: &mut Ctx<'_, Iam>, input: DeleteGroupPolicyRequest) -> Result<Nothing> {
    entity::delete_inline::<Group>(ctx, &input.group_name, &input.policy_name)?;
    Ok(Nothing {})
}

/// ListGroupPolicies.
pub(crate) fn list_policies(
    ctx: &mut Ctx<'_, Iam>,
    input: ListGroupPoliciesRequest,
) -> Result<ListGroupPoliciesResponse> {
    let group: Group = entity::find(ctx, &input.group_name)?;
    let page = entity::inline_names(&group.entity, input.marker.as_deref(), input.max_items)?;
    Ok(ListGroupPoliciesResponse {
        policy_names: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// A group as answers have it.
pub(crate) fn answer(account: &str, group: &Group) -> aws_model::iam::Group {
    aws_model::iam::Group {
        path: group.entity.path.clone(),
        group_name: group.entity.name.clone(),
        group_id: group.entity.id.clone(),
        arn: group.arn(account),
        create_date: entity::created(&group.entity),
    }
}
