//! Body models: which schema checks the body of a method, by content type.
//!
//! Only methods whose validator checks bodies have any; elsewhere schemas are documentation. As on AWS, the schemas of a
//! definition become models of the API, which refer to one another by URL, and are read as JSON Schema of draft 4.
//!
//! Source: API Gateway developer guide, "Data models for REST APIs" and "Set up basic request validation using OpenAPI".

use std::cell::Cell;

use api_model::{ANY_CONTENT_TYPE, MODELS_BYTES_MAX, model_url};
use source_text::{Member, Node, Value};

use crate::context::{Context, Dialect, shown};
use crate::templates::is_media_type;

/// The content type of a body whose definition names none.
const JSON: &str = "application/json";

/// Words of later drafts, and `format`: a schema that uses them means more than is checked.
const NOT_CHECKED: [&str; 15] = [
    "const",
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "format",
    "if",
    "maxContains",
    "minContains",
    "nullable",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// The models of a request body of OpenAPI 3.
pub(crate) fn of_request_body<'a>(
    context: &mut Context<'a>,
    body: &'a Node,
    method: &str,
) -> Vec<(String, String)> {
    let mut models = Vec::new();
    let content = body.member("content").and_then(Node::members).unwrap_or_default();
    for media in content {
        let Some(schema) = media.value.member("schema") else {
            continue;
        };
        let content_type = match media.name.as_str() {
            "*/*" | ANY_CONTENT_TYPE => ANY_CONTENT_TYPE,
            name if is_media_type(name) && !name.contains('*') => name,
            name => {
                let message = format!(
                    "the validator of {method} cannot check bodies of type `{}`",
                    shown(name)
                );
                let remedy = "name one media type such as `application/json`, or `*/*`";
                context.error("media-type", media.name_span, message, remedy);
                continue;
            }
        };
        if let Some(name) = model(context, schema, method, content_type) {
            models.push((content_type.to_owned(), name));
        }
    }
    models
}

/// The models of a body parameter of Swagger 2.0, for each content type the method consumes.
pub(crate) fn of_parameter<'a>(
    context: &mut Context<'a>,
    parameter: &'a Node,
    operation: &'a Node,
    method: &str,
) -> Vec<(String, String)> {
    let Some(schema) = parameter.member("schema") else {
        return Vec::new();
    };
    let Some(name) = model(context, schema, method, JSON) else {
        return Vec::new();
    };
    let consumes = operation
        .member("consumes")
        .or_else(|| context.root.member("consumes"));
    let types: Vec<&str> = consumes
        .and_then(Node::elements)
        .unwrap_or_default()
        .iter()
        .filter_map(Node::string)
        .collect();
    let types = if types.is_empty() { vec![JSON] } else { types };
    types
        .into_iter()
        .map(|kind| {
            let kind = if kind.contains('*') {
                ANY_CONTENT_TYPE
            } else {
                kind
            };
            (kind.to_owned(), name.clone())
        })
        .collect()
}

/// The name of the model that a schema is; faults of the schema are told.
fn model<'a>(
    context: &mut Context<'a>,
    schema: &'a Node,
    method: &str,
    content_type: &str,
) -> Option<String> {
    if context.models.is_empty() {
        read_all(context);
    }
    let name = match schema.member("$ref").and_then(Node::string).and_then(local) {
        Some(named) if context.models.contains_key(&named) => named,
        _ => {
            let name = format!("{method} {content_type}").replace(['`', '/', '#'], "|");
            let text = schema_text(context, schema);
            context.models.insert(name.clone(), text);
            name
        }
    };
    if let Some(whole) = context.models_checked.get(&name) {
        return whole.then_some(name);
    }
    let fault = fault(context, &name);
    context.models_checked.insert(name.clone(), fault.is_none());
    if let Some(fault) = fault {
        let message = format!("the model of {method} cannot be checked: {fault}");
        let remedy = "correct the schema: models are JSON Schema of draft 4";
        context.error("model", schema.span, message, remedy);
        return None;
    }
    Some(name)
}

