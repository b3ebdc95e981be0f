//! The host: a thread with a runtime of its own, and the pools of all functions.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use portcullis_core::Timestamp;
use tokio::runtime::{Builder, Handle};
use tokio::sync::{Semaphore, oneshot, watch};

use crate::bootstrap::Bootstraps;
use crate::interpreter::{self, Interpreter};
use crate::invocation::{Answer, Fault, Invocation};
use crate::limits::PAYLOAD_BYTES_MAX;
use crate::logs::LogSink;
use crate::pool::Pool;
use crate::spec::{FunctionSpec, RoleCredentials};
use crate::worker::{StartFailure, Worker};

/// How often idle workers are looked through.
const SWEEP_TIME: Duration = Duration::from_secs(5);

/// What a host is started with.
#[derive(Debug, Clone)]
pub struct HostSettings {
    /// Where the workers' folders are; emptied at the start.
    pub folder: PathBuf,
    /// Programs for runtimes, by the runtime's name.
    pub interpreters: BTreeMap<String, PathBuf>,
    /// How many calls may run at one time, of all functions.
    pub concurrency_max: usize,
    /// How long a worker may be idle.
    pub idle_time: Duration,
    /// `AWS_ENDPOINT_URL` of functions, so that they call this installation.
    pub endpoint_url: Option<String>,
    /// `PATH` of functions, and where interpreters are looked for.
    pub path: Option<OsString>,
    /// Where what they print goes.
    pub logs: Arc<dyn LogSink>,
    /// Who gives them credentials.
    pub credentials: Arc<dyn RoleCredentials>,
    /// The time.
    pub now: fn() -> Timestamp,
}

/// Why a host cannot start.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// Its folder cannot be written.
    #[error("the folder of functions cannot be written: `{0}`")]
    Folder(PathBuf, #[source] io::Error),
    /// No thread, or no runtime for it.
    #[error("the thread of functions cannot be started")]
    Thread(#[source] io::Error),
}

/// What workers need to know.
#[derive(Debug)]
pub(crate) struct Surroundings {
    pub(crate) bootstraps: Bootstraps,
    pub(crate) logs: Arc<dyn LogSink>,
    pub(crate) setpriv: Option<PathBuf>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) path: String,
    pub(crate) now: fn() -> Timestamp,
    folder: PathBuf,
    /// Counts workers: each has a folder and a log stream of its own.
    workers: AtomicU64,
}

impl Surroundings {
    pub(crate) fn worker_folder(&self) -> PathBuf {
        let number = self.workers.fetch_add(1, Ordering::Relaxed);
        self.folder.join("workers").join(number.to_string())
    }

    /// `2026/11/20/[$LATEST]0123…`
    pub(crate) fn log_stream(&self, spec: &FunctionSpec) -> String {
        let at = (self.now)();
        let day = at.civil();
        let number = self.workers.load(Ordering::Relaxed);
        format!(
            "{:04}/{:02}/{:02}/[{}]{:016x}{number:016x}",
            day.year, day.month, day.day, spec.version, at.epoch_ms
        )
    }
}

/// Runs functions. Every method may be called from any thread.
#[derive(Debug)]
pub struct Host {
    handle: Handle,
    stop: watch::Sender<bool>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    settings: HostSettings,
    around: Surroundings,
    pools: Mutex<HashMap<String, Arc<Pool>>>,
    room: Semaphore,
    /// Runtimes with what runs them, as they were found.
    interpreters: Mutex<HashMap<String, Interpreter>>,
}

