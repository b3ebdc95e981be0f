//! Security schemes: what each asks of a caller, and the authorizers among them.
//!
//! A scheme that is at fault is told even where no method names it; one that asks for nothing API Gateway enforces is refused
//! where a method names it.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-authorizer object", "x-amazon-apigateway-authtype property",
//! "Configure a method to use API keys with an OpenAPI definition"; API reference, `Authorizer`.

use std::collections::{BTreeMap, HashMap};

use api_model::{
    AUTHORIZER_TTL_S_MAX, Authorizer, FunctionText, LambdaAuthorizer, TextPattern, UserPoolAuthorizer,
    is_user_pool,
};
use source_text::Node;

use crate::context::{Context, Dialect, is_null, scalar, shown};
use crate::lambda_authorizer;

pub(crate) const AUTHORIZER: &str = "x-amazon-apigateway-authorizer";
const AUTHTYPE: &str = "x-amazon-apigateway-authtype";

/// The header API keys are read from.
const KEY_HEADER: &str = "x-api-key";

/// What a requirement that names a scheme asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// A key of a usage plan.
    ApiKey,
    /// A signed request.
    Iam,
    /// A token of a user pool: the authorizer of the scheme's name.
    UserPools,
    /// What a Lambda authorizer lets in: the authorizer of the scheme's name.
    Lambda,
    /// Nothing API Gateway could enforce, and why.
    Unusable(&'static str),
    /// At fault, which was told where it is defined.
    Faulty,
}

/// The security schemes of a definition.
#[derive(Default)]
pub(crate) struct Schemes<'a> {
    /// By name.
    pub(crate) known: HashMap<&'a str, Scheme>,
    /// The authorizers of those that are [`Scheme::UserPools`] or [`Scheme::Lambda`], by the same names.
    pub(crate) authorizers: BTreeMap<String, Authorizer<FunctionText>>,
}

/// Reads all of them.
pub(crate) fn read<'a>(context: &mut Context<'a>) -> Schemes<'a> {
    let root = context.root;
    let section = match context.dialect {
        Dialect::Swagger2 => root.member("securityDefinitions"),
        Dialect::OpenApi3 => root
            .member("components")
            .and_then(|components| components.member("securitySchemes")),
    };
    let mut schemes = Schemes::default();
    let Some(section) = section else {
        return schemes;
    };
    for member in context.members(section, "the security schemes") {
        let read = match context.resolve(&member.value) {
            Some(node) => scheme(context, node, &member.name, &mut schemes.authorizers),
            None => Scheme::Faulty,
        };
        schemes.known.insert(member.name.as_str(), read);
    }
    schemes
}

fn scheme<'a>(
    context: &mut Context<'a>,
    node: &'a Node,
    name: &str,
    authorizers: &mut BTreeMap<String, Authorizer<FunctionText>>,
) -> Scheme {
    if node.members().is_none() {
        context.wrong_kind(
            node,
            &format!("the security scheme `{}`", shown(name)),
            "an object",
        );
        return Scheme::Faulty;
    }
    if let Some(extension) = node.member(AUTHORIZER) {
        return match authorizer(context, node, extension, name) {
            Read::UserPools(pools) => {
                authorizers.insert(name.to_owned(), Authorizer::UserPools(pools));
                Scheme::UserPools
            }
            Read::Lambda(lambda) => {
                authorizers.insert(name.to_owned(), Authorizer::Lambda(lambda));
                Scheme::Lambda
            }
            Read::Faulty => Scheme::Faulty,
        };
    }
    let is_key = node.member("type").and_then(Node::string) == Some("apiKey");
    match node.member(AUTHTYPE).and_then(Node::string) {
        Some(authtype) if authtype.eq_ignore_ascii_case("awsSigv4") => Scheme::Iam,
        Some(_) => Scheme::Unusable("it has no `x-amazon-apigateway-authorizer`"),
        None if is_key => match header(node) {
            Some(name) if name.eq_ignore_ascii_case(KEY_HEADER) => Scheme::ApiKey,
            Some(_) | None => Scheme::Unusable("API keys are read from the header `x-api-key` only"),
        },
        None => Scheme::Unusable(
            "API Gateway enforces API keys, `x-amazon-apigateway-authtype: awsSigv4` and `x-amazon-apigateway-authorizer`",
        ),
    }
}

