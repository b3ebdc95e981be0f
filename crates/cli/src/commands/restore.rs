//! `portcullis restore FILE`

use std::path::PathBuf;

use serde_json::json;

use crate::control_client::ControlArguments;
use crate::report::{Failure, Outcome, Report};

/// Puts what a backup holds into the store. A running gateway serves it at once.
///
/// The gateway needs the key file of the store that the backup was made of.
///
/// A store that holds anything is left alone unless `--replace` is given; then everything in it is replaced, in one step.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis restore portcullis-2026-05-01.backup
  portcullis restore --replace --store postgres://gateway@db.internal/portcullis nightly.backup")]
pub(crate) struct Arguments {
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace what the store holds.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let place = arguments.control.place()?;
    let store = server::open_store(&place.store).map_err(Failure::message)?;
    store
        .restore(&arguments.file, arguments.replace)
        .map_err(|error| Failure::message(server::error_chain(&error)))?;
    let file = arguments.file.display().to_string();
    Ok(Report {
        text: format!("the store holds what {file} holds\n"),
        json: json!({ "file": file }),
        good: true,
    })
}
