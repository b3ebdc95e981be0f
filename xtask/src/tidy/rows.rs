//! The rows of the crates: dependencies point downward, and the lower rows know no I/O.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tidy::Finding;

/// A crate of the product.
struct Row {
    name: &'static str,
    row: u8,
    /// Crates of the same row it may use.
    beside: &'static [&'static str],
}

const fn row(row: u8, name: &'static str, beside: &'static [&'static str]) -> Row {
    Row { name, row, beside }
}

/// Every crate of the product. `ARCHITECTURE.md` draws the same picture.
const ROWS: &[Row] = &[
    row(0, "portcullis-core", &[]),
    row(0, "source-text", &[]),
    row(1, "iam-policy", &[]),
    row(1, "sigv4", &[]),
    row(1, "jwt", &[]),
    row(1, "aws-wire", &[]),
    row(1, "mapping", &[]),
    row(1, "api-model", &["iam-policy"]),
    row(2, "openapi", &[]),
    row(2, "aws-model", &[]),
    row(2, "api-definition", &["aws-model", "openapi"]),
    row(3, "invoke", &[]),
    row(3, "store", &[]),
    row(3, "functions", &[]),
    row(4, "gateway", &[]),
    row(4, "control", &[]),
    row(5, "svc-iam", &[]),
    row(5, "svc-apigateway", &[]),
    row(5, "svc-lambda", &[]),
    row(5, "svc-logs", &[]),
    row(6, "server", &[]),
    row(7, "portcullis", &[]),
    row(7, "testkit", &[]),
];

/// Packages outside the rows: tools of the repository, which no crate of the product may use.
const TOOLS: &[&str] = &["xtask"];

/// The highest row without I/O, and what stands for I/O in a dependency tree.
const PURE_UP_TO: u8 = 2;
const NOT_PURE: &[&str] = &[
    "tokio",
    "hyper",
    "hyper-util",
    "mio",
    "socket2",
    "rusqlite",
    "libsqlite3-sys",
    "sqlx",
    "reqwest",
    "async-std",
];

/// Checks the workspace's packages against the rows.
pub(crate) fn check(metadata: &Value) -> Result<Vec<Finding>> {
    let graph = Graph::read(metadata)?;
    Ok(check_graph(&graph))
}

/// What depends on what, development dependencies left out.
struct Graph {
    /// Names of the workspace's packages.
    members: BTreeSet<String>,
    /// Names by package id: two versions of a package are two ids.
    names: BTreeMap<String, String>,
    /// Ids of the dependencies of each id.
    edges: BTreeMap<String, Vec<String>>,
}

impl Graph {
    fn read(metadata: &Value) -> Result<Self> {
        let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let packages = list(metadata.get("packages"));
        let names: BTreeMap<_, _> = packages
            .iter()
            .map(|p| (text(p.get("id")), text(p.get("name"))))
            .collect();
        let resolve = metadata
            .get("resolve")
            .context("cargo metadata resolved nothing")?;
        let mut edges = BTreeMap::new();
        for node in list(resolve.get("nodes")) {
            let shipped = |dep: &&Value| {
                list(dep.get("dep_kinds"))
                    .iter()
                    .any(|kind| kind.get("kind").and_then(Value::as_str) != Some("dev"))
            };
            let deps = list(node.get("deps"));
            let ids = deps
                .iter()
                .filter(shipped)
                .map(|dep| text(dep.get("pkg")))
                .collect();
            edges.insert(text(node.get("id")), ids);
        }
        let member = |id: &Value| names.get(id.as_str()?).cloned();
        let members = list(metadata.get("workspace_members"))
            .iter()
            .filter_map(member)
            .collect();
        Ok(Self {
            members,
            names,
            edges,
        })
    }

    fn name(&self, id: &str) -> &str {
        self.names.get(id).map_or("?", String::as_str)
    }

    fn id(&self, name: &str) -> Option<&String> {
        self.names
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(id, _)| id)
    }

    fn direct(&self, name: &str) -> Vec<&str> {
        let ids = self.id(name).and_then(|id| self.edges.get(id));
        ids.into_iter().flatten().map(|id| self.name(id)).collect()
    }

    /// A shortest way from a package to another, both ends included.
    fn way(&self, from: &str, to: &str) -> Option<Vec<&str>> {
        let start = self.id(from)?;
        let mut came_from: BTreeMap<&String, Option<&String>> = BTreeMap::from([(start, None)]);
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(id) = queue.pop_front() {
            if self.name(id) == to {
                let mut way = vec![self.name(id)];
                let mut at = came_from.get(id).copied().flatten();
                while let Some(before) = at {
                    way.push(self.name(before));
                    at = came_from.get(before).copied().flatten();
                }
                way.reverse();
                return Some(way);
            }
            for next in self.edges.get(id).into_iter().flatten() {
                if !came_from.contains_key(next) {
                    came_from.insert(next, Some(id));
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

fn check_graph(graph: &Graph) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in &graph.members {
        let known = ROWS.iter().any(|row| row.name == member) || TOOLS.contains(&member.as_str());
        if !known {
            findings.push(Finding::new(
                member,
                "this crate has no row: give it one in xtask/src/tidy/rows.rs",
            ));
        }
    }
    for row in ROWS {
        if !graph.members.contains(row.name) {
            findings.push(Finding::new(
                row.name,
                "this row has no crate: remove it from xtask/src/tidy/rows.rs",
            ));
            continue;
        }
        let direct = graph.direct(row.name);
        for used in &direct {
            if TOOLS.contains(used) {
                findings.push(Finding::new(row.name, format!("uses the tool `{used}`")));
            }
            let Some(other) = ROWS.iter().find(|other| other.name == *used) else {
                continue;
            };
            if other.row > row.row || (other.row == row.row && !row.beside.contains(used)) {
                let text = format!("row {} must not use `{used}` of row {}", row.row, other.row);
                findings.push(Finding::new(row.name, text));
            }
        }
        if row.row <= PURE_UP_TO {
            for outside in NOT_PURE {
                if let Some(way) = graph.way(row.name, outside) {
                    let text = format!("rows 0 to {PURE_UP_TO} do no I/O, but {}", way.join(" → "));
                    findings.push(Finding::new(row.name, text));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All crates of the rows and the tools, with these further dependencies.
    fn findings(edges: &[(&str, &str)]) -> Vec<String> {
        let members = || ROWS.iter().map(|row| row.name).chain(TOOLS.iter().copied());
        let outside = edges.iter().flat_map(|(a, b)| [*a, *b]);
        let mut graph = Graph {
            members: members().map(str::to_owned).collect(),
            names: members()
                .chain(outside)
                .map(|name| (name.to_owned(), name.to_owned()))
                .collect(),
            edges: BTreeMap::new(),
        };
        for (from, to) in edges {
            graph
                .edges
                .entry((*from).to_owned())
                .or_default()
                .push((*to).to_owned());
        }
        check_graph(&graph)
            .into_iter()
            .map(|finding| format!("{}: {}", finding.place, finding.text))
            .collect()
    }

    #[test]
    fn downward_and_drawn_arrows_are_fine() {
        let arrows = [
            ("gateway", "invoke"),
            ("gateway", "tokio"),
            ("api-model", "iam-policy"),
            ("portcullis", "server"),
        ];
        assert!(findings(&arrows).is_empty());
    }

    #[test]
    fn upward_and_sideward_arrows_are_found() {
        assert_eq!(
            findings(&[("invoke", "gateway")]),
            ["invoke: row 3 must not use `gateway` of row 4"]
        );
        assert_eq!(
            findings(&[("iam-policy", "api-model")]),
            ["iam-policy: row 1 must not use `api-model` of row 1"]
        );
        assert_eq!(
            findings(&[("server", "xtask")]),
            ["server: uses the tool `xtask`"]
        );
    }

    #[test]
    fn hidden_io_below_is_found_with_the_way_to_it() {
        let found = findings(&[("openapi", "helper"), ("helper", "inner"), ("inner", "tokio")]);
        assert_eq!(
            found,
            ["openapi: rows 0 to 2 do no I/O, but openapi → helper → inner → tokio"]
        );
    }
}
