//! The `portcullis` command.
//!
//! Each command is one file under `commands/`: its flags and what it does. A command returns a [`Report`] (text, JSON and an
//! exit code) or a [`Failure`]; only this file prints and exits. Exit codes: 0 good, 1 findings or a denial, 2 usage, bad
//! input, or a start that failed.

mod commands;
mod control_client;
mod definition_or_policy;
mod path_readings;
mod question;
mod report;
mod scope;
mod signer;
mod structural_diff;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{account, api, backup, completions, env, explain, logs, man, policy, reload, restore, serve};
use report::{Format, Outcome};

/// Runs Amazon API Gateway REST APIs on your own machines: enforces, explains and checks their resource policies.
#[derive(Debug, Parser)]
#[command(
    name = "portcullis",
    version,
    max_term_width = 110,
    after_help = "\
Exit codes: 0 good; 1 findings or a denial; 2 usage, bad input, or a start that failed.

Examples:
  portcullis serve examples/ai-gateway/openapi.yaml
  portcullis policy check policy.json
  portcullis policy explain openapi.yaml --method GET --path /v1/models --source-ip 203.0.113.7"
)]
struct Cli {
    /// How results are printed: `text` for people, `json` for programs (docs/cli.md has the forms).
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t = Format::Text, hide_possible_values = true)]
    output: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Box<serve::Arguments>),
    Env(env::Arguments),
    #[command(subcommand)]
    Account(account::Command),
    Backup(backup::Arguments),
    Restore(restore::Arguments),
    Reload(reload::Arguments),
    Explain(explain::Arguments),
    Logs(logs::Arguments),
    #[command(subcommand)]
    Policy(policy::Command),
    #[command(subcommand)]
    Api(api::Command),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    report::finish(cli.output, run(cli.command, cli.output))
}

fn run(command: Command, format: Format) -> Outcome {
    match command {
        Command::Serve(arguments) => serve::run(*arguments, format),
        Command::Env(arguments) => env::run(&arguments),
        Command::Account(command) => account::run(&command),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => restore::run(&arguments),
        Command::Reload(arguments) => reload::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Logs(arguments) => logs::run(&arguments),
        Command::Policy(command) => policy::run(command),
        Command::Api(command) => api::run(command),
        Command::Completions(arguments) => Ok(completions::run(&arguments)),
        Command::Man(arguments) => man::run(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_tree_is_sound_and_every_command_shows_an_example() {
        let command = super::Cli::command();
        command.clone().debug_assert();
        let mut bare = Vec::new();
        let mut rest: Vec<clap::Command> = command.get_subcommands().cloned().collect();
        while let Some(command) = rest.pop() {
            rest.extend(command.get_subcommands().cloned());
            let example = command
                .get_after_help()
                .is_some_and(|text| text.to_string().contains("Example"));
            if !example {
                bare.push(command.get_name().to_owned());
            }
        }
        assert!(bare.is_empty(), "no example in the help of {bare:?}");
    }
}
