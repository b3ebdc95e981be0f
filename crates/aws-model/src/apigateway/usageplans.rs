//! Operations and shapes of `usageplans`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /usageplans`
#[derive(Debug, Clone, Copy)]
pub struct CreateUsagePlan;

#[rustfmt::skip]
static OPERATION_CREATE_USAGE_PLAN: OperationModel = OperationModel {
    name: "CreateUsagePlan", http: Http { method: "POST", uri: "/usageplans", status: 201 },
    input: Some(&SHAPE_CREATE_USAGE_PLAN_REQUEST), output: Some(&SHAPE_USAGE_PLAN), result_wrapper: "",
};

impl aws_wire::Operation for CreateUsagePlan {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_USAGE_PLAN;
    type Input = CreateUsagePlanRequest;
    type Output = UsagePlan;
}

/// `POST /usageplans/{usageplanId}/keys`
#[derive(Debug, Clone, Copy)]
pub struct CreateUsagePlanKey;

#[rustfmt::skip]
static OPERATION_CREATE_USAGE_PLAN_KEY: OperationModel = OperationModel {
    name: "CreateUsagePlanKey", http: Http { method: "POST", uri: "/usageplans/{usageplanId}/keys", status: 201 },
    input: Some(&SHAPE_CREATE_USAGE_PLAN_KEY_REQUEST), output: Some(&SHAPE_USAGE_PLAN_KEY), result_wrapper: "",
};

impl aws_wire::Operation for CreateUsagePlanKey {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_USAGE_PLAN_KEY;
    type Input = CreateUsagePlanKeyRequest;
    type Output = UsagePlanKey;
}

/// `DELETE /usageplans/{usageplanId}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteUsagePlan;

