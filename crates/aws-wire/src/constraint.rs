//! What the model demands of an input (members that must be there, enumerations, patterns, lengths, ranges), said in AWS's
//! words.
//!
//! Sources: answers of API Gateway recorded by the LocalStack project (see `recorded`) and
//! `Value null at 'createBasePathMappingInput.restApiId'` (serverless-domain-manager, issue 177). The texts for lengths,
//! ranges, keys and values of maps are those of IAM, STS and DynamoDB, which share the framework.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::{
    Location, OperationModel, Protocol, ServiceModel, Shape, Structure, Text, WireError, pattern, recorded,
    text::lower_first,
};

/// All that an input violates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validation {
    /// In the order in which AWS lists them.
    pub violations: Vec<Violation>,
}

/// One thing that an input violates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The member of the input in or below which it is, by its name in the model: `patchOperations`.
    pub member: &'static str,
    /// Where, as AWS writes it: `updateStageInput.patchOperations.1.member.op`
    pub path: String,
    /// Which kind of constraint.
    pub kind: ViolationKind,
    /// The whole text: `Value … at '…' failed to satisfy constraint: …`
    pub text: String,
}

/// A kind of constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViolationKind {
    /// A member that must be there is not.
    Required,
    /// No value of the enumeration.
    Enum,
    /// The pattern does not match.
    Pattern,
    /// Too short or too long.
    Length,
    /// Too small or too large.
    Range,
    /// An element of a list, a key or a value of a map.
    Inside,
}

/// Violations that are listed at most. Chosen: no client reads more, and a body of millions of bytes must not become an answer
/// of hundreds of millions.
pub const VIOLATIONS_MAX: usize = 100;

/// Letters of a value that a text shows at most. Chosen, for the same reason.
const SHOWN_MAX: usize = 8_192;

/// What an input with the model's member names violates.
pub fn validate(
    service: &ServiceModel,
    operation: &OperationModel,
    input: &Map<String, Value>,
) -> Validation {
    let mut walk = Walk {
        service,
        member: "",
        violations: Vec::new(),
    };
    let Some(Shape::Structure(shape)) = operation.input else {
        return Validation::default();
    };
    let body_first = recorded::body_is_a_member(service.name);
    let in_body = |location: Location, name: &str| location == Location::Body && shape.payload != Some(name);
    let prefix = if body_first {
        format!("{}Input.", lower_first(operation.name))
    } else {
        String::new()
    };
    let of_body = shape
        .members
        .iter()
        .filter(|member| body_first && in_body(member.location, member.name));
    let others = shape
        .members
        .iter()
        .filter(|member| !(body_first && in_body(member.location, member.name)));
    for (member, prefix) in of_body
        .map(|member| (member, prefix.as_str()))
        .chain(others.map(|member| (member, "")))
    {
        walk.member = member.name;
        let path = format!("{prefix}{}", lower_first(member.name));
        walk.member_value(member.required, member.shape, input.get(member.name), &path);
    }
    Validation {
        violations: walk.violations,
    }
}

impl Validation {
    /// Whether nothing is violated.
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// The same without what a service looks at itself (because it answers in other words).
    #[must_use]
    pub fn without(mut self, skip: impl Fn(&Violation) -> bool) -> Self {
        self.violations.retain(|violation| !skip(violation));
        self
    }

    /// `2 validation errors detected: …; …`; `None` where nothing is violated.
    pub fn message(&self) -> Option<String> {
        let count = self.violations.len();
        let texts: Vec<&str> = self
            .violations
            .iter()
            .map(|violation| violation.text.as_str())
            .collect();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} validation error{plural} detected: {}", texts.join("; ")))
    }

    /// Nothing, or the service's error.
    pub fn into_result(self, service: &ServiceModel) -> Result<(), WireError> {
        let Some(message) = self.message() else {
            return Ok(());
        };
        let code = match service.protocol {
            Protocol::RestJson | Protocol::Json10 | Protocol::Json11 => "ValidationException",
            Protocol::Query => "ValidationError",
            Protocol::RestXml => "InvalidArgument",
        };
        Err(WireError::new(code, 400, message))
    }
}

