//! Methods of Java's strings, lists, maps and numbers.
//!
//! A method that Java does not have gives nothing, as in Velocity. One that Java has and that is not built here is an error
//! that names it, so that no template works by half.

mod list;
mod map;
mod number;
mod string;

use crate::{ast::Reference, error::RenderError, render::Renderer, value::Value};

/// What is not built of the methods that every value, a string, a list, a map and a number have in Java.
const ANY_NOT_BUILT: &[&str] = &["getClass", "hashCode", "notify", "notifyAll", "wait"];
const STRING_NOT_BUILT: &[&str] = &[
    "chars",
    "codePointAt",
    "codePointBefore",
    "codePointCount",
    "codePoints",
    "contentEquals",
    "copyValueOf",
    "format",
    "getBytes",
    "getChars",
    "offsetByCodePoints",
    "regionMatches",
    "subSequence",
    "toCharArray",
];
const LIST_NOT_BUILT: &[&str] = &[
    "clone",
    "iterator",
    "listIterator",
    "parallelStream",
    "retainAll",
    "spliterator",
    "stream",
    "toArray",
];
const MAP_NOT_BUILT: &[&str] = &["clone"];
const NUMBER_NOT_BUILT: &[&str] = &[
    "bitCount",
    "byteValue",
    "decode",
    "highestOneBit",
    "isInfinite",
    "isNaN",
    "lowestOneBit",
    "numberOfLeadingZeros",
    "numberOfTrailingZeros",
    "reverse",
    "shortValue",
    "signum",
    "sum",
    "toBinaryString",
    "toHexString",
    "toOctalString",
];

fn not_built(target: &Value, name: &str) -> bool {
    let of_kind = match target {
        Value::Text(_) => STRING_NOT_BUILT,
        Value::List(_) => LIST_NOT_BUILT,
        Value::Map(_) => MAP_NOT_BUILT,
        Value::Integer(_) | Value::Double(_) => NUMBER_NOT_BUILT,
        _ => &[],
    };
    ANY_NOT_BUILT.contains(&name) || of_kind.contains(&name)
}

impl<'t> Renderer<'t, '_> {
    pub(crate) fn call(
        &mut self,
        target: &Value,
        name: &str,
        arguments: &[Value],
        reference: &'t Reference,
    ) -> Result<Value, RenderError> {
        let result = match target {
            Value::Input => return self.input_call(name, arguments, reference),
            Value::Util => return self.util_call(name, arguments, reference),
            Value::Context(prefix) => {
                if let ("get", [Value::Text(key)]) = (name, arguments) {
                    return Ok(self.context_value(prefix, key));
                }
                let map = self.context_map(prefix)?;
                return self.call(&map, name, arguments, reference);
            }
            Value::Loop(number) => match (name, arguments) {
                ("hasNext" | "getHasNext", []) => Some(self.loop_property(*number, "hasNext")),
                ("isFirst" | "getFirst", []) => Some(self.loop_property(*number, "first")),
                ("isLast" | "getLast", []) => Some(self.loop_property(*number, "last")),
                ("getIndex", []) => Some(self.loop_property(*number, "index")),
                ("getCount", []) => Some(self.loop_property(*number, "count")),
                _ => None,
            },
            Value::Text(text) => self.string_call(text, name, arguments, reference)?,
            Value::List(list) => self.list_call(*list, name, arguments, reference)?,
            Value::Map(map) => self.map_call(*map, name, arguments)?,
            Value::Integer(_) | Value::Double(_) | Value::Bool(_) => {
                self.number_call(target, name, arguments, reference)?
            }
            Value::Entry(entry) => match (name, arguments) {
                ("getKey", []) => Some(entry.0.clone()),
                ("getValue", []) => Some(entry.1.clone()),
                _ => None,
            },
            Value::Null | Value::Block(_) => None,
        };
        if let Some(value) = result {
            return Ok(value);
        }
        match (name, arguments) {
            ("toString", []) => Ok(Value::Text(self.text_of(target)?)),
            ("compareTo", [other]) if !matches!(target, Value::List(_) | Value::Map(_) | Value::Entry(_)) => {
                let message = format!(
                    "`compareTo`: {} cannot be compared with {}",
                    target.kind(),
                    other.kind()
                );
                Self::failed(reference.position, message)
            }
            ("equals", [other]) => Ok(Value::Bool(self.heap.equal(target, other, &mut self.budget)?)),
            _ if not_built(target, name) => Self::failed(
                reference.position,
                format!("`{name}` of {} is not built", target.kind()),
            ),
            _ => Ok(Value::Null),
        }
    }
}

/// A number of an argument as an index.
fn index(value: &Value) -> Option<usize> {
    match value {
        Value::Integer(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}
