//! From configuration to a running data plane.

use std::sync::Arc;

use gateway::transport::TransportError;
use gateway::{
    Callers, DenialTexts, Functions, Gateway, GatewayConfig, MethodOverride, PlaneSettings, QuotaStore,
    Snapshot, StartError, TransportConfig, VpcEndpoint,
};
use iam_policy::Compiled;

use invoke::ClientSettings;

use super::StartFailure;
use crate::config::Config;
use crate::settings;

/// Starts the data plane.
pub(super) fn start(
    config: &Config,
    snapshot: Snapshot,
    quotas: Arc<dyn QuotaStore>,
    callers: Arc<dyn Callers>,
    functions: Option<Arc<dyn Functions>>,
    client: ClientSettings,
) -> Result<Gateway, StartFailure> {
    let mut plane = PlaneSettings::new(client);
    plane.denial_texts = match config.denial_texts {
        settings::DenialTexts::Current => DenialTexts::Current,
        settings::DenialTexts::Older => DenialTexts::Legacy,
    };
    plane.method_override = match config.method_override {
        settings::Override::Honoured => MethodOverride::Honoured,
        settings::Override::Ignored => MethodOverride::Ignored,
    };
    plane.quota_store = Some(quotas);
    plane.callers = Some(callers);
    plane.functions = functions;
    plane.issuers.clone_from(&config.issuers);
    plane.account_throttle = config.account_throttle;
    plane.records_kept = config.records_kept;
    plane.refusals_kept = config.refusals_kept;
    plane.access_log = config.access_log.clone();
    plane.vpc_endpoints = config
        .vpc_endpoints
        .iter()
        .map(|endpoint| VpcEndpoint {
            id: endpoint.id.clone(),
            policy: Some(Compiled::new(&endpoint.policy)),
        })
        .collect();
    let transport = TransportConfig {
        threads: config.workers,
        listeners: config.listeners.clone(),
        limits: config.limits.clone(),
    };
    Gateway::start(GatewayConfig { transport, plane }, snapshot).map_err(|error| match error {
        StartError::Transport(TransportError::Listen { address, source }) => StartFailure::Listen {
            role: "data plane",
            setting: "--listen",
            address,
            source,
        },
        other @ (StartError::Transport(_)
        | StartError::AccessLog(_)
        | StartError::Quotas(_)
        | StartError::Issuers(_)
        | StartError::IssuerThread(_)) => StartFailure::Gateway(other.into()),
    })
}
