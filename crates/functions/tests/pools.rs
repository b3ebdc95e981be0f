//! Which worker runs a call, and whether one does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

mod common;

use std::path::PathBuf;
use std::time::Duration;

use common::Ground;
use functions::Fault;
use serde_json::json;

const PID: &str = "import os\ndef handler(event, context):\n    return os.getpid()\n";

#[test]
fn reserved_concurrency_of_none_throttles() {
    let ground = Ground::new();
    let mut spec = ground.python(PID);
    spec.reserved_concurrency = Some(0);
    assert!(matches!(ground.call(&spec, &json!("")), Err(Fault::Throttled(_))));
    spec.reserved_concurrency = Some(1);
    assert!(!ground.whole(&spec, &json!("")).1);
}

#[test]
fn a_fixed_function_starts_at_once() {
    let ground = Ground::new();
    let broken = ground.python("raise RuntimeError('not yet')\n");
    for _ in 0..5 {
        // Most of these do not start a process: the last failure is the answer for a while.
        assert_eq!(
            ground.failure(&broken, &json!("")),
            ("RuntimeError".to_owned(), "not yet".to_owned())
        );
    }
    let fixed = ground.python(PID);
    assert_ne!(broken.generation, fixed.generation);
    assert!(!ground.whole(&fixed, &json!("")).1);
}

#[test]
fn the_limit_of_all_functions_holds_for_idle_workers_too() {
    let ground = Ground::with(|settings| settings.concurrency_max = 2);
    for number in 0..4 {
        let mut spec = ground.python(PID);
        spec.arn = format!("arn:aws:lambda:eu-west-1:111122223333:function:f{number}").into();
        assert!(!ground.whole(&spec, &json!("")).1);
    }
    ground.settle(2);
    assert_eq!(ground.host.usage().idle, 2);
    ground
        .host
        .forget("arn:aws:lambda:eu-west-1:111122223333:function:f3");
    ground.settle(1);
    assert_eq!(ground.host.usage().idle, 1);
}

#[test]
fn a_program_that_moves_is_found_again() {
    let folder = std::env::temp_dir().join(format!("portcullis-programs-{}", std::process::id()));
    let (first, second) = (folder.join("1"), folder.join("2"));
    let python = common::python_program();
    let link = |folder: &PathBuf| {
        std::fs::create_dir_all(folder).unwrap();
        let _ = std::fs::remove_file(folder.join("python3.12"));
        std::fs::write(
            folder.join("python3.12"),
            format!("#!/bin/sh\nexec {} \"$@\"\n", python.display()),
        )
        .unwrap();
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.join("python3.12"), mode).unwrap();
    };
    link(&first);
    link(&second);
    let ground = Ground::with(|settings| {
        settings.interpreters.clear();
        settings.path = Some(std::env::join_paths([&first, &second]).unwrap());
    });
    let mut spec = ground.python(PID);
    let (pid, failed) = ground.whole(&spec, &json!(""));
    assert!(!failed, "{pid}");
    std::fs::remove_file(first.join("python3.12")).unwrap();
    spec.generation = "next".to_owned();
    assert!(!ground.whole(&spec, &json!("")).1);
    std::fs::remove_dir_all(&folder).unwrap();
    spec.generation = "last".to_owned();
    assert!(matches!(ground.call(&spec, &json!("")), Err(Fault::Start(_))));
}

#[test]
fn idle_workers_and_their_pools_go() {
    let ground = Ground::with(|settings| settings.idle_time = Duration::ZERO);
    let spec = ground.python(PID);
    assert!(!ground.whole(&spec, &json!("")).1);
    // Within one round of the host's own look.
    ground.settle(0);
    let usage = ground.host.usage();
    assert_eq!((usage.functions, usage.idle, usage.workers), (0, 0, 0));
    assert_eq!(ground.worker_folders(), 0);
}
