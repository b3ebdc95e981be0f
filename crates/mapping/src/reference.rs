//! What stands behind a reference: properties, indexes and calls on each kind of value.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::{
    ast::{Reference, Step},
    context::ContextValue,
    error::RenderError,
    heap::ListKind,
    render::Renderer,
    value::{Key, Value},
};

impl<'t> Renderer<'t, '_> {
    /// The value of a reference; the empty text if it has none.
    pub(crate) fn reference(&mut self, reference: &'t Reference) -> Result<Value, RenderError> {
        Ok(match self.walk(reference, &reference.steps)? {
            Some(value) => value,
            None => self.nothing(),
        })
    }

    /// Follows the steps from the reference's variable; `None` once nothing is there.
    pub(crate) fn walk(
        &mut self,
        reference: &'t Reference,
        steps: &'t [Step],
    ) -> Result<Option<Value>, RenderError> {
        let Some(mut value) = self.get(reference.root).cloned() else {
            return Ok(None);
        };
        for step in steps {
            self.budget.step()?;
            value = match step {
                Step::Property(name) => self.property(&value, name)?,
                Step::Method(name, arguments) => {
                    self.budget.enter()?;
                    let mut values = Vec::with_capacity(arguments.len());
                    for argument in arguments {
                        values.push(self.expression(argument)?);
                    }
                    let result = self.call(&value, name, &values, reference)?;
                    self.budget.leave();
                    result
                }
                Step::Index(index) => {
                    let index = self.expression(index)?;
                    self.index(&value, &index, reference)?
                }
            };
            if matches!(value, Value::Null) {
                return Ok(None);
            }
        }
        Ok(Some(value))
    }

    fn property(&mut self, value: &Value, name: &Arc<str>) -> Result<Value, RenderError> {
        Ok(match value {
            Value::Map(map) => self.heap.get(*map, &Key::Text(name.clone())),
            Value::Context(prefix) => self.context_value(prefix, name),
            Value::Input if &**name == "body" => self.input_body()?,
            Value::Loop(number) => self.loop_property(*number, name),
            Value::Entry(entry) if &**name == "key" => entry.0.clone(),
            Value::Entry(entry) if &**name == "value" => entry.1.clone(),
            Value::List(list) if &**name == "empty" => Value::Bool(self.heap.items(*list).is_empty()),
            Value::Text(text) if &**name == "empty" => Value::Bool(text.is_empty()),
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Entry(_)
            | Value::Input
            | Value::Util
            | Value::Block(_) => Value::Null,
        })
    }

    fn index(
        &mut self,
        value: &Value,
        index: &Value,
        reference: &'t Reference,
    ) -> Result<Value, RenderError> {
        match (value, index) {
            (Value::List(list), _) if self.heap.kind(*list) == ListKind::Collection => Ok(Value::Null),
            (Value::List(list), Value::Integer(number)) => {
                let items = self.heap.items(*list);
                let from_end = i128::try_from(items.len()).unwrap_or(i128::MAX);
                let at = if *number < 0 { number + from_end } else { *number };
                match usize::try_from(at).ok().and_then(|at| items.get(at)) {
                    Some(item) => Ok(item.clone()),
                    None => Self::failed(
                        reference.position,
                        format!(
                            "`{}`: index {number} of a list of {}",
                            reference.text,
                            items.len()
                        ),
                    ),
                }
            }
            (Value::Map(map), index) => {
                let key = self.key(index)?;
                Ok(self.heap.get(*map, &key))
            }
            (Value::Context(prefix), Value::Text(name)) => Ok(self.context_value(prefix, name)),
            (_, Value::Integer(number)) if *number < 0 => Self::failed(
                reference.position,
                format!(
                    "`{}`: index {number} of {}, which has no end",
                    reference.text,
                    value.kind()
                ),
            ),
            _ => Ok(Value::Null),
        }
    }

    /// Sets a property or an index of a value. What cannot hold it is an error: nothing is set and forgotten.
    pub(crate) fn assign_in(
        &mut self,
        holder: &Value,
        last: &'t Step,
        value: Value,
        reference: &'t Reference,
    ) -> Result<(), RenderError> {
        let key = match last {
            Step::Property(name) => Value::Text(name.clone()),
            Step::Index(index) => self.expression(index)?,
            Step::Method(..) => Value::Null,
        };
        match (holder, &key) {
            (Value::Map(map), _) => {
                let key = self.key(&key)?;
                if let Some(map) = self.heap.map_mut(*map) {
                    map.insert(key, value);
                }
                Ok(())
            }
            (Value::Context(prefix), Value::Text(name)) => {
                let name = joined(prefix, name);
                self.context_set.insert(name, value);
                Ok(())
            }
            (Value::List(list), Value::Integer(number)) if self.heap.kind(*list) != ListKind::Collection => {
                let items = self.heap.items_mut(*list);
                let length = items.as_ref().map_or(0, |items| items.len());
                let from_end = i128::try_from(length).unwrap_or(i128::MAX);
                let at = if *number < 0 { number + from_end } else { *number };
                let place = items.and_then(|items| items.get_mut(usize::try_from(at).ok()?));
                match place {
                    Some(place) => {
                        *place = value;
                        Ok(())
                    }
                    None => Self::failed(
                        reference.position,
                        format!("`{}`: index {number} of a list of {length}", reference.text),
                    ),
                }
            }
            _ => Self::failed(
                reference.position,
                format!(
                    "`{}` cannot be set: {} holds no such thing",
                    reference.text,
                    holder.kind()
                ),
            ),
        }
    }

    pub(crate) fn loop_property(&self, number: usize, name: &str) -> Value {
        let Some(running) = self.loops.get(number) else {
            return Value::Null;
        };
        match name {
            "index" => Value::integer(running.index),
            "count" => Value::integer(running.index + 1),
            "hasNext" => Value::Bool(running.has_next),
            "first" => Value::Bool(running.index == 0),
            "last" => Value::Bool(!running.has_next),
            "parent" => running.parent.map_or(Value::Null, Value::Loop),
            "topmost" => {
                let mut top = number;
                while let Some(parent) = self.loops.get(top).and_then(|running| running.parent) {
                    top = parent;
                }
                Value::Loop(top)
            }
            _ => Value::Null,
        }
    }

    /// A variable of `$context` below `prefix`.
    pub(crate) fn context_value(&self, prefix: &str, name: &str) -> Value {
        let name = joined(prefix, name);
        if let Some(value) = self.context_set.get(&name) {
            return value.clone();
        }
        match self.environment.context.read(&name) {
            ContextValue::Absent => Value::Null,
            ContextValue::Text(text) => Value::text(text.as_ref()),
            ContextValue::Names(_) => Value::Context(name),
        }
    }

    /// A part of `$context` as a map, for its keys and values.
    pub(crate) fn context_map(&mut self, prefix: &str) -> Result<Value, RenderError> {
        let environment = self.environment;
        let mut map = IndexMap::new();
        if let ContextValue::Names(names) = environment.context.read(prefix) {
            self.budget.steps(names.len())?;
            for name in names {
                let value = match self.context_value(prefix, &name) {
                    Value::Context(inner) => {
                        self.budget.enter()?;
                        let inner = self.context_map(&inner)?;
                        self.budget.leave();
                        inner
                    }
                    value => value,
                };
                map.insert(Key::Text(name.as_ref().into()), value);
            }
        }
        Ok(self.heap.new_map(map))
    }
}

fn joined(prefix: &str, name: &str) -> Arc<str> {
    if prefix.is_empty() {
        name.into()
    } else {
        format!("{prefix}.{name}").into()
    }
}
