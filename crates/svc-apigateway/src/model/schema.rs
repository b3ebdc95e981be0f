//! Schemas of models: what is a schema at all, and how one refers to others.
//!
//! A model refers to another by its address, `https://apigateway.amazonaws.com/restapis/API/models/NAME`, and to parts of its
//! own by `#/definitions/NAME`. Whether a request keeps to a schema is the data plane's question.
//!
//! Source: API Gateway developer guide, "Data models for REST APIs"; recorded answers; the words of AWS for a schema that is
//! none, as users quote them.

use std::collections::BTreeSet;

use api_definition::Definition;
use aws_model::apigateway::Model;
use control::{Error, Result};
use serde_json::{Map, Value};

use crate::errors::bad_request;

/// The deepest nesting that is followed.
const DEPTH_MAX: usize = 64;

/// Whether a model can be saved.
pub(super) fn check(definition: &Definition, model: &Model) -> Result<()> {
    let Some(schema) = &model.schema else {
        return Err(bad_request(
            "Model schema must have at least 1 property or array items defined",
        ));
    };
    if !is_json(model) {
        return Ok(());
    }
    let Ok(schema @ Value::Object(_)) = serde_json::from_str(schema) else {
        return Err(invalid("Invalid model schema specified"));
    };
    let mut found = Vec::new();
    references(&schema, 0, &mut found);
    let own = model.name.as_deref().unwrap_or_default();
    for reference in found {
        match Reference::parse(&reference) {
            Some(Reference::Own) => {}
            Some(Reference::Model(name)) if name == own || definition.models.contains_key(name) => {}
            Some(Reference::Model(name)) => {
                return Err(invalid(&format!("Invalid model name specified: {name}")));
            }
            None => return Err(invalid("Model reference must be in canonical form")),
        }
    }
    Ok(())
}

/// The schema with every model it refers to inside it, under `definitions`.
pub(super) fn flattened(definition: &Definition, model: &Model) -> Result<Option<String>> {
    let Some(text) = model.schema.as_ref().filter(|_| is_json(model)) else {
        return Ok(model.schema.clone());
    };
    let schema = resolved(definition, text)?;
    serde_json::to_string(&schema)
        .map(Some)
        .map_err(|error| Error::internal(format!("a schema cannot be written: {error}")))
}

/// The schema as JSON with every model it refers to inside it; `$ref` are all `#/definitions/…`.
pub(super) fn resolved(definition: &Definition, text: &str) -> Result<Value> {
    let mut schema = parse(text)?;
    let mut wanted = BTreeSet::new();
    point_inside(&mut schema, 0, &mut wanted);
    let mut done: BTreeSet<String> = BTreeSet::new();
    let mut inside = Map::new();
    while let Some(name) = wanted.pop_first() {
        if !done.insert(name.clone()) {
            continue;
        }
        let Some(text) = definition
            .models
            .get(&name)
            .and_then(|model| model.schema.as_ref())
        else {
            continue;
        };
        let mut other = parse(text)?;
        point_inside(&mut other, 0, &mut wanted);
        if let Some(Value::Object(parts)) = other
            .as_object_mut()
            .and_then(|other| other.remove("definitions"))
        {
            for (part, value) in parts {
                inside.entry(part).or_insert(value);
            }
        }
        inside.insert(name, other);
    }
    if let (Some(schema), false) = (schema.as_object_mut(), inside.is_empty()) {
        let definitions = schema
            .entry("definitions")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(definitions) = definitions {
            definitions.extend(inside);
        }
    }
    Ok(schema)
}

/// Whether a model's schema refers to the model of this name.
pub(super) fn refers_to(model: &Model, name: &str) -> bool {
    let Some(Ok(schema)) = model.schema.as_deref().map(serde_json::from_str) else {
        return false;
    };
    let mut found = Vec::new();
    references(&schema, 0, &mut found);
    found.iter().any(
        |reference| matches!(Reference::parse(reference), Some(Reference::Model(other)) if other == name),
    )
}

enum Reference<'r> {
    /// `#/…`
    Own,
    /// Another model, by name.
    Model(&'r str),
}

impl<'r> Reference<'r> {
    fn parse(text: &'r str) -> Option<Self> {
        if text == "#" || text.starts_with("#/") {
            return Some(Self::Own);
        }
        let rest = text.strip_prefix("https://apigateway.amazonaws.com/restapis/")?;
        let (api, name) = rest.split_once("/models/")?;
        let plain = |part: &str| !part.is_empty() && !part.contains(['/', '#', '?']);
        (plain(api) && plain(name)).then_some(Self::Model(name))
    }
}

fn is_json(model: &Model) -> bool {
    let kind = model.content_type.as_deref().unwrap_or_default();
    kind == "application/json" || kind.ends_with("+json")
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|_| invalid("Invalid model schema specified"))
}

/// Every `$ref` in a schema.
fn references(value: &Value, depth: usize, found: &mut Vec<String>) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if name == "$ref" => found.push(text.to_owned()),
                    Some(_) | None => references(member, depth + 1, found),
                }
            }
        }
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| references(element, depth + 1, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Rewrites every reference to a model to one inside the schema, and notes the model.
fn point_inside(value: &mut Value, depth: usize, models: &mut BTreeSet<String>) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let model = match member.as_str().map(Reference::parse) {
                    Some(Some(Reference::Model(model))) if name == "$ref" => model.to_owned(),
                    Some(_) | None => {
                        point_inside(member, depth + 1, models);
                        continue;
                    }
                };
                *member = Value::from(format!("#/definitions/{model}"));
                models.insert(model);
            }
        }
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|element| point_inside(element, depth + 1, models)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn invalid(why: &str) -> Error {
    bad_request(format!(
        "Invalid model specified: Validation Result: warnings : [], errors : [{why}]"
    ))
}
