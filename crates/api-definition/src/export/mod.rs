//! Export of the saved form as OpenAPI 2.0 and 3.0: what `GetExport` answers.
//!
//! With all extensions, importing an export gives the API again, up to ids; what OpenAPI 2.0 has no words for (a model for
//! one content type of a response and not for another of the same method) is said as closely as it can.
//!
//! Source: API Gateway developer guide, "Export a REST API from API Gateway"; answers of AWS published in the tests of
//! `localstack/localstack` (`test_apigateway_extended.snapshot.json`), of which this holds the facts: members, their order,
//! what is left out at its default.

mod extensions;
mod method;
mod print;
mod security;
mod tree;
mod yaml;

use aws_wire::EpochSeconds;
use portcullis_core::Timestamp;
use source_text::Node;

use crate::Definition;
use crate::import::Place;
use tree::{Members, list, object, text};

/// The two ways to write an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `exportType=swagger`: OpenAPI 2.0.
    Swagger20,
    /// `exportType=oas30`: OpenAPI 3.0.1.
    Oas30,
}

impl Dialect {
    /// The `exportType`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Swagger20 => "swagger",
            Self::Oas30 => "oas30",
        }
    }
}

/// JSON or YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON, indented.
    Json,
    /// YAML.
    Yaml,
}

impl Format {
    /// How the names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }
}

/// Which extensions an export has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extensions {
    /// `integrations`: the integrations of methods.
    pub integrations: bool,
    /// `authorizers`: authorizers and IAM authorization.
    pub authorizers: bool,
    /// `apigateway`: those two, and all that is not documentation.
    pub apigateway: bool,
    /// `documentation`: the documentation parts.
    pub documentation: bool,
}

impl Extensions {
    /// Everything: what gives the API again when it is imported.
    pub const ALL: Self = Self {
        integrations: true,
        authorizers: true,
        apigateway: true,
        documentation: true,
    };

    /// Reads the parameter `extensions=integrations,authorizers`.
    pub fn read(given: &str) -> Result<Self, String> {
        let mut extensions = Self::default();
        for name in given.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match name {
                "integrations" => extensions.integrations = true,
                "authorizers" => extensions.authorizers = true,
                "documentation" => extensions.documentation = true,
                "apigateway" => {
                    extensions.apigateway = true;
                    extensions.integrations = true;
                    extensions.authorizers = true;
                }
                "postman" => return Err("exports with Postman extensions are not built".to_owned()),
                _ => {
                    return Err(format!(
                        "the export has no extensions `{name}`: use integrations, authorizers, documentation or apigateway"
                    ));
                }
            }
        }
        Ok(extensions)
    }
}

/// What an export is told besides the API.
#[derive(Debug, Clone)]
pub struct ExportOptions<'a> {
    /// OpenAPI 2.0 or 3.0.
    pub dialect: Dialect,
    /// JSON or YAML.
    pub format: Format,
    /// The extensions to write.
    pub extensions: Extensions,
    /// The stage that is exported.
    pub stage: &'a str,
    /// Where the API lives.
    pub place: &'a Place,
    /// The version of the documentation, where one is published to the stage.
    pub documentation_version: Option<&'a str>,
}

/// An API's version as exports have it: its own, else the date of its creation.
pub fn version(definition: &Definition) -> String {
    match definition
        .api
        .version
        .as_deref()
        .filter(|version| !version.is_empty())
    {
        Some(version) => version.to_owned(),
        None => date(definition.api.created_date.unwrap_or_default()),
    }
}

/// `2026-11-20T14:00:00Z`
fn date(at: EpochSeconds) -> String {
    let civil = Timestamp {
        epoch_ms: at.0.saturating_mul(1000),
    }
    .civil();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second
    )
}

/// Writes an API.
pub fn write(definition: &Definition, options: &ExportOptions<'_>) -> String {
    let tree = document(definition, options);
    match options.format {
        Format::Json => print::json(&tree),
        Format::Yaml => yaml::print(&tree),
    }
}

