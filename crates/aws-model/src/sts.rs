//! AWS Security Token Service, API version 2011-06-15.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

mod access_key;
mod common;
mod other;
mod role;

pub use access_key::*;
pub use common::*;
pub use other::*;
pub use role::*;

/// The service.
pub static SERVICE: aws_wire::ServiceModel = aws_wire::ServiceModel {
    name: "sts",
    signing_name: "sts",
    service_id: "STS",
    api_version: "2011-06-15",
    protocol: aws_wire::Protocol::Query,
    target_prefix: "",
    xml_namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    operation_names: &[
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "AssumeRoot",
        "DecodeAuthorizationMessage",
        "GetAccessKeyInfo",
        "GetCallerIdentity",
        "GetDelegatedAccessToken",
        "GetFederationToken",
        "GetSessionToken",
        "GetWebIdentityToken",
    ],
};

/// The operations that are generated, by name.
pub static OPERATIONS: &[&aws_wire::OperationModel] = &[
    <AssumeRole as aws_wire::Operation>::MODEL,
    <GetAccessKeyInfo as aws_wire::Operation>::MODEL,
    <GetCallerIdentity as aws_wire::Operation>::MODEL,
    <GetSessionToken as aws_wire::Operation>::MODEL,
];
