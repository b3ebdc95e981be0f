//! The form that decides: addresses in one table, globs cut at their stars, keys in typed slots, statements by effect.
//!
//! Nothing here allocates while deciding, and nothing takes more time than the product of a pattern and a request text.
//! The [`reference`](crate::reference) evaluator says the same in plain words; property tests hold both equal.

mod address_sets;
mod arn;
mod bytes;
mod condition;
mod evaluation;
mod fingerprint;
mod glob;
mod statement;
mod text;

use std::collections::HashMap;
use std::hash::Hash;

use address_sets::AddressSets;
use arn::Head;
use condition::Condition;
use evaluation::Evaluation;
use fingerprint::Fingerprint;
use statement::{Action, Statement};

use crate::{
    ConditionKey, ConditionRule, ConditionValue, Decision, Effect, Grant, Operator, Outcome, Policy,
    PrincipalPattern, Request, Version,
};

/// From this many statements with literal text in their resources, the resource is fingerprinted first.
const FINGERPRINTED_STATEMENTS_MIN: usize = 4;

/// A policy made ready to decide. Cheap to share, never changed.
#[derive(Debug)]
pub struct Compiled {
    denies: Statements,
    allows: Statements,
    actions: Box<[Action]>,
    heads: Box<[Head]>,
    conditions: Box<[Condition]>,
    addresses: AddressSets,
    only_names_aws_principals: bool,
    needs: Needs,
    /// What the `Deny` statements read of the headers that can be repeated.
    deny_needs: Needs,
}

/// The statements of one effect, in document order.
#[derive(Debug)]
struct Statements {
    list: Box<[Statement]>,
    // Invariant: empty, or what each statement of `list` needs of a resource.
    needed: Box<[Fingerprint]>,
}

/// The keys that are read.
#[derive(Debug, Clone, Copy, Default)]
struct Needs {
    user_agent: bool,
    referer: bool,
    time: bool,
    named: bool,
}

/// What makes two conditions the same: operator, key, values, and what they are settled to.
type ConditionQuestion = (Operator, ConditionKey, Vec<ConditionValue>, Option<bool>);

/// What statements share while a policy is compiled.
#[derive(Debug, Default)]
struct Builders {
    actions: Numbered<Action>,
    heads: Numbered<Head>,
    conditions: Vec<Condition>,
    condition_numbers: HashMap<ConditionQuestion, u32>,
    addresses: address_sets::Builder,
}

impl Compiled {
    /// Compiles a policy.
    pub fn new(policy: &Policy) -> Self {
        let variables = policy.version() == Version::V2012;
        let mut builders = Builders::default();
        let mut of = |effect: Effect| {
            let statements = policy
                .statements()
                .iter()
                .filter(|statement| statement.effect == effect);
            let compiled = statements.map(|statement| Statement::new(statement, variables, &mut builders));
            Statements::new(compiled.collect())
        };
        let (denies, allows) = (of(Effect::Deny), of(Effect::Allow));
        let deny_needs = Needs::of(&denies.list, &builders.conditions);
        Self {
            needs: deny_needs.and(Needs::of(&allows.list, &builders.conditions)),
            deny_needs,
            denies,
            allows,
            actions: builders.actions.list(),
            heads: builders.heads.list(),
            conditions: builders.conditions.into(),
            addresses: builders.addresses.build(),
            only_names_aws_principals: only_names_aws_principals(policy),
        }
    }

    /// Decides one request. No allocation, no failure.
    pub fn decide(&self, request: &Request<'_>) -> Outcome {
        self.decide_at(&self.plain(request))
    }

