//! `Condition`: operators, keys, and the form of their values.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Condition".

use std::collections::{HashMap, HashSet};

use source_text::{Member, Node, Span, Value};

use super::{Checker, Frame};
use crate::comparison::Comparison;
use crate::condition::{Operator, OperatorBase, OperatorError, Quantifier};
use crate::document::{ConditionEntry, Kind, Sourced};
use crate::key_table::Key;
use crate::near::advice;

/// Whether a condition holds on a request that does not have its key.
fn absence_holds(operator: Operator, values: &Node) -> bool {
    if operator.base == OperatorBase::Null {
        let asks = |node: &Node| node.string() == Some("true") || node.bool() == Some(true);
        return asks(values)
            || values
                .elements()
                .is_some_and(|elements| elements.iter().any(asks));
    }
    operator.if_exists
        || match operator.quantifier {
            Some(Quantifier::ForAllValues) => true,
            Some(Quantifier::ForAnyValue) => false,
            None => Comparison::of(operator.base).negated,
        }
}

impl Checker {
    pub(super) fn conditions(&mut self, node: &Node, frame: Frame) -> Vec<ConditionEntry> {
        let Some(members) = node.members() else {
            self.wrong_type(
                node,
                "`Condition`",
                "an object",
                "write `{\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"}}`",
            );
            return Vec::new();
        };
        let mut entries = Vec::new();
        let mut seen = HashSet::new();
        for member in members {
            self.unless_repeated(&mut seen, member, "operator");
            let operator = self.operator(member);
            let Some(keys) = member.value.members() else {
                let what = format!("the value of `{}`", member.name);
                self.wrong_type(&member.value, &what, "an object", "write `{\"key\": \"value\"}`");
                continue;
            };
            if keys.is_empty() {
                let message = format!("`{}` names no key, so it restricts nothing", member.name);
                self.error(
                    "empty-object-condition",
                    member.value.span,
                    message,
                    "name a key, or remove the operator",
                );
            }
            let (mut seen, mut spelled) = (HashSet::new(), HashMap::new());
            for key in keys {
                self.unless_repeated(&mut seen, key, "condition key");
                let widens = operator
                    .as_ref()
                    .is_some_and(|operator| frame.absence_widens(absence_holds(operator.value, &key.value)));
                self.key(&mut spelled, key, widens);
                entries.extend(self.entry(operator.as_ref(), key, frame));
            }
        }
        entries
    }

    fn operator(&mut self, member: &Member) -> Option<Sourced<Operator>> {
        let span = member.name_span;
        match Operator::parse(&member.name) {
            Ok(operator) if operator.base == OperatorBase::Null && operator.quantifier.is_some() => {
                let message = format!("`{}`: `Null` takes no set prefix", member.name);
                self.error("null-with-qualifier", span, message, "write `Null`");
                None
            }
            Ok(value) => Some(Sourced { value, span }),
            Err(error) => {
                let (code, remedy) = match &error {
                    OperatorError::NullIfExists(_) => ("null-with-if-exists", "write `Null`".to_owned()),
                    OperatorError::Unknown { near, .. } => (
                        "invalid-condition-operator",
                        advice(
                            near.as_deref(),
                            "use an operator of IAM, such as `StringEquals` or `IpAddress`",
                        ),
                    ),
                };
                self.error(code, span, error.to_string(), remedy);
                None
            }
        }
    }

    /// `spelled`: the keys before this one by their lower-case form, which is what they are told apart by. `widens`: the
    /// condition lets more in where the key is absent.
    fn key<'a>(&mut self, spelled: &mut HashMap<String, &'a str>, key: &'a Member, widens: bool) {
        let (name, span) = (key.name.as_str(), key.name_span);
        let twin = *spelled.entry(name.to_ascii_lowercase()).or_insert(name);
        if twin != name {
            let message = format!("`{name}` and `{twin}` are the same condition key");
            self.error(
                "duplicate-keys-with-different-case",
                span,
                message,
                "keep one, with the values of both in one list",
            );
        }
        self.key_name(name, span, widens);
    }

    fn key_name(&mut self, name: &str, span: Span, widens: bool) {
        let shaped = name
            .split_once(':')
            .is_some_and(|(prefix, rest)| !prefix.is_empty() && !rest.is_empty())
            && !name.contains(['*', '?', '$', '{'])
            && !name.starts_with(char::is_whitespace)
            && !name.ends_with(char::is_whitespace);
        if !shaped {
            let message = format!("`{name}` is not a condition key");
            self.error(
                "invalid-condition-key-format",
                span,
                message,
                advice(
                    Key::near(name.trim()),
                    "write `service:key`, such as `aws:SourceIp`",
                ),
            );
        } else if Key::lacks_tag(name) {
            let message = format!("`{name}` does not say which tag");
            self.error(
                "missing-tag-key-in-condition",
                span,
                message,
                format!("write `{}/tag-name`", name.trim_end_matches('/')),
            );
        } else if Key::find(name).is_none() {
            self.unknown_key(name, span, widens);
        }
    }

    /// A key that IAM does not know, or that no invocation has. Identity policies speak of other services too. Such a key is
    /// always absent: where that leaves a `Deny` without effect, or lets everybody through an `Allow`, it is refused.
    fn unknown_key(&mut self, name: &str, span: Span, widens: bool) {
        let global = name
            .get(..4)
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"));
        if self.kind == Kind::Resource || global {
            let message = format!("no call of an API has the condition key `{name}`");
            self.doubt(
                widens && !self.options.mirror,
                "unknown-condition-key",
                span,
                message,
                advice(
                    Key::near(name),
                    "see the condition keys of API Gateway resource policies",
                ),
            );
        }
    }

    /// The key of a policy variable.
    pub(super) fn variable_key(&mut self, name: &str, span: Span, widens: bool) {
        match Key::find(name) {
            Some(key) if key.multivalued => {
                let message = format!("`{name}` may have several values and cannot be a policy variable");
                self.error(
                    "multivalued-key-in-variable",
                    span,
                    message,
                    "use a key with one value",
                );
            }
            Some(_) => {}
            None => self.unknown_key(name, span, widens),
        }
    }

    fn entry(
        &mut self,
        operator: Option<&Sourced<Operator>>,
        key: &Member,
        frame: Frame,
    ) -> Option<ConditionEntry> {
        let (nodes, in_array) = match &key.value.value {
            Value::Array(elements) => (elements.as_slice(), true),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                (std::slice::from_ref(&key.value), false)
            }
        };
        if nodes.is_empty() {
            let message = format!("the list of values of `{}` is empty", key.name);
            let remedy = "list values, remove the condition, or ask for presence with `Null`";
            self.error("empty-array-condition", key.value.span, message, remedy);
        }
        let mut kinds: Vec<_> = nodes.iter().map(Node::kind).collect();
        kinds.dedup();
        if kinds.len() > 1 {
            let message = format!("the values of `{}` are of different JSON types", key.name);
            self.error(
                "invalid-condition-data-type",
                key.value.span,
                message,
                "write all of them as strings",
            );
        }
        let values: Vec<_> = nodes
            .iter()
            .filter_map(|node| self.scalar(node, &key.name))
            .collect();
        let operator = operator?;
        self.values(operator.value, &values, key.value.span, frame);
        let key = Sourced {
            value: key.name.clone(),
            span: key.name_span,
        };
        Some(ConditionEntry {
            operator: operator.clone(),
            key,
            values,
            in_array,
        })
    }

    /// A value as text: numbers and booleans may stand without quotes.
    fn scalar(&mut self, node: &Node, key: &str) -> Option<Sourced<String>> {
        let value = match &node.value {
            Value::Number(text) if node.to_json() != *text => {
                let message = format!("`{text}` is a number that JSON writes otherwise");
                self.error(
                    "invalid-condition-data-type",
                    node.span,
                    message,
                    "write the text that is meant in quotes",
                );
                return None;
            }
            Value::String(text) | Value::Number(text) => text.clone(),
            Value::Bool(value) => value.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                let what = format!("a value of `{key}`");
                self.wrong_type(node, &what, "a string, number or boolean", "write a string");
                return None;
            }
        };
        Some(Sourced {
            value,
            span: node.span,
        })
    }
}
