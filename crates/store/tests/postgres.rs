//! The suite on PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test"
)]

#[macro_use]
mod suite;

use store::testing::Postgres;
use suite::{Fixture, Folder};

fn open() -> Fixture {
    let server = Postgres::shared();
    let url = server.new_database();
    Fixture {
        store: store::open_postgres(&url).unwrap(),
        folder: Folder::new(),
        // The server ends with the last who holds it.
        again: Some(Box::new(move || {
            let _kept = &server;
            store::open_postgres(&url).unwrap()
        })),
    }
}

store_suite!(open);
