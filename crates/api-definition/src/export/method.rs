//! One method.

use std::collections::BTreeSet;

use aws_model::apigateway::{Integration, IntegrationResponse, Method, MethodResponse, Resource};
use source_text::Node;

use super::tree::{Members, boolean, list, number, object, reference, text, text_map, texts};
use super::{Dialect, ExportOptions, security};
use crate::Definition;

/// Time-out in milliseconds that is left out.
const TIMEOUT_MS_DEFAULT: i32 = 29_000;

pub(super) fn operation(
    definition: &Definition,
    resource: &Resource,
    method: &Method,
    options: &ExportOptions<'_>,
) -> Node {
    let mut operation = Members::default();
    operation.add_text("operationId", method.operation_name.as_deref());
    let mut parameters = parameters(method, options.dialect);
    match options.dialect {
        Dialect::Swagger20 => {
            add_types(&mut operation, "consumes", consumed(method));
            add_types(&mut operation, "produces", produced(method));
            let model = method
                .request_models
                .iter()
                .flatten()
                .map(|(_, model)| model)
                .next();
            if let Some(model) = model {
                parameters.push(object([
                    ("in", text("body")),
                    ("name", text(model)),
                    ("required", boolean(true)),
                    ("schema", reference(model, options.dialect)),
                ]));
            }
            add_parameters(&mut operation, parameters);
        }
        Dialect::Oas30 => {
            add_parameters(&mut operation, parameters);
            let content = content(method.request_models.iter().flatten(), options.dialect);
            if !content.is_empty() {
                let body = object([("content", content.into_node()), ("required", boolean(true))]);
                operation.add("requestBody", body);
            }
        }
    }
    let mut responses = Members::default();
    for (status, one) in method.method_responses.iter().flatten() {
        responses.add(status, response(status, one, options.dialect));
    }
    // A method without responses is none in OpenAPI: the member is required.
    operation.add("responses", responses.into_node());
    if let Some(requirements) = security::requirements(definition, method) {
        operation.add("security", requirements);
    }
    if options.extensions.apigateway
        && let Some(id) = &method.request_validator_id
        && let Some(validator) = definition.request_validators.get(id)
    {
        let name = validator.name.as_deref().unwrap_or(id);
        operation.add("x-amazon-apigateway-request-validator", text(name));
    }
    if options.extensions.integrations
        && let Some(one) = &method.method_integration
    {
        operation.add("x-amazon-apigateway-integration", integration(resource, one));
    }
    operation.into_node()
}

fn add_parameters(operation: &mut Members, parameters: Vec<Node>) {
    if !parameters.is_empty() {
        operation.add("parameters", list(parameters));
    }
}

fn add_types(operation: &mut Members, name: &str, types: BTreeSet<&String>) {
    if !types.is_empty() {
        operation.add(name, texts(types));
    }
}

/// The content types of request bodies: of the models, else of the templates.
fn consumed(method: &Method) -> BTreeSet<&String> {
    let models: BTreeSet<_> = method
        .request_models
        .iter()
        .flat_map(|models| models.keys())
        .collect();
    if !models.is_empty() {
        return models;
    }
    let integration = method.method_integration.as_ref();
    let templates = integration.and_then(|integration| integration.request_templates.as_ref());
    templates
        .into_iter()
        .flat_map(|templates| templates.keys())
        .collect()
}

/// The content types of answers: of the models, else of the templates.
fn produced(method: &Method) -> BTreeSet<&String> {
    let responses = method
        .method_responses
        .iter()
        .flat_map(|responses| responses.values());
    let models: BTreeSet<_> = responses
        .flat_map(|response| &response.response_models)
        .flat_map(|models| models.keys())
        .collect();
    if !models.is_empty() {
        return models;
    }
    let integration = method.method_integration.as_ref();
    let responses = integration.and_then(|integration| integration.integration_responses.as_ref());
    responses
        .into_iter()
        .flat_map(|responses| responses.values())
        .flat_map(|response| &response.response_templates)
        .flat_map(|templates| templates.keys())
        .collect()
}

fn parameters(method: &Method, dialect: Dialect) -> Vec<Node> {
    let mut parameters = Vec::new();
    for (full, required) in method.request_parameters.iter().flatten() {
        let rest = full.strip_prefix("method.request.").unwrap_or_default();
        let (place, name) = match rest.split_once('.') {
            Some(("querystring", name)) => ("query", name),
            Some((place @ ("path" | "header"), name)) => (place, name),
            Some(_) | None => continue,
        };
        let mut parameter = Members::default();
        parameter.add("name", text(name));
        parameter.add("in", text(place));
        match dialect {
            Dialect::Swagger20 => {
                parameter.add("required", boolean(*required));
                parameter.add("type", text("string"));
            }
            Dialect::Oas30 => {
                if *required {
                    parameter.add("required", boolean(true));
                }
                parameter.add("schema", object([("type", text("string"))]));
            }
        }
        parameters.push(parameter.into_node());
    }
    parameters
}

