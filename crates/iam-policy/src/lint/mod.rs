//! Advice: what a valid policy probably does not mean.

use source_text::Diagnostic;

use crate::Document;

/// One kind of advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lint {
    /// Stable name, kebab-case; the `code` of its findings and its section in `docs/lints.md`.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Why that matters, in one sentence.
    pub why: &'static str,
}

/// What is known about the place where the policy will serve. Lints that need an unknown fact stay silent.
#[derive(Debug, Clone, Copy, Default)]
pub struct LintFacts<'a> {
    /// Some listener of the API accepts IPv6 clients as well as IPv4 ones.
    pub dual_stack: bool,
    /// Some listener of the API is reached from private networks, so that private addresses are real clients.
    pub private_clients: bool,
    /// Whether any method uses a Lambda authorizer or `AWS_IAM`, where the other side's allow is enough.
    pub other_allow: Option<bool>,
    /// `(verb, path template)` of every method, such as `("GET", "/pets/{petId}")`.
    pub routes: Option<&'a [(&'a str, &'a str)]>,
    /// What `execute-api:/` stands for, such as `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/`.
    pub api_arn: Option<&'a str>,
}

/// Every lint.
pub const LINTS: &[Lint] = &[];

/// Looks for everything in [`LINTS`]; findings are warnings, in source order.
pub fn lint(document: &Document, facts: &LintFacts<'_>) -> Vec<Diagnostic> {
    let _ = (document, facts);
    Vec::new()
}
