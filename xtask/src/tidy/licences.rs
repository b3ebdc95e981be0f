//! The licences of everything the workspace depends on, against the list in `deny.toml`.
//!
//! The same list serves `cargo deny`, where it is installed; this check needs nothing installed.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tidy::Finding;

/// Checks every package of the lock file against the `allow` list of `[licenses]`.
pub(crate) fn check(metadata: &Value, deny_toml: &str) -> Result<Vec<Finding>> {
    let allowed = allow_list(deny_toml).context("deny.toml has no `allow = [...]` under [licenses]")?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo metadata has no packages")?;
    let mut findings = Vec::new();
    for package in packages {
        let text = |name: &str| package.get(name).and_then(Value::as_str).unwrap_or_default();
        let place = format!("{} {}", text("name"), text("version"));
        match text("license") {
            "" => findings.push(Finding::new(place, "says no licence")),
            expression if !permits(expression, &allowed) => {
                findings.push(Finding::new(
                    place,
                    format!("licence `{expression}` is not in the list of deny.toml"),
                ));
            }
            _ => {}
        }
    }
    Ok(findings)
}

/// The strings of `allow = [...]` in the section `[licenses]`.
fn allow_list(deny_toml: &str) -> Option<BTreeSet<String>> {
    let section = deny_toml.split("\n[licenses]").nth(1)?;
    let section = section.split("\n[").next()?;
    let list = section.split("\nallow = [").nth(1)?.split(']').next()?;
    let without_comments = list
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default());
    let names = without_comments
        .flat_map(|line| line.split(','))
        .map(|name| name.trim().trim_matches('"'));
    Some(names.filter(|name| !name.is_empty()).map(str::to_owned).collect())
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
}
