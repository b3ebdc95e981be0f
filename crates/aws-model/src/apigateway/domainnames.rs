//! Operations and shapes of `domainnames`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /domainnames/{domain_name}/basepathmappings`
#[derive(Debug, Clone, Copy)]
pub struct CreateBasePathMapping;

#[rustfmt::skip]
static OPERATION_CREATE_BASE_PATH_MAPPING: OperationModel = OperationModel {
    name: "CreateBasePathMapping", http: Http { method: "POST", uri: "/domainnames/{domain_name}/basepathmappings", status: 201 },
    input: Some(&SHAPE_CREATE_BASE_PATH_MAPPING_REQUEST), output: Some(&SHAPE_BASE_PATH_MAPPING), result_wrapper: "",
};

impl aws_wire::Operation for CreateBasePathMapping {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_BASE_PATH_MAPPING;
    type Input = CreateBasePathMappingRequest;
    type Output = BasePathMapping;
}

/// `POST /domainnames`
#[derive(Debug, Clone, Copy)]
pub struct CreateDomainName;

#[rustfmt::skip]
static OPERATION_CREATE_DOMAIN_NAME: OperationModel = OperationModel {
    name: "CreateDomainName", http: Http { method: "POST", uri: "/domainnames", status: 201 },
    input: Some(&SHAPE_CREATE_DOMAIN_NAME_REQUEST), output: Some(&SHAPE_DOMAIN_NAME), result_wrapper: "",
};

impl aws_wire::Operation for CreateDomainName {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_DOMAIN_NAME;
    type Input = CreateDomainNameRequest;
    type Output = DomainName;
}

/// `DELETE /domainnames/{domain_name}/basepathmappings/{base_path}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteBasePathMapping;

