//! Reload: the new set is taken whole or refused whole.

use std::sync::Arc;

use super::{failure_text, tell_set};
use crate::config::Config;
use crate::control::{Control, ReloadOutcome};
use crate::definitions::{self, ServedSet};
use crate::findings::{self, Problem};
use crate::log::{Level, Log};
use crate::settings::Inputs;

/// Reads settings and definitions again and swaps the set. Nothing changes on any error.
pub(super) async fn reload(log: Log, inputs: &Inputs, running: &Config, control: &Arc<Control>) -> ReloadOutcome {
    let inputs = inputs.clone();
    // Compiling may take a while, and health must be answered meanwhile.
    let built = tokio::task::spawn_blocking(move || build(&inputs)).await;
    let built = built.unwrap_or_else(|_| Err(vec![Problem::Plain("the reload was cut off".to_owned())]));
    match built {
        Ok((config, served, snapshot)) => {
            control.gateway.replace(snapshot);
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
            log.block(Level::Error, &message, &failure_text(&problems));
            Err(problems)
        }
    }
}

fn build(inputs: &Inputs) -> Result<(Config, ServedSet, gateway::Snapshot), Vec<Problem>> {
    let config = Config::load(inputs)
        .map_err(|errors| errors.iter().map(|error| Problem::Plain(error.to_string())).collect::<Vec<_>>())?;
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
        ("limits", running.limits != read.limits || running.drain_time != read.drain_time),
        ("records", running.records_kept != read.records_kept),
        ("access_log", running.access_log != read.access_log),
        ("denial_texts", running.denial_texts != read.denial_texts),
        ("control", running.control != read.control),
        ("data", running.data != read.data),
    ];
    for (setting, _) in changed.iter().filter(|(_, changed)| *changed) {
        log.warn("this setting has changed and holds from the next start on", &[("setting", setting)]);
    }
}
