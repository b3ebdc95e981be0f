//! The host: a thread with a runtime of its own, and the pools of all functions.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use portcullis_core::Timestamp;
use tokio::runtime::{Builder, Handle};
use tokio::sync::{Semaphore, oneshot, watch};

use crate::bootstrap::Bootstraps;
use crate::interpreter::{self, Interpreter};
use crate::invocation::{Answer, Fault, Invocation};
use crate::left_behind::{self, Of};
use crate::limits::{PAYLOAD_BYTES_MAX, STOP_TIME_MAX};
use crate::logs::LogSink;
use crate::pool::Pool;
use crate::process::{Undertaker, setpriv_works};
use crate::spec::{FunctionSpec, RoleCredentials};
use crate::surroundings::Surroundings;
use crate::worker::{Ran, StartFailure, Worker};

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

/// What a host has at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Versions of functions that something is kept of.
    pub functions: usize,
    /// Workers that wait for a call.
    pub idle: usize,
    /// Calls that run.
    pub running: usize,
    /// Workers that were started and are not gone with all their processes and their folders.
    pub workers: usize,
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
    room: Arc<Semaphore>,
    /// Runtimes with what runs them, as they were found.
    interpreters: Mutex<HashMap<String, Interpreter>>,
    stopped: watch::Receiver<bool>,
}

