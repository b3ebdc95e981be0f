//! What the tests take from npm, in the pinned versions: the folder `clients/js`, copied below the build folder and filled
//! there, so that nothing is written into the tree.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::repository;
use crate::test::node;

/// Names the folder with programs and packages; tests get it set to the prepared copy.
pub(crate) const VARIABLE: &str = "PORTCULLIS_JS";
/// Where the programs and the lock file are kept.
const SOURCE: &str = "clients/js";
/// What names the packages.
const LOCK: &str = "package-lock.json";
/// npm writes it last: the packages are complete.
const COMPLETE: &str = "node_modules/.package-lock.json";

/// Copies the programs, fetches the packages where they are missing or others than the lock file names; gives the folder.
pub(crate) fn prepare(root: &Path, search_path: &OsString) -> Result<PathBuf> {
    let source = root.join(SOURCE);
    // Absolute, because it is used by programs that run elsewhere.
    let folder = std::path::absolute(repository::target()?.join("clients-js"))?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let wanted = fs::read(source.join(LOCK)).with_context(|| format!("cannot read {SOURCE}/{LOCK}"))?;
    let same = fs::read(folder.join(LOCK)).is_ok_and(|there| there == wanted);
    let is_ready = same && folder.join(COMPLETE).is_file();
    for entry in fs::read_dir(&source)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let copy = folder.join(entry.file_name());
            fs::write(&copy, fs::read(entry.path())?)
                .with_context(|| format!("cannot write {}", copy.display()))?;
        }
    }
    if !is_ready {
        println!("fetching what the tests take from npm");
        node::fetch_packages(&folder, search_path)?;
    }
    if !folder.join(COMPLETE).is_file() {
        bail!("npm left no packages in {}", folder.display());
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    const PACKAGE: &str = include_str!("../../../clients/js/package.json");
    const LOCK: &str = include_str!("../../../clients/js/package-lock.json");

    #[test]
    fn what_is_fetched_is_pinned_and_runs_no_script() {
        let package: serde_json::Value = serde_json::from_str(PACKAGE).unwrap();
        let lock: serde_json::Value = serde_json::from_str(LOCK).unwrap();
        let wanted = package["dependencies"].as_object().unwrap();
        assert!(wanted.contains_key("aws4"));
        for (name, version) in wanted {
            assert_eq!(
                lock["packages"][format!("node_modules/{name}")]["version"],
                *version,
                "{name}"
            );
        }
        for (path, locked) in lock["packages"].as_object().unwrap() {
            let is_pinned = locked["integrity"]
                .as_str()
                .is_some_and(|hash| hash.starts_with("sha512-"));
            assert!(path.is_empty() || is_pinned, "{path}");
            assert!(locked.get("resolved").is_none(), "{path} names one registry");
        }
    }
}
