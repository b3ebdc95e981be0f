//! The extensions at the top level.

use source_text::{Node, Value};

use super::tree::{Members, boolean, list, number, object, text, text_map, texts};
use super::{Dialect, ExportOptions};
use crate::Definition;
use crate::import::Place;

/// The endpoint's extension: of the top level in OpenAPI 2, of the server in OpenAPI 3.
pub(super) const ENDPOINT: &str = "x-amazon-apigateway-endpoint-configuration";

pub(super) fn of_the_api(definition: &Definition, options: &ExportOptions<'_>, root: &mut Members) {
    if options.extensions.documentation {
        documentation(definition, options, root);
    }
    if !options.extensions.apigateway {
        return;
    }
    let api = &definition.api;
    if options.dialect == Dialect::Swagger20
        && let Some(endpoint) = endpoint(definition)
    {
        root.add(ENDPOINT, endpoint);
    }
    let source = api.api_key_source.as_deref().filter(|source| *source != "HEADER");
    root.add_text("x-amazon-apigateway-api-key-source", source);
    if let Some(size) = api.minimum_compression_size {
        root.add("x-amazon-apigateway-minimum-compression-size", number(size));
    }
    root.add_text(
        "x-amazon-apigateway-security-policy",
        api.security_policy.as_deref(),
    );
    root.add_text(
        "x-amazon-apigateway-endpoint-access-mode",
        api.endpoint_access_mode.as_deref(),
    );
    let policy = api.policy.as_deref().filter(|policy| !policy.is_empty());
    if let Some(policy) = policy {
        // A policy that cannot be read is written as text: an import refuses that, where it would take a missing one.
        let mut tree = source_text::json::parse(policy).unwrap_or_else(|_| text(policy));
        make_portable(&mut tree, definition, options);
        root.add("x-amazon-apigateway-policy", tree);
    }
    root.add_unless_empty(
        "x-amazon-apigateway-gateway-responses",
        gateway_responses(definition),
    );
    root.add_unless_empty(
        "x-amazon-apigateway-request-validators",
        request_validators(definition),
    );
    if let Some(types) = api
        .binary_media_types
        .as_deref()
        .filter(|types| !types.is_empty())
    {
        root.add("x-amazon-apigateway-binary-media-types", texts(types));
    }
}

/// Writes what the policy says of this very API in the short form `execute-api:/…`: imported elsewhere it is about the
/// new API. With the ARN, a `Deny` would go on about the old one, and the new one lack it.
fn make_portable(policy: &mut Node, definition: &Definition, options: &ExportOptions<'_>) {
    let Place {
        partition,
        region,
        account,
    } = options.place;
    let own = format!(
        "arn:{partition}:execute-api:{region}:{account}:{}/",
        definition.id()
    );
    let Some(Value::Array(statements)) = member_mut(policy, &["Statement"]) else {
        return;
    };
    for statement in statements {
        match member_mut(statement, &["Resource", "NotResource"]) {
            Some(Value::Array(patterns)) => patterns
                .iter_mut()
                .for_each(|pattern| shorten(&mut pattern.value, &own)),
            Some(pattern) => shorten(pattern, &own),
            None => {}
        }
    }
}

fn member_mut<'n>(node: &'n mut Node, names: &[&str]) -> Option<&'n mut Value> {
    let Value::Object(members) = &mut node.value else {
        return None;
    };
    let mut members = members.iter_mut();
    let member = members.find(|member| names.contains(&member.name.as_str()))?;
    Some(&mut member.value.value)
}

fn shorten(pattern: &mut Value, own: &str) {
    if let Value::String(text) = pattern
        && let Some(rest) = text.strip_prefix(own)
    {
        *text = format!("execute-api:/{rest}");
    }
}

/// What differs from a plain edge-optimised endpoint in more than the type, which an import is told by its parameter.
/// A private endpoint says so, lest its import without the parameter be a public one.
pub(super) fn endpoint(definition: &Definition) -> Option<Node> {
    let mut members = Members::default();
    if definition.api.disable_execute_api_endpoint == Some(true) {
        members.add("disableExecuteApiEndpoint", boolean(true));
    }
    if let Some(endpoint) = &definition.api.endpoint_configuration {
        let types = endpoint.types.as_deref().unwrap_or_default();
        let private = types.iter().any(|kind| kind == "PRIVATE");
        if private {
            members.add("types", texts(types));
        }
        if let Some(ids) = endpoint.vpc_endpoint_ids.as_deref().filter(|ids| !ids.is_empty()) {
            members.add("vpcEndpointIds", texts(ids));
        }
        if endpoint.ip_address_type.as_deref() == Some("dualstack") && !private {
            members.add("ipAddressType", text("dualstack"));
        }
    }
    (!members.is_empty()).then(|| members.into_node())
}

fn gateway_responses(definition: &Definition) -> Members {
    let mut responses = Members::default();
    for (kind, response) in &definition.gateway_responses {
        let mut members = Members::default();
        members.add_text("statusCode", response.status_code.as_deref());
        members.add_unless_empty(
            "responseParameters",
            text_map(response.response_parameters.iter().flatten()),
        );
        members.add_unless_empty(
            "responseTemplates",
            text_map(response.response_templates.iter().flatten()),
        );
        responses.add(kind, members.into_node());
    }
    responses
}

fn request_validators(definition: &Definition) -> Members {
    let mut validators = Members::default();
    for (id, validator) in &definition.request_validators {
        let name = validator.name.as_deref().unwrap_or(id);
        if validators.has(name) {
            continue;
        }
        let checks = object([
            (
                "validateRequestParameters",
                boolean(validator.validate_request_parameters == Some(true)),
            ),
            (
                "validateRequestBody",
                boolean(validator.validate_request_body == Some(true)),
            ),
        ]);
        validators.add(name, checks);
    }
    validators
}

fn documentation(definition: &Definition, options: &ExportOptions<'_>, root: &mut Members) {
    if definition.documentation_parts.is_empty() {
        return;
    }
    let mut parts = Vec::new();
    for part in definition.documentation_parts.values() {
        let Some(place) = &part.location else {
            continue;
        };
        let mut location = Members::default();
        location.add("type", text(&place.type_));
        location.add_text("path", place.path.as_deref());
        location.add_text("method", place.method.as_deref());
        location.add_text("statusCode", place.status_code.as_deref());
        location.add_text("name", place.name.as_deref());
        let properties = part.properties.as_deref().unwrap_or("{}");
        // A text that is JSON for a text stays what it is: read again it would be another.
        let properties = match source_text::json::parse(properties) {
            Ok(tree) if tree.string().is_none() => tree,
            Ok(_) | Err(_) => text(properties),
        };
        parts.push((
            (
                &place.type_,
                &place.path,
                &place.method,
                &place.status_code,
                &place.name,
            ),
            object([("location", location.into_node()), ("properties", properties)]),
        ));
    }
    parts.sort_by(|one, other| one.0.cmp(&other.0));
    let mut members = Members::default();
    members.add_text("version", options.documentation_version);
    members.add(
        "documentationParts",
        list(parts.into_iter().map(|(_, part)| part)),
    );
    root.add("x-amazon-apigateway-documentation", members.into_node());
}
