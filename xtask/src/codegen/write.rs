//! Rust text of a model.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::Value;

use super::model::{COMMON, Model, Operation};
use super::names::{field, snake, table};

const NOTICE: &str =
    "// Written by `cargo xtask codegen` from the service model in botocore; do not edit.\n\n";

/// The files of a service: its index, and one per kind of resource.
pub(super) fn service(model: &Model) -> Vec<(PathBuf, String)> {
    let mut groups: BTreeSet<&str> = model.operations.iter().map(|one| one.group.as_str()).collect();
    groups.insert(COMMON);
    let mut files = vec![(
        PathBuf::from(format!("{}.rs", model.folder)),
        index(model, &groups),
    )];
    for group in groups {
        let path = PathBuf::from(&model.folder).join(format!("{group}.rs"));
        files.push((path, group_file(model, group)));
    }
    files
}

fn index(model: &Model, groups: &BTreeSet<&str>) -> String {
    let fact = |name: &str| model.metadata.get(name).map_or("", String::as_str);
    let protocol = match (fact("protocol"), fact("jsonVersion")) {
        ("rest-json", _) => "RestJson",
        ("rest-xml", _) => "RestXml",
        ("query", _) => "Query",
        ("json", "1.0") => "Json10",
        _ => "Json11",
    };
    let signing_name = match fact("signingName") {
        "" => fact("endpointPrefix"),
        name => name,
    };
    let mut out = format!(
        "//! {}, API version {}.\n\n{NOTICE}",
        fact("serviceFullName"),
        fact("apiVersion")
    );
    for group in groups {
        let _ = writeln!(out, "mod {group};");
    }
    out.push('\n');
    for group in groups.iter().filter(|group| has_types(model, group)) {
        let _ = writeln!(out, "pub use {group}::*;");
    }
    let _ = write!(
        out,
        "\n/// The service.\npub static SERVICE: aws_wire::ServiceModel = aws_wire::ServiceModel {{ name: {:?}, signing_name: {:?}, \
         service_id: {:?}, api_version: {:?}, protocol: aws_wire::Protocol::{protocol}, target_prefix: {:?}, xml_namespace: {:?}, \
         operation_names: &[{}] }};\n",
        model.folder,
        signing_name,
        fact("serviceId"),
        fact("apiVersion"),
        fact("targetPrefix"),
        fact("xmlNamespace"),
        model
            .operation_names
            .iter()
            .map(|name| format!("{name:?}"))
            .collect::<Vec<_>>()
            .join(", ")
    );
    let models: Vec<String> = model
        .operations
        .iter()
        .map(|one| format!("<{} as aws_wire::Operation>::MODEL", one.name))
        .collect();
    let _ = write!(
        out,
        "\n/// The operations that are generated, by name.\npub static OPERATIONS: &[&aws_wire::OperationModel] = &[{}];\n",
        models.join(", ")
    );
    out
}

/// Whether a group has anything that others see: tables of scalars are for the service's own files.
fn has_types(model: &Model, group: &str) -> bool {
    let structure = |(shape, owner): &(Value, String)| owner == group && shape["type"] == "structure";
    model.operations.iter().any(|one| one.group == group) || model.shapes.values().any(structure)
}

fn group_file(model: &Model, group: &str) -> String {
    let mut out = if group == COMMON {
        format!("//! Shapes that several kinds of resource share.\n\n{NOTICE}")
    } else {
        format!("//! Operations and shapes of `{group}`.\n\n{NOTICE}")
    };
    out.push_str("use serde::{Deserialize, Serialize};\n\nuse aws_wire::{ErrorFacts, Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};\n\n");
    if group != COMMON {
        out.push_str(
            "#[allow(unused_imports, reason = \"not every kind shares shapes\")]\nuse super::common::*;\n\n",
        );
    }
    for operation in model.operations.iter().filter(|one| one.group == group) {
        out.push_str(&operation_text(operation, model));
    }
    for (name, (shape, owner)) in &model.shapes {
        if owner == group {
            out.push_str(&shape_text(model, name, shape));
        }
    }
    // What a file does not name it does not use.
    if !out.contains("Deserialize)]") {
        out = out.replace("use serde::{Deserialize, Serialize};\n\n", "");
    }
    let unused = |name: &&str| {
        !["(", " {", "::", ";", " ="]
            .iter()
            .any(|after| out.contains(&format!(" {name}{after}")) || out.contains(&format!("({name}{after}")))
    };
    let names = [
        "ErrorFacts",
        "Http",
        "List",
        "Location",
        "Map",
        "Member",
        "OperationModel",
        "Shape",
        "Structure",
        "Text",
    ];
    let used: Vec<_> = names.into_iter().filter(|name| !unused(name)).collect();
    out.replace(
        "use aws_wire::{ErrorFacts, Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};",
        &format!("use aws_wire::{{{}}};", used.join(", ")),
    )
}

