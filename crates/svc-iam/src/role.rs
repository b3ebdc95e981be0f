//! Roles and their trust policies.

use aws_model::iam::{
    AttachRolePolicyRequest, CreateRoleRequest, CreateRoleResponse, DeleteRolePermissionsBoundaryRequest,
    DeleteRolePolicyRequest, DeleteRoleRequest, DetachRolePolicyRequest, GetRolePolicyRequest,
    GetRolePolicyResponse, GetRoleRequest, GetRoleResponse, ListAttachedRolePoliciesRequest,
    ListAttachedRolePoliciesResponse, ListInstanceProfilesForRoleRequest,
    ListInstanceProfilesForRoleResponse, ListRolePoliciesRequest, ListRolePoliciesResponse,
    ListRoleTagsRequest, ListRoleTagsResponse, ListRolesRequest, ListRolesResponse,
    PutRolePermissionsBoundaryRequest, PutRolePolicyRequest, TagRoleRequest, UntagRoleRequest,
    UpdateAssumeRolePolicyRequest, UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse,
    UpdateRoleRequest, UpdateRoleResponse,
};
use aws_wire::Nothing;
use control::{Ctx, Result};

use crate::{
    Iam, entity,
    errors::{invalid_input, unmodifiable},
    names,
    page::page,
    policy, service_role,
    stored::{Holder as _, Role},
    trust,
};

/// Seconds a session lasts at most where the role does not say.
pub(crate) const SESSION_SECONDS_DEFAULT: i32 = 3600;

/// CreateRole.
pub(crate) fn create(ctx: &mut Ctx<'_, Iam>, input: CreateRoleRequest) -> Result<CreateRoleResponse> {
    let max = ctx.env.limits.roles_max;
    let entity = entity::create::<Role>(
        ctx,
        &input.role_name,
        input.path,
        input.tags,
        ("RolesPerAccount", max),
    )?;
    if entity.path.starts_with(service_role::PATH) {
        return Err(invalid_input(
            "The path /aws-service-role/ is for service-linked roles: choose another, or use CreateServiceLinkedRole",
        ));
    }
    let trusted_ids = trust::check(&mut ctx.tx, &input.assume_role_policy_document)?;
    let mut role = Role {
        entity,
        trust: input.assume_role_policy_document,
        trusted_ids,
        description: input.description.filter(|text| !text.is_empty()),
        session_seconds_max: input.max_session_duration.unwrap_or(SESSION_SECONDS_DEFAULT),
        service: None,
    };
    if let Some(arn) = input.permissions_boundary {
        policy::must_be_attachable(ctx, &arn)?;
        role.entity.boundary = Some(arn);
    }
    entity::save(ctx, &role)?;
    let answer = answer(ctx, &role)?;
    Ok(CreateRoleResponse {
        role: aws_model::iam::Role {
            // Neither is repeated.
            description: None,
            max_session_duration: None,
            ..answer
        },
    })
}

/// GetRole.
pub(crate) fn get(ctx: &mut Ctx<'_, Iam>, input: GetRoleRequest) -> Result<GetRoleResponse> {
    let role: Role = entity::find(ctx, &input.role_name)?;
    Ok(GetRoleResponse {
        role: answer(ctx, &role)?,
    })
}

