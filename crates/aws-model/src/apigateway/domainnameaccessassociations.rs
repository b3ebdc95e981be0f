//! Operations and shapes of `domainnameaccessassociations`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /domainnameaccessassociations`
#[derive(Debug, Clone, Copy)]
pub struct CreateDomainNameAccessAssociation;

#[rustfmt::skip]
static OPERATION_CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION: OperationModel = OperationModel {
    name: "CreateDomainNameAccessAssociation", http: Http { method: "POST", uri: "/domainnameaccessassociations", status: 201 },
    input: Some(&SHAPE_CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST), output: Some(&SHAPE_DOMAIN_NAME_ACCESS_ASSOCIATION), result_wrapper: "",
};

impl aws_wire::Operation for CreateDomainNameAccessAssociation {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION;
    type Input = CreateDomainNameAccessAssociationRequest;
    type Output = DomainNameAccessAssociation;
}

/// `DELETE /domainnameaccessassociations/{domain_name_access_association_arn}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteDomainNameAccessAssociation;

#[rustfmt::skip]
static OPERATION_DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION: OperationModel = OperationModel {
    name: "DeleteDomainNameAccessAssociation", http: Http { method: "DELETE", uri: "/domainnameaccessassociations/{domain_name_access_association_arn}", status: 202 },
    input: Some(&SHAPE_DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteDomainNameAccessAssociation {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION;
    type Input = DeleteDomainNameAccessAssociationRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /domainnameaccessassociations`
#[derive(Debug, Clone, Copy)]
pub struct GetDomainNameAccessAssociations;

#[rustfmt::skip]
static OPERATION_GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS: OperationModel = OperationModel {
    name: "GetDomainNameAccessAssociations", http: Http { method: "GET", uri: "/domainnameaccessassociations", status: 200 },
    input: Some(&SHAPE_GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS_REQUEST), output: Some(&SHAPE_DOMAIN_NAME_ACCESS_ASSOCIATIONS), result_wrapper: "",
};

impl aws_wire::Operation for GetDomainNameAccessAssociations {
    const MODEL: &'static OperationModel = &OPERATION_GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS;
    type Input = GetDomainNameAccessAssociationsRequest;
    type Output = DomainNameAccessAssociations;
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCESS_ASSOCIATION_SOURCE_TYPE: Shape = Shape::Text(Text { name: "AccessAssociationSourceType", values: &["VPCE"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `CreateDomainNameAccessAssociationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateDomainNameAccessAssociationRequest {
    /// `domainNameArn`
    #[serde(rename = "domainNameArn")]
    pub domain_name_arn: String,
    /// `accessAssociationSourceType`
    #[serde(rename = "accessAssociationSourceType")]
    pub access_association_source_type: String,
    /// `accessAssociationSource`
    #[serde(rename = "accessAssociationSource")]
    pub access_association_source: String,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = Shape::Structure(Structure { name: "CreateDomainNameAccessAssociationRequest", payload: None, error: None, members: &[
    Member::new("domainNameArn", "domainNameArn", Location::Body, true, &SHAPE_STRING),
    Member::new("accessAssociationSourceType", "accessAssociationSourceType", Location::Body, true, &SHAPE_ACCESS_ASSOCIATION_SOURCE_TYPE),
    Member::new("accessAssociationSource", "accessAssociationSource", Location::Body, true, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `DeleteDomainNameAccessAssociationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteDomainNameAccessAssociationRequest {
    /// `domainNameAccessAssociationArn`
    #[serde(rename = "domainNameAccessAssociationArn")]
    pub domain_name_access_association_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteDomainNameAccessAssociationRequest", payload: None, error: None, members: &[
    Member::new("domainNameAccessAssociationArn", "domain_name_access_association_arn", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `DomainNameAccessAssociation`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DomainNameAccessAssociation {
    /// `domainNameAccessAssociationArn`
    #[serde(
        rename = "domainNameAccessAssociationArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub domain_name_access_association_arn: Option<String>,
    /// `domainNameArn`
    #[serde(rename = "domainNameArn", skip_serializing_if = "Option::is_none")]
    pub domain_name_arn: Option<String>,
    /// `accessAssociationSourceType`
    #[serde(
        rename = "accessAssociationSourceType",
        skip_serializing_if = "Option::is_none"
    )]
    pub access_association_source_type: Option<String>,
    /// `accessAssociationSource`
    #[serde(rename = "accessAssociationSource", skip_serializing_if = "Option::is_none")]
    pub access_association_source: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOMAIN_NAME_ACCESS_ASSOCIATION: Shape = Shape::Structure(Structure { name: "DomainNameAccessAssociation", payload: None, error: None, members: &[
    Member::new("domainNameAccessAssociationArn", "domainNameAccessAssociationArn", Location::Body, false, &SHAPE_STRING),
    Member::new("domainNameArn", "domainNameArn", Location::Body, false, &SHAPE_STRING),
    Member::new("accessAssociationSourceType", "accessAssociationSourceType", Location::Body, false, &SHAPE_ACCESS_ASSOCIATION_SOURCE_TYPE),
    Member::new("accessAssociationSource", "accessAssociationSource", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `DomainNameAccessAssociations`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DomainNameAccessAssociations {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DomainNameAccessAssociation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOMAIN_NAME_ACCESS_ASSOCIATIONS: Shape = Shape::Structure(Structure { name: "DomainNameAccessAssociations", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_DOMAIN_NAME_ACCESS_ASSOCIATION),
] });

/// The shape `GetDomainNameAccessAssociationsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDomainNameAccessAssociationsRequest {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `resourceOwner`
    #[serde(rename = "resourceOwner", skip_serializing_if = "Option::is_none")]
    pub resource_owner: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS_REQUEST: Shape = Shape::Structure(Structure { name: "GetDomainNameAccessAssociationsRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("resourceOwner", "resourceOwner", Location::Query, false, &SHAPE_RESOURCE_OWNER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_DOMAIN_NAME_ACCESS_ASSOCIATION: Shape = Shape::List(List { member: &SHAPE_DOMAIN_NAME_ACCESS_ASSOCIATION, member_wire: "", flattened: false, min: None, max: None });