fn operation_text(operation: &Operation, model: &Model) -> String {
    let name = &operation.name;
    let constant = format!("OPERATION_{}", snake(name).to_ascii_uppercase());
    let shape = |shape: &Option<String>| {
        shape
            .as_ref()
            .map_or_else(|| "None".to_owned(), |shape| format!("Some(&{})", table(shape)))
    };
    let rust = |shape: &Option<String>| {
        shape
            .as_ref()
            .map_or_else(|| "aws_wire::Nothing".to_owned(), |shape| type_of(model, shape))
    };
    format!(
        "/// `{method} {uri}`\n#[derive(Debug, Clone, Copy)]\npub struct {name};\n\n\
         #[rustfmt::skip]\nstatic {constant}: OperationModel = OperationModel {{\n    name: {name:?}, \
         http: Http {{ method: {method:?}, uri: {uri:?}, status: {status} }},\n    input: {input}, output: {output}, \
         result_wrapper: {wrapper:?},\n}};\n\n\
         impl aws_wire::Operation for {name} {{\n const MODEL: &'static OperationModel = &{constant};\n \
         type Input = {input_type};\n type Output = {output_type};\n}}\n\n",
        method = operation.method,
        uri = operation.uri,
        status = operation.status,
        input = shape(&operation.input),
        output = shape(&operation.output),
        wrapper = operation.result_wrapper,
        input_type = rust(&operation.input),
        output_type = rust(&operation.output),
    )
}

/// The Rust type of a shape.
fn type_of(model: &Model, name: &str) -> String {
    let Some((shape, _)) = model.shapes.get(name) else {
        return "serde_json::Value".to_owned();
    };
    let inner = |at: &Value| type_of(model, at["shape"].as_str().unwrap_or_default());
    match shape["type"].as_str().unwrap_or_default() {
        "structure" => name.to_owned(),
        "list" => format!("Vec<{}>", inner(&shape["member"])),
        "map" => format!("std::collections::BTreeMap<String, {}>", inner(&shape["value"])),
        "integer" => "i32".to_owned(),
        "long" => "i64".to_owned(),
        "double" | "float" => "f64".to_owned(),
        "boolean" => "bool".to_owned(),
        "timestamp" => "aws_wire::EpochSeconds".to_owned(),
        "blob" => "aws_wire::Blob".to_owned(),
        _ => "String".to_owned(),
    }
}

