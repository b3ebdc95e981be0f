//! Rendering: statements and expressions, walked with a budget.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::{
    ast::{Arithmetic, Block, Comparison, Expression, Node, Position, Reference},
    context::{Environment, OverrideValue, Overrides, ParameterOverrides},
    error::RenderError,
    heap::{Budget, Heap, ListKind},
    java,
    json::Json,
    parse::{CONTEXT, FOREACH, INPUT, STAGE_VARIABLES, UTIL, VELOCITY_COUNT, VELOCITY_HAS_NEXT},
    template::{Limits, Rendered, Template},
    value::{Key, Value},
};

pub(crate) fn render(
    template: &Template,
    environment: &Environment<'_>,
    limits: Limits,
) -> Result<Rendered, RenderError> {
    let mut renderer = Renderer::new(template, environment, limits);
    let mut text = String::new();
    renderer.block(&template.body, &mut text)?;
    let overrides = renderer.overrides()?;
    Ok(Rendered { text, overrides })
}

/// How a block ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    Next,
    /// `#break`: ends the innermost loop, macro, definition, or the template.
    Break,
    /// `#stop`: ends the template.
    Stop,
}

/// A running `#foreach`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Loop {
    pub(crate) index: usize,
    pub(crate) has_next: bool,
    pub(crate) parent: Option<usize>,
}

pub(crate) struct Renderer<'t, 'e> {
    pub(crate) template: &'t Template,
    pub(crate) environment: &'e Environment<'e>,
    pub(crate) limits: Limits,
    pub(crate) heap: Heap,
    pub(crate) budget: Budget,
    pub(crate) slots: Vec<Option<Value>>,
    pub(crate) loops: Vec<Loop>,
    /// The body as JSON, once it was asked for.
    pub(crate) json: Option<Json>,
    /// `$input.params()`, once it was asked for.
    pub(crate) params: Option<Value>,
    /// What was set in `$context`, by dotted names.
    pub(crate) context_set: IndexMap<Arc<str>, Value>,
    empty: Arc<str>,
}

impl<'t, 'e> Renderer<'t, 'e> {
    fn new(template: &'t Template, environment: &'e Environment<'e>, limits: Limits) -> Self {
        let mut heap = Heap::default();
        let mut slots = vec![None; template.names.len()];
        let stage_variables = heap.new_map(
            environment
                .stage_variables
                .iter()
                .map(|(name, value)| (Key::Text(name.as_ref().into()), Value::text(value.as_ref())))
                .collect(),
        );
        let known = [
            (INPUT, Value::Input),
            (UTIL, Value::Util),
            (CONTEXT, Value::Context("".into())),
            (STAGE_VARIABLES, stage_variables),
        ];
        for (slot, value) in known {
            if let Some(place) = slots.get_mut(slot) {
                *place = Some(value);
            }
        }
        let mut renderer = Self {
            template,
            environment,
            limits,
            heap,
            budget: Budget::new(limits.steps, limits.depth, limits.output_bytes),
            slots,
            loops: Vec::new(),
            json: None,
            params: None,
            context_set: IndexMap::new(),
            empty: "".into(),
        };
        renderer.begin_overrides();
        renderer
    }

    /// The value of a reference without one.
    ///
    /// Recorded: a reference that finds nothing is the empty text and equals `$null`, an unset variable, too.
    pub(crate) fn nothing(&self) -> Value {
        Value::Text(self.empty.clone())
    }

    pub(crate) fn get(&self, slot: usize) -> Option<&Value> {
        self.slots.get(slot).and_then(Option::as_ref)
    }

    pub(crate) fn put(&mut self, slot: usize, value: Option<Value>) -> Option<Value> {
        self.slots
            .get_mut(slot)
            .and_then(|place| std::mem::replace(place, value))
    }

    pub(crate) fn failed<T>(position: Position, message: impl Into<String>) -> Result<T, RenderError> {
        Err(RenderError::Call {
            line: position.line,
            column: position.column,
            message: message.into(),
        })
    }

