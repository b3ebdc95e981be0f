//! `${AWS::AccountId}` and its like in a document.
//!
//! Source: API Gateway developer guide, "AWS variables for OpenAPI import".

use source_text::{Node, Value};

use super::Place;

/// Puts the values in, in every string of the tree. Spans stay those of the text.
///
/// Recursion is bounded by the depth of a source text ([`source_text::DEPTH_MAX`]).
pub(super) fn substitute(node: &mut Node, place: &Place) {
    match &mut node.value {
        Value::String(text) => {
            if text.contains("${AWS::") {
                *text = replaced(text, place);
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| substitute(element, place)),
        Value::Object(members) => members
            .iter_mut()
            .for_each(|member| substitute(&mut member.value, place)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn replaced(text: &str, place: &Place) -> String {
    text.replace("${AWS::AccountId}", &place.account.to_string())
        .replace("${AWS::Partition}", &place.partition.to_string())
        .replace("${AWS::Region}", &place.region.to_string())
        .replace("${AWS::URLSuffix}", place.url_suffix())
}
