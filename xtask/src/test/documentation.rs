//! Which crates have documentation tests: the others need no run of rustdoc.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use crate::tidy::files::Tree;

/// Names of the crates below `crates/` whose documentation has an example that rustdoc would run.
pub(crate) fn crates_with_tests(root: &Path) -> Result<BTreeSet<String>> {
    let tree = Tree::read(root)?;
    let with_tests = tree.files.iter().filter(|file| {
        file.is_rust()
            && file.path.starts_with("crates/")
            && file.path.contains("/src/")
            && has_test(&file.text)
    });
    let name = |path: &str| {
        let folder = path.split('/').nth(1)?;
        let manifest = tree.text(&format!("crates/{folder}/Cargo.toml"))?;
        let name = manifest.lines().find_map(|line| line.strip_prefix("name = "))?;
        Some(name.trim().trim_matches('"').to_owned())
    };
    Ok(with_tests.filter_map(|file| name(&file.path)).collect())
}

/// Whether a documentation comment opens a code block that is Rust.
fn has_test(text: &str) -> bool {
    let mut is_open = false;
    for line in text.lines().map(str::trim_start) {
        let comment = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        let Some(language) = comment.and_then(|comment| comment.trim().strip_prefix("```")) else {
            is_open &= comment.is_some();
            continue;
        };
        // rustdoc takes a block for Rust unless it names another language; these words name none.
        let is_rust = language.split(',').all(|word| {
            matches!(
                word.trim(),
                "" | "rust" | "no_run" | "should_panic" | "compile_fail"
            ) || word.trim().starts_with("edition")
        });
        if !is_open && is_rust {
            return true;
        }
        is_open = !is_open;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_test;

    #[test]
    fn only_a_block_of_rust_is_a_test() {
        for (text, expect) in [
            ("/// A.\nfn a() {}", false),
            ("/// ```\n/// a();\n/// ```\nfn a() {}", true),
            ("    //! ```rust,no_run\n    //! a();\n    //! ```", true),
            ("/// ```text\n/// a\n/// ```\nfn a() {}", false),
            ("/// ```text\n/// a\n/// ```\n/// ```\n/// a();\n/// ```", true),
            ("// ```\n// a();\n// ```", false),
        ] {
            assert_eq!(has_test(text), expect, "{text}");
        }
    }
}
