//! `portcullis policy explain FILE …`: the answer to one request, and what every statement made of it; for a signed caller
//! with its own policies, that of all policies together.

use std::path::{Path, PathBuf};

use iam_policy::{Decision, IdentityPolicies, Policy, Table};
use serde_json::{Value, json};

use crate::definition_or_policy::{PolicySource, read_policy};
use crate::question::{Prepared, Question};
use crate::report::{Failure, Outcome, Report};
use crate::scope::{Place, ScopeArguments};
use crate::signer::OwnPolicies;

/// Puts one request to a policy and shows each statement with what matched and what did not.
///
/// The request is described by flags, by a TOML file (`--request`) or by a saved decision record (`--record`). With the
/// policies of a signed caller (`--identity-policy`, `--boundary`, `--session-policy`) the answer is that of all policies
/// together. Exit code 1 if the request is denied.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis policy explain openapi.yaml --path /v1/models --source-ip 203.0.113.7
  portcullis policy explain policy.json --api-id a1b2c3d4e5 --request request.toml
  portcullis policy explain policy.json --account 111122223333 --path /pets \\
    --caller arn:aws:iam::111122223333:user/ana --identity-policy ana.json
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
    own: OwnPolicies,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// A policy as it is attached, and the request to put to it.
struct Asked {
    policy: Policy,
    prepared: Prepared,
    /// The account the API belongs to.
    owner: String,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let read = read_policy(&arguments.file)?;
    let asked = match &arguments.record {
        Some(record) => of_record(arguments, &read, record)?,
        None => of_question(arguments, &read)?,
    };
    let (text, explanation, decision) = answer(arguments, &asked)?;
    Ok(Report {
        text,
        json: json!({ "file": read.source.name, "explanation": explanation }),
        good: decision == Decision::Allow,
    })
}

/// The answer of all policies where the caller's are known, else that of the resource policy alone.
fn answer(arguments: &Arguments, asked: &Asked) -> Result<(String, Value, Decision), Failure> {
    let Asked {
        policy,
        prepared,
        owner,
    } = asked;
    let signer = prepared.signer();
    let own = own_policies(arguments, prepared)?;
    let (Some(own), Some(signer)) = (own, signer) else {
        if signer.is_some() {
            crate::report::note(
                "note: this is the resource policy alone; for a method of type `AWS_IAM` the caller's own policies count too: \
                 give `--identity-policy`, or `--no-identity-policy`",
            );
        }
        let explanation = prepared.ask(|request| iam_policy::explain(policy, request));
        let decision = explanation.decision;
        return Ok((explanation.render_text(), json!(explanation), decision));
    };
    let table = Table::of(&signer.account, owner);
    let explanation = prepared.ask(|request| iam_policy::explain_access(table, &own, Some(policy), request));
    let decision = explanation.decision;
    Ok((explanation.render_text(), json!(explanation), decision))
}

/// The caller's own policies; `None` where they were not given.
fn own_policies(arguments: &Arguments, prepared: &Prepared) -> Result<Option<IdentityPolicies>, Failure> {
    match (prepared.signer(), arguments.own.given()) {
        (Some(signer), false) => Ok(signer.is_root().then(IdentityPolicies::root)),
        (None, false) => Ok(None),
        (None, true) => Err(Failure::message(
            "policies of a caller were given for an anonymous request: say who signs with `--caller`",
        )),
        (Some(signer), true) if signer.is_root() => Err(Failure::message(format!(
            "`{}` is an account's root user, which has no policies of its own",
            signer.arn
        ))),
        (Some(_), true) => arguments.own.read(&|key| prepared.has_key(key)).map(Some),
    }
}

fn of_question(arguments: &Arguments, read: &PolicySource) -> Result<Asked, Failure> {
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
    Ok(Asked {
        policy,
        prepared,
        owner: place.scope.account.to_string(),
    })
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
fn of_record(arguments: &Arguments, read: &PolicySource, file: &Path) -> Result<Asked, Failure> {
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
    Ok(Asked {
        policy,
        prepared: Prepared::of_record(&record),
        owner: arn.account.to_owned(),
    })
}

fn text_of(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::message(format!("cannot read `{}`: {error}", file.display())))
}