struct Walk<'a> {
    service: &'a ServiceModel,
    member: &'static str,
    violations: Vec<Violation>,
}

/// A constraint that one value violates, in words.
type Broken = (ViolationKind, String);

impl Walk<'_> {
    fn member_value(&mut self, required: bool, shape: &Shape, value: Option<&Value>, path: &str) {
        match value.filter(|value| !value.is_null()) {
            Some(value) => self.value(shape, value, path),
            None if required => self.report(
                path,
                ViolationKind::Required,
                "Value null",
                "Member must not be null",
            ),
            None => {}
        }
    }

    fn value(&mut self, shape: &Shape, value: &Value, path: &str) {
        if self.violations.len() >= VIOLATIONS_MAX {
            return;
        }
        for (kind, words) in self.broken(shape, value) {
            let shown = shown(shape, value);
            self.report(path, kind, &shown, &words);
        }
        match (shape, value) {
            (Shape::Structure(structure), Value::Object(members)) => {
                self.structure(structure, members, path);
            }
            (Shape::List(list), Value::Array(elements)) => {
                if is_scalar(list.member) {
                    let broken = elements
                        .iter()
                        .any(|element| !self.broken(list.member, element).is_empty());
                    if broken {
                        let words = self.all_constraints(list.member);
                        let words = format!("Member must satisfy constraint: [{words}]");
                        self.report(path, ViolationKind::Inside, &shown(shape, value), &words);
                    }
                } else {
                    for (at, element) in elements.iter().enumerate() {
                        self.value(list.member, element, &format!("{path}.{}.member", at + 1));
                    }
                }
            }
            (Shape::Map(map), Value::Object(entries)) => self.map(shape, map, value, entries, path),
            _ => {}
        }
    }

    fn structure(&mut self, structure: &Structure, members: &Map<String, Value>, path: &str) {
        for member in structure.members {
            let path = format!("{path}.{}", lower_first(member.name));
            self.member_value(member.required, member.shape, members.get(member.name), &path);
        }
    }

    fn map(
        &mut self,
        shape: &Shape,
        map: &crate::Map,
        value: &Value,
        entries: &Map<String, Value>,
        path: &str,
    ) {
        let key_broken = entries
            .keys()
            .any(|key| !self.broken(map.key, &Value::String(key.clone())).is_empty());
        if key_broken {
            let words = format!(
                "Map keys must satisfy constraint: [{}]",
                self.all_constraints(map.key)
            );
            self.report(path, ViolationKind::Inside, &shown(shape, value), &words);
        }
        if is_scalar(map.value) {
            let value_broken = entries
                .values()
                .any(|element| !self.broken(map.value, element).is_empty());
            if value_broken {
                let words = format!(
                    "Map value must satisfy constraint: [{}]",
                    self.all_constraints(map.value)
                );
                self.report(path, ViolationKind::Inside, &shown(shape, value), &words);
            }
        } else {
            for (key, element) in entries {
                self.value(map.value, element, &format!("{path}.{key}.member"));
            }
        }
    }

    fn report(&mut self, path: &str, kind: ViolationKind, shown: &str, words: &str) {
        if self.violations.len() < VIOLATIONS_MAX {
            self.violations.push(Violation {
                member: self.member,
                path: path.to_owned(),
                kind,
                text: format!("{shown} at '{path}' failed to satisfy constraint: {words}"),
            });
        }
    }

    /// What this one value violates, not looking inside.
    fn broken(&self, shape: &Shape, value: &Value) -> Vec<Broken> {
        match (shape, value) {
            (Shape::Text(shape), Value::String(text)) => self.broken_text(shape, text),
            (Shape::Integer(least, most) | Shape::Long(least, most), Value::Number(number)) => {
                let number = number.as_i64();
                let too_small = least.filter(|least| number.is_none_or(|number| number < *least));
                let too_large = most.filter(|most| number.is_none_or(|number| number > *most));
                too_small
                    .map(at_least)
                    .into_iter()
                    .chain(too_large.map(at_most))
                    .map(|words| (ViolationKind::Range, words))
                    .collect()
            }
            (Shape::List(list), Value::Array(elements)) => lengths(list.min, list.max, elements.len()),
            _ => Vec::new(),
        }
    }

    fn broken_text(&self, shape: &Text, text: &str) -> Vec<Broken> {
        let mut broken = Vec::new();
        if !shape.pattern.is_empty() && !pattern::matches(shape.pattern, text) {
            broken.push((ViolationKind::Pattern, pattern_words(shape)));
        }
        broken.extend(lengths(shape.min, shape.max, text.chars().count()));
        if !shape.values.is_empty() && !shape.values.contains(&text) {
            broken.push((ViolationKind::Enum, self.enum_words(shape)));
        }
        broken
    }

    fn enum_words(&self, shape: &Text) -> String {
        let values = recorded::values_in_order(self.service.name, shape);
        format!("Member must satisfy enum value set: [{}]", values.join(", "))
    }

    /// All that a shape demands, violated or not: so AWS says what an element or key must be.
    fn all_constraints(&self, shape: &Shape) -> String {
        let mut words = Vec::new();
        match shape {
            Shape::Text(shape) => {
                words.extend(shape.max.map(no_longer));
                words.extend(shape.min.map(no_shorter));
                if !shape.pattern.is_empty() {
                    words.push(pattern_words(shape));
                }
                if !shape.values.is_empty() {
                    words.push(self.enum_words(shape));
                }
            }
            Shape::Integer(least, most) | Shape::Long(least, most) => {
                words.extend(most.map(at_most));
                words.extend(least.map(at_least));
            }
            Shape::Structure(_)
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Double
            | Shape::Boolean
            | Shape::Timestamp
            | Shape::Blob => {}
        }
        words.join(", ")
    }
}

