//! Operations and shapes of `tags`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `GET /tags/{resource_arn}`
#[derive(Debug, Clone, Copy)]
pub struct GetTags;

#[rustfmt::skip]
static OPERATION_GET_TAGS: OperationModel = OperationModel {
    name: "GetTags", http: Http { method: "GET", uri: "/tags/{resource_arn}", status: 200 },
    input: Some(&SHAPE_GET_TAGS_REQUEST), output: Some(&SHAPE_TAGS), result_wrapper: "",
};

impl aws_wire::Operation for GetTags {
    const MODEL: &'static OperationModel = &OPERATION_GET_TAGS;
    type Input = GetTagsRequest;
    type Output = Tags;
}

/// `PUT /tags/{resource_arn}`
#[derive(Debug, Clone, Copy)]
pub struct TagResource;

#[rustfmt::skip]
static OPERATION_TAG_RESOURCE: OperationModel = OperationModel {
    name: "TagResource", http: Http { method: "PUT", uri: "/tags/{resource_arn}", status: 204 },
    input: Some(&SHAPE_TAG_RESOURCE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for TagResource {
    const MODEL: &'static OperationModel = &OPERATION_TAG_RESOURCE;
    type Input = TagResourceRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /tags/{resource_arn}`
#[derive(Debug, Clone, Copy)]
pub struct UntagResource;

#[rustfmt::skip]
static OPERATION_UNTAG_RESOURCE: OperationModel = OperationModel {
    name: "UntagResource", http: Http { method: "DELETE", uri: "/tags/{resource_arn}", status: 204 },
    input: Some(&SHAPE_UNTAG_RESOURCE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UntagResource {
    const MODEL: &'static OperationModel = &OPERATION_UNTAG_RESOURCE;
    type Input = UntagResourceRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `GetTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetTagsRequest {
    /// `resourceArn`
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_TAGS_REQUEST: Shape = Shape::Structure(Structure { name: "GetTagsRequest", payload: None, error: None, members: &[
    Member::new("resourceArn", "resource_arn", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
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
    Member::new("resourceArn", "resource_arn", Location::Uri, true, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, true, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `Tags`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tags {
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAGS: Shape = Shape::Structure(Structure { name: "Tags", payload: None, error: None, members: &[
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `UntagResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UntagResourceRequest {
    /// `resourceArn`
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
    /// `tagKeys`
    #[serde(rename = "tagKeys")]
    pub tag_keys: Vec<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "UntagResourceRequest", payload: None, error: None, members: &[
    Member::new("resourceArn", "resource_arn", Location::Uri, true, &SHAPE_STRING),
    Member::new("tagKeys", "tagKeys", Location::Query, true, &SHAPE_LIST_OF_STRING),
] });
