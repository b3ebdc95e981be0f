//! Compares an answer with a recorded one, member by member: nothing missing, nothing more.

use std::collections::BTreeMap;

use fancy_regex::Regex;
use serde_json::{Map, Value};

/// What stands before an instant in answers: the client knows it by its shape.
pub(crate) const TIME: &str = "\0time:";

const MARK: &str = r"<[A-Za-z][A-Za-z0-9 _.-]*(?::\d+)?>";
const NUMBERED: &str = r"(?::\d+|^<request-id-\d+)>$";
const ISO_DATE: &str = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)";
const ACCOUNT: &str = "111111111111";

/// The comparisons of one scenario.
pub(crate) struct Comparison {
    account: String,
    /// Text that stands for a value; `None` for any.
    extra: BTreeMap<String, Option<String>>,
    always_unordered: Vec<String>,
    /// The values of numbered placeholders so far.
    bound: BTreeMap<String, String>,
    unordered: Vec<String>,
    ignore: Vec<String>,
    differences: Vec<String>,
}

impl Comparison {
    pub(crate) fn new(
        account: &str,
        extra: BTreeMap<String, Option<String>>,
        always_unordered: Vec<String>,
    ) -> Self {
        Self {
            account: account.to_owned(),
            extra,
            always_unordered,
            bound: BTreeMap::new(),
            unordered: Vec::new(),
            ignore: Vec::new(),
            differences: Vec::new(),
        }
    }

    /// What differs.
    pub(crate) fn answer(
        &mut self,
        expected: &Value,
        actual: &Value,
        unordered: Vec<String>,
        ignore: Vec<String>,
    ) -> Vec<String> {
        self.unordered = [self.always_unordered.clone(), unordered].concat();
        self.ignore = ignore;
        self.value(expected, actual, "");
        std::mem::take(&mut self.differences)
    }

    fn note(&mut self, path: &str, text: String) {
        let path = if path.is_empty() { "." } else { path };
        self.differences.push(format!("{path}: {text}"));
    }

    fn ignored(&self, path: &str) -> bool {
        self.ignore.iter().any(|one| one == path.trim_start_matches('.'))
    }

    fn value(&mut self, expected: &Value, actual: &Value, path: &str) {
        if self.ignored(path) {
            return;
        }
        let parsed = match (expected, actual) {
            (Value::Object(_) | Value::Array(_), Value::String(text)) => opened(expected, text),
            _ => None,
        };
        let actual = parsed.as_ref().unwrap_or(actual);
        match (expected, actual) {
            (Value::Object(expected), Value::Object(actual)) => self.object(expected, actual, path),
            (Value::Array(expected), Value::Array(actual)) => self.list(expected, actual, path),
            (Value::String(text), _) if self.text(text, actual) => {}
            (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {}
            _ if expected == actual && !expected.is_string() => {}
            _ => self.note(
                path,
                format!("expected {}, got {}", brief(expected), brief(actual)),
            ),
        }
    }

    fn object(&mut self, expected: &Map<String, Value>, actual: &Map<String, Value>, path: &str) {
        let only_status = path.rsplit('.').next() == Some("ResponseMetadata");
        let counts = |key: &String| !only_status || key == "HTTPStatusCode";
        let mut left: Vec<(&String, &Value)> = actual.iter().filter(|(key, _)| counts(key)).collect();
        for (key, value) in expected.iter().filter(|(key, _)| counts(key)) {
            let place = format!("{path}.{key}");
            let found = left.iter().position(|(name, _)| *name == key).or_else(|| {
                left.iter()
                    .position(|(name, _)| self.text(key, &Value::from(name.as_str())))
            });
            match found {
                Some(at) => {
                    let (_, actual) = left.remove(at);
                    self.value(value, actual, &place);
                }
                None if self.ignored(&place) => {}
                None => self.note(&place, format!("missing, expected {}", brief(value))),
            }
        }
        for (key, value) in left {
            let place = format!("{path}.{key}");
            if !self.ignored(&place) {
                self.note(&place, format!("not expected: {}", brief(value)));
            }
        }
    }

    fn list(&mut self, expected: &[Value], actual: &[Value], path: &str) {
        if expected.len() != actual.len() {
            let text = format!("expected {} elements, got {}", expected.len(), actual.len());
            self.note(path, text);
        }
        let name = path.rsplit('.').next().unwrap_or_default();
        let name = name.split('[').next().unwrap_or_default().to_owned();
        if !self.unordered.contains(&name) {
            for (index, (one, other)) in expected.iter().zip(actual).enumerate() {
                self.value(one, other, &format!("{path}[{index}]"));
            }
            return;
        }
        let mut left: Vec<&Value> = actual.iter().collect();
        for (index, one) in expected.iter().enumerate() {
            let place = format!("{path}[{index}]");
            let mut best: Option<(Vec<String>, usize, BTreeMap<String, String>)> = None;
            for (position, other) in left.iter().enumerate() {
                let kept = std::mem::take(&mut self.differences);
                let bound = self.bound.clone();
                self.value(one, other, &place);
                let found = std::mem::replace(&mut self.differences, kept);
                let bound = std::mem::replace(&mut self.bound, bound);
                let done = found.is_empty();
                if best
                    .as_ref()
                    .is_none_or(|(fewest, ..)| found.len() < fewest.len())
                {
                    best = Some((found, position, bound));
                }
                if done {
                    break;
                }
            }
            match best {
                Some((found, position, bound)) => {
                    self.differences.extend(found);
                    self.bound = bound;
                    left.remove(position);
                }
                None => self.note(&place, format!("missing, expected {}", brief(one))),
            }
        }
    }

    /// Whether a value is what a text with placeholders stands for; new placeholders get their values.
    fn text(&mut self, expected: &str, actual: &Value) -> bool {
        let mark = Regex::new(MARK).unwrap();
        if actual.as_str() == Some(expected) && !mark.is_match(expected).unwrap() {
            return true;
        }
        match expected {
            "datetime" => return actual.as_str().is_some_and(|text| text.starts_with(TIME)),
            "timestamp" => return !matches!(actual, Value::Null | Value::Object(_) | Value::Array(_)),
            _ => {}
        }
        let whole = mark
            .find(expected)
            .unwrap()
            .is_some_and(|found| found.as_str() == expected);
        let actual = match actual {
            Value::String(text) => text.strip_prefix(TIME).unwrap_or(text).to_owned(),
            Value::Number(_) | Value::Bool(_) if whole => actual.to_string(),
            Value::Null | Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                return false;
            }
        };
        if self.extra.get(expected).is_some_and(Option::is_none) {
            return true;
        }
        let (pattern, names) = self.pattern(expected, whole);
        let Some(found) = Regex::new(&pattern).unwrap().captures(&actual).unwrap() else {
            return false;
        };
        let new: Vec<(String, String)> = names
            .into_iter()
            .enumerate()
            .map(|(index, name)| {
                (
                    name,
                    found.name(&format!("p{index}")).unwrap().as_str().to_owned(),
                )
            })
            .collect();
        // Different placeholders are different values.
        if new
            .iter()
            .any(|(_, value)| self.bound.values().any(|taken| taken == value))
        {
            return false;
        }
        self.bound.extend(new);
        true
    }

