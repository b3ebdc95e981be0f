//! Operations and shapes of the AWS services that are served: tables for the codecs of `aws-wire`, and structs for handlers.
//!
//! Everything but this file is written by `cargo xtask codegen` from the service models in the pinned `botocore`, reduced to
//! facts: names, bindings, constraints. What the operations do is written by hand in the crates `svc-*`.

pub mod apigateway;
pub mod iam;
pub mod lambda;
pub mod logs;
pub mod sts;
