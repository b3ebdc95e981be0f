//! Operations and shapes of `policy`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteRetentionPolicy;

#[rustfmt::skip]
static OPERATION_DELETE_RETENTION_POLICY: OperationModel = OperationModel {
    name: "DeleteRetentionPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_RETENTION_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteRetentionPolicy {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_RETENTION_POLICY;
    type Input = DeleteRetentionPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct PutRetentionPolicy;

#[rustfmt::skip]
static OPERATION_PUT_RETENTION_POLICY: OperationModel = OperationModel {
    name: "PutRetentionPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_PUT_RETENTION_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutRetentionPolicy {
    const MODEL: &'static OperationModel = &OPERATION_PUT_RETENTION_POLICY;
    type Input = PutRetentionPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `DeleteRetentionPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRetentionPolicyRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_RETENTION_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteRetentionPolicyRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
] });

/// The shape `PutRetentionPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutRetentionPolicyRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    /// `retentionInDays`
    #[serde(rename = "retentionInDays")]
    pub retention_in_days: i32,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_RETENTION_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "PutRetentionPolicyRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
    Member::new("retentionInDays", "retentionInDays", Location::Body, true, &SHAPE_DAYS),
] });
