//! Operations and shapes of `clientcertificates`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `DELETE /clientcertificates/{clientcertificate_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteClientCertificate;

#[rustfmt::skip]
static OPERATION_DELETE_CLIENT_CERTIFICATE: OperationModel = OperationModel {
    name: "DeleteClientCertificate", http: Http { method: "DELETE", uri: "/clientcertificates/{clientcertificate_id}", status: 202 },
    input: Some(&SHAPE_DELETE_CLIENT_CERTIFICATE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteClientCertificate {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_CLIENT_CERTIFICATE;
    type Input = DeleteClientCertificateRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /clientcertificates`
#[derive(Debug, Clone, Copy)]
pub struct GenerateClientCertificate;

#[rustfmt::skip]
static OPERATION_GENERATE_CLIENT_CERTIFICATE: OperationModel = OperationModel {
    name: "GenerateClientCertificate", http: Http { method: "POST", uri: "/clientcertificates", status: 201 },
    input: Some(&SHAPE_GENERATE_CLIENT_CERTIFICATE_REQUEST), output: Some(&SHAPE_CLIENT_CERTIFICATE), result_wrapper: "",
};

impl aws_wire::Operation for GenerateClientCertificate {
    const MODEL: &'static OperationModel = &OPERATION_GENERATE_CLIENT_CERTIFICATE;
    type Input = GenerateClientCertificateRequest;
    type Output = ClientCertificate;
}

/// `GET /clientcertificates/{clientcertificate_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetClientCertificate;

#[rustfmt::skip]
static OPERATION_GET_CLIENT_CERTIFICATE: OperationModel = OperationModel {
    name: "GetClientCertificate", http: Http { method: "GET", uri: "/clientcertificates/{clientcertificate_id}", status: 200 },
    input: Some(&SHAPE_GET_CLIENT_CERTIFICATE_REQUEST), output: Some(&SHAPE_CLIENT_CERTIFICATE), result_wrapper: "",
};

impl aws_wire::Operation for GetClientCertificate {
    const MODEL: &'static OperationModel = &OPERATION_GET_CLIENT_CERTIFICATE;
    type Input = GetClientCertificateRequest;
    type Output = ClientCertificate;
}

/// `GET /clientcertificates`
#[derive(Debug, Clone, Copy)]
pub struct GetClientCertificates;

#[rustfmt::skip]
static OPERATION_GET_CLIENT_CERTIFICATES: OperationModel = OperationModel {
    name: "GetClientCertificates", http: Http { method: "GET", uri: "/clientcertificates", status: 200 },
    input: Some(&SHAPE_GET_CLIENT_CERTIFICATES_REQUEST), output: Some(&SHAPE_CLIENT_CERTIFICATES), result_wrapper: "",
};

impl aws_wire::Operation for GetClientCertificates {
    const MODEL: &'static OperationModel = &OPERATION_GET_CLIENT_CERTIFICATES;
    type Input = GetClientCertificatesRequest;
    type Output = ClientCertificates;
}

/// `PATCH /clientcertificates/{clientcertificate_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateClientCertificate;

#[rustfmt::skip]
static OPERATION_UPDATE_CLIENT_CERTIFICATE: OperationModel = OperationModel {
    name: "UpdateClientCertificate", http: Http { method: "PATCH", uri: "/clientcertificates/{clientcertificate_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_CLIENT_CERTIFICATE_REQUEST), output: Some(&SHAPE_CLIENT_CERTIFICATE), result_wrapper: "",
};

impl aws_wire::Operation for UpdateClientCertificate {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_CLIENT_CERTIFICATE;
    type Input = UpdateClientCertificateRequest;
    type Output = ClientCertificate;
}

/// The shape `ClientCertificate`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientCertificate {
    /// `clientCertificateId`
    #[serde(rename = "clientCertificateId", skip_serializing_if = "Option::is_none")]
    pub client_certificate_id: Option<String>,
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `pemEncodedCertificate`
    #[serde(rename = "pemEncodedCertificate", skip_serializing_if = "Option::is_none")]
    pub pem_encoded_certificate: Option<String>,
    /// `createdDate`
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<aws_wire::EpochSeconds>,
    /// `expirationDate`
    #[serde(rename = "expirationDate", skip_serializing_if = "Option::is_none")]
    pub expiration_date: Option<aws_wire::EpochSeconds>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CLIENT_CERTIFICATE: Shape = Shape::Structure(Structure { name: "ClientCertificate", payload: None, error: None, members: &[
    Member::new("clientCertificateId", "clientCertificateId", Location::Body, false, &SHAPE_STRING),
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("pemEncodedCertificate", "pemEncodedCertificate", Location::Body, false, &SHAPE_STRING),
    Member::new("createdDate", "createdDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("expirationDate", "expirationDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `ClientCertificates`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientCertificates {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ClientCertificate>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CLIENT_CERTIFICATES: Shape = Shape::Structure(Structure { name: "ClientCertificates", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_CLIENT_CERTIFICATE),
] });

/// The shape `DeleteClientCertificateRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteClientCertificateRequest {
    /// `clientCertificateId`
    #[serde(rename = "clientCertificateId")]
    pub client_certificate_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_CLIENT_CERTIFICATE_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteClientCertificateRequest", payload: None, error: None, members: &[
    Member::new("clientCertificateId", "clientcertificate_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GenerateClientCertificateRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GenerateClientCertificateRequest {
    /// `description`
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `tags`
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GENERATE_CLIENT_CERTIFICATE_REQUEST: Shape = Shape::Structure(Structure { name: "GenerateClientCertificateRequest", payload: None, error: None, members: &[
    Member::new("description", "description", Location::Body, false, &SHAPE_STRING),
    Member::new("tags", "tags", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `GetClientCertificateRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetClientCertificateRequest {
    /// `clientCertificateId`
    #[serde(rename = "clientCertificateId")]
    pub client_certificate_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_CLIENT_CERTIFICATE_REQUEST: Shape = Shape::Structure(Structure { name: "GetClientCertificateRequest", payload: None, error: None, members: &[
    Member::new("clientCertificateId", "clientcertificate_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetClientCertificatesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetClientCertificatesRequest {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_CLIENT_CERTIFICATES_REQUEST: Shape = Shape::Structure(Structure { name: "GetClientCertificatesRequest", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_CLIENT_CERTIFICATE: Shape = Shape::List(List { member: &SHAPE_CLIENT_CERTIFICATE, member_wire: "", flattened: false, min: None, max: None });

/// The shape `UpdateClientCertificateRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateClientCertificateRequest {
    /// `clientCertificateId`
    #[serde(rename = "clientCertificateId")]
    pub client_certificate_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_CLIENT_CERTIFICATE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateClientCertificateRequest", payload: None, error: None, members: &[
    Member::new("clientCertificateId", "clientcertificate_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
