//! Statements without effect.
//!
//! A statement is reported only where it is proven: every request it could apply to is decided the same way without it.
//! Where the proof would need more than comparing patterns and lists, the lint is silent.

use std::collections::HashSet;

use portcullis_core::{Arn, Cidr};

use super::{Walk, allows, named};
use crate::comparison::{Comparison, Family};
use crate::fold::{blocks_of, fold};
use crate::{
    ActionElement, ConditionEntry, Kind, OperatorBase, PrincipalElement, PrincipalKind, Principals,
    Statement, variable, wildcard,
};

/// The actions an invocation can have.
const ACTIONS: [&str; 3] = [
    "execute-api:invoke",
    "execute-api:invalidatecache",
    "execute-api:manageconnections",
];

pub(super) fn look(walk: &mut Walk<'_>) {
    let statements = &walk.document.statements;
    if walk.large {
        return;
    }
    for statement in statements {
        if let Some(reason) = matches_nothing(walk, statement) {
            walk.tell(
                statement,
                "unreachable-statement",
                statement.span,
                reason,
                "remove the statement, or say whom and what it is about",
            );
            continue;
        }
        let covering = statements.iter().find(|other| {
            let decides = other.effect.value == statement.effect.value || !allows(other);
            // Of two alike, the later one is without effect.
            let other_stays = other.index < statement.index || !covers(walk, statement, other);
            other.index != statement.index
                && decides
                && covers(walk, other, statement)
                && (other_stays || other.effect.value != statement.effect.value)
        });
        if let Some(other) = covering {
            let verb = if allows(other) { "allows" } else { "denies" };
            let message = format!(
                "the statement has no effect: statement {} already {verb} everything it could apply to",
                named(other)
            );
            walk.tell(
                statement,
                "unreachable-statement",
                statement.span,
                message,
                "remove it, or narrow the other one",
            );
        }
    }
}

/// How many comparisons the search takes at most: patterns and names are tried in pairs, values are looked up.
pub(super) fn comparisons(statements: &[Statement]) -> usize {
    let (mut patterns, mut names, mut values) = (0usize, 0usize, 0usize);
    for statement in statements {
        patterns += statement.action.patterns.len() + statement.resource.patterns.len();
        names += statement
            .principal
            .as_ref()
            .map_or(0, |element| match &element.principals {
                Principals::Everybody => 1,
                Principals::Listed(entries) => entries.len(),
            });
        values += statement
            .conditions
            .iter()
            .map(|entry| entry.values.len())
            .sum::<usize>();
    }
    let pairs = |count: usize| count.saturating_mul(count);
    pairs(patterns)
        .saturating_add(pairs(names))
        .saturating_add(statements.len().saturating_mul(values))
}

/// Why a statement never applies to a call, if that is plain.
fn matches_nothing(walk: &Walk<'_>, statement: &Statement) -> Option<&'static str> {
    let everybody = |element: &PrincipalElement| element.negated && is_everybody(&element.principals);
    if statement.principal.as_ref().is_some_and(everybody) {
        return Some("the statement is about everybody but everybody, which is nobody");
    }
    if walk.document.kind == Kind::Resource
        && statement.action.negated
        && invoked(&statement.action).is_empty()
    {
        return Some("the statement is about every action but those an API has");
    }
    let all = |pattern: &crate::Sourced<String>| pattern.value == "*";
    (statement.resource.negated && statement.resource.patterns.iter().any(all))
        .then_some("the statement is about every resource but all of them")
}

/// Whether `wide` applies to every request that `narrow` applies to.
fn covers(walk: &Walk<'_>, wide: &Statement, narrow: &Statement) -> bool {
    principals_cover(wide.principal.as_ref(), narrow.principal.as_ref())
        && actions_cover(walk.document.kind, &wide.action, &narrow.action)
        && resources_cover(walk, wide, narrow)
        && wide
            .conditions
            .iter()
            .all(|entry| narrow.conditions.iter().any(|other| implies(other, entry)))
}

fn is_everybody(principals: &Principals) -> bool {
    match principals {
        Principals::Everybody => true,
        Principals::Listed(entries) => entries
            .iter()
            .any(|entry| entry.kind == PrincipalKind::Aws && entry.name.value == "*"),
    }
}

fn principals_cover(wide: Option<&PrincipalElement>, narrow: Option<&PrincipalElement>) -> bool {
    let (Some(wide), Some(narrow)) = (wide, narrow) else {
        return wide.is_none() && narrow.is_none();
    };
    match (wide.negated, narrow.negated) {
        (false, _) if is_everybody(&wide.principals) => true,
        (false, false) => named_in(&wide.principals, &narrow.principals),
        (true, true) => {
            wide.principals == narrow.principals || named_in(&narrow.principals, &wide.principals)
        }
        (false, true) | (true, false) => false,
    }
}

/// Whether everybody whom `inner` names is named by `outer`, by name or by account.
fn named_in(outer: &Principals, inner: &Principals) -> bool {
    let (Principals::Listed(outer), Principals::Listed(inner)) = (outer, inner) else {
        return false;
    };
    inner.iter().all(|entry| {
        let account = (entry.kind == PrincipalKind::Aws)
            .then(|| account(&entry.name.value))
            .flatten();
        outer.iter().any(|other| {
            other.kind == entry.kind
                && (other.name.value == entry.name.value
                    || (account.is_some() && whole_account(&other.name.value) == account))
        })
    })
}

/// The account a principal belongs to.
fn account(name: &str) -> Option<&str> {
    whole_account(name).or_else(|| Arn::parse(name).ok().map(|arn| arn.account))
}

/// The account, if the principal is all of it.
fn whole_account(name: &str) -> Option<&str> {
    if name.parse::<portcullis_core::AccountId>().is_ok() {
        return Some(name);
    }
    Arn::parse(name)
        .ok()
        .filter(|arn| arn.resource == "root")
        .map(|arn| arn.account)
}

/// The actions of an API that an element matches.
fn invoked(element: &ActionElement) -> Vec<&'static str> {
    let listed = |action: &str| {
        element
            .patterns
            .iter()
            .any(|pattern| wildcard::matches(&pattern.value.to_ascii_lowercase(), action))
    };
    ACTIONS
        .iter()
        .copied()
        .filter(|action| listed(action) != element.negated)
        .collect()
}

