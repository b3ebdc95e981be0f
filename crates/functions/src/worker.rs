//! One worker: a process group behind a Runtime API of its own, with a folder of its own.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::error_text::{Failure, error_document, too_large};
use crate::interpreter::Interpreter;
use crate::invocation::{Answer, Fault, Invocation, Pieces};
use crate::limits::{
    ANSWER_BYTES_MAX, INIT_TIME_MAX, LAST_WORDS_TIME_MAX, MEMORY_LOOK_TIME, STREAM_PIECES_WAITING,
};
use crate::logs::{Flush, WorkerLog, read_lines};
use crate::process::{Group, Start};
use crate::runtime_api::{Job, Reply, RuntimeApi};
use crate::spec::{Credentials, FunctionSpec};
use crate::surroundings::{Place, Surroundings, bootstrap, environment};

/// How old a measurement of memory may be for the report of a call.
const MEMORY_AGE_MAX: Duration = Duration::from_secs(1);

/// A worker that waits for a call.
#[derive(Debug)]
pub(crate) struct Worker {
    spec: Arc<FunctionSpec>,
    api: Arc<RuntimeApi>,
    group: Group,
    log: Arc<WorkerLog>,
    flush: Flush,
    /// The Runtime API and the readers of what is printed. Ended with the worker.
    _tasks: JoinSet<()>,
    init_time: Option<Duration>,
    /// The most memory that was seen, and when it was looked last.
    memory: (u64, Option<Instant>),
    now: fn() -> portcullis_core::Timestamp,
    pub(crate) idle_since: Instant,
}

/// Why a worker did not start.
#[derive(Debug, Clone)]
pub(crate) enum StartFailure {
    /// The function's own: the document of its error.
    Function { document: Bytes, log_tail: Bytes },
    /// Its process did not come as far as that.
    Process { failure: Failure, log_tail: Bytes },
    /// The host's.
    Host(String),
}

/// What became of a call.
#[expect(
    clippy::large_enum_variant,
    reason = "one a call, moved twice; a box would be another allocation for each"
)]
pub(crate) enum Ran {
    /// The process has ended after its last answer, without asking for this call: it can be given to another one.
    Unused(Invocation),
    Whole {
        answer: Answer,
        /// The worker, if it can take another call.
        worker: Option<Worker>,
    },
    Pieces {
        content_type: String,
        pieces: Pieces,
        /// The rest of the call, which somebody has to run; the worker, if it can take another call then.
        rest: Pin<Box<dyn Future<Output = Option<Worker>> + Send>>,
    },
}

/// How a call ended.
enum End {
    Reply(Reply),
    /// The process has ended without having asked for the call.
    Unused,
    Failure(Failure),
}

/// Why a streaming answer did not come to its end.
enum Lost {
    /// Whoever reads it is gone.
    Reader,
    /// The process broke it off.
    Writer,
    Failure(Failure),
}

/// The call that runs.
#[derive(Debug)]
struct Call {
    id: String,
    began: Instant,
    /// When its time is over.
    until: Instant,
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
        let number = around.next_number();
        let log = Arc::new(WorkerLog::new(
            &spec,
            around.log_stream(&spec, number),
            Arc::clone(&around.logs),
            around.now,
        ));
        let warning = interpreter
            .warning
            .as_ref()
            .map_or_else(String::new, |warning| format!("\tWarning: {warning}"));
        log.say(format!("INIT_START Runtime Version: {}{warning}", spec.runtime));
        let program = match bootstrap(&spec, interpreter, around) {
            Ok(program) => program,
            Err(failure) => return Err(failed_start(&log, began, failure)),
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(host)?;
        let address = listener.local_addr().map_err(host)?.to_string();
        let folder = around.workers_folder.join(number.to_string());
        let place = Place {
            folder: &folder,
            runtime_api: &address,
            log_stream: log.stream(),
        };
        let start = Start {
            interpreter,
            bootstrap: program,
            code: &spec.code,
            environment: environment(&spec, interpreter, credentials, around, &place),
            memory_mb: spec.memory_mb,
            setpriv: around.setpriv.as_deref(),
            folder: folder.clone(),
        };
        let (group, stdout, stderr) = Group::start(&start, &around.undertaker).map_err(host)?;
        let api = Arc::new(RuntimeApi::default());
        let (mut tasks, mut flush) = (JoinSet::new(), Flush::default());
        tasks.spawn(Arc::clone(&api).serve(listener));
        if let Some(stdout) = stdout {
            tasks.spawn(read_lines(stdout, Arc::clone(&log), flush.add()));
        }
        if let Some(stderr) = stderr {
            tasks.spawn(read_lines(stderr, Arc::clone(&log), flush.add()));
        }
        let mut worker = Self {
            spec,
            api,
            group,
            log,
            flush,
            _tasks: tasks,
            init_time: None,
            memory: (0, None),
            now: around.now,
            idle_since: began,
        };
        worker.initialise(began).await?;
        worker.init_time = Some(began.elapsed());
        Ok(worker)
    }

