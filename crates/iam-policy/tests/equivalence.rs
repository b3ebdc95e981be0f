//! The compiled policy decides as the reference evaluator does, and printing a policy does not change what it decides.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

use iam_policy::testing::{Audience, Generator};
use iam_policy::{
    Compiled, Decision, Document, Grant, IdentityPolicies, IdentitySources, Kind, NamedPolicy,
    POLICY_CHARACTERS_MAX, ParseOptions, Policy, ResourceOutcome, Scope, Table, TableRow, explain,
    explain_access, reference,
};
use proptest::prelude::*;

const REQUESTS_PER_POLICY: usize = 10;
/// Explanations are slow to make.
const EXPLAINED_PER_POLICY: usize = 3;

fn scope() -> Scope {
    Scope {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
        api_id: "a1b2c3d4e5".parse().unwrap(),
    }
}

fn policy(text: &str) -> (Document, Policy) {
    let (document, _) = Document::parse_with(text, Kind::Resource, ParseOptions { mirror: true })
        .unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    let policy = Policy::new(&document, Some(&scope()), POLICY_CHARACTERS_MAX)
        .unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    (document, policy)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn compiled_and_reference_agree(seed in any::<u64>()) {
        let mut generator = Generator::new(seed, Audience::Engine);
        let text = generator.policy();
        let (document, policy) = policy(&text);
        let printed = document.to_json();
        let (_, again) = self::policy(&printed);
        let (compiled, compiled_again) = (Compiled::new(&policy), Compiled::new(&again));
        for at in 0..REQUESTS_PER_POLICY {
            let request = generator.request();
            request.with(|asked| {
                let outcome = compiled.decide(asked);
                prop_assert_eq!(outcome, reference::evaluate(&policy, asked), "{}\n{:#?}", &text, &request);
                prop_assert_eq!(outcome, compiled_again.decide(asked), "{}\n{}", &text, &printed);
                let grant = reference::grant(&policy, asked);
                prop_assert_eq!(compiled.grant(asked), grant, "{}\n{:#?}", &text, &request);
                let granted = grant.filter(|_| outcome.decision == Decision::Allow);
                prop_assert_eq!(compiled.decide_granting(asked), (outcome, granted));
                let denied = (outcome.decision == Decision::ExplicitDeny).then_some(outcome.statement).flatten();
                prop_assert_eq!(compiled.explicit_deny(asked), denied);
                if at >= EXPLAINED_PER_POLICY {
                    return Ok(());
                }
                let explanation = explain(&policy, asked);
                prop_assert_eq!((explanation.decision, explanation.statement), (outcome.decision, outcome.statement));
                for statement in &explanation.statements {
                    let elements = statement.principal.iter().chain([&statement.action, &statement.resource]);
                    let mut all = elements.map(|element| element.matched).chain(statement.conditions.iter().map(|it| it.matched));
                    prop_assert_eq!(statement.applies, all.all(|one| one), "{}", &text);
                }
                Ok(())
            })?;
        }
    }
}

#[test]
fn all_three_decisions_occur_often() {
    let mut counts = [0; 3];
    for seed in 0..2_000 {
        let mut generator = Generator::new(seed, Audience::Engine);
        let (_, policy) = policy(&generator.policy());
        let compiled = Compiled::new(&policy);
        let at = match generator
            .request()
            .with(|request| compiled.decide(request).decision)
        {
            Decision::Allow => 0,
            Decision::ExplicitDeny => 1,
            Decision::ImplicitDeny => 2,
        };
        counts[at] += 1;
    }
    assert!(counts.iter().all(|count| *count > 200), "{counts:?}");
}

