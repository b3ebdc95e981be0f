//! Operations and shapes of `version`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `GET /2015-03-31/functions/{FunctionName}/versions`
#[derive(Debug, Clone, Copy)]
pub struct ListVersionsByFunction;

#[rustfmt::skip]
static OPERATION_LIST_VERSIONS_BY_FUNCTION: OperationModel = OperationModel {
    name: "ListVersionsByFunction", http: Http { method: "GET", uri: "/2015-03-31/functions/{FunctionName}/versions", status: 200 },
    input: Some(&SHAPE_LIST_VERSIONS_BY_FUNCTION_REQUEST), output: Some(&SHAPE_LIST_VERSIONS_BY_FUNCTION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListVersionsByFunction {
    const MODEL: &'static OperationModel = &OPERATION_LIST_VERSIONS_BY_FUNCTION;
    type Input = ListVersionsByFunctionRequest;
    type Output = ListVersionsByFunctionResponse;
}

/// `POST /2015-03-31/functions/{FunctionName}/versions`
#[derive(Debug, Clone, Copy)]
pub struct PublishVersion;

#[rustfmt::skip]
static OPERATION_PUBLISH_VERSION: OperationModel = OperationModel {
    name: "PublishVersion", http: Http { method: "POST", uri: "/2015-03-31/functions/{FunctionName}/versions", status: 201 },
    input: Some(&SHAPE_PUBLISH_VERSION_REQUEST), output: Some(&SHAPE_FUNCTION_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for PublishVersion {
    const MODEL: &'static OperationModel = &OPERATION_PUBLISH_VERSION;
    type Input = PublishVersionRequest;
    type Output = FunctionConfiguration;
}

/// The shape `ListVersionsByFunctionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListVersionsByFunctionRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_VERSIONS_BY_FUNCTION_REQUEST: Shape = Shape::Structure(Structure { name: "ListVersionsByFunctionRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("Marker", "Marker", Location::Query, false, &SHAPE_STRING),
    Member::new("MaxItems", "MaxItems", Location::Query, false, &SHAPE_MAX_LIST_ITEMS),
] });

/// The shape `ListVersionsByFunctionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListVersionsByFunctionResponse {
    /// `NextMarker`
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    /// `Versions`
    #[serde(rename = "Versions", skip_serializing_if = "Option::is_none")]
    pub versions: Option<Vec<FunctionConfiguration>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_VERSIONS_BY_FUNCTION_RESPONSE: Shape = Shape::Structure(Structure { name: "ListVersionsByFunctionResponse", payload: None, error: None, members: &[
    Member::new("NextMarker", "NextMarker", Location::Body, false, &SHAPE_STRING),
    Member::new("Versions", "Versions", Location::Body, false, &SHAPE_FUNCTION_LIST),
] });

/// The shape `PublishVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublishVersionRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `CodeSha256`
    #[serde(rename = "CodeSha256", skip_serializing_if = "Option::is_none")]
    pub code_sha256: Option<String>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    /// `PublishTo`
    #[serde(rename = "PublishTo", skip_serializing_if = "Option::is_none")]
    pub publish_to: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUBLISH_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "PublishVersionRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("CodeSha256", "CodeSha256", Location::Body, false, &SHAPE_STRING),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
    Member::new("PublishTo", "PublishTo", Location::Body, false, &SHAPE_FUNCTION_VERSION_LATEST_PUBLISHED),
] });
