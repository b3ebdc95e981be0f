// tidy: long because it holds all that the model says of one kind of resource

//! Operations and shapes of `other`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `GET /2016-08-19/account-settings`
#[derive(Debug, Clone, Copy)]
pub struct GetAccountSettings;

#[rustfmt::skip]
static OPERATION_GET_ACCOUNT_SETTINGS: OperationModel = OperationModel {
    name: "GetAccountSettings", http: Http { method: "GET", uri: "/2016-08-19/account-settings", status: 200 },
    input: Some(&SHAPE_GET_ACCOUNT_SETTINGS_REQUEST), output: Some(&SHAPE_GET_ACCOUNT_SETTINGS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetAccountSettings {
    const MODEL: &'static OperationModel = &OPERATION_GET_ACCOUNT_SETTINGS;
    type Input = GetAccountSettingsRequest;
    type Output = GetAccountSettingsResponse;
}

/// `POST /2015-03-31/functions/{FunctionName}/invocations`
#[derive(Debug, Clone, Copy)]
pub struct Invoke;

#[rustfmt::skip]
static OPERATION_INVOKE: OperationModel = OperationModel {
    name: "Invoke", http: Http { method: "POST", uri: "/2015-03-31/functions/{FunctionName}/invocations", status: 200 },
    input: Some(&SHAPE_INVOCATION_REQUEST), output: Some(&SHAPE_INVOCATION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for Invoke {
    const MODEL: &'static OperationModel = &OPERATION_INVOKE;
    type Input = InvocationRequest;
    type Output = InvocationResponse;
}

/// `GET /2015-03-31/event-source-mappings`
#[derive(Debug, Clone, Copy)]
pub struct ListEventSourceMappings;

#[rustfmt::skip]
static OPERATION_LIST_EVENT_SOURCE_MAPPINGS: OperationModel = OperationModel {
    name: "ListEventSourceMappings", http: Http { method: "GET", uri: "/2015-03-31/event-source-mappings", status: 200 },
    input: Some(&SHAPE_LIST_EVENT_SOURCE_MAPPINGS_REQUEST), output: Some(&SHAPE_LIST_EVENT_SOURCE_MAPPINGS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListEventSourceMappings {
    const MODEL: &'static OperationModel = &OPERATION_LIST_EVENT_SOURCE_MAPPINGS;
    type Input = ListEventSourceMappingsRequest;
    type Output = ListEventSourceMappingsResponse;
}

/// `DELETE /2017-03-31/tags/{Resource}`
#[derive(Debug, Clone, Copy)]
pub struct UntagResource;

#[rustfmt::skip]
static OPERATION_UNTAG_RESOURCE: OperationModel = OperationModel {
    name: "UntagResource", http: Http { method: "DELETE", uri: "/2017-03-31/tags/{Resource}", status: 204 },
    input: Some(&SHAPE_UNTAG_RESOURCE_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UntagResource {
    const MODEL: &'static OperationModel = &OPERATION_UNTAG_RESOURCE;
    type Input = UntagResourceRequest;
    type Output = aws_wire::Nothing;
}

/// The shape `AccountLimit`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountLimit {
    /// `TotalCodeSize`
    #[serde(rename = "TotalCodeSize", skip_serializing_if = "Option::is_none")]
    pub total_code_size: Option<i64>,
    /// `CodeSizeUnzipped`
    #[serde(rename = "CodeSizeUnzipped", skip_serializing_if = "Option::is_none")]
    pub code_size_unzipped: Option<i64>,
    /// `CodeSizeZipped`
    #[serde(rename = "CodeSizeZipped", skip_serializing_if = "Option::is_none")]
    pub code_size_zipped: Option<i64>,
    /// `ConcurrentExecutions`
    #[serde(rename = "ConcurrentExecutions", skip_serializing_if = "Option::is_none")]
    pub concurrent_executions: Option<i32>,
    /// `UnreservedConcurrentExecutions`
    #[serde(
        rename = "UnreservedConcurrentExecutions",
        skip_serializing_if = "Option::is_none"
    )]
    pub unreserved_concurrent_executions: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT_LIMIT: Shape = Shape::Structure(Structure { name: "AccountLimit", payload: None, error: None, members: &[
    Member::new("TotalCodeSize", "TotalCodeSize", Location::Body, false, &SHAPE_LONG),
    Member::new("CodeSizeUnzipped", "CodeSizeUnzipped", Location::Body, false, &SHAPE_LONG),
    Member::new("CodeSizeZipped", "CodeSizeZipped", Location::Body, false, &SHAPE_LONG),
    Member::new("ConcurrentExecutions", "ConcurrentExecutions", Location::Body, false, &SHAPE_INTEGER),
    Member::new("UnreservedConcurrentExecutions", "UnreservedConcurrentExecutions", Location::Body, false, &SHAPE_UNRESERVED_CONCURRENT_EXECUTIONS),
] });

/// The shape `AccountUsage`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountUsage {
    /// `TotalCodeSize`
    #[serde(rename = "TotalCodeSize", skip_serializing_if = "Option::is_none")]
    pub total_code_size: Option<i64>,
    /// `FunctionCount`
    #[serde(rename = "FunctionCount", skip_serializing_if = "Option::is_none")]
    pub function_count: Option<i64>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ACCOUNT_USAGE: Shape = Shape::Structure(Structure { name: "AccountUsage", payload: None, error: None, members: &[
    Member::new("TotalCodeSize", "TotalCodeSize", Location::Body, false, &SHAPE_LONG),
    Member::new("FunctionCount", "FunctionCount", Location::Body, false, &SHAPE_LONG),
] });

/// The shape `AmazonManagedKafkaEventSourceConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AmazonManagedKafkaEventSourceConfig {
    /// `ConsumerGroupId`
    #[serde(rename = "ConsumerGroupId", skip_serializing_if = "Option::is_none")]
    pub consumer_group_id: Option<String>,
    /// `SchemaRegistryConfig`
    #[serde(rename = "SchemaRegistryConfig", skip_serializing_if = "Option::is_none")]
    pub schema_registry_config: Option<KafkaSchemaRegistryConfig>,
}

#[rustfmt::skip]
pub(super) static SHAPE_AMAZON_MANAGED_KAFKA_EVENT_SOURCE_CONFIG: Shape = Shape::Structure(Structure { name: "AmazonManagedKafkaEventSourceConfig", payload: None, error: None, members: &[
    Member::new("ConsumerGroupId", "ConsumerGroupId", Location::Body, false, &SHAPE_URI),
    Member::new("SchemaRegistryConfig", "SchemaRegistryConfig", Location::Body, false, &SHAPE_KAFKA_SCHEMA_REGISTRY_CONFIG),
] });

#[rustfmt::skip]
pub(super) static SHAPE_BATCH_SIZE: Shape = Shape::Integer(Some(1), Some(10000));

#[rustfmt::skip]
pub(super) static SHAPE_BISECT_BATCH_ON_FUNCTION_ERROR: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_COLLECTION_NAME: Shape = Shape::Text(Text { name: "CollectionName", values: &[], pattern: "(^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*)", min: Some(1), max: Some(57), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_DATABASE_NAME: Shape = Shape::Text(Text { name: "DatabaseName", values: &[], pattern: "[^ /\\.$\\x22]*", min: Some(1), max: Some(63), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_DATE: Shape = Shape::Timestamp;

#[rustfmt::skip]
pub(super) static SHAPE_DESTINATION_ARN: Shape = Shape::Text(Text { name: "DestinationArn", values: &[], pattern: "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)", min: Some(0), max: Some(350), sensitive: false });

/// The shape `DestinationConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DestinationConfig {
    /// `OnSuccess`
    #[serde(rename = "OnSuccess", skip_serializing_if = "Option::is_none")]
    pub on_success: Option<OnSuccess>,
    /// `OnFailure`
    #[serde(rename = "OnFailure", skip_serializing_if = "Option::is_none")]
    pub on_failure: Option<OnFailure>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DESTINATION_CONFIG: Shape = Shape::Structure(Structure { name: "DestinationConfig", payload: None, error: None, members: &[
    Member::new("OnSuccess", "OnSuccess", Location::Body, false, &SHAPE_ON_SUCCESS),
    Member::new("OnFailure", "OnFailure", Location::Body, false, &SHAPE_ON_FAILURE),
] });

/// The shape `DocumentDBEventSourceConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentDBEventSourceConfig {
    /// `DatabaseName`
    #[serde(rename = "DatabaseName", skip_serializing_if = "Option::is_none")]
    pub database_name: Option<String>,
    /// `CollectionName`
    #[serde(rename = "CollectionName", skip_serializing_if = "Option::is_none")]
    pub collection_name: Option<String>,
    /// `FullDocument`
    #[serde(rename = "FullDocument", skip_serializing_if = "Option::is_none")]
    pub full_document: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DOCUMENT_DB_EVENT_SOURCE_CONFIG: Shape = Shape::Structure(Structure { name: "DocumentDBEventSourceConfig", payload: None, error: None, members: &[
    Member::new("DatabaseName", "DatabaseName", Location::Body, false, &SHAPE_DATABASE_NAME),
    Member::new("CollectionName", "CollectionName", Location::Body, false, &SHAPE_COLLECTION_NAME),
    Member::new("FullDocument", "FullDocument", Location::Body, false, &SHAPE_FULL_DOCUMENT),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DURABLE_EXECUTION_ARN: Shape = Shape::Text(Text { name: "DurableExecutionArn", values: &[], pattern: "arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)", min: Some(1), max: Some(1024), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_DURABLE_EXECUTION_NAME: Shape = Shape::Text(Text { name: "DurableExecutionName", values: &[], pattern: "[a-zA-Z0-9-_]+", min: Some(1), max: Some(64), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_END_POINT_TYPE: Shape = Shape::Text(Text { name: "EndPointType", values: &["KAFKA_BOOTSTRAP_SERVERS"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENDPOINT: Shape = Shape::Text(Text { name: "Endpoint", values: &[], pattern: "(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5}", min: Some(1), max: Some(300), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ENDPOINT_LISTS: Shape = Shape::List(List { member: &SHAPE_ENDPOINT, member_wire: "", flattened: false, min: Some(1), max: Some(10) });

#[rustfmt::skip]
pub(super) static SHAPE_ENDPOINTS: Shape = Shape::Map(Map { key: &SHAPE_END_POINT_TYPE, value: &SHAPE_ENDPOINT_LISTS, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPING_ARN: Shape = Shape::Text(Text { name: "EventSourceMappingArn", values: &[], pattern: "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", min: Some(85), max: Some(120), sensitive: false });

/// The shape `EventSourceMappingConfiguration`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventSourceMappingConfiguration {
    /// `UUID`
    #[serde(rename = "UUID", skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
    /// `StartingPosition`
    #[serde(rename = "StartingPosition", skip_serializing_if = "Option::is_none")]
    pub starting_position: Option<String>,
    /// `StartingPositionTimestamp`
    #[serde(rename = "StartingPositionTimestamp", skip_serializing_if = "Option::is_none")]
    pub starting_position_timestamp: Option<aws_wire::EpochSeconds>,
    /// `BatchSize`
    #[serde(rename = "BatchSize", skip_serializing_if = "Option::is_none")]
    pub batch_size: Option<i32>,
    /// `MaximumBatchingWindowInSeconds`
    #[serde(
        rename = "MaximumBatchingWindowInSeconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub maximum_batching_window_in_seconds: Option<i32>,
    /// `ParallelizationFactor`
    #[serde(rename = "ParallelizationFactor", skip_serializing_if = "Option::is_none")]
    pub parallelization_factor: Option<i32>,
    /// `EventSourceArn`
    #[serde(rename = "EventSourceArn", skip_serializing_if = "Option::is_none")]
    pub event_source_arn: Option<String>,
    /// `FilterCriteria`
    #[serde(rename = "FilterCriteria", skip_serializing_if = "Option::is_none")]
    pub filter_criteria: Option<FilterCriteria>,
    /// `FunctionArn`
    #[serde(rename = "FunctionArn", skip_serializing_if = "Option::is_none")]
    pub function_arn: Option<String>,
    /// `LastModified`
    #[serde(rename = "LastModified", skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<aws_wire::EpochSeconds>,
    /// `LastProcessingResult`
    #[serde(rename = "LastProcessingResult", skip_serializing_if = "Option::is_none")]
    pub last_processing_result: Option<String>,
    /// `State`
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `StateTransitionReason`
    #[serde(rename = "StateTransitionReason", skip_serializing_if = "Option::is_none")]
    pub state_transition_reason: Option<String>,
    /// `DestinationConfig`
    #[serde(rename = "DestinationConfig", skip_serializing_if = "Option::is_none")]
    pub destination_config: Option<DestinationConfig>,
    /// `Topics`
    #[serde(rename = "Topics", skip_serializing_if = "Option::is_none")]
    pub topics: Option<Vec<String>>,
    /// `Queues`
    #[serde(rename = "Queues", skip_serializing_if = "Option::is_none")]
    pub queues: Option<Vec<String>>,
    /// `SourceAccessConfigurations`
    #[serde(
        rename = "SourceAccessConfigurations",
        skip_serializing_if = "Option::is_none"
    )]
    pub source_access_configurations: Option<Vec<SourceAccessConfiguration>>,
    /// `SelfManagedEventSource`
    #[serde(rename = "SelfManagedEventSource", skip_serializing_if = "Option::is_none")]
    pub self_managed_event_source: Option<SelfManagedEventSource>,
    /// `MaximumRecordAgeInSeconds`
    #[serde(rename = "MaximumRecordAgeInSeconds", skip_serializing_if = "Option::is_none")]
    pub maximum_record_age_in_seconds: Option<i32>,
    /// `BisectBatchOnFunctionError`
    #[serde(
        rename = "BisectBatchOnFunctionError",
        skip_serializing_if = "Option::is_none"
    )]
    pub bisect_batch_on_function_error: Option<bool>,
    /// `MaximumRetryAttempts`
    #[serde(rename = "MaximumRetryAttempts", skip_serializing_if = "Option::is_none")]
    pub maximum_retry_attempts: Option<i32>,
    /// `TumblingWindowInSeconds`
    #[serde(rename = "TumblingWindowInSeconds", skip_serializing_if = "Option::is_none")]
    pub tumbling_window_in_seconds: Option<i32>,
    /// `FunctionResponseTypes`
    #[serde(rename = "FunctionResponseTypes", skip_serializing_if = "Option::is_none")]
    pub function_response_types: Option<Vec<String>>,
    /// `AmazonManagedKafkaEventSourceConfig`
    #[serde(
        rename = "AmazonManagedKafkaEventSourceConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub amazon_managed_kafka_event_source_config: Option<AmazonManagedKafkaEventSourceConfig>,
    /// `SelfManagedKafkaEventSourceConfig`
    #[serde(
        rename = "SelfManagedKafkaEventSourceConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub self_managed_kafka_event_source_config: Option<SelfManagedKafkaEventSourceConfig>,
    /// `ScalingConfig`
    #[serde(rename = "ScalingConfig", skip_serializing_if = "Option::is_none")]
    pub scaling_config: Option<ScalingConfig>,
    /// `DocumentDBEventSourceConfig`
    #[serde(
        rename = "DocumentDBEventSourceConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub document_db_event_source_config: Option<DocumentDBEventSourceConfig>,
    /// `KMSKeyArn`
    #[serde(rename = "KMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub kms_key_arn: Option<String>,
    /// `FilterCriteriaError`
    #[serde(rename = "FilterCriteriaError", skip_serializing_if = "Option::is_none")]
    pub filter_criteria_error: Option<FilterCriteriaError>,
    /// `EventSourceMappingArn`
    #[serde(rename = "EventSourceMappingArn", skip_serializing_if = "Option::is_none")]
    pub event_source_mapping_arn: Option<String>,
    /// `MetricsConfig`
    #[serde(rename = "MetricsConfig", skip_serializing_if = "Option::is_none")]
    pub metrics_config: Option<EventSourceMappingMetricsConfig>,
    /// `LoggingConfig`
    #[serde(rename = "LoggingConfig", skip_serializing_if = "Option::is_none")]
    pub logging_config: Option<EventSourceMappingLoggingConfig>,
    /// `ProvisionedPollerConfig`
    #[serde(rename = "ProvisionedPollerConfig", skip_serializing_if = "Option::is_none")]
    pub provisioned_poller_config: Option<ProvisionedPollerConfig>,
}

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPING_CONFIGURATION: Shape = Shape::Structure(Structure { name: "EventSourceMappingConfiguration", payload: None, error: None, members: &[
    Member::new("UUID", "UUID", Location::Body, false, &SHAPE_STRING),
    Member::new("StartingPosition", "StartingPosition", Location::Body, false, &SHAPE_EVENT_SOURCE_POSITION),
    Member::new("StartingPositionTimestamp", "StartingPositionTimestamp", Location::Body, false, &SHAPE_DATE),
    Member::new("BatchSize", "BatchSize", Location::Body, false, &SHAPE_BATCH_SIZE),
    Member::new("MaximumBatchingWindowInSeconds", "MaximumBatchingWindowInSeconds", Location::Body, false, &SHAPE_MAXIMUM_BATCHING_WINDOW_IN_SECONDS),
    Member::new("ParallelizationFactor", "ParallelizationFactor", Location::Body, false, &SHAPE_PARALLELIZATION_FACTOR),
    Member::new("EventSourceArn", "EventSourceArn", Location::Body, false, &SHAPE_ARN),
    Member::new("FilterCriteria", "FilterCriteria", Location::Body, false, &SHAPE_FILTER_CRITERIA),
    Member::new("FunctionArn", "FunctionArn", Location::Body, false, &SHAPE_FUNCTION_ARN),
    Member::new("LastModified", "LastModified", Location::Body, false, &SHAPE_DATE),
    Member::new("LastProcessingResult", "LastProcessingResult", Location::Body, false, &SHAPE_STRING),
    Member::new("State", "State", Location::Body, false, &SHAPE_STRING),
    Member::new("StateTransitionReason", "StateTransitionReason", Location::Body, false, &SHAPE_STRING),
    Member::new("DestinationConfig", "DestinationConfig", Location::Body, false, &SHAPE_DESTINATION_CONFIG),
    Member::new("Topics", "Topics", Location::Body, false, &SHAPE_TOPICS),
    Member::new("Queues", "Queues", Location::Body, false, &SHAPE_QUEUES),
    Member::new("SourceAccessConfigurations", "SourceAccessConfigurations", Location::Body, false, &SHAPE_SOURCE_ACCESS_CONFIGURATIONS),
    Member::new("SelfManagedEventSource", "SelfManagedEventSource", Location::Body, false, &SHAPE_SELF_MANAGED_EVENT_SOURCE),
    Member::new("MaximumRecordAgeInSeconds", "MaximumRecordAgeInSeconds", Location::Body, false, &SHAPE_MAXIMUM_RECORD_AGE_IN_SECONDS),
    Member::new("BisectBatchOnFunctionError", "BisectBatchOnFunctionError", Location::Body, false, &SHAPE_BISECT_BATCH_ON_FUNCTION_ERROR),
    Member::new("MaximumRetryAttempts", "MaximumRetryAttempts", Location::Body, false, &SHAPE_MAXIMUM_RETRY_ATTEMPTS_EVENT_SOURCE_MAPPING),
    Member::new("TumblingWindowInSeconds", "TumblingWindowInSeconds", Location::Body, false, &SHAPE_TUMBLING_WINDOW_IN_SECONDS),
    Member::new("FunctionResponseTypes", "FunctionResponseTypes", Location::Body, false, &SHAPE_FUNCTION_RESPONSE_TYPE_LIST),
    Member::new("AmazonManagedKafkaEventSourceConfig", "AmazonManagedKafkaEventSourceConfig", Location::Body, false, &SHAPE_AMAZON_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
    Member::new("SelfManagedKafkaEventSourceConfig", "SelfManagedKafkaEventSourceConfig", Location::Body, false, &SHAPE_SELF_MANAGED_KAFKA_EVENT_SOURCE_CONFIG),
    Member::new("ScalingConfig", "ScalingConfig", Location::Body, false, &SHAPE_SCALING_CONFIG),
    Member::new("DocumentDBEventSourceConfig", "DocumentDBEventSourceConfig", Location::Body, false, &SHAPE_DOCUMENT_DB_EVENT_SOURCE_CONFIG),
    Member::new("KMSKeyArn", "KMSKeyArn", Location::Body, false, &SHAPE_KMS_KEY_ARN),
    Member::new("FilterCriteriaError", "FilterCriteriaError", Location::Body, false, &SHAPE_FILTER_CRITERIA_ERROR),
    Member::new("EventSourceMappingArn", "EventSourceMappingArn", Location::Body, false, &SHAPE_EVENT_SOURCE_MAPPING_ARN),
    Member::new("MetricsConfig", "MetricsConfig", Location::Body, false, &SHAPE_EVENT_SOURCE_MAPPING_METRICS_CONFIG),
    Member::new("LoggingConfig", "LoggingConfig", Location::Body, false, &SHAPE_EVENT_SOURCE_MAPPING_LOGGING_CONFIG),
    Member::new("ProvisionedPollerConfig", "ProvisionedPollerConfig", Location::Body, false, &SHAPE_PROVISIONED_POLLER_CONFIG),
] });

/// The shape `EventSourceMappingLoggingConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventSourceMappingLoggingConfig {
    /// `SystemLogLevel`
    #[serde(rename = "SystemLogLevel", skip_serializing_if = "Option::is_none")]
    pub system_log_level: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPING_LOGGING_CONFIG: Shape = Shape::Structure(Structure { name: "EventSourceMappingLoggingConfig", payload: None, error: None, members: &[
    Member::new("SystemLogLevel", "SystemLogLevel", Location::Body, false, &SHAPE_EVENT_SOURCE_MAPPING_SYSTEM_LOG_LEVEL),
] });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPING_METRIC: Shape = Shape::Text(Text { name: "EventSourceMappingMetric", values: &["EventCount", "ErrorCount", "KafkaMetrics"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPING_METRIC_LIST: Shape = Shape::List(List { member: &SHAPE_EVENT_SOURCE_MAPPING_METRIC, member_wire: "", flattened: false, min: Some(0), max: Some(3) });

/// The shape `EventSourceMappingMetricsConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventSourceMappingMetricsConfig {
    /// `Metrics`
    #[serde(rename = "Metrics", skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPING_METRICS_CONFIG: Shape = Shape::Structure(Structure { name: "EventSourceMappingMetricsConfig", payload: None, error: None, members: &[
    Member::new("Metrics", "Metrics", Location::Body, false, &SHAPE_EVENT_SOURCE_MAPPING_METRIC_LIST),
] });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPING_SYSTEM_LOG_LEVEL: Shape = Shape::Text(Text { name: "EventSourceMappingSystemLogLevel", values: &["DEBUG", "INFO", "WARN"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_MAPPINGS_LIST: Shape = Shape::List(List { member: &SHAPE_EVENT_SOURCE_MAPPING_CONFIGURATION, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_POSITION: Shape = Shape::Text(Text { name: "EventSourcePosition", values: &["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `Filter`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// `Pattern`
    #[serde(rename = "Pattern", skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FILTER: Shape = Shape::Structure(Structure { name: "Filter", payload: None, error: None, members: &[
    Member::new("Pattern", "Pattern", Location::Body, false, &SHAPE_PATTERN),
] });

/// The shape `FilterCriteria`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterCriteria {
    /// `Filters`
    #[serde(rename = "Filters", skip_serializing_if = "Option::is_none")]
    pub filters: Option<Vec<Filter>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_CRITERIA: Shape = Shape::Structure(Structure { name: "FilterCriteria", payload: None, error: None, members: &[
    Member::new("Filters", "Filters", Location::Body, false, &SHAPE_FILTER_LIST),
] });

/// The shape `FilterCriteriaError`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterCriteriaError {
    /// `ErrorCode`
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// `Message`
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_CRITERIA_ERROR: Shape = Shape::Structure(Structure { name: "FilterCriteriaError", payload: None, error: None, members: &[
    Member::new("ErrorCode", "ErrorCode", Location::Body, false, &SHAPE_FILTER_CRITERIA_ERROR_CODE),
    Member::new("Message", "Message", Location::Body, false, &SHAPE_FILTER_CRITERIA_ERROR_MESSAGE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_CRITERIA_ERROR_CODE: Shape = Shape::Text(Text { name: "FilterCriteriaErrorCode", values: &[], pattern: "[A-Za-z]+Exception", min: Some(10), max: Some(50), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_CRITERIA_ERROR_MESSAGE: Shape = Shape::Text(Text { name: "FilterCriteriaErrorMessage", values: &[], pattern: ".*", min: Some(10), max: Some(2048), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FILTER_LIST: Shape = Shape::List(List { member: &SHAPE_FILTER, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_FULL_DOCUMENT: Shape = Shape::Text(Text { name: "FullDocument", values: &["UpdateLookup", "Default"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_RESPONSE_TYPE: Shape = Shape::Text(Text { name: "FunctionResponseType", values: &["ReportBatchItemFailures"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_RESPONSE_TYPE_LIST: Shape = Shape::List(List { member: &SHAPE_FUNCTION_RESPONSE_TYPE, member_wire: "", flattened: false, min: Some(0), max: Some(1) });

/// The shape `GetAccountSettingsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccountSettingsRequest {}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCOUNT_SETTINGS_REQUEST: Shape = Shape::Structure(Structure { name: "GetAccountSettingsRequest", payload: None, error: None, members: &[
] });

/// The shape `GetAccountSettingsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAccountSettingsResponse {
    /// `AccountLimit`
    #[serde(rename = "AccountLimit", skip_serializing_if = "Option::is_none")]
    pub account_limit: Option<AccountLimit>,
    /// `AccountUsage`
    #[serde(rename = "AccountUsage", skip_serializing_if = "Option::is_none")]
    pub account_usage: Option<AccountUsage>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_ACCOUNT_SETTINGS_RESPONSE: Shape = Shape::Structure(Structure { name: "GetAccountSettingsResponse", payload: None, error: None, members: &[
    Member::new("AccountLimit", "AccountLimit", Location::Body, false, &SHAPE_ACCOUNT_LIMIT),
    Member::new("AccountUsage", "AccountUsage", Location::Body, false, &SHAPE_ACCOUNT_USAGE),
] });

/// The shape `InvocationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvocationRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `InvocationType`
    #[serde(rename = "InvocationType", skip_serializing_if = "Option::is_none")]
    pub invocation_type: Option<String>,
    /// `LogType`
    #[serde(rename = "LogType", skip_serializing_if = "Option::is_none")]
    pub log_type: Option<String>,
    /// `ClientContext`
    #[serde(rename = "ClientContext", skip_serializing_if = "Option::is_none")]
    pub client_context: Option<String>,
    /// `DurableExecutionName`
    #[serde(rename = "DurableExecutionName", skip_serializing_if = "Option::is_none")]
    pub durable_execution_name: Option<String>,
    /// `Payload`
    #[serde(rename = "Payload", skip_serializing_if = "Option::is_none")]
    pub payload: Option<aws_wire::Blob>,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// `TenantId`
    #[serde(rename = "TenantId", skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_INVOCATION_REQUEST: Shape = Shape::Structure(Structure { name: "InvocationRequest", payload: Some("Payload"), error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("InvocationType", "X-Amz-Invocation-Type", Location::Header, false, &SHAPE_INVOCATION_TYPE),
    Member::new("LogType", "X-Amz-Log-Type", Location::Header, false, &SHAPE_LOG_TYPE),
    Member::new("ClientContext", "X-Amz-Client-Context", Location::Header, false, &SHAPE_STRING),
    Member::new("DurableExecutionName", "X-Amz-Durable-Execution-Name", Location::Header, false, &SHAPE_DURABLE_EXECUTION_NAME),
    Member::new("Payload", "Payload", Location::Body, false, &SHAPE_BLOB),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    Member::new("TenantId", "X-Amz-Tenant-Id", Location::Header, false, &SHAPE_TENANT_ID),
] });

/// The shape `InvocationResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvocationResponse {
    /// `StatusCode`
    #[serde(rename = "StatusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i32>,
    /// `FunctionError`
    #[serde(rename = "FunctionError", skip_serializing_if = "Option::is_none")]
    pub function_error: Option<String>,
    /// `LogResult`
    #[serde(rename = "LogResult", skip_serializing_if = "Option::is_none")]
    pub log_result: Option<String>,
    /// `Payload`
    #[serde(rename = "Payload", skip_serializing_if = "Option::is_none")]
    pub payload: Option<aws_wire::Blob>,
    /// `ExecutedVersion`
    #[serde(rename = "ExecutedVersion", skip_serializing_if = "Option::is_none")]
    pub executed_version: Option<String>,
    /// `DurableExecutionArn`
    #[serde(rename = "DurableExecutionArn", skip_serializing_if = "Option::is_none")]
    pub durable_execution_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_INVOCATION_RESPONSE: Shape = Shape::Structure(Structure { name: "InvocationResponse", payload: Some("Payload"), error: None, members: &[
    Member::new("StatusCode", "StatusCode", Location::Status, false, &SHAPE_INTEGER),
    Member::new("FunctionError", "X-Amz-Function-Error", Location::Header, false, &SHAPE_STRING),
    Member::new("LogResult", "X-Amz-Log-Result", Location::Header, false, &SHAPE_STRING),
    Member::new("Payload", "Payload", Location::Body, false, &SHAPE_BLOB),
    Member::new("ExecutedVersion", "X-Amz-Executed-Version", Location::Header, false, &SHAPE_VERSION),
    Member::new("DurableExecutionArn", "X-Amz-Durable-Execution-Arn", Location::Header, false, &SHAPE_DURABLE_EXECUTION_ARN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_INVOCATION_TYPE: Shape = Shape::Text(Text { name: "InvocationType", values: &["Event", "RequestResponse", "DryRun"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `KafkaSchemaRegistryAccessConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KafkaSchemaRegistryAccessConfig {
    /// `Type`
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// `URI`
    #[serde(rename = "URI", skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG: Shape = Shape::Structure(Structure { name: "KafkaSchemaRegistryAccessConfig", payload: None, error: None, members: &[
    Member::new("Type", "Type", Location::Body, false, &SHAPE_KAFKA_SCHEMA_REGISTRY_AUTH_TYPE),
    Member::new("URI", "URI", Location::Body, false, &SHAPE_ARN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG_LIST: Shape = Shape::List(List { member: &SHAPE_KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_KAFKA_SCHEMA_REGISTRY_AUTH_TYPE: Shape = Shape::Text(Text { name: "KafkaSchemaRegistryAuthType", values: &["BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH", "SERVER_ROOT_CA_CERTIFICATE"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `KafkaSchemaRegistryConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KafkaSchemaRegistryConfig {
    /// `SchemaRegistryURI`
    #[serde(rename = "SchemaRegistryURI", skip_serializing_if = "Option::is_none")]
    pub schema_registry_uri: Option<String>,
    /// `EventRecordFormat`
    #[serde(rename = "EventRecordFormat", skip_serializing_if = "Option::is_none")]
    pub event_record_format: Option<String>,
    /// `AccessConfigs`
    #[serde(rename = "AccessConfigs", skip_serializing_if = "Option::is_none")]
    pub access_configs: Option<Vec<KafkaSchemaRegistryAccessConfig>>,
    /// `SchemaValidationConfigs`
    #[serde(rename = "SchemaValidationConfigs", skip_serializing_if = "Option::is_none")]
    pub schema_validation_configs: Option<Vec<KafkaSchemaValidationConfig>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_KAFKA_SCHEMA_REGISTRY_CONFIG: Shape = Shape::Structure(Structure { name: "KafkaSchemaRegistryConfig", payload: None, error: None, members: &[
    Member::new("SchemaRegistryURI", "SchemaRegistryURI", Location::Body, false, &SHAPE_SCHEMA_REGISTRY_URI),
    Member::new("EventRecordFormat", "EventRecordFormat", Location::Body, false, &SHAPE_SCHEMA_REGISTRY_EVENT_RECORD_FORMAT),
    Member::new("AccessConfigs", "AccessConfigs", Location::Body, false, &SHAPE_KAFKA_SCHEMA_REGISTRY_ACCESS_CONFIG_LIST),
    Member::new("SchemaValidationConfigs", "SchemaValidationConfigs", Location::Body, false, &SHAPE_KAFKA_SCHEMA_VALIDATION_CONFIG_LIST),
] });

#[rustfmt::skip]
pub(super) static SHAPE_KAFKA_SCHEMA_VALIDATION_ATTRIBUTE: Shape = Shape::Text(Text { name: "KafkaSchemaValidationAttribute", values: &["KEY", "VALUE"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `KafkaSchemaValidationConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KafkaSchemaValidationConfig {
    /// `Attribute`
    #[serde(rename = "Attribute", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_KAFKA_SCHEMA_VALIDATION_CONFIG: Shape = Shape::Structure(Structure { name: "KafkaSchemaValidationConfig", payload: None, error: None, members: &[
    Member::new("Attribute", "Attribute", Location::Body, false, &SHAPE_KAFKA_SCHEMA_VALIDATION_ATTRIBUTE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_KAFKA_SCHEMA_VALIDATION_CONFIG_LIST: Shape = Shape::List(List { member: &SHAPE_KAFKA_SCHEMA_VALIDATION_CONFIG, member_wire: "", flattened: false, min: None, max: None });

/// The shape `ListEventSourceMappingsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListEventSourceMappingsRequest {
    /// `EventSourceArn`
    #[serde(rename = "EventSourceArn", skip_serializing_if = "Option::is_none")]
    pub event_source_arn: Option<String>,
    /// `FunctionName`
    #[serde(rename = "FunctionName", skip_serializing_if = "Option::is_none")]
    pub function_name: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_EVENT_SOURCE_MAPPINGS_REQUEST: Shape = Shape::Structure(Structure { name: "ListEventSourceMappingsRequest", payload: None, error: None, members: &[
    Member::new("EventSourceArn", "EventSourceArn", Location::Query, false, &SHAPE_ARN),
    Member::new("FunctionName", "FunctionName", Location::Query, false, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("Marker", "Marker", Location::Query, false, &SHAPE_STRING),
    Member::new("MaxItems", "MaxItems", Location::Query, false, &SHAPE_MAX_LIST_ITEMS),
] });

/// The shape `ListEventSourceMappingsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListEventSourceMappingsResponse {
    /// `NextMarker`
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    /// `EventSourceMappings`
    #[serde(rename = "EventSourceMappings", skip_serializing_if = "Option::is_none")]
    pub event_source_mappings: Option<Vec<EventSourceMappingConfiguration>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_EVENT_SOURCE_MAPPINGS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListEventSourceMappingsResponse", payload: None, error: None, members: &[
    Member::new("NextMarker", "NextMarker", Location::Body, false, &SHAPE_STRING),
    Member::new("EventSourceMappings", "EventSourceMappings", Location::Body, false, &SHAPE_EVENT_SOURCE_MAPPINGS_LIST),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_TYPE: Shape = Shape::Text(Text { name: "LogType", values: &["None", "Tail"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAXIMUM_BATCHING_WINDOW_IN_SECONDS: Shape = Shape::Integer(Some(0), Some(300));

#[rustfmt::skip]
pub(super) static SHAPE_MAXIMUM_CONCURRENCY: Shape = Shape::Integer(Some(2), Some(1000));

#[rustfmt::skip]
pub(super) static SHAPE_MAXIMUM_NUMBER_OF_POLLERS: Shape = Shape::Integer(Some(1), Some(2000));

#[rustfmt::skip]
pub(super) static SHAPE_MAXIMUM_RECORD_AGE_IN_SECONDS: Shape = Shape::Integer(Some(-1), Some(604800));

#[rustfmt::skip]
pub(super) static SHAPE_MAXIMUM_RETRY_ATTEMPTS_EVENT_SOURCE_MAPPING: Shape = Shape::Integer(Some(-1), Some(10000));

#[rustfmt::skip]
pub(super) static SHAPE_MINIMUM_NUMBER_OF_POLLERS: Shape = Shape::Integer(Some(1), Some(200));

/// The shape `OnFailure`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OnFailure {
    /// `Destination`
    #[serde(rename = "Destination", skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ON_FAILURE: Shape = Shape::Structure(Structure { name: "OnFailure", payload: None, error: None, members: &[
    Member::new("Destination", "Destination", Location::Body, false, &SHAPE_DESTINATION_ARN),
] });

/// The shape `OnSuccess`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OnSuccess {
    /// `Destination`
    #[serde(rename = "Destination", skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ON_SUCCESS: Shape = Shape::Structure(Structure { name: "OnSuccess", payload: None, error: None, members: &[
    Member::new("Destination", "Destination", Location::Body, false, &SHAPE_DESTINATION_ARN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_PARALLELIZATION_FACTOR: Shape = Shape::Integer(Some(1), Some(10));

#[rustfmt::skip]
pub(super) static SHAPE_PATTERN: Shape = Shape::Text(Text { name: "Pattern", values: &[], pattern: ".*", min: Some(0), max: Some(4096), sensitive: false });

/// The shape `ProvisionedPollerConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProvisionedPollerConfig {
    /// `MinimumPollers`
    #[serde(rename = "MinimumPollers", skip_serializing_if = "Option::is_none")]
    pub minimum_pollers: Option<i32>,
    /// `MaximumPollers`
    #[serde(rename = "MaximumPollers", skip_serializing_if = "Option::is_none")]
    pub maximum_pollers: Option<i32>,
    /// `PollerGroupName`
    #[serde(rename = "PollerGroupName", skip_serializing_if = "Option::is_none")]
    pub poller_group_name: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PROVISIONED_POLLER_CONFIG: Shape = Shape::Structure(Structure { name: "ProvisionedPollerConfig", payload: None, error: None, members: &[
    Member::new("MinimumPollers", "MinimumPollers", Location::Body, false, &SHAPE_MINIMUM_NUMBER_OF_POLLERS),
    Member::new("MaximumPollers", "MaximumPollers", Location::Body, false, &SHAPE_MAXIMUM_NUMBER_OF_POLLERS),
    Member::new("PollerGroupName", "PollerGroupName", Location::Body, false, &SHAPE_PROVISIONED_POLLER_GROUP_NAME),
] });

#[rustfmt::skip]
pub(super) static SHAPE_PROVISIONED_POLLER_GROUP_NAME: Shape = Shape::Text(Text { name: "ProvisionedPollerGroupName", values: &[], pattern: "[a-zA-Z0-9-_]*", min: Some(0), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_QUEUE: Shape = Shape::Text(Text { name: "Queue", values: &[], pattern: "[\\s\\S]*", min: Some(1), max: Some(1000), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_QUEUES: Shape = Shape::List(List { member: &SHAPE_QUEUE, member_wire: "", flattened: false, min: Some(1), max: Some(1) });

/// The shape `ScalingConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScalingConfig {
    /// `MaximumConcurrency`
    #[serde(rename = "MaximumConcurrency", skip_serializing_if = "Option::is_none")]
    pub maximum_concurrency: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SCALING_CONFIG: Shape = Shape::Structure(Structure { name: "ScalingConfig", payload: None, error: None, members: &[
    Member::new("MaximumConcurrency", "MaximumConcurrency", Location::Body, false, &SHAPE_MAXIMUM_CONCURRENCY),
] });

#[rustfmt::skip]
pub(super) static SHAPE_SCHEMA_REGISTRY_EVENT_RECORD_FORMAT: Shape = Shape::Text(Text { name: "SchemaRegistryEventRecordFormat", values: &["JSON", "SOURCE"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_SCHEMA_REGISTRY_URI: Shape = Shape::Text(Text { name: "SchemaRegistryUri", values: &[], pattern: "[a-zA-Z0-9-\\/*:_+=.@-]*", min: Some(1), max: Some(10000), sensitive: false });

/// The shape `SelfManagedEventSource`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfManagedEventSource {
    /// `Endpoints`
    #[serde(rename = "Endpoints", skip_serializing_if = "Option::is_none")]
    pub endpoints: Option<std::collections::BTreeMap<String, Vec<String>>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SELF_MANAGED_EVENT_SOURCE: Shape = Shape::Structure(Structure { name: "SelfManagedEventSource", payload: None, error: None, members: &[
    Member::new("Endpoints", "Endpoints", Location::Body, false, &SHAPE_ENDPOINTS),
] });

/// The shape `SelfManagedKafkaEventSourceConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfManagedKafkaEventSourceConfig {
    /// `ConsumerGroupId`
    #[serde(rename = "ConsumerGroupId", skip_serializing_if = "Option::is_none")]
    pub consumer_group_id: Option<String>,
    /// `SchemaRegistryConfig`
    #[serde(rename = "SchemaRegistryConfig", skip_serializing_if = "Option::is_none")]
    pub schema_registry_config: Option<KafkaSchemaRegistryConfig>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SELF_MANAGED_KAFKA_EVENT_SOURCE_CONFIG: Shape = Shape::Structure(Structure { name: "SelfManagedKafkaEventSourceConfig", payload: None, error: None, members: &[
    Member::new("ConsumerGroupId", "ConsumerGroupId", Location::Body, false, &SHAPE_URI),
    Member::new("SchemaRegistryConfig", "SchemaRegistryConfig", Location::Body, false, &SHAPE_KAFKA_SCHEMA_REGISTRY_CONFIG),
] });

/// The shape `SourceAccessConfiguration`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceAccessConfiguration {
    /// `Type`
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// `URI`
    #[serde(rename = "URI", skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SOURCE_ACCESS_CONFIGURATION: Shape = Shape::Structure(Structure { name: "SourceAccessConfiguration", payload: None, error: None, members: &[
    Member::new("Type", "Type", Location::Body, false, &SHAPE_SOURCE_ACCESS_TYPE),
    Member::new("URI", "URI", Location::Body, false, &SHAPE_URI),
] });

#[rustfmt::skip]
pub(super) static SHAPE_SOURCE_ACCESS_CONFIGURATIONS: Shape = Shape::List(List { member: &SHAPE_SOURCE_ACCESS_CONFIGURATION, member_wire: "", flattened: false, min: Some(0), max: Some(22) });

#[rustfmt::skip]
pub(super) static SHAPE_SOURCE_ACCESS_TYPE: Shape = Shape::Text(Text { name: "SourceAccessType", values: &["BASIC_AUTH", "VPC_SUBNET", "VPC_SECURITY_GROUP", "SASL_SCRAM_512_AUTH", "SASL_SCRAM_256_AUTH", "VIRTUAL_HOST", "CLIENT_CERTIFICATE_TLS_AUTH", "SERVER_ROOT_CA_CERTIFICATE"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY_LIST: Shape = Shape::List(List { member: &SHAPE_TAG_KEY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_TENANT_ID: Shape = Shape::Text(Text { name: "TenantId", values: &[], pattern: "[a-zA-Z0-9\\._:\\/=+\\-@ ]+", min: Some(1), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TOPIC: Shape = Shape::Text(Text { name: "Topic", values: &[], pattern: "[^.]([a-zA-Z0-9\\-_.]+)", min: Some(1), max: Some(249), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TOPICS: Shape = Shape::List(List { member: &SHAPE_TOPIC, member_wire: "", flattened: false, min: Some(1), max: Some(1) });

#[rustfmt::skip]
pub(super) static SHAPE_TUMBLING_WINDOW_IN_SECONDS: Shape = Shape::Integer(Some(0), Some(900));

#[rustfmt::skip]
pub(super) static SHAPE_URI: Shape = Shape::Text(Text { name: "URI", values: &[], pattern: "[a-zA-Z0-9-\\/*:_+=.@-]*", min: Some(1), max: Some(200), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_UNRESERVED_CONCURRENT_EXECUTIONS: Shape = Shape::Integer(Some(0), None);

/// The shape `UntagResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UntagResourceRequest {
    /// `Resource`
    #[serde(rename = "Resource")]
    pub resource: String,
    /// `TagKeys`
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(Structure { name: "UntagResourceRequest", payload: None, error: None, members: &[
    Member::new("Resource", "Resource", Location::Uri, true, &SHAPE_TAGGABLE_RESOURCE),
    Member::new("TagKeys", "tagKeys", Location::Query, true, &SHAPE_TAG_KEY_LIST),
] });