#[test]
fn every_grade_of_grant_occurs() {
    let mut counts = [0; 4];
    for seed in 0..5_000 {
        let mut generator = Generator::new(seed, Audience::Engine);
        let (_, policy) = policy(&generator.policy());
        let compiled = Compiled::new(&policy);
        for _ in 0..REQUESTS_PER_POLICY {
            let at = match generator.request().with(|request| compiled.grant(request)) {
                None => 0,
                Some(Grant::Account) => 1,
                Some(Grant::Role) => 2,
                Some(Grant::Caller) => 3,
            };
            counts[at] += 1;
        }
    }
    assert!(counts.iter().all(|count| *count >= 20), "{counts:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Conditions that are settled whatever the request: both evaluators take them alike, a `Deny` never becomes weaker and
    /// an `Allow` never wider than where the condition is taken out or the statement never applies.
    #[test]
    fn unknown_keys_are_read_alike(seed in any::<u64>()) {
        let mut generator = Generator::new(seed, Audience::Engine);
        let text = generator.policy();
        let (_, policy) = policy(&text);
        let known = |key: &str| seed.rotate_left(u32::try_from(key.len()).unwrap()) % 3 != 0;
        let (read, keys) = policy.against_unknown(&known);
        let unknown = |key: &str| !known(&key.to_ascii_lowercase());
        prop_assert!(keys.iter().all(|key| unknown(key)), "{keys:?}");
        let compiled = Compiled::new(&read);
        for _ in 0..REQUESTS_PER_POLICY {
            let request = generator.request();
            request.with(|asked| {
                let outcome = compiled.decide(asked);
                prop_assert_eq!(outcome, reference::evaluate(&read, asked), "{}\n{:#?}", &text, &request);
                for statement in &explain(&read, asked).statements {
                    let any = statement.conditions.iter().any(|condition| unknown(&condition.key));
                    prop_assert!(!(any && statement.applies && statement.effect == "Allow"), "{}", &text);
                    let others = statement.conditions.iter().filter(|condition| !unknown(&condition.key));
                    let elements = statement.principal.iter().chain([&statement.action, &statement.resource]);
                    let mut rest = elements.map(|it| it.matched).chain(others.map(|it| it.matched));
                    if statement.effect == "Deny" {
                        prop_assert_eq!(statement.applies, rest.all(|one| one), "{}", &text);
                    }
                }
                Ok(())
            })?;
        }
    }
}

/// A random identity policy.
fn of_identity(generator: &mut Generator) -> Policy {
    let text = generator.identity_policy();
    let (document, _) = Document::parse_with(&text, Kind::Identity, ParseOptions { mirror: true })
        .unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    Policy::new(&document, None, usize::MAX).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_policies_together_are_explained_as_they_decide(seed in any::<u64>()) {
        let mut generator = Generator::new(seed, Audience::Engine);
        let (_, resource) = policy(&generator.policy());
        let mut named = |name: &str| NamedPolicy { name: name.to_owned(), policy: of_identity(&mut generator) };
        let sources = IdentitySources {
            identity: vec![named("one"), named("two")],
            boundary: (seed % 2 == 0).then(|| named("boundary")),
            session: if seed % 3 == 0 { vec![named("session")] } else { Vec::new() },
        };
        let known = |key: &str| !key.ends_with("team");
        let own = IdentityPolicies::new(&sources, &known);
        let compiled = Compiled::new(&resource);
        for _ in 0..EXPLAINED_PER_POLICY {
            let request = generator.request();
            request.with(|asked| {
                let identity = own.decide(asked);
                let outcome = ResourceOutcome::of(&compiled, asked);
                for table in [Table::A, Table::B] {
                    let verdict = table.verdict(&identity, outcome);
                    let explained = explain_access(table, &own, Some(&resource), asked);
                    prop_assert_eq!(explained.verdict, verdict, "{:#?}", &explained);
                    prop_assert_eq!(explained.row, TableRow::new(table, &identity, outcome));
                    prop_assert_eq!(explained.grant, outcome.grant);
                    prop_assert_eq!(explained.policies.len(), 3 + usize::from(sources.boundary.is_some()) + sources.session.len());
                    if let Some(by) = identity.denied.or(identity.identity) {
                        let of = &explained.policies[usize::from(by.policy)];
                        prop_assert_eq!((of.kind, of.name.as_deref(), of.statement), (by.kind, own.name(by), Some(by.statement)));
                    }
                }
                Ok(())
            })?;
        }
    }
}
