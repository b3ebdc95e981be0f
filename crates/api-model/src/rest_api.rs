//! A REST API as its owner defined it.

use std::collections::BTreeMap;

use source_text::Span;

use crate::{Authorizer, FunctionText, GatewayResponses, Method, UriText};

/// Where API keys are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ApiKeySource {
    /// The header `x-api-key`.
    #[default]
    Header,
    /// The Lambda authorizer's answer.
    Authorizer,
}

/// The endpoint type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EndpointType {
    /// `EDGE`
    Edge,
    /// `REGIONAL`
    #[default]
    Regional,
    /// `PRIVATE`: reached through VPC endpoints only.
    Private,
}

/// A REST API.
#[derive(Debug, Clone, PartialEq)]
pub struct RestApi {
    /// `info.title`
    pub name: String,
    /// `info.description`
    pub description: Option<String>,
    /// `info.version`
    pub version: Option<String>,
    /// The endpoint type.
    pub endpoint_type: EndpointType,
    /// Whether the default host is closed.
    pub disable_execute_api_endpoint: bool,
    /// Media types taken as binary.
    pub binary_media_types: Vec<String>,
    /// Where API keys are read from.
    pub api_key_source: ApiKeySource,
    /// Authorizers by the name that methods refer to them by.
    pub authorizers: BTreeMap<String, Authorizer<FunctionText>>,
    /// The resources by path; only those with methods.
    pub resources: BTreeMap<String, Resource>,
    /// Models by name: each the text of a JSON Schema of draft 4, which refers to others by [`model_url`].
    pub models: BTreeMap<String, String>,
    /// Customised gateway responses.
    pub gateway_responses: GatewayResponses,
    /// The resource policy.
    pub policy: Option<iam_policy::Document>,
}

/// The most bytes of schemas that the methods of one API may need together: each model counts with all it refers to, because
/// each is compiled with them. AWS documents no such sum; chosen.
pub const MODELS_BYTES_MAX: usize = 16 * 1024 * 1024;

/// How the schema of a model refers to another model of its API.
///
/// Source: API Gateway developer guide, "Data models for REST APIs". Which API the URL names is not looked at.
pub fn model_url(model: &str) -> String {
    format!("https://apigateway.amazonaws.com/restapis/api/models/{model}")
}

/// One resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// `/pets/{petId}`
    pub path: String,
    /// Where the path stands in its definition.
    pub span: Span,
    /// Its methods.
    pub methods: Vec<Method<UriText>>,
}
