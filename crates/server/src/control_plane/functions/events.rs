//! Calls by Lambda's own operations: those that somebody waits for, and events, which are tried again.
//!
//! Source: AWS Lambda developer guide, "Retry behavior for asynchronous invocation": two more attempts, a minute and two
//! minutes later. Events that wait are kept in memory: they are lost when the process ends.

use std::sync::Arc;
use std::time::Duration;

use functions::{Answer, Fault, FunctionSpec, Host, Invocation, LogLine, LogSink as _};
use svc_lambda::{Invoked, Runner};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use super::logs::FunctionLogs;
use super::stored::lasting;
use crate::clock;

/// Events that may wait or run at one time.
const EVENTS_MAX: usize = 256;
/// Before each attempt.
const PAUSES: [Duration; 3] = [Duration::ZERO, Duration::from_secs(60), Duration::from_secs(120)];

/// Runs calls of Lambda's operations.
#[derive(Debug)]
pub(super) struct Runs {
    host: Arc<Host>,
    logs: Arc<FunctionLogs>,
    runtime: Handle,
    events: Arc<Semaphore>,
}

impl Runs {
    pub(super) fn new(host: Arc<Host>, logs: Arc<FunctionLogs>, runtime: Handle) -> Self {
        Self {
            host,
            logs,
            runtime,
            events: Arc::new(Semaphore::new(EVENTS_MAX)),
        }
    }
}

impl Runner for Runs {
    fn invoke(&self, function: Arc<FunctionSpec>, call: Invocation) -> Result<Invoked, Fault> {
        let function = Arc::new(lasting(FunctionSpec::clone(&function), clock::now()));
        let answer = self.runtime.block_on(self.host.invoke(function, call));
        // Whoever called can read its log at once.
        self.logs.flush();
        match answer? {
            Answer::Whole {
                payload,
                failed,
                log_tail,
            } => Ok(Invoked {
                payload: payload.into(),
                failed,
                log_tail: log_tail.into(),
            }),
            Answer::Pieces { .. } => Err(Fault::Broken("nobody asked for pieces".to_owned())),
        }
    }

    fn start(&self, function: Arc<FunctionSpec>, call: Invocation) -> Result<(), Fault> {
        let Ok(place) = Arc::clone(&self.events).try_acquire_owned() else {
            return Err(Fault::Throttled("the limit of events that wait"));
        };
        let (host, logs) = (Arc::clone(&self.host), Arc::clone(&self.logs));
        self.runtime.spawn(async move {
            for pause in PAUSES {
                tokio::time::sleep(pause).await;
                let spec = Arc::new(lasting(FunctionSpec::clone(&function), clock::now()));
                if let Ok(Answer::Whole { failed: false, .. }) = host.invoke(spec, call.clone()).await {
                    return;
                }
            }
            logs.line(LogLine {
                function: Arc::clone(&function.arn),
                group: function.log_group.as_str().into(),
                stream: "events".into(),
                request_id: Some(call.request_id.as_str().into()),
                time: clock::now(),
                text: format!(
                    "the event of request {} is dropped: {} attempts failed",
                    call.request_id,
                    PAUSES.len()
                ),
            });
            drop(place);
        });
        Ok(())
    }
}
