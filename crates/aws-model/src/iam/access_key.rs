//! Operations and shapes of `access_key`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateAccessKey;

#[rustfmt::skip]
static OPERATION_CREATE_ACCESS_KEY: OperationModel = OperationModel {
    name: "CreateAccessKey", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_ACCESS_KEY_REQUEST), output: Some(&SHAPE_CREATE_ACCESS_KEY_RESPONSE), result_wrapper: "CreateAccessKeyResult",
};

impl aws_wire::Operation for CreateAccessKey {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_ACCESS_KEY;
    type Input = CreateAccessKeyRequest;
    type Output = CreateAccessKeyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteAccessKey;

#[rustfmt::skip]
static OPERATION_DELETE_ACCESS_KEY: OperationModel = OperationModel {
    name: "DeleteAccessKey", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_ACCESS_KEY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteAccessKey {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_ACCESS_KEY;
    type Input = DeleteAccessKeyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetAccessKeyLastUsed;

#[rustfmt::skip]
static OPERATION_GET_ACCESS_KEY_LAST_USED: OperationModel = OperationModel {
    name: "GetAccessKeyLastUsed", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_ACCESS_KEY_LAST_USED_REQUEST), output: Some(&SHAPE_GET_ACCESS_KEY_LAST_USED_RESPONSE), result_wrapper: "GetAccessKeyLastUsedResult",
};

impl aws_wire::Operation for GetAccessKeyLastUsed {
    const MODEL: &'static OperationModel = &OPERATION_GET_ACCESS_KEY_LAST_USED;
    type Input = GetAccessKeyLastUsedRequest;
    type Output = GetAccessKeyLastUsedResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListAccessKeys;

#[rustfmt::skip]
static OPERATION_LIST_ACCESS_KEYS: OperationModel = OperationModel {
    name: "ListAccessKeys", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ACCESS_KEYS_REQUEST), output: Some(&SHAPE_LIST_ACCESS_KEYS_RESPONSE), result_wrapper: "ListAccessKeysResult",
};

impl aws_wire::Operation for ListAccessKeys {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ACCESS_KEYS;
    type Input = ListAccessKeysRequest;
    type Output = ListAccessKeysResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UpdateAccessKey;

#[rustfmt::skip]
static OPERATION_UPDATE_ACCESS_KEY: OperationModel = OperationModel {
    name: "UpdateAccessKey", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UPDATE_ACCESS_KEY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateAccessKey {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_ACCESS_KEY;
    type Input = UpdateAccessKeyRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `AccessKey`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessKey {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `AccessKeyId`
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
    /// `Status`
    #[serde(rename = "Status")]
    pub status: String,
    /// `SecretAccessKey`
    #[serde(rename = "SecretAccessKey")]
    pub secret_access_key: String,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY: Shape = Shape::Structure(Structure { name: "AccessKey", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
    Member::new("AccessKeyId", "AccessKeyId", Location::Body, true, &SHAPE_ACCESS_KEY_ID_TYPE),
    Member::new("Status", "Status", Location::Body, true, &SHAPE_STATUS_TYPE),
    Member::new("SecretAccessKey", "SecretAccessKey", Location::Body, true, &SHAPE_ACCESS_KEY_SECRET_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
] });

/// The shape `AccessKeyLastUsed`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessKeyLastUsed {
    /// `LastUsedDate`
    #[serde(rename = "LastUsedDate", skip_serializing_if = "Option::is_none")]
    pub last_used_date: Option<aws_wire::EpochSeconds>,
    /// `ServiceName`
    #[serde(rename = "ServiceName")]
    pub service_name: String,
    /// `Region`
    #[serde(rename = "Region")]
    pub region: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY_LAST_USED: Shape = Shape::Structure(Structure { name: "AccessKeyLastUsed", payload: None, error: None, members: &[
    Member::new("LastUsedDate", "LastUsedDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("ServiceName", "ServiceName", Location::Body, true, &SHAPE_STRING_TYPE),
    Member::new("Region", "Region", Location::Body, true, &SHAPE_STRING_TYPE),
] });

/// The shape `AccessKeyMetadata`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessKeyMetadata {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// `AccessKeyId`
    #[serde(rename = "AccessKeyId", skip_serializing_if = "Option::is_none")]
    pub access_key_id: Option<String>,
    /// `Status`
    #[serde(rename = "Status", skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY_METADATA: Shape = Shape::Structure(Structure { name: "AccessKeyMetadata", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_USER_NAME_TYPE),
    Member::new("AccessKeyId", "AccessKeyId", Location::Body, false, &SHAPE_ACCESS_KEY_ID_TYPE),
    Member::new("Status", "Status", Location::Body, false, &SHAPE_STATUS_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
] });

/// The shape `CreateAccessKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateAccessKeyRequest {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_ACCESS_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "CreateAccessKeyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_EXISTING_USER_NAME_TYPE),
] });

/// The shape `CreateAccessKeyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateAccessKeyResponse {
    /// `AccessKey`
    #[serde(rename = "AccessKey")]
    pub access_key: AccessKey,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_ACCESS_KEY_RESPONSE: Shape = Shape::Structure(Structure { name: "CreateAccessKeyResponse", payload: None, error: None, members: &[
    Member::new("AccessKey", "AccessKey", Location::Body, true, &SHAPE_ACCESS_KEY),
] });

/// The shape `DeleteAccessKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteAccessKeyRequest {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// `AccessKeyId`
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_ACCESS_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteAccessKeyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("AccessKeyId", "AccessKeyId", Location::Body, true, &SHAPE_ACCESS_KEY_ID_TYPE),
] });

/// The shape `GetAccessKeyLastUsedRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccessKeyLastUsedRequest {
    /// `AccessKeyId`
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCESS_KEY_LAST_USED_REQUEST: Shape = Shape::Structure(Structure { name: "GetAccessKeyLastUsedRequest", payload: None, error: None, members: &[
    Member::new("AccessKeyId", "AccessKeyId", Location::Body, true, &SHAPE_ACCESS_KEY_ID_TYPE),
] });

/// The shape `GetAccessKeyLastUsedResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccessKeyLastUsedResponse {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// `AccessKeyLastUsed`
    #[serde(rename = "AccessKeyLastUsed", skip_serializing_if = "Option::is_none")]
    pub access_key_last_used: Option<AccessKeyLastUsed>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCESS_KEY_LAST_USED_RESPONSE: Shape = Shape::Structure(Structure { name: "GetAccessKeyLastUsedResponse", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("AccessKeyLastUsed", "AccessKeyLastUsed", Location::Body, false, &SHAPE_ACCESS_KEY_LAST_USED),
] });

/// The shape `ListAccessKeysRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAccessKeysRequest {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ACCESS_KEYS_REQUEST: Shape = Shape::Structure(Structure { name: "ListAccessKeysRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListAccessKeysResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAccessKeysResponse {
    /// `AccessKeyMetadata`
    #[serde(rename = "AccessKeyMetadata")]
    pub access_key_metadata: Vec<AccessKeyMetadata>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ACCESS_KEYS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListAccessKeysResponse", payload: None, error: None, members: &[
    Member::new("AccessKeyMetadata", "AccessKeyMetadata", Location::Body, true, &SHAPE_ACCESS_KEY_METADATA_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `UpdateAccessKeyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateAccessKeyRequest {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// `AccessKeyId`
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
    /// `Status`
    #[serde(rename = "Status")]
    pub status: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ACCESS_KEY_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateAccessKeyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("AccessKeyId", "AccessKeyId", Location::Body, true, &SHAPE_ACCESS_KEY_ID_TYPE),
    Member::new("Status", "Status", Location::Body, true, &SHAPE_STATUS_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY_ID_TYPE: Shape = Shape::Text(Text { name: "accessKeyIdType", values: &[], pattern: "[\\w]+", min: Some(16), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY_METADATA_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ACCESS_KEY_METADATA, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_KEY_SECRET_TYPE: Shape = Shape::Text(Text { name: "accessKeySecretType", values: &[], pattern: "", min: None, max: None, sensitive: true });

#[rustfmt::skip]
pub(super) static SHAPE_STATUS_TYPE: Shape = Shape::Text(Text { name: "statusType", values: &["Active", "Inactive", "Expired"], pattern: "", min: None, max: None, sensitive: false });
