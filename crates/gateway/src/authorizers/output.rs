//! What a Lambda authorizer returns: who calls, a policy, and what the integration is told.
//!
//! Source: API Gateway developer guide, "Output from an API Gateway Lambda authorizer". What is not of this form is the
//! authorizer's fault, never a refusal of the caller.

use iam_policy::{Compiled, Document, Kind, Policy};
use portcullis_core::Timestamp;
use serde_json::Value;

/// Bytes of a result. AWS documents none for REST APIs; chosen.
pub(crate) const RESULT_BYTES_MAX: usize = 64 * 1024;

/// Characters of a `Resource` entry.
///
/// Source: API Gateway developer guide, "Output from an API Gateway Lambda authorizer": 512.
pub(crate) const RESOURCE_CHARACTERS_MAX: usize = 512;

/// Characters of `usageIdentifierKey`. Source: API Gateway developer guide, quotas: API keys have at most 128 characters.
pub(crate) const KEY_CHARACTERS_MAX: usize = 128;

/// A result that can be used.
#[derive(Debug)]
pub(crate) struct AuthorizerResult {
    pub(crate) principal_id: String,
    pub(crate) policy: Compiled,
    /// Each value as text; `None` for `null`. In the function's order.
    pub(crate) context: Vec<(String, Option<String>)>,
    /// The value of an API key.
    pub(crate) usage_identifier: Option<String>,
    /// Until when it may be used again.
    pub(crate) expires: Timestamp,
}

impl AuthorizerResult {
    /// Reads what a function returned; `Err`: why it is of no use, for operators.
    pub(crate) fn read(payload: &[u8], expires: Timestamp) -> Result<Self, String> {
        if payload.len() > RESULT_BYTES_MAX {
            return Err(format!("it has more than {RESULT_BYTES_MAX} bytes"));
        }
        let value: Value =
            serde_json::from_slice(payload).map_err(|error| format!("it is no JSON: {error}"))?;
        let Value::Object(members) = value else {
            return Err("it is no JSON object".to_owned());
        };
        let principal_id = match members.get("principalId") {
            Some(Value::String(id)) => id.clone(),
            Some(_) => return Err("its `principalId` is no text".to_owned()),
            None => return Err("it has no `principalId`".to_owned()),
        };
        let policy = match members.get("policyDocument") {
            Some(document @ Value::Object(_)) => policy(&document.to_string())?,
            Some(_) => return Err("its `policyDocument` is no object".to_owned()),
            None => return Err("it has no `policyDocument`".to_owned()),
        };
        let mut context = Vec::new();
        match members.get("context") {
            None | Some(Value::Null) => {}
            Some(Value::Object(map)) => {
                for (name, value) in map {
                    context.push((name.clone(), flat(name, value)?));
                }
            }
            Some(_) => return Err("its `context` is no object".to_owned()),
        }
        let usage_identifier = match members.get("usageIdentifierKey") {
            None | Some(Value::Null) => None,
            Some(Value::String(key)) if key.chars().count() <= KEY_CHARACTERS_MAX => Some(key.clone()),
            Some(_) => {
                return Err(format!(
                    "its `usageIdentifierKey` is no text of at most {KEY_CHARACTERS_MAX} characters"
                ));
            }
        };
        Ok(Self {
            principal_id,
            policy,
            context,
            usage_identifier,
            expires,
        })
    }

    /// `$context.authorizer.NAME`
    pub(crate) fn variable(&self, name: &str) -> Option<&str> {
        if name == "principalId" {
            return Some(&self.principal_id);
        }
        let (_, value) = self.context.iter().find(|(known, _)| known == name)?;
        value.as_deref()
    }
}

/// The value of a member of `context`, as text: numbers and booleans as they are written.
fn flat(name: &str, value: &Value) -> Result<Option<String>, String> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(set) => Ok(Some(set.to_string())),
        Value::Array(_) | Value::Object(_) => {
            Err(format!("`{name}` of its `context` is a list or an object"))
        }
    }
}

