//! YAML 1.2 (core schema) with positions.

use crate::{Diagnostic, Node};

/// Reads one YAML document.
pub fn parse(text: &str) -> Result<Node, Vec<Diagnostic>> {
    let _ = text;
    Err(Vec::new())
}

pub(crate) fn number_to_json(text: &str) -> String {
    text.to_owned()
}
