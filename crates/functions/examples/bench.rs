//! What the host costs: `cargo run --release -p functions --example bench`.
//!
//! Cold: from the call to its answer with a new worker, beside the bare interpreter's start and end. Warm: a call of a worker that
//! waits. Our CPU: that of this process, without its children's, for each warm call.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a tool for developers"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::Path;
use std::time::{Duration, Instant};

use common::{Ground, python_program};
use functions::{FunctionSpec, Invocation};

const COLD: usize = 15;
const WARM: usize = 5_000;

fn main() {
    let ground = Ground::new();
    let python = ground.python("def handler(event, context):\n    return event\n");
    let node = ground.node("export const handler = async (event) => event;");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for (name, spec, program, nothing) in [
        ("python", python, python_program(), ["-c", "pass"]),
        ("node", node, "node".into(), ["-e", "0"]),
    ] {
        let bare = sorted((0..COLD).map(|_| bare(&program, &nothing)));
        let cold = sorted((0..COLD).map(|number| {
            let mut spec = spec.clone();
            spec.generation = number.to_string();
            runtime.block_on(call(&ground, &spec))
        }));
        for _ in 0..200 {
            runtime.block_on(call(&ground, &spec));
        }
        let cpu = cpu();
        let warm = sorted((0..WARM).map(|_| runtime.block_on(call(&ground, &spec))));
        let cpu = (self::cpu() - cpu) / u32::try_from(WARM).unwrap();
        println!(
            "{name}: bare start p50 {:?}; cold p50 {:?}; warm p50 {:?} p99 {:?}; our cpu a warm call {cpu:?}",
            at(&bare, 50),
            at(&cold, 50),
            at(&warm, 50),
            at(&warm, 99)
        );
    }
}

fn bare(program: &Path, arguments: &[&str]) -> Duration {
    let began = Instant::now();
    assert!(
        std::process::Command::new(program)
            .args(arguments)
            .status()
            .unwrap()
            .success()
    );
    began.elapsed()
}

async fn call(ground: &Ground, spec: &FunctionSpec) -> Duration {
    let call = Invocation {
        request_id: "00000000-0000-4000-c000-000000000000".to_owned(),
        payload: "{\"a\":1}".into(),
        client_context: None,
        trace: String::new(),
        streaming: false,
    };
    let began = Instant::now();
    ground.host.invoke(spec.clone().into(), call).await.unwrap();
    began.elapsed()
}

/// The time that this process has had, without that of its children.
fn cpu() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").unwrap().flatten();
    let each = threads.filter_map(|thread| {
        let stat = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(each.sum())
}

fn sorted(times: impl Iterator<Item = Duration>) -> Vec<Duration> {
    let mut all: Vec<Duration> = times.collect();
    all.sort();
    all
}

fn at(times: &[Duration], percent: usize) -> Duration {
    times[(times.len() - 1) * percent / 100]
}
