//! Words that have no place in this repository: what belongs to one machine and not to the product, and unfinished work.

use crate::tidy::Finding;
use crate::tidy::files::Tree;
use crate::tidy::source::{Excuses, RULE_WORD};

/// The words, cut in two so that this file does not hold them, and why they are out of place.
const WORDS: &[(&str, &str, &str)] = &[
    ("/ho", "me/", "a path of one machine"),
    ("/ro", "ot/", "a path of one machine"),
    ("/wo", "rk/", "a path of one machine"),
    ("Co-Auth", "ored-By", "belongs to a commit, not a file"),
    ("FIX", "ME", "do it, or write it down as an issue"),
    ("XX", "X:", "do it, or write it down as an issue"),
    ("TO", "DO:", "do it, or write it down as an issue"),
];

/// Files that are made by tools from public data.
const GENERATED: &[&str] = &["Cargo.lock", "package-lock.json"];

/// Finds the words in every text file, upper and lower case alike.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let handwritten = tree
        .files
        .iter()
        .filter(|file| !GENERATED.iter().any(|name| file.path.ends_with(name)));
    handwritten
        .flat_map(|file| check_text(&file.path, &file.text))
        .collect()
}

fn check_text(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut excuses = Excuses::read(text, RULE_WORD);
    for (index, line) in text.lines().enumerate() {
        let lower = line.to_lowercase();
        for (begin, end, why) in WORDS {
            let word = format!("{begin}{end}");
            if lower.contains(&word.to_lowercase()) && !excuses.excuse(index) {
                findings.push(Finding::new(
                    format!("{path}:{}", index + 1),
                    format!("`{word}`: {why}"),
                ));
            }
        }
    }
    findings.extend(excuses.unused(path));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whatever_its_case_and_excused_only_with_a_reason() {
        let word = concat!("/wo", "rk/main");
        assert_eq!(check_text("a.md", &format!("one\nsee {word}")).len(), 1);
        assert_eq!(check_text("a.md", &word.to_uppercase()).len(), 1);
        let allow = concat!("tidy: al", "low(word)");
        assert!(check_text("a.rs", &format!("{word} // {allow} because it is a test")).is_empty());
        assert_eq!(check_text("a.rs", &format!("{word} // {allow}")).len(), 1);
    }
}
