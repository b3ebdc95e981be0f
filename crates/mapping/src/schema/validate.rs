//! A body against a schema.
//!
//! Messages come in the order of the keywords' names; what is inside an array or an object is looked at only if the array or
//! object itself is right.

use std::fmt::Write as _;

use super::{
    ERRORS_MAX, Schema, VALIDATION_STEPS_MAX, ValidationErrors,
    instance::{Decimal, Instance, write_text},
    keyword::{Additional, Bound, Dependency, Items, Node, TYPES},
};

/// The most levels of schemas that ask each other about one body.
const DEPTH_MAX: u32 = 200;
/// The most bytes of a value that a message shows.
const SHOWN_BYTES_MAX: usize = 1024;

pub(super) fn validate(schema: &Schema, instance: &Instance) -> Result<(), ValidationErrors> {
    let mut check = Check {
        schema,
        steps: VALIDATION_STEPS_MAX,
        depth: 0,
    };
    let mut messages = Vec::new();
    match check.node(schema.root, instance, &mut messages) {
        Ok(()) if messages.is_empty() => Ok(()),
        Ok(()) => Err(ValidationErrors { messages }),
        Err(Gave) => {
            messages.push("the validation of the body took too much work".to_owned());
            Err(ValidationErrors { messages })
        }
    }
}

/// The limits were reached: the body counts as wrong.
struct Gave;

struct Check<'s> {
    schema: &'s Schema,
    steps: u64,
    depth: u32,
}

impl<'s> Check<'s> {
    fn step(&mut self, count: usize) -> Result<(), Gave> {
        self.steps = self.steps.checked_sub(count as u64).ok_or(Gave)?;
        Ok(())
    }

    fn node(&mut self, place: usize, instance: &Instance, out: &mut Vec<String>) -> Result<(), Gave> {
        self.step(1)?;
        if self.depth >= DEPTH_MAX {
            return Err(Gave);
        }
        self.depth += 1;
        let result = self.at(place, instance, out);
        self.depth -= 1;
        result
    }

    fn at(&mut self, place: usize, instance: &Instance, out: &mut Vec<String>) -> Result<(), Gave> {
        let schema = self.schema;
        // A place outside of the table cannot be; if it were, nothing would fit.
        let node = schema.nodes.get(place).ok_or(Gave)?;
        if let Some(reference) = node.reference {
            return self.node(reference, instance, out);
        }
        let before = out.len();
        self.keywords(node, instance, out)?;
        if out.len() > before || out.len() >= ERRORS_MAX {
            return Ok(());
        }
        match instance {
            Instance::Array(items) => self.items(node, items, out),
            Instance::Object(members) => {
                let mut names: Vec<_> = members.keys().collect();
                names.sort_unstable();
                for name in names {
                    if let Some(value) = members.get(name) {
                        self.member(node, name, value, out)?;
                    }
                }
                Ok(())
            }
            Instance::Null | Instance::Bool(_) | Instance::Number(_) | Instance::Text(_) => Ok(()),
        }
    }

    fn items(&mut self, node: &'s Node, items: &[Instance], out: &mut Vec<String>) -> Result<(), Gave> {
        for (at, item) in items.iter().enumerate() {
            let place = match &node.items {
                Items::Any => None,
                Items::Every(place) => Some(*place),
                Items::Each(places) => match (places.get(at), &node.additional_items) {
                    (Some(place), _) | (None, Additional::Schema(place)) => Some(*place),
                    (None, Additional::Allowed | Additional::Denied) => None,
                },
            };
            if let Some(place) = place {
                self.node(place, item, out)?;
            }
        }
        Ok(())
    }

    fn member(
        &mut self,
        node: &'s Node,
        name: &str,
        value: &Instance,
        out: &mut Vec<String>,
    ) -> Result<(), Gave> {
        let mut is_named = false;
        if let Some(place) = node.properties.get(name) {
            is_named = true;
            self.node(*place, value, out)?;
        }
        for (regex, place) in &node.pattern_properties {
            if self.matches(regex, name)? {
                is_named = true;
                self.node(*place, value, out)?;
            }
        }
        if let (false, Additional::Schema(place)) = (is_named, &node.additional_properties) {
            self.node(*place, value, out)?;
        }
        Ok(())
    }

    /// A pattern that gives up ends the validation.
    fn matches(&mut self, regex: &fancy_regex::Regex, text: &str) -> Result<bool, Gave> {
        self.step(1 + text.len() / 32)?;
        regex.is_match(text).map_err(|_| Gave)
    }