    async fn initialise(&mut self, began: Instant) -> Result<(), StartFailure> {
        let failure = tokio::select! {
            biased;
            started = self.api.started() => match started {
                Ok(()) => return Ok(()),
                Err(document) => {
                    self.flush.all().await;
                    return Err(StartFailure::Function { document, log_tail: self.log.tail() });
                }
            },
            how = self.group.ended() => {
                // It may have said why just before.
                tokio::select! {
                    biased;
                    Err(document) = self.api.started() => {
                        self.flush.all().await;
                        return Err(StartFailure::Function { document, log_tail: self.log.tail() });
                    }
                    () = self.api.silent() => {}
                    () = tokio::time::sleep(LAST_WORDS_TIME_MAX) => {}
                }
                Failure::exited(&how)
            }
            () = tokio::time::sleep(INIT_TIME_MAX) => Failure::slow_start(),
        };
        self.flush.all().await;
        Err(failed_start(&self.log, began, failure))
    }

    pub(crate) fn generation(&self) -> &str {
        &self.spec.generation
    }

    /// Runs one call, which is given the function's time.
    pub(crate) async fn run(mut self, invocation: Invocation) -> Result<Ran, Fault> {
        let headers = self.headers(&invocation)?;
        let began = Instant::now();
        let call = Call {
            id: invocation.request_id.clone(),
            began,
            until: began + self.spec.timeout,
        };
        self.log.begin(&call.id);
        self.log.say(format!(
            "START RequestId: {} Version: {}",
            call.id, self.spec.version
        ));
        let (reply, answered) = oneshot::channel();
        self.api.assign(Job {
            request_id: call.id.clone(),
            headers,
            payload: invocation.payload.clone(),
            reply,
        });
        let (payload, failed, good) = match self.reply(answered, &call).await {
            End::Reply(Reply::Whole { payload, failed }) => (payload, failed, true),
            End::Reply(Reply::Pieces {
                content_type,
                pieces: from,
                done,
            }) => {
                let (to, pieces) = mpsc::channel(STREAM_PIECES_WAITING + 1);
                let log = Arc::clone(&self.log);
                if invocation.streaming {
                    let rest = self.pass_on(from, to, done, call);
                    return Ok(Ran::Pieces {
                        content_type,
                        pieces,
                        rest: Box::pin(async move { rest.await.0 }),
                    });
                }
                let passing = self.pass_on(from, to, done, call);
                let ((worker, failure), collected) = tokio::join!(passing, collect(pieces));
                let (payload, failed) = match (failure, collected) {
                    (Some(document), _) | (None, Err(document)) => (document, true),
                    (None, Ok(payload)) => (payload, false),
                };
                return Ok(Ran::Whole {
                    answer: Answer::Whole {
                        payload,
                        failed,
                        log_tail: log.tail(),
                    },
                    worker,
                });
            }
            End::Reply(Reply::Violation(what)) => {
                let failure = Failure::protocol(what);
                self.tell(&failure, &call).await;
                (failure.document(&call.id), true, false)
            }
            End::Unused => return Ok(Ran::Unused(invocation)),
            End::Failure(failure) => {
                self.tell(&failure, &call).await;
                (failure.document(&call.id), true, false)
            }
        };
        self.report(&call).await;
        let answer = Answer::Whole {
            payload,
            failed,
            log_tail: self.log.tail(),
        };
        Ok(Ran::Whole {
            answer,
            worker: good.then_some(self),
        })
    }

