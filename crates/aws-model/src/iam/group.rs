//! Operations and shapes of `group`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct AttachGroupPolicy;

#[rustfmt::skip]
static OPERATION_ATTACH_GROUP_POLICY: OperationModel = OperationModel {
    name: "AttachGroupPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_ATTACH_GROUP_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for AttachGroupPolicy {
    const MODEL: &'static OperationModel = &OPERATION_ATTACH_GROUP_POLICY;
    type Input = AttachGroupPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateGroup;

#[rustfmt::skip]
static OPERATION_CREATE_GROUP: OperationModel = OperationModel {
    name: "CreateGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_GROUP_REQUEST), output: Some(&SHAPE_CREATE_GROUP_RESPONSE), result_wrapper: "CreateGroupResult",
};

impl aws_wire::Operation for CreateGroup {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_GROUP;
    type Input = CreateGroupRequest;
    type Output = CreateGroupResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteGroup;

#[rustfmt::skip]
static OPERATION_DELETE_GROUP: OperationModel = OperationModel {
    name: "DeleteGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteGroup {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_GROUP;
    type Input = DeleteGroupRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteGroupPolicy;

#[rustfmt::skip]
static OPERATION_DELETE_GROUP_POLICY: OperationModel = OperationModel {
    name: "DeleteGroupPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_GROUP_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteGroupPolicy {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_GROUP_POLICY;
    type Input = DeleteGroupPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DetachGroupPolicy;

#[rustfmt::skip]
static OPERATION_DETACH_GROUP_POLICY: OperationModel = OperationModel {
    name: "DetachGroupPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DETACH_GROUP_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DetachGroupPolicy {
    const MODEL: &'static OperationModel = &OPERATION_DETACH_GROUP_POLICY;
    type Input = DetachGroupPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetGroup;

#[rustfmt::skip]
static OPERATION_GET_GROUP: OperationModel = OperationModel {
    name: "GetGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_GROUP_REQUEST), output: Some(&SHAPE_GET_GROUP_RESPONSE), result_wrapper: "GetGroupResult",
};

impl aws_wire::Operation for GetGroup {
    const MODEL: &'static OperationModel = &OPERATION_GET_GROUP;
    type Input = GetGroupRequest;
    type Output = GetGroupResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetGroupPolicy;

#[rustfmt::skip]
static OPERATION_GET_GROUP_POLICY: OperationModel = OperationModel {
    name: "GetGroupPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_GROUP_POLICY_REQUEST), output: Some(&SHAPE_GET_GROUP_POLICY_RESPONSE), result_wrapper: "GetGroupPolicyResult",
};

impl aws_wire::Operation for GetGroupPolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_GROUP_POLICY;
    type Input = GetGroupPolicyRequest;
    type Output = GetGroupPolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListAttachedGroupPolicies;

#[rustfmt::skip]
static OPERATION_LIST_ATTACHED_GROUP_POLICIES: OperationModel = OperationModel {
    name: "ListAttachedGroupPolicies", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ATTACHED_GROUP_POLICIES_REQUEST), output: Some(&SHAPE_LIST_ATTACHED_GROUP_POLICIES_RESPONSE), result_wrapper: "ListAttachedGroupPoliciesResult",
};

impl aws_wire::Operation for ListAttachedGroupPolicies {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ATTACHED_GROUP_POLICIES;
    type Input = ListAttachedGroupPoliciesRequest;
    type Output = ListAttachedGroupPoliciesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListGroupPolicies;

#[rustfmt::skip]
static OPERATION_LIST_GROUP_POLICIES: OperationModel = OperationModel {
    name: "ListGroupPolicies", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_GROUP_POLICIES_REQUEST), output: Some(&SHAPE_LIST_GROUP_POLICIES_RESPONSE), result_wrapper: "ListGroupPoliciesResult",
};

impl aws_wire::Operation for ListGroupPolicies {
    const MODEL: &'static OperationModel = &OPERATION_LIST_GROUP_POLICIES;
    type Input = ListGroupPoliciesRequest;
    type Output = ListGroupPoliciesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListGroups;

#[rustfmt::skip]
static OPERATION_LIST_GROUPS: OperationModel = OperationModel {
    name: "ListGroups", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_GROUPS_REQUEST), output: Some(&SHAPE_LIST_GROUPS_RESPONSE), result_wrapper: "ListGroupsResult",
};

impl aws_wire::Operation for ListGroups {
    const MODEL: &'static OperationModel = &OPERATION_LIST_GROUPS;
    type Input = ListGroupsRequest;
    type Output = ListGroupsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct PutGroupPolicy;

#[rustfmt::skip]
static OPERATION_PUT_GROUP_POLICY: OperationModel = OperationModel {
    name: "PutGroupPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_PUT_GROUP_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutGroupPolicy {
    const MODEL: &'static OperationModel = &OPERATION_PUT_GROUP_POLICY;
    type Input = PutGroupPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UpdateGroup;

#[rustfmt::skip]
static OPERATION_UPDATE_GROUP: OperationModel = OperationModel {
    name: "UpdateGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UPDATE_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateGroup {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_GROUP;
    type Input = UpdateGroupRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `AttachGroupPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttachGroupPolicyRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_ATTACH_GROUP_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "AttachGroupPolicyRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `CreateGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateGroupRequest {
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "CreateGroupRequest", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
] });

/// The shape `CreateGroupResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateGroupResponse {
    /// `Group`
    #[serde(rename = "Group")]
    pub group: Group,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_GROUP_RESPONSE: Shape = Shape::Structure(Structure { name: "CreateGroupResponse", payload: None, error: None, members: &[
    Member::new("Group", "Group", Location::Body, true, &SHAPE_GROUP),
] });

/// The shape `DeleteGroupPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteGroupPolicyRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_GROUP_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteGroupPolicyRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
] });

/// The shape `DeleteGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteGroupRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteGroupRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
] });

