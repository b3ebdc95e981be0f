//! The one engine of the PATCH operations.
//!
//! A kind of resource declares a [`RuleSet`]: which paths there are, which operations each takes, and what each does to the
//! value. The engine splits and unescapes the path, finds the rule, and applies all operations in order to a copy: either
//! all of them hold or none does. A path or an operation that no rule has is an error in the words that AWS has for that
//! kind of resource; nothing is skipped.
//!
//! What concerns the whole value (a reference to something else, two members that exclude each other) is checked by the
//! handler after [`RuleSet::apply`], before it stores the result.
//!
//! Sources: API Gateway API reference, "PatchOperation"; RFC 6901 for the paths; recorded answers for the words.

use aws_model::apigateway::PatchOperation;
use control::{Error, Result};

use crate::errors::bad_request;

/// What an operation of a patch does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    /// Adds a member or an element.
    Add,
    /// Removes one.
    Remove,
    /// Sets one.
    Replace,
    /// Sets one to what another has (`from`).
    Copy,
    /// No resource supports it.
    Move,
    /// No resource supports it.
    Test,
}

impl Op {
    /// The op of this name. The codec has checked it; an absent one means nothing that could be done.
    fn parse(name: Option<&str>) -> Option<Self> {
        match name? {
            "add" => Some(Self::Add),
            "remove" => Some(Self::Remove),
            "replace" => Some(Self::Replace),
            "copy" => Some(Self::Copy),
            "move" => Some(Self::Move),
            "test" => Some(Self::Test),
            _ => None,
        }
    }

    /// As it stands in a request.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Replace => "replace",
            Self::Copy => "copy",
            Self::Move => "move",
            Self::Test => "test",
        }
    }
}

/// One operation of a patch whose path matched a rule.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    /// What to do.
    pub op: Op,
    /// The path as sent.
    pub path: &'a str,
    /// What stood in the places of the rule's `{…}`, in order, unescaped.
    pub at: Vec<String>,
    /// The value, if one was sent. `null` is the same as none.
    pub value: Option<&'a str>,
    /// The path that `copy` copies from.
    pub from: Option<&'a str>,
}

impl Change<'_> {
    /// What stood in the first `{…}` of the rule's path; empty if it has none.
    pub(crate) fn name(&self) -> &str {
        self.nth(0)
    }

    /// What stood in one of the `{…}` of the rule's path, counted from 0.
    pub(crate) fn nth(&self, index: usize) -> &str {
        self.at.get(index).map_or("", String::as_str)
    }

    /// The value; empty if there is none.
    pub(crate) fn text(&self) -> &str {
        self.value.unwrap_or_default()
    }

    /// The value as a member that may be absent: an operation that removes, a value that is absent or empty leave none.
    pub(crate) fn optional(&self) -> Option<String> {
        match self.op {
            Op::Remove => None,
            Op::Add | Op::Replace | Op::Copy | Op::Move | Op::Test => {
                self.value.filter(|value| !value.is_empty()).map(str::to_owned)
            }
        }
    }

    /// The value as a truth value. Everything but `true` is false, in any case of letters.
    ///
    /// Source: recorded answers (`whatever` and an absent value are accepted and are false).
    pub(crate) fn boolean(&self) -> bool {
        self.text().eq_ignore_ascii_case("true")
    }

    /// The value as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.text().trim().parse().ok()
    }

    /// AWS's error for a path that a resource of plain wording does not have.
    pub(crate) fn no_such_path(&self) -> Error {
        bad_request(format!("Invalid patch path {}", self.path))
    }
}

