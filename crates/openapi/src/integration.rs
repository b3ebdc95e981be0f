//! `x-amazon-apigateway-integration`: what stands behind a method.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-integration object"; API reference, Integration.

use std::collections::HashSet;

use api_model::{
    HttpIntegration, Integration, MappingSide, MockIntegration, ParameterSource, Passthrough,
    TIMEOUT_MS_DEFAULT, TIMEOUT_MS_MIN, UriText, ValueSource, Verb,
};
use source_text::Node;

use crate::context::{Context, is_null, scalar, shown};
use crate::mapping::{self, Mapping};
use crate::operation::MethodFacts;
use crate::parameters::key_of;
use crate::{integration_response, lambda, templates};

const NAME: &str = "x-amazon-apigateway-integration";
pub(crate) const HEADER: &str = "integration.request.header.";
const QUERY: &str = "integration.request.querystring.";
const PATH: &str = "integration.request.path.";

/// The types that are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    HttpProxy,
    Http,
    Mock,
    /// `aws_proxy` with a Lambda function.
    LambdaProxy,
    /// `aws` with a Lambda function.
    Lambda,
}

impl Kind {
    /// Whether the answer passes through, so that responses have no effect.
    pub(crate) fn is_proxy(self) -> bool {
        matches!(self, Self::HttpProxy | Self::LambdaProxy)
    }

    /// Whether a Lambda function is called.
    pub(crate) fn is_lambda(self) -> bool {
        matches!(self, Self::LambdaProxy | Self::Lambda)
    }
}

/// Reads an integration; `None` where it cannot be called (and an error was told).
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    node: &'a Node,
    verb: Verb,
    method: &MethodFacts<'_>,
) -> Option<Integration<UriText>> {
    let members = context.members(node, &format!("`{NAME}`"));
    for member in members {
        match context
            .row(&format!("{NAME}.{}", member.name))
            .filter(|_| !member.name.contains('.'))
        {
            Some(row) if !is_null(&member.value) => context.apply(row, member.name_span),
            Some(_) => {}
            None => context.unknown_member(
                member,
                "an integration",
                &["httpMethod", "type", "uri", "responses"],
            ),
        }
    }
    let get = |name: &str| node.member(name).filter(|value| !is_null(value));
    connection(context, get("connectionType"));
    let kind = kind(context, node, get("type"), method);
    let passthrough = passthrough(context, get("passthroughBehavior"), kind);
    let timeout_ms = timeout(context, get("timeoutInMillis"));
    let stream = transfer_mode(context, get("responseTransferMode"));
    let insecure_skip_verification = tls(context, get("tlsConfig"));
    if !kind.is_some_and(Kind::is_lambda) {
        of_lambda_alone(context, node, &["credentials", "contentHandling"]);
    }
    let mappings = match get("requestParameters") {
        Some(node) => {
            let prefixes = [HEADER, QUERY, PATH];
            mapping::read(
                context,
                node,
                "`requestParameters`",
                &prefixes,
                MappingSide::IntegrationRequest,
            )
        }
        None => Vec::new(),
    };
    mappings
        .iter()
        .for_each(|mapping| declared(context, mapping, method));
    let kind = kind?;
    if kind.is_lambda() {
        let read = lambda::Read {
            node,
            method,
            mappings: &mappings,
            passthrough,
            timeout_ms,
            stream,
            tls: get("tlsConfig"),
        };
        return lambda::read(context, read, kind == Kind::LambdaProxy).map(Integration::Lambda);
    }
    let responses = integration_response::read(context, node, kind, method, Context::pattern);
    let responses: Vec<_> = responses.into_iter().map(|(response, _)| response).collect();
    if kind == Kind::Mock {
        return Some(Integration::Mock(MockIntegration {
            requests: templates::requests(node)
                .map(|member| templates::mock(context, member))
                .unwrap_or_default(),
            passthrough,
            responses,
        }));
    }
    let mut request_templates = Vec::new();
    match templates::requests(node) {
        Some(member) if kind == Kind::Http => request_templates = templates::mapping(context, member),
        Some(member) => templates::no_effect(context, member),
        None => {}
    }
    let verb = http_method(context, node, get("httpMethod"), verb);
    let uri = uri(context, node, get("uri"), &mappings);
    let select = |prefix: &str| -> Vec<(String, ValueSource)> {
        let chosen = mappings.iter().filter(|mapping| mapping.prefix == prefix);
        chosen
            .map(|mapping| (mapping.name.to_owned(), mapping.value.clone()))
            .collect()
    };
    let http = HttpIntegration {
        verb: verb?,
        uri: uri?,
        headers: select(HEADER),
        query: select(QUERY),
        path: select(PATH),
        request_templates,
        passthrough,
        timeout_ms,
        insecure_skip_verification,
        stream,
        responses,
    };
    Some(if kind == Kind::Http {
        Integration::Http(http)
    } else {
        Integration::HttpProxy(http)
    })
}

