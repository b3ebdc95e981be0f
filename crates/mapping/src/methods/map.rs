//! Methods of maps.

use std::rc::Rc;

use crate::{error::RenderError, heap::ListKind, render::Renderer, value::Value};

impl Renderer<'_, '_> {
    pub(super) fn map_call(
        &mut self,
        map: usize,
        name: &str,
        arguments: &[Value],
    ) -> Result<Option<Value>, RenderError> {
        let length = self.heap.map(map).map_or(0, indexmap::IndexMap::len);
        Ok(Some(match (name, arguments) {
            ("size", []) => Value::integer(length),
            ("isEmpty", []) => Value::Bool(length == 0),
            ("get", [key]) => {
                let key = self.key(key)?;
                self.heap.get(map, &key)
            }
            ("getOrDefault", [key, other]) => {
                let key = self.key(key)?;
                match self.heap.map(map).and_then(|map| map.get(&key)) {
                    Some(value) => value.clone(),
                    None => other.clone(),
                }
            }
            ("put", [key, value]) => {
                let key = self.key(key)?;
                let before = self
                    .heap
                    .map_mut(map)
                    .and_then(|map| map.insert(key, value.clone()));
                before.unwrap_or(Value::Null)
            }
            ("putIfAbsent", [key, value]) => {
                let key = self.key(key)?;
                let before = self.heap.get(map, &key);
                if matches!(before, Value::Null)
                    && let Some(map) = self.heap.map_mut(map)
                {
                    map.insert(key, value.clone());
                }
                before
            }
            ("replace", [key, value]) => {
                let key = self.key(key)?;
                match self.heap.map_mut(map).and_then(|map| map.get_mut(&key)) {
                    Some(place) => std::mem::replace(place, value.clone()),
                    None => Value::Null,
                }
            }
            ("putAll", [other]) => {
                let other = match other {
                    Value::Context(prefix) => self.context_map(prefix)?,
                    other => other.clone(),
                };
                let Value::Map(other) = other else {
                    return Ok(Some(Value::Null));
                };
                let entries = self.heap.map(other).cloned().unwrap_or_default();
                self.budget.steps(entries.len())?;
                if let Some(map) = self.heap.map_mut(map) {
                    map.extend(entries);
                }
                self.nothing()
            }
            ("remove", [key]) => {
                let key = self.key(key)?;
                self.budget.steps(length / 64)?;
                let before = self.heap.map_mut(map).and_then(|map| map.shift_remove(&key));
                before.unwrap_or(Value::Null)
            }
            ("containsKey", [key]) => {
                let key = self.key(key)?;
                Value::Bool(self.heap.map(map).is_some_and(|map| map.contains_key(&key)))
            }
            ("containsValue", [wanted]) => {
                for value in self.heap.map(map).into_iter().flat_map(|map| map.values()) {
                    if self.heap.equal(value, wanted, &mut self.budget)? {
                        return Ok(Some(Value::Bool(true)));
                    }
                }
                Value::Bool(false)
            }
            ("keySet", []) => {
                let keys = self.collect(map, |key, _| key);
                self.budget.steps(length)?;
                self.heap.new_list(keys, ListKind::Collection)
            }
            ("values", []) => {
                let values = self.collect(map, |_, value| value);
                self.budget.steps(length)?;
                self.heap.new_list(values, ListKind::Collection)
            }
            ("entrySet", []) => {
                let entries = self.collect(map, |key, value| Value::Entry(Rc::new((key, value))));
                self.budget.steps(length)?;
                self.heap.new_list(entries, ListKind::Collection)
            }
            ("clear", []) => {
                if let Some(map) = self.heap.map_mut(map) {
                    map.clear();
                }
                self.nothing()
            }
            _ => return Ok(None),
        }))
    }

    fn collect(&self, map: usize, each: fn(Value, Value) -> Value) -> Vec<Value> {
        self.heap
            .map(map)
            .into_iter()
            .flatten()
            .map(|(key, value)| each(key.value(), value.clone()))
            .collect()
    }
}
