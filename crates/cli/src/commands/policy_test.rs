//! `portcullis policy test DIR`: the user's own cases, as TOML, put to their policies.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use iam_policy::{Compiled, Decision, Policy};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::definition_or_policy::read_policy;
use crate::question::Question;
use crate::report::{Failure, Outcome, Report, count};
use crate::scope::{Place, ScopeArguments};

/// Files in one folder, at most: a wrong folder is told rather than walked for ever.
const FILES_MAX: usize = 10_000;

/// Runs test cases: every `*.toml` under DIR names a policy and requests with the decisions expected of it.
///
/// A file begins with `policy = "../openapi.yaml"` (a policy or an API definition, relative to the file) and, where wanted,
/// `api_id`, `stage`, `region`, `account` and `partition`. Each `[[case]]` has `name`, `expect` (`allow`, `explicit-deny`
/// or `implicit-deny`), optionally `sid` of the statement that must decide, and the request with the names of the flags of
/// `policy explain` as keys. Exit code 1 if a case fails.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis policy test examples/ai-gateway/tests
  portcullis policy test --output json tests/")]
pub(crate) struct Arguments {
    /// A folder, or one file.
    #[arg(value_name = "DIR")]
    path: PathBuf,
    /// The most characters a policy may have.
    #[arg(long, value_name = "N", default_value_t = iam_policy::POLICY_CHARACTERS_MAX)]
    policy_characters_max: usize,
}

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    policy: PathBuf,
    api_id: Option<String>,
    stage: Option<String>,
    region: Option<String>,
    account: Option<String>,
    partition: Option<String>,
    #[serde(default)]
    case: Vec<toml::Table>,
}

/// What is expected of one request.
#[derive(Debug, Deserialize)]
struct Expected {
    name: String,
    expect: Decision,
    sid: Option<String>,
}

/// One case, answered.
struct Answered {
    name: String,
    failure: Option<String>,
    json: Value,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut files = Vec::new();
    gather(&arguments.path, &mut files)?;
    if files.is_empty() {
        return Err(Failure::message(format!(
            "there is no `*.toml` file in `{}`",
            arguments.path.display()
        )));
    }
    let mut text = String::new();
    let mut json_files = Vec::new();
    let (mut passed, mut failed) = (0, 0);
    // Writing to a String cannot fail.
    for file in &files {
        let answered = run_file(file, arguments.policy_characters_max)?;
        let bad = answered.iter().filter(|case| case.failure.is_some()).count();
        failed += bad;
        passed += answered.len() - bad;
        let _ = writeln!(
            text,
            "{}: {} passed, {} failed",
            file.display(),
            answered.len() - bad,
            bad
        );
        for case in &answered {
            if let Some(failure) = &case.failure {
                let _ = writeln!(text, "\nFAILED {}\n{failure}", case.name);
            }
        }
        let cases: Vec<Value> = answered.into_iter().map(|case| case.json).collect();
        json_files.push(json!({ "file": file.display().to_string(), "cases": cases }));
    }
    if passed + failed == 0 {
        return Err(Failure::message(format!(
            "there is no `[[case]]` in `{}`",
            arguments.path.display()
        )));
    }
    let _ = writeln!(
        text,
        "{}: {passed} passed, {failed} failed",
        count(passed + failed, "case")
    );
    let json = json!({ "files": json_files, "passed": passed, "failed": failed });
    Ok(Report {
        text,
        json,
        good: failed == 0,
    })
}

/// All `*.toml` files under `path`, in the order of their names.
fn gather(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable =
        |error: std::io::Error| Failure::message(format!("cannot read `{}`: {error}", path.display()));
    if !std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(unreadable)?;
    entries.sort();
    for entry in entries {
        let kind = std::fs::symlink_metadata(&entry).map_err(unreadable)?;
        if kind.is_dir() {
            gather(&entry, files)?;
        } else if entry.extension().is_some_and(|extension| extension == "toml") {
            files.push(entry);
        }
        if files.len() > FILES_MAX {
            return Err(Failure::message(format!(
                "there are more than {FILES_MAX} files in `{}`",
                path.display()
            )));
        }
    }
    Ok(())
}

fn run_file(file: &Path, characters_max: usize) -> Result<Vec<Answered>, Failure> {
    let wrong = |why: String| Failure::message(format!("`{}`: {why}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let cases: CaseFile = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let read = read_policy(&file.parent().unwrap_or(Path::new("")).join(&cases.policy))?;
    let scope = ScopeArguments {
        api_id: cases.api_id,
        stage: cases.stage,
        region: cases.region,
        account: cases.account,
        partition: cases.partition,
    };
    let (policy, place) = read.attach(&scope, characters_max)?;
    let needs_time = Compiled::new(&policy).needs_time();
    cases
        .case
        .into_iter()
        .enumerate()
        .map(|(at, table)| {
            run_case(table, &policy, &place, needs_time)
                .map_err(|why| wrong(format!("case {}: {why}", at + 1)))
        })
        .collect()
}

fn run_case(
    table: toml::Table,
    policy: &Policy,
    place: &Place,
    needs_time: bool,
) -> Result<Answered, String> {
    const OURS: [&str; 3] = ["name", "expect", "sid"];
    let (ours, request): (toml::Table, toml::Table) = table
        .into_iter()
        .partition(|(key, _)| OURS.contains(&key.as_str()));
    let expected = Expected::deserialize(ours).map_err(|error| error.message().to_owned())?;
    let in_case = |why: String| format!("`{}`: {why}", expected.name);
    let question = Question::deserialize(request).map_err(|error| in_case(error.message().to_owned()))?;
    if needs_time && question.time.is_none() {
        return Err(in_case(
            "the policy reads the time: give `time`, so that the answer does not change".to_owned(),
        ));
    }
    let prepared = question.prepare(place, None).map_err(in_case)?;
    let explanation = prepared.ask(|request| iam_policy::explain(policy, request));
    let right_sid = expected.sid.is_none() || expected.sid == explanation.sid;
    let failure = (explanation.decision != expected.expect || !right_sid).then(|| {
        format!(
            "  expected  {}\n  but got   {}\n\n{}",
            answer(expected.expect, expected.sid.as_deref()),
            answer(explanation.decision, explanation.sid.as_deref()),
            explanation.render_text(),
        )
    });
    let json = json!({
        "name": expected.name,
        "passed": failure.is_none(),
        "expected": { "decision": expected.expect, "sid": expected.sid },
        "got": { "decision": explanation.decision, "sid": explanation.sid, "statement": explanation.statement },
    });
    Ok(Answered {
        name: expected.name,
        failure,
        json,
    })
}

fn answer(decision: Decision, sid: Option<&str>) -> String {
    let word = match decision {
        Decision::Allow => "allow",
        Decision::ExplicitDeny => "explicit-deny",
        Decision::ImplicitDeny => "implicit-deny",
    };
    sid.map_or_else(|| word.to_owned(), |sid| format!("{word} by `{sid}`"))
}
