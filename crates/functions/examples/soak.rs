//! Many calls with crashes, time-outs, daemons and changes: `cargo run -p functions --example soak -- 50000`.
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
#[path = "../tests/common/soak.rs"]
mod soak;

use common::Ground;

fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.unwrap_or_default().to_owned()
}

fn main() {
    let count = std::env::args()
        .nth(1)
        .map_or(5_000, |count| count.parse().expect("a number"));
    // With less room, workers of one function would make room for those of another all the time.
    let ground = Ground::with(|settings| settings.concurrency_max = 32);
    // The first round warms allocators up.
    soak::run(&ground.host, &ground.folder, 200);
    ground.lines.0.lock().unwrap().clear();
    println!("before: {}", resident());
    let began = std::time::Instant::now();
    let mut done = 0;
    let mut all = soak::Outcome::default();
    while done < count {
        let now = (count - done).min(1_000);
        let outcome = soak::run(&ground.host, &ground.folder, now);
        ground.lines.0.lock().unwrap().clear();
        assert_eq!(outcome.answered, now, "{outcome:?}");
        assert_eq!(outcome.left, soak::Left::default(), "{outcome:?}");
        done += now;
        all.answered += outcome.answered;
        all.good += outcome.good;
        all.failed += outcome.failed;
        all.faults += outcome.faults;
        println!(
            "{done} after {:.0} s, {}",
            began.elapsed().as_secs_f64(),
            resident()
        );
    }
    ground.host.stop();
    println!("{all:?}");
    println!(
        "folders {}, processes {:?}",
        ground.worker_folders(),
        ground.processes()
    );
}
