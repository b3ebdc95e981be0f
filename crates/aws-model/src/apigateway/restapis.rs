//! Operations and shapes of `restapis`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis`
#[derive(Debug, Clone, Copy)]
pub struct CreateRestApi;

#[rustfmt::skip]
static OPERATION_CREATE_REST_API: OperationModel = OperationModel {
    name: "CreateRestApi", http: Http { method: "POST", uri: "/restapis", status: 201 },
    input: Some(&SHAPE_CREATE_REST_API_REQUEST), output: Some(&SHAPE_REST_API), result_wrapper: "",
};

impl aws_wire::Operation for CreateRestApi {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_REST_API;
    type Input = CreateRestApiRequest;
    type Output = RestApi;
}

/// `DELETE /restapis/{restapi_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteRestApi;

#[rustfmt::skip]
static OPERATION_DELETE_REST_API: OperationModel = OperationModel {
    name: "DeleteRestApi", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}", status: 202 },
    input: Some(&SHAPE_DELETE_REST_API_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteRestApi {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_REST_API;
    type Input = DeleteRestApiRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetRestApi;

#[rustfmt::skip]
static OPERATION_GET_REST_API: OperationModel = OperationModel {
    name: "GetRestApi", http: Http { method: "GET", uri: "/restapis/{restapi_id}", status: 200 },
    input: Some(&SHAPE_GET_REST_API_REQUEST), output: Some(&SHAPE_REST_API), result_wrapper: "",
};

impl aws_wire::Operation for GetRestApi {
    const MODEL: &'static OperationModel = &OPERATION_GET_REST_API;
    type Input = GetRestApiRequest;
    type Output = RestApi;
}

/// `GET /restapis`
#[derive(Debug, Clone, Copy)]
pub struct GetRestApis;

#[rustfmt::skip]
static OPERATION_GET_REST_APIS: OperationModel = OperationModel {
    name: "GetRestApis", http: Http { method: "GET", uri: "/restapis", status: 200 },
    input: Some(&SHAPE_GET_REST_APIS_REQUEST), output: Some(&SHAPE_REST_APIS), result_wrapper: "",
};

impl aws_wire::Operation for GetRestApis {
    const MODEL: &'static OperationModel = &OPERATION_GET_REST_APIS;
    type Input = GetRestApisRequest;
    type Output = RestApis;
}

/// `POST /restapis?mode=import`
#[derive(Debug, Clone, Copy)]
pub struct ImportRestApi;

#[rustfmt::skip]
static OPERATION_IMPORT_REST_API: OperationModel = OperationModel {
    name: "ImportRestApi", http: Http { method: "POST", uri: "/restapis?mode=import", status: 201 },
    input: Some(&SHAPE_IMPORT_REST_API_REQUEST), output: Some(&SHAPE_REST_API), result_wrapper: "",
};

impl aws_wire::Operation for ImportRestApi {
    const MODEL: &'static OperationModel = &OPERATION_IMPORT_REST_API;
    type Input = ImportRestApiRequest;
    type Output = RestApi;
}

/// `PUT /restapis/{restapi_id}`
#[derive(Debug, Clone, Copy)]
pub struct PutRestApi;

#[rustfmt::skip]
static OPERATION_PUT_REST_API: OperationModel = OperationModel {
    name: "PutRestApi", http: Http { method: "PUT", uri: "/restapis/{restapi_id}", status: 200 },
    input: Some(&SHAPE_PUT_REST_API_REQUEST), output: Some(&SHAPE_REST_API), result_wrapper: "",
};

impl aws_wire::Operation for PutRestApi {
    const MODEL: &'static OperationModel = &OPERATION_PUT_REST_API;
    type Input = PutRestApiRequest;
    type Output = RestApi;
}

/// `PATCH /restapis/{restapi_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateRestApi;

#[rustfmt::skip]
static OPERATION_UPDATE_REST_API: OperationModel = OperationModel {
    name: "UpdateRestApi", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_REST_API_REQUEST), output: Some(&SHAPE_REST_API), result_wrapper: "",
};

impl aws_wire::Operation for UpdateRestApi {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_REST_API;
    type Input = UpdateRestApiRequest;
    type Output = RestApi;
}

#[rustfmt::skip]
pub(super) static SHAPE_API_KEY_SOURCE_TYPE: Shape = Shape::Text(Text { name: "ApiKeySourceType", values: &["HEADER", "AUTHORIZER"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_API_STATUS: Shape = Shape::Text(Text { name: "ApiStatus", values: &["UPDATING", "AVAILABLE", "PENDING", "FAILED"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `CreateRestApiRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateRestApiRequest {
    /// `name`
    #[serde(rename = "name")]
    pub name: String,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `version`
    #[serde(rename = "version", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// `cloneFrom`
    #[serde(rename = "cloneFrom", skip_serializing_if = "Option::is_none")]
    pub clone_from: Option<String>,
    /// `binaryMediaTypes`
    #[serde(rename = "binaryMediaTypes", skip_serializing_if = "Option::is_none")]
    pub binary_media_types: Option<Vec<String>>,
    /// `minimumCompressionSize`
    #[serde(rename = "minimumCompressionSize", skip_serializing_if = "Option::is_none")]
    pub minimum_compression_size: Option<i32>,
    /// `apiKeySource`
    #[serde(rename = "apiKeySource", skip_serializing_if = "Option::is_none")]
    pub api_key_source: Option<String>,
    /// `endpointConfiguration`
    #[serde(rename = "endpointConfiguration", skip_serializing_if = "Option::is_none")]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    /// `policy`
    #[serde(rename = "policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `disableExecuteApiEndpoint`
    #[serde(rename = "disableExecuteApiEndpoint", skip_serializing_if = "Option::is_none")]
    pub disable_execute_api_endpoint: Option<bool>,
    /// `securityPolicy`
    #[serde(rename = "securityPolicy", skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<String>,
    /// `endpointAccessMode`
    #[serde(rename = "endpointAccessMode", skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_REST_API_REQUEST: Shape = Shape::Structure(Structure { name: "CreateRestApiRequest", payload: None, error: None, members: &[
    Member::new("name", "name", Location::Body, true, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("version", "version", Location::Body, false, &SHAPE_STRING),
    Member::new("cloneFrom", "cloneFrom", Location::Body, false, &SHAPE_STRING),
    Member::new("binaryMediaTypes", "binaryMediaTypes", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("minimumCompressionSize", "minimumCompressionSize", Location::Body, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("apiKeySource", "apiKeySource", Location::Body, false, &SHAPE_API_KEY_SOURCE_TYPE),
    Member::new("endpointConfiguration", "endpointConfiguration", Location::Body, false, &SHAPE_ENDPOINT_CONFIGURATION),
    Member::new("policy", "policy", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("disableExecuteApiEndpoint", "disableExecuteApiEndpoint", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("securityPolicy", "securityPolicy", Location::Body, false, &SHAPE_SECURITY_POLICY),
    Member::new("endpointAccessMode", "endpointAccessMode", Location::Body, false, &SHAPE_ENDPOINT_ACCESS_MODE),
] });

/// The shape `DeleteRestApiRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRestApiRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_REST_API_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteRestApiRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetRestApiRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRestApiRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_REST_API_REQUEST: Shape = Shape::Structure(Structure { name: "GetRestApiRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetRestApisRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRestApisRequest {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_REST_APIS_REQUEST: Shape = Shape::Structure(Structure { name: "GetRestApisRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

/// The shape `ImportRestApiRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportRestApiRequest {
    /// `failOnWarnings`
    #[serde(rename = "failOnWarnings", skip_serializing_if = "Option::is_none")]
    pub fail_on_warnings: Option<bool>,
    /// `parameters`
    #[serde(rename = "parameters", skip_serializing_if = "Option::is_none")]
    pub parameters: Option<std::collections::BTreeMap<String, String>>,
    /// `body`
    #[serde(rename = "body")]
    pub body: aws_wire::Blob,
}

#[rustfmt::skip]
pub(super) static SHAPE_IMPORT_REST_API_REQUEST: Shape = Shape::Structure(Structure { name: "ImportRestApiRequest", payload: Some("body"), error: None, members: &[
    Member::new("failOnWarnings", "failonwarnings", Location::Query, false, &SHAPE_BOOLEAN),
    Member::new("parameters", "parameters", Location::Query, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("body", "body", Location::Body, true, &SHAPE_BLOB),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_REST_API: Shape = Shape::List(List { member: &SHAPE_REST_API, member_wire: "", flattened: false, min: None, max: None });

/// The shape `PutRestApiRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutRestApiRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `mode`
    #[serde(rename = "mode", skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// `failOnWarnings`
    #[serde(rename = "failOnWarnings", skip_serializing_if = "Option::is_none")]
    pub fail_on_warnings: Option<bool>,
    /// `parameters`
    #[serde(rename = "parameters", skip_serializing_if = "Option::is_none")]
    pub parameters: Option<std::collections::BTreeMap<String, String>>,
    /// `body`
    #[serde(rename = "body")]
    pub body: aws_wire::Blob,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_REST_API_REQUEST: Shape = Shape::Structure(Structure { name: "PutRestApiRequest", payload: Some("body"), error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("mode", "mode", Location::Query, false, &SHAPE_PUT_MODE),
    Member::new("failOnWarnings", "failonwarnings", Location::Query, false, &SHAPE_BOOLEAN),
    Member::new("parameters", "parameters", Location::Query, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("body", "body", Location::Body, true, &SHAPE_BLOB),
] });

/// The shape `RestApi`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestApi {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `createdDate`
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<aws_wire::EpochSeconds>,
    /// `version`
    #[serde(rename = "version", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// `warnings`
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
    /// `binaryMediaTypes`
    #[serde(rename = "binaryMediaTypes", skip_serializing_if = "Option::is_none")]
    pub binary_media_types: Option<Vec<String>>,
    /// `minimumCompressionSize`
    #[serde(rename = "minimumCompressionSize", skip_serializing_if = "Option::is_none")]
    pub minimum_compression_size: Option<i32>,
    /// `apiKeySource`
    #[serde(rename = "apiKeySource", skip_serializing_if = "Option::is_none")]
    pub api_key_source: Option<String>,
    /// `endpointConfiguration`
    #[serde(rename = "endpointConfiguration", skip_serializing_if = "Option::is_none")]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    /// `policy`
    #[serde(rename = "policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `disableExecuteApiEndpoint`
    #[serde(rename = "disableExecuteApiEndpoint", skip_serializing_if = "Option::is_none")]
    pub disable_execute_api_endpoint: Option<bool>,
    /// `rootResourceId`
    #[serde(rename = "rootResourceId", skip_serializing_if = "Option::is_none")]
    pub root_resource_id: Option<String>,
    /// `securityPolicy`
    #[serde(rename = "securityPolicy", skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<String>,
    /// `endpointAccessMode`
    #[serde(rename = "endpointAccessMode", skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<String>,
    /// `apiStatus`
    #[serde(rename = "apiStatus", skip_serializing_if = "Option::is_none")]
    pub api_status: Option<String>,
    /// `apiStatusMessage`
    #[serde(rename = "apiStatusMessage", skip_serializing_if = "Option::is_none")]
    pub api_status_message: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_REST_API: Shape = Shape::Structure(Structure { name: "RestApi", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("createdDate", "createdDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("version", "version", Location::Body, false, &SHAPE_STRING),
    Member::new("warnings", "warnings", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("binaryMediaTypes", "binaryMediaTypes", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("minimumCompressionSize", "minimumCompressionSize", Location::Body, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("apiKeySource", "apiKeySource", Location::Body, false, &SHAPE_API_KEY_SOURCE_TYPE),
    Member::new("endpointConfiguration", "endpointConfiguration", Location::Body, false, &SHAPE_ENDPOINT_CONFIGURATION),
    Member::new("policy", "policy", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("disableExecuteApiEndpoint", "disableExecuteApiEndpoint", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("rootResourceId", "rootResourceId", Location::Body, false, &SHAPE_STRING),
    Member::new("securityPolicy", "securityPolicy", Location::Body, false, &SHAPE_SECURITY_POLICY),
    Member::new("endpointAccessMode", "endpointAccessMode", Location::Body, false, &SHAPE_ENDPOINT_ACCESS_MODE),
    Member::new("apiStatus", "apiStatus", Location::Body, false, &SHAPE_API_STATUS),
    Member::new("apiStatusMessage", "apiStatusMessage", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `RestApis`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestApis {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<RestApi>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_REST_APIS: Shape = Shape::Structure(Structure { name: "RestApis", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_REST_API),
] });

/// The shape `UpdateRestApiRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateRestApiRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_REST_API_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateRestApiRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
