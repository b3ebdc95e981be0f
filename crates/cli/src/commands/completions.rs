//! `portcullis completions SHELL`

use clap::CommandFactory as _;
use clap_complete::Shell;
use serde_json::json;

use crate::report::Report;

/// Prints a completion script for a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis completions bash > /etc/bash_completion.d/portcullis
  portcullis completions zsh > ~/.zfunc/_portcullis")]
pub(crate) struct Arguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Report {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut crate::Cli::command(),
        "portcullis",
        &mut script,
    );
    let text = String::from_utf8_lossy(&script).into_owned();
    Report {
        json: json!({ "shell": arguments.shell.to_string(), "script": text }),
        text,
        good: true,
    }
}
