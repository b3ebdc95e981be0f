//! Filters: `[?(@.price < 10 && @.name =~ /a.*/i)]`.

use std::cmp::Ordering;

use super::{Item, JsonPath, Step, syntax::Cursor, walk};
use crate::{error::RenderError, heap::Budget, json::Json};

/// The most levels of parentheses.
const DEPTH_MAX: u32 = 20;

#[derive(Debug)]
pub(super) enum Filter {
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
    Exists(Side),
    Compare(Comparison, Side, Side),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

#[derive(Debug)]
pub(super) enum Side {
    /// From the value that is looked at.
    Here(Vec<Step>),
    /// From the document.
    Root(Vec<Step>),
    Literal(Json),
}

const OPERATORS: [(&str, Comparison); 8] = [
    ("==", Comparison::Equal),
    ("!=", Comparison::NotEqual),
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
    ("in ", Comparison::In),
    ("nin ", Comparison::NotIn),
];

pub(super) fn parse(cursor: &mut Cursor<'_>) -> Result<Filter, String> {
    or(cursor, 0)
}

fn or(cursor: &mut Cursor<'_>, depth: u32) -> Result<Filter, String> {
    if depth > DEPTH_MAX {
        return Err("its filter nests too deeply".to_owned());
    }
    let mut parts = vec![and(cursor, depth)?];
    loop {
        cursor.skip_space();
        if !cursor.eat("||") {
            break;
        }
        parts.push(and(cursor, depth)?);
    }
    Ok(Filter::Or(parts))
}

fn and(cursor: &mut Cursor<'_>, depth: u32) -> Result<Filter, String> {
    let mut parts = vec![one(cursor, depth)?];
    loop {
        cursor.skip_space();
        if !cursor.eat("&&") {
            break;
        }
        parts.push(one(cursor, depth)?);
    }
    Ok(Filter::And(parts))
}

fn one(cursor: &mut Cursor<'_>, depth: u32) -> Result<Filter, String> {
    cursor.skip_space();
    if cursor.eat("!") {
        if depth > DEPTH_MAX {
            return Err("its filter nests too deeply".to_owned());
        }
        return Ok(Filter::Not(Box::new(one(cursor, depth + 1)?)));
    }
    if cursor.eat("(") {
        let inner = or(cursor, depth + 1)?;
        cursor.skip_space();
        cursor.expect(")")?;
        return Ok(inner);
    }
    let left = side(cursor)?;
    cursor.skip_space();
    if cursor.rest().starts_with("=~") {
        return Err("the operator `=~` is not built".to_owned());
    }
    let Some((sign, comparison)) = OPERATORS.iter().find(|(sign, _)| cursor.rest().starts_with(sign)) else {
        return match left {
            Side::Here(_) | Side::Root(_) => Ok(Filter::Exists(left)),
            Side::Literal(_) => Err(cursor.expected("an operator")),
        };
    };
    cursor.at += sign.len();
    cursor.skip_space();
    let right = side(cursor)?;
    Ok(Filter::Compare(*comparison, left, right))
}

fn side(cursor: &mut Cursor<'_>) -> Result<Side, String> {
    match cursor.peek() {
        Some(b'@') => {
            cursor.at += 1;
            cursor.steps().map(Side::Here)
        }
        Some(b'$') => {
            cursor.at += 1;
            cursor.steps().map(Side::Root)
        }
        _ => literal(cursor).map(Side::Literal),
    }
}

fn literal(cursor: &mut Cursor<'_>) -> Result<Json, String> {
    match cursor.peek() {
        Some(b'\'' | b'"') => cursor.quoted().map(|text| Json::Text(text.into())),
        Some(b'[') => {
            cursor.at += 1;
            let mut items = Vec::new();
            loop {
                cursor.skip_space();
                if cursor.eat("]") {
                    return Ok(Json::Array(items));
                }
                if cursor.peek() == Some(b'[') {
                    return Err(cursor.expected("a plain value"));
                }
                items.push(literal(cursor)?);
                cursor.skip_space();
                if !cursor.eat(",") && cursor.peek() != Some(b']') {
                    return Err(cursor.expected("`,` or `]`"));
                }
            }
        }
        _ => {
            for (word, json) in [
                ("true", Json::Bool(true)),
                ("false", Json::Bool(false)),
                ("null", Json::Null),
            ] {
                if cursor.eat(word) {
                    return Ok(json);
                }
            }
            let rest = cursor.rest();
            let length = rest
                .bytes()
                .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'))
                .count();
            let image = rest.get(..length).unwrap_or("");
            let number = image
                .parse()
                .ok()
                .map(Json::Integer)
                .or_else(|| image.parse().ok().map(Json::Double));
            cursor.at += length;
            number.ok_or_else(|| cursor.expected("a value"))
        }
    }
}

impl Filter {
    pub(super) fn holds(&self, here: &Json, root: &Json, budget: &mut Budget) -> Result<bool, RenderError> {
        budget.step()?;
        match self {
            Self::And(parts) => {
                for part in parts {
                    if !part.holds(here, root, budget)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Self::Or(parts) => {
                for part in parts {
                    if part.holds(here, root, budget)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::Not(inner) => Ok(!inner.holds(here, root, budget)?),
            Self::Exists(side) => Ok(side.value(here, root, budget)?.is_some()),
            Self::Compare(comparison, left, right) => {
                let (left, right) = (left.value(here, root, budget)?, right.value(here, root, budget)?);
                let (left, right) = (left.as_ref(), right.as_ref());
                Ok(match comparison {
                    Comparison::Equal => same(left, right),
                    Comparison::NotEqual => !same(left, right),
                    Comparison::Less => order(left, right).is_some_and(Ordering::is_lt),
                    Comparison::LessOrEqual => order(left, right).is_some_and(Ordering::is_le),
                    Comparison::Greater => order(left, right).is_some_and(Ordering::is_gt),
                    Comparison::GreaterOrEqual => order(left, right).is_some_and(Ordering::is_ge),
                    Comparison::In => contains(right, left, budget)?,
                    Comparison::NotIn => !contains(right, left, budget)?,
                })
            }
        }
    }
}

impl Side {
    fn value(&self, here: &Json, root: &Json, budget: &mut Budget) -> Result<Option<Json>, RenderError> {
        let (steps, from) = match self {
            Self::Literal(json) => return Ok(Some(json.clone())),
            Self::Here(steps) => (steps, here),
            Self::Root(steps) => (steps, root),
        };
        let mut found = Vec::new();
        walk(steps, Item::Is(from), root, &mut found, budget)?;
        let definite = JsonPath::steps_are_definite(steps);
        let mut values = Vec::with_capacity(found.len());
        for item in found {
            values.push(match item {
                Item::Is(json) => super::copy(json, budget)?,
                Item::Made(json) => json,
            });
        }
        Ok(if definite {
            values.into_iter().next()
        } else {
            Some(Json::Array(values))
        })
    }
}

fn same(left: Option<&Json>, right: Option<&Json>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => match order(Some(left), Some(right)) {
            Some(order) => order == Ordering::Equal,
            None => left == right,
        },
        (left, right) => left.is_none() && right.is_none(),
    }
}

/// The order of two numbers or two texts.
fn order(left: Option<&Json>, right: Option<&Json>) -> Option<Ordering> {
    match (left?, right?) {
        (Json::Integer(left), Json::Integer(right)) => Some(left.cmp(right)),
        (Json::Text(left), Json::Text(right)) => Some(left.cmp(right)),
        (left, right) => double(left)?.partial_cmp(&double(right)?),
    }
}

fn double(json: &Json) -> Option<f64> {
    match json {
        #[expect(clippy::cast_precision_loss, reason = "as Java does it")]
        Json::Integer(number) => Some(*number as f64),
        Json::Double(number) => Some(*number),
        Json::Null | Json::Bool(_) | Json::Text(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

fn contains(list: Option<&Json>, item: Option<&Json>, budget: &mut Budget) -> Result<bool, RenderError> {
    let Some(Json::Array(items)) = list else {
        return Ok(false);
    };
    budget.steps(items.len())?;
    Ok(items.iter().any(|known| same(Some(known), item)))
}
