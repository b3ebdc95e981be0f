//! Operations and shapes of `layer`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteLayerVersion;

#[rustfmt::skip]
static OPERATION_DELETE_LAYER_VERSION: OperationModel = OperationModel {
    name: "DeleteLayerVersion", http: Http { method: "DELETE", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}", status: 204 },
    input: Some(&SHAPE_DELETE_LAYER_VERSION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteLayerVersion {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_LAYER_VERSION;
    type Input = DeleteLayerVersionRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}`
#[derive(Debug, Clone, Copy)]
pub struct GetLayerVersion;

#[rustfmt::skip]
static OPERATION_GET_LAYER_VERSION: OperationModel = OperationModel {
    name: "GetLayerVersion", http: Http { method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}", status: 200 },
    input: Some(&SHAPE_GET_LAYER_VERSION_REQUEST), output: Some(&SHAPE_GET_LAYER_VERSION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetLayerVersion {
    const MODEL: &'static OperationModel = &OPERATION_GET_LAYER_VERSION;
    type Input = GetLayerVersionRequest;
    type Output = GetLayerVersionResponse;
}

/// `GET /2018-10-31/layers?find=LayerVersion`
#[derive(Debug, Clone, Copy)]
pub struct GetLayerVersionByArn;

#[rustfmt::skip]
static OPERATION_GET_LAYER_VERSION_BY_ARN: OperationModel = OperationModel {
    name: "GetLayerVersionByArn", http: Http { method: "GET", uri: "/2018-10-31/layers?find=LayerVersion", status: 200 },
    input: Some(&SHAPE_GET_LAYER_VERSION_BY_ARN_REQUEST), output: Some(&SHAPE_GET_LAYER_VERSION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetLayerVersionByArn {
    const MODEL: &'static OperationModel = &OPERATION_GET_LAYER_VERSION_BY_ARN;
    type Input = GetLayerVersionByArnRequest;
    type Output = GetLayerVersionResponse;
}

/// `GET /2018-10-31/layers/{LayerName}/versions`
#[derive(Debug, Clone, Copy)]
pub struct ListLayerVersions;

#[rustfmt::skip]
static OPERATION_LIST_LAYER_VERSIONS: OperationModel = OperationModel {
    name: "ListLayerVersions", http: Http { method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions", status: 200 },
    input: Some(&SHAPE_LIST_LAYER_VERSIONS_REQUEST), output: Some(&SHAPE_LIST_LAYER_VERSIONS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListLayerVersions {
    const MODEL: &'static OperationModel = &OPERATION_LIST_LAYER_VERSIONS;
    type Input = ListLayerVersionsRequest;
    type Output = ListLayerVersionsResponse;
}

/// `GET /2018-10-31/layers`
#[derive(Debug, Clone, Copy)]
pub struct ListLayers;

#[rustfmt::skip]
static OPERATION_LIST_LAYERS: OperationModel = OperationModel {
    name: "ListLayers", http: Http { method: "GET", uri: "/2018-10-31/layers", status: 200 },
    input: Some(&SHAPE_LIST_LAYERS_REQUEST), output: Some(&SHAPE_LIST_LAYERS_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for ListLayers {
    const MODEL: &'static OperationModel = &OPERATION_LIST_LAYERS;
    type Input = ListLayersRequest;
    type Output = ListLayersResponse;
}

/// `POST /2018-10-31/layers/{LayerName}/versions`
#[derive(Debug, Clone, Copy)]
pub struct PublishLayerVersion;

#[rustfmt::skip]
static OPERATION_PUBLISH_LAYER_VERSION: OperationModel = OperationModel {
    name: "PublishLayerVersion", http: Http { method: "POST", uri: "/2018-10-31/layers/{LayerName}/versions", status: 201 },
    input: Some(&SHAPE_PUBLISH_LAYER_VERSION_REQUEST), output: Some(&SHAPE_PUBLISH_LAYER_VERSION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for PublishLayerVersion {
    const MODEL: &'static OperationModel = &OPERATION_PUBLISH_LAYER_VERSION;
    type Input = PublishLayerVersionRequest;
    type Output = PublishLayerVersionResponse;
}

#[rustfmt::skip]
pub(super) static SHAPE_COMPATIBLE_ARCHITECTURES: Shape = Shape::List(List { member: &SHAPE_ARCHITECTURE, member_wire: "", flattened: false, min: Some(0), max: Some(2) });

#[rustfmt::skip]
pub(super) static SHAPE_COMPATIBLE_RUNTIMES: Shape = Shape::List(List { member: &SHAPE_RUNTIME, member_wire: "", flattened: false, min: Some(0), max: Some(15) });

/// The shape `DeleteLayerVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteLayerVersionRequest {
    /// `LayerName`
    #[serde(rename = "LayerName")]
    pub layer_name: String,
    /// `VersionNumber`
    #[serde(rename = "VersionNumber")]
    pub version_number: i64,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_LAYER_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteLayerVersionRequest", payload: None, error: None, members: &[
    Member::new("LayerName", "LayerName", Location::Uri, true, &SHAPE_LAYER_NAME),
    Member::new("VersionNumber", "VersionNumber", Location::Uri, true, &SHAPE_LAYER_VERSION_NUMBER),
] });