/// The shape `DetachGroupPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetachGroupPolicyRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DETACH_GROUP_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DetachGroupPolicyRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `GetGroupPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetGroupPolicyRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_GROUP_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "GetGroupPolicyRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
] });

/// The shape `GetGroupPolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetGroupPolicyResponse {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_GROUP_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetGroupPolicyResponse", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

/// The shape `GetGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetGroupRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "GetGroupRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `GetGroupResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetGroupResponse {
    /// `Group`
    #[serde(rename = "Group")]
    pub group: Group,
    /// `Users`
    #[serde(rename = "Users")]
    pub users: Vec<User>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_GROUP_RESPONSE: Shape = Shape::Structure(Structure { name: "GetGroupResponse", payload: None, error: None, members: &[
    Member::new("Group", "Group", Location::Body, true, &SHAPE_GROUP),
    Member::new("Users", "Users", Location::Body, true, &SHAPE_USER_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListAttachedGroupPoliciesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAttachedGroupPoliciesRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
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
pub(super) static SHAPE_LIST_ATTACHED_GROUP_POLICIES_REQUEST: Shape = Shape::Structure(Structure { name: "ListAttachedGroupPoliciesRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_POLICY_PATH_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListAttachedGroupPoliciesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAttachedGroupPoliciesResponse {
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
pub(super) static SHAPE_LIST_ATTACHED_GROUP_POLICIES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListAttachedGroupPoliciesResponse", payload: None, error: None, members: &[
    Member::new("AttachedPolicies", "AttachedPolicies", Location::Body, false, &SHAPE_ATTACHED_POLICIES_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListGroupPoliciesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListGroupPoliciesRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_GROUP_POLICIES_REQUEST: Shape = Shape::Structure(Structure { name: "ListGroupPoliciesRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListGroupPoliciesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListGroupPoliciesResponse {
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
pub(super) static SHAPE_LIST_GROUP_POLICIES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListGroupPoliciesResponse", payload: None, error: None, members: &[
    Member::new("PolicyNames", "PolicyNames", Location::Body, true, &SHAPE_POLICY_NAME_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListGroupsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListGroupsRequest {
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
pub(super) static SHAPE_LIST_GROUPS_REQUEST: Shape = Shape::Structure(Structure { name: "ListGroupsRequest", payload: None, error: None, members: &[
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_PATH_PREFIX_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListGroupsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListGroupsResponse {
    /// `Groups`
    #[serde(rename = "Groups")]
    pub groups: Vec<Group>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_GROUPS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListGroupsResponse", payload: None, error: None, members: &[
    Member::new("Groups", "Groups", Location::Body, true, &SHAPE_GROUP_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `PutGroupPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutGroupPolicyRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_GROUP_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "PutGroupPolicyRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

/// The shape `UpdateGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateGroupRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `NewPath`
    #[serde(rename = "NewPath", skip_serializing_if = "Option::is_none")]
    pub new_path: Option<String>,
    /// `NewGroupName`
    #[serde(rename = "NewGroupName", skip_serializing_if = "Option::is_none")]
    pub new_group_name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateGroupRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("NewPath", "NewPath", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("NewGroupName", "NewGroupName", Location::Body, false, &SHAPE_GROUP_NAME_TYPE),
] });
