//! One statement: its elements in the order in which they are asked.

use super::arn::{Head, Tail};
use super::condition::Condition;
use super::evaluation::Evaluation;
use super::glob::Glob;
use super::{Builders, arn};
use crate::template::Template;
use crate::{Caller, ConditionKey, PatternRule, PolicyStatement, PrincipalPattern, PrincipalRule};

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
    conditions: Box<[Condition]>,
}

/// `Resource` or `NotResource`.
#[derive(Debug)]
struct Resource {
    negated: bool,
    /// Whether a lone `*` is among the patterns.
    any: bool,
    patterns: Box<[ResourcePattern]>,
}

/// One pattern: the number of its head in the policy's list, and the rest.
#[derive(Debug)]
struct ResourcePattern {
    head: u32,
    tail: Tail,
}

/// `Action` or `NotAction`.
#[derive(Debug, PartialEq, Eq)]
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
                .map(|rule| Condition::new(rule, variables, &mut builders.addresses))
                .collect(),
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
            && self.conditions.iter().all(|condition| condition.holds(at))
    }

    /// Every key the statement reads.
    pub(super) fn keys(&self) -> impl Iterator<Item = &ConditionKey> {
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
            .flat_map(Condition::keys)
            .chain(templates.flat_map(Template::keys))
    }
}

impl Resource {
    fn new(rule: &PatternRule, variables: bool, builders: &mut Builders) -> Self {
        let patterns = rule
            .patterns
            .iter()
            .filter(|pattern| *pattern != "*")
            .filter_map(|pattern| {
                let (head, rest) = Head::cut(pattern)?;
                let tail = Tail::new(Template::pattern(rest, variables).ok()?);
                Some(ResourcePattern {
                    head: builders.head(head),
                    tail,
                })
            });
        Self {
            negated: rule.negated,
            any: rule.patterns.iter().any(|pattern| pattern == "*"),
            patterns: patterns.collect(),
        }
    }

    fn holds(&self, at: &Evaluation<'_>) -> bool {
        self.matches(at) != self.negated
    }

    fn matches(&self, at: &Evaluation<'_>) -> bool {
        self.any
            || self.patterns.iter().any(|pattern| {
                at.heads
                    .ask(pattern.head, || at.compiled.head_fits(pattern.head, at.resource))
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
        let mut folded = [0u8; ACTION_FOLDED_BYTES_MAX];
        match folded.get_mut(..action.len()) {
            Some(folded) => {
                folded.copy_from_slice(action.as_bytes());
                folded.make_ascii_lowercase();
                std::str::from_utf8(folded).is_ok_and(|action| self.holds_folded(action))
            }
            None => self.holds_folded(&action.to_ascii_lowercase()),
        }
    }

    fn holds_folded(&self, action: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.matches(action)) != self.negated
    }
}

fn principal_holds(rule: &PrincipalRule, caller: Caller<'_>) -> bool {
    if rule.negated {
        return !spared(&rule.principals, caller);
    }
    rule.principals.iter().any(|pattern| match pattern {
        PrincipalPattern::Everybody => true,
        PrincipalPattern::Account(id) => {
            matches!(caller, Caller::Principal { account, .. } if *id == account)
        }
        PrincipalPattern::Arn(name) => match caller {
            Caller::Principal { arn, role_arn, .. } => *name == arn || role_arn == Some(name),
            Caller::Anonymous | Caller::Service(_) => false,
        },
        PrincipalPattern::Service(name) => caller == Caller::Service(name),
        PrincipalPattern::AnyService => matches!(caller, Caller::Service(_)),
        PrincipalPattern::Nobody(_) => false,
    })
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
