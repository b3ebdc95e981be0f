//! The responses of an integration: which one serves an upstream's status, and what it makes of it.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-integration.responses object" and the objects below it.

use api_model::{IntegrationResponse, MappingSide, StatusPattern};
use source_text::{Member, Node};

use crate::context::{Context, is_null};
use crate::integration::Kind;
use crate::operation::MethodFacts;
use crate::responses::Responses;
use crate::{mapping, templates};

const NAME: &str = "x-amazon-apigateway-integration.responses";
const HEADER: &str = "method.response.header.";

/// Reads all of them, in the order written, the default last. Those of a proxy integration are checked, but have no effect:
/// the upstream's answer passes through.
pub(crate) fn read<'a>(
    context: &mut Context<'a>,
    node: &'a Node,
    kind: Kind,
    method: &MethodFacts<'_>,
) -> Vec<IntegrationResponse> {
    let mut responses = Vec::new();
    let mut default = None;
    for entry in context.members(node, "`responses` of an integration") {
        let pattern = pattern(context, entry);
        let response = response(context, entry, kind, method);
        match (pattern, response) {
            (Some(None), Some(response)) => default = Some(response),
            (Some(pattern), Some(response)) => {
                responses.push(IntegrationResponse {
                    selection_pattern: pattern,
                    ..response
                });
            }
            _ => {}
        }
    }
    responses.extend(default);
    if kind == Kind::HttpProxy {
        Vec::new()
    } else {
        responses
    }
}

/// The pattern of an entry: outer `None` after an error, inner `None` for the default.
fn pattern<'a>(context: &mut Context<'a>, entry: &'a Member) -> Option<Option<StatusPattern>> {
    if entry.name == "default" {
        return Some(None);
    }
    context.pattern(entry).map(Some)
}

fn response<'a>(
    context: &mut Context<'a>,
    entry: &'a Member,
    kind: Kind,
    method: &MethodFacts<'_>,
) -> Option<IntegrationResponse> {
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
            "responseTemplates" if kind == Kind::HttpProxy => templates::no_effect(context, member),
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
    if kind == Kind::HttpProxy {
        if let Some(mapping) = headers.first() {
            let message = "mapped response headers have no effect on a proxy integration";
            context.warning(
                "no-effect",
                mapping.member.name_span,
                message,
                "remove them, or use the type `http`",
            );
        }
    } else {
        undeclared(context, entry, status, &headers, method);
    }
    let headers = headers
        .into_iter()
        .map(|mapping| (mapping.name.to_owned(), mapping.value))
        .collect();
    Some(IntegrationResponse {
        selection_pattern: None,
        status,
        headers,
        templates,
    })
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
