//! Printing a document.

use super::Document;

pub(super) fn compact(document: &Document) -> String {
    let _ = document;
    String::new()
}

pub(super) fn pretty(document: &Document) -> String {
    let _ = document;
    String::new()
}
