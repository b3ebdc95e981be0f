//! Operations and shapes of `authorizers`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use serde::{Deserialize, Serialize};

use aws_wire::{Http, List, Location, Member, OperationModel, Shape, Structure, Text};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /restapis/{restapi_id}/authorizers`
#[derive(Debug, Clone, Copy)]
pub struct CreateAuthorizer;

#[rustfmt::skip]
static OPERATION_CREATE_AUTHORIZER: OperationModel = OperationModel {
    name: "CreateAuthorizer", http: Http { method: "POST", uri: "/restapis/{restapi_id}/authorizers", status: 201 },
    input: Some(&SHAPE_CREATE_AUTHORIZER_REQUEST), output: Some(&SHAPE_AUTHORIZER), result_wrapper: "",
};

impl aws_wire::Operation for CreateAuthorizer {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_AUTHORIZER;
    type Input = CreateAuthorizerRequest;
    type Output = Authorizer;
}

/// `DELETE /restapis/{restapi_id}/authorizers/{authorizer_id}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteAuthorizer;

#[rustfmt::skip]
static OPERATION_DELETE_AUTHORIZER: OperationModel = OperationModel {
    name: "DeleteAuthorizer", http: Http { method: "DELETE", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 202 },
    input: Some(&SHAPE_DELETE_AUTHORIZER_REQUEST), output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteAuthorizer {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_AUTHORIZER;
    type Input = DeleteAuthorizerRequest;
    type Output = aws_wire::Nothing;
}

/// `GET /restapis/{restapi_id}/authorizers/{authorizer_id}`
#[derive(Debug, Clone, Copy)]
pub struct GetAuthorizer;

#[rustfmt::skip]
static OPERATION_GET_AUTHORIZER: OperationModel = OperationModel {
    name: "GetAuthorizer", http: Http { method: "GET", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 200 },
    input: Some(&SHAPE_GET_AUTHORIZER_REQUEST), output: Some(&SHAPE_AUTHORIZER), result_wrapper: "",
};

impl aws_wire::Operation for GetAuthorizer {
    const MODEL: &'static OperationModel = &OPERATION_GET_AUTHORIZER;
    type Input = GetAuthorizerRequest;
    type Output = Authorizer;
}

/// `GET /restapis/{restapi_id}/authorizers`
#[derive(Debug, Clone, Copy)]
pub struct GetAuthorizers;

#[rustfmt::skip]
static OPERATION_GET_AUTHORIZERS: OperationModel = OperationModel {
    name: "GetAuthorizers", http: Http { method: "GET", uri: "/restapis/{restapi_id}/authorizers", status: 200 },
    input: Some(&SHAPE_GET_AUTHORIZERS_REQUEST), output: Some(&SHAPE_AUTHORIZERS), result_wrapper: "",
};

impl aws_wire::Operation for GetAuthorizers {
    const MODEL: &'static OperationModel = &OPERATION_GET_AUTHORIZERS;
    type Input = GetAuthorizersRequest;
    type Output = Authorizers;
}

/// `POST /restapis/{restapi_id}/authorizers/{authorizer_id}`
#[derive(Debug, Clone, Copy)]
pub struct TestInvokeAuthorizer;

#[rustfmt::skip]
static OPERATION_TEST_INVOKE_AUTHORIZER: OperationModel = OperationModel {
    name: "TestInvokeAuthorizer", http: Http { method: "POST", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 200 },
    input: Some(&SHAPE_TEST_INVOKE_AUTHORIZER_REQUEST), output: Some(&SHAPE_TEST_INVOKE_AUTHORIZER_RESPONSE), result_wrapper: "",
};

impl aws_wire::Operation for TestInvokeAuthorizer {
    const MODEL: &'static OperationModel = &OPERATION_TEST_INVOKE_AUTHORIZER;
    type Input = TestInvokeAuthorizerRequest;
    type Output = TestInvokeAuthorizerResponse;
}

/// `PATCH /restapis/{restapi_id}/authorizers/{authorizer_id}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateAuthorizer;

#[rustfmt::skip]
static OPERATION_UPDATE_AUTHORIZER: OperationModel = OperationModel {
    name: "UpdateAuthorizer", http: Http { method: "PATCH", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 200 },
    input: Some(&SHAPE_UPDATE_AUTHORIZER_REQUEST), output: Some(&SHAPE_AUTHORIZER), result_wrapper: "",
};

impl aws_wire::Operation for UpdateAuthorizer {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_AUTHORIZER;
    type Input = UpdateAuthorizerRequest;
    type Output = Authorizer;
}

/// The shape `Authorizer`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Authorizer {
    /// `id`
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `name`
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `type`
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// `providerARNs`
    #[serde(rename = "providerARNs", skip_serializing_if = "Option::is_none")]
    pub provider_arns: Option<Vec<String>>,
    /// `authType`
    #[serde(rename = "authType", skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    /// `authorizerUri`
    #[serde(rename = "authorizerUri", skip_serializing_if = "Option::is_none")]
    pub authorizer_uri: Option<String>,
    /// `authorizerCredentials`
    #[serde(rename = "authorizerCredentials", skip_serializing_if = "Option::is_none")]
    pub authorizer_credentials: Option<String>,
    /// `identitySource`
    #[serde(rename = "identitySource", skip_serializing_if = "Option::is_none")]
    pub identity_source: Option<String>,
    /// `identityValidationExpression`
    #[serde(
        rename = "identityValidationExpression",
        skip_serializing_if = "Option::is_none"
    )]
    pub identity_validation_expression: Option<String>,
    /// `authorizerResultTtlInSeconds`
    #[serde(
        rename = "authorizerResultTtlInSeconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorizer_result_ttl_in_seconds: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_AUTHORIZER: Shape = Shape::Structure(Structure { name: "Authorizer", payload: None, error: None, members: &[
    Member::new("id", "id", Location::Body, false, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, false, &SHAPE_STRING),
    Member::new("type", "type", Location::Body, false, &SHAPE_AUTHORIZER_TYPE),
    Member::new("providerARNs", "providerARNs", Location::Body, false, &SHAPE_LIST_OF_ARNS),
    Member::new("authType", "authType", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizerUri", "authorizerUri", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizerCredentials", "authorizerCredentials", Location::Body, false, &SHAPE_STRING),
    Member::new("identitySource", "identitySource", Location::Body, false, &SHAPE_STRING),
    Member::new("identityValidationExpression", "identityValidationExpression", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizerResultTtlInSeconds", "authorizerResultTtlInSeconds", Location::Body, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_AUTHORIZER_TYPE: Shape = Shape::Text(Text { name: "AuthorizerType", values: &["TOKEN", "REQUEST", "COGNITO_USER_POOLS"], pattern: "", min: None, max: None, sensitive: false });

/// The shape `Authorizers`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Authorizers {
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `items`
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Authorizer>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_AUTHORIZERS: Shape = Shape::Structure(Structure { name: "Authorizers", payload: None, error: None, members: &[
    Member::new("position", "position", Location::Body, false, &SHAPE_STRING),
    Member::new("items", "item", Location::Body, false, &SHAPE_LIST_OF_AUTHORIZER),
] });

/// The shape `CreateAuthorizerRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateAuthorizerRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `name`
    #[serde(rename = "name")]
    pub name: String,
    /// `type`
    #[serde(rename = "type")]
    pub type_: String,
    /// `providerARNs`
    #[serde(rename = "providerARNs", skip_serializing_if = "Option::is_none")]
    pub provider_arns: Option<Vec<String>>,
    /// `authType`
    #[serde(rename = "authType", skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    /// `authorizerUri`
    #[serde(rename = "authorizerUri", skip_serializing_if = "Option::is_none")]
    pub authorizer_uri: Option<String>,
    /// `authorizerCredentials`
    #[serde(rename = "authorizerCredentials", skip_serializing_if = "Option::is_none")]
    pub authorizer_credentials: Option<String>,
    /// `identitySource`
    #[serde(rename = "identitySource", skip_serializing_if = "Option::is_none")]
    pub identity_source: Option<String>,
    /// `identityValidationExpression`
    #[serde(
        rename = "identityValidationExpression",
        skip_serializing_if = "Option::is_none"
    )]
    pub identity_validation_expression: Option<String>,
    /// `authorizerResultTtlInSeconds`
    #[serde(
        rename = "authorizerResultTtlInSeconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorizer_result_ttl_in_seconds: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_CREATE_AUTHORIZER_REQUEST: Shape = Shape::Structure(Structure { name: "CreateAuthorizerRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("name", "name", Location::Body, true, &SHAPE_STRING),
    Member::new("type", "type", Location::Body, true, &SHAPE_AUTHORIZER_TYPE),
    Member::new("providerARNs", "providerARNs", Location::Body, false, &SHAPE_LIST_OF_ARNS),
    Member::new("authType", "authType", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizerUri", "authorizerUri", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizerCredentials", "authorizerCredentials", Location::Body, false, &SHAPE_STRING),
    Member::new("identitySource", "identitySource", Location::Body, false, &SHAPE_STRING),
    Member::new("identityValidationExpression", "identityValidationExpression", Location::Body, false, &SHAPE_STRING),
    Member::new("authorizerResultTtlInSeconds", "authorizerResultTtlInSeconds", Location::Body, false, &SHAPE_NULLABLE_INTEGER),
] });

