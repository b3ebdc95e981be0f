//! What there should be, in the words in which it can be seen through the API. Everything goes by names of the writers' own
//! choice, so that what was made without an answer is recognised too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// Everything one writer owns.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct World {
    /// By name.
    pub(crate) apis: BTreeMap<String, Api>,
    /// By name.
    pub(crate) plans: BTreeMap<String, Plan>,
    /// API keys by name, with their descriptions.
    pub(crate) keys: BTreeMap<String, String>,
}

/// An API as it is edited, with its deployments and stages.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Api {
    pub(crate) description: String,
    /// `minimumCompressionSize`; -1 for none. It is changed together with the description.
    pub(crate) compression: i64,
    /// By path; methods by verb, with what they have.
    pub(crate) resources: BTreeMap<String, BTreeMap<String, String>>,
    /// The methods of each deployment, by its description.
    pub(crate) deployments: BTreeMap<String, BTreeSet<String>>,
    pub(crate) stages: BTreeMap<String, Stage>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Stage {
    /// The description of its deployment.
    pub(crate) deployment: String,
    pub(crate) description: String,
    /// A stage variable. It is changed together with description and deployment.
    pub(crate) color: String,
    /// What the data plane answers there.
    pub(crate) served: String,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) description: String,
    /// It is changed together with the description.
    pub(crate) rate: i64,
    /// `API/STAGE`, the API by its name, or `?` for one that was deleted.
    pub(crate) stages: BTreeSet<String>,
    /// Names of keys.
    pub(crate) keys: BTreeSet<String>,
}

/// The ids of what was made, by place: `api NAME`, `api NAME resource PATH`, `api NAME deployment DESCRIPTION`, `plan NAME`,
/// `key NAME`.
pub(crate) type Ids = BTreeMap<String, String>;

/// The path that tells which version of its document an API serves.
pub(crate) const VERSION_PATH: &str = "/version";
/// A method with everything that imported ones have.
pub(crate) const WHOLE: &str = "NONE MOCK 200";

impl Api {
    /// As imported from [`document`].
    pub(crate) fn imported(version: u64, routes: u64) -> Self {
        let method = || BTreeMap::from([("GET".to_owned(), WHOLE.to_owned())]);
        let mut resources = BTreeMap::from([
            ("/".to_owned(), BTreeMap::new()),
            (VERSION_PATH.to_owned(), method()),
            (format!("/v{version}"), BTreeMap::new()),
        ]);
        resources.extend((0..routes).map(|route| (format!("/v{version}/r{route}"), method())));
        Self {
            description: format!("v{version}"),
            compression: -1,
            resources,
            deployments: BTreeMap::new(),
            stages: BTreeMap::new(),
        }
    }

    /// The methods as a deployment lists them.
    pub(crate) fn methods(&self) -> BTreeSet<String> {
        let of = |(path, methods): (&String, &BTreeMap<String, String>)| {
            let path = path.clone();
            methods
                .keys()
                .map(move |verb| format!("{verb} {path}"))
                .collect::<Vec<_>>()
        };
        self.resources.iter().flat_map(of).collect()
    }
}

/// What the version path of a document answers.
pub(crate) fn served(name: &str, version: u64) -> String {
    format!("{name} v{version}")
}

/// An OpenAPI document: one mock route that tells the version, and some whose paths name it.
pub(crate) fn document(name: &str, version: u64, routes: u64) -> Value {
    let route = |answer: &str| {
        json!({ "get": {
            "responses": { "200": { "description": "ok" } },
            "x-amazon-apigateway-integration": {
                "type": "mock",
                "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                "responses": { "default": {
                    "statusCode": "200",
                    "responseTemplates": { "application/json": answer },
                } },
            },
        } })
    };
    let mut paths = serde_json::Map::new();
    paths.insert(VERSION_PATH.to_owned(), route(&served(name, version)));
    for number in 0..routes {
        paths.insert(format!("/v{version}/r{number}"), route("route"));
    }
    json!({
        "openapi": "3.0.1",
        "info": { "title": name, "version": "1", "description": format!("v{version}") },
        "paths": paths,
    })
}
