//! Keys that are not known where the policy is asked: what uses them counts against the caller.

use crate::template::Template;
use crate::{Effect, PatternRule, Policy, Version};

impl Policy {
    /// The policy as it is read where it uses keys for which `known` (given the key in lower case) is false, in conditions
    /// or as policy variables; and those keys as written. An `Allow` with such a condition allows nothing, and of a `Deny`
    /// such a condition holds; a resource with such a variable matches where that keeps callers out, and only there.
    ///
    /// For keys that a request may well have a value for, which is not worked out here: read as absent they would let in
    /// whom the policy keeps out.
    pub fn against_unknown(&self, known: &dyn Fn(&str) -> bool) -> (Self, Vec<String>) {
        let mut policy = self.clone();
        let mut keys = Vec::new();
        let variables = self.version() == Version::V2012;
        let mut unknown = |key: &str| {
            let unknown = !known(&key.to_ascii_lowercase());
            if unknown {
                keys.push(key.to_owned());
            }
            unknown
        };
        for statement in &mut policy.statements {
            for rule in &mut statement.conditions {
                let mut settled = unknown(&rule.key_text);
                for value in rule.values.iter().filter(|_| variables) {
                    settled |= any_variable(&value.text, &mut unknown);
                }
                if settled {
                    rule.fixed = Some(statement.effect == Effect::Deny);
                }
            }
            if variables {
                settle(&mut statement.resource, &mut unknown);
            }
        }
        (policy, keys)
    }
}

/// Patterns with a variable that is not known match nothing where a match lets callers in, and everything where it does not.
fn settle(rule: &mut PatternRule, unknown: &mut dyn FnMut(&str) -> bool) {
    let widens = rule.widens;
    rule.patterns.retain_mut(|pattern| {
        if !any_variable(pattern, unknown) {
            return true;
        }
        "*".clone_into(pattern);
        !widens
    });
}

/// Whether any variable of a text is not known; each is asked.
fn any_variable(text: &str, unknown: &mut dyn FnMut(&str) -> bool) -> bool {
    if !text.contains("${") {
        return false;
    }
    // Whatever cannot be read has been refused already, or is no text in which variables are replaced.
    let Ok(template) = Template::pattern(text, true) else {
        return false;
    };
    template.keys().fold(false, |any, key| unknown(key.name()) | any)
}
