//! Tests of the crate, by what they are about.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod calls;
mod functions;
mod layers;
mod lists;
mod packages;
mod permissions;
mod table;
mod versions;
mod wire;