    /// What a call is told with.
    ///
    /// Source: AWS Lambda developer guide, "Lambda runtime API", next invocation.
    fn headers(&self, invocation: &Invocation) -> Result<HeaderMap, Fault> {
        let deadline = (self.now)()
            .epoch_ms
            .saturating_add(i64::try_from(self.spec.timeout.as_millis()).unwrap_or(i64::MAX));
        let client_context = match &invocation.client_context {
            Some(text) => Some(ascii_json(text)?),
            None => None,
        };
        let given = [
            ("content-type", Some("application/json".to_owned())),
            (
                "lambda-runtime-aws-request-id",
                Some(invocation.request_id.clone()),
            ),
            ("lambda-runtime-deadline-ms", Some(deadline.to_string())),
            (
                "lambda-runtime-invoked-function-arn",
                Some(self.spec.invoked_arn.to_string()),
            ),
            (
                "lambda-runtime-trace-id",
                (!invocation.trace.is_empty()).then(|| invocation.trace.clone()),
            ),
            ("lambda-runtime-client-context", client_context),
        ];
        let mut headers = HeaderMap::with_capacity(given.len());
        for (name, value) in given {
            let Some(value) = value else { continue };
            let value = HeaderValue::try_from(value)
                .map_err(|_| Fault::Start(format!("`{name}` of the call cannot be a header")))?;
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(headers)
    }

    /// Waits for the first of: an answer, the end of the process, too much memory, the end of its time.
    async fn reply(&mut self, mut answered: oneshot::Receiver<Reply>, call: &Call) -> End {
        let most = u64::from(self.spec.memory_mb) * 1024 * 1024;
        let mut looks = tokio::time::interval_at(Instant::now() + MEMORY_LOOK_TIME, MEMORY_LOOK_TIME);
        loop {
            tokio::select! {
                biased;
                reply = &mut answered => return match reply {
                    Ok(reply) => End::Reply(reply),
                    Err(_) => End::Failure(Failure::exited("unknown")),
                },
                how = self.group.ended() => {
                    // A new one that ends like this would do so for ever.
                    if self.init_time.is_none() && self.api.withdraw() {
                        return End::Unused;
                    }
                    // What it had sent before it ended counts.
                    return tokio::select! {
                        biased;
                        Ok(reply) = &mut answered => End::Reply(reply),
                        () = self.api.silent() => End::Failure(Failure::exited(&how)),
                        () = tokio::time::sleep(LAST_WORDS_TIME_MAX) => End::Failure(Failure::exited(&how)),
                    };
                }
                () = tokio::time::sleep_until(call.until) => {
                    return End::Failure(Failure::timed_out(self.spec.timeout));
                }
                _ = looks.tick() => {
                    if self.look_at_memory() > most {
                        return End::Failure(Failure::out_of_memory());
                    }
                }
            }
        }
    }

    /// Hands a streaming answer over as it comes. Gives the worker, if it can take another call, and the document of the error that
    /// the answer ended with.
    async fn pass_on(
        mut self,
        mut from: mpsc::Receiver<Bytes>,
        to: mpsc::Sender<Result<Bytes, Fault>>,
        done: oneshot::Receiver<Option<Bytes>>,
        call: Call,
    ) -> (Option<Self>, Option<Bytes>) {
        // Room for the error that may come last: without it a broken answer would look like a whole one.
        let last = to.clone().reserve_owned().await.ok();
        let transfer = async {
            while let Some(piece) = from.recv().await {
                if to.send(Ok(piece)).await.is_err() {
                    return Err(Lost::Reader);
                }
            }
            done.await.map_err(|_| Lost::Writer)
        };
        let most = u64::from(self.spec.memory_mb) * 1024 * 1024;
        let end = {
            tokio::pin!(transfer);
            loop {
                tokio::select! {
                    biased;
                    end = &mut transfer => break end,
                    how = self.group.ended() => {
                        let rest = tokio::time::timeout(LAST_WORDS_TIME_MAX, &mut transfer).await;
                        break match rest {
                            Ok(Ok(None)) => Ok(None),
                            Ok(_) | Err(_) => Err(Lost::Failure(Failure::exited(&how))),
                        };
                    }
                    () = tokio::time::sleep_until(call.until) => break Err(Lost::Failure(Failure::timed_out(self.spec.timeout))),
                    () = tokio::time::sleep(MEMORY_LOOK_TIME) => {
                        if self.look_at_memory() > most {
                            break Err(Lost::Failure(Failure::out_of_memory()));
                        }
                    }
                }
            }
        };
        let (document, good) = match end {
            Ok(None) => (None, true),
            Ok(Some(document)) => (Some(document), true),
            Err(lost) => {
                let failure = match lost {
                    Lost::Failure(failure) => failure,
                    Lost::Reader => Failure::protocol("nobody waits for the answer"),
                    // Its end may be seen a moment later than that of its connection.
                    Lost::Writer => tokio::select! {
                        how = self.group.ended() => Failure::exited(&how),
                        () = tokio::time::sleep(LAST_WORDS_TIME_MAX) => {
                            Failure::protocol("the function broke its answer off")
                        }
                    },
                };
                self.tell(&failure, &call).await;
                (Some(failure.document(&call.id)), false)
            }
        };
        self.report(&call).await;
        if let (Some(document), Some(last)) = (&document, last) {
            let text = String::from_utf8_lossy(document).into_owned();
            let _ = last.send(Err(Fault::Broken(text)));
        }
        (good.then_some(self), document)
    }

    /// The bytes that are used now.
    fn look_at_memory(&mut self) -> u64 {
        let used = self.group.memory_bytes();
        self.memory = (self.memory.0.max(used), Some(Instant::now()));
        used
    }

    /// The line of a call that the host ends.
    async fn tell(&self, failure: &Failure, call: &Call) {
        self.flush.all().await;
        self.log.say(failure.line(&call.id));
    }

    /// The lines that end the log of a call.
    async fn report(&mut self, call: &Call) {
        let ms = call.began.elapsed().as_secs_f64() * 1000.0;
        self.flush.all().await;
        if self.memory.1.is_none_or(|at| at.elapsed() > MEMORY_AGE_MAX) {
            self.look_at_memory();
        }
        let init = self.init_time.take().map_or_else(String::new, |init| {
            format!("\tInit Duration: {:.2} ms", init.as_secs_f64() * 1000.0)
        });
        self.log.say(format!("END RequestId: {}", call.id));
        self.log.say(format!(
            "REPORT RequestId: {}\tDuration: {ms:.2} ms\tBilled Duration: {} ms\tMemory Size: {} MB\tMax Memory Used: {} MB{init}",
            call.id,
            ms.ceil(),
            self.spec.memory_mb,
            self.memory.0 / (1024 * 1024),
        ));
        self.log.end();
    }

    /// Whether its process is still there.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.group.is_alive()
    }
}

