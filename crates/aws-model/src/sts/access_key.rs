//! Operations and shapes of `access_key`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetAccessKeyInfo;

#[rustfmt::skip]
static OPERATION_GET_ACCESS_KEY_INFO: OperationModel = OperationModel {
    name: "GetAccessKeyInfo", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_ACCESS_KEY_INFO_REQUEST), output: Some(&SHAPE_GET_ACCESS_KEY_INFO_RESPONSE), result_wrapper: "GetAccessKeyInfoResult",
};

impl aws_wire::Operation for GetAccessKeyInfo {
    const MODEL: &'static OperationModel = &OPERATION_GET_ACCESS_KEY_INFO;
    type Input = GetAccessKeyInfoRequest;
    type Output = GetAccessKeyInfoResponse;
}

/// The shape `GetAccessKeyInfoRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccessKeyInfoRequest {
    /// `AccessKeyId`
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCESS_KEY_INFO_REQUEST: Shape = Shape::Structure(Structure { name: "GetAccessKeyInfoRequest", payload: None, error: None, members: &[
    Member::new("AccessKeyId", "AccessKeyId", Location::Body, true, &SHAPE_ACCESS_KEY_ID_TYPE),
] });

/// The shape `GetAccessKeyInfoResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccessKeyInfoResponse {
    /// `Account`
    #[serde(rename = "Account", skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCESS_KEY_INFO_RESPONSE: Shape = Shape::Structure(Structure { name: "GetAccessKeyInfoResponse", payload: None, error: None, members: &[
    Member::new("Account", "Account", Location::Body, false, &SHAPE_ACCOUNT_TYPE),
] });
