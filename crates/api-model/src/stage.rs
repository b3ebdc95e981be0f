//! The stage a deployment serves, and its variables.

use std::collections::BTreeMap;

use portcullis_core::StageName;
use source_text::{Diagnostic, Span};

use crate::MethodSettings;

/// The most bytes the value of a stage variable may have.
///
/// Source: API Gateway developer guide, quotas: "Length, in characters, of a stage variable value" 512.
pub const VARIABLE_BYTES_MAX: usize = 512;

/// The stage a deployment serves.
#[derive(Debug, Clone, PartialEq)]
pub struct StageSettings {
    /// The stage.
    pub name: StageName,
    /// Stage variables.
    pub variables: BTreeMap<String, String>,
    /// The most characters the policy may have; AWS's limit is [`iam_policy::POLICY_CHARACTERS_MAX`].
    pub policy_characters_max: usize,
    /// Throttling and logging of its methods.
    pub method_settings: MethodSettings,
    /// What becomes of methods that cannot be made ready to serve.
    pub faulty_methods: FaultyMethods,
}

/// What becomes of methods that cannot be made ready to serve, for instance because their uri names a stage variable that
/// the stage does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FaultyMethods {
    /// The stage cannot be served: right for a file, whose author is there to read why.
    #[default]
    Fail,
    /// They refuse every request, and the others are served: right for what is deployed through the control plane, where
    /// such a mistake shows when the method is called.
    Refuse,
}

impl StageSettings {
    /// A stage without variables, under AWS's limits.
    pub fn new(name: StageName) -> Self {
        Self {
            name,
            variables: BTreeMap::new(),
            policy_characters_max: iam_policy::POLICY_CHARACTERS_MAX,
            method_settings: MethodSettings::default(),
            faulty_methods: FaultyMethods::default(),
        }
    }

    /// Every variable AWS would refuse. They come from settings, so the findings have no place in the definition.
    ///
    /// Source: API Gateway API reference, CreateStage, `variables`: names of letters, digits and underscores, values of
    /// `[A-Za-z0-9-._~:/?#&=,]+`.
    pub fn check(&self) -> Vec<Diagnostic> {
        let refuse = |message: String, remedy: &str| {
            Diagnostic::error("stage-variable", Span::default(), message, remedy)
        };
        let mut findings = Vec::new();
        for (name, value) in &self.variables {
            if !is_name(name) {
                let message = format!("`{name}` is not the name of a stage variable");
                findings.push(refuse(message, "use letters, digits and underscores"));
            }
            if !is_value(value) {
                let message = format!("the stage variable `{name}` has a value AWS refuses: `{value}`");
                let remedy = "use 1 to 512 letters, digits and `-._~:/?#&=,`";
                findings.push(refuse(message, remedy));
            }
        }
        findings
    }
}

pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn is_value(text: &str) -> bool {
    (1..=VARIABLE_BYTES_MAX).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#&=,".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, value: &str) -> Vec<String> {
        let mut stage = StageSettings::new("prod".parse().unwrap());
        stage.variables.insert(name.to_owned(), value.to_owned());
        stage.check().into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn variables_keep_to_awss_characters() {
        assert!(check("url_1", "models.example.com:8443/v1?a=b&c=d,e#f~g").is_empty());
        assert_eq!(check("a-b", "x"), ["`a-b` is not the name of a stage variable"]);
        assert_eq!(
            check("a", ""),
            ["the stage variable `a` has a value AWS refuses: ``"]
        );
        assert_eq!(
            check("a", "x y"),
            ["the stage variable `a` has a value AWS refuses: `x y`"]
        );
        assert_eq!(
            check("a", "x@y"),
            ["the stage variable `a` has a value AWS refuses: `x@y`"]
        );
        assert_eq!(check("a", &"x".repeat(513)).len(), 1);
    }
}
