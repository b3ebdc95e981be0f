//! `portcullis policy explain FILE …`: the answer to one request, and what every statement made of it.

use std::path::{Path, PathBuf};

use iam_policy::{Decision, Explanation, Policy};
use serde_json::json;

use crate::definition_or_policy::{PolicySource, read_policy};
use crate::question::{Prepared, Question};
use crate::report::{Failure, Outcome, Report};
use crate::scope::{Place, ScopeArguments};

/// Puts one request to a policy and shows each statement with what matched and what did not.
///
/// The request is described by flags, by a TOML file (`--request`) or by a saved decision record (`--record`). Exit code 1 if
/// the request is denied.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis policy explain openapi.yaml --path /v1/models --source-ip 203.0.113.7
  portcullis policy explain policy.json --api-id a1b2c3d4e5 --request request.toml
  portcullis policy explain openapi.yaml --record record.json --output json")]
pub(crate) struct Arguments {
    /// A policy (JSON) or an API definition; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A TOML file that describes the request, with the names of the flags as keys (`source_ip = "203.0.113.7"`).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["record", "Question"])]
    request: Option<PathBuf>,
    /// A decision record (JSON), as `portcullis explain --output json` or the JSON access log gives it.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["Question", "ScopeArguments"])]
    record: Option<PathBuf>,
    /// The most characters the policy may have.
    #[arg(long, value_name = "N", default_value_t = iam_policy::POLICY_CHARACTERS_MAX)]
    policy_characters_max: usize,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    scope: ScopeArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let read = read_policy(&arguments.file)?;
    let explanation = match &arguments.record {
        Some(record) => of_record(arguments, &read, record)?,
        None => of_question(arguments, &read)?,
    };
    Ok(Report {
        text: explanation.render_text(),
        json: json!({ "file": read.source.name, "explanation": explanation }),
        good: explanation.decision == Decision::Allow,
    })
}

fn of_question(arguments: &Arguments, read: &PolicySource) -> Result<Explanation, Failure> {
    let (policy, place) = read.attach(&arguments.scope, arguments.policy_characters_max)?;
    let question = match &arguments.request {
        Some(file) => {
            let text = text_of(file)?;
            let fault = |error: toml::de::Error| Failure::message(format!("`{}`: {error}", file.display()));
            toml::from_str::<Question>(&text).map_err(fault)?
        }
        None => arguments.question.clone(),
    };
    let prepared = question
        .prepare(&place, Some(server::clock::now()))
        .map_err(Failure::message)?;
    for note in notes(&policy, &place, &question) {
        crate::report::note(&format!("note: {note}"));
    }
    Ok(prepared.ask(|request| iam_policy::explain(&policy, request)))
}

/// What was left out of the question and probably meant: beside the answer, because the answer holds all the same.
fn notes(policy: &Policy, place: &Place, question: &Question) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(flags) = other_api(policy, place) {
        notes.push(format!(
            "the policy names another API than the one asked about: give {flags}"
        ));
    }
    let reads_address = policy
        .statements()
        .iter()
        .flat_map(|statement| &statement.conditions)
        .any(|condition| condition.key_text.eq_ignore_ascii_case("aws:SourceIp"));
    if reads_address && question.source_ip.is_none() {
        notes.push(
            "no `--source-ip` was given, so this is the answer to a request whose address could not be established"
                .to_owned(),
        );
    }
    notes
}

/// The flags for the API that the policy's resources name, where none of them can mean the one asked about.
fn other_api(policy: &Policy, place: &Place) -> Option<String> {
    let is_name = |text: &str| !text.is_empty() && !text.contains(['*', '?', '$']);
    let mut other = None;
    for pattern in policy
        .statements()
        .iter()
        .flat_map(|statement| &statement.resource.patterns)
    {
        let arn = portcullis_core::Arn::parse(pattern).ok()?;
        let api = arn.resource.split('/').next().unwrap_or("");
        if arn.service != "execute-api" || !is_name(api) || api == place.scope.api_id.as_str() {
            return None;
        }
        let flags = [
            ("--api-id", api),
            ("--region", arn.region),
            ("--account", arn.account),
        ]
        .into_iter()
        .filter(|(_, value)| is_name(value))
        .map(|(flag, value)| format!("{flag} {value}"));
        other.get_or_insert_with(|| format!("`{}`", flags.collect::<Vec<_>>().join(" ")));
    }
    other
}

/// The record names its API in its ARN, so that a policy with the shorthand is attached to that one.
fn of_record(arguments: &Arguments, read: &PolicySource, file: &Path) -> Result<Explanation, Failure> {
    let text = text_of(file)?;
    let wrong = |why: String| Failure::message(format!("`{}`: {why}", file.display()));
    let mut value: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| wrong(format!("no decision record: {error}")))?;
    // `portcullis explain --output json` has the record beside its explanation.
    if let Some(inner) = value.get_mut("record").map(serde_json::Value::take) {
        value = inner;
    }
    let record: gateway::DecisionRecord =
        serde_json::from_value(value).map_err(|error| wrong(format!("no decision record: {error}")))?;
    let arn = portcullis_core::Arn::parse(&record.arn).map_err(|_| {
        wrong("the request was answered before it had an ARN: no policy was asked".to_owned())
    })?;
    if record.cut {
        return Err(wrong(
            "its texts were too long to be kept whole, so it cannot be put to a policy again".to_owned(),
        ));
    }
    let scope = ScopeArguments {
        api_id: Some(record.api.clone()),
        stage: Some(record.stage.clone()),
        region: Some(arn.region.to_owned()),
        account: Some(arn.account.to_owned()),
        partition: Some(arn.partition.to_owned()),
    };
    let (policy, _) = read.attach(&scope, arguments.policy_characters_max)?;
    Ok(Prepared::of_record(&record).ask(|request| iam_policy::explain(&policy, request)))
}

fn text_of(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::message(format!("cannot read `{}`: {error}", file.display())))
}
