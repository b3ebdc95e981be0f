//! The evaluator a reader can check by eye: one function a rule, every value a text, no table and no cache.
//!
//! It shares nothing with [`Compiled`](crate::Compiled) but the normalised policy, so that each checks the other; the
//! explanation is built on it too. It allocates freely: serve with `Compiled`.
//!
//! Source: IAM user guide, "Policy evaluation logic" and the pages of the elements.

mod value;

use crate::{
    Caller, ConditionKey, ConditionRule, Decision, Effect, Grant, Outcome, PatternRule, Policy,
    PolicyStatement, PrincipalPattern, PrincipalRule, Quantifier, Request, Version,
};

pub(crate) use value::{Substituted, read_value, value_matches};

/// Decides one request, slowly.
pub fn evaluate(policy: &Policy, request: &Request<'_>) -> Outcome {
    let first = |effect: Effect| {
        policy
            .statements()
            .iter()
            .filter(|statement| statement.effect == effect)
            .find(|statement| applying_reading(policy, statement, request).is_some())
            .map(|statement| statement.index)
    };
    if let Some(statement) = first(Effect::Deny) {
        return Outcome {
            decision: Decision::ExplicitDeny,
            statement: Some(statement),
        };
    }
    match first(Effect::Allow) {
        Some(statement) => Outcome {
            decision: Decision::Allow,
            statement: Some(statement),
        },
        None => Outcome {
            decision: Decision::ImplicitDeny,
            statement: None,
        },
    }
}

/// How the strongest `Allow` that applies names the caller, slowly; `None` where none applies.
pub fn grant(policy: &Policy, request: &Request<'_>) -> Option<Grant> {
    policy
        .statements()
        .iter()
        .filter(|statement| statement.effect == Effect::Allow)
        .filter(|statement| applying_reading(policy, statement, request).is_some())
        .map(|statement| named_as(statement, request.caller))
        .max()
}

/// How a statement that applies names the caller.
fn named_as(statement: &PolicyStatement, caller: Caller<'_>) -> Grant {
    let Some(rule) = statement.principal.as_ref().filter(|rule| !rule.negated) else {
        return Grant::Caller;
    };
    let lists = |wanted: &PrincipalPattern| rule.principals.contains(wanted);
    let role = match caller {
        // Nothing but `*`, or its own name, can have matched.
        Caller::Anonymous | Caller::Service(_) => return Grant::Caller,
        Caller::Principal { arn, .. } if lists(&PrincipalPattern::Arn(arn.to_owned())) => {
            return Grant::Caller;
        }
        Caller::Principal { role_arn, .. } => role_arn.map(|role| PrincipalPattern::Arn(role.to_owned())),
    };
    if lists(&PrincipalPattern::Everybody) {
        Grant::Caller
    } else if role.is_some_and(|role| lists(&role)) {
        Grant::Role
    } else {
        Grant::Account
    }
}

/// One way to read a request that can be read in several.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) request: &'a Request<'a>,
    pub(crate) resource: &'a str,
    pub(crate) user_agent: Option<&'a str>,
    pub(crate) referer: Option<&'a str>,
}

/// Every reading, the plain one (the resource as sent, the first headers) first.
pub(crate) fn readings<'a>(request: &'a Request<'a>) -> Vec<Reading<'a>> {
    let each = |values: &'a [&'a str]| -> Vec<Option<&'a str>> {
        if values.is_empty() {
            vec![None]
        } else {
            values.iter().copied().map(Some).collect()
        }
    };
    let mut all = Vec::new();
    for resource in std::iter::once(&request.resource).chain(request.resource_deny_forms) {
        for user_agent in each(request.context.user_agent) {
            for referer in each(request.context.referer) {
                all.push(Reading {
                    request,
                    resource,
                    user_agent,
                    referer,
                });
            }
        }
    }
    all
}

/// The first reading in which the statement applies: any of them for a `Deny`, the plain one alone for an `Allow`.
pub(crate) fn applying_reading<'a>(
    policy: &Policy,
    statement: &PolicyStatement,
    request: &'a Request<'a>,
) -> Option<Reading<'a>> {
    let count = if statement.effect == Effect::Deny {
        usize::MAX
    } else {
        1
    };
    readings(request)
        .into_iter()
        .take(count)
        .find(|reading| applies(policy, statement, reading))
}

fn applies(policy: &Policy, statement: &PolicyStatement, reading: &Reading<'_>) -> bool {
    let version = policy.version();
    statement
        .principal
        .as_ref()
        .is_none_or(|rule| principal_ok(rule, reading.request.caller))
        && action_ok(&statement.action, reading.request.action)
        && resource_ok(&statement.resource, version, reading)
        && statement
            .conditions
            .iter()
            .all(|rule| condition_ok(rule, version, reading))
}

pub(crate) fn principal_ok(rule: &PrincipalRule, caller: Caller<'_>) -> bool {
    if !rule.negated {
        return rule
            .principals
            .iter()
            .any(|pattern| principal_matches(pattern, caller));
    }
    !exempt(rule, caller)
}

pub(crate) fn principal_matches(pattern: &PrincipalPattern, caller: Caller<'_>) -> bool {
    match (pattern, caller) {
        (PrincipalPattern::Everybody, _) => true,
        (PrincipalPattern::Account(id), Caller::Principal { account, .. }) => id == account,
        (PrincipalPattern::Arn(name), Caller::Principal { arn, role_arn, .. }) => {
            name == arn || role_arn.is_some_and(|role| name == role)
        }
        (PrincipalPattern::Service(name), Caller::Service(service)) => name == service,
        (PrincipalPattern::AnyService, Caller::Service(_)) => true,
        _ => false,
    }
}

