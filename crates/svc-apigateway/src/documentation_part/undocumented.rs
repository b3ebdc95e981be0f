//! What of an API has no documentation part: the same shape, without id and properties.
//!
//! Source: API Gateway API reference, GetDocumentationParts, `locationStatus` `UNDOCUMENTED`.

use std::collections::BTreeSet;

use api_definition::Definition;
use aws_model::apigateway::{DocumentationPart, DocumentationPartLocation, Method};

use super::location;

/// Everything without documentation.
pub(super) fn parts(definition: &Definition) -> Vec<DocumentationPart> {
    let documented: BTreeSet<String> = definition
        .documentation_parts
        .values()
        .filter_map(|part| part.location.as_ref())
        .map(|location| location::key(location, ""))
        .collect();
    let mut found = vec![place("API")];
    found.extend(names(
        "AUTHORIZER",
        definition.authorizers.values().filter_map(|it| it.name.as_ref()),
    ));
    found.extend(names("MODEL", definition.models.keys()));
    for resource in definition.resources.values() {
        found.push(DocumentationPartLocation {
            path: resource.path.clone(),
            ..place("RESOURCE")
        });
    }
    for (resource, verb, method) in definition.methods() {
        found.extend(of_method(
            resource.path.as_deref().unwrap_or_default(),
            verb,
            method,
        ));
    }
    found
        .into_iter()
        .filter(|location| !documented.contains(&location::key(location, "")))
        .map(|location| DocumentationPart {
            location: Some(location),
            ..DocumentationPart::default()
        })
        .collect()
}

fn of_method(path: &str, verb: &str, method: &Method) -> Vec<DocumentationPartLocation> {
    let at = |kind: &str| DocumentationPartLocation {
        path: Some(path.to_owned()),
        method: Some(verb.to_owned()),
        ..place(kind)
    };
    let mut found = vec![at("METHOD")];
    if method
        .request_models
        .as_ref()
        .is_some_and(|models| !models.is_empty())
    {
        found.push(at("REQUEST_BODY"));
    }
    for parameter in method.request_parameters.iter().flatten().map(|(name, _)| name) {
        for (prefix, kind) in [
            ("method.request.path.", "PATH_PARAMETER"),
            ("method.request.querystring.", "QUERY_PARAMETER"),
            ("method.request.header.", "REQUEST_HEADER"),
        ] {
            if let Some(name) = parameter.strip_prefix(prefix) {
                found.push(DocumentationPartLocation {
                    name: Some(name.to_owned()),
                    ..at(kind)
                });
            }
        }
    }
    for (status, response) in method.method_responses.iter().flatten() {
        let at = |kind: &str| DocumentationPartLocation {
            status_code: Some(status.clone()),
            ..at(kind)
        };
        found.push(at("RESPONSE"));
        if response
            .response_models
            .as_ref()
            .is_some_and(|models| !models.is_empty())
        {
            found.push(at("RESPONSE_BODY"));
        }
        for parameter in response
            .response_parameters
            .iter()
            .flatten()
            .map(|(name, _)| name)
        {
            if let Some(name) = parameter.strip_prefix("method.response.header.") {
                found.push(DocumentationPartLocation {
                    name: Some(name.to_owned()),
                    ..at("RESPONSE_HEADER")
                });
            }
        }
    }
    found
}

fn names<'n>(kind: &str, names: impl Iterator<Item = &'n String>) -> Vec<DocumentationPartLocation> {
    names
        .map(|name| DocumentationPartLocation {
            name: Some(name.clone()),
            ..place(kind)
        })
        .collect()
}

fn place(kind: &str) -> DocumentationPartLocation {
    DocumentationPartLocation {
        type_: kind.to_owned(),
        ..DocumentationPartLocation::default()
    }
}
