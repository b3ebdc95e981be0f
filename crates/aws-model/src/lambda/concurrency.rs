//! Operations and shapes of `concurrency`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `DELETE /2017-10-31/functions/{FunctionName}/concurrency`
#[derive(Debug, Clone, Copy)]
pub struct DeleteFunctionConcurrency;

#[rustfmt::skip]
static OPERATION_DELETE_FUNCTION_CONCURRENCY: OperationModel = OperationModel {
    name: "DeleteFunctionConcurrency", http: Http { method: "DELETE", uri: "/2017-10-31/functions/{FunctionName}/concurrency", status: 204 },
    input: Some(&SHAPE_DELETE_FUNCTION_CONCURRENCY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteFunctionConcurrency {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_FUNCTION_CONCURRENCY;
    type Input = DeleteFunctionConcurrencyRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /2019-09-30/functions/{FunctionName}/concurrency`
#[derive(Debug, Clone, Copy)]
pub struct GetFunctionConcurrency;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION_CONCURRENCY: OperationModel = OperationModel {
    name: "GetFunctionConcurrency", http: Http { method: "GET", uri: "/2019-09-30/functions/{FunctionName}/concurrency", status: 200 },
    input: Some(&SHAPE_GET_FUNCTION_CONCURRENCY_REQUEST), output: Some(&SHAPE_GET_FUNCTION_CONCURRENCY_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetFunctionConcurrency {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION_CONCURRENCY;
    type Input = GetFunctionConcurrencyRequest;
    type Output = GetFunctionConcurrencyResponse;
}

/// `PUT /2017-10-31/functions/{FunctionName}/concurrency`
#[derive(Debug, Clone, Copy)]
pub struct PutFunctionConcurrency;

#[rustfmt::skip]
static OPERATION_PUT_FUNCTION_CONCURRENCY: OperationModel = OperationModel {
    name: "PutFunctionConcurrency", http: Http { method: "PUT", uri: "/2017-10-31/functions/{FunctionName}/concurrency", status: 200 },
    input: Some(&SHAPE_PUT_FUNCTION_CONCURRENCY_REQUEST), output: Some(&SHAPE_CONCURRENCY), result_wrapper: "",
};

impl aws_wire::Operation for PutFunctionConcurrency {
    const MODEL: &'static OperationModel = &OPERATION_PUT_FUNCTION_CONCURRENCY;
    type Input = PutFunctionConcurrencyRequest;
    type Output = Concurrency;
}

/// The shape `DeleteFunctionConcurrencyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteFunctionConcurrencyRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_FUNCTION_CONCURRENCY_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteFunctionConcurrencyRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
] });

/// The shape `GetFunctionConcurrencyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionConcurrencyRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_CONCURRENCY_REQUEST: Shape = Shape::Structure(Structure { name: "GetFunctionConcurrencyRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
] });

/// The shape `GetFunctionConcurrencyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionConcurrencyResponse {
    /// `ReservedConcurrentExecutions`
    #[serde(
        rename = "ReservedConcurrentExecutions",
        skip_serializing_if = "Option::is_none"
    )]
    pub reserved_concurrent_executions: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_CONCURRENCY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetFunctionConcurrencyResponse", payload: None, error: None, members: &[
    Member::new("ReservedConcurrentExecutions", "ReservedConcurrentExecutions", Location::Body, false, &SHAPE_RESERVED_CONCURRENT_EXECUTIONS),
] });

/// The shape `PutFunctionConcurrencyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutFunctionConcurrencyRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `ReservedConcurrentExecutions`
    #[serde(rename = "ReservedConcurrentExecutions")]
    pub reserved_concurrent_executions: i32,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_FUNCTION_CONCURRENCY_REQUEST: Shape = Shape::Structure(Structure { name: "PutFunctionConcurrencyRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("ReservedConcurrentExecutions", "ReservedConcurrentExecutions", Location::Body, true, &SHAPE_RESERVED_CONCURRENT_EXECUTIONS),
] });