fn content<'a>(models: impl Iterator<Item = (&'a String, &'a String)>, dialect: Dialect) -> Members {
    let mut content = Members::default();
    for (kind, model) in models {
        content.add(kind, object([("schema", reference(model, dialect))]));
    }
    content
}

fn response(status: &str, response: &MethodResponse, dialect: Dialect) -> Node {
    let mut members = Members::default();
    members.add("description", text(&format!("{status} response")));
    let model = response
        .response_models
        .iter()
        .flatten()
        .map(|(_, model)| model)
        .next();
    if let (Dialect::Swagger20, Some(model)) = (dialect, model) {
        members.add("schema", reference(model, dialect));
    }
    let mut headers = Members::default();
    for (full, _) in response.response_parameters.iter().flatten() {
        let Some(name) = full.strip_prefix("method.response.header.") else {
            continue;
        };
        let string = object([("type", text("string"))]);
        let header = match dialect {
            Dialect::Swagger20 => string,
            Dialect::Oas30 => object([("schema", string)]),
        };
        headers.add(name, header);
    }
    members.add_unless_empty("headers", headers);
    if dialect == Dialect::Oas30 {
        members.add(
            "content",
            content(response.response_models.iter().flatten(), dialect).into_node(),
        );
    }
    members.into_node()
}

fn integration(resource: &Resource, integration: &Integration) -> Node {
    let lower = |value: &Option<String>| value.as_deref().map(str::to_ascii_lowercase);
    let mut members = Members::default();
    members.add_text("type", lower(&integration.type_).as_deref());
    members.add_text("httpMethod", integration.http_method.as_deref());
    members.add_text("uri", integration.uri.as_deref());
    members.add_text("credentials", integration.credentials.as_deref());
    if integration.connection_type.as_deref() == Some("VPC_LINK") {
        members.add_text("connectionType", integration.connection_type.as_deref());
    }
    members.add_text("connectionId", integration.connection_id.as_deref());
    members.add_text("integrationTarget", integration.integration_target.as_deref());
    members.add_unless_empty("responses", responses(integration));
    let map = |map: &Option<std::collections::BTreeMap<String, String>>| text_map(map.iter().flatten());
    members.add_unless_empty("requestParameters", map(&integration.request_parameters));
    members.add_unless_empty("requestTemplates", map(&integration.request_templates));
    members.add_text(
        "passthroughBehavior",
        lower(&integration.passthrough_behavior).as_deref(),
    );
    if let Some(timeout) = integration
        .timeout_in_millis
        .filter(|timeout| *timeout != TIMEOUT_MS_DEFAULT)
    {
        members.add("timeoutInMillis", number(timeout));
    }
    let namespace = integration.cache_namespace.as_deref();
    members.add_text(
        "cacheNamespace",
        namespace.filter(|name| Some(*name) != resource.id.as_deref()),
    );
    if let Some(keys) = integration
        .cache_key_parameters
        .as_deref()
        .filter(|keys| !keys.is_empty())
    {
        members.add("cacheKeyParameters", texts(keys));
    }
    members.add_text("contentHandling", integration.content_handling.as_deref());
    members.add_text(
        "responseTransferMode",
        integration.response_transfer_mode.as_deref(),
    );
    let tls = integration.tls_config.as_ref();
    if let Some(skip) = tls.and_then(|tls| tls.insecure_skip_verification) {
        members.add("tlsConfig", object([("insecureSkipVerification", boolean(skip))]));
    }
    members.into_node()
}

/// Responses by their pattern. A second one without a pattern, which only the single operations can make, stands under its
/// status: no document can hold two defaults.
fn responses(integration: &Integration) -> Members {
    let mut members = Members::default();
    for (status, response) in integration.integration_responses.iter().flatten() {
        let pattern = response
            .selection_pattern
            .as_deref()
            .filter(|pattern| !pattern.is_empty());
        let name = match pattern {
            Some(pattern) if !members.has(pattern) => pattern,
            None if !members.has("default") => "default",
            Some(_) | None => status,
        };
        members.add(name, integration_response(status, response));
    }
    members
}

fn integration_response(status: &str, response: &IntegrationResponse) -> Node {
    let mut members = Members::default();
    members.add("statusCode", text(status));
    members.add_unless_empty(
        "responseParameters",
        text_map(response.response_parameters.iter().flatten()),
    );
    members.add_unless_empty(
        "responseTemplates",
        text_map(response.response_templates.iter().flatten()),
    );
    members.add_text("contentHandling", response.content_handling.as_deref());
    members.into_node()
}
