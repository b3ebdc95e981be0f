//! Policies as they come out of API Gateway's control plane.
//!
//! `GetRestApi` returns the policy as a string whose content is escaped once more: every `"` as `\"` and every `/` as `\/`.
//! Copied from there it is taken; a text that is escaped in one place and not in another is refused, never repaired.

use std::borrow::Cow;

use source_text::{Diagnostic, Span, Value, json};

/// The plain JSON of a policy that may be escaped once more, or stand in a JSON string, or both.
///
/// Plain text is given back as it is. Findings speak of `text`.
pub fn unescape(text: &str) -> Result<Cow<'_, str>, Vec<Diagnostic>> {
    let trimmed = text.trim();
    if trimmed.starts_with('"') {
        let node = json::parse(trimmed).map_err(|findings| shifted(findings, text, 0))?;
        if let Value::String(inner) = node.value {
            return unescape(inner.trim())
                .map(|plain| Cow::Owned(plain.into_owned()))
                .map_err(|findings| {
                    findings
                        .into_iter()
                        .map(|finding| Diagnostic {
                            span: whole(text),
                            ..finding
                        })
                        .collect()
                });
        }
    }
    let once_escaped = trimmed
        .strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with('\\'));
    if !once_escaped {
        return Ok(Cow::Borrowed(text));
    }
    let mixed = || {
        let message = "the policy is escaped in some places and not in others";
        Diagnostic::error("half-escaped", whole(text), message, "paste it as plain JSON")
    };
    let slashes = (
        trimmed.contains("\\\\/"),
        trimmed.replace("\\\\/", "").contains("\\/"),
    );
    if slashes == (true, true) {
        return Err(vec![mixed()]);
    }
    let quoted = format!("\"{trimmed}\"");
    match json::parse(&quoted).map(|node| node.value) {
        Ok(Value::String(plain)) => Ok(Cow::Owned(plain)),
        Ok(_) => Err(vec![mixed()]),
        // The quote in front moves every place by one.
        Err(findings) => Err([mixed()].into_iter().chain(shifted(findings, text, 1)).collect()),
    }
}

/// Places in the trimmed text as places in the whole one.
fn shifted(findings: Vec<Diagnostic>, text: &str, quote: usize) -> Vec<Diagnostic> {
    let before = text.len() - text.trim_start().len();
    let shift = |at: usize| (at + before).saturating_sub(quote).min(text.len());
    let moved = findings.into_iter().map(|finding| {
        let span = Span::new(shift(finding.span.start), shift(finding.span.end));
        Diagnostic { span, ..finding }
    });
    moved.collect()
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

#[cfg(test)]
mod tests {
    use super::unescape;

    fn check(text: &str, expect: &str) {
        let got = match unescape(text) {
            Ok(plain) => plain.into_owned(),
            Err(findings) => findings
                .iter()
                .map(|finding| finding.code)
                .collect::<Vec<_>>()
                .join(" "),
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn every_form_becomes_plain_json() {
        check(r#"{"Id":"a/b"}"#, r#"{"Id":"a/b"}"#);
        check(r#"{\"Id\":\"a\/b\"}"#, r#"{"Id":"a/b"}"#);
        check(r#" { \"Id\":\"a\/b\"}  "#, r#"{ "Id":"a/b"}"#);
        check(r#""{\"Id\":\"a/b\"}""#, r#"{"Id":"a/b"}"#);
        check(r#""{\\\"Id\\\":\\\"a\\/b\\\"}""#, r#"{"Id":"a/b"}"#);
        check(r#"{\"Id\":\"say \\\"hi\\\"\"}"#, r#"{"Id":"say \"hi\""}"#);
        check("[]", "[]");
        check("{not json", "{not json");
    }

    #[test]
    fn mixtures_are_refused() {
        check(r#"{\"Id\":"a"}"#, "half-escaped json-trailing-text");
        check(r#"{\"Id\":\"a\\/b\/c\"}"#, "half-escaped");
        check("{\\\"Id\\\":\n\\\"a\\\"}", "half-escaped json-unclosed-string");
        check(r#""{\"Id\":"#, "json-unclosed-string");
        // Half of the quotes escaped twice: what is left is no JSON, and reading says so.
        check(r#"{\"Id\":\\\"a\"}"#, r#"{"Id":\"a"}"#);
    }
}
