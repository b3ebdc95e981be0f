//! The call of a function behind a method: the event it gets, and what becomes of its answer.

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
};
use serde_json::{Map, Value};

use super::{headers, route::Routed};
use crate::{
    functions::{
        FunctionAnswer, FunctionCall, FunctionFault, FunctionMode, FunctionStream, event, proxy_answer,
    },
    plan::{LambdaKind, LambdaPlan},
    plane::Plane,
    record::{DecisionRecord, Phase},
    rejection::Rejection,
    response_body::Content,
    template::DEFAULT_TYPE,
};

/// Bytes of the head of a streaming answer.
///
/// Source: API Gateway developer guide, "Set up a Lambda proxy integration with payload response streaming": the metadata is
/// followed by eight zero bytes within the first 16 KB.
const PRELUDE_BYTES_MAX: usize = 16 * 1024;

/// What ends the head of a streaming answer.
const DELIMITER: [u8; 8] = [0; 8];

/// The content type of streaming answers that begin with a head.
const WITH_PRELUDE: &str = "application/vnd.awslambda.http-integration-response";

/// A function, about to be called.
#[derive(Debug)]
pub(super) struct Ready<'a> {
    pub(super) plan: &'a LambdaPlan,
    pub(super) call: FunctionCall,
}

/// What a function gave.
#[derive(Debug)]
pub(super) enum Given {
    Whole {
        payload: Bytes,
        failed: bool,
    },
    /// A streaming answer behind its head.
    Stream {
        status: StatusCode,
        headers: HeaderMap,
        /// What came with the head.
        first: Bytes,
        rest: FunctionStream,
    },
}

/// Who calls is told to the function where an authorizer said it.
pub(super) fn authorizer(record: &DecisionRecord) -> Option<Value> {
    if let Some(result) = record.authorizer.result() {
        let mut told = Map::new();
        for (name, value) in &result.context {
            let value = value.as_ref().map_or(Value::Null, |value| value.as_str().into());
            told.insert(name.clone(), value);
        }
        told.insert("principalId".to_owned(), result.principal_id.as_str().into());
        told.insert(
            "integrationLatency".to_owned(),
            record.authorizer.latency_ms().unwrap_or_default().into(),
        );
        return Some(told.into());
    }
    let claims = record.claims.all()?;
    let claims: Map<String, Value> = claims
        .map(|(name, value)| (name.to_owned(), value.map_or(Value::Null, Into::into)))
        .collect();
    Some(serde_json::json!({ "claims": claims }))
}

/// The call of a function with this event.
pub(super) fn ready<'a>(
    plan: &'a LambdaPlan,
    routed: &Routed<'_>,
    payload: Vec<u8>,
    trace: &HeaderValue,
    record: &DecisionRecord,
) -> Ready<'a> {
    let deployment = routed.stage().deployment();
    let of = &deployment.identity;
    let mode = match plan.kind {
        LambdaKind::Proxy { stream: true } => FunctionMode::Stream,
        LambdaKind::Proxy { stream: false } | LambdaKind::Mapped { .. } => FunctionMode::Whole,
    };
    Ready {
        plan,
        call: FunctionCall {
            function: plan.function.clone(),
            source_arn: format!(
                "arn:{}:execute-api:{}:{}:{}/{}/{}{}",
                of.partition,
                of.region,
                of.account,
                of.api,
                deployment.stage.name,
                routed.verbs().counts,
                routed.found().route.resource_path
            ),
            source_account: of.account.as_str().into(),
            credentials: plan.credentials.clone(),
            payload: payload.into(),
            mode,
            timeout: plan.timeout,
            request_id: record.request_id.to_string(),
            trace: trace.to_str().unwrap_or_default().to_owned(),
        },
    }
}