fn lengths(min: Option<u64>, max: Option<u64>, length: usize) -> Vec<Broken> {
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    let short = min.filter(|min| length < *min).map(no_shorter);
    let long = max.filter(|max| length > *max).map(no_longer);
    short
        .into_iter()
        .chain(long)
        .map(|words| (ViolationKind::Length, words))
        .collect()
}

fn no_shorter(min: u64) -> String {
    format!("Member must have length greater than or equal to {min}")
}

fn no_longer(max: u64) -> String {
    format!("Member must have length less than or equal to {max}")
}

fn at_least(least: i64) -> String {
    format!("Member must have value greater than or equal to {least}")
}

fn at_most(most: i64) -> String {
    format!("Member must have value less than or equal to {most}")
}

fn pattern_words(shape: &Text) -> String {
    format!(
        "Member must satisfy regular expression pattern: {}",
        shape.pattern
    )
}

fn is_scalar(shape: &Shape) -> bool {
    !matches!(shape, Shape::Structure(_) | Shape::List(_) | Shape::Map(_))
}

/// `Value '[a, b]'`; `Value` alone where the shape must not be shown.
fn shown(shape: &Shape, value: &Value) -> String {
    if is_sensitive(shape) {
        return "Value".to_owned();
    }
    let mut text = String::new();
    java(value, &mut text);
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("Value '{}…'", text.get(..end).unwrap_or_default()),
        None => format!("Value '{text}'"),
    }
}

/// Whether anything inside must not be shown.
fn is_sensitive(shape: &Shape) -> bool {
    match shape {
        Shape::Text(text) => text.sensitive,
        Shape::List(list) => is_sensitive(list.member),
        Shape::Map(map) => is_sensitive(map.key) || is_sensitive(map.value),
        // Never shown whole: a structure has no constraints of its own, and one that holds itself would not end.
        Shape::Structure(_) => true,
        Shape::Blob => true,
        Shape::Integer(..) | Shape::Long(..) | Shape::Double | Shape::Boolean | Shape::Timestamp => false,
    }
}

/// A value as Java prints it: `[a, b]`, `{k=v}`.
fn java(value: &Value, out: &mut String) {
    if out.len() > SHOWN_MAX * 4 {
        return;
    }
    match value {
        Value::String(text) => out.push_str(text),
        Value::Array(elements) => {
            out.push('[');
            for (at, element) in elements.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                java(element, out);
            }
            out.push(']');
        }
        Value::Object(entries) => {
            out.push('{');
            for (at, (key, value)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                out.push_str(key);
                out.push('=');
                java(value, out);
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "{value}");
        }
    }
}

#[cfg(test)]
mod tests;
