//! From the saved form to what is served.
//!
//! There is one judge of what is enforced: the importer of definition files (`openapi`). A saved API is written as a
//! definition and put to it, whole; where the whole is refused, method by method. A method that is refused is served as a
//! refusal with its reason: the control plane takes what AWS takes, but the data plane never admits what it cannot enforce.

mod security;

use std::collections::BTreeMap;

use api_model::{Authorization, EndpointType, Integration, Resource as ServedResource, RestApi, Verb};
use aws_model::apigateway::{Integration as SavedIntegration, Method, RequestValidator, Resource};
use iam_policy::{Document, Kind};
use serde_json::{Map, Value, json};
use source_text::{Diagnostic, Severity, Span};

use crate::Definition;

/// What compiling may assume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompileOptions {
    /// The longest time-out of an integration, in milliseconds.
    pub timeout_ms_max: u32,
    /// Whether the gateway runs Lambda functions. Where it does not, methods that need one are refused.
    pub functions: bool,
}

/// An API ready to be deployed.
#[derive(Debug)]
pub struct Compiled {
    /// What is served. The policy's positions are those of [`Definition::api`]'s policy text.
    pub api: RestApi,
    /// Methods that are answered by a refusal until what they need is built.
    pub refused: Vec<RefusedMethod>,
    /// What is taken without being done, none of it bearing on who gets in.
    pub unenforced: Vec<String>,
}

/// A method that cannot be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedMethod {
    /// The path of its resource.
    pub path: String,
    /// `GET`
    pub verb: String,
    /// What it needs.
    pub why: String,
}

/// Why an API cannot be served at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {why}")]
pub struct CompileError {
    /// The part: `the resource policy`.
    pub what: &'static str,
    /// What is wrong with it.
    pub why: String,
}

/// Compiles an API.
pub fn compile(definition: &Definition, options: CompileOptions) -> Result<Compiled, CompileError> {
    let import = openapi::ImportOptions {
        allow_unenforced: false,
        timeout_ms_max: options.timeout_ms_max,
        api_keys: true,
        functions: options.functions,
    };
    let methods = definition.methods();
    let mut refused = Vec::new();
    let mut possible = Vec::new();
    for (resource, verb, method) in methods {
        match what_is_missing(definition, method) {
            Some(why) => refused.push(refusal(resource, verb, why)),
            None => possible.push((resource, verb, method)),
        }
    }
    let whole = document(definition, &possible);
    let mut api = match openapi::import(&whole.to_string(), openapi::Format::Json, import) {
        Ok(imported) => imported.api,
        Err(_) => {
            let base = document(definition, &[]).to_string();
            let mut api = openapi::import(&base, openapi::Format::Json, import)
                .map_err(|findings| CompileError {
                    what: "the API",
                    why: messages(&findings),
                })?
                .api;
            for (resource, verb, method) in &possible {
                let alone = document(definition, &[(*resource, *verb, *method)]).to_string();
                match openapi::import(&alone, openapi::Format::Json, import) {
                    Ok(imported) => merge(&mut api, imported.api),
                    Err(findings) => refused.push(refusal(resource, verb, messages(&findings))),
                }
            }
            api
        }
    };
    security::name_authorizers(definition, &mut api);
    for one in &refused {
        add_refused(&mut api, one);
    }
    api.policy = policy(definition)?;
    api.endpoint_type = endpoint_type(definition);
    Ok(Compiled {
        api,
        refused,
        unenforced: unenforced(definition),
    })
}

/// What a method needs that is not built; what the importer judges is left to it.
fn what_is_missing(definition: &Definition, method: &Method) -> Option<String> {
    if let Some(what) = endpoint_guard(definition) {
        return Some(what);
    }
    let validator = method.request_validator_id.as_deref().filter(|id| !id.is_empty());
    if validator.is_some_and(|id| !definition.request_validators.contains_key(id)) {
        return Some("a request validator that is not there".to_owned());
    }
    if let Some(what) = security::what_is_missing(definition, method) {
        return Some(what);
    }
    if method.method_integration.is_none() {
        return Some("a method without an integration".to_owned());
    }
    None
}

