//! Starts the real server with stub upstreams for tests, and reads the corpus.
//!
//! The stub upstream and the client speak HTTP/1.1 on plain sockets, byte for byte, so that a test can send and see what a
//! well-behaved library would not let through. A test crate: failures panic with what was expected.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a library of tests: a broken expectation ends the test"
)]

pub mod callers;
pub mod client;
pub mod client_certificates;
pub mod corpus;
pub mod fixture;
pub mod functions;
pub mod plans;
pub mod served;
pub mod tokens;
pub mod upstream;
