//! Amazon Resource Names, and the ARN of an invocation.

use crate::{AccountId, ApiId, Partition, Region, StageName};

/// Why a text is no ARN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArnError {
    /// It does not begin with `arn:`.
    #[error("`{0}` does not begin with `arn:`")]
    NoPrefix(String),
    /// It has fewer than six parts.
    #[error("`{0}` has fewer than six parts separated by colons")]
    MissingPart(String),
}

/// An ARN split at its first five colons; parts may be empty or hold patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arn<'a> {
    /// Such as `aws`.
    pub partition: &'a str,
    /// Such as `execute-api`.
    pub service: &'a str,
    /// Such as `eu-west-1`.
    pub region: &'a str,
    /// Such as `111122223333`.
    pub account: &'a str,
    /// Everything behind the fifth colon; further colons belong to it.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Splits `text`; the parts themselves are not judged.
    pub fn parse(text: &'a str) -> Result<Self, ArnError> {
        let rest = text
            .strip_prefix("arn:")
            .ok_or_else(|| ArnError::NoPrefix(text.to_owned()))?;
        let mut parts = rest.splitn(5, ':');
        let mut part = || parts.next().ok_or_else(|| ArnError::MissingPart(text.to_owned()));
        Ok(Self {
            partition: part()?,
            service: part()?,
            region: part()?,
            account: part()?,
            resource: part()?,
        })
    }
}

/// What the ARN of every invocation of one stage begins with; the method and the path complete it.
///
/// Source: API Gateway developer guide, "ARN format reference"; the path is what the client sent, without its leading
/// slash, a trailing slash kept (recorded).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvokeArn {
    head: Box<str>,
    masked_head: Box<str>,
}

impl InvokeArn {
    /// For one stage of one API.
    pub fn new(
        partition: &Partition,
        region: &Region,
        account: &AccountId,
        api: &ApiId,
        stage: &StageName,
    ) -> Self {
        let head =
            |account: &str| format!("arn:{partition}:execute-api:{region}:{account}:{api}/{stage}/").into();
        Self {
            head: head(account.as_str()),
            masked_head: head(&account.masked()),
        }
    }

    /// `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/`
    pub fn head(&self) -> &str {
        &self.head
    }

    /// Writes the ARN of a call into `out`, which is cleared first. `path` is the raw path behind the stage, with or
    /// without its leading slash.
    pub fn write(&self, method: &str, path: &str, out: &mut String) {
        Self::compose(&self.head, method, path, out);
    }

    /// The same with the account masked, as refusals print it.
    pub fn write_masked(&self, method: &str, path: &str, out: &mut String) {
        Self::compose(&self.masked_head, method, path, out);
    }

    fn compose(head: &str, method: &str, path: &str, out: &mut String) {
        out.clear();
        out.push_str(head);
        out.push_str(method);
        out.push('/');
        out.push_str(path.strip_prefix('/').unwrap_or(path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_split_at_the_first_five_colons() {
        let arn = Arn::parse("arn:aws:execute-api:eu-west-1:111122223333:a/b:c").unwrap();
        assert_eq!(
            (arn.service, arn.account, arn.resource),
            ("execute-api", "111122223333", "a/b:c")
        );
        assert!(matches!(Arn::parse("arn:aws:s3"), Err(ArnError::MissingPart(_))));
        assert!(matches!(Arn::parse("aws:s3"), Err(ArnError::NoPrefix(_))));
    }

    #[test]
    fn invocations_keep_their_trailing_slash() {
        let arn = InvokeArn::new(
            &"aws".parse().unwrap(),
            &"eu-west-1".parse().unwrap(),
            &"111122223333".parse().unwrap(),
            &"a1b2c3d4e5".parse().unwrap(),
            &"prod".parse().unwrap(),
        );
        let mut out = String::new();
        arn.write("GET", "/pets/", &mut out);
        assert_eq!(
            out,
            "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets/"
        );
        arn.write_masked("GET", "/", &mut out);
        assert_eq!(
            out,
            "arn:aws:execute-api:eu-west-1:********3333:a1b2c3d4e5/prod/GET/"
        );
    }
}