/// ListRoles.
pub(crate) fn list(ctx: &mut Ctx<'_, Iam>, input: ListRolesRequest) -> Result<ListRolesResponse> {
    let all = entity::below(ctx.tx.list_global::<Role>(None)?, input.path_prefix.as_deref());
    let page = page(all, input.marker.as_deref(), input.max_items)?;
    let mut roles = Vec::with_capacity(page.items.len());
    for role in &page.items {
        roles.push(aws_model::iam::Role {
            // Lists have neither.
            tags: None,
            permissions_boundary: None,
            ..answer(ctx, role)?
        });
    }
    Ok(ListRolesResponse {
        roles,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// A role that its owner may change.
fn find_own(ctx: &mut Ctx<'_, Iam>, name: &str) -> Result<Role> {
    let role: Role = entity::find(ctx, name)?;
    match role.service {
        None => Ok(role),
        Some(_) => Err(unmodifiable(format!(
            "Cannot perform the operation on the protected role '{}' - this role is only modifiable by AWS",
            role.entity.name
        ))),
    }
}

/// UpdateRole: what is not given becomes the default.
pub(crate) fn update(ctx: &mut Ctx<'_, Iam>, input: UpdateRoleRequest) -> Result<UpdateRoleResponse> {
    let mut role = find_own(ctx, &input.role_name)?;
    if let Some(description) = input.description {
        role.description = Some(description).filter(|text| !text.is_empty());
    }
    role.session_seconds_max = input.max_session_duration.unwrap_or(SESSION_SECONDS_DEFAULT);
    entity::save(ctx, &role)?;
    Ok(UpdateRoleResponse {})
}

/// UpdateRoleDescription.
pub(crate) fn update_description(
    ctx: &mut Ctx<'_, Iam>,
    input: UpdateRoleDescriptionRequest,
) -> Result<UpdateRoleDescriptionResponse> {
    let mut role = find_own(ctx, &input.role_name)?;
    role.description = Some(input.description).filter(|text| !text.is_empty());
    entity::save(ctx, &role)?;
    Ok(UpdateRoleDescriptionResponse {
        role: Some(answer(ctx, &role)?),
    })
}

/// UpdateAssumeRolePolicy.
pub(crate) fn update_trust(ctx: &mut Ctx<'_, Iam>, input: UpdateAssumeRolePolicyRequest) -> Result<Nothing> {
    let mut role = find_own(ctx, &input.role_name)?;
    role.trusted_ids = trust::check(&mut ctx.tx, &input.policy_document)?;
    role.trust = input.policy_document;
    entity::save(ctx, &role)?;
    Ok(Nothing {})
}

/// DeleteRole.
pub(crate) fn delete(ctx: &mut Ctx<'_, Iam>, input: DeleteRoleRequest) -> Result<Nothing> {
    let role = find_own(ctx, &input.role_name)?;
    entity::must_have_no_policies(&role.entity)?;
    let key = names::key::<Role>(&ctx.caller.account, &role.entity.name);
    ctx.tx.delete_at(key);
    Ok(Nothing {})
}

/// AttachRolePolicy.
pub(crate) fn attach(ctx: &mut Ctx<'_, Iam>, input: AttachRolePolicyRequest) -> Result<Nothing> {
    find_own(ctx, &input.role_name)?;
    entity::attach::<Role>(ctx, &input.role_name, &input.policy_arn)?;
    Ok(Nothing {})
}

/// DetachRolePolicy.
pub(crate) fn detach(ctx: &mut Ctx<'_, Iam>, input: DetachRolePolicyRequest) -> Result<Nothing> {
    find_own(ctx, &input.role_name)?;
    entity::detach::<Role>(ctx, &input.role_name, &input.policy_arn)?;
    Ok(Nothing {})
}

/// ListAttachedRolePolicies.
pub(crate) fn list_attached(
    ctx: &mut Ctx<'_, Iam>,
    input: ListAttachedRolePoliciesRequest,
) -> Result<ListAttachedRolePoliciesResponse> {
    let role: Role = entity::find(ctx, &input.role_name)?;
    let prefix = input.path_prefix.as_deref();
    let page = entity::attached(&role.entity, prefix, input.marker.as_deref(), input.max_items)?;
    Ok(ListAttachedRolePoliciesResponse {
        attached_policies: Some(page.items),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// PutRolePolicy.
pub(crate) fn put_policy(ctx: &mut Ctx<'_, Iam>, input: PutRolePolicyRequest) -> Result<Nothing> {
    find_own(ctx, &input.role_name)?;
    entity::put_inline::<Role>(ctx, &input.role_name, input.policy_name, input.policy_document)?;
    Ok(Nothing {})
}

/// GetRolePolicy.
pub(crate) fn get_policy(
    ctx: &mut Ctx<'_, Iam>,
    input: GetRolePolicyRequest,
) -> Result<GetRolePolicyResponse> {
    let role: Role = entity::find(ctx, &input.role_name)?;
    Ok(GetRolePolicyResponse {
        policy_document: entity::inline(&role, &input.policy_name)?,
        role_name: role.entity.name,
        policy_name: input.policy_name,
    })
}

/// DeleteRolePolicy.
pub(crate) fn delete_policy(ctx: &mut Ctx<'_, Iam>, input: DeleteRolePolicyRequest) -> Result<Nothing> {
    find_own(ctx, &input.role_name)?;
    entity::delete_inline::<Role>(ctx, &input.role_name, &input.policy_name)?;
    Ok(Nothing {})
}

/// ListRolePolicies.
pub(crate) fn list_policies(
    ctx: &mut Ctx<'_, Iam>,
    input: ListRolePoliciesRequest,
) -> Result<ListRolePoliciesResponse> {
    let role: Role = entity::find(ctx, &input.role_name)?;
    let page = entity::inline_names(&role.entity, input.marker.as_deref(), input.max_items)?;
    Ok(ListRolePoliciesResponse {
        policy_names: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// ListInstanceProfilesForRole: there are no instances, so no role has one. Deployment tools ask before they delete a role.
pub(crate) fn list_instance_profiles(
    ctx: &mut Ctx<'_, Iam>,
    input: ListInstanceProfilesForRoleRequest,
) -> Result<ListInstanceProfilesForRoleResponse> {
    let _: Role = entity::find(ctx, &input.role_name)?;
    Ok(ListInstanceProfilesForRoleResponse {
        instance_profiles: Vec::new(),
        is_truncated: Some(false),
        marker: None,
    })
}

/// PutRolePermissionsBoundary.
pub(crate) fn put_boundary(
    ctx: &mut Ctx<'_, Iam>,
    input: PutRolePermissionsBoundaryRequest,
) -> Result<Nothing> {
    find_own(ctx, &input.role_name)?;
    entity::put_boundary::<Role>(ctx, &input.role_name, &input.permissions_boundary)?;
    Ok(Nothing {})
}

/// DeleteRolePermissionsBoundary.
pub(crate) fn delete_boundary(
    ctx: &mut Ctx<'_, Iam>,
    input: DeleteRolePermissionsBoundaryRequest,
) -> Result<Nothing> {
    find_own(ctx, &input.role_name)?;
    entity::delete_boundary::<Role>(ctx, &input.role_name)?;
    Ok(Nothing {})
}

/// TagRole.
pub(crate) fn tag(ctx: &mut Ctx<'_, Iam>, input: TagRoleRequest) -> Result<Nothing> {
    entity::tag::<Role>(ctx, &input.role_name, input.tags)?;
    Ok(Nothing {})
}

/// UntagRole.
pub(crate) fn untag(ctx: &mut Ctx<'_, Iam>, input: UntagRoleRequest) -> Result<Nothing> {
    entity::untag::<Role>(ctx, &input.role_name, &input.tag_keys)?;
    Ok(Nothing {})
}

/// ListRoleTags.
pub(crate) fn list_tags(ctx: &mut Ctx<'_, Iam>, input: ListRoleTagsRequest) -> Result<ListRoleTagsResponse> {
    let role: Role = entity::find(ctx, &input.role_name)?;
    let all = role.entity.tags.into_iter().map(|tag| (tag.key.clone(), tag));
    let page = page(all.collect(), input.marker.as_deref(), input.max_items)?;
    Ok(ListRoleTagsResponse {
        tags: page.items,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// A role as answers have it.
pub(crate) fn answer(ctx: &mut Ctx<'_, Iam>, role: &Role) -> Result<aws_model::iam::Role> {
    Ok(aws_model::iam::Role {
        path: role.entity.path.clone(),
        role_name: role.entity.name.clone(),
        role_id: role.entity.id.clone(),
        arn: role.arn(ctx.account()),
        create_date: entity::created(&role.entity),
        assume_role_policy_document: Some(trust::answer(&mut ctx.tx, role)?),
        description: role.description.clone(),
        max_session_duration: Some(role.session_seconds_max),
        permissions_boundary: entity::boundary(&role.entity),
        tags: entity::some_tags(&role.entity),
        // Not recorded.
        role_last_used: None,
    })
}
