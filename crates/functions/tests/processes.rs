//! What functions do to their process, and what is left of it: nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

mod common;

use std::time::Duration;

use common::{Ground, is_running, wait};
use functions::{Answer, Fault, Invocation};
use serde_json::{Value, json};

/// A function that starts a daemon: two forks with a new session between them, which takes it out of the process group.
const DAEMON: &str = "
import os, time
def handler(event, context):
    read, write = os.pipe()
    if os.fork() == 0:
        os.setsid()
        pid = os.fork()
        if pid == 0:
            while True:
                time.sleep(60)
        os.write(write, str(pid).encode())
        os._exit(0)
    os.wait()
    pid = int(os.read(read, 20))
    if event == 'exit':
        print(f'daemon {pid}', flush=True)
        os._exit(7)
    return pid
";

#[test]
fn daemons_end_with_their_worker() {
    let ground = Ground::new();
    let spec = ground.python(DAEMON);
    let (pid, failed) = ground.whole(&spec, &json!(""));
    assert!(!failed && is_running(&pid), "{pid}");
    // A worker of another generation takes the place of the first.
    let mut next = ground.python(DAEMON);
    next.generation = "next".to_owned();
    let (second, _) = ground.whole(&next, &json!(""));
    ground.settle(1);
    assert!(!is_running(&pid) && is_running(&second));
    // One that ends in the middle of a call has left another daemon.
    assert_eq!(ground.failure(&next, &json!("exit")).0, "Runtime.ExitError");
    ground.settle(0);
    assert_eq!(ground.processes(), Vec::<String>::new());
    assert_eq!(ground.worker_folders(), 0);
}

#[test]
fn a_new_host_kills_what_an_earlier_one_has_left_behind() {
    let ground = Ground::new();
    let folder = ground.folder.join("host/workers/0").canonicalize();
    // Nothing is there yet; the marker is of the form that a worker would have.
    assert!(folder.is_err());
    let mark = ground.folder.canonicalize().unwrap().join("host/workers/77");
    let mut orphan = std::process::Command::new("sleep")
        .arg("600")
        .env("PORTCULLIS_WORKER", &mark)
        .spawn()
        .unwrap();
    let mut other = std::process::Command::new("sleep")
        .arg("600")
        .env("PORTCULLIS_WORKER", "/another/host/workers/77")
        .spawn()
        .unwrap();
    ground.host.stop();
    let _again = Ground::with(|settings| settings.folder = ground.folder.join("host"));
    use std::os::unix::process::ExitStatusExt as _;
    // The host was its parent's own process here, and has reaped it.
    let gone = orphan.wait().map_or(Some(9), |status| status.signal());
    assert_eq!(gone, Some(9));
    assert!(other.try_wait().unwrap().is_none());
    other.kill().unwrap();
    other.wait().unwrap();
}

#[test]
fn a_host_that_stops_ends_all_and_answers_calls_that_run() {
    let ground = Ground::new();
    let spec = ground.python(
        "import time, signal\ndef handler(event, context):\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    open(event, 'w').close()\n    time.sleep(60)\n",
    );
    let go = ground.folder.join("runs");
    let call = ground.host.invoke(spec.clone().into(), invocation(&json!(go)));
    while !go.exists() {
        std::thread::yield_now();
    }
    let host = ground.host.clone();
    host.stop();
    assert_eq!(wait(call).unwrap_err(), Fault::Stopped);
    assert_eq!(ground.processes(), Vec::<String>::new());
    assert_eq!(ground.worker_folders(), 0);
    let late = ground.host.invoke(spec.into(), invocation(&json!(go)));
    assert_eq!(wait(late).unwrap_err(), Fault::Stopped);
}

fn invocation(event: &Value) -> Invocation {
    Invocation {
        request_id: "00000000-0000-4000-9000-000000000000".to_owned(),
        payload: event.to_string().into(),
        client_context: None,
        trace: String::new(),
        streaming: false,
    }
}

