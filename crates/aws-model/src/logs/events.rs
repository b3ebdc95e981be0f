//! Operations and shapes of `events`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct FilterLogEvents;

#[rustfmt::skip]
static OPERATION_FILTER_LOG_EVENTS: OperationModel = OperationModel {
    name: "FilterLogEvents", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_FILTER_LOG_EVENTS_REQUEST), output: Some(&SHAPE_FILTER_LOG_EVENTS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for FilterLogEvents {
    const MODEL: &'static OperationModel = &OPERATION_FILTER_LOG_EVENTS;
    type Input = FilterLogEventsRequest;
    type Output = FilterLogEventsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetLogEvents;

#[rustfmt::skip]
static OPERATION_GET_LOG_EVENTS: OperationModel = OperationModel {
    name: "GetLogEvents", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_LOG_EVENTS_REQUEST), output: Some(&SHAPE_GET_LOG_EVENTS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetLogEvents {
    const MODEL: &'static OperationModel = &OPERATION_GET_LOG_EVENTS;
    type Input = GetLogEventsRequest;
    type Output = GetLogEventsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct PutLogEvents;

#[rustfmt::skip]
static OPERATION_PUT_LOG_EVENTS: OperationModel = OperationModel {
    name: "PutLogEvents", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_PUT_LOG_EVENTS_REQUEST), output: Some(&SHAPE_PUT_LOG_EVENTS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for PutLogEvents {
    const MODEL: &'static OperationModel = &OPERATION_PUT_LOG_EVENTS;
    type Input = PutLogEventsRequest;
    type Output = PutLogEventsResponse;
}

/// The shape `Entity`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// `keyAttributes`
    #[serde(rename = "keyAttributes", skip_serializing_if = "Option::is_none")]
    pub key_attributes: Option<std::collections::BTreeMap<String, String>>,
    /// `attributes`
    #[serde(rename = "attributes", skip_serializing_if = "Option::is_none")]
    pub attributes: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY: Shape = Shape::Structure(Structure { name: "Entity", payload: None, error: None, members: &[
    Member::new("keyAttributes", "keyAttributes", Location::Body, false, &SHAPE_ENTITY_KEY_ATTRIBUTES),
    Member::new("attributes", "attributes", Location::Body, false, &SHAPE_ENTITY_ATTRIBUTES),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_ATTRIBUTES: Shape = Shape::Map(Map { key: &SHAPE_ENTITY_ATTRIBUTES_KEY, value: &SHAPE_ENTITY_ATTRIBUTES_VALUE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_ATTRIBUTES_KEY: Shape = Shape::Text(Text { name: "EntityAttributesKey", values: &[], pattern: "", min: Some(1), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_ATTRIBUTES_VALUE: Shape = Shape::Text(Text { name: "EntityAttributesValue", values: &[], pattern: "", min: Some(1), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_KEY_ATTRIBUTES: Shape = Shape::Map(Map { key: &SHAPE_ENTITY_KEY_ATTRIBUTES_KEY, value: &SHAPE_ENTITY_KEY_ATTRIBUTES_VALUE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_KEY_ATTRIBUTES_KEY: Shape = Shape::Text(Text { name: "EntityKeyAttributesKey", values: &[], pattern: "", min: Some(1), max: Some(32), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_KEY_ATTRIBUTES_VALUE: Shape = Shape::Text(Text { name: "EntityKeyAttributesValue", values: &[], pattern: "", min: Some(1), max: Some(512), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENTITY_REJECTION_ERROR_TYPE: Shape = Shape::Text(Text { name: "EntityRejectionErrorType", values: &["InvalidEntity", "InvalidTypeValue", "InvalidKeyAttributes", "InvalidAttributes", "EntitySizeTooLarge", "UnsupportedLogGroupType", "MissingRequiredFields"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_ID: Shape = Shape::Text(Text::any("EventId"));

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_MESSAGE: Shape = Shape::Text(Text { name: "EventMessage", values: &[], pattern: "", min: Some(1), max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_EVENTS_LIMIT: Shape = Shape::Integer(Some(1), Some(10000));

/// The shape `FilterLogEventsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterLogEventsRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName", skip_serializing_if = "Option::is_none")]
    pub log_group_name: Option<String>,
    /// `logGroupIdentifier`
    #[serde(rename = "logGroupIdentifier", skip_serializing_if = "Option::is_none")]
    pub log_group_identifier: Option<String>,
    /// `logStreamNames`
    #[serde(rename = "logStreamNames", skip_serializing_if = "Option::is_none")]
    pub log_stream_names: Option<Vec<String>>,
    /// `logStreamNamePrefix`
    #[serde(rename = "logStreamNamePrefix", skip_serializing_if = "Option::is_none")]
    pub log_stream_name_prefix: Option<String>,
    /// `startTime`
    #[serde(rename = "startTime", skip_serializing_if = "Option::is_none")]
    pub start_time: Option<i64>,
    /// `endTime`
    #[serde(rename = "endTime", skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// `filterPattern`
    #[serde(rename = "filterPattern", skip_serializing_if = "Option::is_none")]
    pub filter_pattern: Option<String>,
    /// `nextToken`
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `interleaved`
    #[serde(rename = "interleaved", skip_serializing_if = "Option::is_none")]
    pub interleaved: Option<bool>,
    /// `unmask`
    #[serde(rename = "unmask", skip_serializing_if = "Option::is_none")]
    pub unmask: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_LOG_EVENTS_REQUEST: Shape = Shape::Structure(Structure { name: "FilterLogEventsRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, false, &SHAPE_LOG_GROUP_NAME),
    Member::new("logGroupIdentifier", "logGroupIdentifier", Location::Body, false, &SHAPE_LOG_GROUP_IDENTIFIER),
    Member::new("logStreamNames", "logStreamNames", Location::Body, false, &SHAPE_INPUT_LOG_STREAM_NAMES),
    Member::new("logStreamNamePrefix", "logStreamNamePrefix", Location::Body, false, &SHAPE_LOG_STREAM_NAME),
    Member::new("startTime", "startTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("endTime", "endTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("filterPattern", "filterPattern", Location::Body, false, &SHAPE_FILTER_PATTERN),
    Member::new("nextToken", "nextToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
    Member::new("limit", "limit", Location::Body, false, &SHAPE_EVENTS_LIMIT),
    Member::new("interleaved", "interleaved", Location::Body, false, &SHAPE_INTERLEAVED),
    Member::new("unmask", "unmask", Location::Body, false, &SHAPE_UNMASK),
] });

/// The shape `FilterLogEventsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterLogEventsResponse {
    /// `events`
    #[serde(rename = "events", skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<FilteredLogEvent>>,
    /// `searchedLogStreams`
    #[serde(rename = "searchedLogStreams", skip_serializing_if = "Option::is_none")]
    pub searched_log_streams: Option<Vec<SearchedLogStream>>,
    /// `nextToken`
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_LOG_EVENTS_RESPONSE: Shape = Shape::Structure(Structure { name: "FilterLogEventsResponse", payload: None, error: None, members: &[
    Member::new("events", "events", Location::Body, false, &SHAPE_FILTERED_LOG_EVENTS),
    Member::new("searchedLogStreams", "searchedLogStreams", Location::Body, false, &SHAPE_SEARCHED_LOG_STREAMS),
    Member::new("nextToken", "nextToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_PATTERN: Shape = Shape::Text(Text { name: "FilterPattern", values: &[], pattern: "", min: Some(0), max: Some(1024), sensitive: false });

/// The shape `FilteredLogEvent`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilteredLogEvent {
    /// `logStreamName`
    #[serde(rename = "logStreamName", skip_serializing_if = "Option::is_none")]
    pub log_stream_name: Option<String>,
    /// `timestamp`
    #[serde(rename = "timestamp", skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<i64>,
    /// `message`
    #[serde(rename = "message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// `ingestionTime`
    #[serde(rename = "ingestionTime", skip_serializing_if = "Option::is_none")]
    pub ingestion_time: Option<i64>,
    /// `eventId`
    #[serde(rename = "eventId", skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FILTERED_LOG_EVENT: Shape = Shape::Structure(Structure { name: "FilteredLogEvent", payload: None, error: None, members: &[
    Member::new("logStreamName", "logStreamName", Location::Body, false, &SHAPE_LOG_STREAM_NAME),
    Member::new("timestamp", "timestamp", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("message", "message", Location::Body, false, &SHAPE_EVENT_MESSAGE),
    Member::new("ingestionTime", "ingestionTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("eventId", "eventId", Location::Body, false, &SHAPE_EVENT_ID),
] });

#[rustfmt::skip]
pub(super) static SHAPE_FILTERED_LOG_EVENTS: Shape = Shape::List(List { member: &SHAPE_FILTERED_LOG_EVENT, member_wire: "", flattened: false, min: None, max: None });

/// The shape `GetLogEventsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetLogEventsRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName", skip_serializing_if = "Option::is_none")]
    pub log_group_name: Option<String>,
    /// `logGroupIdentifier`
    #[serde(rename = "logGroupIdentifier", skip_serializing_if = "Option::is_none")]
    pub log_group_identifier: Option<String>,
    /// `logStreamName`
    #[serde(rename = "logStreamName")]
    pub log_stream_name: String,
    /// `startTime`
    #[serde(rename = "startTime", skip_serializing_if = "Option::is_none")]
    pub start_time: Option<i64>,
    /// `endTime`
    #[serde(rename = "endTime", skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// `nextToken`
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// `startFromHead`
    #[serde(rename = "startFromHead", skip_serializing_if = "Option::is_none")]
    pub start_from_head: Option<bool>,
    /// `unmask`
    #[serde(rename = "unmask", skip_serializing_if = "Option::is_none")]
    pub unmask: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_LOG_EVENTS_REQUEST: Shape = Shape::Structure(Structure { name: "GetLogEventsRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, false, &SHAPE_LOG_GROUP_NAME),
    Member::new("logGroupIdentifier", "logGroupIdentifier", Location::Body, false, &SHAPE_LOG_GROUP_IDENTIFIER),
    Member::new("logStreamName", "logStreamName", Location::Body, true, &SHAPE_LOG_STREAM_NAME),
    Member::new("startTime", "startTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("endTime", "endTime", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("nextToken", "nextToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
    Member::new("limit", "limit", Location::Body, false, &SHAPE_EVENTS_LIMIT),
    Member::new("startFromHead", "startFromHead", Location::Body, false, &SHAPE_START_FROM_HEAD),
    Member::new("unmask", "unmask", Location::Body, false, &SHAPE_UNMASK),
] });

/// The shape `GetLogEventsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetLogEventsResponse {
    /// `events`
    #[serde(rename = "events", skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<OutputLogEvent>>,
    /// `nextForwardToken`
    #[serde(rename = "nextForwardToken", skip_serializing_if = "Option::is_none")]
    pub next_forward_token: Option<String>,
    /// `nextBackwardToken`
    #[serde(rename = "nextBackwardToken", skip_serializing_if = "Option::is_none")]
    pub next_backward_token: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_LOG_EVENTS_RESPONSE: Shape = Shape::Structure(Structure { name: "GetLogEventsResponse", payload: None, error: None, members: &[
    Member::new("events", "events", Location::Body, false, &SHAPE_OUTPUT_LOG_EVENTS),
    Member::new("nextForwardToken", "nextForwardToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
    Member::new("nextBackwardToken", "nextBackwardToken", Location::Body, false, &SHAPE_NEXT_TOKEN),
] });

/// The shape `InputLogEvent`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InputLogEvent {
    /// `timestamp`
    #[serde(rename = "timestamp")]
    pub timestamp: i64,
    /// `message`
    #[serde(rename = "message")]
    pub message: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_INPUT_LOG_EVENT: Shape = Shape::Structure(Structure { name: "InputLogEvent", payload: None, error: None, members: &[
    Member::new("timestamp", "timestamp", Location::Body, true, &SHAPE_TIMESTAMP),
    Member::new("message", "message", Location::Body, true, &SHAPE_EVENT_MESSAGE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_INPUT_LOG_EVENTS: Shape = Shape::List(List { member: &SHAPE_INPUT_LOG_EVENT, member_wire: "", flattened: false, min: Some(1), max: Some(10000) });

#[rustfmt::skip]
pub(super) static SHAPE_INPUT_LOG_STREAM_NAMES: Shape = Shape::List(List { member: &SHAPE_LOG_STREAM_NAME, member_wire: "", flattened: false, min: Some(1), max: Some(100) });

#[rustfmt::skip]
pub(super) static SHAPE_INTERLEAVED: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_LOG_EVENT_INDEX: Shape = Shape::Integer(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_LOG_STREAM_SEARCHED_COMPLETELY: Shape = Shape::Boolean;

/// The shape `OutputLogEvent`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutputLogEvent {
    /// `timestamp`
    #[serde(rename = "timestamp", skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<i64>,
    /// `message`
    #[serde(rename = "message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// `ingestionTime`
    #[serde(rename = "ingestionTime", skip_serializing_if = "Option::is_none")]
    pub ingestion_time: Option<i64>,
}

#[rustfmt::skip]
pub(super) static SHAPE_OUTPUT_LOG_EVENT: Shape = Shape::Structure(Structure { name: "OutputLogEvent", payload: None, error: None, members: &[
    Member::new("timestamp", "timestamp", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("message", "message", Location::Body, false, &SHAPE_EVENT_MESSAGE),
    Member::new("ingestionTime", "ingestionTime", Location::Body, false, &SHAPE_TIMESTAMP),
] });

#[rustfmt::skip]
pub(super) static SHAPE_OUTPUT_LOG_EVENTS: Shape = Shape::List(List { member: &SHAPE_OUTPUT_LOG_EVENT, member_wire: "", flattened: false, min: None, max: None });

/// The shape `PutLogEventsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutLogEventsRequest {
    /// `logGroupName`
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    /// `logStreamName`
    #[serde(rename = "logStreamName")]
    pub log_stream_name: String,
    /// `logEvents`
    #[serde(rename = "logEvents")]
    pub log_events: Vec<InputLogEvent>,
    /// `sequenceToken`
    #[serde(rename = "sequenceToken", skip_serializing_if = "Option::is_none")]
    pub sequence_token: Option<String>,
    /// `entity`
    #[serde(rename = "entity", skip_serializing_if = "Option::is_none")]
    pub entity: Option<Entity>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_LOG_EVENTS_REQUEST: Shape = Shape::Structure(Structure { name: "PutLogEventsRequest", payload: None, error: None, members: &[
    Member::new("logGroupName", "logGroupName", Location::Body, true, &SHAPE_LOG_GROUP_NAME),
    Member::new("logStreamName", "logStreamName", Location::Body, true, &SHAPE_LOG_STREAM_NAME),
    Member::new("logEvents", "logEvents", Location::Body, true, &SHAPE_INPUT_LOG_EVENTS),
    Member::new("sequenceToken", "sequenceToken", Location::Body, false, &SHAPE_SEQUENCE_TOKEN),
    Member::new("entity", "entity", Location::Body, false, &SHAPE_ENTITY),
] });

/// The shape `PutLogEventsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PutLogEventsResponse {
    /// `nextSequenceToken`
    #[serde(rename = "nextSequenceToken", skip_serializing_if = "Option::is_none")]
    pub next_sequence_token: Option<String>,
    /// `rejectedLogEventsInfo`
    #[serde(rename = "rejectedLogEventsInfo", skip_serializing_if = "Option::is_none")]
    pub rejected_log_events_info: Option<RejectedLogEventsInfo>,
    /// `rejectedEntityInfo`
    #[serde(rename = "rejectedEntityInfo", skip_serializing_if = "Option::is_none")]
    pub rejected_entity_info: Option<RejectedEntityInfo>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUT_LOG_EVENTS_RESPONSE: Shape = Shape::Structure(Structure { name: "PutLogEventsResponse", payload: None, error: None, members: &[
    Member::new("nextSequenceToken", "nextSequenceToken", Location::Body, false, &SHAPE_SEQUENCE_TOKEN),
    Member::new("rejectedLogEventsInfo", "rejectedLogEventsInfo", Location::Body, false, &SHAPE_REJECTED_LOG_EVENTS_INFO),
    Member::new("rejectedEntityInfo", "rejectedEntityInfo", Location::Body, false, &SHAPE_REJECTED_ENTITY_INFO),
] });

/// The shape `RejectedEntityInfo`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RejectedEntityInfo {
    /// `errorType`
    #[serde(rename = "errorType")]
    pub error_type: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_REJECTED_ENTITY_INFO: Shape = Shape::Structure(Structure { name: "RejectedEntityInfo", payload: None, error: None, members: &[
    Member::new("errorType", "errorType", Location::Body, true, &SHAPE_ENTITY_REJECTION_ERROR_TYPE),
] });

/// The shape `RejectedLogEventsInfo`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RejectedLogEventsInfo {
    /// `tooNewLogEventStartIndex`
    #[serde(rename = "tooNewLogEventStartIndex", skip_serializing_if = "Option::is_none")]
    pub too_new_log_event_start_index: Option<i32>,
    /// `tooOldLogEventEndIndex`
    #[serde(rename = "tooOldLogEventEndIndex", skip_serializing_if = "Option::is_none")]
    pub too_old_log_event_end_index: Option<i32>,
    /// `expiredLogEventEndIndex`
    #[serde(rename = "expiredLogEventEndIndex", skip_serializing_if = "Option::is_none")]
    pub expired_log_event_end_index: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_REJECTED_LOG_EVENTS_INFO: Shape = Shape::Structure(Structure { name: "RejectedLogEventsInfo", payload: None, error: None, members: &[
    Member::new("tooNewLogEventStartIndex", "tooNewLogEventStartIndex", Location::Body, false, &SHAPE_LOG_EVENT_INDEX),
    Member::new("tooOldLogEventEndIndex", "tooOldLogEventEndIndex", Location::Body, false, &SHAPE_LOG_EVENT_INDEX),
    Member::new("expiredLogEventEndIndex", "expiredLogEventEndIndex", Location::Body, false, &SHAPE_LOG_EVENT_INDEX),
] });

/// The shape `SearchedLogStream`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchedLogStream {
    /// `logStreamName`
    #[serde(rename = "logStreamName", skip_serializing_if = "Option::is_none")]
    pub log_stream_name: Option<String>,
    /// `searchedCompletely`
    #[serde(rename = "searchedCompletely", skip_serializing_if = "Option::is_none")]
    pub searched_completely: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SEARCHED_LOG_STREAM: Shape = Shape::Structure(Structure { name: "SearchedLogStream", payload: None, error: None, members: &[
    Member::new("logStreamName", "logStreamName", Location::Body, false, &SHAPE_LOG_STREAM_NAME),
    Member::new("searchedCompletely", "searchedCompletely", Location::Body, false, &SHAPE_LOG_STREAM_SEARCHED_COMPLETELY),
] });

#[rustfmt::skip]
pub(super) static SHAPE_SEARCHED_LOG_STREAMS: Shape = Shape::List(List { member: &SHAPE_SEARCHED_LOG_STREAM, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_START_FROM_HEAD: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_UNMASK: Shape = Shape::Boolean;