    pub(crate) fn block(&mut self, block: &'t Block, out: &mut String) -> Result<Flow, RenderError> {
        self.budget.enter()?;
        for node in block {
            let flow = self.node(node, out)?;
            if flow != Flow::Next {
                self.budget.leave();
                return Ok(flow);
            }
        }
        self.budget.leave();
        Ok(Flow::Next)
    }

    fn node(&mut self, node: &'t Node, out: &mut String) -> Result<Flow, RenderError> {
        self.budget.step()?;
        match node {
            Node::Text(text) => self.budget.push(out, text)?,
            Node::Reference(reference) => {
                let value = self.reference(reference)?;
                return self.write(&value, out);
            }
            Node::Set(target, value) => {
                let value = self.expression(value)?;
                // An operator without a result leaves the variable as it was.
                if !matches!(value, Value::Null) {
                    self.assign(target, value)?;
                }
            }
            Node::If { branches, otherwise } => {
                for (condition, block) in branches {
                    if self.is_true(condition)? {
                        return self.block(block, out);
                    }
                }
                return self.block(otherwise, out);
            }
            Node::Foreach { element, list, body } => return self.foreach(*element, list, body, out),
            Node::Define { slot, body } => {
                self.put(*slot, Some(Value::Block(*body)));
            }
            Node::Call {
                name,
                arguments,
                text,
                position,
            } => return self.call_macro(name, arguments, text, *position, out),
            Node::Break => return Ok(Flow::Break),
            Node::Stop => return Ok(Flow::Stop),
        }
        Ok(Flow::Next)
    }

    /// Writes a value; one of `#define` is rendered.
    fn write(&mut self, value: &Value, out: &mut String) -> Result<Flow, RenderError> {
        let Value::Block(block) = value else {
            self.heap.write(value, out, &mut self.budget)?;
            return Ok(Flow::Next);
        };
        let Some(body) = self.template.blocks.get(*block) else {
            return Ok(Flow::Next);
        };
        match self.block(body, out)? {
            Flow::Stop => Ok(Flow::Stop),
            Flow::Next | Flow::Break => Ok(Flow::Next),
        }
    }

    fn foreach(
        &mut self,
        element: usize,
        list: &'t Expression,
        body: &'t Block,
        out: &mut String,
    ) -> Result<Flow, RenderError> {
        let list = self.expression(list)?;
        let items: Vec<Value> = match list {
            Value::List(list) => self.heap.items(list).to_vec(),
            Value::Map(map) => self
                .heap
                .map(map)
                .map(|map| map.values().cloned().collect())
                .unwrap_or_default(),
            Value::Context(prefix) => match self.context_map(&prefix)? {
                Value::Map(map) => self
                    .heap
                    .map(map)
                    .map(|map| map.values().cloned().collect())
                    .unwrap_or_default(),
                _ => return Ok(Flow::Next),
            },
            _ => return Ok(Flow::Next),
        };
        self.budget.steps(items.len())?;
        let count = items.len();
        let parent = match self.get(FOREACH) {
            Some(Value::Loop(parent)) => Some(*parent),
            _ => None,
        };
        let number = self.loops.len();
        self.loops.push(Loop {
            index: 0,
            has_next: false,
            parent,
        });
        let saved = [element, VELOCITY_COUNT, VELOCITY_HAS_NEXT, FOREACH];
        let saved = saved.map(|slot| (slot, self.get(slot).cloned()));
        self.put(FOREACH, Some(Value::Loop(number)));
        let mut flow = Flow::Next;
        for (index, item) in items.into_iter().enumerate() {
            if index >= self.limits.iterations as usize {
                return Err(RenderError::Iterations(self.limits.iterations));
            }
            let has_next = index + 1 < count;
            if let Some(running) = self.loops.get_mut(number) {
                running.index = index;
                running.has_next = has_next;
            }
            self.put(VELOCITY_COUNT, Some(Value::integer(index + 1)));
            self.put(VELOCITY_HAS_NEXT, Some(Value::Bool(has_next)));
            self.put(element, Some(item).filter(|item| !matches!(item, Value::Null)));
            match self.block(body, out)? {
                Flow::Next => {}
                Flow::Break => break,
                Flow::Stop => {
                    flow = Flow::Stop;
                    break;
                }
            }
        }
        for (slot, value) in saved.into_iter().rev() {
            self.put(slot, value);
        }
        Ok(flow)
    }

