//! Conditions on keys that are not known where the policy is asked: they count against the caller.

use crate::{Effect, Policy};

impl Policy {
    /// The policy as it is read where conditions of it use keys for which `known` (given the key in lower case) is false,
    /// and those keys as written: an `Allow` with one allows nothing, and of a `Deny` such a condition holds.
    ///
    /// For keys that a request may well have a value for, which is not worked out here: read as absent they would let in
    /// whom the policy keeps out.
    pub fn against_unknown(&self, known: &dyn Fn(&str) -> bool) -> (Self, Vec<String>) {
        let mut policy = self.clone();
        let mut keys = Vec::new();
        for statement in &mut policy.statements {
            for rule in &mut statement.conditions {
                if known(&rule.key_text.to_ascii_lowercase()) {
                    continue;
                }
                rule.fixed = Some(statement.effect == Effect::Deny);
                keys.push(rule.key_text.clone());
            }
        }
        (policy, keys)
    }
}