#[rustfmt::skip]
static OPERATION_DELETE_BASE_PATH_MAPPING: OperationModel = OperationModel {
    name: "DeleteBasePathMapping", http: Http { method: "DELETE", uri: "/domainnames/{domain_name}/basepathmappings/{base_path}", status: 202 },
    input: Some(&SHAPE_DELETE_BASE_PATH_MAPPING_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteBasePathMapping {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_BASE_PATH_MAPPING;
    type Input = DeleteBasePathMappingRequest;
    type Output = aws_wire::Nothing;
}

/// `DELETE /domainnames/{domain_name}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteDomainName;

#[rustfmt::skip]
static OPERATION_DELETE_DOMAIN_NAME: OperationModel = OperationModel {
    name: "DeleteDomainName", http: Http { method: "DELETE", uri: "/domainnames/{domain_name}", status: 202 },
    input: Some(&SHAPE_DELETE_DOMAIN_NAME_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteDomainName {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_DOMAIN_NAME;
    type Input = DeleteDomainNameRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /domainnames/{domain_name}/basepathmappings/{base_path}`
#[derive(Debug, Clone, Copy)]
pub struct GetBasePathMapping;

#[rustfmt::skip]
static OPERATION_GET_BASE_PATH_MAPPING: OperationModel = OperationModel {
    name: "GetBasePathMapping", http: Http { method: "GET", uri: "/domainnames/{domain_name}/basepathmappings/{base_path}", status: 200 },
    input: Some(&SHAPE_GET_BASE_PATH_MAPPING_REQUEST), output: Some(&SHAPE_BASE_PATH_MAPPING), result_wrapper: "",
};

impl aws_wire::Operation for GetBasePathMapping {
    const MODEL: &'static OperationModel = &OPERATION_GET_BASE_PATH_MAPPING;
    type Input = GetBasePathMappingRequest;
    type Output = BasePathMapping;
}

/// `GET /domainnames/{domain_name}/basepathmappings`
#[derive(Debug, Clone, Copy)]
pub struct GetBasePathMappings;

#[rustfmt::skip]
static OPERATION_GET_BASE_PATH_MAPPINGS: OperationModel = OperationModel {
    name: "GetBasePathMappings", http: Http { method: "GET", uri: "/domainnames/{domain_name}/basepathmappings", status: 200 },
    input: Some(&SHAPE_GET_BASE_PATH_MAPPINGS_REQUEST), output: Some(&SHAPE_BASE_PATH_MAPPINGS), result_wrapper: "",
};

impl aws_wire::Operation for GetBasePathMappings {
    const MODEL: &'static OperationModel = &OPERATION_GET_BASE_PATH_MAPPINGS;
    type Input = GetBasePathMappingsRequest;
    type Output = BasePathMappings;
}

/// `GET /domainnames/{domain_name}`
#[derive(Debug, Clone, Copy)]
pub struct GetDomainName;

#[rustfmt::skip]
static OPERATION_GET_DOMAIN_NAME: OperationModel = OperationModel {
    name: "GetDomainName", http: Http { method: "GET", uri: "/domainnames/{domain_name}", status: 200 },
    input: Some(&SHAPE_GET_DOMAIN_NAME_REQUEST), output: Some(&SHAPE_DOMAIN_NAME), result_wrapper: "",
};

impl aws_wire::Operation for GetDomainName {
    const MODEL: &'static OperationModel = &OPERATION_GET_DOMAIN_NAME;
    type Input = GetDomainNameRequest;
    type Output = DomainName;
}

/// `GET /domainnames`
#[derive(Debug, Clone, Copy)]
pub struct GetDomainNames;

#[rustfmt::skip]
static OPERATION_GET_DOMAIN_NAMES: OperationModel = OperationModel {
    name: "GetDomainNames", http: Http { method: "GET", uri: "/domainnames", status: 200 },
    input: Some(&SHAPE_GET_DOMAIN_NAMES_REQUEST), output: Some(&SHAPE_DOMAIN_NAMES), result_wrapper: "",
};

impl aws_wire::Operation for GetDomainNames {
    const MODEL: &'static OperationModel = &OPERATION_GET_DOMAIN_NAMES;
    type Input = GetDomainNamesRequest;
    type Output = DomainNames;
}

/// `PATCH /domainnames/{domain_name}/basepathmappings/{base_path}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateBasePathMapping;

#[rustfmt::skip]
static OPERATION_UPDATE_BASE_PATH_MAPPING: OperationModel = OperationModel {
    name: "UpdateBasePathMapping", http: Http { method: "PATCH", uri: "/domainnames/{domain_name}/basepathmappings/{base_path}", status: 200 },
    input: Some(&SHAPE_UPDATE_BASE_PATH_MAPPING_REQUEST), output: Some(&SHAPE_BASE_PATH_MAPPING), result_wrapper: "",
};

impl aws_wire::Operation for UpdateBasePathMapping {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_BASE_PATH_MAPPING;
    type Input = UpdateBasePathMappingRequest;
    type Output = BasePathMapping;
}

/// `PATCH /domainnames/{domain_name}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateDomainName;

#[rustfmt::skip]
static OPERATION_UPDATE_DOMAIN_NAME: OperationModel = OperationModel {
    name: "UpdateDomainName", http: Http { method: "PATCH", uri: "/domainnames/{domain_name}", status: 200 },
    input: Some(&SHAPE_UPDATE_DOMAIN_NAME_REQUEST), output: Some(&SHAPE_DOMAIN_NAME), result_wrapper: "",
};

impl aws_wire::Operation for UpdateDomainName {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_DOMAIN_NAME;
    type Input = UpdateDomainNameRequest;
    type Output = DomainName;
}

/// The shape `BasePathMapping`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BasePathMapping {
    /// `basePath`
    #[serde(rename = "basePath", skip_serializing_if = "Option::is_none")]
    pub base_path: Option<String>,
    /// `restApiId`
    #[serde(rename = "restApiId", skip_serializing_if = "Option::is_none")]
    pub rest_api_id: Option<String>,
    /// `stage`
    #[serde(rename = "stage", skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_BASE_PATH_MAPPING: Shape = Shape::Structure(Structure { name: "BasePathMapping", payload: None, error: None, members: &[
    Member::new("basePath", "basePath", Location::Body, false, &SHAPE_STRING),
    Member::new("restApiId", "restApiId", Location::Body, false, &SHAPE_STRING),
    Member::new("stage", "stage", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `BasePathMappings`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BasePathMappings {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<BasePathMapping>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_BASE_PATH_MAPPINGS: Shape = Shape::Structure(Structure { name: "BasePathMappings", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_BASE_PATH_MAPPING),
] });

/// The shape `CreateBasePathMappingRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateBasePathMappingRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    /// `basePath`
    #[serde(rename = "basePath", skip_serializing_if = "Option::is_none")]
    pub base_path: Option<String>,
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `stage`
    #[serde(rename = "stage", skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(Structure { name: "CreateBasePathMappingRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
    Member::new("basePath", "basePath", Location::Body, false, &SHAPE_STRING),
    Member::new("restApiId", "restApiId", Location::Body, true, &SHAPE_STRING),
    Member::new("stage", "stage", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `CreateDomainNameRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateDomainNameRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `certificateName`
    #[serde(rename = "certificateName", skip_serializing_if = "Option::is_none")]
    pub certificate_name: Option<String>,
    /// `certificateBody`
    #[serde(rename = "certificateBody", skip_serializing_if = "Option::is_none")]
    pub certificate_body: Option<String>,
    /// `certificatePrivateKey`
    #[serde(rename = "certificatePrivateKey", skip_serializing_if = "Option::is_none")]
    pub certificate_private_key: Option<String>,
    /// `certificateChain`
    #[serde(rename = "certificateChain", skip_serializing_if = "Option::is_none")]
    pub certificate_chain: Option<String>,
    /// `certificateArn`
    #[serde(rename = "certificateArn", skip_serializing_if = "Option::is_none")]
    pub certificate_arn: Option<String>,
    /// `regionalCertificateName`
    #[serde(rename = "regionalCertificateName", skip_serializing_if = "Option::is_none")]
    pub regional_certificate_name: Option<String>,
    /// `regionalCertificateArn`
    #[serde(rename = "regionalCertificateArn", skip_serializing_if = "Option::is_none")]
    pub regional_certificate_arn: Option<String>,
    /// `endpointConfiguration`
    #[serde(rename = "endpointConfiguration", skip_serializing_if = "Option::is_none")]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `securityPolicy`
    #[serde(rename = "securityPolicy", skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<String>,
    /// `endpointAccessMode`
    #[serde(rename = "endpointAccessMode", skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<String>,
    /// `mutualTlsAuthentication`
    #[serde(rename = "mutualTlsAuthentication", skip_serializing_if = "Option::is_none")]
    pub mutual_tls_authentication: Option<MutualTlsAuthenticationInput>,
    /// `ownershipVerificationCertificateArn`
    #[serde(
        rename = "ownershipVerificationCertificateArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub ownership_verification_certificate_arn: Option<String>,
    /// `policy`
    #[serde(rename = "policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// `routingMode`
    #[serde(rename = "routingMode", skip_serializing_if = "Option::is_none")]
    pub routing_mode: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(Structure { name: "CreateDomainNameRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domainName", Location::Body, true, &SHAPE_STRING),
    Member::new("certificateName", "certificateName", Location::Body, false, &SHAPE_STRING),
    Member::new("certificateBody", "certificateBody", Location::Body, false, &SHAPE_STRING),
    Member::new("certificatePrivateKey", "certificatePrivateKey", Location::Body, false, &SHAPE_STRING),
    Member::new("certificateChain", "certificateChain", Location::Body, false, &SHAPE_STRING),
    Member::new("certificateArn", "certificateArn", Location::Body, false, &SHAPE_STRING),
    Member::new("regionalCertificateName", "regionalCertificateName", Location::Body, false, &SHAPE_STRING),
    Member::new("regionalCertificateArn", "regionalCertificateArn", Location::Body, false, &SHAPE_STRING),
    Member::new("endpointConfiguration", "endpointConfiguration", Location::Body, false, &SHAPE_ENDPOINT_CONFIGURATION),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("securityPolicy", "securityPolicy", Location::Body, false, &SHAPE_SECURITY_POLICY),
    Member::new("endpointAccessMode", "endpointAccessMode", Location::Body, false, &SHAPE_ENDPOINT_ACCESS_MODE),
    Member::new("mutualTlsAuthentication", "mutualTlsAuthentication", Location::Body, false, &SHAPE_MUTUAL_TLS_AUTHENTICATION_INPUT),
    Member::new("ownershipVerificationCertificateArn", "ownershipVerificationCertificateArn", Location::Body, false, &SHAPE_STRING),
    Member::new("policy", "policy", Location::Body, false, &SHAPE_STRING),
    Member::new("routingMode", "routingMode", Location::Body, false, &SHAPE_ROUTING_MODE),
] });

/// The shape `DeleteBasePathMappingRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteBasePathMappingRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    /// `basePath`
    #[serde(rename = "basePath")]
    pub base_path: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteBasePathMappingRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
    Member::new("basePath", "base_path", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `DeleteDomainNameRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteDomainNameRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteDomainNameRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
] });

/// The shape `DomainName`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DomainName {
    /// `domainName`
    #[serde(rename = "domainName", skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    /// `domainNameArn`
    #[serde(rename = "domainNameArn", skip_serializing_if = "Option::is_none")]
    pub domain_name_arn: Option<String>,
    /// `certificateName`
    #[serde(rename = "certificateName", skip_serializing_if = "Option::is_none")]
    pub certificate_name: Option<String>,
    /// `certificateArn`
    #[serde(rename = "certificateArn", skip_serializing_if = "Option::is_none")]
    pub certificate_arn: Option<String>,
    /// `certificateUploadDate`
    #[serde(rename = "certificateUploadDate", skip_serializing_if = "Option::is_none")]
    pub certificate_upload_date: Option<aws_wire::EpochSeconds>,
    /// `regionalDomainName`
    #[serde(rename = "regionalDomainName", skip_serializing_if = "Option::is_none")]
    pub regional_domain_name: Option<String>,
    /// `regionalHostedZoneId`
    #[serde(rename = "regionalHostedZoneId", skip_serializing_if = "Option::is_none")]
    pub regional_hosted_zone_id: Option<String>,
    /// `regionalCertificateName`
    #[serde(rename = "regionalCertificateName", skip_serializing_if = "Option::is_none")]
    pub regional_certificate_name: Option<String>,
    /// `regionalCertificateArn`
    #[serde(rename = "regionalCertificateArn", skip_serializing_if = "Option::is_none")]
    pub regional_certificate_arn: Option<String>,
    /// `distributionDomainName`
    #[serde(rename = "distributionDomainName", skip_serializing_if = "Option::is_none")]
    pub distribution_domain_name: Option<String>,
    /// `distributionHostedZoneId`
    #[serde(rename = "distributionHostedZoneId", skip_serializing_if = "Option::is_none")]
    pub distribution_hosted_zone_id: Option<String>,
    /// `endpointConfiguration`
    #[serde(rename = "endpointConfiguration", skip_serializing_if = "Option::is_none")]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    /// `domainNameStatus`
    #[serde(rename = "domainNameStatus", skip_serializing_if = "Option::is_none")]
    pub domain_name_status: Option<String>,
    /// `domainNameStatusMessage`
    #[serde(rename = "domainNameStatusMessage", skip_serializing_if = "Option::is_none")]
    pub domain_name_status_message: Option<String>,
    /// `securityPolicy`
    #[serde(rename = "securityPolicy", skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<String>,
    /// `endpointAccessMode`
    #[serde(rename = "endpointAccessMode", skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `mutualTlsAuthentication`
    #[serde(rename = "mutualTlsAuthentication", skip_serializing_if = "Option::is_none")]
    pub mutual_tls_authentication: Option<MutualTlsAuthentication>,
    /// `ownershipVerificationCertificateArn`
    #[serde(
        rename = "ownershipVerificationCertificateArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub ownership_verification_certificate_arn: Option<String>,
    /// `managementPolicy`
    #[serde(rename = "managementPolicy", skip_serializing_if = "Option::is_none")]
    pub management_policy: Option<String>,
    /// `policy`
    #[serde(rename = "policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// `routingMode`
    #[serde(rename = "routingMode", skip_serializing_if = "Option::is_none")]
    pub routing_mode: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOMAIN_NAME: Shape = Shape::Structure(Structure { name: "DomainName", payload: None, error: None, members: &[
    Member::new("domainName", "domainName", Location::Body, false, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Body, false, &SHAPE_STRING),
    Member::new("domainNameArn", "domainNameArn", Location::Body, false, &SHAPE_STRING),
    Member::new("certificateName", "certificateName", Location::Body, false, &SHAPE_STRING),
    Member::new("certificateArn", "certificateArn", Location::Body, false, &SHAPE_STRING),
    Member::new("certificateUploadDate", "certificateUploadDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("regionalDomainName", "regionalDomainName", Location::Body, false, &SHAPE_STRING),
    Member::new("regionalHostedZoneId", "regionalHostedZoneId", Location::Body, false, &SHAPE_STRING),
    Member::new("regionalCertificateName", "regionalCertificateName", Location::Body, false, &SHAPE_STRING),
    Member::new("regionalCertificateArn", "regionalCertificateArn", Location::Body, false, &SHAPE_STRING),
    Member::new("distributionDomainName", "distributionDomainName", Location::Body, false, &SHAPE_STRING),
    Member::new("distributionHostedZoneId", "distributionHostedZoneId", Location::Body, false, &SHAPE_STRING),
    Member::new("endpointConfiguration", "endpointConfiguration", Location::Body, false, &SHAPE_ENDPOINT_CONFIGURATION),
    Member::new("domainNameStatus", "domainNameStatus", Location::Body, false, &SHAPE_DOMAIN_NAME_STATUS),
    Member::new("domainNameStatusMessage", "domainNameStatusMessage", Location::Body, false, &SHAPE_STRING),
    Member::new("securityPolicy", "securityPolicy", Location::Body, false, &SHAPE_SECURITY_POLICY),
    Member::new("endpointAccessMode", "endpointAccessMode", Location::Body, false, &SHAPE_ENDPOINT_ACCESS_MODE),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("mutualTlsAuthentication", "mutualTlsAuthentication", Location::Body, false, &SHAPE_MUTUAL_TLS_AUTHENTICATION),
    Member::new("ownershipVerificationCertificateArn", "ownershipVerificationCertificateArn", Location::Body, false, &SHAPE_STRING),
    Member::new("managementPolicy", "managementPolicy", Location::Body, false, &SHAPE_STRING),
    Member::new("policy", "policy", Location::Body, false, &SHAPE_STRING),
    Member::new("routingMode", "routingMode", Location::Body, false, &SHAPE_ROUTING_MODE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DOMAIN_NAME_STATUS: Shape = Shape::Text(Text { name: "DomainNameStatus", values: &["AVAILABLE", "UPDATING", "PENDING", "PENDING_CERTIFICATE_REIMPORT", "PENDING_OWNERSHIP_VERIFICATION", "FAILED"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `DomainNames`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DomainNames {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DomainName>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOMAIN_NAMES: Shape = Shape::Structure(Structure { name: "DomainNames", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_DOMAIN_NAME),
] });

/// The shape `GetBasePathMappingRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetBasePathMappingRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    /// `basePath`
    #[serde(rename = "basePath")]
    pub base_path: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(Structure { name: "GetBasePathMappingRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
    Member::new("basePath", "base_path", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetBasePathMappingsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetBasePathMappingsRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_BASE_PATH_MAPPINGS_REQUEST: Shape = Shape::Structure(Structure { name: "GetBasePathMappingsRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

/// The shape `GetDomainNameRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDomainNameRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(Structure { name: "GetDomainNameRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
] });

/// The shape `GetDomainNamesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetDomainNamesRequest {
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
pub(super) static SHAPE_GET_DOMAIN_NAMES_REQUEST: Shape = Shape::Structure(Structure { name: "GetDomainNamesRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
    Member::new("resourceOwner", "resourceOwner", Location::Query, false, &SHAPE_RESOURCE_OWNER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_BASE_PATH_MAPPING: Shape = Shape::List(List { member: &SHAPE_BASE_PATH_MAPPING, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_DOMAIN_NAME: Shape = Shape::List(List { member: &SHAPE_DOMAIN_NAME, member_wire: "", flattened: false, min: None, max: None });

/// The shape `MutualTlsAuthentication`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MutualTlsAuthentication {
    /// `truststoreUri`
    #[serde(rename = "truststoreUri", skip_serializing_if = "Option::is_none")]
    pub truststore_uri: Option<String>,
    /// `truststoreVersion`
    #[serde(rename = "truststoreVersion", skip_serializing_if = "Option::is_none")]
    pub truststore_version: Option<String>,
    /// `truststoreWarnings`
    #[serde(rename = "truststoreWarnings", skip_serializing_if = "Option::is_none")]
    pub truststore_warnings: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_MUTUAL_TLS_AUTHENTICATION: Shape = Shape::Structure(Structure { name: "MutualTlsAuthentication", payload: None, error: None, members: &[
    Member::new("truststoreUri", "truststoreUri", Location::Body, false, &SHAPE_STRING),
    Member::new("truststoreVersion", "truststoreVersion", Location::Body, false, &SHAPE_STRING),
    Member::new("truststoreWarnings", "truststoreWarnings", Location::Body, false, &SHAPE_LIST_OF_STRING),
] });

/// The shape `MutualTlsAuthenticationInput`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MutualTlsAuthenticationInput {
    /// `truststoreUri`
    #[serde(rename = "truststoreUri", skip_serializing_if = "Option::is_none")]
    pub truststore_uri: Option<String>,
    /// `truststoreVersion`
    #[serde(rename = "truststoreVersion", skip_serializing_if = "Option::is_none")]
    pub truststore_version: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_MUTUAL_TLS_AUTHENTICATION_INPUT: Shape = Shape::Structure(Structure { name: "MutualTlsAuthenticationInput", payload: None, error: None, members: &[
    Member::new("truststoreUri", "truststoreUri", Location::Body, false, &SHAPE_STRING),
    Member::new("truststoreVersion", "truststoreVersion", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ROUTING_MODE: Shape = Shape::Text(Text { name: "RoutingMode", values: &["BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `UpdateBasePathMappingRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateBasePathMappingRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    /// `basePath`
    #[serde(rename = "basePath")]
    pub base_path: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateBasePathMappingRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
    Member::new("basePath", "base_path", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });

/// The shape `UpdateDomainNameRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateDomainNameRequest {
    /// `domainName`
    #[serde(rename = "domainName")]
    pub domain_name: String,
    /// `domainNameId`
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateDomainNameRequest", payload: None, error: None, members: &[
    Member::new("domainName", "domain_name", Location::Uri, true, &SHAPE_STRING),
    Member::new("domainNameId", "domainNameId", Location::Query, false, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
