//! `portcullis api list`

use serde_json::Value;

use super::api::{members, text_in};
use crate::control_client::{ControlArguments, refusal};
use crate::report::{Outcome, Report};

/// Lists the APIs of a running gateway: those the control plane has, with their stages, and those from files.
///
/// A stage that runs something else than what is saved is marked `saved but not deployed`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis api list
  portcullis api list --output json")]
pub(crate) struct Arguments {
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (status, json) = arguments.control.ask("GET", "/_portcullis/apis")?;
    if status != 200 {
        return Err(refusal(status, &json));
    }
    let mut text: String = members(&json, "saved").iter().map(saved).collect();
    text.extend(members(&json, "apis").iter().map(from_file));
    if text.is_empty() {
        text.push_str(
            "there is no API yet: make one with `aws apigateway create-rest-api`, or serve a file\n",
        );
    }
    Ok(Report {
        text,
        json,
        good: true,
    })
}

fn saved(api: &Value) -> String {
    let mut text = format!(
        "{}  {}  {}/{}\n",
        text_in(api, "api"),
        text_in(api, "name"),
        text_in(api, "account"),
        text_in(api, "region")
    );
    if let Some(why) = api.get("fault").and_then(Value::as_str) {
        text.push_str(&format!("  cannot be read: {why}\n"));
        return text;
    }
    let stages = members(api, "stages");
    if stages.is_empty() {
        text.push_str("  not deployed: it has no stage\n");
    }
    for stage in stages {
        text.push_str(&format!("  {}\n", stage_line(stage)));
    }
    text
}

/// A stage with the deployment it runs and what its owner should know.
pub(super) fn stage_line(stage: &Value) -> String {
    let mut line = format!(
        "stage {} runs deployment {}",
        text_in(stage, "stage"),
        text_in(stage, "deployment")
    );
    if let Some(canary) = stage.get("canary").filter(|canary| !canary.is_null()) {
        let percent = canary.get("percent").and_then(Value::as_f64).unwrap_or(0.0);
        line.push_str(&format!(
            ", for {percent} % of the requests {}",
            text_in(canary, "deployment")
        ));
    }
    let flag = |name: &str| stage.get(name).and_then(Value::as_bool).unwrap_or(false);
    if flag("behind") {
        line.push_str("; saved but not deployed");
    }
    if !flag("served") {
        line.push_str("; not served, the gateway's log says why");
    }
    line
}

fn from_file(api: &Value) -> String {
    format!(
        "{}  {}  stage {} from {}\n",
        text_in(api, "api"),
        text_in(api, "name"),
        text_in(api, "stage"),
        text_in(api, "file")
    )
}
