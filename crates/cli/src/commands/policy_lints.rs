//! `portcullis policy lints`: what `policy check` and `serve` look for beyond errors.

use std::fmt::Write as _;

use iam_policy::LINTS;
use serde_json::json;

use crate::report::Report;

/// Lists the kinds of advice.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis policy lints
  portcullis policy lints --output json")]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Report {
    let mut text = String::new();
    for lint in LINTS {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}: {}\n    {}", lint.code, lint.title, lint.why);
    }
    let lints: Vec<_> = LINTS
        .iter()
        .map(|lint| json!({ "code": lint.code, "title": lint.title, "why": lint.why }))
        .collect();
    Report {
        text,
        json: json!({ "lints": lints }),
        good: true,
    }
}
