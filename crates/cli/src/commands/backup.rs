//! `portcullis backup FILE`

use std::path::PathBuf;

use serde_json::json;

use crate::control_client::ControlArguments;
use crate::report::{Failure, Outcome, Report};

/// Copies everything the control plane keeps into a new file, while the gateway serves.
///
/// The file is a SQLite file whatever the store is, and can be restored into either. Secrets in it are sealed: without the
/// store's key file (`seal.key` in the data folder) it cannot be used, so keep a copy of that elsewhere. The folder's own files
/// (key file, credentials, control token) are not in it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis backup portcullis-2026-05-01.backup
  portcullis backup --store postgres://gateway@db.internal/portcullis nightly.backup")]
pub(crate) struct Arguments {
    /// The new file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let place = arguments.control.place()?;
    if let server::StorePlace::Sqlite(file) = &place.store
        && !file.exists()
    {
        return Err(Failure::message(format!(
            "there is no store at `{}`: name the data folder of the gateway with `--data`, or its store with `--store`",
            file.display()
        )));
    }
    let store = server::open_store(&place.store).map_err(Failure::message)?;
    store
        .backup(&arguments.file)
        .map_err(|error| Failure::message(server::error_chain(&error)))?;
    let file = arguments.file.display().to_string();
    Ok(Report {
        text: format!("{file} holds everything the store held\n"),
        json: json!({ "file": file }),
        good: true,
    })
}