    fn decide_at(&self, plain: &Evaluation<'_>) -> Outcome {
        if let Some(statement) = self.denied(plain) {
            return Outcome {
                decision: Decision::ExplicitDeny,
                statement: Some(statement),
            };
        }
        match self.allows.first(plain) {
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

    /// As [`Self::decide`], and for an `Allow` how the strongest statement that applies names the caller. No allocation.
    pub fn decide_granting(&self, request: &Request<'_>) -> (Outcome, Option<Grant>) {
        let plain = self.plain(request);
        let outcome = self.decide_at(&plain);
        let allowed = outcome.decision == Decision::Allow;
        (outcome, if allowed { self.grant_at(&plain) } else { None })
    }

    /// How the strongest `Allow` that applies names the caller; `None` where none applies. `Deny` is not looked at. No
    /// allocation.
    pub fn grant(&self, request: &Request<'_>) -> Option<Grant> {
        self.grant_at(&self.plain(request))
    }

    fn grant_at(&self, plain: &Evaluation<'_>) -> Option<Grant> {
        let mut strongest = None;
        for statement in &self.allows.list {
            let grant = statement.grant(plain.request.caller);
            if grant > strongest && statement.applies(plain) {
                strongest = grant;
            }
            if strongest == Some(Grant::Caller) {
                break;
            }
        }
        strongest
    }

    /// The first `Deny` statement that applies: the check before a Lambda authorizer is called.
    ///
    /// Source: API Gateway developer guide, "How API Gateway resource policies affect authorization workflow".
    pub fn explicit_deny(&self, request: &Request<'_>) -> Option<u32> {
        self.denied(&self.plain(request))
    }

    /// Whether there is an `Allow` and every one of them names its principals, so that an anonymous caller matches none.
    ///
    /// Source: API Gateway developer guide, "Create and attach an API Gateway resource policy to an API": such a policy
    /// shuts every method without `AWS_IAM`.
    pub fn only_names_aws_principals(&self) -> bool {
        self.only_names_aws_principals
    }

    /// Whether any statement reads `aws:UserAgent`.
    pub fn needs_user_agent(&self) -> bool {
        self.needs.user_agent
    }

    /// Whether any statement reads `aws:Referer`.
    pub fn needs_referer(&self) -> bool {
        self.needs.referer
    }

    /// Whether any statement reads `aws:CurrentTime` or `aws:EpochTime`.
    pub fn needs_time(&self) -> bool {
        self.needs.time
    }

    /// Whether any statement reads a key without a slot of its own.
    pub fn needs_named(&self) -> bool {
        self.needs.named
    }

    /// The memory of the address table, in bytes.
    pub fn address_table_bytes(&self) -> usize {
        self.addresses.memory_bytes()
    }

    /// The request as sent: its own resource, its first headers.
    fn plain<'e>(&'e self, request: &'e Request<'e>) -> Evaluation<'e> {
        let (user_agent, referer) = (
            request.context.user_agent.first(),
            request.context.referer.first(),
        );
        Evaluation::new(
            self,
            request,
            request.resource,
            user_agent.copied(),
            referer.copied(),
        )
    }

    /// The first `Deny` that applies to any reading of the request.
    fn denied(&self, plain: &Evaluation<'_>) -> Option<u32> {
        let found = self.denies.first(plain);
        let context = &plain.request.context;
        let repeated = (self.deny_needs.user_agent && context.user_agent.len() > 1)
            || (self.deny_needs.referer && context.referer.len() > 1);
        if self.denies.list.is_empty() || (!repeated && plain.request.resource_deny_forms.is_empty()) {
            return found;
        }
        self.denied_in_other_readings(plain, found)
    }

    #[cold]
    fn denied_in_other_readings(&self, plain: &Evaluation<'_>, mut found: Option<u32>) -> Option<u32> {
        let (request, context) = (plain.request, &plain.request.context);
        for resource in std::iter::once(&request.resource).chain(request.resource_deny_forms) {
            for user_agent in header_readings(context.user_agent, self.deny_needs.user_agent) {
                for referer in header_readings(context.referer, self.deny_needs.referer) {
                    let reading = Evaluation::new(self, request, resource, user_agent, referer);
                    found = match (found, self.denies.first(&reading)) {
                        (Some(one), Some(other)) => Some(one.min(other)),
                        (one, other) => one.or(other),
                    };
                }
            }
        }
        found
    }

    fn action_holds(&self, action: u32, asked: &str) -> bool {
        self.actions
            .get(action as usize)
            .is_some_and(|action| action.holds(asked))
    }

    fn condition_holds(&self, condition: u32, at: &Evaluation<'_>) -> bool {
        self.conditions
            .get(condition as usize)
            .is_some_and(|condition| condition.holds(at))
    }
}

