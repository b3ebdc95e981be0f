// tidy: long because it holds all that the model says of one kind of resource

//! Operations and shapes of `function`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /2015-03-31/functions`
#[derive(Debug, Clone, Copy)]
pub struct CreateFunction;

#[rustfmt::skip]
static OPERATION_CREATE_FUNCTION: OperationModel = OperationModel {
    name: "CreateFunction", http: Http { method: "POST", uri: "/2015-03-31/functions", status: 201 },
    input: Some(&SHAPE_CREATE_FUNCTION_REQUEST), output: Some(&SHAPE_FUNCTION_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for CreateFunction {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_FUNCTION;
    type Input = CreateFunctionRequest;
    type Output = FunctionConfiguration;
}

/// `DELETE /2015-03-31/functions/{FunctionName}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteFunction;

#[rustfmt::skip]
static OPERATION_DELETE_FUNCTION: OperationModel = OperationModel {
    name: "DeleteFunction", http: Http { method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}", status: 200 },
    input: Some(&SHAPE_DELETE_FUNCTION_REQUEST), output: Some(&SHAPE_DELETE_FUNCTION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for DeleteFunction {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_FUNCTION;
    type Input = DeleteFunctionRequest;
    type Output = DeleteFunctionResponse;
}

/// `GET /2015-03-31/functions/{FunctionName}`
#[derive(Debug, Clone, Copy)]
pub struct GetFunction;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION: OperationModel = OperationModel {
    name: "GetFunction", http: Http { method: "GET", uri: "/2015-03-31/functions/{FunctionName}", status: 200 },
    input: Some(&SHAPE_GET_FUNCTION_REQUEST), output: Some(&SHAPE_GET_FUNCTION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetFunction {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION;
    type Input = GetFunctionRequest;
    type Output = GetFunctionResponse;
}

/// `GET /2020-06-30/functions/{FunctionName}/code-signing-config`
#[derive(Debug, Clone, Copy)]
pub struct GetFunctionCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "GetFunctionCodeSigningConfig", http: Http { method: "GET", uri: "/2020-06-30/functions/{FunctionName}/code-signing-config", status: 200 },
    input: Some(&SHAPE_GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST), output: Some(&SHAPE_GET_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetFunctionCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION_CODE_SIGNING_CONFIG;
    type Input = GetFunctionCodeSigningConfigRequest;
    type Output = GetFunctionCodeSigningConfigResponse;
}

/// `GET /2015-03-31/functions/{FunctionName}/configuration`
#[derive(Debug, Clone, Copy)]
pub struct GetFunctionConfiguration;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION_CONFIGURATION: OperationModel = OperationModel {
    name: "GetFunctionConfiguration", http: Http { method: "GET", uri: "/2015-03-31/functions/{FunctionName}/configuration", status: 200 },
    input: Some(&SHAPE_GET_FUNCTION_CONFIGURATION_REQUEST), output: Some(&SHAPE_FUNCTION_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for GetFunctionConfiguration {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION_CONFIGURATION;
    type Input = GetFunctionConfigurationRequest;
    type Output = FunctionConfiguration;
}

/// `GET /2021-10-31/functions/{FunctionName}/url`
#[derive(Debug, Clone, Copy)]
pub struct GetFunctionUrlConfig;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION_URL_CONFIG: OperationModel = OperationModel {
    name: "GetFunctionUrlConfig", http: Http { method: "GET", uri: "/2021-10-31/functions/{FunctionName}/url", status: 200 },
    input: Some(&SHAPE_GET_FUNCTION_URL_CONFIG_REQUEST), output: Some(&SHAPE_GET_FUNCTION_URL_CONFIG_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetFunctionUrlConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION_URL_CONFIG;
    type Input = GetFunctionUrlConfigRequest;
    type Output = GetFunctionUrlConfigResponse;
}

/// `GET /2015-03-31/functions`
#[derive(Debug, Clone, Copy)]
pub struct ListFunctions;

#[rustfmt::skip]
static OPERATION_LIST_FUNCTIONS: OperationModel = OperationModel {
    name: "ListFunctions", http: Http { method: "GET", uri: "/2015-03-31/functions", status: 200 },
    input: Some(&SHAPE_LIST_FUNCTIONS_REQUEST), output: Some(&SHAPE_LIST_FUNCTIONS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListFunctions {
    const MODEL: &'static OperationModel = &OPERATION_LIST_FUNCTIONS;
    type Input = ListFunctionsRequest;
    type Output = ListFunctionsResponse;
}

/// `PUT /2015-03-31/functions/{FunctionName}/code`
#[derive(Debug, Clone, Copy)]
pub struct UpdateFunctionCode;

#[rustfmt::skip]
static OPERATION_UPDATE_FUNCTION_CODE: OperationModel = OperationModel {
    name: "UpdateFunctionCode", http: Http { method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/code", status: 200 },
    input: Some(&SHAPE_UPDATE_FUNCTION_CODE_REQUEST), output: Some(&SHAPE_FUNCTION_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for UpdateFunctionCode {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_FUNCTION_CODE;
    type Input = UpdateFunctionCodeRequest;
    type Output = FunctionConfiguration;
}

/// `PUT /2015-03-31/functions/{FunctionName}/configuration`
#[derive(Debug, Clone, Copy)]
pub struct UpdateFunctionConfiguration;

#[rustfmt::skip]
static OPERATION_UPDATE_FUNCTION_CONFIGURATION: OperationModel = OperationModel {
    name: "UpdateFunctionConfiguration", http: Http { method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/configuration", status: 200 },
    input: Some(&SHAPE_UPDATE_FUNCTION_CONFIGURATION_REQUEST), output: Some(&SHAPE_FUNCTION_CONFIGURATION), result_wrapper: "",
};

impl aws_wire::Operation for UpdateFunctionConfiguration {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_FUNCTION_CONFIGURATION;
    type Input = UpdateFunctionConfigurationRequest;
    type Output = FunctionConfiguration;
}

#[rustfmt::skip]
pub(super) static SHAPE_ALLOW_CREDENTIALS: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_ALLOW_METHODS_LIST: Shape = Shape::List(List { member: &SHAPE_METHOD, member_wire: "", flattened: false, min: Some(0), max: Some(6) });

#[rustfmt::skip]
pub(super) static SHAPE_ALLOW_ORIGINS_LIST: Shape = Shape::List(List { member: &SHAPE_ORIGIN, member_wire: "", flattened: false, min: Some(0), max: Some(100) });

#[rustfmt::skip]
pub(super) static SHAPE_BOOLEAN: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_CODE_SIGNING_CONFIG_ARN: Shape = Shape::Text(Text { name: "CodeSigningConfigArn", values: &[], pattern: "arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17}", min: Some(0), max: Some(200), sensitive: false });

/// The shape `Cors`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cors {
    /// `AllowCredentials`
    #[serde(rename = "AllowCredentials", skip_serializing_if = "Option::is_none")]
    pub allow_credentials: Option<bool>,
    /// `AllowHeaders`
    #[serde(rename = "AllowHeaders", skip_serializing_if = "Option::is_none")]
    pub allow_headers: Option<Vec<String>>,
    /// `AllowMethods`
    #[serde(rename = "AllowMethods", skip_serializing_if = "Option::is_none")]
    pub allow_methods: Option<Vec<String>>,
    /// `AllowOrigins`
    #[serde(rename = "AllowOrigins", skip_serializing_if = "Option::is_none")]
    pub allow_origins: Option<Vec<String>>,
    /// `ExposeHeaders`
    #[serde(rename = "ExposeHeaders", skip_serializing_if = "Option::is_none")]
    pub expose_headers: Option<Vec<String>>,
    /// `MaxAge`
    #[serde(rename = "MaxAge", skip_serializing_if = "Option::is_none")]
    pub max_age: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CORS: Shape = Shape::Structure(Structure { name: "Cors", payload: None, error: None, members: &[
    Member::new("AllowCredentials", "AllowCredentials", Location::Body, false, &SHAPE_ALLOW_CREDENTIALS),
    Member::new("AllowHeaders", "AllowHeaders", Location::Body, false, &SHAPE_HEADERS_LIST),
    Member::new("AllowMethods", "AllowMethods", Location::Body, false, &SHAPE_ALLOW_METHODS_LIST),
    Member::new("AllowOrigins", "AllowOrigins", Location::Body, false, &SHAPE_ALLOW_ORIGINS_LIST),
    Member::new("ExposeHeaders", "ExposeHeaders", Location::Body, false, &SHAPE_HEADERS_LIST),
    Member::new("MaxAge", "MaxAge", Location::Body, false, &SHAPE_MAX_AGE),
] });

/// The shape `CreateFunctionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateFunctionRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Runtime`
    #[serde(rename = "Runtime", skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    /// `Role`
    #[serde(rename = "Role")]
    pub role: String,
    /// `Handler`
    #[serde(rename = "Handler", skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// `Code`
    #[serde(rename = "Code")]
    pub code: FunctionCode,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `Timeout`
    #[serde(rename = "Timeout", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i32>,
    /// `MemorySize`
    #[serde(rename = "MemorySize", skip_serializing_if = "Option::is_none")]
    pub memory_size: Option<i32>,
    /// `Publish`
    #[serde(rename = "Publish", skip_serializing_if = "Option::is_none")]
    pub publish: Option<bool>,
    /// `VpcConfig`
    #[serde(rename = "VpcConfig", skip_serializing_if = "Option::is_none")]
    pub vpc_config: Option<VpcConfig>,
    /// `PackageType`
    #[serde(rename = "PackageType", skip_serializing_if = "Option::is_none")]
    pub package_type: Option<String>,
    /// `DeadLetterConfig`
    #[serde(rename = "DeadLetterConfig", skip_serializing_if = "Option::is_none")]
    pub dead_letter_config: Option<DeadLetterConfig>,
    /// `Environment`
    #[serde(rename = "Environment", skip_serializing_if = "Option::is_none")]
    pub environment: Option<Environment>,
    /// `KMSKeyArn`
    #[serde(rename = "KMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub kms_key_arn: Option<String>,
    /// `TracingConfig`
    #[serde(rename = "TracingConfig", skip_serializing_if = "Option::is_none")]
    pub tracing_config: Option<TracingConfig>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `Layers`
    #[serde(rename = "Layers", skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<String>>,
    /// `FileSystemConfigs`
    #[serde(rename = "FileSystemConfigs", skip_serializing_if = "Option::is_none")]
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    /// `ImageConfig`
    #[serde(rename = "ImageConfig", skip_serializing_if = "Option::is_none")]
    pub image_config: Option<ImageConfig>,
    /// `CodeSigningConfigArn`
    #[serde(rename = "CodeSigningConfigArn", skip_serializing_if = "Option::is_none")]
    pub code_signing_config_arn: Option<String>,
    /// `Architectures`
    #[serde(rename = "Architectures", skip_serializing_if = "Option::is_none")]
    pub architectures: Option<Vec<String>>,
    /// `EphemeralStorage`
    #[serde(rename = "EphemeralStorage", skip_serializing_if = "Option::is_none")]
    pub ephemeral_storage: Option<EphemeralStorage>,
    /// `SnapStart`
    #[serde(rename = "SnapStart", skip_serializing_if = "Option::is_none")]
    pub snap_start: Option<SnapStart>,
    /// `LoggingConfig`
    #[serde(rename = "LoggingConfig", skip_serializing_if = "Option::is_none")]
    pub logging_config: Option<LoggingConfig>,
    /// `CapacityProviderConfig`
    #[serde(rename = "CapacityProviderConfig", skip_serializing_if = "Option::is_none")]
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    /// `PublishTo`
    #[serde(rename = "PublishTo", skip_serializing_if = "Option::is_none")]
    pub publish_to: Option<String>,
    /// `DurableConfig`
    #[serde(rename = "DurableConfig", skip_serializing_if = "Option::is_none")]
    pub durable_config: Option<DurableConfig>,
    /// `TenancyConfig`
    #[serde(rename = "TenancyConfig", skip_serializing_if = "Option::is_none")]
    pub tenancy_config: Option<TenancyConfig>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_FUNCTION_REQUEST: Shape = Shape::Structure(Structure { name: "CreateFunctionRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Body, true, &SHAPE_FUNCTION_NAME),
    Member::new("Runtime", "Runtime", Location::Body, false, &SHAPE_RUNTIME),
    Member::new("Role", "Role", Location::Body, true, &SHAPE_ROLE_ARN),
    Member::new("Handler", "Handler", Location::Body, false, &SHAPE_HANDLER),
    Member::new("Code", "Code", Location::Body, true, &SHAPE_FUNCTION_CODE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("Timeout", "Timeout", Location::Body, false, &SHAPE_TIMEOUT),
    Member::new("MemorySize", "MemorySize", Location::Body, false, &SHAPE_MEMORY_SIZE),
    Member::new("Publish", "Publish", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("VpcConfig", "VpcConfig", Location::Body, false, &SHAPE_VPC_CONFIG),
    Member::new("PackageType", "PackageType", Location::Body, false, &SHAPE_PACKAGE_TYPE),
    Member::new("DeadLetterConfig", "DeadLetterConfig", Location::Body, false, &SHAPE_DEAD_LETTER_CONFIG),
    Member::new("Environment", "Environment", Location::Body, false, &SHAPE_ENVIRONMENT),
    Member::new("KMSKeyArn", "KMSKeyArn", Location::Body, false, &SHAPE_KMS_KEY_ARN),
    Member::new("TracingConfig", "TracingConfig", Location::Body, false, &SHAPE_TRACING_CONFIG),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAGS),
    Member::new("Layers", "Layers", Location::Body, false, &SHAPE_LAYER_LIST),
    Member::new("FileSystemConfigs", "FileSystemConfigs", Location::Body, false, &SHAPE_FILE_SYSTEM_CONFIG_LIST),
    Member::new("ImageConfig", "ImageConfig", Location::Body, false, &SHAPE_IMAGE_CONFIG),
    Member::new("CodeSigningConfigArn", "CodeSigningConfigArn", Location::Body, false, &SHAPE_CODE_SIGNING_CONFIG_ARN),
    Member::new("Architectures", "Architectures", Location::Body, false, &SHAPE_ARCHITECTURES_LIST),
    Member::new("EphemeralStorage", "EphemeralStorage", Location::Body, false, &SHAPE_EPHEMERAL_STORAGE),
    Member::new("SnapStart", "SnapStart", Location::Body, false, &SHAPE_SNAP_START),
    Member::new("LoggingConfig", "LoggingConfig", Location::Body, false, &SHAPE_LOGGING_CONFIG),
    Member::new("CapacityProviderConfig", "CapacityProviderConfig", Location::Body, false, &SHAPE_CAPACITY_PROVIDER_CONFIG),
    Member::new("PublishTo", "PublishTo", Location::Body, false, &SHAPE_FUNCTION_VERSION_LATEST_PUBLISHED),
    Member::new("DurableConfig", "DurableConfig", Location::Body, false, &SHAPE_DURABLE_CONFIG),
    Member::new("TenancyConfig", "TenancyConfig", Location::Body, false, &SHAPE_TENANCY_CONFIG),
] });

/// The shape `DeleteFunctionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteFunctionRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_FUNCTION_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteFunctionRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
] });

/// The shape `DeleteFunctionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteFunctionResponse {
    /// `StatusCode`
    #[serde(rename = "StatusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_FUNCTION_RESPONSE: Shape = Shape::Structure(Structure { name: "DeleteFunctionResponse", payload: None, error: None, members: &[
    Member::new("StatusCode", "StatusCode", Location::Status, false, &SHAPE_INTEGER),
] });

/// The shape `Environment`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Environment {
    /// `Variables`
    #[serde(rename = "Variables", skip_serializing_if = "Option::is_none")]
    pub variables: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ENVIRONMENT: Shape = Shape::Structure(Structure { name: "Environment", payload: None, error: None, members: &[
    Member::new("Variables", "Variables", Location::Body, false, &SHAPE_ENVIRONMENT_VARIABLES),
] });

/// The shape `FunctionCode`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FunctionCode {
    /// `ZipFile`
    #[serde(rename = "ZipFile", skip_serializing_if = "Option::is_none")]
    pub zip_file: Option<aws_wire::Blob>,
    /// `S3Bucket`
    #[serde(rename = "S3Bucket", skip_serializing_if = "Option::is_none")]
    pub s3_bucket: Option<String>,
    /// `S3Key`
    #[serde(rename = "S3Key", skip_serializing_if = "Option::is_none")]
    pub s3_key: Option<String>,
    /// `S3ObjectVersion`
    #[serde(rename = "S3ObjectVersion", skip_serializing_if = "Option::is_none")]
    pub s3_object_version: Option<String>,
    /// `ImageUri`
    #[serde(rename = "ImageUri", skip_serializing_if = "Option::is_none")]
    pub image_uri: Option<String>,
    /// `SourceKMSKeyArn`
    #[serde(rename = "SourceKMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub source_kms_key_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_CODE: Shape = Shape::Structure(Structure { name: "FunctionCode", payload: None, error: None, members: &[
    Member::new("ZipFile", "ZipFile", Location::Body, false, &SHAPE_BLOB),
    Member::new("S3Bucket", "S3Bucket", Location::Body, false, &SHAPE_S3_BUCKET),
    Member::new("S3Key", "S3Key", Location::Body, false, &SHAPE_S3_KEY),
    Member::new("S3ObjectVersion", "S3ObjectVersion", Location::Body, false, &SHAPE_S3_OBJECT_VERSION),
    Member::new("ImageUri", "ImageUri", Location::Body, false, &SHAPE_STRING),
    Member::new("SourceKMSKeyArn", "SourceKMSKeyArn", Location::Body, false, &SHAPE_KMS_KEY_ARN),
] });

/// The shape `FunctionCodeLocation`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FunctionCodeLocation {
    /// `RepositoryType`
    #[serde(rename = "RepositoryType", skip_serializing_if = "Option::is_none")]
    pub repository_type: Option<String>,
    /// `Location`
    #[serde(rename = "Location", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// `ImageUri`
    #[serde(rename = "ImageUri", skip_serializing_if = "Option::is_none")]
    pub image_uri: Option<String>,
    /// `ResolvedImageUri`
    #[serde(rename = "ResolvedImageUri", skip_serializing_if = "Option::is_none")]
    pub resolved_image_uri: Option<String>,
    /// `SourceKMSKeyArn`
    #[serde(rename = "SourceKMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub source_kms_key_arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_CODE_LOCATION: Shape = Shape::Structure(Structure { name: "FunctionCodeLocation", payload: None, error: None, members: &[
    Member::new("RepositoryType", "RepositoryType", Location::Body, false, &SHAPE_STRING),
    Member::new("Location", "Location", Location::Body, false, &SHAPE_STRING),
    Member::new("ImageUri", "ImageUri", Location::Body, false, &SHAPE_STRING),
    Member::new("ResolvedImageUri", "ResolvedImageUri", Location::Body, false, &SHAPE_STRING),
    Member::new("SourceKMSKeyArn", "SourceKMSKeyArn", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_URL: Shape = Shape::Text(Text { name: "FunctionUrl", values: &[], pattern: "", min: Some(40), max: Some(100), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_URL_QUALIFIER: Shape = Shape::Text(Text { name: "FunctionUrlQualifier", values: &[], pattern: "((?!^\\d+$)^[0-9a-zA-Z-_]+$)", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_FUNCTION_VERSION: Shape = Shape::Text(Text { name: "FunctionVersion", values: &["ALL"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `GetFunctionCodeSigningConfigRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionCodeSigningConfigRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST: Shape = Shape::Structure(Structure { name: "GetFunctionCodeSigningConfigRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
] });

/// The shape `GetFunctionCodeSigningConfigResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionCodeSigningConfigResponse {
    /// `CodeSigningConfigArn`
    #[serde(rename = "CodeSigningConfigArn")]
    pub code_signing_config_arn: String,
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE: Shape = Shape::Structure(Structure { name: "GetFunctionCodeSigningConfigResponse", payload: None, error: None, members: &[
    Member::new("CodeSigningConfigArn", "CodeSigningConfigArn", Location::Body, true, &SHAPE_CODE_SIGNING_CONFIG_ARN),
    Member::new("FunctionName", "FunctionName", Location::Body, true, &SHAPE_FUNCTION_NAME),
] });

/// The shape `GetFunctionConfigurationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionConfigurationRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_CONFIGURATION_REQUEST: Shape = Shape::Structure(Structure { name: "GetFunctionConfigurationRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
] });

/// The shape `GetFunctionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_REQUEST: Shape = Shape::Structure(Structure { name: "GetFunctionRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
] });

/// The shape `GetFunctionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionResponse {
    /// `Configuration`
    #[serde(rename = "Configuration", skip_serializing_if = "Option::is_none")]
    pub configuration: Option<FunctionConfiguration>,
    /// `Code`
    #[serde(rename = "Code", skip_serializing_if = "Option::is_none")]
    pub code: Option<FunctionCodeLocation>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<std::collections::BTreeMap<String, String>>,
    /// `TagsError`
    #[serde(rename = "TagsError", skip_serializing_if = "Option::is_none")]
    pub tags_error: Option<TagsError>,
    /// `Concurrency`
    #[serde(rename = "Concurrency", skip_serializing_if = "Option::is_none")]
    pub concurrency: Option<Concurrency>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_RESPONSE: Shape = Shape::Structure(Structure { name: "GetFunctionResponse", payload: None, error: None, members: &[
    Member::new("Configuration", "Configuration", Location::Body, false, &SHAPE_FUNCTION_CONFIGURATION),
    Member::new("Code", "Code", Location::Body, false, &SHAPE_FUNCTION_CODE_LOCATION),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAGS),
    Member::new("TagsError", "TagsError", Location::Body, false, &SHAPE_TAGS_ERROR),
    Member::new("Concurrency", "Concurrency", Location::Body, false, &SHAPE_CONCURRENCY),
] });

/// The shape `GetFunctionUrlConfigRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionUrlConfigRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_URL_CONFIG_REQUEST: Shape = Shape::Structure(Structure { name: "GetFunctionUrlConfigRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_FUNCTION_URL_QUALIFIER),
] });

/// The shape `GetFunctionUrlConfigResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetFunctionUrlConfigResponse {
    /// `FunctionUrl`
    #[serde(rename = "FunctionUrl")]
    pub function_url: String,
    /// `FunctionArn`
    #[serde(rename = "FunctionArn")]
    pub function_arn: String,
    /// `AuthType`
    #[serde(rename = "AuthType")]
    pub auth_type: String,
    /// `Cors`
    #[serde(rename = "Cors", skip_serializing_if = "Option::is_none")]
    pub cors: Option<Cors>,
    /// `CreationTime`
    #[serde(rename = "CreationTime")]
    pub creation_time: String,
    /// `LastModifiedTime`
    #[serde(rename = "LastModifiedTime")]
    pub last_modified_time: String,
    /// `InvokeMode`
    #[serde(rename = "InvokeMode", skip_serializing_if = "Option::is_none")]
    pub invoke_mode: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_FUNCTION_URL_CONFIG_RESPONSE: Shape = Shape::Structure(Structure { name: "GetFunctionUrlConfigResponse", payload: None, error: None, members: &[
    Member::new("FunctionUrl", "FunctionUrl", Location::Body, true, &SHAPE_FUNCTION_URL),
    Member::new("FunctionArn", "FunctionArn", Location::Body, true, &SHAPE_FUNCTION_ARN),
    Member::new("AuthType", "AuthType", Location::Body, true, &SHAPE_FUNCTION_URL_AUTH_TYPE),
    Member::new("Cors", "Cors", Location::Body, false, &SHAPE_CORS),
    Member::new("CreationTime", "CreationTime", Location::Body, true, &SHAPE_TIMESTAMP),
    Member::new("LastModifiedTime", "LastModifiedTime", Location::Body, true, &SHAPE_TIMESTAMP),
    Member::new("InvokeMode", "InvokeMode", Location::Body, false, &SHAPE_INVOKE_MODE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_HEADER: Shape = Shape::Text(Text { name: "Header", values: &[], pattern: ".*", min: Some(0), max: Some(1024), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_HEADERS_LIST: Shape = Shape::List(List { member: &SHAPE_HEADER, member_wire: "", flattened: false, min: Some(0), max: Some(100) });

#[rustfmt::skip]
pub(super) static SHAPE_INVOKE_MODE: Shape = Shape::Text(Text { name: "InvokeMode", values: &["BUFFERED", "RESPONSE_STREAM"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_LIST: Shape = Shape::List(List { member: &SHAPE_LAYER_VERSION_ARN, member_wire: "", flattened: false, min: None, max: None });

/// The shape `ListFunctionsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListFunctionsRequest {
    /// `MasterRegion`
    #[serde(rename = "MasterRegion", skip_serializing_if = "Option::is_none")]
    pub master_region: Option<String>,
    /// `FunctionVersion`
    #[serde(rename = "FunctionVersion", skip_serializing_if = "Option::is_none")]
    pub function_version: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_FUNCTIONS_REQUEST: Shape = Shape::Structure(Structure { name: "ListFunctionsRequest", payload: None, error: None, members: &[
    Member::new("MasterRegion", "MasterRegion", Location::Query, false, &SHAPE_MASTER_REGION),
    Member::new("FunctionVersion", "FunctionVersion", Location::Query, false, &SHAPE_FUNCTION_VERSION),
    Member::new("Marker", "Marker", Location::Query, false, &SHAPE_STRING),
    Member::new("MaxItems", "MaxItems", Location::Query, false, &SHAPE_MAX_LIST_ITEMS),
] });

/// The shape `ListFunctionsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListFunctionsResponse {
    /// `NextMarker`
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    /// `Functions`
    #[serde(rename = "Functions", skip_serializing_if = "Option::is_none")]
    pub functions: Option<Vec<FunctionConfiguration>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_FUNCTIONS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListFunctionsResponse", payload: None, error: None, members: &[
    Member::new("NextMarker", "NextMarker", Location::Body, false, &SHAPE_STRING),
    Member::new("Functions", "Functions", Location::Body, false, &SHAPE_FUNCTION_LIST),
] });

#[rustfmt::skip]
pub(super) static SHAPE_MASTER_REGION: Shape = Shape::Text(Text { name: "MasterRegion", values: &[], pattern: "ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1}", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_MAX_AGE: Shape = Shape::Integer(Some(0), Some(86400));

#[rustfmt::skip]
pub(super) static SHAPE_METHOD: Shape = Shape::Text(Text { name: "Method", values: &[], pattern: ".*", min: Some(0), max: Some(6), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_ORIGIN: Shape = Shape::Text(Text { name: "Origin", values: &[], pattern: ".*", min: Some(1), max: Some(253), sensitive: false });

/// The shape `SnapStart`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SnapStart {
    /// `ApplyOn`
    #[serde(rename = "ApplyOn", skip_serializing_if = "Option::is_none")]
    pub apply_on: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SNAP_START: Shape = Shape::Structure(Structure { name: "SnapStart", payload: None, error: None, members: &[
    Member::new("ApplyOn", "ApplyOn", Location::Body, false, &SHAPE_SNAP_START_APPLY_ON),
] });

/// The shape `TagsError`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagsError {
    /// `ErrorCode`
    #[serde(rename = "ErrorCode")]
    pub error_code: String,
    /// `Message`
    #[serde(rename = "Message")]
    pub message: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAGS_ERROR: Shape = Shape::Structure(Structure { name: "TagsError", payload: None, error: None, members: &[
    Member::new("ErrorCode", "ErrorCode", Location::Body, true, &SHAPE_TAGS_ERROR_CODE),
    Member::new("Message", "Message", Location::Body, true, &SHAPE_TAGS_ERROR_MESSAGE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_TAGS_ERROR_CODE: Shape = Shape::Text(Text { name: "TagsErrorCode", values: &[], pattern: "[A-Za-z]+Exception", min: Some(10), max: Some(21), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAGS_ERROR_MESSAGE: Shape = Shape::Text(Text { name: "TagsErrorMessage", values: &[], pattern: ".*", min: Some(84), max: Some(1000), sensitive: false });

/// The shape `TracingConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TracingConfig {
    /// `Mode`
    #[serde(rename = "Mode", skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TRACING_CONFIG: Shape = Shape::Structure(Structure { name: "TracingConfig", payload: None, error: None, members: &[
    Member::new("Mode", "Mode", Location::Body, false, &SHAPE_TRACING_MODE),
] });

/// The shape `UpdateFunctionCodeRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateFunctionCodeRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `ZipFile`
    #[serde(rename = "ZipFile", skip_serializing_if = "Option::is_none")]
    pub zip_file: Option<aws_wire::Blob>,
    /// `S3Bucket`
    #[serde(rename = "S3Bucket", skip_serializing_if = "Option::is_none")]
    pub s3_bucket: Option<String>,
    /// `S3Key`
    #[serde(rename = "S3Key", skip_serializing_if = "Option::is_none")]
    pub s3_key: Option<String>,
    /// `S3ObjectVersion`
    #[serde(rename = "S3ObjectVersion", skip_serializing_if = "Option::is_none")]
    pub s3_object_version: Option<String>,
    /// `ImageUri`
    #[serde(rename = "ImageUri", skip_serializing_if = "Option::is_none")]
    pub image_uri: Option<String>,
    /// `Publish`
    #[serde(rename = "Publish", skip_serializing_if = "Option::is_none")]
    pub publish: Option<bool>,
    /// `DryRun`
    #[serde(rename = "DryRun", skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    /// `Architectures`
    #[serde(rename = "Architectures", skip_serializing_if = "Option::is_none")]
    pub architectures: Option<Vec<String>>,
    /// `SourceKMSKeyArn`
    #[serde(rename = "SourceKMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub source_kms_key_arn: Option<String>,
    /// `PublishTo`
    #[serde(rename = "PublishTo", skip_serializing_if = "Option::is_none")]
    pub publish_to: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_FUNCTION_CODE_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateFunctionCodeRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("ZipFile", "ZipFile", Location::Body, false, &SHAPE_BLOB),
    Member::new("S3Bucket", "S3Bucket", Location::Body, false, &SHAPE_S3_BUCKET),
    Member::new("S3Key", "S3Key", Location::Body, false, &SHAPE_S3_KEY),
    Member::new("S3ObjectVersion", "S3ObjectVersion", Location::Body, false, &SHAPE_S3_OBJECT_VERSION),
    Member::new("ImageUri", "ImageUri", Location::Body, false, &SHAPE_STRING),
    Member::new("Publish", "Publish", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("DryRun", "DryRun", Location::Body, false, &SHAPE_BOOLEAN),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
    Member::new("Architectures", "Architectures", Location::Body, false, &SHAPE_ARCHITECTURES_LIST),
    Member::new("SourceKMSKeyArn", "SourceKMSKeyArn", Location::Body, false, &SHAPE_KMS_KEY_ARN),
    Member::new("PublishTo", "PublishTo", Location::Body, false, &SHAPE_FUNCTION_VERSION_LATEST_PUBLISHED),
] });

/// The shape `UpdateFunctionConfigurationRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateFunctionConfigurationRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Role`
    #[serde(rename = "Role", skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// `Handler`
    #[serde(rename = "Handler", skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `Timeout`
    #[serde(rename = "Timeout", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i32>,
    /// `MemorySize`
    #[serde(rename = "MemorySize", skip_serializing_if = "Option::is_none")]
    pub memory_size: Option<i32>,
    /// `VpcConfig`
    #[serde(rename = "VpcConfig", skip_serializing_if = "Option::is_none")]
    pub vpc_config: Option<VpcConfig>,
    /// `Environment`
    #[serde(rename = "Environment", skip_serializing_if = "Option::is_none")]
    pub environment: Option<Environment>,
    /// `Runtime`
    #[serde(rename = "Runtime", skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    /// `DeadLetterConfig`
    #[serde(rename = "DeadLetterConfig", skip_serializing_if = "Option::is_none")]
    pub dead_letter_config: Option<DeadLetterConfig>,
    /// `KMSKeyArn`
    #[serde(rename = "KMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub kms_key_arn: Option<String>,
    /// `TracingConfig`
    #[serde(rename = "TracingConfig", skip_serializing_if = "Option::is_none")]
    pub tracing_config: Option<TracingConfig>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    /// `Layers`
    #[serde(rename = "Layers", skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<String>>,
    /// `FileSystemConfigs`
    #[serde(rename = "FileSystemConfigs", skip_serializing_if = "Option::is_none")]
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    /// `ImageConfig`
    #[serde(rename = "ImageConfig", skip_serializing_if = "Option::is_none")]
    pub image_config: Option<ImageConfig>,
    /// `EphemeralStorage`
    #[serde(rename = "EphemeralStorage", skip_serializing_if = "Option::is_none")]
    pub ephemeral_storage: Option<EphemeralStorage>,
    /// `SnapStart`
    #[serde(rename = "SnapStart", skip_serializing_if = "Option::is_none")]
    pub snap_start: Option<SnapStart>,
    /// `LoggingConfig`
    #[serde(rename = "LoggingConfig", skip_serializing_if = "Option::is_none")]
    pub logging_config: Option<LoggingConfig>,
    /// `CapacityProviderConfig`
    #[serde(rename = "CapacityProviderConfig", skip_serializing_if = "Option::is_none")]
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    /// `DurableConfig`
    #[serde(rename = "DurableConfig", skip_serializing_if = "Option::is_none")]
    pub durable_config: Option<DurableConfig>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_FUNCTION_CONFIGURATION_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateFunctionConfigurationRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_FUNCTION_NAME),
    Member::new("Role", "Role", Location::Body, false, &SHAPE_ROLE_ARN),
    Member::new("Handler", "Handler", Location::Body, false, &SHAPE_HANDLER),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("Timeout", "Timeout", Location::Body, false, &SHAPE_TIMEOUT),
    Member::new("MemorySize", "MemorySize", Location::Body, false, &SHAPE_MEMORY_SIZE),
    Member::new("VpcConfig", "VpcConfig", Location::Body, false, &SHAPE_VPC_CONFIG),
    Member::new("Environment", "Environment", Location::Body, false, &SHAPE_ENVIRONMENT),
    Member::new("Runtime", "Runtime", Location::Body, false, &SHAPE_RUNTIME),
    Member::new("DeadLetterConfig", "DeadLetterConfig", Location::Body, false, &SHAPE_DEAD_LETTER_CONFIG),
    Member::new("KMSKeyArn", "KMSKeyArn", Location::Body, false, &SHAPE_KMS_KEY_ARN),
    Member::new("TracingConfig", "TracingConfig", Location::Body, false, &SHAPE_TRACING_CONFIG),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
    Member::new("Layers", "Layers", Location::Body, false, &SHAPE_LAYER_LIST),
    Member::new("FileSystemConfigs", "FileSystemConfigs", Location::Body, false, &SHAPE_FILE_SYSTEM_CONFIG_LIST),
    Member::new("ImageConfig", "ImageConfig", Location::Body, false, &SHAPE_IMAGE_CONFIG),
    Member::new("EphemeralStorage", "EphemeralStorage", Location::Body, false, &SHAPE_EPHEMERAL_STORAGE),
    Member::new("SnapStart", "SnapStart", Location::Body, false, &SHAPE_SNAP_START),
    Member::new("LoggingConfig", "LoggingConfig", Location::Body, false, &SHAPE_LOGGING_CONFIG),
    Member::new("CapacityProviderConfig", "CapacityProviderConfig", Location::Body, false, &SHAPE_CAPACITY_PROVIDER_CONFIG),
    Member::new("DurableConfig", "DurableConfig", Location::Body, false, &SHAPE_DURABLE_CONFIG),
] });

/// The shape `VpcConfig`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct VpcConfig {
    /// `SubnetIds`
    #[serde(rename = "SubnetIds", skip_serializing_if = "Option::is_none")]
    pub subnet_ids: Option<Vec<String>>,
    /// `SecurityGroupIds`
    #[serde(rename = "SecurityGroupIds", skip_serializing_if = "Option::is_none")]
    pub security_group_ids: Option<Vec<String>>,
    /// `Ipv6AllowedForDualStack`
    #[serde(rename = "Ipv6AllowedForDualStack", skip_serializing_if = "Option::is_none")]
    pub ipv6_allowed_for_dual_stack: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_VPC_CONFIG: Shape = Shape::Structure(Structure { name: "VpcConfig", payload: None, error: None, members: &[
    Member::new("SubnetIds", "SubnetIds", Location::Body, false, &SHAPE_SUBNET_IDS),
    Member::new("SecurityGroupIds", "SecurityGroupIds", Location::Body, false, &SHAPE_SECURITY_GROUP_IDS),
    Member::new("Ipv6AllowedForDualStack", "Ipv6AllowedForDualStack", Location::Body, false, &SHAPE_NULLABLE_BOOLEAN),
] });
