//! Every lint of `iam-policy` has a section in `docs/lints.md`, and every section a lint.

use crate::tidy::Finding;
use crate::tidy::files::Tree;

/// Where the lints are.
const SOURCE: &str = "crates/iam-policy/src/lint/";
/// Where they are explained.
const PAGE: &str = "docs/lints.md";

/// Compares the codes in the table with the headings of the page.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let source = tree
        .files
        .iter()
        .filter(|file| file.path.starts_with(SOURCE) && file.is_rust());
    let codes: Vec<&str> = source.flat_map(|file| codes(&file.text)).collect();
    compare(&codes, tree.text(PAGE))
}

/// The `code: "…"` fields of the rows of the table.
fn codes(source: &str) -> Vec<&str> {
    let before_tests = source.split("#[cfg(test)]").next().unwrap_or_default();
    let fields = before_tests.split("code: \"").skip(1);
    fields.filter_map(|rest| rest.split('"').next()).collect()
}

fn compare(codes: &[&str], page: Option<&str>) -> Vec<Finding> {
    let Some(page) = page else {
        let missing = !codes.is_empty();
        return missing
            .then(|| Finding::new(PAGE, format!("is missing: {} lints to explain", codes.len())))
            .into_iter()
            .collect();
    };
    let headings: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|text| text.trim().trim_matches('`'))
        .collect();
    let mut findings = Vec::new();
    for code in codes.iter().filter(|code| !headings.contains(code)) {
        findings.push(Finding::new(
            PAGE,
            format!("no section `## {code}` for this lint"),
        ));
    }
    for heading in headings.iter().filter(|heading| !codes.contains(heading)) {
        findings.push(Finding::new(
            PAGE,
            format!("section `## {heading}` is of no lint: use `#` or `###`"),
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_are_checked() {
        let source = "Lint { code: \"one\", x: 1 }, Lint { code: \"two\" } #[cfg(test)] code: \"three\"";
        assert_eq!(codes(source), ["one", "two"]);
        assert!(compare(&codes(source), Some("# Lints\n## `one`\ntext\n## two\n")).is_empty());
        assert_eq!(compare(&codes(source), Some("## one\n## zero\n")).len(), 2);
        assert_eq!(compare(&codes(source), None).len(), 1);
        assert!(compare(&[], None).is_empty());
    }
}
