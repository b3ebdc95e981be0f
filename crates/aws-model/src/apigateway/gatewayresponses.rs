//! Operations and shapes of `gatewayresponses`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `DELETE /restapis/{restapi_id}/gatewayresponses/{response_type}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteGatewayResponse;

#[rustfmt::skip]
static OPERATION_DELETE_GATEWAY_RESPONSE: OperationModel = OperationModel {
    name: "DeleteGatewayResponse", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 202 },
    input: Some(&SHAPE_DELETE_GATEWAY_RESPONSE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteGatewayResponse {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_GATEWAY_RESPONSE;
    type Input = DeleteGatewayResponseRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/gatewayresponses/{response_type}`
#[derive(Debug, Clone, Copy)]
pub struct GetGatewayResponse;

#[rustfmt::skip]
static OPERATION_GET_GATEWAY_RESPONSE: OperationModel = OperationModel {
    name: "GetGatewayResponse", http: Http { method: "GET", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 200 },
    input: Some(&SHAPE_GET_GATEWAY_RESPONSE_REQUEST), output: Some(&SHAPE_GATEWAY_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetGatewayResponse {
    const MODEL: &'static OperationModel = &OPERATION_GET_GATEWAY_RESPONSE;
    type Input = GetGatewayResponseRequest;
    type Output = GatewayResponse;
}

/// `GET /restapis/{restapi_id}/gatewayresponses`
#[derive(Debug, Clone, Copy)]
pub struct GetGatewayResponses;

#[rustfmt::skip]
static OPERATION_GET_GATEWAY_RESPONSES: OperationModel = OperationModel {
    name: "GetGatewayResponses", http: Http { method: "GET", uri: "/restapis/{restapi_id}/gatewayresponses", status: 200 },
    input: Some(&SHAPE_GET_GATEWAY_RESPONSES_REQUEST), output: Some(&SHAPE_GATEWAY_RESPONSES), result_wrapper: "",
};

impl aws_wire::Operation for GetGatewayResponses {
    const MODEL: &'static OperationModel = &OPERATION_GET_GATEWAY_RESPONSES;
    type Input = GetGatewayResponsesRequest;
    type Output = GatewayResponses;
}

/// `PUT /restapis/{restapi_id}/gatewayresponses/{response_type}`
#[derive(Debug, Clone, Copy)]
pub struct PutGatewayResponse;

#[rustfmt::skip]
static OPERATION_PUT_GATEWAY_RESPONSE: OperationModel = OperationModel {
    name: "PutGatewayResponse", http: Http { method: "PUT", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 201 },
    input: Some(&SHAPE_PUT_GATEWAY_RESPONSE_REQUEST), output: Some(&SHAPE_GATEWAY_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for PutGatewayResponse {
    const MODEL: &'static OperationModel = &OPERATION_PUT_GATEWAY_RESPONSE;
    type Input = PutGatewayResponseRequest;
    type Output = GatewayResponse;
}

/// `PATCH /restapis/{restapi_id}/gatewayresponses/{response_type}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateGatewayResponse;

#[rustfmt::skip]
static OPERATION_UPDATE_GATEWAY_RESPONSE: OperationModel = OperationModel {
    name: "UpdateGatewayResponse", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 200 },
    input: Some(&SHAPE_UPDATE_GATEWAY_RESPONSE_REQUEST), output: Some(&SHAPE_GATEWAY_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for UpdateGatewayResponse {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_GATEWAY_RESPONSE;
    type Input = UpdateGatewayResponseRequest;
    type Output = GatewayResponse;
}

/// The shape `DeleteGatewayResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteGatewayResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `responseType`
    #[serde(rename = "responseType")]
    pub response_type: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteGatewayResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("responseType", "response_type", Location::Uri, true, &SHAPE_GATEWAY_RESPONSE_TYPE),
] });

