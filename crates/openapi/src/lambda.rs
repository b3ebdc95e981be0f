//! Integrations of type `aws_proxy` and `aws` with a Lambda function.
//!
//! Whether the function is there, and may be called, is not judged here: where not, the call fails.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-integration object", "Lambda integrations for REST APIs in API
//! Gateway", "Set up asynchronous invocation of the backend Lambda function", "Set up a proxy integration with payload response
//! streaming", "Content type conversions in API Gateway"; API reference, `Integration`.

use api_model::{
    ContentHandling, FunctionError, FunctionText, FunctionUri, LambdaIntegration, LambdaKind, LambdaMapping,
    LambdaResponse, Passthrough, ValueSource,
};
use source_text::{Member, Node};

use crate::context::{Context, is_null, shown};
use crate::integration::{HEADER, Kind};
use crate::mapping::Mapping;
use crate::operation::MethodFacts;
use crate::{integration_response, lambda_authorizer, templates};

/// What functions are called with, whatever the verb of the method.
const VERB: &str = "POST";

const INVOCATION_TYPE: &str = "X-Amz-Invocation-Type";

/// The ARN that calls an integration with the credentials of whoever calls the API.
const CALLERS_CREDENTIALS: &str = "arn:aws:iam::*:user/*";

/// An integration, as far as it is read without regard to its type.
pub(crate) struct Read<'a, 'r> {
    pub(crate) node: &'a Node,
    pub(crate) method: &'r MethodFacts<'r>,
    pub(crate) mappings: &'r [Mapping<'a>],
    pub(crate) passthrough: Passthrough,
    pub(crate) timeout_ms: u32,
    pub(crate) stream: bool,
    pub(crate) tls: Option<&'a Node>,
}

/// Reads the rest; `None` where the function cannot be called (and an error was told).
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    read: Read<'a, '_>,
    proxy: bool,
) -> Option<LambdaIntegration<FunctionText>> {
    let node = read.node;
    let get = |name: &str| node.member(name).filter(|value| !is_null(value));
    let function = uri(context, node, get("uri"), read.stream, proxy);
    // What is no function may well be called with another verb.
    if function.is_some() {
        verb(context, node, get("httpMethod"));
    }
    if let Some(tls) = read.tls {
        let message = "`tlsConfig` is for HTTP endpoints, and this is a Lambda function";
        context.error("tls-config", tls.span, message, "remove it");
    }
    let credentials = get("credentials").and_then(|node| credentials(context, node));
    let member = |name: &str| {
        let mut members = node.members().unwrap_or_default().iter();
        members.find(|member| member.name == name && !is_null(&member.value))
    };
    let content = member("contentHandling").and_then(|member| content_handling(context, member, proxy));
    if content == Some(ContentHandling::ToBinary) {
        let message = "`contentHandling: CONVERT_TO_BINARY` of a request is not enforced: a function is called with JSON";
        context.error(
            "not-enforced",
            node.span,
            message,
            "remove it from the integration",
        );
    }
    mapped(context, read.mappings);
    let kind = if proxy { Kind::LambdaProxy } else { Kind::Lambda };
    let responses = integration_response::read(context, node, kind, read.method, Context::text_pattern);
    let kind = match (proxy, templates::requests(node)) {
        (true, request_templates) => {
            if let Some(member) = request_templates {
                templates::no_effect(context, member);
            }
            LambdaKind::Proxy { stream: read.stream }
        }
        (false, request_templates) => LambdaKind::Mapped(Box::new(LambdaMapping {
            request_templates: request_templates
                .map(|member| templates::mapping(context, member))
                .unwrap_or_default(),
            passthrough: read.passthrough,
            request_content: content,
            responses: responses
                .into_iter()
                .map(|(response, content)| LambdaResponse { response, content })
                .collect(),
        })),
    };
    Some(LambdaIntegration {
        function: function?,
        credentials,
        timeout_ms: read.timeout_ms,
        kind,
    })
}

fn verb<'a>(context: &mut Context<'a>, node: &Node, value: Option<&'a Node>) {
    let remedy = "write `httpMethod: POST`, whatever the verb of the method";
    let Some(value) = value else {
        let message = "the integration has no `httpMethod`";
        context.error("integration-method", node.span, message, remedy);
        return;
    };
    if let Some(text) = context.string(value, "`httpMethod`")
        && !text.eq_ignore_ascii_case(VERB)
    {
        let message = format!(
            "a Lambda function is called with `POST`, not with `{}`",
            shown(text)
        );
        context.error("integration-method", value.span, message, remedy);
    }
}

