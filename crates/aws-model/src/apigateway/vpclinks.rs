//! Operations and shapes of `vpclinks`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /vpclinks`
#[derive(Debug, Clone, Copy)]
pub struct CreateVpcLink;

#[rustfmt::skip]
static OPERATION_CREATE_VPC_LINK: OperationModel = OperationModel {
    name: "CreateVpcLink", http: Http { method: "POST", uri: "/vpclinks", status: 202 },
    input: Some(&SHAPE_CREATE_VPC_LINK_REQUEST), output: Some(&SHAPE_VPC_LINK), result_wrapper: "",
};

impl aws_wire::Operation for CreateVpcLink {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_VPC_LINK;
    type Input = CreateVpcLinkRequest;
    type Output = VpcLink;
}

/// `DELETE /vpclinks/{vpclink_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteVpcLink;

#[rustfmt::skip]
static OPERATION_DELETE_VPC_LINK: OperationModel = OperationModel {
    name: "DeleteVpcLink", http: Http { method: "DELETE", uri: "/vpclinks/{vpclink_id}", status: 202 },
    input: Some(&SHAPE_DELETE_VPC_LINK_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteVpcLink {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_VPC_LINK;
    type Input = DeleteVpcLinkRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /vpclinks/{vpclink_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetVpcLink;

#[rustfmt::skip]
static OPERATION_GET_VPC_LINK: OperationModel = OperationModel {
    name: "GetVpcLink", http: Http { method: "GET", uri: "/vpclinks/{vpclink_id}", status: 200 },
    input: Some(&SHAPE_GET_VPC_LINK_REQUEST), output: Some(&SHAPE_VPC_LINK), result_wrapper: "",
};

impl aws_wire::Operation for GetVpcLink {
    const MODEL: &'static OperationModel = &OPERATION_GET_VPC_LINK;
    type Input = GetVpcLinkRequest;
    type Output = VpcLink;
}

/// `GET /vpclinks`
#[derive(Debug, Clone, Copy)]
pub struct GetVpcLinks;

#[rustfmt::skip]
static OPERATION_GET_VPC_LINKS: OperationModel = OperationModel {
    name: "GetVpcLinks", http: Http { method: "GET", uri: "/vpclinks", status: 200 },
    input: Some(&SHAPE_GET_VPC_LINKS_REQUEST), output: Some(&SHAPE_VPC_LINKS), result_wrapper: "",
};

impl aws_wire::Operation for GetVpcLinks {
    const MODEL: &'static OperationModel = &OPERATION_GET_VPC_LINKS;
    type Input = GetVpcLinksRequest;
    type Output = VpcLinks;
}

/// `PATCH /vpclinks/{vpclink_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateVpcLink;

#[rustfmt::skip]
static OPERATION_UPDATE_VPC_LINK: OperationModel = OperationModel {
    name: "UpdateVpcLink", http: Http { method: "PATCH", uri: "/vpclinks/{vpclink_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_VPC_LINK_REQUEST), output: Some(&SHAPE_VPC_LINK), result_wrapper: "",
};

impl aws_wire::Operation for UpdateVpcLink {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_VPC_LINK;
    type Input = UpdateVpcLinkRequest;
    type Output = VpcLink;
}

/// The shape `CreateVpcLinkRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateVpcLinkRequest {
    /// `name`
    #[serde(rename = "name")]
    pub name: String,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `targetArns`
    #[serde(rename = "targetArns")]
    pub target_arns: Vec<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_VPC_LINK_REQUEST: Shape = Shape::Structure(Structure { name: "CreateVpcLinkRequest", payload: None, error: None, members: &[
    Member::new("name", "name", Location::Body, true, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("targetArns", "targetArns", Location::Body, true, &SHAPE_LIST_OF_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `DeleteVpcLinkRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteVpcLinkRequest {
    /// `vpcLinkId`
    #[serde(rename = "vpcLinkId")]
    pub vpc_link_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_VPC_LINK_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteVpcLinkRequest", payload: None, error: None, members: &[
    Member::new("vpcLinkId", "vpclink_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetVpcLinkRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetVpcLinkRequest {
    /// `vpcLinkId`
    #[serde(rename = "vpcLinkId")]
    pub vpc_link_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_VPC_LINK_REQUEST: Shape = Shape::Structure(Structure { name: "GetVpcLinkRequest", payload: None, error: None, members: &[
    Member::new("vpcLinkId", "vpclink_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetVpcLinksRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetVpcLinksRequest {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_VPC_LINKS_REQUEST: Shape = Shape::Structure(Structure { name: "GetVpcLinksRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_VPC_LINK: Shape = Shape::List(List { member: &SHAPE_VPC_LINK, member_wire: "", flattened: false, min: None, max: None });

/// The shape `UpdateVpcLinkRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateVpcLinkRequest {
    /// `vpcLinkId`
    #[serde(rename = "vpcLinkId")]
    pub vpc_link_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_VPC_LINK_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateVpcLinkRequest", payload: None, error: None, members: &[
    Member::new("vpcLinkId", "vpclink_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `VpcLink`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct VpcLink {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `targetArns`
    #[serde(rename = "targetArns", skip_serializing_if = "Option::is_none")]
    pub target_arns: Option<Vec<String>>,
    /// `status`
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// `statusMessage`
    #[serde(rename = "statusMessage", skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_VPC_LINK: Shape = Shape::Structure(Structure { name: "VpcLink", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("targetArns", "targetArns", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("status", "status", Location::Body, false, &SHAPE_VPC_LINK_STATUS),
    Member::new("statusMessage", "statusMessage", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_VPC_LINK_STATUS: Shape = Shape::Text(Text { name: "VpcLinkStatus", values: &["AVAILABLE", "PENDING", "DELETING", "FAILED"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `VpcLinks`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct VpcLinks {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<VpcLink>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_VPC_LINKS: Shape = Shape::Structure(Structure { name: "VpcLinks", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_VPC_LINK),
] });
