//! Operations and shapes of `stream`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreateLogStream;

#[rustfmt::skip]
static OPERATION_CREATE_LOG_STREAM: OperationModel = OperationModel {
    name: "CreateLogStream", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_LOG_STREAM_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for CreateLogStream {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_LOG_STREAM;
    type Input = CreateLogStreamRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeleteLogStream;

#[rustfmt::skip]
static OPERATION_DELETE_LOG_STREAM: OperationModel = OperationModel {
    name: "DeleteLogStream", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_LOG_STREAM_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteLogStream {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_LOG_STREAM;
    type Input = DeleteLogStreamRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DescribeLogStreams;

#[rustfmt::skip]
static OPERATION_DESCRIBE_LOG_STREAMS: OperationModel = OperationModel {
    name: "DescribeLogStreams", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DESCRIBE_LOG_STREAMS_REQUEST), output: Some(&SHAPE_DESCRIBE_LOG_STREAMS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for DescribeLogStreams {
    const MODEL: &'static OperationModel = &OPERATION_DESCRIBE_LOG_STREAMS;
    type Input = DescribeLogStreamsRequest;
    type Output = DescribeLogStreamsResponse;
}

/// The shape `CreateLogStreamRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateLogStreamRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    /// `logStreamName`
    #[serde(rename = "logStreamName")]
    pub log_stream_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_LOG_STREAM_REQUEST: Shape = Shape::Structure(Structure { name: "CreateLogStreamRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
    Member::new("logStreamName", "logStreamName", Location::Body, true, &SHAPE_LOG_STREAM_NAME),
] });

/// The shape `DeleteLogStreamRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteLogStreamRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    /// `logStreamName`
    #[serde(rename = "logStreamName")]
    pub log_stream_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_LOG_STREAM_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteLogStreamRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
    Member::new("logStreamName", "logStreamName", Location::Body, true, &SHAPE_LOG_STREAM_NAME),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DESCENDING: Shape = Shape::Boolean;

/// The shape `DescribeLogStreamsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DescribeLogStreamsRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName", skip_serializing_if = "Option::is_none")]
    pub log_group_name: Option<String>,
    /// `logGroupIdentifier`
    #[serde(rename = "logGroupIdentifier", skip_serializing_if = "Option::is_none")]
    pub log_group_identifier: Option<String>,
    /// `logStreamNamePrefix`
    #[serde(rename = "logStreamNamePrefix", skip_serializing_if = "Option::is_none")]
    pub log_stream_name_prefix: Option<String>,
    /// `orderBy`
    #[serde(rename = "orderBy", skip_serializing_if = "Option::is_none")]
    pub order_by: Option<String>,
    /// `descending`
    #[serde(rename = "descending", skip_serializing_if = "Option::is_none")]
    pub descending: Option<bool>,
    /// `nextToken`
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DESCRIBE_LOG_STREAMS_REQUEST: Shape = Shape::Structure(Structure { name: "DescribeLogStreamsRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, false, &SHAPE_LOG_GROUP_NAME),
    Member::new("logGroupIdentifier", "logGroupIdentifier", Location::Body, false, &SHAPE_LOG_GROUP_IDENTIFIER),
    Member::new("logStreamNamePrefix", "logStreamNamePrefix", Location::Body, false, &SHAPE_LOG_STREAM_NAME),
    Member::new("orderBy", "orderBy", Location::Body, false, &SHAPE_ORDER_BY),
    Member::new("descending", "descending", Location::Body, false, &SHAPE_DESCENDING),
    Member::new("nextToken", "nextToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
    Member::new("limit", "limit", Location::Body, false, &SHAPE_DESCRIBE_LIMIT),
] });

/// The shape `DescribeLogStreamsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DescribeLogStreamsResponse {
    /// `logStreams`
    #[serde(rename = "logStreams", skip_serializing_if = "Option::is_none")]
    pub log_streams: Option<Vec<LogStream>>,
    /// `nextToken`
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DESCRIBE_LOG_STREAMS_RESPONSE: Shape = Shape::Structure(Structure { name: "DescribeLogStreamsResponse", payload: None, error: None, members: &[
    Member::new("logStreams", "logStreams", Location::Body, false, &SHAPE_LOG_STREAMS),
    Member::new("nextToken", "nextToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
] });

/// The shape `LogStream`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogStream {
    /// `logStreamName`
    #[serde(rename = "logStreamName", skip_serializing_if = "Option::is_none")]
    pub log_stream_name: Option<String>,
    /// `creationTime`
    #[serde(rename = "creationTime", skip_serializing_if = "Option::is_none")]
    pub creation_time: Option<i64>,
    /// `firstEventTimestamp`
    #[serde(rename = "firstEventTimestamp", skip_serializing_if = "Option::is_none")]
    pub first_event_timestamp: Option<i64>,
    /// `lastEventTimestamp`
    #[serde(rename = "lastEventTimestamp", skip_serializing_if = "Option::is_none")]
    pub last_event_timestamp: Option<i64>,
    /// `lastIngestionTime`
    #[serde(rename = "lastIngestionTime", skip_serializing_if = "Option::is_none")]
    pub last_ingestion_time: Option<i64>,
    /// `uploadSequenceToken`
    #[serde(rename = "uploadSequenceToken", skip_serializing_if = "Option::is_none")]
    pub upload_sequence_token: Option<String>,
    /// `arn`
    #[serde(rename = "arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `storedBytes`
    #[serde(rename = "storedBytes", skip_serializing_if = "Option::is_none")]
    pub stored_bytes: Option<i64>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LOG_STREAM: Shape = Shape::Structure(Structure { name: "LogStream", payload: None, error: None, members: &[
    Member::new("logStreamName", "logStreamName", Location::Body, false, &SHAPE_LOG_STREAM_NAME),
    Member::new("creationTime", "creationTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("firstEventTimestamp", "firstEventTimestamp", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("lastEventTimestamp", "lastEventTimestamp", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("lastIngestionTime", "lastIngestionTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("uploadSequenceToken", "uploadSequenceToken", Location::Body, false, &SHAPE_SEQUENCE_TOKEN),
    Member::new("arn", "arn", Location::Body, false, &SHAPE_ARN),
    Member::new("storedBytes", "storedBytes", Location::Body, false, &SHAPE_STORED_BYTES),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_STREAMS: Shape = Shape::List(List { member: &SHAPE_LOG_STREAM, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ORDER_BY: Shape = Shape::Text(Text { name: "OrderBy", values: &["LogStreamName", "LastEventTime"], pattern: "", min: None, max: None, sensitive: false });
