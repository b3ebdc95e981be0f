//! Many calls of several functions that crash, hang, leave daemons and change; nothing is left, and every call is answered.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

mod common;
#[path = "common/soak.rs"]
mod soak;

use common::Ground;

#[test]
fn five_hundred_calls_leave_nothing() {
    // With less room, workers of one function would make room for those of another all the time.
    let ground = Ground::with(|settings| settings.concurrency_max = 32);
    let outcome = soak::run(&ground.host, &ground.folder, 500);
    assert_eq!(outcome.answered, 500, "{outcome:?}");
    assert!(outcome.good > 250 && outcome.failed > 20, "{outcome:?}");
    assert_eq!(outcome.left, soak::Left::default(), "{outcome:?}");
    ground.host.stop();
    assert_eq!(ground.worker_folders(), 0);
    assert_eq!(ground.processes(), Vec::<String>::new());
}
