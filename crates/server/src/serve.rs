//! The life of the program: start, reload, drain.
//!
//! Start is all or nothing: settings, definitions, token and sockets, and only then is anything announced. A reload builds
//! the new set aside and swaps it whole; a set with any error changes nothing. SIGTERM and SIGINT drain: readiness says no,
//! no connection is accepted, running requests have `limits.drain_time_ms` to end.

mod plane;
mod reload;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Mutex, mpsc};

use crate::config::Config;
use crate::control::{self, Control};
use crate::control_plane::{self, ControlPlane, LocalFunctions, StoredCallers, StoredQuotas};
use crate::data_folder::{ControlToken, DataFolderError};
use crate::definitions::{self, ServedSet};
use crate::findings::{self, Problem};
use crate::log::{Level, Log};
use crate::seal_key::SealError;
use crate::settings::{Inputs, SettingsError};
use crate::tls_certificates::TlsCertificates;
use crate::{error_chain, ready};

/// Reloads that may wait for the one that runs.
const RELOADS_WAITING_MAX: usize = 4;

/// Why nothing was started.
#[derive(Debug, thiserror::Error)]
pub enum StartFailure {
    /// The settings cannot be used.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Settings(Vec<SettingsError>),
    /// The definitions cannot be served.
    #[error("{}", findings::text(.0))]
    Definitions(Vec<Problem>),
    /// The data folder cannot be used.
    #[error(transparent)]
    DataFolder(#[from] DataFolderError),
    /// The data plane cannot be started.
    #[error("cannot start the data plane")]
    Gateway(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// An address cannot be listened on.
    #[error(
        "cannot listen on the {role} address `{address}`: {source}{}",
        listen_remedy(source, setting)
    )]
    Listen {
        /// `data plane` or `control`.
        role: &'static str,
        /// The flag that changes it.
        setting: &'static str,
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The secrets in the store cannot be read and written.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The store or the control plane cannot be used.
    #[error("{0}")]
    ControlPlane(String),
    /// The ready file cannot be written.
    #[error("cannot write the ready file `{path}`")]
    ReadyFile {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The system refused something this program cannot do without.
    #[error("cannot {action}")]
    System {
        /// What.
        action: &'static str,
        /// Why not.
        source: io::Error,
    },
}

/// What to do about an address that cannot be listened on.
fn listen_remedy(error: &io::Error, setting: &str) -> String {
    let remedies = [
        (
            io::ErrorKind::AddrInUse,
            "another program listens there, stop it or choose another address",
        ),
        (
            io::ErrorKind::AddrNotAvailable,
            "this machine has no such address, choose another",
        ),
        (
            io::ErrorKind::PermissionDenied,
            "low ports need a privilege, choose another",
        ),
    ];
    remedies
        .iter()
        .find(|(kind, _)| *kind == error.kind())
        .map_or_else(String::new, |(_, remedy)| format!(": {remedy} with `{setting}`"))
}

/// Serves until SIGTERM or SIGINT, then drains. Returns early only when nothing could be started.
pub fn serve(inputs: &Inputs) -> Result<(), StartFailure> {
    let config = Config::load(inputs).map_err(StartFailure::Settings)?;
    let log = Log { format: config.log };
    let served = definitions::load(&config.definitions).map_err(StartFailure::Definitions)?;
    let stages = served.stages().map_err(StartFailure::Definitions)?;
    let snapshot = gateway::Snapshot::default()
        .update(vec![gateway::SnapshotChange::Files(stages)])
        .map_err(|error| StartFailure::Definitions(definitions::snapshot_problem(error)))?;
    let token = ControlToken::open(&config.data)?;
    let store = control_plane::open_store(&config.control_plane.store).map_err(StartFailure::ControlPlane)?;
    let (store, sealed) = crate::seal_key::open_sealed(store, &config.control_plane.key_file)?;
    if sealed > 0 {
        log.info(
            "secrets in the store were sealed with the present key",
            &[("documents", &sealed.to_string())],
        );
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .thread_name("portcullis-control")
        .build()
        .map_err(|source| StartFailure::System {
            action: "start the control runtime",
            source,
        })?;
    let outcome = runtime.block_on(async {
        // Handlers first: a signal that comes while the data plane starts must not kill it half started.
        let signals = Signals::install()?;
        let (listener, control_address) = control_listener(config.control.address).await?;
        let ready = match &config.ready_file {
            Some(path) => Some(
                ready::Draft::begin(path).map_err(|source| StartFailure::ReadyFile {
                    path: path.clone(),
                    source,
                })?,
            ),
            None => None,
        };
        let quotas = Arc::new(StoredQuotas::new(Arc::clone(store.as_stored())));
        let callers = Arc::new(StoredCallers::new(
            Arc::clone(&store) as _,
            config.control_plane.organizations.clone(),
        ));
        // Who deploys an API must not reach the control listener as somebody on this machine.
        let mut client = config.upstream.clone();
        client.refused_addresses.push(control_address);
        let functions = start_functions(&config, &store, control_address, log)?;
        let for_data_plane = functions
            .as_ref()
            .and_then(|functions| functions.for_data_plane())
            .map(|functions| functions as _);
        let gateway = Arc::new(plane::start(
            &config,
            snapshot,
            quotas,
            callers,
            for_data_plane,
            client.clone(),
        )?);
        announce(log, &config, &served, gateway.addresses(), control_address);
        let certificates = Arc::new(TlsCertificates::new(Arc::clone(&gateway), &config.listeners));
        let started = ControlPlane::start(
            &config.control_plane,
            &store,
            &gateway,
            &certificates,
            functions.as_ref(),
            &config.data,
            client,
            log,
        );
        let mut control_plane = started.map_err(|why| {
            let _ = gateway.shutdown(std::time::Duration::ZERO);
            StartFailure::ControlPlane(why)
        })?;
        let (reloads, asked) = mpsc::channel(RELOADS_WAITING_MAX);
        let control = Arc::new(Control {
            gateway,
            certificates,
            token,
            host_names: config.control.host_names.clone(),
            served: Mutex::new(Arc::new(served)),
            ready: AtomicBool::new(true),
            reload: reloads,
            plane: std::sync::OnceLock::from(Arc::clone(&control_plane.control)),
            functions: functions.clone(),
            dev: config.control_plane.dev,
            log,
        });
        let serving = tokio::spawn(control::serve(listener, Arc::clone(&control)));
        if let (Some(draft), Some(path)) = (ready, &config.ready_file)
            && let Err(source) = draft.publish(control.gateway.addresses(), control_address)
        {
            let _ = control.gateway.shutdown(std::time::Duration::ZERO);
            return Err(StartFailure::ReadyFile {
                path: path.clone(),
                source,
            });
        }
        log.info("ready", &[]);
        run(log, inputs, &config, &control, signals, asked).await;
        serving.abort();
        control_plane.stop();
        // After the last answer of the data plane.
        if let Some(functions) = &functions {
            functions.stop();
        }
        if let Some(path) = &config.ready_file {
            // It says that this process listens, which is over; if it is gone already, so much the better.
            let _ = std::fs::remove_file(path);
        }
        log.info("stopped", &[]);
        Ok(())
    });
    // Not dropped: that would wait for a drain that a second signal has given up.
    runtime.shutdown_background();
    outcome
}

/// Starts what runs functions, if they are run here.
fn start_functions(
    config: &Config,
    store: &Arc<::control::SealedStore>,
    control: SocketAddr,
    log: Log,
) -> Result<Option<Arc<LocalFunctions>>, StartFailure> {
    if !config.functions.enabled {
        return Ok(None);
    }
    let organizations = config.control_plane.organizations.clone();
    LocalFunctions::start(
        &config.functions,
        store,
        organizations,
        &config.data,
        control,
        log,
    )
    .map(Some)
    .map_err(StartFailure::ControlPlane)
}

struct Signals {
    hangup: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    fn install() -> Result<Self, StartFailure> {
        let install = |kind| {
            signal(kind).map_err(|source| StartFailure::System {
                action: "install signal handlers",
                source,
            })
        };
        Ok(Self {
            hangup: install(SignalKind::hangup())?,
            terminate: install(SignalKind::terminate())?,
            interrupt: install(SignalKind::interrupt())?,
        })
    }
}

async fn control_listener(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartFailure> {
    let failure = |source| StartFailure::Listen {
        role: "control",
        setting: "--control",
        address,
        source,
    };
    let listener = TcpListener::bind(address).await.map_err(failure)?;
    let bound = listener.local_addr().map_err(failure)?;
    Ok((listener, bound))
}

/// Reloads when asked, until told to stop; then drains. A second signal to stop ends the draining.
async fn run(
    log: Log,
    inputs: &Inputs,
    config: &Config,
    control: &Arc<Control>,
    mut signals: Signals,
    mut asked: mpsc::Receiver<tokio::sync::oneshot::Sender<control::ReloadOutcome>>,
) {
    loop {
        tokio::select! {
            _ = signals.hangup.recv() => {
                let _ = reload::reload(log, inputs, config, control).await;
            }
            Some(answer) = asked.recv() => {
                let outcome = reload::reload(log, inputs, config, control).await;
                // Whoever asked may have gone; the reload holds all the same.
                let _ = answer.send(outcome);
            }
            _ = signals.terminate.recv() => break,
            _ = signals.interrupt.recv() => break,
        }
    }
    control.drain();
    let drain_ms = config.drain_time.as_millis().to_string();
    log.info("draining", &[("limit_ms", &drain_ms)]);
    let gateway = Arc::clone(&control.gateway);
    let drain_time = config.drain_time;
    let draining = tokio::task::spawn_blocking(move || gateway.shutdown(drain_time));
    tokio::select! {
        drained = draining => match drained {
            Ok(Ok(drained)) if drained.cut > 0 => {
                log.warn("the time was up: connections were cut off", &[("connections", &drained.cut.to_string())]);
            }
            Ok(Err(error)) => log.error("the data plane did not end well", &[("why", &error_chain(&error))]),
            Ok(Ok(_)) | Err(_) => {}
        },
        _ = signals.terminate.recv() => log.warn("told to stop again: running requests are cut off", &[]),
        _ = signals.interrupt.recv() => log.warn("told to stop again: running requests are cut off", &[]),
    }
}

/// Tells what is served and where, and everything an operator should not overlook.
fn announce(log: Log, config: &Config, served: &ServedSet, listen: &[SocketAddr], control: SocketAddr) {
    if let Some(file) = &config.settings_file {
        log.info("settings", &[("file", &file.display().to_string())]);
    }
    tell_set(log, served);
    for (address, listener) in listen.iter().zip(&config.listeners) {
        let address = address.to_string();
        let mut facts = vec![("address", address.as_str())];
        if let Some(private) = &listener.private {
            facts.extend([("vpc", private.vpc.as_str()), ("vpce", private.vpce.as_str())]);
        }
        log.info("data plane listens", &facts);
    }
    log.info("control listens", &[("address", &control.to_string())]);
    if config.listeners.iter().all(|listener| listener.private.is_some()) {
        log.warn("every listener is private: no public API can be called", &[]);
    }
    if config.control_plane.dev {
        log.warn(
            "development mode: the control listener takes any signature; whoever reaches it may do everything",
            &[],
        );
    }
    if !control.ip().is_loopback() {
        log.warn(
            "the control listener can be reached from other machines and speaks no TLS",
            &[],
        );
    }
}

/// Tells one set: its APIs, the advice about their policies, and what is not enforced.
fn tell_set(log: Log, served: &ServedSet) {
    for api in &served.apis {
        let deployment = &api.deployment;
        log.info(
            "api",
            &[
                ("api", deployment.identity.api.as_str()),
                ("stage", deployment.stage.name.as_str()),
                ("name", &deployment.api_name),
                ("file", &deployment.origin.file),
                ("routes", &deployment.router.routes().len().to_string()),
            ],
        );
        if deployment.policy.is_none() {
            log.warn(
                "no resource policy: everybody may call",
                &[("file", &deployment.origin.file)],
            );
        }
        if !api.advice.findings.is_empty() {
            log.block(Level::Warn, "advice about the definition", &api.advice.text());
        }
    }
    for extension in served.unenforced() {
        log.warn(
            "accepted without being enforced (`allow_unenforced`)",
            &[("extension", extension)],
        );
    }
}
