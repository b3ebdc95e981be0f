//! One statement: its elements in the order in which they are asked.

use super::arn::{Head, Tail};
use super::condition::Condition;
use super::evaluation::Evaluation;
use super::fingerprint::Fingerprint;
use super::glob::Glob;
use super::{Builders, arn};
use crate::template::Template;
use crate::{Caller, ConditionKey, Grant, PatternRule, PolicyStatement, PrincipalPattern, PrincipalRule};

/// Actions up to this length are put into lower case on the stack; AWS has none that is longer.
const ACTION_FOLDED_BYTES_MAX: usize = 128;

/// A statement ready to be asked.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) index: u32,
    principal: Option<PrincipalRule>,
    /// Number of the action element in the policy's list.
    action: u32,
    resource: Resource,
    /// Numbers of the conditions in the policy's list.
    conditions: Box<[u32]>,
}

/// `Resource` or `NotResource`.
#[derive(Debug)]
struct Resource {
    negated: bool,
    /// Whether a lone `*` is among the patterns.
    any: bool,
    patterns: Box<[ResourcePattern]>,
    /// What every resource that fits has in it.
    needed: Fingerprint,
}

/// One pattern: the number of its head in the policy's list, and the rest.
#[derive(Debug)]
struct ResourcePattern {
    head: u32,
    tail: Tail,
}

/// `Action` or `NotAction`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Action {
    negated: bool,
    // Invariant: lower case.
    patterns: Box<[Glob]>,
}

impl Statement {
    pub(super) fn new(statement: &PolicyStatement, variables: bool, builders: &mut Builders) -> Self {
        let principal = statement.principal.clone();
        let everybody = principal
            .as_ref()
            .is_some_and(|rule| !rule.negated && rule.principals.contains(&PrincipalPattern::Everybody));
        Self {
            index: statement.index,
            principal: if everybody { None } else { principal },
            action: builders.action(Action::new(&statement.action)),
            resource: Resource::new(&statement.resource, variables, builders),
            conditions: statement
                .conditions
                .iter()
                .map(|rule| builders.condition(rule, variables))
                .collect(),
        }
    }

    /// What a resource must have in it for the statement to apply.
    pub(super) fn needed(&self) -> Fingerprint {
        self.resource.needed
    }

    /// How the statement names the caller; `None` where it does not.
    pub(super) fn grant(&self, caller: Caller<'_>) -> Option<Grant> {
        match &self.principal {
            None => Some(Grant::Caller),
            Some(rule) if rule.negated => principal_holds(rule, caller).then_some(Grant::Caller),
            Some(rule) => rule
                .principals
                .iter()
                .filter_map(|pattern| named(pattern, caller))
                .max(),
        }
    }

    /// Whether every element holds.
    pub(super) fn applies(&self, at: &Evaluation<'_>) -> bool {
        self.principal
            .as_ref()
            .is_none_or(|rule| principal_holds(rule, at.request.caller))
            && at.actions.ask(self.action, || {
                at.compiled.action_holds(self.action, at.request.action)
            })
            && self.resource.holds(at)
            && self.conditions.iter().all(|condition| {
                at.conditions
                    .ask(*condition, || at.compiled.condition_holds(*condition, at))
            })
    }

    /// Every key the statement reads; `conditions` is the policy's list.
    pub(super) fn keys<'s>(&'s self, conditions: &'s [Condition]) -> impl Iterator<Item = &'s ConditionKey> {
        let templates = self
            .resource
            .patterns
            .iter()
            .filter_map(|pattern| match &pattern.tail {
                Tail::Template(template) => Some(template),
                Tail::Glob(_) => None,
            });
        self.conditions
            .iter()
            .filter_map(|condition| conditions.get(*condition as usize))
            .flat_map(Condition::keys)
            .chain(templates.flat_map(Template::keys))
    }
}

impl Resource {
    fn new(rule: &PatternRule, variables: bool, builders: &mut Builders) -> Self {
        let (mut patterns, mut needed) = (Vec::new(), None::<Fingerprint>);
        for pattern in rule.patterns.iter().filter(|pattern| *pattern != "*") {
            let Some((head, rest)) = Head::cut(pattern) else {
                continue;
            };
            let Ok(template) = Template::pattern(rest, variables) else {
                continue;
            };
            let template = template.guarded(rule.widens);
            let own = Fingerprint::needed_by(&template);
            needed = Some(needed.map_or(own, |needed| needed.common(own)));
            patterns.push(ResourcePattern {
                head: builders.head(head),
                tail: Tail::new(template),
            });
        }
        let any = rule.patterns.iter().any(|pattern| pattern == "*");
        let needed = if any || rule.negated {
            Fingerprint::default()
        } else {
            needed.unwrap_or_default()
        };
        Self {
            negated: rule.negated,
            any,
            patterns: patterns.into(),
            needed,
        }
    }

