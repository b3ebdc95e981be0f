//! Calls of functions.

use std::sync::Arc;

use aws_model::lambda::{InvocationRequest, InvocationResponse};
use aws_wire::Blob;
use control::{Ctx, Error, Result};
use functions::{Fault, Invocation, PAYLOAD_BYTES_MAX};

use crate::{Lambda, errors, find, function, names, version};

/// Bytes of the event of a call that nobody waits for.
///
/// Source: AWS Lambda developer guide, quotas: invocation payload, asynchronous, 1 MB.
const EVENT_BYTES_MAX: usize = 1024 * 1024;

/// Bytes of `X-Amz-Client-Context`. AWS Lambda API reference, Invoke.
const CLIENT_CONTEXT_BYTES_MAX: usize = 3_583;

/// Invoke.
pub(crate) fn invoke(ctx: &mut Ctx<'_, Lambda>, input: InvocationRequest) -> Result<InvocationResponse> {
    let name = names::named(ctx, &input.function_name, input.qualifier.as_ref())?;
    if input.tenant_id.is_some() || input.durable_execution_name.is_some() {
        return Err(Error::unsupported(
            "`TenantId` and `DurableExecutionName` are not supported; leave them out",
        ));
    }
    let function = function::load(ctx, &name)?;
    let found = version::resolve(ctx, &name)?;
    let executed = Some(found.version.clone());
    let kind = input.invocation_type.as_deref().unwrap_or("RequestResponse");
    if kind == "DryRun" {
        return Ok(InvocationResponse {
            status_code: Some(204),
            executed_version: executed,
            ..InvocationResponse::default()
        });
    }
    let payload = event(input.payload, kind)?;
    let client_context = client_context(input.client_context)?;
    let Some(runner) = &ctx.env.runner else {
        return Err(Error::unsupported(
            "functions are not run by this installation: switch them on in its settings",
        ));
    };
    let spec = find::spec(&ctx.env.packages, &name, &found, function.reserved_concurrency)?;
    let call = Invocation {
        request_id: ctx.request_id.to_owned(),
        payload: payload.into(),
        client_context,
        trace: String::new(),
        streaming: false,
    };
    if kind == "Event" {
        runner.start(Arc::new(spec), call).map_err(fault)?;
        return Ok(InvocationResponse {
            status_code: Some(202),
            ..InvocationResponse::default()
        });
    }
    let invoked = runner.invoke(Arc::new(spec), call).map_err(fault)?;
    let wants_log = input.log_type.as_deref() == Some("Tail");
    Ok(InvocationResponse {
        status_code: Some(200),
        function_error: invoked.failed.then(|| "Unhandled".to_owned()),
        log_result: wants_log.then(|| aws_wire::base64::encode(&invoked.log_tail)),
        payload: Some(Blob(invoked.payload)),
        executed_version: executed,
        durable_execution_arn: None,
    })
}

/// The event: JSON, `{}` where a call has none.
fn event(payload: Option<Blob>, kind: &str) -> Result<Vec<u8>> {
    let payload = payload.map_or_else(Vec::new, |payload| payload.0);
    let bytes_max = if kind == "Event" {
        EVENT_BYTES_MAX
    } else {
        PAYLOAD_BYTES_MAX
    };
    if payload.len() > bytes_max {
        return Err(errors::too_large(bytes_max, "InvokeFunction"));
    }
    if payload.is_empty() {
        return Ok(b"{}".to_vec());
    }
    if let Err(error) = serde_json::from_slice::<serde::de::IgnoredAny>(&payload) {
        return Err(Error::new(
            "InvalidRequestContentException",
            400,
            format!("Could not parse request body into json: {error}"),
        ));
    }
    Ok(payload)
}

fn client_context(given: Option<String>) -> Result<Option<String>> {
    let Some(given) = given.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let bad = || errors::invalid("Client context must be a valid Base64-encoded JSON object.");
    if given.len() > CLIENT_CONTEXT_BYTES_MAX {
        return Err(bad());
    }
    let text = aws_wire::base64::decode(&given)
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(bad)?;
    let is_object = serde_json::from_str::<serde_json::Value>(&text).is_ok_and(|value| value.is_object());
    if is_object { Ok(Some(text)) } else { Err(bad()) }
}

/// Why a function was not run, in AWS's words.
fn fault(fault: Fault) -> Error {
    match fault {
        Fault::Throttled(_) => Error::new("TooManyRequestsException", 429, "Rate Exceeded."),
        Fault::EventTooLarge => errors::too_large(PAYLOAD_BYTES_MAX, "InvokeFunction"),
        Fault::Broken(why) => failure(format!("a streaming answer was broken off: {why}")),
        Fault::Start(why) => failure(why),
        Fault::Stopped => failure("the host of functions is stopping".to_owned()),
    }
}

fn failure(why: String) -> Error {
    let error = Error::new(
        "ServiceException",
        500,
        "The function cannot be run now; see the log",
    );
    errors::with_detail(error, why)
}