fn kind<'a>(
    context: &mut Context<'a>,
    node: &Node,
    value: Option<&'a Node>,
    method: &MethodFacts<'_>,
) -> Option<Kind> {
    let Some(value) = value else {
        let message = format!("the integration of {} has no `type`", method.name);
        context.error(
            "integration-type",
            node.span,
            message,
            "write `http_proxy`, `http`, `aws_proxy`, `aws` or `mock`",
        );
        return None;
    };
    let text = context.string(value, "the type of an integration")?;
    match text.to_ascii_lowercase().as_str() {
        "http_proxy" => Some(Kind::HttpProxy),
        "http" => Some(Kind::Http),
        "mock" => Some(Kind::Mock),
        "aws" | "aws_proxy" if !context.options.functions => {
            let message = format!(
                "an integration of type `{}` needs a function, and no functions run here",
                shown(text)
            );
            let remedy =
                "let the gateway run functions (`functions.enabled`), or use `http_proxy`, `http` or `mock`";
            context.error("not-enforced", value.span, message, remedy);
            None
        }
        "aws" => Some(Kind::Lambda),
        "aws_proxy" => Some(Kind::LambdaProxy),
        _ => {
            let message = format!("`{}` is not a type of integration", shown(text));
            context.error(
                "integration-type",
                value.span,
                message,
                "write `http_proxy`, `http`, `aws_proxy`, `aws` or `mock`",
            );
            None
        }
    }
}

/// Refuses members that only the integration of a Lambda function is taken with.
fn of_lambda_alone(context: &mut Context<'_>, node: &Node, names: &[&str]) {
    for member in node.members().unwrap_or_default() {
        if names.contains(&member.name.as_str()) && !is_null(&member.value) {
            let message = format!("`{}` is enforced with Lambda functions only", member.name);
            context.error("not-enforced", member.name_span, message, "remove it");
        }
    }
}

fn connection<'a>(context: &mut Context<'a>, value: Option<&'a Node>) {
    let Some(value) = value else { return };
    let Some(text) = context.string(value, "`connectionType`") else {
        return;
    };
    if text.eq_ignore_ascii_case("VPC_LINK") {
        let message = "`connectionType: VPC_LINK` is not enforced: private integrations are not built";
        context.error(
            "not-enforced",
            value.span,
            message,
            "name the upstream in `uri`, and leave `connectionType` out",
        );
    } else if !text.eq_ignore_ascii_case("INTERNET") {
        let message = format!("`{}` is not a type of connection", shown(text));
        context.error(
            "connection-type",
            value.span,
            message,
            "write `INTERNET`, or leave it out",
        );
    }
}

fn passthrough<'a>(context: &mut Context<'a>, value: Option<&'a Node>, kind: Option<Kind>) -> Passthrough {
    let Some(value) = value else {
        return Passthrough::default();
    };
    let Some(text) = context.string(value, "`passthroughBehavior`") else {
        return Passthrough::Never;
    };
    match text.to_ascii_lowercase().as_str() {
        "when_no_match" => Passthrough::WhenNoMatch,
        "when_no_templates" => Passthrough::WhenNoTemplates,
        "never" if kind.is_some_and(Kind::is_proxy) => {
            let message = "`passthroughBehavior: never` is not enforced: AWS does not document what it does to a proxy \
                           integration";
            context.error("not-enforced", value.span, message, "write `when_no_match`");
            Passthrough::Never
        }
        "never" => Passthrough::Never,
        _ => {
            let message = format!("`{}` is not a pass-through behaviour", shown(text));
            let remedy = "write `when_no_match`, `when_no_templates` or `never`";
            context.error("passthrough-behavior", value.span, message, remedy);
            Passthrough::Never
        }
    }
}

fn timeout(context: &mut Context<'_>, value: Option<&Node>) -> u32 {
    let Some(value) = value else {
        return TIMEOUT_MS_DEFAULT.min(context.options.timeout_ms_max);
    };
    let max = context.options.timeout_ms_max;
    let timeout = scalar(value).and_then(|text| text.parse().ok());
    match timeout {
        Some(timeout) if (TIMEOUT_MS_MIN..=max).contains(&timeout) => timeout,
        _ => {
            let message =
                format!("`timeoutInMillis` is no number of milliseconds from {TIMEOUT_MS_MIN} to {max}");
            let remedy = "AWS allows 29000 unless raised; the longest time is a setting of the gateway";
            context.error("integration-timeout", value.span, message, remedy);
            TIMEOUT_MS_DEFAULT
        }
    }
}

fn transfer_mode<'a>(context: &mut Context<'a>, value: Option<&'a Node>) -> bool {
    let Some(value) = value else { return false };
    match context.string(value, "`responseTransferMode`") {
        Some(text) if text.eq_ignore_ascii_case("STREAM") => true,
        Some(text) if text.eq_ignore_ascii_case("BUFFERED") => false,
        Some(text) => {
            let message = format!("`{}` is not a transfer mode", shown(text));
            context.error(
                "response-transfer-mode",
                value.span,
                message,
                "write `BUFFERED` or `STREAM`",
            );
            false
        }
        None => false,
    }
}

