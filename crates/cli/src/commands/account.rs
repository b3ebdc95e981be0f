//! `portcullis account …`

use clap::Subcommand;
use serde_json::json;
use server::accounts;

use crate::control_client::ControlArguments;
use crate::report::{Failure, Outcome, Report};

/// Accounts of the control plane.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  portcullis account create 111122223333
  portcullis account list")]
pub(crate) enum Command {
    Create(Create),
    List(List),
}

/// Makes an account; its root key is written to `credentials` in the data folder. A running gateway knows it at once.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  portcullis account create 111122223333")]
pub(crate) struct Create {
    /// Twelve digits.
    #[arg(value_name = "ID")]
    account: String,
    #[command(flatten)]
    control: ControlArguments,
}

/// Lists the accounts whose root keys are in the data folder.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  portcullis account list")]
pub(crate) struct List {
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(command: &Command) -> Outcome {
    match command {
        Command::Create(arguments) => create(arguments),
        Command::List(arguments) => list(arguments),
    }
}

fn create(arguments: &Create) -> Outcome {
    let place = arguments.control.place()?;
    let store = server::open_store(&place.store).map_err(Failure::message)?;
    let (store, _) = server::open_sealed(store, &place.key_file)
        .map_err(|error| Failure::message(server::error_chain(&error)))?;
    let key = accounts::create(&*store, &place.data, &arguments.account).map_err(Failure::message)?;
    let file = place.data.join(accounts::CREDENTIALS_FILE).display().to_string();
    Ok(Report {
        text: format!(
            "account {} is made: its root key is the profile `{}` of {file}\n",
            arguments.account, key.profile
        ),
        json: json!({ "account": arguments.account, "profile": key.profile, "access_key_id": key.access_key_id, "file": file }),
        good: true,
    })
}

fn list(arguments: &List) -> Outcome {
    let place = arguments.control.place()?;
    let keys = accounts::read(&place.data).map_err(Failure::message)?;
    let accounts: Vec<_> = keys.iter().filter(|key| key.profile != "default").collect();
    let text = accounts
        .iter()
        .map(|key| format!("{}  root key {}\n", key.profile, key.access_key_id))
        .collect();
    let json = accounts
        .iter()
        .map(|key| json!({ "account": key.profile, "access_key_id": key.access_key_id }))
        .collect::<Vec<_>>();
    Ok(Report {
        text,
        json: json!({ "accounts": json }),
        good: true,
    })
}