/// Why no body can be checked against a model. The work is bounded by what all models may have together.
fn fault(context: &mut Context<'_>, name: &str) -> Option<String> {
    let models = &context.models;
    let text = models.get(name)?;
    let read = Cell::new(context.models_bytes + text.len());
    let resolve = |name: &str| {
        let text = models.get(name)?;
        read.set(read.get() + text.len());
        (read.get() <= MODELS_BYTES_MAX).then(|| text.clone())
    };
    let schema = (read.get() <= MODELS_BYTES_MAX).then(|| ::mapping::Schema::compile(text, resolve));
    context.models_bytes = read.get();
    if read.get() > MODELS_BYTES_MAX {
        return Some(format!(
            "the models of all methods have more than {MODELS_BYTES_MAX} bytes together, each with all it refers to"
        ));
    }
    schema?.err().map(|error| error.to_string())
}

/// The shared schemas of the definition, as models.
fn read_all(context: &mut Context<'_>) {
    let root = context.root;
    let schemas = match context.dialect {
        Dialect::Swagger2 => root.member("definitions"),
        Dialect::OpenApi3 => root
            .member("components")
            .and_then(|components| components.member("schemas")),
    };
    for entry in schemas.and_then(Node::members).unwrap_or_default() {
        let text = schema_text(context, &entry.value);
        context.models.entry(entry.name.clone()).or_insert(text);
    }
}

/// The name in a reference to a shared schema, and nothing below it.
fn local(reference: &str) -> Option<String> {
    let (name, below) = shared(reference)?;
    below.is_empty().then_some(name)
}

/// The name of the shared schema that a reference leads to, and the rest of the pointer.
fn shared(reference: &str) -> Option<(String, &str)> {
    let rest = reference
        .strip_prefix("#/components/schemas/")
        .or_else(|| reference.strip_prefix("#/definitions/"))?;
    let (name, below) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    Some((name.replace("~1", "/").replace("~0", "~"), below))
}

/// A schema of the definition as a model's text.
fn schema_text(context: &mut Context<'_>, schema: &Node) -> String {
    as_model(context, schema).to_json()
}

/// A schema with its references to shared schemas as models refer to one another. Recursion is bounded by the depth of a
/// source text ([`source_text::DEPTH_MAX`]).
fn as_model(context: &mut Context<'_>, schema: &Node) -> Node {
    let value = match &schema.value {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|member| Member {
                    value: keyword(context, member),
                    ..member.clone()
                })
                .collect(),
        ),
        Value::Array(elements) => Value::Array(
            elements
                .iter()
                .map(|element| as_model(context, element))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => schema.value.clone(),
    };
    Node {
        value,
        span: schema.span,
    }
}

/// The value of one keyword.
fn keyword(context: &mut Context<'_>, member: &Member) -> Node {
    let node = &member.value;
    match (member.name.as_str(), &node.value) {
        ("$ref", Value::String(reference)) => {
            let swagger = context.dialect == Dialect::Swagger2;
            let own = reference.starts_with("#/definitions/") && !swagger;
            let url = shared(reference).filter(|_| !own).map(|(name, below)| {
                let fragment = if below.is_empty() { "" } else { "#" };
                format!("{}{fragment}{below}", model_url(&name))
            });
            Node {
                value: Value::String(url.unwrap_or_else(|| reference.clone())),
                span: node.span,
            }
        }
        // Names of the user's own, each with a schema.
        ("properties" | "patternProperties" | "definitions" | "dependencies", Value::Object(members)) => {
            let named = |member: &Member, value| Member {
                value,
                ..member.clone()
            };
            let members = members
                .iter()
                .map(|member| named(member, as_model(context, &member.value)))
                .collect();
            Node {
                value: Value::Object(members),
                span: node.span,
            }
        }
        ("enum" | "default" | "example" | "examples", _) => node.clone(),
        (name, _) => {
            if NOT_CHECKED.contains(&name) {
                let message = format!("`{name}` of a model is not checked");
                let remedy = "say it in JSON Schema of draft 4, or check it behind the gateway";
                context.warning("not-checked", member.name_span, message, remedy);
            }
            as_model(context, node)
        }
    }
}