/// The header a scheme of type `apiKey` names.
fn header(scheme: &Node) -> Option<&str> {
    let place = scheme.member("in").and_then(Node::string);
    scheme
        .member("name")
        .and_then(Node::string)
        .filter(|_| place == Some("header"))
}

enum Read {
    UserPools(UserPoolAuthorizer),
    Lambda(LambdaAuthorizer<FunctionText>),
    Faulty,
}

fn authorizer<'a>(context: &mut Context<'a>, scheme: &'a Node, extension: &'a Node, name: &str) -> Read {
    let what = format!("the authorizer `{}`", shown(name));
    if extension.members().is_none() {
        context.wrong_kind(extension, &what, "an object");
        return Read::Faulty;
    }
    let Some(node) = extension.member("type") else {
        context.error(
            "authorizer-type",
            extension.span,
            format!("{what} has no `type`"),
            "write `cognito_user_pools`, `token` or `request`",
        );
        return Read::Faulty;
    };
    let Some(kind) = context.string(node, &format!("the type of {what}")) else {
        return Read::Faulty;
    };
    match kind.to_ascii_lowercase().as_str() {
        "cognito_user_pools" => {
            user_pools(context, scheme, extension, name, &what).map_or(Read::Faulty, Read::UserPools)
        }
        kind @ ("token" | "request") => {
            lambda_authorizer::read(context, scheme, extension, name, kind == "token", &what)
                .map_or(Read::Faulty, Read::Lambda)
        }
        _ => {
            let message = format!(
                "{what} has the type `{}`, which no authorizer of a REST API has",
                shown(kind)
            );
            let remedy = "write `cognito_user_pools`, `token` or `request`";
            context.error("authorizer-type", node.span, message, remedy);
            Read::Faulty
        }
    }
}

/// An authorizer of type `cognito_user_pools`; `None` where an error was told.
fn user_pools<'a>(
    context: &mut Context<'a>,
    scheme: &'a Node,
    extension: &'a Node,
    name: &str,
    what: &str,
) -> Option<UserPoolAuthorizer> {
    const KNOWN: [&str; 5] = [
        "type",
        "providerARNs",
        "identitySource",
        "identityValidationExpression",
        "authorizerResultTtlInSeconds",
    ];
    let mut pools = None;
    let mut source = None;
    let mut pattern = None;
    let mut faulty = false;
    for member in context.members(extension, what) {
        let value = &member.value;
        match member.name.as_str() {
            "type" => {}
            "providerARNs" => pools = providers(context, value, what),
            "identitySource" if is_null(value) || value.string() == Some("") => {}
            "identitySource" => {
                source = context.string(value, &format!("the identity source of {what}"));
                faulty |= source.is_none();
            }
            "identityValidationExpression" if is_null(value) || value.string() == Some("") => {}
            "identityValidationExpression" => {
                pattern = audience(context, value, what);
                faulty |= pattern.is_none();
            }
            "authorizerResultTtlInSeconds" => ttl(context, member, what),
            "authorizerUri" | "authorizerCredentials" => {
                let message = format!("`{}` has no effect: {what} asks no function", member.name);
                context.warning(
                    "authorizer-member-ignored",
                    member.name_span,
                    message,
                    "remove it",
                );
            }
            _ if http_api_member(context, member, what) => {}
            _ => context.unknown_member(member, &format!("`{AUTHORIZER}`"), &KNOWN),
        }
    }
    if extension.member("providerARNs").is_none() {
        context.error(
            "provider-arns",
            extension.span,
            format!("{what} has no `providerARNs`"),
            "name the ARN of at least one user pool",
        );
    }
    let header = token_header(context, scheme, extension, source, faulty, what)?;
    let pools = pools?;
    (!faulty).then(|| UserPoolAuthorizer {
        name: name.to_owned(),
        pools,
        header: header.to_owned(),
        audience_pattern: pattern,
    })
}

