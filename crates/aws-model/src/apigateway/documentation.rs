//! Operations and shapes of `documentation`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis/{restapi_id}/documentation/parts`
#[derive(Debug, Clone, Copy)]
pub struct CreateDocumentationPart;

#[rustfmt::skip]
static OPERATION_CREATE_DOCUMENTATION_PART: OperationModel = OperationModel {
    name: "CreateDocumentationPart", http: Http { method: "POST", uri: "/restapis/{restapi_id}/documentation/parts", status: 201 },
    input: Some(&SHAPE_CREATE_DOCUMENTATION_PART_REQUEST), output: Some(&SHAPE_DOCUMENTATION_PART), result_wrapper: "",
};

impl aws_wire::Operation for CreateDocumentationPart {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_DOCUMENTATION_PART;
    type Input = CreateDocumentationPartRequest;
    type Output = DocumentationPart;
}

/// `POST /restapis/{restapi_id}/documentation/versions`
#[derive(Debug, Clone, Copy)]
pub struct CreateDocumentationVersion;

#[rustfmt::skip]
static OPERATION_CREATE_DOCUMENTATION_VERSION: OperationModel = OperationModel {
    name: "CreateDocumentationVersion", http: Http { method: "POST", uri: "/restapis/{restapi_id}/documentation/versions", status: 201 },
    input: Some(&SHAPE_CREATE_DOCUMENTATION_VERSION_REQUEST), output: Some(&SHAPE_DOCUMENTATION_VERSION), result_wrapper: "",
};

impl aws_wire::Operation for CreateDocumentationVersion {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_DOCUMENTATION_VERSION;
    type Input = CreateDocumentationVersionRequest;
    type Output = DocumentationVersion;
}

/// `DELETE /restapis/{restapi_id}/documentation/parts/{part_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteDocumentationPart;

