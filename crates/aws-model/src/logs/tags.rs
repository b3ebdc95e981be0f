//! Operations and shapes of `tags`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListTagsForResource;

#[rustfmt::skip]
static OPERATION_LIST_TAGS_FOR_RESOURCE: OperationModel = OperationModel {
    name: "ListTagsForResource", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_TAGS_FOR_RESOURCE_REQUEST), output: Some(&SHAPE_LIST_TAGS_FOR_RESOURCE_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListTagsForResource {
    const MODEL: &'static OperationModel = &OPERATION_LIST_TAGS_FOR_RESOURCE;
    type Input = ListTagsForResourceRequest;
    type Output = ListTagsForResourceResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListTagsLogGroup;

#[rustfmt::skip]
static OPERATION_LIST_TAGS_LOG_GROUP: OperationModel = OperationModel {
    name: "ListTagsLogGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_TAGS_LOG_GROUP_REQUEST), output: Some(&SHAPE_LIST_TAGS_LOG_GROUP_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListTagsLogGroup {
    const MODEL: &'static OperationModel = &OPERATION_LIST_TAGS_LOG_GROUP;
    type Input = ListTagsLogGroupRequest;
    type Output = ListTagsLogGroupResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct TagLogGroup;

#[rustfmt::skip]
static OPERATION_TAG_LOG_GROUP: OperationModel = OperationModel {
    name: "TagLogGroup", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_TAG_LOG_GROUP_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for TagLogGroup {
    const MODEL: &'static OperationModel = &OPERATION_TAG_LOG_GROUP;
    type Input = TagLogGroupRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct TagResource;

#[rustfmt::skip]
static OPERATION_TAG_RESOURCE: OperationModel = OperationModel {
    name: "TagResource", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_TAG_RESOURCE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for TagResource {
    const MODEL: &'static OperationModel = &OPERATION_TAG_RESOURCE;
    type Input = TagResourceRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `ListTagsForResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListTagsForResourceRequest {
    /// `resourceArn`
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_TAGS_FOR_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "ListTagsForResourceRequest", payload: None, error: None, members: &[
    Member::new("resourceArn", "resourceArn", Location::Body, true, &SHAPE_AMAZON_RESOURCE_NAME),
] });

/// The shape `ListTagsForResourceResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListTagsForResourceResponse {
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_TAGS_FOR_RESOURCE_RESPONSE: Shape = Shape::Structure(Structure { name: "ListTagsForResourceResponse", payload: None, error: None, members: &[
    Member::new("tags", "tags", Location::Body, false, &SHAPE_TAGS),
] });

/// The shape `ListTagsLogGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListTagsLogGroupRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_TAGS_LOG_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "ListTagsLogGroupRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
] });

/// The shape `ListTagsLogGroupResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListTagsLogGroupResponse {
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_TAGS_LOG_GROUP_RESPONSE: Shape = Shape::Structure(Structure { name: "ListTagsLogGroupResponse", payload: None, error: None, members: &[
    Member::new("tags", "tags", Location::Body, false, &SHAPE_TAGS),
] });

/// The shape `TagLogGroupRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagLogGroupRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    /// `tags`
    #[serde(rename = "tags")]
    pub tags: std::collections::BTreeMap<String, String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG_LOG_GROUP_REQUEST: Shape = Shape::Structure(Structure { name: "TagLogGroupRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
    Member::new("tags", "tags", Location::Body, true, &SHAPE_TAGS),
] });

/// The shape `TagResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagResourceRequest {
    /// `resourceArn`
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
    /// `tags`
    #[serde(rename = "tags")]
    pub tags: std::collections::BTreeMap<String, String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "TagResourceRequest", payload: None, error: None, members: &[
    Member::new("resourceArn", "resourceArn", Location::Body, true, &SHAPE_AMAZON_RESOURCE_NAME),
    Member::new("tags", "tags", Location::Body, true, &SHAPE_TAGS),
] });
