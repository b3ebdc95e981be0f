//! `portcullis api show API`

use serde_json::{Map, Value, json};

use super::api::{ApiName, members, stage_in, text_in};
use super::api_list::stage_line;
use crate::control_client::ControlArguments;
use crate::report::{Failure, Outcome, Report};
use crate::structural_diff::indented;

/// Shows an API of the control plane as it is saved, or as a stage runs it.
///
/// Methods with their authorization and integration, the policy, and for each stage the methods that are refused because
/// they need what this version does not do.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis api show a1b2c3d4e5
  portcullis api show a1b2c3d4e5 --stage prod")]
pub(crate) struct Arguments {
    /// The API's id.
    #[arg(value_name = "API", value_parser = ApiName::parse)]
    api: ApiName,
    /// Show what this stage runs.
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let api = arguments.api.ask(&arguments.control)?;
    let mut text = format!(
        "API {} `{}`, account {}, region {}\n",
        text_in(&api, "api"),
        text_in(&api, "name"),
        text_in(&api, "account"),
        text_in(&api, "region")
    );
    let (shown, stages): (&Value, Vec<&Value>) = match &arguments.stage {
        Some(name) => {
            let stage = stage_in(&api, name)?;
            (stage.get("runs").unwrap_or(&Value::Null), vec![stage])
        }
        None => (
            api.get("saved").unwrap_or(&Value::Null),
            members(&api, "stages").iter().collect(),
        ),
    };
    for stage in &stages {
        text.push_str(&stage_text(stage));
    }
    if shown.is_null() {
        return Err(Failure::message(
            "the deployment of this stage is not in the store, so there is nothing to show",
        ));
    }
    text.push_str(match &arguments.stage {
        Some(_) => "\nwhat the stage runs:\n",
        None => "\nwhat is saved:\n",
    });
    text.push_str(&outline_text(shown));
    let json = match (&arguments.stage, stages.first()) {
        (Some(_), Some(stage)) => {
            json!({ "api": api.get("api"), "name": api.get("name"), "account": api.get("account"), "region": api.get("region"), "stage": stage })
        }
        _ => api.clone(),
    };
    Ok(Report {
        text,
        json,
        good: true,
    })
}

fn stage_text(stage: &Value) -> String {
    let mut text = format!("{}\n", stage_line(stage));
    for (name, value) in object(stage, "variables").into_iter().flatten() {
        text.push_str(&format!("  variable {name} = {value}\n"));
    }
    for (place, setting) in object(stage, "methodSettings").into_iter().flatten() {
        text.push_str(&format!("  settings of {place}: {setting}\n"));
    }
    for refused in members(stage, "refused") {
        text.push_str(&format!(
            "  refuses everybody: {} {}: {}\n",
            text_in(refused, "method"),
            text_in(refused, "path"),
            text_in(refused, "why")
        ));
    }
    text
}

/// Methods first, then the policy, then whatever else is not empty.
fn outline_text(outline: &Value) -> String {
    let mut text = String::new();
    for (path, methods) in object(outline, "resources").into_iter().flatten() {
        for (verb, method) in methods.as_object().into_iter().flatten() {
            text.push_str(&format!("  {verb} {path}  {}\n", method_line(method)));
        }
    }
    if text.is_empty() {
        text.push_str("  no methods\n");
    }
    match outline.get("policy").filter(|policy| !policy.is_null()) {
        Some(policy) => text.push_str(&format!(
            "  policy:\n{}\n",
            indented(&format!("{policy:#}"), "    ")
        )),
        None => text.push_str("  no policy: methods without authorization are open to everybody\n"),
    }
    for part in [
        "settings",
        "authorizers",
        "requestValidators",
        "models",
        "gatewayResponses",
    ] {
        if let Some(parts) = object(outline, part).filter(|parts| !parts.is_empty()) {
            let parts = Value::Object(parts.clone());
            text.push_str(&format!(
                "  {part}:\n{}\n",
                indented(&format!("{parts:#}"), "    ")
            ));
        }
    }
    text
}

/// Authorization, key and integration of a method.
fn method_line(method: &Value) -> String {
    let mut line = format!("authorization {}", text_in(method, "authorizationType"));
    if let Some(name) = method.get("authorizer").and_then(Value::as_str) {
        line.push_str(&format!(" `{name}`"));
    }
    if method.get("apiKeyRequired").and_then(Value::as_bool) == Some(true) {
        line.push_str(", API key required");
    }
    match method.get("methodIntegration") {
        Some(integration) => {
            line.push_str(&format!(", {}", text_in(integration, "type")));
            if let Some(uri) = integration.get("uri").and_then(Value::as_str) {
                line.push_str(&format!(" to {uri}"));
            }
        }
        None => line.push_str(", no integration"),
    }
    line
}

fn object<'a>(value: &'a Value, member: &str) -> Option<&'a Map<String, Value>> {
    value.get(member).and_then(Value::as_object)
}
