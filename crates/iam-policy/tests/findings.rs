//! What reading a policy refuses and warns of: the cases of `findings.toml`, and that nothing is told of twice or missed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

use std::collections::BTreeSet;

use iam_policy::{Document, Kind, ParseOptions, Parsed};
use source_text::Severity;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// The usual statement with some members replaced (`""` removes one), or a whole text.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: Option<String>,
    #[serde(default)]
    members: toml::Table,
    version: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    mirror: bool,
    /// `error code at text` or `warning code at text`, in source order.
    findings: Vec<String>,
    /// A part of the remedy of the first finding.
    remedy: Option<String>,
}

const VERSION: &str = "2012-10-17";

fn text(case: &Case) -> String {
    if let Some(text) = &case.text {
        return text.clone();
    }
    let usual = [
        ("Effect", "\"Allow\""),
        ("Principal", "\"*\""),
        ("Action", "\"execute-api:Invoke\""),
        ("Resource", "\"execute-api:/*\""),
    ];
    let mut members = Vec::new();
    for (name, value) in usual {
        if !case.members.contains_key(name) {
            members.push(format!("\"{name}\": {value}"));
        }
    }
    for (name, value) in &case.members {
        let value = value.as_str().unwrap();
        if !value.is_empty() {
            members.push(format!("\"{name}\": {value}"));
        }
    }
    let version = case.version.as_deref().unwrap_or(VERSION);
    format!(
        "{{\"Version\": \"{version}\", \"Statement\": {{{}}}}}",
        members.join(", ")
    )
}

fn read(case: &Case, text: &str) -> Parsed {
    let kind = match case.kind.as_deref() {
        None | Some("resource") => Kind::Resource,
        Some("identity") => Kind::Identity,
        Some("authorizer") => Kind::Authorizer,
        Some("trust") => Kind::Trust,
        Some(other) => panic!("{}: no kind `{other}`", case.name),
    };
    Document::parse_with(text, kind, ParseOptions { mirror: case.mirror })
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("findings.toml"))
        .unwrap()
        .case
}

#[test]
fn every_case_gives_its_findings_and_no_other() {
    let mut failures = Vec::new();
    for case in cases() {
        let text = text(&case);
        let findings = match read(&case, &text) {
            Ok((_, warnings)) => warnings,
            Err(findings) => findings,
        };
        let told: Vec<_> = findings
            .iter()
            .map(|finding| {
                let at = text.get(finding.span.start..finding.span.end).unwrap();
                format!("{} {} at {at}", finding.severity.word(), finding.code)
            })
            .collect();
        let matched = told.len() == case.findings.len()
            && told.iter().zip(&case.findings).all(|(told, wanted)| {
                // A place too long to repeat is left out.
                told == wanted || told.starts_with(&format!("{wanted} at "))
            });
        let remedied = case
            .remedy
            .as_ref()
            .is_none_or(|part| findings.first().is_some_and(|it| it.remedy.contains(part)));
        if !matched || !remedied {
            let remedies: Vec<_> = findings.iter().map(|finding| &finding.remedy).collect();
            failures.push(format!(
                "{}\n  text     {text}\n  wanted   {:?}\n  told     {told:?}\n  remedies {remedies:?}",
                case.name, case.findings
            ));
        }
        for finding in &findings {
            assert_eq!(
                finding.message,
                finding.message.trim_end_matches('.'),
                "{}",
                case.name
            );
            assert!(!finding.remedy.is_empty(), "{}: no remedy", case.name);
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
fn warnings_come_beside_a_document_and_errors_instead_of_one() {
    for case in cases() {
        let text = text(&case);
        match read(&case, &text) {
            Ok((_, warnings)) => assert!(
                warnings.iter().all(|it| it.severity == Severity::Warning),
                "{}",
                case.name
            ),
            Err(findings) => assert!(
                findings.iter().any(|it| it.severity == Severity::Error),
                "{}",
                case.name
            ),
        }
    }
}

/// Every code that the parser can give is provoked by a case, and no case names another.
#[test]
fn every_code_has_a_case() {
    let sources = [
        include_str!("../src/document/parse/mod.rs"),
        include_str!("../src/document/parse/principal.rs"),
        include_str!("../src/document/parse/action.rs"),
        include_str!("../src/document/parse/resource.rs"),
        include_str!("../src/document/parse/condition.rs"),
        include_str!("../src/document/parse/value.rs"),
        include_str!("../src/variable.rs"),
    ];
    let mut written = BTreeSet::new();
    for literal in sources
        .iter()
        .flat_map(|source| source.split('"').skip(1).step_by(2))
    {
        let kebab = literal.contains('-')
            && literal
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if kebab && literal != "execute-api" && literal != "assumed-role" && literal != "federated-user" {
            written.insert(literal.to_owned());
        }
    }
    let provoked: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| &case.findings)
        .filter_map(|finding| finding.split(' ').nth(1).map(str::to_owned))
        .filter(|code| !code.starts_with("json-"))
        .collect();
    for code in &provoked {
        assert!(
            sources
                .iter()
                .any(|source| source.contains(&format!("\"{code}\""))),
            "no source gives `{code}`"
        );
    }
    let missing: Vec<_> = written.difference(&provoked).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

/// YAML has numbers that JSON writes otherwise: what AWS would store is not what stands there.
#[test]
fn numbers_that_json_writes_otherwise_want_quotes() {
    let findings = |value: &str| -> Vec<&str> {
        let text = format!(
            "Statement: {{Effect: Allow, Principal: '*', Action: '*', Resource: '*', Condition: {{StringEquals: {{aws:Referer: {value}}}}}}}"
        );
        let node = source_text::yaml::parse(&text).unwrap();
        match Document::from_node(&node, Kind::Resource) {
            Ok((_, warnings)) => warnings.iter().map(|it| it.code).collect(),
            Err(errors) => errors.iter().map(|it| it.code).collect(),
        }
    };
    for value in ["0x1F", "0o17", "+5", ".5", "1."] {
        assert_eq!(findings(value), ["invalid-condition-data-type"], "{value}");
    }
    for value in ["31", "-0.5", "1e3", "'0x1F'", "[7, 8]"] {
        assert!(findings(value).is_empty(), "{value}");
    }
}

/// The number of findings has a limit, and warnings in front never hide an error behind it.
#[test]
fn a_flood_of_warnings_hides_no_error() {
    let actions = "\"s3:GetObject\", ".repeat(5000);
    let text = |last: &str| {
        format!(
            r#"{{"Statement": {{"Effect": "Allow", "Principal": "*", "Action": [{actions} "{last}"], "Resource": "*"}}}}"#
        )
    };
    let (_, warnings) = Document::parse(&text("execute-api:Invoke"), Kind::Resource).unwrap();
    assert_eq!(warnings.len(), 1000);
    let findings = Document::parse(&text("no action"), Kind::Resource).unwrap_err();
    assert_eq!(
        findings.last().map(|finding| finding.code),
        Some("invalid-action")
    );
}
