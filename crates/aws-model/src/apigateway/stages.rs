//! Operations and shapes of `stages`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis/{restapi_id}/stages`
#[derive(Debug, Clone, Copy)]
pub struct CreateStage;

#[rustfmt::skip]
static OPERATION_CREATE_STAGE: OperationModel = OperationModel {
    name: "CreateStage", http: Http { method: "POST", uri: "/restapis/{restapi_id}/stages", status: 201 },
    input: Some(&SHAPE_CREATE_STAGE_REQUEST), output: Some(&SHAPE_STAGE), result_wrapper: "",
};

impl aws_wire::Operation for CreateStage {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_STAGE;
    type Input = CreateStageRequest;
    type Output = Stage;
}

/// `DELETE /restapis/{restapi_id}/stages/{stage_name}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteStage;

#[rustfmt::skip]
static OPERATION_DELETE_STAGE: OperationModel = OperationModel {
    name: "DeleteStage", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/stages/{stage_name}", status: 202 },
    input: Some(&SHAPE_DELETE_STAGE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteStage {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_STAGE;
    type Input = DeleteStageRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /restapis/{restapi_id}/stages/{stage_name}/cache/authorizers`
#[derive(Debug, Clone, Copy)]
pub struct FlushStageAuthorizersCache;

#[rustfmt::skip]
static OPERATION_FLUSH_STAGE_AUTHORIZERS_CACHE: OperationModel = OperationModel {
    name: "FlushStageAuthorizersCache", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/stages/{stage_name}/cache/authorizers", status: 202 },
    input: Some(&SHAPE_FLUSH_STAGE_AUTHORIZERS_CACHE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for FlushStageAuthorizersCache {
    const MODEL: &'static OperationModel = &OPERATION_FLUSH_STAGE_AUTHORIZERS_CACHE;
    type Input = FlushStageAuthorizersCacheRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /restapis/{restapi_id}/stages/{stage_name}/cache/data`
#[derive(Debug, Clone, Copy)]
pub struct FlushStageCache;

#[rustfmt::skip]
static OPERATION_FLUSH_STAGE_CACHE: OperationModel = OperationModel {
    name: "FlushStageCache", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/stages/{stage_name}/cache/data", status: 202 },
    input: Some(&SHAPE_FLUSH_STAGE_CACHE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for FlushStageCache {
    const MODEL: &'static OperationModel = &OPERATION_FLUSH_STAGE_CACHE;
    type Input = FlushStageCacheRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}`
#[derive(Debug, Clone, Copy)]
pub struct GetExport;

#[rustfmt::skip]
static OPERATION_GET_EXPORT: OperationModel = OperationModel {
    name: "GetExport", http: Http { method: "GET", uri: "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}", status: 200 },
    input: Some(&SHAPE_GET_EXPORT_REQUEST), output: Some(&SHAPE_EXPORT_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetExport {
    const MODEL: &'static OperationModel = &OPERATION_GET_EXPORT;
    type Input = GetExportRequest;
    type Output = ExportResponse;
}

/// `GET /restapis/{restapi_id}/stages/{stage_name}/sdks/{sdk_type}`
#[derive(Debug, Clone, Copy)]
pub struct GetSdk;

#[rustfmt::skip]
static OPERATION_GET_SDK: OperationModel = OperationModel {
    name: "GetSdk", http: Http { method: "GET", uri: "/restapis/{restapi_id}/stages/{stage_name}/sdks/{sdk_type}", status: 200 },
    input: Some(&SHAPE_GET_SDK_REQUEST), output: Some(&SHAPE_SDK_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetSdk {
    const MODEL: &'static OperationModel = &OPERATION_GET_SDK;
    type Input = GetSdkRequest;
    type Output = SdkResponse;
}

/// `GET /restapis/{restapi_id}/stages/{stage_name}`
#[derive(Debug, Clone, Copy)]
pub struct GetStage;

#[rustfmt::skip]
static OPERATION_GET_STAGE: OperationModel = OperationModel {
    name: "GetStage", http: Http { method: "GET", uri: "/restapis/{restapi_id}/stages/{stage_name}", status: 200 },
    input: Some(&SHAPE_GET_STAGE_REQUEST), output: Some(&SHAPE_STAGE), result_wrapper: "",
};

impl aws_wire::Operation for GetStage {
    const MODEL: &'static OperationModel = &OPERATION_GET_STAGE;
    type Input = GetStageRequest;
    type Output = Stage;
}

/// `GET /restapis/{restapi_id}/stages`
#[derive(Debug, Clone, Copy)]
pub struct GetStages;

#[rustfmt::skip]
static OPERATION_GET_STAGES: OperationModel = OperationModel {
    name: "GetStages", http: Http { method: "GET", uri: "/restapis/{restapi_id}/stages", status: 200 },
    input: Some(&SHAPE_GET_STAGES_REQUEST), output: Some(&SHAPE_STAGES), result_wrapper: "",
};

impl aws_wire::Operation for GetStages {
    const MODEL: &'static OperationModel = &OPERATION_GET_STAGES;
    type Input = GetStagesRequest;
    type Output = Stages;
}

/// `PATCH /restapis/{restapi_id}/stages/{stage_name}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateStage;

#[rustfmt::skip]
static OPERATION_UPDATE_STAGE: OperationModel = OperationModel {
    name: "UpdateStage", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/stages/{stage_name}", status: 200 },
    input: Some(&SHAPE_UPDATE_STAGE_REQUEST), output: Some(&SHAPE_STAGE), result_wrapper: "",
};

impl aws_wire::Operation for UpdateStage {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_STAGE;
    type Input = UpdateStageRequest;
    type Output = Stage;
}

/// The shape `AccessLogSettings`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessLogSettings {
    /// `format`
    #[serde(rename = "format", skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// `destinationArn`
    #[serde(rename = "destinationArn", skip_serializing_if = "Option::is_none")]
    pub destination_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_LOG_SETTINGS: Shape = Shape::Structure(Structure { name: "AccessLogSettings", payload: None, error: None, members: &[
    Member::new("format", "format", Location::Body, false, &SHAPE_STRING),
    Member::new("destinationArn", "destinationArn", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_CACHE_CLUSTER_STATUS: Shape = Shape::Text(Text { name: "CacheClusterStatus", values: &["CREATE_IN_PROGRESS", "AVAILABLE", "DELETE_IN_PROGRESS", "NOT_AVAILABLE", "FLUSH_IN_PROGRESS"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `CanarySettings`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CanarySettings {
    /// `percentTraffic`
    #[serde(rename = "percentTraffic", skip_serializing_if = "Option::is_none")]
    pub percent_traffic: Option<f64>,
    /// `deploymentId`
    #[serde(rename = "deploymentId", skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    /// `stageVariableOverrides`
    #[serde(rename = "stageVariableOverrides", skip_serializing_if = "Option::is_none")]
    pub stage_variable_overrides: Option<std::collections::BTreeMap<String, String>>,
    /// `useStageCache`
    #[serde(rename = "useStageCache", skip_serializing_if = "Option::is_none")]
    pub use_stage_cache: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CANARY_SETTINGS: Shape = Shape::Structure(Structure { name: "CanarySettings", payload: None, error: None, members: &[
    Member::new("percentTraffic", "percentTraffic", Location::Body, false, &SHAPE_DOUBLE),
    Member::new("deploymentId", "deploymentId", Location::Body, false, &SHAPE_STRING),
    Member::new("stageVariableOverrides", "stageVariableOverrides", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("useStageCache", "useStageCache", Location::Body, false, &SHAPE_BOOLEAN),
] });

/// The shape `CreateStageRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateStageRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
    /// `deploymentId`
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
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
    /// `documentationVersion`
    #[serde(rename = "documentationVersion", skip_serializing_if = "Option::is_none")]
    pub documentation_version: Option<String>,
    /// `canarySettings`
    #[serde(rename = "canarySettings", skip_serializing_if = "Option::is_none")]
    pub canary_settings: Option<CanarySettings>,
    /// `tracingEnabled`
    #[serde(rename = "tracingEnabled", skip_serializing_if = "Option::is_none")]
    pub tracing_enabled: Option<bool>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_STAGE_REQUEST: Shape = Shape::Structure(Structure { name: "CreateStageRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stageName", Location::Body, true, &SHAPE_STRING),
    Member::new("deploymentId", "deploymentId", Location::Body, true, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("cacheClusterEnabled", "cacheClusterEnabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("cacheClusterSize", "cacheClusterSize", Location::Body, false, &SHAPE_CACHE_CLUSTER_SIZE),
    Member::new("variables", "variables", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("documentationVersion", "documentationVersion", Location::Body, false, &SHAPE_STRING),
    Member::new("canarySettings", "canarySettings", Location::Body, false, &SHAPE_CANARY_SETTINGS),
    Member::new("tracingEnabled", "tracingEnabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `DeleteStageRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteStageRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_STAGE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteStageRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stage_name", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `ExportResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportResponse {
    /// `contentType`
    #[serde(rename = "contentType", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// `contentDisposition`
    #[serde(rename = "contentDisposition", skip_serializing_if = "Option::is_none")]
    pub content_disposition: Option<String>,
    /// `body`
    #[serde(rename = "body", skip_serializing_if = "Option::is_none")]
    pub body: Option<aws_wire::Blob>,
}

#[rustfmt::skip]
pub(super) static SHAPE_EXPORT_RESPONSE: Shape = Shape::Structure(Structure { name: "ExportResponse", payload: Some("body"), error: None, members: &[
    Member::new("contentType", "Content-Type", Location::Header, false, &SHAPE_STRING),
    Member::new("contentDisposition", "Content-Disposition", Location::Header, false, &SHAPE_STRING),
    Member::new("body", "body", Location::Body, false, &SHAPE_BLOB),
] });

/// The shape `FlushStageAuthorizersCacheRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FlushStageAuthorizersCacheRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_FLUSH_STAGE_AUTHORIZERS_CACHE_REQUEST: Shape = Shape::Structure(Structure { name: "FlushStageAuthorizersCacheRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stage_name", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `FlushStageCacheRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FlushStageCacheRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_FLUSH_STAGE_CACHE_REQUEST: Shape = Shape::Structure(Structure { name: "FlushStageCacheRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stage_name", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetExportRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetExportRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
    /// `exportType`
    #[serde(rename = "exportType")]
    pub export_type: String,
    /// `parameters`
    #[serde(rename = "parameters", skip_serializing_if = "Option::is_none")]
    pub parameters: Option<std::collections::BTreeMap<String, String>>,
    /// `accepts`
    #[serde(rename = "accepts", skip_serializing_if = "Option::is_none")]
    pub accepts: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_EXPORT_REQUEST: Shape = Shape::Structure(Structure { name: "GetExportRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stage_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("exportType", "export_type", Location::Uri, true, &SHAPE_STRING),
    Member::new("parameters", "parameters", Location::Query, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("accepts", "Accept", Location::Header, false, &SHAPE_STRING),
] });

/// The shape `GetSdkRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetSdkRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
    /// `sdkType`
    #[serde(rename = "sdkType")]
    pub sdk_type: String,
    /// `parameters`
    #[serde(rename = "parameters", skip_serializing_if = "Option::is_none")]
    pub parameters: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_SDK_REQUEST: Shape = Shape::Structure(Structure { name: "GetSdkRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stage_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("sdkType", "sdk_type", Location::Uri, true, &SHAPE_STRING),
    Member::new("parameters", "parameters", Location::Query, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `GetStageRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetStageRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_STAGE_REQUEST: Shape = Shape::Structure(Structure { name: "GetStageRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stage_name", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetStagesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetStagesRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `deploymentId`
    #[serde(rename = "deploymentId", skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_STAGES_REQUEST: Shape = Shape::Structure(Structure { name: "GetStagesRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("deploymentId", "deploymentId", Location::Query, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_STAGE: Shape = Shape::List(List { member: &SHAPE_STAGE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_METHOD_SETTINGS: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_METHOD_SETTING, key_wire: "", value_wire: "", flattened: false });

/// The shape `MethodSetting`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodSetting {
    /// `metricsEnabled`
    #[serde(rename = "metricsEnabled", skip_serializing_if = "Option::is_none")]
    pub metrics_enabled: Option<bool>,
    /// `loggingLevel`
    #[serde(rename = "loggingLevel", skip_serializing_if = "Option::is_none")]
    pub logging_level: Option<String>,
    /// `dataTraceEnabled`
    #[serde(rename = "dataTraceEnabled", skip_serializing_if = "Option::is_none")]
    pub data_trace_enabled: Option<bool>,
    /// `throttlingBurstLimit`
    #[serde(rename = "throttlingBurstLimit", skip_serializing_if = "Option::is_none")]
    pub throttling_burst_limit: Option<i32>,
    /// `throttlingRateLimit`
    #[serde(rename = "throttlingRateLimit", skip_serializing_if = "Option::is_none")]
    pub throttling_rate_limit: Option<f64>,
    /// `cachingEnabled`
    #[serde(rename = "cachingEnabled", skip_serializing_if = "Option::is_none")]
    pub caching_enabled: Option<bool>,
    /// `cacheTtlInSeconds`
    #[serde(rename = "cacheTtlInSeconds", skip_serializing_if = "Option::is_none")]
    pub cache_ttl_in_seconds: Option<i32>,
    /// `cacheDataEncrypted`
    #[serde(rename = "cacheDataEncrypted", skip_serializing_if = "Option::is_none")]
    pub cache_data_encrypted: Option<bool>,
    /// `requireAuthorizationForCacheControl`
    #[serde(
        rename = "requireAuthorizationForCacheControl",
        skip_serializing_if = "Option::is_none"
    )]
    pub require_authorization_for_cache_control: Option<bool>,
    /// `unauthorizedCacheControlHeaderStrategy`
    #[serde(
        rename = "unauthorizedCacheControlHeaderStrategy",
        skip_serializing_if = "Option::is_none"
    )]
    pub unauthorized_cache_control_header_strategy: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_METHOD_SETTING: Shape = Shape::Structure(Structure { name: "MethodSetting", payload: None, error: None, members: &[
    Member::new("metricsEnabled", "metricsEnabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("loggingLevel", "loggingLevel", Location::Body, false, &SHAPE_STRING),
    Member::new("dataTraceEnabled", "dataTraceEnabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("throttlingBurstLimit", "throttlingBurstLimit", Location::Body, false, &SHAPE_INTEGER),
    Member::new("throttlingRateLimit", "throttlingRateLimit", Location::Body, false, &SHAPE_DOUBLE),
    Member::new("cachingEnabled", "cachingEnabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("cacheTtlInSeconds", "cacheTtlInSeconds", Location::Body, false, &SHAPE_INTEGER),
    Member::new("cacheDataEncrypted", "cacheDataEncrypted", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("requireAuthorizationForCacheControl", "requireAuthorizationForCacheControl", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("unauthorizedCacheControlHeaderStrategy", "unauthorizedCacheControlHeaderStrategy", Location::Body, false, &SHAPE_UNAUTHORIZED_CACHE_CONTROL_HEADER_STRATEGY),
] });

/// The shape `SdkResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SdkResponse {
    /// `contentType`
    #[serde(rename = "contentType", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// `contentDisposition`
    #[serde(rename = "contentDisposition", skip_serializing_if = "Option::is_none")]
    pub content_disposition: Option<String>,
    /// `body`
    #[serde(rename = "body", skip_serializing_if = "Option::is_none")]
    pub body: Option<aws_wire::Blob>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SDK_RESPONSE: Shape = Shape::Structure(Structure { name: "SdkResponse", payload: Some("body"), error: None, members: &[
    Member::new("contentType", "Content-Type", Location::Header, false, &SHAPE_STRING),
    Member::new("contentDisposition", "Content-Disposition", Location::Header, false, &SHAPE_STRING),
    Member::new("body", "body", Location::Body, false, &SHAPE_BLOB),
] });

/// The shape `Stage`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stage {
    /// `deploymentId`
    #[serde(rename = "deploymentId", skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    /// `clientCertificateId`
    #[serde(rename = "clientCertificateId", skip_serializing_if = "Option::is_none")]
    pub client_certificate_id: Option<String>,
    /// `stageName`
    #[serde(rename = "stageName", skip_serializing_if = "Option::is_none")]
    pub stage_name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `cacheClusterEnabled`
    #[serde(rename = "cacheClusterEnabled", skip_serializing_if = "Option::is_none")]
    pub cache_cluster_enabled: Option<bool>,
    /// `cacheClusterSize`
    #[serde(rename = "cacheClusterSize", skip_serializing_if = "Option::is_none")]
    pub cache_cluster_size: Option<String>,
    /// `cacheClusterStatus`
    #[serde(rename = "cacheClusterStatus", skip_serializing_if = "Option::is_none")]
    pub cache_cluster_status: Option<String>,
    /// `methodSettings`
    #[serde(rename = "methodSettings", skip_serializing_if = "Option::is_none")]
    pub method_settings: Option<std::collections::BTreeMap<String, MethodSetting>>,
    /// `variables`
    #[serde(rename = "variables", skip_serializing_if = "Option::is_none")]
    pub variables: Option<std::collections::BTreeMap<String, String>>,
    /// `documentationVersion`
    #[serde(rename = "documentationVersion", skip_serializing_if = "Option::is_none")]
    pub documentation_version: Option<String>,
    /// `accessLogSettings`
    #[serde(rename = "accessLogSettings", skip_serializing_if = "Option::is_none")]
    pub access_log_settings: Option<AccessLogSettings>,
    /// `canarySettings`
    #[serde(rename = "canarySettings", skip_serializing_if = "Option::is_none")]
    pub canary_settings: Option<CanarySettings>,
    /// `tracingEnabled`
    #[serde(rename = "tracingEnabled", skip_serializing_if = "Option::is_none")]
    pub tracing_enabled: Option<bool>,
    /// `webAclArn`
    #[serde(rename = "webAclArn", skip_serializing_if = "Option::is_none")]
    pub web_acl_arn: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `createdDate`
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<aws_wire::EpochSeconds>,
    /// `lastUpdatedDate`
    #[serde(rename = "lastUpdatedDate", skip_serializing_if = "Option::is_none")]
    pub last_updated_date: Option<aws_wire::EpochSeconds>,
}

#[rustfmt::skip]
pub(super) static SHAPE_STAGE: Shape = Shape::Structure(Structure { name: "Stage", payload: None, error: None, members: &[
    Member::new("deploymentId", "deploymentId", Location::Body, false, &SHAPE_STRING),
    Member::new("clientCertificateId", "clientCertificateId", Location::Body, false, &SHAPE_STRING),
    Member::new("stageName", "stageName", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("cacheClusterEnabled", "cacheClusterEnabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("cacheClusterSize", "cacheClusterSize", Location::Body, false, &SHAPE_CACHE_CLUSTER_SIZE),
    Member::new("cacheClusterStatus", "cacheClusterStatus", Location::Body, false, &SHAPE_CACHE_CLUSTER_STATUS),
    Member::new("methodSettings", "methodSettings", Location::Body, false, &SHAPE_MAP_OF_METHOD_SETTINGS),
    Member::new("variables", "variables", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("documentationVersion", "documentationVersion", Location::Body, false, &SHAPE_STRING),
    Member::new("accessLogSettings", "accessLogSettings", Location::Body, false, &SHAPE_ACCESS_LOG_SETTINGS),
    Member::new("canarySettings", "canarySettings", Location::Body, false, &SHAPE_CANARY_SETTINGS),
    Member::new("tracingEnabled", "tracingEnabled", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("webAclArn", "webAclArn", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("createdDate", "createdDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("lastUpdatedDate", "lastUpdatedDate", Location::Body, false, &SHAPE_TIMESTAMP),
] });

/// The shape `Stages`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stages {
    /// `item`
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub item: Option<Vec<Stage>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_STAGES: Shape = Shape::Structure(Structure { name: "Stages", payload: None, error: None, members: &[
    Member::new("item", "item", Location::Body, false, &SHAPE_LIST_OF_STAGE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_UNAUTHORIZED_CACHE_CONTROL_HEADER_STRATEGY: Shape = Shape::Text(Text { name: "UnauthorizedCacheControlHeaderStrategy", values: &["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `UpdateStageRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateStageRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stageName`
    #[serde(rename = "stageName")]
    pub stage_name: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_STAGE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateStageRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("stageName", "stage_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
