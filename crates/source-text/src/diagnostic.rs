//! What is wrong, where, and what to do about it.

use crate::{LineIndex, Span};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The text is refused.
    Error,
    /// The text is taken, but it probably does not do what its author wants.
    Warning,
}

impl Severity {
    /// The word in front of a message: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding about a source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Stable name of the kind of finding, kebab-case, such as `duplicate-member`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, user input in backticks.
    pub message: String,
    /// What to do, in the same style; empty where the message says it all.
    pub remedy: String,
    /// Where it stands.
    pub span: Span,
    /// For policies: the statement's index, from 0, and its Sid.
    pub statement: Option<(usize, Option<String>)>,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            remedy: remedy.into(),
            span,
            statement: None,
        }
    }

    /// A warning at `span`.
    pub fn warning(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, span, message, remedy)
        }
    }
}

/// Renders a finding as a source excerpt with carets:
///
/// ```text
/// error[invalid-cidr]: `10.0.0.0/33` is not an address block
///   --> policy.json:9:42 (statement 2, sid `Office`)
///    |
///  9 |       "IpAddress": { "aws:SourceIp": "10.0.0.0/33" }
///    |                                      ^^^^^^^^^^^^^
///    = help: an IPv4 prefix is 0 to 32
/// ```
pub fn render(file: &str, text: &str, finding: &Diagnostic) -> String {
    use std::fmt::Write as _;
    let index = LineIndex::new(text);
    let at = index.position(finding.span.start);
    let end = index.position(finding.span.end.max(finding.span.start + 1));
    let line = index.line(at.line);
    let gutter = at.line.to_string().len();
    let pad = " ".repeat(gutter);
    let length = line.chars().count() + 1;
    let width = if end.line == at.line {
        end.column.saturating_sub(at.column)
    } else {
        length.saturating_sub(at.column)
    };
    // A long line is cut around the place, so that one line of minified JSON does not fill the screen.
    let skip = if length > 140 {
        at.column.saturating_sub(60)
    } else {
        0
    };
    let shown: String = line
        .chars()
        .skip(skip)
        .take(140)
        .map(|c| if c == '\t' { ' ' } else { c })
        .collect();
    let mut out = String::new();
    let statement = match &finding.statement {
        Some((number, Some(sid))) => format!(" (statement {}, sid `{sid}`)", number + 1),
        Some((number, None)) => format!(" (statement {})", number + 1),
        None => String::new(),
    };
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{}[{}]: {}",
        finding.severity.word(),
        finding.code,
        finding.message
    );
    let _ = writeln!(out, "{pad}--> {file}:{}:{}{statement}", at.line, at.column);
    let _ = writeln!(out, "{pad} |");
    let _ = writeln!(out, "{} | {shown}", at.line);
    let indent = " ".repeat(at.column.saturating_sub(1).saturating_sub(skip));
    let carets = "^".repeat(width.clamp(1, 140usize.saturating_sub(indent.len()).max(1)));
    let _ = writeln!(out, "{pad} | {indent}{carets}");
    if !finding.remedy.is_empty() {
        let _ = writeln!(out, "{pad} = help: {}", finding.remedy);
    }
    out
}
