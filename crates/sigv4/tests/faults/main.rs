//! What is refused, with which code and text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod answers;
mod claims;
mod credentials;
mod execute_api;
mod request;

use request::{Request, TOKEN};

#[test]
fn the_requests_themselves_are_right() {
    Request::signed().verify().unwrap();
    Request::presigned(60).verify().unwrap();
    Request::unsigned()
        .sign("apigateway", Some(TOKEN))
        .verify()
        .unwrap();
    Request::unsigned()
        .presign("apigateway", Some(TOKEN), 60)
        .verify()
        .unwrap();
    Request::unsigned().sign("s3", Some(TOKEN)).verify().unwrap();
    Request::unsigned()
        .presign("s3", Some(TOKEN), 60)
        .verify()
        .unwrap();
}
