//! Why a request was decided as it was: every statement, each of its elements, what matched and what did not.
//!
//! Built on the [`reference`] evaluator, whose decisions equal those of [`Compiled`](crate::Compiled).

mod access;
mod text;

pub use access::{AccessExplanation, PolicyExplanation, explain_access};
use serde::Serialize;

use crate::reference::{self, Reading};
use crate::{
    Caller, ConditionRule, Decision, Effect, OperatorBase, PatternRule, Policy, PolicyStatement,
    PrincipalPattern, PrincipalRule, Quantifier, Request, Version,
};

/// The most values of one element that did not match which are listed; those that matched are always listed.
pub const UNMATCHED_SHOWN_MAX: usize = 8;

/// The whole trace of one decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The answer.
    pub decision: Decision,
    /// Index of the statement that gave it; absent for an implicit deny.
    pub statement: Option<u32>,
    /// The `Sid` of that statement.
    pub sid: Option<String>,
    /// The caller: `anonymous`, an ARN, or a service.
    pub caller: String,
    /// The action asked for.
    pub action: String,
    /// The resource asked for.
    pub resource: String,
    /// Every statement, in document order.
    pub statements: Vec<StatementTrace>,
}

/// What became of one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementTrace {
    /// From 0, in document order.
    pub index: u32,
    /// `Sid`.
    pub sid: Option<String>,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// Whether every element matched.
    pub applies: bool,
    /// Whether this statement gave the answer.
    pub decides: bool,
    /// For a `Deny` that applies only to another reading of the request (a decoded path, a repeated header): that reading.
    pub other_reading: Option<OtherReading>,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<ElementTrace>,
    /// `Action` or `NotAction`.
    pub action: ElementTrace,
    /// `Resource` or `NotResource`.
    pub resource: ElementTrace,
    /// `Condition`, one entry for each operator and key.
    pub conditions: Vec<ConditionTrace>,
}

/// A reading of the request besides the plain one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherReading {
    /// The resource in this reading.
    pub resource: String,
    /// The `User-Agent` in this reading.
    pub user_agent: Option<String>,
    /// The `Referer` in this reading.
    pub referer: Option<String>,
}

/// One element against the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElementTrace {
    /// `Principal`, `NotAction`, ….
    pub element: &'static str,
    /// Whether the element holds (for `Not…`: no pattern matched).
    pub matched: bool,
    /// What the request has.
    pub request: String,
    /// The patterns: all that matched, and the first that did not.
    pub patterns: Vec<PatternTrace>,
    /// How many patterns the element has.
    pub patterns_total: usize,
    /// What a reader should know besides, such as why `NotPrincipal` did not spare the caller.
    pub note: Option<String>,
}

/// One pattern or value of the policy against the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternTrace {
    /// As in the policy, the short form of resources expanded.
    pub pattern: String,
    /// With policy variables replaced, where it has any and all have values.
    pub replaced: Option<String>,
    /// Whether it matched.
    pub matched: bool,
}

/// One operator with one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConditionTrace {
    /// As written, such as `ForAnyValue:StringLikeIfExists`.
    pub operator: String,
    /// The key as written.
    pub key: String,
    /// Whether the condition holds.
    pub matched: bool,
    /// The request's values; absent where the request has no such key.
    pub request: Option<Vec<String>>,
    /// The policy's values: all that matched some value of the request, and the first that did not.
    pub values: Vec<PatternTrace>,
    /// How many values the condition has.
    pub values_total: usize,
    /// In words why it holds or not.
    pub reason: String,
}

impl Explanation {
    /// The trace as text for people.
    pub fn render_text(&self) -> String {
        text::render(self)
    }
}

/// Decides a request and tells why.
pub fn explain(policy: &Policy, request: &Request<'_>) -> Explanation {
    let outcome = reference::evaluate(policy, request);
    let statement =
        |statement: &PolicyStatement| trace_statement(policy, statement, request, outcome.statement);
    Explanation {
        decision: outcome.decision,
        statement: outcome.statement,
        sid: outcome.statement.and_then(|at| policy.sid(at)).map(str::to_owned),
        caller: caller_text(request.caller),
        action: request.action.to_owned(),
        resource: request.resource.to_owned(),
        statements: policy.statements().iter().map(statement).collect(),
    }
}