#[test]
fn workers_inherit_nothing() {
    let ground = Ground::new();
    let spec = ground.python(
        "import os, resource, sys\ndef handler(event, context):\n    return {'fds': sorted(int(f) for f in os.listdir('/proc/self/fd')), 'stdin': sys.stdin.read(), 'names': sorted(os.environ), 'files': resource.getrlimit(resource.RLIMIT_NOFILE)[0], 'core': resource.getrlimit(resource.RLIMIT_CORE)[0], 'cwd': os.getcwd(), 'tmp': os.path.isdir(os.environ['TMPDIR']), 'path': sys.path[0]}\n",
    );
    let (found, failed) = ground.whole(&spec, &json!(""));
    assert!(!failed, "{found}");
    // Those that this process was itself started with stay open, as in any program; of its own it hands none on. Beside these there
    // is the Runtime API, and the folder that is being listed.
    let handed_on = |fd: &u64| {
        let facts = std::fs::read_to_string(format!("/proc/self/fdinfo/{fd}")).unwrap_or_default();
        let flags = facts.lines().find_map(|line| line.strip_prefix("flags:"));
        flags.is_some_and(|flags| {
            let flags = u64::from_str_radix(flags.trim(), 8).unwrap();
            flags & 0o2_000_000 == 0
        })
    };
    let fds = found["fds"].as_array().unwrap().iter();
    let own: Vec<u64> = fds
        .filter_map(Value::as_u64)
        .filter(|fd| *fd > 2 && !handed_on(fd))
        .collect();
    assert!(own.len() <= 2, "{own:?} of {found}");
    assert_eq!((&found["stdin"], &found["tmp"]), (&json!(""), &json!(true)));
    assert_eq!((&found["files"], &found["core"]), (&json!(1024), &json!(0)));
    assert_eq!(found["cwd"], found["path"]);
    let names = found["names"].to_string();
    assert!(names.contains("_HANDLER") && !names.contains("CARGO"), "{names}");
}

#[test]
fn ends_are_told_as_lambda_tells_them() {
    let ground = Ground::new();
    let spec = ground.python(
        "import os, sys, signal, threading, time\ndef handler(event, context):\n    if 'thread' in event:\n        threading.Thread(target=time.sleep, args=(60,)).start()\n    exec(event['do'])\n",
    );
    for (code, text) in [
        ("sys.exit(0)", "Runtime exited without providing a reason"),
        ("sys.exit(3)", "Runtime exited with error: exit status 3"),
        ("sys.exit('no')", "Runtime exited with error: exit status 1"),
        (
            "os.kill(os.getpid(), signal.SIGKILL)",
            "Runtime exited with error: signal: killed",
        ),
        ("os.abort()", "Runtime exited with error: signal: aborted"),
        (
            "raise KeyboardInterrupt()",
            "Runtime exited with error: signal: interrupt",
        ),
    ] {
        for event in [json!({"do": code}), json!({"do": code, "thread": true})] {
            if code.starts_with("raise") && event.get("thread").is_some() {
                // The interpreter waits for its threads then, here as in Lambda.
                continue;
            }
            let (kind, message) = ground.failure(&spec, &event);
            assert_eq!(kind, "Runtime.ExitError", "{code}");
            assert!(message.starts_with("RequestId: "), "{message}");
            assert!(message.ends_with(&format!(" Error: {text}")), "{message}");
        }
    }
}

#[test]
fn an_answer_counts_whose_process_ends_at_once() {
    let ground = Ground::new();
    // It speaks to the Runtime API itself and ends without reading the reply to its answer.
    let spec = ground.python(
        "import os, socket\ndef handler(event, context):\n    host, port = os.environ['AWS_LAMBDA_RUNTIME_API'].split(':')\n    c = socket.create_connection((host, int(port)))\n    body = b'{\"last\": \"words\"}'\n    c.sendall(f'POST /2018-06-01/runtime/invocation/{context.aws_request_id}/response HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: {len(body)}\\r\\n\\r\\n'.encode() + body)\n    os._exit(1)\n",
    );
    for _ in 0..10 {
        assert_eq!(ground.whole(&spec, &json!("")), (json!({"last": "words"}), false));
    }
}