/// Whether `NotPrincipal` spares the caller: everything it is known by must be listed, its account and, for a role
/// session, its role too; an account alone spares only the account's root user.
///
/// Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
fn exempt(rule: &PrincipalRule, caller: Caller<'_>) -> bool {
    let lists = |wanted: &PrincipalPattern| rule.principals.contains(wanted);
    if lists(&PrincipalPattern::Everybody) {
        return true;
    }
    match caller {
        Caller::Anonymous => false,
        Caller::Service(name) => {
            lists(&PrincipalPattern::Service(name.to_owned())) || lists(&PrincipalPattern::AnyService)
        }
        Caller::Principal {
            arn,
            role_arn,
            account,
        } => {
            let is_root = arn.ends_with(&format!(":{account}:root"));
            lists(&PrincipalPattern::Account(account.to_owned()))
                && (is_root || lists(&PrincipalPattern::Arn(arn.to_owned())))
                && role_arn.is_none_or(|role| lists(&PrincipalPattern::Arn(role.to_owned())))
        }
    }
}

pub(crate) fn action_ok(rule: &PatternRule, action: &str) -> bool {
    rule.patterns
        .iter()
        .any(|pattern| action_matches(pattern, action))
        != rule.negated
}

pub(crate) fn action_matches(pattern: &str, action: &str) -> bool {
    Substituted::wildcards(&pattern.to_ascii_lowercase()).matches(&action.to_ascii_lowercase())
}

pub(crate) fn resource_ok(rule: &PatternRule, version: Version, reading: &Reading<'_>) -> bool {
    rule.patterns
        .iter()
        .any(|pattern| resource_matches(pattern, rule.widens, version, reading))
        != rule.negated
}

pub(crate) fn resource_matches(pattern: &str, widens: bool, version: Version, reading: &Reading<'_>) -> bool {
    if pattern == "*" {
        return true;
    }
    let pattern: Vec<&str> = pattern.splitn(6, ':').collect();
    let asked: Vec<&str> = reading.resource.splitn(6, ':').collect();
    let ([pattern_head @ .., pattern_tail], [asked_head @ .., asked_tail]) = (&*pattern, &*asked) else {
        return false;
    };
    pattern_head.len() == 5
        && asked_head.len() == 5
        && pattern_head
            .iter()
            .zip(asked_head)
            .all(|(part, asked)| Substituted::wildcards(part).matches(asked))
        && Substituted::new(pattern_tail, widens, version, reading, true)
            .is_some_and(|tail| tail.matches(asked_tail))
}

pub(crate) fn condition_ok(rule: &ConditionRule, version: Version, reading: &Reading<'_>) -> bool {
    if let Some(holds) = rule.fixed {
        return holds;
    }
    let operator = rule.operator;
    let have = key_values(&rule.key, reading);
    if operator.base == crate::OperatorBase::Null {
        let absent = if have.is_none() { "true" } else { "false" };
        return rule
            .values
            .iter()
            .any(|value| value.text.eq_ignore_ascii_case(absent));
    }
    let negated = operator.base.name().contains("Not");
    let Some(have) = have else {
        return operator.if_exists
            || match operator.quantifier {
                Some(Quantifier::ForAllValues) => true,
                Some(Quantifier::ForAnyValue) => false,
                None => negated,
            };
    };
    let matched = |value: &String| {
        rule.values
            .iter()
            .any(|pattern| value_matches(operator.base, pattern, value, version, reading))
    };
    let hit = |value: &String| matched(value) != negated;
    match operator.quantifier {
        Some(Quantifier::ForAllValues) => *have == [""] || have.iter().all(hit),
        Some(Quantifier::ForAnyValue) => have.iter().any(hit),
        // Several values without a prefix: any may match; with a negated operator none may.
        None if negated => have.iter().all(hit),
        None => have.iter().any(hit),
    }
}

/// The values of a key as text; `None` where it is absent.
pub(crate) fn key_values(key: &ConditionKey, reading: &Reading<'_>) -> Option<Vec<String>> {
    let context = &reading.request.context;
    let one = |text: Option<String>| text.map(|text| vec![text]);
    let borrowed = |text: Option<&str>| one(text.map(str::to_owned));
    match key {
        ConditionKey::SourceIp => one(context.source_ip.map(|ip| ip.to_string())),
        ConditionKey::VpcSourceIp => one(context.vpc_source_ip.map(|ip| ip.to_string())),
        ConditionKey::CurrentTime => one(context.time.map(|time| time.to_string())),
        ConditionKey::EpochTime => one(context.time.map(|time| time.epoch_seconds().to_string())),
        ConditionKey::SecureTransport => one(context.secure_transport.map(|flag| flag.to_string())),
        ConditionKey::UserAgent => borrowed(reading.user_agent),
        ConditionKey::Referer => borrowed(reading.referer),
        ConditionKey::SourceVpc => borrowed(context.source_vpc),
        ConditionKey::SourceVpce => borrowed(context.source_vpce),
        ConditionKey::Named(name) => {
            let (_, values) = context.named.iter().find(|(have, _)| **have == **name)?;
            (!values.is_empty()).then(|| values.iter().map(|&value| value.to_owned()).collect())
        }
    }
}
