//! A document as API Gateway stores and returns it.
//!
//! Source: recorded answers of the control plane; API Gateway developer guide, quotas (size).

use std::collections::HashMap;

use source_text::Diagnostic;

use crate::scope::shorthand_rest;
use crate::{Document, Kind, Principals, Scope};

/// Expands the short form and unwraps one-element lists of resources and principals; `Statement` becomes a list.
pub(super) fn rewrite(document: &Document, scope: Option<&Scope>) -> Result<Document, Vec<Diagnostic>> {
    let mut stored = document.clone();
    let mut findings = Vec::new();
    stored.statement_is_array = true;
    for statement in &mut stored.statements {
        for resource in &mut statement.resource.patterns {
            if document.kind != Kind::Resource || shorthand_rest(&resource.value).is_none() {
                continue;
            }
            match scope.and_then(|scope| scope.expand(&resource.value)) {
                Some(expanded) => resource.value = expanded,
                None => {
                    let mut finding = Diagnostic::error(
                        "shorthand-without-api",
                        resource.span,
                        format!(
                            "`{}` names the API the policy is attached to, and there is none here",
                            resource.value
                        ),
                        "name the API, or write the full ARN",
                    );
                    finding.statement = Some((
                        statement.index,
                        statement.sid.as_ref().map(|sid| sid.value.clone()),
                    ));
                    findings.push(finding);
                }
            }
        }
        if document.kind != Kind::Resource {
            continue;
        }
        if statement.resource.patterns.len() == 1 {
            statement.resource.in_array = false;
        }
        if let Some(Principals::Listed(entries)) = statement
            .principal
            .as_mut()
            .map(|element| &mut element.principals)
        {
            let mut counts = HashMap::<_, usize>::new();
            for entry in &*entries {
                *counts.entry(entry.kind).or_default() += 1;
            }
            for entry in entries {
                if counts.get(&entry.kind) == Some(&1) {
                    entry.in_array = false;
                }
            }
        }
    }
    if findings.is_empty() {
        Ok(stored)
    } else {
        Err(findings)
    }
}

/// Refuses a document of more than `characters_max` characters.
pub(super) fn check_size(document: &Document, characters_max: usize) -> Vec<Diagnostic> {
    let characters = document.to_json().chars().count();
    if characters <= characters_max {
        return Vec::new();
    }
    vec![Diagnostic::error(
        "policy-too-large",
        document.span,
        format!("the policy has {characters} characters, more than the {characters_max} allowed"),
        "fold its address blocks, or raise the limit (AWS raises it per account)",
    )]
}

/// The inside of a JSON string holding `json`, with slashes escaped as API Gateway does.
pub(super) fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 4);
    for c in json.chars() {
        if matches!(c, '"' | '\\' | '/') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
