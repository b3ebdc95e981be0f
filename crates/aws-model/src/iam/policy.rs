// tidy: long because it holds all that the model says of one kind of resource

//! Operations and shapes of `policy`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Map, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreatePolicy;

#[rustfmt::skip]
static OPERATION_CREATE_POLICY: OperationModel = OperationModel {
    name: "CreatePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_POLICY_REQUEST), output: Some(&SHAPE_CREATE_POLICY_RESPONSE), result_wrapper: "CreatePolicyResult",
};

impl aws_wire::Operation for CreatePolicy {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_POLICY;
    type Input = CreatePolicyRequest;
    type Output = CreatePolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct CreatePolicyVersion;

#[rustfmt::skip]
static OPERATION_CREATE_POLICY_VERSION: OperationModel = OperationModel {
    name: "CreatePolicyVersion", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_CREATE_POLICY_VERSION_REQUEST), output: Some(&SHAPE_CREATE_POLICY_VERSION_RESPONSE), result_wrapper: "CreatePolicyVersionResult",
};

impl aws_wire::Operation for CreatePolicyVersion {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_POLICY_VERSION;
    type Input = CreatePolicyVersionRequest;
    type Output = CreatePolicyVersionResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeletePolicy;

#[rustfmt::skip]
static OPERATION_DELETE_POLICY: OperationModel = OperationModel {
    name: "DeletePolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeletePolicy {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_POLICY;
    type Input = DeletePolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct DeletePolicyVersion;

#[rustfmt::skip]
static OPERATION_DELETE_POLICY_VERSION: OperationModel = OperationModel {
    name: "DeletePolicyVersion", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_DELETE_POLICY_VERSION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeletePolicyVersion {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_POLICY_VERSION;
    type Input = DeletePolicyVersionRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetContextKeysForCustomPolicy;

#[rustfmt::skip]
static OPERATION_GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY: OperationModel = OperationModel {
    name: "GetContextKeysForCustomPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_REQUEST), output: Some(&SHAPE_GET_CONTEXT_KEYS_FOR_POLICY_RESPONSE), result_wrapper: "GetContextKeysForCustomPolicyResult",
};

impl aws_wire::Operation for GetContextKeysForCustomPolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY;
    type Input = GetContextKeysForCustomPolicyRequest;
    type Output = GetContextKeysForPolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetContextKeysForPrincipalPolicy;

#[rustfmt::skip]
static OPERATION_GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY: OperationModel = OperationModel {
    name: "GetContextKeysForPrincipalPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_REQUEST), output: Some(&SHAPE_GET_CONTEXT_KEYS_FOR_POLICY_RESPONSE), result_wrapper: "GetContextKeysForPrincipalPolicyResult",
};

impl aws_wire::Operation for GetContextKeysForPrincipalPolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY;
    type Input = GetContextKeysForPrincipalPolicyRequest;
    type Output = GetContextKeysForPolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetPolicy;

#[rustfmt::skip]
static OPERATION_GET_POLICY: OperationModel = OperationModel {
    name: "GetPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_POLICY_REQUEST), output: Some(&SHAPE_GET_POLICY_RESPONSE), result_wrapper: "GetPolicyResult",
};

impl aws_wire::Operation for GetPolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_POLICY;
    type Input = GetPolicyRequest;
    type Output = GetPolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct GetPolicyVersion;

#[rustfmt::skip]
static OPERATION_GET_POLICY_VERSION: OperationModel = OperationModel {
    name: "GetPolicyVersion", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_GET_POLICY_VERSION_REQUEST), output: Some(&SHAPE_GET_POLICY_VERSION_RESPONSE), result_wrapper: "GetPolicyVersionResult",
};

impl aws_wire::Operation for GetPolicyVersion {
    const MODEL: &'static OperationModel = &OPERATION_GET_POLICY_VERSION;
    type Input = GetPolicyVersionRequest;
    type Output = GetPolicyVersionResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListEntitiesForPolicy;

#[rustfmt::skip]
static OPERATION_LIST_ENTITIES_FOR_POLICY: OperationModel = OperationModel {
    name: "ListEntitiesForPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_ENTITIES_FOR_POLICY_REQUEST), output: Some(&SHAPE_LIST_ENTITIES_FOR_POLICY_RESPONSE), result_wrapper: "ListEntitiesForPolicyResult",
};

impl aws_wire::Operation for ListEntitiesForPolicy {
    const MODEL: &'static OperationModel = &OPERATION_LIST_ENTITIES_FOR_POLICY;
    type Input = ListEntitiesForPolicyRequest;
    type Output = ListEntitiesForPolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListPolicies;

#[rustfmt::skip]
static OPERATION_LIST_POLICIES: OperationModel = OperationModel {
    name: "ListPolicies", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_POLICIES_REQUEST), output: Some(&SHAPE_LIST_POLICIES_RESPONSE), result_wrapper: "ListPoliciesResult",
};

impl aws_wire::Operation for ListPolicies {
    const MODEL: &'static OperationModel = &OPERATION_LIST_POLICIES;
    type Input = ListPoliciesRequest;
    type Output = ListPoliciesResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListPolicyTags;

#[rustfmt::skip]
static OPERATION_LIST_POLICY_TAGS: OperationModel = OperationModel {
    name: "ListPolicyTags", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_POLICY_TAGS_REQUEST), output: Some(&SHAPE_LIST_POLICY_TAGS_RESPONSE), result_wrapper: "ListPolicyTagsResult",
};

impl aws_wire::Operation for ListPolicyTags {
    const MODEL: &'static OperationModel = &OPERATION_LIST_POLICY_TAGS;
    type Input = ListPolicyTagsRequest;
    type Output = ListPolicyTagsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct ListPolicyVersions;

#[rustfmt::skip]
static OPERATION_LIST_POLICY_VERSIONS: OperationModel = OperationModel {
    name: "ListPolicyVersions", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_LIST_POLICY_VERSIONS_REQUEST), output: Some(&SHAPE_LIST_POLICY_VERSIONS_RESPONSE), result_wrapper: "ListPolicyVersionsResult",
};

impl aws_wire::Operation for ListPolicyVersions {
    const MODEL: &'static OperationModel = &OPERATION_LIST_POLICY_VERSIONS;
    type Input = ListPolicyVersionsRequest;
    type Output = ListPolicyVersionsResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct SetDefaultPolicyVersion;

#[rustfmt::skip]
static OPERATION_SET_DEFAULT_POLICY_VERSION: OperationModel = OperationModel {
    name: "SetDefaultPolicyVersion", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_SET_DEFAULT_POLICY_VERSION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for SetDefaultPolicyVersion {
    const MODEL: &'static OperationModel = &OPERATION_SET_DEFAULT_POLICY_VERSION;
    type Input = SetDefaultPolicyVersionRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct SimulateCustomPolicy;

#[rustfmt::skip]
static OPERATION_SIMULATE_CUSTOM_POLICY: OperationModel = OperationModel {
    name: "SimulateCustomPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_SIMULATE_CUSTOM_POLICY_REQUEST), output: Some(&SHAPE_SIMULATE_POLICY_RESPONSE), result_wrapper: "SimulateCustomPolicyResult",
};

impl aws_wire::Operation for SimulateCustomPolicy {
    const MODEL: &'static OperationModel = &OPERATION_SIMULATE_CUSTOM_POLICY;
    type Input = SimulateCustomPolicyRequest;
    type Output = SimulatePolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct SimulatePrincipalPolicy;

#[rustfmt::skip]
static OPERATION_SIMULATE_PRINCIPAL_POLICY: OperationModel = OperationModel {
    name: "SimulatePrincipalPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_SIMULATE_PRINCIPAL_POLICY_REQUEST), output: Some(&SHAPE_SIMULATE_POLICY_RESPONSE), result_wrapper: "SimulatePrincipalPolicyResult",
};

impl aws_wire::Operation for SimulatePrincipalPolicy {
    const MODEL: &'static OperationModel = &OPERATION_SIMULATE_PRINCIPAL_POLICY;
    type Input = SimulatePrincipalPolicyRequest;
    type Output = SimulatePolicyResponse;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct TagPolicy;

#[rustfmt::skip]
static OPERATION_TAG_POLICY: OperationModel = OperationModel {
    name: "TagPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_TAG_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for TagPolicy {
    const MODEL: &'static OperationModel = &OPERATION_TAG_POLICY;
    type Input = TagPolicyRequest;
    type Output = aws_wire::Nothing;
}

/// `POST /`
#[derive(Debug, Clone, Copy)]
pub struct UntagPolicy;

#[rustfmt::skip]
static OPERATION_UNTAG_POLICY: OperationModel = OperationModel {
    name: "UntagPolicy", http: Http { method: "POST", uri: "/", status: 200 },
    input: Some(&SHAPE_UNTAG_POLICY_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for UntagPolicy {
    const MODEL: &'static OperationModel = &OPERATION_UNTAG_POLICY;
    type Input = UntagPolicyRequest;
    type Output = aws_wire::Nothing;
}

#[rustfmt::skip]
pub(super) static SHAPE_ACTION_NAME_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_ACTION_NAME_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_ACTION_NAME_TYPE: Shape = Shape::Text(Text { name: "ActionNameType", values: &[], pattern: "", min: Some(3), max: Some(128), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_COLUMN_NUMBER: Shape = Shape::Integer(None, None);

/// The shape `ContextEntry`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContextEntry {
    /// `ContextKeyName`
    #[serde(rename = "ContextKeyName", skip_serializing_if = "Option::is_none")]
    pub context_key_name: Option<String>,
    /// `ContextKeyValues`
    #[serde(rename = "ContextKeyValues", skip_serializing_if = "Option::is_none")]
    pub context_key_values: Option<Vec<String>>,
    /// `ContextKeyType`
    #[serde(rename = "ContextKeyType", skip_serializing_if = "Option::is_none")]
    pub context_key_type: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_ENTRY: Shape = Shape::Structure(Structure { name: "ContextEntry", payload: None, error: None, members: &[
    Member::new("ContextKeyName", "ContextKeyName", Location::Body, false, &SHAPE_CONTEXT_KEY_NAME_TYPE),
    Member::new("ContextKeyValues", "ContextKeyValues", Location::Body, false, &SHAPE_CONTEXT_KEY_VALUE_LIST_TYPE),
    Member::new("ContextKeyType", "ContextKeyType", Location::Body, false, &SHAPE_CONTEXT_KEY_TYPE_ENUM),
] });

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_ENTRY_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_CONTEXT_ENTRY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_KEY_NAME_TYPE: Shape = Shape::Text(Text { name: "ContextKeyNameType", values: &[], pattern: "", min: Some(5), max: Some(256), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_KEY_NAMES_RESULT_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_CONTEXT_KEY_NAME_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_KEY_TYPE_ENUM: Shape = Shape::Text(Text { name: "ContextKeyTypeEnum", values: &["string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary", "binaryList", "date", "dateList"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_KEY_VALUE_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_CONTEXT_KEY_VALUE_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_CONTEXT_KEY_VALUE_TYPE: Shape = Shape::Text(Text::any("ContextKeyValueType"));

/// The shape `CreatePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreatePolicyRequest {
    /// `PolicyName`
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "CreatePolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyName", "PolicyName", Location::Body, true, &SHAPE_POLICY_NAME_TYPE),
    Member::new("Path", "Path", Location::Body, false, &SHAPE_POLICY_PATH_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_POLICY_DESCRIPTION_TYPE),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
] });

/// The shape `CreatePolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreatePolicyResponse {
    /// `Policy`
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "CreatePolicyResponse", payload: None, error: None, members: &[
    Member::new("Policy", "Policy", Location::Body, false, &SHAPE_POLICY),
] });

/// The shape `CreatePolicyVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreatePolicyVersionRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `PolicyDocument`
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
    /// `SetAsDefault`
    #[serde(rename = "SetAsDefault", skip_serializing_if = "Option::is_none")]
    pub set_as_default: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_POLICY_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "CreatePolicyVersionRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("PolicyDocument", "PolicyDocument", Location::Body, true, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("SetAsDefault", "SetAsDefault", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
] });

/// The shape `CreatePolicyVersionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreatePolicyVersionResponse {
    /// `PolicyVersion`
    #[serde(rename = "PolicyVersion", skip_serializing_if = "Option::is_none")]
    pub policy_version: Option<PolicyVersion>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_POLICY_VERSION_RESPONSE: Shape = Shape::Structure(Structure { name: "CreatePolicyVersionResponse", payload: None, error: None, members: &[
    Member::new("PolicyVersion", "PolicyVersion", Location::Body, false, &SHAPE_POLICY_VERSION),
] });

/// The shape `DeletePolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeletePolicyRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "DeletePolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `DeletePolicyVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeletePolicyVersionRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `VersionId`
    #[serde(rename = "VersionId")]
    pub version_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_POLICY_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "DeletePolicyVersionRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("VersionId", "VersionId", Location::Body, true, &SHAPE_POLICY_VERSION_ID_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_EVAL_DECISION_DETAILS_TYPE: Shape = Shape::Map(Map { key: &SHAPE_EVAL_DECISION_SOURCE_TYPE, value: &SHAPE_POLICY_EVALUATION_DECISION_TYPE, key_wire: "", value_wire: "", flattened: false });

#[rustfmt::skip]
pub(super) static SHAPE_EVAL_DECISION_SOURCE_TYPE: Shape = Shape::Text(Text { name: "EvalDecisionSourceType", values: &[], pattern: "", min: Some(3), max: Some(256), sensitive: false });

/// The shape `EvaluationResult`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvaluationResult {
    /// `EvalActionName`
    #[serde(rename = "EvalActionName")]
    pub eval_action_name: String,
    /// `EvalResourceName`
    #[serde(rename = "EvalResourceName", skip_serializing_if = "Option::is_none")]
    pub eval_resource_name: Option<String>,
    /// `EvalDecision`
    #[serde(rename = "EvalDecision")]
    pub eval_decision: String,
    /// `MatchedStatements`
    #[serde(rename = "MatchedStatements", skip_serializing_if = "Option::is_none")]
    pub matched_statements: Option<Vec<Statement>>,
    /// `MissingContextValues`
    #[serde(rename = "MissingContextValues", skip_serializing_if = "Option::is_none")]
    pub missing_context_values: Option<Vec<String>>,
    /// `OrganizationsDecisionDetail`
    #[serde(
        rename = "OrganizationsDecisionDetail",
        skip_serializing_if = "Option::is_none"
    )]
    pub organizations_decision_detail: Option<OrganizationsDecisionDetail>,
    /// `PermissionsBoundaryDecisionDetail`
    #[serde(
        rename = "PermissionsBoundaryDecisionDetail",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
    /// `EvalDecisionDetails`
    #[serde(rename = "EvalDecisionDetails", skip_serializing_if = "Option::is_none")]
    pub eval_decision_details: Option<std::collections::BTreeMap<String, String>>,
    /// `ResourceSpecificResults`
    #[serde(rename = "ResourceSpecificResults", skip_serializing_if = "Option::is_none")]
    pub resource_specific_results: Option<Vec<ResourceSpecificResult>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_EVALUATION_RESULT: Shape = Shape::Structure(Structure { name: "EvaluationResult", payload: None, error: None, members: &[
    Member::new("EvalActionName", "EvalActionName", Location::Body, true, &SHAPE_ACTION_NAME_TYPE),
    Member::new("EvalResourceName", "EvalResourceName", Location::Body, false, &SHAPE_RESOURCE_NAME_TYPE),
    Member::new("EvalDecision", "EvalDecision", Location::Body, true, &SHAPE_POLICY_EVALUATION_DECISION_TYPE),
    Member::new("MatchedStatements", "MatchedStatements", Location::Body, false, &SHAPE_STATEMENT_LIST_TYPE),
    Member::new("MissingContextValues", "MissingContextValues", Location::Body, false, &SHAPE_CONTEXT_KEY_NAMES_RESULT_LIST_TYPE),
    Member::new("OrganizationsDecisionDetail", "OrganizationsDecisionDetail", Location::Body, false, &SHAPE_ORGANIZATIONS_DECISION_DETAIL),
    Member::new("PermissionsBoundaryDecisionDetail", "PermissionsBoundaryDecisionDetail", Location::Body, false, &SHAPE_PERMISSIONS_BOUNDARY_DECISION_DETAIL),
    Member::new("EvalDecisionDetails", "EvalDecisionDetails", Location::Body, false, &SHAPE_EVAL_DECISION_DETAILS_TYPE),
    Member::new("ResourceSpecificResults", "ResourceSpecificResults", Location::Body, false, &SHAPE_RESOURCE_SPECIFIC_RESULT_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_EVALUATION_RESULTS_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_EVALUATION_RESULT, member_wire: "", flattened: false, min: None, max: None });

/// The shape `GetContextKeysForCustomPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetContextKeysForCustomPolicyRequest {
    /// `PolicyInputList`
    #[serde(rename = "PolicyInputList")]
    pub policy_input_list: Vec<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "GetContextKeysForCustomPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyInputList", "PolicyInputList", Location::Body, true, &SHAPE_SIMULATION_POLICY_LIST_TYPE),
] });

/// The shape `GetContextKeysForPolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetContextKeysForPolicyResponse {
    /// `ContextKeyNames`
    #[serde(rename = "ContextKeyNames", skip_serializing_if = "Option::is_none")]
    pub context_key_names: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_CONTEXT_KEYS_FOR_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetContextKeysForPolicyResponse", payload: None, error: None, members: &[
    Member::new("ContextKeyNames", "ContextKeyNames", Location::Body, false, &SHAPE_CONTEXT_KEY_NAMES_RESULT_LIST_TYPE),
] });

/// The shape `GetContextKeysForPrincipalPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetContextKeysForPrincipalPolicyRequest {
    /// `PolicySourceArn`
    #[serde(rename = "PolicySourceArn")]
    pub policy_source_arn: String,
    /// `PolicyInputList`
    #[serde(rename = "PolicyInputList", skip_serializing_if = "Option::is_none")]
    pub policy_input_list: Option<Vec<String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "GetContextKeysForPrincipalPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicySourceArn", "PolicySourceArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("PolicyInputList", "PolicyInputList", Location::Body, false, &SHAPE_SIMULATION_POLICY_LIST_TYPE),
] });

