//! What a template computes with: Java's values, as far as templates see them.

use std::{rc::Rc, sync::Arc};

use crate::java;

/// A value. Lists and maps are references into the [`Heap`](crate::heap::Heap) of a rendering.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// Java's `Integer`, `Long` and `BigInteger`.
    Integer(i128),
    Double(f64),
    Text(Arc<str>),
    List(usize),
    Map(usize),
    /// A key and its value, from `entrySet()`.
    Entry(Rc<(Value, Value)>),
    /// `$input`
    Input,
    /// `$util`
    Util,
    /// `$context` or a part of it that holds further names.
    Context(Arc<str>),
    /// `$foreach`, by the number of the loop.
    Loop(usize),
    /// A block of `#define`.
    Block(usize),
}

/// The key of a map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Null,
    Bool(bool),
    Integer(i128),
    /// The bits of a double.
    Double(u64),
    Text(Arc<str>),
}

impl Value {
    pub(crate) fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn integer(number: usize) -> Self {
        Self::Integer(i128::try_from(number).unwrap_or(i128::MAX))
    }

    pub(crate) fn as_key(&self) -> Option<Key> {
        match self {
            Self::Null => Some(Key::Null),
            Self::Bool(bool) => Some(Key::Bool(*bool)),
            Self::Integer(number) => Some(Key::Integer(*number)),
            Self::Double(number) => Some(Key::Double(number.to_bits())),
            Self::Text(text) => Some(Key::Text(text.clone())),
            Self::List(_)
            | Self::Map(_)
            | Self::Entry(_)
            | Self::Input
            | Self::Util
            | Self::Context(_)
            | Self::Loop(_)
            | Self::Block(_) => None,
        }
    }

    /// What kind of value it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Integer(_) | Self::Double(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Entry(_) => "an entry of a map",
            Self::Input => "`$input`",
            Self::Util => "`$util`",
            Self::Context(_) => "`$context`",
            Self::Loop(_) => "`$foreach`",
            Self::Block(_) => "a block of `#define`",
        }
    }
}

impl Key {
    pub(crate) fn value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(bool) => Value::Bool(*bool),
            Self::Integer(number) => Value::Integer(*number),
            Self::Double(bits) => Value::Double(f64::from_bits(*bits)),
            Self::Text(text) => Value::Text(text.clone()),
        }
    }

    pub(crate) fn to_text(&self) -> Arc<str> {
        match self {
            Self::Null => "null".into(),
            Self::Bool(bool) => bool.to_string().into(),
            Self::Integer(number) => number.to_string().into(),
            Self::Double(bits) => java::double_text(f64::from_bits(*bits)).into(),
            Self::Text(text) => text.clone(),
        }
    }
}
