//! One worker: a process group behind a Runtime API of its own, with a folder of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::error_text::{error_document, exited, timed_out};
use crate::host::Surroundings;
use crate::interpreter::{Interpreter, Language};
use crate::invocation::{Answer, Fault, Invocation};
use crate::limits::{INIT_TIME_MAX, LOG_LINE_BYTES_MAX, STREAM_PIECES_WAITING};
use crate::logs::WorkerLog;
use crate::process::{Group, Start};
use crate::runtime_api::{Job, Reply, RuntimeApi};
use crate::spec::{Credentials, FunctionSpec};

/// A worker that waits for a call.
#[derive(Debug)]
pub(crate) struct Worker {
    spec: Arc<FunctionSpec>,
    api: Arc<RuntimeApi>,
    group: Group,
    log: Arc<WorkerLog>,
    /// The Runtime API and the readers of what is printed. Ended with the worker.
    tasks: JoinSet<()>,
    // Last: the processes must be gone before their folder is.
    _folder: Folder,
    init_time: Option<Duration>,
    now: fn() -> portcullis_core::Timestamp,
    pub(crate) idle_since: Instant,
}

/// Why a worker did not start.
#[derive(Debug, Clone)]
pub(crate) enum StartFailure {
    /// The function's own: the document of its error.
    Function { document: Bytes, log_tail: Bytes },
    /// The host's.
    Host(String),
}

/// What became of a call.
pub(crate) struct Finished {
    pub(crate) answer: Answer,
    /// The worker, if it can take another call.
    pub(crate) worker: Option<Worker>,
}

