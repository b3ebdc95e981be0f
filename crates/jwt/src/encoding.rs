//! Base64url and JSON, strictly.

use std::collections::HashSet;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use source_text::{Node, Value};

/// Decodes base64url without padding (RFC 7515, section 2): no white space, no stray bits.
pub(crate) fn base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Why a text is not the JSON object that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAnObject {
    /// It is not JSON in UTF-8, or no object.
    NotJson,
    /// Some object in it names a member twice.
    DuplicateMember,
}

/// Reads a JSON object that names no member twice, at any depth.
pub(crate) fn object(text: &[u8]) -> Result<Node, NotAnObject> {
    let text = std::str::from_utf8(text).map_err(|_| NotAnObject::NotJson)?;
    // What is wrong is not told: the text may be a secret.
    let node = source_text::json::parse(text).map_err(|_| NotAnObject::NotJson)?;
    if node.members().is_none() {
        return Err(NotAnObject::NotJson);
    }
    if has_duplicates(&node) {
        return Err(NotAnObject::DuplicateMember);
    }
    Ok(node)
}

/// As deep as the text is nested, which its reader bounds.
fn has_duplicates(node: &Node) -> bool {
    match &node.value {
        Value::Object(members) => {
            let mut names = HashSet::with_capacity(members.len());
            members
                .iter()
                .any(|member| !names.insert(member.name.as_str()) || has_duplicates(&member.value))
        }
        Value::Array(elements) => elements.iter().any(has_duplicates),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The value of a member as a text; `Err` where it is there and is none.
pub(crate) fn text_member<'n>(node: &'n Node, name: &str) -> Result<Option<&'n str>, ()> {
    match node.member(name) {
        None => Ok(None),
        Some(value) => value.string().map(Some).ok_or(()),
    }
}
