//! `portcullis api diff API`

use serde_json::{Value, json};

use super::api::{ApiName, members, stage_in, text_in};
use crate::control_client::ControlArguments;
use crate::report::{Outcome, Report};
use crate::structural_diff::{changes, json_of, text_of};

/// Compares what is saved of an API with what its stages run.
///
/// `+` is saved and not deployed, `-` is deployed and not saved any more. Exit code 1 where there is a difference.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis api diff a1b2c3d4e5
  portcullis api diff a1b2c3d4e5 --stage prod --output json")]
pub(crate) struct Arguments {
    /// The API's id.
    #[arg(value_name = "API", value_parser = ApiName::parse)]
    api: ApiName,
    /// Compare with this stage alone.
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let api = arguments.api.ask(&arguments.control)?;
    let saved = api.get("saved").unwrap_or(&Value::Null);
    let stages: Vec<&Value> = match &arguments.stage {
        Some(name) => vec![stage_in(&api, name)?],
        None => members(&api, "stages").iter().collect(),
    };
    let mut compared = Vec::new();
    for stage in &stages {
        let name = text_in(stage, "stage");
        compared.push(Compared::new(name, false, stage, saved));
        if let Some(canary) = stage.get("canary").filter(|canary| !canary.is_null()) {
            compared.push(Compared::new(name, true, canary, saved));
        }
    }
    let mut text: String = compared.iter().map(|one| one.text.as_str()).collect();
    if compared.is_empty() {
        text.push_str("the API has no stage: nothing of it is deployed\n");
    }
    let good = compared.iter().all(|one| one.alike);
    let stages: Vec<Value> = compared.into_iter().map(|one| one.json).collect();
    Ok(Report {
        text,
        json: json!({ "api": api.get("api"), "stages": stages }),
        good,
    })
}

/// One deployment beside what is saved.
struct Compared {
    text: String,
    json: Value,
    alike: bool,
}

impl Compared {
    fn new(stage: &str, canary: bool, run: &Value, saved: &Value) -> Self {
        let deployment = text_in(run, "deployment");
        let who = if canary {
            format!("the canary of stage {stage}")
        } else {
            format!("stage {stage}")
        };
        let runs = run.get("runs").unwrap_or(&Value::Null);
        let behind = run.get("behind").and_then(Value::as_bool).unwrap_or(true);
        let found = changes(runs, saved);
        let alike = found.is_empty() && !behind;
        let mut text = match (runs.is_null(), alike) {
            (true, _) => format!("{who} names deployment {deployment}, which is not in the store\n"),
            (false, true) => format!("{who} runs what is saved (deployment {deployment})\n"),
            (false, false) => format!("{who} runs deployment {deployment}; what is saved differs:\n"),
        };
        if !runs.is_null() {
            text.push_str(&text_of(&found));
            if found.is_empty() && behind {
                text.push_str("  parts were made anew: they differ in their ids alone\n");
            }
        }
        let json = json!({
            "stage": stage,
            "canary": canary,
            "deployment": deployment,
            "behind": behind,
            "changes": json_of(&found, "deployed", "saved"),
        });
        Self { text, json, alike }
    }
}