/// One path of a resource: where, which operations, what happens.
pub(crate) struct Rule<T, C: ?Sized = ()> {
    /// `/description`, `/requestParameters/{name}`. `{name}` stands for one part of the path, `{name+}` for one or more (at
    /// most one such in a path). The first rule that matches counts, so the special ones stand before the general ones.
    pub path: &'static str,
    /// What it takes.
    pub ops: &'static [Op],
    /// Changes the value.
    pub apply: fn(&mut T, &Change<'_>, &C) -> Result<()>,
}

/// How a resource's errors for unknown paths and operations read. AWS has several ways.
pub(crate) enum Wording {
    /// `Invalid patch path  '/x' specified for op 'replace'. Must be one of: [/a, /b]`, and for an operation that no path
    /// takes `… specified for op 'add'. Please choose supported operations`.
    Listed,
    /// `Invalid patch path /x`, and for a path that does not take the operation
    /// `Invalid patch operation specified. Must be one of: [replace]`.
    Plain,
    /// `Invalid patch path /x` for both.
    PathOnly,
    /// The resource's own, from the operation with nothing in `at`.
    Own(fn(&Change<'_>) -> Error),
}

/// Everything that can be patched in one kind of resource.
///
/// `C` is what the rules may look at besides the value: the API that a method is in, say.
pub(crate) struct RuleSet<T: 'static, C: ?Sized + 'static = ()> {
    /// How errors read.
    pub wording: Wording,
    /// The paths. In the order in which [`Wording::Listed`] lists them.
    pub rules: &'static [Rule<T, C>],
}

impl<T: Clone, C: ?Sized> RuleSet<T, C> {
    /// The value with all operations applied; the first that does not hold is the error, and nothing is changed.
    pub(crate) fn apply(&self, value: &T, operations: Option<&[PatchOperation]>, context: &C) -> Result<T> {
        let mut value = value.clone();
        for operation in operations.unwrap_or_default() {
            let (rule, change) = self.rule(operation)?;
            (rule.apply)(&mut value, &change, context)?;
        }
        Ok(value)
    }

    /// The rule for an operation.
    fn rule<'o>(&self, operation: &'o PatchOperation) -> Result<(&Rule<T, C>, Change<'o>)> {
        let Some(path) = operation.path.as_deref() else {
            return Err(bad_request("Invalid patch path null"));
        };
        let Some(op) = Op::parse(operation.op.as_deref()) else {
            return Err(bad_request("Invalid patch operation specified"));
        };
        let mut change = Change {
            op,
            path,
            at: Vec::new(),
            value: operation.value.as_deref(),
            from: operation.from.as_deref(),
        };
        let Some(parts) = split(path) else {
            return Err(self.refused(&change, &[]));
        };
        let mut ops: Vec<Op> = Vec::new();
        for rule in self.rules {
            let Some(at) = matched(rule.path, &parts) else {
                continue;
            };
            if rule.ops.contains(&op) {
                change.at = at;
                return Ok((rule, change));
            }
            ops.extend(rule.ops);
        }
        Err(self.refused(&change, &ops))
    }

    /// The error for an operation that no rule takes; `ops` are those that rules for this path take.
    fn refused(&self, change: &Change<'_>, ops: &[Op]) -> Error {
        let (op, path) = (change.op, change.path);
        match self.wording {
            Wording::Listed => {
                let paths: Vec<&str> = self
                    .rules
                    .iter()
                    .filter(|rule| rule.ops.contains(&op))
                    .map(|rule| rule.path)
                    .collect();
                let hint = if paths.is_empty() {
                    "Please choose supported operations".to_owned()
                } else {
                    format!("Must be one of: [{}]", paths.join(", "))
                };
                bad_request(format!(
                    "Invalid patch path  '{path}' specified for op '{}'. {hint}",
                    op.name()
                ))
            }
            Wording::Plain if !ops.is_empty() => {
                let names: Vec<&str> = ops.iter().map(|op| op.name()).collect();
                bad_request(format!(
                    "Invalid patch operation specified. Must be one of: [{}]",
                    names.join(", ")
                ))
            }
            Wording::Plain | Wording::PathOnly => change.no_such_path(),
            Wording::Own(words) => words(change),
        }
    }
}

/// The parts of a path, unescaped; none if it does not begin with `/`.
fn split(path: &str) -> Option<Vec<String>> {
    Some(path.strip_prefix('/')?.split('/').map(unescape).collect())
}

/// A part of a path without its escapes: `~1` is `/`, `~0` is `~`.
///
/// Source: RFC 6901, section 4.
pub(crate) fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// What stands in the places of a rule's path, if the parts match it.
fn matched(rule: &str, parts: &[String]) -> Option<Vec<String>> {
    let pattern: Vec<&str> = rule.strip_prefix('/')?.split('/').collect();
    let greedy = pattern.iter().any(|part| part.ends_with("+}"));
    let more = parts.len().checked_sub(pattern.len())?;
    if more > 0 && !greedy {
        return None;
    }
    let mut at = Vec::new();
    let mut left = parts.iter();
    for part in pattern {
        if part.ends_with("+}") {
            let taken: Vec<&str> = left.by_ref().take(more + 1).map(String::as_str).collect();
            at.push(taken.join("/"));
        } else if part.starts_with('{') {
            let taken = left.next().filter(|taken| !taken.is_empty())?;
            at.push(taken.clone());
        } else if left.next().map(String::as_str) != Some(part) {
            return None;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Value = Vec<String>;

    fn note(value: &mut Value, change: &Change<'_>, word: &str) -> Result<()> {
        value.push(format!(
            "{word} {} {:?} {:?}",
            change.op.name(),
            change.at,
            change.value
        ));
        Ok(())
    }

    static RULES: &[Rule<Value, str>] = &[
        Rule {
            path: "/name",
            ops: &[Op::Replace],
            apply: |value, change, _| {
                value.push(change.text().to_owned());
                Ok(())
            },
        },
        Rule {
            path: "/map/{key}",
            ops: &[Op::Add, Op::Replace],
            apply: |value, change, word| note(value, change, word),
        },
        Rule {
            path: "/map/{key}",
            ops: &[Op::Remove],
            apply: |_, _, _| Err(bad_request("cannot go")),
        },
        Rule {
            path: "/stages/{stage}/throttle/{route+}/rate",
            ops: &[Op::Replace],
            apply: |value, change, word| note(value, change, word),
        },
    ];

    fn operation(op: &str, path: &str, value: Option<&str>) -> PatchOperation {
        PatchOperation {
            op: Some(op.to_owned()),
            path: Some(path.to_owned()),
            value: value.map(str::to_owned),
            ..PatchOperation::default()
        }
    }

    fn check(wording: Wording, op: &str, path: &str, expect: &str) {
        let set = RuleSet {
            wording,
            rules: RULES,
        };
        let before: Value = Vec::new();
        let patch = [
            operation("replace", "/name", Some("n")),
            operation(op, path, Some("v")),
        ];
        match set.apply(&before, Some(&patch), "w") {
            Ok(value) => assert_eq!(value, ["n", expect], "{op} {path}"),
            Err(error) => assert_eq!(error.message, expect, "{op} {path}"),
        }
    }

    #[test]
    fn paths_are_matched_part_by_part() {
        check(
            Wording::Plain,
            "add",
            "/map/a~1b~0c",
            r#"w add ["a/b~c"] Some("v")"#,
        );
        check(Wording::Plain, "add", "/map/a/b", "Invalid patch path /map/a/b");
        check(Wording::Plain, "add", "/map/", "Invalid patch path /map/");
        check(Wording::Plain, "add", "map/a", "Invalid patch path map/a");
        check(Wording::Plain, "remove", "/map/a", "cannot go");
        check(
            Wording::Plain,
            "replace",
            "/stages/a:s/throttle//pets/GET/rate",
            r#"w replace ["a:s", "/pets/GET"] Some("v")"#,
        );
        check(
            Wording::Plain,
            "replace",
            "/stages/a:s/throttle/~1pets/rate",
            r#"w replace ["a:s", "/pets"] Some("v")"#,
        );
        check(
            Wording::Plain,
            "replace",
            "/stages/a:s/throttle/rate",
            "Invalid patch path /stages/a:s/throttle/rate",
        );
    }

    #[test]
    fn refusals_read_as_those_of_the_kind() {
        check(
            Wording::Plain,
            "add",
            "/name",
            "Invalid patch operation specified. Must be one of: [replace]",
        );
        check(Wording::PathOnly, "add", "/name", "Invalid patch path /name");
        check(
            Wording::Listed,
            "replace",
            "/x",
            "Invalid patch path  '/x' specified for op 'replace'. Must be one of: [/name, /map/{key}, /stages/{stage}/throttle/{route+}/rate]",
        );
        check(
            Wording::Listed,
            "move",
            "/name",
            "Invalid patch path  '/name' specified for op 'move'. Please choose supported operations",
        );
        check(
            Wording::Own(|change| bad_request(format!("no {}", change.path))),
            "add",
            "/x",
            "no /x",
        );
    }

    #[test]
    fn without_a_path_nothing_is_done() {
        let set = RuleSet {
            wording: Wording::Plain,
            rules: RULES,
        };
        let error = set
            .apply(&Vec::new(), Some(&[PatchOperation::default()]), "w")
            .unwrap_err();
        assert_eq!(error.message, "Invalid patch path null");
        assert_eq!(set.apply(&vec!["a".to_owned()], None, "w").unwrap(), ["a"]);
    }
}
