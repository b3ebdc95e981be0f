//! The client against real loopback upstreams that speak bytes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says that it failed by panicking, in its helpers too"
)]

mod bodies;
mod deadlines;
mod malformed;
mod reuse;
mod stub;
mod tls;

use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http_body_util::{BodyExt, Empty, Full};
use invoke::{HttpClient, InvokeError, RequestHead, Target, UpstreamBody, UpstreamResponse};

const NO_HEADERS: [(&str, &str); 0] = [];
const LONG: Duration = Duration::from_secs(10);

/// A request without body.
async fn call(client: &HttpClient, target: &Target, method: Method) -> Result<UpstreamResponse, InvokeError> {
    let head = RequestHead {
        method: &method,
        path_and_query: "/a?b=c",
        host: None,
        headers: NO_HEADERS,
    };
    client.send(target, head, Empty::<Bytes>::new(), LONG).await
}

async fn get(client: &HttpClient, target: &Target) -> Result<UpstreamResponse, InvokeError> {
    call(client, target, Method::GET).await
}

/// A `POST` of these bytes.
async fn post(
    client: &HttpClient,
    target: &Target,
    body: impl Into<Bytes>,
) -> Result<UpstreamResponse, InvokeError> {
    let head = RequestHead {
        method: &Method::POST,
        path_and_query: "/",
        host: None,
        headers: NO_HEADERS,
    };
    client.send(target, head, Full::new(body.into()), LONG).await
}

async fn text(body: UpstreamBody) -> Result<String, InvokeError> {
    Ok(String::from_utf8(body.collect().await?.to_bytes().to_vec()).unwrap())
}

async fn frame(body: &mut UpstreamBody) -> Option<Bytes> {
    body.frame()
        .await
        .map(|frame| frame.unwrap().into_data().unwrap())
}
