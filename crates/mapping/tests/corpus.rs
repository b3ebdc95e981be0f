//! Runs the cases of `corpus/templates/`.

use std::{borrow::Cow, collections::BTreeMap, fs, path::PathBuf};

use mapping::{Context, ContextValue, Environment, Limits, Name, OverrideValue, Overrides, Template};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    template: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    path: toml::Table,
    #[serde(default)]
    querystring: toml::Table,
    #[serde(default)]
    header: toml::Table,
    #[serde(default)]
    stage_variables: toml::Table,
    /// Dotted names without `$context.`.
    #[serde(default)]
    context: BTreeMap<String, String>,
    /// The text that comes out …
    output: Option<String>,
    /// … or why there is none.
    error: Option<String>,
    /// What the template set, as `request.header.NAME=value`.
    #[serde(default)]
    overrides: Vec<String>,
    source: String,
    evidence: Evidence,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Evidence {
    Documented,
    Recorded,
    Inferred,
    Chosen,
}

struct Variables(BTreeMap<String, String>);

impl Context for Variables {
    fn read(&self, name: &str) -> ContextValue<'_> {
        if let Some(value) = self.0.get(name) {
            return ContextValue::Text(Cow::Borrowed(value));
        }
        let mut names: Vec<Cow<'_, str>> = Vec::new();
        for known in self.0.keys() {
            let below = if name.is_empty() {
                Some(known.as_str())
            } else {
                known.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'))
            };
            if let Some(below) = below {
                let first = below.split('.').next().unwrap_or("");
                if !names.iter().any(|known| known == first) {
                    names.push(Cow::Borrowed(first));
                }
            }
        }
        if names.is_empty() {
            ContextValue::Absent
        } else {
            ContextValue::Names(names)
        }
    }
}

fn names(table: &toml::Table) -> Vec<Name<'_>> {
    table
        .iter()
        .map(|(name, value)| (name.into(), value.as_str().unwrap_or_default().into()))
        .collect()
}

fn shown(overrides: &Overrides) -> Vec<String> {
    let mut shown = Vec::new();
    for (place, list) in [
        ("request.path", &overrides.request.path),
        ("request.querystring", &overrides.request.querystring),
        ("request.header", &overrides.request.header),
        ("response.header", &overrides.response_header),
    ] {
        for (name, value) in list {
            shown.push(match value {
                OverrideValue::One(value) => format!("{place}.{name}={value}"),
                OverrideValue::Many(values) => format!("{place}.{name}=[{}]", values.join("|")),
            });
        }
    }
    shown.extend(
        overrides
            .response_status
            .iter()
            .map(|status| format!("response.status={status}")),
    );
    shown
}

fn run(case: &Case) -> (Result<String, String>, Vec<String>) {
    let template = match Template::parse(&case.template) {
        Ok(template) => template,
        Err(error) => return (Err(error.to_string()), Vec::new()),
    };
    let (path, querystring, header) = (names(&case.path), names(&case.querystring), names(&case.header));
    let stage_variables = names(&case.stage_variables);
    let context = Variables(case.context.clone());
    let environment = Environment {
        body: case.body.as_bytes(),
        path: &path,
        querystring: &querystring,
        header: &header,
        context: &context,
        stage_variables: &stage_variables,
        overrides: &Overrides::default(),
    };
    match template.render(&environment, Limits::default()) {
        Ok(rendered) => (Ok(rendered.text), shown(&rendered.overrides)),
        Err(error) => (Err(error.to_string()), Vec::new()),
    }
}

#[test]
fn every_case_gives_what_it_says() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/templates");
    let mut failures = Vec::new();
    let mut count = 0;
    let mut seen = std::collections::BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file: File = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in file.case {
            count += 1;
            assert!(
                seen.insert(case.name.clone()),
                "two cases are named `{}`",
                case.name
            );
            assert!(!case.source.is_empty(), "`{}` has no source", case.name);
            let recorded = case.source.starts_with("recorded:");
            assert_eq!(
                recorded,
                case.evidence == Evidence::Recorded,
                "`{}`: source and evidence",
                case.name
            );
            let expected = match (&case.output, &case.error) {
                (Some(output), None) => Ok(output.clone()),
                (None, Some(error)) => Err(error.clone()),
                _ => panic!("`{}` needs an output or an error", case.name),
            };
            let (got, overrides) = run(&case);
            if got != expected {
                failures.push(format!(
                    "{}\n  expected {expected:?}\n  got      {got:?}",
                    case.name
                ));
            } else if overrides != case.overrides {
                failures.push(format!(
                    "{}\n  expected {:?}\n  got      {overrides:?}",
                    case.name, case.overrides
                ));
            }
        }
    }
    assert!(count >= 150, "only {count} cases were found");
    assert!(
        failures.is_empty(),
        "{} of {count} cases fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