    fn holds(&self, at: &Evaluation<'_>) -> bool {
        self.matches(at) != self.negated
    }

    fn matches(&self, at: &Evaluation<'_>) -> bool {
        self.any
            || self.patterns.iter().any(|pattern| {
                at.heads.ask(pattern.head, || at.head_fits(pattern.head))
                    && at
                        .resource_rest()
                        .is_some_and(|rest| pattern.tail.matches(rest, at))
            })
    }
}

impl Action {
    fn new(rule: &PatternRule) -> Self {
        let patterns = rule
            .patterns
            .iter()
            .filter_map(|pattern| Glob::new(&Template::pattern(&pattern.to_ascii_lowercase(), false).ok()?));
        Self {
            negated: rule.negated,
            patterns: patterns.collect(),
        }
    }

    pub(super) fn holds(&self, action: &str) -> bool {
        self.patterns
            .iter()
            .any(|pattern| pattern_matches(pattern, action))
            != self.negated
    }
}

/// Whether an action fits a lower-case pattern; its case does not count.
fn pattern_matches(pattern: &Glob, action: &str) -> bool {
    match pattern {
        Glob::Any => true,
        Glob::Exact(exact) => exact.eq_ignore_ascii_case(action),
        Glob::Prefix(_) | Glob::Suffix(_) | Glob::Run(_) | Glob::Stars(_) => {
            let mut folded = [0u8; ACTION_FOLDED_BYTES_MAX];
            match folded.get_mut(..action.len()) {
                Some(folded) => {
                    folded.copy_from_slice(action.as_bytes());
                    folded.make_ascii_lowercase();
                    std::str::from_utf8(folded).is_ok_and(|action| pattern.matches(action))
                }
                None => pattern.matches(&action.to_ascii_lowercase()),
            }
        }
    }
}

fn principal_holds(rule: &PrincipalRule, caller: Caller<'_>) -> bool {
    if rule.negated {
        return !spared(&rule.principals, caller);
    }
    rule.principals
        .iter()
        .any(|pattern| named(pattern, caller).is_some())
}

/// How a principal names the caller; `None` where it does not.
fn named(pattern: &PrincipalPattern, caller: Caller<'_>) -> Option<Grant> {
    match pattern {
        PrincipalPattern::Everybody => Some(Grant::Caller),
        PrincipalPattern::Account(id) => {
            matches!(caller, Caller::Principal { account, .. } if *id == account).then_some(Grant::Account)
        }
        PrincipalPattern::Arn(name) => match caller {
            Caller::Principal { arn, .. } if *name == arn => Some(Grant::Caller),
            Caller::Principal { role_arn, .. } => (role_arn == Some(name)).then_some(Grant::Role),
            Caller::Anonymous | Caller::Service(_) => None,
        },
        PrincipalPattern::Service(name) => (caller == Caller::Service(name)).then_some(Grant::Caller),
        PrincipalPattern::AnyService => matches!(caller, Caller::Service(_)).then_some(Grant::Caller),
        PrincipalPattern::Nobody(_) => None,
    }
}

/// Whether `NotPrincipal` spares the caller: its account, its own ARN and, for a session, its role must all be listed.
///
/// Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
fn spared(listed: &[PrincipalPattern], caller: Caller<'_>) -> bool {
    let everybody = listed.contains(&PrincipalPattern::Everybody);
    let names = |wanted: &str| {
        listed
            .iter()
            .any(|it| matches!(it, PrincipalPattern::Arn(name) if name == wanted))
    };
    everybody
        || match caller {
            Caller::Anonymous => false,
            Caller::Service(wanted) => listed.iter().any(|it| match it {
                PrincipalPattern::Service(name) => name == wanted,
                PrincipalPattern::AnyService => true,
                PrincipalPattern::Everybody
                | PrincipalPattern::Account(_)
                | PrincipalPattern::Arn(_)
                | PrincipalPattern::Nobody(_) => false,
            }),
            Caller::Principal {
                arn,
                role_arn,
                account,
            } => {
                let whole = listed
                    .iter()
                    .any(|it| matches!(it, PrincipalPattern::Account(id) if id == account));
                let root = arn::cut(arn).is_some_and(|(_, rest)| rest == "root");
                whole && (root || names(arn)) && role_arn.is_none_or(names)
            }
        }
}
