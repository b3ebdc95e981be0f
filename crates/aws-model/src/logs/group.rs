//! Operations and shapes of `group`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateLogGroup;

#[rustfmt::skip]
static OPERATION_CREATE_LOG_GROUP: OperationModel = OperationModel {
    name: "CreateLogGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_LOG_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for CreateLogGroup {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_LOG_GROUP;
    type Input = CreateLogGroupRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteLogGroup;

#[rustfmt::skip]
static OPERATION_DELETE_LOG_GROUP: OperationModel = OperationModel {
    name: "DeleteLogGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_LOG_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteLogGroup {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_LOG_GROUP;
    type Input = DeleteLogGroupRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DescribeLogGroups;

#[rustfmt::skip]
static OPERATION_DESCRIBE_LOG_GROUPS: OperationModel = OperationModel {
    name: "DescribeLogGroups", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DESCRIBE_LOG_GROUPS_REQUEST), output: Some(&SHAPE_DESCRIBE_LOG_GROUPS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for DescribeLogGroups {
    const MODEL: &'static OperationModel = &OPERATION_DESCRIBE_LOG_GROUPS;
    type Input = DescribeLogGroupsRequest;
    type Output = DescribeLogGroupsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UntagLogGroup;

#[rustfmt::skip]
static OPERATION_UNTAG_LOG_GROUP: OperationModel = OperationModel {
    name: "UntagLogGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UNTAG_LOG_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UntagLogGroup {
    const MODEL: &'static OperationModel = &OPERATION_UNTAG_LOG_GROUP;
    type Input = UntagLogGroupRequest;
    type Output = aws_wire::Nothing;
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT_ID: Shape = Shape::Text(Text { name: "AccountId", values: &[], pattern: "^\\d{12}$", min: Some(12), max: Some(12), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT_IDS: Shape = Shape::List(List { member: &SHAPE_ACCOUNT_ID, member_wire: "", flattened: false, min: Some(0), max: Some(20) });

#[rustfmt::skip]
pub(super) static SHAPE_BEARER_TOKEN_AUTHENTICATION_ENABLED: Shape = Shape::Boolean;

/// The shape `CreateLogGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateLogGroupRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    /// `kmsKeyId`
    #[serde(rename = "kmsKeyId", skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `logGroupClass`
    #[serde(rename = "logGroupClass", skip_serializing_if = "Option::is_none")]
    pub log_group_class: Option<String>,
    /// `deletionProtectionEnabled`
    #[serde(rename = "deletionProtectionEnabled", skip_serializing_if = "Option::is_none")]
    pub deletion_protection_enabled: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_LOG_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "CreateLogGroupRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
    Member::new("kmsKeyId", "kmsKeyId", Location::Body, false, &SHAPE_KMS_KEY_ID),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_TAGS),
    Member::new("logGroupClass", "logGroupClass", Location::Body, false, &SHAPE_LOG_GROUP_CLASS),
    Member::new("deletionProtectionEnabled", "deletionProtectionEnabled", Location::Body, false, &SHAPE_DELETION_PROTECTION_ENABLED),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DATA_PROTECTION_STATUS: Shape = Shape::Text(Text { name: "DataProtectionStatus", values: &["ACTIVATED", "DELETED", "ARCHIVED", "DISABLED"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `DeleteLogGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteLogGroupRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_LOG_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteLogGroupRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DELETION_PROTECTION_ENABLED: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS: Shape = Shape::List(List { member: &SHAPE_LOG_GROUP_IDENTIFIER, member_wire: "", flattened: false, min: Some(1), max: Some(50) });

/// The shape `DescribeLogGroupsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DescribeLogGroupsRequest {
    /// `accountIdentifiers`
    #[serde(rename = "accountIdentifiers", skip_serializing_if = "Option::is_none")]
    pub account_identifiers: Option<Vec<String>>,
    /// `logGroupNamePrefix`
    #[serde(rename = "logGroupNamePrefix", skip_serializing_if = "Option::is_none")]
    pub log_group_name_prefix: Option<String>,
    /// `logGroupNamePattern`
    #[serde(rename = "logGroupNamePattern", skip_serializing_if = "Option::is_none")]
    pub log_group_name_pattern: Option<String>,
    /// `nextToken`
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `includeLinkedAccounts`
    #[serde(rename = "includeLinkedAccounts", skip_serializing_if = "Option::is_none")]
    pub include_linked_accounts: Option<bool>,
    /// `logGroupClass`
    #[serde(rename = "logGroupClass", skip_serializing_if = "Option::is_none")]
    pub log_group_class: Option<String>,
    /// `logGroupIdentifiers`
    #[serde(rename = "logGroupIdentifiers", skip_serializing_if = "Option::is_none")]
    pub log_group_identifiers: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DESCRIBE_LOG_GROUPS_REQUEST: Shape = Shape::Structure(Structure { name: "DescribeLogGroupsRequest", payload: None, error: None, members: &[
    Member::new("accountIdentifiers", "accountIdentifiers", Location::Body, false, &SHAPE_ACCOUNT_IDS),
    Member::new("logGroupNamePrefix", "logGroupNamePrefix", Location::Body, false, &SHAPE_LOG_GROUP_NAME),
    Member::new("logGroupNamePattern", "logGroupNamePattern", Location::Body, false, &SHAPE_LOG_GROUP_NAME_PATTERN),
    Member::new("nextToken", "nextToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
    Member::new("limit", "limit", Location::Body, false, &SHAPE_DESCRIBE_LIMIT),
    Member::new("includeLinkedAccounts", "includeLinkedAccounts", Location::Body, false, &SHAPE_INCLUDE_LINKED_ACCOUNTS),
    Member::new("logGroupClass", "logGroupClass", Location::Body, false, &SHAPE_LOG_GROUP_CLASS),
    Member::new("logGroupIdentifiers", "logGroupIdentifiers", Location::Body, false, &SHAPE_DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS),
] });

/// The shape `DescribeLogGroupsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DescribeLogGroupsResponse {
    /// `logGroups`
    #[serde(rename = "logGroups", skip_serializing_if = "Option::is_none")]
    pub log_groups: Option<Vec<LogGroup>>,
    /// `nextToken`
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DESCRIBE_LOG_GROUPS_RESPONSE: Shape = Shape::Structure(Structure { name: "DescribeLogGroupsResponse", payload: None, error: None, members: &[
    Member::new("logGroups", "logGroups", Location::Body, false, &SHAPE_LOG_GROUPS),
    Member::new("nextToken", "nextToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_COUNT: Shape = Shape::Integer(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_INCLUDE_LINKED_ACCOUNTS: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_INHERITED_PROPERTIES: Shape = Shape::List(List { member: &SHAPE_INHERITED_PROPERTY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_INHERITED_PROPERTY: Shape = Shape::Text(Text { name: "InheritedProperty", values: &["ACCOUNT_DATA_PROTECTION"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_KMS_KEY_ID: Shape = Shape::Text(Text { name: "KmsKeyId", values: &[], pattern: "", min: None, max: Some(256), sensitive: false });

/// The shape `LogGroup`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogGroup {
    /// `logGroupName`
    #[serde(rename = "logGroupName", skip_serializing_if = "Option::is_none")]
    pub log_group_name: Option<String>,
    /// `creationTime`
    #[serde(rename = "creationTime", skip_serializing_if = "Option::is_none")]
    pub creation_time: Option<i64>,
    /// `retentionInDays`
    #[serde(rename = "retentionInDays", skip_serializing_if = "Option::is_none")]
    pub retention_in_days: Option<i32>,
    /// `metricFilterCount`
    #[serde(rename = "metricFilterCount", skip_serializing_if = "Option::is_none")]
    pub metric_filter_count: Option<i32>,
    /// `arn`
    #[serde(rename = "arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `storedBytes`
    #[serde(rename = "storedBytes", skip_serializing_if = "Option::is_none")]
    pub stored_bytes: Option<i64>,
    /// `kmsKeyId`
    #[serde(rename = "kmsKeyId", skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    /// `dataProtectionStatus`
    #[serde(rename = "dataProtectionStatus", skip_serializing_if = "Option::is_none")]
    pub data_protection_status: Option<String>,
    /// `inheritedProperties`
    #[serde(rename = "inheritedProperties", skip_serializing_if = "Option::is_none")]
    pub inherited_properties: Option<Vec<String>>,
    /// `logGroupClass`
    #[serde(rename = "logGroupClass", skip_serializing_if = "Option::is_none")]
    pub log_group_class: Option<String>,
    /// `logGroupArn`
    #[serde(rename = "logGroupArn", skip_serializing_if = "Option::is_none")]
    pub log_group_arn: Option<String>,
    /// `deletionProtectionEnabled`
    #[serde(rename = "deletionProtectionEnabled", skip_serializing_if = "Option::is_none")]
    pub deletion_protection_enabled: Option<bool>,
    /// `bearerTokenAuthenticationEnabled`
    #[serde(
        rename = "bearerTokenAuthenticationEnabled",
        skip_serializing_if = "Option::is_none"
    )]
    pub bearer_token_authentication_enabled: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LOG_GROUP: Shape = Shape::Structure(Structure { name: "LogGroup", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, false, &SHAPE_LOG_GROUP_NAME),
    Member::new("creationTime", "creationTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("retentionInDays", "retentionInDays", Location::Body, false, &SHAPE_DAYS),
    Member::new("metricFilterCount", "metricFilterCount", Location::Body, false, &SHAPE_FILTER_COUNT),
    Member::new("arn", "arn", Location::Body, false, &SHAPE_ARN),
    Member::new("storedBytes", "storedBytes", Location::Body, false, &SHAPE_STORED_BYTES),
    Member::new("kmsKeyId", "kmsKeyId", Location::Body, false, &SHAPE_KMS_KEY_ID),
    Member::new("dataProtectionStatus", "dataProtectionStatus", Location::Body, false, &SHAPE_DATA_PROTECTION_STATUS),
    Member::new("inheritedProperties", "inheritedProperties", Location::Body, false, &SHAPE_INHERITED_PROPERTIES),
    Member::new("logGroupClass", "logGroupClass", Location::Body, false, &SHAPE_LOG_GROUP_CLASS),
    Member::new("logGroupArn", "logGroupArn", Location::Body, false, &SHAPE_ARN),
    Member::new("deletionProtectionEnabled", "deletionProtectionEnabled", Location::Body, false, &SHAPE_DELETION_PROTECTION_ENABLED),
    Member::new("bearerTokenAuthenticationEnabled", "bearerTokenAuthenticationEnabled", Location::Body, false, &SHAPE_BEARER_TOKEN_AUTHENTICATION_ENABLED),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_GROUP_CLASS: Shape = Shape::Text(Text { name: "LogGroupClass", values: &["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_GROUP_NAME_PATTERN: Shape = Shape::Text(Text { name: "LogGroupNamePattern", values: &[], pattern: "[\\.\\-_/#A-Za-z0-9]*", min: Some(0), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_GROUPS: Shape = Shape::List(List { member: &SHAPE_LOG_GROUP, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_LIST: Shape = Shape::List(List { member: &SHAPE_TAG_KEY, member_wire: "", flattened: false, min: Some(1), max: None });

/// The shape `UntagLogGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UntagLogGroupRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    /// `tags`
    #[serde(rename = "tags")]
    pub tags: Vec<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UNTAG_LOG_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "UntagLogGroupRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
    Member::new("tags", "tags", Location::Body, true, &SHAPE_TAG_LIST),
] });
