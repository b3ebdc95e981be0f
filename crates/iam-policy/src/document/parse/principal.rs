//! `Principal` and `NotPrincipal`.
//!
//! Source: IAM user guide, "AWS JSON policy elements: Principal" and "NotPrincipal".

use std::collections::HashSet;

use portcullis_core::{AccountId, Arn, Partition};
use source_text::{Member, Node, Span, Value};

use super::{Checker, Frame};
use crate::document::{Effect, Kind, PrincipalElement, PrincipalEntry, PrincipalKind, Principals, Sourced};
use crate::near::{advice, nearest};

const KINDS: [(&str, PrincipalKind); 4] = [
    ("AWS", PrincipalKind::Aws),
    ("Service", PrincipalKind::Service),
    ("Federated", PrincipalKind::Federated),
    ("CanonicalUser", PrincipalKind::CanonicalUser),
];

impl Checker {
    /// The outer `None` is a fault, the inner one the absence that identity policies want.
    pub(super) fn principal(
        &mut self,
        members: &[Member],
        statement: Span,
        frame: Frame,
    ) -> Option<Option<PrincipalElement>> {
        let given = self.either(members, ["Principal", "NotPrincipal"]);
        let (negated, node) = match (given, self.kind) {
            (Some(given), Kind::Resource | Kind::Trust) => given,
            (None, Kind::Resource | Kind::Trust) => {
                self.error(
                    "missing-principal",
                    statement,
                    "the statement has no `Principal`",
                    "add `Principal`; `\"*\"` is everybody",
                );
                return None;
            }
            (None, Kind::Identity | Kind::Authorizer) => return Some(None),
            (Some((negated, node)), Kind::Identity | Kind::Authorizer) => {
                let name = if negated { "NotPrincipal" } else { "Principal" };
                let message = format!("`{name}` stands in a policy that is not attached to a resource");
                self.error(
                    "unsupported-principal",
                    node.span,
                    message,
                    "remove it; such a policy speaks of whoever it is attached to or returned for",
                );
                return None;
            }
        };
        if negated && frame.effect == Some(Effect::Allow) {
            self.error(
                "allow-with-not-principal",
                node.span,
                "`Allow` with `NotPrincipal` lets in everybody else, unsigned callers included",
                "name who is allowed in `Principal`, or deny with `NotPrincipal`",
            );
        }
        let principals = self.principals(node, negated, frame)?;
        Some(Some(PrincipalElement {
            negated,
            principals,
            span: node.span,
        }))
    }

    fn principals(&mut self, node: &Node, negated: bool, frame: Frame) -> Option<Principals> {
        match &node.value {
            Value::String(text) if text == "*" => Some(Principals::Everybody),
            Value::Object(members) => Some(Principals::Listed(
                self.principal_map(node.span, members, negated, frame),
            )),
            Value::String(text) => {
                let message = format!("`{text}` is not `*` and does not say what kind of principal it is");
                let remedy = format!("write `{{\"AWS\": \"{text}\"}}` or `{{\"Service\": \"{text}\"}}`");
                self.error("invalid-principal-format", node.span, message, remedy);
                None
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                self.wrong_type(
                    node,
                    "the principal",
                    "`\"*\"` or an object",
                    "write `\"*\"` or `{\"AWS\": […]}`",
                );
                None
            }
        }
    }

    fn principal_map(
        &mut self,
        span: Span,
        members: &[Member],
        negated: bool,
        frame: Frame,
    ) -> Vec<PrincipalEntry> {
        if members.is_empty() {
            self.error(
                "empty-object-principal",
                span,
                "the principal is an empty object, so the statement matches nothing",
                "name who the statement is about, or remove the statement",
            );
        }
        let mut entries = Vec::new();
        let mut seen = HashSet::new();
        for member in members {
            self.unless_repeated(&mut seen, member, "principal key");
            let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == member.name) else {
                let near = nearest(&member.name, KINDS.iter().map(|(name, _)| *name));
                let message = format!("`{}` is not a kind of principal", member.name);
                self.error(
                    "invalid-principal-key",
                    member.name_span,
                    message,
                    advice(near, "write `AWS` or `Service`"),
                );
                continue;
            };
            let (names, in_array) = self.list(&member.value, "a principal", "empty-array-principal");
            for name in names {
                self.principal_name(*kind, &name, negated, frame);
                entries.push(PrincipalEntry {
                    kind: *kind,
                    name,
                    in_array,
                });
            }
        }
        entries
    }

    fn principal_name(&mut self, kind: PrincipalKind, name: &Sourced<String>, negated: bool, frame: Frame) {
        let text = name.value.as_str();
        if self.has_variables() && crate::variable::any(text) {
            let message = format!("`{text}` holds a policy variable, which principals do not have");
            self.error(
                "variable-unsupported-in-element",
                name.span,
                message,
                "write the principal out, or use `aws:PrincipalArn` in a condition",
            );
            return;
        }
        match kind {
            PrincipalKind::Aws if text == "*" => {}
            PrincipalKind::Aws if text.contains(['*', '?']) => {
                let message = format!("`{text}` holds a wildcard; only a lone `*` may stand for principals");
                self.error(
                    "unsupported-wildcard-in-principal",
                    name.span,
                    message,
                    "use `\"Principal\": \"*\"` with `ArnLike` on `aws:PrincipalArn`",
                );
            }
            PrincipalKind::Aws if is_unique_id(text) => {
                // What AWS stores once the user or role is gone: it matches nobody, a namesake neither.
                let widens = frame.dead_entry_widens(negated) && !self.options.mirror;
                let message =
                    format!("`{text}` is the unique id of a principal that was deleted; it matches nobody");
                self.doubt(
                    widens,
                    "unique-id-principal",
                    name.span,
                    message,
                    "name the user or role by its ARN, or remove the entry",
                );
            }
            PrincipalKind::Aws => {
                if let Err((code, problem, remedy)) = aws_principal(text) {
                    self.error(code, name.span, format!("`{text}` {problem}"), remedy);
                }
            }
            PrincipalKind::Service => {
                if !is_service(text) {
                    let message = format!("`{text}` is not the name of an AWS service");
                    self.error(
                        "invalid-service-principal-format",
                        name.span,
                        message,
                        "write it as in `events.amazonaws.com`",
                    );
                }
            }
            // Its sessions are known to STS alone, and no statement of a trust policy goes without effect for it.
            PrincipalKind::Federated if self.kind == Kind::Trust && is_federated(text) => {}
            PrincipalKind::Federated if self.kind == Kind::Trust => {
                let message = format!("`{text}` is no identity provider");
                self.error(
                    "invalid-principal",
                    name.span,
                    message,
                    "write the ARN of a provider, or a domain such as `accounts.google.com`",
                );
            }
            PrincipalKind::Federated | PrincipalKind::CanonicalUser => {
                let message = format!("`{text}` can never be the caller of an API");
                self.doubt(
                    frame.dead_entry_widens(negated),
                    "principal-kind-never-matches",
                    name.span,
                    message,
                    "name IAM users, roles, sessions or accounts under `AWS`",
                );
            }
        }
    }
}

