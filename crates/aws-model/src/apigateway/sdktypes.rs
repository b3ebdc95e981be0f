//! Operations and shapes of `sdktypes`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `GET /sdktypes/{sdktype_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetSdkType;

#[rustfmt::skip]
static OPERATION_GET_SDK_TYPE: OperationModel = OperationModel {
    name: "GetSdkType", http: Http { method: "GET", uri: "/sdktypes/{sdktype_id}", status: 200 },
    input: Some(&SHAPE_GET_SDK_TYPE_REQUEST), output: Some(&SHAPE_SDK_TYPE), result_wrapper: "",
};

impl aws_wire::Operation for GetSdkType {
    const MODEL: &'static OperationModel = &OPERATION_GET_SDK_TYPE;
    type Input = GetSdkTypeRequest;
    type Output = SdkType;
}

/// `GET /sdktypes`
#[derive(Debug, Clone, Copy)]
pub struct GetSdkTypes;

#[rustfmt::skip]
static OPERATION_GET_SDK_TYPES: OperationModel = OperationModel {
    name: "GetSdkTypes", http: Http { method: "GET", uri: "/sdktypes", status: 200 },
    input: Some(&SHAPE_GET_SDK_TYPES_REQUEST), output: Some(&SHAPE_SDK_TYPES), result_wrapper: "",
};

impl aws_wire::Operation for GetSdkTypes {
    const MODEL: &'static OperationModel = &OPERATION_GET_SDK_TYPES;
    type Input = GetSdkTypesRequest;
    type Output = SdkTypes;
}

/// The shape `GetSdkTypeRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetSdkTypeRequest {
    /// `id`
    #[serde(rename = "id")]
    pub id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_SDK_TYPE_REQUEST: Shape = Shape::Structure(Structure { name: "GetSdkTypeRequest", payload: None, error: None, members: &[
    Member::new("id", "sdktype_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetSdkTypesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetSdkTypesRequest {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_SDK_TYPES_REQUEST: Shape = Shape::Structure(Structure { name: "GetSdkTypesRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_SDK_CONFIGURATION_PROPERTY: Shape = Shape::List(List { member: &SHAPE_SDK_CONFIGURATION_PROPERTY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_SDK_TYPE: Shape = Shape::List(List { member: &SHAPE_SDK_TYPE, member_wire: "", flattened: false, min: None, max: None });

/// The shape `SdkConfigurationProperty`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SdkConfigurationProperty {
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `friendlyName`
    #[serde(rename = "friendlyName", skip_serializing_if = "Option::is_none")]
    pub friendly_name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `required`
    #[serde(rename = "required", skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// `defaultValue`
    #[serde(rename = "defaultValue", skip_serializing_if = "Option::is_none")]
    pub default_value: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SDK_CONFIGURATION_PROPERTY: Shape = Shape::Structure(Structure { name: "SdkConfigurationProperty", payload: None, error: None, members: &[
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("friendlyName", "friendlyName", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("required", "required", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("defaultValue", "defaultValue", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `SdkType`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SdkType {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `friendlyName`
    #[serde(rename = "friendlyName", skip_serializing_if = "Option::is_none")]
    pub friendly_name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `configurationProperties`
    #[serde(rename = "configurationProperties", skip_serializing_if = "Option::is_none")]
    pub configuration_properties: Option<Vec<SdkConfigurationProperty>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SDK_TYPE: Shape = Shape::Structure(Structure { name: "SdkType", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("friendlyName", "friendlyName", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("configurationProperties", "configurationProperties", Location::Body, false, &SHAPE_LIST_OF_SDK_CONFIGURATION_PROPERTY),
] });

/// The shape `SdkTypes`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SdkTypes {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<SdkType>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SDK_TYPES: Shape = Shape::Structure(Structure { name: "SdkTypes", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_SDK_TYPE),
] });