fn caller_text(caller: Caller<'_>) -> String {
    match caller {
        Caller::Anonymous => "anonymous".to_owned(),
        Caller::Principal { arn, .. } => arn.to_owned(),
        Caller::Service(name) => name.to_owned(),
    }
}

fn trace_statement(
    policy: &Policy,
    statement: &PolicyStatement,
    request: &Request<'_>,
    decider: Option<u32>,
) -> StatementTrace {
    let plain = Reading {
        request,
        resource: request.resource,
        user_agent: request.context.user_agent.first().copied(),
        referer: request.context.referer.first().copied(),
    };
    let applying = reference::applying_reading(policy, statement, request);
    let reading = applying.unwrap_or(plain);
    let differs = reading.resource != plain.resource
        || reading.user_agent != plain.user_agent
        || reading.referer != plain.referer;
    let version = policy.version();
    StatementTrace {
        index: statement.index,
        sid: statement.sid.clone(),
        effect: if statement.effect == Effect::Deny {
            "Deny"
        } else {
            "Allow"
        },
        applies: applying.is_some(),
        decides: decider == Some(statement.index),
        other_reading: differs.then(|| OtherReading {
            resource: reading.resource.to_owned(),
            user_agent: reading.user_agent.map(str::to_owned),
            referer: reading.referer.map(str::to_owned),
        }),
        principal: statement
            .principal
            .as_ref()
            .map(|rule| trace_principal(rule, request.caller)),
        action: trace_action(&statement.action, request.action),
        resource: trace_resource(&statement.resource, version, &reading),
        conditions: statement
            .conditions
            .iter()
            .map(|rule| trace_condition(rule, version, &reading))
            .collect(),
    }
}

fn trace_principal(rule: &PrincipalRule, caller: Caller<'_>) -> ElementTrace {
    let name = |pattern: &PrincipalPattern| match pattern {
        PrincipalPattern::Everybody | PrincipalPattern::AnyService => "*".to_owned(),
        PrincipalPattern::Account(name)
        | PrincipalPattern::Arn(name)
        | PrincipalPattern::Service(name)
        | PrincipalPattern::Nobody(name) => name.clone(),
    };
    let patterns = rule.principals.iter().map(|pattern| PatternTrace {
        pattern: name(pattern),
        replaced: None,
        matched: reference::principal_matches(pattern, caller),
    });
    let matched = reference::principal_ok(rule, caller);
    let partly = rule.negated
        && matched
        && rule
            .principals
            .iter()
            .any(|it| reference::principal_matches(it, caller));
    ElementTrace {
        element: if rule.negated { "NotPrincipal" } else { "Principal" },
        matched,
        request: caller_text(caller),
        patterns: shown(patterns),
        patterns_total: rule.principals.len(),
        note: partly.then(|| {
            "the caller is spared only if its account and, for a session, its role are listed beside its own ARN".to_owned()
        }),
    }
}

fn trace_action(rule: &PatternRule, action: &str) -> ElementTrace {
    let patterns = rule.patterns.iter().map(|pattern| PatternTrace {
        pattern: pattern.clone(),
        replaced: None,
        matched: reference::action_matches(pattern, action),
    });
    ElementTrace {
        element: if rule.negated { "NotAction" } else { "Action" },
        matched: reference::action_ok(rule, action),
        request: action.to_owned(),
        patterns: shown(patterns),
        patterns_total: rule.patterns.len(),
        note: None,
    }
}

fn trace_resource(rule: &PatternRule, version: Version, reading: &Reading<'_>) -> ElementTrace {
    let patterns = rule.patterns.iter().map(|pattern| PatternTrace {
        pattern: pattern.clone(),
        replaced: replaced(pattern, rule.widens, version, reading),
        matched: reference::resource_matches(pattern, rule.widens, version, reading),
    });
    ElementTrace {
        element: if rule.negated { "NotResource" } else { "Resource" },
        matched: reference::resource_ok(rule, version, reading),
        request: reading.resource.to_owned(),
        patterns: shown(patterns),
        patterns_total: rule.patterns.len(),
        note: None,
    }
}