    /// The keywords that look at the instance itself, in the order of their names.
    fn keywords(&mut self, node: &'s Node, instance: &Instance, out: &mut Vec<String>) -> Result<(), Gave> {
        if let (Instance::Array(items), Items::Each(places), Additional::Denied) =
            (instance, &node.items, &node.additional_items)
            && items.len() > places.len()
        {
            out.push(format!(
                "schema only allows {} elements in array but instance has {} elements",
                places.len(),
                items.len()
            ));
        }
        if let Instance::Object(members) = instance {
            self.additional_properties(node, members, out)?;
        }
        self.combined(node, instance, out)?;
        if let Instance::Object(members) = instance {
            self.dependencies(node, instance, members, out)?;
        }
        if let Some(values) = &node.enumeration {
            self.step(values.len())?;
            if !values.iter().any(|value| value == instance) {
                out.push(format!(
                    "instance value ({}) not found in enum (possible values: {})",
                    json(instance),
                    json(&Instance::Array(values.clone()))
                ));
            }
        }
        match instance {
            Instance::Array(items) => self.array(node, items, out)?,
            Instance::Object(members) => object(node, members, out),
            Instance::Number(number) => {
                bounds(node, number, out);
            }
            Instance::Text(text) => self.text(node, text, out)?,
            Instance::Null | Instance::Bool(_) => {}
        }
        if let Some(place) = node.not {
            let mut inner = Vec::new();
            self.node(place, instance, &mut inner)?;
            if inner.is_empty() {
                out.push("instance matched a schema which it should not have".to_owned());
            }
        }
        if !node.one_of.is_empty() {
            let matched = self.count_matches(&node.one_of, instance)?;
            if matched != 1 {
                out.push(format!(
                    "instance failed to match exactly one schema (matched {matched} out of {})",
                    node.one_of.len()
                ));
            }
        }
        if let (Instance::Object(members), false) = (instance, node.required.is_empty()) {
            let missing: Vec<_> = node
                .required
                .iter()
                .filter(|name| !members.contains_key(*name))
                .map(|name| &**name)
                .collect();
            if !missing.is_empty() {
                out.push(format!(
                    "object has missing required properties ({})",
                    names(&missing)
                ));
            }
        }
        if let Some(types) = &node.types {
            let found = instance.type_name();
            let allowed: Vec<_> = types
                .iter()
                .filter_map(|place| TYPES.get(*place))
                .copied()
                .collect();
            if !allowed.contains(&found) {
                out.push(format!(
                    "instance type ({found}) does not match any allowed primitive type (allowed: {})",
                    names(&allowed)
                ));
            }
        }
        Ok(())
    }

    fn additional_properties(
        &mut self,
        node: &'s Node,
        members: &indexmap::IndexMap<Box<str>, Instance>,
        out: &mut Vec<String>,
    ) -> Result<(), Gave> {
        if !matches!(node.additional_properties, Additional::Denied) {
            return Ok(());
        }
        let mut unwanted = Vec::new();
        for name in members.keys() {
            if node.properties.contains_key(name) {
                continue;
            }
            let mut is_named = false;
            for (regex, _) in &node.pattern_properties {
                is_named |= self.matches(regex, name)?;
            }
            if !is_named {
                unwanted.push(&**name);
            }
        }
        if !unwanted.is_empty() {
            unwanted.sort_unstable();
            out.push(format!(
                "object instance has properties which are not allowed by the schema: {}",
                names(&unwanted)
            ));
        }
        Ok(())
    }

    fn combined(&mut self, node: &'s Node, instance: &Instance, out: &mut Vec<String>) -> Result<(), Gave> {
        if !node.all_of.is_empty() {
            let matched = self.count_matches(&node.all_of, instance)?;
            if matched < node.all_of.len() {
                out.push(format!(
                    "instance failed to match all required schemas (matched only {matched} out of {})",
                    node.all_of.len()
                ));
            }
        }
        if !node.any_of.is_empty() && self.count_matches(&node.any_of, instance)? == 0 {
            out.push(format!(
                "instance failed to match at least one required schema among {}",
                node.any_of.len()
            ));
        }
        Ok(())
    }

    fn count_matches(&mut self, places: &[usize], instance: &Instance) -> Result<usize, Gave> {
        let mut matched = 0;
        for place in places {
            let mut inner = Vec::new();
            self.node(*place, instance, &mut inner)?;
            matched += usize::from(inner.is_empty());
        }
        Ok(matched)
    }

