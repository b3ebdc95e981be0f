//! XML: bodies of requests by shape, and the elements of answers.
//!
//! No DTD and no entities but XML's own are taken. Names count without their name space.

use std::fmt::Write as _;

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::{Map, Value};

use crate::{EncodeError, Limits, Location, Member, Shape, Structure, WireError, decode::from_text, time};

/// The members of a structure that stand in an XML body; none for an empty body.
pub(crate) fn structure(
    shape: &Structure,
    body: &[u8],
    limits: &Limits,
) -> Result<Map<String, Value>, WireError> {
    let text = std::str::from_utf8(body).map_err(|_| WireError::malformed_xml("the body is not UTF-8"))?;
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    bound(text, limits)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: u32::try_from(limits.members_max).unwrap_or(u32::MAX),
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| WireError::malformed_xml(format!("the body is not XML: {error}")))?;
    read_structure(shape, document.root_element())
}

/// Refuses what nests too deep before it is parsed. What is no XML is left to the parser.
fn bound(text: &str, limits: &Limits) -> Result<(), WireError> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        let past = |end: &str| tag.split_once(end).map_or("", |(_, rest)| rest);
        if tag.starts_with("!--") {
            rest = past("-->");
        } else if tag.starts_with("![CDATA[") {
            rest = past("]]>");
        } else if tag.starts_with('?') {
            rest = past("?>");
        } else if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            rest = past(">");
        } else {
            let end = end_of_tag(tag);
            let (inside, behind) = tag.split_at_checked(end).unwrap_or((tag, ""));
            if !inside.ends_with('/') {
                depth += 1;
            }
            rest = behind;
        }
        if depth > limits.depth_max {
            return Err(WireError::malformed_xml(format!(
                "the body nests deeper than {}",
                limits.depth_max
            )));
        }
    }
    Ok(())
}

/// Where a tag ends: at the first `>` outside quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    node.children()
        .filter(|child| child.is_element() && child.tag_name().name() == name)
        .collect()
}

fn read_structure(shape: &Structure, node: Node<'_, '_>) -> Result<Map<String, Value>, WireError> {
    let mut members = Map::new();
    for member in shape.members {
        if member.location != Location::Body {
            continue;
        }
        if let Some(value) = read_member(member, node)? {
            members.insert(member.name.to_owned(), value);
        }
    }
    Ok(members)
}

fn read_member(member: &Member, node: Node<'_, '_>) -> Result<Option<Value>, WireError> {
    if member.attribute {
        let name = local(member.wire);
        return node
            .attributes()
            .find(|attribute| attribute.name() == name)
            .map(|attribute| {
                from_text(member.shape, attribute.value()).ok_or_else(|| unreadable(name, attribute.value()))
            })
            .transpose();
    }
    let found = children(node, member.element_name());
    let Some(first) = found.first() else {
        return Ok(None);
    };
    if let Shape::List(list) = member.shape
        && (member.flattened || list.flattened)
    {
        let elements = found.into_iter().map(|element| read(list.member, element));
        return Ok(Some(Value::Array(elements.collect::<Result<_, _>>()?)));
    }
    if let Shape::Map(map) = member.shape
        && (member.flattened || map.flattened)
    {
        return read_entries(map, found).map(Some);
    }
    if found.len() > 1 {
        return Err(WireError::malformed_xml(format!(
            "the element `{}` is given twice",
            member.element_name()
        )));
    }
    read(member.shape, *first).map(Some)
}

fn read(shape: &Shape, node: Node<'_, '_>) -> Result<Value, WireError> {
    match shape {
        Shape::Structure(shape) => read_structure(shape, node).map(Value::Object),
        Shape::List(list) => {
            let elements = children(node, or(list.member_wire, "member"))
                .into_iter()
                .map(|element| read(list.member, element));
            Ok(Value::Array(elements.collect::<Result<_, _>>()?))
        }
        Shape::Map(map) => read_entries(map, children(node, "entry")),
        Shape::Text(_)
        | Shape::Integer(..)
        | Shape::Long(..)
        | Shape::Double
        | Shape::Boolean
        | Shape::Timestamp
        | Shape::Blob => {
            let name = node.tag_name().name();
            if node.children().any(|child| child.is_element()) {
                return Err(WireError::malformed_xml(format!(
                    "the element `{name}` holds others"
                )));
            }
            let text: String = node.children().filter_map(|child| child.text()).collect();
            from_text(shape, &text).ok_or_else(|| unreadable(name, &text))
        }
    }
}

fn read_entries(map: &crate::Map, entries: Vec<Node<'_, '_>>) -> Result<Value, WireError> {
    let mut values = Map::new();
    let (key_name, value_name) = (or(map.key_wire, "key"), or(map.value_wire, "value"));
    for entry in entries {
        let (keys, found) = (children(entry, key_name), children(entry, value_name));
        let (Some(key), Some(value)) = (keys.first(), found.first()) else {
            return Err(WireError::malformed_xml(format!(
                "an entry lacks `{key_name}` or `{value_name}`"
            )));
        };
        let key = key.text().unwrap_or_default().to_owned();
        values.insert(key, read(map.value, *value)?);
    }
    Ok(Value::Object(values))
}

