//! Operations and shapes of `account`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `GET /account`
#[derive(Debug, Clone, Copy)]
pub struct GetAccount;

#[rustfmt::skip]
static OPERATION_GET_ACCOUNT: OperationModel = OperationModel {
    name: "GetAccount", http: Http { method: "GET", uri: "/account", status: 200 },
    input: Some(&SHAPE_GET_ACCOUNT_REQUEST), output: Some(&SHAPE_ACCOUNT), result_wrapper: "",
};

impl aws_wire::Operation for GetAccount {
    const MODEL: &'static OperationModel = &OPERATION_GET_ACCOUNT;
    type Input = GetAccountRequest;
    type Output = Account;
}

/// `PATCH /account`
#[derive(Debug, Clone, Copy)]
pub struct UpdateAccount;

#[rustfmt::skip]
static OPERATION_UPDATE_ACCOUNT: OperationModel = OperationModel {
    name: "UpdateAccount", http: Http { method: "PATCH", uri: "/account", status: 200 },
    input: Some(&SHAPE_UPDATE_ACCOUNT_REQUEST), output: Some(&SHAPE_ACCOUNT), result_wrapper: "",
};

impl aws_wire::Operation for UpdateAccount {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_ACCOUNT;
    type Input = UpdateAccountRequest;
    type Output = Account;
}

/// The shape `Account`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// `cloudwatchRoleArn`
    #[serde(rename = "cloudwatchRoleArn", skip_serializing_if = "Option::is_none")]
    pub cloudwatch_role_arn: Option<String>,
    /// `throttleSettings`
    #[serde(rename = "throttleSettings", skip_serializing_if = "Option::is_none")]
    pub throttle_settings: Option<ThrottleSettings>,
    /// `features`
    #[serde(rename = "features", skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<String>>,
    /// `apiKeyVersion`
    #[serde(rename = "apiKeyVersion", skip_serializing_if = "Option::is_none")]
    pub api_key_version: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT: Shape = Shape::Structure(Structure { name: "Account", payload: None, error: None, members: &[
    Member::new("cloudwatchRoleArn", "cloudwatchRoleArn", Location::Body, false, &SHAPE_STRING),
    Member::new("throttleSettings", "throttleSettings", Location::Body, false, &SHAPE_THROTTLE_SETTINGS),
    Member::new("features", "features", Location::Body, false, &SHAPE_LIST_OF_STRING),
    Member::new("apiKeyVersion", "apiKeyVersion", Location::Body, false, &SHAPE_STRING),
] });

/// The shape `GetAccountRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccountRequest {}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCOUNT_REQUEST: Shape = Shape::Structure(Structure { name: "GetAccountRequest", payload: None, error: None, members: &[
] });

/// The shape `UpdateAccountRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateAccountRequest {
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_ACCOUNT_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateAccountRequest", payload: None, error: None, members: &[
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
