//! `cargo xtask test`: everything that must hold, from a clean clone, in one command.
//!
//! Installs what is missing, runs every check and every test, goes on after a failure, and ends with one line:
//! `N passed, N failed`. A check counts as one; tests count each.

mod count;
mod install;
mod leftovers;
mod oracle;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::repository;
use crate::test::count::Counts;

/// How long one step may take before it is ended and counted as failed.
const STEP_MAX: Duration = Duration::from_secs(20 * 60);

/// What a step's output is read for.
#[derive(Clone, Copy)]
enum Counting {
    /// The step is one check.
    Check,
    /// The output tells how many tests ran.
    Tests,
}

/// Runs everything; `false` when anything failed.
pub(crate) fn run(words: Vec<String>) -> Result<bool> {
    Arguments::new(words).finish()?;
    let begun = Instant::now();
    let root = repository::root()?;
    let mut counts = Counts::default();
    let mut failed = Vec::new();
    let mut judge = |name: &str, result: Result<Counts>| match result {
        Ok(step) => {
            counts += step;
            if step.failed > 0 {
                failed.push(name.to_owned());
            }
        }
        Err(error) => {
            eprintln!("error: {name}: {error:#}");
            counts += Counts::FAILED;
            failed.push(name.to_owned());
        }
    };

    judge(
        "programs the tests need",
        install::programs().map(|()| Counts::PASSED),
    );
    let oracle = oracle::prepare(&root);
    let oracle_folder = oracle.as_ref().ok().cloned();
    judge("the second policy engine", oracle.map(|_| Counts::PASSED));

    let step = |arguments: &[&str], counting: Counting| {
        let mut variables = vec![
            ("CARGO_TERM_COLOR", "never".to_owned()),
            (leftovers::VARIABLE, leftovers::mark()),
        ];
        variables.extend(
            oracle_folder
                .iter()
                .map(|folder| (oracle::VARIABLE, folder.display().to_string())),
        );
        cargo(&root, arguments, counting, &variables)
    };
    judge(
        "formatting",
        step(&["fmt", "--all", "--", "--check", "-l"], Counting::Check),
    );
    judge(
        "clippy",
        step(
            &[
                "clippy",
                "--locked",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
            Counting::Check,
        ),
    );
    judge("tidy", step(&["xtask", "tidy"], Counting::Check));
    if has_subcommand("deny") {
        judge(
            "cargo deny",
            step(&["deny", "check", "bans", "licenses", "sources"], Counting::Check),
        );
    }
    // The tests start the real program.
    judge(
        "the program",
        step(&["build", "--locked", "-p", "portcullis"], Counting::Check),
    );
    if has_subcommand("nextest") {
        judge(
            "tests",
            step(
                &["nextest", "run", "--locked", "--workspace", "--no-fail-fast"],
                Counting::Tests,
            ),
        );
    } else {
        judge(
            "tests",
            step(
                &[
                    "test",
                    "--locked",
                    "--workspace",
                    "--all-targets",
                    "--no-fail-fast",
                ],
                Counting::Tests,
            ),
        );
    }
    judge(
        "documentation tests",
        step(
            &["test", "--locked", "--workspace", "--doc", "--no-fail-fast"],
            Counting::Tests,
        ),
    );
    let load = [
        "test",
        "--locked",
        "--manifest-path",
        "benches/load/Cargo.toml",
        "--target-dir",
        "target/benches",
    ];
    judge("tests of the load program", step(&load, Counting::Tests));
    judge(
        "nothing left running",
        leftovers::check().map(|()| Counts::PASSED),
    );

    for name in &failed {
        println!("failed: {name}");
    }
    println!("took {} s", begun.elapsed().as_secs());
    println!("{} passed, {} failed", counts.passed, counts.failed);
    Ok(counts.failed == 0)
}

/// Runs cargo, shows what it prints, and counts.
///
/// `timeout` ends the whole process group of a step that hangs, `setpriv` ends it when this task dies.
fn cargo(
    root: &Path,
    arguments: &[&str],
    counting: Counting,
    variables: &[(&str, String)],
) -> Result<Counts> {
    println!("\n── cargo {}", arguments.join(" "));
    let seconds = STEP_MAX.as_secs().to_string();
    let mut child = Command::new("setpriv")
        .args([
            "--pdeathsig",
            "TERM",
            "--",
            "timeout",
            "--kill-after=10",
            &seconds,
        ])
        .arg(repository::cargo())
        .args(arguments)
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context(
            "cannot start cargo through setpriv and timeout (Debian packages util-linux and coreutils)",
        )?;
    let (out, err) = (
        child.stdout.take().context("no pipe")?,
        child.stderr.take().context("no pipe")?,
    );
    let errors = std::thread::spawn(move || echo(err));
    let mut text = echo(out);
    text += &errors.join().unwrap_or_default();
    let succeeded = child.wait()?.success();
    Ok(match counting {
        Counting::Check if succeeded => Counts::PASSED,
        Counting::Check => Counts::FAILED,
        Counting::Tests => count::tests(&text, succeeded),
    })
}

/// Passes lines on as they come and keeps them.
fn echo(output: impl Read) -> String {
    let mut text = String::new();
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    while matches!(lines.read_until(b'\n', &mut line), Ok(count) if count > 0) {
        let piece = String::from_utf8_lossy(&line);
        print!("{piece}");
        text += &piece;
        line.clear();
    }
    text
}

fn has_subcommand(name: &str) -> bool {
    let output = Command::new(repository::cargo())
        .args([name, "--version"])
        .output();
    output.is_ok_and(|output| output.status.success())
}
