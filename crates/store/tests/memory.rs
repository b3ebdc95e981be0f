//! The suite on a store in memory.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

#[macro_use]
mod suite;

use suite::{Fixture, Folder};

fn open() -> Fixture {
    Fixture {
        store: store::open_memory().unwrap(),
        folder: Folder::new(),
        again: None,
    }
}

store_suite!(open);
