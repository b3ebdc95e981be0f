use super::*;
use crate::transport::h1::fuzz::{fuzz_request_head, requests};

const LIMITS: HeadLimits = HeadLimits {
    bytes: 2_048,
    lines: 16,
};

fn fault(raw: &str) -> Option<Ambiguity> {
    let head = parse(&Bytes::copy_from_slice(raw.as_bytes()), LIMITS);
    let fault = head.parts.extensions.get::<RawFault>().map(|fault| fault.0);
    assert_eq!(head.fault, fault.is_some());
    assert!(!head.fault || head.body.is_done());
    fault
}

#[test]
fn a_head_is_read_once_and_shares_its_memory() {
    let raw = Bytes::from_static(
        b"PUT /a?b=c HTTP/1.1\r\nHost: a.example\r\nX-Empty:\r\nX-A: 1\r\nx-a:\t2 \r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n",
    );
    let head = parse(&raw, LIMITS);
    assert_eq!(
        (head.parts.method.as_str(), head.parts.uri.to_string()),
        ("PUT", "/a?b=c".to_owned())
    );
    let lines: Vec<_> = head
        .parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    assert_eq!(
        lines,
        [
            ("host", "a.example"),
            ("x-empty", ""),
            ("x-a", "1"),
            ("x-a", "2"),
            ("content-length", "12"),
            ("expect", "100-continue")
        ]
    );
    assert!(
        raw.as_ptr_range()
            .contains(&head.parts.headers["host"].as_bytes().as_ptr())
    );
    assert!(head.keep_alive && head.expects_continue && !head.fault);
    assert_eq!(head.body.data_left(), 12);
}

#[test]
fn who_may_go_on() {
    for (version, connection, expect) in [
        ("1.1", "", true),
        ("1.1", "Connection: close\r\n", false),
        ("1.1", "Connection: x , CLOSE\r\n", false),
        ("1.1", "Connection: keep-alive\r\nConnection: close\r\n", false),
        ("1.0", "", false),
        ("1.0", "Connection: Keep-Alive\r\n", true),
        ("1.0", "Connection: keep-alive, close\r\n", false),
    ] {
        let raw = format!("GET / HTTP/{version}\r\n{connection}\r\n");
        let head = parse(&Bytes::from(raw.clone()), LIMITS);
        assert_eq!(head.keep_alive, expect, "{raw}");
    }
}

#[test]
fn faults() {
    use Ambiguity::*;
    for (raw, expect) in [
        ("GET / HTTP/1.1\r\n\r\n", None),
        ("P / HTTP/1.1\r\nContent-Length: 3\r\n\r\n", None),
        ("P / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n", None),
        ("GET /#x HTTP/1.1\r\n\r\n", Some(Target)),
        ("GET / HTTP/2.0\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.2\r\n\r\n", Some(Syntax)),
        ("GET / http/1.1\r\n\r\n", Some(Syntax)),
        ("GET  / HTTP/1.1\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1 \r\n\r\n", Some(Syntax)),
        ("GET /\r\n\r\n", Some(Syntax)),
        ("G@T / HTTP/1.1\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\n X: 1\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\nX: 1\r\n 2\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\nX : 1\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\nX\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\n: 1\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\nX(: 1\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\nX: a\rb\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", Some(Syntax)),
        ("GET / HTTP/1.1\r\nX: a\u{7f}b\r\n\r\n", Some(Syntax)),
        ("P / HTTP/1.1\r\nContent-Length:\r\n\r\n", Some(ContentLength)),
        ("P / HTTP/1.1\r\nContent-Length: 0x3\r\n\r\n", Some(ContentLength)),
        ("P / HTTP/1.1\r\nContent-Length: -3\r\n\r\n", Some(ContentLength)),
        ("P / HTTP/1.1\r\nContent-Length: 3 3\r\n\r\n", Some(ContentLength)),
        (
            "P / HTTP/1.1\r\nContent-Length: 18446744073709551616\r\n\r\n",
            Some(ContentLength),
        ),
        (
            "P / HTTP/1.1\r\ncontent-length: 3\r\nCONTENT-LENGTH: 3\r\n\r\n",
            Some(ContentLength),
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            Some(TransferEncoding),
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: chunked;q=1\r\n\r\n",
            Some(TransferEncoding),
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: \u{b}chunked\r\n\r\n",
            Some(Syntax),
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n",
            Some(TransferEncoding),
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n",
            Some(TransferEncoding),
        ),
        (
            "P / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
            Some(TransferEncoding),
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
            Some(LengthAndEncoding),
        ),
        (
            "P / HTTP/1.1\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
            Some(LengthAndEncoding),
        ),
    ] {
        assert_eq!(fault(raw), expect, "{raw:?}");
    }
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "X: 1\r\n".repeat(17));
    assert_eq!(fault(&many), Some(HeadTooLarge));
}

/// What a whole connection comes to, however it is cut into reads: whether each request is followed by another.
#[test]
fn splits_change_nothing() {
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(2_048));
    let endless = "a".repeat(3_000);
    for (raw, requests_seen, end) in [
        ("GET / HTTP/1.1\r\n\r\n", 1, "None"),
        ("\r\n\r\nGET / HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n", 2, "None"),
        ("\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n", 0, "Syntax"),
        ("\rGET / HTTP/1.1\r\n\r\n", 0, "Syntax"),
        ("\nGET / HTTP/1.1\r\n\r\n", 0, "Syntax"),
        ("GET / HTTP/1.1\nHost: a\r\n\r\n", 0, "LineEnd"),
        ("GET / HTTP/1.1\r\nHost: a\n\n", 0, "LineEnd"),
        ("\u{16}\u{3}\u{1}", 0, "Syntax"),
        (long.as_str(), 0, "HeadTooLarge"),
        (endless.as_str(), 0, "HeadTooLarge"),
        (
            "P / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcG / HTTP/1.1\r\n\r\n",
            2,
            "None",
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n13\r\nContent-Length: 3\r\n\r\n0\r\nT: a\r\n\r\nG / HTTP/1.1\r\n\r\n",
            2,
            "None",
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: a\r\n\r\nG / HTTP/1.1\r\n\r\n",
            2,
            "None",
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc",
            1,
            "[] Size",
        ),
        (
            "P / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            1,
            "[97] End",
        ),
    ] {
        fuzz_request_head(raw.as_bytes());
        for read in 1..=raw.len() {
            let seen = requests(raw.as_bytes(), read);
            let heads = seen.iter().filter(|line| line.starts_with("Head {")).count();
            assert_eq!(
                (heads, seen.last().map(String::as_str)),
                (requests_seen, Some(end)),
                "{raw:?} by {read}"
            );
        }
    }
}
