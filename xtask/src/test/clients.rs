//! AWS's own clients, in the pinned versions, in a virtual environment of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repository;
use crate::test::install;

/// Names the interpreter that has the clients; tests read it.
pub(crate) const VARIABLE: &str = "PORTCULLIS_PYTHON";
/// What is installed, with exact versions.
const REQUIREMENTS: &str = "clients/requirements.txt";
/// Written last: a copy of the requirements that are installed.
const COMPLETE: &str = "complete.txt";

/// Makes the environment where it is missing or stands for other versions; gives its interpreter.
pub(crate) fn prepare(root: &Path) -> Result<PathBuf> {
    let folder = repository::target()?.join("clients");
    let python = folder.join("bin/python");
    let wanted =
        fs::read_to_string(root.join(REQUIREMENTS)).with_context(|| format!("cannot read {REQUIREMENTS}"))?;
    let complete = folder.join(COMPLETE);
    if python.is_file() && fs::read_to_string(&complete).is_ok_and(|there| there == wanted) {
        return Ok(python);
    }
    println!("installing AWS's clients");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    if !make(&folder)? {
        // Debian's Python comes without what a virtual environment needs.
        install::package("python3-venv")?;
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        if !make(&folder)? {
            bail!("`python3 -m venv` fails: install the Debian package python3-venv");
        }
    }
    let installed = Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "-r",
        ])
        .arg(root.join(REQUIREMENTS))
        .status()
        .context("cannot run pip")?;
    if !installed.success() {
        bail!("pip could not install {REQUIREMENTS}");
    }
    fs::write(complete, wanted)?;
    Ok(python)
}

fn make(folder: &Path) -> Result<bool> {
    let made = Command::new("python3")
        .args(["-m", "venv"])
        .arg(folder)
        .output()
        .context("cannot run python3")?;
    Ok(made.status.success())
}