/// The shape `GatewayResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GatewayResponse {
    /// `responseType`
    #[serde(rename = "responseType", skip_serializing_if = "Option::is_none")]
    pub response_type: Option<String>,
    /// `statusCode`
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// `responseParameters`
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<std::collections::BTreeMap<String, String>>,
    /// `responseTemplates`
    #[serde(rename = "responseTemplates", skip_serializing_if = "Option::is_none")]
    pub response_templates: Option<std::collections::BTreeMap<String, String>>,
    /// `defaultResponse`
    #[serde(rename = "defaultResponse", skip_serializing_if = "Option::is_none")]
    pub default_response: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GATEWAY_RESPONSE: Shape = Shape::Structure(Structure { name: "GatewayResponse", payload: None, error: None, members: &[
    Member::new("responseType", "responseType", Location::Body, false, &SHAPE_GATEWAY_RESPONSE_TYPE),
    Member::new("statusCode", "statusCode", Location::Body, false, &SHAPE_STATUS_CODE),
    Member::new("responseParameters", "responseParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("responseTemplates", "responseTemplates", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("defaultResponse", "defaultResponse", Location::Body, false, &SHAPE_BOOLEAN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_GATEWAY_RESPONSE_TYPE: Shape = Shape::Text(Text { name: "GatewayResponseType", values: &["DEFAULT_4XX", "DEFAULT_5XX", "RESOURCE_NOT_FOUND", "UNAUTHORIZED", "INVALID_API_KEY", "ACCESS_DENIED", "AUTHORIZER_FAILURE", "AUTHORIZER_CONFIGURATION_ERROR", "INVALID_SIGNATURE", "EXPIRED_TOKEN", "MISSING_AUTHENTICATION_TOKEN", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "API_CONFIGURATION_ERROR", "UNSUPPORTED_MEDIA_TYPE", "BAD_REQUEST_PARAMETERS", "BAD_REQUEST_BODY", "REQUEST_TOO_LARGE", "THROTTLED", "QUOTA_EXCEEDED", "WAF_FILTERED"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `GatewayResponses`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GatewayResponses {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<GatewayResponse>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GATEWAY_RESPONSES: Shape = Shape::Structure(Structure { name: "GatewayResponses", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_GATEWAY_RESPONSE),
] });

/// The shape `GetGatewayResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetGatewayResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `responseType`
    #[serde(rename = "responseType")]
    pub response_type: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "GetGatewayResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("responseType", "response_type", Location::Uri, true, &SHAPE_GATEWAY_RESPONSE_TYPE),
] });

/// The shape `GetGatewayResponsesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetGatewayResponsesRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_GATEWAY_RESPONSES_REQUEST: Shape = Shape::Structure(Structure { name: "GetGatewayResponsesRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_GATEWAY_RESPONSE: Shape = Shape::List(List { member: &SHAPE_GATEWAY_RESPONSE, member_wire: "", flattened: false, min: None, max: None });

/// The shape `PutGatewayResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutGatewayResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `responseType`
    #[serde(rename = "responseType")]
    pub response_type: String,
    /// `statusCode`
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// `responseParameters`
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<std::collections::BTreeMap<String, String>>,
    /// `responseTemplates`
    #[serde(rename = "responseTemplates", skip_serializing_if = "Option::is_none")]
    pub response_templates: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "PutGatewayResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("responseType", "response_type", Location::Uri, true, &SHAPE_GATEWAY_RESPONSE_TYPE),
    Member::new("statusCode", "statusCode", Location::Body, false, &SHAPE_STATUS_CODE),
    Member::new("responseParameters", "responseParameters", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("responseTemplates", "responseTemplates", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `UpdateGatewayResponseRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateGatewayResponseRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `responseType`
    #[serde(rename = "responseType")]
    pub response_type: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateGatewayResponseRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("responseType", "response_type", Location::Uri, true, &SHAPE_GATEWAY_RESPONSE_TYPE),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
