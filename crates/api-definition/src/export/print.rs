//! Indented JSON.

use source_text::{Node, Value, json::write_string};

pub(super) fn json(node: &Node) -> String {
    let mut out = String::new();
    print(node, 0, &mut out);
    out
}

/// Recursion is bounded by the depth of the tree, which is that of a definition and of the schemas in it.
fn print(node: &Node, depth: usize, out: &mut String) {
    match &node.value {
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (at, member) in members.iter().enumerate() {
                next(at, depth, out);
                write_string(&member.name, out);
                out.push_str(" : ");
                print(&member.value, depth + 1, out);
            }
            line(depth, out);
            out.push('}');
        }
        Value::Array(elements) if !elements.is_empty() => {
            out.push('[');
            for (at, element) in elements.iter().enumerate() {
                next(at, depth, out);
                print(element, depth + 1, out);
            }
            line(depth, out);
            out.push(']');
        }
        Value::Object(_)
        | Value::Array(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_) => out.push_str(&node.to_json()),
    }
}

fn next(at: usize, depth: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
    line(depth + 1, out);
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}
