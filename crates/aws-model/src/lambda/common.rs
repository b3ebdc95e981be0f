//! Shapes that several kinds of resource share.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{List, Location, Map, Member, Shape, Structure, Text};

#[rustfmt::skip]
pub(super) static SHAPE_APPLICATION_LOG_LEVEL: Shape = Shape::Text(Text { name: "ApplicationLogLevel", values: &["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ARCHITECTURE: Shape = Shape::Text(Text { name: "Architecture", values: &["x86_64", "arm64"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ARCHITECTURES_LIST: Shape = Shape::List(List { member: &SHAPE_ARCHITECTURE, member_wire: "", flattened: false, min: Some(1), max: Some(1) });

#[rustfmt::skip]
pub(super) static SHAPE_ARN: Shape = Shape::Text(Text { name: "Arn", values: &[], pattern: "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_BLOB: Shape = Shape::Blob;

#[rustfmt::skip]
pub(super) static SHAPE_CAPACITY_PROVIDER_ARN: Shape = Shape::Text(Text { name: "CapacityProviderArn", values: &[], pattern: "arn:aws[a-zA-Z-]*:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+", min: Some(1), max: Some(140), sensitive: false });

/// The shape `CapacityProviderConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CapacityProviderConfig {
    /// `LambdaManagedInstancesCapacityProviderConfig`
    #[serde(rename = "LambdaManagedInstancesCapacityProviderConfig")]
    pub lambda_managed_instances_capacity_provider_config: LambdaManagedInstancesCapacityProviderConfig,
}

#[rustfmt::skip]
pub(super) static SHAPE_CAPACITY_PROVIDER_CONFIG: Shape = Shape::Structure(Structure { name: "CapacityProviderConfig", payload: None, error: None, members: &[
    Member::new("LambdaManagedInstancesCapacityProviderConfig", "LambdaManagedInstancesCapacityProviderConfig", Location::Body, true, &SHAPE_LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG),
] });

/// The shape `Concurrency`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Concurrency {
    /// `ReservedConcurrentExecutions`
    #[serde(
        rename = "ReservedConcurrentExecutions",
        skip_serializing_if = "Option::is_none"
    )]
    pub reserved_concurrent_executions: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CONCURRENCY: Shape = Shape::Structure(Structure { name: "Concurrency", payload: None, error: None, members: &[
    Member::new("ReservedConcurrentExecutions", "ReservedConcurrentExecutions", Location::Body, false, &SHAPE_RESERVED_CONCURRENT_EXECUTIONS),
] });

/// The shape `DeadLetterConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeadLetterConfig {
    /// `TargetArn`
    #[serde(rename = "TargetArn", skip_serializing_if = "Option::is_none")]
    pub target_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DEAD_LETTER_CONFIG: Shape = Shape::Structure(Structure { name: "DeadLetterConfig", payload: None, error: None, members: &[
    Member::new("TargetArn", "TargetArn", Location::Body, false, &SHAPE_RESOURCE_ARN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_DESCRIPTION: Shape = Shape::Text(Text { name: "Description", values: &[], pattern: "", min: Some(0), max: Some(256), sensitive: false });

/// The shape `DurableConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DurableConfig {
    /// `RetentionPeriodInDays`
    #[serde(rename = "RetentionPeriodInDays", skip_serializing_if = "Option::is_none")]
    pub retention_period_in_days: Option<i32>,
    /// `ExecutionTimeout`
    #[serde(rename = "ExecutionTimeout", skip_serializing_if = "Option::is_none")]
    pub execution_timeout: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DURABLE_CONFIG: Shape = Shape::Structure(Structure { name: "DurableConfig", payload: None, error: None, members: &[
    Member::new("RetentionPeriodInDays", "RetentionPeriodInDays", Location::Body, false, &SHAPE_RETENTION_PERIOD_IN_DAYS),
    Member::new("ExecutionTimeout", "ExecutionTimeout", Location::Body, false, &SHAPE_EXECUTION_TIMEOUT),
] });

/// The shape `EnvironmentError`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EnvironmentError {
    /// `ErrorCode`
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// `Message`
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ENVIRONMENT_ERROR: Shape = Shape::Structure(Structure { name: "EnvironmentError", payload: None, error: None, members: &[
    Member::new("ErrorCode", "ErrorCode", Location::Body, false, &SHAPE_STRING),
    Member::new("Message", "Message", Location::Body, false, &SHAPE_SENSITIVE_STRING),
] });

/// The shape `EnvironmentResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EnvironmentResponse {
    /// `Variables`
    #[serde(rename = "Variables", skip_serializing_if = "Option::is_none")]
    pub variables: Option<std::collections::BTreeMap<String, String>>,
    /// `Error`
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<EnvironmentError>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ENVIRONMENT_RESPONSE: Shape = Shape::Structure(Structure { name: "EnvironmentResponse", payload: None, error: None, members: &[
    Member::new("Variables", "Variables", Location::Body, false, &SHAPE_ENVIRONMENT_VARIABLES),
    Member::new("Error", "Error", Location::Body, false, &SHAPE_ENVIRONMENT_ERROR),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ENVIRONMENT_VARIABLE_NAME: Shape = Shape::Text(Text { name: "EnvironmentVariableName", values: &[], pattern: "[a-zA-Z]([a-zA-Z0-9_])+", min: None, max: None, sensitive: true });

#[rustfmt::skip]
pub(super) static SHAPE_ENVIRONMENT_VARIABLE_VALUE: Shape = Shape::Text(Text { name: "EnvironmentVariableValue", values: &[], pattern: "", min: None, max: None, sensitive: true });

#[rustfmt::skip]
pub(super) static SHAPE_ENVIRONMENT_VARIABLES: Shape = Shape::Map(Map { key: &SHAPE_ENVIRONMENT_VARIABLE_NAME, value: &SHAPE_ENVIRONMENT_VARIABLE_VALUE, key_wire: "", value_wire: "", flattened: false });

/// The shape `EphemeralStorage`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EphemeralStorage {
    /// `Size`
    #[serde(rename = "Size")]
    pub size: i32,
}

#[rustfmt::skip]
pub(super) static SHAPE_EPHEMERAL_STORAGE: Shape = Shape::Structure(Structure { name: "EphemeralStorage", payload: None, error: None, members: &[
    Member::new("Size", "Size", Location::Body, true, &SHAPE_EPHEMERAL_STORAGE_SIZE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_EPHEMERAL_STORAGE_SIZE: Shape = Shape::Integer(Some(512), Some(10240));

#[rustfmt::skip]
pub(super) static SHAPE_EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU: Shape = Shape::Double;

#[rustfmt::skip]
pub(super) static SHAPE_EXECUTION_TIMEOUT: Shape = Shape::Integer(Some(1), Some(31622400));

#[rustfmt::skip]
pub(super) static SHAPE_FILE_SYSTEM_ARN: Shape = Shape::Text(Text { name: "FileSystemArn", values: &[], pattern: "arn:aws[a-zA-Z-]*:elasticfilesystem:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}", min: Some(0), max: Some(256), sensitive: false });

/// The shape `FileSystemConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileSystemConfig {
    /// `Arn`
    #[serde(rename = "Arn")]
    pub arn: String,
    /// `LocalMountPath`
    #[serde(rename = "LocalMountPath")]
    pub local_mount_path: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_FILE_SYSTEM_CONFIG: Shape = Shape::Structure(Structure { name: "FileSystemConfig", payload: None, error: None, members: &[
    Member::new("Arn", "Arn", Location::Body, true, &SHAPE_FILE_SYSTEM_ARN),
    Member::new("LocalMountPath", "LocalMountPath", Location::Body, true, &SHAPE_LOCAL_MOUNT_PATH),
] });

#[rustfmt::skip]
pub(super) static SHAPE_FILE_SYSTEM_CONFIG_LIST: Shape = Shape::List(List { member: &SHAPE_FILE_SYSTEM_CONFIG, member_wire: "", flattened: false, min: Some(0), max: Some(1) });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_ARN: Shape = Shape::Text(Text { name: "FunctionArn", values: &[], pattern: "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?", min: Some(0), max: Some(10000), sensitive: false });

/// The shape `FunctionConfiguration`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FunctionConfiguration {
    /// `FunctionName`
    #[serde(rename = "FunctionName", skip_serializing_if = "Option::is_none")]
    pub function_name: Option<String>,
    /// `FunctionArn`
    #[serde(rename = "FunctionArn", skip_serializing_if = "Option::is_none")]
    pub function_arn: Option<String>,
    /// `Runtime`
    #[serde(rename = "Runtime", skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    /// `Role`
    #[serde(rename = "Role", skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// `Handler`
    #[serde(rename = "Handler", skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// `CodeSize`
    #[serde(rename = "CodeSize", skip_serializing_if = "Option::is_none")]
    pub code_size: Option<i64>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `Timeout`
    #[serde(rename = "Timeout", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i32>,
    /// `MemorySize`
    #[serde(rename = "MemorySize", skip_serializing_if = "Option::is_none")]
    pub memory_size: Option<i32>,
    /// `LastModified`
    #[serde(rename = "LastModified", skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// `CodeSha256`
    #[serde(rename = "CodeSha256", skip_serializing_if = "Option::is_none")]
    pub code_sha256: Option<String>,
    /// `Version`
    #[serde(rename = "Version", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// `VpcConfig`
    #[serde(rename = "VpcConfig", skip_serializing_if = "Option::is_none")]
    pub vpc_config: Option<VpcConfigResponse>,
    /// `DeadLetterConfig`
    #[serde(rename = "DeadLetterConfig", skip_serializing_if = "Option::is_none")]
    pub dead_letter_config: Option<DeadLetterConfig>,
    /// `Environment`
    #[serde(rename = "Environment", skip_serializing_if = "Option::is_none")]
    pub environment: Option<EnvironmentResponse>,
    /// `KMSKeyArn`
    #[serde(rename = "KMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub kms_key_arn: Option<String>,
    /// `TracingConfig`
    #[serde(rename = "TracingConfig", skip_serializing_if = "Option::is_none")]
    pub tracing_config: Option<TracingConfigResponse>,
    /// `MasterArn`
    #[serde(rename = "MasterArn", skip_serializing_if = "Option::is_none")]
    pub master_arn: Option<String>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    /// `Layers`
    #[serde(rename = "Layers", skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<Layer>>,
    /// `State`
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `StateReason`
    #[serde(rename = "StateReason", skip_serializing_if = "Option::is_none")]
    pub state_reason: Option<String>,
    /// `StateReasonCode`
    #[serde(rename = "StateReasonCode", skip_serializing_if = "Option::is_none")]
    pub state_reason_code: Option<String>,
    /// `LastUpdateStatus`
    #[serde(rename = "LastUpdateStatus", skip_serializing_if = "Option::is_none")]
    pub last_update_status: Option<String>,
    /// `LastUpdateStatusReason`
    #[serde(rename = "LastUpdateStatusReason", skip_serializing_if = "Option::is_none")]
    pub last_update_status_reason: Option<String>,
    /// `LastUpdateStatusReasonCode`
    #[serde(
        rename = "LastUpdateStatusReasonCode",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_update_status_reason_code: Option<String>,
    /// `FileSystemConfigs`
    #[serde(rename = "FileSystemConfigs", skip_serializing_if = "Option::is_none")]
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    /// `PackageType`
    #[serde(rename = "PackageType", skip_serializing_if = "Option::is_none")]
    pub package_type: Option<String>,
    /// `ImageConfigResponse`
    #[serde(rename = "ImageConfigResponse", skip_serializing_if = "Option::is_none")]
    pub image_config_response: Option<ImageConfigResponse>,
    /// `SigningProfileVersionArn`
    #[serde(rename = "SigningProfileVersionArn", skip_serializing_if = "Option::is_none")]
    pub signing_profile_version_arn: Option<String>,
    /// `SigningJobArn`
    #[serde(rename = "SigningJobArn", skip_serializing_if = "Option::is_none")]
    pub signing_job_arn: Option<String>,
    /// `Architectures`
    #[serde(rename = "Architectures", skip_serializing_if = "Option::is_none")]
    pub architectures: Option<Vec<String>>,
    /// `EphemeralStorage`
    #[serde(rename = "EphemeralStorage", skip_serializing_if = "Option::is_none")]
    pub ephemeral_storage: Option<EphemeralStorage>,
    /// `SnapStart`
    #[serde(rename = "SnapStart", skip_serializing_if = "Option::is_none")]
    pub snap_start: Option<SnapStartResponse>,
    /// `RuntimeVersionConfig`
    #[serde(rename = "RuntimeVersionConfig", skip_serializing_if = "Option::is_none")]
    pub runtime_version_config: Option<RuntimeVersionConfig>,
    /// `LoggingConfig`
    #[serde(rename = "LoggingConfig", skip_serializing_if = "Option::is_none")]
    pub logging_config: Option<LoggingConfig>,
    /// `CapacityProviderConfig`
    #[serde(rename = "CapacityProviderConfig", skip_serializing_if = "Option::is_none")]
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    /// `ConfigSha256`
    #[serde(rename = "ConfigSha256", skip_serializing_if = "Option::is_none")]
    pub config_sha256: Option<String>,
    /// `DurableConfig`
    #[serde(rename = "DurableConfig", skip_serializing_if = "Option::is_none")]
    pub durable_config: Option<DurableConfig>,
    /// `TenancyConfig`
    #[serde(rename = "TenancyConfig", skip_serializing_if = "Option::is_none")]
    pub tenancy_config: Option<TenancyConfig>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_CONFIGURATION: Shape = Shape::Structure(Structure { name: "FunctionConfiguration", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Body, false, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("FunctionArn", "FunctionArn", Location::Body, false, &SHAPE_NAME_SPACED_FUNCTION_ARN),
    Member::new("Runtime", "Runtime", Location::Body, false, &SHAPE_RUNTIME),
    Member::new("Role", "Role", Location::Body, false, &SHAPE_ROLE_ARN),
    Member::new("Handler", "Handler", Location::Body, false, &SHAPE_HANDLER),
    Member::new("CodeSize", "CodeSize", Location::Body, false, &SHAPE_LONG),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("Timeout", "Timeout", Location::Body, false, &SHAPE_TIMEOUT),
    Member::new("MemorySize", "MemorySize", Location::Body, false, &SHAPE_MEMORY_SIZE),
    Member::new("LastModified", "LastModified", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("CodeSha256", "CodeSha256", Location::Body, false, &SHAPE_STRING),
    Member::new("Version", "Version", Location::Body, false, &SHAPE_VERSION),
    Member::new("VpcConfig", "VpcConfig", Location::Body, false, &SHAPE_VPC_CONFIG_RESPONSE),
    Member::new("DeadLetterConfig", "DeadLetterConfig", Location::Body, false, &SHAPE_DEAD_LETTER_CONFIG),
    Member::new("Environment", "Environment", Location::Body, false, &SHAPE_ENVIRONMENT_RESPONSE),
    Member::new("KMSKeyArn", "KMSKeyArn", Location::Body, false, &SHAPE_KMS_KEY_ARN),
    Member::new("TracingConfig", "TracingConfig", Location::Body, false, &SHAPE_TRACING_CONFIG_RESPONSE),
    Member::new("MasterArn", "MasterArn", Location::Body, false, &SHAPE_FUNCTION_ARN),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
    Member::new("Layers", "Layers", Location::Body, false, &SHAPE_LAYERS_REFERENCE_LIST),
    Member::new("State", "State", Location::Body, false, &SHAPE_STATE),
    Member::new("StateReason", "StateReason", Location::Body, false, &SHAPE_STATE_REASON),
    Member::new("StateReasonCode", "StateReasonCode", Location::Body, false, &SHAPE_STATE_REASON_CODE),
    Member::new("LastUpdateStatus", "LastUpdateStatus", Location::Body, false, &SHAPE_LAST_UPDATE_STATUS),
    Member::new("LastUpdateStatusReason", "LastUpdateStatusReason", Location::Body, false, &SHAPE_LAST_UPDATE_STATUS_REASON),
    Member::new("LastUpdateStatusReasonCode", "LastUpdateStatusReasonCode", Location::Body, false, &SHAPE_LAST_UPDATE_STATUS_REASON_CODE),
    Member::new("FileSystemConfigs", "FileSystemConfigs", Location::Body, false, &SHAPE_FILE_SYSTEM_CONFIG_LIST),
    Member::new("PackageType", "PackageType", Location::Body, false, &SHAPE_PACKAGE_TYPE),
    Member::new("ImageConfigResponse", "ImageConfigResponse", Location::Body, false, &SHAPE_IMAGE_CONFIG_RESPONSE),
    Member::new("SigningProfileVersionArn", "SigningProfileVersionArn", Location::Body, false, &SHAPE_ARN),
    Member::new("SigningJobArn", "SigningJobArn", Location::Body, false, &SHAPE_ARN),
    Member::new("Architectures", "Architectures", Location::Body, false, &SHAPE_ARCHITECTURES_LIST),
    Member::new("EphemeralStorage", "EphemeralStorage", Location::Body, false, &SHAPE_EPHEMERAL_STORAGE),
    Member::new("SnapStart", "SnapStart", Location::Body, false, &SHAPE_SNAP_START_RESPONSE),
    Member::new("RuntimeVersionConfig", "RuntimeVersionConfig", Location::Body, false, &SHAPE_RUNTIME_VERSION_CONFIG),
    Member::new("LoggingConfig", "LoggingConfig", Location::Body, false, &SHAPE_LOGGING_CONFIG),
    Member::new("CapacityProviderConfig", "CapacityProviderConfig", Location::Body, false, &SHAPE_CAPACITY_PROVIDER_CONFIG),
    Member::new("ConfigSha256", "ConfigSha256", Location::Body, false, &SHAPE_STRING),
    Member::new("DurableConfig", "DurableConfig", Location::Body, false, &SHAPE_DURABLE_CONFIG),
    Member::new("TenancyConfig", "TenancyConfig", Location::Body, false, &SHAPE_TENANCY_CONFIG),
] });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_LIST: Shape = Shape::List(List { member: &SHAPE_FUNCTION_CONFIGURATION, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_NAME: Shape = Shape::Text(Text { name: "FunctionName", values: &[], pattern: "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?", min: Some(1), max: Some(140), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_URL_AUTH_TYPE: Shape = Shape::Text(Text { name: "FunctionUrlAuthType", values: &["NONE", "AWS_IAM"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_VERSION_LATEST_PUBLISHED: Shape = Shape::Text(Text { name: "FunctionVersionLatestPublished", values: &["LATEST_PUBLISHED"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_HANDLER: Shape = Shape::Text(Text { name: "Handler", values: &[], pattern: "[^\\s]+", min: Some(0), max: Some(128), sensitive: false });

/// The shape `ImageConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImageConfig {
    /// `EntryPoint`
    #[serde(rename = "EntryPoint", skip_serializing_if = "Option::is_none")]
    pub entry_point: Option<Vec<String>>,
    /// `Command`
    #[serde(rename = "Command", skip_serializing_if = "Option::is_none")]
    pub command: Option<Vec<String>>,
    /// `WorkingDirectory`
    #[serde(rename = "WorkingDirectory", skip_serializing_if = "Option::is_none")]
    pub working_directory: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_IMAGE_CONFIG: Shape = Shape::Structure(Structure { name: "ImageConfig", payload: None, error: None, members: &[
    Member::new("EntryPoint", "EntryPoint", Location::Body, false, &SHAPE_STRING_LIST),
    Member::new("Command", "Command", Location::Body, false, &SHAPE_STRING_LIST),
    Member::new("WorkingDirectory", "WorkingDirectory", Location::Body, false, &SHAPE_WORKING_DIRECTORY),
] });

/// The shape `ImageConfigError`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImageConfigError {
    /// `ErrorCode`
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// `Message`
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_IMAGE_CONFIG_ERROR: Shape = Shape::Structure(Structure { name: "ImageConfigError", payload: None, error: None, members: &[
    Member::new("ErrorCode", "ErrorCode", Location::Body, false, &SHAPE_STRING),
    Member::new("Message", "Message", Location::Body, false, &SHAPE_SENSITIVE_STRING),
] });

/// The shape `ImageConfigResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImageConfigResponse {
    /// `ImageConfig`
    #[serde(rename = "ImageConfig", skip_serializing_if = "Option::is_none")]
    pub image_config: Option<ImageConfig>,
    /// `Error`
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<ImageConfigError>,
}

#[rustfmt::skip]
pub(super) static SHAPE_IMAGE_CONFIG_RESPONSE: Shape = Shape::Structure(Structure { name: "ImageConfigResponse", payload: None, error: None, members: &[
    Member::new("ImageConfig", "ImageConfig", Location::Body, false, &SHAPE_IMAGE_CONFIG),
    Member::new("Error", "Error", Location::Body, false, &SHAPE_IMAGE_CONFIG_ERROR),
] });

#[rustfmt::skip]
pub(super) static SHAPE_INTEGER: Shape = Shape::Integer(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_KMS_KEY_ARN: Shape = Shape::Text(Text { name: "KMSKeyArn", values: &[], pattern: "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()", min: None, max: None, sensitive: false });

/// The shape `LambdaManagedInstancesCapacityProviderConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LambdaManagedInstancesCapacityProviderConfig {
    /// `CapacityProviderArn`
    #[serde(rename = "CapacityProviderArn")]
    pub capacity_provider_arn: String,
    /// `PerExecutionEnvironmentMaxConcurrency`
    #[serde(
        rename = "PerExecutionEnvironmentMaxConcurrency",
        skip_serializing_if = "Option::is_none"
    )]
    pub per_execution_environment_max_concurrency: Option<i32>,
    /// `ExecutionEnvironmentMemoryGiBPerVCpu`
    #[serde(
        rename = "ExecutionEnvironmentMemoryGiBPerVCpu",
        skip_serializing_if = "Option::is_none"
    )]
    pub execution_environment_memory_gi_b_per_v_cpu: Option<f64>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG: Shape = Shape::Structure(Structure { name: "LambdaManagedInstancesCapacityProviderConfig", payload: None, error: None, members: &[
    Member::new("CapacityProviderArn", "CapacityProviderArn", Location::Body, true, &SHAPE_CAPACITY_PROVIDER_ARN),
    Member::new("PerExecutionEnvironmentMaxConcurrency", "PerExecutionEnvironmentMaxConcurrency", Location::Body, false, &SHAPE_PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY),
    Member::new("ExecutionEnvironmentMemoryGiBPerVCpu", "ExecutionEnvironmentMemoryGiBPerVCpu", Location::Body, false, &SHAPE_EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LAST_UPDATE_STATUS: Shape = Shape::Text(Text { name: "LastUpdateStatus", values: &["Successful", "Failed", "InProgress"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LAST_UPDATE_STATUS_REASON: Shape = Shape::Text(Text::any("LastUpdateStatusReason"));

#[rustfmt::skip]
pub(super) static SHAPE_LAST_UPDATE_STATUS_REASON_CODE: Shape = Shape::Text(Text { name: "LastUpdateStatusReasonCode", values: &["EniLimitExceeded", "InsufficientRolePermissions", "InvalidConfiguration", "InternalError", "SubnetOutOfIPAddresses", "InvalidSubnet", "InvalidSecurityGroup", "ImageDeleted", "ImageAccessDenied", "InvalidImage", "KMSKeyAccessDenied", "KMSKeyNotFound", "InvalidStateKMSKey", "DisabledKMSKey", "EFSIOError", "EFSMountConnectivityError", "EFSMountFailure", "EFSMountTimeout", "InvalidRuntime", "InvalidZipFileException", "FunctionError", "VcpuLimitExceeded", "CapacityProviderScalingLimitExceeded", "InsufficientCapacity", "EC2RequestLimitExceeded", "FunctionError.InitTimeout", "FunctionError.RuntimeInitError", "FunctionError.ExtensionInitError", "FunctionError.InvalidEntryPoint", "FunctionError.InvalidWorkingDirectory", "FunctionError.PermissionDenied", "FunctionError.TooManyExtensions", "FunctionError.InitResourceExhausted", "DisallowedByVpcEncryptionControl"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `Layer`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layer {
    /// `Arn`
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `CodeSize`
    #[serde(rename = "CodeSize", skip_serializing_if = "Option::is_none")]
    pub code_size: Option<i64>,
    /// `SigningProfileVersionArn`
    #[serde(rename = "SigningProfileVersionArn", skip_serializing_if = "Option::is_none")]
    pub signing_profile_version_arn: Option<String>,
    /// `SigningJobArn`
    #[serde(rename = "SigningJobArn", skip_serializing_if = "Option::is_none")]
    pub signing_job_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LAYER: Shape = Shape::Structure(Structure { name: "Layer", payload: None, error: None, members: &[
    Member::new("Arn", "Arn", Location::Body, false, &SHAPE_LAYER_VERSION_ARN),
    Member::new("CodeSize", "CodeSize", Location::Body, false, &SHAPE_LONG),
    Member::new("SigningProfileVersionArn", "SigningProfileVersionArn", Location::Body, false, &SHAPE_ARN),
    Member::new("SigningJobArn", "SigningJobArn", Location::Body, false, &SHAPE_ARN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_VERSION_ARN: Shape = Shape::Text(Text { name: "LayerVersionArn", values: &[], pattern: "arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+", min: Some(1), max: Some(140), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LAYERS_REFERENCE_LIST: Shape = Shape::List(List { member: &SHAPE_LAYER, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LOCAL_MOUNT_PATH: Shape = Shape::Text(Text { name: "LocalMountPath", values: &[], pattern: "/mnt/[a-zA-Z0-9-_.]+", min: Some(0), max: Some(160), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_FORMAT: Shape = Shape::Text(Text { name: "LogFormat", values: &["JSON", "Text"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LOG_GROUP: Shape = Shape::Text(Text { name: "LogGroup", values: &[], pattern: "[\\.\\-_/#A-Za-z0-9]+", min: Some(1), max: Some(512), sensitive: false });

/// The shape `LoggingConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoggingConfig {
    /// `LogFormat`
    #[serde(rename = "LogFormat", skip_serializing_if = "Option::is_none")]
    pub log_format: Option<String>,
    /// `ApplicationLogLevel`
    #[serde(rename = "ApplicationLogLevel", skip_serializing_if = "Option::is_none")]
    pub application_log_level: Option<String>,
    /// `SystemLogLevel`
    #[serde(rename = "SystemLogLevel", skip_serializing_if = "Option::is_none")]
    pub system_log_level: Option<String>,
    /// `LogGroup`
    #[serde(rename = "LogGroup", skip_serializing_if = "Option::is_none")]
    pub log_group: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LOGGING_CONFIG: Shape = Shape::Structure(Structure { name: "LoggingConfig", payload: None, error: None, members: &[
    Member::new("LogFormat", "LogFormat", Location::Body, false, &SHAPE_LOG_FORMAT),
    Member::new("ApplicationLogLevel", "ApplicationLogLevel", Location::Body, false, &SHAPE_APPLICATION_LOG_LEVEL),
    Member::new("SystemLogLevel", "SystemLogLevel", Location::Body, false, &SHAPE_SYSTEM_LOG_LEVEL),
    Member::new("LogGroup", "LogGroup", Location::Body, false, &SHAPE_LOG_GROUP),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LONG: Shape = Shape::Long(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_MAX_LIST_ITEMS: Shape = Shape::Integer(Some(1), Some(10000));

#[rustfmt::skip]
pub(super) static SHAPE_MEMORY_SIZE: Shape = Shape::Integer(Some(128), Some(32768));

#[rustfmt::skip]
pub(super) static SHAPE_NAME_SPACED_FUNCTION_ARN: Shape = Shape::Text(Text { name: "NameSpacedFunctionArn", values: &[], pattern: "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_\\.]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?", min: Some(0), max: Some(10000), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_NAMESPACED_FUNCTION_NAME: Shape = Shape::Text(Text { name: "NamespacedFunctionName", values: &[], pattern: "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?", min: Some(1), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_NULLABLE_BOOLEAN: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER: Shape = Shape::Text(Text { name: "NumericLatestPublishedOrAliasQualifier", values: &[], pattern: "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_PACKAGE_TYPE: Shape = Shape::Text(Text { name: "PackageType", values: &["Zip", "Image"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY: Shape = Shape::Integer(Some(1), Some(1600));

#[rustfmt::skip]
pub(super) static SHAPE_RESERVED_CONCURRENT_EXECUTIONS: Shape = Shape::Integer(Some(0), None);

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE_ARN: Shape = Shape::Text(Text { name: "ResourceArn", values: &[], pattern: "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_RETENTION_PERIOD_IN_DAYS: Shape = Shape::Integer(Some(1), Some(90));

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_ARN: Shape = Shape::Text(Text { name: "RoleArn", values: &[], pattern: "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_RUNTIME: Shape = Shape::Text(Text { name: "Runtime", values: &["nodejs", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "java8", "java8.al2", "java11", "python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet6", "dotnet8", "nodejs4.3-edge", "go1.x", "ruby2.5", "ruby2.7", "provided", "provided.al2", "nodejs18.x", "python3.10", "java17", "ruby3.2", "ruby3.3", "ruby3.4", "python3.11", "nodejs20.x", "provided.al2023", "python3.12", "java21", "python3.13", "nodejs22.x", "nodejs24.x", "python3.14", "java25", "dotnet10", "ruby4.0"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_RUNTIME_VERSION_ARN: Shape = Shape::Text(Text { name: "RuntimeVersionArn", values: &[], pattern: "arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}::runtime:.+", min: Some(26), max: Some(2048), sensitive: false });

/// The shape `RuntimeVersionConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuntimeVersionConfig {
    /// `RuntimeVersionArn`
    #[serde(rename = "RuntimeVersionArn", skip_serializing_if = "Option::is_none")]
    pub runtime_version_arn: Option<String>,
    /// `Error`
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<RuntimeVersionError>,
}

#[rustfmt::skip]
pub(super) static SHAPE_RUNTIME_VERSION_CONFIG: Shape = Shape::Structure(Structure { name: "RuntimeVersionConfig", payload: None, error: None, members: &[
    Member::new("RuntimeVersionArn", "RuntimeVersionArn", Location::Body, false, &SHAPE_RUNTIME_VERSION_ARN),
    Member::new("Error", "Error", Location::Body, false, &SHAPE_RUNTIME_VERSION_ERROR),
] });

/// The shape `RuntimeVersionError`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuntimeVersionError {
    /// `ErrorCode`
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// `Message`
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_RUNTIME_VERSION_ERROR: Shape = Shape::Structure(Structure { name: "RuntimeVersionError", payload: None, error: None, members: &[
    Member::new("ErrorCode", "ErrorCode", Location::Body, false, &SHAPE_STRING),
    Member::new("Message", "Message", Location::Body, false, &SHAPE_SENSITIVE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_S3_BUCKET: Shape = Shape::Text(Text { name: "S3Bucket", values: &[], pattern: "[0-9A-Za-z\\.\\-_]*(?<!\\.)", min: Some(3), max: Some(63), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_S3_KEY: Shape = Shape::Text(Text { name: "S3Key", values: &[], pattern: "", min: Some(1), max: Some(1024), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_S3_OBJECT_VERSION: Shape = Shape::Text(Text { name: "S3ObjectVersion", values: &[], pattern: "", min: Some(1), max: Some(1024), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_SECURITY_GROUP_ID: Shape = Shape::Text(Text::any("SecurityGroupId"));

#[rustfmt::skip]
pub(super) static SHAPE_SECURITY_GROUP_IDS: Shape = Shape::List(List { member: &SHAPE_SECURITY_GROUP_ID, member_wire: "", flattened: false, min: Some(0), max: Some(5) });

#[rustfmt::skip]
pub(super) static SHAPE_SENSITIVE_STRING: Shape = Shape::Text(Text { name: "SensitiveString", values: &[], pattern: "", min: None, max: None, sensitive: true });

#[rustfmt::skip]
pub(super) static SHAPE_SNAP_START_APPLY_ON: Shape = Shape::Text(Text { name: "SnapStartApplyOn", values: &["PublishedVersions", "None"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_SNAP_START_OPTIMIZATION_STATUS: Shape = Shape::Text(Text { name: "SnapStartOptimizationStatus", values: &["On", "Off"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `SnapStartResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SnapStartResponse {
    /// `ApplyOn`
    #[serde(rename = "ApplyOn", skip_serializing_if = "Option::is_none")]
    pub apply_on: Option<String>,
    /// `OptimizationStatus`
    #[serde(rename = "OptimizationStatus", skip_serializing_if = "Option::is_none")]
    pub optimization_status: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SNAP_START_RESPONSE: Shape = Shape::Structure(Structure { name: "SnapStartResponse", payload: None, error: None, members: &[
    Member::new("ApplyOn", "ApplyOn", Location::Body, false, &SHAPE_SNAP_START_APPLY_ON),
    Member::new("OptimizationStatus", "OptimizationStatus", Location::Body, false, &SHAPE_SNAP_START_OPTIMIZATION_STATUS),
] });

#[rustfmt::skip]
pub(super) static SHAPE_STATE: Shape = Shape::Text(Text { name: "State", values: &["Pending", "Active", "Inactive", "Failed", "Deactivating", "Deactivated", "ActiveNonInvocable", "Deleting"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_STATE_REASON: Shape = Shape::Text(Text::any("StateReason"));

#[rustfmt::skip]
pub(super) static SHAPE_STATE_REASON_CODE: Shape = Shape::Text(Text { name: "StateReasonCode", values: &["Idle", "Creating", "Restoring", "EniLimitExceeded", "InsufficientRolePermissions", "InvalidConfiguration", "InternalError", "SubnetOutOfIPAddresses", "InvalidSubnet", "InvalidSecurityGroup", "ImageDeleted", "ImageAccessDenied", "InvalidImage", "KMSKeyAccessDenied", "KMSKeyNotFound", "InvalidStateKMSKey", "DisabledKMSKey", "EFSIOError", "EFSMountConnectivityError", "EFSMountFailure", "EFSMountTimeout", "InvalidRuntime", "InvalidZipFileException", "FunctionError", "DrainingDurableExecutions", "VcpuLimitExceeded", "CapacityProviderScalingLimitExceeded", "InsufficientCapacity", "EC2RequestLimitExceeded", "FunctionError.InitTimeout", "FunctionError.RuntimeInitError", "FunctionError.ExtensionInitError", "FunctionError.InvalidEntryPoint", "FunctionError.InvalidWorkingDirectory", "FunctionError.PermissionDenied", "FunctionError.TooManyExtensions", "FunctionError.InitResourceExhausted", "DisallowedByVpcEncryptionControl"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_STRING: Shape = Shape::Text(Text::any("String"));

#[rustfmt::skip]
pub(super) static SHAPE_STRING_LIST: Shape = Shape::List(List { member: &SHAPE_STRING, member_wire: "", flattened: false, min: Some(0), max: Some(1500) });

#[rustfmt::skip]
pub(super) static SHAPE_SUBNET_ID: Shape = Shape::Text(Text::any("SubnetId"));

#[rustfmt::skip]
pub(super) static SHAPE_SUBNET_IDS: Shape = Shape::List(List { member: &SHAPE_SUBNET_ID, member_wire: "", flattened: false, min: Some(0), max: Some(16) });

#[rustfmt::skip]
pub(super) static SHAPE_SYSTEM_LOG_LEVEL: Shape = Shape::Text(Text { name: "SystemLogLevel", values: &["DEBUG", "INFO", "WARN"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY: Shape = Shape::Text(Text::any("TagKey"));

#[rustfmt::skip]
pub(super) static SHAPE_TAG_VALUE: Shape = Shape::Text(Text::any("TagValue"));

#[rustfmt::skip]
pub(super) static SHAPE_TAGGABLE_RESOURCE: Shape = Shape::Text(Text { name: "TaggableResource", values: &[], pattern: "arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)", min: Some(1), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAGS: Shape = Shape::Map(Map { key: &SHAPE_TAG_KEY, value: &SHAPE_TAG_VALUE, key_wire: "", value_wire: "", flattened: false });

/// The shape `TenancyConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TenancyConfig {
    /// `TenantIsolationMode`
    #[serde(rename = "TenantIsolationMode")]
    pub tenant_isolation_mode: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_TENANCY_CONFIG: Shape = Shape::Structure(Structure { name: "TenancyConfig", payload: None, error: None, members: &[
    Member::new("TenantIsolationMode", "TenantIsolationMode", Location::Body, true, &SHAPE_TENANT_ISOLATION_MODE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_TENANT_ISOLATION_MODE: Shape = Shape::Text(Text { name: "TenantIsolationMode", values: &["PER_TENANT"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TIMEOUT: Shape = Shape::Integer(Some(1), None);

#[rustfmt::skip]
pub(super) static SHAPE_TIMESTAMP: Shape = Shape::Text(Text::any("Timestamp"));

/// The shape `TracingConfigResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TracingConfigResponse {
    /// `Mode`
    #[serde(rename = "Mode", skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TRACING_CONFIG_RESPONSE: Shape = Shape::Structure(Structure { name: "TracingConfigResponse", payload: None, error: None, members: &[
    Member::new("Mode", "Mode", Location::Body, false, &SHAPE_TRACING_MODE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_TRACING_MODE: Shape = Shape::Text(Text { name: "TracingMode", values: &["Active", "PassThrough"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_VERSION: Shape = Shape::Text(Text { name: "Version", values: &[], pattern: "(\\$LATEST|[0-9]+)", min: Some(1), max: Some(1024), sensitive: false });

/// The shape `VpcConfigResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct VpcConfigResponse {
    /// `SubnetIds`
    #[serde(rename = "SubnetIds", skip_serializing_if = "Option::is_none")]
    pub subnet_ids: Option<Vec<String>>,
    /// `SecurityGroupIds`
    #[serde(rename = "SecurityGroupIds", skip_serializing_if = "Option::is_none")]
    pub security_group_ids: Option<Vec<String>>,
    /// `VpcId`
    #[serde(rename = "VpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    /// `Ipv6AllowedForDualStack`
    #[serde(rename = "Ipv6AllowedForDualStack", skip_serializing_if = "Option::is_none")]
    pub ipv6_allowed_for_dual_stack: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_VPC_CONFIG_RESPONSE: Shape = Shape::Structure(Structure { name: "VpcConfigResponse", payload: None, error: None, members: &[
    Member::new("SubnetIds", "SubnetIds", Location::Body, false, &SHAPE_SUBNET_IDS),
    Member::new("SecurityGroupIds", "SecurityGroupIds", Location::Body, false, &SHAPE_SECURITY_GROUP_IDS),
    Member::new("VpcId", "VpcId", Location::Body, false, &SHAPE_VPC_ID),
    Member::new("Ipv6AllowedForDualStack", "Ipv6AllowedForDualStack", Location::Body, false, &SHAPE_NULLABLE_BOOLEAN),
] });

#[rustfmt::skip]
pub(super) static SHAPE_VPC_ID: Shape = Shape::Text(Text::any("VpcId"));

#[rustfmt::skip]
pub(super) static SHAPE_WORKING_DIRECTORY: Shape = Shape::Text(Text { name: "WorkingDirectory", values: &[], pattern: "", min: Some(0), max: Some(1000), sensitive: false });
