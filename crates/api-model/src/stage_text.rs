//! Text with stage variables in it: `${stageVariables.name}`, filled in when the stage is known.
//!
//! Source: API Gateway developer guide, "API Gateway stage variables reference".

use std::collections::BTreeMap;

const VARIABLE_START: &str = "${";

/// Why a text with stage variables cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VariableError {
    /// `${…}` that is no stage variable.
    #[error("`{0}` is not a stage variable")]
    Reference(String),
    /// A stage variable the stage does not have.
    #[error("the stage has no variable `{0}`")]
    Undefined(String),
}

impl VariableError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Reference(_) => "write `${stageVariables.name}`",
            Self::Undefined(_) => "define the variable for the stage, or correct the name",
        }
    }
}

/// A part of a text with stage variables.
pub(crate) enum Part<'a> {
    Text(&'a str),
    Variable(&'a str),
}

/// The parts of a text, in order.
pub(crate) fn parts(text: &str) -> Result<Vec<Part<'_>>, VariableError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(VARIABLE_START) {
        parts.push(Part::Text(before));
        let wrong = || {
            VariableError::Reference(format!(
                "${{{}",
                behind.split_once('}').map_or(behind, |(name, _)| name)
            ))
        };
        let (reference, behind) = behind.split_once('}').ok_or_else(wrong)?;
        let name = reference
            .strip_prefix("stageVariables.")
            .filter(|name| crate::stage::is_name(name));
        parts.push(Part::Variable(name.ok_or_else(wrong)?));
        rest = behind;
    }
    parts.push(Part::Text(rest));
    Ok(parts)
}

/// Whether a text has no stage variables; an error where it has what looks like one.
pub(crate) fn is_plain(text: &str) -> Result<bool, VariableError> {
    Ok(parts(text)?.iter().all(|part| matches!(part, Part::Text(_))))
}

/// The text with the stage's variables filled in.
pub(crate) fn filled(text: &str, variables: &BTreeMap<String, String>) -> Result<String, VariableError> {
    let mut filled = String::new();
    for part in parts(text)? {
        filled.push_str(match part {
            Part::Text(text) => text,
            Part::Variable(name) => variables
                .get(name)
                .ok_or_else(|| VariableError::Undefined(name.to_owned()))?,
        });
    }
    Ok(filled)
}
