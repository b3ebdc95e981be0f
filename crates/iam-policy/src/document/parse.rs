//! Grammar of a policy document.

use source_text::{Diagnostic, Node};

use super::{Kind, ParseOptions, Parsed};

pub(super) fn document(node: &Node, kind: Kind, options: ParseOptions) -> Parsed {
    let _ = (kind, options);
    Err(vec![Diagnostic::error("unfinished", node.span, "the reader is not built yet", "")])
}
