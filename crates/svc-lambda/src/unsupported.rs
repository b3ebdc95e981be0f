//! Operations that are known and cannot be served, each with the reason.

const ASYNC: &str = "it is deprecated: use Invoke with the invocation type Event";
const CAPACITY: &str = "functions run on this host only";
const DURABLE: &str = "calls cannot be continued later";
const EVENTS: &str = "events that fail are tried twice again and not kept";
const LAYERS: &str = "layers belong to their account alone";
const PROVISIONED: &str = "workers start when they are needed and stay warm while they are used";
const RECURSION: &str = "loops of functions are not looked for";
const RUNTIMES: &str = "a runtime is whatever interpreter its host has";
const SIGNING: &str = "signatures of code are not checked";
const SOURCES: &str = "nothing here has events for functions but API Gateway";
const STREAMS: &str = "answers of the control plane are whole: call the function through an API with responseTransferMode STREAM";
const URLS: &str = "functions have no URLs: make an API with a Lambda integration";

/// Name and reason, by name.
pub const UNSUPPORTED: &[(&str, &str)] = &[
    ("AddLayerVersionPermission", LAYERS),
    ("CheckpointDurableExecution", DURABLE),
    ("CreateCapacityProvider", CAPACITY),
    ("CreateCodeSigningConfig", SIGNING),
    ("CreateEventSourceMapping", SOURCES),
    ("CreateFunctionUrlConfig", URLS),
    ("DeleteCapacityProvider", CAPACITY),
    ("DeleteCodeSigningConfig", SIGNING),
    ("DeleteEventSourceMapping", SOURCES),
    ("DeleteFunctionCodeSigningConfig", SIGNING),
    ("DeleteFunctionEventInvokeConfig", EVENTS),
    ("DeleteFunctionUrlConfig", URLS),
    ("DeleteProvisionedConcurrencyConfig", PROVISIONED),
    ("GetCapacityProvider", CAPACITY),
    ("GetCodeSigningConfig", SIGNING),
    ("GetDurableExecution", DURABLE),
    ("GetDurableExecutionHistory", DURABLE),
    ("GetDurableExecutionState", DURABLE),
    ("GetEventSourceMapping", SOURCES),
    ("GetFunctionEventInvokeConfig", EVENTS),
    ("GetFunctionRecursionConfig", RECURSION),
    ("GetFunctionScalingConfig", CAPACITY),
    ("GetLayerVersionPolicy", LAYERS),
    ("GetProvisionedConcurrencyConfig", PROVISIONED),
    ("GetRuntimeManagementConfig", RUNTIMES),
    ("InvokeAsync", ASYNC),
    ("InvokeWithResponseStream", STREAMS),
    ("ListCapacityProviders", CAPACITY),
    ("ListCodeSigningConfigs", SIGNING),
    ("ListDurableExecutionsByFunction", DURABLE),
    ("ListFunctionEventInvokeConfigs", EVENTS),
    ("ListFunctionUrlConfigs", URLS),
    ("ListFunctionVersionsByCapacityProvider", CAPACITY),
    ("ListFunctionsByCodeSigningConfig", SIGNING),
    ("ListProvisionedConcurrencyConfigs", PROVISIONED),
    ("PutFunctionCodeSigningConfig", SIGNING),
    ("PutFunctionEventInvokeConfig", EVENTS),
    ("PutFunctionRecursionConfig", RECURSION),
    ("PutFunctionScalingConfig", CAPACITY),
    ("PutProvisionedConcurrencyConfig", PROVISIONED),
    ("PutRuntimeManagementConfig", RUNTIMES),
    ("RemoveLayerVersionPermission", LAYERS),
    ("SendDurableExecutionCallbackFailure", DURABLE),
    ("SendDurableExecutionCallbackHeartbeat", DURABLE),
    ("SendDurableExecutionCallbackSuccess", DURABLE),
    ("StopDurableExecution", DURABLE),
    ("UpdateCapacityProvider", CAPACITY),
    ("UpdateCodeSigningConfig", SIGNING),
    ("UpdateEventSourceMapping", SOURCES),
    ("UpdateFunctionEventInvokeConfig", EVENTS),
    ("UpdateFunctionUrlConfig", URLS),
];
