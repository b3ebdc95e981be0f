//! Documentation parts from a definition: `x-amazon-apigateway-documentation` of an OpenAPI document, JSON or YAML.
//!
//! `merge` (the default) adds parts and sets those whose location is there already; `overwrite` begins with none. A part that
//! is none is a warning, and an error where warnings are.
//!
//! Source: API Gateway API reference, ImportDocumentationParts; developer guide, "Document an API from an imported
//! definition"; recorded answers.

use std::collections::BTreeMap;

use aws_model::apigateway::{
    DocumentationPart, DocumentationPartIds, DocumentationPartLocation, ImportDocumentationPartsRequest,
};
use control::Result;
use source_text::{Node, Value, json, yaml};

use crate::{errors::bad_request, ids::fresh_id, load_api, save_api};

use super::{Context, location, room};

const MEMBER: &str = "x-amazon-apigateway-documentation";

pub(crate) fn import(
    ctx: &mut Context<'_>,
    input: ImportDocumentationPartsRequest,
) -> Result<DocumentationPartIds> {
    let mut api = load_api(ctx, &input.rest_api_id)?;
    let max = ctx.env.limits.import_bytes_max;
    if input.body.0.len() > max {
        return Err(bad_request(format!("the definition has more than {max} bytes")));
    }
    let document = document(&input.body.0)?;
    let (found, warnings) = parts(&document);
    if input.fail_on_warnings == Some(true) && !warnings.is_empty() {
        return Err(bad_request(format!(
            "Warnings found during import:\n{}",
            warnings.join("\n")
        )));
    }
    let mut saved = match input.mode.as_deref() {
        Some("overwrite") => BTreeMap::new(),
        _ => std::mem::take(&mut api.definition.documentation_parts),
    };
    let mut ids = Vec::new();
    for (location, properties) in found {
        let known = saved
            .iter()
            .find(|(_, part)| part.location.as_ref() == Some(&location))
            .map(|(id, _)| id.clone());
        let id = match known {
            Some(id) => id,
            None => fresh_id(ctx, |_, id| Ok(saved.contains_key(id)))?,
        };
        let part = DocumentationPart {
            id: Some(id.clone()),
            location: Some(location),
            properties: Some(properties),
        };
        saved.insert(id.clone(), part);
        ids.push(id);
    }
    room(ctx, saved.len())?;
    api.definition.documentation_parts = saved;
    save_api(ctx, &api)?;
    Ok(DocumentationPartIds {
        ids: Some(ids),
        warnings: Some(warnings).filter(|warnings| !warnings.is_empty()),
    })
}

/// The document of an import: an OpenAPI definition.
fn document(body: &[u8]) -> Result<Node> {
    let unreadable = || bad_request("Unable to build importer with provided input.");
    let text = std::str::from_utf8(body).map_err(|_| unreadable())?;
    let parsed = if text.trim_start().starts_with('{') {
        json::parse(text)
    } else {
        yaml::parse(text)
    };
    let document = parsed.map_err(|_| unreadable())?;
    if document.member("openapi").is_none() && document.member("swagger").is_none() {
        return Err(unreadable());
    }
    Ok(document)
}

type Found = (DocumentationPartLocation, String);

/// The parts of a document in its order, and what is no part.
fn parts(document: &Node) -> (Vec<Found>, Vec<String>) {
    let parts = document
        .member(MEMBER)
        .and_then(|member| member.member("documentationParts"))
        .and_then(Node::elements)
        .unwrap_or_default();
    let mut found = Vec::new();
    let mut warnings = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match one(part) {
            Ok(part) => found.push(part),
            Err(why) => warnings.push(format!("documentation part {at} is left out: {why}")),
        }
    }
    (found, warnings)
}

fn one(part: &Node) -> Result<Found, String> {
    let location = part.member("location").ok_or("it has no `location`")?;
    let text = |name: &str| match location.member(name).map(|node| &node.value) {
        None | Some(Value::Null) => Ok(None),
        // YAML reads a status code as a number.
        Some(Value::String(text) | Value::Number(text)) => Ok(Some(text.clone())),
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
            Err(format!("`{name}` of its location is no text"))
        }
    };
    let given = DocumentationPartLocation {
        type_: text("type")?.unwrap_or_default(),
        path: text("path")?,
        method: text("method")?,
        status_code: text("statusCode")?,
        name: text("name")?,
    };
    let location = location::filled(given).map_err(|error| error.message)?;
    match part.member("properties") {
        Some(properties) if properties.members().is_some() => Ok((location, properties.to_json())),
        Some(_) | None => Err("its `properties` are no object".to_owned()),
    }
}