fn document(definition: &Definition, options: &ExportOptions<'_>) -> Node {
    let mut root = Members::default();
    match options.dialect {
        Dialect::Swagger20 => {
            root.add("swagger", text("2.0"));
            root.add("info", info(definition, options.dialect));
            root.add("host", text(&host(definition, options)));
            root.add("basePath", text(&format!("/{}", options.stage)));
            root.add("schemes", list([text("https")]));
        }
        Dialect::Oas30 => {
            root.add("openapi", text("3.0.1"));
            root.add("info", info(definition, options.dialect));
            root.add("servers", list([server(definition, options)]));
        }
    }
    root.add("paths", paths(definition, options));
    let schemes = security::schemes(definition, options);
    let models = models(definition, options.dialect);
    match options.dialect {
        Dialect::Swagger20 => {
            root.add_unless_empty("securityDefinitions", schemes);
            root.add_unless_empty("definitions", models);
        }
        Dialect::Oas30 => {
            let mut components = Members::default();
            components.add_unless_empty("schemas", models);
            components.add_unless_empty("securitySchemes", schemes);
            root.add("components", components.into_node());
        }
    }
    extensions::of_the_api(definition, options, &mut root);
    root.into_node()
}

fn info(definition: &Definition, dialect: Dialect) -> Node {
    let api = &definition.api;
    let title = text(api.name.as_deref().unwrap_or_default());
    let mut info = Members::default();
    match dialect {
        Dialect::Swagger20 => {
            info.add_text("description", api.description.as_deref());
            info.add("version", text(&version(definition)));
            info.add("title", title);
        }
        Dialect::Oas30 => {
            info.add("title", title);
            info.add_text("description", api.description.as_deref());
            info.add("version", text(&version(definition)));
        }
    }
    info.into_node()
}

fn host(definition: &Definition, options: &ExportOptions<'_>) -> String {
    let place = options.place;
    format!(
        "{}.execute-api.{}.{}",
        definition.id(),
        place.region,
        place.url_suffix()
    )
}

fn server(definition: &Definition, options: &ExportOptions<'_>) -> Node {
    let mut server = Members::default();
    server.add(
        "url",
        text(&format!("https://{}/{{basePath}}", host(definition, options))),
    );
    let default = object([("default", text(options.stage))]);
    server.add("variables", object([("basePath", default)]));
    if options.extensions.apigateway
        && let Some(endpoint) = extensions::endpoint(definition)
    {
        server.add(extensions::ENDPOINT, endpoint);
    }
    server.into_node()
}

/// The resources that have methods, by path; those at the end of a branch too when they have none.
fn paths(definition: &Definition, options: &ExportOptions<'_>) -> Node {
    let mut resources: Vec<_> = definition.resources.values().collect();
    resources.sort_by(|one, other| one.path.cmp(&other.path));
    let parents: std::collections::HashSet<_> = definition
        .resources
        .values()
        .filter_map(|resource| resource.parent_id.as_deref())
        .collect();
    let mut paths = Members::default();
    for resource in resources {
        let Some(path) = resource.path.as_deref() else {
            continue;
        };
        let mut item = Members::default();
        for (verb, method) in resource.resource_methods.iter().flatten() {
            let name = match verb.as_str() {
                "ANY" => "x-amazon-apigateway-any-method".to_owned(),
                verb => verb.to_ascii_lowercase(),
            };
            item.add(&name, method::operation(definition, resource, method, options));
        }
        let inner = resource.id.as_deref().is_some_and(|id| parents.contains(id));
        if item.is_empty() && (inner || path == crate::ROOT_PATH) {
            continue;
        }
        paths.add(path, item.into_node());
    }
    paths.into_node()
}

fn models(definition: &Definition, dialect: Dialect) -> Members {
    let mut models = Members::default();
    for (name, model) in &definition.models {
        let schema = model.schema.as_deref().unwrap_or_default();
        let mut schema = source_text::json::parse(schema).unwrap_or_else(|_| object([]));
        tree::refer(&mut schema, dialect);
        models.add(name, schema);
    }
    models
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_read_by_name() {
        let read = |given: &str| Extensions::read(given);
        assert_eq!(read(""), Ok(Extensions::default()));
        let two = Extensions {
            integrations: true,
            authorizers: true,
            ..Extensions::default()
        };
        assert_eq!(read("integrations, authorizers"), Ok(two));
        let all = Extensions {
            apigateway: true,
            ..two
        };
        assert_eq!(read("apigateway"), Ok(all));
        assert!(read("postman").is_err() && read("integration").is_err());
    }

    #[test]
    fn an_api_without_a_version_is_exported_with_its_date() {
        let mut definition = Definition::default();
        definition.api.created_date = Some(EpochSeconds(1_700_000_000));
        assert_eq!(version(&definition), "2023-11-14T22:13:20Z");
        definition.api.version = Some("7".to_owned());
        assert_eq!(version(&definition), "7");
    }
}
