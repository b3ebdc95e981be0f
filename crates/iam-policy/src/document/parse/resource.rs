//! `Resource` and `NotResource`.
//!
//! Source: API Gateway developer guide, "ARN format reference"; IAM user guide, "IAM JSON policy elements: Resource".

use portcullis_core::{AccountId, Arn, ArnError, Partition, Region};
use source_text::{Member, Node, Span};

use super::{Checker, Frame};
use crate::document::{Kind, ResourceElement, Sourced};
use crate::variable;

/// What stands for the API itself at the beginning of a resource.
const SHORTHAND: &str = "execute-api:/";

impl Checker {
    pub(super) fn resource(
        &mut self,
        members: &[Member],
        statement: Span,
        frame: Frame,
    ) -> Option<ResourceElement> {
        let given = self.either(members, ["Resource", "NotResource"]);
        if self.kind == Kind::Trust {
            return self.no_resource(given, statement);
        }
        let Some((negated, node)) = given else {
            self.error(
                "missing-resource",
                statement,
                "the statement has no `Resource`",
                "add `Resource`; `execute-api:/*` is the whole API",
            );
            return None;
        };
        let (patterns, in_array) = self.list(node, "a resource", "empty-array-resource");
        for pattern in &patterns {
            self.resource_pattern(pattern, negated, frame);
        }
        Some(ResourceElement {
            negated,
            patterns,
            in_array,
        })
    }

    /// The resource of a trust policy is its role: `*` for who decides.
    fn no_resource(&mut self, given: Option<(bool, &Node)>, statement: Span) -> Option<ResourceElement> {
        if let Some((_, node)) = given {
            self.error(
                "prohibited-resource",
                node.span,
                "a trust policy names no resource",
                "remove it; the resource is the role",
            );
            return None;
        }
        Some(ResourceElement {
            negated: false,
            patterns: vec![Sourced {
                value: "*".to_owned(),
                span: statement,
            }],
            in_array: false,
        })
    }

    fn resource_pattern(&mut self, pattern: &Sourced<String>, negated: bool, frame: Frame) {
        let (text, span) = (pattern.value.as_str(), pattern.span);
        if text == "*" {
            return;
        }
        let widens = frame.dead_entry_widens(negated);
        self.variables(pattern, widens);
        self.invisible(pattern, widens);
        if text.starts_with(SHORTHAND) {
            if self.kind != Kind::Resource {
                let message = format!("`{text}` is the short form, which only the policy of an API has");
                self.error(
                    "shorthand-in-identity-policy",
                    span,
                    message,
                    "write the full ARN, `arn:aws:execute-api:region:account:api-id/stage/METHOD/path`",
                );
            }
            return;
        }
        let arn = match Arn::parse(text) {
            Ok(arn) => arn,
            Err(ArnError::MissingPart(_)) => {
                let message = format!("`{text}` has fewer than six parts separated by colons");
                self.error(
                    "missing-arn-field",
                    span,
                    message,
                    "write `arn:partition:service:region:account:resource`; `*` may stand for the last part",
                );
                return;
            }
            Err(ArnError::NoPrefix(_)) => {
                let remedy = match text.strip_prefix("execute-api:") {
                    Some(rest) => format!("did you mean `{SHORTHAND}{rest}`?"),
                    None if text.starts_with('/') => format!("did you mean `execute-api:{text}`?"),
                    None => "write `execute-api:/stage/METHOD/path`, a full ARN, or `*`".to_owned(),
                };
                let message =
                    format!("`{text}` is not `*`, does not begin with `{SHORTHAND}` and is not an ARN");
                self.error("invalid-resource", span, message, remedy);
                return;
            }
        };
        self.resource_arn(&arn, pattern, widens);
    }

