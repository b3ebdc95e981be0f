//! What users, groups and roles have in common: looking them up, inline and attached policies, boundaries, tags.
//!
//! The functions are generic over [`Holder`]; the operations of each kind are in `user.rs`, `group.rs` and `role.rs`.

use aws_model::iam::{AttachedPermissionsBoundary, AttachedPolicy, Tag};
use aws_wire::EpochSeconds;
use control::{Ctx, Result, Stored, Tx};
use store::Filter;

use crate::{
    Iam, documents,
    errors::{already_exists, limit_exceeded, no_such_entity, quota},
    names,
    page::{Page, page},
    policy,
    stored::{Entity, Holder},
    tags,
};

/// The path of a thing whose creator gave none.
pub(crate) const ROOT_PATH: &str = "/";

/// The user, group or role of this name in the caller's account.
pub(crate) fn find<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str) -> Result<T> {
    let account = ctx.caller.account.clone();
    find_in(&mut ctx.tx, &account, name)
}

/// The same in another account.
pub(crate) fn find_in<T: Holder>(tx: &mut Tx<'_>, account: &str, name: &str) -> Result<T> {
    tx.get_at(&names::key::<T>(account, name))?
        .ok_or_else(|| no_such_entity(format!("The {} with name {name} cannot be found.", T::WHAT)))
}

/// Writes it back.
pub(crate) fn save<T: Holder>(ctx: &mut Ctx<'_, Iam>, holder: &T) -> Result<()> {
    let key = names::key::<T>(&ctx.caller.account, &holder.entity().name);
    ctx.tx.put_at(key, "", holder)
}

/// A new one's common part; refuses a name that is taken and one too many.
pub(crate) fn create<T: Holder>(
    ctx: &mut Ctx<'_, Iam>,
    name: &str,
    path: Option<String>,
    new_tags: Option<Vec<Tag>>,
    quota_max: (&str, usize),
) -> Result<Entity> {
    must_be_free::<T>(ctx, name)?;
    let (quota_name, max) = quota_max;
    if count::<T>(ctx)? >= max {
        return Err(quota(quota_name, max));
    }
    let path = path.unwrap_or_else(|| ROOT_PATH.to_owned());
    Ok(Entity {
        name: name.to_owned(),
        path,
        id: names::unique_id(T::ID_PREFIX)?,
        created: ctx.now_seconds().0,
        tags: tags::merged(Vec::new(), new_tags.unwrap_or_default())?,
        inline: std::collections::BTreeMap::new(),
        attached: Vec::new(),
        boundary: None,
    })
}

/// Refuses a name that is taken, in whatever case.
pub(crate) fn must_be_free<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str) -> Result<()> {
    let key = names::key::<T>(&ctx.caller.account, name);
    match ctx.tx.get_at::<T>(&key)? {
        Some(_) => Err(already_exists(format!(
            "{} with name {name} already exists.",
            T::TITLE
        ))),
        None => Ok(()),
    }
}

/// How many of a kind the account has. The documents are not read again at the commit: another one that is made at the same
/// time must not make this call fail.
pub(crate) fn count<T: Stored>(ctx: &Ctx<'_, Iam>) -> Result<usize> {
    const PAGE: usize = 500;
    let mut count = 0;
    let mut after: Option<String> = None;
    loop {
        let page = ctx.tx.store().list(&Filter {
            account: &ctx.caller.account,
            region: "",
            kind: T::KIND,
            parent: None,
            after: after.as_deref(),
            limit: PAGE,
        })?;
        count += page.len();
        if page.len() < PAGE {
            return Ok(count);
        }
        after = page.last().map(|document| document.key.id.clone());
    }
}

/// Refuses to delete what still has policies.
pub(crate) fn must_have_no_policies(entity: &Entity) -> Result<()> {
    if !entity.attached.is_empty() {
        return Err(crate::errors::delete_conflict(
            "Cannot delete entity, must detach all policies first.",
        ));
    }
    if !entity.inline.is_empty() {
        return Err(crate::errors::delete_conflict(
            "Cannot delete entity, must delete policies first.",
        ));
    }
    Ok(())
}

/// Attach…Policy.
pub(crate) fn attach<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str, arn: &str) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    policy::must_be_attachable(ctx, arn)?;
    let attached = &mut holder.entity_mut().attached;
    if !attached.iter().any(|have| have == arn) {
        let max = ctx.env.limits.attached_policies_max;
        if attached.len() >= max {
            return Err(quota(&format!("PoliciesPer{}", T::TITLE), max));
        }
        attached.push(arn.to_owned());
    }
    save(ctx, &holder)
}

/// Detach…Policy.
pub(crate) fn detach<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str, arn: &str) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    let attached = &mut holder.entity_mut().attached;
    let before = attached.len();
    attached.retain(|have| have != arn);
    if attached.len() == before {
        return Err(no_such_entity(format!("Policy {arn} was not found.")));
    }
    save(ctx, &holder)
}

