//! Responses that lie: each is an error, and its connection is closed.

use invoke::{InvokeError, Malformed};
use tokio::join;

use crate::{
    get,
    stub::{Stub, client, run},
    text,
};

/// What the upstream sends before it closes its side, and the fault.
const CASES: &[(&str, Malformed)] = &[
    (
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        Malformed::ContentLengthRepeated,
    ),
    (
        "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
        Malformed::ContentLength,
    ),
    (
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        Malformed::LengthAndCoding,
    ),
    (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        Malformed::TransferCoding,
    ),
    ("HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n", Malformed::Header),
    ("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", Malformed::Header),
    (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        Malformed::ChunkSize,
    ),
    (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\nx",
        Malformed::ChunkSize,
    ),
    (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay",
        Malformed::ChunkEnd,
    ),
    (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n folded\r\n\r\n",
        Malformed::Trailer,
    ),
    (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        Malformed::Upgrade,
    ),
    (
        "HTTP/1.1 100 Continue\r\nContent-Length: 2\r\n\r\nok",
        Malformed::InterimBody,
    ),
    ("220 mail.example ESMTP\r\n", Malformed::StatusLine),
    ("garbage", Malformed::StatusLine),
];

#[test]
fn malformed_responses() {
    run(async {
        for (response, fault) in CASES {
            // Whole in one write, and byte by byte, so that the head comes apart.
            for piece in [response.len(), 1] {
                let (stub, client) = (Stub::start().await, client());
                let target = stub.target();
                let outcome = async {
                    let response = get(&client, &target).await?;
                    text(response.body).await
                };
                let (outcome, ()) = join!(outcome, async {
                    let mut peer = stub.accept().await;
                    peer.read_head().await;
                    for piece in response.as_bytes().chunks(piece) {
                        // The client may have seen enough and closed.
                        let _ = tokio::io::AsyncWriteExt::write_all(&mut peer.stream, piece).await;
                        tokio::task::yield_now().await;
                    }
                    peer.closed().await;
                });
                match outcome {
                    Err(InvokeError::Malformed(got)) => assert_eq!(got, *fault, "{response:?} by {piece}"),
                    other => panic!("{response:?} by {piece}: {other:?}"),
                }
                assert_eq!(client.idle_connections(), 0);
            }
        }
    });
}

#[test]
fn a_connection_that_ends_early() {
    run(async {
        for response in [
            "",
            "HTTP/1.1",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
        ] {
            let (stub, client) = (Stub::start().await, client());
            let target = stub.target();
            let outcome = async {
                let response = get(&client, &target).await?;
                text(response.body).await
            };
            let (outcome, ()) = join!(outcome, async {
                let mut peer = stub.accept().await;
                peer.read_head().await;
                peer.write(response).await;
            });
            assert!(
                matches!(outcome, Err(InvokeError::ClosedEarly)),
                "{response:?}: {outcome:?}"
            );
            assert_eq!(client.idle_connections(), 0);
        }
    });
}

#[test]
fn heads_beyond_the_limits() {
    run(async {
        let long = format!(
            "HTTP/1.1 200 OK\r\nA: {}\r\nContent-Length: 0\r\n\r\n",
            "b".repeat(32_768)
        );
        let many = format!(
            "HTTP/1.1 200 OK\r\n{}Content-Length: 0\r\n\r\n",
            "A: b\r\n".repeat(128)
        );
        let interim = format!(
            "{}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 100 C\r\n\r\n".repeat(9)
        );
        for response in [long, many, interim] {
            let (stub, client) = (Stub::start().await, client());
            let target = stub.target();
            let (outcome, ()) = join!(get(&client, &target), async {
                let mut peer = stub.accept().await;
                peer.read_head().await;
                peer.write(&response).await;
                peer.closed().await;
            });
            assert!(
                matches!(
                    outcome,
                    Err(InvokeError::ResponseHeadTooLarge { bytes_max: 32_768 }
                        | InvokeError::TooManyHeaders { headers_max: 128 }
                        | InvokeError::Malformed(Malformed::TooManyInterim))
                ),
                "{outcome:?}"
            );
        }
    });
}
