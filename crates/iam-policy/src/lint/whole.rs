//! The document as a whole.

use std::collections::HashMap;

use super::{Walk, allows};
use crate::{POLICY_CHARACTERS_MAX, Principals, Statement, variable};

pub(super) fn look(walk: &mut Walk<'_>) {
    version(walk);
    no_allow(walk);
    sids(walk);
    length(walk);
}

fn version(walk: &mut Walk<'_>) {
    let document = walk.document;
    if document.version.is_none() && document.kind != crate::Kind::Authorizer {
        let place = source_text::Span::new(document.span.start, document.span.start + 1);
        walk.tell_all(
            "missing-version",
            place,
            "the policy has no `Version`, so the rules of 2008 are in force",
            "add `\"Version\": \"2012-10-17\"`",
        );
    }
    if walk.has_variables() {
        return;
    }
    for statement in &document.statements {
        for text in texts(statement).filter(|text| variable::any(&text.value)) {
            let message = format!(
                "`{}` is compared as it stands; policy variables need version 2012-10-17",
                text.value
            );
            walk.tell(
                statement,
                "unused-policy-variable",
                text.span,
                message,
                "write `\"Version\": \"2012-10-17\"`",
            );
        }
    }
}

/// Every text in which somebody may expect a variable.
fn texts(statement: &Statement) -> impl Iterator<Item = &crate::Sourced<String>> {
    let names = statement
        .principal
        .iter()
        .flat_map(|element| match &element.principals {
            Principals::Everybody => &[],
            Principals::Listed(entries) => entries.as_slice(),
        });
    names
        .map(|entry| &entry.name)
        .chain(&statement.resource.patterns)
        .chain(statement.conditions.iter().flat_map(|entry| &entry.values))
}

fn no_allow(walk: &mut Walk<'_>) {
    let document = walk.document;
    let Some(first) = document.statements.first() else {
        return;
    };
    if document.kind != crate::Kind::Resource
        || walk.facts.other_allow == Some(true)
        || document.statements.iter().any(allows)
    {
        return;
    }
    walk.tell_all(
        "no-allow",
        first.effect.span,
        "no statement allows anything, so methods without an authorizer let nobody in",
        "add a statement that allows `execute-api:Invoke` on `execute-api:/*`",
    );
}

fn sids(walk: &mut Walk<'_>) {
    let mut seen = HashMap::new();
    for statement in &walk.document.statements {
        let Some(sid) = &statement.sid else { continue };
        let first = *seen.entry(sid.value.as_str()).or_insert(statement.index);
        if first != statement.index {
            let message = format!("statement {} has the Sid `{}` too", first + 1, sid.value);
            walk.tell(
                statement,
                "duplicate-sid",
                sid.span,
                message,
                "give each statement its own",
            );
        }
    }
}

fn length(walk: &mut Walk<'_>) {
    let expansion = walk
        .document
        .statements
        .iter()
        .flat_map(|statement| &statement.resource.patterns);
    let added: usize = expansion
        .map(|pattern| {
            walk.expanded(&pattern.value)
                .chars()
                .count()
                .saturating_sub(pattern.value.chars().count())
        })
        .sum();
    let characters = walk.document.to_json().chars().count() + added;
    if characters > POLICY_CHARACTERS_MAX {
        let place = source_text::Span::new(walk.document.span.start, walk.document.span.start + 1);
        let message = format!(
            "the policy has {characters} characters; AWS takes {POLICY_CHARACTERS_MAX} unless the quota is raised"
        );
        walk.tell_all(
            "policy-too-long",
            place,
            message,
            "fold its address lists (`portcullis policy fold`) or join statements",
        );
    }
}