#[test]
fn the_memory_of_a_function_has_a_limit() {
    let ground = Ground::new();
    let mut python = ground.python(
        "import time\ndef handler(event, context):\n    kept = [bytearray(1024 * 1024) for _ in range(event)]\n    for one in kept:\n        one[::4096] = b'x' * 256\n    time.sleep(0.5 if event > 100 else 0)\n    return len(kept)\n",
    );
    python.memory_mb = 128;
    assert_eq!(ground.whole(&python, &json!(20)), (json!(20), false));
    let (kind, message) = ground.failure(&python, &json!(300));
    assert_eq!(kind, "Runtime.OutOfMemory");
    assert!(
        message.ends_with("Runtime exited with error: signal: killed"),
        "{message}"
    );
    // A module of WebAssembly reserves gigabytes that it does not use.
    let mut node = ground.node(
        "export const handler = async (event) => {\n  if (event > 100) { const kept = []; for (;;) { kept.push(Buffer.alloc(1 << 20, 1)); if (kept.length % 64 === 0) await new Promise((r) => setTimeout(r, 100)); } }\n  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });\n  return [typeof fetch, memory.buffer.byteLength];\n};",
    );
    node.memory_mb = 128;
    assert_eq!(
        ground.whole(&node, &json!(1)),
        (json!(["function", 65536]), false)
    );
    let (kind, _) = ground.failure(&node, &json!(300));
    assert!(
        matches!(&*kind, "Runtime.OutOfMemory" | "Runtime.ExitError" | "RangeError"),
        "{kind}"
    );
    assert!(!ground.whole(&node, &json!(1)).1);
}

#[test]
fn output_has_limits_and_keeps_its_worker() {
    let ground = Ground::new();
    let spec =
        ground.python("import os\ndef handler(event, context):\n    return [os.getpid(), 'x' * event]\n");
    let (first, _) = ground.whole(&spec, &json!(6 * 1024 * 1024 - 100));
    let (kind, message) = ground.failure(&spec, &json!(7_000_000));
    assert_eq!(kind, "Function.ResponseSizeTooLarge");
    assert!(
        message.starts_with("Response payload size (70000")
            && message.ends_with("exceeded maximum allowed payload size (6291556 bytes)."),
        "{message}"
    );
    let (second, _) = ground.whole(&spec, &json!(1));
    assert_eq!(first[0], second[0]);
}

#[test]
fn a_flood_of_output_is_cut() {
    let ground = Ground::new();
    let mut spec = ground.python(
        "import os\ndef handler(event, context):\n    block = (b'y' * 99 + b'\\n') * 10000\n    for _ in range(event):\n        os.write(1, block)\n    return 1\n",
    );
    spec.timeout = Duration::from_secs(30);
    // 200 MB.
    assert_eq!(ground.whole(&spec, &json!(200)), (json!(1), false));
    let log = ground.log();
    let bytes: usize = log.iter().map(String::len).sum();
    assert!(bytes < 2 * functions::LOG_CALL_BYTES_MAX, "{bytes}");
    assert!(
        log.iter()
            .any(|line| line.contains("the rest of this call's log is left out"))
    );
    assert!(log.last().unwrap().starts_with("REPORT RequestId: "));
    // The next call has all room again.
    ground.whole(&spec, &json!(0));
    assert!(log.len() < ground.log().len());
}

#[test]
fn lines_belong_to_the_call_that_printed_them() {
    let ground = Ground::new();
    let spec = ground.python(
        "import sys\ndef handler(event, context):\n    sys.stdout.write(context.aws_request_id + ' out')\n    sys.stderr.write(context.aws_request_id + ' err\\n')\n    return 1\n",
    );
    for _ in 0..30 {
        let answer = ground.call(&spec, &json!("")).unwrap();
        let Answer::Whole { log_tail, .. } = answer else {
            panic!()
        };
        let tail = String::from_utf8(log_tail.to_vec()).unwrap();
        assert!(tail.contains(" out\n") && tail.contains(" err\n"), "{tail}");
    }
    let lines = ground.lines.0.lock().unwrap();
    let mut found = 0;
    for line in lines
        .iter()
        .filter(|line| line.text.ends_with(" out") || line.text.ends_with(" err"))
    {
        let id = line.request_id.as_deref().unwrap();
        assert!(line.text.starts_with(id), "{line:?}");
        found += 1;
    }
    assert_eq!(found, 60);
}
