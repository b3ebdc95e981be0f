//! The files of the tree, and how long each may be.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tidy::Finding;

/// Lines of a source file above which it is worth a look.
const LINES_LONG: usize = 400;
/// Lines of a source file above which it needs its reason in a line at its top.
const LINES_MAX: usize = 800;
/// Begins that line.
const REASON: &str = "// tidy: long because ";
/// Lines in which that line must stand.
const TOP_LINES: usize = 5;

/// A text file of the repository.
pub(crate) struct File {
    /// Path from the root.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// All text files that belong to the repository.
pub(crate) struct Tree {
    /// In the order of their paths.
    pub(crate) files: Vec<File>,
}

impl Tree {
    /// Every file git knows, or would take: new ones are checked before they are added.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let output = Command::new("git")
            .current_dir(root)
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .output()
            .context("cannot run git")?;
        if !output.status.success() {
            bail!(
                "cannot list the files: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut paths: Vec<&str> = listed.split_terminator('\0').collect();
        paths.sort_unstable();
        paths.dedup();
        // A path git knows may be gone from the tree, and a file may hold no text: neither is checked.
        let read = |path: &str| {
            Some(File {
                path: path.to_owned(),
                text: std::fs::read_to_string(root.join(path)).ok()?,
            })
        };
        Ok(Self {
            files: paths.into_iter().filter_map(read).collect(),
        })
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.text.as_str())
    }
}

impl File {
    /// Whether it is Rust source.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Rust files that are too long without a reason or have no header, and crates that do not take the workspace's lints.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let crates = tree
        .files
        .iter()
        .filter(|file| file.path.starts_with("crates/") && file.path.ends_with("/Cargo.toml"));
    let without_lints = crates.filter(|file| !file.text.contains("[lints]\nworkspace = true"));
    let mut findings: Vec<Finding> = without_lints
        .map(|file| {
            Finding::new(
                &file.path,
                "does not take the workspace's lints, which forbid unsafe code and panics",
            )
        })
        .collect();
    findings.extend(check_rust(tree));
    findings
}

fn check_rust(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .filter(|file| file.is_rust())
        .flat_map(|file| check_file(&file.path, &file.text))
        .collect()
}

/// Rust files that are longer than usual.
pub(crate) fn warnings(tree: &Tree) -> Vec<Finding> {
    let long = |lines: usize| lines > LINES_LONG && lines <= LINES_MAX;
    let rust = tree
        .files
        .iter()
        .filter(|file| file.is_rust())
        .map(|file| (file, file.text.lines().count()));
    rust.filter(|(_, lines)| long(*lines))
        .map(|(file, lines)| Finding::new(&file.path, format!("{lines} lines; over {LINES_LONG} is long")))
        .collect()
}

fn check_file(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = text.lines().count();
    let reason = text
        .lines()
        .take(TOP_LINES)
        .find_map(|line| line.strip_prefix(REASON));
    match reason {
        None if lines > LINES_MAX => {
            let text = format!("{lines} lines: split it, or say why not in a line `{REASON}…` at its top");
            findings.push(Finding::new(path, text));
        }
        Some(_) if lines <= LINES_MAX => {
            findings.push(Finding::new(
                path,
                format!("{lines} lines need no `{}`", REASON.trim()),
            ));
        }
        _ => {}
    }
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with("// tidy:"));
    // `name/tests.rs` holds the tests of `name.rs`, which says what it is.
    let is_tests = path.ends_with("/tests.rs");
    if !is_tests && !first.is_some_and(|line| line.starts_with("//!") || line.starts_with("#!")) {
        findings.push(Finding::new(path, "no `//!` header: say what the file is"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(top: &str, lines: usize) -> usize {
        let text = format!("{top}{}", "\n".repeat(lines - top.lines().count()));
        check_file("a.rs", &text).len()
    }

    #[test]
    fn a_long_file_needs_a_reason_and_a_short_one_must_not_have_it() {
        assert_eq!(findings("//! A.\n", LINES_MAX), 0);
        assert_eq!(findings("//! A.\n", LINES_MAX + 1), 1);
        assert_eq!(
            findings("// tidy: long because it is a table\n//! A.\n", LINES_MAX + 1),
            0
        );
        assert_eq!(
            findings("// tidy: long because it is a table\n//! A.\n", LINES_MAX),
            1
        );
    }

    #[test]
    fn a_file_has_a_header() {
        assert_eq!(findings("use a::b;\n", 10), 1);
        assert!(check_file("crates/a/src/b/tests.rs", "use a::b;\n").is_empty());
    }
}
