//! Time-outs, with the clock paused: it jumps to the next timer as soon as nothing else can happen.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::Method;
use http_body::{Body, Frame};
use http_body_util::{BodyExt, Empty};
use invoke::{HttpClient, InvokeError, RequestHead, Target, UpstreamResponse};
use tokio::{
    join,
    time::{Instant, advance},
};

use crate::{
    NO_HEADERS, frame, get,
    stub::{Peer, Stub, client, settings},
};

const SHORT: Duration = Duration::from_millis(700);

fn run<F: Future>(test: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
        .block_on(test)
}

async fn get_within(
    client: &HttpClient,
    target: &Target,
    time: Duration,
) -> Result<UpstreamResponse, InvokeError> {
    let head = RequestHead {
        method: &Method::GET,
        path_and_query: "/",
        host: None,
        headers: NO_HEADERS,
    };
    client.send(target, head, Empty::<Bytes>::new(), time).await
}

/// An accepted connection whose request was read, and which then says nothing.
async fn silent(stub: &Stub) -> Peer {
    let mut peer = stub.accept().await;
    peer.read_head().await;
    peer
}

#[test]
fn an_upstream_that_does_not_answer() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let before = Instant::now();
        let (response, mut peer) = join!(get_within(&client, &target, SHORT), silent(&stub));
        assert!(
            matches!(response, Err(InvokeError::TimedOut { after: SHORT })),
            "{response:?}"
        );
        assert!(
            (SHORT..SHORT + Duration::from_millis(50)).contains(&before.elapsed()),
            "{:?}",
            before.elapsed()
        );
        peer.closed().await;
    });
}

#[test]
fn a_timer_handed_on_serves_longer_and_shorter_times() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        for millis in [500, 5_000, 20, 900, 29_000, 29_000, 1] {
            let time = Duration::from_millis(millis);
            let before = Instant::now();
            let (response, _peer) = join!(get_within(&client, &target, time), silent(&stub));
            assert!(
                matches!(response, Err(InvokeError::TimedOut { .. })),
                "{response:?}"
            );
            let took = before.elapsed();
            assert!(
                took >= time && took < time + Duration::from_millis(50),
                "{time:?}: {took:?}"
            );
        }
    });
}

#[test]
fn a_head_that_trickles_does_not_move_the_deadline() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let before = Instant::now();
        let (response, ()) = join!(get_within(&client, &target, SHORT), async {
            let mut peer = silent(&stub).await;
            for byte in b"HTTP/1.1 200 OK\r\nX: yyyyyyyyyyyyyyyyyyyyyy" {
                advance(Duration::from_millis(50)).await;
                if tokio::io::AsyncWriteExt::write_all(&mut peer.stream, &[*byte])
                    .await
                    .is_err()
                {
                    break;
                }
            }
        });
        assert!(
            matches!(response, Err(InvokeError::TimedOut { after: SHORT })),
            "{response:?}"
        );
        assert!(before.elapsed() >= SHORT);
    });
}

#[test]
fn a_body_that_stalls() {
    run(async {
        let mut settings = settings();
        settings.body_idle_timeout_ms = 400;
        let (stub, client) = (Stub::start().await, HttpClient::new(settings));
        for response in [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\nok",
        ] {
            let target = stub.target();
            let (got, mut peer) = join!(get(&client, &target), async {
                let mut peer = silent(&stub).await;
                peer.write(response).await;
                peer
            });
            let mut body = got.unwrap().body;
            assert_eq!(frame(&mut body).await.unwrap(), "ok");
            let before = Instant::now();
            let stalled = body.frame().await.unwrap();
            assert!(
                matches!(stalled, Err(InvokeError::IdleTimedOut { .. })),
                "{stalled:?}"
            );
            let took = before.elapsed().as_millis();
            assert!((400..450).contains(&took), "{took}");
            assert!(body.frame().await.is_none());
            peer.closed().await;
        }
    });
}

#[test]
fn a_request_body_that_stalls_is_the_clients_fault() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let body = Never;
        let head = RequestHead {
            method: &Method::PUT,
            path_and_query: "/",
            host: None,
            headers: NO_HEADERS,
        };
        let (response, mut peer) = join!(client.send(&target, head, body, SHORT), silent(&stub));
        assert!(
            matches!(response, Err(InvokeError::RequestBodyTimedOut { after: SHORT })),
            "{response:?}"
        );
        peer.closed().await;
    });
}

/// A body of unknown length that never comes.
struct Never;

impl Body for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

#[test]
fn nobody_listens() {
    run(async {
        let stub = Stub::start().await;
        let target = stub.target();
        drop(stub);
        let response = get(&client(), &target).await;
        assert!(
            matches!(response, Err(InvokeError::ConnectFailed { .. })),
            "{response:?}"
        );
    });
}

#[test]
fn a_handshake_that_stalls_is_a_connection_that_does_not_stand() {
    run(async {
        let stub = Stub::start().await;
        let target = Target::parse(&format!("https://127.0.0.1:{}", stub.port())).unwrap();
        let client = client();
        let before = Instant::now();
        let response = get_within(&client, &target, Duration::from_secs(29)).await;
        assert!(
            matches!(response, Err(InvokeError::ConnectTimedOut { .. })),
            "{response:?}"
        );
        assert_eq!(before.elapsed().as_secs(), 5);
        let response = get_within(&client, &target, SHORT).await;
        assert!(
            matches!(response, Err(InvokeError::TimedOut { after: SHORT })),
            "{response:?}"
        );
    });
}