/// ListAttached…Policies.
pub(crate) fn attached(
    entity: &Entity,
    path_prefix: Option<&str>,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<AttachedPolicy>> {
    let prefix = path_prefix.unwrap_or(ROOT_PATH);
    let all = attached_all(entity)
        .into_iter()
        .filter(|policy| {
            let arn = policy.policy_arn.as_deref().unwrap_or_default();
            policy_path(arn).starts_with(prefix)
        })
        .map(|policy| (policy.policy_arn.clone().unwrap_or_default(), policy))
        .collect();
    page(all, marker, max_items)
}

/// The attached policies as answers have them.
pub(crate) fn attached_all(entity: &Entity) -> Vec<AttachedPolicy> {
    let mut all: Vec<AttachedPolicy> = entity
        .attached
        .iter()
        .map(|arn| AttachedPolicy {
            policy_name: arn.rsplit('/').next().map(str::to_owned),
            policy_arn: Some(arn.clone()),
        })
        .collect();
    all.sort_by(|one, other| one.policy_name.cmp(&other.policy_name));
    all
}

/// `/service-role/` of an ARN.
pub(crate) fn policy_path(arn: &str) -> &str {
    let from = arn.find('/').unwrap_or(arn.len());
    let to = arn.rfind('/').map_or(arn.len(), |at| at + 1);
    arn.get(from..to).unwrap_or(ROOT_PATH)
}

/// Put…Policy.
pub(crate) fn put_inline<T: Holder>(
    ctx: &mut Ctx<'_, Iam>,
    name: &str,
    policy_name: String,
    document: String,
) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    documents::identity(&document)?;
    let entity = holder.entity_mut();
    entity.inline.insert(policy_name, document);
    let characters: usize = entity
        .inline
        .values()
        .map(|text| documents::characters(text))
        .sum();
    if characters > T::INLINE_CHARACTERS_MAX {
        return Err(limit_exceeded(format!(
            "Maximum policy size of {} bytes exceeded for {} {}",
            T::INLINE_CHARACTERS_MAX,
            T::WHAT,
            entity.name
        )));
    }
    save(ctx, &holder)
}

/// Get…Policy: the document, percent-encoded.
pub(crate) fn inline<T: Holder>(holder: &T, policy_name: &str) -> Result<String> {
    match holder.entity().inline.get(policy_name) {
        Some(document) => Ok(documents::encoded(document)),
        None => Err(no_inline::<T>(policy_name)),
    }
}

/// Delete…Policy.
pub(crate) fn delete_inline<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str, policy_name: &str) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    if holder.entity_mut().inline.remove(policy_name).is_none() {
        return Err(no_inline::<T>(policy_name));
    }
    save(ctx, &holder)
}

fn no_inline<T: Holder>(policy_name: &str) -> control::Error {
    no_such_entity(format!(
        "The {} policy with name {policy_name} cannot be found.",
        T::WHAT
    ))
}

/// List…Policies: the names of inline policies.
pub(crate) fn inline_names(
    entity: &Entity,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<String>> {
    let all = entity.inline.keys().map(|name| (name.clone(), name.clone()));
    page(all.collect(), marker, max_items)
}

/// Put…PermissionsBoundary.
pub(crate) fn put_boundary<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str, arn: &str) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    policy::must_be_attachable(ctx, arn)?;
    holder.entity_mut().boundary = Some(arn.to_owned());
    save(ctx, &holder)
}

/// Delete…PermissionsBoundary.
pub(crate) fn delete_boundary<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    holder.entity_mut().boundary = None;
    save(ctx, &holder)
}

/// The boundary as answers have it.
pub(crate) fn boundary(entity: &Entity) -> Option<AttachedPermissionsBoundary> {
    entity.boundary.clone().map(|arn| AttachedPermissionsBoundary {
        permissions_boundary_type: Some("Policy".to_owned()),
        permissions_boundary_arn: Some(arn),
    })
}

/// Tag….
pub(crate) fn tag<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str, new: Vec<Tag>) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    let entity = holder.entity_mut();
    entity.tags = tags::merged(std::mem::take(&mut entity.tags), new)?;
    save(ctx, &holder)
}

/// Untag….
pub(crate) fn untag<T: Holder>(ctx: &mut Ctx<'_, Iam>, name: &str, keys: &[String]) -> Result<()> {
    let mut holder: T = find(ctx, name)?;
    tags::remove(&mut holder.entity_mut().tags, keys);
    save(ctx, &holder)
}

/// Tags where there are any.
pub(crate) fn some_tags(entity: &Entity) -> Option<Vec<Tag>> {
    (!entity.tags.is_empty()).then(|| entity.tags.clone())
}

/// When it was made.
pub(crate) fn created(entity: &Entity) -> EpochSeconds {
    EpochSeconds(entity.created)
}

/// The entries of a list that are below a path prefix, by name.
pub(crate) fn below<T: Holder>(all: Vec<(String, T)>, path_prefix: Option<&str>) -> Vec<(String, T)> {
    let prefix = path_prefix.unwrap_or(ROOT_PATH);
    all.into_iter()
        .filter(|(_, holder)| holder.entity().path.starts_with(prefix))
        .collect()
}
