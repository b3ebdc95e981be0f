//! A REST API as its owner defined it.

use std::collections::BTreeMap;

use source_text::Span;

use crate::{GatewayResponses, Method, UriText};

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
    /// The resources by path; only those with methods.
    pub resources: BTreeMap<String, Resource>,
    /// Customised gateway responses.
    pub gateway_responses: GatewayResponses,
    /// The resource policy.
    pub policy: Option<iam_policy::Document>,
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