/// Why a text is no `AWS` principal: code, problem, remedy.
type Refusal = (&'static str, &'static str, &'static str);

fn aws_principal(text: &str) -> Result<(), Refusal> {
    const CODE: &str = "invalid-principal";
    if text.parse::<AccountId>().is_ok() {
        return Ok(());
    }
    let Ok(arn) = Arn::parse(text) else {
        return Err((
            CODE,
            "is not an account id or an ARN",
            "write twelve digits, or an ARN such as `arn:aws:iam::444455556666:role/name`",
        ));
    };
    if arn.partition.parse::<Partition>().is_err() {
        return Err((
            CODE,
            "has a bad partition",
            "write `arn:aws:…`, or the partition of your region",
        ));
    }
    if !arn.region.is_empty() {
        return Err((
            CODE,
            "has a region, which IAM's ARNs do not have",
            "leave it empty: `arn:aws:iam::444455556666:…`",
        ));
    }
    if arn.account.parse::<AccountId>().is_err() {
        return Err((
            CODE,
            "does not have an account id of twelve digits",
            "write it as in `arn:aws:iam::444455556666:role/name`",
        ));
    }
    let (kind, name) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    match (arn.service, kind) {
        ("iam", "root") if arn.resource == "root" => Ok(()),
        ("iam", "user" | "role") if is_path(name) => Ok(()),
        ("iam", "group") => Err((
            CODE,
            "is a group; groups are not principals",
            "name its users, or a role they assume",
        )),
        ("sts", "assumed-role") if name.split('/').count() == 2 && is_path(name) => Ok(()),
        ("sts", "federated-user") if is_path(name) && !name.contains('/') => Ok(()),
        ("iam", _) => Err((
            CODE,
            "is not a user, a role or the root of an account",
            "write `…:user/name`, `…:role/name` or `…:root`",
        )),
        ("sts", _) => Err((
            CODE,
            "is not a session",
            "write `…:assumed-role/role/session` or `…:federated-user/name`",
        )),
        _ => Err((
            CODE,
            "is not an ARN of IAM or STS",
            "write `arn:aws:iam::…` or `arn:aws:sts::…`",
        )),
    }
}

/// Names and their paths: what IAM allows in names, segments not empty.
fn is_path(text: &str) -> bool {
    text.split('/').all(|segment| {
        !segment.is_empty()
            && segment
                .bytes()
                .all(|byte| (b'!'..=b'~').contains(&byte) && !matches!(byte, b'*' | b'?' | b':'))
    })
}

fn is_unique_id(text: &str) -> bool {
    (text.starts_with("AIDA") || text.starts_with("AROA"))
        && (16..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The ARN of a provider, or the domain of one that IAM knows.
fn is_federated(text: &str) -> bool {
    match Arn::parse(text) {
        Ok(arn) => {
            arn.service == "iam"
                && arn.account.parse::<AccountId>().is_ok()
                && ["oidc-provider/", "saml-provider/"]
                    .iter()
                    .any(|kind| arn.resource.starts_with(kind))
        }
        Err(_) => {
            text.contains('.')
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        }
    }
}

fn is_service(text: &str) -> bool {
    let name = text
        .strip_suffix(".amazonaws.com")
        .or_else(|| text.strip_suffix(".amazonaws.com.cn"));
    name.is_some_and(|name| {
        name.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        })
    })
}
