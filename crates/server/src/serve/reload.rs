//! Reload: the new set is taken whole or refused whole.

use std::sync::Arc;

use gateway::config::ListenerConfig;
use gateway::{SnapshotChange, Stage};

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
    // Certificates first: nothing of the new set is taken where they are not.
    let built = built.and_then(|(config, served, stages)| {
        let reloaded = reload_certificates(control, running, &config)?;
        control
            .gateway
            .update(vec![SnapshotChange::Files(stages)])
            .map_err(definitions::snapshot_problem)?;
        Ok((config, served, reloaded))
    });
    match built {
        Ok((config, served, reloaded)) => {
            control.gateway.reopen_access_log();
            let served = Arc::new(served);
            *control.served.lock().await = Arc::clone(&served);
            for address in reloaded {
                log.info("certificates reloaded", &[("listener", &address)]);
            }
            tell_set(log, &served);
            tell_restart_needed(log, running, &config);
            log.info("reloaded", &[("apis", &served.apis.len().to_string())]);
            Ok(served)
        }
        Err(problems) => {
            let count = findings::error_count(&problems);
            let errors = if count == 1 { "error" } else { "errors" };
            let message = format!("reload refused, the old set stays: {count} {errors}");
            log.block(Level::Error, &message, &findings::text(&problems));
            Err(problems)
        }
    }
}

/// Takes the certificates that the files hold now, for new connections; gives the listeners that have them.
///
/// They were tried when the settings were read, so this fails only where the data plane is no longer there.
fn reload_certificates(
    control: &Control,
    running: &Config,
    read: &Config,
) -> Result<Vec<String>, Vec<Problem>> {
    let mut reloaded = Vec::new();
    for (index, (old, new)) in running.listeners.iter().zip(&read.listeners).enumerate() {
        let (Some(_), Some(tls)) = (&old.tls, &new.tls) else {
            continue;
        };
        if old.address != new.address {
            continue;
        }
        let address = old.address.to_string();
        control
            .certificates
            .set_files(index, &tls.certificates)
            .map_err(|why| {
                vec![Problem::Plain(format!(
                    "certificates of listener `{address}`: {why}"
                ))]
            })?;
        reloaded.push(address);
    }
    Ok(reloaded)
}

/// What a reload is made of, read and compiled.
type Built = (Config, ServedSet, Vec<Arc<Stage>>);

fn build(inputs: &Inputs) -> Result<Built, Vec<Problem>> {
    let config = Config::load(inputs).map_err(|errors| {
        errors
            .iter()
            .map(|error| Problem::Plain(error.to_string()))
            .collect::<Vec<_>>()
    })?;
    let served = definitions::load(&config.definitions)?;
    let stages = served.stages()?;
    Ok((config, served, stages))
}

/// Settings that a reload read but cannot apply.
fn tell_restart_needed(log: Log, running: &Config, read: &Config) {
    for setting in restart_needed(running, read) {
        log.warn(
            "this setting has changed and holds from the next start on",
            &[("setting", setting)],
        );
    }
}

/// Which settings differ of those that hold from the start to the end. The pattern names every field, so that none is
/// forgotten.
fn restart_needed(running: &Config, read: &Config) -> Vec<&'static str> {
    let Config {
        definitions: _,
        workers,
        listeners,
        vpc_endpoints,
        issuers,
        limits,
        account_throttle,
        drain_time,
        records_kept,
        refusals_kept,
        access_log: _,
        access_log_set,
        denial_texts,
        method_override,
        upstream: _,
        upstream_set,
        control,
        control_plane,
        functions,
        data,
        ready_file,
        log,
        settings_file: _,
    } = read;
    let changed = [
        ("workers", running.workers != *workers),
        (
            "listen",
            listener_rules(&running.listeners) != listener_rules(listeners),
        ),
        ("vpc_endpoint", running.vpc_endpoints != *vpc_endpoints),
        ("issuer", running.issuers != *issuers),
        (
            "limits",
            running.limits != *limits
                || running.account_throttle != *account_throttle
                || running.drain_time != *drain_time,
        ),
        (
            "records",
            running.records_kept != *records_kept || running.refusals_kept != *refusals_kept,
        ),
        ("access_log", running.access_log_set != *access_log_set),
        ("denial_texts", running.denial_texts != *denial_texts),
        ("method_override", running.method_override != *method_override),
        ("upstream", running.upstream_set != *upstream_set),
        ("control", running.control != *control),
        (
            "store, key_file, dev, policy_live, organization, truststores_folder, s3",
            running.control_plane != *control_plane,
        ),
        ("functions", running.functions != *functions),
        ("data", running.data != *data),
        ("ready_file", running.ready_file != *ready_file),
        ("log", running.log != *log),
    ];
    changed
        .into_iter()
        .filter_map(|(setting, changed)| changed.then_some(setting))
        .collect()
}

/// What a listener holds to until the next start: everything but its certificates.
fn listener_rules(listeners: &[ListenerConfig]) -> Vec<impl PartialEq + use<>> {
    listeners
        .iter()
        .map(|one| {
            let ListenerConfig {
                address,
                dual_stack,
                tls,
                source,
                private,
                trust_forwarded_scheme,
            } = one;
            (
                *address,
                *dual_stack,
                tls.as_ref().map(|tls| tls.minimum_version),
                source.clone(),
                private.clone(),
                *trust_forwarded_scheme,
            )
        })
        .collect()
}
