//! One scenario: its steps in order, values of earlier answers in the place of references.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    client::{ACCOUNT, Client, REGION},
    compare::Comparison,
};

/// How a scenario went.
pub(crate) struct Outcome {
    /// Answers as recorded.
    pub(crate) met: usize,
    /// Other answers.
    pub(crate) failed: usize,
    /// In which they differ.
    pub(crate) differences: Vec<String>,
}

/// Replays a scenario in an account of its own.
pub(crate) fn run(data: &Value) -> Outcome {
    let mut replay = Replay {
        client: Client::new(),
        answers: Vec::new(),
    };
    let extra: BTreeMap<String, Option<String>> = data["placeholders"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(word, value)| {
            let value = replay.value(value).unwrap();
            (word.clone(), value.as_str().map(str::to_owned))
        })
        .collect();
    let mut comparison = Comparison::new(ACCOUNT, extra, texts(&data["unordered"]));
    let mut outcome = Outcome {
        met: 0,
        failed: 0,
        differences: Vec::new(),
    };
    for step in data["steps"].as_array().unwrap() {
        let answer = replay.step(step);
        let name = format!(
            "step {} {}",
            step["n"],
            step["operation"].as_str().unwrap_or("check")
        );
        match (step.get("expect"), &answer) {
            (Some(expected), Ok(answer)) => {
                let found = comparison.answer(
                    expected,
                    answer,
                    texts(&step["unordered"]),
                    texts(&step["ignore"]),
                );
                if found.is_empty() {
                    outcome.met += 1;
                } else {
                    outcome.failed += 1;
                }
                let found = found.into_iter().map(|difference| format!("{name} {difference}"));
                outcome.differences.extend(found);
            }
            (Some(_), Err(problem)) => {
                outcome.failed += 1;
                outcome.differences.push(format!("{name}: {problem}"));
            }
            (None, Ok(answer)) => {
                if let Some(error) = answer.get("Error") {
                    outcome.differences.push(format!("{name} (prepares): {error}"));
                }
            }
            (None, Err(problem)) => outcome.differences.push(format!("{name} (prepares): {problem}")),
        }
        replay.answers.push(answer.ok());
    }
    outcome
}

fn texts(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

struct Replay {
    client: Client,
    answers: Vec<Option<Value>>,
}

impl Replay {
    fn step(&mut self, step: &Value) -> Result<Value, String> {
        match step["kind"].as_str().unwrap() {
            "call" => {
                let params = self.value(&step["params"])?;
                self.client.call(step["operation"].as_str().unwrap(), &params)
            }
            "check" => self.value(&step["take"]),
            kind => Err(format!("{kind} is no kind of step here")),
        }
    }

    /// A value with everything in it that begins with `$` replaced.
    fn value(&self, item: &Value) -> Result<Value, String> {
        match item {
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(members) => match self.special(members)? {
                Some(value) => Ok(value),
                None => members
                    .iter()
                    .map(|(key, value)| Ok((key.clone(), self.value(value)?)))
                    .collect(),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(item.clone()),
        }
    }

    fn special(&self, members: &Map<String, Value>) -> Result<Option<Value>, String> {
        let Some((key, value)) = members.iter().next().filter(|_| members.len() == 1) else {
            return Ok(None);
        };
        let value = match key.as_str() {
            // `$ref` is a word of JSON schemas too.
            "$ref" if value.as_str().is_some_and(|path| path.starts_with("steps[")) => {
                self.look_up(value.as_str().unwrap())?
            }
            "$unique" => value.clone(),
            "$var" if value == "region" => REGION.into(),
            "$var" if value == "account" => ACCOUNT.into(),
            "$join" => {
                let mut text = String::new();
                for part in value.as_array().unwrap() {
                    text += self.value(part)?.as_str().unwrap();
                }
                text.into()
            }
            "$json" => self.value(value)?.to_string().into(),
            "$bytes" => self.value(value)?,
            "$upper" => self.value(value)?.as_str().unwrap().to_uppercase().into(),
            "$lower" => {
                let value = self.value(value)?;
                let members = value.as_object().unwrap().iter();
                members
                    .map(|(key, value)| (key.to_lowercase(), value.clone()))
                    .collect()
            }
            _ => return Ok(None),
        };
        Ok(Some(value))
    }

    /// `steps[4].items[path=/pets].id`
    fn look_up(&self, path: &str) -> Result<Value, String> {
        let absent = || format!("{path} is not there");
        let (step, rest) = path.strip_prefix("steps[").unwrap().split_once(']').unwrap();
        let step: usize = step.parse().unwrap();
        let mut value = self
            .answers
            .get(step)
            .and_then(Option::as_ref)
            .cloned()
            .ok_or_else(absent)?;
        let mut rest = rest;
        while !rest.is_empty() {
            if let Value::String(text) = &value {
                value = serde_json::from_str(text).map_err(|_| absent())?;
            }
            let next;
            (next, rest) = match rest.strip_prefix('.') {
                Some(name) => {
                    let end = name.find(['.', '[']).unwrap_or(name.len());
                    (value.get(&name[..end]), &name[end..])
                }
                None => {
                    let (item, behind) = rest.strip_prefix('[').unwrap().split_once(']').unwrap();
                    (element(&value, item), behind)
                }
            };
            value = next.cloned().ok_or_else(absent)?;
        }
        Ok(value)
    }
}

/// `"a key"`, `0`, or `path=/pets`.
fn element<'a>(value: &'a Value, item: &str) -> Option<&'a Value> {
    if let Some(key) = item.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return value.get(key);
    }
    if let Ok(index) = item.parse::<usize>() {
        return value.get(index);
    }
    let (key, wanted) = item.split_once('=')?;
    value
        .as_array()?
        .iter()
        .find(|one| one.get(key).and_then(Value::as_str) == Some(wanted))
}