/// What the owner asked the endpoint to insist on, where the listeners do not know of it. The oldest policy asks for nothing.
fn endpoint_guard(definition: &Definition) -> Option<String> {
    let api = &definition.api;
    let policy = api
        .security_policy
        .as_deref()
        .filter(|policy| !["", "TLS_1_0"].contains(policy));
    if let Some(policy) = policy {
        return Some(format!("security policy {policy} of the API"));
    }
    (api.endpoint_access_mode.as_deref() == Some("STRICT")).then(|| "endpoint access mode STRICT".to_owned())
}

fn endpoint_type(definition: &Definition) -> EndpointType {
    let types = definition
        .api
        .endpoint_configuration
        .as_ref()
        .and_then(|configuration| configuration.types.as_ref());
    let has = |wanted: &str| types.is_some_and(|types| types.iter().any(|kind| kind == wanted));
    // The narrower wins where a damaged document has two.
    if has("PRIVATE") {
        EndpointType::Private
    } else if types.is_none() || has("EDGE") {
        EndpointType::Edge
    } else {
        EndpointType::Regional
    }
}

fn refusal(resource: &Resource, verb: &str, why: String) -> RefusedMethod {
    RefusedMethod {
        path: resource.path.clone().unwrap_or_default(),
        verb: verb.to_owned(),
        why,
    }
}

/// What is wrong, without the warnings.
fn messages(findings: &[Diagnostic]) -> String {
    let errors: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.message.as_str())
        .collect();
    errors.join("; ")
}

fn policy(definition: &Definition) -> Result<Option<Document>, CompileError> {
    let Some(text) = definition.api.policy.as_deref().filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match Document::parse(text, Kind::Resource) {
        Ok((document, _)) => Ok(Some(document)),
        Err(findings) => Err(CompileError {
            what: "the resource policy",
            why: messages(&findings),
        }),
    }
}

fn unenforced(definition: &Definition) -> Vec<String> {
    let mut taken = Vec::new();
    if definition.api.minimum_compression_size.is_some() {
        taken.push("minimumCompressionSize: answers are not compressed".to_owned());
    }
    taken
}

fn merge(api: &mut RestApi, other: RestApi) {
    api.models.extend(other.models);
    api.authorizers.extend(other.authorizers);
    for (path, resource) in other.resources {
        match api.resources.entry(path) {
            std::collections::btree_map::Entry::Occupied(mut known) => {
                known.get_mut().methods.extend(resource.methods);
            }
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(resource);
            }
        }
    }
}

fn add_refused(api: &mut RestApi, refused: &RefusedMethod) {
    let Some(verb) = Verb::parse(&refused.verb) else {
        return;
    };
    let resource = api
        .resources
        .entry(refused.path.clone())
        .or_insert_with(|| ServedResource {
            path: refused.path.clone(),
            span: Span::default(),
            methods: Vec::new(),
        });
    resource.methods.push(api_model::Method {
        verb,
        span: Span::default(),
        operation_name: None,
        authorization: Authorization::Refused {
            named: refused.why.clone(),
        },
        api_key_required: false,
        request_parameters: Vec::new(),
        validate_request_parameters: false,
        body_models: Vec::new(),
        integration: Integration::Refused {
            named: refused.why.clone(),
        },
        response_statuses: Vec::new(),
    });
}

