//! JSONPath as Jayway's JsonPath reads it: names, indexes, slices, wildcards, deep scans and filters.
//!
//! A path that can find only one value gives that value; one that can find several gives an array, maybe an empty one.
//! Source: API Gateway developer guide, `$input.path()` and `$input.json()`; the grammar is that of Jayway's JsonPath.

mod filter;
mod syntax;

use std::sync::Arc;

use crate::{error::RenderError, heap::Budget, json::Json};

/// A parsed path.
#[derive(Debug)]
pub(crate) struct JsonPath {
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Name(Arc<str>),
    /// Several names: an object with these members.
    Names(Vec<Arc<str>>),
    Index(i64),
    Indexes(Vec<i64>),
    /// From, to.
    Slice(Option<i64>, Option<i64>),
    Every,
    /// `..` before the next step.
    Deep,
    Filter(filter::Filter),
    /// `.length()` or `.size()`.
    Length,
}

/// What a path found.
#[derive(Debug)]
pub(crate) enum Found<'j> {
    Nothing,
    One(&'j Json),
    Made(Json),
}

impl JsonPath {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        syntax::parse(text)
    }

    /// Whether it can find one value at most.
    fn is_definite(&self) -> bool {
        Self::steps_are_definite(&self.steps)
    }

    fn steps_are_definite(steps: &[Step]) -> bool {
        steps.iter().all(|step| match step {
            Step::Name(_) | Step::Names(_) | Step::Index(_) | Step::Length => true,
            Step::Indexes(_) | Step::Slice(..) | Step::Every | Step::Deep | Step::Filter(_) => false,
        })
    }

    pub(crate) fn read<'j>(&self, root: &'j Json, budget: &mut Budget) -> Result<Found<'j>, RenderError> {
        let mut found = Vec::new();
        walk(&self.steps, Item::Is(root), root, &mut found, budget)?;
        if self.is_definite() {
            return Ok(match found.into_iter().next() {
                None => Found::Nothing,
                Some(Item::Is(json)) => Found::One(json),
                Some(Item::Made(json)) => Found::Made(json),
            });
        }
        let items = found
            .into_iter()
            .map(|item| match item {
                Item::Is(json) => copy(json, budget),
                Item::Made(json) => Ok(json),
            })
            .collect::<Result<_, _>>()?;
        Ok(Found::Made(Json::Array(items)))
    }
}

fn copy(json: &Json, budget: &mut Budget) -> Result<Json, RenderError> {
    count(json, budget)?;
    Ok(json.clone())
}

/// Counts a step for each value inside.
fn count(json: &Json, budget: &mut Budget) -> Result<(), RenderError> {
    budget.step()?;
    match json {
        Json::Array(items) => items.iter().try_for_each(|item| count(item, budget)),
        Json::Object(members) => members.values().try_for_each(|item| count(item, budget)),
        Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Double(_) | Json::Text(_) => Ok(()),
    }
}

/// A value on the way: one of the document, or one that a step made.
enum Item<'j> {
    Is(&'j Json),
    Made(Json),
}

fn walk<'j>(
    steps: &[Step],
    item: Item<'j>,
    root: &'j Json,
    found: &mut Vec<Item<'j>>,
    budget: &mut Budget,
) -> Result<(), RenderError> {
    budget.step()?;
    let Some((step, rest)) = steps.split_first() else {
        found.push(item);
        return Ok(());
    };
    let json = match item {
        Item::Is(json) => json,
        Item::Made(made) => return walk_made(step, rest, &made, root, found, budget),
    };
    match step {
        Step::Name(name) => {
            if let Json::Object(members) = json
                && let Some(value) = members.get(name)
            {
                walk(rest, Item::Is(value), root, found, budget)?;
            }
        }
        Step::Names(names) => {
            if let Json::Object(members) = json {
                let mut chosen = indexmap::IndexMap::new();
                for name in names {
                    if let Some(value) = members.get(name) {
                        chosen.insert(name.clone(), copy(value, budget)?);
                    }
                }
                walk(rest, Item::Made(Json::Object(chosen)), root, found, budget)?;
            }
        }
        Step::Index(index) => {
            if let Some(value) = at(json, *index) {
                walk(rest, Item::Is(value), root, found, budget)?;
            }
        }
        Step::Indexes(indexes) => {
            for index in indexes {
                if let Some(value) = at(json, *index) {
                    walk(rest, Item::Is(value), root, found, budget)?;
                }
            }
        }
        Step::Slice(from, to) => {
            if let Json::Array(items) = json {
                let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
                let bound = |bound: i64| if bound < 0 { bound + length } else { bound }.clamp(0, length);
                let from = from.map_or(0, bound);
                let to = to.map_or(length, bound);
                for index in from..to {
                    if let Some(value) = at(json, index) {
                        walk(rest, Item::Is(value), root, found, budget)?;
                    }
                }
            }
        }
        Step::Every => match json {
            Json::Array(items) => {
                for item in items {
                    walk(rest, Item::Is(item), root, found, budget)?;
                }
            }
            Json::Object(members) => {
                for item in members.values() {
                    walk(rest, Item::Is(item), root, found, budget)?;
                }
            }
            Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Double(_) | Json::Text(_) => {}
        },
        Step::Deep => {
            // Each value with others inside, the outer before the inner.
            let inner: Vec<&Json> = match json {
                Json::Array(items) => items.iter().collect(),
                Json::Object(members) => members.values().collect(),
                Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Double(_) | Json::Text(_) => {
                    return Ok(());
                }
            };
            walk(rest, Item::Is(json), root, found, budget)?;
            for item in inner {
                walk(steps, Item::Is(item), root, found, budget)?;
            }
        }
        Step::Filter(filter) => match json {
            Json::Array(items) => {
                for item in items {
                    if filter.holds(item, root, budget)? {
                        walk(rest, Item::Is(item), root, found, budget)?;
                    }
                }
            }
            Json::Object(_) => {
                if filter.holds(json, root, budget)? {
                    walk(rest, Item::Is(json), root, found, budget)?;
                }
            }
            Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Double(_) | Json::Text(_) => {}
        },
        Step::Length => {
            let length = match json {
                Json::Array(items) => items.len(),
                Json::Object(members) => members.len(),
                Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Double(_) | Json::Text(_) => {
                    return Ok(());
                }
            };
            let length = Json::Integer(i128::try_from(length).unwrap_or(i128::MAX));
            walk(rest, Item::Made(length), root, found, budget)?;
        }
    }
    Ok(())
}

/// Steps from a value that is not in the document: its members, as values of their own.
fn walk_made<'j>(
    step: &Step,
    rest: &[Step],
    made: &Json,
    root: &'j Json,
    found: &mut Vec<Item<'j>>,
    budget: &mut Budget,
) -> Result<(), RenderError> {
    match (step, made) {
        (Step::Name(name), Json::Object(members)) => match members.get(name) {
            Some(value) => walk(rest, Item::Made(value.clone()), root, found, budget),
            None => Ok(()),
        },
        (Step::Every, Json::Object(members)) => members
            .values()
            .try_for_each(|value| walk(rest, Item::Made(value.clone()), root, found, budget)),
        _ => Ok(()),
    }
}

fn at(json: &Json, index: i64) -> Option<&Json> {
    let Json::Array(items) = json else { return None };
    let length = i64::try_from(items.len()).ok()?;
    let index = if index < 0 { index + length } else { index };
    items.get(usize::try_from(index).ok()?)
}
