//! The endpoint configuration: where an API may be reached from.
//!
//! Source: API Gateway developer guide, "x-amazon-apigateway-endpoint-configuration object", "API endpoint types"; recorded
//! answers for what a private API may have.

use api_model::EndpointType;
use source_text::{Member, Node, Span};

use crate::context::{Context, shown};

const NAME: &str = "x-amazon-apigateway-endpoint-configuration";

/// What the definition says of the endpoint.
#[derive(Debug, Default)]
pub(crate) struct Endpoint {
    pub(crate) kind: EndpointType,
    pub(crate) default_host_closed: bool,
}

/// Reads the extension: of the top level in Swagger 2.0, of a server in OpenAPI 3.
pub(crate) fn read(context: &mut Context<'_>) -> Endpoint {
    const KNOWN: [&str; 3] = ["disableExecuteApiEndpoint", "types", "vpcEndpointIds"];
    let root = context.root;
    let servers = root
        .member("servers")
        .and_then(Node::elements)
        .unwrap_or_default();
    let places = std::iter::once(root)
        .chain(servers)
        .filter_map(|place| place.member(NAME));
    let mut endpoint = Endpoint::default();
    let mut kind: Option<EndpointType> = None;
    let mut vpc_endpoints: Option<Span> = None;
    for node in places {
        for member in context.members(node, &format!("`{NAME}`")) {
            match context.row(&format!("{NAME}.{}", member.name)) {
                Some(row) => context.apply(row, member.name_span),
                None => context.unknown_member(member, &format!("`{NAME}`"), &KNOWN),
            }
            match member.name.as_str() {
                "disableExecuteApiEndpoint" => {
                    // Closed wins where two places differ, and where the value cannot be read.
                    endpoint.default_host_closed |= context
                        .bool(&member.value, "`disableExecuteApiEndpoint`")
                        .unwrap_or(true);
                }
                "types" => {
                    let read = types(context, member);
                    if kind.is_some() && read.is_some() && kind != read {
                        let message = "the definition has two endpoint types";
                        context.error(
                            "endpoint-type",
                            member.name_span,
                            message,
                            "leave one of them out",
                        );
                    }
                    kind = read.or(kind);
                    if read == Some(EndpointType::Private)
                        && root.member("x-amazon-apigateway-policy").is_none()
                    {
                        // AWS's words for such a deployment, recorded.
                        let message = "Private REST API doesn't have a resource policy attached to it";
                        let remedy = "write a policy that says through which VPC endpoints the API is called";
                        context.error("private-without-policy", member.name_span, message, remedy);
                    }
                }
                "vpcEndpointIds" if is_vpc_endpoints(context, member) => {
                    vpc_endpoints = Some(member.name_span);
                }
                _ => {}
            }
        }
    }
    if let Some(span) = vpc_endpoints
        && kind != Some(EndpointType::Private)
    {
        let message = "`vpcEndpointIds` can only be given for a private API";
        context.error(
            "endpoint-type",
            span,
            message,
            "write `types: [PRIVATE]` beside it, or remove it",
        );
    }
    endpoint.kind = kind.unwrap_or_default();
    endpoint
}

fn types<'a>(context: &mut Context<'a>, member: &'a Member) -> Option<EndpointType> {
    let Some(elements) = member.value.elements() else {
        context.wrong_kind(&member.value, "`types`", "an array");
        return None;
    };
    let kind = match elements {
        [one] => match one.string() {
            Some("REGIONAL") => Some(EndpointType::Regional),
            Some("EDGE") => Some(EndpointType::Edge),
            Some("PRIVATE") => Some(EndpointType::Private),
            Some(_) | None => None,
        },
        _ => None,
    };
    if kind.is_none() {
        let message = "the endpoint type is none of `REGIONAL`, `EDGE` and `PRIVATE`";
        context.error(
            "endpoint-type",
            member.value.span,
            message,
            "write one of them, such as `[PRIVATE]`",
        );
    }
    kind
}

/// Whether the member names VPC endpoints; faults are told.
fn is_vpc_endpoints<'a>(context: &mut Context<'a>, member: &'a Member) -> bool {
    let Some(elements) = member.value.elements() else {
        context.wrong_kind(&member.value, "`vpcEndpointIds`", "an array");
        return false;
    };
    for element in elements {
        let Some(id) = context.string(element, "a VPC endpoint id") else {
            continue;
        };
        let is_id = id.strip_prefix("vpce-").is_some_and(|rest| {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !is_id {
            let message = format!("`{}` is not the id of a VPC endpoint", shown(id));
            context.error(
                "vpc-endpoint",
                element.span,
                message,
                "write `vpce-` and letters and digits",
            );
        }
    }
    !elements.is_empty()
}
