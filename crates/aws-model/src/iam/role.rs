// tidy: long because it holds all that the model says of one kind of resource

//! Operations and shapes of `role`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct AttachRolePolicy;

#[rustfmt::skip]
static OPERATION_ATTACH_ROLE_POLICY: OperationModel = OperationModel {
    name: "AttachRolePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_ATTACH_ROLE_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for AttachRolePolicy {
    const MODEL: &'static OperationModel = &OPERATION_ATTACH_ROLE_POLICY;
    type Input = AttachRolePolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateRole;

#[rustfmt::skip]
static OPERATION_CREATE_ROLE: OperationModel = OperationModel {
    name: "CreateRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_ROLE_REQUEST), output: Some(&SHAPE_CREATE_ROLE_RESPONSE), result_wrapper: "CreateRoleResult",
};

impl aws_wire::Operation for CreateRole {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_ROLE;
    type Input = CreateRoleRequest;
    type Output = CreateRoleResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateServiceLinkedRole;

#[rustfmt::skip]
static OPERATION_CREATE_SERVICE_LINKED_ROLE: OperationModel = OperationModel {
    name: "CreateServiceLinkedRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_SERVICE_LINKED_ROLE_REQUEST), output: Some(&SHAPE_CREATE_SERVICE_LINKED_ROLE_RESPONSE), result_wrapper: "CreateServiceLinkedRoleResult",
};

impl aws_wire::Operation for CreateServiceLinkedRole {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_SERVICE_LINKED_ROLE;
    type Input = CreateServiceLinkedRoleRequest;
    type Output = CreateServiceLinkedRoleResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteRole;

#[rustfmt::skip]
static OPERATION_DELETE_ROLE: OperationModel = OperationModel {
    name: "DeleteRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_ROLE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteRole {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_ROLE;
    type Input = DeleteRoleRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteRolePermissionsBoundary;

#[rustfmt::skip]
static OPERATION_DELETE_ROLE_PERMISSIONS_BOUNDARY: OperationModel = OperationModel {
    name: "DeleteRolePermissionsBoundary", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteRolePermissionsBoundary {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_ROLE_PERMISSIONS_BOUNDARY;
    type Input = DeleteRolePermissionsBoundaryRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteRolePolicy;

#[rustfmt::skip]
static OPERATION_DELETE_ROLE_POLICY: OperationModel = OperationModel {
    name: "DeleteRolePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_ROLE_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteRolePolicy {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_ROLE_POLICY;
    type Input = DeleteRolePolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteServiceLinkedRole;

#[rustfmt::skip]
static OPERATION_DELETE_SERVICE_LINKED_ROLE: OperationModel = OperationModel {
    name: "DeleteServiceLinkedRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_SERVICE_LINKED_ROLE_REQUEST), output: Some(&SHAPE_DELETE_SERVICE_LINKED_ROLE_RESPONSE), result_wrapper: "DeleteServiceLinkedRoleResult",
};

impl aws_wire::Operation for DeleteServiceLinkedRole {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_SERVICE_LINKED_ROLE;
    type Input = DeleteServiceLinkedRoleRequest;
    type Output = DeleteServiceLinkedRoleResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DetachRolePolicy;

#[rustfmt::skip]
static OPERATION_DETACH_ROLE_POLICY: OperationModel = OperationModel {
    name: "DetachRolePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DETACH_ROLE_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DetachRolePolicy {
    const MODEL: &'static OperationModel = &OPERATION_DETACH_ROLE_POLICY;
    type Input = DetachRolePolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetRole;

#[rustfmt::skip]
static OPERATION_GET_ROLE: OperationModel = OperationModel {
    name: "GetRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_ROLE_REQUEST), output: Some(&SHAPE_GET_ROLE_RESPONSE), result_wrapper: "GetRoleResult",
};

impl aws_wire::Operation for GetRole {
    const MODEL: &'static OperationModel = &OPERATION_GET_ROLE;
    type Input = GetRoleRequest;
    type Output = GetRoleResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetRolePolicy;

#[rustfmt::skip]
static OPERATION_GET_ROLE_POLICY: OperationModel = OperationModel {
    name: "GetRolePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_ROLE_POLICY_REQUEST), output: Some(&SHAPE_GET_ROLE_POLICY_RESPONSE), result_wrapper: "GetRolePolicyResult",
};

impl aws_wire::Operation for GetRolePolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_ROLE_POLICY;
    type Input = GetRolePolicyRequest;
    type Output = GetRolePolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetServiceLinkedRoleDeletionStatus;

#[rustfmt::skip]
static OPERATION_GET_SERVICE_LINKED_ROLE_DELETION_STATUS: OperationModel = OperationModel {
    name: "GetServiceLinkedRoleDeletionStatus", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_SERVICE_LINKED_ROLE_DELETION_STATUS_REQUEST), output: Some(&SHAPE_GET_SERVICE_LINKED_ROLE_DELETION_STATUS_RESPONSE), result_wrapper: "GetServiceLinkedRoleDeletionStatusResult",
};

impl aws_wire::Operation for GetServiceLinkedRoleDeletionStatus {
    const MODEL: &'static OperationModel = &OPERATION_GET_SERVICE_LINKED_ROLE_DELETION_STATUS;
    type Input = GetServiceLinkedRoleDeletionStatusRequest;
    type Output = GetServiceLinkedRoleDeletionStatusResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListAttachedRolePolicies;

#[rustfmt::skip]
static OPERATION_LIST_ATTACHED_ROLE_POLICIES: OperationModel = OperationModel {
    name: "ListAttachedRolePolicies", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ATTACHED_ROLE_POLICIES_REQUEST), output: Some(&SHAPE_LIST_ATTACHED_ROLE_POLICIES_RESPONSE), result_wrapper: "ListAttachedRolePoliciesResult",
};

impl aws_wire::Operation for ListAttachedRolePolicies {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ATTACHED_ROLE_POLICIES;
    type Input = ListAttachedRolePoliciesRequest;
    type Output = ListAttachedRolePoliciesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListInstanceProfilesForRole;

#[rustfmt::skip]
static OPERATION_LIST_INSTANCE_PROFILES_FOR_ROLE: OperationModel = OperationModel {
    name: "ListInstanceProfilesForRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST), output: Some(&SHAPE_LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE), result_wrapper: "ListInstanceProfilesForRoleResult",
};

impl aws_wire::Operation for ListInstanceProfilesForRole {
    const MODEL: &'static OperationModel = &OPERATION_LIST_INSTANCE_PROFILES_FOR_ROLE;
    type Input = ListInstanceProfilesForRoleRequest;
    type Output = ListInstanceProfilesForRoleResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListRolePolicies;

#[rustfmt::skip]
static OPERATION_LIST_ROLE_POLICIES: OperationModel = OperationModel {
    name: "ListRolePolicies", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ROLE_POLICIES_REQUEST), output: Some(&SHAPE_LIST_ROLE_POLICIES_RESPONSE), result_wrapper: "ListRolePoliciesResult",
};

impl aws_wire::Operation for ListRolePolicies {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ROLE_POLICIES;
    type Input = ListRolePoliciesRequest;
    type Output = ListRolePoliciesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListRoleTags;

#[rustfmt::skip]
static OPERATION_LIST_ROLE_TAGS: OperationModel = OperationModel {
    name: "ListRoleTags", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ROLE_TAGS_REQUEST), output: Some(&SHAPE_LIST_ROLE_TAGS_RESPONSE), result_wrapper: "ListRoleTagsResult",
};

impl aws_wire::Operation for ListRoleTags {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ROLE_TAGS;
    type Input = ListRoleTagsRequest;
    type Output = ListRoleTagsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListRoles;

#[rustfmt::skip]
static OPERATION_LIST_ROLES: OperationModel = OperationModel {
    name: "ListRoles", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ROLES_REQUEST), output: Some(&SHAPE_LIST_ROLES_RESPONSE), result_wrapper: "ListRolesResult",
};

impl aws_wire::Operation for ListRoles {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ROLES;
    type Input = ListRolesRequest;
    type Output = ListRolesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct PutRolePermissionsBoundary;

#[rustfmt::skip]
static OPERATION_PUT_ROLE_PERMISSIONS_BOUNDARY: OperationModel = OperationModel {
    name: "PutRolePermissionsBoundary", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutRolePermissionsBoundary {
    const MODEL: &'static OperationModel = &OPERATION_PUT_ROLE_PERMISSIONS_BOUNDARY;
    type Input = PutRolePermissionsBoundaryRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct PutRolePolicy;

#[rustfmt::skip]
static OPERATION_PUT_ROLE_POLICY: OperationModel = OperationModel {
    name: "PutRolePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_PUT_ROLE_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutRolePolicy {
    const MODEL: &'static OperationModel = &OPERATION_PUT_ROLE_POLICY;
    type Input = PutRolePolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct TagRole;

#[rustfmt::skip]
static OPERATION_TAG_ROLE: OperationModel = OperationModel {
    name: "TagRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_TAG_ROLE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for TagRole {
    const MODEL: &'static OperationModel = &OPERATION_TAG_ROLE;
    type Input = TagRoleRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UntagRole;

#[rustfmt::skip]
static OPERATION_UNTAG_ROLE: OperationModel = OperationModel {
    name: "UntagRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UNTAG_ROLE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UntagRole {
    const MODEL: &'static OperationModel = &OPERATION_UNTAG_ROLE;
    type Input = UntagRoleRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UpdateAssumeRolePolicy;

#[rustfmt::skip]
static OPERATION_UPDATE_ASSUME_ROLE_POLICY: OperationModel = OperationModel {
    name: "UpdateAssumeRolePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UPDATE_ASSUME_ROLE_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateAssumeRolePolicy {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_ASSUME_ROLE_POLICY;
    type Input = UpdateAssumeRolePolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UpdateRole;

#[rustfmt::skip]
static OPERATION_UPDATE_ROLE: OperationModel = OperationModel {
    name: "UpdateRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UPDATE_ROLE_REQUEST), output: Some(&SHAPE_UPDATE_ROLE_RESPONSE), result_wrapper: "UpdateRoleResult",
};

impl aws_wire::Operation for UpdateRole {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_ROLE;
    type Input = UpdateRoleRequest;
    type Output = UpdateRoleResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UpdateRoleDescription;

#[rustfmt::skip]
static OPERATION_UPDATE_ROLE_DESCRIPTION: OperationModel = OperationModel {
    name: "UpdateRoleDescription", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UPDATE_ROLE_DESCRIPTION_REQUEST), output: Some(&SHAPE_UPDATE_ROLE_DESCRIPTION_RESPONSE), result_wrapper: "UpdateRoleDescriptionResult",
};

impl aws_wire::Operation for UpdateRoleDescription {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_ROLE_DESCRIPTION;
    type Input = UpdateRoleDescriptionRequest;
    type Output = UpdateRoleDescriptionResponse;
}

#[rustfmt::skip]
pub(super) static SHAPE_ARN_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ARN_TYPE, member_wire: "", flattened: false, min: None, max: None });

/// The shape `AttachRolePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttachRolePolicyRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_ATTACH_ROLE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "AttachRolePolicyRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `CreateRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateRoleRequest {
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `AssumeRolePolicyDocument`
    #[serde(rename = "AssumeRolePolicyDocument")]
    pub assume_role_policy_document: String,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `MaxSessionDuration`
    #[serde(rename = "MaxSessionDuration", skip_serializing_if = "Option::is_none")]
    pub max_session_duration: Option<i32>,
    /// `PermissionsBoundary`
    #[serde(rename = "PermissionsBoundary", skip_serializing_if = "Option::is_none")]
    pub permissions_boundary: Option<String>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "CreateRoleRequest", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("AssumeRolePolicyDocument", "AssumeRolePolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_ROLE_DESCRIPTION_TYPE),
    Member::new("MaxSessionDuration", "MaxSessionDuration", Location::Body, false, &SHAPE_ROLE_MAX_SESSION_DURATION_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
] });

/// The shape `CreateRoleResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateRoleResponse {
    /// `Role`
    #[serde(rename = "Role")]
    pub role: Role,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_ROLE_RESPONSE: Shape = Shape::Structure(Structure { name: "CreateRoleResponse", payload: None, error: None, members: &[
    Member::new("Role", "Role", Location::Body, true, &SHAPE_ROLE),
] });

/// The shape `CreateServiceLinkedRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateServiceLinkedRoleRequest {
    /// `AWSServiceName`
    #[serde(rename = "AWSServiceName")]
    pub aws_service_name: String,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `CustomSuffix`
    #[serde(rename = "CustomSuffix", skip_serializing_if = "Option::is_none")]
    pub custom_suffix: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_SERVICE_LINKED_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "CreateServiceLinkedRoleRequest", payload: None, error: None, members: &[
    Member::new("AWSServiceName", "AWSServiceName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_ROLE_DESCRIPTION_TYPE),
    Member::new("CustomSuffix", "CustomSuffix", Location::Body, false, &SHAPE_CUSTOM_SUFFIX_TYPE),
] });

/// The shape `CreateServiceLinkedRoleResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateServiceLinkedRoleResponse {
    /// `Role`
    #[serde(rename = "Role", skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_SERVICE_LINKED_ROLE_RESPONSE: Shape = Shape::Structure(Structure { name: "CreateServiceLinkedRoleResponse", payload: None, error: None, members: &[
    Member::new("Role", "Role", Location::Body, false, &SHAPE_ROLE),
] });

/// The shape `DeleteRolePermissionsBoundaryRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRolePermissionsBoundaryRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteRolePermissionsBoundaryRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
] });

/// The shape `DeleteRolePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRolePolicyRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_ROLE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteRolePolicyRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
] });

/// The shape `DeleteRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRoleRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
] });

/// The shape `DeleteServiceLinkedRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteServiceLinkedRoleRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_SERVICE_LINKED_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteServiceLinkedRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
] });

/// The shape `DeleteServiceLinkedRoleResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteServiceLinkedRoleResponse {
    /// `DeletionTaskId`
    #[serde(rename = "DeletionTaskId")]
    pub deletion_task_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_SERVICE_LINKED_ROLE_RESPONSE: Shape = Shape::Structure(Structure { name: "DeleteServiceLinkedRoleResponse", payload: None, error: None, members: &[
    Member::new("DeletionTaskId", "DeletionTaskId", Location::Body, true, &SHAPE_DELETION_TASK_ID_TYPE),
] });

/// The shape `DeletionTaskFailureReasonType`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeletionTaskFailureReasonType {
    /// `Reason`
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `RoleUsageList`
    #[serde(rename = "RoleUsageList", skip_serializing_if = "Option::is_none")]
    pub role_usage_list: Option<Vec<RoleUsageType>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETION_TASK_FAILURE_REASON_TYPE: Shape = Shape::Structure(Structure { name: "DeletionTaskFailureReasonType", payload: None, error: None, members: &[
    Member::new("Reason", "Reason", Location::Body, false, &SHAPE_REASON_TYPE),
    Member::new("RoleUsageList", "RoleUsageList", Location::Body, false, &SHAPE_ROLE_USAGE_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DELETION_TASK_ID_TYPE: Shape = Shape::Text(Text { name: "DeletionTaskIdType", values: &[], pattern: "", min: Some(1), max: Some(1000), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_DELETION_TASK_STATUS_TYPE: Shape = Shape::Text(Text { name: "DeletionTaskStatusType", values: &["SUCCEEDED", "IN_PROGRESS", "FAILED", "NOT_STARTED"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `DetachRolePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetachRolePolicyRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DETACH_ROLE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DetachRolePolicyRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `GetRolePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRolePolicyRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ROLE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "GetRolePolicyRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
] });

/// The shape `GetRolePolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRolePolicyResponse {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ROLE_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetRolePolicyResponse", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

/// The shape `GetRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRoleRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "GetRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
] });

/// The shape `GetRoleResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetRoleResponse {
    /// `Role`
    #[serde(rename = "Role")]
    pub role: Role,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ROLE_RESPONSE: Shape = Shape::Structure(Structure { name: "GetRoleResponse", payload: None, error: None, members: &[
    Member::new("Role", "Role", Location::Body, true, &SHAPE_ROLE),
] });

/// The shape `GetServiceLinkedRoleDeletionStatusRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetServiceLinkedRoleDeletionStatusRequest {
    /// `DeletionTaskId`
    #[serde(rename = "DeletionTaskId")]
    pub deletion_task_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_SERVICE_LINKED_ROLE_DELETION_STATUS_REQUEST: Shape = Shape::Structure(Structure { name: "GetServiceLinkedRoleDeletionStatusRequest", payload: None, error: None, members: &[
    Member::new("DeletionTaskId", "DeletionTaskId", Location::Body, true, &SHAPE_DELETION_TASK_ID_TYPE),
] });

/// The shape `GetServiceLinkedRoleDeletionStatusResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetServiceLinkedRoleDeletionStatusResponse {
    /// `Status`
    #[serde(rename = "Status")]
    pub status: String,
    /// `Reason`
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<DeletionTaskFailureReasonType>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_SERVICE_LINKED_ROLE_DELETION_STATUS_RESPONSE: Shape = Shape::Structure(Structure { name: "GetServiceLinkedRoleDeletionStatusResponse", payload: None, error: None, members: &[
    Member::new("Status", "Status", Location::Body, true, &SHAPE_DELETION_TASK_STATUS_TYPE),
    Member::new("Reason", "Reason", Location::Body, false, &SHAPE_DELETION_TASK_FAILURE_REASON_TYPE),
] });

/// The shape `ListAttachedRolePoliciesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAttachedRolePoliciesRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PathPrefix`
    #[serde(rename = "PathPrefix", skip_serializing_if = "Option::is_none")]
    pub path_prefix: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ATTACHED_ROLE_POLICIES_REQUEST: Shape = Shape::Structure(Structure { name: "ListAttachedRolePoliciesRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_POLICY_PATH_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListAttachedRolePoliciesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAttachedRolePoliciesResponse {
    /// `AttachedPolicies`
    #[serde(rename = "AttachedPolicies", skip_serializing_if = "Option::is_none")]
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ATTACHED_ROLE_POLICIES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListAttachedRolePoliciesResponse", payload: None, error: None, members: &[
    Member::new("AttachedPolicies", "AttachedPolicies", Location::Body, false, &SHAPE_ATTACHED_POLICIES_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListInstanceProfilesForRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListInstanceProfilesForRoleRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "ListInstanceProfilesForRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListInstanceProfilesForRoleResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListInstanceProfilesForRoleResponse {
    /// `InstanceProfiles`
    #[serde(rename = "InstanceProfiles")]
    pub instance_profiles: Vec<InstanceProfile>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE: Shape = Shape::Structure(Structure { name: "ListInstanceProfilesForRoleResponse", payload: None, error: None, members: &[
    Member::new("InstanceProfiles", "InstanceProfiles", Location::Body, true, &SHAPE_INSTANCE_PROFILE_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListRolePoliciesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListRolePoliciesRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ROLE_POLICIES_REQUEST: Shape = Shape::Structure(Structure { name: "ListRolePoliciesRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListRolePoliciesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListRolePoliciesResponse {
    /// `PolicyNames`
    #[serde(rename = "PolicyNames")]
    pub policy_names: Vec<String>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ROLE_POLICIES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListRolePoliciesResponse", payload: None, error: None, members: &[
    Member::new("PolicyNames", "PolicyNames", Location::Body, true, &SHAPE_POLICY_NAME_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListRoleTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListRoleTagsRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ROLE_TAGS_REQUEST: Shape = Shape::Structure(Structure { name: "ListRoleTagsRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListRoleTagsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListRoleTagsResponse {
    /// `Tags`
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ROLE_TAGS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListRoleTagsResponse", payload: None, error: None, members: &[
    Member::new("Tags", "Tags", Location::Body, true, &SHAPE_TAG_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListRolesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListRolesRequest {
    /// `PathPrefix`
    #[serde(rename = "PathPrefix", skip_serializing_if = "Option::is_none")]
    pub path_prefix: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ROLES_REQUEST: Shape = Shape::Structure(Structure { name: "ListRolesRequest", payload: None, error: None, members: &[
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_PATH_PREFIX_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListRolesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListRolesResponse {
    /// `Roles`
    #[serde(rename = "Roles")]
    pub roles: Vec<Role>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ROLES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListRolesResponse", payload: None, error: None, members: &[
    Member::new("Roles", "Roles", Location::Body, true, &SHAPE_ROLE_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `PutRolePermissionsBoundaryRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutRolePermissionsBoundaryRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PermissionsBoundary`
    #[serde(rename = "PermissionsBoundary")]
    pub permissions_boundary: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Shape = Shape::Structure(Structure { name: "PutRolePermissionsBoundaryRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `PutRolePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutRolePolicyRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_ROLE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "PutRolePolicyRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_REASON_TYPE: Shape = Shape::Text(Text { name: "ReasonType", values: &[], pattern: "", min: None, max: Some(1000), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_REGION_NAME_TYPE: Shape = Shape::Text(Text { name: "RegionNameType", values: &[], pattern: "", min: Some(1), max: Some(100), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_USAGE_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ROLE_USAGE_TYPE, member_wire: "", flattened: false, min: None, max: None });

/// The shape `RoleUsageType`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleUsageType {
    /// `Region`
    #[serde(rename = "Region", skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `Resources`
    #[serde(rename = "Resources", skip_serializing_if = "Option::is_none")]
    pub resources: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_USAGE_TYPE: Shape = Shape::Structure(Structure { name: "RoleUsageType", payload: None, error: None, members: &[
    Member::new("Region", "Region", Location::Body, false, &SHAPE_REGION_NAME_TYPE),
    Member::new("Resources", "Resources", Location::Body, false, &SHAPE_ARN_LIST_TYPE),
] });

/// The shape `TagRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagRoleRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `Tags`
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "TagRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("Tags", "Tags", Location::Body, true, &SHAPE_TAG_LIST_TYPE),
] });

/// The shape `UntagRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UntagRoleRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `TagKeys`
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UNTAG_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "UntagRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("TagKeys", "TagKeys", Location::Body, true, &SHAPE_TAG_KEY_LIST_TYPE),
] });

/// The shape `UpdateAssumeRolePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateAssumeRolePolicyRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ASSUME_ROLE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateAssumeRolePolicyRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

/// The shape `UpdateRoleDescriptionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateRoleDescriptionRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `Description`
    #[serde(rename = "Description")]
    pub description: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ROLE_DESCRIPTION_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateRoleDescriptionRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("Description", "Description", Location::Body, true, &SHAPE_ROLE_DESCRIPTION_TYPE),
] });

/// The shape `UpdateRoleDescriptionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateRoleDescriptionResponse {
    /// `Role`
    #[serde(rename = "Role", skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ROLE_DESCRIPTION_RESPONSE: Shape = Shape::Structure(Structure { name: "UpdateRoleDescriptionResponse", payload: None, error: None, members: &[
    Member::new("Role", "Role", Location::Body, false, &SHAPE_ROLE),
] });

/// The shape `UpdateRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateRoleRequest {
    /// `RoleName`
    #[serde(rename = "RoleName")]
    pub role_name: String,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `MaxSessionDuration`
    #[serde(rename = "MaxSessionDuration", skip_serializing_if = "Option::is_none")]
    pub max_session_duration: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, true, &SHAPE_ROLE_NAME_TYPE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_ROLE_DESCRIPTION_TYPE),
    Member::new("MaxSessionDuration", "MaxSessionDuration", Location::Body, false, &SHAPE_ROLE_MAX_SESSION_DURATION_TYPE),
] });

/// The shape `UpdateRoleResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateRoleResponse {}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ROLE_RESPONSE: Shape = Shape::Structure(Structure { name: "UpdateRoleResponse", payload: None, error: None, members: &[
] });

#[rustfmt::skip]
pub(super) static SHAPE_CUSTOM_SUFFIX_TYPE: Shape = Shape::Text(Text { name: "customSuffixType", values: &[], pattern: "[\\w+=,.@-]+", min: Some(1), max: Some(64), sensitive: false });
