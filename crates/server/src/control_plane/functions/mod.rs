//! Functions of this process: the host that runs them, and the ways to it from the data plane and from Lambda's operations.
//!
//! What a function is, and who may call it, is in the store. What was read of it is remembered until the follower of the store
//! says that it changed, so that a change holds for the very next call.

mod calls;
mod events;
mod logs;
mod roles;
mod stored;

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use control::SealedStore;
use functions::{Host, HostSettings};
use store::{Key, Store};
use svc_iam::{Organizations, concern};
use svc_lambda::{FUNCTION_KINDS, Lambda, Limits, PackageFolder, Packages};
use svc_logs::{FolderLimits, LogFolder, Logs, Sink};
use tokio::runtime::{Builder, Runtime};

use crate::config::FunctionsConfig;
use crate::log::Log;
use crate::{clock, error_chain};

pub(crate) use calls::StoredFunctions;
use events::Runs;
pub(crate) use logs::FunctionLogs;
use roles::StoredRoles;
use stored::Known;

/// Below the data folder: packages, logs, and the folders of the processes that run.
const FOLDER: &str = "functions";
/// Threads that read the store for calls of functions.
const READERS_MAX: usize = 16;
/// Of the calls that may run at one time, how many no function may reserve at most. AWS's number.
const UNRESERVED_MAX: usize = 100;

/// Everything that runs functions, running.
#[derive(Debug)]
pub(crate) struct LocalFunctions {
    host: Arc<Host>,
    known: Arc<Known>,
    runs: Arc<Runs>,
    logs: Arc<FunctionLogs>,
    packages: Arc<PackageFolder>,
    log_folder: Arc<LogFolder>,
    concurrency_max: usize,
    /// Reads the store for calls, and runs the calls that nobody waits for. `None` after the stop.
    runtime: std::sync::Mutex<Option<Runtime>>,
}

impl LocalFunctions {
    /// Starts the host.
    pub(crate) fn start(
        config: &FunctionsConfig,
        store: &Arc<SealedStore>,
        organizations: Organizations,
        data: &Path,
        control: SocketAddr,
        log: Log,
    ) -> Result<Arc<Self>, String> {
        let store: Arc<dyn Store> = Arc::clone(store) as _;
        let folder = data.join(FOLDER);
        // Functions run in folders of their own, from where a relative path leads elsewhere.
        let folder = std::fs::create_dir_all(&folder)
            .and_then(|()| folder.canonicalize())
            .map_err(|error| {
                format!(
                    "the folder of functions cannot be made: `{}`: {error}",
                    folder.display()
                )
            })?;
        let packages = PackageFolder::open(folder.join("packages")).map_err(|error| {
            format!(
                "the folder of packages of functions cannot be opened: `{}`: {error}",
                folder.display()
            )
        })?;
        let path = path_of_process();
        if !has_interpreter(config, path.as_ref()) {
            log.warn(
                "neither Python nor Node.js is installed: of functions, only those with a `bootstrap` of their own run",
                &[],
            );
        }
        let unusable = |error| format!("the folder of the logs of functions cannot be opened: {error}");
        let log_folder =
            Arc::new(LogFolder::open(folder.join("logs"), FolderLimits::default()).map_err(unusable)?);
        let sink = Sink::start(Arc::clone(&store), Arc::clone(&log_folder), clock::now).map_err(unusable)?;
        let logs = Arc::new(FunctionLogs::new(sink));
        let host = Host::start(HostSettings {
            folder,
            interpreters: config.interpreters.clone(),
            concurrency_max: config.concurrency_max,
            idle_time: config.idle_time,
            endpoint_url: Some(format!("http://{}", reachable(control))),
            path,
            logs: Arc::clone(&logs) as _,
            credentials: Arc::new(StoredRoles::new(Arc::clone(&store))),
            now: clock::now,
        })
        .map_err(|error| error_chain(&error))?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .max_blocking_threads(READERS_MAX)
            .enable_all()
            .thread_name("portcullis-calls")
            .build()
            .map_err(|error| format!("the threads that call functions cannot be started: {error}"))?;
        let packages = Arc::new(packages);
        let known = Known::new(store, Arc::clone(&packages), organizations);
        let runs = Runs::new(Arc::clone(&host), Arc::clone(&logs), runtime.handle().clone());
        Ok(Arc::new(Self {
            known: Arc::new(known),
            runs: Arc::new(runs),
            host,
            logs,
            packages,
            log_folder,
            concurrency_max: config.concurrency_max,
            runtime: std::sync::Mutex::new(Some(runtime)),
        }))
    }