/// A folder that is removed with its worker.
#[derive(Debug)]
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Worker {
    /// Starts a process and waits until it asks for its first event.
    pub(crate) async fn start(
        spec: Arc<FunctionSpec>,
        interpreter: &Interpreter,
        credentials: Option<Credentials>,
        around: &Surroundings,
    ) -> Result<Self, StartFailure> {
        let began = Instant::now();
        let host = |error: std::io::Error| StartFailure::Host(error.to_string());
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(host)?;
        let address = listener.local_addr().map_err(host)?;
        let folder = around.worker_folder();
        std::fs::create_dir_all(&folder).map_err(host)?;
        let folder = Folder(folder);
        let stream = around.log_stream(&spec);
        let log = Arc::new(WorkerLog::new(
            &spec.log_group,
            stream,
            Arc::clone(&around.logs),
            around.now,
        ));
        let start = Start {
            interpreter,
            bootstrap: bootstrap(&spec, interpreter, around)?,
            code: &spec.code,
            environment: environment(
                &spec,
                interpreter,
                credentials,
                around,
                &folder.0,
                &address.to_string(),
                &log,
            ),
            memory_mb: spec.memory_mb,
            setpriv: around.setpriv.as_deref(),
        };
        let (mut group, stdout, stderr) = Group::start(&start).map_err(host)?;
        let api = Arc::new(RuntimeApi::default());
        let mut tasks = JoinSet::new();
        tasks.spawn(Arc::clone(&api).serve(listener));
        if let Some(stdout) = stdout {
            tasks.spawn(read_lines(stdout, Arc::clone(&log)));
        }
        if let Some(stderr) = stderr {
            tasks.spawn(read_lines(stderr, Arc::clone(&log)));
        }
        let failed = |document: Bytes| StartFailure::Function {
            document,
            log_tail: log.tail(),
        };
        tokio::select! {
            biased;
            started = api.started() => started.map_err(failed)?,
            how = group.ended() => {
                let message = format!("Error: Runtime exited with error: {how}");
                return Err(failed(error_document("Runtime.ExitError", &message)));
            }
            () = tokio::time::sleep(INIT_TIME_MAX) => {
                let message = format!("Error: the function did not start within {} seconds", INIT_TIME_MAX.as_secs());
                return Err(failed(error_document("Runtime.InitTimeout", &message)));
            }
        }
        Ok(Self {
            spec,
            api,
            group,
            log,
            tasks,
            _folder: folder,
            init_time: Some(began.elapsed()),
            now: around.now,
            idle_since: Instant::now(),
        })
    }

    pub(crate) fn generation(&self) -> &str {
        &self.spec.generation
    }

    /// Runs one call, which is given the function's time.
    pub(crate) async fn run(mut self, invocation: Invocation) -> Finished {
        let began = Instant::now();
        let id = invocation.request_id.clone();
        self.log.begin();
        self.log
            .say(format!("START RequestId: {id} Version: {}", self.spec.version));
        let (reply, answered) = oneshot::channel();
        self.api.assign(Job {
            deadline_ms: (self.now)()
                .epoch_ms
                .saturating_add(i64::try_from(self.spec.timeout.as_millis()).unwrap_or(i64::MAX)),
            function_arn: Arc::clone(&self.spec.invoked_arn),
            invocation,
            reply,
        });
        let timeout = self.spec.timeout;
        let limit = tokio::time::sleep(timeout);
        tokio::pin!(limit);
        let (payload, failed, good) = tokio::select! {
            biased;
            reply = answered => match reply {
                Ok(Reply::Whole { payload, failed }) => (payload, failed, true),
                Ok(Reply::Pieces { content_type, pieces, done }) => {
                    let left = timeout.saturating_sub(began.elapsed());
                    return self.stream(content_type, pieces, done, left, began, id);
                }
                Ok(Reply::Violation(what)) => (error_document("Runtime.ProtocolError", what), true, false),
                Err(_) => (exited(&id, "unknown"), true, false),
            },
            how = self.group.ended() => (exited(&id, &how), true, false),
            () = &mut limit => (timed_out(&id, timeout), true, false),
        };
        if failed && !good {
            self.log.say(String::from_utf8_lossy(&payload).into_owned());
        }
        self.report(&id, began);
        let answer = Answer::Whole {
            payload,
            failed,
            log_tail: self.log.tail(),
        };
        Finished {
            answer,
            worker: good.then_some(self),
        }
    }

    /// Hands a streaming answer over. The worker goes on with it, and takes no other call.
    fn stream(
        mut self,
        content_type: String,
        mut from: mpsc::Receiver<Result<Bytes, Fault>>,
        done: oneshot::Receiver<bool>,
        left: Duration,
        began: Instant,
        id: String,
    ) -> Finished {
        let (to, pieces) = mpsc::channel(STREAM_PIECES_WAITING);
        tokio::spawn(async move {
            let whole = async {
                while let Some(piece) = from.recv().await {
                    if to.send(piece).await.is_err() {
                        return;
                    }
                }
                let _ = done.await;
            };
            tokio::select! {
                () = whole => {}
                how = self.group.ended() => {
                    let _ = to.send(Err(Fault::Broken(how))).await;
                }
                () = tokio::time::sleep(left) => {
                    let text = format!("it took more than {:.2} seconds", self.spec.timeout.as_secs_f64());
                    let _ = to.send(Err(Fault::Broken(text))).await;
                }
            }
            self.report(&id, began);
        });
        Finished {
            answer: Answer::Pieces { content_type, pieces },
            worker: None,
        }
    }

    /// The lines that end the log of a call.
    fn report(&mut self, id: &str, began: Instant) {
        let ms = began.elapsed().as_secs_f64() * 1000.0;
        let init = self.init_time.take().map_or_else(String::new, |init| {
            format!("\tInit Duration: {:.2} ms", init.as_secs_f64() * 1000.0)
        });
        self.log.say(format!("END RequestId: {id}"));
        self.log.say(format!(
            "REPORT RequestId: {id}\tDuration: {ms:.2} ms\tBilled Duration: {} ms\tMemory Size: {} MB{init}",
            ms.ceil(),
            self.spec.memory_mb
        ));
    }

    /// Whether its process is still there.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.tasks.try_join_next().is_none()
    }
}

/// The program that a worker runs.
fn bootstrap(
    spec: &FunctionSpec,
    interpreter: &Interpreter,
    around: &Surroundings,
) -> Result<PathBuf, StartFailure> {
    match interpreter.language {
        Language::Python => Ok(around.bootstraps.python.clone()),
        Language::Node => Ok(around.bootstraps.node.clone()),
        Language::Provided => {
            let places = std::iter::once(&spec.code).chain(spec.layers.iter().rev());
            let mut found = places.map(|folder| folder.join("bootstrap"));
            found
                .find(|file| file.is_file())
                .ok_or_else(|| StartFailure::Function {
                    document: error_document(
                        "Runtime.InvalidEntrypoint",
                        "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
                    ),
                    log_tail: Bytes::new(),
                })
        }
    }
}

