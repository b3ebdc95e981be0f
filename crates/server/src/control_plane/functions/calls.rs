//! Calls of the data plane: found, permitted, run, each within its time.

use std::sync::Arc;

use functions::{Answer, Fault, Host, Invocation, Pieces};
use gateway::{
    FunctionAnswer, FunctionCall, FunctionFault, FunctionFuture, FunctionMode, FunctionStream, Functions,
};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::stored::{Known, Wanted};

/// Pieces of a streaming answer between the function and the client.
const PIECES_WAITING: usize = 4;

/// Functions that the store has.
#[derive(Debug)]
pub(crate) struct StoredFunctions {
    host: Arc<Host>,
    known: Arc<Known>,
    /// Where the store is read.
    runtime: Handle,
}

impl StoredFunctions {
    pub(super) fn new(host: Arc<Host>, known: Arc<Known>, runtime: Handle) -> Self {
        Self { host, known, runtime }
    }
}

impl Functions for StoredFunctions {
    fn invoke(&self, call: FunctionCall) -> FunctionFuture {
        let (host, known, runtime) = (
            Arc::clone(&self.host),
            Arc::clone(&self.known),
            self.runtime.clone(),
        );
        let timeout = call.timeout;
        let run = async move {
            let wanted = Wanted {
                function: Arc::clone(&call.function),
                credentials: call.credentials.clone(),
                account: Arc::clone(&call.source_account),
            };
            let target = match known.recall(&wanted) {
                Some(target) => target,
                None => runtime
                    .spawn_blocking(move || known.read(&wanted))
                    .await
                    .map_err(|error| FunctionFault::Unavailable(error.to_string()))??,
            };
            target
                .permits(&call.source_arn, &call.source_account)
                .map_err(FunctionFault::NotPermitted)?;
            let invocation = Invocation {
                request_id: call.request_id,
                payload: call.payload,
                client_context: None,
                trace: call.trace,
                streaming: call.mode == FunctionMode::Stream,
            };
            match host.invoke(Arc::clone(&target.spec), invocation).await {
                Ok(Answer::Whole { payload, failed, .. }) => Ok(FunctionAnswer::Whole { payload, failed }),
                Ok(Answer::Pieces { content_type, pieces }) => {
                    let (to, body) = mpsc::channel(PIECES_WAITING);
                    runtime.spawn(pass_on(pieces, to));
                    Ok(FunctionAnswer::Stream(FunctionStream { content_type, body }))
                }
                Err(fault) => Err(told(fault)),
            }
        };
        Box::pin(async move {
            match tokio::time::timeout(timeout, run).await {
                Ok(answered) => answered,
                Err(_) => Err(FunctionFault::TimedOut),
            }
        })
    }
}

/// Passes the pieces on as they come. When nobody reads them any more the call ends, even if no piece comes.
async fn pass_on(mut pieces: Pieces, to: mpsc::Sender<Result<bytes::Bytes, FunctionFault>>) {
    loop {
        let piece = tokio::select! {
            piece = pieces.recv() => piece,
            () = to.closed() => return,
        };
        let Some(piece) = piece else { return };
        if to.send(piece.map_err(told)).await.is_err() {
            return;
        }
    }
}

fn told(fault: Fault) -> FunctionFault {
    match fault {
        Fault::Throttled(_) => FunctionFault::Throttled,
        Fault::EventTooLarge => FunctionFault::TooLarge,
        Fault::Broken(_) | Fault::Start(_) | Fault::Stopped => FunctionFault::Unavailable(fault.to_string()),
    }
}
