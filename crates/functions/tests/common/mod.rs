//! A host of functions for tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "tests end at a broken expectation; not every test uses everything"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use functions::{
    Answer, Credentials, Fault, FunctionSpec, Host, HostSettings, Invocation, LogLine, LogSink,
    RoleCredentials,
};
use portcullis_core::Timestamp;
use serde_json::Value;

#[derive(Debug, Default)]
pub struct Lines(pub Mutex<Vec<LogLine>>);

impl LogSink for Lines {
    fn line(&self, line: LogLine) {
        self.0.lock().unwrap().push(line);
    }
}

#[derive(Debug)]
pub struct NoRole;

impl RoleCredentials for NoRole {
    fn of(&self, _: &FunctionSpec) -> Result<Option<Credentials>, String> {
        Ok(None)
    }
}

/// A host with a folder that is removed at the end.
pub struct Ground {
    pub host: Arc<Host>,
    pub lines: Arc<Lines>,
    pub folder: PathBuf,
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.host.stop();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[expect(clippy::disallowed_methods, reason = "functions see the time of the machine")]
pub fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Timestamp {
        epoch_ms: i64::try_from(since.unwrap().as_millis()).unwrap(),
    }
}

impl Ground {
    pub fn new() -> Self {
        Self::with(|_| ())
    }

    pub fn with(change: impl FnOnce(&mut HostSettings)) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("portcullis-functions-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let lines = Arc::new(Lines::default());
        let mut settings = HostSettings {
            folder: folder.join("host"),
            // Not by way of a shim that chooses a version each time.
            interpreters: ["python3.11", "python3.12"]
                .map(|runtime| (runtime.to_owned(), python_program()))
                .into(),
            concurrency_max: 8,
            idle_time: Duration::from_secs(60),
            endpoint_url: None,
            path: std::env::var_os("PATH"),
            logs: lines.clone(),
            credentials: Arc::new(NoRole),
            now,
        };
        change(&mut settings);
        let host = Host::start(settings).unwrap();
        Self { host, lines, folder }
    }

    pub fn function(&self, runtime: &str, handler: &str, file: &str, text: &str) -> FunctionSpec {
        let code = self
            .folder
            .join(format!("code-{}", self.folder.read_dir().unwrap().count()));
        std::fs::create_dir_all(&code).unwrap();
        std::fs::write(code.join(file), text).unwrap();
        let arn = "arn:aws:lambda:eu-west-1:111122223333:function:f";
        FunctionSpec {
            arn: arn.into(),
            invoked_arn: arn.into(),
            name: "f".to_owned(),
            version: "$LATEST".to_owned(),
            account: "111122223333".to_owned(),
            region: "eu-west-1".to_owned(),
            runtime: runtime.to_owned(),
            handler: handler.to_owned(),
            generation: code.display().to_string(),
            code,
            layers: Vec::new(),
            environment: BTreeMap::from([("COLOUR".to_owned(), "blue".to_owned())]),
            memory_mb: 256,
            timeout: Duration::from_secs(5),
            log_group: "/aws/lambda/f".to_owned(),
            role: "arn:aws:iam::111122223333:role/r".to_owned(),
            reserved_concurrency: None,
        }
    }

    pub fn python(&self, text: &str) -> FunctionSpec {
        self.function("python3.12", "index.handler", "index.py", text)
    }

    pub fn node(&self, text: &str) -> FunctionSpec {
        self.function("nodejs20.x", "index.handler", "index.mjs", text)
    }

    pub fn call(&self, spec: &FunctionSpec, event: &Value) -> Result<Answer, Fault> {
        self.call_as(spec, event, false)
    }

    pub fn call_as(&self, spec: &FunctionSpec, event: &Value, streaming: bool) -> Result<Answer, Fault> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let invocation = Invocation {
            request_id: format!(
                "00000000-0000-4000-8000-{:012}",
                COUNT.fetch_add(1, Ordering::Relaxed)
            ),
            payload: Bytes::from(event.to_string()),
            client_context: None,
            trace: String::new(),
            streaming,
        };
        wait(self.host.invoke(Arc::new(spec.clone()), invocation))
    }

    /// What a function returns, and whether it failed.
    pub fn whole(&self, spec: &FunctionSpec, event: &Value) -> (Value, bool) {
        match self.call(spec, event).unwrap() {
            Answer::Whole { payload, failed, .. } => (serde_json::from_slice(&payload).unwrap(), failed),
            Answer::Pieces { .. } => panic!("a streaming answer"),
        }
    }

    pub fn log(&self) -> Vec<String> {
        let lines = self.lines.0.lock().unwrap();
        lines.iter().map(|line| line.text.clone()).collect()
    }
}

/// Waits for a future on this thread.
pub fn wait<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
        .block_on(async {
            tokio::time::timeout(Duration::from_secs(60), what)
                .await
                .expect("it takes too long")
        })
}

impl Ground {
    /// Waits until as many workers are there, and all that was ended is gone.
    pub fn settle(&self, workers: usize) {
        wait(self.host.workers_at_most(workers));
    }

    /// What a function failed with: type and text.
    pub fn failure(&self, spec: &FunctionSpec, event: &Value) -> (String, String) {
        let (answer, failed) = self.whole(spec, event);
        assert!(failed, "{answer}");
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        (text("errorType"), text("errorMessage"))
    }

    /// How many folders of workers there are.
    pub fn worker_folders(&self) -> usize {
        std::fs::read_dir(self.folder.join("host/workers")).map_or(0, Iterator::count)
    }

    /// Processes whose environment names a folder of this ground.
    pub fn processes(&self) -> Vec<String> {
        let text = self.folder.display().to_string();
        let all = std::fs::read_dir("/proc").unwrap().flatten();
        all.filter(|entry| {
            std::fs::read(entry.path().join("environ"))
                .is_ok_and(|environment| String::from_utf8_lossy(&environment).contains(&text))
        })
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
    }
}

/// Whether a process is there and has not ended.
pub fn is_running(pid: &Value) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ")
        .is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

/// The program that `python3` is.
pub fn python_program() -> PathBuf {
    static PROGRAM: std::sync::LazyLock<PathBuf> = std::sync::LazyLock::new(|| {
        let said = std::process::Command::new("python3")
            .args(["-c", "import sys; print(sys.executable)"])
            .output()
            .unwrap();
        PathBuf::from(String::from_utf8(said.stdout).unwrap().trim())
    });
    PROGRAM.clone()
}
