//! Authorizers of type `token` and `request`: functions that are asked whether a caller may call.
//!
//! Whether the function is there is not judged here: where it is not, the call fails.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-authorizer object", "Use API Gateway Lambda authorizers"; API
//! reference, `Authorizer`.

use api_model::{
    AUTHORIZER_TTL_S_DEFAULT, AUTHORIZER_TTL_S_MAX, FunctionText, FunctionUri, IdentitySource,
    LambdaAuthorizer, LambdaAuthorizerKind, TextPattern, authorizer_id, check_role,
};
use source_text::Node;

use crate::context::{Context, is_null, scalar};
use crate::schemes::{AUTHORIZER, http_api_member, token_header};

/// Reads one; `None` where an error was told. `token`: of type `token`, not `request`.
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    scheme: &'a Node,
    extension: &'a Node,
    name: &str,
    token: bool,
    what: &str,
) -> Option<LambdaAuthorizer<FunctionText>> {
    const KNOWN: [&str; 6] = [
        "type",
        "authorizerUri",
        "authorizerCredentials",
        "identitySource",
        "identityValidationExpression",
        "authorizerResultTtlInSeconds",
    ];
    let mut function = None;
    let mut credentials = None;
    let mut source = None;
    let mut validation = None;
    let mut ttl_s = AUTHORIZER_TTL_S_DEFAULT;
    let mut faulty = false;
    for member in context.members(extension, what) {
        let value = &member.value;
        let is_absent = is_null(value) || value.string() == Some("");
        match member.name.as_str() {
            "type" => {}
            "authorizerUri" => {
                function = uri(context, value, what);
                faulty |= function.is_none();
            }
            "identitySource" | "authorizerCredentials" | "identityValidationExpression" if is_absent => {}
            "authorizerCredentials" => {
                credentials = role(context, value, &format!("`authorizerCredentials` of {what}"));
                faulty |= credentials.is_none();
            }
            "identitySource" => {
                source = context.string(value, &format!("the identity source of {what}"));
                faulty |= source.is_none();
            }
            "identityValidationExpression" if token => {
                validation = expression(context, value, what);
                faulty |= validation.is_none();
            }
            "identityValidationExpression" => no_effect(
                context,
                member,
                format!("{what} is of type `request`, whose sources are not validated"),
            ),
            "authorizerResultTtlInSeconds" => match ttl(context, value, what) {
                Some(seconds) => ttl_s = seconds,
                None => faulty = true,
            },
            "providerARNs" => no_effect(
                context,
                member,
                format!("{what} asks a function, not a user pool"),
            ),
            _ if http_api_member(context, member, what) => {}
            _ => context.unknown_member(member, &format!("`{AUTHORIZER}`"), &KNOWN),
        }
    }
    if extension.member("authorizerUri").is_none() {
        context.error(
            "authorizer-uri",
            extension.span,
            format!("{what} has no `authorizerUri`"),
            "name the invocation uri of a function",
        );
    }
    let kind = if token {
        let header = token_header(context, scheme, extension, source, faulty, what)?;
        LambdaAuthorizerKind::Token {
            header: header.to_owned(),
            validation,
        }
    } else {
        let identity_sources = sources(context, extension, source, ttl_s, faulty, what)?;
        LambdaAuthorizerKind::Request { identity_sources }
    };
    let function = function?;
    (!faulty).then(|| LambdaAuthorizer {
        id: authorizer_id(name),
        name: name.to_owned(),
        kind,
        function,
        credentials,
        ttl_s,
    })
}

fn uri<'a>(context: &mut Context<'a>, node: &'a Node, what: &str) -> Option<FunctionText> {
    let text = context.string(node, &format!("`authorizerUri` of {what}"))?;
    match FunctionUri::parse_authorizer(text, node.span) {
        Ok(function) => Some(function),
        Err(error) => {
            context.error("authorizer-uri", node.span, error.to_string(), error.remedy());
            None
        }
    }
}

/// The ARN of a role to call a function with.
pub(crate) fn role<'a>(context: &mut Context<'a>, node: &'a Node, what: &str) -> Option<String> {
    let text = context.string(node, what)?;
    match check_role(text) {
        Ok(()) => Some(text.to_owned()),
        Err(error) => {
            context.error("credentials", node.span, error.to_string(), error.remedy());
            None
        }
    }
}

fn expression<'a>(context: &mut Context<'a>, node: &'a Node, what: &str) -> Option<TextPattern> {
    let text = context.string(node, &format!("the validation expression of {what}"))?;
    match TextPattern::parse(text) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            context.error(
                "identity-validation",
                node.span,
                error.to_string(),
                "write an expression for the whole token, without look-around or back-references",
            );
            None
        }
    }
}

fn ttl(context: &mut Context<'_>, node: &Node, what: &str) -> Option<u32> {
    let seconds = scalar(node)
        .and_then(|text| text.parse::<u32>().ok())
        .filter(|seconds| *seconds <= AUTHORIZER_TTL_S_MAX);
    if seconds.is_none() {
        context.error(
            "authorizer-ttl",
            node.span,
            format!(
                "`authorizerResultTtlInSeconds` of {what} is no number of seconds from 0 to {AUTHORIZER_TTL_S_MAX}"
            ),
            "write one, or leave it out: it is 300 then",
        );
    }
    seconds
}

/// What a `request` authorizer tells callers apart by: without it kept answers would be everybody's.
fn sources(
    context: &mut Context<'_>,
    extension: &Node,
    source: Option<&str>,
    ttl_s: u32,
    faulty: bool,
    what: &str,
) -> Option<Vec<IdentitySource>> {
    let sources = match IdentitySource::parse_all(source.unwrap_or_default()) {
        Ok(sources) => sources,
        Err(error) => {
            let span = extension
                .member("identitySource")
                .map_or(extension.span, |node| node.span);
            context.error("identity-source", span, error.to_string(), error.remedy());
            return None;
        }
    };
    if sources.is_empty() && ttl_s > 0 {
        if !faulty {
            context.error(
                "identity-source",
                extension.span,
                format!("{what} keeps answers for {ttl_s} seconds, and has no `identitySource` to tell callers apart by"),
                "name one, or write `authorizerResultTtlInSeconds: 0`",
            );
        }
        return None;
    }
    Some(sources)
}

fn no_effect(context: &mut Context<'_>, member: &source_text::Member, why: String) {
    let message = format!("`{}` has no effect: {why}", member.name);
    context.warning(
        "authorizer-member-ignored",
        member.name_span,
        message,
        "remove it",
    );
}