#[rustfmt::skip]
static OPERATION_DELETE_USAGE_PLAN: OperationModel = OperationModel {
    name: "DeleteUsagePlan", http: Http { method: "DELETE", uri: "/usageplans/{usageplanId}", status: 202 },
    input: Some(&SHAPE_DELETE_USAGE_PLAN_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteUsagePlan {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_USAGE_PLAN;
    type Input = DeleteUsagePlanRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /usageplans/{usageplanId}/keys/{keyId}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteUsagePlanKey;

#[rustfmt::skip]
static OPERATION_DELETE_USAGE_PLAN_KEY: OperationModel = OperationModel {
    name: "DeleteUsagePlanKey", http: Http { method: "DELETE", uri: "/usageplans/{usageplanId}/keys/{keyId}", status: 202 },
    input: Some(&SHAPE_DELETE_USAGE_PLAN_KEY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteUsagePlanKey {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_USAGE_PLAN_KEY;
    type Input = DeleteUsagePlanKeyRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /usageplans/{usageplanId}/usage`
#[derive(Debug, Clone, Copy)]
pub struct GetUsage;

#[rustfmt::skip]
static OPERATION_GET_USAGE: OperationModel = OperationModel {
    name: "GetUsage", http: Http { method: "GET", uri: "/usageplans/{usageplanId}/usage", status: 200 },
    input: Some(&SHAPE_GET_USAGE_REQUEST), output: Some(&SHAPE_USAGE), result_wrapper: "",
};

impl aws_wire::Operation for GetUsage {
    const MODEL: &'static OperationModel = &OPERATION_GET_USAGE;
    type Input = GetUsageRequest;
    type Output = Usage;
}

/// `GET /usageplans/{usageplanId}`
#[derive(Debug, Clone, Copy)]
pub struct GetUsagePlan;

#[rustfmt::skip]
static OPERATION_GET_USAGE_PLAN: OperationModel = OperationModel {
    name: "GetUsagePlan", http: Http { method: "GET", uri: "/usageplans/{usageplanId}", status: 200 },
    input: Some(&SHAPE_GET_USAGE_PLAN_REQUEST), output: Some(&SHAPE_USAGE_PLAN), result_wrapper: "",
};

impl aws_wire::Operation for GetUsagePlan {
    const MODEL: &'static OperationModel = &OPERATION_GET_USAGE_PLAN;
    type Input = GetUsagePlanRequest;
    type Output = UsagePlan;
}

/// `GET /usageplans/{usageplanId}/keys/{keyId}`
#[derive(Debug, Clone, Copy)]
pub struct GetUsagePlanKey;

#[rustfmt::skip]
static OPERATION_GET_USAGE_PLAN_KEY: OperationModel = OperationModel {
    name: "GetUsagePlanKey", http: Http { method: "GET", uri: "/usageplans/{usageplanId}/keys/{keyId}", status: 200 },
    input: Some(&SHAPE_GET_USAGE_PLAN_KEY_REQUEST), output: Some(&SHAPE_USAGE_PLAN_KEY), result_wrapper: "",
};

impl aws_wire::Operation for GetUsagePlanKey {
    const MODEL: &'static OperationModel = &OPERATION_GET_USAGE_PLAN_KEY;
    type Input = GetUsagePlanKeyRequest;
    type Output = UsagePlanKey;
}

/// `GET /usageplans/{usageplanId}/keys`
#[derive(Debug, Clone, Copy)]
pub struct GetUsagePlanKeys;

#[rustfmt::skip]
static OPERATION_GET_USAGE_PLAN_KEYS: OperationModel = OperationModel {
    name: "GetUsagePlanKeys", http: Http { method: "GET", uri: "/usageplans/{usageplanId}/keys", status: 200 },
    input: Some(&SHAPE_GET_USAGE_PLAN_KEYS_REQUEST), output: Some(&SHAPE_USAGE_PLAN_KEYS), result_wrapper: "",
};

impl aws_wire::Operation for GetUsagePlanKeys {
    const MODEL: &'static OperationModel = &OPERATION_GET_USAGE_PLAN_KEYS;
    type Input = GetUsagePlanKeysRequest;
    type Output = UsagePlanKeys;
}

/// `GET /usageplans`
#[derive(Debug, Clone, Copy)]
pub struct GetUsagePlans;

#[rustfmt::skip]
static OPERATION_GET_USAGE_PLANS: OperationModel = OperationModel {
    name: "GetUsagePlans", http: Http { method: "GET", uri: "/usageplans", status: 200 },
    input: Some(&SHAPE_GET_USAGE_PLANS_REQUEST), output: Some(&SHAPE_USAGE_PLANS), result_wrapper: "",
};

impl aws_wire::Operation for GetUsagePlans {
    const MODEL: &'static OperationModel = &OPERATION_GET_USAGE_PLANS;
    type Input = GetUsagePlansRequest;
    type Output = UsagePlans;
}

/// `PATCH /usageplans/{usageplanId}/keys/{keyId}/usage`
#[derive(Debug, Clone, Copy)]
pub struct UpdateUsage;

#[rustfmt::skip]
static OPERATION_UPDATE_USAGE: OperationModel = OperationModel {
    name: "UpdateUsage", http: Http { method: "PATCH", uri: "/usageplans/{usageplanId}/keys/{keyId}/usage", status: 200 },
    input: Some(&SHAPE_UPDATE_USAGE_REQUEST), output: Some(&SHAPE_USAGE), result_wrapper: "",
};

impl aws_wire::Operation for UpdateUsage {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_USAGE;
    type Input = UpdateUsageRequest;
    type Output = Usage;
}

/// `PATCH /usageplans/{usageplanId}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateUsagePlan;

#[rustfmt::skip]
static OPERATION_UPDATE_USAGE_PLAN: OperationModel = OperationModel {
    name: "UpdateUsagePlan", http: Http { method: "PATCH", uri: "/usageplans/{usageplanId}", status: 200 },
    input: Some(&SHAPE_UPDATE_USAGE_PLAN_REQUEST), output: Some(&SHAPE_USAGE_PLAN), result_wrapper: "",
};

impl aws_wire::Operation for UpdateUsagePlan {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_USAGE_PLAN;
    type Input = UpdateUsagePlanRequest;
    type Output = UsagePlan;
}

/// The shape `ApiStage`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiStage {
    /// `apiId`
    #[serde(rename = "apiId", skip_serializing_if = "Option::is_none")]
    pub api_id: Option<String>,
    /// `stage`
    #[serde(rename = "stage", skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// `throttle`
    #[serde(rename = "throttle", skip_serializing_if = "Option::is_none")]
    pub throttle: Option<std::collections::BTreeMap<String, ThrottleSettings>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_API_STAGE: Shape = Shape::Structure(Structure { name: "ApiStage", payload: None, error: None, members: &[
    Member::new("apiId", "apiId", Location::Body, false, &SHAPE_STRING),
    Member::new("stage", "stage", Location::Body, false, &SHAPE_STRING),
    Member::new("throttle", "throttle", Location::Body, false, &SHAPE_MAP_OF_API_STAGE_THROTTLE_SETTINGS),
] });

/// The shape `CreateUsagePlanKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateUsagePlanKeyRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
    /// `keyId`
    #[serde(rename = "keyId")]
    pub key_id: String,
    /// `keyType`
    #[serde(rename = "keyType")]
    pub key_type: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_USAGE_PLAN_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "CreateUsagePlanKeyRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
    Member::new("keyId", "keyId", Location::Body, true, &SHAPE_STRING),
    Member::new("keyType", "keyType", Location::Body, true, &SHAPE_STRING),
] });

/// The shape `CreateUsagePlanRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateUsagePlanRequest {
    /// `name`
    #[serde(rename = "name")]
    pub name: String,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `apiStages`
    #[serde(rename = "apiStages", skip_serializing_if = "Option::is_none")]
    pub api_stages: Option<Vec<ApiStage>>,
    /// `throttle`
    #[serde(rename = "throttle", skip_serializing_if = "Option::is_none")]
    pub throttle: Option<ThrottleSettings>,
    /// `quota`
    #[serde(rename = "quota", skip_serializing_if = "Option::is_none")]
    pub quota: Option<QuotaSettings>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_USAGE_PLAN_REQUEST: Shape = Shape::Structure(Structure { name: "CreateUsagePlanRequest", payload: None, error: None, members: &[
    Member::new("name", "name", Location::Body, true, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("apiStages", "apiStages", Location::Body, false, &SHAPE_LIST_OF_API_STAGE),
    Member::new("throttle", "throttle", Location::Body, false, &SHAPE_THROTTLE_SETTINGS),
    Member::new("quota", "quota", Location::Body, false, &SHAPE_QUOTA_SETTINGS),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `DeleteUsagePlanKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteUsagePlanKeyRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
    /// `keyId`
    #[serde(rename = "keyId")]
    pub key_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_USAGE_PLAN_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteUsagePlanKeyRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
    Member::new("keyId", "keyId", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `DeleteUsagePlanRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteUsagePlanRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_USAGE_PLAN_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteUsagePlanRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetUsagePlanKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUsagePlanKeyRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
    /// `keyId`
    #[serde(rename = "keyId")]
    pub key_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USAGE_PLAN_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "GetUsagePlanKeyRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
    Member::new("keyId", "keyId", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetUsagePlanKeysRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUsagePlanKeysRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `nameQuery`
    #[serde(rename = "nameQuery", skip_serializing_if = "Option::is_none")]
    pub name_query: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USAGE_PLAN_KEYS_REQUEST: Shape = Shape::Structure(Structure { name: "GetUsagePlanKeysRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("nameQuery", "name", Location::Query, false, &SHAPE_STRING),
] });

/// The shape `GetUsagePlanRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUsagePlanRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USAGE_PLAN_REQUEST: Shape = Shape::Structure(Structure { name: "GetUsagePlanRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetUsagePlansRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUsagePlansRequest {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `keyId`
    #[serde(rename = "keyId", skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USAGE_PLANS_REQUEST: Shape = Shape::Structure(Structure { name: "GetUsagePlansRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("keyId", "keyId", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

/// The shape `GetUsageRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUsageRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
    /// `keyId`
    #[serde(rename = "keyId", skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// `startDate`
    #[serde(rename = "startDate")]
    pub start_date: String,
    /// `endDate`
    #[serde(rename = "endDate")]
    pub end_date: String,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USAGE_REQUEST: Shape = Shape::Structure(Structure { name: "GetUsageRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
    Member::new("keyId", "keyId", Location::Query, false, &SHAPE_STRING),
    Member::new("startDate", "startDate", Location::Query, true, &SHAPE_STRING),
    Member::new("endDate", "endDate", Location::Query, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_API_STAGE: Shape = Shape::List(List { member: &SHAPE_API_STAGE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_LONG: Shape = Shape::List(List { member: &SHAPE_LONG, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_USAGE: Shape = Shape::List(List { member: &SHAPE_LIST_OF_LONG, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_USAGE_PLAN: Shape = Shape::List(List { member: &SHAPE_USAGE_PLAN, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_USAGE_PLAN_KEY: Shape = Shape::List(List { member: &SHAPE_USAGE_PLAN_KEY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_API_STAGE_THROTTLE_SETTINGS: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_THROTTLE_SETTINGS, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAP_OF_KEY_USAGES: Shape = Shape::Map(Map { key: &SHAPE_STRING, value: &SHAPE_LIST_OF_USAGE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_QUOTA_PERIOD_TYPE: Shape = Shape::Text(Text { name: "QuotaPeriodType", values: &["DAY", "WEEK", "MONTH"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `QuotaSettings`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuotaSettings {
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `offset`
    #[serde(rename = "offset", skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// `period`
    #[serde(rename = "period", skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_QUOTA_SETTINGS: Shape = Shape::Structure(Structure { name: "QuotaSettings", payload: None, error: None, members: &[
    Member::new("limit", "limit", Location::Body, false, &SHAPE_INTEGER),
    Member::new("offset", "offset", Location::Body, false, &SHAPE_INTEGER),
    Member::new("period", "period", Location::Body, false, &SHAPE_QUOTA_PERIOD_TYPE),
] });

/// The shape `UpdateUsagePlanRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateUsagePlanRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_USAGE_PLAN_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateUsagePlanRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `UpdateUsageRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateUsageRequest {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId")]
    pub usage_plan_id: String,
    /// `keyId`
    #[serde(rename = "keyId")]
    pub key_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_USAGE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateUsageRequest", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usageplanId", Location::Uri, true, &SHAPE_STRING),
    Member::new("keyId", "keyId", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `Usage`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Usage {
    /// `usagePlanId`
    #[serde(rename = "usagePlanId", skip_serializing_if = "Option::is_none")]
    pub usage_plan_id: Option<String>,
    /// `startDate`
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// `endDate`
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<std::collections::BTreeMap<String, Vec<Vec<i64>>>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_USAGE: Shape = Shape::Structure(Structure { name: "Usage", payload: None, error: None, members: &[
    Member::new("usagePlanId", "usagePlanId", Location::Body, false, &SHAPE_STRING),
    Member::new("startDate", "startDate", Location::Body, false, &SHAPE_STRING),
    Member::new("endDate", "endDate", Location::Body, false, &SHAPE_STRING),
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "values", Location::Body, false, &SHAPE_MAP_OF_KEY_USAGES),
] });

/// The shape `UsagePlan`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UsagePlan {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `apiStages`
    #[serde(rename = "apiStages", skip_serializing_if = "Option::is_none")]
    pub api_stages: Option<Vec<ApiStage>>,
    /// `throttle`
    #[serde(rename = "throttle", skip_serializing_if = "Option::is_none")]
    pub throttle: Option<ThrottleSettings>,
    /// `quota`
    #[serde(rename = "quota", skip_serializing_if = "Option::is_none")]
    pub quota: Option<QuotaSettings>,
    /// `productCode`
    #[serde(rename = "productCode", skip_serializing_if = "Option::is_none")]
    pub product_code: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_USAGE_PLAN: Shape = Shape::Structure(Structure { name: "UsagePlan", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("apiStages", "apiStages", Location::Body, false, &SHAPE_LIST_OF_API_STAGE),
    Member::new("throttle", "throttle", Location::Body, false, &SHAPE_THROTTLE_SETTINGS),
    Member::new("quota", "quota", Location::Body, false, &SHAPE_QUOTA_SETTINGS),
    Member::new("productCode", "productCode", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `UsagePlanKey`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UsagePlanKey {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `type`
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// `value`
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_USAGE_PLAN_KEY: Shape = Shape::Structure(Structure { name: "UsagePlanKey", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("type", "type", Location::Body, false, &SHAPE_STRING),
    Member::new("value", "value", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `UsagePlanKeys`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UsagePlanKeys {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<UsagePlanKey>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_USAGE_PLAN_KEYS: Shape = Shape::Structure(Structure { name: "UsagePlanKeys", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_USAGE_PLAN_KEY),
] });

/// The shape `UsagePlans`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UsagePlans {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<UsagePlan>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_USAGE_PLANS: Shape = Shape::Structure(Structure { name: "UsagePlans", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_USAGE_PLAN),
] });
