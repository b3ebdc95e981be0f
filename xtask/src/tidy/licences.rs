//! The licences of everything the workspace and the packages beside it depend on, against the lists in `deny.toml`.
//!
//! The same list serves `cargo deny`, where it is installed; this check needs nothing installed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tidy::Finding;

/// Checks every package of a lock file against `allow` and `exceptions` of `[licenses]`; adds the exceptions it needed.
pub(crate) fn check(
    metadata: &Value,
    deny_toml: &str,
    needed: &mut BTreeSet<String>,
) -> Result<Vec<Finding>> {
    let allowed = allow_list(deny_toml).context("deny.toml has no `allow = [...]` under [licenses]")?;
    let exceptions = exceptions(deny_toml);
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo metadata has no packages")?;
    let mut findings = Vec::new();
    for package in packages {
        let text = |name: &str| package.get(name).and_then(Value::as_str).unwrap_or_default();
        let (name, expression) = (text("name"), text("license"));
        let place = format!("{name} {}", text("version"));
        if permits(expression, &allowed) {
            continue;
        }
        if let Some(more) = exceptions.get(name)
            && permits(expression, &allowed.union(more).cloned().collect())
        {
            needed.insert(name.to_owned());
            continue;
        }
        let text = match expression {
            "" => "says no licence".to_owned(),
            _ => format!("licence `{expression}` is not in the list of deny.toml"),
        };
        findings.push(Finding::new(place, text));
    }
    Ok(findings)
}

/// Exceptions that nothing needed.
pub(crate) fn unneeded(deny_toml: &str, needed: &BTreeSet<String>) -> Vec<Finding> {
    let exceptions = exceptions(deny_toml);
    let unneeded = exceptions.keys().filter(|name| !needed.contains(*name));
    unneeded
        .map(|name| {
            Finding::new(
                "deny.toml",
                format!("the exception for `{name}` is not needed: remove it"),
            )
        })
        .collect()
}

/// The strings of `allow = [...]` in the section `[licenses]`.
fn allow_list(deny_toml: &str) -> Option<BTreeSet<String>> {
    let list = section(deny_toml)?
        .split("\nallow = [")
        .nth(1)?
        .split(']')
        .next()?;
    let without_comments = list
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default());
    Some(strings(without_comments))
}

/// What else each crate of `exceptions = [...]` may have; one `{ crate = "…", allow = […] }` a line.
fn exceptions(deny_toml: &str) -> BTreeMap<String, BTreeSet<String>> {
    let section = section(deny_toml).unwrap_or_default();
    let rows = section.lines().filter_map(|line| {
        let (name, allow) = line.trim().strip_prefix("{ crate = \"")?.split_once('"')?;
        let allow = allow.split_once("allow = [")?.1.split(']').next()?;
        Some((name.to_owned(), strings(std::iter::once(allow))))
    });
    rows.collect()
}

fn section(deny_toml: &str) -> Option<&str> {
    deny_toml.split("\n[licenses]").nth(1)?.split("\n[").next()
}

fn strings<'t>(lists: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let names = lists
        .flat_map(|list| list.split(','))
        .map(|name| name.trim().trim_matches('"'));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Whether an SPDX expression can be satisfied with the allowed licences alone.
///
/// `AND` binds tighter than `OR`; `A/B` is the older spelling of `A OR B`; `A WITH B` is one name.
fn permits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let result = any_of(&words, &mut at, allowed);
    result && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut result = all_of(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        let right = all_of(words, at, allowed);
        result |= right;
    }
    result
}

fn all_of(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut result = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        let right = one(words, at, allowed);
        result &= right;
    }
    result
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let result = any_of(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return result && closed;
    }
    if words.get(*at) == Some(&"WITH") {
        let name = format!("{word} WITH {}", words.get(*at + 1).copied().unwrap_or_default());
        *at += 2;
        return allowed.contains(&name);
    }
    allowed.contains(*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_judged_as_spdx_means_them() {
        let allowed =
            allow_list("\n[licenses]\n# why\nallow = [\n  \"MIT\", # short\n  \"ISC\",\n]\n[bans]\n")
                .unwrap();
        let check = |expression: &str, expect: bool| {
            assert_eq!(permits(expression, &allowed), expect, "{expression}")
        };
        check("MIT", true);
        check("GPL-3.0", false);
        check("GPL-3.0 OR MIT", true);
        check("GPL-3.0/MIT", true);
        check("MIT AND GPL-3.0", false);
        check("ISC AND (MIT OR Apache-2.0)", true);
        check("MIT OR GPL-3.0 AND GPL-2.0", true);
        check("(MIT OR GPL-3.0) AND GPL-2.0", false);
        check("Apache-2.0 WITH LLVM-exception", false);
        check("(MIT", false);
        check("MIT )", false);
    }

    #[test]
    fn an_exception_is_for_one_crate_and_must_be_needed() {
        let deny_toml = "\n[licenses]\nallow = [\"MIT\"]\nexceptions = [\n  \
            { crate = \"a\", allow = [\"NCSA\", \"ISC\"] }, # why\n]\n[bans]\n";
        let check = |name: &str, license: &str, findings: usize, needs: bool| {
            let metadata = serde_json::json!({ "packages": [{ "name": name, "license": license }] });
            let mut needed = BTreeSet::new();
            let found = super::check(&metadata, deny_toml, &mut needed).unwrap();
            assert_eq!(found.len(), findings, "{name} {license}");
            assert_eq!(unneeded(deny_toml, &needed).is_empty(), needs, "{name} {license}");
        };
        check("a", "MIT AND NCSA", 0, true);
        check("a", "MIT", 0, false);
        check("a", "GPL-3.0", 1, false);
        check("b", "MIT AND NCSA", 1, false);
        check("b", "", 1, false);
    }
}
