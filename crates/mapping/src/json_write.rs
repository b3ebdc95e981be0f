//! Values as JSON, as json-smart writes it.

use std::fmt::Write as _;

use crate::{
    error::RenderError,
    heap::{Budget, Heap},
    java,
    json::Json,
    value::Value,
};

/// Whether `/` is written `\/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slashes {
    /// As a list that writes itself does.
    Escaped,
    /// As `$input.json()` does.
    Plain,
}

pub(crate) fn value(
    heap: &Heap,
    value: &Value,
    slashes: Slashes,
    out: &mut String,
    budget: &mut Budget,
) -> Result<(), RenderError> {
    match value {
        Value::Text(text) => string(text, slashes, out, budget),
        Value::List(list) => {
            budget.enter()?;
            budget.push(out, "[")?;
            for (at, item) in heap.items(*list).iter().enumerate() {
                if at > 0 {
                    budget.push(out, ",")?;
                }
                self::value(heap, item, slashes, out, budget)?;
            }
            budget.leave();
            budget.push(out, "]")
        }
        Value::Map(map) => {
            budget.enter()?;
            budget.push(out, "{")?;
            for (at, (key, item)) in heap.map(*map).into_iter().flatten().enumerate() {
                if at > 0 {
                    budget.push(out, ",")?;
                }
                string(&key.to_text(), slashes, out, budget)?;
                budget.push(out, ":")?;
                self::value(heap, item, slashes, out, budget)?;
            }
            budget.leave();
            budget.push(out, "}")
        }
        Value::Double(number) if !number.is_finite() => budget.push(out, "null"),
        Value::Double(number) => budget.push(out, &java::double_text(*number)),
        Value::Null | Value::Bool(_) | Value::Integer(_) => heap.write(value, out, budget),
        Value::Entry(_)
        | Value::Input
        | Value::Util
        | Value::Context(_)
        | Value::Loop(_)
        | Value::Block(_) => {
            let mut text = String::new();
            heap.write(value, &mut text, budget)?;
            string(&text, slashes, out, budget)
        }
    }
}

/// A string with its quotes.
pub(crate) fn string(
    text: &str,
    slashes: Slashes,
    out: &mut String,
    budget: &mut Budget,
) -> Result<(), RenderError> {
    let before = out.len();
    budget.text_fits(before + text.len())?;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '/' if slashes == Slashes::Escaped => out.push_str("\\/"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2000}'..='\u{20ff}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    // Escapes make a text up to six times as long.
    budget.text_fits(out.len())?;
    budget.bytes(out.len() - before)
}

/// JSON that was read, written again.
pub(crate) fn json(
    json: &Json,
    slashes: Slashes,
    out: &mut String,
    budget: &mut Budget,
) -> Result<(), RenderError> {
    match json {
        Json::Null => budget.push(out, "null"),
        Json::Bool(true) => budget.push(out, "true"),
        Json::Bool(false) => budget.push(out, "false"),
        Json::Integer(number) => {
            // Writing to a string cannot fail.
            let _ = write!(out, "{number}");
            budget.step()
        }
        Json::Double(number) if !number.is_finite() => budget.push(out, "null"),
        Json::Double(number) => budget.push(out, &java::double_text(*number)),
        Json::Text(text) => string(text, slashes, out, budget),
        Json::Array(items) => {
            budget.enter()?;
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                self::json(item, slashes, out, budget)?;
            }
            out.push(']');
            budget.leave();
            Ok(())
        }
        Json::Object(members) => {
            budget.enter()?;
            out.push('{');
            for (at, (name, item)) in members.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                string(name, slashes, out, budget)?;
                out.push(':');
                self::json(item, slashes, out, budget)?;
            }
            out.push('}');
            budget.leave();
            Ok(())
        }
    }
}
