//! The parameters of query services: `Tags.member.1.Key=a`, maps `Map.entry.1.key=a`, empty lists `Tags=`.
//!
//! Source: Smithy, "AWS query protocol"; what botocore sends.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{Limits, Shape, Structure, WireError, decode::from_text};

/// Parameters by the parts of their names.
#[derive(Debug, Default)]
struct Node {
    text: Option<String>,
    children: BTreeMap<String, Node>,
}

/// The input that these parameters hold, with the model's member names. Parameters of no member are ignored, as AWS does.
pub(crate) fn decode(
    input: &Structure,
    parameters: &[(String, String)],
    limits: &Limits,
) -> Result<Map<String, Value>, WireError> {
    let mut root = Node::default();
    for (name, text) in parameters {
        // A list or map in a name is three parts at most: its member, `entry`, the number.
        if name.split('.').count() > limits.depth_max.saturating_mul(3) {
            return Err(WireError::malformed_input(format!(
                "the parameter `{}…` nests deeper than {}",
                name.chars().take(64).collect::<String>(),
                limits.depth_max
            )));
        }
        let mut node = &mut root;
        for part in name.split('.') {
            node = node.children.entry(part.to_owned()).or_default();
        }
        node.text = Some(text.clone());
    }
    structure(input, &root, "")
}

fn structure(shape: &Structure, node: &Node, path: &str) -> Result<Map<String, Value>, WireError> {
    let mut members = Map::new();
    for member in shape.members {
        let name = member.element_name();
        let Some(child) = node.children.get(name) else {
            continue;
        };
        let path = join(path, name);
        let value = value(member.shape, child, &path, member.flattened)?;
        members.insert(member.name.to_owned(), value);
    }
    Ok(members)
}

fn value(shape: &Shape, node: &Node, path: &str, flattened: bool) -> Result<Value, WireError> {
    match shape {
        Shape::Structure(shape) => {
            no_text(node, path)?;
            structure(shape, node, path).map(Value::Object)
        }
        Shape::List(shape) => {
            no_text(node, path)?;
            let name = if shape.member_wire.is_empty() {
                "member"
            } else {
                shape.member_wire
            };
            let (elements, path) = within(node, path, name, flattened || shape.flattened);
            let mut list = Vec::new();
            for (number, element) in numbered(elements, &path)? {
                list.push(value(shape.member, element, &format!("{path}.{number}"), false)?);
            }
            Ok(Value::Array(list))
        }
        Shape::Map(shape) => {
            no_text(node, path)?;
            let or = |name: &'static str, other| if name.is_empty() { other } else { name };
            let (key_name, value_name) = (or(shape.key_wire, "key"), or(shape.value_wire, "value"));
            let (entries, path) = within(node, path, "entry", flattened || shape.flattened);
            let mut map = Map::new();
            for (number, entry) in numbered(entries, &path)? {
                let path = format!("{path}.{number}");
                let key = entry
                    .children
                    .get(key_name)
                    .and_then(|key| key.text.as_ref())
                    .ok_or_else(|| WireError::malformed_input(format!("`{path}.{key_name}` is missing")))?;
                let Some(child) = entry.children.get(value_name) else {
                    return Err(WireError::malformed_input(format!(
                        "`{path}.{value_name}` is missing"
                    )));
                };
                let value = value(shape.value, child, &join(&path, value_name), false)?;
                if map.insert(key.clone(), value).is_some() {
                    return Err(WireError::malformed_input(format!(
                        "`{path}`: the key `{key}` is given twice"
                    )));
                }
            }
            Ok(Value::Object(map))
        }
        Shape::Text(_)
        | Shape::Integer(..)
        | Shape::Long(..)
        | Shape::Double
        | Shape::Boolean
        | Shape::Timestamp
        | Shape::Blob => {
            let text = match &node.text {
                Some(text) if node.children.is_empty() => text,
                _ => {
                    return Err(WireError::malformed_input(format!(
                        "`{path}` is not a single value"
                    )));
                }
            };
            from_text(shape, text)
                .ok_or_else(|| WireError::malformed_input(format!("`{path}` cannot be read from `{text}`")))
        }
    }
}

/// An empty structure, list or map is written as empty text; other text where one should be is an error.
fn no_text(node: &Node, path: &str) -> Result<(), WireError> {
    match &node.text {
        Some(text) if !text.is_empty() => Err(WireError::malformed_input(format!(
            "`{path}` is not a single value"
        ))),
        _ => Ok(()),
    }
}

/// The node that holds the numbers: the one below `name`, or this one where there is none around them.
fn within<'a>(node: &'a Node, path: &str, name: &str, flattened: bool) -> (Option<&'a Node>, String) {
    if flattened {
        (Some(node), path.to_owned())
    } else {
        (node.children.get(name), join(path, name))
    }
}

/// The elements by number. A number that is left out is an element without a member, which a form cannot say; to drop it
/// could change what a list of policies allows, so it is refused.
fn numbered<'a>(node: Option<&'a Node>, path: &str) -> Result<Vec<(u32, &'a Node)>, WireError> {
    let mut elements = Vec::new();
    for (name, element) in node.into_iter().flat_map(|node| &node.children) {
        let number = name
            .parse::<u32>()
            .ok()
            .filter(|number| *number > 0 && number.to_string() == *name)
            .ok_or_else(|| WireError::malformed_input(format!("`{path}.{name}`: not a number from 1")))?;
        elements.push((number, element));
    }
    elements.sort_by_key(|(number, _)| *number);
    for ((number, _), expected) in elements.iter().zip(1_u32..) {
        if *number != expected {
            return Err(WireError::malformed_input(format!(
                "`{path}.{expected}` is missing"
            )));
        }
    }
    Ok(elements)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests;
