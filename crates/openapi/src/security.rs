//! What guards a method: its `security`, that of the whole definition, and `x-amazon-apigateway-auth`.
//!
//! Every alternative of a `security` is required, as in AWS: `[{api_key: []}, {sigv4: []}]` asks for both. What cannot be
//! enforced is an error, so that a method that asks for it is never open.
//!
//! The import of the control plane reads the same in the same way (`api-definition`, `import/security.rs`).
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-authtype property", "x-amazon-apigateway-auth object", "Configure
//! a method to use API keys with an OpenAPI definition"; published answers: security of the whole definition applies to
//! methods without their own, scopes included.

use api_model::Authorization;
use source_text::{Member, Node, Span};

use crate::context::{Context, REQUIREMENTS_MAX, shown};
use crate::schemes::{Scheme, Schemes};

const AUTH: &str = "x-amazon-apigateway-auth";

/// What a caller of a method must show.
#[derive(Debug)]
pub(crate) struct Guard {
    pub(crate) authorization: Authorization,
    pub(crate) api_key_required: bool,
}

/// Reads the guard of a method. Where it cannot be enforced an error is told.
pub(crate) fn guard<'a>(
    context: &mut Context<'a>,
    operation: &'a Node,
    method: &str,
    schemes: &Schemes<'a>,
) -> Guard {
    let mut guard = Guard {
        authorization: Authorization::None,
        api_key_required: false,
    };
    let root = context.root;
    if let Some(security) = operation.member("security").or_else(|| root.member("security")) {
        requirements(context, security, method, schemes, &mut guard);
    }
    if let Some(node) = operation.member(AUTH) {
        auth(context, node, method, &mut guard);
    }
    guard
}

fn requirements<'a>(
    context: &mut Context<'a>,
    security: &'a Node,
    method: &str,
    schemes: &Schemes<'a>,
    guard: &mut Guard,
) {
    let Some(alternatives) = security.elements() else {
        context.wrong_kind(security, "`security`", "an array");
        return;
    };
    let parts = alternatives
        .iter()
        .flat_map(|one| one.members().unwrap_or_default());
    let parts = parts.map(|member| 1 + member.value.elements().map_or(0, <[Node]>::len));
    if alternatives.len() + parts.sum::<usize>() > REQUIREMENTS_MAX {
        let message = format!("{method} has more than {REQUIREMENTS_MAX} security requirements and scopes");
        context.error("too-many-requirements", security.span, message, "ask for fewer");
        return;
    }
    for alternative in alternatives {
        let names = context.members(alternative, "a security requirement");
        if alternative.members().is_some_and(<[Member]>::is_empty) && alternatives.len() > 1 {
            let message =
                format!("`{{}}` does not let anonymous callers in: {method} asks for all the others");
            context.warning("anonymous-ignored", alternative.span, message, "remove it");
        }
        for member in names {
            // What the SAM transform writes to open one method of a guarded API.
            let opens = member.name == "NONE" && alternatives.len() == 1 && names.len() == 1;
            if opens && !schemes.known.contains_key("NONE") {
                continue;
            }
            requirement(context, member, method, schemes, guard);
        }
    }
}

