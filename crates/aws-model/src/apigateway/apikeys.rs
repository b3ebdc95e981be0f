//! Operations and shapes of `apikeys`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /apikeys`
#[derive(Debug, Clone, Copy)]
pub struct CreateApiKey;

#[rustfmt::skip]
static OPERATION_CREATE_API_KEY: OperationModel = OperationModel {
    name: "CreateApiKey", http: Http { method: "POST", uri: "/apikeys", status: 201 },
    input: Some(&SHAPE_CREATE_API_KEY_REQUEST), output: Some(&SHAPE_API_KEY), result_wrapper: "",
};

impl aws_wire::Operation for CreateApiKey {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_API_KEY;
    type Input = CreateApiKeyRequest;
    type Output = ApiKey;
}

/// `DELETE /apikeys/{api_Key}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteApiKey;

#[rustfmt::skip]
static OPERATION_DELETE_API_KEY: OperationModel = OperationModel {
    name: "DeleteApiKey", http: Http { method: "DELETE", uri: "/apikeys/{api_Key}", status: 202 },
    input: Some(&SHAPE_DELETE_API_KEY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteApiKey {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_API_KEY;
    type Input = DeleteApiKeyRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /apikeys/{api_Key}`
#[derive(Debug, Clone, Copy)]
pub struct GetApiKey;

#[rustfmt::skip]
static OPERATION_GET_API_KEY: OperationModel = OperationModel {
    name: "GetApiKey", http: Http { method: "GET", uri: "/apikeys/{api_Key}", status: 200 },
    input: Some(&SHAPE_GET_API_KEY_REQUEST), output: Some(&SHAPE_API_KEY), result_wrapper: "",
};

impl aws_wire::Operation for GetApiKey {
    const MODEL: &'static OperationModel = &OPERATION_GET_API_KEY;
    type Input = GetApiKeyRequest;
    type Output = ApiKey;
}

/// `GET /apikeys`
#[derive(Debug, Clone, Copy)]
pub struct GetApiKeys;

#[rustfmt::skip]
static OPERATION_GET_API_KEYS: OperationModel = OperationModel {
    name: "GetApiKeys", http: Http { method: "GET", uri: "/apikeys", status: 200 },
    input: Some(&SHAPE_GET_API_KEYS_REQUEST), output: Some(&SHAPE_API_KEYS), result_wrapper: "",
};

impl aws_wire::Operation for GetApiKeys {
    const MODEL: &'static OperationModel = &OPERATION_GET_API_KEYS;
    type Input = GetApiKeysRequest;
    type Output = ApiKeys;
}

/// `POST /apikeys?mode=import`
#[derive(Debug, Clone, Copy)]
pub struct ImportApiKeys;

#[rustfmt::skip]
static OPERATION_IMPORT_API_KEYS: OperationModel = OperationModel {
    name: "ImportApiKeys", http: Http { method: "POST", uri: "/apikeys?mode=import", status: 201 },
    input: Some(&SHAPE_IMPORT_API_KEYS_REQUEST), output: Some(&SHAPE_API_KEY_IDS), result_wrapper: "",
};

impl aws_wire::Operation for ImportApiKeys {
    const MODEL: &'static OperationModel = &OPERATION_IMPORT_API_KEYS;
    type Input = ImportApiKeysRequest;
    type Output = ApiKeyIds;
}

/// `PATCH /apikeys/{api_Key}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateApiKey;

#[rustfmt::skip]
static OPERATION_UPDATE_API_KEY: OperationModel = OperationModel {
    name: "UpdateApiKey", http: Http { method: "PATCH", uri: "/apikeys/{api_Key}", status: 200 },
    input: Some(&SHAPE_UPDATE_API_KEY_REQUEST), output: Some(&SHAPE_API_KEY), result_wrapper: "",
};

impl aws_wire::Operation for UpdateApiKey {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_API_KEY;
    type Input = UpdateApiKeyRequest;
    type Output = ApiKey;
}

/// The shape `ApiKey`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiKey {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `value`
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `customerId`
    #[serde(rename = "customerId", skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `enabled`
    #[serde(rename = "enabled", skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// `createdDate`
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<aws_wire::EpochSeconds>,
    /// `lastUpdatedDate`
    #[serde(rename = "lastUpdatedDate", skip_serializing_if = "Option::is_none")]
    pub last_updated_date: Option<aws_wire::EpochSeconds>,
    /// `stageKeys`
    #[serde(rename = "stageKeys", skip_serializing_if = "Option::is_none")]
    pub stage_keys: Option<Vec<String>>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_API_KEY: Shape = Shape::Structure(Structure { name: "ApiKey", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("value", "value", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("customerId", "customerId", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("enabled", "enabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("createdDate", "createdDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("lastUpdatedDate", "lastUpdatedDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("stageKeys", "stageKeys", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `ApiKeyIds`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiKeyIds {
    /// `ids`
    #[serde(rename = "ids", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<String>>,
    /// `warnings`
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_API_KEY_IDS: Shape = Shape::Structure(Structure { name: "ApiKeyIds", payload: None, error: None, members: &[
    Member::new("ids", "ids", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("warnings", "warnings", Location::Body, false, &SHAPE_LIST_OF_STRING),
] });

/// The shape `ApiKeys`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiKeys {
    /// `warnings`
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ApiKey>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_API_KEYS: Shape = Shape::Structure(Structure { name: "ApiKeys", payload: None, error: None, members: &[
    Member::new("warnings", "warnings", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_API_KEY),
] });

#[rustfmt::skip]
pub(super) static SHAPE_API_KEYS_FORMAT: Shape = Shape::Text(Text { name: "ApiKeysFormat", values: &["csv"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `CreateApiKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateApiKeyRequest {
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `enabled`
    #[serde(rename = "enabled", skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// `generateDistinctId`
    #[serde(rename = "generateDistinctId", skip_serializing_if = "Option::is_none")]
    pub generate_distinct_id: Option<bool>,
    /// `value`
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `stageKeys`
    #[serde(rename = "stageKeys", skip_serializing_if = "Option::is_none")]
    pub stage_keys: Option<Vec<StageKey>>,
    /// `customerId`
    #[serde(rename = "customerId", skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_API_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "CreateApiKeyRequest", payload: None, error: None, members: &[
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("enabled", "enabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("generateDistinctId", "generateDistinctId", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("value", "value", Location::Body, false, &SHAPE_STRING),
    Member::new("stageKeys", "stageKeys", Location::Body, false, &SHAPE_LIST_OF_STAGE_KEYS),
    Member::new("customerId", "customerId", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `DeleteApiKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteApiKeyRequest {
    /// `apiKey`
    #[serde(rename = "apiKey")]
    pub api_key: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_API_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteApiKeyRequest", payload: None, error: None, members: &[
    Member::new("apiKey", "api_Key", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetApiKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetApiKeyRequest {
    /// `apiKey`
    #[serde(rename = "apiKey")]
    pub api_key: String,
    /// `includeValue`
    #[serde(rename = "includeValue", skip_serializing_if = "Option::is_none")]
    pub include_value: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_API_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "GetApiKeyRequest", payload: None, error: None, members: &[
    Member::new("apiKey", "api_Key", Location::Uri, true, &SHAPE_STRING),
    Member::new("includeValue", "includeValue", Location::Query, false, &SHAPE_NULLABLE_BOOLEAN),
] });

/// The shape `GetApiKeysRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetApiKeysRequest {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `nameQuery`
    #[serde(rename = "nameQuery", skip_serializing_if = "Option::is_none")]
    pub name_query: Option<String>,
    /// `customerId`
    #[serde(rename = "customerId", skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// `includeValues`
    #[serde(rename = "includeValues", skip_serializing_if = "Option::is_none")]
    pub include_values: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_API_KEYS_REQUEST: Shape = Shape::Structure(Structure { name: "GetApiKeysRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("nameQuery", "name", Location::Query, false, &SHAPE_STRING),
    Member::new("customerId", "customerId", Location::Query, false, &SHAPE_STRING),
    Member::new("includeValues", "includeValues", Location::Query, false, &SHAPE_NULLABLE_BOOLEAN),
] });

/// The shape `ImportApiKeysRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportApiKeysRequest {
    /// `body`
    #[serde(rename = "body")]
    pub body: aws_wire::Blob,
    /// `format`
    #[serde(rename = "format")]
    pub format: String,
    /// `failOnWarnings`
    #[serde(rename = "failOnWarnings", skip_serializing_if = "Option::is_none")]
    pub fail_on_warnings: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_IMPORT_API_KEYS_REQUEST: Shape = Shape::Structure(Structure { name: "ImportApiKeysRequest", payload: Some("body"), error: None, members: &[
    Member::new("body", "body", Location::Body, true, &SHAPE_BLOB),
    Member::new("format", "format", Location::Query, true, &SHAPE_API_KEYS_FORMAT),
    Member::new("failOnWarnings", "failonwarnings", Location::Query, false, &SHAPE_BOOLEAN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_API_KEY: Shape = Shape::List(List { member: &SHAPE_API_KEY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_STAGE_KEYS: Shape = Shape::List(List { member: &SHAPE_STAGE_KEY, member_wire: "", flattened: false, min: None, max: None });

/// The shape `StageKey`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageKey {
    /// `restApiId`
    #[serde(rename = "restApiId", skip_serializing_if = "Option::is_none")]
    pub rest_api_id: Option<String>,
    /// `stageName`
    #[serde(rename = "stageName", skip_serializing_if = "Option::is_none")]
    pub stage_name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_STAGE_KEY: Shape = Shape::Structure(Structure { name: "StageKey", payload: None, error: None, members: &[
    Member::new("restApiId", "restApiId", Location::Body, false, &SHAPE_STRING),
    Member::new("stageName", "stageName", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `UpdateApiKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateApiKeyRequest {
    /// `apiKey`
    #[serde(rename = "apiKey")]
    pub api_key: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_API_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateApiKeyRequest", payload: None, error: None, members: &[
    Member::new("apiKey", "api_Key", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
