//! The programs that run Python, Node and executables.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

mod common;

use std::os::unix::fs::PermissionsExt as _;

use bytes::Bytes;
use common::{Ground, wait};
use functions::{Answer, Fault, FunctionSpec, Invocation};
use serde_json::{Value, json};

#[test]
fn python_values_and_errors() {
    let ground = Ground::new();
    let spec = ground.python(
        "import decimal\nclass Odd(Exception):\n    def __str__(self):\n        raise ValueError()\ndef deep(n):\n    return deep(n + 1)\ndef handler(event, context):\n    return eval(event)\n",
    );
    for (expression, expected) in [
        ("decimal.Decimal('1')", json!(1)),
        ("decimal.Decimal('1.5')", json!(1.5)),
        ("'\\u00e9\\u20ac'", json!("é€")),
        ("None", Value::Null),
        ("{'a': (1, 2)}", json!({"a": [1, 2]})),
    ] {
        assert_eq!(
            ground.whole(&spec, &json!(expression)),
            (expected, false),
            "{expression}"
        );
    }
    for (expression, kind, message) in [
        (
            "(n for n in [1])",
            "Runtime.MarshalError",
            "Unable to marshal response: Object of type generator is not JSON serializable",
        ),
        (
            "b'bytes'",
            "Runtime.MarshalError",
            "Unable to marshal response: Object of type bytes is not JSON serializable",
        ),
        ("(_ for _ in ()).throw(Odd())", "Odd", "<the error has no text>"),
        (
            "(_ for _ in ()).throw(Exception('Unauthorized'))",
            "Exception",
            "Unauthorized",
        ),
    ] {
        assert_eq!(
            ground.failure(&spec, &json!(expression)),
            (kind.to_owned(), message.to_owned())
        );
    }
    assert_eq!(ground.failure(&spec, &json!("deep(0)")).0, "RecursionError");
    // An event that cannot be read is the call's fault, and the worker lives.
    let nested = Bytes::from("[".repeat(100_000) + &"]".repeat(100_000));
    let (answer, failed) = whole_of(&ground, &spec, nested, None);
    assert!(failed);
    assert_eq!(answer["errorType"], json!("Runtime.UnmarshalError"));
}

/// What a call with this payload and client context comes to.
fn whole_of(ground: &Ground, spec: &FunctionSpec, payload: Bytes, client: Option<&str>) -> (Value, bool) {
    let call = Invocation {
        request_id: "00000000-0000-4000-a000-000000000000".to_owned(),
        payload,
        client_context: client.map(str::to_owned),
        trace: "Root=1-5759e988-bd862e3fe1be46a994272793".to_owned(),
        streaming: false,
    };
    match wait(ground.host.invoke(spec.clone().into(), call)).unwrap() {
        Answer::Whole { payload, failed, .. } => (serde_json::from_slice(&payload).unwrap(), failed),
        Answer::Pieces { .. } => panic!("a streaming answer"),
    }
}

#[test]
fn contexts_have_what_the_caller_gave() {
    let ground = Ground::new();
    let client = "{\n \"custom\": {\"k\": \"é€😀\"},\n \"client\": {\"app_title\": \"t\"}\n}";
    let python = ground.python(
        "import os\ndef handler(event, context):\n    c = context.client_context\n    return [c.custom['k'], c.client.app_title, os.environ['_X_AMZN_TRACE_ID'], context.aws_request_id]\n",
    );
    let node = ground.node(
        "export const handler = async (event, context) => { const c = context.clientContext; return [c.custom.k, c.client.app_title, process.env._X_AMZN_TRACE_ID, context.awsRequestId]; };",
    );
    let expected = json!([
        "é€😀",
        "t",
        "Root=1-5759e988-bd862e3fe1be46a994272793",
        "00000000-0000-4000-a000-000000000000"
    ]);
    for spec in [python, node] {
        let event = Bytes::from_static(b"{}");
        assert_eq!(
            whole_of(&ground, &spec, event, Some(client)),
            (expected.clone(), false)
        );
    }
}

#[test]
fn logs_have_the_form_of_their_runtime() {
    let ground = Ground::new();
    let python = ground.python(
        "import logging, sys\nlog = logging.getLogger()\nlog.setLevel('INFO')\ndef handler(event, context):\n    log.info('in\\nfo')\n    sys.stdout.buffer.write(b'raw \\xff\\n')\n    print('\\udcff')\n    raise ValueError('bad')\n",
    );
    ground.failure(&python, &json!(1));
    let node = ground.node("export const handler = async () => { console.warn('a %s\\nb', 'x'); };");
    assert_eq!(ground.whole(&node, &json!(1)), (Value::Null, false));
    let log = ground.log();
    let has = |of: &dyn Fn(&str) -> bool| log.iter().any(|line| of(line));
    assert!(
        has(&|line| line.starts_with("[INFO]\t20") && line.ends_with("\tin\nfo")),
        "{log:?}"
    );
    assert!(has(&|line| line.starts_with("raw \u{fffd}")), "{log:?}");
    assert!(has(&|line| line == "\\udcff"), "{log:?}");
    assert!(
        has(&|line| line.starts_with("[ERROR] ValueError: bad\nTraceback (most recent call last):\n  File ")),
        "{log:?}"
    );
    assert!(
        has(&|line| line.contains("\tWARN\ta x\nb") && line.contains("Z\t00000000-")),
        "{log:?}"
    );
}

