//! Tags.
//!
//! Source: IAM user guide, "Tags for AWS Identity and Access Management resources": 50 tags, keys differ in more than case,
//! none begins with `aws:`.

use aws_model::iam::Tag;
use control::Result;

use crate::errors::{invalid_input, limit_exceeded};

/// Tags of one thing.
pub(crate) const TAGS_MAX: usize = 50;

/// `have` with `new` in it, by key.
pub(crate) fn merged(have: Vec<Tag>, new: Vec<Tag>) -> Result<Vec<Tag>> {
    let mut tags = have;
    for (at, tag) in new.iter().enumerate() {
        let key = tag.key.to_lowercase();
        if key.starts_with("aws:") {
            return Err(invalid_input(format!(
                "The tag key `{}` begins with aws:, which is reserved: choose another",
                tag.key
            )));
        }
        if new.iter().take(at).any(|other| other.key.to_lowercase() == key) {
            return Err(invalid_input(
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            ));
        }
        match tags.iter_mut().find(|have| have.key.to_lowercase() == key) {
            Some(have) => *have = tag.clone(),
            None => tags.push(tag.clone()),
        }
    }
    if tags.len() > TAGS_MAX {
        return Err(limit_exceeded(format!(
            "Cannot exceed quota for TagsPerResource: {TAGS_MAX}"
        )));
    }
    tags.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(tags)
}

/// Removes tags by key; those that are not there do not matter.
pub(crate) fn remove(tags: &mut Vec<Tag>, keys: &[String]) {
    tags.retain(|tag| {
        !keys
            .iter()
            .any(|key| key.to_lowercase() == tag.key.to_lowercase())
    });
}
