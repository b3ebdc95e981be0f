//! What a command comes to, and the one place that prints it.

use std::io::Write as _;
use std::process::ExitCode;

use serde_json::{Value, json};
use server::findings::{self, Problem};

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs; the forms are in docs/cli.md.
    Json,
}

/// A command that did its work.
#[derive(Debug)]
pub(crate) struct Report {
    /// For people; ends with a line end, or is empty.
    pub(crate) text: String,
    /// For programs.
    pub(crate) json: Value,
    /// Nothing was found and nothing was denied.
    pub(crate) good: bool,
}

/// A command that could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something in the way, in one sentence.
    Message(String),
    /// Bad input, with everything found in it.
    Problems(Vec<Problem>),
}

impl Failure {
    /// A failure with a message.
    pub(crate) fn message(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }
}

/// What every command returns.
pub(crate) type Outcome = Result<Report, Failure>;

/// Prints an outcome and gives the exit code.
pub(crate) fn finish(format: Format, outcome: Outcome) -> ExitCode {
    let (text, json, code) = match &outcome {
        Ok(report) => (
            report.text.clone(),
            report.json.clone(),
            if report.good { 0 } else { 1 },
        ),
        Err(Failure::Message(message)) => (format!("error: {message}\n"), json!({ "error": message }), 2),
        Err(Failure::Problems(problems)) => {
            let json = json!({ "error": "bad input", "findings": findings::json(problems) });
            (findings::text(problems), json, 2)
        }
    };
    let written = match format {
        Format::Json => std::io::stdout()
            .lock()
            .write_all(format!("{json:#}\n").as_bytes()),
        Format::Text if outcome.is_err() => std::io::stderr().lock().write_all(text.as_bytes()),
        Format::Text => std::io::stdout().lock().write_all(text.as_bytes()),
    };
    // A reader that went away (`| head`) has seen what it wanted; the exit code still tells.
    drop(written);
    ExitCode::from(code)
}

/// Said below warnings.
pub(crate) const ADVICE: &str = "warnings are advice: they keep nothing from being served; `portcullis policy lints` says why each is given\n";

/// `1 error`, `2 errors`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// A line beside the result, to standard error.
pub(crate) fn note(line: &str) {
    // What cannot be told beside the result is not worth failing for.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
