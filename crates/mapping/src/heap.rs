//! The lists and maps of one rendering, and how they are written and compared.
//!
//! They live until the rendering ends, all at once: a template can make them hold each other without a leak.

use std::fmt::Write as _;

use indexmap::IndexMap;

use crate::{
    error::RenderError,
    java,
    json::Json,
    json_write::{self, Slashes},
    value::{Key, Value},
};

#[derive(Debug, Default)]
pub(crate) struct Heap {
    lists: Vec<List>,
    maps: Vec<IndexMap<Key, Value>>,
}

/// A list, or another collection.
#[derive(Debug)]
struct List {
    items: Vec<Value>,
    kind: ListKind,
}

/// What a list is in Java.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListKind {
    /// `ArrayList`
    Plain,
    /// `JSONArray`: JSON was read into it, and it writes itself as JSON; a map and any other list write themselves as Java's.
    ///
    /// Recorded: `$input.path('$')` of `{"foo":[{"nested":"bar"}]}` is `{foo=[{"nested":"bar"}]}`.
    Json,
    /// The keys, values or entries of a map, which have no places.
    Collection,
}

/// What work may still be done: every step and every 32 bytes of text count.
#[derive(Debug)]
pub(crate) struct Budget {
    left: u64,
    limit: u64,
    depth: u32,
    depth_max: u32,
    text_bytes_max: usize,
}

/// Bytes of text that count as one step.
const BYTES_PER_STEP: usize = 32;

impl Budget {
    pub(crate) fn new(steps: u64, depth_max: u32, text_bytes_max: usize) -> Self {
        Self {
            left: steps,
            limit: steps,
            depth: 0,
            depth_max,
            text_bytes_max,
        }
    }

    pub(crate) fn step(&mut self) -> Result<(), RenderError> {
        self.steps(1)
    }

    pub(crate) fn steps(&mut self, count: usize) -> Result<(), RenderError> {
        match self.left.checked_sub(count as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(RenderError::Steps(self.limit)),
        }
    }

    /// Work on so many bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Result<(), RenderError> {
        self.steps(count / BYTES_PER_STEP)
    }

    /// A text of so many bytes is about to be, or has been made.
    pub(crate) fn text(&mut self, bytes: usize) -> Result<(), RenderError> {
        self.text_fits(bytes)?;
        self.bytes(bytes)
    }

    /// Whether a text may have so many bytes.
    pub(crate) fn text_fits(&self, bytes: usize) -> Result<(), RenderError> {
        if bytes > self.text_bytes_max {
            return Err(RenderError::Output(self.text_bytes_max));
        }
        Ok(())
    }

    /// Appends, unless the text gets too long.
    pub(crate) fn push(&mut self, out: &mut String, text: &str) -> Result<(), RenderError> {
        self.text_fits(out.len() + text.len())?;
        self.bytes(text.len())?;
        out.push_str(text);
        Ok(())
    }

    pub(crate) fn enter(&mut self) -> Result<(), RenderError> {
        self.step()?;
        if self.depth >= self.depth_max {
            return Err(RenderError::Depth(self.depth_max));
        }
        self.depth += 1;
        Ok(())
    }

    pub(crate) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

impl Heap {
    pub(crate) fn new_list(&mut self, items: Vec<Value>, kind: ListKind) -> Value {
        self.lists.push(List { items, kind });
        Value::List(self.lists.len() - 1)
    }

    pub(crate) fn new_map(&mut self, map: IndexMap<Key, Value>) -> Value {
        self.maps.push(map);
        Value::Map(self.maps.len() - 1)
    }

    pub(crate) fn items(&self, list: usize) -> &[Value] {
        self.lists.get(list).map_or(&[], |list| &list.items)
    }

    pub(crate) fn kind(&self, list: usize) -> ListKind {
        self.lists.get(list).map_or(ListKind::Plain, |list| list.kind)
    }

    pub(crate) fn items_mut(&mut self, list: usize) -> Option<&mut Vec<Value>> {
        self.lists.get_mut(list).map(|list| &mut list.items)
    }

    pub(crate) fn map(&self, map: usize) -> Option<&IndexMap<Key, Value>> {
        self.maps.get(map)
    }

    pub(crate) fn map_mut(&mut self, map: usize) -> Option<&mut IndexMap<Key, Value>> {
        self.maps.get_mut(map)
    }

    pub(crate) fn get(&self, map: usize, key: &Key) -> Value {
        self.map(map)
            .and_then(|map| map.get(key))
            .cloned()
            .unwrap_or(Value::Null)
    }

