//! Operations and shapes of `role`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct AssumeRole;

#[rustfmt::skip]
static OPERATION_ASSUME_ROLE: OperationModel = OperationModel {
    name: "AssumeRole", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_ASSUME_ROLE_REQUEST), output: Some(&SHAPE_ASSUME_ROLE_RESPONSE), result_wrapper: "AssumeRoleResult",
};

impl aws_wire::Operation for AssumeRole {
    const MODEL: &'static OperationModel = &OPERATION_ASSUME_ROLE;
    type Input = AssumeRoleRequest;
    type Output = AssumeRoleResponse;
}

/// The shape `AssumeRoleRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssumeRoleRequest {
    /// `RoleArn`
    #[serde(rename = "RoleArn")]
    pub role_arn: String,
    /// `RoleSessionName`
    #[serde(rename = "RoleSessionName")]
    pub role_session_name: String,
    /// `PolicyArns`
    #[serde(rename = "PolicyArns", skip_serializing_if = "Option::is_none")]
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    /// `Policy`
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// `DurationSeconds`
    #[serde(rename = "DurationSeconds", skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i32>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    /// `TransitiveTagKeys`
    #[serde(rename = "TransitiveTagKeys", skip_serializing_if = "Option::is_none")]
    pub transitive_tag_keys: Option<Vec<String>>,
    /// `ExternalId`
    #[serde(rename = "ExternalId", skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// `SerialNumber`
    #[serde(rename = "SerialNumber", skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
    /// `TokenCode`
    #[serde(rename = "TokenCode", skip_serializing_if = "Option::is_none")]
    pub token_code: Option<String>,
    /// `SourceIdentity`
    #[serde(rename = "SourceIdentity", skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// `ProvidedContexts`
    #[serde(rename = "ProvidedContexts", skip_serializing_if = "Option::is_none")]
    pub provided_contexts: Option<Vec<ProvidedContext>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ASSUME_ROLE_REQUEST: Shape = Shape::Structure(Structure { name: "AssumeRoleRequest", payload: None, error: None, members: &[
    Member::new("RoleArn", "RoleArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("RoleSessionName", "RoleSessionName", Location::Body, true, &SHAPE_ROLE_SESSION_NAME_TYPE),
    Member::new("PolicyArns", "PolicyArns", Location::Body, false, &SHAPE_POLICY_DESCRIPTOR_LIST_TYPE),
    Member::new("Policy", "Policy", Location::Body, false, &SHAPE_UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE),
    Member::new("DurationSeconds", "DurationSeconds", Location::Body, false, &SHAPE_ROLE_DURATION_SECONDS_TYPE),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
    Member::new("TransitiveTagKeys", "TransitiveTagKeys", Location::Body, false, &SHAPE_TAG_KEY_LIST_TYPE),
    Member::new("ExternalId", "ExternalId", Location::Body, false, &SHAPE_EXTERNAL_ID_TYPE),
    Member::new("SerialNumber", "SerialNumber", Location::Body, false, &SHAPE_SERIAL_NUMBER_TYPE),
    Member::new("TokenCode", "TokenCode", Location::Body, false, &SHAPE_TOKEN_CODE_TYPE),
    Member::new("SourceIdentity", "SourceIdentity", Location::Body, false, &SHAPE_SOURCE_IDENTITY_TYPE),
    Member::new("ProvidedContexts", "ProvidedContexts", Location::Body, false, &SHAPE_PROVIDED_CONTEXTS_LIST_TYPE),
] });

/// The shape `AssumeRoleResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssumeRoleResponse {
    /// `Credentials`
    #[serde(rename = "Credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    /// `AssumedRoleUser`
    #[serde(rename = "AssumedRoleUser", skip_serializing_if = "Option::is_none")]
    pub assumed_role_user: Option<AssumedRoleUser>,
    /// `PackedPolicySize`
    #[serde(rename = "PackedPolicySize", skip_serializing_if = "Option::is_none")]
    pub packed_policy_size: Option<i32>,
    /// `SourceIdentity`
    #[serde(rename = "SourceIdentity", skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ASSUME_ROLE_RESPONSE: Shape = Shape::Structure(Structure { name: "AssumeRoleResponse", payload: None, error: None, members: &[
    Member::new("Credentials", "Credentials", Location::Body, false, &SHAPE_CREDENTIALS),
    Member::new("AssumedRoleUser", "AssumedRoleUser", Location::Body, false, &SHAPE_ASSUMED_ROLE_USER),
    Member::new("PackedPolicySize", "PackedPolicySize", Location::Body, false, &SHAPE_NON_NEGATIVE_INTEGER_TYPE),
    Member::new("SourceIdentity", "SourceIdentity", Location::Body, false, &SHAPE_SOURCE_IDENTITY_TYPE),
] });

