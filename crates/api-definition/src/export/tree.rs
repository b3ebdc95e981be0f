//! Building trees to print.

use source_text::{Member, Node, Span, Value};

use super::Dialect;
use crate::import::referred;

fn node(value: Value) -> Node {
    Node {
        span: Span::default(),
        value,
    }
}

pub(super) fn text(text: &str) -> Node {
    node(Value::String(text.to_owned()))
}

pub(super) fn boolean(value: bool) -> Node {
    node(Value::Bool(value))
}

pub(super) fn number(value: i32) -> Node {
    node(Value::Number(value.to_string()))
}

pub(super) fn list(elements: impl IntoIterator<Item = Node>) -> Node {
    node(Value::Array(elements.into_iter().collect()))
}

pub(super) fn texts<'a>(elements: impl IntoIterator<Item = &'a String>) -> Node {
    list(elements.into_iter().map(|element| text(element)))
}

pub(super) fn object<const N: usize>(entries: [(&str, Node); N]) -> Node {
    let mut members = Members::default();
    for (name, value) in entries {
        members.add(name, value);
    }
    members.into_node()
}

/// A map of texts.
pub(super) fn text_map<'a>(entries: impl IntoIterator<Item = (&'a String, &'a String)>) -> Members {
    let mut members = Members::default();
    for (name, value) in entries {
        members.add(name, text(value));
    }
    members
}

/// An object in the making.
#[derive(Debug, Default)]
pub(super) struct Members(Vec<Member>);

impl Members {
    pub(super) fn add(&mut self, name: &str, value: Node) {
        self.0.push(Member {
            name: name.to_owned(),
            name_span: Span::default(),
            value,
        });
    }

    pub(super) fn add_text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(name, text(value));
        }
    }

    pub(super) fn add_unless_empty(&mut self, name: &str, members: Self) {
        if !members.is_empty() {
            self.add(name, members.into_node());
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|member| member.name == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_node(self) -> Node {
        node(Value::Object(self.0))
    }
}

/// How a document refers to a schema.
pub(super) fn reference(model: &str, dialect: Dialect) -> Node {
    let target = match dialect {
        Dialect::Swagger20 => format!("#/definitions/{model}"),
        Dialect::Oas30 => format!("#/components/schemas/{model}"),
    };
    object([("$ref", text(&target))])
}

/// Turns references to models of an API into references inside the document.
///
/// Recursion is bounded by the depth of a source text ([`source_text::DEPTH_MAX`]).
pub(super) fn refer(node: &mut Node, dialect: Dialect) {
    match &mut node.value {
        Value::Object(members) => {
            for member in members {
                match member.value.string().and_then(referred) {
                    Some(model) if member.name == "$ref" => {
                        if let Some(target) = reference(model, dialect).member("$ref") {
                            member.value = target.clone();
                        }
                    }
                    Some(_) | None => refer(&mut member.value, dialect),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| refer(element, dialect)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
