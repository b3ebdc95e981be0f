//! Security requirements. None of the ways to authorize callers is built yet, so a method that asks for one is refused: it must
//! never be served open.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-authorizer object", "x-amazon-apigateway-authtype property",
//! "Configure a method to use API keys with an OpenAPI definition".

use std::collections::HashMap;

use source_text::{Member, Node};

use crate::context::{Context, Dialect, shown};

/// The security schemes of a definition, by name.
pub(crate) type Schemes<'a> = HashMap<&'a str, &'a Node>;

pub(crate) fn schemes<'a>(context: &mut Context<'a>) -> Schemes<'a> {
    let root = context.root;
    let section = match context.dialect {
        Dialect::Swagger2 => root.member("securityDefinitions"),
        Dialect::OpenApi3 => root
            .member("components")
            .and_then(|components| components.member("securitySchemes")),
    };
    let Some(section) = section else {
        return Schemes::new();
    };
    context
        .members(section, "the security schemes")
        .iter()
        .map(|member| (member.name.as_str(), &member.value))
        .collect()
}

/// Security of the whole definition: AWS ignores it, which its author may not expect.
pub(crate) fn root(context: &mut Context<'_>) {
    let root = context.root;
    let Some(member) = root
        .members()
        .unwrap_or_default()
        .iter()
        .find(|member| member.name == "security")
    else {
        return;
    };
    let is_empty = member.value.elements().is_some_and(<[Node]>::is_empty);
    if !is_empty {
        let message = "security of the whole definition is ignored, as in AWS: methods without their own are open to all \
                       whom the resource policy lets in";
        let remedy = "name the scheme in the `security` of each method";
        context.warning("root-security-ignored", member.name_span, message, remedy);
    }
}

/// Refuses every requirement of a method.
pub(crate) fn operation<'a>(
    context: &mut Context<'a>,
    member: &'a Member,
    method: &str,
    schemes: &Schemes<'a>,
) {
    let Some(requirements) = member.value.elements() else {
        context.wrong_kind(&member.value, "`security`", "an array");
        return;
    };
    for requirement in requirements {
        for scheme in context.members(requirement, "a security requirement") {
            let name = shown(&scheme.name);
            let (what, remedy) = match schemes.get(scheme.name.as_str()) {
                None => {
                    let message = format!("{method} is guarded by the scheme `{name}`, which is not defined");
                    context.error(
                        "unknown-scheme",
                        scheme.name_span,
                        message,
                        "define it, or correct the name",
                    );
                    continue;
                }
                Some(scheme) => kind(scheme),
            };
            let message =
                format!("{method} is guarded by `{name}`, {what}, which is built in a later release");
            context.error("not-enforced", scheme.name_span, message, remedy);
        }
    }
}

/// What a scheme is, in the words of a message.
fn kind(scheme: &Node) -> (&'static str, &'static str) {
    const REMEDY: &str =
        "until then the method is not served: guard it by the resource policy, or leave it out";
    let authtype = scheme
        .member("x-amazon-apigateway-authtype")
        .and_then(Node::string)
        .unwrap_or_default();
    let authorizer = scheme.member("x-amazon-apigateway-authorizer");
    let kind = authorizer
        .and_then(|node| node.member("type"))
        .and_then(Node::string)
        .unwrap_or_default();
    let what = match kind.to_ascii_lowercase().as_str() {
        "cognito_user_pools" => "a Cognito user pool authorizer",
        "token" | "request" => "a Lambda authorizer",
        _ if authtype.eq_ignore_ascii_case("awsSigv4") => "IAM authorization",
        _ if authtype.eq_ignore_ascii_case("cognito_user_pools") => "a Cognito user pool authorizer",
        _ if authorizer.is_some() => "an authorizer",
        _ if scheme.member("type").and_then(Node::string) == Some("apiKey") => "an API key",
        _ => "a security scheme without an authorizer",
    };
    (what, REMEDY)
}

/// `x-amazon-apigateway-auth` of a method.
pub(crate) fn auth<'a>(context: &mut Context<'a>, node: &'a Node, method: &str) {
    const NAME: &str = "x-amazon-apigateway-auth";
    for member in context.members(node, &format!("`{NAME}`")) {
        if member.name != "type" {
            context.unknown_member(member, &format!("`{NAME}`"), &["type"]);
            continue;
        }
        let Some(kind) = context.string(&member.value, "the authorization type") else {
            continue;
        };
        if !kind.eq_ignore_ascii_case("NONE") {
            let message = format!(
                "{method} is guarded by `{}`, which is built in a later release",
                shown(kind)
            );
            let remedy =
                "until then the method is not served: guard it by the resource policy, or leave it out";
            context.error("not-enforced", member.value.span, message, remedy);
        }
    }
    if node.members().is_some() && node.member("type").is_none() {
        context.error(
            "not-enforced",
            node.span,
            format!("`{NAME}` has no `type`"),
            "write `type: NONE`",
        );
    }
}