    fn call_macro(
        &mut self,
        name: &str,
        arguments: &'t [Expression],
        text: &str,
        position: Position,
        out: &mut String,
    ) -> Result<Flow, RenderError> {
        let template = self.template;
        let Some(called) = template.macros.iter().find(|known| &*known.name == name) else {
            self.budget.push(out, text)?;
            return Ok(Flow::Next);
        };
        if arguments.len() > called.parameters.len() {
            let message = format!("`#{name}` takes at most {} arguments", called.parameters.len());
            return Self::failed(position, message);
        }
        self.budget.enter()?;
        let mut values = Vec::with_capacity(called.parameters.len());
        for argument in arguments {
            values.push(Some(self.expression(argument)?));
        }
        values.resize(called.parameters.len(), None);
        let mut saved = Vec::with_capacity(values.len());
        for (slot, value) in called.parameters.iter().zip(values) {
            saved.push((*slot, self.put(*slot, value)));
        }
        let flow = self.block(&called.body, out)?;
        for (slot, value) in saved.into_iter().rev() {
            self.put(slot, value);
        }
        self.budget.leave();
        match flow {
            Flow::Stop => Ok(Flow::Stop),
            Flow::Next | Flow::Break => Ok(Flow::Next),
        }
    }

    /// Whether a condition holds: a boolean says so itself; a reference holds otherwise, a literal or a sum does not.
    fn is_true(&mut self, condition: &'t Expression) -> Result<bool, RenderError> {
        self.budget.enter()?;
        let holds = match condition {
            Expression::Bool(value) => *value,
            Expression::Reference(reference) => !matches!(self.reference(reference)?, Value::Bool(false)),
            Expression::Not(inner) => !self.is_true(inner)?,
            Expression::And(both) => self.is_true(&both.0)? && self.is_true(&both.1)?,
            Expression::Or(both) => self.is_true(&both.0)? || self.is_true(&both.1)?,
            Expression::Compare(comparison, both) => self.compare(*comparison, &both.0, &both.1)?,
            Expression::Text(_)
            | Expression::Interpolated(_)
            | Expression::Integer(_)
            | Expression::Double(_)
            | Expression::List(_)
            | Expression::Map(_)
            | Expression::Range(_)
            | Expression::Arithmetic(..) => false,
        };
        self.budget.leave();
        Ok(holds)
    }

    /// The value of an expression; null if an operator has no result.
    pub(crate) fn expression(&mut self, expression: &'t Expression) -> Result<Value, RenderError> {
        self.budget.enter()?;
        let value = match expression {
            Expression::Text(text) => Value::Text(text.clone()),
            Expression::Interpolated(block) => {
                let mut text = String::new();
                self.block(block, &mut text)?;
                Value::text(text)
            }
            Expression::Integer(number) => Value::Integer(*number),
            Expression::Double(number) => Value::Double(*number),
            Expression::Bool(value) => Value::Bool(*value),
            Expression::List(items) => {
                let items = items
                    .iter()
                    .map(|item| self.expression(item))
                    .collect::<Result<_, _>>()?;
                self.heap.new_list(items, ListKind::Plain)
            }
            Expression::Map(entries) => {
                let mut map = IndexMap::with_capacity(entries.len());
                for (key, value) in entries {
                    let key = self.expression(key)?;
                    let value = self.expression(value)?;
                    map.insert(self.key(&key)?, value);
                }
                self.heap.new_map(map)
            }
            Expression::Range(bounds) => self.range(&bounds.0, &bounds.1)?,
            Expression::Reference(reference) => self.reference(reference)?,
            Expression::Not(_) | Expression::And(_) | Expression::Or(_) | Expression::Compare(..) => {
                Value::Bool(self.is_true(expression)?)
            }
            Expression::Arithmetic(arithmetic, both) => self.arithmetic(*arithmetic, &both.0, &both.1)?,
        };
        self.budget.leave();
        Ok(value)
    }

    /// The key a value is in a map; lists and maps are known by their text.
    pub(crate) fn key(&mut self, value: &Value) -> Result<Key, RenderError> {
        match value.as_key() {
            Some(key) => Ok(key),
            None => Ok(Key::Text(self.text_of(value)?)),
        }
    }