/// The API with these methods as a definition file's text would say it.
fn document(definition: &Definition, methods: &[(&Resource, &str, &Method)]) -> Value {
    let mut validators = Map::new();
    for (id, validator) in &definition.request_validators {
        let value = json!({
            "validateRequestBody": validator.validate_request_body.unwrap_or(false),
            "validateRequestParameters": validator.validate_request_parameters.unwrap_or(false),
        });
        validators.insert(id.clone(), value);
    }
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (resource, verb, method) in methods {
        let path = resource.path.as_deref().unwrap_or_default();
        let name = match *verb {
            "ANY" => "x-amazon-apigateway-any-method".to_owned(),
            verb => verb.to_ascii_lowercase(),
        };
        let value = operation(definition, method);
        paths.entry(path).or_default().insert(name, value);
    }
    let mut schemas = Map::new();
    if methods
        .iter()
        .any(|(_, _, method)| validates_bodies(definition, method))
    {
        for (name, model) in &definition.models {
            // A text that is no JSON is left out: a method that names the model, or one that refers to it, is refused.
            let text = model.schema.as_deref().unwrap_or_default();
            if let Ok(schema) = serde_json::from_str(text) {
                schemas.insert(name.clone(), schema);
            }
        }
    }
    let mut responses = Map::new();
    for (kind, response) in &definition.gateway_responses {
        let mut value = Map::new();
        put(&mut value, "statusCode", response.status_code.as_ref());
        put(
            &mut value,
            "responseParameters",
            response.response_parameters.as_ref(),
        );
        put(
            &mut value,
            "responseTemplates",
            response.response_templates.as_ref(),
        );
        responses.insert(kind.clone(), Value::Object(value));
    }
    let mut root = json!({
        "openapi": "3.0.1",
        "info": {
            "title": definition.api.name.clone().unwrap_or_default(),
            "version": definition.api.version.clone().unwrap_or_default(),
        },
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": security::schemes(definition, methods) },
        "x-amazon-apigateway-request-validators": validators,
        "x-amazon-apigateway-gateway-responses": responses,
        "x-amazon-apigateway-binary-media-types": definition.api.binary_media_types.clone().unwrap_or_default(),
        "x-amazon-apigateway-api-key-source": definition.api.api_key_source.clone().unwrap_or_else(|| "HEADER".to_owned()),
    });
    if definition.api.disable_execute_api_endpoint == Some(true)
        && let Some(root) = root.as_object_mut()
    {
        let closed = json!({ "disableExecuteApiEndpoint": true });
        root.insert("x-amazon-apigateway-endpoint-configuration".to_owned(), closed);
    }
    root
}

/// One method.
fn operation(definition: &Definition, method: &Method) -> Value {
    let mut value = Map::new();
    put(&mut value, "operationId", method.operation_name.as_ref());
    value.insert("security".to_owned(), security::requirements(method));
    let parameters: Vec<Value> = method
        .request_parameters
        .iter()
        .flatten()
        .filter_map(|(name, required)| parameter(name, *required))
        .collect();
    value.insert("parameters".to_owned(), Value::Array(parameters));
    let validator = validator(definition, method);
    if validator.is_some() {
        put(
            &mut value,
            "x-amazon-apigateway-request-validator",
            method.request_validator_id.as_ref(),
        );
    }
    if let Some(models) = method
        .request_models
        .as_ref()
        .filter(|models| validates_bodies(definition, method) && !models.is_empty())
    {
        let schema = |name: &String| json!({ "schema": { "$ref": format!("#/components/schemas/{name}") } });
        let content: Map<String, Value> = models
            .iter()
            .map(|(media, name)| (media.clone(), schema(name)))
            .collect();
        value.insert("requestBody".to_owned(), json!({ "content": content }));
    }
    let responses: Map<String, Value> = method
        .method_responses
        .iter()
        .flatten()
        .map(|(status, response)| {
            let headers: Map<String, Value> = response
                .response_parameters
                .iter()
                .flatten()
                .filter_map(|(name, _)| name.strip_prefix("method.response.header."))
                .map(|name| (name.to_owned(), json!({ "schema": { "type": "string" } })))
                .collect();
            (
                status.clone(),
                json!({ "description": status, "headers": headers }),
            )
        })
        .collect();
    value.insert("responses".to_owned(), Value::Object(responses));
    if let Some(saved) = &method.method_integration {
        value.insert("x-amazon-apigateway-integration".to_owned(), integration(saved));
    }
    Value::Object(value)
}

