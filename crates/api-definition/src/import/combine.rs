//! The new beside the old: what an import makes of the API that is there.
//!
//! Source: API Gateway developer guide, "Import an OpenAPI file to update an existing API definition"; CloudFormation
//! `AWS::ApiGateway::RestApi`, `Mode` (containers such as binary media types are merged); published answers (binary media
//! types in both modes; name, version and description are the document's; resources keep their ids by path).

use aws_model::apigateway::{EndpointConfiguration, RestApi};

use super::Mode;
use super::importer::Importer;
use crate::Definition;

pub(super) fn combine(importer: &mut Importer<'_, '_>) -> Definition {
    let incoming = std::mem::take(&mut importer.definition);
    let combined = match (importer.options.mode, importer.options.base) {
        (Mode::Merge, Some(base)) => merged(base, incoming),
        (Mode::Overwrite, Some(base)) => {
            let keep_documentation = importer.options.parameters.ignore_documentation;
            overwritten(base, incoming, keep_documentation)
        }
        (Mode::Import | Mode::Merge | Mode::Overwrite, _) => created(incoming, importer),
    };
    check(&combined, importer);
    combined
}

/// A new API, with AWS's defaults.
fn created(mut definition: Definition, importer: &Importer<'_, '_>) -> Definition {
    let api = &mut definition.api;
    api.created_date = Some(importer.options.now);
    api.api_key_source.get_or_insert_with(|| "HEADER".to_owned());
    api.disable_execute_api_endpoint.get_or_insert(false);
    complete(api.endpoint_configuration.get_or_insert_default());
    definition
}

/// The endpoint's defaults. Source: recorded answers of `CreateRestApi`.
fn complete(endpoint: &mut EndpointConfiguration) {
    let types = endpoint.types.get_or_insert_with(|| vec!["EDGE".to_owned()]);
    let private = types.iter().any(|kind| kind == "PRIVATE");
    let address = if private { "dualstack" } else { "ipv4" };
    endpoint.ip_address_type.get_or_insert_with(|| address.to_owned());
}

/// Keeps the type of the endpoint that was there, and with the type its addresses.
fn keep(endpoint: &mut EndpointConfiguration, old: EndpointConfiguration) {
    if endpoint.types.is_none() || endpoint.types == old.types {
        endpoint.types = old.types;
        endpoint.ip_address_type = endpoint.ip_address_type.take().or(old.ip_address_type);
    }
    complete(endpoint);
}

fn overwritten(base: &Definition, incoming: Definition, keep_documentation: bool) -> Definition {
    let old = &base.api;
    let new = incoming.api;
    let mut endpoint = new.endpoint_configuration.unwrap_or_default();
    keep(
        &mut endpoint,
        old.endpoint_configuration.clone().unwrap_or_default(),
    );
    let api = RestApi {
        id: old.id.clone(),
        created_date: old.created_date,
        root_resource_id: new.root_resource_id,
        tags: old.tags.clone(),
        name: new.name,
        description: new.description,
        version: new.version,
        policy: new.policy,
        binary_media_types: new.binary_media_types,
        minimum_compression_size: new.minimum_compression_size,
        endpoint_configuration: Some(endpoint),
        api_key_source: new.api_key_source.or_else(|| old.api_key_source.clone()),
        disable_execute_api_endpoint: new
            .disable_execute_api_endpoint
            .or(old.disable_execute_api_endpoint),
        security_policy: new.security_policy.or_else(|| old.security_policy.clone()),
        endpoint_access_mode: new
            .endpoint_access_mode
            .or_else(|| old.endpoint_access_mode.clone()),
        ..old.clone()
    };
    Definition {
        api,
        documentation_parts: if keep_documentation {
            base.documentation_parts.clone()
        } else {
            incoming.documentation_parts
        },
        ..incoming
    }
}