fn unreadable(name: &str, text: &str) -> WireError {
    WireError::malformed_xml(format!("`{name}` cannot be read from `{text}`"))
}

fn or(name: &'static str, other: &'static str) -> &'static str {
    if name.is_empty() { other } else { name }
}

fn local(name: &'static str) -> &'static str {
    name.rsplit(':').next().unwrap_or(name)
}

/// How instants are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instants {
    /// `2026-05-01T00:00:00Z`
    Seconds,
    /// `2026-05-01T00:00:00.000Z`
    Milliseconds,
}

/// Text with what XML gives a meaning escaped, and what XML 1.0 cannot hold replaced by U+FFFD.
pub(crate) fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#xD;"),
            '\t' | '\n' => out.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}

/// `<name>text</name>`
pub(crate) fn element(name: &str, text: &str, out: &mut String) {
    open(name, out);
    escape(text, out);
    close(name, out);
}

pub(crate) fn open(name: &str, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<{name}>");
}

pub(crate) fn close(name: &str, out: &mut String) {
    let _ = write!(out, "</{name}>");
}

/// Writes the members of a structure that stand in the body.
pub(crate) fn write_structure(
    shape: &Structure,
    value: &Value,
    instants: Instants,
    out: &mut String,
) -> Result<(), EncodeError> {
    let Value::Object(members) = value else {
        return Err(EncodeError::shape(shape.name, "a structure"));
    };
    for member in shape.members {
        if member.location != Location::Body || member.attribute {
            continue;
        }
        let Some(value) = members.get(member.name).filter(|value| !value.is_null()) else {
            continue;
        };
        write_member(member, value, instants, out).map_err(|error| error.inside(member.name))?;
    }
    Ok(())
}

fn write_member(
    member: &Member,
    value: &Value,
    instants: Instants,
    out: &mut String,
) -> Result<(), EncodeError> {
    let name = member.element_name();
    match (member.shape, value) {
        (Shape::List(list), Value::Array(elements)) if member.flattened || list.flattened => {
            for element in elements {
                write_element(name, list.member, element, instants, out)?;
            }
            Ok(())
        }
        (Shape::Map(map), Value::Object(entries)) if member.flattened || map.flattened => {
            write_entries(name, map, entries, instants, out)
        }
        (shape, value) => write_element(name, shape, value, instants, out),
    }
}

/// Writes an element that holds a value.
pub(crate) fn write_element(
    name: &str,
    shape: &Shape,
    value: &Value,
    instants: Instants,
    out: &mut String,
) -> Result<(), EncodeError> {
    let _ = write!(out, "<{name}");
    if let (Shape::Structure(structure), Value::Object(members)) = (shape, value) {
        write_attributes(structure, members, out);
    }
    out.push('>');
    match (shape, value) {
        (Shape::Structure(shape), value) => write_structure(shape, value, instants, out)?,
        (Shape::List(list), Value::Array(elements)) => {
            for element in elements {
                write_element(
                    or(list.member_wire, "member"),
                    list.member,
                    element,
                    instants,
                    out,
                )?;
            }
        }
        (Shape::Map(map), Value::Object(entries)) => write_entries("entry", map, entries, instants, out)?,
        (shape, value) => escape(
            &scalar(shape, value, instants).ok_or_else(|| EncodeError::of(shape))?,
            out,
        ),
    }
    close(name, out);
    Ok(())
}

fn write_attributes(structure: &Structure, members: &Map<String, Value>, out: &mut String) {
    for member in structure.members.iter().filter(|member| member.attribute) {
        if let Some(Value::String(text)) = members.get(member.name) {
            if let Some((prefix, _)) = member.wire.split_once(':') {
                // The only name space that attributes of the models have.
                let _ = write!(
                    out,
                    " xmlns:{prefix}=\"http://www.w3.org/2001/XMLSchema-instance\""
                );
            }
            let _ = write!(out, " {}=\"", member.wire);
            escape(text, out);
            out.push('"');
        }
    }
}

fn write_entries(
    name: &str,
    map: &crate::Map,
    entries: &Map<String, Value>,
    instants: Instants,
    out: &mut String,
) -> Result<(), EncodeError> {
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        open(name, out);
        element(or(map.key_wire, "key"), key, out);
        write_element(or(map.value_wire, "value"), map.value, value, instants, out)?;
        close(name, out);
    }
    Ok(())
}

fn scalar(shape: &Shape, value: &Value, instants: Instants) -> Option<String> {
    match (shape, value) {
        (Shape::Text(_) | Shape::Blob, Value::String(text)) => Some(text.clone()),
        (Shape::Boolean, Value::Bool(truth)) => Some(truth.to_string()),
        (Shape::Integer(..) | Shape::Long(..), Value::Number(number)) => Some(number.to_string()),
        (Shape::Double, Value::Number(number)) => {
            serde_json::Number::from_f64(number.as_f64()?).map(|number| number.to_string())
        }
        (Shape::Timestamp, Value::Number(number)) => {
            let seconds = number.as_i64()?;
            match instants {
                Instants::Seconds => time::iso_8601(seconds),
                Instants::Milliseconds => time::iso_8601_milliseconds(seconds),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
