//! `cargo xtask tidy`: what the compiler does not check about this tree.
//!
//! Each check is one module that returns findings. A line may be excused where it stands:
//! `tidy: allow(RULE) because REASON`, in a comment on the line or on the line before; an excuse that excuses nothing is
//! itself a finding.

pub(crate) mod files;
mod licences;
mod rows;
mod source;
mod words;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::arguments::Arguments;
use crate::repository;

/// The product's manifest, and those of the packages that have a lock file of their own.
const WORKSPACE: &str = "Cargo.toml";
const BESIDE: &[&str] = &[
    "benches/load/Cargo.toml",
    "benches/policy/Cargo.toml",
    "fuzz/Cargo.toml",
];

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
    let deny_toml = tree.text("deny.toml").unwrap_or_default();
    let mut findings = Vec::new();
    let mut exceptions = BTreeSet::new();
    for manifest in std::iter::once(WORKSPACE).chain(BESIDE.iter().copied()) {
        let metadata = metadata(&root, manifest)?;
        findings.extend(licences::check(&metadata, deny_toml, &mut exceptions)?);
        if manifest == WORKSPACE {
            findings.extend(rows::check(&metadata)?);
        }
        findings.extend(formatting(&root, manifest)?);
    }
    findings.extend(licences::unneeded(deny_toml, &exceptions));
    findings.extend(files::check(&tree));
    findings.extend(words::check(&tree));
    findings.extend(source::check(&tree));
    for warning in files::warnings(&tree) {
        println!("warning: {}: {}", warning.place, warning.text);
    }
    for finding in &findings {
        println!("{}: {}", finding.place, finding.text);
    }
    println!("tidy: {} files, {} findings", tree.files.len(), findings.len());
    Ok(findings.is_empty())
}

/// What cargo knows about a package or workspace and all it depends on.
fn metadata(root: &Path, manifest: &str) -> Result<Value> {
    let output = Command::new(repository::cargo())
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--manifest-path", manifest])
        .output()
        .context("cannot run cargo metadata")?;
    if !output.status.success() {
        bail!(
            "cargo metadata of {manifest} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")
}

/// A package or workspace is formatted.
fn formatting(root: &Path, manifest: &str) -> Result<Vec<Finding>> {
    let output = Command::new(repository::cargo())
        .current_dir(root)
        .args(["fmt", "--manifest-path", manifest])
        // Not for the others: it would format the workspace's crates they use once more.
        .args((manifest == WORKSPACE).then_some("--all"))
        .args(["--", "--check", "-l"])
        .output()
        .context("cannot run cargo fmt")?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    let listed = String::from_utf8_lossy(&output.stdout);
    let prefix = format!("{}/", root.display());
    let finding = |path: &str| {
        Finding::new(
            path.trim_start_matches(&prefix),
            format!("not formatted: run cargo fmt --manifest-path {manifest}"),
        )
    };
    let findings: Vec<Finding> = listed.lines().map(finding).collect();
    if !findings.is_empty() {
        return Ok(findings);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Ok(vec![Finding::new(manifest, said.trim())])
}
