//! What AWS's messages hold that the models do not: the order in which values of an enumeration are listed.
//!
//! Source: answers of API Gateway to values that it does not know, recorded 2023 to 2026 by the LocalStack project's
//! validated tests (`tests/aws/services/apigateway/*.snapshot.json`). Where nothing is recorded the model's order is used.

use crate::Text;

/// Service, shape, values in AWS's order.
pub(crate) const ENUM_ORDERS: &[(&str, &str, &[&str])] = &[
    (
        "apigateway",
        "DocumentationPartType",
        &[
            "RESPONSE_BODY",
            "RESPONSE",
            "METHOD",
            "MODEL",
            "AUTHORIZER",
            "RESPONSE_HEADER",
            "RESOURCE",
            "PATH_PARAMETER",
            "REQUEST_BODY",
            "QUERY_PARAMETER",
            "API",
            "REQUEST_HEADER",
        ],
    ),
    ("apigateway", "EndpointType", &["PRIVATE", "EDGE", "REGIONAL"]),
    (
        "apigateway",
        "GatewayResponseType",
        &[
            "REQUEST_TOO_LARGE",
            "RESOURCE_NOT_FOUND",
            "AUTHORIZER_CONFIGURATION_ERROR",
            "MISSING_AUTHENTICATION_TOKEN",
            "BAD_REQUEST_BODY",
            "INVALID_SIGNATURE",
            "INVALID_API_KEY",
            "BAD_REQUEST_PARAMETERS",
            "AUTHORIZER_FAILURE",
            "UNAUTHORIZED",
            "INTEGRATION_TIMEOUT",
            "ACCESS_DENIED",
            "DEFAULT_4XX",
            "DEFAULT_5XX",
            "WAF_FILTERED",
            "QUOTA_EXCEEDED",
            "THROTTLED",
            "API_CONFIGURATION_ERROR",
            "UNSUPPORTED_MEDIA_TYPE",
            "INTEGRATION_FAILURE",
            "EXPIRED_TOKEN",
        ],
    ),
    (
        "apigateway",
        "IntegrationType",
        &["HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS"],
    ),
    ("apigateway", "IpAddressType", &["ipv4", "dualstack"]),
    (
        "apigateway",
        "Op",
        &["add", "remove", "move", "test", "replace", "copy"],
    ),
];

/// The values of an enumeration as AWS lists them; values that were not recorded come last, in the model's order.
pub(crate) fn values_in_order(service: &str, shape: &Text) -> Vec<&'static str> {
    let recorded = ENUM_ORDERS
        .iter()
        .find(|(of, name, _)| *of == service && *name == shape.name)
        .map_or(&[][..], |(_, _, values)| values);
    let known = recorded.iter().filter(|value| shape.values.contains(value));
    let others = shape.values.iter().filter(|value| !recorded.contains(value));
    known.chain(others).copied().collect()
}

/// Whether members of the body stand below `<operation>Input` in paths, and are looked at before those of path, query and
/// headers: API Gateway's operations have the body as one member of that name.
pub(crate) fn body_is_a_member(service: &str) -> bool {
    service == "apigateway"
}
