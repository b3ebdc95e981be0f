//! A compiled schema: its keywords, with places of other schemas instead of references.

use fancy_regex::Regex;
use indexmap::IndexMap;

use super::instance::{Decimal, Instance};

/// The primitive types, in the order in which messages tell them.
pub(super) const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Items or members beyond those named.
#[derive(Debug, Default)]
pub(super) enum Additional {
    #[default]
    Allowed,
    Denied,
    Schema(usize),
}

#[derive(Debug, Default)]
pub(super) enum Items {
    #[default]
    Any,
    Every(usize),
    Each(Vec<usize>),
}

#[derive(Debug)]
pub(super) enum Dependency {
    Names(Vec<Box<str>>),
    Schema(usize),
}

#[derive(Debug)]
pub(super) struct Bound {
    pub(super) number: Decimal,
    pub(super) exclusive: bool,
}

/// One schema. With `reference`, all else is absent, as the draft says.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) reference: Option<usize>,
    /// Places in [`TYPES`].
    pub(super) types: Option<Vec<usize>>,
    pub(super) enumeration: Option<Vec<Instance>>,
    pub(super) all_of: Vec<usize>,
    pub(super) any_of: Vec<usize>,
    pub(super) one_of: Vec<usize>,
    pub(super) not: Option<usize>,
    pub(super) properties: IndexMap<Box<str>, usize>,
    pub(super) pattern_properties: Vec<(Regex, usize)>,
    pub(super) additional_properties: Additional,
    pub(super) required: Vec<Box<str>>,
    pub(super) min_properties: Option<usize>,
    pub(super) max_properties: Option<usize>,
    pub(super) dependencies: Vec<(Box<str>, Dependency)>,
    pub(super) items: Items,
    pub(super) additional_items: Additional,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: bool,
    pub(super) minimum: Option<Bound>,
    pub(super) maximum: Option<Bound>,
    pub(super) multiple_of: Option<Decimal>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<(Box<str>, Regex)>,
}
