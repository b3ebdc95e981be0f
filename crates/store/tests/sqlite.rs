//! The suite on a SQLite file.

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
    let folder = Folder::new();
    let file = folder.file("store.sqlite");
    Fixture {
        store: store::open_sqlite(&file).unwrap(),
        folder,
        again: Some(Box::new(move || store::open_sqlite(&file).unwrap())),
    }
}

store_suite!(open);
