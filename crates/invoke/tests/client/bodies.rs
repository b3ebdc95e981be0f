//! Bodies both ways: how they arrive, how they leave, and what a lost interest does.

use std::{
    convert::Infallible,
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, Method};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};
use invoke::{BoxError, HttpClient, InvokeError, RequestFault, RequestHead, Target, UpstreamResponse};
use tokio::{join, sync::mpsc};

use crate::{
    LONG, NO_HEADERS, frame, get, post,
    stub::{Stub, client, poller_turn, run},
    text,
};

/// A request body whose frames the test sends when it likes.
struct Fed {
    frames: mpsc::UnboundedReceiver<Result<Frame<Bytes>, BoxError>>,
    length: Option<u64>,
}

type Feeder = mpsc::UnboundedSender<Result<Frame<Bytes>, BoxError>>;

fn fed(length: Option<u64>) -> (Feeder, Fed) {
    let (feeder, frames) = mpsc::unbounded_channel();
    (feeder, Fed { frames, length })
}

fn data(bytes: impl Into<Bytes>) -> Result<Frame<Bytes>, BoxError> {
    Ok(Frame::data(bytes.into()))
}

impl Body for Fed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.frames.poll_recv(cx)
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

async fn send<B>(client: &HttpClient, target: &Target, body: B) -> Result<UpstreamResponse, InvokeError>
where
    B: Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    let head = RequestHead {
        method: &Method::POST,
        path_and_query: "/",
        host: Some("h"),
        headers: NO_HEADERS,
    };
    client.send(target, head, body, LONG).await
}

#[test]
fn chunks_pass_as_they_arrive() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (response, mut peer) = join!(get(&client, &target), async {
            let mut peer = stub.accept().await;
            peer.read_head().await;
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                .await;
            peer
        });
        let mut body = response.unwrap().body;
        for event in ["data: 1\n\n", "data: 22\n\n", "data: 333\n\n"] {
            peer.write(format!("{:x}\r\n{event}\r\n", event.len())).await;
            assert_eq!(frame(&mut body).await.unwrap(), event);
            assert!(!body.is_end_stream());
        }
        // Several in one read are one frame; the framing itself may come apart anywhere.
        peer.write("1\r\na\r\n2\r\nbc\r\n3").await;
        assert_eq!(frame(&mut body).await.unwrap(), "abc");
        peer.write("\r\ndef\r\n0\r\n\r\n").await;
        assert_eq!(frame(&mut body).await.unwrap(), "def");
        assert!(body.is_end_stream());
        assert_eq!(client.idle_connections(), 1);
        assert!(frame(&mut body).await.is_none());
    });
}

#[test]
fn large_bodies_arrive_whole() {
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|index| (index % 251) as u8).collect();
    let chunked = |size: usize| {
        let mut text = Vec::new();
        for chunk in bytes.chunks(size) {
            text.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
            text.extend_from_slice(chunk);
            text.extend_from_slice(b"\r\n");
        }
        text.extend_from_slice(b"0\r\n\r\n");
        text
    };
    let length = format!("Content-Length: {}", bytes.len());
    let cases: [(&str, Vec<u8>, bool); 6] = [
        (&length, bytes.clone(), true),
        ("Connection: x", bytes.clone(), false),
        ("Transfer-Encoding: chunked", chunked(100), true),
        ("Transfer-Encoding: chunked", chunked(10_000), true),
        ("Transfer-Encoding: chunked", chunked(100_000), true),
        ("Transfer-Encoding: chunked", chunked(3_000_000), true),
    ];
    run(async {
        for (header, wire, pooled) in &cases {
            let (stub, client) = (Stub::start().await, client());
            let target = stub.target();
            let received = async {
                let response = get(&client, &target).await.unwrap();
                response.body.collect().await.unwrap().to_bytes()
            };
            let (received, _peer) = join!(received, async {
                let mut peer = stub.accept().await;
                peer.read_head().await;
                peer.write(format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n")).await;
                peer.write(wire).await;
                if *pooled { Some(peer) } else { None }
            });
            assert!(received == bytes, "{header} {}", wire.len());
            assert_eq!(client.idle_connections(), usize::from(*pooled), "{header}");
        }
    });
}

#[test]
fn bytes_after_a_large_body_spoil_the_connection() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let received = async {
            let mut body = get(&client, &target).await.unwrap().body;
            poller_turn().await;
            let mut count = 0;
            while let Some(data) = frame(&mut body).await {
                count += data.len();
            }
            count
        };
        let (received, mut peer) = join!(received, async {
            let mut peer = stub.accept().await;
            peer.read_head().await;
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 30000\r\n\r\n")
                .await;
            peer.write("x".repeat(30_001)).await;
            peer
        });
        assert_eq!(received, 30_000);
        assert_eq!(client.idle_connections(), 0);
        peer.closed().await;
    });
}