/// The shape `AssumedRoleUser`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssumedRoleUser {
    /// `AssumedRoleId`
    #[serde(rename = "AssumedRoleId")]
    pub assumed_role_id: String,
    /// `Arn`
    #[serde(rename = "Arn")]
    pub arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_ASSUMED_ROLE_USER: Shape = Shape::Structure(Structure { name: "AssumedRoleUser", payload: None, error: None, members: &[
    Member::new("AssumedRoleId", "AssumedRoleId", Location::Body, true, &SHAPE_ASSUMED_ROLE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `PolicyDescriptorType`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDescriptorType {
    /// `arn`
    #[serde(rename = "arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_DESCRIPTOR_TYPE: Shape = Shape::Structure(Structure { name: "PolicyDescriptorType", payload: None, error: None, members: &[
    Member::new("arn", "arn", Location::Body, false, &SHAPE_ARN_TYPE),
] });

/// The shape `ProvidedContext`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProvidedContext {
    /// `ProviderArn`
    #[serde(rename = "ProviderArn", skip_serializing_if = "Option::is_none")]
    pub provider_arn: Option<String>,
    /// `ContextAssertion`
    #[serde(rename = "ContextAssertion", skip_serializing_if = "Option::is_none")]
    pub context_assertion: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PROVIDED_CONTEXT: Shape = Shape::Structure(Structure { name: "ProvidedContext", payload: None, error: None, members: &[
    Member::new("ProviderArn", "ProviderArn", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("ContextAssertion", "ContextAssertion", Location::Body, false, &SHAPE_CONTEXT_ASSERTION_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_PROVIDED_CONTEXTS_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_PROVIDED_CONTEXT, member_wire: "", flattened: false, min: Some(1), max: Some(5) });

/// The shape `Tag`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tag {
    /// `Key`
    #[serde(rename = "Key")]
    pub key: String,
    /// `Value`
    #[serde(rename = "Value")]
    pub value: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG: Shape = Shape::Structure(Structure { name: "Tag", payload: None, error: None, members: &[
    Member::new("Key", "Key", Location::Body, true, &SHAPE_TAG_KEY_TYPE),
    Member::new("Value", "Value", Location::Body, true, &SHAPE_TAG_VALUE_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_ASSUMED_ROLE_ID_TYPE: Shape = Shape::Text(Text { name: "assumedRoleIdType", values: &[], pattern: "[\\w+=,.@:-]*", min: Some(2), max: Some(193), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_ASSERTION_TYPE: Shape = Shape::Text(Text { name: "contextAssertionType", values: &[], pattern: "", min: Some(4), max: Some(2048), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_EXTERNAL_ID_TYPE: Shape = Shape::Text(Text { name: "externalIdType", values: &[], pattern: "[\\w+=,.@:\\/-]*", min: Some(2), max: Some(1224), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_NON_NEGATIVE_INTEGER_TYPE: Shape = Shape::Integer(Some(0), None);

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_DESCRIPTOR_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_DESCRIPTOR_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_DURATION_SECONDS_TYPE: Shape = Shape::Integer(Some(900), Some(43200));

#[rustfmt::skip]
pub(super) static SHAPE_ROLE_SESSION_NAME_TYPE: Shape = Shape::Text(Text { name: "roleSessionNameType", values: &[], pattern: "[\\w+=,.@-]*", min: Some(2), max: Some(64), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_SOURCE_IDENTITY_TYPE: Shape = Shape::Text(Text { name: "sourceIdentityType", values: &[], pattern: "[\\w+=,.@-]*", min: Some(2), max: Some(64), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_TAG_KEY_TYPE, member_wire: "", flattened: false, min: None, max: Some(50) });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_KEY_TYPE: Shape = Shape::Text(Text { name: "tagKeyType", values: &[], pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", min: Some(1), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_TAG, member_wire: "", flattened: false, min: None, max: Some(50) });

#[rustfmt::skip]
pub(super) static SHAPE_TAG_VALUE_TYPE: Shape = Shape::Text(Text { name: "tagValueType", values: &[], pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", min: Some(0), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Shape = Shape::Text(Text { name: "unrestrictedSessionPolicyDocumentType", values: &[], pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", min: Some(1), max: None, sensitive: false });
