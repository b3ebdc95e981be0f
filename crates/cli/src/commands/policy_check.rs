//! `portcullis policy check FILE…`: every error and every advice, with the place in the source.

use std::path::PathBuf;

use iam_policy::{LintFacts, ParseOptions, Policy, lint};
use serde_json::json;

use crate::definition_or_policy::{SourceFile, policy_of};
use crate::report::{ADVICE, Failure, Outcome, Report, count};
use crate::scope::ScopeArguments;

/// Shows every error in policies, and what they probably do not mean.
///
/// FILE is a policy (JSON) or an API definition with `x-amazon-apigateway-policy`; `-` is standard input. Exit code 1 on any
/// finding, errors and advice alike; `--errors-only` leaves the advice out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis policy check policy.json
  portcullis policy check --dual-stack openapi.yaml
  portcullis policy check --output json *.json")]
pub(crate) struct Arguments {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Clients come over IPv4 and IPv6 (finds policies that know one of the two).
    #[arg(long)]
    dual_stack: bool,
    /// Clients come from private networks, so private address blocks are meant.
    #[arg(long)]
    private_clients: bool,
    /// Show errors alone.
    #[arg(long)]
    errors_only: bool,
    /// Take address blocks with blanks around them with a warning, as a policy copied from AWS may hold them.
    #[arg(long)]
    mirror: bool,
    /// The most characters a policy may have.
    #[arg(long, value_name = "N", default_value_t = iam_policy::POLICY_CHARACTERS_MAX)]
    policy_characters_max: usize,
    #[command(flatten)]
    scope: ScopeArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut text = String::new();
    let mut files = Vec::new();
    let (mut errors_all, mut warnings_all) = (0, 0);
    for path in &arguments.files {
        let found = check(SourceFile::read(path)?, arguments)?;
        let (errors, warnings) = found.counts();
        errors_all += errors;
        warnings_all += warnings;
        if !found.findings.is_empty() {
            text.push_str(&found.text());
            text.push('\n');
        }
        files.push(json!({
            "file": found.file,
            "errors": errors,
            "warnings": warnings,
            "findings": found.json(),
        }));
    }
    let good = errors_all + warnings_all == 0;
    let summary = if good {
        format!(
            "{} checked: nothing found\n",
            count(arguments.files.len(), "file")
        )
    } else {
        format!(
            "{} checked: {}, {}\n",
            count(arguments.files.len(), "file"),
            count(errors_all, "error"),
            count(warnings_all, "warning")
        )
    };
    text.push_str(&summary);
    if warnings_all > 0 {
        text.push_str(ADVICE);
    }
    let json = json!({ "files": files, "errors": errors_all, "warnings": warnings_all });
    Ok(Report { text, json, good })
}

/// Every finding about one file.
fn check(source: SourceFile, arguments: &Arguments) -> Result<server::findings::FileFindings, Failure> {
    let options = ParseOptions {
        mirror: arguments.mirror,
    };
    let read = match policy_of(source, options) {
        Ok(read) => read,
        Err((source, findings)) => return Ok(source.findings(findings)),
    };
    let place = arguments.scope.place(&read.source.path, &read.title)?;
    let mut findings = read.warnings.clone();
    match Policy::new(
        &read.document,
        Some(&place.scope),
        arguments.policy_characters_max,
    ) {
        Err(mut errors) => findings.append(&mut errors),
        Ok(_) => {
            let routes: Option<Vec<(&str, &str)>> = read.routes.as_ref().map(|routes| {
                routes
                    .iter()
                    .map(|(verb, path)| (verb.as_str(), path.as_str()))
                    .collect()
            });
            let arn = place.scope.api_arn();
            let facts = LintFacts {
                dual_stack: arguments.dual_stack,
                private_clients: arguments.private_clients,
                other_allow: None,
                routes: routes.as_deref(),
                api_arn: Some(&arn),
            };
            findings.append(&mut lint(&read.document, &facts));
        }
    }
    if arguments.errors_only {
        findings.retain(|finding| finding.severity == source_text::Severity::Error);
    }
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings.dedup();
    Ok(read.source.findings(findings))
}