    /// Java's `toString()`.
    pub(crate) fn text_of(&mut self, value: &Value) -> Result<Arc<str>, RenderError> {
        if let Value::Text(text) = value {
            return Ok(text.clone());
        }
        let mut out = String::new();
        self.write(value, &mut out)?;
        Ok(out.into())
    }

    fn range(&mut self, first: &'t Expression, last: &'t Expression) -> Result<Value, RenderError> {
        let (first, last) = (self.expression(first)?, self.expression(last)?);
        let whole = |value: &Value| match value {
            Value::Integer(number) => i32::try_from(*number).ok(),
            #[expect(clippy::cast_possible_truncation, reason = "as Java's intValue does")]
            Value::Double(number) => Some(*number as i32),
            _ => None,
        };
        let (Some(first), Some(last)) = (whole(&first), whole(&last)) else {
            return Ok(Value::Null);
        };
        let count = first.abs_diff(last) as usize + 1;
        self.budget.steps(count)?;
        let step = if first > last { -1 } else { 1 };
        let mut next = i128::from(first);
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(Value::Integer(next));
            next += step;
        }
        Ok(self.heap.new_list(items, ListKind::Plain))
    }

    fn compare(
        &mut self,
        comparison: Comparison,
        left: &'t Expression,
        right: &'t Expression,
    ) -> Result<bool, RenderError> {
        let (left, right) = (self.expression(left)?, self.expression(right)?);
        let order = |wanted: fn(std::cmp::Ordering) -> bool| java::compare(&left, &right).is_some_and(wanted);
        Ok(match comparison {
            Comparison::Equal => self.loosely_equal(&left, &right)?,
            Comparison::NotEqual => !self.loosely_equal(&left, &right)?,
            Comparison::Less => order(std::cmp::Ordering::is_lt),
            Comparison::LessOrEqual => order(std::cmp::Ordering::is_le),
            Comparison::Greater => order(std::cmp::Ordering::is_gt),
            Comparison::GreaterOrEqual => order(std::cmp::Ordering::is_ge),
        })
    }

    /// Velocity's `==`: equal values of one kind, or equal texts of different kinds.
    fn loosely_equal(&mut self, left: &Value, right: &Value) -> Result<bool, RenderError> {
        let number = |value: &Value| matches!(value, Value::Integer(_) | Value::Double(_));
        if matches!(left, Value::Null) || matches!(right, Value::Null) {
            return Ok(matches!((left, right), (Value::Null, Value::Null)));
        }
        if number(left) && number(right) || std::mem::discriminant(left) == std::mem::discriminant(right) {
            return self.heap.equal(left, right, &mut self.budget);
        }
        let (left, right) = (self.text_of(left)?, self.text_of(right)?);
        Ok(left == right)
    }

    fn arithmetic(
        &mut self,
        arithmetic: Arithmetic,
        left: &'t Expression,
        right: &'t Expression,
    ) -> Result<Value, RenderError> {
        let (left, right) = (self.expression(left)?, self.expression(right)?);
        if arithmetic == Arithmetic::Add
            && (matches!(left, Value::Text(_)) || matches!(right, Value::Text(_)))
        {
            let (left, right) = (self.text_of(&left)?, self.text_of(&right)?);
            self.budget.text(left.len() + right.len())?;
            return Ok(Value::text([&*left, &*right].concat()));
        }
        Ok(match (&left, &right) {
            (Value::Integer(left), Value::Integer(right)) => {
                let result = match arithmetic {
                    Arithmetic::Add => left.checked_add(*right),
                    Arithmetic::Subtract => left.checked_sub(*right),
                    Arithmetic::Multiply => left.checked_mul(*right),
                    Arithmetic::Divide => left.checked_div(*right),
                    Arithmetic::Modulo => left.checked_rem(*right),
                };
                result.map_or(Value::Null, Value::Integer)
            }
            _ => match (java::as_double(&left), java::as_double(&right)) {
                (Some(_), Some(0.0)) if matches!(arithmetic, Arithmetic::Divide | Arithmetic::Modulo) => {
                    Value::Null
                }
                (Some(left), Some(right)) => Value::Double(match arithmetic {
                    Arithmetic::Add => left + right,
                    Arithmetic::Subtract => left - right,
                    Arithmetic::Multiply => left * right,
                    Arithmetic::Divide => left / right,
                    Arithmetic::Modulo => left % right,
                }),
                _ => Value::Null,
            },
        })
    }

    fn assign(&mut self, target: &'t Reference, value: Value) -> Result<(), RenderError> {
        let Some((last, before)) = target.steps.split_last() else {
            self.put(target.root, Some(value));
            return Ok(());
        };
        let Some(holder) = self.walk(target, before)? else {
            return Self::failed(
                target.position,
                format!("`{}` cannot be set: nothing is there to hold it", target.text),
            );
        };
        self.assign_in(&holder, last, value, target)
    }

    fn begin_overrides(&mut self) {
        let before = self.environment.overrides;
        let mut parameters = |list: &[(String, OverrideValue)]| {
            let mut map = IndexMap::with_capacity(list.len());
            for (name, value) in list {
                let value = match value {
                    OverrideValue::One(text) => Value::text(text.as_str()),
                    OverrideValue::Many(texts) => {
                        let texts = texts.iter().map(|text| Value::text(text.as_str())).collect();
                        self.heap.new_list(texts, ListKind::Plain)
                    }
                };
                map.insert(Key::Text(name.as_str().into()), value);
            }
            self.heap.new_map(map)
        };
        let request = [
            ("header", parameters(&before.request.header)),
            ("path", parameters(&before.request.path)),
            ("querystring", parameters(&before.request.querystring)),
        ];
        let mut response = vec![("header", parameters(&before.response_header))];
        if let Some(status) = &before.response_status {
            response.push(("status", Value::text(status.as_str())));
        }
        let named = |(name, value): (&str, Value)| (Key::Text(name.into()), value);
        let request = self.heap.new_map(request.into_iter().map(named).collect());
        let response = self.heap.new_map(response.into_iter().map(named).collect());
        self.context_set.insert("requestOverride".into(), request);
        self.context_set.insert("responseOverride".into(), response);
    }

    /// What was set in the overrides.
    fn overrides(&mut self) -> Result<Overrides, RenderError> {
        let member = |renderer: &Self, holder: &str, name: &str| match renderer.context_set.get(holder) {
            Some(Value::Map(map)) => renderer.heap.get(*map, &Key::Text(name.into())),
            _ => Value::Null,
        };
        let status = match member(self, "responseOverride", "status") {
            Value::Null => None,
            value => Some(self.text_of(&value)?.as_ref().to_owned()),
        };
        let header = member(self, "requestOverride", "header");
        let path = member(self, "requestOverride", "path");
        let querystring = member(self, "requestOverride", "querystring");
        let response_header = member(self, "responseOverride", "header");
        Ok(Overrides {
            request: ParameterOverrides {
                path: self.parameters(&path)?,
                querystring: self.parameters(&querystring)?,
                header: self.parameters(&header)?,
            },
            response_header: self.parameters(&response_header)?,
            response_status: status,
        })
    }

    fn parameters(&mut self, value: &Value) -> Result<Vec<(String, OverrideValue)>, RenderError> {
        let map = match value {
            Value::Null => return Ok(Vec::new()),
            Value::Map(map) => self.heap.map(*map).cloned().unwrap_or_default(),
            other => {
                let message = format!(
                    "an override holds {} where names and values must be",
                    other.kind()
                );
                return Self::failed(Position::default(), message);
            }
        };
        let mut out = Vec::with_capacity(map.len());
        for (name, value) in map {
            let value = match value {
                Value::Null => continue,
                Value::List(list) => {
                    let items = self.heap.items(list).to_vec();
                    let mut texts = Vec::with_capacity(items.len());
                    for item in items {
                        texts.push(self.text_of(&item)?.as_ref().to_owned());
                    }
                    OverrideValue::Many(texts)
                }
                one => OverrideValue::One(self.text_of(&one)?.as_ref().to_owned()),
            };
            out.push((name.to_text().as_ref().to_owned(), value));
        }
        Ok(out)
    }
}