    /// Checks the first five parts. `widens`: an entry that matches nothing lets more in.
    fn resource_arn(&mut self, arn: &Arn<'_>, pattern: &Sourced<String>, widens: bool) {
        let (text, span) = (pattern.value.as_str(), pattern.span);
        let head = [arn.partition, arn.service, arn.region, arn.account];
        if self.has_variables() && head.iter().any(|part| variable::any(part)) {
            let message = format!("`{text}` has a policy variable before its fifth colon");
            self.error(
                "variable-unsupported-in-element",
                span,
                message,
                "use variables in the last part only, and `*` in the others",
            );
            return;
        }
        if is_wild(arn.service) {
            let message = format!("`{text}` has a wildcard in its service part");
            self.error(
                "wildcard-in-arn-service",
                span,
                message,
                "write `arn:aws:execute-api:…`",
            );
            return;
        }
        if arn.service.is_empty() || arn.service.bytes().any(|byte| byte.is_ascii_uppercase()) {
            let message = format!("`{text}` has a service part that is empty or not in lower case");
            self.error(
                "invalid-arn-service-case",
                span,
                message,
                "write `arn:aws:execute-api:…`",
            );
            return;
        }
        if !is_wild(arn.partition) && arn.partition.parse::<Partition>().is_err() {
            let message = format!("`{text}` has a bad partition");
            self.error(
                "invalid-partition",
                span,
                message,
                "write `arn:aws:…`, or the partition of your region",
            );
        }
        if self.kind == Kind::Resource && arn.service != "execute-api" {
            let message =
                format!("`{text}` is a resource of another service and never matches a call of an API");
            self.doubt(
                widens,
                "foreign-resource",
                span,
                message,
                "write `execute-api:/*`, or an ARN of `execute-api`",
            );
        }
        if arn.service != "execute-api" {
            return;
        }
        if arn.region.is_empty() {
            let message = format!("`{text}` has no region and never matches");
            self.doubt(
                widens,
                "missing-arn-region",
                span,
                message,
                "write the region, or `*`",
            );
        }
        if !arn.region.is_empty() && !is_wild(arn.region) && arn.region.parse::<Region>().is_err() {
            let message = format!("`{text}` has a bad region and never matches");
            self.doubt(
                widens,
                "invalid-arn-region",
                span,
                message,
                "write it in lower case as in `eu-west-1`, or `*`",
            );
        }
        if !is_wild(arn.account) && arn.account.parse::<AccountId>().is_err() {
            let message = format!("`{text}` has no account id of twelve digits and never matches");
            self.doubt(
                widens,
                "invalid-arn-account",
                span,
                message,
                "write the twelve digits, or `*`",
            );
        }
        if arn.resource.is_empty() {
            let message = format!("`{text}` names no API and never matches");
            self.doubt(
                widens,
                "invalid-arn-resource",
                span,
                message,
                "write `api-id/stage/METHOD/path`, or `*`",
            );
        }
    }

    /// Looks for what a reader does not see and no path of a request has.
    fn invisible(&mut self, pattern: &Sourced<String>, widens: bool) {
        let text = pattern.value.as_str();
        if text.ends_with(char::is_whitespace) || text.contains(is_invisible) {
            let message = format!("`{text}` ends in white space or holds an invisible character");
            self.doubt(
                widens && !self.options.mirror,
                "invisible-in-resource",
                pattern.span,
                message,
                "remove it: paths are compared character by character",
            );
        }
    }

    /// Checks the policy variables of a text where they are allowed. `widens`: an entry that matches nothing, because a
    /// variable has no value, lets more in.
    pub(super) fn variables(&mut self, text: &Sourced<String>, widens: bool) {
        if !self.has_variables() {
            return;
        }
        match variable::pieces(&text.value) {
            Ok(pieces) => {
                for piece in pieces {
                    if let variable::Piece::Variable { key, .. } = piece {
                        self.variable_key(key, text.span, widens);
                    }
                }
            }
            Err(error) => self.error(
                error.code(),
                text.span,
                format!("in `{}`, {error}", text.value),
                error.remedy(),
            ),
        }
    }
}

/// Control characters, and characters without width that come along when text is copied.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

fn is_wild(part: &str) -> bool {
    part.contains(['*', '?'])
}