fn actions_cover(kind: Kind, wide: &ActionElement, narrow: &ActionElement) -> bool {
    if kind == Kind::Resource {
        let (wide, narrow) = (invoked(wide), invoked(narrow));
        // What matches no action of an API was told of when it was read.
        return !narrow.is_empty() && narrow.iter().all(|action| wide.contains(action));
    }
    let texts = |element: &ActionElement| -> Vec<String> {
        element
            .patterns
            .iter()
            .map(|pattern| pattern.value.to_ascii_lowercase())
            .collect()
    };
    let all_in = |outer: &[String], inner: &[String]| {
        inner
            .iter()
            .all(|inner| outer.iter().any(|outer| wildcard::covers(outer, inner)))
    };
    match (wide.negated, narrow.negated) {
        (false, false) => all_in(&texts(wide), &texts(narrow)),
        (true, true) => all_in(&texts(narrow), &texts(wide)),
        (false, true) => texts(wide).iter().any(|pattern| pattern == "*"),
        (true, false) => false,
    }
}

fn resources_cover(walk: &Walk<'_>, wide: &Statement, narrow: &Statement) -> bool {
    let (wide, narrow) = (&wide.resource, &narrow.resource);
    let all_in = |outer: &crate::ResourceElement, inner: &crate::ResourceElement| {
        inner.patterns.iter().all(|inner| {
            outer
                .patterns
                .iter()
                .any(|outer| resource_covers(walk, &outer.value, &inner.value))
        })
    };
    match (wide.negated, narrow.negated) {
        (false, false) => all_in(wide, narrow),
        (true, true) => all_in(narrow, wide),
        (false, true) => wide.patterns.iter().any(|pattern| pattern.value == "*"),
        (true, false) => false,
    }
}

fn resource_covers(walk: &Walk<'_>, wide: &str, narrow: &str) -> bool {
    if wide == "*" || wide == narrow {
        return true;
    }
    let (wide, narrow) = (walk.expanded(wide), walk.expanded(narrow));
    if walk.has_variables() && variable::any(&wide) {
        return false;
    }
    // A variable gives some text, like a star.
    let narrow = if walk.has_variables() {
        starred(&narrow)
    } else {
        narrow.into_owned()
    };
    if let (Some(wide), Some(narrow)) = (
        crate::scope::shorthand_rest(&wide),
        crate::scope::shorthand_rest(&narrow),
    ) {
        return wildcard::covers(wide, narrow);
    }
    let (Ok(wide), Ok(narrow)) = (Arn::parse(&wide), Arn::parse(&narrow)) else {
        return false;
    };
    let parts = [
        (wide.partition, narrow.partition),
        (wide.service, narrow.service),
        (wide.region, narrow.region),
        (wide.account, narrow.account),
        (wide.resource, narrow.resource),
    ];
    parts.iter().all(|(wide, narrow)| wildcard::covers(wide, narrow))
}

/// The text with a star for every variable.
fn starred(text: &str) -> String {
    let Ok(pieces) = variable::pieces(text) else {
        return "*".to_owned();
    };
    pieces
        .iter()
        .map(|piece| match piece {
            variable::Piece::Text(text) => text,
            // An escaped star or question mark is one character, which `?` stands for.
            variable::Piece::Literal("$") => "$",
            variable::Piece::Literal(_) => "?",
            variable::Piece::Variable { .. } => "*",
        })
        .collect()
}

/// Whether `narrow` holds only where `wide` does: the same question with fewer answers.
fn implies(narrow: &ConditionEntry, wide: &ConditionEntry) -> bool {
    let operator = wide.operator.value;
    if narrow.operator.value != operator || !narrow.key.value.eq_ignore_ascii_case(&wide.key.value) {
        return false;
    }
    // `Null` and `Bool` ask one question; the others hold for more the more values they list, negated ones for fewer.
    let comparison = Comparison::of(operator.base);
    let (outer, inner) = if comparison.negated {
        (narrow, wide)
    } else {
        (wide, narrow)
    };
    if comparison.family == Family::Address && operator.base != OperatorBase::Null {
        let (Some(outer), Some(inner)) = (blocks_of(outer), blocks_of(inner)) else {
            return false;
        };
        return blocks_cover(&outer, &inner);
    }
    let outer: HashSet<&str> = outer.values.iter().map(|value| value.value.as_str()).collect();
    inner
        .values
        .iter()
        .all(|value| outer.contains(value.value.as_str()))
}

fn blocks_cover(outer: &[Cidr], inner: &[Cidr]) -> bool {
    // Folded, adding what is inside changes nothing.
    let folded = fold(outer);
    let both: Vec<Cidr> = folded.iter().chain(inner).copied().collect();
    fold(&both) == folded
}
