//! Operations and shapes of `models`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis/{restapi_id}/models`
#[derive(Debug, Clone, Copy)]
pub struct CreateModel;

#[rustfmt::skip]
static OPERATION_CREATE_MODEL: OperationModel = OperationModel {
    name: "CreateModel", http: Http { method: "POST", uri: "/restapis/{restapi_id}/models", status: 201 },
    input: Some(&SHAPE_CREATE_MODEL_REQUEST), output: Some(&SHAPE_MODEL), result_wrapper: "",
};

impl aws_wire::Operation for CreateModel {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_MODEL;
    type Input = CreateModelRequest;
    type Output = Model;
}

/// `DELETE /restapis/{restapi_id}/models/{model_name}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteModel;

#[rustfmt::skip]
static OPERATION_DELETE_MODEL: OperationModel = OperationModel {
    name: "DeleteModel", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/models/{model_name}", status: 202 },
    input: Some(&SHAPE_DELETE_MODEL_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteModel {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_MODEL;
    type Input = DeleteModelRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/models/{model_name}`
#[derive(Debug, Clone, Copy)]
pub struct GetModel;

#[rustfmt::skip]
static OPERATION_GET_MODEL: OperationModel = OperationModel {
    name: "GetModel", http: Http { method: "GET", uri: "/restapis/{restapi_id}/models/{model_name}", status: 200 },
    input: Some(&SHAPE_GET_MODEL_REQUEST), output: Some(&SHAPE_MODEL), result_wrapper: "",
};

impl aws_wire::Operation for GetModel {
    const MODEL: &'static OperationModel = &OPERATION_GET_MODEL;
    type Input = GetModelRequest;
    type Output = Model;
}

/// `GET /restapis/{restapi_id}/models/{model_name}/default_template`
#[derive(Debug, Clone, Copy)]
pub struct GetModelTemplate;

#[rustfmt::skip]
static OPERATION_GET_MODEL_TEMPLATE: OperationModel = OperationModel {
    name: "GetModelTemplate", http: Http { method: "GET", uri: "/restapis/{restapi_id}/models/{model_name}/default_template", status: 200 },
    input: Some(&SHAPE_GET_MODEL_TEMPLATE_REQUEST), output: Some(&SHAPE_TEMPLATE), result_wrapper: "",
};

impl aws_wire::Operation for GetModelTemplate {
    const MODEL: &'static OperationModel = &OPERATION_GET_MODEL_TEMPLATE;
    type Input = GetModelTemplateRequest;
    type Output = Template;
}

/// `GET /restapis/{restapi_id}/models`
#[derive(Debug, Clone, Copy)]
pub struct GetModels;

#[rustfmt::skip]
static OPERATION_GET_MODELS: OperationModel = OperationModel {
    name: "GetModels", http: Http { method: "GET", uri: "/restapis/{restapi_id}/models", status: 200 },
    input: Some(&SHAPE_GET_MODELS_REQUEST), output: Some(&SHAPE_MODELS), result_wrapper: "",
};

impl aws_wire::Operation for GetModels {
    const MODEL: &'static OperationModel = &OPERATION_GET_MODELS;
    type Input = GetModelsRequest;
    type Output = Models;
}

/// `PATCH /restapis/{restapi_id}/models/{model_name}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateModel;

#[rustfmt::skip]
static OPERATION_UPDATE_MODEL: OperationModel = OperationModel {
    name: "UpdateModel", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/models/{model_name}", status: 200 },
    input: Some(&SHAPE_UPDATE_MODEL_REQUEST), output: Some(&SHAPE_MODEL), result_wrapper: "",
};

impl aws_wire::Operation for UpdateModel {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_MODEL;
    type Input = UpdateModelRequest;
    type Output = Model;
}

/// The shape `CreateModelRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateModelRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `name`
    #[serde(rename = "name")]
    pub name: String,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `schema`
    #[serde(rename = "schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// `contentType`
    #[serde(rename = "contentType")]
    pub content_type: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_MODEL_REQUEST: Shape = Shape::Structure(Structure { name: "CreateModelRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, true, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("schema", "schema", Location::Body, false, &SHAPE_STRING),
    Member::new("contentType", "contentType", Location::Body, true, &SHAPE_STRING),
] });

/// The shape `DeleteModelRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteModelRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `modelName`
    #[serde(rename = "modelName")]
    pub model_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_MODEL_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteModelRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("modelName", "model_name", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetModelRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetModelRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `modelName`
    #[serde(rename = "modelName")]
    pub model_name: String,
    /// `flatten`
    #[serde(rename = "flatten", skip_serializing_if = "Option::is_none")]
    pub flatten: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_MODEL_REQUEST: Shape = Shape::Structure(Structure { name: "GetModelRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("modelName", "model_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("flatten", "flatten", Location::Query, false, &SHAPE_BOOLEAN),
] });

/// The shape `GetModelTemplateRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetModelTemplateRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `modelName`
    #[serde(rename = "modelName")]
    pub model_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_MODEL_TEMPLATE_REQUEST: Shape = Shape::Structure(Structure { name: "GetModelTemplateRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("modelName", "model_name", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetModelsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetModelsRequest {
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
pub(super) static SHAPE_GET_MODELS_REQUEST: Shape = Shape::Structure(Structure { name: "GetModelsRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_MODEL: Shape = Shape::List(List { member: &SHAPE_MODEL, member_wire: "", flattened: false, min: None, max: None });

/// The shape `Model`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Model {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `schema`
    #[serde(rename = "schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// `contentType`
    #[serde(rename = "contentType", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_MODEL: Shape = Shape::Structure(Structure { name: "Model", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("schema", "schema", Location::Body, false, &SHAPE_STRING),
    Member::new("contentType", "contentType", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `Models`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Models {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Model>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_MODELS: Shape = Shape::Structure(Structure { name: "Models", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_MODEL),
] });

/// The shape `Template`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Template {
    /// `value`
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TEMPLATE: Shape = Shape::Structure(Structure { name: "Template", payload: None, error: None, members: &[
    Member::new("value", "value", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `UpdateModelRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateModelRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `modelName`
    #[serde(rename = "modelName")]
    pub model_name: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_MODEL_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateModelRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("modelName", "model_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
