//! Condition keys, operators, and who they speak of.

use super::{Walk, allows};
use crate::comparison::{Comparison, Family};
use crate::key_table::{Key, KeyType, Presence};
use crate::variable::{self, Piece};
use crate::{ConditionEntry, OperatorBase, PrincipalKind, Principals, Quantifier, Statement};

pub(super) fn look(walk: &mut Walk<'_>, statement: &Statement) {
    for_all_values(walk, statement);
    client_controlled(walk, statement);
    not_principal(walk, statement);
    for entry in &statement.conditions {
        wildcards(walk, statement, entry);
        absent(walk, statement, entry);
        operator_type(walk, statement, entry);
    }
}

fn for_all_values(walk: &mut Walk<'_>, statement: &Statement) {
    if !allows(statement) {
        return;
    }
    for entry in &statement.conditions {
        if entry.operator.value.quantifier != Some(Quantifier::ForAllValues) {
            continue;
        }
        let checked = statement.conditions.iter().any(|other| {
            other.operator.value.base == OperatorBase::Null
                && other.key.value.eq_ignore_ascii_case(&entry.key.value)
                && other.values.iter().all(|value| value.value == "false")
        });
        if !checked {
            let message = format!(
                "`{}` also allows every request without `{}`",
                entry.operator.value, entry.key.value
            );
            let remedy = format!("add `\"Null\": {{\"{}\": \"false\"}}`", entry.key.value);
            walk.tell(
                statement,
                "for-all-values-in-allow",
                entry.operator.span,
                message,
                remedy,
            );
        }
    }
}

fn client_controlled(walk: &mut Walk<'_>, statement: &Statement) {
    let header = |entry: &&ConditionEntry| {
        Key::find(&entry.key.value).is_some_and(|key| key.presence == Presence::Header)
    };
    let only_headers = statement.conditions.iter().all(|entry| header(&entry));
    if let Some(entry) = statement
        .conditions
        .first()
        .filter(|_| allows(statement) && only_headers)
    {
        let message = format!(
            "`{}` is what the client says it is; anybody can send a value that is allowed",
            entry.key.value
        );
        walk.tell(
            statement,
            "client-controlled-key",
            entry.key.span,
            message,
            "guard with addresses or an authorizer; use the header only to turn away mistakes",
        );
    }
}

fn wildcards(walk: &mut Walk<'_>, statement: &Statement, entry: &ConditionEntry) {
    let operator = entry.operator.value;
    if !matches!(
        Comparison::of(operator.base).family,
        Family::TextExact | Family::TextIgnoreCase
    ) {
        return;
    }
    for value in &entry.values {
        let wild = if walk.has_variables() {
            variable::pieces(&value.value).is_ok_and(|pieces| {
                pieces
                    .iter()
                    .any(|piece| matches!(piece, Piece::Text(text) if text.contains(['*', '?'])))
            })
        } else {
            value.value.contains(['*', '?'])
        };
        if wild {
            let like = if Comparison::of(operator.base).negated {
                "StringNotLike"
            } else {
                "StringLike"
            };
            let message = format!(
                "`{}` is compared as it stands; `{operator}` has no wildcards",
                value.value
            );
            walk.tell(
                statement,
                "wildcard-without-like",
                value.span,
                message,
                format!("use `{like}`, or write `${{*}}` where a star is meant"),
            );
        }
    }
}

