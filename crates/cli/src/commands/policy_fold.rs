//! `portcullis policy fold FILE`: the same addresses in fewer blocks, so that a long list fits AWS's size limit.

use std::path::PathBuf;

use iam_policy::POLICY_CHARACTERS_MAX;
use iam_policy::fold::fold_document;
use serde_json::json;

use crate::definition_or_policy::read_policy;
use crate::report::{Failure, Outcome, Report, count};
use crate::scope::ScopeArguments;

/// Prints a policy with its address lists folded: exactly the same addresses in as few blocks as can be.
///
/// The policy goes to standard output, the counts to standard error. Characters are counted as AWS stores the policy:
/// compact, with each `execute-api:/` written out as a full ARN. Exit code 1 if it is still too long.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis policy fold policy.json > folded.json
  portcullis policy fold --pretty openapi.yaml")]
pub(crate) struct Arguments {
    /// A policy (JSON) or an API definition; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Indent the policy.
    #[arg(long)]
    pretty: bool,
    /// The most characters the policy may have.
    #[arg(long, value_name = "N", default_value_t = POLICY_CHARACTERS_MAX)]
    policy_characters_max: usize,
    #[command(flatten)]
    scope: ScopeArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let read = read_policy(&arguments.file)?;
    // Too long is what this command is for; every other fault is told as everywhere.
    let (attached, _) = read.attach(&arguments.scope, usize::MAX)?;
    let folded = fold_document(&read.document);
    let stored = fold_document(attached.to_document());
    let policy: serde_json::Value = serde_json::from_str(&folded.json)
        .map_err(|error| Failure::message(format!("the folded policy does not read back: {error}")))?;
    let good = stored.characters_after <= arguments.policy_characters_max;
    let text = if arguments.pretty {
        format!("{policy:#}\n")
    } else {
        format!("{}\n", folded.json)
    };
    let json = json!({
        "policy": policy,
        "blocks": { "before": folded.blocks_before, "after": folded.blocks_after },
        "characters": {
            "before": stored.characters_before,
            "after": stored.characters_after,
            "max": arguments.policy_characters_max,
        },
    });
    let verdict = if good { "fits" } else { "is over" };
    crate::report::note(&format!(
        "{} folded to {}; as AWS stores it, the policy has {} instead of {}, which {verdict} the limit of {}",
        count(folded.blocks_before, "address block"),
        folded.blocks_after,
        count(stored.characters_after, "character"),
        stored.characters_before,
        arguments.policy_characters_max,
    ));
    Ok(Report { text, json, good })
}
