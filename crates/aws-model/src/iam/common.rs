//! Shapes that several kinds of resource share.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{List, Location, Member, Shape, Structure, Text};

/// The shape `AttachedPermissionsBoundary`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttachedPermissionsBoundary {
    /// `PermissionsBoundaryType`
    #[serde(rename = "PermissionsBoundaryType", skip_serializing_if = "Option::is_none")]
    pub permissions_boundary_type: Option<String>,
    /// `PermissionsBoundaryArn`
    #[serde(rename = "PermissionsBoundaryArn", skip_serializing_if = "Option::is_none")]
    pub permissions_boundary_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ATTACHED_PERMISSIONS_BOUNDARY: Shape = Shape::Structure(Structure { name: "AttachedPermissionsBoundary", payload: None, error: None, members: &[
    Member::new("PermissionsBoundaryType", "PermissionsBoundaryType", Location::Body, false, &SHAPE_PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE),
    Member::new("PermissionsBoundaryArn", "PermissionsBoundaryArn", Location::Body, false, &SHAPE_ARN_TYPE),
] });

/// The shape `AttachedPolicy`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttachedPolicy {
    /// `PolicyName`
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    /// `PolicyArn`
    #[serde(rename = "PolicyArn", skip_serializing_if = "Option::is_none")]
    pub policy_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ATTACHED_POLICY: Shape = Shape::Structure(Structure { name: "AttachedPolicy", payload: None, error: None, members: &[
    Member::new("PolicyName", "PolicyName", Location::Body, false, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyArn", "PolicyArn", Location::Body, false, &SHAPE_ARN_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_TYPE: Shape = Shape::Text(Text { name: "EntityType", values: &["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `Group`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    /// `Path`
    #[serde(rename = "Path")]
    pub path: String,
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `GroupId`
    #[serde(rename = "GroupId")]
    pub group_id: String,
    /// `Arn`
    #[serde(rename = "Arn")]
    pub arn: String,
    /// `CreateDate`
    #[serde(rename = "CreateDate")]
    pub create_date: aws_wire::EpochSeconds,
}

#[rustfmt::skip]
pub(super) static SHAPE_GROUP: Shape = Shape::Structure(Structure { name: "Group", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, true, &SHAPE_PATH_TYPE),
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("GroupId", "GroupId", Location::Body, true, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, true, &SHAPE_DATE_TYPE),
] });

/// The shape `InstanceProfile`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InstanceProfile {
    /// `Path`
    #[serde(rename = "Path")]
    pub path: String,
    /// `InstanceProfileName`
    #[serde(rename = "InstanceProfileName")]
    pub instance_profile_name: String,
    /// `InstanceProfileId`
    #[serde(rename = "InstanceProfileId")]
    pub instance_profile_id: String,
    /// `Arn`
    #[serde(rename = "Arn")]
    pub arn: String,
    /// `CreateDate`
    #[serde(rename = "CreateDate")]
    pub create_date: aws_wire::EpochSeconds,
    /// `Roles`
    #[serde(rename = "Roles")]
    pub roles: Vec<Role>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_INSTANCE_PROFILE: Shape = Shape::Structure(Structure { name: "InstanceProfile", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, true, &SHAPE_PATH_TYPE),
    Member::new("InstanceProfileName", "InstanceProfileName", Location::Body, true, &SHAPE_INSTANCE_PROFILE_NAME_TYPE),
    Member::new("InstanceProfileId", "InstanceProfileId", Location::Body, true, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, true, &SHAPE_DATE_TYPE),
    Member::new("Roles", "Roles", Location::Body, true, &SHAPE_ROLE_LIST_TYPE),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Shape = Shape::Text(Text { name: "PermissionsBoundaryAttachmentType", values: &["PermissionsBoundaryPolicy"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `PolicyVersion`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyVersion {
    /// `Document`
    #[serde(rename = "Document", skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// `VersionId`
    #[serde(rename = "VersionId", skip_serializing_if = "Option::is_none")]
    pub version_id: Option<String>,
    /// `IsDefaultVersion`
    #[serde(rename = "IsDefaultVersion", skip_serializing_if = "Option::is_none")]
    pub is_default_version: Option<bool>,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_VERSION: Shape = Shape::Structure(Structure { name: "PolicyVersion", payload: None, error: None, members: &[
    Member::new("Document", "Document", Location::Body, false, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("VersionId", "VersionId", Location::Body, false, &SHAPE_POLICY_VERSION_ID_TYPE),
    Member::new("IsDefaultVersion", "IsDefaultVersion", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
] });

/// The shape `Role`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Role {
    /// `Path`
    #[serde(rename = "Path")]
    pub path: String,
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `RoleId`
    #[serde(rename = "RoleId")]
    pub role_id: String,
    /// `Arn`
    #[serde(rename = "Arn")]
    pub arn: String,
    /// `CreateDate`
    #[serde(rename = "CreateDate")]
    pub create_date: aws_wire::EpochSeconds,
    /// `AssumeRolePolicyDocument`
    #[serde(rename = "AssumeRolePolicyDocument", skip_serializing_if = "Option::is_none")]
    pub assume_role_policy_document: Option<String>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `MaxSessionDuration`
    #[serde(rename = "MaxSessionDuration", skip_serializing_if = "Option::is_none")]
    pub max_session_duration: Option<i32>,
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
pub(super) static SHAPE_ROLE: Shape = Shape::Structure(Structure { name: "Role", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, true, &SHAPE_PATH_TYPE),
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("RoleId", "RoleId", Location::Body, true, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, true, &SHAPE_DATE_TYPE),
    Member::new("AssumeRolePolicyDocument", "AssumeRolePolicyDocument", Location::Body, false, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_ROLE_DESCRIPTION_TYPE),
    Member::new("MaxSessionDuration", "MaxSessionDuration", Location::Body, false, &SHAPE_ROLE_MAX_SESSION_DURATION_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, false, &SHAPE_ATTACHED_PERMISSIONS_BOUNDARY),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
    Member::new("RoleLastUsed", "RoleLastUsed", Location::Body, false, &SHAPE_ROLE_LAST_USED),
] });

/// The shape `RoleLastUsed`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleLastUsed {
    /// `LastUsedDate`
    #[serde(rename = "LastUsedDate", skip_serializing_if = "Option::is_none")]
    pub last_used_date: Option<aws_wire::EpochSeconds>,
    /// `Region`
    #[serde(rename = "Region", skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_LAST_USED: Shape = Shape::Structure(Structure { name: "RoleLastUsed", payload: None, error: None, members: &[
    Member::new("LastUsedDate", "LastUsedDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("Region", "Region", Location::Body, false, &SHAPE_STRING_TYPE),
] });

/// The shape `Tag`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tag {
    /// `Key`
    #[serde(rename = "Key")]
    pub key: String,
    /// `Value`
    #[serde(rename = "Value")]
    pub value: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG: Shape = Shape::Structure(Structure { name: "Tag", payload: None, error: None, members: &[
    Member::new("Key", "Key", Location::Body, true, &SHAPE_TAG_KEY_TYPE),
    Member::new("Value", "Value", Location::Body, true, &SHAPE_TAG_VALUE_TYPE),
] });

/// The shape `User`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct User {
    /// `Path`
    #[serde(rename = "Path")]
    pub path: String,
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `UserId`
    #[serde(rename = "UserId")]
    pub user_id: String,
    /// `Arn`
    #[serde(rename = "Arn")]
    pub arn: String,
    /// `CreateDate`
    #[serde(rename = "CreateDate")]
    pub create_date: aws_wire::EpochSeconds,
    /// `PasswordLastUsed`
    #[serde(rename = "PasswordLastUsed", skip_serializing_if = "Option::is_none")]
    pub password_last_used: Option<aws_wire::EpochSeconds>,
    /// `PermissionsBoundary`
    #[serde(rename = "PermissionsBoundary", skip_serializing_if = "Option::is_none")]
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_USER: Shape = Shape::Structure(Structure { name: "User", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, true, &SHAPE_PATH_TYPE),
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
    Member::new("UserId", "UserId", Location::Body, true, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, true, &SHAPE_DATE_TYPE),
    Member::new("PasswordLastUsed", "PasswordLastUsed", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, false, &SHAPE_ATTACHED_PERMISSIONS_BOUNDARY),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ARN_TYPE: Shape = Shape::Text(Text { name: "arnType", values: &[], pattern: "", min: Some(20), max: Some(2048), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ATTACHED_POLICIES_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ATTACHED_POLICY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ATTACHMENT_COUNT_TYPE: Shape = Shape::Integer(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_BOOLEAN_TYPE: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_DATE_TYPE: Shape = Shape::Timestamp;

#[rustfmt::skip]
pub(super) static SHAPE_EXISTING_USER_NAME_TYPE: Shape = Shape::Text(Text { name: "existingUserNameType", values: &[], pattern: "[\\w+=,.@-]+", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_GROUP_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_GROUP, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_GROUP_NAME_TYPE: Shape = Shape::Text(Text { name: "groupNameType", values: &[], pattern: "[\\w+=,.@-]+", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ID_TYPE: Shape = Shape::Text(Text { name: "idType", values: &[], pattern: "[\\w]+", min: Some(16), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_INSTANCE_PROFILE_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_INSTANCE_PROFILE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_INSTANCE_PROFILE_NAME_TYPE: Shape = Shape::Text(Text { name: "instanceProfileNameType", values: &[], pattern: "[\\w+=,.@-]+", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_MARKER_TYPE: Shape = Shape::Text(Text { name: "markerType", values: &[], pattern: "[\\u0020-\\u00FF]+", min: Some(1), max: Some(320), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAX_ITEMS_TYPE: Shape = Shape::Integer(Some(1), Some(1000));

#[rustfmt::skip]
pub(super) static SHAPE_PATH_PREFIX_TYPE: Shape = Shape::Text(Text { name: "pathPrefixType", values: &[], pattern: "\\u002F[\\u0021-\\u007F]*", min: Some(1), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_PATH_TYPE: Shape = Shape::Text(Text { name: "pathType", values: &[], pattern: "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)", min: Some(1), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_DESCRIPTION_TYPE: Shape = Shape::Text(Text { name: "policyDescriptionType", values: &[], pattern: "", min: None, max: Some(1000), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_DOCUMENT_TYPE: Shape = Shape::Text(Text { name: "policyDocumentType", values: &[], pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", min: Some(1), max: Some(131072), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_DOCUMENT_VERSION_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_VERSION, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_NAME_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_NAME_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_NAME_TYPE: Shape = Shape::Text(Text { name: "policyNameType", values: &[], pattern: "[\\w+=,.@-]+", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_PATH_TYPE: Shape = Shape::Text(Text { name: "policyPathType", values: &[], pattern: "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/", min: Some(1), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_VERSION_ID_TYPE: Shape = Shape::Text(Text { name: "policyVersionIdType", values: &[], pattern: "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_RESPONSE_MARKER_TYPE: Shape = Shape::Text(Text::any("responseMarkerType"));

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_DESCRIPTION_TYPE: Shape = Shape::Text(Text { name: "roleDescriptionType", values: &[], pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*", min: None, max: Some(1000), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ROLE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_MAX_SESSION_DURATION_TYPE: Shape = Shape::Integer(Some(3600), Some(43200));

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_NAME_TYPE: Shape = Shape::Text(Text { name: "roleNameType", values: &[], pattern: "[\\w+=,.@-]+", min: Some(1), max: Some(64), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_STRING_TYPE: Shape = Shape::Text(Text::any("stringType"));

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_TAG_KEY_TYPE, member_wire: "", flattened: false, min: None, max: Some(50) });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY_TYPE: Shape = Shape::Text(Text { name: "tagKeyType", values: &[], pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_TAG, member_wire: "", flattened: false, min: None, max: Some(50) });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_VALUE_TYPE: Shape = Shape::Text(Text { name: "tagValueType", values: &[], pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", min: Some(0), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_USER_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_USER, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_USER_NAME_TYPE: Shape = Shape::Text(Text { name: "userNameType", values: &[], pattern: "[\\w+=,.@-]+", min: Some(1), max: Some(64), sensitive: false });
