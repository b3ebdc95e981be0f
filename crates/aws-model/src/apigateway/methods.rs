// tidy: long because it holds all that the model says of one kind of resource

//! Operations and shapes of `methods`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `DELETE /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration`
#[derive(Debug, Clone, Copy)]
pub struct DeleteIntegration;

#[rustfmt::skip]
static OPERATION_DELETE_INTEGRATION: OperationModel = OperationModel {
    name: "DeleteIntegration", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 204 },
    input: Some(&SHAPE_DELETE_INTEGRATION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteIntegration {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_INTEGRATION;
    type Input = DeleteIntegrationRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteIntegrationResponse;

#[rustfmt::skip]
static OPERATION_DELETE_INTEGRATION_RESPONSE: OperationModel = OperationModel {
    name: "DeleteIntegrationResponse", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 204 },
    input: Some(&SHAPE_DELETE_INTEGRATION_RESPONSE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteIntegrationResponse {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_INTEGRATION_RESPONSE;
    type Input = DeleteIntegrationResponseRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteMethod;

#[rustfmt::skip]
static OPERATION_DELETE_METHOD: OperationModel = OperationModel {
    name: "DeleteMethod", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 204 },
    input: Some(&SHAPE_DELETE_METHOD_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteMethod {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_METHOD;
    type Input = DeleteMethodRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteMethodResponse;

#[rustfmt::skip]
static OPERATION_DELETE_METHOD_RESPONSE: OperationModel = OperationModel {
    name: "DeleteMethodResponse", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 204 },
    input: Some(&SHAPE_DELETE_METHOD_RESPONSE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteMethodResponse {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_METHOD_RESPONSE;
    type Input = DeleteMethodResponseRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration`
#[derive(Debug, Clone, Copy)]
pub struct GetIntegration;

#[rustfmt::skip]
static OPERATION_GET_INTEGRATION: OperationModel = OperationModel {
    name: "GetIntegration", http: Http { method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 200 },
    input: Some(&SHAPE_GET_INTEGRATION_REQUEST), output: Some(&SHAPE_INTEGRATION), result_wrapper: "",
};

impl aws_wire::Operation for GetIntegration {
    const MODEL: &'static OperationModel = &OPERATION_GET_INTEGRATION;
    type Input = GetIntegrationRequest;
    type Output = Integration;
}

/// `GET /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct GetIntegrationResponse;

#[rustfmt::skip]
static OPERATION_GET_INTEGRATION_RESPONSE: OperationModel = OperationModel {
    name: "GetIntegrationResponse", http: Http { method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 200 },
    input: Some(&SHAPE_GET_INTEGRATION_RESPONSE_REQUEST), output: Some(&SHAPE_INTEGRATION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetIntegrationResponse {
    const MODEL: &'static OperationModel = &OPERATION_GET_INTEGRATION_RESPONSE;
    type Input = GetIntegrationResponseRequest;
    type Output = IntegrationResponse;
}

/// `GET /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}`
#[derive(Debug, Clone, Copy)]
pub struct GetMethod;

#[rustfmt::skip]
static OPERATION_GET_METHOD: OperationModel = OperationModel {
    name: "GetMethod", http: Http { method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 200 },
    input: Some(&SHAPE_GET_METHOD_REQUEST), output: Some(&SHAPE_METHOD), result_wrapper: "",
};

impl aws_wire::Operation for GetMethod {
    const MODEL: &'static OperationModel = &OPERATION_GET_METHOD;
    type Input = GetMethodRequest;
    type Output = Method;
}

/// `GET /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct GetMethodResponse;

#[rustfmt::skip]
static OPERATION_GET_METHOD_RESPONSE: OperationModel = OperationModel {
    name: "GetMethodResponse", http: Http { method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 200 },
    input: Some(&SHAPE_GET_METHOD_RESPONSE_REQUEST), output: Some(&SHAPE_METHOD_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetMethodResponse {
    const MODEL: &'static OperationModel = &OPERATION_GET_METHOD_RESPONSE;
    type Input = GetMethodResponseRequest;
    type Output = MethodResponse;
}

/// `PUT /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration`
#[derive(Debug, Clone, Copy)]
pub struct PutIntegration;

#[rustfmt::skip]
static OPERATION_PUT_INTEGRATION: OperationModel = OperationModel {
    name: "PutIntegration", http: Http { method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 201 },
    input: Some(&SHAPE_PUT_INTEGRATION_REQUEST), output: Some(&SHAPE_INTEGRATION), result_wrapper: "",
};

impl aws_wire::Operation for PutIntegration {
    const MODEL: &'static OperationModel = &OPERATION_PUT_INTEGRATION;
    type Input = PutIntegrationRequest;
    type Output = Integration;
}

/// `PUT /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct PutIntegrationResponse;

#[rustfmt::skip]
static OPERATION_PUT_INTEGRATION_RESPONSE: OperationModel = OperationModel {
    name: "PutIntegrationResponse", http: Http { method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 201 },
    input: Some(&SHAPE_PUT_INTEGRATION_RESPONSE_REQUEST), output: Some(&SHAPE_INTEGRATION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for PutIntegrationResponse {
    const MODEL: &'static OperationModel = &OPERATION_PUT_INTEGRATION_RESPONSE;
    type Input = PutIntegrationResponseRequest;
    type Output = IntegrationResponse;
}

/// `PUT /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}`
#[derive(Debug, Clone, Copy)]
pub struct PutMethod;

#[rustfmt::skip]
static OPERATION_PUT_METHOD: OperationModel = OperationModel {
    name: "PutMethod", http: Http { method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 201 },
    input: Some(&SHAPE_PUT_METHOD_REQUEST), output: Some(&SHAPE_METHOD), result_wrapper: "",
};

impl aws_wire::Operation for PutMethod {
    const MODEL: &'static OperationModel = &OPERATION_PUT_METHOD;
    type Input = PutMethodRequest;
    type Output = Method;
}

/// `PUT /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct PutMethodResponse;

#[rustfmt::skip]
static OPERATION_PUT_METHOD_RESPONSE: OperationModel = OperationModel {
    name: "PutMethodResponse", http: Http { method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 201 },
    input: Some(&SHAPE_PUT_METHOD_RESPONSE_REQUEST), output: Some(&SHAPE_METHOD_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for PutMethodResponse {
    const MODEL: &'static OperationModel = &OPERATION_PUT_METHOD_RESPONSE;
    type Input = PutMethodResponseRequest;
    type Output = MethodResponse;
}

/// `POST /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}`
#[derive(Debug, Clone, Copy)]
pub struct TestInvokeMethod;

#[rustfmt::skip]
static OPERATION_TEST_INVOKE_METHOD: OperationModel = OperationModel {
    name: "TestInvokeMethod", http: Http { method: "POST", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 200 },
    input: Some(&SHAPE_TEST_INVOKE_METHOD_REQUEST), output: Some(&SHAPE_TEST_INVOKE_METHOD_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for TestInvokeMethod {
    const MODEL: &'static OperationModel = &OPERATION_TEST_INVOKE_METHOD;
    type Input = TestInvokeMethodRequest;
    type Output = TestInvokeMethodResponse;
}

/// `PATCH /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration`
#[derive(Debug, Clone, Copy)]
pub struct UpdateIntegration;

#[rustfmt::skip]
static OPERATION_UPDATE_INTEGRATION: OperationModel = OperationModel {
    name: "UpdateIntegration", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 200 },
    input: Some(&SHAPE_UPDATE_INTEGRATION_REQUEST), output: Some(&SHAPE_INTEGRATION), result_wrapper: "",
};

impl aws_wire::Operation for UpdateIntegration {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_INTEGRATION;
    type Input = UpdateIntegrationRequest;
    type Output = Integration;
}

/// `PATCH /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateIntegrationResponse;

#[rustfmt::skip]
static OPERATION_UPDATE_INTEGRATION_RESPONSE: OperationModel = OperationModel {
    name: "UpdateIntegrationResponse", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 200 },
    input: Some(&SHAPE_UPDATE_INTEGRATION_RESPONSE_REQUEST), output: Some(&SHAPE_INTEGRATION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for UpdateIntegrationResponse {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_INTEGRATION_RESPONSE;
    type Input = UpdateIntegrationResponseRequest;
    type Output = IntegrationResponse;
}

/// `PATCH /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateMethod;

#[rustfmt::skip]
static OPERATION_UPDATE_METHOD: OperationModel = OperationModel {
    name: "UpdateMethod", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 200 },
    input: Some(&SHAPE_UPDATE_METHOD_REQUEST), output: Some(&SHAPE_METHOD), result_wrapper: "",
};

impl aws_wire::Operation for UpdateMethod {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_METHOD;
    type Input = UpdateMethodRequest;
    type Output = Method;
}

/// `PATCH /restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateMethodResponse;

#[rustfmt::skip]
static OPERATION_UPDATE_METHOD_RESPONSE: OperationModel = OperationModel {
    name: "UpdateMethodResponse", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 201 },
    input: Some(&SHAPE_UPDATE_METHOD_RESPONSE_REQUEST), output: Some(&SHAPE_METHOD_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for UpdateMethodResponse {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_METHOD_RESPONSE;
    type Input = UpdateMethodResponseRequest;
    type Output = MethodResponse;
}

/// The shape `DeleteIntegrationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteIntegrationRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_INTEGRATION_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteIntegrationRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `DeleteIntegrationResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteIntegrationResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteIntegrationResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
] });

/// The shape `DeleteMethodRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteMethodRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_METHOD_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteMethodRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `DeleteMethodResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteMethodResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteMethodResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
] });

/// The shape `GetIntegrationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetIntegrationRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_INTEGRATION_REQUEST: Shape = Shape::Structure(Structure { name: "GetIntegrationRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetIntegrationResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetIntegrationResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "GetIntegrationResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
] });

/// The shape `GetMethodRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetMethodRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_METHOD_REQUEST: Shape = Shape::Structure(Structure { name: "GetMethodRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetMethodResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetMethodResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "GetMethodResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
] });

/// The shape `PutIntegrationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutIntegrationRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `type`
    #[serde(rename = "type")]
    pub type_: String,
    /// `integrationHttpMethod`
    #[serde(rename = "integrationHttpMethod", skip_serializing_if = "Option::is_none")]
    pub integration_http_method: Option<String>,
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
    /// `cacheNamespace`
    #[serde(rename = "cacheNamespace", skip_serializing_if = "Option::is_none")]
    pub cache_namespace: Option<String>,
    /// `cacheKeyParameters`
    #[serde(rename = "cacheKeyParameters", skip_serializing_if = "Option::is_none")]
    pub cache_key_parameters: Option<Vec<String>>,
    /// `contentHandling`
    #[serde(rename = "contentHandling", skip_serializing_if = "Option::is_none")]
    pub content_handling: Option<String>,
    /// `timeoutInMillis`
    #[serde(rename = "timeoutInMillis", skip_serializing_if = "Option::is_none")]
    pub timeout_in_millis: Option<i32>,
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
pub(super) static SHAPE_PUT_INTEGRATION_REQUEST: Shape = Shape::Structure(Structure { name: "PutIntegrationRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("type", "type", Location::Body, true, &SHAPE_INTEGRATION_TYPE),
    Member::new("integrationHttpMethod", "httpMethod", Location::Body, false, &SHAPE_STRING),
    Member::new("uri", "uri", Location::Body, false, &SHAPE_STRING),
    Member::new("connectionType", "connectionType", Location::Body, false, &SHAPE_CONNECTION_TYPE),
    Member::new("connectionId", "connectionId", Location::Body, false, &SHAPE_STRING),
    Member::new("credentials", "credentials", Location::Body, false, &SHAPE_STRING),
    Member::new("requestParameters", "requestParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("requestTemplates", "requestTemplates", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("passthroughBehavior", "passthroughBehavior", Location::Body, false, &SHAPE_STRING),
    Member::new("cacheNamespace", "cacheNamespace", Location::Body, false, &SHAPE_STRING),
    Member::new("cacheKeyParameters", "cacheKeyParameters", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("contentHandling", "contentHandling", Location::Body, false, &SHAPE_CONTENT_HANDLING_STRATEGY),
    Member::new("timeoutInMillis", "timeoutInMillis", Location::Body, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("tlsConfig", "tlsConfig", Location::Body, false, &SHAPE_TLS_CONFIG),
    Member::new("responseTransferMode", "responseTransferMode", Location::Body, false, &SHAPE_RESPONSE_TRANSFER_MODE),
    Member::new("integrationTarget", "integrationTarget", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `PutIntegrationResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutIntegrationResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
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
pub(super) static SHAPE_PUT_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "PutIntegrationResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
    Member::new("selectionPattern", "selectionPattern", Location::Body, false, &SHAPE_STRING),
    Member::new("responseParameters", "responseParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("responseTemplates", "responseTemplates", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("contentHandling", "contentHandling", Location::Body, false, &SHAPE_CONTENT_HANDLING_STRATEGY),
] });

/// The shape `PutMethodRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutMethodRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `authorizationType`
    #[serde(rename = "authorizationType")]
    pub authorization_type: String,
    /// `authorizerId`
    #[serde(rename = "authorizerId", skip_serializing_if = "Option::is_none")]
    pub authorizer_id: Option<String>,
    /// `apiKeyRequired`
    #[serde(rename = "apiKeyRequired", skip_serializing_if = "Option::is_none")]
    pub api_key_required: Option<bool>,
    /// `operationName`
    #[serde(rename = "operationName", skip_serializing_if = "Option::is_none")]
    pub operation_name: Option<String>,
    /// `requestParameters`
    #[serde(rename = "requestParameters", skip_serializing_if = "Option::is_none")]
    pub request_parameters: Option<std::collections::BTreeMap<String, bool>>,
    /// `requestModels`
    #[serde(rename = "requestModels", skip_serializing_if = "Option::is_none")]
    pub request_models: Option<std::collections::BTreeMap<String, String>>,
    /// `requestValidatorId`
    #[serde(rename = "requestValidatorId", skip_serializing_if = "Option::is_none")]
    pub request_validator_id: Option<String>,
    /// `authorizationScopes`
    #[serde(rename = "authorizationScopes", skip_serializing_if = "Option::is_none")]
    pub authorization_scopes: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_METHOD_REQUEST: Shape = Shape::Structure(Structure { name: "PutMethodRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("authorizationType", "authorizationType", Location::Body, true, &SHAPE_STRING),
    Member::new("authorizerId", "authorizerId", Location::Body, false, &SHAPE_STRING),
    Member::new("apiKeyRequired", "apiKeyRequired", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("operationName", "operationName", Location::Body, false, &SHAPE_STRING),
    Member::new("requestParameters", "requestParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_BOOLEAN),
    Member::new("requestModels", "requestModels", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("requestValidatorId", "requestValidatorId", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizationScopes", "authorizationScopes", Location::Body, false, &SHAPE_LIST_OF_STRING),
] });

/// The shape `PutMethodResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutMethodResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
    /// `responseParameters`
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<std::collections::BTreeMap<String, bool>>,
    /// `responseModels`
    #[serde(rename = "responseModels", skip_serializing_if = "Option::is_none")]
    pub response_models: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "PutMethodResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
    Member::new("responseParameters", "responseParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_BOOLEAN),
    Member::new("responseModels", "responseModels", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `TestInvokeMethodRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TestInvokeMethodRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `pathWithQueryString`
    #[serde(rename = "pathWithQueryString", skip_serializing_if = "Option::is_none")]
    pub path_with_query_string: Option<String>,
    /// `body`
    #[serde(rename = "body", skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// `headers`
    #[serde(rename = "headers", skip_serializing_if = "Option::is_none")]
    pub headers: Option<std::collections::BTreeMap<String, String>>,
    /// `multiValueHeaders`
    #[serde(rename = "multiValueHeaders", skip_serializing_if = "Option::is_none")]
    pub multi_value_headers: Option<std::collections::BTreeMap<String, Vec<String>>>,
    /// `clientCertificateId`
    #[serde(rename = "clientCertificateId", skip_serializing_if = "Option::is_none")]
    pub client_certificate_id: Option<String>,
    /// `stageVariables`
    #[serde(rename = "stageVariables", skip_serializing_if = "Option::is_none")]
    pub stage_variables: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TEST_INVOKE_METHOD_REQUEST: Shape = Shape::Structure(Structure { name: "TestInvokeMethodRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("pathWithQueryString", "pathWithQueryString", Location::Body, false, &SHAPE_STRING),
    Member::new("body", "body", Location::Body, false, &SHAPE_STRING),
    Member::new("headers", "headers", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("multiValueHeaders", "multiValueHeaders", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_LIST),
    Member::new("clientCertificateId", "clientCertificateId", Location::Body, false, &SHAPE_STRING),
    Member::new("stageVariables", "stageVariables", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `TestInvokeMethodResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TestInvokeMethodResponse {
    /// `status`
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    /// `body`
    #[serde(rename = "body", skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// `headers`
    #[serde(rename = "headers", skip_serializing_if = "Option::is_none")]
    pub headers: Option<std::collections::BTreeMap<String, String>>,
    /// `multiValueHeaders`
    #[serde(rename = "multiValueHeaders", skip_serializing_if = "Option::is_none")]
    pub multi_value_headers: Option<std::collections::BTreeMap<String, Vec<String>>>,
    /// `log`
    #[serde(rename = "log", skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// `latency`
    #[serde(rename = "latency", skip_serializing_if = "Option::is_none")]
    pub latency: Option<i64>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TEST_INVOKE_METHOD_RESPONSE: Shape = Shape::Structure(Structure { name: "TestInvokeMethodResponse", payload: None, error: None, members: &[
    Member::new("status", "status", Location::Body, false, &SHAPE_INTEGER),
    Member::new("body", "body", Location::Body, false, &SHAPE_STRING),
    Member::new("headers", "headers", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("multiValueHeaders", "multiValueHeaders", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_LIST),
    Member::new("log", "log", Location::Body, false, &SHAPE_STRING),
    Member::new("latency", "latency", Location::Body, false, &SHAPE_LONG),
] });

/// The shape `UpdateIntegrationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateIntegrationRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_INTEGRATION_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateIntegrationRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `UpdateIntegrationResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateIntegrationResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateIntegrationResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `UpdateMethodRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateMethodRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_METHOD_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateMethodRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `UpdateMethodResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateMethodResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `httpMethod`
    #[serde(rename = "httpMethod")]
    pub http_method: String,
    /// `statusCode`
    #[serde(rename = "statusCode")]
    pub status_code: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateMethodResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("httpMethod", "http_method", Location::Uri, true, &SHAPE_STRING),
    Member::new("statusCode", "status_code", Location::Uri, true, &SHAPE_STATUS_CODE),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
