//! Who uses a managed policy: counted and listed when it is asked for.

use std::collections::BTreeMap;

use aws_model::iam::{
    ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse, PolicyGroup, PolicyRole, PolicyUser,
};
use control::{Ctx, Result};

use crate::{
    Iam, entity,
    page::page,
    policy,
    stored::{Entity, Group, Holder, Role, User},
};

/// How often a policy is used.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Users, groups and roles that have it attached.
    pub(crate) attachments: i32,
    /// Users and roles whose boundary it is.
    pub(crate) boundaries: i32,
}

/// Which policies the account's entities use.
pub(crate) struct Usage(BTreeMap<String, Counts>);

impl Usage {
    /// Reads all users, groups and roles.
    pub(crate) fn read(ctx: &mut Ctx<'_, Iam>) -> Result<Self> {
        let mut usage = Self(BTreeMap::new());
        usage.add::<User>(ctx)?;
        usage.add::<Group>(ctx)?;
        usage.add::<Role>(ctx)?;
        Ok(usage)
    }

    fn add<T: Holder>(&mut self, ctx: &mut Ctx<'_, Iam>) -> Result<()> {
        for (_, holder) in ctx.tx.list_global::<T>(None)? {
            for arn in &holder.entity().attached {
                self.0.entry(arn.clone()).or_default().attachments += 1;
            }
            if let Some(arn) = &holder.entity().boundary {
                self.0.entry(arn.clone()).or_default().boundaries += 1;
            }
        }
        Ok(())
    }

    /// Of one policy.
    pub(crate) fn of(&self, arn: &str) -> Counts {
        self.0.get(arn).copied().unwrap_or_default()
    }
}

/// ListEntitiesForPolicy.
pub(crate) fn list_entities(
    ctx: &mut Ctx<'_, Iam>,
    input: ListEntitiesForPolicyRequest,
) -> Result<ListEntitiesForPolicyResponse> {
    enum One {
        Group(PolicyGroup),
        User(PolicyUser),
        Role(PolicyRole),
    }
    policy::find(ctx, &input.policy_arn)?;
    let prefix = input.path_prefix.as_deref().unwrap_or(entity::ROOT_PATH);
    let usage = input.policy_usage_filter.as_deref();
    let has = |entity: &Entity| {
        let attached = entity.attached.contains(&input.policy_arn) && usage != Some("PermissionsBoundary");
        let boundary =
            entity.boundary.as_ref() == Some(&input.policy_arn) && usage != Some("PermissionsPolicy");
        (attached || boundary) && entity.path.starts_with(prefix)
    };
    let wanted = |kind: &str| input.entity_filter.as_deref().is_none_or(|filter| filter == kind);
    let mut all = Vec::new();
    if wanted("Group") {
        for (id, group) in ctx.tx.list_global::<Group>(None)? {
            if has(&group.entity) {
                let one = PolicyGroup {
                    group_name: Some(group.entity.name),
                    group_id: Some(group.entity.id),
                };
                all.push((format!("group/{id}"), One::Group(one)));
            }
        }
    }
    if wanted("User") {
        for (id, user) in ctx.tx.list_global::<User>(None)? {
            if has(&user.entity) {
                let one = PolicyUser {
                    user_name: Some(user.entity.name),
                    user_id: Some(user.entity.id),
                };
                all.push((format!("user/{id}"), One::User(one)));
            }
        }
    }
    if wanted("Role") {
        for (id, role) in ctx.tx.list_global::<Role>(None)? {
            if has(&role.entity) {
                let one = PolicyRole {
                    role_name: Some(role.entity.name),
                    role_id: Some(role.entity.id),
                };
                all.push((format!("role/{id}"), One::Role(one)));
            }
        }
    }
    let page = page(all, input.marker.as_deref(), input.max_items)?;
    let (mut groups, mut users, mut roles) = (Vec::new(), Vec::new(), Vec::new());
    for one in page.items {
        match one {
            One::Group(group) => groups.push(group),
            One::User(user) => users.push(user),
            One::Role(role) => roles.push(role),
        }
    }
    Ok(ListEntitiesForPolicyResponse {
        policy_groups: Some(groups),
        policy_users: Some(users),
        policy_roles: Some(roles),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}
