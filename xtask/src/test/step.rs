//! One call of cargo as a step: shown while it runs, bounded in time, counted.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::repository;
use crate::test::count::{self, Counts};

/// How long one step may take before it is ended and counted as failed.
const STEP_MAX: Duration = Duration::from_secs(20 * 60);

/// What a step's output is read for.
#[derive(Clone, Copy)]
pub(crate) enum Counting {
    /// The step is one check.
    Check,
    /// The output tells how many tests ran.
    Tests,
}

/// Where steps run and what they find in their environment.
pub(crate) struct Steps {
    root: PathBuf,
    variables: Vec<(&'static str, OsString)>,
}

impl Steps {
    /// Steps in this folder.
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            variables: vec![("CARGO_TERM_COLOR", "never".into())],
        }
    }

    /// Sets a variable for all steps from here on.
    pub(crate) fn set(&mut self, name: &'static str, value: impl AsRef<OsStr>) {
        self.variables.push((name, value.as_ref().to_owned()));
    }

    /// Runs cargo, shows what it prints, and counts.
    ///
    /// `timeout` ends the whole process group of a step that hangs, `setpriv` ends it when this task dies.
    pub(crate) fn cargo(&self, arguments: &[&str], counting: Counting) -> Result<Counts> {
        println!("cargo {}", arguments.join(" "));
        let seconds = STEP_MAX.as_secs().to_string();
        let bounds = [
            "--pdeathsig",
            "TERM",
            "--",
            "timeout",
            "--kill-after=10",
            &seconds,
        ];
        let mut child = Command::new("setpriv")
            .args(bounds)
            .arg(repository::cargo())
            .args(arguments)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.root)
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
}

/// Whether cargo knows this subcommand here.
pub(crate) fn has_subcommand(name: &str) -> bool {
    let output = Command::new(repository::cargo())
        .args([name, "--version"])
        .output();
    output.is_ok_and(|output| output.status.success())
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
