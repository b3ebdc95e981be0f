//! Printing a document.
//!
//! Members come in the order of AWS's own examples; lists, shorthand and spelling stay as they were written. Numbers and
//! booleans of conditions become strings, which IAM reads alike.

use serde_json::{Map, Value};

use super::{
    ConditionEntry, Document, Effect, Kind, PrincipalElement, PrincipalKind, Principals, Sourced, Statement,
    Version,
};

/// Without white space.
pub(super) fn compact(document: &Document) -> String {
    tree(document).to_string()
}

/// Indented by two spaces.
pub(super) fn pretty(document: &Document) -> String {
    format!("{:#}", tree(document))
}

fn tree(document: &Document) -> Value {
    let mut out = Map::new();
    if let Some(version) = &document.version {
        out.insert("Version".into(), version_text(version.value).into());
    }
    if let Some(id) = &document.id {
        out.insert("Id".into(), id.value.as_str().into());
    }
    let kind = document.kind;
    let statements: Vec<Value> = document
        .statements
        .iter()
        .map(|written| statement(written, kind))
        .collect();
    out.insert(
        "Statement".into(),
        one_or_list(statements, document.statement_is_array),
    );
    Value::Object(out)
}

fn version_text(version: Version) -> &'static str {
    match version {
        Version::V2008 => "2008-10-17",
        Version::V2012 => "2012-10-17",
    }
}

fn statement(statement: &Statement, kind: Kind) -> Value {
    let mut out = Map::new();
    if let Some(sid) = &statement.sid {
        out.insert("Sid".into(), sid.value.as_str().into());
    }
    let effect = match statement.effect.value {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    };
    out.insert("Effect".into(), effect.into());
    if let Some(element) = &statement.principal {
        out.insert(
            name(element.negated, "Principal", "NotPrincipal"),
            principal(element),
        );
    }
    let action = &statement.action;
    out.insert(
        name(action.negated, "Action", "NotAction"),
        strings(&action.patterns, action.in_array),
    );
    let resource = &statement.resource;
    if kind != Kind::Trust {
        out.insert(
            name(resource.negated, "Resource", "NotResource"),
            strings(&resource.patterns, resource.in_array),
        );
    }
    if !statement.conditions.is_empty() {
        out.insert("Condition".into(), conditions(&statement.conditions));
    }
    Value::Object(out)
}

fn name(negated: bool, plain: &str, otherwise: &str) -> String {
    if negated { otherwise } else { plain }.to_owned()
}

fn principal(element: &PrincipalElement) -> Value {
    let entries = match &element.principals {
        Principals::Everybody => return "*".into(),
        Principals::Listed(entries) => entries,
    };
    let mut lists: Vec<(PrincipalKind, Vec<Value>, bool)> = Vec::new();
    for entry in entries {
        let value: Value = entry.name.value.as_str().into();
        match lists.iter_mut().find(|(kind, ..)| *kind == entry.kind) {
            // Two of a kind can only be told as a list.
            Some((_, values, in_array)) => {
                values.push(value);
                *in_array = true;
            }
            None => lists.push((entry.kind, vec![value], entry.in_array)),
        }
    }
    let members = lists.into_iter().map(|(kind, values, in_array)| {
        let name = match kind {
            PrincipalKind::Aws => "AWS",
            PrincipalKind::Service => "Service",
            PrincipalKind::Federated => "Federated",
            PrincipalKind::CanonicalUser => "CanonicalUser",
        };
        (name.to_owned(), one_or_list(values, in_array))
    });
    Value::Object(members.collect())
}

fn conditions(entries: &[ConditionEntry]) -> Value {
    let mut out = Map::new();
    for entry in entries {
        let keys = out
            .entry(entry.operator.value.to_string())
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(keys) = keys {
            keys.insert(entry.key.value.clone(), strings(&entry.values, entry.in_array));
        }
    }
    Value::Object(out)
}

fn strings(texts: &[Sourced<String>], in_array: bool) -> Value {
    one_or_list(
        texts.iter().map(|text| text.value.as_str().into()).collect(),
        in_array,
    )
}

/// A bare value where one was written so; anything but exactly one is a list.
fn one_or_list(mut values: Vec<Value>, in_array: bool) -> Value {
    if !in_array
        && values.len() == 1
        && let Some(only) = values.pop()
    {
        return only;
    }
    Value::Array(values)
}
