//! A service model as it is generated: the chosen operations and every shape they reach.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

pub(super) struct Model {
    pub(super) folder: String,
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) operation_names: Vec<String>,
    pub(super) operations: Vec<Operation>,
    /// By name; the group that owns each.
    pub(super) shapes: BTreeMap<String, (Value, String)>,
}

pub(super) struct Operation {
    pub(super) name: String,
    pub(super) group: String,
    pub(super) method: String,
    pub(super) uri: String,
    pub(super) status: u64,
    pub(super) input: Option<String>,
    pub(super) output: Option<String>,
    pub(super) result_wrapper: String,
}

/// The group of what several groups use.
pub(super) const COMMON: &str = "common";

/// The group of operations of REST services that are not taken: only their routes are, so that they can be refused by name.
const REFUSED: &str = "refused";

impl Model {
    pub(super) fn read(folder: &str, value: &Value, wanted: &[&str]) -> Result<Self> {
        let all = value["operations"]
            .as_object()
            .context("a model without operations")?;
        let metadata = value["metadata"]
            .as_object()
            .context("a model without metadata")?
            .iter()
            .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
            .collect();
        for name in wanted {
            if !all.contains_key(*name) {
                bail!("`{folder}` has no operation `{name}`");
            }
        }
        let is_rest = value["metadata"]["protocol"]
            .as_str()
            .is_some_and(|protocol| protocol.starts_with("rest"));
        let mut operations: Vec<_> = all
            .iter()
            .filter_map(|(name, operation)| {
                let taken = wanted.is_empty() || wanted.contains(&name.as_str());
                let operation = read_operation(folder, name, operation);
                match (taken, is_rest) {
                    (true, _) => Some(operation),
                    (false, true) => Some(operation.route()),
                    (false, false) => None,
                }
            })
            .collect();
        operations.sort_by(|one, other| one.name.cmp(&other.name));
        let mut operation_names: Vec<_> = all.keys().cloned().collect();
        operation_names.sort();
        let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for operation in &operations {
            for shape in operation.input.iter().chain(&operation.output) {
                reach(value, shape, &operation.group, &mut users)?;
            }
        }
        let shapes = users
            .into_iter()
            .map(|(name, groups)| {
                let group = match groups.len() {
                    1 => groups.into_iter().next().unwrap_or_default(),
                    _ => COMMON.to_owned(),
                };
                let shape = value["shapes"][&name].clone();
                (name, (shape, group))
            })
            .collect();
        Ok(Self {
            folder: folder.to_owned(),
            metadata,
            operation_names,
            operations,
            shapes,
        })
    }
}

impl Operation {
    /// The operation without its shapes.
    fn route(self) -> Self {
        Self {
            group: REFUSED.to_owned(),
            input: None,
            output: None,
            ..self
        }
    }
}

fn read_operation(folder: &str, name: &str, value: &Value) -> Operation {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let uri = text(&value["http"]["requestUri"]).unwrap_or_default();
    Operation {
        group: group(folder, name, &uri),
        name: name.to_owned(),
        method: text(&value["http"]["method"]).unwrap_or_default(),
        status: value["http"]["responseCode"].as_u64().unwrap_or(200),
        uri,
        input: text(&value["input"]["shape"]),
        output: text(&value["output"]["shape"]),
        result_wrapper: text(&value["output"]["resultWrapper"]).unwrap_or_default(),
    }
}

/// The kind of resource an operation is about: where its path leads, or the noun in its name.
fn group(folder: &str, name: &str, uri: &str) -> String {
    if folder == "lambda" || folder == "logs" {
        for (part, noun) in [
            ("Layer", "layer"),
            ("Alias", "alias"),
            ("Permission", "policy"),
            ("Policy", "policy"),
            ("Concurrency", "concurrency"),
            ("Tag", "tags"),
            ("Version", "version"),
            ("Function", "function"),
            ("LogStream", "stream"),
            ("LogEvents", "events"),
            ("LogGroup", "group"),
            ("Retention", "group"),
        ] {
            if name.contains(part) {
                return noun.to_owned();
            }
        }
        return "other".to_owned();
    }
    if folder != "apigateway" {
        for noun in [
            "Role",
            "User",
            "Group",
            "AccessKey",
            "Policy",
            "Policies",
            "Account",
        ] {
            if name.contains(noun) {
                return match noun {
                    "Policies" => "policy".to_owned(),
                    "AccessKey" => "access_key".to_owned(),
                    _ => noun.to_ascii_lowercase(),
                };
            }
        }
        return "other".to_owned();
    }
    let path = uri.split('?').next().unwrap_or_default();
    let fixed: Vec<_> = path
        .split('/')
        .filter(|segment| !segment.is_empty() && !segment.starts_with('{'))
        .collect();
    let found = match fixed.as_slice() {
        ["restapis", "resources", "methods", ..] => fixed.get(2),
        ["restapis", second, ..] => {
            if *second == "documentation" {
                fixed.get(1)
            } else {
                Some(second)
            }
        }
        ["restapis"] => fixed.first(),
        [first, ..] => Some(first),
        [] => None,
    };
    found.copied().unwrap_or(COMMON).to_owned()
}

fn reach(
    model: &Value,
    name: &str,
    group: &str,
    users: &mut BTreeMap<String, BTreeSet<String>>,
) -> Result<()> {
    if !users.entry(name.to_owned()).or_default().insert(group.to_owned()) {
        return Ok(());
    }
    let shape = &model["shapes"][name];
    if shape.is_null() {
        bail!("the model has no shape `{name}`");
    }
    let mut inner: Vec<&Value> = vec![
        &shape["member"]["shape"],
        &shape["key"]["shape"],
        &shape["value"]["shape"],
    ];
    if let Some(members) = shape["members"].as_object() {
        inner.extend(members.values().map(|member| &member["shape"]));
    }
    for name in inner.into_iter().filter_map(Value::as_str) {
        reach(model, name, group, users)?;
    }
    Ok(())
}