/// Keys that are never there, or only for signed callers while the statement speaks of everybody.
fn absent(walk: &mut Walk<'_>, statement: &Statement, entry: &ConditionEntry) {
    let operator = entry.operator.value;
    let Some(key) = Key::find(&entry.key.value) else {
        return;
    };
    // Who asks for presence, or names it, has thought of absence.
    if operator.base == OperatorBase::Null || operator.if_exists {
        return;
    }
    let (code, who) = match key.presence {
        Presence::Never => ("key-never-present", "no call of an API has"),
        Presence::Signed if speaks_of_everybody(statement) => {
            ("key-absent-when-unsigned", "unsigned callers do not have")
        }
        Presence::Signed | Presence::Call | Presence::Private | Presence::Header | Presence::Service => {
            return;
        }
    };
    let holds = match operator.quantifier {
        Some(Quantifier::ForAllValues) => true,
        Some(Quantifier::ForAnyValue) => false,
        None => Comparison::of(operator.base).negated,
    };
    let effect = match (allows(statement), holds) {
        (true, true) => "so it always allows them",
        (true, false) => "so it never allows them",
        (false, true) => "so it always denies them",
        (false, false) => "so it never denies them",
    };
    let message = format!(
        "{who} `{}`: the condition {} for them, {effect}",
        entry.key.value,
        if holds { "holds" } else { "does not hold" }
    );
    let remedy = match key.presence {
        Presence::Never => "use a key that API Gateway supplies, such as `aws:SourceIp`",
        Presence::Signed | Presence::Call | Presence::Private | Presence::Header | Presence::Service => {
            "name signed principals in `Principal`, or say with `IfExists` or `Null` what holds without the key"
        }
    };
    walk.tell(statement, code, entry.key.span, message, remedy);
}

fn speaks_of_everybody(statement: &Statement) -> bool {
    statement
        .principal
        .as_ref()
        .is_some_and(|element| match &element.principals {
            _ if element.negated => true,
            Principals::Everybody => true,
            Principals::Listed(entries) => entries
                .iter()
                .any(|entry| entry.kind == PrincipalKind::Aws && entry.name.value == "*"),
        })
}

/// `NotPrincipal` must name the account beside the user or role.
fn not_principal(walk: &mut Walk<'_>, statement: &Statement) {
    let Some(element) = statement.principal.as_ref().filter(|element| element.negated) else {
        return;
    };
    let Principals::Listed(entries) = &element.principals else {
        return;
    };
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.value.as_str()).collect();
    for entry in entries {
        let Ok(arn) = portcullis_core::Arn::parse(&entry.name.value) else {
            continue;
        };
        if arn.resource == "root" {
            continue;
        }
        let root = format!("arn:{}:iam::{}:root", arn.partition, arn.account);
        if !names.contains(&arn.account) && !names.contains(&root.as_str()) {
            let message = format!(
                "`{}` is excepted, its account `{}` is not",
                entry.name.value, arn.account
            );
            walk.tell(
                statement,
                "not-principal-without-account",
                entry.name.span,
                message,
                format!("add `{root}`"),
            );
        }
    }
}

/// An operator that compares something else than what the key holds.
fn operator_type(walk: &mut Walk<'_>, statement: &Statement, entry: &ConditionEntry) {
    let Some(key) = Key::find(&entry.key.value) else {
        return;
    };
    let family = Comparison::of(entry.operator.value.base).family;
    let text = matches!(
        family,
        Family::TextExact | Family::TextIgnoreCase | Family::TextLike
    );
    let (fits, better) = match key.value {
        KeyType::String => (text || family == Family::Binary, "a String operator"),
        KeyType::Arn => (text || family == Family::Arn, "an Arn operator"),
        KeyType::Bool => (family == Family::Bool, "`Bool`"),
        KeyType::Date => (matches!(family, Family::Date(_)), "a Date operator"),
        KeyType::DateOrNumeric => (
            matches!(family, Family::Date(_) | Family::Number(_)),
            "a Date or Numeric operator",
        ),
        KeyType::Ip => (family == Family::Address, "`IpAddress` or `NotIpAddress`"),
        KeyType::Numeric => (matches!(family, Family::Number(_)), "a Numeric operator"),
    };
    if !fits && family != Family::Null {
        let message = format!(
            "`{}` does not compare what `{}` holds",
            entry.operator.value, entry.key.value
        );
        walk.tell(
            statement,
            "operator-does-not-fit-key",
            entry.operator.span,
            message,
            format!("use {better}"),
        );
    }
}