impl Host {
    /// Starts the thread. Processes that an earlier host with this folder has left behind are killed.
    pub fn start(mut settings: HostSettings) -> Result<Arc<Self>, HostError> {
        let folder = |error| HostError::Folder(settings.folder.clone(), error);
        std::fs::create_dir_all(&settings.folder).map_err(folder)?;
        // The whole path: it marks this host's processes among those of the machine, and programs are started in other folders.
        settings.folder = settings.folder.canonicalize().map_err(folder)?;
        let folder = |error| HostError::Folder(settings.folder.clone(), error);
        let workers_folder = settings.folder.join("workers");
        left_behind::kill(&Of::Below(&workers_folder));
        match std::fs::remove_dir_all(&workers_folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(folder(error)),
            Ok(()) | Err(_) => {}
        }
        let bootstraps = Bootstraps::write(&settings.folder).map_err(folder)?;
        let path = settings.path.as_deref();
        let (undertaker, burying) = Undertaker::new();
        let around = Surroundings {
            bootstraps,
            logs: Arc::clone(&settings.logs),
            setpriv: interpreter::look("setpriv", path).filter(|setpriv| setpriv_works(setpriv)),
            endpoint_url: settings.endpoint_url.clone(),
            path: path.map_or_else(
                || "/usr/bin:/bin".to_owned(),
                |path| path.to_string_lossy().into_owned(),
            ),
            now: settings.now,
            undertaker,
            workers_folder,
            workers: AtomicU64::new(0),
        };
        let (stop, stopped) = watch::channel(false);
        let shared = Arc::new(Shared {
            room: Arc::new(Semaphore::new(
                settings.concurrency_max.min(Semaphore::MAX_PERMITS),
            )),
            around,
            pools: Mutex::default(),
            interpreters: Mutex::default(),
            stopped,
            settings,
        });
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(HostError::Thread)?;
        let handle = runtime.handle().clone();
        let hosting = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("portcullis-functions".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::spawn(burying);
                    hosting.keep().await;
                });
                runtime.shutdown_timeout(STOP_TIME_MAX);
                hosting.clear();
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
        self.handle.spawn(shared.answer(spec, invocation, tell));
        async move { told.await.unwrap_or(Err(Fault::Stopped)) }
    }

    /// Ends what is kept of a function that is gone, or of all its versions: those whose ARN without version this is. Calls that
    /// run go on.
    pub fn forget(&self, arn: &str) {
        let pools: Vec<Arc<Pool>> = {
            let pools = lock(&self.shared.pools);
            let of = pools
                .iter()
                .filter(|(key, _)| key.rsplit_once(':').is_some_and(|(known, _)| known == arn));
            of.map(|(_, pool)| Arc::clone(pool)).collect()
        };
        for pool in pools {
            pool.end_idle();
        }
    }

    /// What there is now.
    pub fn usage(&self) -> Usage {
        let pools = lock(&self.shared.pools);
        let mut usage = Usage {
            functions: pools.len(),
            workers: *self.shared.around.undertaker.live().borrow(),
            ..Usage::default()
        };
        for pool in pools.values() {
            let (idle, running) = pool.counts();
            usage.idle += idle;
            usage.running += running as usize;
        }
        usage
    }

    /// Waits until at most this many workers are there, counting those that are ended but not gone with all their processes.
    pub fn workers_at_most(&self, most: usize) -> impl Future<Output = ()> + Send + 'static {
        let mut live = self.shared.around.undertaker.live();
        async move {
            // The sender ends with the host, and then all are gone.
            let _ = live.wait_for(|live| *live <= most).await;
        }
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
    /// Looks after the pools until the host is stopped, then ends all workers.
    async fn keep(&self) {
        let mut sweep = tokio::time::interval(SWEEP_TIME);
        let mut stopped = self.stopped.clone();
        loop {
            tokio::select! {
                biased;
                _ = stopped.wait_for(|stopped| *stopped) => break,
                _ = sweep.tick() => self.sweep(),
            }
        }
        // Calls that run end by the same sign, and their workers with them.
        let pools = std::mem::take(&mut *lock(&self.pools));
        drop(pools);
        let mut live = self.around.undertaker.live();
        let _ = tokio::time::timeout(STOP_TIME_MAX, live.wait_for(|live| *live == 0)).await;
    }

    /// What is left when the runtime has ended: nothing, unless the kernel held a process.
    fn clear(&self) {
        let folder = &self.around.workers_folder;
        lock(&self.pools).clear();
        left_behind::kill(&Of::Below(folder));
        let _ = std::fs::remove_dir_all(folder);
    }

    async fn answer(
        self: Arc<Self>,
        spec: Arc<FunctionSpec>,
        invocation: Invocation,
        tell: oneshot::Sender<Result<Answer, Fault>>,
    ) {
        let mut stopped = self.stopped.clone();
        let call = self.run(spec, invocation, tell);
        tokio::select! {
            biased;
            // Whoever waits for the answer is told by the loss of its sender.
            _ = stopped.wait_for(|stopped| *stopped) => {}
            () = call => {}
        }
    }

    async fn run(
        &self,
        spec: Arc<FunctionSpec>,
        mut invocation: Invocation,
        tell: oneshot::Sender<Result<Answer, Fault>>,
    ) {
        if invocation.payload.len() > PAYLOAD_BYTES_MAX {
            let _ = tell.send(Err(Fault::EventTooLarge));
            return;
        }
        let Ok(room) = Arc::clone(&self.room).try_acquire_owned() else {
            let _ = tell.send(Err(Fault::Throttled("the limit of all functions")));
            return;
        };
        // While the pools are locked: a pool in which a call runs is not removed.
        let (pool, running) = {
            let mut pools = lock(&self.pools);
            let pool = Arc::clone(pools.entry(spec.key()).or_default());
            let running = pool.admit(spec.reserved_concurrency);
            (pool, running)
        };
        let Some(running) = running else {
            let _ = tell.send(Err(Fault::Throttled("the function's reserved concurrency")));
            return;
        };
        let request_id = invocation.request_id.clone();
        let ran = loop {
            let worker = match pool.take(&spec.generation) {
                Some(worker) => worker,
                None => match self.start(&spec, &pool).await {
                    Ok(worker) => worker,
                    Err(failure) => {
                        let _ = tell.send(unstarted(failure, &request_id));
                        return;
                    }
                },
            };
            match worker.run(invocation).await {
                // Only workers that have answered before end like this, so there is an end of it.
                Ok(Ran::Unused(again)) => invocation = again,
                ran => break ran,
            }
        };
        let worker = match ran {
            Err(fault) => {
                let _ = tell.send(Err(fault));
                return;
            }
            Ok(Ran::Unused(_)) => return,
            Ok(Ran::Whole { answer, worker }) => {
                // First back, then the answer: whoever calls again at once finds it.
                if let Some(worker) = worker {
                    pool.put_back(worker);
                }
                drop((running, room));
                let _ = tell.send(Ok(answer));
                return;
            }
            Ok(Ran::Pieces {
                content_type,
                pieces,
                rest,
            }) => {
                let answer = Answer::Pieces { content_type, pieces };
                let _ = tell.send(Ok(answer));
                rest.await
            }
        };
        if let Some(worker) = worker {
            pool.put_back(worker);
        }
        drop((running, room));
    }

    async fn start(&self, spec: &Arc<FunctionSpec>, pool: &Pool) -> Result<Worker, StartFailure> {
        if let Some(failure) = pool.pausing(&spec.generation) {
            return Err(failure);
        }
        self.make_room();
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

    /// Ends the idle worker that was used least lately, of whichever function, where there are as many as calls may run.
    fn make_room(&self) {
        let pools = lock(&self.pools);
        let counts = pools.values().map(|pool| pool.counts());
        let workers: usize = counts.map(|(idle, running)| idle + running as usize).sum();
        if workers > self.settings.concurrency_max {
            let oldest = pools
                .values()
                .filter_map(|pool| Some((pool.oldest_idle()?, pool)))
                .min_by_key(|(since, _)| *since);
            if let Some((_, pool)) = oldest {
                pool.end_oldest();
            }
        }
    }

    async fn interpreter(&self, runtime: &str) -> Result<Interpreter, String> {
        let known = lock(&self.interpreters).get(runtime).cloned();
        // It may have been removed since.
        let is_there = |found: &Interpreter| found.program.as_ref().is_none_or(|program| program.is_file());
        if let Some(found) = known.filter(is_there) {
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

    /// Ends what is idle for too long, and forgets functions of which nothing is left.
    fn sweep(&self) {
        let mut pools = lock(&self.pools);
        for pool in pools.values() {
            pool.sweep(self.settings.idle_time);
        }
        pools.retain(|_, pool| !pool.is_empty());
    }
}

/// What a call is told whose worker did not start.
fn unstarted(failure: StartFailure, request_id: &str) -> Result<Answer, Fault> {
    let (payload, log_tail) = match failure {
        StartFailure::Host(why) => return Err(Fault::Start(why)),
        StartFailure::Function { document, log_tail } => (document, log_tail),
        StartFailure::Process { failure, log_tail } => (failure.document(request_id), log_tail),
    };
    Ok(Answer::Whole {
        payload,
        failed: true,
        log_tail,
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