/// The environment of a worker: AWS's names, then the function's own, which do not replace AWS's.
///
/// Source: AWS Lambda developer guide, "Defined runtime environment variables".
fn environment(
    spec: &FunctionSpec,
    interpreter: &Interpreter,
    credentials: Option<Credentials>,
    around: &Surroundings,
    folder: &Path,
    runtime_api: &str,
    log: &WorkerLog,
) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = spec
        .environment
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let mut set = |name: &str, value: &str| {
        all.retain(|(known, _)| known != name);
        all.push((name.to_owned(), value.to_owned()));
    };
    let code = spec.code.display().to_string();
    let folder = folder.display().to_string();
    for (name, value) in [
        ("AWS_LAMBDA_RUNTIME_API", runtime_api),
        ("_HANDLER", &spec.handler),
        ("LAMBDA_TASK_ROOT", &code),
        (
            "LAMBDA_RUNTIME_DIR",
            &around.bootstraps.folder.display().to_string(),
        ),
        ("AWS_LAMBDA_FUNCTION_NAME", &spec.name),
        ("AWS_LAMBDA_FUNCTION_VERSION", &spec.version),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", &spec.memory_mb.to_string()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", &spec.log_group),
        ("AWS_LAMBDA_LOG_STREAM_NAME", log.stream()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_EXECUTION_ENV", &format!("AWS_Lambda_{}", spec.runtime)),
        ("AWS_REGION", &spec.region),
        ("AWS_DEFAULT_REGION", &spec.region),
        ("TMPDIR", &folder),
        ("HOME", &folder),
    ] {
        set(name, value);
    }
    if let Some(credentials) = &credentials {
        set("AWS_ACCESS_KEY_ID", &credentials.access_key_id);
        set("AWS_SECRET_ACCESS_KEY", &credentials.secret_access_key);
        set("AWS_SESSION_TOKEN", &credentials.session_token);
    }
    let mut default = |name: &str, value: String| {
        if !all.iter().any(|(known, _)| known == name) {
            all.push((name.to_owned(), value));
        }
    };
    default("LANG", "en_US.UTF-8".to_owned());
    default("TZ", ":UTC".to_owned());
    default("PATH", around.path.clone());
    if let Some(url) = &around.endpoint_url {
        default("AWS_ENDPOINT_URL", url.clone());
    }
    // Without a private /opt the folders of layers are named to the interpreter. The last layer wins.
    let layers: Vec<String> = spec
        .layers
        .iter()
        .rev()
        .map(|folder| folder.display().to_string())
        .collect();
    let below = |parts: &[&str]| -> String {
        let each = layers
            .iter()
            .flat_map(|layer| parts.iter().map(move |part| format!("{layer}/{part}")));
        each.collect::<Vec<_>>().join(":")
    };
    match interpreter.language {
        Language::Python => {
            default("PYTHONDONTWRITEBYTECODE", "1".to_owned());
            let site = format!("python/lib/{}/site-packages", spec.runtime);
            default("PYTHONPATH", below(&["python", &site]));
        }
        Language::Node => default("NODE_PATH", below(&["nodejs/node_modules"])),
        Language::Provided => {}
    }
    all
}

/// Takes what a process prints, line by line; a line without an end is taken in pieces.
async fn read_lines(from: impl AsyncRead + Unpin, log: Arc<WorkerLog>) {
    let mut reader = BufReader::with_capacity(LOG_LINE_BYTES_MAX, from);
    let mut line = Vec::new();
    loop {
        let taken = match reader.fill_buf().await {
            Ok([]) | Err(_) => break,
            Ok(read) => {
                let (piece, used) = match read.iter().position(|byte| *byte == b'\n') {
                    Some(end) => (read.get(..end).unwrap_or_default(), end + 1),
                    None => (read, read.len()),
                };
                line.extend_from_slice(piece);
                if used > piece.len() || line.len() >= LOG_LINE_BYTES_MAX {
                    log.printed(&line);
                    line.clear();
                }
                used
            }
        };
        reader.consume(taken);
    }
    if !line.is_empty() {
        log.printed(&line);
    }
}
