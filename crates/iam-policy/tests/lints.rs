//! Advice about valid policies: the cases of `lints.toml`, and that table, cases and documentation agree.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

use std::collections::BTreeSet;

use iam_policy::{Document, Kind, LINTS, LintFacts, ParseOptions, lint};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// Usual statements (Allow, everybody, execute-api:Invoke, execute-api:/*) with members replaced; `""` removes one.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default = "one")]
    statements: Vec<toml::Table>,
    /// Empty: none.
    version: Option<String>,
    #[serde(default)]
    facts: Facts,
    #[serde(default)]
    mirror: bool,
    /// All findings in source order: `code` or `code at text`.
    #[serde(default)]
    fires: Vec<String>,
    /// Lints that look here and rightly find nothing.
    #[serde(default)]
    silent: Vec<String>,
    /// A part of the message of the first finding.
    message: Option<String>,
}

#[derive(serde::Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Facts {
    dual_stack: bool,
    private_clients: bool,
    other_allow: Option<bool>,
    routes: Option<Vec<String>>,
    api_arn: Option<String>,
}

fn one() -> Vec<toml::Table> {
    vec![toml::Table::new()]
}

fn text(case: &Case) -> String {
    let usual = [
        ("Effect", "\"Allow\""),
        ("Principal", "\"*\""),
        ("Action", "\"execute-api:Invoke\""),
        ("Resource", "\"execute-api:/*\""),
    ];
    let statements = case.statements.iter().map(|given| {
        let kept = usual
            .iter()
            .filter(|(name, _)| !given.contains_key(*name))
            .map(|(name, value)| format!("\"{name}\": {value}"));
        let replaced = given
            .iter()
            .map(|(name, value)| (name, value.as_str().unwrap()))
            .filter(|(_, value)| !value.is_empty());
        let members: Vec<_> = kept
            .chain(replaced.map(|(name, value)| format!("\"{name}\": {value}")))
            .collect();
        format!("{{{}}}", members.join(", "))
    });
    let statements: Vec<_> = statements.collect();
    let version = match case.version.as_deref() {
        Some("") => String::new(),
        version => format!("\"Version\": \"{}\", ", version.unwrap_or("2012-10-17")),
    };
    format!("{{{version}\"Statement\": [{}]}}", statements.join(", "))
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("lints.toml")).unwrap().case
}

#[test]
fn every_case_gives_its_advice_and_no_other() {
    let mut failures = Vec::new();
    for case in cases() {
        let text = text(&case);
        let (document, mut findings) =
            Document::parse_with(&text, Kind::Resource, ParseOptions { mirror: case.mirror })
                .unwrap_or_else(|findings| panic!("{}: {text}\n{findings:#?}", case.name));
        let routes: Option<Vec<_>> = case.facts.routes.as_ref().map(|routes| {
            routes
                .iter()
                .map(|route| route.split_once(' ').unwrap())
                .collect()
        });
        let facts = LintFacts {
            dual_stack: case.facts.dual_stack,
            private_clients: case.facts.private_clients,
            other_allow: case.facts.other_allow,
            routes: routes.as_deref(),
            api_arn: case.facts.api_arn.as_deref(),
        };
        findings.extend(lint(&document, &facts));
        findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
        let told: Vec<_> = findings
            .iter()
            .map(|finding| {
                format!(
                    "{} at {}",
                    finding.code,
                    text.get(finding.span.start..finding.span.end).unwrap()
                )
            })
            .collect();
        let matched = told.len() == case.fires.len()
            && told
                .iter()
                .zip(&case.fires)
                .all(|(told, wanted)| told == wanted || told.starts_with(&format!("{wanted} at ")));
        let worded = case
            .message
            .as_ref()
            .is_none_or(|part| findings.first().is_some_and(|it| it.message.contains(part)));
        if !matched || !worded {
            let messages: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
            failures.push(format!(
                "{}\n  text     {text}\n  wanted   {:?}\n  told     {told:?}\n  messages {messages:?}",
                case.name, case.fires
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} cases failed\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn every_lint_has_a_case_that_fires_and_one_that_does_not() {
    let known: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code).collect();
    assert_eq!(known.len(), LINTS.len(), "a code stands twice");
    let cases = cases();
    let code = |fires: &String| fires.split(' ').next().unwrap_or("").to_owned();
    let fired: BTreeSet<String> = cases.iter().flat_map(|case| &case.fires).map(code).collect();
    let silent: BTreeSet<String> = cases.iter().flat_map(|case| &case.silent).cloned().collect();
    let known: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
    assert_eq!(fired, known, "fired and known");
    assert_eq!(silent, known, "silent and known");
    for case in &cases {
        for lint in &case.silent {
            assert!(
                !case.fires.iter().any(|fires| code(fires) == *lint),
                "{}: `{lint}` is not silent",
                case.name
            );
        }
    }
}

#[test]
fn every_lint_is_documented_and_nothing_else_is() {
    let text = include_str!("../../../docs/lints.md");
    let sections: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`'))
        .collect();
    let known: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code).collect();
    assert_eq!(sections, known);
}

/// The bad policies of the documentation fire their lint; the better ones are valid and do not.
#[test]
fn the_documentation_is_right() {
    let text = include_str!("../../../docs/lints.md");
    for section in text.split("\n## `").skip(1) {
        let (code, body) = section.split_once('`').unwrap();
        let policies: Vec<&str> = body
            .split("```json\n")
            .skip(1)
            .map(|part| part.split("```").next().unwrap())
            .collect();
        // Its bad policy would be longer than the page.
        if code == "policy-too-long" {
            continue;
        }
        assert_eq!(policies.len(), 2, "{code}: one bad policy and one better");
        for (policy, bad) in policies.into_iter().zip([true, false]) {
            let facts = LintFacts {
                dual_stack: code == "ipv4-only-on-dual-stack",
                other_allow: (code == "allow-list-does-not-restrict").then_some(true),
                ..LintFacts::default()
            };
            let (document, mut findings) = Document::parse_with(
                policy,
                Kind::Resource,
                ParseOptions {
                    mirror: code == "cidr-space",
                },
            )
            .unwrap_or_else(|findings| panic!("{code}: {policy}\n{findings:#?}"));
            findings.extend(lint(&document, &facts));
            assert_eq!(
                findings.iter().any(|finding| finding.code == code),
                bad,
                "{code}: {policy}\n{findings:#?}"
            );
        }
    }
}
