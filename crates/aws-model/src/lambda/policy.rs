//! Operations and shapes of `policy`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /2015-03-31/functions/{FunctionName}/policy`
#[derive(Debug, Clone, Copy)]
pub struct AddPermission;

#[rustfmt::skip]
static OPERATION_ADD_PERMISSION: OperationModel = OperationModel {
    name: "AddPermission", http: Http { method: "POST", uri: "/2015-03-31/functions/{FunctionName}/policy", status: 201 },
    input: Some(&SHAPE_ADD_PERMISSION_REQUEST), output: Some(&SHAPE_ADD_PERMISSION_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for AddPermission {
    const MODEL: &'static OperationModel = &OPERATION_ADD_PERMISSION;
    type Input = AddPermissionRequest;
    type Output = AddPermissionResponse;
}

/// `GET /2015-03-31/functions/{FunctionName}/policy`
#[derive(Debug, Clone, Copy)]
pub struct GetPolicy;

#[rustfmt::skip]
static OPERATION_GET_POLICY: OperationModel = OperationModel {
    name: "GetPolicy", http: Http { method: "GET", uri: "/2015-03-31/functions/{FunctionName}/policy", status: 200 },
    input: Some(&SHAPE_GET_POLICY_REQUEST), output: Some(&SHAPE_GET_POLICY_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for GetPolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_POLICY;
    type Input = GetPolicyRequest;
    type Output = GetPolicyResponse;
}

/// `DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}`
#[derive(Debug, Clone, Copy)]
pub struct RemovePermission;

#[rustfmt::skip]
static OPERATION_REMOVE_PERMISSION: OperationModel = OperationModel {
    name: "RemovePermission", http: Http { method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}/policy/{StatementId}", status: 204 },
    input: Some(&SHAPE_REMOVE_PERMISSION_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for RemovePermission {
    const MODEL: &'static OperationModel = &OPERATION_REMOVE_PERMISSION;
    type Input = RemovePermissionRequest;
    type Output = aws_wire::Nothing;
}

#[rustfmt::skip]
pub(super) static SHAPE_ACTION: Shape = Shape::Text(Text { name: "Action", values: &[], pattern: "(lambda:[*]|lambda:[a-zA-Z]+|[*])", min: None, max: None, sensitive: false });

/// The shape `AddPermissionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddPermissionRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `StatementId`
    #[serde(rename = "StatementId")]
    pub statement_id: String,
    /// `Action`
    #[serde(rename = "Action")]
    pub action: String,
    /// `Principal`
    #[serde(rename = "Principal")]
    pub principal: String,
    /// `SourceArn`
    #[serde(rename = "SourceArn", skip_serializing_if = "Option::is_none")]
    pub source_arn: Option<String>,
    /// `SourceAccount`
    #[serde(rename = "SourceAccount", skip_serializing_if = "Option::is_none")]
    pub source_account: Option<String>,
    /// `EventSourceToken`
    #[serde(rename = "EventSourceToken", skip_serializing_if = "Option::is_none")]
    pub event_source_token: Option<String>,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    /// `PrincipalOrgID`
    #[serde(rename = "PrincipalOrgID", skip_serializing_if = "Option::is_none")]
    pub principal_org_id: Option<String>,
    /// `FunctionUrlAuthType`
    #[serde(rename = "FunctionUrlAuthType", skip_serializing_if = "Option::is_none")]
    pub function_url_auth_type: Option<String>,
    /// `InvokedViaFunctionUrl`
    #[serde(rename = "InvokedViaFunctionUrl", skip_serializing_if = "Option::is_none")]
    pub invoked_via_function_url: Option<bool>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ADD_PERMISSION_REQUEST: Shape = Shape::Structure(Structure { name: "AddPermissionRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("StatementId", "StatementId", Location::Body, true, &SHAPE_STATEMENT_ID),
    Member::new("Action", "Action", Location::Body, true, &SHAPE_ACTION),
    Member::new("Principal", "Principal", Location::Body, true, &SHAPE_PRINCIPAL),
    Member::new("SourceArn", "SourceArn", Location::Body, false, &SHAPE_ARN),
    Member::new("SourceAccount", "SourceAccount", Location::Body, false, &SHAPE_SOURCE_OWNER),
    Member::new("EventSourceToken", "EventSourceToken", Location::Body, false, &SHAPE_EVENT_SOURCE_TOKEN),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
    Member::new("PrincipalOrgID", "PrincipalOrgID", Location::Body, false, &SHAPE_PRINCIPAL_ORG_ID),
    Member::new("FunctionUrlAuthType", "FunctionUrlAuthType", Location::Body, false, &SHAPE_FUNCTION_URL_AUTH_TYPE),
    Member::new("InvokedViaFunctionUrl", "InvokedViaFunctionUrl", Location::Body, false, &SHAPE_INVOKED_VIA_FUNCTION_URL),
] });

/// The shape `AddPermissionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddPermissionResponse {
    /// `Statement`
    #[serde(rename = "Statement", skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_ADD_PERMISSION_RESPONSE: Shape = Shape::Structure(Structure { name: "AddPermissionResponse", payload: None, error: None, members: &[
    Member::new("Statement", "Statement", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_EVENT_SOURCE_TOKEN: Shape = Shape::Text(Text { name: "EventSourceToken", values: &[], pattern: "[a-zA-Z0-9._\\-]+", min: Some(0), max: Some(256), sensitive: false });

/// The shape `GetPolicyRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetPolicyRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_POLICY_REQUEST: Shape = Shape::Structure(Structure { name: "GetPolicyRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
] });

/// The shape `GetPolicyResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetPolicyResponse {
    /// `Policy`
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_POLICY_RESPONSE: Shape = Shape::Structure(Structure { name: "GetPolicyResponse", payload: None, error: None, members: &[
    Member::new("Policy", "Policy", Location::Body, false, &SHAPE_STRING),
    Member::new("RevisionId", "RevisionId", Location::Body, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_INVOKED_VIA_FUNCTION_URL: Shape = Shape::Boolean;

#[rustfmt::skip]
pub(super) static SHAPE_NAMESPACED_STATEMENT_ID: Shape = Shape::Text(Text { name: "NamespacedStatementId", values: &[], pattern: "([a-zA-Z0-9-_.]+)", min: Some(1), max: Some(100), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_PRINCIPAL: Shape = Shape::Text(Text { name: "Principal", values: &[], pattern: "[^\\s]+", min: None, max: None, sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_PRINCIPAL_ORG_ID: Shape = Shape::Text(Text { name: "PrincipalOrgID", values: &[], pattern: "o-[a-z0-9]{10,32}", min: Some(12), max: Some(34), sensitive: false });

/// The shape `RemovePermissionRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemovePermissionRequest {
    /// `FunctionName`
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    /// `StatementId`
    #[serde(rename = "StatementId")]
    pub statement_id: String,
    /// `Qualifier`
    #[serde(rename = "Qualifier", skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// `RevisionId`
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
}

#[rustfmt::skip]
pub(super) static SHAPE_REMOVE_PERMISSION_REQUEST: Shape = Shape::Structure(Structure { name: "RemovePermissionRequest", payload: None, error: None, members: &[
    Member::new("FunctionName", "FunctionName", Location::Uri, true, &SHAPE_NAMESPACED_FUNCTION_NAME),
    Member::new("StatementId", "StatementId", Location::Uri, true, &SHAPE_NAMESPACED_STATEMENT_ID),
    Member::new("Qualifier", "Qualifier", Location::Query, false, &SHAPE_NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    Member::new("RevisionId", "RevisionId", Location::Query, false, &SHAPE_STRING),
] });

#[rustfmt::skip]
pub(super) static SHAPE_SOURCE_OWNER: Shape = Shape::Text(Text { name: "SourceOwner", values: &[], pattern: "\\d{12}", min: Some(0), max: Some(12), sensitive: false });

#[rustfmt::skip]
pub(super) static SHAPE_STATEMENT_ID: Shape = Shape::Text(Text { name: "StatementId", values: &[], pattern: "([a-zA-Z0-9-_]+)", min: Some(1), max: Some(100), sensitive: false });
