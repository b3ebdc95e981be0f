//! Methods of strings. Places in a string are counted in UTF-16 units, as in Java.

use std::sync::Arc;

use fancy_regex::{Regex, RegexBuilder};

use super::index;
use crate::{ast::Reference, error::RenderError, heap::ListKind, render::Renderer, value::Value};

/// The most steps a regular expression may go back.
const BACKTRACK_MAX: usize = 100_000;
/// The most bytes a compiled regular expression may take.
const REGEX_BYTES_MAX: usize = 1 << 20;

impl<'t> Renderer<'t, '_> {
    pub(super) fn string_call(
        &mut self,
        text: &Arc<str>,
        name: &str,
        arguments: &[Value],
        reference: &'t Reference,
    ) -> Result<Option<Value>, RenderError> {
        self.budget.bytes(text.len())?;
        let out_of_bounds = || {
            Self::failed(
                reference.position,
                format!("`{name}`: an index outside of the string"),
            )
        };
        Ok(Some(match (name, arguments) {
            ("length", []) => Value::integer(units(text)),
            ("isEmpty", []) => Value::Bool(text.is_empty()),
            ("toString" | "intern", []) => Value::Text(text.clone()),
            ("trim", []) => Value::text(text.trim_matches(|character| character <= ' ')),
            ("toLowerCase", []) => Value::text(text.to_lowercase()),
            ("toUpperCase", []) => Value::text(text.to_uppercase()),
            ("charAt", [at]) => match index(at).and_then(|at| slice(text, at, at.checked_add(1)?)) {
                Some(character) => Value::text(character),
                None => return out_of_bounds(),
            },
            ("substring", [from]) => match index(from).and_then(|from| slice(text, from, units(text))) {
                Some(part) => Value::text(part),
                None => return out_of_bounds(),
            },
            ("substring", [from, to]) => {
                let part = index(from)
                    .zip(index(to))
                    .and_then(|(from, to)| slice(text, from, to));
                match part {
                    Some(part) => Value::text(part),
                    None => return out_of_bounds(),
                }
            }
            ("indexOf", [part]) => place(text, self.text_of(part)?.as_ref(), |text, part| text.find(part)),
            ("indexOf", [part, from]) => {
                let part = self.text_of(part)?;
                let from = index(from).unwrap_or(0).min(units(text));
                let behind = slice(text, from, units(text)).unwrap_or_default();
                match behind.find(&*part) {
                    Some(at) => Value::integer(from + units(behind.get(..at).unwrap_or(""))),
                    None => Value::Integer(-1),
                }
            }
            ("lastIndexOf", [part]) => {
                place(text, self.text_of(part)?.as_ref(), |text, part| text.rfind(part))
            }
            ("contains", [part]) => Value::Bool(text.contains(self.text_of(part)?.as_ref())),
            ("startsWith", [part]) => Value::Bool(text.starts_with(self.text_of(part)?.as_ref())),
            ("endsWith", [part]) => Value::Bool(text.ends_with(self.text_of(part)?.as_ref())),
            ("equalsIgnoreCase", [other]) => {
                let other = self.text_of(other)?;
                Value::Bool(text.to_lowercase() == other.to_lowercase())
            }
            ("compareTo", [Value::Text(other)]) => compare(text, other),
            ("compareToIgnoreCase", [Value::Text(other)]) => {
                compare(&text.to_lowercase(), &other.to_lowercase())
            }
            ("concat", [other]) => {
                let other = self.text_of(other)?;
                self.budget.text(text.len() + other.len())?;
                Value::text([&**text, &*other].concat())
            }
            ("replace", [old, new]) => {
                let (old, new) = (self.text_of(old)?, self.text_of(new)?);
                let count = text.matches(&*old).count();
                self.budget
                    .text(text.len().saturating_add(count.saturating_mul(new.len())))?;
                Value::text(text.replace(&*old, &new))
            }
            ("matches", [pattern]) => {
                let pattern = self.text_of(pattern)?;
                let regex = Self::regex(&format!("^(?:{pattern})$"), reference)?;
                Value::Bool(Self::matched(regex.is_match(text), reference)?)
            }
            ("replaceAll" | "replaceFirst", [pattern, with]) => {
                let (pattern, with) = (self.text_of(pattern)?, self.text_of(with)?);
                let regex = Self::regex(&pattern, reference)?;
                let limit = if name == "replaceAll" { usize::MAX } else { 1 };
                Value::text(self.replace(text, &regex, &with, limit, reference)?)
            }
            ("split", [pattern]) => return self.split(text, pattern, 0, reference).map(Some),
            ("split", [pattern, Value::Integer(limit)]) => {
                return self.split(text, pattern, *limit, reference).map(Some);
            }
            // Static methods, which templates call on any string.
            ("valueOf", [value]) => Value::Text(self.text_of(value)?),
            ("join", [separator, Value::List(list)]) => {
                let separator = self.text_of(separator)?;
                let mut out = String::new();
                for (at, item) in self.heap.items(*list).to_vec().iter().enumerate() {
                    if at > 0 {
                        self.budget.push(&mut out, &separator)?;
                    }
                    let item = self.text_of(item)?;
                    self.budget.push(&mut out, &item)?;
                }
                Value::text(out)
            }
            _ => return Ok(None),
        }))
    }

    fn regex(pattern: &str, reference: &Reference) -> Result<Regex, RenderError> {
        let built = RegexBuilder::new(pattern)
            .backtrack_limit(BACKTRACK_MAX)
            .delegate_size_limit(REGEX_BYTES_MAX)
            .delegate_dfa_size_limit(REGEX_BYTES_MAX)
            .build();
        match built {
            Ok(regex) => Ok(regex),
            Err(error) => Self::failed(
                reference.position,
                format!("the regular expression `{pattern}`: {error}"),
            ),
        }
    }

    fn matched<T>(result: fancy_regex::Result<T>, reference: &Reference) -> Result<T, RenderError> {
        match result {
            Ok(value) => Ok(value),
            Err(error) => Self::failed(
                reference.position,
                format!("a regular expression gave up: {error}"),
            ),
        }
    }

    fn replace(
        &mut self,
        text: &str,
        regex: &Regex,
        with: &str,
        limit: usize,
        reference: &'t Reference,
    ) -> Result<String, RenderError> {
        let mut out = String::new();
        let mut copied = 0;
        for captures in regex.captures_iter(text).take(limit) {
            self.budget.step()?;
            let captures = Self::matched(captures, reference)?;
            let Some(whole) = captures.get(0) else { continue };
            self.budget
                .push(&mut out, text.get(copied..whole.start()).unwrap_or(""))?;
            copied = whole.end();
            // `$1` is a group, and a backslash takes the next sign as it is.
            let mut rest = with.chars().peekable();
            while let Some(character) = rest.next() {
                match character {
                    '\\' => match rest.next() {
                        Some(escaped) => out.push(escaped),
                        None => {
                            return Self::failed(reference.position, "a replacement ends with a backslash");
                        }
                    },
                    '$' => {
                        let Some(mut group) = rest.next().and_then(|digit| digit.to_digit(10)) else {
                            return Self::failed(
                                reference.position,
                                "a `$` in a replacement without a group's number",
                            );
                        };
                        // Further digits belong to the number as long as there is such a group.
                        while let Some(digit) = rest.peek().and_then(|digit| digit.to_digit(10)) {
                            let longer = group * 10 + digit;
                            if longer as usize >= captures.len() {
                                break;
                            }
                            group = longer;
                            rest.next();
                        }
                        if group as usize >= captures.len() {
                            return Self::failed(
                                reference.position,
                                format!("a replacement names group {group}, which is not there"),
                            );
                        }
                        let part = captures.get(group as usize).map_or("", |found| found.as_str());
                        self.budget.push(&mut out, part)?;
                    }
                    _ => out.push(character),
                }
            }
            self.budget.text_fits(out.len())?;
            self.budget.bytes(with.len())?;
        }
        self.budget.push(&mut out, text.get(copied..).unwrap_or(""))?;
        Ok(out)
    }

    /// Java's `split`: without a limit, empty texts at the end are left out, and an empty match at the start splits nothing.
    fn split(
        &mut self,
        text: &str,
        pattern: &Value,
        limit: i128,
        reference: &'t Reference,
    ) -> Result<Value, RenderError> {
        let pattern = self.text_of(pattern)?;
        let regex = Self::regex(&pattern, reference)?;
        let mut parts = Vec::new();
        let mut from = 0;
        for found in regex.find_iter(text) {
            self.budget.step()?;
            let found = Self::matched(found, reference)?;
            if limit > 0 && i128::try_from(parts.len() + 1).unwrap_or(i128::MAX) >= limit {
                break;
            }
            if found.end() == 0 || found.start() == found.end() && found.start() == text.len() {
                continue;
            }
            parts.push(Value::text(text.get(from..found.start()).unwrap_or("")));
            from = found.end();
        }
        parts.push(Value::text(text.get(from..).unwrap_or("")));
        if limit == 0 && parts.len() > 1 {
            while matches!(parts.last(), Some(Value::Text(last)) if last.is_empty()) {
                parts.pop();
            }
        }
        self.budget.steps(parts.len())?;
        Ok(self.heap.new_list(parts, ListKind::Plain))
    }
}

/// How long a text is in UTF-16 units.
fn units(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.encode_utf16().count()
    }
}

/// A part of a text, by UTF-16 units.
fn slice(text: &str, from: usize, to: usize) -> Option<String> {
    if from > to || to > units(text) {
        return None;
    }
    if text.is_ascii() {
        return text.get(from..to).map(str::to_owned);
    }
    let part: Vec<u16> = text.encode_utf16().skip(from).take(to - from).collect();
    Some(String::from_utf16_lossy(&part))
}

fn place(text: &str, part: &str, find: fn(&str, &str) -> Option<usize>) -> Value {
    match find(text, part) {
        Some(at) => Value::integer(units(text.get(..at).unwrap_or(""))),
        None => Value::Integer(-1),
    }
}

/// Java's `compareTo`: the distance of the first units that differ, or of the lengths.
fn compare(left: &str, right: &str) -> Value {
    let differ = left
        .encode_utf16()
        .zip(right.encode_utf16())
        .find(|(left, right)| left != right);
    Value::Integer(match differ {
        Some((left, right)) => i128::from(left) - i128::from(right),
        None => units(left) as i128 - units(right) as i128,
    })
}
