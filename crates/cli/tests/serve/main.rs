//! `portcullis serve`, `reload` and `explain` on the real binary over real sockets.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code: helpers outside the tests themselves"
)]

#[path = "../support/mod.rs"]
mod support;

mod control;
mod life;
mod listeners;
mod records;
mod starting;