fn tls<'a>(context: &mut Context<'a>, value: Option<&'a Node>) -> bool {
    let Some(value) = value else { return false };
    let mut skip = false;
    for member in context.members(value, "`tlsConfig`") {
        match context.row(&format!("{NAME}.tlsConfig.{}", member.name)) {
            Some(row) => context.apply(row, member.name_span),
            None => context.unknown_member(member, "`tlsConfig`", &["insecureSkipVerification"]),
        }
        if member.name == "insecureSkipVerification" {
            skip = context
                .bool(&member.value, "`insecureSkipVerification`")
                .unwrap_or_default();
            if skip {
                let message = "who issued the certificate of the upstream is not verified: anybody who can answer in \
                               its place can read and change what passes";
                let remedy = "give the upstream a certificate of a known authority";
                context.warning("unverified-upstream", member.name_span, message, remedy);
            }
        }
    }
    skip
}

/// A value taken from a request parameter the method does not declare: AWS refuses the definition, here it works.
fn declared(context: &mut Context<'_>, mapping: &Mapping<'_>, method: &MethodFacts<'_>) {
    let (ValueSource::Request(source, name) | ValueSource::MultiValue(source, name)) = &mapping.value else {
        return;
    };
    if method.parameters.contains(&key_of(*source, name)) {
        return;
    }
    let span = mapping.member.value.span;
    if *source == ParameterSource::Path && !path_has(method.path, name) {
        let message = format!(
            "the path `{}` has no parameter `{}`",
            shown(method.path),
            shown(name)
        );
        context.error("unknown-path-parameter", span, message, "correct the name");
        return;
    }
    let message = format!(
        "{} does not declare the parameter `{}` that is mapped here",
        method.name,
        shown(name)
    );
    context.warning(
        "undeclared-parameter",
        span,
        message,
        "declare it: AWS refuses the definition otherwise",
    );
}

fn path_has(path: &str, name: &str) -> bool {
    path.split('/').any(|segment| {
        let inner = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        inner.is_some_and(|inner| inner.strip_suffix('+').unwrap_or(inner) == name)
    })
}

/// The verb towards the upstream: outer `None` after an error, inner `None` for the caller's own.
fn http_method<'a>(
    context: &mut Context<'a>,
    node: &Node,
    value: Option<&'a Node>,
    verb: Verb,
) -> Option<Option<Verb>> {
    let Some(value) = value else {
        let remedy = format!("write `httpMethod: {}`", verb.as_str());
        context.error(
            "integration-method",
            node.span,
            "the integration has no `httpMethod`",
            remedy,
        );
        return None;
    };
    let text = context.string(value, "`httpMethod`")?;
    match Verb::parse(&text.to_ascii_uppercase()) {
        Some(Verb::Any) => Some(None),
        Some(verb) => Some(Some(verb)),
        None => {
            let message = format!(
                "`{}` is not a verb an integration can be called with",
                shown(text)
            );
            context.error(
                "integration-method",
                value.span,
                message,
                "write a verb such as `GET`, or `ANY`",
            );
            None
        }
    }
}

fn uri<'a>(
    context: &mut Context<'a>,
    node: &Node,
    value: Option<&'a Node>,
    mappings: &[Mapping<'_>],
) -> Option<UriText> {
    let Some(value) = value else {
        context.error(
            "integration-uri",
            node.span,
            "the integration has no `uri`",
            "write `uri: https://host/path`",
        );
        return None;
    };
    let uri = UriText {
        text: context.string(value, "`uri`")?.to_owned(),
        span: value.span,
    };
    if let Err(error) = uri.check() {
        context.error("integration-uri", uri.span, error.to_string(), error.remedy());
        return None;
    }
    let placeholders: HashSet<&str> = uri.placeholders().into_iter().collect();
    let filled: HashSet<&str> = mappings
        .iter()
        .filter(|mapping| mapping.prefix == PATH)
        .map(|mapping| mapping.name)
        .collect();
    for name in uri.placeholders() {
        if !filled.contains(name) {
            let message = format!("nothing fills `{{{name}}}` in the uri");
            let remedy = format!("map `{PATH}{name}`, for instance to `method.request.path.{name}`");
            context.error("unfilled-placeholder", uri.span, message, remedy);
        }
    }
    for mapping in mappings.iter().filter(|mapping| mapping.prefix == PATH) {
        if !placeholders.contains(mapping.name) {
            let message = format!("the uri has no `{{{}}}` for this mapping", shown(mapping.name));
            context.warning(
                "no-effect",
                mapping.member.name_span,
                message,
                "write it into the uri, or remove the mapping",
            );
        }
    }
    Some(uri)
}
