//! HTTP/2 by prior knowledge: requests, refusals, limits, drain.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use h2::client::SendRequest;
use http::{HeaderMap, Request, StatusCode, Version};
use tokio::net::TcpStream;

use super::{Event, PATIENCE, Running};
use crate::config::Limits;

/// Runs a client within the time a test may take.
fn run<T>(client: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { tokio::time::timeout(PATIENCE, client).await.unwrap() })
}

/// A client and the task of its connection.
async fn connect(running: &Running) -> (SendRequest<Bytes>, tokio::task::JoinHandle<Result<(), h2::Error>>) {
    let socket = TcpStream::connect(running.address()).await.unwrap();
    let (client, connection) = h2::client::handshake(socket).await.unwrap();
    (client, tokio::spawn(connection))
}

fn request(target: &str, lines: &[(&str, &str)]) -> Request<()> {
    let mut request = Request::builder().uri(target).version(Version::HTTP_2);
    for (name, value) in lines {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap()
}

async fn answer(
    client: &mut SendRequest<Bytes>,
    request: Request<()>,
    body: Option<&str>,
) -> (StatusCode, String) {
    std::future::poll_fn(|cx| client.poll_ready(cx)).await.unwrap();
    let (response, mut stream) = client.send_request(request, body.is_none()).unwrap();
    if let Some(body) = body {
        stream
            .send_data(Bytes::copy_from_slice(body.as_bytes()), true)
            .unwrap();
    }
    let (parts, mut body) = response.await.unwrap().into_parts();
    let mut text = Vec::new();
    while let Some(piece) = body.data().await {
        let piece = piece.unwrap();
        body.flow_control().release_capacity(piece.len()).unwrap();
        text.extend_from_slice(&piece);
    }
    (parts.status, String::from_utf8(text).unwrap())
}

#[test]
fn requests_are_served_and_screened() {
    let running = Running::plain();
    run(async {
        let (mut client, _connection) = connect(&running).await;
        let large = "a".repeat(10_300);
        type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], Option<&'a str>, u16, &'a str);
        let cases: &[Case] = &[
            ("http://a.example/x", &[], None, 200, "GET /x 0"),
            (
                "http://a.example/x",
                &[("host", "A.example")],
                None,
                200,
                "GET /x 0",
            ),
            ("http://a.example/x", &[], Some("abc"), 200, "GET /x 3"),
            (
                "http://a.example/x",
                &[("content-length", "3")],
                Some("abc"),
                200,
                "GET /x 3",
            ),
            (
                "http://a.example/x",
                &[("host", "b.example")],
                None,
                400,
                "`Host` differs from the host of the request target",
            ),
            (
                "http://a.example/a%2fb",
                &[],
                None,
                400,
                "an encoded separator or control byte in the path",
            ),
            (
                "http://a.example/a/../b",
                &[],
                None,
                400,
                "a dot segment in the path",
            ),
            (
                "http://a.example/",
                &[("x-large", &large)],
                None,
                431,
                "the request head is larger than the limit",
            ),
            (
                "http://a.example/",
                &[("content-length", "99999999")],
                Some(""),
                413,
                "the request body is longer than the limit",
            ),
        ];
        for (target, lines, body, status, text) in cases {
            if *status == 413 {
                // The announced length is never sent: only the status is of interest.
                std::future::poll_fn(|cx| client.poll_ready(cx)).await.unwrap();
                let (response, _stream) = client.send_request(request(target, lines), false).unwrap();
                assert_eq!(response.await.unwrap().status(), *status);
                continue;
            }
            let got = answer(&mut client, request(target, lines), *body).await;
            assert_eq!(
                got,
                (StatusCode::from_u16(*status).unwrap(), (*text).to_owned()),
                "{target}"
            );
        }
    });
    running.stop();
}

