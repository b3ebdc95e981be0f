//! Real functions in real processes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

mod common;

use std::time::Duration;

use common::Ground;
use functions::Answer;
use serde_json::json;

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
