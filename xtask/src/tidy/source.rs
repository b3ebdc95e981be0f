//! Lines that must not stand in Rust source, and the excuses for those that must.

use crate::tidy::Finding;
use crate::tidy::files::{File, Tree};

/// The rule of `words.rs`.
pub(crate) const RULE_WORD: &str = "word";

/// A text that must not stand in source. The texts are cut in two so that this file does not hold them.
struct Rule {
    name: &'static str,
    texts: &'static [(&'static str, &'static str)],
    /// Which files and which part of them.
    where_: Where,
    why: &'static str,
}

enum Where {
    /// All Rust source.
    Rust,
    /// Tests: files of tests, and what follows `#[cfg(test)]` in others.
    Tests,
    /// Crates without I/O, tests left out.
    Pure,
}

const RULES: &[Rule] = &[
    Rule {
        name: "ignore",
        texts: &[("#[igno", "re"), ("cfg_attr(miri, igno", "re")],
        where_: Where::Rust,
        why: "a test that does not run proves nothing: list the gap with its reason instead",
    },
    Rule {
        name: "sleep",
        texts: &[
            ("thread::sle", "ep("),
            ("time::sle", "ep("),
            ("tokio::time::sle", "ep_until("),
            (" sle", "ep("),
        ],
        where_: Where::Tests,
        why: "a test waits for what it needs, not for time to pass",
    },
    Rule {
        name: "unsafe",
        texts: &[
            ("uns", "afe {"),
            ("uns", "afe fn"),
            ("uns", "afe impl"),
            ("uns", "afe extern"),
        ],
        where_: Where::Rust,
        why: "there is none in this repository",
    },
    Rule {
        name: "stub",
        texts: &[("to", "do!("), ("unimple", "mented!(")],
        where_: Where::Rust,
        why: "what is not built is refused with an error that names it",
    },
    Rule {
        name: "pure",
        texts: &[
            ("std::f", "s"),
            ("std::pro", "cess"),
            ("std::thr", "ead"),
            ("Instant::n", "ow"),
            ("SystemTime::n", "ow"),
            ("net::Tcp", "Stream"),
            ("net::Udp", "Socket"),
            ("async ", "fn"),
        ],
        where_: Where::Pure,
        why: "rows 0 to 2 take values and return values: no file, socket, clock or async",
    },
];

/// The folders of rows 0 to 2.
const PURE: &[&str] = &[
    "crates/core/src/",
    "crates/source-text/src/",
    "crates/iam-policy/src/",
    "crates/api-model/src/",
    "crates/openapi/src/",
];

/// Checks all Rust source.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .filter(|file| file.is_rust())
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines: Vec<&str> = file.text.lines().collect();
    let is_test_file =
        file.path.contains("/tests/") || file.path.ends_with("/tests.rs") || file.path.contains("testkit");
    let tests_from = if is_test_file { 0 } else { tests_start(&lines) };
    for rule in RULES {
        let (from, to) = match rule.where_ {
            Where::Rust => (0, lines.len()),
            Where::Tests => (tests_from, lines.len()),
            Where::Pure if PURE.iter().any(|folder| file.path.starts_with(folder)) => (0, tests_from),
            Where::Pure => (0, 0),
        };
        let mut excuses = Excuses::read(&file.text, rule.name);
        for (index, line) in lines.iter().enumerate().take(to).skip(from) {
            let code = line.split("//").next().unwrap_or_default();
            let found = rule
                .texts
                .iter()
                .map(|(begin, end)| format!("{begin}{end}"))
                .find(|text| code.contains(text));
            if let Some(text) = found
                && !excuses.excuse(index)
            {
                let place = format!("{}:{}", file.path, index + 1);
                findings.push(Finding::new(place, format!("`{}`: {}", text.trim(), rule.why)));
            }
        }
        findings.extend(excuses.unused(&file.path));
    }
    findings
}

/// The line at which the tests of a file begin; they stand last.
fn tests_start(lines: &[&str]) -> usize {
    let module = |pair: &[&str]| {
        pair.first() == Some(&"#[cfg(test)]") && pair.get(1).is_some_and(|l| l.ends_with('{'))
    };
    lines.windows(2).position(module).unwrap_or(lines.len())
}

/// The lines of a file at which a rule is excused.
pub(crate) struct Excuses {
    /// Index of the line, and whether something was excused there.
    at: Vec<(usize, bool)>,
}

impl Excuses {
    /// Finds `tidy: allow(RULE) because REASON`; without a reason it is no excuse.
    pub(crate) fn read(text: &str, rule: &str) -> Self {
        let marker = format!("{}({rule}) because ", concat!("tidy: al", "low"));
        let has_reason = |line: &str| {
            line.split_once(&marker)
                .is_some_and(|(_, reason)| !reason.trim().is_empty())
        };
        let at = text
            .lines()
            .enumerate()
            .filter(|(_, line)| has_reason(line))
            .map(|(index, _)| (index, false));
        Self { at: at.collect() }
    }

    /// Whether something in this line is excused, by the line itself or the one before.
    pub(crate) fn excuse(&mut self, index: usize) -> bool {
        let excuse = self
            .at
            .iter_mut()
            .find(|(at, _)| *at == index || *at + 1 == index);
        excuse.is_some_and(|(_, used)| {
            *used = true;
            true
        })
    }

    /// Excuses that were not needed.
    pub(crate) fn unused(&self, path: &str) -> Vec<Finding> {
        let unused = self.at.iter().filter(|(_, used)| !used);
        unused
            .map(|(at, _)| Finding::new(format!("{path}:{}", at + 1), "excuses nothing: remove it"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check_file(&File {
            path: path.to_owned(),
            text: text.to_owned(),
        })
        .len()
    }

    #[test]
    fn waiting_for_time_is_found_in_tests_only() {
        let wait = concat!("std::thread::sle", "ep(x);");
        assert_eq!(findings("crates/a/src/b.rs", wait), 0);
        assert_eq!(findings("crates/a/tests/b.rs", wait), 1);
        assert_eq!(
            findings(
                "crates/a/src/b.rs",
                &format!("#[cfg(test)]\nmod tests {{\n{wait}\n}}")
            ),
            1
        );
        let comment = format!("// {wait}");
        assert_eq!(findings("crates/a/tests/b.rs", &comment), 0);
    }

    #[test]
    fn an_excuse_excuses_its_line_and_the_next_and_must_be_needed() {
        let wait = concat!("std::thread::sle", "ep(x);");
        let allow = concat!("// tidy: al", "low(sleep) because the peer must stall");
        assert_eq!(findings("crates/a/tests/b.rs", &format!("{allow}\n{wait}")), 0);
        assert_eq!(findings("crates/a/tests/b.rs", &format!("{wait} {allow}")), 0);
        assert_eq!(findings("crates/a/tests/b.rs", &format!("{allow}\n\n{wait}")), 2);
    }

    #[test]
    fn the_lower_rows_read_no_clock() {
        let clock = concat!("let t = Instant::n", "ow();");
        assert_eq!(findings("crates/iam-policy/src/a.rs", clock), 1);
        assert_eq!(findings("crates/gateway/src/a.rs", clock), 0);
    }
}
