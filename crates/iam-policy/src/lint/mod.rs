//! Advice: what a valid policy probably does not mean.
//!
//! [`lint`] looks at a document that was read without an error. It never changes a decision, and each finding names the
//! statement, the place and the better way to write it. `docs/lints.md` explains every row of [`LINTS`] with an example.

mod addresses;
mod keys;
mod reach;
mod resources;
mod table;
mod whole;

use std::borrow::Cow;

use source_text::{Diagnostic, Span};

pub use table::{LINTS, Lint};

use crate::{Document, Effect, ResourceElement, Sourced, Statement, Version};

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

/// The most comparisons made where each statement is held against each, and its lists against theirs. A document within AWS's
/// size needs far fewer.
const COMPARISONS_MAX: usize = 10_000_000;

/// Looks for everything in [`LINTS`] that reading the document has not already told of; findings are warnings, in source
/// order.
pub fn lint(document: &Document, facts: &LintFacts<'_>) -> Vec<Diagnostic> {
    let mut walk = Walk {
        document,
        facts,
        large: reach::comparisons(&document.statements) > COMPARISONS_MAX,
        findings: Vec::new(),
    };
    whole::look(&mut walk);
    reach::look(&mut walk);
    for statement in &document.statements {
        addresses::look(&mut walk, statement);
        keys::look(&mut walk, statement);
        resources::look(&mut walk, statement);
    }
    let mut findings = walk.findings;
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings
}

/// One run over one document.
struct Walk<'a> {
    document: &'a Document,
    facts: &'a LintFacts<'a>,
    /// More than [`COMPARISONS_MAX`]: lints that hold statements against each other are silent.
    large: bool,
    findings: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    /// Adds advice about a place in a statement.
    fn tell(
        &mut self,
        statement: &Statement,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let sid = statement.sid.as_ref().map(|sid| sid.value.clone());
        let finding = Diagnostic::warning(code, span, message, remedy);
        self.findings.push(Diagnostic {
            statement: Some((statement.index, sid)),
            ..finding
        });
    }

    /// Adds advice about the document.
    fn tell_all(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings
            .push(Diagnostic::warning(code, span, message, remedy));
    }

    /// Whether `${…}` is a policy variable.
    fn has_variables(&self) -> bool {
        has_variables(self.document)
    }

    /// A resource with its short form expanded, where it is known what that stands for.
    fn expanded<'t>(&self, pattern: &'t str) -> Cow<'t, str> {
        match (self.facts.api_arn, crate::scope::shorthand_rest(pattern)) {
            (Some(arn), Some(rest)) => Cow::Owned(format!("{arn}{rest}")),
            _ => Cow::Borrowed(pattern),
        }
    }
}

fn has_variables(document: &Document) -> bool {
    document
        .version
        .as_ref()
        .is_some_and(|version| version.value == Version::V2012)
}

fn allows(statement: &Statement) -> bool {
    statement.effect.value == Effect::Allow
}

/// How messages name a statement: by its Sid, or by its number from 1.
fn named(statement: &Statement) -> String {
    match &statement.sid {
        Some(sid) if !sid.value.is_empty() => format!("`{}`", sid.value),
        Some(_) | None => (statement.index + 1).to_string(),
    }
}

/// What a resource says behind its API: `stage/METHOD/path` of the short form and of full ARNs of `execute-api`. `None`
/// for `*`, and where a wildcard may stand for the API and more.
fn behind_api(pattern: &str) -> Option<&str> {
    if let Some(rest) = crate::scope::shorthand_rest(pattern) {
        return Some(rest);
    }
    let arn = portcullis_core::Arn::parse(pattern)
        .ok()
        .filter(|arn| arn.service == "execute-api")?;
    arn.resource.split_once('/').map(|(_, rest)| rest)
}

/// The patterns of a resource element that widen what gets in if they miss something: those of a `Deny`, and the
/// exceptions of an `Allow`.
fn guarded(statement: &Statement) -> Option<&[Sourced<String>]> {
    let ResourceElement {
        negated, patterns, ..
    } = &statement.resource;
    (allows(statement) == *negated).then_some(patterns)
}