fn failed_start(log: &WorkerLog, began: Instant, failure: Failure) -> StartFailure {
    log.say(format!(
        "INIT_REPORT Init Duration: {:.2} ms\tPhase: init\tStatus: error\tError Type: {}",
        began.elapsed().as_secs_f64() * 1000.0,
        failure.error_type()
    ));
    StartFailure::Process {
        failure,
        log_tail: log.tail(),
    }
}

/// All pieces of an answer as one, or the document of why that is not to be had. Reads to the end in any case.
async fn collect(mut pieces: Pieces) -> Result<Bytes, Bytes> {
    let (mut whole, mut bytes) = (BytesMut::new(), 0_u64);
    while let Some(piece) = pieces.recv().await {
        let Ok(piece) = piece else {
            return Err(error_document("Runtime.Unknown", "the answer broke off"));
        };
        bytes = bytes.saturating_add(piece.len() as u64);
        if bytes <= ANSWER_BYTES_MAX as u64 {
            whole.extend_from_slice(&piece);
        } else {
            whole = BytesMut::new();
        }
    }
    if bytes > ANSWER_BYTES_MAX as u64 {
        return Err(too_large(bytes));
    }
    Ok(whole.freeze())
}

/// JSON as a header can have it: on one line, in ASCII.
fn ascii_json(text: &str) -> Result<String, Fault> {
    let value: serde_json::Value = serde_json::from_str(text)
        .map_err(|_| Fault::Start("the client context of the call is not JSON".to_owned()))?;
    let mut ascii = String::new();
    for unit in value.to_string().encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte @ 0x20..=0x7e) => ascii.push(char::from(byte)),
            Ok(_) | Err(_) => ascii.push_str(&format!("\\u{unit:04x}")),
        }
    }
    Ok(ascii)
}
