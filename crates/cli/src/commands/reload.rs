//! `portcullis reload`

use serde_json::Value;

use crate::control_client::{ControlArguments, refusal};
use crate::report::{Outcome, Report};

/// Tells a running gateway to read its settings file and definitions again.
///
/// The new set is taken whole or refused whole (exit code 1, with every finding); running requests finish on the old one.
/// SIGHUP does the same. Definitions, their policies and the
/// certificates change; what changes with a restart only is named in the gateway's log.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis reload
  portcullis reload --control 127.0.0.1:4566 --data /var/lib/portcullis")]
pub(crate) struct Arguments {
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (status, json) = arguments.control.ask("POST", "/_portcullis/reload")?;
    match status {
        200 => {
            let apis = json.get("apis").and_then(Value::as_array).map_or(0, Vec::len);
            Ok(Report {
                text: format!("reloaded: {} served\n", crate::report::count(apis, "API")),
                json,
                good: true,
            })
        }
        422 => {
            let part = |name: &str| json.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
            Ok(Report {
                text: format!("{}\n{}\n", part("text"), part("message")),
                json,
                good: false,
            })
        }
        _ => Err(refusal(status, &json)),
    }
}
