//! Real functions in real processes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
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
use serde_json::{Value, json};

#[derive(Debug, Default)]
struct Lines(Mutex<Vec<LogLine>>);

impl LogSink for Lines {
    fn line(&self, line: LogLine) {
        self.0.lock().unwrap().push(line);
    }
}

#[derive(Debug)]
struct NoRole;

impl RoleCredentials for NoRole {
    fn of(&self, _: &FunctionSpec) -> Result<Option<Credentials>, String> {
        Ok(None)
    }
}

/// A host with a folder that is removed at the end.
struct Ground {
    host: Arc<Host>,
    lines: Arc<Lines>,
    folder: PathBuf,
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.host.stop();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[expect(clippy::disallowed_methods, reason = "functions see the time of the machine")]
fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Timestamp {
        epoch_ms: i64::try_from(since.unwrap().as_millis()).unwrap(),
    }
}

impl Ground {
    fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("portcullis-functions-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let lines = Arc::new(Lines::default());
        let host = Host::start(HostSettings {
            folder: folder.join("host"),
            interpreters: BTreeMap::new(),
            concurrency_max: 8,
            idle_time: Duration::from_secs(60),
            endpoint_url: None,
            path: std::env::var_os("PATH"),
            logs: lines.clone(),
            credentials: Arc::new(NoRole),
            now,
        })
        .unwrap();
        Self { host, lines, folder }
    }

    fn function(&self, runtime: &str, handler: &str, file: &str, text: &str) -> FunctionSpec {
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

    fn python(&self, text: &str) -> FunctionSpec {
        self.function("python3.12", "index.handler", "index.py", text)
    }

    fn node(&self, text: &str) -> FunctionSpec {
        self.function("nodejs20.x", "index.handler", "index.mjs", text)
    }

    fn call(&self, spec: &FunctionSpec, event: &Value) -> Result<Answer, Fault> {
        self.call_as(spec, event, false)
    }

    fn call_as(&self, spec: &FunctionSpec, event: &Value, streaming: bool) -> Result<Answer, Fault> {
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
        let answer = self.host.invoke(Arc::new(spec.clone()), invocation);
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(answer)
    }

    /// What a function returns, and whether it failed.
    fn whole(&self, spec: &FunctionSpec, event: &Value) -> (Value, bool) {
        match self.call(spec, event).unwrap() {
            Answer::Whole { payload, failed, .. } => (serde_json::from_slice(&payload).unwrap(), failed),
            Answer::Pieces { .. } => panic!("a streaming answer"),
        }
    }

    fn log(&self) -> Vec<String> {
        let lines = self.lines.0.lock().unwrap();
        lines.iter().map(|line| line.text.clone()).collect()
    }
}

#[test]
fn python_functions_answer_and_are_kept_warm() {
    let ground = Ground::new();
    let spec = ground.python(
        "import os\ncalls = 0\ndef handler(event, context):\n    global calls\n    calls += 1\n    print('called')\n    return {'event': event, 'calls': calls, 'colour': os.environ['COLOUR'], 'name': context.function_name, 'left': context.get_remaining_time_in_millis() > 1000}\n",
    );
    for calls in 1..=3 {
        let (answer, failed) = ground.whole(&spec, &json!({"a": [1]}));
        assert!(!failed);
        assert_eq!(
            answer,
            json!({"event": {"a": [1]}, "calls": calls, "colour": "blue", "name": "f", "left": true})
        );
    }
    let log = ground.log();
    assert!(log.iter().any(|line| line == "called"), "{log:?}");
    assert!(
        log.iter().any(|line| line.starts_with("START RequestId: ")),
        "{log:?}"
    );
    assert!(
        log.iter().any(|line| line.starts_with("REPORT RequestId: ")),
        "{log:?}"
    );
}

#[test]
fn node_functions_answer_by_promise_and_callback() {
    let ground = Ground::new();
    let spec = ground.node(
        "export const handler = async (event, context) => ({ event, id: context.awsRequestId.length });",
    );
    assert_eq!(
        ground.whole(&spec, &json!(7)),
        (json!({"event": 7, "id": 36}), false)
    );
    let spec = ground.function(
        "nodejs18.x",
        "index.main",
        "index.js",
        "exports.main = (event, context, callback) => callback(null, event.a + 1);",
    );
    assert_eq!(ground.whole(&spec, &json!({"a": 1})), (json!(2), false));
}

#[test]
fn errors_have_the_form_of_their_runtime() {
    let ground = Ground::new();
    let spec = ground.python("def handler(event, context):\n    raise Exception('Unauthorized')\n");
    let (answer, failed) = ground.whole(&spec, &json!({}));
    assert!(failed);
    assert_eq!(
        (&answer["errorMessage"], &answer["errorType"]),
        (&json!("Unauthorized"), &json!("Exception"))
    );
    assert!(answer["stackTrace"][0].as_str().unwrap().contains("in handler"));
    let spec = ground.node("export const handler = async () => { throw new TypeError('no'); };");
    let (answer, failed) = ground.whole(&spec, &json!({}));
    assert!(failed);
    assert_eq!(
        (&answer["errorMessage"], &answer["errorType"]),
        (&json!("no"), &json!("TypeError"))
    );
    let spec = ground.python("import nothing_of_this_name\n");
    let (answer, failed) = ground.whole(&spec, &json!({}));
    assert!(failed);
    assert_eq!(
        answer["errorMessage"],
        json!("Unable to import module 'index': No module named 'nothing_of_this_name'")
    );
}

#[test]
fn who_does_not_answer_or_ends_is_replaced() {
    let ground = Ground::new();
    let mut spec = ground.python(
        "import os, time\ndef handler(event, context):\n    if event == 'sleep':\n        time.sleep(60)\n    if event == 'exit':\n        os._exit(3)\n    return os.getpid()\n",
    );
    spec.timeout = Duration::from_millis(500);
    let (first, _) = ground.whole(&spec, &json!(""));
    let (answer, failed) = ground.whole(&spec, &json!("sleep"));
    assert!(failed);
    assert!(
        answer["errorMessage"]
            .as_str()
            .unwrap()
            .ends_with("Task timed out after 0.50 seconds"),
        "{answer}"
    );
    let (second, _) = ground.whole(&spec, &json!(""));
    assert_ne!(first, second);
    let (answer, failed) = ground.whole(&spec, &json!("exit"));
    assert!(failed);
    assert!(
        answer["errorMessage"]
            .as_str()
            .unwrap()
            .ends_with("Runtime exited with error: exit status 3"),
        "{answer}"
    );
    assert!(!ground.whole(&spec, &json!("")).1);
}

#[test]
fn pieces_come_before_the_function_is_done() {
    let ground = Ground::new();
    let spec = ground.node(
        "import fs from 'node:fs';\nexport const handler = awslambda.streamifyResponse(async (event, stream) => {\n  stream.write('one');\n  while (!fs.existsSync(event.go)) await new Promise((r) => setTimeout(r, 5));\n  stream.write('two');\n  stream.end();\n});",
    );
    let go = ground.folder.join("go");
    let Answer::Pieces { mut pieces, .. } = ground.call_as(&spec, &json!({"go": go}), true).unwrap() else {
        panic!("a whole answer");
    };
    assert_eq!(pieces.blocking_recv().unwrap().unwrap(), "one");
    // Only now may it go on: what was read came before the rest was written.
    std::fs::write(&go, "").unwrap();
    let mut rest = Vec::new();
    while let Some(piece) = pieces.blocking_recv() {
        rest.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(rest, b"two");
}
