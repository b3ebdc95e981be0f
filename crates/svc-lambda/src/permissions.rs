//! What each operation needs to be permitted, as one table.
//!
//! Source: service authorization reference, "Actions, resources, and condition keys for AWS Lambda".

use control::{Call, Permission};
use serde_json::Value;

use crate::names::{self, FunctionName};

/// What an operation acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The function `FunctionName`, with the qualifier of the name or beside it.
    Function,
    /// The layer `LayerName`.
    Layer,
    /// The version `VersionNumber` of the layer `LayerName`.
    LayerVersion,
    /// The ARN in this member.
    Arn(&'static str),
    /// Nothing in particular.
    Any,
}

use Target::{Any, Arn, Function, Layer, LayerVersion};

/// Every operation that is served, what it acts on, and the action it is (`""`: of its own name).
pub(crate) const TARGETS: &[(&str, Target, &str)] = &[
    ("AddPermission", Function, ""),
    ("CreateAlias", Function, ""),
    ("CreateFunction", Function, ""),
    ("DeleteAlias", Function, ""),
    ("DeleteFunction", Function, ""),
    ("DeleteFunctionConcurrency", Function, ""),
    ("DeleteLayerVersion", LayerVersion, ""),
    ("GetAccountSettings", Any, ""),
    ("GetAlias", Function, ""),
    ("GetFunction", Function, ""),
    ("GetFunctionCodeSigningConfig", Function, ""),
    ("GetFunctionConcurrency", Function, ""),
    ("GetFunctionConfiguration", Function, ""),
    ("GetFunctionUrlConfig", Function, ""),
    ("GetLayerVersion", LayerVersion, ""),
    ("GetLayerVersionByArn", Arn("Arn"), "GetLayerVersion"),
    ("GetPolicy", Function, ""),
    ("Invoke", Function, "InvokeFunction"),
    ("ListAliases", Function, ""),
    ("ListEventSourceMappings", Any, ""),
    ("ListFunctions", Any, ""),
    ("ListLayerVersions", Any, ""),
    ("ListLayers", Any, ""),
    ("ListTags", Arn("Resource"), ""),
    ("ListVersionsByFunction", Function, ""),
    ("PublishLayerVersion", Layer, ""),
    ("PublishVersion", Function, ""),
    ("PutFunctionConcurrency", Function, ""),
    ("RemovePermission", Function, ""),
    ("TagResource", Arn("Resource"), ""),
    ("UntagResource", Arn("Resource"), ""),
    ("UpdateAlias", Function, ""),
    ("UpdateFunctionCode", Function, ""),
    ("UpdateFunctionConfiguration", Function, ""),
];

/// What a call needs. An operation that is not in the table, which is refused, needs its name on everything.
pub fn permissions(call: &Call<'_>) -> Vec<Permission> {
    let row = TARGETS.iter().find(|(name, ..)| *name == call.operation.name);
    let action = match row {
        Some((_, _, action)) if !action.is_empty() => action,
        Some(_) | None => call.operation.name,
    };
    let text = |member: &str| call.input.get(member).and_then(Value::as_str);
    let layer = || {
        let given = text("LayerName").unwrap_or_default();
        if given.starts_with("arn:") {
            given.to_owned()
        } else {
            names::layer_arn(call.account, call.region, given)
        }
    };
    let resource = match row.map(|(_, target, _)| *target) {
        Some(Function) => function(call, text("FunctionName"), text("Qualifier")),
        Some(Layer) => layer(),
        Some(LayerVersion) => {
            let version = call.input.get("VersionNumber").and_then(Value::as_i64);
            format!("{}:{}", layer(), version.unwrap_or_default())
        }
        Some(Arn(member)) => text(member).unwrap_or("*").to_owned(),
        Some(Any) | None => "*".to_owned(),
    };
    vec![Permission {
        action: format!("lambda:{action}"),
        resource,
    }]
}

/// The ARN of the function; of a name that cannot be read, what was given: the handler refuses it.
fn function(call: &Call<'_>, name: Option<&str>, qualifier: Option<&str>) -> String {
    let given = name.unwrap_or_default();
    let Some(mut found) = FunctionName::parse(given, call.account, call.region) else {
        return given.to_owned();
    };
    if found.qualifier.is_none() {
        found.qualifier = qualifier.filter(|text| !text.is_empty()).map(str::to_owned);
    }
    found.arn()
}
