//! AWS's own clients, unmodified and in pinned versions, against the real binary on both stores.
//!
//! `PORTCULLIS_PYTHON` names an interpreter that has them (`cargo xtask test` sets it); without it `python3` is taken. A
//! client that is missing fails the test.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

#[path = "../support/mod.rs"]
mod support;

mod backend;
mod control_commands;
mod documents;
mod functions;
mod journey_allow_list;
mod mutual_tls;
mod oidc;
mod operations;
mod private_apis;
mod quotas;
mod recorded;
mod saved_policies;
mod signers;
mod store_trouble;