fn merged(base: &Definition, incoming: Definition) -> Definition {
    let mut merged = base.clone();
    let new = incoming.api;
    let api = &mut merged.api;
    api.name = new.name.or(api.name.take());
    api.description = new.description.or(api.description.take());
    api.version = new.version.or(api.version.take());
    api.policy = new.policy.or(api.policy.take());
    api.minimum_compression_size = new.minimum_compression_size.or(api.minimum_compression_size);
    api.api_key_source = new.api_key_source.or(api.api_key_source.take());
    api.disable_execute_api_endpoint = new
        .disable_execute_api_endpoint
        .or(api.disable_execute_api_endpoint);
    api.security_policy = new.security_policy.or(api.security_policy.take());
    api.endpoint_access_mode = new.endpoint_access_mode.or(api.endpoint_access_mode.take());
    if let Some(types) = new.binary_media_types {
        union(api.binary_media_types.get_or_insert_default(), types);
    }
    let old = api.endpoint_configuration.take().unwrap_or_default();
    let mut endpoint = new.endpoint_configuration.unwrap_or_default();
    if let Some(mut ids) = old.vpc_endpoint_ids.clone() {
        union(&mut ids, endpoint.vpc_endpoint_ids.take().unwrap_or_default());
        endpoint.vpc_endpoint_ids = Some(ids);
    }
    keep(&mut endpoint, old);
    api.endpoint_configuration = Some(endpoint);
    for (id, resource) in incoming.resources {
        match merged.resources.get_mut(&id) {
            Some(there) => {
                if let Some(methods) = resource.resource_methods {
                    there.resource_methods.get_or_insert_default().extend(methods);
                }
            }
            None => {
                merged.resources.insert(id, resource);
            }
        }
    }
    merged.models.extend(incoming.models);
    merged.request_validators.extend(incoming.request_validators);
    merged.authorizers.extend(incoming.authorizers);
    merged.gateway_responses.extend(incoming.gateway_responses);
    merged.documentation_parts.extend(incoming.documentation_parts);
    merged
}

fn union(there: &mut Vec<String>, new: Vec<String>) {
    for one in new {
        if !there.contains(&one) {
            there.push(one);
        }
    }
}

/// What only the whole can break: the tree of resources, and limits.
fn check(definition: &Definition, importer: &mut Importer<'_, '_>) {
    let limits = importer.options.limits;
    let counts = [
        (definition.resources.len(), limits.resources_max, "resources"),
        (
            definition.authorizers.len(),
            limits.authorizers_max,
            "authorizers",
        ),
        (
            definition.documentation_parts.len(),
            limits.documentation_parts_max,
            "documentation parts",
        ),
    ];
    for (count, limit, what) in counts {
        if count > limit {
            let span = importer.root.span;
            importer.error(
                span,
                format!("the API would have {count} {what}, more than the {limit} allowed"),
            );
        }
    }
    let private = |types: &Vec<String>| types.iter().any(|kind| kind == "PRIVATE");
    if let Some(endpoint) = &definition.api.endpoint_configuration {
        let private = endpoint.types.as_ref().is_some_and(private);
        if private && endpoint.ip_address_type.as_deref() == Some("ipv4") {
            let span = importer.root.span;
            importer.error(
                span,
                "Only dualstack ipAddressType is supported for Private APIs.",
            );
        }
        if !private
            && endpoint
                .vpc_endpoint_ids
                .as_ref()
                .is_some_and(|ids| !ids.is_empty())
        {
            let span = importer.root.span;
            importer.error(
                span,
                "VPCEndpoints can only be specified with PRIVATE apis. Import with `endpointConfigurationTypes=PRIVATE`",
            );
        }
    }
    if definition.resources.len() > limits.resources_max {
        return;
    }
    for resource in definition.resources.values() {
        let (Some(id), Some(path)) = (&resource.id, &resource.path) else {
            continue;
        };
        let children: Vec<_> = definition.children(id).map(|(_, child)| child).collect();
        let greedy = resource
            .path_part
            .as_deref()
            .is_some_and(|part| part.ends_with("+}"));
        if greedy && let Some(child) = children.first() {
            let at = child.path.clone().unwrap_or_default();
            let part = resource.path_part.clone().unwrap_or_default();
            importer.error(
                span_of(importer, &at),
                format!(
                    "Unable to create resource at path '{at}': Cannot create a child of a resource with a greedy path variable: {part}"
                ),
            );
        }
        let mut variables = children
            .iter()
            .filter(|child| child.path_part.as_deref().and_then(crate::variable_of).is_some());
        if let (Some(first), Some(second)) = (variables.next(), variables.next()) {
            let sibling = first.path_part.clone().unwrap_or_default();
            let at = second.path.clone().unwrap_or_else(|| path.clone());
            importer.error(
                span_of(importer, &at),
                format!(
                    "Unable to create resource at path '{at}': A sibling ({sibling}) of this resource already has a variable path part -- only one is allowed"
                ),
            );
        }
    }
}

fn span_of(importer: &Importer<'_, '_>, path: &str) -> source_text::Span {
    importer
        .path_spans
        .get(path)
        .copied()
        .unwrap_or(importer.root.span)
}