fn shape_text(model: &Model, name: &str, shape: &Value) -> String {
    let kind = shape["type"].as_str().unwrap_or_default();
    let mut out = String::new();
    if kind == "structure" {
        out.push_str(&structure_type(model, name, shape));
    }
    let number = |value: &Value| {
        value
            .as_i64()
            .map_or_else(|| "None".to_owned(), |number| format!("Some({number})"))
    };
    let flag = |value: &Value| value.as_bool().unwrap_or(false);
    let text = |value: &Value| format!("{:?}", value.as_str().unwrap_or_default());
    let of = |value: &Value| format!("&{}", table(value["shape"].as_str().unwrap_or_default()));
    let body = match kind {
        "structure" => structure_table(name, shape),
        "list" => format!(
            "List(List {{ member: {}, member_wire: {}, flattened: {}, min: {}, max: {} }})",
            of(&shape["member"]),
            text(&shape["member"]["locationName"]),
            flag(&shape["flattened"]),
            number(&shape["min"]),
            number(&shape["max"])
        ),
        "map" => format!(
            "Map(Map {{ key: {}, value: {}, key_wire: {}, value_wire: {}, flattened: {} }})",
            of(&shape["key"]),
            of(&shape["value"]),
            text(&shape["key"]["locationName"]),
            text(&shape["value"]["locationName"]),
            flag(&shape["flattened"])
        ),
        "integer" => format!("Integer({}, {})", number(&shape["min"]), number(&shape["max"])),
        "long" => format!("Long({}, {})", number(&shape["min"]), number(&shape["max"])),
        "double" | "float" => "Double".to_owned(),
        "boolean" => "Boolean".to_owned(),
        "timestamp" => "Timestamp".to_owned(),
        "blob" => "Blob".to_owned(),
        _ => {
            let values: Vec<String> = shape["enum"].as_array().into_iter().flatten().map(text).collect();
            if values.is_empty()
                && ["pattern", "min", "max", "sensitive"]
                    .iter()
                    .all(|fact| shape[*fact].is_null())
            {
                return format!(
                    "#[rustfmt::skip]\npub(super) static {}: Shape = Shape::Text(Text::any({name:?}));\n\n",
                    table(name)
                );
            }
            format!(
                "Text(Text {{ name: {name:?}, values: &[{}], pattern: {}, min: {}, max: {}, sensitive: {} }})",
                values.join(", "),
                text(&shape["pattern"]),
                number(&shape["min"]),
                number(&shape["max"]),
                flag(&shape["sensitive"])
            )
        }
    };
    let _ = write!(
        out,
        "#[rustfmt::skip]\npub(super) static {}: Shape = Shape::{body};\n\n",
        table(name)
    );
    out
}

fn members(shape: &Value) -> impl Iterator<Item = (&String, &Value)> {
    shape["members"].as_object().into_iter().flatten()
}

fn required(shape: &Value, member: &str) -> bool {
    shape["required"]
        .as_array()
        .is_some_and(|names| names.iter().any(|name| name == member))
}

fn structure_type(model: &Model, name: &str, shape: &Value) -> String {
    let mut out = format!(
        "/// The shape `{name}`.\n#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]\n#[serde(default)]\n\
         pub struct {name} {{\n"
    );
    for (member, facts) in members(shape) {
        let rust = type_of(model, facts["shape"].as_str().unwrap_or_default());
        let skip = if required(shape, member) {
            String::new()
        } else {
            ", skip_serializing_if = \"Option::is_none\"".to_owned()
        };
        let rust = if required(shape, member) {
            rust
        } else {
            format!("Option<{rust}>")
        };
        let _ = write!(
            out,
            "/// `{member}`\n#[serde(rename = {member:?}{skip})]\npub {}: {rust},\n",
            field(member)
        );
    }
    out.push_str("}\n\n");
    out
}

fn structure_table(name: &str, shape: &Value) -> String {
    let locations: BTreeMap<&str, &str> = [
        ("uri", "Uri"),
        ("querystring", "Query"),
        ("header", "Header"),
        ("headers", "Headers"),
        ("statusCode", "Status"),
    ]
    .into();
    let mut rows = String::new();
    for (member, facts) in members(shape) {
        let location = facts["location"]
            .as_str()
            .and_then(|location| locations.get(location))
            .unwrap_or(&"Body");
        let kind = |name: &str, builder| {
            if facts[name].as_bool().unwrap_or(false) {
                builder
            } else {
                ""
            }
        };
        let _ = write!(
            rows,
            "\n    Member::new({member:?}, {:?}, Location::{location}, {}, &{}){}{},",
            facts["locationName"].as_str().unwrap_or(member),
            required(shape, member),
            table(facts["shape"].as_str().unwrap_or_default()),
            kind("flattened", ".flattened()"),
            kind("xmlAttribute", ".attribute()")
        );
    }
    let payload = shape["payload"]
        .as_str()
        .map_or_else(|| "None".to_owned(), |member| format!("Some({member:?})"));
    let error = match shape["exception"].as_bool() {
        Some(true) => format!(
            "Some(ErrorFacts {{ code: {:?}, status: {} }})",
            shape["error"]["code"].as_str().unwrap_or(name),
            shape["error"]["httpStatusCode"].as_u64().unwrap_or(400)
        ),
        _ => "None".to_owned(),
    };
    format!(
        "Structure(Structure {{ name: {name:?}, payload: {payload}, error: {error}, members: &[{rows}\n] }})"
    )
}
