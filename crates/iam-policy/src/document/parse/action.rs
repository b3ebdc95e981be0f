//! `Action` and `NotAction`.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Action"; service authorization reference, "Actions, resources, and
//! condition keys for Amazon API Gateway".

use source_text::{Member, Span};

use super::{Checker, Frame};
use crate::document::{ActionElement, Kind, Sourced};
use crate::near::{advice, nearest};

/// The service of invocations.
const SERVICE: &str = "execute-api";

/// Its actions.
const ACTIONS: [&str; 3] = ["Invoke", "InvalidateCache", "ManageConnections"];

/// The actions a trust policy may speak of.
///
/// Source: service authorization reference, "Actions, resources, and condition keys for AWS Security Token Service": those
/// whose resource is a role.
const TRUST_ACTIONS: [&str; 6] = [
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "SetContext",
    "SetSourceIdentity",
    "TagSession",
];

impl Checker {
    pub(super) fn action(
        &mut self,
        members: &[Member],
        statement: Span,
        frame: Frame,
    ) -> Option<ActionElement> {
        let Some((negated, node)) = self.either(members, ["Action", "NotAction"]) else {
            self.error(
                "missing-action",
                statement,
                "the statement has no `Action`",
                "add `Action`, such as `execute-api:Invoke`",
            );
            return None;
        };
        let (patterns, in_array) = self.list(node, "an action", "empty-array-action");
        for pattern in &patterns {
            self.action_pattern(pattern, negated, frame);
        }
        Some(ActionElement {
            negated,
            patterns,
            in_array,
        })
    }

    fn action_pattern(&mut self, pattern: &Sourced<String>, negated: bool, frame: Frame) {
        let (text, span) = (pattern.value.as_str(), pattern.span);
        if text == "*" {
            if self.kind == Kind::Trust {
                let message = "`*` is not an action by which a role is assumed";
                self.error("unknown-action", span, message, "write `sts:AssumeRole`");
            }
            return;
        }
        if self.has_variables() && crate::variable::any(text) {
            let message = format!("`{text}` holds a policy variable, which actions do not have");
            self.error(
                "variable-unsupported-in-element",
                span,
                message,
                "write the action out",
            );
            return;
        }
        let Some((service, name)) = text
            .split_once(':')
            .filter(|(service, name)| is_pattern(service) && is_pattern(name))
        else {
            let near = nearest(text, ACTIONS).map(|name| format!("{SERVICE}:{name}"));
            let message = format!("`{text}` is not an action");
            self.error(
                "invalid-action",
                span,
                message,
                advice(
                    near.as_deref(),
                    "write `service:action`, such as `execute-api:Invoke`",
                ),
            );
            return;
        };
        if self.kind == Kind::Trust {
            self.trust_action(pattern, service, name, negated, frame);
        }
        if self.kind != Kind::Resource {
            return;
        }
        if !matches(service, SERVICE) {
            let near = nearest(service, [SERVICE]).map(|_| format!("{SERVICE}:{name}"));
            let message =
                format!("`{text}` is an action of another service and never matches a call of an API");
            self.warning(
                "foreign-action",
                span,
                message,
                advice(near.as_deref(), "write `execute-api:Invoke`"),
            );
        } else if !ACTIONS.iter().any(|action| matches(name, action)) {
            let near = nearest(name, ACTIONS).map(|name| format!("{SERVICE}:{name}"));
            let message = format!("`{text}` matches no action of `{SERVICE}`");
            let remedy = advice(near.as_deref(), "write `execute-api:Invoke`");
            self.doubt(
                frame.dead_entry_widens(negated),
                "unknown-action",
                span,
                message,
                remedy,
            );
        }
    }
}

impl Checker {
    /// Trust policies speak of the actions of STS. Another one matches no request.
    fn trust_action(
        &mut self,
        pattern: &Sourced<String>,
        service: &str,
        name: &str,
        negated: bool,
        frame: Frame,
    ) {
        if matches(service, "sts") && TRUST_ACTIONS.iter().any(|action| matches(name, action)) {
            return;
        }
        let near = nearest(name, TRUST_ACTIONS).map(|name| format!("sts:{name}"));
        let message = format!("`{}` matches no action by which a role is assumed", pattern.value);
        // IAM refuses actions of other services here, whatever they would do.
        let foreign = !matches(service, "sts");
        self.doubt(
            foreign || frame.dead_entry_widens(negated),
            "unknown-action",
            pattern.span,
            message,
            advice(near.as_deref(), "write `sts:AssumeRole`"),
        );
    }
}

fn is_pattern(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'*' | b'?'))
}

/// Whether a pattern of `*` and `?` matches `text`, letter case aside.
fn matches(pattern: &str, text: &str) -> bool {
    crate::wildcard::matches(&pattern.to_ascii_lowercase(), &text.to_ascii_lowercase())
}