#[test]
fn a_reset_stream_cancels_its_request() {
    let running = Running::plain();
    run(async {
        let (mut client, _connection) = connect(&running).await;
        std::future::poll_fn(|cx| client.poll_ready(cx)).await.unwrap();
        let (response, mut stream) = client
            .send_request(request("http://a/never", &[]), false)
            .unwrap();
        // Answered requests show that the first one has arrived.
        answer(&mut client, request("http://a/", &[]), None).await;
        stream.send_reset(h2::Reason::CANCEL);
        drop(response);
        answer(&mut client, request("http://a/", &[]), None).await;
    });
    let mut events = Vec::new();
    while !events.contains(&Event::Cancelled) {
        events.push(running.event());
    }
    running.stop();
}

#[test]
fn slow_bodies_are_watched_one_by_one() {
    let limits = Limits {
        body_idle_time: Duration::from_millis(60),
        ..Limits::default()
    };
    let running = Running::start(limits, |_| {});
    run(async {
        let (mut client, _connection) = connect(&running).await;
        std::future::poll_fn(|cx| client.poll_ready(cx)).await.unwrap();
        let (slow, _never_ended) = client.send_request(request("http://a/slow", &[]), false).unwrap();
        let (status, text) = answer(&mut client, request("http://a/quick", &[]), Some("abc")).await;
        assert_eq!((status, text.as_str()), (StatusCode::OK, "GET /quick 3"));
        assert_eq!(slow.await.unwrap().status(), StatusCode::REQUEST_TIMEOUT);
    });
    running.stop();
}

#[test]
fn a_drain_finishes_streams_and_then_closes() {
    let running = Running::plain();
    run(async {
        let (mut client, connection) = connect(&running).await;
        std::future::poll_fn(|cx| client.poll_ready(cx)).await.unwrap();
        let (response, mut stream) = client.send_request(request("http://a/x", &[]), false).unwrap();
        stream.send_data(Bytes::from_static(b"abc"), false).unwrap();
        // Answered: the first request is being served.
        answer(&mut client, request("http://a/", &[]), None).await;
        let ending = std::thread::spawn(move || running.transport.shutdown(PATIENCE).unwrap());
        stream.send_data(Bytes::from_static(b"def"), true).unwrap();
        let (parts, mut body) = response.await.unwrap().into_parts();
        assert_eq!(
            (parts.status, body.data().await.unwrap().unwrap()),
            (StatusCode::OK, "GET /x 6".into())
        );
        drop((client, body));
        connection.await.unwrap().unwrap();
        assert_eq!(ending.join().unwrap().cut, 0);
    });
}

/// Opens and resets streams until the connection ends; returns how many there were.
fn flood(running: &Running, until_served: bool) -> usize {
    const ENOUGH: usize = 5_000;
    run(async {
        let (mut client, connection) = connect(running).await;
        for count in 0..ENOUGH {
            if connection.is_finished() || std::future::poll_fn(|cx| client.poll_ready(cx)).await.is_err() {
                return count;
            }
            let Ok((_response, mut stream)) = client.send_request(request("http://a/never", &[]), false)
            else {
                return count;
            };
            tokio::task::yield_now().await;
            if until_served {
                while running.event() == Event::Cancelled {}
            }
            stream.send_reset(h2::Reason::CANCEL);
            tokio::task::yield_now().await;
        }
        ENOUGH
    })
}

#[test]
fn a_flood_of_resets_ends_the_connection() {
    for until_served in [false, true] {
        let running = Running::plain();
        let count = flood(&running, until_served);
        assert!(
            count < 1_000,
            "{count} streams were opened and reset; after each was taken up: {until_served}"
        );
        running.stop();
    }
}

#[test]
fn trailers_do_not_count_as_body() {
    let limits = Limits {
        body_bytes: 3,
        ..Limits::default()
    };
    let running = Running::start(limits, |_| {});
    run(async {
        let (mut client, _connection) = connect(&running).await;
        std::future::poll_fn(|cx| client.poll_ready(cx)).await.unwrap();
        let (response, mut stream) = client.send_request(request("http://a/x", &[]), false).unwrap();
        stream.send_data(Bytes::from_static(b"abc"), false).unwrap();
        stream.send_trailers(HeaderMap::new()).unwrap();
        assert_eq!(response.await.unwrap().status(), StatusCode::OK);
        let (status, _) = answer(&mut client, request("http://a/x", &[]), Some("abcd")).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    });
    running.stop();
}
