//! A Node that is new enough for the second policy engine.
//!
//! Debian 12 has Node 18. The npm registry has Node itself, as packages that hold the program and run no script; one of
//! them is fetched below the build folder where the installed Node is too old. `xtask/node/package-lock.json` pins what is
//! fetched by its checksum.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::repository;

/// The oldest major version that runs the engine, as its runner says.
const MAJOR_MIN: u32 = 20;

const PACKAGE: &str = include_str!("../../node/package.json");
const LOCK: &str = include_str!("../../node/package-lock.json");

/// The search path for programs with a suitable Node first; fetches one if there is none.
pub(crate) fn search_path() -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = version(Path::new("node"));
    if installed.as_deref().is_some_and(is_suitable) {
        return Ok(path);
    }
    let folder = repository::target()?.join("node");
    let programs = programs(&folder)?;
    if !version(&programs.join("node")).is_some_and(|version| is_suitable(&version)) {
        println!(
            "fetching Node, for the installed one ({}) is older than {MAJOR_MIN}",
            installed.as_deref().unwrap_or("none")
        );
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::write(folder.join("package.json"), PACKAGE)?;
        fs::write(folder.join("package-lock.json"), LOCK)?;
        fetch_packages(&folder, &path)?;
    }
    match version(&programs.join("node")) {
        Some(version) if is_suitable(&version) => {}
        _ => bail!(
            "the Node in `{}` does not run here: install Node {MAJOR_MIN} or newer yourself",
            programs.display()
        ),
    }
    let folders = std::iter::once(programs).chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}

/// Fetches exactly what the lock file in this folder names. No package gets to run a script.
pub(crate) fn fetch_packages(folder: &Path, search_path: &OsString) -> Result<()> {
    let status = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .env("PATH", search_path)
        .current_dir(folder)
        .stdin(Stdio::null())
        .status()
        .context("cannot run npm (Debian package npm)")?;
    if !status.success() {
        bail!("npm ci failed in {}", folder.display());
    }
    Ok(())
}

/// Where the fetched program lies on this machine.
fn programs(folder: &Path) -> Result<PathBuf> {
    let architecture = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => bail!("no Node to fetch for {other}: install Node {MAJOR_MIN} or newer yourself"),
    };
    // Absolute, because it becomes part of the search path of programs that run elsewhere.
    let folder = std::path::absolute(folder)?;
    Ok(folder.join(format!("node_modules/node-linux-{architecture}/bin")))
}

/// What a Node says it is, such as `v20.20.2`; nothing if it does not run.
fn version(node: &Path) -> Option<String> {
    let output = Command::new(node).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

fn is_suitable(version: &str) -> bool {
    let major = version
        .strip_prefix('v')
        .and_then(|rest| rest.split('.').next()?.parse::<u32>().ok());
    major.is_some_and(|major| major >= MAJOR_MIN)
}

#[cfg(test)]
mod tests {
    use super::{LOCK, PACKAGE, is_suitable};

    #[test]
    fn only_a_new_enough_version_is_suitable() {
        for (version, expect) in [
            ("v18.20.4", false),
            ("v20.0.0", true),
            ("v22.23.3", true),
            ("v9.9.9", false),
            ("20.0.0", false),
            ("", false),
        ] {
            assert_eq!(is_suitable(version), expect, "{version}");
        }
    }

    #[test]
    fn what_is_fetched_is_pinned_and_suitable() {
        let package: serde_json::Value = serde_json::from_str(PACKAGE).unwrap();
        let lock: serde_json::Value = serde_json::from_str(LOCK).unwrap();
        let wanted = package["optionalDependencies"].as_object().unwrap();
        assert!(!wanted.is_empty());
        for (name, version) in wanted {
            let locked = &lock["packages"][format!("node_modules/{name}")];
            assert_eq!(locked["version"], *version, "{name}");
            assert!(
                locked["integrity"].as_str().unwrap().starts_with("sha512-"),
                "{name}"
            );
            assert!(locked.get("hasInstallScript").is_none(), "{name}");
            assert!(is_suitable(&format!("v{}", version.as_str().unwrap())), "{name}");
        }
    }
}