#[test]
fn node_modules_are_found_and_loaded() {
    let ground = Ground::new();
    let spec = ground.function("nodejs20.x", "a/b.c", "package.json", "{\"type\": \"module\"}");
    std::fs::create_dir(spec.code.join("a")).unwrap();
    std::fs::write(
        spec.code.join("a/b.js"),
        "const late = await Promise.resolve(5);\nexport const c = async () => late;\n",
    )
    .unwrap();
    assert_eq!(ground.whole(&spec, &json!(0)), (json!(5), false));
    for (text, kind) in [
        (
            "import 'nothing-of-this-name'; export const handler = 1;",
            "Runtime.ImportModuleError",
        ),
        ("export const handler = ;", "Runtime.UserCodeSyntaxError"),
        ("export const other = 1;", "Runtime.HandlerNotFound"),
        (
            "throw new TypeError('early'); export const handler = 1;",
            "TypeError",
        ),
    ] {
        assert_eq!(ground.failure(&ground.node(text), &json!(0)).0, kind, "{text}");
    }
}

#[test]
fn node_callbacks_and_rejections() {
    let ground = Ground::new();
    let spec = ground.function(
        "nodejs20.x",
        "index.handler",
        "index.js",
        "let n = 0;\nexports.handler = (event, context, callback) => {\n  if (event === 'waits') { setTimeout(() => { n += 1; }, 30); callback(null, 'w'); }\n  if (event === 'at once') { context.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1000).unref(); setTimeout(() => { n += 10; }, 3000); callback(null, n); }\n  if (event === 'fails') callback(new RangeError('no'));\n  if (event === 'unhandled') { Promise.reject(new Error('lost')); setTimeout(() => {}, 3000); }\n  if (event === 'thrown') setImmediate(() => { throw new TypeError('late'); });\n};",
    );
    assert_eq!(ground.whole(&spec, &json!("waits")), (json!("w"), false));
    // The timer ran before the answer; the one that is still to come does not hold this answer up.
    assert_eq!(ground.whole(&spec, &json!("at once")), (json!(1), false));
    let told = |event: &str| ground.failure(&spec, &json!(event));
    let is = |kind: &str, message: &str| (kind.to_owned(), message.to_owned());
    assert_eq!(told("fails"), is("RangeError", "no"));
    assert_eq!(
        told("unhandled"),
        is("Runtime.UnhandledPromiseRejection", "Error: lost")
    );
    assert_eq!(told("thrown"), is("TypeError", "late"));
    // A handler that has nothing left to do answers null.
    assert_eq!(ground.whole(&spec, &json!("nothing")), (Value::Null, false));
}