#[test]
fn size_hints_are_exact_where_the_length_is_known() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (response, _peer) = join!(get(&client, &target), async {
            let mut peer = stub.accept().await;
            peer.read_head().await;
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123")
                .await;
            peer
        });
        let mut body = response.unwrap().body;
        assert_eq!(body.size_hint().exact(), Some(10));
        assert_eq!(frame(&mut body).await.unwrap(), "123");
        assert_eq!(body.size_hint().exact(), Some(7));
    });
}

#[test]
fn request_bodies_of_known_length() {
    run(async {
        for size in [0, 1, 16_384, 16_385, 1_000_000] {
            let (stub, client) = (Stub::start().await, client());
            let target = stub.target();
            let body = "b".repeat(size);
            let (response, ()) = join!(post(&client, &target, body.clone()), async {
                let mut peer = stub.accept().await;
                let head = peer.read_head().await;
                assert!(
                    head.ends_with(&format!("\r\ncontent-length: {size}\r\n\r\n")),
                    "{head}"
                );
                assert!(peer.read_bytes(size).await == body);
                assert!(peer.unread.is_empty());
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
            });
            assert_eq!(text(response.unwrap().body).await.unwrap(), "");
            assert_eq!(client.idle_connections(), 1, "{size}");
        }
    });
}

#[test]
fn request_bodies_of_unknown_length_pass_as_they_come() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (feeder, body) = fed(None);
        let large = "x".repeat(50_000);
        let (response, ()) = join!(send(&client, &target, body), async {
            let mut peer = stub.accept().await;
            let head = peer.read_head().await;
            assert_eq!(
                head,
                "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n"
            );
            feeder.send(data("first")).unwrap();
            assert_eq!(peer.read_until("\r\n").await, "5\r\n");
            assert_eq!(peer.read_until("\r\n").await, "first\r\n");
            feeder.send(data(large.clone())).unwrap();
            assert_eq!(peer.read_until("\r\n").await, "c350\r\n");
            assert_eq!(peer.read_until("\r\n").await, format!("{large}\r\n"));
            feeder.send(data("")).unwrap();
            feeder.send(data("last")).unwrap();
            feeder
                .send(Ok(Frame::trailers(HeaderMap::from_iter([(
                    http::header::HOST,
                    "x".parse().unwrap(),
                )]))))
                .unwrap();
            drop(feeder);
            assert_eq!(peer.read_until("0\r\n\r\n").await, "4\r\nlast\r\n0\r\n\r\n");
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        });
        response.unwrap();
        assert_eq!(client.idle_connections(), 1);
    });
}

#[test]
fn a_short_body_of_known_length_leaves_with_the_head() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (feeder, body) = fed(Some(5));
        feeder.send(data("he")).unwrap();
        let call = send(&client, &target, body);
        tokio::pin!(call);
        // Nothing is even connected while the body is on its way.
        tokio::select! {
            biased;
            _ = &mut call => panic!("answered"),
            _ = stub.accept() => panic!("connected"),
            () = poller_turn() => {}
        }
        feeder.send(data("llo")).unwrap();
        let (response, ()) = join!(call, async {
            let mut peer = stub.accept().await;
            assert_eq!(
                peer.read_until("hello").await,
                "POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 5\r\n\r\nhello"
            );
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        });
        response.unwrap();
    });
}

#[test]
fn an_answer_before_the_end_of_the_request() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (feeder, body) = fed(Some(1_000_000));
        feeder.send(data("begin")).unwrap();
        let (response, mut peer) = join!(send(&client, &target, body), async {
            let mut peer = stub.accept().await;
            peer.read_until("begin").await;
            peer.write("HTTP/1.1 100 Continue\r\n\r\n").await;
            feeder.send(data("more")).unwrap();
            peer.read_until("more").await;
            peer.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno")
                .await;
            peer
        });
        let response = response.unwrap();
        assert_eq!(response.status, 413);
        assert!(feeder.is_closed(), "the rest of the request is not read");
        assert_eq!(text(response.body).await.unwrap(), "no");
        assert_eq!(client.idle_connections(), 0);
        peer.closed().await;
    });
}

#[test]
fn an_answer_before_a_reset() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (response, ()) = join!(post(&client, &target, vec![b'x'; 20_000_000]), async {
            let mut peer = stub.accept().await;
            peer.read_head().await;
            peer.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
                .await;
        });
        // The reset may overtake the answer; either way the call ends and the connection is gone.
        match response {
            Ok(response) => assert_eq!(response.status, 413),
            Err(error) => assert!(matches!(error, InvokeError::Broken(_)), "{error:?}"),
        }
        assert_eq!(client.idle_connections(), 0);
    });
}

