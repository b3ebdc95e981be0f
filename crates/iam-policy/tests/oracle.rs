//! The same questions to another IAM engine, which runs as a separate program.
//!
//! `PORTCULLIS_ORACLE_DIR` names the folder of the oracle (default `target/oracle` of the workspace, which `cargo xtask test`
//! prepares): `run.mjs` with its packages installed. `PORTCULLIS_ORACLE_PAIRS` is the number of pairs, `PORTCULLIS_ORACLE_SEED`
//! the first seed. Where the oracle says itself that it differs from AWS's documentation on an input (`caveats`), the pair
//! is no evidence and is not counted. Every other difference fails, unless `oracle-differences.toml` explains it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests fail the test"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a test takes its size and its oracle from the environment"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use iam_policy::testing::{Audience, Generator, OwnedRequest};
use iam_policy::{
    Compiled, Decision, Document, Kind, POLICY_CHARACTERS_MAX, ParseOptions, PatternTrace, Policy,
    StatementTrace, explain,
};
use serde_json::{Value, json};

const PAIRS_DEFAULT: u64 = 5_000;
const REQUESTS_PER_POLICY: u64 = 5;

#[path = "oracle/joined.rs"]
mod joined;

/// Why a difference is no fault: each is a row of `oracle-differences.toml`.
const DIFFERENCES: &str = include_str!("oracle-differences.toml");

struct Pair {
    policy_text: String,
    policy: Policy,
    request: OwnedRequest,
    decision: Decision,
}

impl Pair {
    /// The line for the oracle. Signed callers come from outside the owner's account and hold an identity policy that
    /// allows everything: then the resource policy alone decides (IAM user guide, "Cross-account policy evaluation logic").
    fn line(&self, id: usize) -> String {
        let policy: Value = serde_json::from_str(&self.policy_text).unwrap();
        let mut policies = json!({ "resource": policy });
        let mut request = json!({
            "action": self.request.action,
            "resource": self.request.resource,
            "context": self.request.context_json(),
        });
        if let Some(principal) = &self.request.principal {
            policies["identity"] = json!([{ "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Action": "*", "Resource": "*" } ] }]);
            request["principal"] = json!(principal);
            request["accountId"] = json!("000000000000");
        }
        json!({ "id": id, "policies": policies, "request": request, "mode": "raw" }).to_string()
    }
}

#[test]
fn an_independent_engine_decides_alike() {
    let pairs = number("PORTCULLIS_ORACLE_PAIRS", PAIRS_DEFAULT);
    let seed = number("PORTCULLIS_ORACLE_SEED", 1);
    let pairs = pairs_from(seed, pairs);
    let lines: Vec<String> = pairs.iter().enumerate().map(|(id, pair)| pair.line(id)).collect();
    let answers = ask(&lines);
    assert_eq!(answers.len(), pairs.len(), "the oracle did not answer every line");

    let (mut agreed, mut caveats, mut explained, mut counts) = (0, 0, BTreeMap::new(), BTreeMap::new());
    let mut unexplained = Vec::new();
    for (pair, answer) in pairs.iter().zip(&answers) {
        if answer.get("caveats").is_some() {
            caveats += 1;
            continue;
        }
        let expected = match pair.decision {
            Decision::Allow => "allow",
            Decision::ExplicitDeny => "explicit-deny",
            Decision::ImplicitDeny => "implicit-deny",
        };
        if answer["decision"] == expected {
            agreed += 1;
            *counts.entry(expected).or_insert(0) += 1;
        } else if let Some(reason) = explanation(pair, &answer["decision"]) {
            *explained.entry(reason).or_insert(0) += 1;
        } else {
            unexplained.push(format!(
                "ours {expected}, oracle {}\n  {}\n  {}",
                answer,
                pair.policy_text,
                pair.line(0)
            ));
        }
    }
    println!(
        "{} pairs: {agreed} agree {counts:?}, {caveats} with caveats, explained {explained:?}",
        pairs.len()
    );
    assert!(
        unexplained.is_empty(),
        "{} unexplained differences, the first:\n{}",
        unexplained.len(),
        unexplained.iter().take(3).cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(
        agreed * 2 > pairs.len(),
        "fewer than half of the pairs were evidence"
    );
}

fn pairs_from(seed: u64, count: u64) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for policy_seed in 0..count.div_ceil(REQUESTS_PER_POLICY) {
        let mut generator = Generator::new(
            seed.wrapping_mul(1 << 32).wrapping_add(policy_seed),
            Audience::Oracle,
        );
        let policy_text = generator.policy();
        let (document, _) =
            Document::parse_with(&policy_text, Kind::Resource, ParseOptions { mirror: true }).unwrap();
        let policy = Policy::new(&document, None, POLICY_CHARACTERS_MAX).unwrap();
        let compiled = Compiled::new(&policy);
        for _ in 0..REQUESTS_PER_POLICY {
            let request = generator.request();
            let decision = request.with(|asked| compiled.decide(asked).decision);
            pairs.push(Pair {
                policy_text: policy_text.clone(),
                policy: policy.clone(),
                request,
                decision,
            });
        }
    }
    pairs
}

