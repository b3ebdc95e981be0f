//! Everything wrong with a set of definitions, gathered before anything is told.

use std::fmt::Write as _;

use serde_json::{Value, json};
use source_text::{Diagnostic, LineIndex, Severity, render};

/// Findings about one file, or about the set as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Findings with places in a file's text.
    InFile(FileFindings),
    /// A file that cannot be read, two files that cannot be served together, and the like.
    Plain(String),
}

/// Findings about one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFindings {
    /// The file as the user named it.
    pub file: String,
    /// Its text.
    pub text: String,
    /// What was found, in source order.
    pub findings: Vec<Diagnostic>,
}

impl FileFindings {
    /// How many findings are errors and how many warnings.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count();
        (errors, self.findings.len() - errors)
    }

    /// Every finding as a source excerpt with carets, a blank line between them.
    pub fn text(&self) -> String {
        let parts: Vec<String> = self
            .findings
            .iter()
            .map(|finding| render(&self.file, &self.text, finding))
            .collect();
        parts.join("\n")
    }

    /// The documented JSON form: one object a finding.
    pub fn json(&self) -> Vec<Value> {
        let index = LineIndex::new(&self.text);
        let place = |offset: usize| {
            let at = index.position(offset);
            json!({ "line": at.line, "column": at.column })
        };
        let one = |finding: &Diagnostic| {
            let mut value = json!({
                "severity": finding.severity.word(),
                "code": finding.code,
                "message": finding.message,
                "remedy": finding.remedy,
                "file": self.file,
                "start": place(finding.span.start),
                "end": place(finding.span.end),
            });
            if let (Some((index, sid)), Some(object)) = (&finding.statement, value.as_object_mut()) {
                object.insert("statement".to_owned(), json!({ "index": index, "sid": sid }));
            }
            value
        };
        self.findings.iter().map(one).collect()
    }
}

/// All problems as text.
pub fn text(problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        if !out.is_empty() {
            out.push('\n');
        }
        // Writing to a String cannot fail.
        let _ = match problem {
            Problem::InFile(findings) => write!(out, "{}", findings.text()),
            Problem::Plain(message) => writeln!(out, "error: {message}"),
        };
    }
    out
}

/// All problems as JSON objects.
pub fn json(problems: &[Problem]) -> Vec<Value> {
    let one = |problem: &Problem| match problem {
        Problem::InFile(findings) => findings.json(),
        Problem::Plain(message) => vec![json!({ "severity": "error", "code": "set", "message": message })],
    };
    problems.iter().flat_map(one).collect()
}

/// How many errors the problems hold.
pub fn error_count(problems: &[Problem]) -> usize {
    let count = |problem: &Problem| match problem {
        Problem::InFile(findings) => findings.counts().0,
        Problem::Plain(_) => 1,
    };
    problems.iter().map(count).sum()
}
