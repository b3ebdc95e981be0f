//! Method responses: the status codes and headers a method declares.

use std::collections::{BTreeMap, HashSet};

use source_text::{Member, Node};

use crate::context::{Context, shown, status_code};

/// Declared headers, lower-cased, by declared status.
pub(crate) type Responses = BTreeMap<u16, HashSet<String>>;

/// Reads the responses of a method.
pub(crate) fn read<'a>(context: &mut Context<'a>, node: &'a Node) -> Responses {
    let mut responses = Responses::new();
    for member in context.members(node, "`responses`") {
        if member.name.starts_with("x-") || crate::walk::is_amazon(&member.name) {
            continue;
        }
        let Some(status) = status_code(&member.name) else {
            not_a_status(context, member);
            continue;
        };
        let Some(response) = context.resolve(&member.value) else {
            continue;
        };
        let headers = response
            .member("headers")
            .and_then(Node::members)
            .unwrap_or_default();
        responses
            .entry(status)
            .or_default()
            .extend(headers.iter().map(|header| header.name.to_ascii_lowercase()));
    }
    responses
}

/// `default` and `4XX` are fine in OpenAPI; API Gateway declares single codes.
fn not_a_status(context: &mut Context<'_>, member: &Member) {
    let name = member.name.as_str();
    let is_range =
        name.len() == 3 && name.starts_with(|c: char| ('1'..='5').contains(&c)) && name.ends_with("XX");
    if name == "default" || is_range {
        let message =
            format!("the response `{name}` declares nothing: API Gateway takes single status codes");
        context.warning(
            "response-not-a-status",
            member.name_span,
            message,
            "declare each status code",
        );
    } else {
        let message = format!("`{}` is not a status code", shown(name));
        context.error(
            "invalid-status",
            member.name_span,
            message,
            "write three digits, such as `\"200\"`",
        );
    }
}