fn validator<'a>(definition: &'a Definition, method: &Method) -> Option<&'a RequestValidator> {
    definition
        .request_validators
        .get(method.request_validator_id.as_ref()?)
}

fn validates_bodies(definition: &Definition, method: &Method) -> bool {
    validator(definition, method).is_some_and(|validator| validator.validate_request_body == Some(true))
}

/// `method.request.querystring.type` as a parameter; `None` for what has no place in a definition.
fn parameter(name: &str, required: bool) -> Option<Value> {
    let rest = name.strip_prefix("method.request.")?;
    let (place, name) = rest.split_once('.')?;
    let place = match place {
        "header" => "header",
        "querystring" => "query",
        "path" => "path",
        _ => return None,
    };
    let required = required || place == "path";
    Some(json!({ "name": name, "in": place, "required": required, "schema": { "type": "string" } }))
}

/// An integration, without what only a cache would read: caching is refused by the stage.
fn integration(saved: &SavedIntegration) -> Value {
    let mut value = Map::new();
    let kind = saved.type_.as_deref().unwrap_or_default();
    value.insert("type".to_owned(), Value::from(kind.to_ascii_lowercase()));
    put(&mut value, "httpMethod", saved.http_method.as_ref());
    put(&mut value, "uri", saved.uri.as_ref());
    put(&mut value, "credentials", saved.credentials.as_ref());
    put(&mut value, "connectionType", saved.connection_type.as_ref());
    put(&mut value, "connectionId", saved.connection_id.as_ref());
    put(&mut value, "contentHandling", saved.content_handling.as_ref());
    put(&mut value, "requestParameters", saved.request_parameters.as_ref());
    put(&mut value, "requestTemplates", saved.request_templates.as_ref());
    put(
        &mut value,
        "responseTransferMode",
        saved.response_transfer_mode.as_ref(),
    );
    put(&mut value, "timeoutInMillis", saved.timeout_in_millis.as_ref());
    put(&mut value, "integrationTarget", saved.integration_target.as_ref());
    if let Some(behavior) = &saved.passthrough_behavior {
        let behavior = behavior.to_ascii_lowercase();
        value.insert("passthroughBehavior".to_owned(), Value::from(behavior));
    }
    if saved
        .tls_config
        .as_ref()
        .and_then(|config| config.insecure_skip_verification)
        == Some(true)
    {
        value.insert(
            "tlsConfig".to_owned(),
            json!({ "insecureSkipVerification": true }),
        );
    }
    let mut responses = Map::new();
    for (status, response) in saved.integration_responses.iter().flatten() {
        let mut one = Map::new();
        let code = response.status_code.as_ref().unwrap_or(status);
        one.insert("statusCode".to_owned(), Value::from(code.clone()));
        put(
            &mut one,
            "responseParameters",
            response.response_parameters.as_ref(),
        );
        put(
            &mut one,
            "responseTemplates",
            response.response_templates.as_ref(),
        );
        put(&mut one, "contentHandling", response.content_handling.as_ref());
        let pattern = response.selection_pattern.as_deref().unwrap_or_default();
        let name = if pattern.is_empty() { "default" } else { pattern };
        responses.insert(name.to_owned(), Value::Object(one));
    }
    if !responses.is_empty() {
        value.insert("responses".to_owned(), Value::Object(responses));
    }
    Value::Object(value)
}

fn put(map: &mut Map<String, Value>, name: &str, value: Option<&impl serde::Serialize>) {
    if let Some(value) = value.and_then(|value| serde_json::to_value(value).ok()) {
        map.insert(name.to_owned(), value);
    }
}

#[cfg(test)]
mod tests;
