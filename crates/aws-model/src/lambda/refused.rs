// tidy: long because it holds all that the model says of one kind of resource

//! Operations and shapes of `refused`.

// Written by `cargo xtask codegen` from the service model in botocore; do not edit.

use aws_wire::{Http, OperationModel};

#[allow(unused_imports, reason = "not every kind shares shapes")]
use super::common::*;

/// `POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy`
#[derive(Debug, Clone, Copy)]
pub struct AddLayerVersionPermission;

#[rustfmt::skip]
static OPERATION_ADD_LAYER_VERSION_PERMISSION: OperationModel = OperationModel {
    name: "AddLayerVersionPermission", http: Http { method: "POST", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy", status: 201 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for AddLayerVersionPermission {
    const MODEL: &'static OperationModel = &OPERATION_ADD_LAYER_VERSION_PERMISSION;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint`
#[derive(Debug, Clone, Copy)]
pub struct CheckpointDurableExecution;

#[rustfmt::skip]
static OPERATION_CHECKPOINT_DURABLE_EXECUTION: OperationModel = OperationModel {
    name: "CheckpointDurableExecution", http: Http { method: "POST", uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for CheckpointDurableExecution {
    const MODEL: &'static OperationModel = &OPERATION_CHECKPOINT_DURABLE_EXECUTION;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2025-11-30/capacity-providers`
#[derive(Debug, Clone, Copy)]
pub struct CreateCapacityProvider;

#[rustfmt::skip]
static OPERATION_CREATE_CAPACITY_PROVIDER: OperationModel = OperationModel {
    name: "CreateCapacityProvider", http: Http { method: "POST", uri: "/2025-11-30/capacity-providers", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for CreateCapacityProvider {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_CAPACITY_PROVIDER;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2020-04-22/code-signing-configs`
#[derive(Debug, Clone, Copy)]
pub struct CreateCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_CREATE_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "CreateCodeSigningConfig", http: Http { method: "POST", uri: "/2020-04-22/code-signing-configs", status: 201 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for CreateCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_CODE_SIGNING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2015-03-31/event-source-mappings`
#[derive(Debug, Clone, Copy)]
pub struct CreateEventSourceMapping;

#[rustfmt::skip]
static OPERATION_CREATE_EVENT_SOURCE_MAPPING: OperationModel = OperationModel {
    name: "CreateEventSourceMapping", http: Http { method: "POST", uri: "/2015-03-31/event-source-mappings", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for CreateEventSourceMapping {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_EVENT_SOURCE_MAPPING;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2021-10-31/functions/{FunctionName}/url`
#[derive(Debug, Clone, Copy)]
pub struct CreateFunctionUrlConfig;

#[rustfmt::skip]
static OPERATION_CREATE_FUNCTION_URL_CONFIG: OperationModel = OperationModel {
    name: "CreateFunctionUrlConfig", http: Http { method: "POST", uri: "/2021-10-31/functions/{FunctionName}/url", status: 201 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for CreateFunctionUrlConfig {
    const MODEL: &'static OperationModel = &OPERATION_CREATE_FUNCTION_URL_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2025-11-30/capacity-providers/{CapacityProviderName}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteCapacityProvider;

#[rustfmt::skip]
static OPERATION_DELETE_CAPACITY_PROVIDER: OperationModel = OperationModel {
    name: "DeleteCapacityProvider", http: Http { method: "DELETE", uri: "/2025-11-30/capacity-providers/{CapacityProviderName}", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteCapacityProvider {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_CAPACITY_PROVIDER;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_DELETE_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "DeleteCodeSigningConfig", http: Http { method: "DELETE", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}", status: 204 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_CODE_SIGNING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2015-03-31/event-source-mappings/{UUID}`
#[derive(Debug, Clone, Copy)]
pub struct DeleteEventSourceMapping;

#[rustfmt::skip]
static OPERATION_DELETE_EVENT_SOURCE_MAPPING: OperationModel = OperationModel {
    name: "DeleteEventSourceMapping", http: Http { method: "DELETE", uri: "/2015-03-31/event-source-mappings/{UUID}", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteEventSourceMapping {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_EVENT_SOURCE_MAPPING;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2020-06-30/functions/{FunctionName}/code-signing-config`
#[derive(Debug, Clone, Copy)]
pub struct DeleteFunctionCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_DELETE_FUNCTION_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "DeleteFunctionCodeSigningConfig", http: Http { method: "DELETE", uri: "/2020-06-30/functions/{FunctionName}/code-signing-config", status: 204 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteFunctionCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_FUNCTION_CODE_SIGNING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config`
#[derive(Debug, Clone, Copy)]
pub struct DeleteFunctionEventInvokeConfig;

#[rustfmt::skip]
static OPERATION_DELETE_FUNCTION_EVENT_INVOKE_CONFIG: OperationModel = OperationModel {
    name: "DeleteFunctionEventInvokeConfig", http: Http { method: "DELETE", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 204 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteFunctionEventInvokeConfig {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_FUNCTION_EVENT_INVOKE_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2021-10-31/functions/{FunctionName}/url`
#[derive(Debug, Clone, Copy)]
pub struct DeleteFunctionUrlConfig;

#[rustfmt::skip]
static OPERATION_DELETE_FUNCTION_URL_CONFIG: OperationModel = OperationModel {
    name: "DeleteFunctionUrlConfig", http: Http { method: "DELETE", uri: "/2021-10-31/functions/{FunctionName}/url", status: 204 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteFunctionUrlConfig {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_FUNCTION_URL_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency`
#[derive(Debug, Clone, Copy)]
pub struct DeleteProvisionedConcurrencyConfig;

#[rustfmt::skip]
static OPERATION_DELETE_PROVISIONED_CONCURRENCY_CONFIG: OperationModel = OperationModel {
    name: "DeleteProvisionedConcurrencyConfig", http: Http { method: "DELETE", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", status: 204 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for DeleteProvisionedConcurrencyConfig {
    const MODEL: &'static OperationModel = &OPERATION_DELETE_PROVISIONED_CONCURRENCY_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-11-30/capacity-providers/{CapacityProviderName}`
#[derive(Debug, Clone, Copy)]
pub struct GetCapacityProvider;

#[rustfmt::skip]
static OPERATION_GET_CAPACITY_PROVIDER: OperationModel = OperationModel {
    name: "GetCapacityProvider", http: Http { method: "GET", uri: "/2025-11-30/capacity-providers/{CapacityProviderName}", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetCapacityProvider {
    const MODEL: &'static OperationModel = &OPERATION_GET_CAPACITY_PROVIDER;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}`
#[derive(Debug, Clone, Copy)]
pub struct GetCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_GET_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "GetCodeSigningConfig", http: Http { method: "GET", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_CODE_SIGNING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-12-01/durable-executions/{DurableExecutionArn}`
#[derive(Debug, Clone, Copy)]
pub struct GetDurableExecution;

#[rustfmt::skip]
static OPERATION_GET_DURABLE_EXECUTION: OperationModel = OperationModel {
    name: "GetDurableExecution", http: Http { method: "GET", uri: "/2025-12-01/durable-executions/{DurableExecutionArn}", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetDurableExecution {
    const MODEL: &'static OperationModel = &OPERATION_GET_DURABLE_EXECUTION;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-12-01/durable-executions/{DurableExecutionArn}/history`
#[derive(Debug, Clone, Copy)]
pub struct GetDurableExecutionHistory;

#[rustfmt::skip]
static OPERATION_GET_DURABLE_EXECUTION_HISTORY: OperationModel = OperationModel {
    name: "GetDurableExecutionHistory", http: Http { method: "GET", uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/history", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetDurableExecutionHistory {
    const MODEL: &'static OperationModel = &OPERATION_GET_DURABLE_EXECUTION_HISTORY;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-12-01/durable-executions/{DurableExecutionArn}/state`
#[derive(Debug, Clone, Copy)]
pub struct GetDurableExecutionState;

#[rustfmt::skip]
static OPERATION_GET_DURABLE_EXECUTION_STATE: OperationModel = OperationModel {
    name: "GetDurableExecutionState", http: Http { method: "GET", uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/state", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetDurableExecutionState {
    const MODEL: &'static OperationModel = &OPERATION_GET_DURABLE_EXECUTION_STATE;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2015-03-31/event-source-mappings/{UUID}`
#[derive(Debug, Clone, Copy)]
pub struct GetEventSourceMapping;

#[rustfmt::skip]
static OPERATION_GET_EVENT_SOURCE_MAPPING: OperationModel = OperationModel {
    name: "GetEventSourceMapping", http: Http { method: "GET", uri: "/2015-03-31/event-source-mappings/{UUID}", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetEventSourceMapping {
    const MODEL: &'static OperationModel = &OPERATION_GET_EVENT_SOURCE_MAPPING;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2019-09-25/functions/{FunctionName}/event-invoke-config`
#[derive(Debug, Clone, Copy)]
pub struct GetFunctionEventInvokeConfig;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION_EVENT_INVOKE_CONFIG: OperationModel = OperationModel {
    name: "GetFunctionEventInvokeConfig", http: Http { method: "GET", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetFunctionEventInvokeConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION_EVENT_INVOKE_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2024-08-31/functions/{FunctionName}/recursion-config`
#[derive(Debug, Clone, Copy)]
pub struct GetFunctionRecursionConfig;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION_RECURSION_CONFIG: OperationModel = OperationModel {
    name: "GetFunctionRecursionConfig", http: Http { method: "GET", uri: "/2024-08-31/functions/{FunctionName}/recursion-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetFunctionRecursionConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION_RECURSION_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-11-30/functions/{FunctionName}/function-scaling-config`
#[derive(Debug, Clone, Copy)]
pub struct GetFunctionScalingConfig;

#[rustfmt::skip]
static OPERATION_GET_FUNCTION_SCALING_CONFIG: OperationModel = OperationModel {
    name: "GetFunctionScalingConfig", http: Http { method: "GET", uri: "/2025-11-30/functions/{FunctionName}/function-scaling-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetFunctionScalingConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_FUNCTION_SCALING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy`
#[derive(Debug, Clone, Copy)]
pub struct GetLayerVersionPolicy;

#[rustfmt::skip]
static OPERATION_GET_LAYER_VERSION_POLICY: OperationModel = OperationModel {
    name: "GetLayerVersionPolicy", http: Http { method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetLayerVersionPolicy {
    const MODEL: &'static OperationModel = &OPERATION_GET_LAYER_VERSION_POLICY;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency`
#[derive(Debug, Clone, Copy)]
pub struct GetProvisionedConcurrencyConfig;

#[rustfmt::skip]
static OPERATION_GET_PROVISIONED_CONCURRENCY_CONFIG: OperationModel = OperationModel {
    name: "GetProvisionedConcurrencyConfig", http: Http { method: "GET", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetProvisionedConcurrencyConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_PROVISIONED_CONCURRENCY_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2021-07-20/functions/{FunctionName}/runtime-management-config`
#[derive(Debug, Clone, Copy)]
pub struct GetRuntimeManagementConfig;

#[rustfmt::skip]
static OPERATION_GET_RUNTIME_MANAGEMENT_CONFIG: OperationModel = OperationModel {
    name: "GetRuntimeManagementConfig", http: Http { method: "GET", uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for GetRuntimeManagementConfig {
    const MODEL: &'static OperationModel = &OPERATION_GET_RUNTIME_MANAGEMENT_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2014-11-13/functions/{FunctionName}/invoke-async`
#[derive(Debug, Clone, Copy)]
pub struct InvokeAsync;

#[rustfmt::skip]
static OPERATION_INVOKE_ASYNC: OperationModel = OperationModel {
    name: "InvokeAsync", http: Http { method: "POST", uri: "/2014-11-13/functions/{FunctionName}/invoke-async", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for InvokeAsync {
    const MODEL: &'static OperationModel = &OPERATION_INVOKE_ASYNC;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2021-11-15/functions/{FunctionName}/response-streaming-invocations`
#[derive(Debug, Clone, Copy)]
pub struct InvokeWithResponseStream;

#[rustfmt::skip]
static OPERATION_INVOKE_WITH_RESPONSE_STREAM: OperationModel = OperationModel {
    name: "InvokeWithResponseStream", http: Http { method: "POST", uri: "/2021-11-15/functions/{FunctionName}/response-streaming-invocations", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for InvokeWithResponseStream {
    const MODEL: &'static OperationModel = &OPERATION_INVOKE_WITH_RESPONSE_STREAM;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-11-30/capacity-providers`
#[derive(Debug, Clone, Copy)]
pub struct ListCapacityProviders;

#[rustfmt::skip]
static OPERATION_LIST_CAPACITY_PROVIDERS: OperationModel = OperationModel {
    name: "ListCapacityProviders", http: Http { method: "GET", uri: "/2025-11-30/capacity-providers", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListCapacityProviders {
    const MODEL: &'static OperationModel = &OPERATION_LIST_CAPACITY_PROVIDERS;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2020-04-22/code-signing-configs`
#[derive(Debug, Clone, Copy)]
pub struct ListCodeSigningConfigs;

#[rustfmt::skip]
static OPERATION_LIST_CODE_SIGNING_CONFIGS: OperationModel = OperationModel {
    name: "ListCodeSigningConfigs", http: Http { method: "GET", uri: "/2020-04-22/code-signing-configs", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListCodeSigningConfigs {
    const MODEL: &'static OperationModel = &OPERATION_LIST_CODE_SIGNING_CONFIGS;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-12-01/functions/{FunctionName}/durable-executions`
#[derive(Debug, Clone, Copy)]
pub struct ListDurableExecutionsByFunction;

#[rustfmt::skip]
static OPERATION_LIST_DURABLE_EXECUTIONS_BY_FUNCTION: OperationModel = OperationModel {
    name: "ListDurableExecutionsByFunction", http: Http { method: "GET", uri: "/2025-12-01/functions/{FunctionName}/durable-executions", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListDurableExecutionsByFunction {
    const MODEL: &'static OperationModel = &OPERATION_LIST_DURABLE_EXECUTIONS_BY_FUNCTION;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list`
#[derive(Debug, Clone, Copy)]
pub struct ListFunctionEventInvokeConfigs;

#[rustfmt::skip]
static OPERATION_LIST_FUNCTION_EVENT_INVOKE_CONFIGS: OperationModel = OperationModel {
    name: "ListFunctionEventInvokeConfigs", http: Http { method: "GET", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config/list", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListFunctionEventInvokeConfigs {
    const MODEL: &'static OperationModel = &OPERATION_LIST_FUNCTION_EVENT_INVOKE_CONFIGS;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2021-10-31/functions/{FunctionName}/urls`
#[derive(Debug, Clone, Copy)]
pub struct ListFunctionUrlConfigs;

#[rustfmt::skip]
static OPERATION_LIST_FUNCTION_URL_CONFIGS: OperationModel = OperationModel {
    name: "ListFunctionUrlConfigs", http: Http { method: "GET", uri: "/2021-10-31/functions/{FunctionName}/urls", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListFunctionUrlConfigs {
    const MODEL: &'static OperationModel = &OPERATION_LIST_FUNCTION_URL_CONFIGS;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions`
#[derive(Debug, Clone, Copy)]
pub struct ListFunctionVersionsByCapacityProvider;

#[rustfmt::skip]
static OPERATION_LIST_FUNCTION_VERSIONS_BY_CAPACITY_PROVIDER: OperationModel = OperationModel {
    name: "ListFunctionVersionsByCapacityProvider", http: Http { method: "GET", uri: "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListFunctionVersionsByCapacityProvider {
    const MODEL: &'static OperationModel = &OPERATION_LIST_FUNCTION_VERSIONS_BY_CAPACITY_PROVIDER;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions`
#[derive(Debug, Clone, Copy)]
pub struct ListFunctionsByCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "ListFunctionsByCodeSigningConfig", http: Http { method: "GET", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListFunctionsByCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL`
#[derive(Debug, Clone, Copy)]
pub struct ListProvisionedConcurrencyConfigs;

#[rustfmt::skip]
static OPERATION_LIST_PROVISIONED_CONCURRENCY_CONFIGS: OperationModel = OperationModel {
    name: "ListProvisionedConcurrencyConfigs", http: Http { method: "GET", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for ListProvisionedConcurrencyConfigs {
    const MODEL: &'static OperationModel = &OPERATION_LIST_PROVISIONED_CONCURRENCY_CONFIGS;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2020-06-30/functions/{FunctionName}/code-signing-config`
#[derive(Debug, Clone, Copy)]
pub struct PutFunctionCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_PUT_FUNCTION_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "PutFunctionCodeSigningConfig", http: Http { method: "PUT", uri: "/2020-06-30/functions/{FunctionName}/code-signing-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutFunctionCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_PUT_FUNCTION_CODE_SIGNING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2019-09-25/functions/{FunctionName}/event-invoke-config`
#[derive(Debug, Clone, Copy)]
pub struct PutFunctionEventInvokeConfig;

#[rustfmt::skip]
static OPERATION_PUT_FUNCTION_EVENT_INVOKE_CONFIG: OperationModel = OperationModel {
    name: "PutFunctionEventInvokeConfig", http: Http { method: "PUT", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutFunctionEventInvokeConfig {
    const MODEL: &'static OperationModel = &OPERATION_PUT_FUNCTION_EVENT_INVOKE_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2024-08-31/functions/{FunctionName}/recursion-config`
#[derive(Debug, Clone, Copy)]
pub struct PutFunctionRecursionConfig;

#[rustfmt::skip]
static OPERATION_PUT_FUNCTION_RECURSION_CONFIG: OperationModel = OperationModel {
    name: "PutFunctionRecursionConfig", http: Http { method: "PUT", uri: "/2024-08-31/functions/{FunctionName}/recursion-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutFunctionRecursionConfig {
    const MODEL: &'static OperationModel = &OPERATION_PUT_FUNCTION_RECURSION_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2025-11-30/functions/{FunctionName}/function-scaling-config`
#[derive(Debug, Clone, Copy)]
pub struct PutFunctionScalingConfig;

#[rustfmt::skip]
static OPERATION_PUT_FUNCTION_SCALING_CONFIG: OperationModel = OperationModel {
    name: "PutFunctionScalingConfig", http: Http { method: "PUT", uri: "/2025-11-30/functions/{FunctionName}/function-scaling-config", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutFunctionScalingConfig {
    const MODEL: &'static OperationModel = &OPERATION_PUT_FUNCTION_SCALING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency`
#[derive(Debug, Clone, Copy)]
pub struct PutProvisionedConcurrencyConfig;

#[rustfmt::skip]
static OPERATION_PUT_PROVISIONED_CONCURRENCY_CONFIG: OperationModel = OperationModel {
    name: "PutProvisionedConcurrencyConfig", http: Http { method: "PUT", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutProvisionedConcurrencyConfig {
    const MODEL: &'static OperationModel = &OPERATION_PUT_PROVISIONED_CONCURRENCY_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2021-07-20/functions/{FunctionName}/runtime-management-config`
#[derive(Debug, Clone, Copy)]
pub struct PutRuntimeManagementConfig;

#[rustfmt::skip]
static OPERATION_PUT_RUNTIME_MANAGEMENT_CONFIG: OperationModel = OperationModel {
    name: "PutRuntimeManagementConfig", http: Http { method: "PUT", uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for PutRuntimeManagementConfig {
    const MODEL: &'static OperationModel = &OPERATION_PUT_RUNTIME_MANAGEMENT_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}`
#[derive(Debug, Clone, Copy)]
pub struct RemoveLayerVersionPermission;

#[rustfmt::skip]
static OPERATION_REMOVE_LAYER_VERSION_PERMISSION: OperationModel = OperationModel {
    name: "RemoveLayerVersionPermission", http: Http { method: "DELETE", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}", status: 204 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for RemoveLayerVersionPermission {
    const MODEL: &'static OperationModel = &OPERATION_REMOVE_LAYER_VERSION_PERMISSION;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail`
#[derive(Debug, Clone, Copy)]
pub struct SendDurableExecutionCallbackFailure;

#[rustfmt::skip]
static OPERATION_SEND_DURABLE_EXECUTION_CALLBACK_FAILURE: OperationModel = OperationModel {
    name: "SendDurableExecutionCallbackFailure", http: Http { method: "POST", uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for SendDurableExecutionCallbackFailure {
    const MODEL: &'static OperationModel = &OPERATION_SEND_DURABLE_EXECUTION_CALLBACK_FAILURE;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat`
#[derive(Debug, Clone, Copy)]
pub struct SendDurableExecutionCallbackHeartbeat;

#[rustfmt::skip]
static OPERATION_SEND_DURABLE_EXECUTION_CALLBACK_HEARTBEAT: OperationModel = OperationModel {
    name: "SendDurableExecutionCallbackHeartbeat", http: Http { method: "POST", uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for SendDurableExecutionCallbackHeartbeat {
    const MODEL: &'static OperationModel = &OPERATION_SEND_DURABLE_EXECUTION_CALLBACK_HEARTBEAT;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed`
#[derive(Debug, Clone, Copy)]
pub struct SendDurableExecutionCallbackSuccess;

#[rustfmt::skip]
static OPERATION_SEND_DURABLE_EXECUTION_CALLBACK_SUCCESS: OperationModel = OperationModel {
    name: "SendDurableExecutionCallbackSuccess", http: Http { method: "POST", uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for SendDurableExecutionCallbackSuccess {
    const MODEL: &'static OperationModel = &OPERATION_SEND_DURABLE_EXECUTION_CALLBACK_SUCCESS;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop`
#[derive(Debug, Clone, Copy)]
pub struct StopDurableExecution;

#[rustfmt::skip]
static OPERATION_STOP_DURABLE_EXECUTION: OperationModel = OperationModel {
    name: "StopDurableExecution", http: Http { method: "POST", uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/stop", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for StopDurableExecution {
    const MODEL: &'static OperationModel = &OPERATION_STOP_DURABLE_EXECUTION;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2025-11-30/capacity-providers/{CapacityProviderName}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateCapacityProvider;

#[rustfmt::skip]
static OPERATION_UPDATE_CAPACITY_PROVIDER: OperationModel = OperationModel {
    name: "UpdateCapacityProvider", http: Http { method: "PUT", uri: "/2025-11-30/capacity-providers/{CapacityProviderName}", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateCapacityProvider {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_CAPACITY_PROVIDER;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateCodeSigningConfig;

#[rustfmt::skip]
static OPERATION_UPDATE_CODE_SIGNING_CONFIG: OperationModel = OperationModel {
    name: "UpdateCodeSigningConfig", http: Http { method: "PUT", uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateCodeSigningConfig {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_CODE_SIGNING_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2015-03-31/event-source-mappings/{UUID}`
#[derive(Debug, Clone, Copy)]
pub struct UpdateEventSourceMapping;

#[rustfmt::skip]
static OPERATION_UPDATE_EVENT_SOURCE_MAPPING: OperationModel = OperationModel {
    name: "UpdateEventSourceMapping", http: Http { method: "PUT", uri: "/2015-03-31/event-source-mappings/{UUID}", status: 202 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateEventSourceMapping {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_EVENT_SOURCE_MAPPING;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `POST /2019-09-25/functions/{FunctionName}/event-invoke-config`
#[derive(Debug, Clone, Copy)]
pub struct UpdateFunctionEventInvokeConfig;

#[rustfmt::skip]
static OPERATION_UPDATE_FUNCTION_EVENT_INVOKE_CONFIG: OperationModel = OperationModel {
    name: "UpdateFunctionEventInvokeConfig", http: Http { method: "POST", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateFunctionEventInvokeConfig {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_FUNCTION_EVENT_INVOKE_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}

/// `PUT /2021-10-31/functions/{FunctionName}/url`
#[derive(Debug, Clone, Copy)]
pub struct UpdateFunctionUrlConfig;

#[rustfmt::skip]
static OPERATION_UPDATE_FUNCTION_URL_CONFIG: OperationModel = OperationModel {
    name: "UpdateFunctionUrlConfig", http: Http { method: "PUT", uri: "/2021-10-31/functions/{FunctionName}/url", status: 200 },
    input: None, output: None, result_wrapper: "",
};

impl aws_wire::Operation for UpdateFunctionUrlConfig {
    const MODEL: &'static OperationModel = &OPERATION_UPDATE_FUNCTION_URL_CONFIG;
    type Input = aws_wire::Nothing;
    type Output = aws_wire::Nothing;
}
