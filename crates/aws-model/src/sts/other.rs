//! Operations and shapes of `other`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetCallerIdentity;

#[rustfmt::skip]
static OPERATION_GET_CALLER_IDENTITY: OperationModel = OperationModel {
    name: "GetCallerIdentity", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_CALLER_IDENTITY_REQUEST), output: Some(&SHAPE_GET_CALLER_IDENTITY_RESPONSE), result_wrapper: "GetCallerIdentityResult",
};

impl aws_wire::Operation for GetCallerIdentity {
    const MODEL: &'static OperationModel = &OPERATION_GET_CALLER_IDENTITY;
    type Input = GetCallerIdentityRequest;
    type Output = GetCallerIdentityResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetSessionToken;

#[rustfmt::skip]
static OPERATION_GET_SESSION_TOKEN: OperationModel = OperationModel {
    name: "GetSessionToken", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_SESSION_TOKEN_REQUEST), output: Some(&SHAPE_GET_SESSION_TOKEN_RESPONSE), result_wrapper: "GetSessionTokenResult",
};

impl aws_wire::Operation for GetSessionToken {
    const MODEL: &'static OperationModel = &OPERATION_GET_SESSION_TOKEN;
    type Input = GetSessionTokenRequest;
    type Output = GetSessionTokenResponse;
}

/// The shape `GetCallerIdentityRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetCallerIdentityRequest {}

#[rustfmt::skip]
pub(super) static SHAPE_GET_CALLER_IDENTITY_REQUEST: Shape = Shape::Structure(Structure { name: "GetCallerIdentityRequest", payload: None, error: None, members: &[
] });

/// The shape `GetCallerIdentityResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetCallerIdentityResponse {
    /// `UserId`
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// `Account`
    #[serde(rename = "Account", skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// `Arn`
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_CALLER_IDENTITY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetCallerIdentityResponse", payload: None, error: None, members: &[
    Member::new("UserId", "UserId", Location::Body, false, &SHAPE_USER_ID_TYPE),
    Member::new("Account", "Account", Location::Body, false, &SHAPE_ACCOUNT_TYPE),
    Member::new("Arn", "Arn", Location::Body, false, &SHAPE_ARN_TYPE),
] });

/// The shape `GetSessionTokenRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetSessionTokenRequest {
    /// `DurationSeconds`
    #[serde(rename = "DurationSeconds", skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i32>,
    /// `SerialNumber`
    #[serde(rename = "SerialNumber", skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
    /// `TokenCode`
    #[serde(rename = "TokenCode", skip_serializing_if = "Option::is_none")]
    pub token_code: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_SESSION_TOKEN_REQUEST: Shape = Shape::Structure(Structure { name: "GetSessionTokenRequest", payload: None, error: None, members: &[
    Member::new("DurationSeconds", "DurationSeconds", Location::Body, false, &SHAPE_DURATION_SECONDS_TYPE),
    Member::new("SerialNumber", "SerialNumber", Location::Body, false, &SHAPE_SERIAL_NUMBER_TYPE),
    Member::new("TokenCode", "TokenCode", Location::Body, false, &SHAPE_TOKEN_CODE_TYPE),
] });

/// The shape `GetSessionTokenResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetSessionTokenResponse {
    /// `Credentials`
    #[serde(rename = "Credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_SESSION_TOKEN_RESPONSE: Shape = Shape::Structure(Structure { name: "GetSessionTokenResponse", payload: None, error: None, members: &[
    Member::new("Credentials", "Credentials", Location::Body, false, &SHAPE_CREDENTIALS),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DURATION_SECONDS_TYPE: Shape = Shape::Integer(Some(900), Some(129600));

#[rustfmt::skip]
pub(super) static SHAPE_USER_ID_TYPE: Shape = Shape::Text(Text::any("userIdType"));
