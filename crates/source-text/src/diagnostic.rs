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

/// The most characters of a source line that an excerpt shows.
const EXCERPT_CHARACTERS_MAX: usize = 140;

/// How many of them stand before the place, where a long line is cut.
const EXCERPT_CHARACTERS_BEFORE: usize = 60;

/// Renders a finding as a source excerpt with carets:
///
/// ```text
/// error[invalid-cidr]: `10.0.0.0/33` has a bad prefix length: IPv4 allows 0 to 32
///  --> policy.json:9:42 (statement 2, sid `Office`)
///   |
/// 9 |       "IpAddress": { "aws:SourceIp": "10.0.0.0/33" }
///   |                                      ^^^^^^^^^^^^^
///   = help: write the prefix length in decimal, such as `/24`
/// ```
///
/// A place of several lines is underlined to the end of its first. Characters that would move the cursor or reorder text
/// are shown as `\u{fffd}`, so that a hostile file cannot draw over the message; tabs are shown as one blank.
pub fn render(file: &str, text: &str, finding: &Diagnostic) -> String {
    use std::fmt::Write as _;
    let index = LineIndex::new(text);
    let at = index.position(finding.span.start);
    let end = index.position(finding.span.end);
    let line = index.line(at.line);
    let length = line.chars().count();
    let skip = if length > EXCERPT_CHARACTERS_MAX {
        at.column.saturating_sub(EXCERPT_CHARACTERS_BEFORE)
    } else {
        0
    };
    let shown: String = line
        .chars()
        .skip(skip)
        .take(EXCERPT_CHARACTERS_MAX)
        .map(visible)
        .collect();
    let before = at.column.saturating_sub(1).saturating_sub(skip);
    let last = if end.line == at.line {
        end.column
    } else {
        length + 1
    };
    let room = shown.chars().count().saturating_sub(before).max(1);
    let carets = "^".repeat(last.saturating_sub(at.column).clamp(1, room));
    let statement = match &finding.statement {
        Some((number, Some(sid))) => format!(" (statement {}, sid `{sid}`)", number + 1),
        Some((number, None)) => format!(" (statement {})", number + 1),
        None => String::new(),
    };
    let pad = " ".repeat(at.line.to_string().len());
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{}[{}]: {}",
        finding.severity.word(),
        finding.code,
        printable(&finding.message)
    );
    let _ = writeln!(
        out,
        "{pad}--> {}:{}:{}{}",
        printable(file),
        at.line,
        at.column,
        printable(&statement)
    );
    let _ = writeln!(out, "{pad} |");
    let _ = writeln!(out, "{} | {}", at.line, shown.trim_end());
    let _ = writeln!(out, "{pad} | {}{carets}", " ".repeat(before));
    if !finding.remedy.is_empty() {
        let _ = writeln!(out, "{pad} = help: {}", printable(&finding.remedy));
    }
    out
}

fn printable(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A character as a terminal may be given it.
fn visible(character: char) -> char {
    match character {
        '\t' => ' ',
        // Line and paragraph separators, and what turns the direction of writing.
        '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{feff}' => char::REPLACEMENT_CHARACTER,
        control if control.is_control() => char::REPLACEMENT_CHARACTER,
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Renders a finding about the first place of `mark` in `text`.
    fn check(text: &str, mark: &str, expect: &str) {
        let start = text.find(mark).unwrap();
        let span = Span::new(start, start + mark.len());
        let finding = Diagnostic::error("a-code", span, format!("`{mark}` is wrong"), "mend it");
        assert_eq!(render("f.json", text, &finding), expect.trim_start_matches('\n'));
    }

    #[test]
    fn a_place_in_one_line() {
        let expect = "
error[a-code]: `bad` is wrong
 --> f.json:2:8
  |
2 |   \"é\": bad,
  |        ^^^
  = help: mend it
";
        check("{\n  \"é\": bad,\r\n}", "bad", expect);
    }

    #[test]
    fn tabs_and_control_characters_keep_the_columns() {
        let expect = "
error[a-code]: `b\u{fffd}[2J` is wrong
 --> f.json:1:4
  |
1 |  a b\u{fffd}[2J \u{fffd}c
  |    ^^^^^
  = help: mend it
";
        check("\ta\tb\u{1b}[2J \u{202e}c", "b\u{1b}[2J", expect);
    }

    #[test]
    fn a_place_of_several_lines_is_underlined_on_its_first() {
        let expect = "
error[a-code]: `{ b
}` is wrong
 --> f.json:10:4
   |
10 | a: { b
   |    ^^^
   = help: mend it
"
        .replace("{ b\n}` is", "{ b\u{fffd}}` is")
        .replace(" --> f", "  --> f");
        check(&format!("{}a: {{ b\n}}", "\n".repeat(9)), "{ b\n}", &expect);
    }

    #[test]
    fn minified_lines_are_cut_around_the_place() {
        let text = format!("{}bad{}", "x".repeat(1000), "y".repeat(1000));
        let start = "x".repeat(59);
        let rest = "y".repeat(EXCERPT_CHARACTERS_MAX - 59 - 3);
        let carets = format!("{}^^^", " ".repeat(59));
        let expect = format!(
            "error[a-code]: `bad` is wrong\n --> f.json:1:1001\n  |\n1 | {start}bad{rest}\n  | {carets}\n  = help: mend it\n"
        );
        check(&text, "bad", &expect);
        let long = "z".repeat(5000);
        assert!(render("f", &long, &Diagnostic::error("c", Span::new(0, 5000), "m", "")).len() < 500);
    }

    #[test]
    fn an_empty_text_has_a_place() {
        let finding = Diagnostic {
            statement: Some((1, Some("Office".to_owned()))),
            ..Diagnostic::warning("c", Span::new(0, 0), "nothing here", "")
        };
        let expect = "warning[c]: nothing here\n --> f:1:1 (statement 2, sid `Office`)\n  |\n1 | \n  | ^\n";
        assert_eq!(render("f", "", &finding), expect);
        let past = Diagnostic::error("c", Span::new(90, 95), "m", "");
        assert!(render("f", "a\n", &past).contains("f:2:1"));
    }
}