fn policy(text: &str) -> Result<Compiled, String> {
    let told = |findings: Vec<source_text::Diagnostic>| {
        let first = findings
            .into_iter()
            .find(|finding| finding.severity == source_text::Severity::Error);
        let why = first.map_or_else(String::new, |finding| finding.message);
        format!("its `policyDocument` cannot be read: {why}")
    };
    let (document, _) = Document::parse(text, Kind::Authorizer).map_err(told)?;
    let policy = Policy::new(&document, None, RESULT_BYTES_MAX).map_err(told)?;
    let long = policy
        .statements()
        .iter()
        .flat_map(|statement| &statement.resource.patterns)
        .any(|pattern| pattern.chars().count() > RESOURCE_CHARACTERS_MAX);
    if long {
        return Err(format!(
            "a `Resource` of its `policyDocument` has more than {RESOURCE_CHARACTERS_MAX} characters"
        ));
    }
    Ok(Compiled::new(&policy))
}

/// What the document of a function's error says: whether it is the one that refuses the caller.
///
/// Source: API Gateway developer guide, "Use API Gateway Lambda authorizers"; recorded: nothing but this very text does.
pub(crate) fn is_unauthorized(error_document: &[u8]) -> bool {
    let document: Option<Value> = serde_json::from_slice(error_document).ok();
    let message = document
        .as_ref()
        .and_then(|document| document.get("errorMessage"));
    message.and_then(Value::as_str) == Some("Unauthorized")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<AuthorizerResult, String> {
        AuthorizerResult::read(text.as_bytes(), Timestamp { epoch_ms: 0 })
    }

    const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}"#;

    #[test]
    fn results_are_read() {
        let text = format!(
            r#"{{"principalId":"u","policyDocument":{POLICY},"context":{{"n":123,"b":true,"z":null,"s":"x"}},"usageIdentifierKey":"k","more":1}}"#
        );
        let result = read(&text).unwrap();
        assert_eq!(result.variable("principalId"), Some("u"));
        assert_eq!(
            ["n", "b", "z", "s", "other"].map(|name| result.variable(name)),
            [Some("123"), Some("true"), None, Some("x"), None]
        );
        assert_eq!(result.usage_identifier.as_deref(), Some("k"));
    }

    #[test]
    fn what_is_no_result_is_told() {
        let with = |members: &str| format!(r#"{{"principalId":"u","policyDocument":{POLICY}{members}}}"#);
        for (text, expect) in [
            (String::new(), "no JSON"),
            ("null".to_owned(), "no JSON object"),
            ("\"text\"".to_owned(), "no JSON object"),
            (r#"{"statusCode":401}"#.to_owned(), "no `principalId`"),
            (format!(r#"{{"policyDocument":{POLICY}}}"#), "no `principalId`"),
            (
                format!(r#"{{"principalId":1,"policyDocument":{POLICY}}}"#),
                "no text",
            ),
            (r#"{"principalId":"u"}"#.to_owned(), "no `policyDocument`"),
            (
                r#"{"principalId":"u","policyDocument":{}}"#.to_owned(),
                "cannot be read",
            ),
            (with(r#","context":{"a":{"b":1}}"#), "a list or an object"),
            (with(r#","context":[]"#), "no object"),
            (with(r#","usageIdentifierKey":7"#), "usageIdentifierKey"),
            (
                POLICY
                    .replace("\"Resource\":\"*\"", "\"Resource\":\"execute-api:/*\"")
                    .replace(
                        "{\"Version\"",
                        "{\"principalId\":\"u\",\"policyDocument\":{\"Version\"",
                    )
                    + "}",
                "cannot be read",
            ),
        ] {
            let told = read(&text).map(|_| ()).unwrap_err();
            assert!(told.contains(expect), "{text}: {told}");
        }
    }

    #[test]
    fn one_text_alone_refuses_the_caller() {
        for (document, expect) in [
            (r#"{"errorMessage":"Unauthorized","errorType":"Exception"}"#, true),
            (r#"{"errorMessage":"Unauthorized: expired"}"#, false),
            (r#"{"errorMessage":"unauthorized"}"#, false),
            (r#"{"errorType":"Unauthorized"}"#, false),
            ("", false),
        ] {
            assert_eq!(is_unauthorized(document.as_bytes()), expect, "{document}");
        }
    }
}
