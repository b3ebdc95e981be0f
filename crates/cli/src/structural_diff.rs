//! Two JSON values compared part by part.
//!
//! Lists are compared as what they hold, since order means nothing in policies and definitions; of what is left over,
//! statements with the same `Sid` are compared with each other, and so are a single one on either side.

use serde_json::{Map, Value, json};

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// Names of members from the top; a list adds `[SID]` where it has one.
    pub(crate) path: Vec<String>,
    /// The value on the old side; `None`: it is only on the new one.
    pub(crate) old: Option<Value>,
    /// The value on the new side.
    pub(crate) new: Option<Value>,
}

impl Change {
    /// `added`, `removed` or `changed`.
    pub(crate) fn kind(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "added",
            (_, None) => "removed",
            (Some(_), Some(_)) => "changed",
        }
    }
}

/// Every difference, in the order of paths.
pub(crate) fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    compare(&mut Vec::new(), old, new, &mut found);
    found
}

fn compare(path: &mut Vec<String>, old: &Value, new: &Value, found: &mut Vec<Change>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => objects(path, old, new, found),
        (Value::Array(old_items), Value::Array(new_items)) => {
            let before = found.len();
            lists(path, old_items, new_items, found);
            if found.len() == before {
                // The same in another order.
                found.push(change(path, Some(old), Some(new)));
            }
        }
        // In policies one value may stand for a list of one.
        (Value::Array(items), Value::String(_)) if !items.contains(new) => {
            lists(path, items, std::slice::from_ref(new), found);
        }
        (Value::String(_), Value::Array(items)) if !items.contains(old) => {
            lists(path, std::slice::from_ref(old), items, found);
        }
        (Value::Null, new) => found.push(change(path, None, Some(new))),
        (old, Value::Null) => found.push(change(path, Some(old), None)),
        (old, new) => found.push(change(path, Some(old), Some(new))),
    }
}

fn objects(
    path: &mut Vec<String>,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    found: &mut Vec<Change>,
) {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        path.push(name.clone());
        match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => compare(path, old, new, found),
            (old, new) => found.push(change(path, old, new)),
        }
        path.pop();
    }
}

fn lists(path: &mut Vec<String>, old: &[Value], new: &[Value], found: &mut Vec<Change>) {
    let mut added: Vec<&Value> = new.iter().collect();
    let mut removed: Vec<&Value> = Vec::new();
    for item in old {
        match added.iter().position(|other| *other == item) {
            Some(at) => {
                added.remove(at);
            }
            None => removed.push(item),
        }
    }
    let mut pairs = Vec::new();
    removed.retain(|item| {
        let Some(sid) = sid(item) else {
            return true;
        };
        match added.iter().position(|other| self::sid(other) == Some(sid)) {
            Some(at) => {
                pairs.push((format!("[{sid}]"), *item, added.remove(at)));
                false
            }
            None => true,
        }
    });
    if let ([one], [other]) = (&removed[..], &added[..])
        && one.is_object()
        && other.is_object()
    {
        pairs.push(("[]".to_owned(), *one, *other));
        removed.clear();
        added.clear();
    }
    for (step, old, new) in pairs {
        path.push(step);
        compare(path, old, new, found);
        path.pop();
    }
    found.extend(removed.iter().map(|item| change(path, Some(item), None)));
    found.extend(added.iter().map(|item| change(path, None, Some(item))));
}

fn sid(item: &Value) -> Option<&str> {
    item.get("Sid").and_then(Value::as_str)
}

fn change(path: &[String], old: Option<&Value>, new: Option<&Value>) -> Change {
    Change {
        path: path.to_vec(),
        old: old.cloned(),
        new: new.cloned(),
    }
}

/// The documented JSON form.
pub(crate) fn json_of(changes: &[Change], old: &str, new: &str) -> Value {
    let one = |change: &Change| json!({ "path": change.path, "kind": change.kind(), old: change.old, new: change.new });
    changes.iter().map(one).collect()
}

/// A block of lines for each change, indented by two: `+`, `-` or `~`, the path, and the values.
pub(crate) fn text_of(changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        let path = change.path.join(" ");
        let value = |value: &Value| match value {
            Value::Object(_) | Value::Array(_) => format!("\n{}", indented(&format!("{value:#}"), "      ")),
            simple @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                format!(" {simple}")
            }
        };
        text.push_str(&match (&change.old, &change.new) {
            (Some(old), Some(new)) => {
                format!("  ~ {path}\n    -{}\n    +{}\n", value(old), value(new))
            }
            (Some(old), None) => format!("  - {path}{}\n", value(old)),
            (None, new) => format!("  + {path}{}\n", value(new.as_ref().unwrap_or(&Value::Null))),
        });
    }
    text
}

/// Lines with something before each.
pub(crate) fn indented(text: &str, by: &str) -> String {
    text.lines()
        .map(|line| format!("{by}{line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: Value, new: Value, expect: &[(&str, &str)]) {
        let found = changes(&old, &new);
        let got: Vec<(&str, String)> = found
            .iter()
            .map(|change| (change.kind(), change.path.join(" ")))
            .collect();
        let expect: Vec<(&str, String)> = expect
            .iter()
            .map(|(kind, path)| (*kind, (*path).to_owned()))
            .collect();
        assert_eq!(got, expect, "{old} {new}");
    }

    #[test]
    fn members_are_added_removed_and_changed() {
        check(json!({ "a": 1 }), json!({ "a": 1 }), &[]);
        check(
            json!({ "a": 1, "b": { "c": 1 }, "d": 1 }),
            json!({ "b": { "c": 2 }, "d": 1, "e": null }),
            &[("removed", "a"), ("changed", "b c"), ("added", "e")],
        );
        check(json!(null), json!({ "a": 1 }), &[("added", "")]);
        check(json!({ "a": 1 }), json!(null), &[("removed", "")]);
    }

    #[test]
    fn lists_are_compared_by_what_they_hold() {
        check(json!([1, 2]), json!([2, 3]), &[("removed", ""), ("added", "")]);
        check(json!([1, 1]), json!([1]), &[("removed", "")]);
        check(json!([1, 2]), json!([2, 1]), &[("changed", "")]);
        check(
            json!([{ "Sid": "A", "x": 1 }, { "Sid": "B", "x": 1 }]),
            json!([{ "Sid": "B", "x": 2 }, { "Sid": "C" }, { "Sid": "A", "x": 1 }]),
            &[("changed", "[B] x"), ("added", "")],
        );
        check(
            json!([{ "x": 1 }, 5]),
            json!([5, { "x": 2 }]),
            &[("changed", "[] x")],
        );
    }

    #[test]
    fn text_shows_both_sides() {
        let found = changes(
            &json!({ "p": { "l": ["a"] } }),
            &json!({ "p": { "l": ["b"] }, "q": { "r": true } }),
        );
        assert_eq!(
            text_of(&found),
            "  - p l \"a\"\n  + p l \"b\"\n  + q\n      {\n        \"r\": true\n      }\n"
        );
    }
}
