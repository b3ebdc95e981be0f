//! Policy documents as they come in and go out: read, measured, percent-encoded.
//!
//! Sources: IAM user guide, "IAM and AWS STS quotas" (white space is not counted) and "Grammar of the IAM JSON policy
//! language"; IAM API reference, GetPolicyVersion (documents are percent-encoded after RFC 3986).

use std::collections::BTreeSet;

use control::{Error, Result};
use iam_policy::{Document, Kind, ParseOptions, Policy, Version};
use source_text::{Diagnostic, LineIndex, Severity};

use crate::errors::malformed_policy;

/// Findings told of in one answer.
const FINDINGS_SHOWN_MAX: usize = 5;

/// Characters of a trust policy. IAM user guide, quotas: 2,048 by default.
pub(crate) const TRUST_CHARACTERS_MAX: usize = 2048;

/// Characters of a managed policy. IAM user guide, quotas.
pub(crate) const MANAGED_CHARACTERS_MAX: usize = 6144;

/// Reads an identity policy that somebody wants to store.
pub(crate) fn identity(text: &str) -> Result<Policy> {
    let (document, _) =
        Document::parse(text, Kind::Identity).map_err(|findings| malformed(text, &findings))?;
    let current = document
        .version
        .as_ref()
        .is_some_and(|version| version.value == Version::V2012);
    if !current {
        return Err(malformed_policy(
            "Policy document must be version 2012-10-17 or greater.",
        ));
    }
    let mut sids = BTreeSet::new();
    for sid in document
        .statements
        .iter()
        .filter_map(|statement| statement.sid.as_ref())
    {
        if !sid.value.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(malformed_policy(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression \
                 [0-9A-Za-z]*",
            ));
        }
        if !sid.value.is_empty() && !sids.insert(&sid.value) {
            return Err(malformed_policy(
                "Statement IDs (SID) in a single policy must be unique.",
            ));
        }
    }
    normalised(text, &document)
}

/// Reads a policy that somebody wants to try out: what a policy in use may have, it may have too.
pub(crate) fn tried(text: &str, kind: Kind) -> Result<Policy> {
    let (document, _) = Document::parse_with(text, kind, ParseOptions { mirror: true })
        .map_err(|findings| malformed(text, &findings))?;
    normalised(text, &document)
}

/// Reads a trust policy.
pub(crate) fn trust(text: &str) -> Result<Document> {
    let (document, _) = Document::parse(text, Kind::Trust).map_err(|findings| malformed(text, &findings))?;
    normalised(text, &document)?;
    Ok(document)
}

/// Reads an identity policy that is stored already. It was accepted once, so what is strange in it is no fault of the caller.
pub(crate) fn stored(name: &str, text: &str) -> Result<Policy> {
    let damaged = |findings: Vec<Diagnostic>| {
        let first = findings.first().map_or("", |finding| finding.message.as_str());
        Error::internal(format!("the stored policy `{name}` cannot be read: {first}"))
    };
    let (document, _) =
        Document::parse_with(text, Kind::Identity, ParseOptions { mirror: true }).map_err(damaged)?;
    Policy::new(&document, None, usize::MAX).map_err(damaged)
}

/// The normalised form of a document, whose size is limited elsewhere.
pub(crate) fn normalised(text: &str, document: &Document) -> Result<Policy> {
    Policy::new(document, None, usize::MAX).map_err(|findings| malformed(text, &findings))
}

/// What AWS says of a document it does not take, with what is wrong with it and where.
fn malformed(text: &str, findings: &[Diagnostic]) -> Error {
    let lines = LineIndex::new(text);
    let errors: Vec<&Diagnostic> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let told: Vec<String> = errors
        .iter()
        .take(FINDINGS_SHOWN_MAX)
        .map(|finding| {
            let at = lines.position(finding.span.start);
            format!(
                "{} (line {}, column {}): {}",
                finding.message, at.line, at.column, finding.remedy
            )
        })
        .collect();
    let more = match errors.len().saturating_sub(FINDINGS_SHOWN_MAX) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let no_json = errors.iter().any(|finding| finding.code.starts_with("json-"));
    let headline = if no_json {
        "This policy contains invalid Json"
    } else {
        "Syntax errors in policy"
    };
    malformed_policy(format!("{headline}: {}{more}", told.join("; ")))
}

/// The characters of a document that count.
pub(crate) fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A document as answers have it.
pub(crate) fn encoded(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(DIGITS.get(usize::from(half)).copied().map_or('0', char::from));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_refused_with_what_is_wrong_and_where() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            let error = identity(text).unwrap_err();
            assert_eq!(error.code, "MalformedPolicyDocument");
            assert!(error.message.starts_with(expect), "{}", error.message);
        }
        check("{", "This policy contains invalid Json: ");
        check(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*"}]}"#,
            "Syntax errors in policy: the statement has no `Resource` (line 1, column 38): ",
        );
        check(
            r#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
            "Policy document must be version 2012-10-17 or greater.",
        );
        check(
            r#"{"Version":"2012-10-17","Statement":[{"Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
            "Statement IDs (SID) must be alpha-numeric.",
        );
        check(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}"#,
            "Syntax errors in policy: `Principal` stands in a policy that is not attached to a resource",
        );
    }

    #[test]
    fn documents_go_out_percent_encoded() {
        assert_eq!(encoded("{\"a-b\": 1}\n"), "%7B%22a-b%22%3A%201%7D%0A");
        assert_eq!(characters("{ \"a\":\n1 }"), 7);
    }
}
