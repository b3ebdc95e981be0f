//! Methods of lists.

use super::index;
use crate::{
    ast::Reference,
    error::RenderError,
    heap::ListKind,
    json_write::{self, Slashes},
    render::Renderer,
    value::Value,
};

impl<'t> Renderer<'t, '_> {
    pub(super) fn list_call(
        &mut self,
        list: usize,
        name: &str,
        arguments: &[Value],
        reference: &'t Reference,
    ) -> Result<Option<Value>, RenderError> {
        let length = self.heap.items(list).len();
        // A collection has no places, and changing it would change its map.
        if self.heap.kind(list) == ListKind::Collection {
            match name {
                "size" | "isEmpty" | "contains" | "containsAll" => {}
                "remove" | "removeAll" | "clear" | "add" | "addAll" => {
                    let message = format!("`{name}` of the keys, values or entries of a map is not built");
                    return Self::failed(reference.position, message);
                }
                _ => return Ok(None),
            }
        }
        let out_of_bounds = |at: &Value| {
            Self::failed(
                reference.position,
                format!("`{name}`: no place {at:?} in a list of {length}"),
            )
        };
        Ok(Some(match (name, arguments) {
            ("size", []) => Value::integer(length),
            ("isEmpty", []) => Value::Bool(length == 0),
            ("get", [at @ Value::Integer(_)]) => match index(at).and_then(|at| self.heap.items(list).get(at))
            {
                Some(item) => item.clone(),
                None => return out_of_bounds(at),
            },
            ("set", [at @ Value::Integer(_), value]) => {
                let place = index(at).and_then(|at| self.heap.items_mut(list)?.get_mut(at));
                match place {
                    Some(place) => std::mem::replace(place, value.clone()),
                    None => return out_of_bounds(at),
                }
            }
            ("add", [value]) => {
                self.insert(list, length, value.clone())?;
                Value::Bool(true)
            }
            ("add", [at @ Value::Integer(_), value]) => match index(at).filter(|at| *at <= length) {
                Some(at) => {
                    self.insert(list, at, value.clone())?;
                    self.nothing()
                }
                None => return out_of_bounds(at),
            },
            ("addAll", [other]) => {
                let Some(items) = self.items_of(other) else {
                    return Ok(Some(Value::Null));
                };
                self.budget.steps(items.len())?;
                let changed = !items.is_empty();
                if let Some(own) = self.heap.items_mut(list) {
                    own.extend(items);
                }
                Value::Bool(changed)
            }
            ("remove", [at @ Value::Integer(_)]) => {
                let place = index(at).filter(|at| *at < length);
                self.budget.steps(length)?;
                match place.and_then(|at| Some(self.heap.items_mut(list)?.remove(at))) {
                    Some(item) => item,
                    None => return out_of_bounds(at),
                }
            }
            ("remove", [value]) => match self.find(list, value, false)? {
                Some(at) => {
                    if let Some(items) = self.heap.items_mut(list) {
                        items.remove(at);
                    }
                    Value::Bool(true)
                }
                None => Value::Bool(false),
            },
            ("removeAll", [other]) => {
                let Some(unwanted) = self.items_of(other) else {
                    return Ok(Some(Value::Null));
                };
                let items = self.heap.items(list).to_vec();
                let mut kept = Vec::with_capacity(items.len());
                for item in items {
                    if !self.contains(&unwanted, &item)? {
                        kept.push(item);
                    }
                }
                let changed = kept.len() < length;
                if let Some(items) = self.heap.items_mut(list) {
                    *items = kept;
                }
                Value::Bool(changed)
            }
            ("contains", [value]) => Value::Bool(self.find(list, value, false)?.is_some()),
            ("containsAll", [other]) => {
                let Some(wanted) = self.items_of(other) else {
                    return Ok(Some(Value::Null));
                };
                for item in wanted {
                    if self.find(list, &item, false)?.is_none() {
                        return Ok(Some(Value::Bool(false)));
                    }
                }
                Value::Bool(true)
            }
            ("indexOf", [value]) => self
                .find(list, value, false)?
                .map_or(Value::Integer(-1), Value::integer),
            ("lastIndexOf", [value]) => self
                .find(list, value, true)?
                .map_or(Value::Integer(-1), Value::integer),
            ("subList", [from, to]) => {
                let part = index(from)
                    .zip(index(to))
                    .and_then(|(from, to)| self.heap.items(list).get(from..to))
                    .map(<[Value]>::to_vec);
                match part {
                    Some(part) => {
                        self.budget.steps(part.len())?;
                        self.heap.new_list(part, ListKind::Plain)
                    }
                    None => return out_of_bounds(to),
                }
            }
            ("clear", []) => {
                if let Some(items) = self.heap.items_mut(list) {
                    items.clear();
                }
                self.nothing()
            }
            ("toJSONString", []) if self.heap.kind(list) == ListKind::Json => {
                let mut out = String::new();
                json_write::value(
                    &self.heap,
                    &Value::List(list),
                    Slashes::Escaped,
                    &mut out,
                    &mut self.budget,
                )?;
                Value::text(out)
            }
            _ => return Ok(None),
        }))
    }

    fn insert(&mut self, list: usize, at: usize, value: Value) -> Result<(), RenderError> {
        if let Some(items) = self.heap.items_mut(list) {
            let moved = items.len().saturating_sub(at);
            items.insert(at.min(items.len()), value);
            self.budget.steps(1 + moved / 64)?;
        }
        Ok(())
    }

    /// The items of a list or the values of a map.
    fn items_of(&self, value: &Value) -> Option<Vec<Value>> {
        match value {
            Value::List(list) => Some(self.heap.items(*list).to_vec()),
            _ => None,
        }
    }

    fn contains(&mut self, items: &[Value], wanted: &Value) -> Result<bool, RenderError> {
        for item in items {
            if self.heap.equal(item, wanted, &mut self.budget)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn find(&mut self, list: usize, wanted: &Value, last: bool) -> Result<Option<usize>, RenderError> {
        let mut found = None;
        for (at, item) in self.heap.items(list).iter().enumerate() {
            if self.heap.equal(item, wanted, &mut self.budget)? {
                found = Some(at);
                if !last {
                    break;
                }
            }
        }
        Ok(found)
    }
}
