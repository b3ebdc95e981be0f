//! The second policy engine of the differential test.
//!
//! It is under AGPL-3.0 and therefore no part of this repository: a folder beside it holds a small runner and the lock
//! file that names the npm packages. They are copied below the build folder, fetched there by `npm ci`, and spoken to
//! over pipes only.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repository;
use crate::test::node;

/// Names the folder with the runner; tests get it set to the prepared copy.
pub(crate) const VARIABLE: &str = "PORTCULLIS_ORACLE_DIR";
/// Where it is looked for when the variable is not set, from the root of the repository.
// The engine must stay outside the repository, and this is where it is put.
const DEFAULT: &str = "../shared/oracles/iam-simulate";
/// What the folder must hold.
const FILES: &[&str] = &["package.json", "package-lock.json", "run.mjs"];
/// npm writes it last: the packages are complete.
const COMPLETE: &str = "node_modules/.package-lock.json";

/// Copies the runner, fetches its packages, and tells where it is ready to run with the Node of this search path.
pub(crate) fn prepare(root: &Path, search_path: &OsString) -> Result<PathBuf> {
    let source = std::env::var_os(VARIABLE).map_or_else(|| root.join(DEFAULT), PathBuf::from);
    for name in FILES {
        if !source.join(name).is_file() {
            bail!(
                "`{}` is not in `{}`: the differential test needs the runner of the npm package \
                 @cloud-copilot/iam-simulate (AGPL-3.0, so not in this repository); put the folder there \
                 or set {VARIABLE} to it",
                name,
                source.display()
            );
        }
    }
    let folder = repository::target()?.join("oracle");
    let lock = fs::read(source.join("package-lock.json"))?;
    if source == folder || source.canonicalize().ok() == folder.canonicalize().ok() {
        bail!("{VARIABLE} names the copy itself: let it name the original or unset it");
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let same_lock = fs::read(folder.join("package-lock.json")).is_ok_and(|copied| copied == lock);
    let is_ready = same_lock && folder.join(COMPLETE).is_file();
    for entry in fs::read_dir(&source)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let text = fs::read(entry.path())?;
            // Written anew, not copied: the original may be read-only, and the copy must not be.
            let copy = folder.join(entry.file_name());
            if copy.exists() {
                fs::remove_file(&copy)?;
            }
            fs::write(&copy, text).with_context(|| format!("cannot write {}", copy.display()))?;
        }
    }
    if !is_ready {
        println!("fetching the packages of the second policy engine");
        node::fetch_packages(&folder, search_path)?;
    }
    self_test(&folder, search_path)?;
    Ok(folder)
}

/// The runner answers its own recorded cases.
fn self_test(folder: &Path, search_path: &OsString) -> Result<()> {
    let output = Command::new("node")
        .args(["run.mjs", "--selftest"])
        .env("PATH", search_path)
        .current_dir(folder)
        .output()
        .context("cannot run node")?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!(
            "the second policy engine fails its own test: {}",
            String::from_utf8_lossy(&said).trim()
        );
    }
    Ok(())
}