    /// The pattern of a text, and the placeholders that get their values from it.
    fn pattern(&self, expected: &str, whole: bool) -> (String, Vec<String>) {
        let words: Vec<String> = self
            .extra
            .iter()
            .filter(|(_, value)| value.is_some())
            .map(|(word, _)| fancy_regex::escape(word).into_owned())
            .collect();
        let mut kinds = vec![MARK.to_owned(), ACCOUNT.to_owned(), r"\bdate\b".to_owned()];
        kinds.extend(words);
        let splitter = Regex::new(&kinds.join("|")).unwrap();
        let numbered = Regex::new(NUMBERED).unwrap();
        let (mut pattern, mut names, mut at) = (String::from("(?s)^"), Vec::<String>::new(), 0);
        for found in splitter.find_iter(expected).map(Result::unwrap) {
            pattern.push_str(&fancy_regex::escape(&expected[at..found.start()]));
            at = found.end();
            let part = found.as_str();
            if part == ACCOUNT {
                pattern.push_str(&format!("(?:{}|{part})", self.account));
            } else if part == "date" {
                pattern.push_str(&format!("(?:date|{ISO_DATE})"));
            } else if let Some(Some(value)) = self.extra.get(part) {
                pattern.push_str(&fancy_regex::escape(value));
            } else if let Some(value) = self.bound.get(part) {
                pattern.push_str(&fancy_regex::escape(value));
            } else if let Some(index) = names.iter().position(|name| name == part) {
                pattern.push_str(&format!(r"\k<p{index}>"));
            } else if numbered.is_match(part).unwrap() {
                pattern.push_str(&format!("(?<p{}>.+?)", names.len()));
                names.push(part.to_owned());
            } else {
                pattern.push_str(if whole { ".+?" } else { ".*?" });
            }
        }
        pattern.push_str(&fancy_regex::escape(&expected[at..]));
        pattern.push('$');
        (pattern, names)
    }
}

/// A text where an object or a list is expected: parsed, or line by line.
fn opened(expected: &Value, text: &str) -> Option<Value> {
    let lines = expected.as_object().is_some_and(|object| {
        !object.is_empty()
            && object.keys().all(|key| {
                key.strip_prefix("line")
                    .is_some_and(|rest| rest.parse::<u32>().is_ok())
            })
    });
    if lines {
        let lines = text.split('\n').enumerate();
        return Some(
            lines
                .map(|(at, line)| (format!("line{at:02}"), Value::from(line)))
                .collect(),
        );
    }
    serde_json::from_str(text).ok()
}

fn brief(value: &Value) -> String {
    let text = value.to_string().replace("\\u0000time:", "time ");
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[test]
fn placeholders_stand_for_one_value() {
    let mut comparison = Comparison::new("111111111111", BTreeMap::new(), vec!["items".to_owned()]);
    let mut check = |expected: Value, actual: Value, same: bool| {
        let found = comparison.answer(&expected, &actual, Vec::new(), Vec::new());
        assert_eq!(found.is_empty(), same, "{expected} {actual}: {found:?}");
    };
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    check(json(r#"{"id": "<id:1>"}"#), json(r#"{"id": "a"}"#), true);
    check(json(r#"{"id": "x <id:1>!"}"#), json(r#"{"id": "x a!"}"#), true);
    check(json(r#"{"id": "x <id:1>!"}"#), json(r#"{"id": "x b!"}"#), false);
    check(json(r#"{"id": "<id:2>"}"#), json(r#"{"id": "a"}"#), false);
    check(
        json(r#"{"items": ["b", "<id:1>"]}"#),
        json(r#"{"items": ["a", "b"]}"#),
        true,
    );
    check(
        json(r#"{"list": ["b", "<id:1>"]}"#),
        json(r#"{"list": ["a", "b"]}"#),
        false,
    );
    check(json(r#"{"on": true}"#), json(r#"{"on": "true"}"#), false);
    check(json(r#"{"n": 1}"#), json(r#"{"n": 1, "more": null}"#), false);
    check(json(r#"{"s": {"a": 1}}"#), json(r#"{"s": "{\"a\":1}"}"#), true);
    check(json(r#""datetime""#), Value::from(format!("{TIME}0")), true);
    check(json(r#""datetime""#), Value::from("0"), false);
}
