//! Operations and shapes of `alias`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /2015-03-31/functions/{FunctionName}/aliases`
#[derive(Debug, Clone, Copy)]
pub struct CreateAlias;

#[rustfmt::skip]
static OPERATION_CREATE_ALIAS: OperationModel = OperationModel {
    name: "CreateAlias", http: Http { method: "POST", uri: "/2015-03-31/functions/{FunctionName}/aliases", status: 201 },
    input: Some(&SHAPE_CREATE_ALIAS_REQUEST), output: Some(&SHAPE_ALIAS_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for CreateAlias {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_ALIAS;
    type Input = CreateAliasRequest;
    type Output = AliasConfiguration;
}

/// `DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteAlias;

#[rustfmt::skip]
static OPERATION_DELETE_ALIAS: OperationModel = OperationModel {
    name: "DeleteAlias", http: Http { method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 204 },
    input: Some(&SHAPE_DELETE_ALIAS_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteAlias {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_ALIAS;
    type Input = DeleteAliasRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /2015-03-31/functions/{FunctionName}/aliases/{Name}`
#[derive(Debug, Clone, Copy)]
pub struct GetAlias;

#[rustfmt::skip]
static OPERATION_GET_ALIAS: OperationModel = OperationModel {
    name: "GetAlias", http: Http { method: "GET", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 200 },
    input: Some(&SHAPE_GET_ALIAS_REQUEST), output: Some(&SHAPE_ALIAS_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for GetAlias {
    const MODEL: &'static OperationModel = &OPERATION_GET_ALIAS;
    type Input = GetAliasRequest;
    type Output = AliasConfiguration;
}

/// `GET /2015-03-31/functions/{FunctionName}/aliases`
#[derive(Debug, Clone, Copy)]
pub struct ListAliases;

#[rustfmt::skip]
static OPERATION_LIST_ALIASES: OperationModel = OperationModel {
    name: "ListAliases", http: Http { method: "GET", uri: "/2015-03-31/functions/{FunctionName}/aliases", status: 200 },
    input: Some(&SHAPE_LIST_ALIASES_REQUEST), output: Some(&SHAPE_LIST_ALIASES_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListAliases {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ALIASES;
    type Input = ListAliasesRequest;
    type Output = ListAliasesResponse;
}

/// `PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateAlias;

#[rustfmt::skip]
static OPERATION_UPDATE_ALIAS: OperationModel = OperationModel {
    name: "UpdateAlias", http: Http { method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 200 },
    input: Some(&SHAPE_UPDATE_ALIAS_REQUEST), output: Some(&SHAPE_ALIAS_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for UpdateAlias {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_ALIAS;
    type Input = UpdateAliasRequest;
    type Output = AliasConfiguration;
}

#[rustfmt::skip]
pub(super) static SHAPE_ADDITIONAL_VERSION: Shape = Shape::Text(Text { name: "AdditionalVersion", values: &[], pattern: "[0-9]+", min: Some(1), max: Some(1024), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ADDITIONAL_VERSION_WEIGHTS: Shape = Shape::Map(Map { key: &SHAPE_ADDITIONAL_VERSION, value: &SHAPE_WEIGHT, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_ALIAS: Shape = Shape::Text(Text { name: "Alias", values: &[], pattern: "(?!^[0-9]+$)([a-zA-Z0-9-_]+)", min: Some(1), max: Some(128), sensitive: false });

/// The shape `AliasConfiguration`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AliasConfiguration {
    /// `AliasArn`
    #[serde(rename = "AliasArn", skip_serializing_if = "Option::is_none")]
    pub alias_arn: Option<String>,
    /// `Name`
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `FunctionVersion`
    #[serde(rename = "FunctionVersion", skip_serializing_if = "Option::is_none")]
    pub function_version: Option<String>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `RoutingConfig`
    #[serde(rename = "RoutingConfig", skip_serializing_if = "Option::is_none")]
    pub routing_config: Option<AliasRoutingConfiguration>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ALIAS_CONFIGURATION: Shape = Shape::Structure(Structure { name: "AliasConfiguration", payload: None, error: None, members: &[
    Member::new("AliasArn", "AliasArn", Location::Body, false, &SHAPE_FUNCTION_ARN),
    Member::new("Name", "Name", Location::Body, false, &SHAPE_ALIAS),
    Member::new("FunctionVersion", "FunctionVersion", Location::Body, false, &SHAPE_VERSION),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("RoutingConfig", "RoutingConfig", Location::Body, false, &SHAPE_ALIAS_ROUTING_CONFIGURATION),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ALIAS_LIST: Shape = Shape::List(List { member: &SHAPE_ALIAS_CONFIGURATION, member_wire: "", flattened: false, min: None, max: None });

/// The shape `AliasRoutingConfiguration`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AliasRoutingConfiguration {
    /// `AdditionalVersionWeights`
    #[serde(rename = "AdditionalVersionWeights", skip_serializing_if = "Option::is_none")]
    pub additional_version_weights: Option<std::collections::BTreeMap<String, f64>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ALIAS_ROUTING_CONFIGURATION: Shape = Shape::Structure(Structure { name: "AliasRoutingConfiguration", payload: None, error: None, members: &[
    Member::new("AdditionalVersionWeights", "AdditionalVersionWeights", Location::Body, false, &SHAPE_ADDITIONAL_VERSION_WEIGHTS),
] });

/// The shape `CreateAliasRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateAliasRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Name`
    #[serde(rename = "Name")]
    pub name: String,
    /// `FunctionVersion`
    #[serde(rename = "FunctionVersion")]
    pub function_version: String,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `RoutingConfig`
    #[serde(rename = "RoutingConfig", skip_serializing_if = "Option::is_none")]
    pub routing_config: Option<AliasRoutingConfiguration>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_ALIAS_REQUEST: Shape = Shape::Structure(Structure { name: "CreateAliasRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("Name", "Name", Location::Body, true, &SHAPE_ALIAS),
    Member::new("FunctionVersion", "FunctionVersion", Location::Body, true, &SHAPE_VERSION_WITH_LATEST_PUBLISHED),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("RoutingConfig", "RoutingConfig", Location::Body, false, &SHAPE_ALIAS_ROUTING_CONFIGURATION),
] });

/// The shape `DeleteAliasRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteAliasRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Name`
    #[serde(rename = "Name")]
    pub name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_ALIAS_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteAliasRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("Name", "Name", Location::Uri, true, &SHAPE_ALIAS),
] });

/// The shape `GetAliasRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAliasRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Name`
    #[serde(rename = "Name")]
    pub name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ALIAS_REQUEST: Shape = Shape::Structure(Structure { name: "GetAliasRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("Name", "Name", Location::Uri, true, &SHAPE_ALIAS),
] });

/// The shape `ListAliasesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAliasesRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `FunctionVersion`
    #[serde(rename = "FunctionVersion", skip_serializing_if = "Option::is_none")]
    pub function_version: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ALIASES_REQUEST: Shape = Shape::Structure(Structure { name: "ListAliasesRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("FunctionVersion", "FunctionVersion", Location::Query, false, &SHAPE_VERSION_WITH_LATEST_PUBLISHED),
    Member::new("Marker", "Marker", Location::Query, false, &SHAPE_STRING),
    Member::new("MaxItems", "MaxItems", Location::Query, false, &SHAPE_MAX_LIST_ITEMS),
] });

/// The shape `ListAliasesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAliasesResponse {
    /// `NextMarker`
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    /// `Aliases`
    #[serde(rename = "Aliases", skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<AliasConfiguration>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ALIASES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListAliasesResponse", payload: None, error: None, members: &[
    Member::new("NextMarker", "NextMarker", Location::Body, false, &SHAPE_STRING),
    Member::new("Aliases", "Aliases", Location::Body, false, &SHAPE_ALIAS_LIST),
] });

/// The shape `UpdateAliasRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateAliasRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Name`
    #[serde(rename = "Name")]
    pub name: String,
    /// `FunctionVersion`
    #[serde(rename = "FunctionVersion", skip_serializing_if = "Option::is_none")]
    pub function_version: Option<String>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `RoutingConfig`
    #[serde(rename = "RoutingConfig", skip_serializing_if = "Option::is_none")]
    pub routing_config: Option<AliasRoutingConfiguration>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ALIAS_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateAliasRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("Name", "Name", Location::Uri, true, &SHAPE_ALIAS),
    Member::new("FunctionVersion", "FunctionVersion", Location::Body, false, &SHAPE_VERSION_WITH_LATEST_PUBLISHED),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("RoutingConfig", "RoutingConfig", Location::Body, false, &SHAPE_ALIAS_ROUTING_CONFIGURATION),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_VERSION_WITH_LATEST_PUBLISHED: Shape = Shape::Text(Text { name: "VersionWithLatestPublished", values: &[], pattern: "(\\$LATEST(\\.PUBLISHED)?|[0-9]+)", min: Some(1), max: Some(1024), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_WEIGHT: Shape = Shape::Double;
