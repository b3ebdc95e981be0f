//! The data plane: listeners, the request pipeline, gateway responses, decision records, access log, metrics.

mod arrival;
mod authorizers;
mod body_models;
mod callers;
mod clock;
pub mod config;
mod context;
mod derivation_text;
mod domains;
mod follow;
mod functions;
mod gateway;
mod gateway_response;
mod metrics;
mod own_text;
mod percent;
mod pipeline;
mod plan;
mod plane;
mod quota;
mod quota_store;
mod random;
mod record;
mod rejection;
mod response_body;
mod room;
mod snapshot;
mod stages;
mod template;
#[cfg(test)]
mod testing;
mod throttle;
mod tokens;
mod trace;
pub mod transport;
mod usage_plans;
mod value;

pub use config::{
    CertificatePem, ForwardedHeader, Limits, ListenerConfig, PrivateListener, SourceRule, TlsConfig,
    TlsVersion, TransportConfig, VpcEndpoint,
};

pub use callers::{CallerChange, CallerFacts, CallerKind, Callers, CallersError, SessionKey, Signatory};
pub use clock::WallClock;
pub use domains::{BasePathMapping, DomainError, DomainName, Domains, MAPPINGS_MAX, PrivateDomain};
pub use functions::{
    FunctionAnswer, FunctionCall, FunctionFault, FunctionFuture, FunctionMode, FunctionStream, Functions,
    PAYLOAD_BYTES_MAX,
};
pub use gateway::{Gateway, GatewayConfig, StartError};
pub use pipeline::serve;
pub use plan::PlanError;
pub use plane::{
    ACCOUNT_THROTTLE_DEFAULT, MethodOverride, Plane, PlaneSettings, Shared, SharedError, ThreadParts,
};
pub use quota_store::{GiveBack, QuotaStore, QuotaStoreError, QuotaUse, Reserve};
pub use record::{
    AccessLogError, AccessLogFormat, AccessLogSettings, AccessLogTarget, DecisionRecord, ExplainError,
    FormatError, GIVEN_KEYS, HeaderValues, Phase, Phases, RECORD_TEXT_BYTES_MAX, RecordedCaller, TokenClaims,
    explain,
};
pub use rejection::DenialTexts;
pub use response_body::{ResponseBody, ResponseBodyError};
pub use snapshot::{CanaryDeployment, Snapshot, SnapshotChange, SnapshotError, Stage};
pub use tokens::{IssuerError, IssuerSettings, JwksSource, JwksUrl, JwksUrlError};
pub use transport::{CertificateFault, ClientCertificate, TrustStore, TrustStoreError, TrustStoreWarning};
pub use usage_plans::{
    ApiKey, PlanStage, Quota, QuotaPeriod, QuotaSpan, UsagePlan, UsagePlanError, UsagePlans,
};