fn requirement<'a>(
    context: &mut Context<'a>,
    member: &'a Member,
    method: &str,
    schemes: &Schemes<'a>,
    guard: &mut Guard,
) {
    let name = shown(&member.name);
    let span = member.name_span;
    let Some(scopes) = scopes(context, &member.value) else {
        return;
    };
    let wanted = match schemes.known.get(member.name.as_str()) {
        Some(Scheme::Faulty) => return,
        Some(Scheme::Iam) => Authorization::Iam,
        Some(Scheme::UserPools) => Authorization::UserPools {
            authorizer: member.name.clone(),
            scopes,
        },
        Some(Scheme::ApiKey) => {
            key(context, span, method);
            no_scopes(context, &member.value, method, &name);
            guard.api_key_required = true;
            return;
        }
        Some(Scheme::Lambda) if !context.options.functions => {
            let message =
                format!("{method} is guarded by `{name}`, a Lambda authorizer, and no functions run here");
            let remedy = "let the gateway run functions (`functions.enabled`), guard the method by something else, or leave it out";
            context.error("not-enforced", span, message, remedy);
            return;
        }
        Some(Scheme::Lambda) => Authorization::Custom {
            authorizer: member.name.clone(),
        },
        Some(Scheme::Unusable(why)) => {
            let message = format!("{method} is guarded by `{name}`, which cannot be enforced: {why}");
            let remedy = "guard the method by what API Gateway enforces, or leave it out";
            context.error("unusable-scheme", span, message, remedy);
            return;
        }
        None => {
            let message = format!("{method} is guarded by the scheme `{name}`, which is not defined");
            context.error("unknown-scheme", span, message, "define it, or correct the name");
            return;
        }
    };
    match (&guard.authorization, &wanted) {
        (Authorization::None, _) => {}
        (known, wanted) if known == wanted => {}
        (
            Authorization::UserPools { authorizer, .. },
            Authorization::UserPools {
                authorizer: again, ..
            },
        ) if authorizer == again => {
            let message = format!("{method} asks `{name}` for different scopes in different places");
            context.error(
                "two-authorizers",
                span,
                message,
                "name it once, with all scopes that are good",
            );
            return;
        }
        _ => {
            let message = format!("{method} has more than one authorizer: a method has one");
            context.error("two-authorizers", span, message, "leave one of them out");
            return;
        }
    }
    if matches!(wanted, Authorization::Iam | Authorization::Custom { .. }) {
        no_scopes(context, &member.value, method, &name);
    }
    guard.authorization = wanted;
}

fn scopes<'a>(context: &mut Context<'a>, node: &'a Node) -> Option<Vec<String>> {
    let Some(elements) = node.elements() else {
        context.wrong_kind(node, "the list of scopes", "an array");
        return None;
    };
    let mut scopes = Vec::with_capacity(elements.len());
    for element in elements {
        let scope = context.string(element, "a scope")?;
        if scope.is_empty() || scope.contains(char::is_whitespace) {
            let message = format!("`{}` is no scope: no token can have it", shown(scope));
            context.error("scope", element.span, message, "write one scope without spaces");
            return None;
        }
        scopes.push(scope.to_owned());
    }
    Some(scopes)
}

fn no_scopes(context: &mut Context<'_>, node: &Node, method: &str, name: &str) {
    if node.elements().is_some_and(|scopes| !scopes.is_empty()) {
        let message = format!("{method} asks `{name}` for scopes, which only a user pool authorizer has");
        context.error("scope", node.span, message, "remove them");
    }
}

/// A required key that no usage plan could list would close the method to everybody.
fn key(context: &mut Context<'_>, span: Span, method: &str) {
    if context.options.api_keys {
        return;
    }
    let message = format!(
        "{method} requires an API key, and keys belong to usage plans, which list stages of the control plane only"
    );
    let remedy = "import the definition through the control plane (`aws apigateway import-rest-api`), or remove the requirement";
    context.error("not-enforced", span, message, remedy);
}

/// `x-amazon-apigateway-auth` of a method. It may repeat what `security` says, not change it.
fn auth<'a>(context: &mut Context<'a>, node: &'a Node, method: &str, guard: &mut Guard) {
    let mut kind = None;
    for member in context.members(node, &format!("`{AUTH}`")) {
        if member.name != "type" {
            context.unknown_member(member, &format!("`{AUTH}`"), &["type"]);
            continue;
        }
        let Some(text) = context.string(&member.value, "the authorization type") else {
            return;
        };
        kind = Some((text, member.value.span));
    }
    let Some((kind, span)) = kind else {
        if node.members().is_some() {
            context.error(
                "auth-type",
                node.span,
                format!("`{AUTH}` has no `type`"),
                "write `type: AWS_IAM` or `type: NONE`",
            );
        }
        return;
    };
    let wanted = match kind.to_ascii_uppercase().as_str() {
        "AWS_IAM" => Authorization::Iam,
        "NONE" => Authorization::None,
        _ => {
            let message = format!("`{AUTH}` is `NONE` or `AWS_IAM`, not `{}`", shown(kind));
            let remedy = "name an authorizer in the `security` of the method";
            context.error("auth-type", span, message, remedy);
            return;
        }
    };
    match (&guard.authorization, wanted) {
        (known, wanted) if *known == wanted => {}
        (Authorization::None, wanted) => guard.authorization = wanted,
        _ => {
            let message = format!("{method} is guarded by its `security`, and `{AUTH}` says something else");
            context.error("two-authorizers", span, message, "leave one of them out");
        }
    }
}
