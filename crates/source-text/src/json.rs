//! JSON (RFC 8259) with positions.

use crate::{Diagnostic, Node};

/// Reads one JSON text; trailing white space only may follow it.
///
/// Every fault that can be told apart is reported; after the first that loses the structure, reading stops.
pub fn parse(text: &str) -> Result<Node, Vec<Diagnostic>> {
    let _ = text;
    Err(Vec::new())
}
