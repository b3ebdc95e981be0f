//! Operations and shapes of `deployments`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis/{restapi_id}/deployments`
#[derive(Debug, Clone, Copy)]
pub struct CreateDeployment;

#[rustfmt::skip]
static OPERATION_CREATE_DEPLOYMENT: OperationModel = OperationModel {
    name: "CreateDeployment", http: Http { method: "POST", uri: "/restapis/{restapi_id}/deployments", status: 201 },
    input: Some(&SHAPE_CREATE_DEPLOYMENT_REQUEST), output: Some(&SHAPE_DEPLOYMENT), result_wrapper: "",
};

impl aws_wire::Operation for CreateDeployment {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_DEPLOYMENT;
    type Input = CreateDeploymentRequest;
    type Output = Deployment;
}

/// `DELETE /restapis/{restapi_id}/deployments/{deployment_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteDeployment;

#[rustfmt::skip]
static OPERATION_DELETE_DEPLOYMENT: OperationModel = OperationModel {
    name: "DeleteDeployment", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/deployments/{deployment_id}", status: 202 },
    input: Some(&SHAPE_DELETE_DEPLOYMENT_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteDeployment {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_DEPLOYMENT;
    type Input = DeleteDeploymentRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/deployments/{deployment_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetDeployment;

#[rustfmt::skip]
static OPERATION_GET_DEPLOYMENT: OperationModel = OperationModel {
    name: "GetDeployment", http: Http { method: "GET", uri: "/restapis/{restapi_id}/deployments/{deployment_id}", status: 200 },
    input: Some(&SHAPE_GET_DEPLOYMENT_REQUEST), output: Some(&SHAPE_DEPLOYMENT), result_wrapper: "",
};

impl aws_wire::Operation for GetDeployment {
    const MODEL: &'static OperationModel = &OPERATION_GET_DEPLOYMENT;
    type Input = GetDeploymentRequest;
    type Output = Deployment;
}

/// `GET /restapis/{restapi_id}/deployments`
#[derive(Debug, Clone, Copy)]
pub struct GetDeployments;

#[rustfmt::skip]
static OPERATION_GET_DEPLOYMENTS: OperationModel = OperationModel {
    name: "GetDeployments", http: Http { method: "GET", uri: "/restapis/{restapi_id}/deployments", status: 200 },
    input: Some(&SHAPE_GET_DEPLOYMENTS_REQUEST), output: Some(&SHAPE_DEPLOYMENTS), result_wrapper: "",
};

impl aws_wire::Operation for GetDeployments {
    const MODEL: &'static OperationModel = &OPERATION_GET_DEPLOYMENTS;
    type Input = GetDeploymentsRequest;
    type Output = Deployments;
}

/// `PATCH /restapis/{restapi_id}/deployments/{deployment_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateDeployment;

#[rustfmt::skip]
static OPERATION_UPDATE_DEPLOYMENT: OperationModel = OperationModel {
    name: "UpdateDeployment", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/deployments/{deployment_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_DEPLOYMENT_REQUEST), output: Some(&SHAPE_DEPLOYMENT), result_wrapper: "",
};

impl aws_wire::Operation for UpdateDeployment {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_DEPLOYMENT;
    type Input = UpdateDeploymentRequest;
    type Output = Deployment;
}

/// The shape `CreateDeploymentRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateDeploymentRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName", skip_serializing_if = "Option::is_none")]
    pub stage_name: Option<String>,
    /// `stageDescription`
    #[serde(rename = "stageDescription", skip_serializing_if = "Option::is_none")]
    pub stage_description: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `cacheClusterEnabled`
    #[serde(rename = "cacheClusterEnabled", skip_serializing_if = "Option::is_none")]
    pub cache_cluster_enabled: Option<bool>,
    /// `cacheClusterSize`
    #[serde(rename = "cacheClusterSize", skip_serializing_if = "Option::is_none")]
    pub cache_cluster_size: Option<String>,
    /// `variables`
    #[serde(rename = "variables", skip_serializing_if = "Option::is_none")]
    pub variables: Option<std::collections::BTreeMap<String, String>>,
    /// `canarySettings`
    #[serde(rename = "canarySettings", skip_serializing_if = "Option::is_none")]
    pub canary_settings: Option<DeploymentCanarySettings>,
    /// `tracingEnabled`
    #[serde(rename = "tracingEnabled", skip_serializing_if = "Option::is_none")]
    pub tracing_enabled: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(Structure { name: "CreateDeploymentRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stageName", Location::Body, false, &SHAPE_STRING),
    Member::new("stageDescription", "stageDescription", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("cacheClusterEnabled", "cacheClusterEnabled", Location::Body, false, &SHAPE_NULLABLE_BOOLEAN),
    Member::new("cacheClusterSize", "cacheClusterSize", Location::Body, false, &SHAPE_CACHE_CLUSTER_SIZE),
    Member::new("variables", "variables", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("canarySettings", "canarySettings", Location::Body, false, &SHAPE_DEPLOYMENT_CANARY_SETTINGS),
    Member::new("tracingEnabled", "tracingEnabled", Location::Body, false, &SHAPE_NULLABLE_BOOLEAN),
] });

/// The shape `DeleteDeploymentRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteDeploymentRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `deploymentId`
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteDeploymentRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("deploymentId", "deployment_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `Deployment`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deployment {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `createdDate`
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<aws_wire::EpochSeconds>,
    /// `apiSummary`
    #[serde(rename = "apiSummary", skip_serializing_if = "Option::is_none")]
    pub api_summary:
        Option<std::collections::BTreeMap<String, std::collections::BTreeMap<String, MethodSnapshot>>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DEPLOYMENT: Shape = Shape::Structure(Structure { name: "Deployment", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("createdDate", "createdDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("apiSummary", "apiSummary", Location::Body, false, &SHAPE_PATH_TO_MAP_OF_METHOD_SNAPSHOT),
] });

/// The shape `DeploymentCanarySettings`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeploymentCanarySettings {
    /// `percentTraffic`
    #[serde(rename = "percentTraffic", skip_serializing_if = "Option::is_none")]
    pub percent_traffic: Option<f64>,
    /// `stageVariableOverrides`
    #[serde(rename = "stageVariableOverrides", skip_serializing_if = "Option::is_none")]
    pub stage_variable_overrides: Option<std::collections::BTreeMap<String, String>>,
    /// `useStageCache`
    #[serde(rename = "useStageCache", skip_serializing_if = "Option::is_none")]
    pub use_stage_cache: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DEPLOYMENT_CANARY_SETTINGS: Shape = Shape::Structure(Structure { name: "DeploymentCanarySettings", payload: None, error: None, members: &[
    Member::new("percentTraffic", "percentTraffic", Location::Body, false, &SHAPE_DOUBLE),
    Member::new("stageVariableOverrides", "stageVariableOverrides", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("useStageCache", "useStageCache", Location::Body, false, &SHAPE_BOOLEAN),
] });

/// The shape `Deployments`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deployments {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Deployment>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DEPLOYMENTS: Shape = Shape::Structure(Structure { name: "Deployments", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_DEPLOYMENT),
] });

/// The shape `GetDeploymentRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDeploymentRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `deploymentId`
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
    /// `embed`
    #[serde(rename = "embed", skip_serializing_if = "Option::is_none")]
    pub embed: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_DEPLOYMENT_REQUEST: Shape = Shape::Structure(Structure { name: "GetDeploymentRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("deploymentId", "deployment_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("embed", "embed", Location::Query, false, &SHAPE_LIST_OF_STRING),
] });

/// The shape `GetDeploymentsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDeploymentsRequest {
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
pub(super) static SHAPE_GET_DEPLOYMENTS_REQUEST: Shape = Shape::Structure(Structure { name: "GetDeploymentsRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_DEPLOYMENT: Shape = Shape::List(List { member: &SHAPE_DEPLOYMENT, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_METHOD_SNAPSHOT: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_METHOD_SNAPSHOT, key_wire: "", value_wire: "", flattened: false });

/// The shape `MethodSnapshot`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodSnapshot {
    /// `authorizationType`
    #[serde(rename = "authorizationType", skip_serializing_if = "Option::is_none")]
    pub authorization_type: Option<String>,
    /// `apiKeyRequired`
    #[serde(rename = "apiKeyRequired", skip_serializing_if = "Option::is_none")]
    pub api_key_required: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_METHOD_SNAPSHOT: Shape = Shape::Structure(Structure { name: "MethodSnapshot", payload: None, error: None, members: &[
    Member::new("authorizationType", "authorizationType", Location::Body, false, &SHAPE_STRING),
    Member::new("apiKeyRequired", "apiKeyRequired", Location::Body, false, &SHAPE_BOOLEAN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_PATH_TO_MAP_OF_METHOD_SNAPSHOT: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_MAP_OF_METHOD_SNAPSHOT, key_wire: "", value_wire: "", flattened: false });

/// The shape `UpdateDeploymentRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateDeploymentRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `deploymentId`
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateDeploymentRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("deploymentId", "deployment_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