/// Tells of a member that authorizers of HTTP APIs alone have; false for any other.
pub(crate) fn http_api_member(context: &mut Context<'_>, member: &source_text::Member, what: &str) -> bool {
    let theirs = [
        "authorizerPayloadFormatVersion",
        "enableSimpleResponses",
        "jwtConfiguration",
    ];
    if !theirs.contains(&member.name.as_str()) {
        return false;
    }
    let message = format!(
        "`{}` is a member of authorizers of HTTP APIs, and {what} is one of a REST API",
        member.name
    );
    context.error("unknown-member", member.name_span, message, "remove it");
    true
}

fn providers<'a>(context: &mut Context<'a>, node: &'a Node, what: &str) -> Option<Vec<String>> {
    let Some(elements) = node.elements() else {
        context.wrong_kind(node, &format!("`providerARNs` of {what}"), "an array");
        return None;
    };
    if elements.is_empty() {
        context.error(
            "provider-arns",
            node.span,
            format!("{what} has no user pool in its `providerARNs`"),
            "name the ARN of at least one user pool",
        );
        return None;
    }
    let mut arns = Vec::with_capacity(elements.len());
    for element in elements {
        let arn = context.string(element, &format!("a user pool of {what}"))?;
        if !is_user_pool(arn) {
            context.error(
                "provider-arns",
                element.span,
                format!("`{}` is not the ARN of a user pool", shown(arn)),
                "write `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/POOL_ID`",
            );
            return None;
        }
        arns.push(arn.to_owned());
    }
    Some(arns)
}

fn audience<'a>(context: &mut Context<'a>, node: &'a Node, what: &str) -> Option<TextPattern> {
    let text = context.string(node, &format!("the validation expression of {what}"))?;
    match TextPattern::parse(text) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            context.error(
                "identity-validation",
                node.span,
                error.to_string(),
                "write an expression for the whole `aud` of a token, without look-around or back-references",
            );
            None
        }
    }
}

/// Results of user pools are not kept, so a time to keep them changes nothing.
fn ttl<'a>(context: &mut Context<'a>, member: &'a source_text::Member, what: &str) {
    let node = &member.value;
    let seconds = scalar(node).and_then(|text| text.parse::<u32>().ok());
    if seconds.is_none_or(|seconds| seconds > AUTHORIZER_TTL_S_MAX) {
        context.error(
            "authorizer-ttl",
            node.span,
            format!(
                "`authorizerResultTtlInSeconds` of {what} is no number of seconds from 0 to {AUTHORIZER_TTL_S_MAX}"
            ),
            "write one, or leave it out",
        );
        return;
    }
    context.warning(
        "authorizer-ttl-ignored",
        member.name_span,
        format!("`authorizerResultTtlInSeconds` has no effect: {what} checks each token itself"),
        "remove it",
    );
}

/// The header that holds the token: that of the identity source, else that of the scheme.
pub(crate) fn token_header<'a>(
    context: &mut Context<'a>,
    scheme: &'a Node,
    extension: &'a Node,
    source: Option<&'a str>,
    faulty: bool,
    what: &str,
) -> Option<&'a str> {
    let (header, span) = match source {
        Some(source) => {
            let span = extension
                .member("identitySource")
                .map_or(extension.span, |node| node.span);
            (source.strip_prefix("method.request.header."), span)
        }
        None if faulty => return None,
        None => (header(scheme), scheme.span),
    };
    if let Some(header) = header.filter(|header| is_name(header)) {
        return Some(header);
    }
    let message = match source {
        Some(source) => format!(
            "the identity source `{}` of {what} is not the header of a request",
            shown(source)
        ),
        None => format!("{what} has no `identitySource`, and its scheme no header"),
    };
    context.error(
        "identity-source",
        span,
        message,
        "write `method.request.header.NAME`, such as `method.request.header.Authorization`",
    );
    None
}

/// Source: recorded answer of `CreateAuthorizer`: `method.request.header.[a-zA-Z0-9._-]+`.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
