//! `portcullis policy …`

use clap::Subcommand;

use super::{policy_check, policy_explain, policy_fold, policy_lints, policy_test};
use crate::report::Outcome;

/// Checks, explains, tests and folds resource policies, without a gateway.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  portcullis policy check openapi.yaml
  portcullis policy explain openapi.yaml --path /v1/models --source-ip 203.0.113.7
  portcullis policy test tests")]
pub(crate) enum Command {
    Check(policy_check::Arguments),
    Explain(Box<policy_explain::Arguments>),
    Test(policy_test::Arguments),
    Fold(policy_fold::Arguments),
    Lints(policy_lints::Arguments),
}

/// Runs one of them.
pub(crate) fn run(command: Command) -> Outcome {
    match command {
        Command::Check(arguments) => policy_check::run(&arguments),
        Command::Explain(arguments) => policy_explain::run(&arguments),
        Command::Test(arguments) => policy_test::run(&arguments),
        Command::Fold(arguments) => policy_fold::run(&arguments),
        Command::Lints(arguments) => Ok(policy_lints::run(&arguments)),
    }
}
