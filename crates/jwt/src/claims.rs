//! The claims of a verified token: as texts, and what the checks of each method need.

use std::fmt;

use portcullis_core::Timestamp;
use source_text::{Node, Value};

use crate::{Fault, MethodRules, TokenUse, date_text::date_text};

/// Seconds since the epoch that a claim may hold: the years 0000 to 9999.
const NUMERIC_DATE: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// The claims of a token that is its issuer's and within its time.
///
/// Each is a text, as API Gateway hands them on (recorded answers): booleans as `true` and `false`, numbers as they stand in
/// the token, `exp` and `iat` as a date such as `Wed May 01 13:10:22 UTC 2024`. Chosen, since AWS does not say: lists are
/// joined with commas, objects are JSON, and `null` is no text.
pub struct Claims {
    texts: Vec<(String, Option<String>)>,
    expires: Timestamp,
    rule: TokenUse,
    token_use: Option<String>,
    scopes: Vec<String>,
    audiences: Vec<String>,
}

impl Claims {
    // Invariant: called with the claims of a verified token only.
    pub(crate) fn new(claims: &Node, expires: Timestamp, rule: TokenUse) -> Self {
        let members = claims.members().unwrap_or_default();
        let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        let list = |name: &str, read: fn(&Node) -> Vec<&str>| claims.member(name).map_or(Vec::new(), read);
        Self {
            texts: members
                .iter()
                .map(|member| (member.name.clone(), claim_text(&member.name, &member.value)))
                .collect(),
            expires,
            rule,
            token_use: claims
                .member("token_use")
                .and_then(Node::string)
                .map(str::to_owned),
            scopes: owned(list("scope", scopes)),
            audiences: owned(list("aud", audiences)),
        }
    }

    /// The text of a claim; `None` if there is none or it is `null`.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut texts = self.texts.iter();
        let (_, text) = texts.find(|(known, _)| known == name)?;
        text.as_deref()
    }

    /// All claims in the token's order; `null` has no text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let texts = self.texts.iter();
        texts.map(|(name, text)| (name.as_str(), text.as_deref()))
    }

    /// When the token ends, the leeway of its issuer's rules included.
    pub fn expires(&self) -> Timestamp {
        self.expires
    }

    /// Whether the token is one for a method.
    ///
    /// Source: API Gateway developer guide, "Integrate a REST API with an Amazon Cognito user pool": without scopes an ID token
    /// is taken, with scopes an access token that has one of them. An access token has no `aud`: with an
    /// `identityValidationExpression` it is refused.
    pub fn permit(&self, method: &MethodRules<'_>) -> Result<(), Fault> {
        if self.rule == TokenUse::Cognito {
            let (wanted, fault) = if method.scopes.is_empty() {
                ("id", Fault::NotIdToken)
            } else {
                ("access", Fault::NotAccessToken)
            };
            if self.token_use.as_deref() != Some(wanted) {
                return Err(fault);
            }
        }
        if !method.scopes.is_empty() && !self.scopes.iter().any(|scope| method.scopes.contains(scope)) {
            return Err(Fault::Scope);
        }
        match method.audience {
            Some(matches) if !self.audiences.iter().any(|one| matches(one)) => Err(Fault::AudiencePattern),
            Some(_) | None => Ok(()),
        }
    }
}

impl fmt::Debug for Claims {
    /// The names only: what they hold is about a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.texts.iter().map(|(name, _)| name);
        f.debug_list().entries(names).finish()
    }
}

/// A number of seconds since the epoch (RFC 7519, section 2).
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumericDate(i64);

impl NumericDate {
    /// Fractions of a second are cut off: it is never later than the token says.
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let Value::Number(text) = &node.value else {
            return None;
        };
        let seconds = match text.parse::<i64>() {
            Ok(seconds) => seconds,
            Err(_) => whole(text.parse::<f64>().ok()?)?,
        };
        NUMERIC_DATE.contains(&seconds).then_some(Self(seconds))
    }

    pub(crate) fn plus_ms(self, ms: i64) -> Timestamp {
        Timestamp {
            epoch_ms: self.0 * 1_000 + ms,
        }
    }
}

fn whole(seconds: f64) -> Option<i64> {
    let seconds = seconds.floor();
    #[expect(clippy::cast_possible_truncation, reason = "it is within the range of years")]
    (seconds.abs() < 1e12).then_some(seconds as i64)
}

/// The audiences that `aud` names: a text, or the texts of a list (RFC 7519, section 4.1.3).
pub(crate) fn audiences(node: &Node) -> Vec<&str> {
    match node.string() {
        Some(text) => vec![text],
        None => texts(node),
    }
}

/// The scopes that `scope` names: words with blanks between them (RFC 8693, section 4.2), or the texts of a list.
fn scopes(node: &Node) -> Vec<&str> {
    match node.string() {
        Some(text) => text.split(' ').filter(|word| !word.is_empty()).collect(),
        None => texts(node),
    }
}

fn texts(node: &Node) -> Vec<&str> {
    let elements = node.elements().unwrap_or_default();
    elements.iter().filter_map(Node::string).collect()
}

fn claim_text(name: &str, node: &Node) -> Option<String> {
    if matches!(name, "exp" | "iat")
        && let Some(date) = NumericDate::read(node)
    {
        return Some(date_text(date.plus_ms(0)));
    }
    match &node.value {
        Value::Null => None,
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            Some(text(node))
        }
    }
}

fn text(node: &Node) -> String {
    match &node.value {
        Value::Null | Value::Object(_) => node.to_json(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) | Value::String(text) => text.clone(),
        Value::Array(elements) => {
            let texts: Vec<String> = elements.iter().map(text).collect();
            texts.join(",")
        }
    }
}
