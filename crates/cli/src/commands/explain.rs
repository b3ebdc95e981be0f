//! `portcullis explain REQUEST-ID`

use portcullis_core::RequestId;
use serde_json::Value;

use crate::control_client::{ControlArguments, refusal};
use crate::report::{Outcome, Report};

/// Asks a running gateway why it answered a request as it did.
///
/// The request id is in the answer's header `x-amzn-RequestId`. Exit code 1 if the gateway refused
/// the request.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis explain 9b2d3f0e-6f0e-4d0e-8d9c-0f6f5a1b2c3d
  portcullis explain 9b2d3f0e-6f0e-4d0e-8d9c-0f6f5a1b2c3d --output json > record.json")]
pub(crate) struct Arguments {
    /// The id, a UUID.
    #[arg(value_name = "REQUEST-ID", value_parser = request_id)]
    request_id: RequestId,
    #[command(flatten)]
    control: ControlArguments,
}

fn request_id(text: &str) -> Result<RequestId, String> {
    text.parse()
        .map_err(|error: portcullis_core::IdError| error.to_string())
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (status, json) = arguments
        .control
        .ask("GET", &format!("/_portcullis/explain/{}", arguments.request_id))?;
    if status != 200 {
        return Err(refusal(status, &json));
    }
    let text = json.get("text").and_then(Value::as_str).unwrap_or("").to_owned();
    let record = json.get("record");
    let denied = record
        .and_then(|record| record.get("decision"))
        .and_then(Value::as_str)
        .is_some_and(|decision| decision != "allow");
    let refused = record
        .and_then(|record| record.get("phases"))
        .and_then(Value::as_object)
        .is_some_and(|phases| phases.values().any(|phase| phase == "refused"));
    let good = !denied && !refused;
    Ok(Report { text, json, good })
}