/// Runs the oracle over all lines.
fn ask(lines: &[String]) -> Vec<Value> {
    let folder = std::env::var_os("PORTCULLIS_ORACLE_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/oracle"),
        PathBuf::from,
    );
    assert!(
        folder.join("run.mjs").is_file() && folder.join("node_modules").is_dir(),
        "no oracle in {}: run `cargo xtask test`, or name its folder in PORTCULLIS_ORACLE_DIR",
        folder.display()
    );
    let mut oracle = Command::new("node")
        .arg("run.mjs")
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start `node` (20 or newer must be installed): {error}"));
    let (mut input, output) = (oracle.stdin.take().unwrap(), oracle.stdout.take().unwrap());
    let answers = std::thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                writeln!(input, "{line}").unwrap();
            }
        });
        let lines = BufReader::new(output).lines();
        lines
            .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
            .collect()
    });
    assert!(oracle.wait().unwrap().success(), "the oracle failed");
    answers
}

/// The rows of `oracle-differences.toml` that explain the difference: with every element they name read as the oracle reads
/// it, which is that it does not hold, the decision must be the oracle's.
fn explanation(pair: &Pair, theirs: &Value) -> Option<String> {
    let trace = pair.request.with(|request| explain(&pair.policy, request));
    let mut rows = BTreeSet::new();
    let (mut denied, mut allowed) = (false, false);
    for statement in &trace.statements {
        let disputed = disputed_elements(statement);
        if statement.applies && disputed.is_empty() {
            denied |= statement.effect == "Deny";
            allowed |= statement.effect == "Allow";
        } else if statement.applies {
            rows.extend(disputed);
        }
    }
    let as_theirs = match (denied, allowed) {
        (true, _) => "explicit-deny",
        (false, true) => "allow",
        (false, false) => "implicit-deny",
    };
    let table: toml::Table = DIFFERENCES.parse().unwrap();
    let known = !rows.is_empty() && rows.iter().all(|row| table.contains_key(*row));
    (known && theirs == as_theirs).then(|| rows.into_iter().collect::<Vec<_>>().join(" + "))
}

/// The rows that concern elements of a statement which hold for us.
fn disputed_elements(statement: &StatementTrace) -> Vec<&'static str> {
    let unknown = |it: &PatternTrace| it.pattern.contains("${") && it.replaced.is_none();
    let mut rows = Vec::new();
    if statement
        .principal
        .as_ref()
        .is_some_and(|principal| principal.note.is_some())
    {
        rows.push("not-principal-without-account");
    }
    let resource = &statement.resource;
    // The oracle looks at the variables of an entry only where its first five parts fit.
    let concerns = |it: &PatternTrace| unknown(it) && head_fits(&it.pattern, &resource.request);
    if resource.element == "NotResource" && resource.patterns.iter().any(concerns) {
        rows.push("variable-without-value-in-not-resource");
    }
    for condition in &statement.conditions {
        let (set, negated) = (
            condition.operator.contains(':'),
            condition.operator.contains("Not"),
        );
        let is_empty = condition.request.as_ref().is_some_and(|values| *values == [""]);
        if condition.values.iter().any(unknown) && (negated || set) {
            rows.push("variable-without-value-in-condition");
        } else if condition.operator.starts_with("ForAllValues:")
            && is_empty
            && condition.values.iter().any(|value| value.matched) == negated
        {
            rows.push("for-all-values-empty-string");
        } else if condition.operator.starts_with("ForAnyValue:")
            && condition.operator.ends_with("IfExists")
            && condition.request.is_none()
        {
            rows.push("for-any-value-if-exists");
        }
    }
    rows
}

/// Whether the first five parts of a pattern fit those of an ARN.
fn head_fits(pattern: &str, arn: &str) -> bool {
    fn fits(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some((b'*', rest)), _) => {
                fits(rest, text) || text.split_first().is_some_and(|(_, text)| fits(pattern, text))
            }
            (Some((b'?', rest)), Some((_, text))) => fits(rest, text),
            (Some((wanted, rest)), Some((have, text))) => wanted == have && fits(rest, text),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
    let pairs = pattern.splitn(6, ':').zip(arn.splitn(6, ':'));
    pairs
        .take(5)
        .all(|(pattern, part)| fits(pattern.as_bytes(), part.as_bytes()))
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}
