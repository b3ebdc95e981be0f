//! Roles that functions are called with.
//!
//! Source: API Gateway API reference, `Integration`, `credentials`, and `Authorizer`, `authorizerCredentials`; developer guide,
//! "API Gateway stage variables reference": stage variables may stand in the ARN.

use std::collections::BTreeMap;

use portcullis_core::{AccountId, Arn, Partition};
use source_text::{Diagnostic, Span};

use crate::{
    function::shown,
    stage_text::{self, VariableError},
};

/// Why a text names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoleError {
    /// No ARN of a role.
    #[error("`{0}` is not the ARN of a role")]
    Arn(String),
    /// Its stage variables cannot be filled in.
    #[error(transparent)]
    Variable(#[from] VariableError),
}

impl RoleError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Arn(_) => "write `arn:aws:iam::ACCOUNT:role/NAME`",
            Self::Variable(error) => error.remedy(),
        }
    }
}

/// Checks the ARN of a role before the stage is known: stage variables may stand in it.
pub fn check_role(text: &str) -> Result<(), RoleError> {
    if !stage_text::is_plain(text)? || is_role(text) {
        Ok(())
    } else {
        Err(RoleError::Arn(shown(text)))
    }
}

/// The ARN of a role with the stage's variables filled in; it stands with the function that it is for.
pub(crate) fn fill_role(
    text: &str,
    variables: &BTreeMap<String, String>,
    span: Span,
) -> Result<String, Diagnostic> {
    let filled = stage_text::filled(text, variables).map_err(RoleError::from);
    let role = filled.and_then(|text| {
        if is_role(&text) {
            Ok(text)
        } else {
            Err(RoleError::Arn(shown(&text)))
        }
    });
    role.map_err(|error| Diagnostic::error("role-arn", span, error.to_string(), error.remedy()))
}

/// Whether this is the ARN of a role: `arn:aws:iam::111122223333:role/path/name`.
///
/// Source: IAM API reference, `CreateRole`, `RoleName` and `Path`.
fn is_role(text: &str) -> bool {
    const ROLE_BYTES_MAX: usize = 64 + 512;
    let Ok(arn) = Arn::parse(text) else {
        return false;
    };
    let path = arn.resource.strip_prefix("role/").unwrap_or_default();
    arn.service == "iam"
        && arn.region.is_empty()
        && arn.partition.parse::<Partition>().is_ok()
        && arn.account.parse::<AccountId>().is_ok()
        && (1..=ROLE_BYTES_MAX).contains(&path.len())
        && !path.ends_with('/')
        && path
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-/".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_from_other_arns() {
        let variables = BTreeMap::from([("role".to_owned(), "role/x".to_owned())]);
        let check = |text: &str, expect: &str| {
            let got = check_role(text)
                .map_err(|error| error.to_string())
                .and_then(|()| fill_role(text, &variables, Span::default()).map_err(|error| error.message));
            assert_eq!(got.unwrap_or_else(|error| error), expect, "{text}");
        };
        let plain = "arn:aws:iam::111122223333:role/service-role/caller";
        check(plain, plain);
        check(
            "arn:aws:iam::111122223333:${stageVariables.role}",
            "arn:aws:iam::111122223333:role/x",
        );
        check(
            "arn:aws:iam::111122223333:${stageVariables.none}",
            "the stage has no variable `none`",
        );
        for bad in [
            "",
            "role",
            "arn:aws:iam::*:user/*",
            "arn:aws:iam::111122223333:user/a",
            "arn:aws:iam::111122223333:role/",
            "arn:aws:iam::111122223333:role/a b",
            "arn:aws:iam::*:role/a",
            "arn:aws:sts::111122223333:assumed-role/a/b",
        ] {
            check(bad, &format!("`{bad}` is not the ARN of a role"));
        }
    }
}
