//! Operations and shapes of `tags`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `GET /2017-03-31/tags/{Resource}`
#[derive(Debug, Clone, Copy)]
pub struct ListTags;

#[rustfmt::skip]
static OPERATION_LIST_TAGS: OperationModel = OperationModel {
    name: "ListTags", http: Http { method: "GET", uri: "/2017-03-31/tags/{Resource}", status: 200 },
    input: Some(&SHAPE_LIST_TAGS_REQUEST), output: Some(&SHAPE_LIST_TAGS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListTags {
    const MODEL: &'static OperationModel = &OPERATION_LIST_TAGS;
    type Input = ListTagsRequest;
    type Output = ListTagsResponse;
}

/// `POST /2017-03-31/tags/{Resource}`
#[derive(Debug, Clone, Copy)]
pub struct TagResource;

#[rustfmt::skip]
static OPERATION_TAG_RESOURCE: OperationModel = OperationModel {
    name: "TagResource", http: Http { method: "POST", uri: "/2017-03-31/tags/{Resource}", status: 204 },
    input: Some(&SHAPE_TAG_RESOURCE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for TagResource {
    const MODEL: &'static OperationModel = &OPERATION_TAG_RESOURCE;
    type Input = TagResourceRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `ListTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListTagsRequest {
    /// `Resource`
    #[serde(rename = "Resource")]
    pub resource: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_TAGS_REQUEST: Shape = Shape::Structure(Structure { name: "ListTagsRequest", payload: None, error: None, members: &[
    Member::new("Resource", "Resource", Location::Uri, true, &SHAPE_TAGGABLE_RESOURCE),
] });

/// The shape `ListTagsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListTagsResponse {
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_TAGS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListTagsResponse", payload: None, error: None, members: &[
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAGS),
] });

/// The shape `TagResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagResourceRequest {
    /// `Resource`
    #[serde(rename = "Resource")]
    pub resource: String,
    /// `Tags`
    #[serde(rename = "Tags")]
    pub tags: std::collections::BTreeMap<String, String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "TagResourceRequest", payload: None, error: None, members: &[
    Member::new("Resource", "Resource", Location::Uri, true, &SHAPE_TAGGABLE_RESOURCE),
    Member::new("Tags", "Tags", Location::Body, true, &SHAPE_TAGS),
] });
