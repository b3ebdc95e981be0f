//! Reload: the new set is taken whole or refused whole.

use std::sync::Arc;

use super::tell_set;
use crate::config::Config;
use crate::control::{Control, ReloadOutcome};
use crate::definitions::{self, ServedSet};
use crate::findings::{self, Problem};
use crate::log::{Level, Log};
use crate::settings::Inputs;

/// Reads settings and definitions again and swaps the set. Nothing changes on any error.
pub(super) async fn reload(
    log: Log,
    inputs: &Inputs,
    running: &Config,
    control: &Arc<Control>,
) -> ReloadOutcome {
    let inputs = inputs.clone();
    // Compiling may take a while, and health must be answered meanwhile.
    let built = tokio::task::spawn_blocking(move || build(&inputs)).await;
    let built = built.unwrap_or_else(|_| Err(vec![Problem::Plain("the reload was cut off".to_owned())]));
    match built {
        Ok((config, served, snapshot)) => {
            control.gateway.replace(snapshot);
            reload_certificates(log, control, running, &config);
            control.gateway.reopen_access_log();
            let served = Arc::new(served);
            *control.served.lock().await = Arc::clone(&served);
            tell_set(log, &served);
            tell_restart_needed(log, running, &config);
            log.info("reloaded", &[("apis", &served.apis.len().to_string())]);
            Ok(served)
        }
        Err(problems) => {
            let count = findings::error_count(&problems);
            let message = format!("reload refused, the old set stays: {count} errors");
            log.block(Level::Error, &message, &findings::text(&problems));
            Err(problems)
        }
    }
}

/// Takes the certificates the files hold now; where they are no good, the old ones stay and the log says so.
fn reload_certificates(log: Log, control: &Control, running: &Config, read: &Config) {
    for (index, (old, new)) in running.listeners.iter().zip(&read.listeners).enumerate() {
        let (Some(_), Some(tls)) = (&old.tls, &new.tls) else {
            continue;
        };
        if old.address != new.address {
            continue;
        }
        let address = old.address.to_string();
        match control.gateway.reload_tls(index, &tls.certificates) {
            Ok(()) => log.info("certificates reloaded", &[("listener", &address)]),
            Err(error) => {
                let why = crate::error_chain(&error);
                log.error(
                    "certificates refused, the old ones stay",
                    &[("listener", &address), ("why", &why)],
                );
            }
        }
    }
}

fn log_target(config: &Config) -> Option<&gateway::AccessLogTarget> {
    config.access_log.as_ref().map(|log| &log.target)
}

fn build(inputs: &Inputs) -> Result<(Config, ServedSet, gateway::Snapshot), Vec<Problem>> {
    let config = Config::load(inputs).map_err(|errors| {
        errors
            .iter()
            .map(|error| Problem::Plain(error.to_string()))
            .collect::<Vec<_>>()
    })?;
    let served = definitions::load(&config.definitions)?;
    let snapshot = served.snapshot()?;
    Ok((config, served, snapshot))
}

/// Settings that a reload read but cannot apply.
fn tell_restart_needed(log: Log, running: &Config, read: &Config) {
    let addresses = |config: &Config| config.listeners.iter().map(|one| one.address).collect::<Vec<_>>();
    let changed = [
        ("listen", addresses(running) != addresses(read)),
        ("workers", running.workers != read.workers),
        (
            "limits",
            running.limits != read.limits || running.drain_time != read.drain_time,
        ),
        ("records", running.records_kept != read.records_kept),
        ("access_log", log_target(running) != log_target(read)),
        ("denial_texts", running.denial_texts != read.denial_texts),
        ("control", running.control != read.control),
        ("data", running.data != read.data),
    ];
    for (setting, _) in changed.iter().filter(|(_, changed)| *changed) {
        log.warn(
            "this setting has changed and holds from the next start on",
            &[("setting", setting)],
        );
    }
}