/// Every value of a header, or the first where the others do not matter; one absent value where there is none.
fn header_readings<'h>(values: &'h [&'h str], each: bool) -> impl Iterator<Item = Option<&'h str>> {
    let count = if each { values.len() } else { 1 };
    let absent = values.is_empty().then_some(None);
    values.iter().take(count).map(|value| Some(*value)).chain(absent)
}

impl Statements {
    fn new(list: Box<[Statement]>) -> Self {
        let needed: Box<[Fingerprint]> = list.iter().map(Statement::needed).collect();
        // Reading the whole resource pays off when it spares more than a few patterns.
        let worthwhile =
            needed.iter().filter(|needed| !needed.is_empty()).count() >= FINGERPRINTED_STATEMENTS_MIN;
        Self {
            list,
            needed: if worthwhile { needed } else { Box::default() },
        }
    }

    /// Index of the first statement that applies.
    fn first(&self, at: &Evaluation<'_>) -> Option<u32> {
        let found = if self.needed.is_empty() {
            self.list.iter().find(|statement| statement.applies(at))
        } else {
            let has = at.fingerprint();
            let mut both = self.list.iter().zip(&self.needed);
            both.find(|(statement, needed)| has.has(**needed) && statement.applies(at))
                .map(|(statement, _)| statement)
        };
        found.map(|statement| statement.index)
    }
}

fn only_names_aws_principals(policy: &Policy) -> bool {
    let mut allows = policy
        .statements()
        .iter()
        .filter(|statement| statement.effect == Effect::Allow)
        .peekable();
    allows.peek().is_some()
        && allows.all(|statement| {
            let rule = statement.principal.as_ref();
            rule.is_some_and(|rule| !rule.negated && !rule.principals.contains(&PrincipalPattern::Everybody))
        })
}

impl Needs {
    fn of(statements: &[Statement], conditions: &[Condition]) -> Self {
        let mut needs = Self::default();
        for key in statements.iter().flat_map(|statement| statement.keys(conditions)) {
            match key {
                ConditionKey::UserAgent => needs.user_agent = true,
                ConditionKey::Referer => needs.referer = true,
                ConditionKey::CurrentTime | ConditionKey::EpochTime => needs.time = true,
                ConditionKey::Named(_) => needs.named = true,
                ConditionKey::SourceIp
                | ConditionKey::VpcSourceIp
                | ConditionKey::SecureTransport
                | ConditionKey::SourceVpc
                | ConditionKey::SourceVpce => {}
            }
        }
        needs
    }

    fn and(self, other: Self) -> Self {
        Self {
            user_agent: self.user_agent || other.user_agent,
            referer: self.referer || other.referer,
            time: self.time || other.time,
            named: self.named || other.named,
        }
    }
}

impl Builders {
    /// The number of an action element; equal ones share it.
    fn action(&mut self, action: Action) -> u32 {
        self.actions.number(action)
    }

    /// The number of an ARN head; equal ones share it.
    fn head(&mut self, head: Head) -> u32 {
        self.heads.number(head)
    }

    /// The number of a condition; those that ask the same share it, and one answer.
    fn condition(&mut self, rule: &ConditionRule, variables: bool) -> u32 {
        let values = rule.values.iter().map(|value| ConditionValue {
            // Only variables are read in two ways.
            widens: value.widens && crate::variable::any(&value.text),
            ..value.clone()
        });
        let question = (rule.operator, rule.key.clone(), values.collect(), rule.fixed);
        let next = u32::try_from(self.conditions.len()).unwrap_or(u32::MAX);
        *self.condition_numbers.entry(question).or_insert_with(|| {
            self.conditions
                .push(Condition::new(rule, variables, &mut self.addresses));
            next
        })
    }
}

/// Different things in the order in which they came, each with its number.
#[derive(Debug)]
struct Numbered<T>(HashMap<T, u32>);

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Eq + Hash> Numbered<T> {
    fn number(&mut self, item: T) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(item).or_insert(next)
    }

    fn list(self) -> Box<[T]> {
        let mut list: Vec<_> = self.0.into_iter().collect();
        list.sort_unstable_by_key(|(_, number)| *number);
        list.into_iter().map(|(item, _)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Kind};

    #[test]
    fn equal_conditions_are_kept_once() {
        let statement = |effect: &str, condition: &str| {
            format!(
                r#"{{"Effect":"{effect}","Principal":"*","Action":"*","Resource":"*","Condition":{{{condition}}}}}"#
            )
        };
        let check = |conditions: [(&str, &str); 2], expect: usize| {
            let [first, second] = conditions.map(|(effect, condition)| statement(effect, condition));
            let text = format!(r#"{{"Version":"2012-10-17","Statement":[{first},{second}]}}"#);
            let (document, _) = Document::parse(&text, Kind::Resource).unwrap();
            let compiled = Compiled::new(&Policy::new(&document, None, usize::MAX).unwrap());
            assert_eq!(compiled.conditions.len(), expect, "{text}");
        };
        let office = r#""IpAddress":{"aws:SourceIp":"10.0.0.0/8"}"#;
        check([("Allow", office), ("Deny", office)], 1);
        check(
            [
                ("Allow", office),
                ("Allow", r#""IpAddress":{"AWS:sourceip":"10.0.0.0/8"}"#),
            ],
            1,
        );
        check(
            [
                ("Allow", office),
                ("Allow", r#""IpAddressIfExists":{"aws:SourceIp":"10.0.0.0/8"}"#),
            ],
            2,
        );
        check(
            [
                ("Allow", office),
                ("Allow", r#""IpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"}"#),
            ],
            2,
        );
        // A variable is read in two ways: an empty value lets nobody in, and keeps out.
        let variable = r#""StringEquals":{"aws:Referer":"${aws:UserAgent}"}"#;
        check([("Allow", variable), ("Allow", variable)], 1);
        check([("Allow", variable), ("Deny", variable)], 2);
    }
}
