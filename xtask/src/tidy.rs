//! `cargo xtask tidy`: what the compiler does not check about this tree.
//!
//! Each check is one module that returns findings. A line may be excused where it stands:
//! `tidy: allow(RULE) because REASON`, in a comment on the line or on the line before; an excuse that excuses nothing is
//! itself a finding.

mod files;
mod licences;
mod rows;
mod source;
mod words;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::arguments::Arguments;
use crate::repository;

/// Something that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Path in the repository, with `:LINE` where there is one; or a crate's name.
    pub(crate) place: String,
    /// What is wrong and what to do.
    pub(crate) text: String,
}

impl Finding {
    pub(crate) fn new(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            text: text.into(),
        }
    }
}

/// Runs every check; `false` when one found something.
pub(crate) fn run(words: Vec<String>) -> Result<bool> {
    Arguments::new(words).finish()?;
    let root = repository::root()?;
    let tree = files::Tree::read(&root)?;
    let metadata = metadata(&root)?;
    let mut findings = Vec::new();
    findings.extend(rows::check(&metadata)?);
    findings.extend(licences::check(
        &metadata,
        tree.text("deny.toml").unwrap_or_default(),
    )?);
    findings.extend(files::check(&tree));
    findings.extend(words::check(&tree));
    findings.extend(source::check(&tree));
    findings.extend(formatting(&root)?);
    for warning in files::warnings(&tree) {
        println!("warning: {}: {}", warning.place, warning.text);
    }
    for finding in &findings {
        println!("{}: {}", finding.place, finding.text);
    }
    println!("tidy: {} files, {} findings", tree.files.len(), findings.len());
    Ok(findings.is_empty())
}

/// What cargo knows about the workspace and all it depends on.
fn metadata(root: &Path) -> Result<Value> {
    let output = Command::new(repository::cargo())
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .context("cannot run cargo metadata")?;
    if !output.status.success() {
        bail!(
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")
}

/// The workspace and the packages beside it are formatted.
fn formatting(root: &Path) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for manifest in [
        "Cargo.toml",
        "benches/load/Cargo.toml",
        "benches/policy/Cargo.toml",
        "fuzz/Cargo.toml",
    ] {
        if !root.join(manifest).exists() {
            continue;
        }
        let output = Command::new(repository::cargo())
            .current_dir(root)
            .args(["fmt", "--manifest-path", manifest])
            // Not for the others: it would format the workspace's crates they use once more.
            .args((manifest == "Cargo.toml").then_some("--all"))
            .args(["--", "--check", "-l"])
            .output()
            .context("cannot run cargo fmt")?;
        if output.status.success() {
            continue;
        }
        let listed = String::from_utf8_lossy(&output.stdout);
        let prefix = format!("{}/", root.display());
        findings.extend(
            listed
                .lines()
                .map(|path| Finding::new(path.trim_start_matches(&prefix), "not formatted: run cargo fmt")),
        );
        if listed.trim().is_empty() {
            findings.push(Finding::new(
                manifest,
                String::from_utf8_lossy(&output.stderr).trim(),
            ));
        }
    }
    Ok(findings)
}
