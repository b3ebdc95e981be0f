//! The project's own tasks, run as `cargo xtask TASK`: tests, checks of the tree, benchmarks.

mod arguments;
mod bench;
mod codegen;
mod control_client;
mod installation;
mod process;
mod repository;
mod test;
mod tidy;
mod torture;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask TASK

  test          installs what the tests need, runs every check and test, ends with the counts
  tidy          crate rows, licences, file sizes, words, formatting
  codegen       the operations and shapes of crates/aws-model from the pinned botocore [--python PATH] [--check]
  bench proxy   processor time per request beside nginx and HAProxy
                [--workers 1,2] [--case NAME]… [--cidrs 2,10000] [--seconds N] [--rounds N] [--binary PATH]
                [--peer-only] [--deployed] [--output text|json] [--check]
  bench proxy --auth iam|jwt
                processor time that knowing the caller adds
                [--workers N] [--seconds N] [--rounds N] [--binary PATH] [--output text|json] [--check]
  bench sse-idle
                memory of 10,000 idle event streams, and whether a reload drops one
                [--workers N] [--http1 N] [--http2 N] [--binary PATH] [--output text|json]
  bench scale   start, deployment, memory and processor time with very many APIs deployed
                [--apis N] [--routes N] [--backend sqlite|postgres|both] [--filled FILE] [--seconds N] [--rounds N]
                [--binary PATH] [--output text|json] [--check]
  bench policy  nanoseconds per decision beside cedar-policy
                [--own-only] [--output text|json] [--check]
  torture store
                kills the server again and again under concurrent writers, and looks for what is lost or half there
                [--backend sqlite|postgres|both] [--kills N] [--writers N] [--seed N] [--binary PATH]
";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// `false` when the task ran and found something wrong.
fn run() -> Result<bool> {
    let mut words = std::env::args().skip(1);
    let task = words.next().unwrap_or_default();
    let rest = words.collect();
    match task.as_str() {
        "bench" => bench::run(rest),
        "codegen" => codegen::run(rest),
        "test" => test::run(rest),
        "tidy" => tidy::run(rest),
        "torture" => torture::run(rest),
        "" | "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(true)
        }
        other => bail!("unknown task `{other}`\n\n{USAGE}"),
    }
}