/// Calls it; of a streaming answer the head is waited for too.
pub(super) async fn call(plane: &Plane, ready: Ready<'_>) -> Result<Given, (Rejection, String)> {
    let configuration = |why: String| (Rejection::ApiConfiguration, why);
    let Some(functions) = &plane.shared.settings.functions else {
        return Err(configuration("this gateway runs no functions".to_owned()));
    };
    let streams = ready.call.mode == FunctionMode::Stream;
    let timeout = ready.plan.timeout;
    let answered = async {
        match functions.invoke(ready.call).await.map_err(rejection)? {
            FunctionAnswer::Whole { failed: false, .. } if streams => Err((
                Rejection::FunctionFailure,
                "the function does not stream its answer".to_owned(),
            )),
            FunctionAnswer::Whole { payload, failed } => Ok(Given::Whole { payload, failed }),
            FunctionAnswer::Stream(stream) => head(stream).await,
        }
    };
    match tokio::time::timeout(timeout, answered).await {
        Ok(given) => given,
        Err(_) => Err((
            Rejection::IntegrationTimeout,
            "the function did not answer in time".to_owned(),
        )),
    }
}

/// Source: API Gateway developer guide, "Gateway response types for API Gateway"; recorded for functions that may not be called.
fn rejection(fault: FunctionFault) -> (Rejection, String) {
    let why = fault.to_string();
    let rejection = match fault {
        FunctionFault::NotPermitted(_) | FunctionFault::NotFound(_) | FunctionFault::Unavailable(_) => {
            Rejection::ApiConfiguration
        }
        FunctionFault::Throttled | FunctionFault::TooLarge => Rejection::FunctionFailure,
        FunctionFault::TimedOut => Rejection::IntegrationTimeout,
    };
    (rejection, why)
}

/// Reads the head of a streaming answer.
async fn head(mut stream: FunctionStream) -> Result<Given, (Rejection, String)> {
    let broken = |why: String| (Rejection::FunctionFailure, why);
    if stream.content_type != WITH_PRELUDE {
        return Err(broken(format!(
            "the function streams `{}`, not an answer with a head",
            stream.content_type
        )));
    }
    let mut read = BytesMut::new();
    loop {
        let found = read
            .windows(DELIMITER.len())
            .position(|window| window == DELIMITER);
        if let Some(at) = found {
            let (status, headers) =
                proxy_answer::read_prelude(read.get(..at).unwrap_or_default()).map_err(broken)?;
            let first = read.split_off(at + DELIMITER.len()).freeze();
            return Ok(Given::Stream {
                status,
                headers,
                first,
                rest: stream,
            });
        }
        if read.len() > PRELUDE_BYTES_MAX {
            return Err(broken(format!(
                "the head of its answer has more than {PRELUDE_BYTES_MAX} bytes"
            )));
        }
        match stream.body.recv().await {
            Some(Ok(piece)) => read.extend_from_slice(&piece),
            Some(Err(fault)) => return Err(broken(fault.to_string())),
            None => return Err(broken("its answer ended before its head did".to_owned())),
        }
    }
}

/// The response of an `AWS_PROXY` integration.
pub(super) fn proxy_response(
    given: Given,
    routed: &Routed<'_>,
    request: &HeaderMap,
    record: &mut DecisionRecord,
) -> Result<Response<Content>, Rejection> {
    let mut fail = |why: String| {
        record.phases.integration = Phase::Failed;
        record.integration_error = why;
        Rejection::FunctionFailure
    };
    let (status, mut headers, content) = match given {
        Given::Whole { failed: true, .. } => return Err(fail("the function failed".to_owned())),
        Given::Whole {
            payload,
            failed: false,
        } => {
            let binary = &routed.stage().deployment().binary_media_types;
            let decode = event::is_binary(binary, request, &ACCEPT);
            let answer = proxy_answer::read(&payload, decode)
                .map_err(|why| fail(format!("what the function returned is no answer: {why}")))?;
            (answer.status, answer.headers, Content::Whole(answer.body))
        }
        Given::Stream {
            status,
            headers,
            first,
            rest,
        } => (status, headers, Content::function(first, rest)),
    };
    record.integration_status = Some(status.as_u16());
    // A function frames nothing.
    for name in ["content-length", "connection", "keep-alive"] {
        headers.remove(name);
    }
    if !headers::map_response(&mut headers) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(DEFAULT_TYPE));
    }
    let mut response = Response::new(content);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The message of a failed function, for the patterns of responses.
pub(super) fn error_message(payload: &[u8]) -> String {
    let document: Option<Value> = serde_json::from_slice(payload).ok();
    let message = document
        .as_ref()
        .and_then(|document| document.get("errorMessage"));
    message.and_then(Value::as_str).unwrap_or_default().to_owned()
}
