//! The data plane: listeners, the request pipeline, gateway responses, decision records, access log, metrics.

mod arrival;
mod clock;
pub mod config;
mod context;
mod derivation_text;
mod follow;
mod gateway;
mod gateway_response;
mod metrics;
mod own_text;
mod percent;
mod pipeline;
mod plan;
mod plane;
mod random;
mod record;
mod rejection;
mod response_body;
mod snapshot;
mod stages;
mod trace;
pub mod transport;
mod value;

pub use config::{
    CertificatePem, ForwardedHeader, Limits, ListenerConfig, SourceRule, TlsConfig, TlsVersion,
    TransportConfig,
};

pub use clock::WallClock;
pub use gateway::{Gateway, GatewayConfig, StartError};
pub use pipeline::serve;
pub use plan::PlanError;
pub use plane::{MethodOverride, Plane, PlaneSettings, Shared, ThreadParts};
pub use record::{
    AccessLogError, AccessLogFormat, AccessLogSettings, AccessLogTarget, DecisionRecord, ExplainError,
    FormatError, HeaderValues, Phase, Phases, RECORD_TEXT_BYTES_MAX, RecordedCaller, explain,
};
pub use rejection::DenialTexts;
pub use response_body::{ResponseBody, ResponseBodyError};
pub use snapshot::{Snapshot, SnapshotError, Stage};