/// The shape `GetPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetPolicyRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "GetPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
] });

/// The shape `GetPolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetPolicyResponse {
    /// `Policy`
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetPolicyResponse", payload: None, error: None, members: &[
    Member::new("Policy", "Policy", Location::Body, false, &SHAPE_POLICY),
] });

/// The shape `GetPolicyVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetPolicyVersionRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `VersionId`
    #[serde(rename = "VersionId")]
    pub version_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_POLICY_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "GetPolicyVersionRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("VersionId", "VersionId", Location::Body, true, &SHAPE_POLICY_VERSION_ID_TYPE),
] });

/// The shape `GetPolicyVersionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetPolicyVersionResponse {
    /// `PolicyVersion`
    #[serde(rename = "PolicyVersion", skip_serializing_if = "Option::is_none")]
    pub policy_version: Option<PolicyVersion>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_POLICY_VERSION_RESPONSE: Shape = Shape::Structure(Structure { name: "GetPolicyVersionResponse", payload: None, error: None, members: &[
    Member::new("PolicyVersion", "PolicyVersion", Location::Body, false, &SHAPE_POLICY_VERSION),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LINE_NUMBER: Shape = Shape::Integer(None, None);

/// The shape `ListEntitiesForPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListEntitiesForPolicyRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `EntityFilter`
    #[serde(rename = "EntityFilter", skip_serializing_if = "Option::is_none")]
    pub entity_filter: Option<String>,
    /// `PathPrefix`
    #[serde(rename = "PathPrefix", skip_serializing_if = "Option::is_none")]
    pub path_prefix: Option<String>,
    /// `PolicyUsageFilter`
    #[serde(rename = "PolicyUsageFilter", skip_serializing_if = "Option::is_none")]
    pub policy_usage_filter: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ENTITIES_FOR_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "ListEntitiesForPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("EntityFilter", "EntityFilter", Location::Body, false, &SHAPE_ENTITY_TYPE),
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_PATH_TYPE),
    Member::new("PolicyUsageFilter", "PolicyUsageFilter", Location::Body, false, &SHAPE_POLICY_USAGE_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListEntitiesForPolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListEntitiesForPolicyResponse {
    /// `PolicyGroups`
    #[serde(rename = "PolicyGroups", skip_serializing_if = "Option::is_none")]
    pub policy_groups: Option<Vec<PolicyGroup>>,
    /// `PolicyUsers`
    #[serde(rename = "PolicyUsers", skip_serializing_if = "Option::is_none")]
    pub policy_users: Option<Vec<PolicyUser>>,
    /// `PolicyRoles`
    #[serde(rename = "PolicyRoles", skip_serializing_if = "Option::is_none")]
    pub policy_roles: Option<Vec<PolicyRole>>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_ENTITIES_FOR_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "ListEntitiesForPolicyResponse", payload: None, error: None, members: &[
    Member::new("PolicyGroups", "PolicyGroups", Location::Body, false, &SHAPE_POLICY_GROUP_LIST_TYPE),
    Member::new("PolicyUsers", "PolicyUsers", Location::Body, false, &SHAPE_POLICY_USER_LIST_TYPE),
    Member::new("PolicyRoles", "PolicyRoles", Location::Body, false, &SHAPE_POLICY_ROLE_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListPoliciesRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListPoliciesRequest {
    /// `Scope`
    #[serde(rename = "Scope", skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// `OnlyAttached`
    #[serde(rename = "OnlyAttached", skip_serializing_if = "Option::is_none")]
    pub only_attached: Option<bool>,
    /// `PathPrefix`
    #[serde(rename = "PathPrefix", skip_serializing_if = "Option::is_none")]
    pub path_prefix: Option<String>,
    /// `PolicyUsageFilter`
    #[serde(rename = "PolicyUsageFilter", skip_serializing_if = "Option::is_none")]
    pub policy_usage_filter: Option<String>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_POLICIES_REQUEST: Shape = Shape::Structure(Structure { name: "ListPoliciesRequest", payload: None, error: None, members: &[
    Member::new("Scope", "Scope", Location::Body, false, &SHAPE_POLICY_SCOPE_TYPE),
    Member::new("OnlyAttached", "OnlyAttached", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("PathPrefix", "PathPrefix", Location::Body, false, &SHAPE_POLICY_PATH_TYPE),
    Member::new("PolicyUsageFilter", "PolicyUsageFilter", Location::Body, false, &SHAPE_POLICY_USAGE_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListPoliciesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListPoliciesResponse {
    /// `Policies`
    #[serde(rename = "Policies", skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<Policy>>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_POLICIES_RESPONSE: Shape = Shape::Structure(Structure { name: "ListPoliciesResponse", payload: None, error: None, members: &[
    Member::new("Policies", "Policies", Location::Body, false, &SHAPE_POLICY_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListPolicyTagsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListPolicyTagsRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_POLICY_TAGS_REQUEST: Shape = Shape::Structure(Structure { name: "ListPolicyTagsRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListPolicyTagsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListPolicyTagsResponse {
    /// `Tags`
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_POLICY_TAGS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListPolicyTagsResponse", payload: None, error: None, members: &[
    Member::new("Tags", "Tags", Location::Body, true, &SHAPE_TAG_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `ListPolicyVersionsRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListPolicyVersionsRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_POLICY_VERSIONS_REQUEST: Shape = Shape::Structure(Structure { name: "ListPolicyVersionsRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
] });

/// The shape `ListPolicyVersionsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListPolicyVersionsResponse {
    /// `Versions`
    #[serde(rename = "Versions", skip_serializing_if = "Option::is_none")]
    pub versions: Option<Vec<PolicyVersion>>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_LIST_POLICY_VERSIONS_RESPONSE: Shape = Shape::Structure(Structure { name: "ListPolicyVersionsResponse", payload: None, error: None, members: &[
    Member::new("Versions", "Versions", Location::Body, false, &SHAPE_POLICY_DOCUMENT_VERSION_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `OrganizationsDecisionDetail`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationsDecisionDetail {
    /// `AllowedByOrganizations`
    #[serde(rename = "AllowedByOrganizations", skip_serializing_if = "Option::is_none")]
    pub allowed_by_organizations: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ORGANIZATIONS_DECISION_DETAIL: Shape = Shape::Structure(Structure { name: "OrganizationsDecisionDetail", payload: None, error: None, members: &[
    Member::new("AllowedByOrganizations", "AllowedByOrganizations", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
] });

/// The shape `PermissionsBoundaryDecisionDetail`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PermissionsBoundaryDecisionDetail {
    /// `AllowedByPermissionsBoundary`
    #[serde(
        rename = "AllowedByPermissionsBoundary",
        skip_serializing_if = "Option::is_none"
    )]
    pub allowed_by_permissions_boundary: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_PERMISSIONS_BOUNDARY_DECISION_DETAIL: Shape = Shape::Structure(Structure { name: "PermissionsBoundaryDecisionDetail", payload: None, error: None, members: &[
    Member::new("AllowedByPermissionsBoundary", "AllowedByPermissionsBoundary", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
] });

/// The shape `Policy`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// `PolicyName`
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    /// `PolicyId`
    #[serde(rename = "PolicyId", skip_serializing_if = "Option::is_none")]
    pub policy_id: Option<String>,
    /// `Arn`
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `Path`
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `DefaultVersionId`
    #[serde(rename = "DefaultVersionId", skip_serializing_if = "Option::is_none")]
    pub default_version_id: Option<String>,
    /// `AttachmentCount`
    #[serde(rename = "AttachmentCount", skip_serializing_if = "Option::is_none")]
    pub attachment_count: Option<i32>,
    /// `PermissionsBoundaryUsageCount`
    #[serde(
        rename = "PermissionsBoundaryUsageCount",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_usage_count: Option<i32>,
    /// `IsAttachable`
    #[serde(rename = "IsAttachable", skip_serializing_if = "Option::is_none")]
    pub is_attachable: Option<bool>,
    /// `Description`
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `CreateDate`
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<aws_wire::EpochSeconds>,
    /// `UpdateDate`
    #[serde(rename = "UpdateDate", skip_serializing_if = "Option::is_none")]
    pub update_date: Option<aws_wire::EpochSeconds>,
    /// `Tags`
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POLICY: Shape = Shape::Structure(Structure { name: "Policy", payload: None, error: None, members: &[
    Member::new("PolicyName", "PolicyName", Location::Body, false, &SHAPE_POLICY_NAME_TYPE),
    Member::new("PolicyId", "PolicyId", Location::Body, false, &SHAPE_ID_TYPE),
    Member::new("Arn", "Arn", Location::Body, false, &SHAPE_ARN_TYPE),
    Member::new("Path", "Path", Location::Body, false, &SHAPE_POLICY_PATH_TYPE),
    Member::new("DefaultVersionId", "DefaultVersionId", Location::Body, false, &SHAPE_POLICY_VERSION_ID_TYPE),
    Member::new("AttachmentCount", "AttachmentCount", Location::Body, false, &SHAPE_ATTACHMENT_COUNT_TYPE),
    Member::new("PermissionsBoundaryUsageCount", "PermissionsBoundaryUsageCount", Location::Body, false, &SHAPE_ATTACHMENT_COUNT_TYPE),
    Member::new("IsAttachable", "IsAttachable", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Description", "Description", Location::Body, false, &SHAPE_POLICY_DESCRIPTION_TYPE),
    Member::new("CreateDate", "CreateDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("UpdateDate", "UpdateDate", Location::Body, false, &SHAPE_DATE_TYPE),
    Member::new("Tags", "Tags", Location::Body, false, &SHAPE_TAG_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_EVALUATION_DECISION_TYPE: Shape = Shape::Text(Text { name: "PolicyEvaluationDecisionType", values: &["allowed", "explicitDeny", "implicitDeny"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `PolicyGroup`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyGroup {
    /// `GroupName`
    #[serde(rename = "GroupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// `GroupId`
    #[serde(rename = "GroupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_GROUP: Shape = Shape::Structure(Structure { name: "PolicyGroup", payload: None, error: None, members: &[
    Member::new("GroupName", "GroupName", Location::Body, false, &SHAPE_GROUP_NAME_TYPE),
    Member::new("GroupId", "GroupId", Location::Body, false, &SHAPE_ID_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_GROUP_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_GROUP, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_IDENTIFIER_TYPE: Shape = Shape::Text(Text::any("PolicyIdentifierType"));

/// The shape `PolicyRole`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyRole {
    /// `RoleName`
    #[serde(rename = "RoleName", skip_serializing_if = "Option::is_none")]
    pub role_name: Option<String>,
    /// `RoleId`
    #[serde(rename = "RoleId", skip_serializing_if = "Option::is_none")]
    pub role_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_ROLE: Shape = Shape::Structure(Structure { name: "PolicyRole", payload: None, error: None, members: &[
    Member::new("RoleName", "RoleName", Location::Body, false, &SHAPE_ROLE_NAME_TYPE),
    Member::new("RoleId", "RoleId", Location::Body, false, &SHAPE_ID_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_ROLE_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_ROLE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_SOURCE_TYPE: Shape = Shape::Text(Text { name: "PolicySourceType", values: &["user", "group", "role", "aws-managed", "user-managed", "resource", "none"], pattern: "", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_USAGE_TYPE: Shape = Shape::Text(Text { name: "PolicyUsageType", values: &["PermissionsPolicy", "PermissionsBoundary"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `PolicyUser`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyUser {
    /// `UserName`
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// `UserId`
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_USER: Shape = Shape::Structure(Structure { name: "PolicyUser", payload: None, error: None, members: &[
    Member::new("UserName", "UserName", Location::Body, false, &SHAPE_USER_NAME_TYPE),
    Member::new("UserId", "UserId", Location::Body, false, &SHAPE_ID_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_USER_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_USER, member_wire: "", flattened: false, min: None, max: None });

/// The shape `Position`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// `Line`
    #[serde(rename = "Line", skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    /// `Column`
    #[serde(rename = "Column", skip_serializing_if = "Option::is_none")]
    pub column: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_POSITION: Shape = Shape::Structure(Structure { name: "Position", payload: None, error: None, members: &[
    Member::new("Line", "Line", Location::Body, false, &SHAPE_LINE_NUMBER),
    Member::new("Column", "Column", Location::Body, false, &SHAPE_COLUMN_NUMBER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE_HANDLING_OPTION_TYPE: Shape = Shape::Text(Text { name: "ResourceHandlingOptionType", values: &[], pattern: "", min: Some(1), max: Some(64), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE_NAME_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_RESOURCE_NAME_TYPE, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE_NAME_TYPE: Shape = Shape::Text(Text { name: "ResourceNameType", values: &[], pattern: "", min: Some(1), max: Some(2048), sensitive: false });

/// The shape `ResourceSpecificResult`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResourceSpecificResult {
    /// `EvalResourceName`
    #[serde(rename = "EvalResourceName")]
    pub eval_resource_name: String,
    /// `EvalResourceDecision`
    #[serde(rename = "EvalResourceDecision")]
    pub eval_resource_decision: String,
    /// `MatchedStatements`
    #[serde(rename = "MatchedStatements", skip_serializing_if = "Option::is_none")]
    pub matched_statements: Option<Vec<Statement>>,
    /// `MissingContextValues`
    #[serde(rename = "MissingContextValues", skip_serializing_if = "Option::is_none")]
    pub missing_context_values: Option<Vec<String>>,
    /// `EvalDecisionDetails`
    #[serde(rename = "EvalDecisionDetails", skip_serializing_if = "Option::is_none")]
    pub eval_decision_details: Option<std::collections::BTreeMap<String, String>>,
    /// `PermissionsBoundaryDecisionDetail`
    #[serde(
        rename = "PermissionsBoundaryDecisionDetail",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
}

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE_SPECIFIC_RESULT: Shape = Shape::Structure(Structure { name: "ResourceSpecificResult", payload: None, error: None, members: &[
    Member::new("EvalResourceName", "EvalResourceName", Location::Body, true, &SHAPE_RESOURCE_NAME_TYPE),
    Member::new("EvalResourceDecision", "EvalResourceDecision", Location::Body, true, &SHAPE_POLICY_EVALUATION_DECISION_TYPE),
    Member::new("MatchedStatements", "MatchedStatements", Location::Body, false, &SHAPE_STATEMENT_LIST_TYPE),
    Member::new("MissingContextValues", "MissingContextValues", Location::Body, false, &SHAPE_CONTEXT_KEY_NAMES_RESULT_LIST_TYPE),
    Member::new("EvalDecisionDetails", "EvalDecisionDetails", Location::Body, false, &SHAPE_EVAL_DECISION_DETAILS_TYPE),
    Member::new("PermissionsBoundaryDecisionDetail", "PermissionsBoundaryDecisionDetail", Location::Body, false, &SHAPE_PERMISSIONS_BOUNDARY_DECISION_DETAIL),
] });

#[rustfmt::skip]
pub(super) static SHAPE_RESOURCE_SPECIFIC_RESULT_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_RESOURCE_SPECIFIC_RESULT, member_wire: "", flattened: false, min: None, max: None });

/// The shape `SetDefaultPolicyVersionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SetDefaultPolicyVersionRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `VersionId`
    #[serde(rename = "VersionId")]
    pub version_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_SET_DEFAULT_POLICY_VERSION_REQUEST: Shape = Shape::Structure(Structure { name: "SetDefaultPolicyVersionRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("VersionId", "VersionId", Location::Body, true, &SHAPE_POLICY_VERSION_ID_TYPE),
] });

/// The shape `SimulateCustomPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SimulateCustomPolicyRequest {
    /// `PolicyInputList`
    #[serde(rename = "PolicyInputList")]
    pub policy_input_list: Vec<String>,
    /// `PermissionsBoundaryPolicyInputList`
    #[serde(
        rename = "PermissionsBoundaryPolicyInputList",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_policy_input_list: Option<Vec<String>>,
    /// `ActionNames`
    #[serde(rename = "ActionNames")]
    pub action_names: Vec<String>,
    /// `ResourceArns`
    #[serde(rename = "ResourceArns", skip_serializing_if = "Option::is_none")]
    pub resource_arns: Option<Vec<String>>,
    /// `ResourcePolicy`
    #[serde(rename = "ResourcePolicy", skip_serializing_if = "Option::is_none")]
    pub resource_policy: Option<String>,
    /// `ResourceOwner`
    #[serde(rename = "ResourceOwner", skip_serializing_if = "Option::is_none")]
    pub resource_owner: Option<String>,
    /// `CallerArn`
    #[serde(rename = "CallerArn", skip_serializing_if = "Option::is_none")]
    pub caller_arn: Option<String>,
    /// `ContextEntries`
    #[serde(rename = "ContextEntries", skip_serializing_if = "Option::is_none")]
    pub context_entries: Option<Vec<ContextEntry>>,
    /// `ResourceHandlingOption`
    #[serde(rename = "ResourceHandlingOption", skip_serializing_if = "Option::is_none")]
    pub resource_handling_option: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SIMULATE_CUSTOM_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "SimulateCustomPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyInputList", "PolicyInputList", Location::Body, true, &SHAPE_SIMULATION_POLICY_LIST_TYPE),
    Member::new("PermissionsBoundaryPolicyInputList", "PermissionsBoundaryPolicyInputList", Location::Body, false, &SHAPE_SIMULATION_POLICY_LIST_TYPE),
    Member::new("ActionNames", "ActionNames", Location::Body, true, &SHAPE_ACTION_NAME_LIST_TYPE),
    Member::new("ResourceArns", "ResourceArns", Location::Body, false, &SHAPE_RESOURCE_NAME_LIST_TYPE),
    Member::new("ResourcePolicy", "ResourcePolicy", Location::Body, false, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("ResourceOwner", "ResourceOwner", Location::Body, false, &SHAPE_RESOURCE_NAME_TYPE),
    Member::new("CallerArn", "CallerArn", Location::Body, false, &SHAPE_RESOURCE_NAME_TYPE),
    Member::new("ContextEntries", "ContextEntries", Location::Body, false, &SHAPE_CONTEXT_ENTRY_LIST_TYPE),
    Member::new("ResourceHandlingOption", "ResourceHandlingOption", Location::Body, false, &SHAPE_RESOURCE_HANDLING_OPTION_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
] });

/// The shape `SimulatePolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SimulatePolicyResponse {
    /// `EvaluationResults`
    #[serde(rename = "EvaluationResults", skip_serializing_if = "Option::is_none")]
    pub evaluation_results: Option<Vec<EvaluationResult>>,
    /// `IsTruncated`
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SIMULATE_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "SimulatePolicyResponse", payload: None, error: None, members: &[
    Member::new("EvaluationResults", "EvaluationResults", Location::Body, false, &SHAPE_EVALUATION_RESULTS_LIST_TYPE),
    Member::new("IsTruncated", "IsTruncated", Location::Body, false, &SHAPE_BOOLEAN_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_RESPONSE_MARKER_TYPE),
] });

/// The shape `SimulatePrincipalPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SimulatePrincipalPolicyRequest {
    /// `PolicySourceArn`
    #[serde(rename = "PolicySourceArn")]
    pub policy_source_arn: String,
    /// `PolicyInputList`
    #[serde(rename = "PolicyInputList", skip_serializing_if = "Option::is_none")]
    pub policy_input_list: Option<Vec<String>>,
    /// `PermissionsBoundaryPolicyInputList`
    #[serde(
        rename = "PermissionsBoundaryPolicyInputList",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_policy_input_list: Option<Vec<String>>,
    /// `ActionNames`
    #[serde(rename = "ActionNames")]
    pub action_names: Vec<String>,
    /// `ResourceArns`
    #[serde(rename = "ResourceArns", skip_serializing_if = "Option::is_none")]
    pub resource_arns: Option<Vec<String>>,
    /// `ResourcePolicy`
    #[serde(rename = "ResourcePolicy", skip_serializing_if = "Option::is_none")]
    pub resource_policy: Option<String>,
    /// `ResourceOwner`
    #[serde(rename = "ResourceOwner", skip_serializing_if = "Option::is_none")]
    pub resource_owner: Option<String>,
    /// `CallerArn`
    #[serde(rename = "CallerArn", skip_serializing_if = "Option::is_none")]
    pub caller_arn: Option<String>,
    /// `ContextEntries`
    #[serde(rename = "ContextEntries", skip_serializing_if = "Option::is_none")]
    pub context_entries: Option<Vec<ContextEntry>>,
    /// `ResourceHandlingOption`
    #[serde(rename = "ResourceHandlingOption", skip_serializing_if = "Option::is_none")]
    pub resource_handling_option: Option<String>,
    /// `MaxItems`
    #[serde(rename = "MaxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<i32>,
    /// `Marker`
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_SIMULATE_PRINCIPAL_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "SimulatePrincipalPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicySourceArn", "PolicySourceArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("PolicyInputList", "PolicyInputList", Location::Body, false, &SHAPE_SIMULATION_POLICY_LIST_TYPE),
    Member::new("PermissionsBoundaryPolicyInputList", "PermissionsBoundaryPolicyInputList", Location::Body, false, &SHAPE_SIMULATION_POLICY_LIST_TYPE),
    Member::new("ActionNames", "ActionNames", Location::Body, true, &SHAPE_ACTION_NAME_LIST_TYPE),
    Member::new("ResourceArns", "ResourceArns", Location::Body, false, &SHAPE_RESOURCE_NAME_LIST_TYPE),
    Member::new("ResourcePolicy", "ResourcePolicy", Location::Body, false, &SHAPE_POLICY_DOCUMENT_TYPE),
    Member::new("ResourceOwner", "ResourceOwner", Location::Body, false, &SHAPE_RESOURCE_NAME_TYPE),
    Member::new("CallerArn", "CallerArn", Location::Body, false, &SHAPE_RESOURCE_NAME_TYPE),
    Member::new("ContextEntries", "ContextEntries", Location::Body, false, &SHAPE_CONTEXT_ENTRY_LIST_TYPE),
    Member::new("ResourceHandlingOption", "ResourceHandlingOption", Location::Body, false, &SHAPE_RESOURCE_HANDLING_OPTION_TYPE),
    Member::new("MaxItems", "MaxItems", Location::Body, false, &SHAPE_MAX_ITEMS_TYPE),
    Member::new("Marker", "Marker", Location::Body, false, &SHAPE_MARKER_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_SIMULATION_POLICY_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY_DOCUMENT_TYPE, member_wire: "", flattened: false, min: None, max: None });

/// The shape `Statement`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// `SourcePolicyId`
    #[serde(rename = "SourcePolicyId", skip_serializing_if = "Option::is_none")]
    pub source_policy_id: Option<String>,
    /// `SourcePolicyType`
    #[serde(rename = "SourcePolicyType", skip_serializing_if = "Option::is_none")]
    pub source_policy_type: Option<String>,
    /// `StartPosition`
    #[serde(rename = "StartPosition", skip_serializing_if = "Option::is_none")]
    pub start_position: Option<Position>,
    /// `EndPosition`
    #[serde(rename = "EndPosition", skip_serializing_if = "Option::is_none")]
    pub end_position: Option<Position>,
}

#[rustfmt::skip]
pub(super) static SHAPE_STATEMENT: Shape = Shape::Structure(Structure { name: "Statement", payload: None, error: None, members: &[
    Member::new("SourcePolicyId", "SourcePolicyId", Location::Body, false, &SHAPE_POLICY_IDENTIFIER_TYPE),
    Member::new("SourcePolicyType", "SourcePolicyType", Location::Body, false, &SHAPE_POLICY_SOURCE_TYPE),
    Member::new("StartPosition", "StartPosition", Location::Body, false, &SHAPE_POSITION),
    Member::new("EndPosition", "EndPosition", Location::Body, false, &SHAPE_POSITION),
] });

#[rustfmt::skip]
pub(super) static SHAPE_STATEMENT_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_STATEMENT, member_wire: "", flattened: false, min: None, max: None });

/// The shape `TagPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagPolicyRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `Tags`
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TAG_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "TagPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("Tags", "Tags", Location::Body, true, &SHAPE_TAG_LIST_TYPE),
] });

/// The shape `UntagPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UntagPolicyRequest {
    /// `PolicyArn`
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    /// `TagKeys`
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UNTAG_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "UntagPolicyRequest", payload: None, error: None, members: &[
    Member::new("PolicyArn", "PolicyArn", Location::Body, true, &SHAPE_ARN_TYPE),
    Member::new("TagKeys", "TagKeys", Location::Body, true, &SHAPE_TAG_KEY_LIST_TYPE),
] });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_LIST_TYPE: Shape = Shape::List(List { member: &SHAPE_POLICY, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_POLICY_SCOPE_TYPE: Shape = Shape::Text(Text { name: "policyScopeType", values: &["All", "AWS", "Local"], pattern: "", min: None, max: None, sensitive: false });