    /// As the data plane calls them. `None` after the stop.
    pub(crate) fn for_data_plane(&self) -> Option<Arc<StoredFunctions>> {
        let handle = self.lock().as_ref().map(|runtime| runtime.handle().clone())?;
        let (host, known) = (Arc::clone(&self.host), Arc::clone(&self.known));
        Some(Arc::new(StoredFunctions::new(host, known, handle)))
    }

    /// As Lambda's operations see them; packages in buckets come from there.
    pub(crate) fn for_operations(&self, buckets: Option<Arc<dyn Packages>>) -> Lambda {
        let unreserved = UNRESERVED_MAX.min(self.concurrency_max / 10).max(1);
        let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Lambda {
            limits: Limits {
                concurrent_executions_max: number(self.concurrency_max),
                unreserved_executions_min: number(unreserved),
                ..Limits::default()
            },
            packages: Arc::clone(&self.packages),
            buckets,
            runner: Some(Arc::clone(&self.runs) as _),
            role_trusts: svc_iam::role_trusts,
        }
    }

    /// As the operations of logs see it.
    pub(crate) fn logs_for_operations(&self) -> Logs {
        Logs {
            limits: svc_logs::Limits::default(),
            folder: Arc::clone(&self.log_folder),
        }
    }

    /// What functions printed.
    pub(crate) fn logs(&self) -> &FunctionLogs {
        &self.logs
    }

    /// Forgets what was read of functions and roles, if a change of these documents bears on it.
    pub(crate) fn changed(&self, keys: &[Key]) {
        if keys.iter().any(|key| bears_on_functions(&key.kind)) {
            self.known.forget();
        }
    }

    /// Forgets everything that was read.
    pub(crate) fn all_changed(&self) {
        self.known.forget();
    }

    /// Ends every function. Blocks until they are gone.
    pub(crate) fn stop(&self) {
        if let Some(runtime) = self.lock().take() {
            runtime.shutdown_background();
        }
        self.host.stop();
        self.logs.finish();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Runtime>> {
        self.runtime
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Drop for LocalFunctions {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Whether a change of a document of this kind bears on what functions are or who may call them.
pub(crate) fn bears_on_functions(kind: &str) -> bool {
    FUNCTION_KINDS.contains(&kind) || matches!(concern(kind), Some(svc_iam::Concern::Anybody))
}

/// Where functions reach an address that is listened on.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Functions find their programs where this one would.
fn path_of_process() -> Option<OsString> {
    std::env::var_os("PATH")
}

/// Whether anything is there that runs Python or Node.js.
fn has_interpreter(config: &FunctionsConfig, path: Option<&OsString>) -> bool {
    let in_path = |name: &str| {
        path.into_iter()
            .flat_map(std::env::split_paths)
            .any(|folder: PathBuf| folder.join(name).is_file())
    };
    !config.interpreters.is_empty() || in_path("python3") || in_path("node")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_told_an_address_that_they_reach() {
        #[track_caller]
        fn check(listens: &str, expect: &str) {
            assert_eq!(reachable(listens.parse().unwrap()).to_string(), expect);
        }
        check("127.0.0.1:4566", "127.0.0.1:4566");
        check("0.0.0.0:4566", "127.0.0.1:4566");
        check("[::]:4566", "[::1]:4566");
        check("192.0.2.7:80", "192.0.2.7:80");
    }

    #[test]
    fn changes_of_functions_and_of_principals_are_noticed() {
        for kind in FUNCTION_KINDS {
            assert!(bears_on_functions(kind), "{kind}");
        }
        assert!(!bears_on_functions("apigateway-stage"));
    }
}
