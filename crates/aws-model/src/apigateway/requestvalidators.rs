//! Operations and shapes of `requestvalidators`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis/{restapi_id}/requestvalidators`
#[derive(Debug, Clone, Copy)]
pub struct CreateRequestValidator;

#[rustfmt::skip]
static OPERATION_CREATE_REQUEST_VALIDATOR: OperationModel = OperationModel {
    name: "CreateRequestValidator", http: Http { method: "POST", uri: "/restapis/{restapi_id}/requestvalidators", status: 201 },
    input: Some(&SHAPE_CREATE_REQUEST_VALIDATOR_REQUEST), output: Some(&SHAPE_REQUEST_VALIDATOR), result_wrapper: "",
};

impl aws_wire::Operation for CreateRequestValidator {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_REQUEST_VALIDATOR;
    type Input = CreateRequestValidatorRequest;
    type Output = RequestValidator;
}

/// `DELETE /restapis/{restapi_id}/requestvalidators/{requestvalidator_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteRequestValidator;

#[rustfmt::skip]
static OPERATION_DELETE_REQUEST_VALIDATOR: OperationModel = OperationModel {
    name: "DeleteRequestValidator", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}", status: 202 },
    input: Some(&SHAPE_DELETE_REQUEST_VALIDATOR_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteRequestValidator {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_REQUEST_VALIDATOR;
    type Input = DeleteRequestValidatorRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/requestvalidators/{requestvalidator_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetRequestValidator;

#[rustfmt::skip]
static OPERATION_GET_REQUEST_VALIDATOR: OperationModel = OperationModel {
    name: "GetRequestValidator", http: Http { method: "GET", uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}", status: 200 },
    input: Some(&SHAPE_GET_REQUEST_VALIDATOR_REQUEST), output: Some(&SHAPE_REQUEST_VALIDATOR), result_wrapper: "",
};

impl aws_wire::Operation for GetRequestValidator {
    const MODEL: &'static OperationModel = &OPERATION_GET_REQUEST_VALIDATOR;
    type Input = GetRequestValidatorRequest;
    type Output = RequestValidator;
}

/// `GET /restapis/{restapi_id}/requestvalidators`
#[derive(Debug, Clone, Copy)]
pub struct GetRequestValidators;

#[rustfmt::skip]
static OPERATION_GET_REQUEST_VALIDATORS: OperationModel = OperationModel {
    name: "GetRequestValidators", http: Http { method: "GET", uri: "/restapis/{restapi_id}/requestvalidators", status: 200 },
    input: Some(&SHAPE_GET_REQUEST_VALIDATORS_REQUEST), output: Some(&SHAPE_REQUEST_VALIDATORS), result_wrapper: "",
};

impl aws_wire::Operation for GetRequestValidators {
    const MODEL: &'static OperationModel = &OPERATION_GET_REQUEST_VALIDATORS;
    type Input = GetRequestValidatorsRequest;
    type Output = RequestValidators;
}

/// `PATCH /restapis/{restapi_id}/requestvalidators/{requestvalidator_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateRequestValidator;

#[rustfmt::skip]
static OPERATION_UPDATE_REQUEST_VALIDATOR: OperationModel = OperationModel {
    name: "UpdateRequestValidator", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_REQUEST_VALIDATOR_REQUEST), output: Some(&SHAPE_REQUEST_VALIDATOR), result_wrapper: "",
};

impl aws_wire::Operation for UpdateRequestValidator {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_REQUEST_VALIDATOR;
    type Input = UpdateRequestValidatorRequest;
    type Output = RequestValidator;
}

/// The shape `CreateRequestValidatorRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateRequestValidatorRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `validateRequestBody`
    #[serde(rename = "validateRequestBody", skip_serializing_if = "Option::is_none")]
    pub validate_request_body: Option<bool>,
    /// `validateRequestParameters`
    #[serde(rename = "validateRequestParameters", skip_serializing_if = "Option::is_none")]
    pub validate_request_parameters: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(Structure { name: "CreateRequestValidatorRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("validateRequestBody", "validateRequestBody", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("validateRequestParameters", "validateRequestParameters", Location::Body, false, &SHAPE_BOOLEAN),
] });

/// The shape `DeleteRequestValidatorRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRequestValidatorRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `requestValidatorId`
    #[serde(rename = "requestValidatorId")]
    pub request_validator_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteRequestValidatorRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("requestValidatorId", "requestvalidator_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetRequestValidatorRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRequestValidatorRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `requestValidatorId`
    #[serde(rename = "requestValidatorId")]
    pub request_validator_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(Structure { name: "GetRequestValidatorRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("requestValidatorId", "requestvalidator_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetRequestValidatorsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRequestValidatorsRequest {
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
pub(super) static SHAPE_GET_REQUEST_VALIDATORS_REQUEST: Shape = Shape::Structure(Structure { name: "GetRequestValidatorsRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_REQUEST_VALIDATOR: Shape = Shape::List(List { member: &SHAPE_REQUEST_VALIDATOR, member_wire: "", flattened: false, min: None, max: None });

/// The shape `RequestValidator`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestValidator {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `validateRequestBody`
    #[serde(rename = "validateRequestBody", skip_serializing_if = "Option::is_none")]
    pub validate_request_body: Option<bool>,
    /// `validateRequestParameters`
    #[serde(rename = "validateRequestParameters", skip_serializing_if = "Option::is_none")]
    pub validate_request_parameters: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_REQUEST_VALIDATOR: Shape = Shape::Structure(Structure { name: "RequestValidator", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("validateRequestBody", "validateRequestBody", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("validateRequestParameters", "validateRequestParameters", Location::Body, false, &SHAPE_BOOLEAN),
] });

/// The shape `RequestValidators`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestValidators {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<RequestValidator>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_REQUEST_VALIDATORS: Shape = Shape::Structure(Structure { name: "RequestValidators", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_REQUEST_VALIDATOR),
] });

/// The shape `UpdateRequestValidatorRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateRequestValidatorRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `requestValidatorId`
    #[serde(rename = "requestValidatorId")]
    pub request_validator_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateRequestValidatorRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("requestValidatorId", "requestvalidator_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
