//! Operations and shapes of `account`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateAccountAlias;

#[rustfmt::skip]
static OPERATION_CREATE_ACCOUNT_ALIAS: OperationModel = OperationModel {
    name: "CreateAccountAlias", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_ACCOUNT_ALIAS_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for CreateAccountAlias {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_ACCOUNT_ALIAS;
    type Input = CreateAccountAliasRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteAccountAlias;

#[rustfmt::skip]
static OPERATION_DELETE_ACCOUNT_ALIAS: OperationModel = OperationModel {
    name: "DeleteAccountAlias", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_ACCOUNT_ALIAS_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteAccountAlias {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_ACCOUNT_ALIAS;
    type Input = DeleteAccountAliasRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetAccountAuthorizationDetails;

#[rustfmt::skip]
static OPERATION_GET_ACCOUNT_AUTHORIZATION_DETAILS: OperationModel = OperationModel {
    name: "GetAccountAuthorizationDetails", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_ACCOUNT_AUTHORIZATION_DETAILS_REQUEST), output: Some(&SHAPE_GET_ACCOUNT_AUTHORIZATION_DETAILS_RESPONSE), result_wrapper: "GetAccountAuthorizationDetailsResult",
};

impl aws_wire::Operation for GetAccountAuthorizationDetails {
    const MODEL: &'static OperationModel = &OPERATION_GET_ACCOUNT_AUTHORIZATION_DETAILS;
    type Input = GetAccountAuthorizationDetailsRequest;
    type Output = GetAccountAuthorizationDetailsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetAccountSummary;

#[rustfmt::skip]
static OPERATION_GET_ACCOUNT_SUMMARY: OperationModel = OperationModel {
    name: "GetAccountSummary", http: Http { method: "POST", uri: "/", status: 200 },
    input: None, output: Some(&SHAPE_GET_ACCOUNT_SUMMARY_RESPONSE), result_wrapper: "GetAccountSummaryResult",
};

impl aws_wire::Operation for GetAccountSummary {
    const MODEL: &'static OperationModel = &OPERATION_GET_ACCOUNT_SUMMARY;
    type Input = aws_wire::Nothing;
    type Output = GetAccountSummaryResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListAccountAliases;

#[rustfmt::skip]
static OPERATION_LIST_ACCOUNT_ALIASES: OperationModel = OperationModel {
    name: "ListAccountAliases", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ACCOUNT_ALIASES_REQUEST), output: Some(&SHAPE_LIST_ACCOUNT_ALIASES_RESPONSE), result_wrapper: "ListAccountAliasesResult",
};

impl aws_wire::Operation for ListAccountAliases {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ACCOUNT_ALIASES;
    type Input = ListAccountAliasesRequest;
    type Output = ListAccountAliasesResponse;
}

/// The shape `CreateAccountAliasRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateAccountAliasRequest {
    /// `AccountAlias`
    #[serde(rename = "AccountAlias")]
    pub account_alias: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_ACCOUNT_ALIAS_REQUEST: Shape = Shape::Structure(Structure { name: "CreateAccountAliasRequest", payload: None, error: None, members: &[
    Member::new("AccountAlias", "AccountAlias", Location::Body, true, &SHAPE_ACCOUNT_ALIAS_TYPE),
] });

/// The shape `DeleteAccountAliasRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteAccountAliasRequest {
    /// `AccountAlias`
    #[serde(rename = "AccountAlias")]
    pub account_alias: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_ACCOUNT_ALIAS_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteAccountAliasRequest", payload: None, error: None, members: &[
    Member::new("AccountAlias", "AccountAlias", Location::Body, true, &SHAPE_ACCOUNT_ALIAS_TYPE),
] });

/// The shape `GetAccountAuthorizationDetailsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccountAuthorizationDetailsRequest {
    /// `Filter`
    #[serde(rename = "Filter", skip_serializing_if = "Option::is_none")]
    pub filter: Option<Vec<String>>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCOUNT_AUTHORIZATION_DETAILS_REQUEST: Shape = Shape::Structure(Structure { name: "GetAccountAuthorizationDetailsRequest", payload: None, error: None, members: &[
    Member::new("Filter", "Filter", Location::Body, false, &SHAPE_ENTITY_LIST_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
] });

/// The shape `GetAccountAuthorizationDetailsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccountAuthorizationDetailsResponse {
    /// `UserDetailList`
    #[serde(rename = "UserDetailList", skip_serializing_if = "Option::is_none")]
    pub user_detail_list: Option<Vec<UserDetail>>,
    /// `GroupDetailList`
    #[serde(rename = "GroupDetailList", skip_serializing_if = "Option::is_none")]
    pub group_detail_list: Option<Vec<GroupDetail>>,
    /// `RoleDetailList`
    #[serde(rename = "RoleDetailList", skip_serializing_if = "Option::is_none")]
    pub role_detail_list: Option<Vec<RoleDetail>>,
    /// `Policies`
    #[serde(rename = "Policies", skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<ManagedPolicyDetail>>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCOUNT_AUTHORIZATION_DETAILS_RESPONSE: Shape = Shape::Structure(Structure { name: "GetAccountAuthorizationDetailsResponse", payload: None, error: None, members: &[
    Member::new("UserDetailList", "UserDetailList", Location::Body, false, &SHAPE_USER_DETAIL_LIST_TYPE),
    Member::new("GroupDetailList", "GroupDetailList", Location::Body, false, &SHAPE_GROUP_DETAIL_LIST_TYPE),
    Member::new("RoleDetailList", "RoleDetailList", Location::Body, false, &SHAPE_ROLE_DETAIL_LIST_TYPE),
    Member::new("Policies", "Policies", Location::Body, false, &SHAPE_MANAGED_POLICY_DETAIL_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `GetAccountSummaryResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccountSummaryResponse {
    /// `SummaryMap`
    #[serde(rename = "SummaryMap", skip_serializing_if = "Option::is_none")]
    pub summary_map: Option<std::collections::BTreeMap<String, i32>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCOUNT_SUMMARY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetAccountSummaryResponse", payload: None, error: None, members: &[
    Member::new("SummaryMap", "SummaryMap", Location::Body, false, &SHAPE_SUMMARY_MAP_TYPE),
] });

/// The shape `GroupDetail`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupDetail {
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `GroupName`
    #[serde(rename = "GroupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// `GroupId`
    #[serde(rename = "GroupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// `Arn`
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
    /// `GroupPolicyList`
    #[serde(rename = "GroupPolicyList", skip_serializing_if = "Option::is_none")]
    pub group_policy_list: Option<Vec<PolicyDetail>>,
    /// `AttachedManagedPolicies`
    #[serde(rename = "AttachedManagedPolicies", skip_serializing_if = "Option::is_none")]
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GROUP_DETAIL: Shape = Shape::Structure(Structure { name: "GroupDetail", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("GroupName", "GroupName", Location::Body, false, &SHAPE_GROUP_NAME_TYPE),
    Member::new("GroupId", "GroupId", Location::Body, false, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("GroupPolicyList", "GroupPolicyList", Location::Body, false, &SHAPE_POLICY_DETAIL_LIST_TYPE),
    Member::new("AttachedManagedPolicies", "AttachedManagedPolicies", Location::Body, false, &SHAPE_ATTACHED_POLICIES_LIST_TYPE),
] });

/// The shape `ListAccountAliasesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAccountAliasesRequest {
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ACCOUNT_ALIASES_REQUEST: Shape = Shape::Structure(Structure { name: "ListAccountAliasesRequest", payload: None, error: None, members: &[
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListAccountAliasesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAccountAliasesResponse {
    /// `AccountAliases`
    #[serde(rename = "AccountAliases")]
    pub account_aliases: Vec<String>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ACCOUNT_ALIASES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListAccountAliasesResponse", payload: None, error: None, members: &[
    Member::new("AccountAliases", "AccountAliases", Location::Body, true, &SHAPE_ACCOUNT_ALIAS_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ManagedPolicyDetail`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ManagedPolicyDetail {
    /// `PolicyName`
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    /// `PolicyId`
    #[serde(rename = "PolicyId", skip_serializing_if = "Option::is_none")]
    pub policy_id: Option<String>,
    /// `Arn`
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `DefaultVersionId`
    #[serde(rename = "DefaultVersionId", skip_serializing_if = "Option::is_none")]
    pub default_version_id: Option<String>,
    /// `AttachmentCount`
    #[serde(rename = "AttachmentCount", skip_serializing_if = "Option::is_none")]
    pub attachment_count: Option<i32>,
    /// `PermissionsBoundaryUsageCount`
    #[serde(
        rename = "PermissionsBoundaryUsageCount",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_usage_count: Option<i32>,
    /// `IsAttachable`
    #[serde(rename = "IsAttachable", skip_serializing_if = "Option::is_none")]
    pub is_attachable: Option<bool>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
    /// `UpdateDate`
    #[serde(rename = "UpdateDate", skip_serializing_if = "Option::is_none")]
    pub update_date: Option<aws_wire::EpochSeconds>,
    /// `PolicyVersionList`
    #[serde(rename = "PolicyVersionList", skip_serializing_if = "Option::is_none")]
    pub policy_version_list: Option<Vec<PolicyVersion>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_MANAGED_POLICY_DETAIL: Shape = Shape::Structure(Structure { name: "ManagedPolicyDetail", payload: None, error: None, members: &[
    Member::new("PolicyName", "PolicyName", Location::Body, false, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyId", "PolicyId", Location::Body, false, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("Path", "Path", Location::Body, false, &SHAPE_POLICY_PATH_TYPE),
    Member::new("DefaultVersionId", "DefaultVersionId", Location::Body, false, &SHAPE_POLICY_VERSION_ID_TYPE),
    Member::new("AttachmentCount", "AttachmentCount", Location::Body, false, &SHAPE_ATTACHMENT_COUNT_TYPE),
    Member::new("PermissionsBoundaryUsageCount", "PermissionsBoundaryUsageCount", Location::Body, false, &SHAPE_ATTACHMENT_COUNT_TYPE),
    Member::new("IsAttachable", "IsAttachable", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_POLICY_DESCRIPTION_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("UpdateDate", "UpdateDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("PolicyVersionList", "PolicyVersionList", Location::Body, false, &SHAPE_POLICY_DOCUMENT_VERSION_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_MANAGED_POLICY_DETAIL_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_MANAGED_POLICY_DETAIL, member_wire: "", flattened: false, min: None, max: None });

/// The shape `PolicyDetail`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDetail {
    /// `PolicyName`
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument", skip_serializing_if = "Option::is_none")]
    pub policy_document: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_DETAIL: Shape = Shape::Structure(Structure { name: "PolicyDetail", payload: None, error: None, members: &[
    Member::new("PolicyName", "PolicyName", Location::Body, false, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, false, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

/// The shape `RoleDetail`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleDetail {
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `RoleName`
    #[serde(rename = "RoleName", skip_serializing_if = "Option::is_none")]
    pub role_name: Option<String>,
    /// `RoleId`
    #[serde(rename = "RoleId", skip_serializing_if = "Option::is_none")]
    pub role_id: Option<String>,
    /// `Arn`
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
    /// `AssumeRolePolicyDocument`
    #[serde(rename = "AssumeRolePolicyDocument", skip_serializing_if = "Option::is_none")]
    pub assume_role_policy_document: Option<String>,
    /// `InstanceProfileList`
    #[serde(rename = "InstanceProfileList", skip_serializing_if = "Option::is_none")]
    pub instance_profile_list: Option<Vec<InstanceProfile>>,
    /// `RolePolicyList`
    #[serde(rename = "RolePolicyList", skip_serializing_if = "Option::is_none")]
    pub role_policy_list: Option<Vec<PolicyDetail>>,
    /// `AttachedManagedPolicies`
    #[serde(rename = "AttachedManagedPolicies", skip_serializing_if = "Option::is_none")]
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
    /// `PermissionsBoundary`
    #[serde(rename = "PermissionsBoundary", skip_serializing_if = "Option::is_none")]
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    /// `RoleLastUsed`
    #[serde(rename = "RoleLastUsed", skip_serializing_if = "Option::is_none")]
    pub role_last_used: Option<RoleLastUsed>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_DETAIL: Shape = Shape::Structure(Structure { name: "RoleDetail", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("RoleName", "RoleName", Location::Body, false, &SHAPE_ROLE_NAME_TYPE),
    Member::new("RoleId", "RoleId", Location::Body, false, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("AssumeRolePolicyDocument", "AssumeRolePolicyDocument", Location::Body, false, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("InstanceProfileList", "InstanceProfileList", Location::Body, false, &SHAPE_INSTANCE_PROFILE_LIST_TYPE),
    Member::new("RolePolicyList", "RolePolicyList", Location::Body, false, &SHAPE_POLICY_DETAIL_LIST_TYPE),
    Member::new("AttachedManagedPolicies", "AttachedManagedPolicies", Location::Body, false, &SHAPE_ATTACHED_POLICIES_LIST_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, false, &SHAPE_ATTACHED_PERMISSIONS_BOUNDARY),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
    Member::new("RoleLastUsed", "RoleLastUsed", Location::Body, false, &SHAPE_ROLE_LAST_USED),
] });

/// The shape `UserDetail`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserDetail {
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// `UserId`
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// `Arn`
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
    /// `UserPolicyList`
    #[serde(rename = "UserPolicyList", skip_serializing_if = "Option::is_none")]
    pub user_policy_list: Option<Vec<PolicyDetail>>,
    /// `GroupList`
    #[serde(rename = "GroupList", skip_serializing_if = "Option::is_none")]
    pub group_list: Option<Vec<String>>,
    /// `AttachedManagedPolicies`
    #[serde(rename = "AttachedManagedPolicies", skip_serializing_if = "Option::is_none")]
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
    /// `PermissionsBoundary`
    #[serde(rename = "PermissionsBoundary", skip_serializing_if = "Option::is_none")]
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_USER_DETAIL: Shape = Shape::Structure(Structure { name: "UserDetail", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_USER_NAME_TYPE),
    Member::new("UserId", "UserId", Location::Body, false, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("UserPolicyList", "UserPolicyList", Location::Body, false, &SHAPE_POLICY_DETAIL_LIST_TYPE),
    Member::new("GroupList", "GroupList", Location::Body, false, &SHAPE_GROUP_NAME_LIST_TYPE),
    Member::new("AttachedManagedPolicies", "AttachedManagedPolicies", Location::Body, false, &SHAPE_ATTACHED_POLICIES_LIST_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, false, &SHAPE_ATTACHED_PERMISSIONS_BOUNDARY),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT_ALIAS_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ACCOUNT_ALIAS_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT_ALIAS_TYPE: Shape = Shape::Text(Text { name: "accountAliasType", values: &[], pattern: "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", min: Some(3), max: Some(63), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ENTITY_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_GROUP_DETAIL_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_GROUP_DETAIL, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_GROUP_NAME_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_GROUP_NAME_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_DETAIL_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_DETAIL, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_DETAIL_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ROLE_DETAIL, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_SUMMARY_KEY_TYPE: Shape = Shape::Text(Text { name: "summaryKeyType", values: &["Users", "UsersQuota", "Groups", "GroupsQuota", "ServerCertificates", "ServerCertificatesQuota", "UserPolicySizeQuota", "GroupPolicySizeQuota", "GroupsPerUserQuota", "SigningCertificatesPerUserQuota", "AccessKeysPerUserQuota", "MFADevices", "MFADevicesInUse", "AccountMFAEnabled", "AccountAccessKeysPresent", "AccountPasswordPresent", "AccountSigningCertificatesPresent", "AttachedPoliciesPerGroupQuota", "AttachedPoliciesPerRoleQuota", "AttachedPoliciesPerUserQuota", "Policies", "PoliciesQuota", "PolicySizeQuota", "PolicyVersionsInUse", "PolicyVersionsInUseQuota", "VersionsPerPolicyQuota", "GlobalEndpointTokenVersion", "AssumeRolePolicySizeQuota", "InstanceProfiles", "InstanceProfilesQuota", "Providers", "RolePolicySizeQuota", "Roles", "RolesQuota"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_SUMMARY_MAP_TYPE: Shape = Shape::Map(Map { key: &SHAPE_SUMMARY_KEY_TYPE, value: &SHAPE_SUMMARY_VALUE_TYPE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_SUMMARY_VALUE_TYPE: Shape = Shape::Integer(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_USER_DETAIL_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_USER_DETAIL, member_wire: "", flattened: false, min: None, max: None });