#[test]
fn streams_break_off_with_their_error() {
    let ground = Ground::new();
    let spec = ground.node(
        "export const handler = awslambda.streamifyResponse(async (event, stream) => {\n  if (event === 'before') throw new RangeError('early');\n  if (event === 'whole') { const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201 }); http.write('x'); http.end(); return; }\n  stream.write('one');\n  await new Promise((r) => setTimeout(r, 20));\n  if (event === 'after') throw new TypeError('late');\n  if (event === 'exit') process.exit(4);\n  if (event === 'crash') { setImmediate(() => { throw new Error('wild'); }); await new Promise(() => {}); }\n});",
    );
    let (kind, message) = ground.failure(&spec, &json!("before"));
    assert_eq!((&*kind, &*message), ("RangeError", "early"));
    for (event, text) in [
        ("after", "\"errorType\":\"TypeError\""),
        ("crash", "wild"),
        ("exit", "exit status 4"),
    ] {
        let Answer::Pieces { mut pieces, .. } = ground.call_as(&spec, &json!(event), true).unwrap() else {
            panic!("a whole answer")
        };
        assert_eq!(pieces.blocking_recv().unwrap().unwrap(), "one");
        match pieces.blocking_recv() {
            Some(Err(Fault::Broken(why))) => assert!(why.contains(text), "{why}"),
            other => panic!("{event}: {other:?}"),
        }
    }
    // Whoever does not take pieces has the whole, and the error instead of a part.
    assert_eq!(
        ground.failure(&spec, &json!("after")),
        ("TypeError".to_owned(), "late".to_owned())
    );
    let Answer::Pieces {
        content_type,
        mut pieces,
    } = ground.call_as(&spec, &json!("whole"), true).unwrap()
    else {
        panic!("a whole answer")
    };
    assert_eq!(
        content_type,
        "application/vnd.awslambda.http-integration-response"
    );
    let mut whole = Vec::new();
    while let Some(piece) = pieces.blocking_recv() {
        whole.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(whole, b"{\"statusCode\":201}\0\0\0\0\0\0\0\0x");
}

/// A runtime of its own, in the language that is at hand.
const OWN_RUNTIME: &str = "#!/usr/bin/env python3
import http.client, os, sys
api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
def ask(method, path, body=None):
    api.request(method, '/2018-06-01/runtime' + path, body)
    answer = api.getresponse()
    return answer.status, answer.headers, answer.read()
";

fn provided(ground: &Ground, text: &str) -> FunctionSpec {
    let spec = ground.function("provided.al2023", "anything", "bootstrap", text);
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(spec.code.join("bootstrap"), mode).unwrap();
    spec
}

#[test]
fn executables_are_their_own_runtime() {
    let ground = Ground::new();
    let spec = provided(
        &ground,
        &format!(
            "{OWN_RUNTIME}\nwhile True:\n    _, headers, body = ask('GET', '/invocation/next')\n    ask('POST', '/invocation/' + headers['Lambda-Runtime-Aws-Request-Id'] + '/response', body)\n"
        ),
    );
    for _ in 0..3 {
        assert_eq!(ground.whole(&spec, &json!({"a": 1})), (json!({"a": 1}), false));
    }
    let shell = provided(&ground, "#!/bin/sh\necho started as $_HANDLER\nexit 5\n");
    let (kind, message) = ground.failure(&shell, &json!(0));
    assert_eq!(kind, "Runtime.ExitError");
    assert!(message.ends_with("exit status 5"), "{message}");
    assert!(ground.log().iter().any(|line| line == "started as anything"));
    let locked = ground.function("provided.al2", "x", "bootstrap", "#!/bin/sh\n");
    let missing = ground.function("provided.al2", "x", "other", "");
    for (spec, text) in [(locked, "permission denied"), (missing, "/opt/bootstrap]")] {
        let (kind, message) = ground.failure(&spec, &json!(0));
        assert_eq!(kind, "Runtime.InvalidEntrypoint");
        assert!(message.ends_with(text), "{message}");
    }
}

#[test]
fn the_runtime_api_refuses_what_no_runtime_asks() {
    let ground = Ground::new();
    let text = format!(
        "{OWN_RUNTIME}
import json, socket
found = {{}}
def garbage():
    host, port = os.environ['AWS_LAMBDA_RUNTIME_API'].split(':')
    for text in [b'\\x00\\xff garbage\\r\\n\\r\\n', b'GET / HTTP/9.9\\r\\n\\r\\n', b'GET']:
        c = socket.create_connection((host, int(port)))
        c.sendall(text)
        c.close()
    silent.append(socket.create_connection((host, int(port))))
silent = []
garbage()
_, headers, event = ask('GET', '/invocation/next')
id = headers['Lambda-Runtime-Aws-Request-Id']
found['other id'] = ask('POST', '/invocation/00000000/response', '1')[0]
found['unknown'] = ask('GET', '/nothing')[0]
found['late'] = ask('POST', '/init/error', '1')[0]
ask('POST', '/invocation/' + id + '/response', '1')
found['twice'] = ask('POST', '/invocation/' + id + '/response', '2')[0]
waiting = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
waiting.request('GET', '/2018-06-01/runtime/invocation/next')
# Whichever of the two came later is refused.
import select
api.request('GET', '/2018-06-01/runtime/invocation/next')
ready, _, _ = select.select([waiting.sock, api.sock], [], [])
refused = waiting if ready[0] is waiting.sock else api
other = api if refused is waiting else waiting
found['second'] = refused.getresponse().status
open(json.loads(event), 'w').close()
answer = other.getresponse()
id = answer.headers['Lambda-Runtime-Aws-Request-Id']
answer.read()
other.request('POST', '/2018-06-01/runtime/invocation/' + id + '/response', json.dumps(found))
other.getresponse().read()
other.request('GET', '/2018-06-01/runtime/invocation/next')
other.getresponse()
"
    );
    let spec = provided(&ground, &text);
    let refused = ground.folder.join("refused");
    assert_eq!(ground.whole(&spec, &json!(refused)), (json!(1), false));
    while !refused.exists() {
        std::thread::yield_now();
    }
    let (found, failed) = ground.whole(&spec, &json!(0));
    assert!(!failed, "{found}");
    assert_eq!(
        found,
        json!({"other id": 400, "unknown": 404, "late": 403, "twice": 400, "second": 403})
    );
    // One that asks for another event instead of answering is of no use.
    let rude = provided(
        &ground,
        &format!("{OWN_RUNTIME}\nwhile True:\n    ask('GET', '/invocation/next')\n"),
    );
    assert_eq!(ground.failure(&rude, &json!(0)).0, "Runtime.ProtocolError");
}
