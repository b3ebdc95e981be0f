//! YAML in block style: keys plain where they may be, texts in double quotes.

use source_text::{Node, Value, json::write_string};

/// Words that are no plain text in YAML.
const WORDS: [&str; 6] = ["true", "false", "null", "yes", "no", "on"];

pub(super) fn print(node: &Node) -> String {
    let mut out = "---\n".to_owned();
    block(node, 0, &mut out);
    out
}

/// Recursion is bounded by the depth of the tree, which is that of a definition and of the schemas in it.
fn block(node: &Node, depth: usize, out: &mut String) {
    match &node.value {
        Value::Object(members) if !members.is_empty() => {
            for (at, member) in members.iter().enumerate() {
                if at > 0 {
                    indent(depth, out);
                }
                key(&member.name, out);
                out.push(':');
                below(&member.value, depth, out);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            for (at, element) in elements.iter().enumerate() {
                if at > 0 {
                    indent(depth, out);
                }
                out.push_str("- ");
                block(element, depth + 1, out);
            }
        }
        Value::Object(_)
        | Value::Array(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_) => {
            // Every JSON value on one line is a YAML value.
            out.push_str(&node.to_json());
            out.push('\n');
        }
    }
}

/// What stands behind a key: on its line, or on lines of its own.
fn below(node: &Node, depth: usize, out: &mut String) {
    let nested = match &node.value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    };
    if nested {
        out.push('\n');
        indent(depth + 1, out);
        block(node, depth + 1, out);
    } else {
        out.push(' ');
        block(node, depth, out);
    }
}

fn indent(depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
}

fn key(name: &str, out: &mut String) {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && !WORDS.contains(&name.to_ascii_lowercase().as_str());
    if plain {
        out.push_str(name);
    } else {
        write_string(name, out);
    }
}
