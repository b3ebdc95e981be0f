//! Tests of the crate, by what they are about.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod access;
mod entities;
mod evaluation;
mod keys;
mod policies;
mod recorded;
mod roles;
mod service;
mod simulation;
mod table;
