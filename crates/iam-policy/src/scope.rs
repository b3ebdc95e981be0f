//! Which API a resource policy belongs to.

use portcullis_core::{AccountId, ApiId, Partition, Region};

/// What a resource that begins with `execute-api:/` begins with in the document.
const SHORTHAND: &str = "execute-api:/";

/// The API a resource policy is attached to: what `execute-api:/…` stands for.
///
/// Source: API Gateway developer guide, "API Gateway resource policy examples": on save the short form becomes the full
/// ARN of the API (recorded).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Such as `aws`.
    pub partition: Partition,
    /// Such as `eu-west-1`.
    pub region: Region,
    /// The API's owner.
    pub account: AccountId,
    /// The API.
    pub api_id: ApiId,
}

impl Scope {
    /// `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/`: what `execute-api:/` stands for.
    pub fn api_arn(&self) -> String {
        let Self {
            partition,
            region,
            account,
            api_id,
        } = self;
        format!("arn:{partition}:execute-api:{region}:{account}:{api_id}/")
    }

    /// The full ARN for a resource in its short form; `None` for every other resource.
    pub fn expand(&self, resource: &str) -> Option<String> {
        shorthand_rest(resource).map(|rest| format!("{}{rest}", self.api_arn()))
    }
}

/// What stands behind `execute-api:/`, where a resource begins so.
pub(crate) fn shorthand_rest(resource: &str) -> Option<&str> {
    resource.strip_prefix(SHORTHAND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_form_becomes_the_arn_of_the_api() {
        let scope = Scope {
            partition: "aws".parse().unwrap(),
            region: "eu-west-1".parse().unwrap(),
            account: "111122223333".parse().unwrap(),
            api_id: "a1b2c3d4e5".parse().unwrap(),
        };
        let check = |written: &str, expect: Option<&str>| {
            assert_eq!(scope.expand(written).as_deref(), expect, "{written}");
        };
        check(
            "execute-api:/*",
            Some("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*"),
        );
        check(
            "execute-api:/prod/*/admin/*",
            Some("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/*/admin/*"),
        );
        check("execute-api:*", None);
        check("*", None);
        check("arn:aws:execute-api:eu-west-1:111122223333:*", None);
    }
}
