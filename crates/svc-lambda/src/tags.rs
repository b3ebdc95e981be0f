//! Tags of functions.
//!
//! Source: AWS Lambda developer guide, "Using tags on Lambda functions": 50 tags, keys of 128 and values of 256 characters, none
//! begins with `aws:`.

use std::collections::BTreeMap;

use aws_model::lambda::{ListTagsRequest, ListTagsResponse, TagResourceRequest, UntagResourceRequest};
use aws_wire::Nothing;
use control::{Ctx, Error, Result};

use crate::{
    Lambda, errors, function,
    names::{self, FunctionName},
};

/// Tags of one function.
const TAGS_MAX: usize = 50;
/// Characters of a key.
const KEY_CHARACTERS_MAX: usize = 128;
/// Characters of a value.
const VALUE_CHARACTERS_MAX: usize = 256;

/// Refuses tags that a function cannot have.
pub(crate) fn check(tags: &BTreeMap<String, String>) -> Result<()> {
    if tags.len() > TAGS_MAX {
        return Err(errors::invalid(format!(
            "Number of tags exceeds resource tag limit ({TAGS_MAX})."
        )));
    }
    for (key, value) in tags {
        if key.to_lowercase().starts_with("aws:") {
            return Err(errors::invalid(format!(
                "the tag key `{key}` begins with `aws:`, which is reserved: choose another"
            )));
        }
        if key.is_empty()
            || key.chars().count() > KEY_CHARACTERS_MAX
            || value.chars().count() > VALUE_CHARACTERS_MAX
        {
            return Err(errors::invalid(format!(
                "the tag `{key}` is too long: a key has 1 to {KEY_CHARACTERS_MAX} characters, a value at most \
                 {VALUE_CHARACTERS_MAX}"
            )));
        }
    }
    Ok(())
}

/// The function of an ARN. Nothing else that has tags exists here.
fn tagged(ctx: &Ctx<'_, Lambda>, arn: &str) -> Result<FunctionName> {
    if FunctionName::from_arn(arn).is_none() {
        return Err(Error::unsupported(format!(
            "`{arn}` cannot have tags here: only functions do"
        )));
    }
    names::whole(ctx, arn)
}

/// ListTags.
pub(crate) fn list(ctx: &mut Ctx<'_, Lambda>, input: ListTagsRequest) -> Result<ListTagsResponse> {
    let name = tagged(ctx, &input.resource)?;
    let function = function::load(ctx, &name)?;
    Ok(ListTagsResponse {
        tags: Some(function.tags),
    })
}

/// TagResource.
pub(crate) fn tag(ctx: &mut Ctx<'_, Lambda>, input: TagResourceRequest) -> Result<Nothing> {
    let name = tagged(ctx, &input.resource)?;
    let mut function = function::load(ctx, &name)?;
    function.tags.extend(input.tags);
    check(&function.tags)?;
    function::save(ctx, &function)?;
    Ok(Nothing {})
}

/// UntagResource.
pub(crate) fn untag(ctx: &mut Ctx<'_, Lambda>, input: UntagResourceRequest) -> Result<Nothing> {
    let name = tagged(ctx, &input.resource)?;
    let mut function = function::load(ctx, &name)?;
    function.tags.retain(|key, _| !input.tag_keys.contains(key));
    function::save(ctx, &function)?;
    Ok(Nothing {})
}