/// The shape `DeleteAuthorizerRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteAuthorizerRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `authorizerId`
    #[serde(rename = "authorizerId")]
    pub authorizer_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_DELETE_AUTHORIZER_REQUEST: Shape = Shape::Structure(Structure { name: "DeleteAuthorizerRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("authorizerId", "authorizer_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetAuthorizerRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAuthorizerRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `authorizerId`
    #[serde(rename = "authorizerId")]
    pub authorizer_id: String,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_AUTHORIZER_REQUEST: Shape = Shape::Structure(Structure { name: "GetAuthorizerRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("authorizerId", "authorizer_id", Location::Uri, true, &SHAPE_STRING),
] });

/// The shape `GetAuthorizersRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GetAuthorizersRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `position`
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `limit`
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
}

#[rustfmt::skip]
pub(super) static SHAPE_GET_AUTHORIZERS_REQUEST: Shape = Shape::Structure(Structure { name: "GetAuthorizersRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("position", "position", Location::Query, false, &SHAPE_STRING),
    Member::new("limit", "limit", Location::Query, false, &SHAPE_NULLABLE_INTEGER),
] });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_ARNS: Shape = Shape::List(List { member: &SHAPE_PROVIDER_ARN, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_LIST_OF_AUTHORIZER: Shape = Shape::List(List { member: &SHAPE_AUTHORIZER, member_wire: "", flattened: false, min: None, max: None });

#[rustfmt::skip]
pub(super) static SHAPE_PROVIDER_ARN: Shape = Shape::Text(Text::any("ProviderARN"));

/// The shape `TestInvokeAuthorizerRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TestInvokeAuthorizerRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `authorizerId`
    #[serde(rename = "authorizerId")]
    pub authorizer_id: String,
    /// `headers`
    #[serde(rename = "headers", skip_serializing_if = "Option::is_none")]
    pub headers: Option<std::collections::BTreeMap<String, String>>,
    /// `multiValueHeaders`
    #[serde(rename = "multiValueHeaders", skip_serializing_if = "Option::is_none")]
    pub multi_value_headers: Option<std::collections::BTreeMap<String, Vec<String>>>,
    /// `pathWithQueryString`
    #[serde(rename = "pathWithQueryString", skip_serializing_if = "Option::is_none")]
    pub path_with_query_string: Option<String>,
    /// `body`
    #[serde(rename = "body", skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// `stageVariables`
    #[serde(rename = "stageVariables", skip_serializing_if = "Option::is_none")]
    pub stage_variables: Option<std::collections::BTreeMap<String, String>>,
    /// `additionalContext`
    #[serde(rename = "additionalContext", skip_serializing_if = "Option::is_none")]
    pub additional_context: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TEST_INVOKE_AUTHORIZER_REQUEST: Shape = Shape::Structure(Structure { name: "TestInvokeAuthorizerRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("authorizerId", "authorizer_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("headers", "headers", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("multiValueHeaders", "multiValueHeaders", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_LIST),
    Member::new("pathWithQueryString", "pathWithQueryString", Location::Body, false, &SHAPE_STRING),
    Member::new("body", "body", Location::Body, false, &SHAPE_STRING),
    Member::new("stageVariables", "stageVariables", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
    Member::new("additionalContext", "additionalContext", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `TestInvokeAuthorizerResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TestInvokeAuthorizerResponse {
    /// `clientStatus`
    #[serde(rename = "clientStatus", skip_serializing_if = "Option::is_none")]
    pub client_status: Option<i32>,
    /// `log`
    #[serde(rename = "log", skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// `latency`
    #[serde(rename = "latency", skip_serializing_if = "Option::is_none")]
    pub latency: Option<i64>,
    /// `principalId`
    #[serde(rename = "principalId", skip_serializing_if = "Option::is_none")]
    pub principal_id: Option<String>,
    /// `policy`
    #[serde(rename = "policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// `authorization`
    #[serde(rename = "authorization", skip_serializing_if = "Option::is_none")]
    pub authorization: Option<std::collections::BTreeMap<String, Vec<String>>>,
    /// `claims`
    #[serde(rename = "claims", skip_serializing_if = "Option::is_none")]
    pub claims: Option<std::collections::BTreeMap<String, String>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_TEST_INVOKE_AUTHORIZER_RESPONSE: Shape = Shape::Structure(Structure { name: "TestInvokeAuthorizerResponse", payload: None, error: None, members: &[
    Member::new("clientStatus", "clientStatus", Location::Body, false, &SHAPE_INTEGER),
    Member::new("log", "log", Location::Body, false, &SHAPE_STRING),
    Member::new("latency", "latency", Location::Body, false, &SHAPE_LONG),
    Member::new("principalId", "principalId", Location::Body, false, &SHAPE_STRING),
    Member::new("policy", "policy", Location::Body, false, &SHAPE_STRING),
    Member::new("authorization", "authorization", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_LIST),
    Member::new("claims", "claims", Location::Body, false, &SHAPE_MAP_OF_STRING_TO_STRING),
] });

/// The shape `UpdateAuthorizerRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateAuthorizerRequest {
    /// `restApiId`
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    /// `authorizerId`
    #[serde(rename = "authorizerId")]
    pub authorizer_id: String,
    /// `patchOperations`
    #[serde(rename = "patchOperations", skip_serializing_if = "Option::is_none")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[rustfmt::skip]
pub(super) static SHAPE_UPDATE_AUTHORIZER_REQUEST: Shape = Shape::Structure(Structure { name: "UpdateAuthorizerRequest", payload: None, error: None, members: &[
    Member::new("restApiId", "restapi_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("authorizerId", "authorizer_id", Location::Uri, true, &SHAPE_STRING),
    Member::new("patchOperations", "patchOperations", Location::Body, false, &SHAPE_LIST_OF_PATCH_OPERATION),
] });
