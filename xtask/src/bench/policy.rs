//! `cargo xtask bench policy`: nanoseconds per decision, beside `cedar-policy`.
//!
//! The work is done by `benches/policy`, a package with a lock file of its own: the peer never enters the product's.

use std::process::Command;

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::bench::proxy::wants_json;
use crate::repository;

/// Runs the benchmark; `false` when `--check` was given and a goal was missed.
pub(crate) fn run(arguments: &mut Arguments) -> Result<bool> {
    let json = wants_json(arguments)?;
    let check = arguments.flag("--check");
    let own_only = arguments.flag("--own-only");
    arguments.finish()?;
    let chosen = [(json, "--json"), (check, "--check"), (own_only, "--own-only")];
    let status = Command::new(repository::cargo())
        .args(["run", "--quiet", "--release", "--locked", "--manifest-path"])
        .arg(repository::root()?.join("benches/policy/Cargo.toml"))
        .arg("--target-dir")
        .arg(repository::target()?.join("benches"))
        .arg("--")
        .args(chosen.iter().filter(|(on, _)| *on).map(|(_, word)| word))
        .status()?;
    match status.code() {
        Some(0) => Ok(true),
        Some(1) if check => Ok(false),
        _ => bail!("the benchmark failed ({status})"),
    }
}