fn trace_condition(rule: &ConditionRule, version: Version, reading: &Reading<'_>) -> ConditionTrace {
    let have = reference::key_values(&rule.key, reading);
    let base = rule.operator.base;
    let values = rule.values.iter().map(|value| PatternTrace {
        pattern: value.text.clone(),
        replaced: replaced(&value.text, value.widens, version, reading),
        matched: if base == OperatorBase::Null {
            value
                .text
                .eq_ignore_ascii_case(if have.is_none() { "true" } else { "false" })
        } else {
            have.iter()
                .flatten()
                .any(|have| reference::value_matches(base, value, have, version, reading))
        },
    });
    let values = shown(values);
    let matched = reference::condition_ok(rule, version, reading);
    let have = have.filter(|_| rule.fixed.is_none());
    ConditionTrace {
        operator: rule.operator.to_string(),
        key: rule.key_text.clone(),
        matched,
        reason: reason(rule, have.as_deref(), &values, matched),
        request: have,
        values,
        values_total: rule.values.len(),
    }
}

/// Every pattern that matched and the first that did not, in order.
fn shown(patterns: impl Iterator<Item = PatternTrace>) -> Vec<PatternTrace> {
    let mut unmatched = 0;
    patterns
        .filter(|pattern| {
            unmatched += usize::from(!pattern.matched);
            pattern.matched || unmatched <= UNMATCHED_SHOWN_MAX
        })
        .collect()
}

fn replaced(text: &str, widens: bool, version: Version, reading: &Reading<'_>) -> Option<String> {
    if version != Version::V2012 || !text.contains("${") {
        return None;
    }
    reference::read_value(text, widens, version, reading)
}

/// Why a condition holds or not.
fn reason(rule: &ConditionRule, have: Option<&[String]>, values: &[PatternTrace], matched: bool) -> String {
    let key = &rule.key_text;
    if rule.fixed.is_some() {
        return format!("`{key}` is not known here: the condition counts against the caller");
    }
    let negated = crate::comparison::Comparison::of(rule.operator.base).negated;
    if rule.operator.base == OperatorBase::Null {
        let presence = if have.is_some() { "has" } else { "has no" };
        return format!("the request {presence} `{key}`");
    }
    let Some(have) = have else {
        let why = match (rule.operator.if_exists, rule.operator.quantifier, negated) {
            (true, _, _) => "`IfExists` holds where the key is absent",
            (false, Some(Quantifier::ForAllValues), _) => "`ForAllValues` holds where the key is absent",
            (false, Some(Quantifier::ForAnyValue), _) => "`ForAnyValue` needs a value",
            (false, None, true) => "a negated operator holds where the key is absent",
            (false, None, false) => "the operator needs a value",
        };
        return format!("the request has no `{key}`: {why}");
    };
    let seen = have
        .iter()
        .map(|value| format!("`{value}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if *have == [""] && rule.operator.quantifier == Some(Quantifier::ForAllValues) {
        return format!("`{key}` is empty: `ForAllValues` holds");
    }
    match rule.operator.quantifier {
        Some(quantifier) => {
            let (every, verb) = match (quantifier, matched) {
                (Quantifier::ForAllValues, true) => ("every value", "passes"),
                (Quantifier::ForAllValues, false) => ("not every value", "passes"),
                (Quantifier::ForAnyValue, true) => ("at least one value", "passes"),
                (Quantifier::ForAnyValue, false) => ("no value", "passes"),
            };
            format!("`{key}` is {seen}: {every} {verb}")
        }
        None => match values.iter().find(|value| value.matched) {
            Some(value) => format!("`{key}` is {seen}, which matches `{}`", value.pattern),
            None => format!("`{key}` is {seen}, which matches none of the values"),
        },
    }
}