fn credentials<'a>(context: &mut Context<'a>, node: &'a Node) -> Option<String> {
    if node.string() == Some(CALLERS_CREDENTIALS) {
        let message =
            format!("`{CALLERS_CREDENTIALS}`, calls with the credentials of the caller, is not enforced");
        let remedy = "name a role, or let the function's own policy allow the call";
        context.error("not-enforced", node.span, message, remedy);
        return None;
    }
    lambda_authorizer::role(context, node, "`credentials` of an integration")
}

fn uri<'a>(
    context: &mut Context<'a>,
    node: &Node,
    value: Option<&'a Node>,
    stream: bool,
    proxy: bool,
) -> Option<FunctionText> {
    let Some(value) = value else {
        let message = "the integration has no `uri`";
        let remedy = "name the invocation uri of a Lambda function";
        context.error("integration-uri", node.span, message, remedy);
        return None;
    };
    let uri = match FunctionUri::parse(context.string(value, "`uri`")?, value.span) {
        Ok(uri) => uri,
        Err(error) => {
            let code = match error {
                FunctionError::Service { .. } => "not-enforced",
                FunctionError::Uri(_) | FunctionError::Arn(_) | FunctionError::Variable(_) => {
                    "integration-uri"
                }
            };
            context.error(code, value.span, error.to_string(), error.remedy());
            return None;
        }
    };
    if stream && !proxy {
        let message = "answers of the type `aws` do not stream";
        let remedy = "use the type `aws_proxy`, or leave `responseTransferMode` out";
        context.error("response-transfer-mode", value.span, message, remedy);
        return None;
    }
    if uri.stream != stream {
        let (message, remedy) = if stream {
            (
                "`responseTransferMode: STREAM` needs the uri of response streaming",
                "write `/2021-11-15/functions/FUNCTION_ARN/response-streaming-invocations`",
            )
        } else {
            (
                "the uri of response streaming needs `responseTransferMode: STREAM`",
                "write it, or `/2015-03-31/functions/FUNCTION_ARN/invocations`",
            )
        };
        context.error("response-transfer-mode", value.span, message, remedy);
        return None;
    }
    Some(uri.function)
}

/// `contentHandling`. On `aws_proxy` it has no effect: the event says itself whether it holds text. There
/// `CONVERT_TO_TEXT` is what AWS's console writes into every definition.
pub(crate) fn content_handling<'a>(
    context: &mut Context<'a>,
    member: &'a Member,
    proxy: bool,
) -> Option<ContentHandling> {
    let text = context.string(&member.value, "`contentHandling`")?;
    let content = match text.to_ascii_uppercase().as_str() {
        "CONVERT_TO_TEXT" => ContentHandling::ToText,
        "CONVERT_TO_BINARY" => ContentHandling::ToBinary,
        _ => {
            let message = format!("`{}` is not a conversion of contents", shown(text));
            let remedy = "write `CONVERT_TO_TEXT` or `CONVERT_TO_BINARY`, or leave it out";
            context.error("content-handling", member.value.span, message, remedy);
            return None;
        }
    };
    if !proxy {
        return Some(content);
    }
    if content == ContentHandling::ToBinary {
        let message = "`contentHandling` has no effect on a proxy integration";
        context.warning("no-effect", member.name_span, message, "remove it");
    }
    None
}

/// What is mapped into the call of Lambda. A function sees no header of its call, so that mappings change nothing; those that
/// would change the call itself are refused.
fn mapped(context: &mut Context<'_>, mappings: &[Mapping<'_>]) {
    for mapping in mappings {
        let span = mapping.member.name_span;
        let is_header = mapping.prefix == HEADER;
        if is_header && mapping.name.eq_ignore_ascii_case(INVOCATION_TYPE) {
            let waits = matches!(&mapping.value, ValueSource::Static(text) if text == "RequestResponse");
            if !waits {
                let message = format!("of `{INVOCATION_TYPE}` only `'RequestResponse'` is enforced");
                let remedy = "remove the mapping: the function is called, and its answer waited for";
                context.error("not-enforced", span, message, remedy);
            }
            continue;
        }
        let of_the_call = if is_header {
            mapping
                .name
                .get(..6)
                .is_some_and(|start| start.eq_ignore_ascii_case("X-Amz-"))
        } else {
            mapping.name == "Qualifier"
        };
        if of_the_call {
            let message = format!(
                "`{}` of the call of a Lambda function is not enforced",
                shown(mapping.name)
            );
            context.error("not-enforced", span, message, "remove the mapping");
        } else {
            let message = "a Lambda function does not see headers, query and path of its call";
            let remedy = "pass the value on in a request template of the type `aws`, or remove the mapping";
            context.warning("no-effect", span, message, remedy);
        }
    }
}
