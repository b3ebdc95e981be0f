//! Operations and shapes of `other`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UntagResource;

#[rustfmt::skip]
static OPERATION_UNTAG_RESOURCE: OperationModel = OperationModel {
    name: "UntagResource", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UNTAG_RESOURCE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UntagResource {
    const MODEL: &'static OperationModel = &OPERATION_UNTAG_RESOURCE;
    type Input = UntagResourceRequest;
    type Output = aws_wire::Nothing;
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY_LIST: Shape = Shape::List(List { member: &SHAPE_TAG_KEY, member_wire: "", flattened: false, min: Some(0), max: Some(50) });

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
    Member::new("resourceArn", "resourceArn", Location::Body, true, &SHAPE_AMAZON_RESOURCE_NAME),
    Member::new("tagKeys", "tagKeys", Location::Body, true, &SHAPE_TAG_KEY_LIST),
] });
