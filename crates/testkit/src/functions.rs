//! Functions of the corpus, run by real processes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use functions::{
    Answer, Credentials, FunctionSpec, Host, HostSettings, Invocation, LogLine, LogSink, RoleCredentials,
};
use gateway::{
    FunctionAnswer, FunctionCall, FunctionFault, FunctionFuture, FunctionMode, FunctionStream, Functions,
};
use portcullis_core::Timestamp;

use crate::fixture;

/// The folder of the functions' code, below the corpus.
const CODE: &str = "functions";

/// The ARN of a function of the corpus.
pub fn arn(name: &str) -> String {
    format!(
        "arn:aws:lambda:{}:{}:function:{name}",
        fixture::REGION,
        fixture::ACCOUNT
    )
}

/// The uri that integrations and authorizers name it by.
pub fn uri(name: &str) -> String {
    format!(
        "arn:aws:apigateway:{}:lambda:path/2015-03-31/functions/{}/invocations",
        fixture::REGION,
        arn(name)
    )
}

#[derive(Debug)]
struct Silent;

impl LogSink for Silent {
    fn line(&self, _: LogLine) {}
}

#[derive(Debug)]
struct NoRole;

impl RoleCredentials for NoRole {
    fn of(&self, _: &FunctionSpec) -> Result<Option<Credentials>, String> {
        Ok(None)
    }
}

/// One host for all tests of a process, so that its workers stay warm.
static HOST: LazyLock<Arc<Host>> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("portcullis-testkit-{}", std::process::id()));
    Host::start(HostSettings {
        folder,
        interpreters: BTreeMap::new(),
        concurrency_max: 16,
        idle_time: Duration::from_secs(60),
        endpoint_url: None,
        path: std::env::var_os("PATH"),
        logs: Arc::new(Silent),
        credentials: Arc::new(NoRole),
        now: || Timestamp { epoch_ms: 0 },
    })
    .expect("a host of functions")
});

/// Runs the functions of the corpus, and remembers what they were called with.
#[derive(Debug, Default)]
pub struct CorpusFunctions {
    calls: Mutex<Vec<FunctionCall>>,
}

impl CorpusFunctions {
    /// The calls since the last time.
    pub fn take(&self) -> Vec<FunctionCall> {
        std::mem::take(&mut *self.calls.lock().unwrap())
    }
}

/// The code of a function: `NAME.py` or `NAME.mjs`.
fn code(name: &str) -> Option<(PathBuf, &'static str, String)> {
    let folder = crate::corpus::folder().join(CODE);
    let file = |end: &str| Path::new(&folder).join(format!("{name}{end}")).is_file();
    let handler = format!("{name}.handler");
    if file(".py") {
        Some((folder, "python3.12", handler))
    } else if file(".mjs") {
        Some((folder, "nodejs20.x", handler))
    } else {
        None
    }
}

impl Functions for CorpusFunctions {
    fn invoke(&self, call: FunctionCall) -> FunctionFuture {
        self.calls.lock().unwrap().push(call.clone());
        let name = call.function.rsplit(':').next().unwrap_or_default().to_owned();
        if name == "not-permitted" {
            return Box::pin(async { Err(FunctionFault::NotPermitted("by its policy".to_owned())) });
        }
        let Some((folder, runtime, handler)) = code(&name) else {
            return Box::pin(async move { Err(FunctionFault::NotFound(name)) });
        };
        let spec = FunctionSpec {
            arn: call.function.clone(),
            invoked_arn: call.function.clone(),
            version: "$LATEST".to_owned(),
            account: fixture::ACCOUNT.to_owned(),
            region: fixture::REGION.to_owned(),
            runtime: runtime.to_owned(),
            handler,
            code: folder,
            layers: Vec::new(),
            environment: BTreeMap::new(),
            memory_mb: 256,
            timeout: Duration::from_secs(20),
            log_group: format!("/aws/lambda/{name}"),
            role: String::new(),
            reserved_concurrency: None,
            generation: "1".to_owned(),
            name,
        };
        let invocation = Invocation {
            request_id: call.request_id,
            payload: call.payload,
            client_context: None,
            trace: call.trace,
            streaming: call.mode == FunctionMode::Stream,
        };
        let answer = HOST.invoke(Arc::new(spec), invocation);
        Box::pin(async move {
            match answer.await {
                Ok(Answer::Whole { payload, failed, .. }) => Ok(FunctionAnswer::Whole { payload, failed }),
                Ok(Answer::Pieces {
                    content_type,
                    mut pieces,
                }) => {
                    let (to, body) = tokio::sync::mpsc::channel(4);
                    tokio::spawn(async move {
                        while let Some(piece) = pieces.recv().await {
                            let piece = piece.map_err(|fault| FunctionFault::Unavailable(fault.to_string()));
                            if to.send(piece).await.is_err() {
                                break;
                            }
                        }
                    });
                    Ok(FunctionAnswer::Stream(FunctionStream { content_type, body }))
                }
                Err(fault) => Err(FunctionFault::Unavailable(fault.to_string())),
            }
        })
    }
}
