//! Methods of Java's strings, lists, maps and numbers.
//!
//! A method that Java does not have gives nothing, as in Velocity. One that Java has and that is not built here is an error
//! that names it, so that no template works by half.

mod list;
mod map;
mod number;
mod string;

use crate::{ast::Reference, error::RenderError, render::Renderer, value::Value};

/// Methods every value has in Java, and what is not built of the rest.
const NOT_BUILT: &[&str] = &[
    "getClass",
    "notify",
    "notifyAll",
    "wait",
    "clone",
    "stream",
    "parallelStream",
    "spliterator",
    "iterator",
    "listIterator",
    "forEach",
    "removeIf",
    "replaceAll",
    "sort",
    "toArray",
    "merge",
    "compute",
    "computeIfAbsent",
    "computeIfPresent",
    "codePointAt",
    "codePointBefore",
    "codePointCount",
    "codePoints",
    "chars",
    "getBytes",
    "getChars",
    "toCharArray",
    "regionMatches",
    "contentEquals",
    "subSequence",
    "retainAll",
    "ensureCapacity",
    "trimToSize",
    "setValue",
    "lines",
    "strip",
    "stripLeading",
    "stripTrailing",
    "repeat",
    "isBlank",
    "format",
    "copyValueOf",
    "toBinaryString",
    "toHexString",
    "toOctalString",
    "bitCount",
    "reverse",
    "rotateLeft",
    "rotateRight",
    "signum",
    "highestOneBit",
    "lowestOneBit",
    "isNaN",
    "isInfinite",
    "byteValue",
    "shortValue",
    "doubleToLongBits",
    "decode",
    "describeConstable",
    "getProperty",
    "getLong",
    "getInteger",
    "removeRange",
];

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
            ("equals", [other]) => Ok(Value::Bool(self.heap.equal(target, other, &mut self.budget)?)),
            ("hashCode", []) => Self::failed(reference.position, "`hashCode` is not built"),
            _ if NOT_BUILT.contains(&name) => Self::failed(
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
