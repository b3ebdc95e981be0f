//! Operations and shapes of `resources`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis/{restapi_id}/resources/{parent_id}`
#[derive(Debug, Clone, Copy)]
pub struct CreateResource;

#[rustfmt::skip]
static OPERATION_CREATE_RESOURCE: OperationModel = OperationModel {
    name: "CreateResource", http: Http { method: "POST", uri: "/restapis/{restapi_id}/resources/{parent_id}", status: 201 },
    input: Some(&SHAPE_CREATE_RESOURCE_REQUEST), output: Some(&SHAPE_RESOURCE), result_wrapper: "",
};

impl aws_wire::Operation for CreateResource {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_RESOURCE;
    type Input = CreateResourceRequest;
    type Output = Resource;
}

/// `DELETE /restapis/{restapi_id}/resources/{resource_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteResource;

#[rustfmt::skip]
static OPERATION_DELETE_RESOURCE: OperationModel = OperationModel {
    name: "DeleteResource", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}", status: 202 },
    input: Some(&SHAPE_DELETE_RESOURCE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteResource {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_RESOURCE;
    type Input = DeleteResourceRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/resources/{resource_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetResource;

#[rustfmt::skip]
static OPERATION_GET_RESOURCE: OperationModel = OperationModel {
    name: "GetResource", http: Http { method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}", status: 200 },
    input: Some(&SHAPE_GET_RESOURCE_REQUEST), output: Some(&SHAPE_RESOURCE), result_wrapper: "",
};

impl aws_wire::Operation for GetResource {
    const MODEL: &'static OperationModel = &OPERATION_GET_RESOURCE;
    type Input = GetResourceRequest;
    type Output = Resource;
}

/// `GET /restapis/{restapi_id}/resources`
#[derive(Debug, Clone, Copy)]
pub struct GetResources;

#[rustfmt::skip]
static OPERATION_GET_RESOURCES: OperationModel = OperationModel {
    name: "GetResources", http: Http { method: "GET", uri: "/restapis/{restapi_id}/resources", status: 200 },
    input: Some(&SHAPE_GET_RESOURCES_REQUEST), output: Some(&SHAPE_RESOURCES), result_wrapper: "",
};

impl aws_wire::Operation for GetResources {
    const MODEL: &'static OperationModel = &OPERATION_GET_RESOURCES;
    type Input = GetResourcesRequest;
    type Output = Resources;
}

/// `PATCH /restapis/{restapi_id}/resources/{resource_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateResource;

#[rustfmt::skip]
static OPERATION_UPDATE_RESOURCE: OperationModel = OperationModel {
    name: "UpdateResource", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_RESOURCE_REQUEST), output: Some(&SHAPE_RESOURCE), result_wrapper: "",
};

impl aws_wire::Operation for UpdateResource {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_RESOURCE;
    type Input = UpdateResourceRequest;
    type Output = Resource;
}

/// The shape `CreateResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateResourceRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `parentId`
    #[serde(rename = "parentId")]
    pub parent_id: String,
    /// `pathPart`
    #[serde(rename = "pathPart")]
    pub path_part: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "CreateResourceRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("parentId", "parent_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("pathPart", "pathPart", Location::Body, true, &SHAPE_STRING),
] });

/// The shape `DeleteResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteResourceRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteResourceRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetResourceRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `embed`
    #[serde(rename = "embed", skip_serializing_if = "Option::is_none")]
    pub embed: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "GetResourceRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("embed", "embed", Location::Query, false, &SHAPE_LIST_OF_STRING),
] });

/// The shape `GetResourcesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetResourcesRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `embed`
    #[serde(rename = "embed", skip_serializing_if = "Option::is_none")]
    pub embed: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_RESOURCES_REQUEST: Shape = Shape::Structure(Structure { name: "GetResourcesRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("embed", "embed", Location::Query, false, &SHAPE_LIST_OF_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_RESOURCE: Shape = Shape::List(List { member: &SHAPE_RESOURCE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_METHOD: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_METHOD, key_wire: "", value_wire: "", flattened: false });

/// The shape `Resource`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resource {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `parentId`
    #[serde(rename = "parentId", skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// `pathPart`
    #[serde(rename = "pathPart", skip_serializing_if = "Option::is_none")]
    pub path_part: Option<String>,
    /// `path`
    #[serde(rename = "path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `resourceMethods`
    #[serde(rename = "resourceMethods", skip_serializing_if = "Option::is_none")]
    pub resource_methods: Option<std::collections::BTreeMap<String, Method>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE: Shape = Shape::Structure(Structure { name: "Resource", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("parentId", "parentId", Location::Body, false, &SHAPE_STRING),
    Member::new("pathPart", "pathPart", Location::Body, false, &SHAPE_STRING),
    Member::new("path", "path", Location::Body, false, &SHAPE_STRING),
    Member::new("resourceMethods", "resourceMethods", Location::Body, false, &SHAPE_MAP_OF_METHOD),
] });

/// The shape `Resources`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resources {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Resource>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCES: Shape = Shape::Structure(Structure { name: "Resources", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_RESOURCE),
] });

/// The shape `UpdateResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateResourceRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `resourceId`
    #[serde(rename = "resourceId")]
    pub resource_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateResourceRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("resourceId", "resource_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
