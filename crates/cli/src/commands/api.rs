//! `portcullis api …`

use std::path::PathBuf;

use clap::Subcommand;
use portcullis_core::ApiId;
use serde_json::{Value, json};
use server::findings::{self, Problem};
use server::{DefinitionFile, DefinitionsConfig, definitions};

use super::{api_diff, api_list, api_show};
use crate::control_client::{ControlArguments, refusal};
use crate::report::{ADVICE, Failure, Outcome, Report, count};
use crate::scope::ScopeArguments;

/// APIs: what a running gateway has, and checks of definitions.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  portcullis api list
  portcullis api diff a1b2c3d4e5
  portcullis api check openapi.yaml")]
pub(crate) enum Command {
    List(api_list::Arguments),
    Show(api_show::Arguments),
    Diff(api_diff::Arguments),
    Check(CheckArguments),
}

/// The id of an API of a running gateway.
#[derive(Debug, Clone)]
pub(super) struct ApiName(ApiId);

impl ApiName {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|error: portcullis_core::IdError| error.to_string())
    }

    /// Asks the gateway for everything about it.
    pub(super) fn ask(&self, control: &ControlArguments) -> Result<Value, Failure> {
        let (status, json) = control.ask("GET", &format!("/_portcullis/apis/{}", self.0))?;
        match status {
            200 => Ok(json),
            404 => Err(Failure::message(text_in(&json, "message"))),
            _ => Err(refusal(status, &json)),
        }
    }
}

/// The elements of a list in an answer.
pub(super) fn members<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value
        .get(member)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A text in an answer.
pub(super) fn text_in<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// The stage of this name.
pub(super) fn stage_in<'a>(api: &'a Value, name: &str) -> Result<&'a Value, Failure> {
    let stages = members(api, "stages");
    stages
        .iter()
        .find(|stage| text_in(stage, "stage") == name)
        .ok_or_else(|| {
            let known: Vec<String> = stages
                .iter()
                .map(|stage| format!("`{}`", text_in(stage, "stage")))
                .collect();
            let known = match known[..] {
                [] => "none".to_owned(),
                _ => known.join(", "),
            };
            Failure::message(format!(
                "API `{}` has no stage `{name}`; it has {known}",
                text_in(api, "api")
            ))
        })
}

/// Imports definitions as `serve` does and shows everything that is refused, and the advice.
///
/// Exit code 1 on any finding; `--errors-only` leaves the advice out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis api check openapi.yaml
  portcullis api check --allow-unenforced --output json openapi.yaml")]
pub(crate) struct CheckArguments {
    /// The definitions.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take extensions that are not enforced, and list them.
    #[arg(long)]
    allow_unenforced: bool,
    /// Clients come over IPv4 and IPv6.
    #[arg(long)]
    dual_stack: bool,
    /// Clients come from private networks, so private address blocks are meant.
    #[arg(long)]
    private_clients: bool,
    /// Show errors alone.
    #[arg(long)]
    errors_only: bool,
    /// The most characters a policy may have.
    #[arg(long, value_name = "N", default_value_t = iam_policy::POLICY_CHARACTERS_MAX)]
    policy_characters_max: usize,
    /// The longest `timeoutInMillis` a definition may ask for.
    #[arg(long, value_name = "N", default_value_t = api_model::TIMEOUT_MS_DEFAULT)]
    integration_timeout_ms_max: u32,
    #[command(flatten)]
    scope: ScopeArguments,
}

/// Runs one of them.
pub(crate) fn run(command: Command) -> Outcome {
    match command {
        Command::List(arguments) => api_list::run(&arguments),
        Command::Show(arguments) => api_show::run(&arguments),
        Command::Diff(arguments) => api_diff::run(&arguments),
        Command::Check(arguments) => check(&arguments),
    }
}

fn check(arguments: &CheckArguments) -> Outcome {
    let config = DefinitionsConfig {
        files: Vec::new(),
        allow_unenforced: arguments.allow_unenforced,
        policy_characters_max: arguments.policy_characters_max,
        private_clients: arguments.private_clients,
        dual_stack: arguments.dual_stack,
        timeout_ms_max: arguments.integration_timeout_ms_max,
        // As they are in a gateway whose settings do not say otherwise.
        functions: true,
        issued_pools: None,
    };
    let mut problems = Vec::new();
    let mut unenforced: Vec<String> = Vec::new();
    for file in &arguments.files {
        let place = arguments.scope.place(file, "")?;
        let definition = DefinitionFile {
            file: file.clone(),
            id: arguments
                .scope
                .api_id
                .is_some()
                .then(|| place.scope.api_id.clone()),
            stage: place.stage,
            partition: place.scope.partition,
            region: place.scope.region,
            account: place.scope.account,
            variables: Default::default(),
        };
        match definitions::load_file(&definition, &config) {
            Ok(served) => {
                unenforced.extend(served.deployment.unenforced.iter().cloned());
                if !arguments.errors_only && !served.advice.findings.is_empty() {
                    problems.push(Problem::InFile(served.advice));
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    let mut text = findings::text(&problems);
    if !text.is_empty() {
        text.push('\n');
    }
    for extension in &unenforced {
        text.push_str(&format!("not enforced: {extension}\n"));
    }
    let errors = findings::error_count(&problems);
    let files = count(arguments.files.len(), "file");
    text.push_str(&match (problems.is_empty(), errors) {
        (true, _) => format!("{files} checked: nothing found\n"),
        (false, errors) => {
            let all = findings::json(&problems).len();
            format!(
                "{files} checked: {}, {}\n",
                count(errors, "error"),
                count(all - errors, "warning")
            )
        }
    });
    if findings::json(&problems).len() > errors {
        text.push_str(ADVICE);
    }
    let json = json!({ "findings": findings::json(&problems), "errors": errors, "unenforced": unenforced });
    Ok(Report {
        text,
        json,
        good: problems.is_empty(),
    })
}
