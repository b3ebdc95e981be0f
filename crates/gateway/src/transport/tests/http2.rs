//! HTTP/2 by prior knowledge: requests, refusals, limits, drain.

use std::future::Future;
use std::io::Write;
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

/// The frames that open stream `id` with `GET /never` and those that reset it.
fn opened(id: u32) -> Vec<u8> {
    // Static table entries for the method and scheme, then path and authority as literals.
    let fields = b"\x82\x86\x04\x06/never\x01\x01a";
    let mut frame = vec![0, 0, u8::try_from(fields.len()).unwrap(), 1, 0x05];
    frame.extend(id.to_be_bytes());
    frame.extend(fields);
    frame
}

fn reset(id: u32) -> Vec<u8> {
    let mut frame = vec![0, 0, 4, 3, 0];
    frame.extend(id.to_be_bytes());
    frame.extend(8u32.to_be_bytes());
    frame
}

const HELLO: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

#[test]
fn streams_reset_before_they_are_served_end_the_connection() {
    let running = Running::plain();
    let mut stream = running.connect();
    let flood: Vec<u8> = (0..1_000u32)
        .flat_map(|n| [opened(2 * n + 1), reset(2 * n + 1)].concat())
        .collect();
    let _may_break_off = stream.write_all(&[HELLO, &flood].concat());
    super::all(&mut stream);
    while running.event() != Event::ConnectionClosed {}
    running.stop();
}

#[test]
fn streams_reset_while_they_are_served_end_the_connection() {
    let limits = Limits {
        h2_cancelled: 10,
        ..Limits::default()
    };
    let running = Running::start(limits, |_| {});
    let mut stream = running.connect();
    stream.write_all(HELLO).unwrap();
    let mut begun = 0;
    for id in (1..).step_by(2) {
        if stream.write_all(&opened(id)).is_err() {
            break;
        }
        // Served, and only then reset.
        if running.event() != Event::Begun {
            break;
        }
        begun += 1;
        let _may_break_off = stream.write_all(&reset(id));
        if running.event() != Event::Cancelled {
            break;
        }
    }
    assert_eq!(begun, 11);
    running.stop();
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