#[test]
fn request_bodies_that_break_close_the_connection() {
    type Broken = (
        Option<u64>,
        &'static [&'static str],
        bool,
        fn(&InvokeError) -> bool,
    );
    let cases: [Broken; 5] = [
        (None, &["some"], true, |error| {
            matches!(error, InvokeError::RequestBody(_))
        }),
        (Some(100_000), &["some"], true, |error| {
            matches!(error, InvokeError::RequestBody(_))
        }),
        (Some(10), &["some"], true, |error| {
            matches!(error, InvokeError::RequestBody(_))
        }),
        (Some(100_000), &["some"], false, |error| {
            matches!(error, InvokeError::RequestBodyLength { declared: 100_000 })
        }),
        (Some(3), &["some"], false, |error| {
            matches!(error, InvokeError::RequestBodyLength { declared: 3 })
        }),
    ];
    run(async {
        for (length, frames, fails, expected) in cases {
            let (stub, client) = (Stub::start().await, client());
            let target = stub.target();
            let (feeder, body) = fed(length);
            for frame in frames {
                feeder.send(data(*frame)).unwrap();
            }
            let gathered = length.is_some_and(|length| length < 100);
            let (response, ()) = join!(send(&client, &target, body), async {
                let mut peer = None;
                if !gathered {
                    let mut accepted = stub.accept().await;
                    accepted.read_until("some").await;
                    peer = Some(accepted);
                }
                if fails {
                    feeder.send(Err(io::Error::other("client gone").into())).unwrap();
                }
                drop(feeder);
                if let Some(mut peer) = peer {
                    peer.closed().await;
                    let unread = String::from_utf8(peer.unread).unwrap();
                    assert!(
                        !unread.contains("0\r\n\r\n"),
                        "a broken body must not look whole: {unread:?}"
                    );
                }
            });
            let error = response.unwrap_err();
            assert!(expected(&error), "{error:?}");
            assert_eq!(client.idle_connections(), 0);
        }
    });
}

#[test]
fn dropping_the_call_closes_the_connection() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let mut peer = {
            let call = get(&client, &target);
            tokio::pin!(call);
            tokio::select! {
                _ = &mut call => panic!("answered"),
                peer = async {
                    let mut peer = stub.accept().await;
                    peer.read_head().await;
                    peer
                } => peer,
            }
        };
        peer.closed().await;
        assert_eq!(client.idle_connections(), 0);
    });
}

#[test]
fn dropping_the_body_closes_the_connection() {
    run(async {
        for response in [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
            "HTTP/1.1 200 OK\r\n\r\nok",
        ] {
            let (stub, client) = (Stub::start().await, client());
            let target = stub.target();
            let (got, mut peer) = join!(get(&client, &target), async {
                let mut peer = stub.accept().await;
                peer.read_head().await;
                peer.write(response).await;
                peer
            });
            let mut body = got.unwrap().body;
            assert_eq!(frame(&mut body).await.unwrap(), "ok");
            drop(body);
            peer.closed().await;
            assert_eq!(client.idle_connections(), 0);
        }
    });
}

#[test]
fn requests_that_cannot_be_written_are_not_sent() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let faults: [(&str, &str, &str, RequestFault); 4] = [
            ("/a b", "x", "y", RequestFault::Path),
            ("/", "x y", "y", RequestFault::HeaderName),
            ("/", "x", "y\r\nHost: evil", RequestFault::HeaderValue),
            (
                "/",
                "Transfer-Encoding",
                "chunked",
                RequestFault::ManagedHeader("transfer-encoding"),
            ),
        ];
        for (path, name, value, fault) in faults {
            let head = RequestHead {
                method: &Method::GET,
                path_and_query: path,
                host: None,
                headers: [(name, value)],
            };
            let outcome = client.send(&target, head, Full::<Bytes>::default(), LONG).await;
            assert!(
                matches!(outcome, Err(InvokeError::InvalidRequest(got)) if got == fault),
                "{outcome:?}"
            );
        }
        tokio::select! {
            biased;
            _ = stub.accept() => panic!("connected"),
            () = poller_turn() => {}
        }
    });
}

#[test]
fn a_header_map_is_headers() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let mut headers = HeaderMap::new();
        headers.append("accept", "a".parse().unwrap());
        headers.append("accept", "b".parse().unwrap());
        let head = RequestHead {
            method: &Method::GET,
            path_and_query: "/",
            host: Some("h"),
            headers: &headers,
        };
        let empty = http_body_util::Empty::<Bytes>::new().map_err(|never: Infallible| match never {});
        let (response, ()) = join!(client.send(&target, head, empty, Duration::from_secs(9)), async {
            let mut peer = stub.accept().await;
            assert_eq!(
                peer.read_head().await,
                "GET / HTTP/1.1\r\nhost: h\r\naccept: a\r\naccept: b\r\n\r\n"
            );
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        });
        response.unwrap();
    });
}
