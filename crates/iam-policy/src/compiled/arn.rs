//! ARN patterns: the five parts before the fifth colon one by one, the rest as one text in which `*` crosses `/` and `:`.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Resource" and "Amazon Resource Name (ARN) condition operators".

use super::evaluation::Evaluation;
use super::glob::Glob;
use super::{bytes, text};
use crate::template::Template;

/// The first five parts of an ARN with their colons.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Head {
    /// No wildcard: what the ARN begins with.
    Exact(Box<str>),
    /// A pattern for each part.
    Parts(Box<[Glob]>),
}

impl Head {
    /// Cuts a pattern behind its fifth colon; gives the rest too. `None` where there are fewer colons.
    pub(super) fn cut(pattern: &str) -> Option<(Self, &str)> {
        let (head, rest) = cut(pattern)?;
        if !head.contains(['*', '?']) {
            return Some((Self::Exact(head.into()), rest));
        }
        let parts = head
            .split_terminator(':')
            .map(|part| Glob::new(&Template::pattern(part, false).ok()?));
        Some((Self::Parts(parts.collect::<Option<_>>()?), rest))
    }

    /// What stands behind the fifth colon of `arn`, where its first five parts fit.
    pub(super) fn rest_of<'t>(&self, arn: &'t str) -> Option<&'t str> {
        match self {
            Self::Exact(head) => {
                if bytes::begins(arn.as_bytes(), head.as_bytes()) {
                    arn.get(head.len()..)
                } else {
                    None
                }
            }
            Self::Parts(parts) => {
                let mut rest = arn;
                for glob in parts {
                    let (part, behind) = rest.split_once(':')?;
                    if !glob.matches(part) {
                        return None;
                    }
                    rest = behind;
                }
                Some(rest)
            }
        }
    }
}

/// Cuts behind the fifth colon.
pub(super) fn cut(arn: &str) -> Option<(&str, &str)> {
    let (fifth, _) = arn.match_indices(':').nth(4)?;
    arn.split_at_checked(fifth + 1)
}

/// The sixth part of a pattern.
#[derive(Debug)]
pub(super) enum Tail {
    /// Without variables.
    Glob(Glob),
    /// With variables.
    Template(Template),
}

impl Tail {
    pub(super) fn new(template: Template) -> Self {
        match Glob::new(&template) {
            Some(glob) => Self::Glob(glob),
            None => Self::Template(template),
        }
    }

    pub(super) fn matches(&self, rest: &str, at: &Evaluation<'_>) -> bool {
        match self {
            Self::Glob(glob) => glob.matches(rest),
            Self::Template(template) => text::matches(template, rest, text::Case::Counts, at),
        }
    }
}

/// The value of an Arn operator.
#[derive(Debug)]
pub(super) enum ArnPattern {
    /// `*`
    Any,
    /// Without variables.
    Parts(Head, Glob),
    /// With variables, maybe in the first five parts.
    Template(Template),
}

impl ArnPattern {
    /// `None` where `pattern` cannot be read as an ARN.
    pub(super) fn new(pattern: &str, variables: bool, widens: bool) -> Option<Self> {
        let template = Template::pattern(pattern, variables).ok()?.guarded(widens);
        if pattern == "*" {
            return Some(Self::Any);
        }
        if variables && pattern.contains("${") {
            return Some(Self::Template(template));
        }
        let (head, rest) = Head::cut(pattern)?;
        Some(Self::Parts(
            head,
            Glob::new(&Template::pattern(rest, false).ok()?)?,
        ))
    }

    pub(super) fn matches(&self, arn: &str, at: &Evaluation<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Parts(head, rest) => head.rest_of(arn).is_some_and(|behind| rest.matches(behind)),
            Self::Template(template) => text::matches_arn(template, arn, at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, arn: &str, expect: bool) {
        let (head, rest) = Head::cut(pattern).unwrap();
        let rest = Glob::new(&Template::pattern(rest, false).unwrap()).unwrap();
        let got = head.rest_of(arn).is_some_and(|behind| rest.matches(behind));
        assert_eq!(got, expect, "`{pattern}` against `{arn}`");
    }

    #[test]
    fn five_parts_stand_alone_and_the_sixth_crosses_everything() {
        let arn = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets/42";
        let own = "arn:aws:execute-api:eu-west-1:111122223333:";
        for (pattern, expect) in [
            ("*", true),
            ("a1b2c3d4e5/*", true),
            ("a1b2c3d4e5/prod/*", true),
            ("a1b2c3d4e5/prod/GET/pets", false),
            ("a1b2c3d4e5/prod/GET/pets/*", true),
            ("a1b2c3d4e5/prod/GET/pets/??", true),
            ("a1b2c3d4e5/prod/GET/pets/?", false),
            ("a1b2c3d4e5/*/42", true),
            ("a1b2c3d4e5/prod/GET/pets/{petId}", false),
            ("a1b2c3d4e5/prod/ANY/pets/42", false),
            ("a1b2c3d4e5/PROD/GET/pets/42", false),
            ("a1b2c3d4e5", false),
            ("a1b2c3d4e5/", false),
        ] {
            check(&format!("{own}{pattern}"), arn, expect);
        }
        check("arn:aws:execute-api:*:*:*", arn, true);
        check("arn:aws:execute-api:eu-west-?:*:*", arn, true);
        check("arn:aws:execute-api:eu-west-1:*:a1b2c3d4e5/prod/*", arn, true);
        check("arn:*:*:*:*:*/42", arn, true);
        check("arn:aws:*:111122223333:a1b2c3d4e5/*:*", arn, false);
        check("arn:aws:s3:*:*:*", arn, false);
        check("arn:aws:x:::a*c", "arn:aws:x:::a:b/c", true);
        assert!(Head::cut("arn:aws:execute-api:*:a1b2c3d4e5/*").is_none());
    }
}
