// tidy: long because it holds all that the model says of one kind of resource

//! Operations and shapes of `user`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct AddUserToGroup;

#[rustfmt::skip]
static OPERATION_ADD_USER_TO_GROUP: OperationModel = OperationModel {
    name: "AddUserToGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_ADD_USER_TO_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for AddUserToGroup {
    const MODEL: &'static OperationModel = &OPERATION_ADD_USER_TO_GROUP;
    type Input = AddUserToGroupRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct AttachUserPolicy;

#[rustfmt::skip]
static OPERATION_ATTACH_USER_POLICY: OperationModel = OperationModel {
    name: "AttachUserPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_ATTACH_USER_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for AttachUserPolicy {
    const MODEL: &'static OperationModel = &OPERATION_ATTACH_USER_POLICY;
    type Input = AttachUserPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateUser;

#[rustfmt::skip]
static OPERATION_CREATE_USER: OperationModel = OperationModel {
    name: "CreateUser", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_USER_REQUEST), output: Some(&SHAPE_CREATE_USER_RESPONSE), result_wrapper: "CreateUserResult",
};

impl aws_wire::Operation for CreateUser {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_USER;
    type Input = CreateUserRequest;
    type Output = CreateUserResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteUser;

#[rustfmt::skip]
static OPERATION_DELETE_USER: OperationModel = OperationModel {
    name: "DeleteUser", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_USER_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteUser {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_USER;
    type Input = DeleteUserRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteUserPermissionsBoundary;

#[rustfmt::skip]
static OPERATION_DELETE_USER_PERMISSIONS_BOUNDARY: OperationModel = OperationModel {
    name: "DeleteUserPermissionsBoundary", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_USER_PERMISSIONS_BOUNDARY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteUserPermissionsBoundary {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_USER_PERMISSIONS_BOUNDARY;
    type Input = DeleteUserPermissionsBoundaryRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteUserPolicy;

#[rustfmt::skip]
static OPERATION_DELETE_USER_POLICY: OperationModel = OperationModel {
    name: "DeleteUserPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_USER_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteUserPolicy {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_USER_POLICY;
    type Input = DeleteUserPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DetachUserPolicy;

#[rustfmt::skip]
static OPERATION_DETACH_USER_POLICY: OperationModel = OperationModel {
    name: "DetachUserPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DETACH_USER_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DetachUserPolicy {
    const MODEL: &'static OperationModel = &OPERATION_DETACH_USER_POLICY;
    type Input = DetachUserPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetUser;

#[rustfmt::skip]
static OPERATION_GET_USER: OperationModel = OperationModel {
    name: "GetUser", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_USER_REQUEST), output: Some(&SHAPE_GET_USER_RESPONSE), result_wrapper: "GetUserResult",
};

impl aws_wire::Operation for GetUser {
    const MODEL: &'static OperationModel = &OPERATION_GET_USER;
    type Input = GetUserRequest;
    type Output = GetUserResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetUserPolicy;

#[rustfmt::skip]
static OPERATION_GET_USER_POLICY: OperationModel = OperationModel {
    name: "GetUserPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_USER_POLICY_REQUEST), output: Some(&SHAPE_GET_USER_POLICY_RESPONSE), result_wrapper: "GetUserPolicyResult",
};

impl aws_wire::Operation for GetUserPolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_USER_POLICY;
    type Input = GetUserPolicyRequest;
    type Output = GetUserPolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListAttachedUserPolicies;

#[rustfmt::skip]
static OPERATION_LIST_ATTACHED_USER_POLICIES: OperationModel = OperationModel {
    name: "ListAttachedUserPolicies", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ATTACHED_USER_POLICIES_REQUEST), output: Some(&SHAPE_LIST_ATTACHED_USER_POLICIES_RESPONSE), result_wrapper: "ListAttachedUserPoliciesResult",
};

impl aws_wire::Operation for ListAttachedUserPolicies {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ATTACHED_USER_POLICIES;
    type Input = ListAttachedUserPoliciesRequest;
    type Output = ListAttachedUserPoliciesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListGroupsForUser;

#[rustfmt::skip]
static OPERATION_LIST_GROUPS_FOR_USER: OperationModel = OperationModel {
    name: "ListGroupsForUser", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_GROUPS_FOR_USER_REQUEST), output: Some(&SHAPE_LIST_GROUPS_FOR_USER_RESPONSE), result_wrapper: "ListGroupsForUserResult",
};

impl aws_wire::Operation for ListGroupsForUser {
    const MODEL: &'static OperationModel = &OPERATION_LIST_GROUPS_FOR_USER;
    type Input = ListGroupsForUserRequest;
    type Output = ListGroupsForUserResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListUserPolicies;

#[rustfmt::skip]
static OPERATION_LIST_USER_POLICIES: OperationModel = OperationModel {
    name: "ListUserPolicies", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_USER_POLICIES_REQUEST), output: Some(&SHAPE_LIST_USER_POLICIES_RESPONSE), result_wrapper: "ListUserPoliciesResult",
};

impl aws_wire::Operation for ListUserPolicies {
    const MODEL: &'static OperationModel = &OPERATION_LIST_USER_POLICIES;
    type Input = ListUserPoliciesRequest;
    type Output = ListUserPoliciesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListUserTags;

#[rustfmt::skip]
static OPERATION_LIST_USER_TAGS: OperationModel = OperationModel {
    name: "ListUserTags", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_USER_TAGS_REQUEST), output: Some(&SHAPE_LIST_USER_TAGS_RESPONSE), result_wrapper: "ListUserTagsResult",
};

impl aws_wire::Operation for ListUserTags {
    const MODEL: &'static OperationModel = &OPERATION_LIST_USER_TAGS;
    type Input = ListUserTagsRequest;
    type Output = ListUserTagsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListUsers;

#[rustfmt::skip]
static OPERATION_LIST_USERS: OperationModel = OperationModel {
    name: "ListUsers", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_USERS_REQUEST), output: Some(&SHAPE_LIST_USERS_RESPONSE), result_wrapper: "ListUsersResult",
};

impl aws_wire::Operation for ListUsers {
    const MODEL: &'static OperationModel = &OPERATION_LIST_USERS;
    type Input = ListUsersRequest;
    type Output = ListUsersResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct PutUserPermissionsBoundary;

#[rustfmt::skip]
static OPERATION_PUT_USER_PERMISSIONS_BOUNDARY: OperationModel = OperationModel {
    name: "PutUserPermissionsBoundary", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_PUT_USER_PERMISSIONS_BOUNDARY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutUserPermissionsBoundary {
    const MODEL: &'static OperationModel = &OPERATION_PUT_USER_PERMISSIONS_BOUNDARY;
    type Input = PutUserPermissionsBoundaryRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct PutUserPolicy;

#[rustfmt::skip]
static OPERATION_PUT_USER_POLICY: OperationModel = OperationModel {
    name: "PutUserPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_PUT_USER_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutUserPolicy {
    const MODEL: &'static OperationModel = &OPERATION_PUT_USER_POLICY;
    type Input = PutUserPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct RemoveUserFromGroup;

#[rustfmt::skip]
static OPERATION_REMOVE_USER_FROM_GROUP: OperationModel = OperationModel {
    name: "RemoveUserFromGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_REMOVE_USER_FROM_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for RemoveUserFromGroup {
    const MODEL: &'static OperationModel = &OPERATION_REMOVE_USER_FROM_GROUP;
    type Input = RemoveUserFromGroupRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct TagUser;

#[rustfmt::skip]
static OPERATION_TAG_USER: OperationModel = OperationModel {
    name: "TagUser", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_TAG_USER_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for TagUser {
    const MODEL: &'static OperationModel = &OPERATION_TAG_USER;
    type Input = TagUserRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UntagUser;

#[rustfmt::skip]
static OPERATION_UNTAG_USER: OperationModel = OperationModel {
    name: "UntagUser", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UNTAG_USER_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UntagUser {
    const MODEL: &'static OperationModel = &OPERATION_UNTAG_USER;
    type Input = UntagUserRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UpdateUser;

#[rustfmt::skip]
static OPERATION_UPDATE_USER: OperationModel = OperationModel {
    name: "UpdateUser", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UPDATE_USER_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateUser {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_USER;
    type Input = UpdateUserRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `AddUserToGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddUserToGroupRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_ADD_USER_TO_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "AddUserToGroupRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
] });

/// The shape `AttachUserPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttachUserPolicyRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_ATTACH_USER_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "AttachUserPolicyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `CreateUserRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateUserRequest {
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PermissionsBoundary`
    #[serde(rename = "PermissionsBoundary", skip_serializing_if = "Option::is_none")]
    pub permissions_boundary: Option<String>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_USER_REQUEST: Shape = Shape::Structure(Structure { name: "CreateUserRequest", payload: None, error: None, members: &[
    Member::new("Path", "Path", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
] });

/// The shape `CreateUserResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateUserResponse {
    /// `User`
    #[serde(rename = "User", skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_USER_RESPONSE: Shape = Shape::Structure(Structure { name: "CreateUserResponse", payload: None, error: None, members: &[
    Member::new("User", "User", Location::Body, false, &SHAPE_USER),
] });

/// The shape `DeleteUserPermissionsBoundaryRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteUserPermissionsBoundaryRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_USER_PERMISSIONS_BOUNDARY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteUserPermissionsBoundaryRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
] });

/// The shape `DeleteUserPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteUserPolicyRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_USER_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteUserPolicyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
] });

/// The shape `DeleteUserRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteUserRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_USER_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteUserRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
] });

/// The shape `DetachUserPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetachUserPolicyRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DETACH_USER_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DetachUserPolicyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `GetUserPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUserPolicyRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USER_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "GetUserPolicyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
] });

/// The shape `GetUserPolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUserPolicyResponse {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USER_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetUserPolicyResponse", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

/// The shape `GetUserRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUserRequest {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USER_REQUEST: Shape = Shape::Structure(Structure { name: "GetUserRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_EXISTING_USER_NAME_TYPE),
] });

/// The shape `GetUserResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetUserResponse {
    /// `User`
    #[serde(rename = "User")]
    pub user: User,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_USER_RESPONSE: Shape = Shape::Structure(Structure { name: "GetUserResponse", payload: None, error: None, members: &[
    Member::new("User", "User", Location::Body, true, &SHAPE_USER),
] });

/// The shape `ListAttachedUserPoliciesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAttachedUserPoliciesRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
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
pub(super) static SHAPE_LIST_ATTACHED_USER_POLICIES_REQUEST: Shape = Shape::Structure(Structure { name: "ListAttachedUserPoliciesRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_POLICY_PATH_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListAttachedUserPoliciesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAttachedUserPoliciesResponse {
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
pub(super) static SHAPE_LIST_ATTACHED_USER_POLICIES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListAttachedUserPoliciesResponse", payload: None, error: None, members: &[
    Member::new("AttachedPolicies", "AttachedPolicies", Location::Body, false, &SHAPE_ATTACHED_POLICIES_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListGroupsForUserRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListGroupsForUserRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_GROUPS_FOR_USER_REQUEST: Shape = Shape::Structure(Structure { name: "ListGroupsForUserRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListGroupsForUserResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListGroupsForUserResponse {
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
pub(super) static SHAPE_LIST_GROUPS_FOR_USER_RESPONSE: Shape = Shape::Structure(Structure { name: "ListGroupsForUserResponse", payload: None, error: None, members: &[
    Member::new("Groups", "Groups", Location::Body, true, &SHAPE_GROUP_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListUserPoliciesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListUserPoliciesRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_USER_POLICIES_REQUEST: Shape = Shape::Structure(Structure { name: "ListUserPoliciesRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListUserPoliciesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListUserPoliciesResponse {
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
pub(super) static SHAPE_LIST_USER_POLICIES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListUserPoliciesResponse", payload: None, error: None, members: &[
    Member::new("PolicyNames", "PolicyNames", Location::Body, true, &SHAPE_POLICY_NAME_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListUserTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListUserTagsRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_USER_TAGS_REQUEST: Shape = Shape::Structure(Structure { name: "ListUserTagsRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListUserTagsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListUserTagsResponse {
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
pub(super) static SHAPE_LIST_USER_TAGS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListUserTagsResponse", payload: None, error: None, members: &[
    Member::new("Tags", "Tags", Location::Body, true, &SHAPE_TAG_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListUsersRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListUsersRequest {
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
pub(super) static SHAPE_LIST_USERS_REQUEST: Shape = Shape::Structure(Structure { name: "ListUsersRequest", payload: None, error: None, members: &[
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_PATH_PREFIX_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListUsersResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListUsersResponse {
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
pub(super) static SHAPE_LIST_USERS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListUsersResponse", payload: None, error: None, members: &[
    Member::new("Users", "Users", Location::Body, true, &SHAPE_USER_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `PutUserPermissionsBoundaryRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutUserPermissionsBoundaryRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PermissionsBoundary`
    #[serde(rename = "PermissionsBoundary")]
    pub permissions_boundary: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_USER_PERMISSIONS_BOUNDARY_REQUEST: Shape = Shape::Structure(Structure { name: "PutUserPermissionsBoundaryRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_USER_NAME_TYPE),
    Member::new("PermissionsBoundary", "PermissionsBoundary", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `PutUserPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutUserPolicyRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_USER_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "PutUserPolicyRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
] });

/// The shape `RemoveUserFromGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveUserFromGroupRequest {
    /// `GroupName`
    #[serde(rename = "GroupName")]
    pub group_name: String,
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_REMOVE_USER_FROM_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "RemoveUserFromGroupRequest", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, true, &SHAPE_GROUP_NAME_TYPE),
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
] });

/// The shape `TagUserRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagUserRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `Tags`
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG_USER_REQUEST: Shape = Shape::Structure(Structure { name: "TagUserRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("Tags", "Tags", Location::Body, true, &SHAPE_TAG_LIST_TYPE),
] });

/// The shape `UntagUserRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UntagUserRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `TagKeys`
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UNTAG_USER_REQUEST: Shape = Shape::Structure(Structure { name: "UntagUserRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("TagKeys", "TagKeys", Location::Body, true, &SHAPE_TAG_KEY_LIST_TYPE),
] });

/// The shape `UpdateUserRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateUserRequest {
    /// `UserName`
    #[serde(rename = "UserName")]
    pub user_name: String,
    /// `NewPath`
    #[serde(rename = "NewPath", skip_serializing_if = "Option::is_none")]
    pub new_path: Option<String>,
    /// `NewUserName`
    #[serde(rename = "NewUserName", skip_serializing_if = "Option::is_none")]
    pub new_user_name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_USER_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateUserRequest", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, true, &SHAPE_EXISTING_USER_NAME_TYPE),
    Member::new("NewPath", "NewPath", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("NewUserName", "NewUserName", Location::Body, false, &SHAPE_USER_NAME_TYPE),
] });
