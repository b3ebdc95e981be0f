//! Operations and shapes of `rejectdomainnameaccessassociations`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /rejectdomainnameaccessassociations`
#[derive(Debug, Clone, Copy)]
pub struct RejectDomainNameAccessAssociation;

#[rustfmt::skip]
static OPERATION_REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION: OperationModel = OperationModel {
    name: "RejectDomainNameAccessAssociation", http: Http { method: "POST", uri: "/rejectdomainnameaccessassociations", status: 202 },
    input: Some(&SHAPE_REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for RejectDomainNameAccessAssociation {
    const MODEL: &'static OperationModel = &OPERATION_REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION;
    type Input = RejectDomainNameAccessAssociationRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `RejectDomainNameAccessAssociationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RejectDomainNameAccessAssociationRequest {
    /// `domainNameAccessAssociationArn`
    #[serde(rename = "domainNameAccessAssociationArn")]
    pub domain_name_access_association_arn: String,
    /// `domainNameArn`
    #[serde(rename = "domainNameArn")]
    pub domain_name_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = Shape::Structure(Structure { name: "RejectDomainNameAccessAssociationRequest", payload: None, error: None, members: &[
    Member::new("domainNameAccessAssociationArn", "domainNameAccessAssociationArn", Location::Query, true, &SHAPE_STRING),
    Member::new("domainNameArn", "domainNameArn", Location::Query, true, &SHAPE_STRING),
] });
