//! `x-amazon-apigateway-gateway-responses`: the gateway's own answers, changed by the owner.

use api_model::{GatewayResponse, GatewayResponses, MappingSide, ResponseType};
use source_text::Node;

use crate::context::{Context, is_null, shown};
use crate::{mapping, templates};

const NAME: &str = "x-amazon-apigateway-gateway-responses";

pub(crate) fn read(context: &mut Context<'_>) -> GatewayResponses {
    let mut responses = GatewayResponses::default();
    let Some(node) = context.root.member(NAME) else {
        return responses;
    };
    for entry in context.members(node, &format!("`{NAME}`")) {
        let Some(kind) = ResponseType::parse(&entry.name) else {
            let message = format!("`{}` is not a type of gateway response", shown(&entry.name));
            let upper = entry.name.to_ascii_uppercase();
            let remedy = match ResponseType::parse(&upper) {
                Some(_) => format!("write `{upper}`"),
                None => "write a type such as `ACCESS_DENIED` or `DEFAULT_4XX`".to_owned(),
            };
            context.error("gateway-response-type", entry.name_span, message, remedy);
            continue;
        };
        if !kind.is_customisable() {
            let message = format!("`{}` cannot be changed, as in AWS", kind.name());
            context.error("gateway-response-type", entry.name_span, message, "remove it");
            continue;
        }
        let response = gateway_response(context, &entry.value);
        responses.customised.insert(kind, response);
    }
    responses
}

fn gateway_response<'a>(context: &mut Context<'a>, node: &'a Node) -> GatewayResponse {
    let mut response = GatewayResponse::default();
    for member in context.members(node, "a gateway response") {
        if is_null(&member.value) {
            continue;
        }
        match member.name.as_str() {
            "statusCode" => response.status = context.status(&member.value, "`statusCode`"),
            "responseParameters" => {
                let prefixes = ["gatewayresponse.header."];
                let side = MappingSide::GatewayResponse;
                let mappings = mapping::read(context, &member.value, "`responseParameters`", &prefixes, side);
                response.headers = mappings
                    .into_iter()
                    .map(|m| (m.name.to_owned(), m.value))
                    .collect();
            }
            "responseTemplates" => {
                response.templates = templates::gateway_response(context, member);
            }
            _ => {
                let known = ["statusCode", "responseParameters", "responseTemplates"];
                context.unknown_member(member, "a gateway response", &known);
            }
        }
    }
    response
}