#[rustfmt::skip]
static OPERATION_DELETE_DOCUMENTATION_PART: OperationModel = OperationModel {
    name: "DeleteDocumentationPart", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/documentation/parts/{part_id}", status: 202 },
    input: Some(&SHAPE_DELETE_DOCUMENTATION_PART_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteDocumentationPart {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_DOCUMENTATION_PART;
    type Input = DeleteDocumentationPartRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /restapis/{restapi_id}/documentation/versions/{doc_version}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteDocumentationVersion;

#[rustfmt::skip]
static OPERATION_DELETE_DOCUMENTATION_VERSION: OperationModel = OperationModel {
    name: "DeleteDocumentationVersion", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}", status: 202 },
    input: Some(&SHAPE_DELETE_DOCUMENTATION_VERSION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteDocumentationVersion {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_DOCUMENTATION_VERSION;
    type Input = DeleteDocumentationVersionRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/documentation/parts/{part_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetDocumentationPart;

#[rustfmt::skip]
static OPERATION_GET_DOCUMENTATION_PART: OperationModel = OperationModel {
    name: "GetDocumentationPart", http: Http { method: "GET", uri: "/restapis/{restapi_id}/documentation/parts/{part_id}", status: 200 },
    input: Some(&SHAPE_GET_DOCUMENTATION_PART_REQUEST), output: Some(&SHAPE_DOCUMENTATION_PART), result_wrapper: "",
};

impl aws_wire::Operation for GetDocumentationPart {
    const MODEL: &'static OperationModel = &OPERATION_GET_DOCUMENTATION_PART;
    type Input = GetDocumentationPartRequest;
    type Output = DocumentationPart;
}

/// `GET /restapis/{restapi_id}/documentation/parts`
#[derive(Debug, Clone, Copy)]
pub struct GetDocumentationParts;

#[rustfmt::skip]
static OPERATION_GET_DOCUMENTATION_PARTS: OperationModel = OperationModel {
    name: "GetDocumentationParts", http: Http { method: "GET", uri: "/restapis/{restapi_id}/documentation/parts", status: 200 },
    input: Some(&SHAPE_GET_DOCUMENTATION_PARTS_REQUEST), output: Some(&SHAPE_DOCUMENTATION_PARTS), result_wrapper: "",
};

impl aws_wire::Operation for GetDocumentationParts {
    const MODEL: &'static OperationModel = &OPERATION_GET_DOCUMENTATION_PARTS;
    type Input = GetDocumentationPartsRequest;
    type Output = DocumentationParts;
}

/// `GET /restapis/{restapi_id}/documentation/versions/{doc_version}`
#[derive(Debug, Clone, Copy)]
pub struct GetDocumentationVersion;

#[rustfmt::skip]
static OPERATION_GET_DOCUMENTATION_VERSION: OperationModel = OperationModel {
    name: "GetDocumentationVersion", http: Http { method: "GET", uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}", status: 200 },
    input: Some(&SHAPE_GET_DOCUMENTATION_VERSION_REQUEST), output: Some(&SHAPE_DOCUMENTATION_VERSION), result_wrapper: "",
};

impl aws_wire::Operation for GetDocumentationVersion {
    const MODEL: &'static OperationModel = &OPERATION_GET_DOCUMENTATION_VERSION;
    type Input = GetDocumentationVersionRequest;
    type Output = DocumentationVersion;
}

/// `GET /restapis/{restapi_id}/documentation/versions`
#[derive(Debug, Clone, Copy)]
pub struct GetDocumentationVersions;

#[rustfmt::skip]
static OPERATION_GET_DOCUMENTATION_VERSIONS: OperationModel = OperationModel {
    name: "GetDocumentationVersions", http: Http { method: "GET", uri: "/restapis/{restapi_id}/documentation/versions", status: 200 },
    input: Some(&SHAPE_GET_DOCUMENTATION_VERSIONS_REQUEST), output: Some(&SHAPE_DOCUMENTATION_VERSIONS), result_wrapper: "",
};

impl aws_wire::Operation for GetDocumentationVersions {
    const MODEL: &'static OperationModel = &OPERATION_GET_DOCUMENTATION_VERSIONS;
    type Input = GetDocumentationVersionsRequest;
    type Output = DocumentationVersions;
}

/// `PUT /restapis/{restapi_id}/documentation/parts`
#[derive(Debug, Clone, Copy)]
pub struct ImportDocumentationParts;

#[rustfmt::skip]
static OPERATION_IMPORT_DOCUMENTATION_PARTS: OperationModel = OperationModel {
    name: "ImportDocumentationParts", http: Http { method: "PUT", uri: "/restapis/{restapi_id}/documentation/parts", status: 200 },
    input: Some(&SHAPE_IMPORT_DOCUMENTATION_PARTS_REQUEST), output: Some(&SHAPE_DOCUMENTATION_PART_IDS), result_wrapper: "",
};

impl aws_wire::Operation for ImportDocumentationParts {
    const MODEL: &'static OperationModel = &OPERATION_IMPORT_DOCUMENTATION_PARTS;
    type Input = ImportDocumentationPartsRequest;
    type Output = DocumentationPartIds;
}

/// `PATCH /restapis/{restapi_id}/documentation/parts/{part_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateDocumentationPart;

#[rustfmt::skip]
static OPERATION_UPDATE_DOCUMENTATION_PART: OperationModel = OperationModel {
    name: "UpdateDocumentationPart", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/documentation/parts/{part_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_DOCUMENTATION_PART_REQUEST), output: Some(&SHAPE_DOCUMENTATION_PART), result_wrapper: "",
};

impl aws_wire::Operation for UpdateDocumentationPart {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_DOCUMENTATION_PART;
    type Input = UpdateDocumentationPartRequest;
    type Output = DocumentationPart;
}

/// `PATCH /restapis/{restapi_id}/documentation/versions/{doc_version}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateDocumentationVersion;

#[rustfmt::skip]
static OPERATION_UPDATE_DOCUMENTATION_VERSION: OperationModel = OperationModel {
    name: "UpdateDocumentationVersion", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}", status: 200 },
    input: Some(&SHAPE_UPDATE_DOCUMENTATION_VERSION_REQUEST), output: Some(&SHAPE_DOCUMENTATION_VERSION), result_wrapper: "",
};

impl aws_wire::Operation for UpdateDocumentationVersion {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_DOCUMENTATION_VERSION;
    type Input = UpdateDocumentationVersionRequest;
    type Output = DocumentationVersion;
}

/// The shape `CreateDocumentationPartRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateDocumentationPartRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `location`
    #[serde(rename = "location")]
    pub location: DocumentationPartLocation,
    /// `properties`
    #[serde(rename = "properties")]
    pub properties: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(Structure { name: "CreateDocumentationPartRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("location", "location", Location::Body, true, &SHAPE_DOCUMENTATION_PART_LOCATION),
    Member::new("properties", "properties", Location::Body, true, &SHAPE_STRING),
] });

/// The shape `CreateDocumentationVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateDocumentationVersionRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `documentationVersion`
    #[serde(rename = "documentationVersion")]
    pub documentation_version: String,
    /// `stageName`
    #[serde(rename = "stageName", skip_serializing_if = "Option::is_none")]
    pub stage_name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "CreateDocumentationVersionRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("documentationVersion", "documentationVersion", Location::Body, true, &SHAPE_STRING),
    Member::new("stageName", "stageName", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `DeleteDocumentationPartRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteDocumentationPartRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `documentationPartId`
    #[serde(rename = "documentationPartId")]
    pub documentation_part_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteDocumentationPartRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("documentationPartId", "part_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `DeleteDocumentationVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteDocumentationVersionRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `documentationVersion`
    #[serde(rename = "documentationVersion")]
    pub documentation_version: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteDocumentationVersionRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("documentationVersion", "doc_version", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `DocumentationPart`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentationPart {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `location`
    #[serde(rename = "location", skip_serializing_if = "Option::is_none")]
    pub location: Option<DocumentationPartLocation>,
    /// `properties`
    #[serde(rename = "properties", skip_serializing_if = "Option::is_none")]
    pub properties: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_PART: Shape = Shape::Structure(Structure { name: "DocumentationPart", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("location", "location", Location::Body, false, &SHAPE_DOCUMENTATION_PART_LOCATION),
    Member::new("properties", "properties", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `DocumentationPartIds`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentationPartIds {
    /// `ids`
    #[serde(rename = "ids", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<String>>,
    /// `warnings`
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_PART_IDS: Shape = Shape::Structure(Structure { name: "DocumentationPartIds", payload: None, error: None, members: &[
    Member::new("ids", "ids", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("warnings", "warnings", Location::Body, false, &SHAPE_LIST_OF_STRING),
] });

/// The shape `DocumentationPartLocation`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentationPartLocation {
    /// `type`
    #[serde(rename = "type")]
    pub type_: String,
    /// `path`
    #[serde(rename = "path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `method`
    #[serde(rename = "method", skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `statusCode`
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_PART_LOCATION: Shape = Shape::Structure(Structure { name: "DocumentationPartLocation", payload: None, error: None, members: &[
    Member::new("type", "type", Location::Body, true, &SHAPE_DOCUMENTATION_PART_TYPE),
    Member::new("path", "path", Location::Body, false, &SHAPE_STRING),
    Member::new("method", "method", Location::Body, false, &SHAPE_STRING),
    Member::new("statusCode", "statusCode", Location::Body, false, &SHAPE_DOCUMENTATION_PART_LOCATION_STATUS_CODE),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_PART_LOCATION_STATUS_CODE: Shape = Shape::Text(Text { name: "DocumentationPartLocationStatusCode", values: &[], pattern: "^([1-5]\\d\\d|\\*|\\s*)$", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_PART_TYPE: Shape = Shape::Text(Text { name: "DocumentationPartType", values: &["API", "AUTHORIZER", "MODEL", "RESOURCE", "METHOD", "PATH_PARAMETER", "QUERY_PARAMETER", "REQUEST_HEADER", "REQUEST_BODY", "RESPONSE", "RESPONSE_HEADER", "RESPONSE_BODY"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `DocumentationParts`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentationParts {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DocumentationPart>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_PARTS: Shape = Shape::Structure(Structure { name: "DocumentationParts", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_DOCUMENTATION_PART),
] });

/// The shape `DocumentationVersion`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentationVersion {
    /// `version`
    #[serde(rename = "version", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// `createdDate`
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<aws_wire::EpochSeconds>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_VERSION: Shape = Shape::Structure(Structure { name: "DocumentationVersion", payload: None, error: None, members: &[
    Member::new("version", "version", Location::Body, false, &SHAPE_STRING),
    Member::new("createdDate", "createdDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `DocumentationVersions`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentationVersions {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DocumentationVersion>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENTATION_VERSIONS: Shape = Shape::Structure(Structure { name: "DocumentationVersions", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_DOCUMENTATION_VERSION),
] });

/// The shape `GetDocumentationPartRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDocumentationPartRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `documentationPartId`
    #[serde(rename = "documentationPartId")]
    pub documentation_part_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(Structure { name: "GetDocumentationPartRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("documentationPartId", "part_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetDocumentationPartsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDocumentationPartsRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `type`
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// `nameQuery`
    #[serde(rename = "nameQuery", skip_serializing_if = "Option::is_none")]
    pub name_query: Option<String>,
    /// `path`
    #[serde(rename = "path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `locationStatus`
    #[serde(rename = "locationStatus", skip_serializing_if = "Option::is_none")]
    pub location_status: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_DOCUMENTATION_PARTS_REQUEST: Shape = Shape::Structure(Structure { name: "GetDocumentationPartsRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("type", "type", Location::Query, false, &SHAPE_DOCUMENTATION_PART_TYPE),
    Member::new("nameQuery", "name", Location::Query, false, &SHAPE_STRING),
    Member::new("path", "path", Location::Query, false, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("locationStatus", "locationStatus", Location::Query, false, &SHAPE_LOCATION_STATUS_TYPE),
] });

/// The shape `GetDocumentationVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDocumentationVersionRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `documentationVersion`
    #[serde(rename = "documentationVersion")]
    pub documentation_version: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "GetDocumentationVersionRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("documentationVersion", "doc_version", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetDocumentationVersionsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDocumentationVersionsRequest {
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
pub(super) static SHAPE_GET_DOCUMENTATION_VERSIONS_REQUEST: Shape = Shape::Structure(Structure { name: "GetDocumentationVersionsRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

/// The shape `ImportDocumentationPartsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportDocumentationPartsRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `mode`
    #[serde(rename = "mode", skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// `failOnWarnings`
    #[serde(rename = "failOnWarnings", skip_serializing_if = "Option::is_none")]
    pub fail_on_warnings: Option<bool>,
    /// `body`
    #[serde(rename = "body")]
    pub body: aws_wire::Blob,
}

#[rustfmt::skip]
pub(super) static SHAPE_IMPORT_DOCUMENTATION_PARTS_REQUEST: Shape = Shape::Structure(Structure { name: "ImportDocumentationPartsRequest", payload: Some("body"), error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("mode", "mode", Location::Query, false, &SHAPE_PUT_MODE),
    Member::new("failOnWarnings", "failonwarnings", Location::Query, false, &SHAPE_BOOLEAN),
    Member::new("body", "body", Location::Body, true, &SHAPE_BLOB),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_DOCUMENTATION_PART: Shape = Shape::List(List { member: &SHAPE_DOCUMENTATION_PART, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_DOCUMENTATION_VERSION: Shape = Shape::List(List { member: &SHAPE_DOCUMENTATION_VERSION, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LOCATION_STATUS_TYPE: Shape = Shape::Text(Text { name: "LocationStatusType", values: &["DOCUMENTED", "UNDOCUMENTED"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `UpdateDocumentationPartRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateDocumentationPartRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `documentationPartId`
    #[serde(rename = "documentationPartId")]
    pub documentation_part_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateDocumentationPartRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("documentationPartId", "part_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `UpdateDocumentationVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateDocumentationVersionRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `documentationVersion`
    #[serde(rename = "documentationVersion")]
    pub documentation_version: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateDocumentationVersionRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("documentationVersion", "doc_version", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
