//! Shapes that several kinds of resource share.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{List, Location, Map, Member, Shape, Structure, Text};

#[rustfmt::skip]
pub(super) static SHAPE_BLOB: Shape = Shape::Blob;

#[rustfmt::skip]
pub(super) static SHAPE_BOOLEAN: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_CACHE_CLUSTER_SIZE: Shape = Shape::Text(Text { name: "CacheClusterSize", values: &["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_CONNECTION_TYPE: Shape = Shape::Text(Text { name: "ConnectionType", values: &["INTERNET", "VPC_LINK"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_CONTENT_HANDLING_STRATEGY: Shape = Shape::Text(Text { name: "ContentHandlingStrategy", values: &["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_DOUBLE: Shape = Shape::Double;

#[rustfmt::skip]
pub(super) static SHAPE_ENDPOINT_ACCESS_MODE: Shape = Shape::Text(Text { name: "EndpointAccessMode", values: &["BASIC", "STRICT"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `EndpointConfiguration`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndpointConfiguration {
    /// `types`
    #[serde(rename = "types", skip_serializing_if = "Option::is_none")]
    pub types: Option<Vec<String>>,
    /// `ipAddressType`
    #[serde(rename = "ipAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<String>,
    /// `vpcEndpointIds`
    #[serde(rename = "vpcEndpointIds", skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint_ids: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ENDPOINT_CONFIGURATION: Shape = Shape::Structure(Structure { name: "EndpointConfiguration", payload: None, error: None, members: &[
    Member::new("types", "types", Location::Body, false, &SHAPE_LIST_OF_ENDPOINT_TYPE),
    Member::new("ipAddressType", "ipAddressType", Location::Body, false, &SHAPE_IP_ADDRESS_TYPE),
    Member::new("vpcEndpointIds", "vpcEndpointIds", Location::Body, false, &SHAPE_LIST_OF_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ENDPOINT_TYPE: Shape = Shape::Text(Text { name: "EndpointType", values: &["REGIONAL", "EDGE", "PRIVATE"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_INTEGER: Shape = Shape::Integer(None, None);

/// The shape `Integration`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Integration {
    /// `type`
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// `httpMethod`
    #[serde(rename = "httpMethod", skip_serializing_if = "Option::is_none")]
    pub http_method: Option<String>,
    /// `uri`
    #[serde(rename = "uri", skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// `connectionType`
    #[serde(rename = "connectionType", skip_serializing_if = "Option::is_none")]
    pub connection_type: Option<String>,
    /// `connectionId`
    #[serde(rename = "connectionId", skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<String>,
    /// `credentials`
    #[serde(rename = "credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    /// `requestParameters`
    #[serde(rename = "requestParameters", skip_serializing_if = "Option::is_none")]
    pub request_parameters: Option<std::collections::BTreeMap<String, String>>,
    /// `requestTemplates`
    #[serde(rename = "requestTemplates", skip_serializing_if = "Option::is_none")]
    pub request_templates: Option<std::collections::BTreeMap<String, String>>,
    /// `passthroughBehavior`
    #[serde(rename = "passthroughBehavior", skip_serializing_if = "Option::is_none")]
    pub passthrough_behavior: Option<String>,
    /// `contentHandling`
    #[serde(rename = "contentHandling", skip_serializing_if = "Option::is_none")]
    pub content_handling: Option<String>,
    /// `timeoutInMillis`
    #[serde(rename = "timeoutInMillis", skip_serializing_if = "Option::is_none")]
    pub timeout_in_millis: Option<i32>,
    /// `cacheNamespace`
    #[serde(rename = "cacheNamespace", skip_serializing_if = "Option::is_none")]
    pub cache_namespace: Option<String>,
    /// `cacheKeyParameters`
    #[serde(rename = "cacheKeyParameters", skip_serializing_if = "Option::is_none")]
    pub cache_key_parameters: Option<Vec<String>>,
    /// `integrationResponses`
    #[serde(rename = "integrationResponses", skip_serializing_if = "Option::is_none")]
    pub integration_responses: Option<std::collections::BTreeMap<String, IntegrationResponse>>,
    /// `tlsConfig`
    #[serde(rename = "tlsConfig", skip_serializing_if = "Option::is_none")]
    pub tls_config: Option<TlsConfig>,
    /// `responseTransferMode`
    #[serde(rename = "responseTransferMode", skip_serializing_if = "Option::is_none")]
    pub response_transfer_mode: Option<String>,
    /// `integrationTarget`
    #[serde(rename = "integrationTarget", skip_serializing_if = "Option::is_none")]
    pub integration_target: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_INTEGRATION: Shape = Shape::Structure(Structure { name: "Integration", payload: None, error: None, members: &[
    Member::new("type", "type", Location::Body, false, &SHAPE_INTEGRATION_TYPE),
    Member::new("httpMethod", "httpMethod", Location::Body, false, &SHAPE_STRING),
    Member::new("uri", "uri", Location::Body, false, &SHAPE_STRING),
    Member::new("connectionType", "connectionType", Location::Body, false, &SHAPE_CONNECTION_TYPE),
    Member::new("connectionId", "connectionId", Location::Body, false, &SHAPE_STRING),
    Member::new("credentials", "credentials", Location::Body, false, &SHAPE_STRING),
    Member::new("requestParameters", "requestParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("requestTemplates", "requestTemplates", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("passthroughBehavior", "passthroughBehavior", Location::Body, false, &SHAPE_STRING),
    Member::new("contentHandling", "contentHandling", Location::Body, false, &SHAPE_CONTENT_HANDLING_STRATEGY),
    Member::new("timeoutInMillis", "timeoutInMillis", Location::Body, false, &SHAPE_INTEGER),
    Member::new("cacheNamespace", "cacheNamespace", Location::Body, false, &SHAPE_STRING),
    Member::new("cacheKeyParameters", "cacheKeyParameters", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("integrationResponses", "integrationResponses", Location::Body, false, &SHAPE_MAP_OF_INTEGRATION_RESPONSE),
    Member::new("tlsConfig", "tlsConfig", Location::Body, false, &SHAPE_TLS_CONFIG),
    Member::new("responseTransferMode", "responseTransferMode", Location::Body, false, &SHAPE_RESPONSE_TRANSFER_MODE),
    Member::new("integrationTarget", "integrationTarget", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `IntegrationResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IntegrationResponse {
    /// `statusCode`
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// `selectionPattern`
    #[serde(rename = "selectionPattern", skip_serializing_if = "Option::is_none")]
    pub selection_pattern: Option<String>,
    /// `responseParameters`
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<std::collections::BTreeMap<String, String>>,
    /// `responseTemplates`
    #[serde(rename = "responseTemplates", skip_serializing_if = "Option::is_none")]
    pub response_templates: Option<std::collections::BTreeMap<String, String>>,
    /// `contentHandling`
    #[serde(rename = "contentHandling", skip_serializing_if = "Option::is_none")]
    pub content_handling: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_INTEGRATION_RESPONSE: Shape = Shape::Structure(Structure { name: "IntegrationResponse", payload: None, error: None, members: &[
    Member::new("statusCode", "statusCode", Location::Body, false, &SHAPE_STATUS_CODE),
    Member::new("selectionPattern", "selectionPattern", Location::Body, false, &SHAPE_STRING),
    Member::new("responseParameters", "responseParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("responseTemplates", "responseTemplates", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("contentHandling", "contentHandling", Location::Body, false, &SHAPE_CONTENT_HANDLING_STRATEGY),
] });

#[rustfmt::skip]
pub(super) static SHAPE_INTEGRATION_TYPE: Shape = Shape::Text(Text { name: "IntegrationType", values: &["HTTP", "AWS", "MOCK", "HTTP_PROXY", "AWS_PROXY"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_IP_ADDRESS_TYPE: Shape = Shape::Text(Text { name: "IpAddressType", values: &["ipv4", "dualstack"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_ENDPOINT_TYPE: Shape = Shape::List(List { member: &SHAPE_ENDPOINT_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_PATCH_OPERATION: Shape = Shape::List(List { member: &SHAPE_PATCH_OPERATION, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_STRING: Shape = Shape::List(List { member: &SHAPE_STRING, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LONG: Shape = Shape::Long(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_INTEGRATION_RESPONSE: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_INTEGRATION_RESPONSE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_METHOD_RESPONSE: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_METHOD_RESPONSE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_STRING_TO_BOOLEAN: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_NULLABLE_BOOLEAN, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_STRING_TO_LIST: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_LIST_OF_STRING, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_STRING_TO_STRING: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_STRING, key_wire: "", value_wire: "", flattened: false });

/// The shape `Method`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Method {
    /// `httpMethod`
    #[serde(rename = "httpMethod", skip_serializing_if = "Option::is_none")]
    pub http_method: Option<String>,
    /// `authorizationType`
    #[serde(rename = "authorizationType", skip_serializing_if = "Option::is_none")]
    pub authorization_type: Option<String>,
    /// `authorizerId`
    #[serde(rename = "authorizerId", skip_serializing_if = "Option::is_none")]
    pub authorizer_id: Option<String>,
    /// `apiKeyRequired`
    #[serde(rename = "apiKeyRequired", skip_serializing_if = "Option::is_none")]
    pub api_key_required: Option<bool>,
    /// `requestValidatorId`
    #[serde(rename = "requestValidatorId", skip_serializing_if = "Option::is_none")]
    pub request_validator_id: Option<String>,
    /// `operationName`
    #[serde(rename = "operationName", skip_serializing_if = "Option::is_none")]
    pub operation_name: Option<String>,
    /// `requestParameters`
    #[serde(rename = "requestParameters", skip_serializing_if = "Option::is_none")]
    pub request_parameters: Option<std::collections::BTreeMap<String, bool>>,
    /// `requestModels`
    #[serde(rename = "requestModels", skip_serializing_if = "Option::is_none")]
    pub request_models: Option<std::collections::BTreeMap<String, String>>,
    /// `methodResponses`
    #[serde(rename = "methodResponses", skip_serializing_if = "Option::is_none")]
    pub method_responses: Option<std::collections::BTreeMap<String, MethodResponse>>,
    /// `methodIntegration`
    #[serde(rename = "methodIntegration", skip_serializing_if = "Option::is_none")]
    pub method_integration: Option<Integration>,
    /// `authorizationScopes`
    #[serde(rename = "authorizationScopes", skip_serializing_if = "Option::is_none")]
    pub authorization_scopes: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_METHOD: Shape = Shape::Structure(Structure { name: "Method", payload: None, error: None, members: &[
    Member::new("httpMethod", "httpMethod", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizationType", "authorizationType", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizerId", "authorizerId", Location::Body, false, &SHAPE_STRING),
    Member::new("apiKeyRequired", "apiKeyRequired", Location::Body, false, &SHAPE_NULLABLE_BOOLEAN),
    Member::new("requestValidatorId", "requestValidatorId", Location::Body, false, &SHAPE_STRING),
    Member::new("operationName", "operationName", Location::Body, false, &SHAPE_STRING),
    Member::new("requestParameters", "requestParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_BOOLEAN),
    Member::new("requestModels", "requestModels", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("methodResponses", "methodResponses", Location::Body, false, &SHAPE_MAP_OF_METHOD_RESPONSE),
    Member::new("methodIntegration", "methodIntegration", Location::Body, false, &SHAPE_INTEGRATION),
    Member::new("authorizationScopes", "authorizationScopes", Location::Body, false, &SHAPE_LIST_OF_STRING),
] });

/// The shape `MethodResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodResponse {
    /// `statusCode`
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// `responseParameters`
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<std::collections::BTreeMap<String, bool>>,
    /// `responseModels`
    #[serde(rename = "responseModels", skip_serializing_if = "Option::is_none")]
    pub response_models: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_METHOD_RESPONSE: Shape = Shape::Structure(Structure { name: "MethodResponse", payload: None, error: None, members: &[
    Member::new("statusCode", "statusCode", Location::Body, false, &SHAPE_STATUS_CODE),
    Member::new("responseParameters", "responseParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_BOOLEAN),
    Member::new("responseModels", "responseModels", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_NULLABLE_BOOLEAN: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_NULLABLE_INTEGER: Shape = Shape::Integer(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_OP: Shape = Shape::Text(Text { name: "Op", values: &["add", "remove", "replace", "move", "copy", "test"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `PatchOperation`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PatchOperation {
    /// `op`
    #[serde(rename = "op", skip_serializing_if = "Option::is_none")]
    pub op: Option<String>,
    /// `path`
    #[serde(rename = "path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `value`
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `from`
    #[serde(rename = "from", skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PATCH_OPERATION: Shape = Shape::Structure(Structure { name: "PatchOperation", payload: None, error: None, members: &[
    Member::new("op", "op", Location::Body, false, &SHAPE_OP),
    Member::new("path", "path", Location::Body, false, &SHAPE_STRING),
    Member::new("value", "value", Location::Body, false, &SHAPE_STRING),
    Member::new("from", "from", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_PUT_MODE: Shape = Shape::Text(Text { name: "PutMode", values: &["merge", "overwrite"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE_OWNER: Shape = Shape::Text(Text { name: "ResourceOwner", values: &["SELF", "OTHER_ACCOUNTS"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_RESPONSE_TRANSFER_MODE: Shape = Shape::Text(Text { name: "ResponseTransferMode", values: &["BUFFERED", "STREAM"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_SECURITY_POLICY: Shape = Shape::Text(Text { name: "SecurityPolicy", values: &["TLS_1_0", "TLS_1_2", "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS13_1_3_FIPS_2025_09", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_PQ_2025_09", "SecurityPolicy_TLS13_1_2_2021_06", "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE", "SecurityPolicy_TLS12_2018_EDGE"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_STATUS_CODE: Shape = Shape::Text(Text { name: "StatusCode", values: &[], pattern: "[1-5]\\d\\d", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_STRING: Shape = Shape::Text(Text::any("String"));

/// The shape `ThrottleSettings`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThrottleSettings {
    /// `burstLimit`
    #[serde(rename = "burstLimit", skip_serializing_if = "Option::is_none")]
    pub burst_limit: Option<i32>,
    /// `rateLimit`
    #[serde(rename = "rateLimit", skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<f64>,
}

#[rustfmt::skip]
pub(super) static SHAPE_THROTTLE_SETTINGS: Shape = Shape::Structure(Structure { name: "ThrottleSettings", payload: None, error: None, members: &[
    Member::new("burstLimit", "burstLimit", Location::Body, false, &SHAPE_INTEGER),
    Member::new("rateLimit", "rateLimit", Location::Body, false, &SHAPE_DOUBLE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_TIMESTAMP: Shape = Shape::Timestamp;

/// The shape `TlsConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TlsConfig {
    /// `insecureSkipVerification`
    #[serde(rename = "insecureSkipVerification", skip_serializing_if = "Option::is_none")]
    pub insecure_skip_verification: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TLS_CONFIG: Shape = Shape::Structure(Structure { name: "TlsConfig", payload: None, error: None, members: &[
    Member::new("insecureSkipVerification", "insecureSkipVerification", Location::Body, false, &SHAPE_BOOLEAN),
] });