    /// JSON as values of the template.
    pub(crate) fn read(&mut self, json: &Json, budget: &mut Budget) -> Result<Value, RenderError> {
        budget.step()?;
        Ok(match json {
            Json::Null => Value::Null,
            Json::Bool(bool) => Value::Bool(*bool),
            Json::Integer(number) => Value::Integer(*number),
            Json::Double(number) => Value::Double(*number),
            Json::Text(text) => Value::Text(text.clone()),
            Json::Array(items) => {
                let items = items
                    .iter()
                    .map(|item| self.read(item, budget))
                    .collect::<Result<_, _>>()?;
                self.new_list(items, ListKind::Json)
            }
            Json::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| Ok((Key::Text(name.clone()), self.read(value, budget)?)))
                    .collect::<Result<_, _>>()?;
                self.new_map(members)
            }
        })
    }

    /// Writes a value as Java's `toString()` does.
    pub(crate) fn write(
        &self,
        value: &Value,
        out: &mut String,
        budget: &mut Budget,
    ) -> Result<(), RenderError> {
        match value {
            Value::Null => budget.push(out, "null"),
            Value::Bool(true) => budget.push(out, "true"),
            Value::Bool(false) => budget.push(out, "false"),
            Value::Integer(number) => {
                budget.step()?;
                // Writing to a string cannot fail.
                let _ = write!(out, "{number}");
                Ok(())
            }
            Value::Double(number) => budget.push(out, &java::double_text(*number)),
            Value::Text(text) => budget.push(out, text),
            Value::List(list) if self.kind(*list) == ListKind::Json => {
                json_write::value(self, value, Slashes::Escaped, out, budget)
            }
            Value::List(list) => {
                budget.enter()?;
                budget.push(out, "[")?;
                for (at, item) in self.items(*list).iter().enumerate() {
                    if at > 0 {
                        budget.push(out, ", ")?;
                    }
                    match item {
                        Value::List(inner) if inner == list => budget.push(out, "(this Collection)")?,
                        _ => self.write(item, out, budget)?,
                    }
                }
                budget.leave();
                budget.push(out, "]")
            }
            Value::Map(map) => {
                budget.enter()?;
                budget.push(out, "{")?;
                for (at, (key, value)) in self.map(*map).into_iter().flatten().enumerate() {
                    if at > 0 {
                        budget.push(out, ", ")?;
                    }
                    budget.push(out, &key.to_text())?;
                    budget.push(out, "=")?;
                    match value {
                        Value::Map(inner) if inner == map => budget.push(out, "(this Map)")?,
                        _ => self.write(value, out, budget)?,
                    }
                }
                budget.leave();
                budget.push(out, "}")
            }
            Value::Entry(entry) => {
                budget.enter()?;
                self.write(&entry.0, out, budget)?;
                budget.push(out, "=")?;
                self.write(&entry.1, out, budget)?;
                budget.leave();
                Ok(())
            }
            Value::Loop(_) => budget.push(out, "{}"),
            Value::Input | Value::Util | Value::Context(_) | Value::Block(_) => Ok(()),
        }
    }

    /// Java's `equals`, with numbers compared by value.
    pub(crate) fn equal(
        &self,
        left: &Value,
        right: &Value,
        budget: &mut Budget,
    ) -> Result<bool, RenderError> {
        budget.step()?;
        Ok(match (left, right) {
            (Value::Null, Value::Null) | (Value::Input, Value::Input) | (Value::Util, Value::Util) => true,
            (Value::Bool(left), Value::Bool(right)) => left == right,
            (Value::Text(left), Value::Text(right)) => {
                budget.bytes(left.len().min(right.len()))?;
                left == right
            }
            (Value::Integer(_) | Value::Double(_), Value::Integer(_) | Value::Double(_)) => {
                crate::java::compare(left, right) == Some(std::cmp::Ordering::Equal)
            }
            (Value::List(left), Value::List(right)) => {
                let (left, right) = (self.items(*left), self.items(*right));
                if left.len() != right.len() {
                    return Ok(false);
                }
                budget.enter()?;
                for (left, right) in left.iter().zip(right) {
                    if !self.equal(left, right, budget)? {
                        budget.leave();
                        return Ok(false);
                    }
                }
                budget.leave();
                true
            }
            (Value::Map(left), Value::Map(right)) => {
                let (Some(left), Some(right)) = (self.map(*left), self.map(*right)) else {
                    return Ok(false);
                };
                if left.len() != right.len() {
                    return Ok(false);
                }
                budget.enter()?;
                for (key, value) in left {
                    let same = match right.get(key) {
                        Some(other) => self.equal(value, other, budget)?,
                        None => false,
                    };
                    if !same {
                        budget.leave();
                        return Ok(false);
                    }
                }
                budget.leave();
                true
            }
            (Value::Entry(left), Value::Entry(right)) => {
                self.equal(&left.0, &right.0, budget)? && self.equal(&left.1, &right.1, budget)?
            }
            (Value::Context(left), Value::Context(right)) => left == right,
            (Value::Loop(left), Value::Loop(right)) | (Value::Block(left), Value::Block(right)) => {
                left == right
            }
            _ => false,
        })
    }
}
