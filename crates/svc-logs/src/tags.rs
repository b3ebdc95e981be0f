//! Tags of log groups, by the operations of today and those before them.

use std::collections::BTreeMap;

use aws_model::logs::{
    ListTagsForResourceRequest, ListTagsForResourceResponse, ListTagsLogGroupRequest,
    ListTagsLogGroupResponse, TagLogGroupRequest, TagResourceRequest, UntagLogGroupRequest,
    UntagResourceRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{Logs, errors, group};

/// Tags of one group. CloudWatch Logs API reference, TagResource.
const TAGS_MAX: usize = 50;

/// Refuses tags that a group cannot have.
pub(crate) fn check(tags: &BTreeMap<String, String>) -> Result<()> {
    if tags.len() > TAGS_MAX {
        return Err(Error::new(
            "TooManyTagsException",
            400,
            format!("A resource can have no more than {TAGS_MAX} tags."),
        ));
    }
    match tags.keys().find(|key| key.to_lowercase().starts_with("aws:")) {
        None => Ok(()),
        Some(key) => Err(errors::invalid(format!(
            "the tag key `{key}` begins with `aws:`, which is reserved: choose another"
        ))),
    }
}

/// The group of an ARN.
fn tagged(ctx: &Ctx<'_, Logs>, arn: &str) -> Result<String> {
    if !arn.starts_with("arn:") {
        return Err(errors::invalid(format!("`{arn}` is no ARN of a log group")));
    }
    group::by_identifier(ctx, arn)
}

fn set(ctx: &mut Ctx<'_, Logs>, name: &str, tags: BTreeMap<String, String>) -> Result<Nothing> {
    let mut group = group::load(ctx, name)?;
    group.tags.extend(tags);
    check(&group.tags)?;
    group::save(ctx, &group)?;
    Ok(Nothing {})
}

fn unset(ctx: &mut Ctx<'_, Logs>, name: &str, keys: &[String]) -> Result<Nothing> {
    let mut group = group::load(ctx, name)?;
    group.tags.retain(|key, _| !keys.contains(key));
    group::save(ctx, &group)?;
    Ok(Nothing {})
}

/// TagResource.
pub(crate) fn tag(ctx: &mut Ctx<'_, Logs>, input: TagResourceRequest) -> Result<Nothing> {
    let name = tagged(ctx, &input.resource_arn)?;
    set(ctx, &name, input.tags)
}

/// TagLogGroup.
pub(crate) fn tag_group(ctx: &mut Ctx<'_, Logs>, input: TagLogGroupRequest) -> Result<Nothing> {
    set(ctx, &input.log_group_name, input.tags)
}

/// UntagResource.
pub(crate) fn untag(ctx: &mut Ctx<'_, Logs>, input: UntagResourceRequest) -> Result<Nothing> {
    let name = tagged(ctx, &input.resource_arn)?;
    unset(ctx, &name, &input.tag_keys)
}

/// UntagLogGroup.
pub(crate) fn untag_group(ctx: &mut Ctx<'_, Logs>, input: UntagLogGroupRequest) -> Result<Nothing> {
    unset(ctx, &input.log_group_name, &input.tags)
}

/// ListTagsForResource.
pub(crate) fn list(
    ctx: &mut Ctx<'_, Logs>,
    input: ListTagsForResourceRequest,
) -> Result<ListTagsForResourceResponse> {
    let name = tagged(ctx, &input.resource_arn)?;
    Ok(ListTagsForResourceResponse {
        tags: Some(group::load(ctx, &name)?.tags),
    })
}

/// ListTagsLogGroup.
pub(crate) fn list_group(
    ctx: &mut Ctx<'_, Logs>,
    input: ListTagsLogGroupRequest,
) -> Result<ListTagsLogGroupResponse> {
    Ok(ListTagsLogGroupResponse {
        tags: Some(group::load(ctx, &input.log_group_name)?.tags),
    })
}
