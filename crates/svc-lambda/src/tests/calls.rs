//! Calls of functions.

use functions::Fault;
use serde_json::{Value, json};

use crate::{
    Invoked,
    testing::{Server, arn},
};

fn body(text: &str) -> String {
    aws_wire::base64::encode(text.as_bytes())
}

#[test]
fn a_call_is_run_and_answered() {
    let server = Server::new();
    server.function();
    server.ok("PublishVersion", json!({"FunctionName": "f"}));
    let answer = server.ok(
        "Invoke",
        json!({"FunctionName": arn("1"), "Payload": body("{\"a\":1}"), "LogType": "Tail", "ClientContext": body("{\"c\":1}")}),
    );
    assert_eq!(
        answer,
        json!({"StatusCode": 200, "Payload": body("\"done\""), "LogResult": body("END\n"), "ExecutedVersion": "1"})
    );
    let ran = server.runner.ran.lock().unwrap();
    let (spec, call) = &ran[0];
    assert_eq!((spec.version.as_str(), &*spec.invoked_arn), ("1", &*arn("1")));
    assert_eq!(call.payload, "{\"a\":1}");
    assert_eq!(call.client_context.as_deref(), Some("{\"c\":1}"));
    assert_eq!(call.request_id, "11111111-2222-4333-a444-555555555555");
}

#[test]
fn events_are_taken_and_dry_runs_run_nothing() {
    let server = Server::new();
    server.function();
    let dry = server.ok("Invoke", json!({"FunctionName": "f", "InvocationType": "DryRun"}));
    assert_eq!(dry, json!({"StatusCode": 204, "ExecutedVersion": "$LATEST"}));
    assert!(server.runner.ran.lock().unwrap().is_empty());
    let event = server.ok("Invoke", json!({"FunctionName": "f", "InvocationType": "Event"}));
    assert_eq!(event, json!({"StatusCode": 202}));
    let ran = server.runner.ran.lock().unwrap();
    // A call without a payload has an empty event.
    assert_eq!(ran[0].1.payload, "{}");
}

#[test]
fn a_function_that_fails_is_no_failed_call() {
    let server = Server::new();
    server.function();
    *server.runner.answer.lock().unwrap() = Some(Ok(Invoked {
        payload: b"{\"errorMessage\":\"no\"}".to_vec(),
        failed: true,
        log_tail: Vec::new(),
    }));
    let answer = server.ok("Invoke", json!({"FunctionName": "f"}));
    assert_eq!(
        (
            &answer["StatusCode"],
            &answer["FunctionError"],
            &answer["LogResult"]
        ),
        (&json!(200), &json!("Unhandled"), &Value::Null)
    );
}

#[test]
fn what_is_not_run_is_said_in_the_words_of_aws() {
    let mut server = Server::new();
    server.function();
    let large = format!("\"{}\"", "x".repeat(1024 * 1024));
    for (input, code, status, message) in [
        (
            json!({"Payload": body("{a")}),
            "InvalidRequestContentException",
            400,
            "Could not parse request body into json: key must be a string at line 1 column 2",
        ),
        (
            json!({"Payload": body(&large), "InvocationType": "Event"}),
            "RequestTooLargeException",
            413,
            "Request must be smaller than 1048576 bytes for the InvokeFunction operation",
        ),
        (
            json!({"ClientContext": "%"}),
            "InvalidParameterValueException",
            400,
            "Client context must be a valid Base64-encoded JSON object.",
        ),
    ] {
        let input = crate::testing::with(json!({"FunctionName": "f"}), input);
        server.fails("Invoke", input, code, status, message);
    }
    for (fault, code, status) in [
        (Fault::Throttled("x"), "TooManyRequestsException", 429),
        (Fault::EventTooLarge, "RequestTooLargeException", 413),
        (Fault::Start("x".to_owned()), "ServiceException", 500),
        (Fault::Stopped, "ServiceException", 500),
    ] {
        *server.runner.answer.lock().unwrap() = Some(Err(fault));
        let error = server.call("Invoke", json!({"FunctionName": "f"})).unwrap_err();
        assert_eq!((&*error.code, error.status), (code, status));
    }
    server.env.runner = None;
    let error = server.call("Invoke", json!({"FunctionName": "f"})).unwrap_err();
    assert_eq!(error.status, 501);
    server.fails(
        "Invoke",
        json!({"FunctionName": "arn:aws:lambda:eu-west-1:444455556666:function:f"}),
        "AccessDeniedException",
        403,
        "User: arn:aws:iam::111122223333:user/ana is not authorized to act on \
         arn:aws:lambda:eu-west-1:444455556666:function:f because functions of other accounts cannot be reached here",
    );
}