impl Host {
    /// Starts the thread.
    pub fn start(settings: HostSettings) -> Result<Arc<Self>, HostError> {
        let folder = |error| HostError::Folder(settings.folder.clone(), error);
        let workers = settings.folder.join("workers");
        match std::fs::remove_dir_all(&workers) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(folder(error)),
            Ok(()) | Err(_) => {}
        }
        let bootstraps = Bootstraps::write(&settings.folder).map_err(folder)?;
        let path = settings.path.as_deref();
        let around = Surroundings {
            bootstraps,
            logs: Arc::clone(&settings.logs),
            setpriv: interpreter::look("setpriv", path),
            endpoint_url: settings.endpoint_url.clone(),
            path: path.map_or_else(
                || "/usr/bin:/bin".to_owned(),
                |path| path.to_string_lossy().into_owned(),
            ),
            now: settings.now,
            folder: settings.folder.clone(),
            workers: AtomicU64::new(0),
        };
        let shared = Arc::new(Shared {
            room: Semaphore::new(settings.concurrency_max),
            around,
            pools: Mutex::default(),
            interpreters: Mutex::default(),
            settings,
        });
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(HostError::Thread)?;
        let handle = runtime.handle().clone();
        let (stop, mut stopped) = watch::channel(false);
        let sweeping = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("portcullis-functions".to_owned())
            .spawn(move || {
                runtime.block_on(async move {
                    let mut sweep = tokio::time::interval(SWEEP_TIME);
                    loop {
                        tokio::select! {
                            _ = sweep.tick() => sweeping.sweep(),
                            _ = stopped.changed() => break,
                        }
                    }
                    sweeping.end_all();
                });
                // Calls that still run end here, and their workers with them.
                drop(runtime);
            })
            .map_err(HostError::Thread)?;
        Ok(Arc::new(Self {
            handle,
            stop,
            thread: Mutex::new(Some(thread)),
            shared,
        }))
    }

    /// Runs a call. It goes on when the future is dropped.
    pub fn invoke(
        &self,
        spec: Arc<FunctionSpec>,
        invocation: Invocation,
    ) -> impl Future<Output = Result<Answer, Fault>> + Send + 'static {
        let (tell, told) = oneshot::channel();
        let shared = Arc::clone(&self.shared);
        self.handle.spawn(async move {
            let outcome = shared.run(spec, invocation).await;
            let _ = tell.send(outcome);
        });
        async move { told.await.unwrap_or(Err(Fault::Stopped)) }
    }

    /// Ends every worker and the thread. Blocks until they are gone; does nothing the second time.
    pub fn stop(&self) {
        let _ = self.stop.send(true);
        let thread = lock(&self.thread).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    async fn run(&self, spec: Arc<FunctionSpec>, invocation: Invocation) -> Result<Answer, Fault> {
        if invocation.payload.len() > PAYLOAD_BYTES_MAX {
            return Err(Fault::EventTooLarge);
        }
        let pool = self.pool(&spec);
        let Ok(_room) = self.room.try_acquire() else {
            return Err(Fault::Throttled("the limit of all functions"));
        };
        let Some(_running) = pool.admit(spec.reserved_concurrency) else {
            return Err(Fault::Throttled("the function's reserved concurrency"));
        };
        let worker = match pool.take(&spec.generation) {
            Some(worker) => worker,
            None => match self.start(&spec, &pool).await {
                Ok(worker) => worker,
                Err(StartFailure::Host(why)) => return Err(Fault::Start(why)),
                Err(StartFailure::Function { document, log_tail }) => {
                    return Ok(Answer::Whole {
                        payload: document,
                        failed: true,
                        log_tail,
                    });
                }
            },
        };
        let finished = worker.run(invocation).await;
        if let Some(worker) = finished.worker {
            pool.put_back(worker);
        }
        Ok(finished.answer)
    }

    async fn start(&self, spec: &Arc<FunctionSpec>, pool: &Pool) -> Result<Worker, StartFailure> {
        if let Some(failure) = pool.pausing(&spec.generation) {
            return Err(failure);
        }
        let started = match self.interpreter(&spec.runtime).await {
            Err(why) => Err(StartFailure::Host(why)),
            Ok(interpreter) => {
                let (giver, of) = (Arc::clone(&self.settings.credentials), Arc::clone(spec));
                let credentials = tokio::task::spawn_blocking(move || giver.of(&of)).await;
                match credentials {
                    Ok(Ok(credentials)) => {
                        Worker::start(Arc::clone(spec), &interpreter, credentials, &self.around).await
                    }
                    Ok(Err(why)) => Err(StartFailure::Host(why)),
                    Err(error) => Err(StartFailure::Host(error.to_string())),
                }
            }
        };
        match &started {
            Ok(_) => pool.started(),
            Err(failure) => pool.failed(&spec.generation, failure),
        }
        started
    }

    async fn interpreter(&self, runtime: &str) -> Result<Interpreter, String> {
        let known = lock(&self.interpreters).get(runtime).cloned();
        if let Some(found) = known {
            return Ok(found);
        }
        let (settings, of) = (self.settings.clone(), runtime.to_owned());
        let look = move || interpreter::find(&of, &settings.interpreters, settings.path.as_deref());
        let found = tokio::task::spawn_blocking(look)
            .await
            .map_err(|error| error.to_string())??;
        lock(&self.interpreters).insert(runtime.to_owned(), found.clone());
        Ok(found)
    }

    fn pool(&self, spec: &FunctionSpec) -> Arc<Pool> {
        let mut pools = lock(&self.pools);
        Arc::clone(pools.entry(spec.key()).or_default())
    }

    fn sweep(&self) {
        let pools = lock(&self.pools);
        for pool in pools.values() {
            pool.sweep(self.settings.idle_time);
        }
    }

    fn end_all(&self) {
        lock(&self.pools).clear();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