/// The shape `GetLayerVersionByArnRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetLayerVersionByArnRequest {
    /// `Arn`
    #[serde(rename = "Arn")]
    pub arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_LAYER_VERSION_BY_ARN_REQUEST: Shape = Shape::Structure(Structure { name: "GetLayerVersionByArnRequest", payload: None, error: None, members: &[
    Member::new("Arn", "Arn", Location::Query, true, &SHAPE_LAYER_VERSION_ARN),
] });

/// The shape `GetLayerVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetLayerVersionRequest {
    /// `LayerName`
    #[serde(rename = "LayerName")]
    pub layer_name: String,
    /// `VersionNumber`
    #[serde(rename = "VersionNumber")]
    pub version_number: i64,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_LAYER_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "GetLayerVersionRequest", payload: None, error: None, members: &[
    Member::new("LayerName", "LayerName", Location::Uri, true, &SHAPE_LAYER_NAME),
    Member::new("VersionNumber", "VersionNumber", Location::Uri, true, &SHAPE_LAYER_VERSION_NUMBER),
] });

/// The shape `GetLayerVersionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetLayerVersionResponse {
    /// `Content`
    #[serde(rename = "Content", skip_serializing_if = "Option::is_none")]
    pub content: Option<LayerVersionContentOutput>,
    /// `LayerArn`
    #[serde(rename = "LayerArn", skip_serializing_if = "Option::is_none")]
    pub layer_arn: Option<String>,
    /// `LayerVersionArn`
    #[serde(rename = "LayerVersionArn", skip_serializing_if = "Option::is_none")]
    pub layer_version_arn: Option<String>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `CreatedDate`
    #[serde(rename = "CreatedDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<String>,
    /// `Version`
    #[serde(rename = "Version", skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// `CompatibleRuntimes`
    #[serde(rename = "CompatibleRuntimes", skip_serializing_if = "Option::is_none")]
    pub compatible_runtimes: Option<Vec<String>>,
    /// `LicenseInfo`
    #[serde(rename = "LicenseInfo", skip_serializing_if = "Option::is_none")]
    pub license_info: Option<String>,
    /// `CompatibleArchitectures`
    #[serde(rename = "CompatibleArchitectures", skip_serializing_if = "Option::is_none")]
    pub compatible_architectures: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_LAYER_VERSION_RESPONSE: Shape = Shape::Structure(Structure { name: "GetLayerVersionResponse", payload: None, error: None, members: &[
    Member::new("Content", "Content", Location::Body, false, &SHAPE_LAYER_VERSION_CONTENT_OUTPUT),
    Member::new("LayerArn", "LayerArn", Location::Body, false, &SHAPE_LAYER_ARN),
    Member::new("LayerVersionArn", "LayerVersionArn", Location::Body, false, &SHAPE_LAYER_VERSION_ARN),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("CreatedDate", "CreatedDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("Version", "Version", Location::Body, false, &SHAPE_LAYER_VERSION_NUMBER),
    Member::new("CompatibleRuntimes", "CompatibleRuntimes", Location::Body, false, &SHAPE_COMPATIBLE_RUNTIMES),
    Member::new("LicenseInfo", "LicenseInfo", Location::Body, false, &SHAPE_LICENSE_INFO),
    Member::new("CompatibleArchitectures", "CompatibleArchitectures", Location::Body, false, &SHAPE_COMPATIBLE_ARCHITECTURES),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_ARN: Shape = Shape::Text(Text { name: "LayerArn", values: &[], pattern: "arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+", min: Some(1), max: Some(140), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_NAME: Shape = Shape::Text(Text { name: "LayerName", values: &[], pattern: "(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+", min: Some(1), max: Some(140), sensitive: false });

/// The shape `LayerVersionContentInput`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayerVersionContentInput {
    /// `S3Bucket`
    #[serde(rename = "S3Bucket", skip_serializing_if = "Option::is_none")]
    pub s3_bucket: Option<String>,
    /// `S3Key`
    #[serde(rename = "S3Key", skip_serializing_if = "Option::is_none")]
    pub s3_key: Option<String>,
    /// `S3ObjectVersion`
    #[serde(rename = "S3ObjectVersion", skip_serializing_if = "Option::is_none")]
    pub s3_object_version: Option<String>,
    /// `ZipFile`
    #[serde(rename = "ZipFile", skip_serializing_if = "Option::is_none")]
    pub zip_file: Option<aws_wire::Blob>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_VERSION_CONTENT_INPUT: Shape = Shape::Structure(Structure { name: "LayerVersionContentInput", payload: None, error: None, members: &[
    Member::new("S3Bucket", "S3Bucket", Location::Body, false, &SHAPE_S3_BUCKET),
    Member::new("S3Key", "S3Key", Location::Body, false, &SHAPE_S3_KEY),
    Member::new("S3ObjectVersion", "S3ObjectVersion", Location::Body, false, &SHAPE_S3_OBJECT_VERSION),
    Member::new("ZipFile", "ZipFile", Location::Body, false, &SHAPE_BLOB),
] });

/// The shape `LayerVersionContentOutput`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayerVersionContentOutput {
    /// `Location`
    #[serde(rename = "Location", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// `CodeSha256`
    #[serde(rename = "CodeSha256", skip_serializing_if = "Option::is_none")]
    pub code_sha256: Option<String>,
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
pub(super) static SHAPE_LAYER_VERSION_CONTENT_OUTPUT: Shape = Shape::Structure(Structure { name: "LayerVersionContentOutput", payload: None, error: None, members: &[
    Member::new("Location", "Location", Location::Body, false, &SHAPE_STRING),
    Member::new("CodeSha256", "CodeSha256", Location::Body, false, &SHAPE_STRING),
    Member::new("CodeSize", "CodeSize", Location::Body, false, &SHAPE_LONG),
    Member::new("SigningProfileVersionArn", "SigningProfileVersionArn", Location::Body, false, &SHAPE_STRING),
    Member::new("SigningJobArn", "SigningJobArn", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_VERSION_NUMBER: Shape = Shape::Long(None, None);

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_VERSIONS_LIST: Shape = Shape::List(List { member: &SHAPE_LAYER_VERSIONS_LIST_ITEM, member_wire: "", flattened: false, min: None, max: None });

/// The shape `LayerVersionsListItem`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayerVersionsListItem {
    /// `LayerVersionArn`
    #[serde(rename = "LayerVersionArn", skip_serializing_if = "Option::is_none")]
    pub layer_version_arn: Option<String>,
    /// `Version`
    #[serde(rename = "Version", skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `CreatedDate`
    #[serde(rename = "CreatedDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<String>,
    /// `CompatibleRuntimes`
    #[serde(rename = "CompatibleRuntimes", skip_serializing_if = "Option::is_none")]
    pub compatible_runtimes: Option<Vec<String>>,
    /// `LicenseInfo`
    #[serde(rename = "LicenseInfo", skip_serializing_if = "Option::is_none")]
    pub license_info: Option<String>,
    /// `CompatibleArchitectures`
    #[serde(rename = "CompatibleArchitectures", skip_serializing_if = "Option::is_none")]
    pub compatible_architectures: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LAYER_VERSIONS_LIST_ITEM: Shape = Shape::Structure(Structure { name: "LayerVersionsListItem", payload: None, error: None, members: &[
    Member::new("LayerVersionArn", "LayerVersionArn", Location::Body, false, &SHAPE_LAYER_VERSION_ARN),
    Member::new("Version", "Version", Location::Body, false, &SHAPE_LAYER_VERSION_NUMBER),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("CreatedDate", "CreatedDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("CompatibleRuntimes", "CompatibleRuntimes", Location::Body, false, &SHAPE_COMPATIBLE_RUNTIMES),
    Member::new("LicenseInfo", "LicenseInfo", Location::Body, false, &SHAPE_LICENSE_INFO),
    Member::new("CompatibleArchitectures", "CompatibleArchitectures", Location::Body, false, &SHAPE_COMPATIBLE_ARCHITECTURES),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LAYERS_LIST: Shape = Shape::List(List { member: &SHAPE_LAYERS_LIST_ITEM, member_wire: "", flattened: false, min: None, max: None });

/// The shape `LayersListItem`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayersListItem {
    /// `LayerName`
    #[serde(rename = "LayerName", skip_serializing_if = "Option::is_none")]
    pub layer_name: Option<String>,
    /// `LayerArn`
    #[serde(rename = "LayerArn", skip_serializing_if = "Option::is_none")]
    pub layer_arn: Option<String>,
    /// `LatestMatchingVersion`
    #[serde(rename = "LatestMatchingVersion", skip_serializing_if = "Option::is_none")]
    pub latest_matching_version: Option<LayerVersionsListItem>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LAYERS_LIST_ITEM: Shape = Shape::Structure(Structure { name: "LayersListItem", payload: None, error: None, members: &[
    Member::new("LayerName", "LayerName", Location::Body, false, &SHAPE_LAYER_NAME),
    Member::new("LayerArn", "LayerArn", Location::Body, false, &SHAPE_LAYER_ARN),
    Member::new("LatestMatchingVersion", "LatestMatchingVersion", Location::Body, false, &SHAPE_LAYER_VERSIONS_LIST_ITEM),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LICENSE_INFO: Shape = Shape::Text(Text { name: "LicenseInfo", values: &[], pattern: "", min: Some(0), max: Some(512), sensitive: false });

/// The shape `ListLayerVersionsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListLayerVersionsRequest {
    /// `CompatibleRuntime`
    #[serde(rename = "CompatibleRuntime", skip_serializing_if = "Option::is_none")]
    pub compatible_runtime: Option<String>,
    /// `LayerName`
    #[serde(rename = "LayerName")]
    pub layer_name: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
    /// `CompatibleArchitecture`
    #[serde(rename = "CompatibleArchitecture", skip_serializing_if = "Option::is_none")]
    pub compatible_architecture: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_LAYER_VERSIONS_REQUEST: Shape = Shape::Structure(Structure { name: "ListLayerVersionsRequest", payload: None, error: None, members: &[
    Member::new("CompatibleRuntime", "CompatibleRuntime", Location::Query, false, &SHAPE_RUNTIME),
    Member::new("LayerName", "LayerName", Location::Uri, true, &SHAPE_LAYER_NAME),
    Member::new("Marker", "Marker", Location::Query, false, &SHAPE_STRING),
    Member::new("MaxItems", "MaxItems", Location::Query, false, &SHAPE_MAX_LAYER_LIST_ITEMS),
    Member::new("CompatibleArchitecture", "CompatibleArchitecture", Location::Query, false, &SHAPE_ARCHITECTURE),
] });

/// The shape `ListLayerVersionsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListLayerVersionsResponse {
    /// `NextMarker`
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    /// `LayerVersions`
    #[serde(rename = "LayerVersions", skip_serializing_if = "Option::is_none")]
    pub layer_versions: Option<Vec<LayerVersionsListItem>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_LAYER_VERSIONS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListLayerVersionsResponse", payload: None, error: None, members: &[
    Member::new("NextMarker", "NextMarker", Location::Body, false, &SHAPE_STRING),
    Member::new("LayerVersions", "LayerVersions", Location::Body, false, &SHAPE_LAYER_VERSIONS_LIST),
] });

/// The shape `ListLayersRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListLayersRequest {
    /// `CompatibleRuntime`
    #[serde(rename = "CompatibleRuntime", skip_serializing_if = "Option::is_none")]
    pub compatible_runtime: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
    /// `CompatibleArchitecture`
    #[serde(rename = "CompatibleArchitecture", skip_serializing_if = "Option::is_none")]
    pub compatible_architecture: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_LAYERS_REQUEST: Shape = Shape::Structure(Structure { name: "ListLayersRequest", payload: None, error: None, members: &[
    Member::new("CompatibleRuntime", "CompatibleRuntime", Location::Query, false, &SHAPE_RUNTIME),
    Member::new("Marker", "Marker", Location::Query, false, &SHAPE_STRING),
    Member::new("MaxItems", "MaxItems", Location::Query, false, &SHAPE_MAX_LAYER_LIST_ITEMS),
    Member::new("CompatibleArchitecture", "CompatibleArchitecture", Location::Query, false, &SHAPE_ARCHITECTURE),
] });

/// The shape `ListLayersResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListLayersResponse {
    /// `NextMarker`
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    /// `Layers`
    #[serde(rename = "Layers", skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<LayersListItem>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_LAYERS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListLayersResponse", payload: None, error: None, members: &[
    Member::new("NextMarker", "NextMarker", Location::Body, false, &SHAPE_STRING),
    Member::new("Layers", "Layers", Location::Body, false, &SHAPE_LAYERS_LIST),
] });

#[rustfmt::skip]
pub(super) static SHAPE_MAX_LAYER_LIST_ITEMS: Shape = Shape::Integer(Some(1), Some(50));

/// The shape `PublishLayerVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublishLayerVersionRequest {
    /// `LayerName`
    #[serde(rename = "LayerName")]
    pub layer_name: String,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `Content`
    #[serde(rename = "Content")]
    pub content: LayerVersionContentInput,
    /// `CompatibleRuntimes`
    #[serde(rename = "CompatibleRuntimes", skip_serializing_if = "Option::is_none")]
    pub compatible_runtimes: Option<Vec<String>>,
    /// `LicenseInfo`
    #[serde(rename = "LicenseInfo", skip_serializing_if = "Option::is_none")]
    pub license_info: Option<String>,
    /// `CompatibleArchitectures`
    #[serde(rename = "CompatibleArchitectures", skip_serializing_if = "Option::is_none")]
    pub compatible_architectures: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUBLISH_LAYER_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "PublishLayerVersionRequest", payload: None, error: None, members: &[
    Member::new("LayerName", "LayerName", Location::Uri, true, &SHAPE_LAYER_NAME),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("Content", "Content", Location::Body, true, &SHAPE_LAYER_VERSION_CONTENT_INPUT),
    Member::new("CompatibleRuntimes", "CompatibleRuntimes", Location::Body, false, &SHAPE_COMPATIBLE_RUNTIMES),
    Member::new("LicenseInfo", "LicenseInfo", Location::Body, false, &SHAPE_LICENSE_INFO),
    Member::new("CompatibleArchitectures", "CompatibleArchitectures", Location::Body, false, &SHAPE_COMPATIBLE_ARCHITECTURES),
] });

/// The shape `PublishLayerVersionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublishLayerVersionResponse {
    /// `Content`
    #[serde(rename = "Content", skip_serializing_if = "Option::is_none")]
    pub content: Option<LayerVersionContentOutput>,
    /// `LayerArn`
    #[serde(rename = "LayerArn", skip_serializing_if = "Option::is_none")]
    pub layer_arn: Option<String>,
    /// `LayerVersionArn`
    #[serde(rename = "LayerVersionArn", skip_serializing_if = "Option::is_none")]
    pub layer_version_arn: Option<String>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `CreatedDate`
    #[serde(rename = "CreatedDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<String>,
    /// `Version`
    #[serde(rename = "Version", skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// `CompatibleRuntimes`
    #[serde(rename = "CompatibleRuntimes", skip_serializing_if = "Option::is_none")]
    pub compatible_runtimes: Option<Vec<String>>,
    /// `LicenseInfo`
    #[serde(rename = "LicenseInfo", skip_serializing_if = "Option::is_none")]
    pub license_info: Option<String>,
    /// `CompatibleArchitectures`
    #[serde(rename = "CompatibleArchitectures", skip_serializing_if = "Option::is_none")]
    pub compatible_architectures: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PUBLISH_LAYER_VERSION_RESPONSE: Shape = Shape::Structure(Structure { name: "PublishLayerVersionResponse", payload: None, error: None, members: &[
    Member::new("Content", "Content", Location::Body, false, &SHAPE_LAYER_VERSION_CONTENT_OUTPUT),
    Member::new("LayerArn", "LayerArn", Location::Body, false, &SHAPE_LAYER_ARN),
    Member::new("LayerVersionArn", "LayerVersionArn", Location::Body, false, &SHAPE_LAYER_VERSION_ARN),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_DESCRIPTION),
    Member::new("CreatedDate", "CreatedDate", Location::Body, false, &SHAPE_TIMESTAMP),
    Member::new("Version", "Version", Location::Body, false, &SHAPE_LAYER_VERSION_NUMBER),
    Member::new("CompatibleRuntimes", "CompatibleRuntimes", Location::Body, false, &SHAPE_COMPATIBLE_RUNTIMES),
    Member::new("LicenseInfo", "LicenseInfo", Location::Body, false, &SHAPE_LICENSE_INFO),
    Member::new("CompatibleArchitectures", "CompatibleArchitectures", Location::Body, false, &SHAPE_COMPATIBLE_ARCHITECTURES),
] });
