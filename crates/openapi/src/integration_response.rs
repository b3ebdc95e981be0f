//! The responses of an integration: which one serves an upstream's status, and what it makes of it.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-integration.responses object" and the objects below it.

use api_model::{ContentHandling, IntegrationResponse, MappingSide};
use source_text::{Member, Node};

use crate::context::{Context, is_null};
use crate::integration::Kind;
use crate::operation::MethodFacts;
use crate::responses::Responses;
use crate::{lambda, mapping, templates};

const NAME: &str = "x-amazon-apigateway-integration.responses";
const HEADER: &str = "method.response.header.";

/// A response, and its `contentHandling`.
pub(crate) type Read<P> = (IntegrationResponse<P>, Option<ContentHandling>);

/// Reads all responses of an integration, in the order written, the default last; `pattern` reads a selection pattern. Those of
/// a proxy integration are checked, but have no effect: the answer passes through.
pub(crate) fn read<'a, P>(
    context: &mut Context<'a>,
    integration: &'a Node,
    kind: Kind,
    method: &MethodFacts<'_>,
    pattern: impl Fn(&mut Context<'a>, &'a Member) -> Option<P>,
) -> Vec<Read<P>> {
    let mut responses = Vec::new();
    let mut default = None;
    let node = integration.member("responses").filter(|node| !is_null(node));
    let entries = node.map_or(&[][..], |node| {
        context.members(node, "`responses` of an integration")
    });
    for entry in entries {
        // Outer `None` after an error, inner `None` for the default.
        let pattern = if entry.name == "default" {
            Some(None)
        } else {
            pattern(context, entry).map(Some)
        };
        let response = response(context, entry, kind, method);
        match (pattern, response) {
            (Some(None), Some(response)) => default = Some(response),
            (Some(selection_pattern), Some((response, content))) => {
                let response = IntegrationResponse {
                    selection_pattern,
                    ..response
                };
                responses.push((response, content));
            }
            _ => {}
        }
    }
    if kind.is_proxy() {
        return Vec::new();
    }
    if default.is_none() {
        let message = format!("the integration of {} has no `default` response", method.name);
        let remedy = "add one: a call that no pattern fits is answered 500";
        context.warning("no-default-response", integration.span, message, remedy);
    }
    responses.extend(default);
    responses
}

fn response<'a, P>(
    context: &mut Context<'a>,
    entry: &'a Member,
    kind: Kind,
    method: &MethodFacts<'_>,
) -> Option<Read<P>> {
    let mut content = None;
    let mut status = None;
    let mut headers = Vec::new();
    let mut templates = Vec::new();
    for member in context.members(&entry.value, "a response of an integration") {
        match context.row(&format!("{NAME}.{}", member.name)) {
            Some(_) if is_null(&member.value) => continue,
            Some(row) => context.apply(row, member.name_span),
            None => {
                let known = ["statusCode", "responseParameters", "responseTemplates"];
                context.unknown_member(member, "a response of an integration", &known);
                continue;
            }
        }
        match member.name.as_str() {
            "statusCode" => status = Some(context.status(&member.value, "`statusCode`")?),
            "responseParameters" => {
                let side = MappingSide::MethodResponse;
                headers = mapping::read(context, &member.value, "`responseParameters`", &[HEADER], side);
            }
            "responseTemplates" if kind.is_proxy() => templates::no_effect(context, member),
            "contentHandling" if kind.is_lambda() => {
                content = lambda::content_handling(context, member, kind == Kind::LambdaProxy);
            }
            "contentHandling" => {
                let message = "`contentHandling` is enforced with Lambda functions only";
                context.error("not-enforced", member.name_span, message, "remove it");
            }
            "responseTemplates" => templates = templates::mapping(context, member),
            _ => {}
        }
    }
    let Some(status) = status else {
        let message = "the response of the integration has no `statusCode`";
        context.error(
            "invalid-status",
            entry.name_span,
            message,
            "write one the method declares",
        );
        return None;
    };
    if kind.is_proxy() {
        if let Some(mapping) = headers.first() {
            let message = "mapped response headers have no effect on a proxy integration";
            context.warning(
                "no-effect",
                mapping.member.name_span,
                message,
                if kind.is_lambda() {
                    "remove them, or use the type `aws`"
                } else {
                    "remove them, or use the type `http`"
                },
            );
        }
    } else {
        undeclared(context, entry, status, &headers, method);
    }
    let headers = headers
        .into_iter()
        .map(|mapping| (mapping.name.to_owned(), mapping.value))
        .collect();
    let response = IntegrationResponse {
        selection_pattern: None,
        status,
        headers,
        templates,
    };
    Some((response, content))
}

/// AWS refuses a response whose status or headers the method does not declare; undeclared ones change nothing here.
fn undeclared(
    context: &mut Context<'_>,
    entry: &Member,
    status: u16,
    headers: &[mapping::Mapping<'_>],
    method: &MethodFacts<'_>,
) {
    let declared: &Responses = method.responses;
    let Some(names) = declared.get(&status) else {
        let message = format!(
            "{} does not declare the status {status} this response gives",
            method.name
        );
        let remedy = format!("declare `\"{status}\"` in its `responses`");
        context.error("undeclared-status", entry.name_span, message, remedy);
        return;
    };
    for mapping in headers {
        if !names.contains(&mapping.name.to_ascii_lowercase()) {
            let message = format!(
                "{} does not declare the header `{}` for the status {status}",
                method.name, mapping.name
            );
            let remedy = "declare it: AWS refuses the definition otherwise";
            context.warning("undeclared-header", mapping.member.name_span, message, remedy);
        }
    }
}