    fn dependencies(
        &mut self,
        node: &'s Node,
        instance: &Instance,
        members: &indexmap::IndexMap<Box<str>, Instance>,
        out: &mut Vec<String>,
    ) -> Result<(), Gave> {
        for (name, dependency) in &node.dependencies {
            if !members.contains_key(name) {
                continue;
            }
            match dependency {
                Dependency::Schema(place) => self.node(*place, instance, out)?,
                Dependency::Names(needed) => {
                    let needed: Vec<_> = needed.iter().map(|name| &**name).collect();
                    let missing: Vec<_> = needed
                        .iter()
                        .copied()
                        .filter(|name| !members.contains_key(*name))
                        .collect();
                    if !missing.is_empty() {
                        out.push(format!(
                            "property \"{name}\" of object has missing property dependencies (schema requires {}; missing: {})",
                            names(&needed),
                            names(&missing)
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    fn array(&mut self, node: &Node, items: &[Instance], out: &mut Vec<String>) -> Result<(), Gave> {
        let found = items.len();
        if let Some(max) = node.max_items.filter(|max| found > *max) {
            out.push(format!(
                "array is too long: must have at most {max} elements but instance has {found} elements"
            ));
        }
        if let Some(min) = node.min_items.filter(|min| found < *min) {
            out.push(format!(
                "array is too short: must have at least {min} elements but instance has {found} elements"
            ));
        }
        if node.unique_items {
            for (at, item) in items.iter().enumerate() {
                self.step(at)?;
                if items.iter().take(at).any(|other| other == item) {
                    out.push("array must not contain duplicate elements".to_owned());
                    break;
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, node: &Node, text: &str, out: &mut Vec<String>) -> Result<(), Gave> {
        if node.max_length.is_some() || node.min_length.is_some() {
            let length = text.chars().count();
            if let Some(max) = node.max_length.filter(|max| length > *max) {
                out.push(format!(
                    "string \"{}\" is too long (length: {length}, maximum allowed: {max})",
                    shown(text)
                ));
            }
            if let Some(min) = node.min_length.filter(|min| length < *min) {
                out.push(format!(
                    "string \"{}\" is too short (length: {length}, required minimum: {min})",
                    shown(text)
                ));
            }
        }
        if let Some((pattern, regex)) = &node.pattern
            && !self.matches(regex, text)?
        {
            out.push(format!(
                "ECMA 262 regex \"{pattern}\" does not match input string \"{}\"",
                shown(text)
            ));
        }
        Ok(())
    }
}

fn object(node: &Node, members: &indexmap::IndexMap<Box<str>, Instance>, out: &mut Vec<String>) {
    let found = members.len();
    if let Some(max) = node.max_properties.filter(|max| found > *max) {
        out.push(format!(
            "object has too many properties (found {found} but schema requires at most {max})"
        ));
    }
    if let Some(min) = node.min_properties.filter(|min| found < *min) {
        out.push(format!(
            "object has too few properties (found {found} but schema requires at least {min})"
        ));
    }
}

fn bounds(node: &Node, number: &Decimal, out: &mut Vec<String>) {
    if let Some(Bound {
        number: limit,
        exclusive,
    }) = &node.maximum
    {
        let order = number.compare(limit);
        if order.is_gt() {
            out.push(format!(
                "numeric instance is greater than the required maximum (maximum: {}, found: {})",
                limit.text, number.text
            ));
        } else if *exclusive && order.is_eq() {
            out.push(format!(
                "numeric instance is not strictly lower than the required maximum {}",
                limit.text
            ));
        }
    }
    if let Some(Bound {
        number: limit,
        exclusive,
    }) = &node.minimum
    {
        let order = number.compare(limit);
        if order.is_lt() {
            out.push(format!(
                "numeric instance is lower than the required minimum (minimum: {}, found: {})",
                limit.text, number.text
            ));
        } else if *exclusive && order.is_eq() {
            out.push(format!(
                "numeric instance is not strictly greater than the required minimum {}",
                limit.text
            ));
        }
    }
    if let Some(divisor) = node
        .multiple_of
        .as_ref()
        .filter(|divisor| !number.is_multiple_of(divisor))
    {
        out.push(format!(
            "remainder of division is not zero ({} / {})",
            number.text, divisor.text
        ));
    }
}

/// A value as JSON, cut where it gets long.
fn json(instance: &Instance) -> String {
    let mut out = String::new();
    instance.write(&mut out);
    shown(&out).to_owned()
}

fn shown(text: &str) -> &str {
    let mut end = text.len().min(SHOWN_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

fn names(names: &[&str]) -> String {
    let mut out = String::from("[");
    for (at, name) in names.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write_text(name, &mut out);
    }
    // Writing to a string cannot fail.
    let _ = write!(out, "]");
    out
}
