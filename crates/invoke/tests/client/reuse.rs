//! Which connections serve again, and what happens when one turns out to be dead.

use http::Method;
use invoke::{HttpClient, InvokeError};
use tokio::join;

use crate::{
    call, get, post,
    stub::{Peer, Stub, client, poller_turn, run, settings},
    text,
};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

#[test]
fn a_request_and_its_answer() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (response, mut peer) = join!(get(&client, &target), async {
            let mut peer = stub.accept().await;
            let head = peer.read_head().await;
            assert_eq!(
                head,
                format!("GET /a?b=c HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n\r\n", stub.port())
            );
            peer.write("HTTP/1.1 201 Made\r\nContent-Length: 2\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\nok")
                .await;
            peer
        });
        let response = response.unwrap();
        assert_eq!(response.status, 201);
        assert!(!response.reused);
        assert_eq!(
            response.headers.get_all("set-cookie").iter().collect::<Vec<_>>(),
            ["a", "b"]
        );
        assert_eq!(response.headers["content-length"], "2");
        assert_eq!(
            client.idle_connections(),
            1,
            "a whole response frees its connection before it is read"
        );
        assert_eq!(text(response.body).await.unwrap(), "ok");

        let (response, ()) = join!(get(&client, &target), async {
            peer.read_head().await;
            peer.write(OK).await;
        });
        assert!(response.unwrap().reused);
    });
}

/// Response, whether the connection is in the pool after it was read.
const RESPONSES: &[(Method, &str, bool)] = &[
    (Method::GET, OK, true),
    (
        Method::GET,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        true,
    ),
    (
        Method::GET,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nTrailer: x\r\n\r\n",
        true,
    ),
    (Method::GET, "HTTP/1.1 204 No Content\r\n\r\n", true),
    (
        Method::GET,
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
        true,
    ),
    (Method::HEAD, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", true),
    (
        Method::GET,
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        true,
    ),
    (
        Method::GET,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        false,
    ),
    (
        Method::GET,
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        false,
    ),
    (
        Method::GET,
        "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
        false,
    ),
    (
        Method::GET,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n",
        false,
    ),
    (
        Method::HEAD,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        false,
    ),
    (Method::GET, "HTTP/1.1 204 No Content\r\n\r\nx", false),
    (
        Method::GET,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nx",
        false,
    ),
];

#[test]
fn the_pool_takes_only_clean_connections() {
    run(async {
        for (method, response, pooled) in RESPONSES {
            let (stub, client) = (Stub::start().await, client());
            let target = stub.target();
            let (got, mut peer) = join!(call(&client, &target, method.clone()), async {
                let mut peer = stub.accept().await;
                peer.read_head().await;
                peer.write(response).await;
                peer
            });
            text(got.unwrap().body).await.unwrap();
            assert_eq!(client.idle_connections(), usize::from(*pooled), "{response:?}");
            if !pooled {
                peer.closed().await;
            }
        }
    });
}

#[test]
fn stray_bytes_in_the_pool_are_not_an_answer() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let target = stub.target();
        let (_, mut peer) = join!(get(&client, &target), async {
            let mut peer = stub.accept().await;
            peer.read_head().await;
            peer.write(OK).await;
            peer
        });
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
            .await;
        poller_turn().await;
        let (response, ()) = join!(get(&client, &target), async {
            let mut second = stub.accept().await;
            second.read_head().await;
            second.write(OK).await;
        });
        let response = response.unwrap();
        assert!(!response.reused);
        assert_eq!(text(response.body).await.unwrap(), "ok");
        peer.closed().await;
    });
}

/// Leaves a pooled connection whose peer closes on the next request without an answer.
async fn stale(stub: &Stub, client: &HttpClient) -> Peer {
    let target = stub.target();
    let (_, peer) = join!(get(client, &target), async {
        let mut peer = stub.accept().await;
        peer.read_head().await;
        peer.write(OK).await;
        peer
    });
    assert_eq!(client.idle_connections(), 1);
    peer
}

#[test]
fn a_stale_connection_is_replaced_once_for_idempotent_methods() {
    run(async {
        for method in [
            Method::GET,
            Method::HEAD,
            Method::OPTIONS,
            Method::PUT,
            Method::DELETE,
        ] {
            let (stub, client) = (Stub::start().await, client());
            let mut peer = stale(&stub, &client).await;
            let target = stub.target();
            let (response, ()) = join!(call(&client, &target, method), async {
                let first = peer.read_head().await;
                drop(peer);
                let mut second = stub.accept().await;
                assert_eq!(second.read_head().await, first);
                second.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
            });
            assert!(!response.unwrap().reused);
        }
    });
}

#[test]
fn a_second_close_is_an_error() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let mut peer = stale(&stub, &client).await;
        let target = stub.target();
        let (response, ()) = join!(get(&client, &target), async {
            peer.read_head().await;
            drop(peer);
            let mut second = stub.accept().await;
            second.read_head().await;
        });
        assert!(matches!(response, Err(InvokeError::ClosedEarly)), "{response:?}");
    });
}

#[test]
fn a_post_is_never_sent_twice() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let mut peer = stale(&stub, &client).await;
        let target = stub.target();
        let (response, ()) = join!(post(&client, &target, "{}"), async {
            peer.read_until("{}").await;
            drop(peer);
        });
        assert!(matches!(response, Err(InvokeError::ClosedEarly)), "{response:?}");
    });
}

#[test]
fn a_request_is_not_repeated_once_an_answer_began() {
    run(async {
        let (stub, client) = (Stub::start().await, client());
        let mut peer = stale(&stub, &client).await;
        let target = stub.target();
        let (response, ()) = join!(get(&client, &target), async {
            peer.read_head().await;
            peer.write("HTTP/1.1").await;
            drop(peer);
        });
        assert!(matches!(response, Err(InvokeError::ClosedEarly)), "{response:?}");
    });
}

#[test]
fn old_connections_are_not_used() {
    type Change = fn(&mut invoke::ClientSettings);
    let changes: [Change; 3] = [
        |settings| settings.idle_connection_ms_max = 0,
        |settings| settings.connection_age_ms_max = 0,
        |settings| settings.idle_connections_max = 0,
    ];
    run(async {
        for change in changes {
            let mut settings = settings();
            change(&mut settings);
            let (stub, client) = (Stub::start().await, HttpClient::new(settings));
            let target = stub.target();
            for _ in 0..2 {
                let (response, ()) = join!(get(&client, &target), async {
                    let mut peer = stub.accept().await;
                    peer.read_head().await;
                    peer.write(OK).await;
                });
                assert!(!response.unwrap().reused);
            }
        }
    });
}

#[test]
fn sweeping_closes_what_waited_too_long() {
    run(async {
        let mut settings = settings();
        settings.idle_connection_ms_max = 0;
        let (stub, client) = (Stub::start().await, HttpClient::new(settings));
        let mut peer = stale(&stub, &client).await;
        client.sweep();
        assert_eq!(client.idle_connections(), 0);
        peer.closed().await;
    });
}
