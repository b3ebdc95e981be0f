//! The source address: every rule, over real connections.

use portcullis_core::Cidr;

use super::{Event, Running};
use crate::config::{ForwardedHeader, Limits, ListenerConfig, SourceRule};

fn blocks(texts: &[&str]) -> Vec<Cidr> {
    texts.iter().map(|text| Cidr::parse(text).unwrap().0).collect()
}

/// What `/source` tells for a request with these header lines, sent behind `before`.
fn told(running: &Running, before: &[u8], lines: &str) -> String {
    let request = format!("GET /source HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{lines}\r\n");
    let answer = running.exchange(&[before, request.as_bytes()].concat());
    answer
        .split_once("\r\n\r\n")
        .map_or(answer.clone(), |(_, body)| body.to_owned())
}

#[test]
fn the_peer_unless_told_otherwise() {
    let running = Running::plain();
    assert_eq!(
        told(&running, b"", "X-Forwarded-For: 192.0.2.1\r\n"),
        "127.0.0.1 SocketPeer false"
    );
    running.stop();
}

#[test]
fn an_ipv4_client_of_a_dual_stack_listener_has_its_ipv4_address() {
    let dual_stack = |listener: &mut ListenerConfig| {
        listener.address = "[::]:0".parse().unwrap();
        listener.dual_stack = true;
    };
    let running = Running::start(Limits::default(), dual_stack);
    let port = running.address().port();
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    std::io::Write::write_all(&mut stream, b"GET /source HTTP/1.0\r\n\r\n").unwrap();
    let answer = super::all(&mut stream);
    assert!(answer.ends_with("127.0.0.1 SocketPeer false"), "{answer}");
    running.stop();
}

#[test]
fn headers_of_trusted_proxies() {
    let unknown = |why: &str| format!("none Unknown({why}) false");
    let hops = |address: &str, header: &str, hops: u16| {
        format!("{address} Header {{ header: {header}, hops: {hops} }} false")
    };
    let xff = |address: &str, count| hops(address, "XForwardedFor", count);
    let forwarded = |address: &str, count| hops(address, "Forwarded", count);
    let by_xff = Running::start(Limits::default(), |listener| {
        listener.source = SourceRule::Header {
            header: ForwardedHeader::XForwardedFor,
            trusted: blocks(&["127.0.0.0/8", "10.0.0.0/8", "2001:db8:1::/48"]),
        };
    });
    let cases = [
        ("X-Forwarded-For: 192.0.2.1\r\n", xff("192.0.2.1", 1)),
        (
            "X-Forwarded-For: 198.51.100.9, 192.0.2.1\r\n",
            xff("192.0.2.1", 1),
        ),
        ("X-Forwarded-For: 192.0.2.1, 10.0.0.5\r\n", xff("192.0.2.1", 2)),
        (
            "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 10.0.0.5\r\n",
            xff("192.0.2.1", 2),
        ),
        (
            "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 198.51.100.9\r\n",
            xff("198.51.100.9", 1),
        ),
        ("X-Forwarded-For: 192.0.2.1:4711\r\n", xff("192.0.2.1", 1)),
        ("X-Forwarded-For: 2001:db8::1\r\n", xff("2001:db8::1", 1)),
        (
            "X-Forwarded-For: [2001:db8::1]:443, [2001:db8:1::2]\r\n",
            xff("2001:db8::1", 2),
        ),
        ("X-Forwarded-For: ::ffff:192.0.2.1\r\n", xff("192.0.2.1", 1)),
        ("X-Forwarded-For: nonsense, 192.0.2.1\r\n", xff("192.0.2.1", 1)),
        (
            "X-Forwarded-For: 192.0.2.1, nonsense\r\n",
            unknown("HeaderMalformed"),
        ),
        (
            "X-Forwarded-For: 192.0.2.1, nonsense, 10.0.0.5\r\n",
            unknown("HeaderMalformed"),
        ),
        ("X-Forwarded-For: 192.0.2.1,\r\n", unknown("HeaderMalformed")),
        ("X-Forwarded-For: \r\n", unknown("HeaderMalformed")),
        ("X-Forwarded-For: 192.0.2.1:\r\n", unknown("HeaderMalformed")),
        ("X-Forwarded-For: 192.0.2.1:99999\r\n", unknown("HeaderMalformed")),
        ("X-Forwarded-For: fe80::1%eth0\r\n", unknown("HeaderMalformed")),
        ("X-Forwarded-For: 10.0.0.7, 10.0.0.5\r\n", unknown("OnlyProxies")),
        ("Forwarded: for=192.0.2.1\r\n", unknown("HeaderMissing")),
        ("", unknown("HeaderMissing")),
    ];
    for (lines, expect) in cases {
        assert_eq!(told(&by_xff, b"", lines), expect, "{lines}");
    }
    by_xff.stop();

    let by_forwarded = Running::start(Limits::default(), |listener| {
        listener.source = SourceRule::Header {
            header: ForwardedHeader::Forwarded,
            trusted: blocks(&["127.0.0.1", "10.0.0.0/8"]),
        };
    });
    let cases = [
        ("Forwarded: for=192.0.2.1\r\n", forwarded("192.0.2.1", 1)),
        (
            "Forwarded: for=192.0.2.1;proto=https, for=10.0.0.5\r\n",
            forwarded("192.0.2.1", 2),
        ),
        (
            "Forwarded: for=\"[2001:db8::1]:443\"\r\n",
            forwarded("2001:db8::1", 1),
        ),
        (
            "Forwarded: for=192.0.2.1, for=unknown\r\n",
            unknown("HeaderMalformed"),
        ),
        (
            "Forwarded: for=192.0.2.1, for=_hidden\r\n",
            unknown("HeaderMalformed"),
        ),
        (
            "Forwarded: for=192.0.2.1\r\nForwarded: for=\r\n",
            unknown("HeaderMalformed"),
        ),
        ("Forwarded: for=10.0.0.9\r\n", unknown("OnlyProxies")),
        ("X-Forwarded-For: 192.0.2.1\r\n", unknown("HeaderMissing")),
    ];
    for (lines, expect) in cases {
        assert_eq!(told(&by_forwarded, b"", lines), expect, "{lines}");
    }
    by_forwarded.stop();
}

#[test]
fn headers_of_others_are_not_read() {
    let running = Running::start(Limits::default(), |listener| {
        listener.source = SourceRule::Header {
            header: ForwardedHeader::XForwardedFor,
            trusted: blocks(&["192.0.2.0/24"]),
        };
        listener.trust_forwarded_scheme = true;
    });
    let lines = "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-Proto: https\r\n";
    assert_eq!(told(&running, b"", lines), "127.0.0.1 SocketPeer false");
    running.stop();
}

#[test]
fn the_scheme_is_believed_where_the_setting_says_so() {
    let start = |header| {
        Running::start(Limits::default(), |listener| {
            listener.source = SourceRule::Header {
                header,
                trusted: blocks(&["127.0.0.1", "10.0.0.0/8"]),
            };
            listener.trust_forwarded_scheme = true;
        })
    };
    let cases = [
        (
            ForwardedHeader::XForwardedFor,
            "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n",
            true,
        ),
        (
            ForwardedHeader::XForwardedFor,
            "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: http\r\n",
            false,
        ),
        (
            ForwardedHeader::XForwardedFor,
            "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https, http\r\n",
            false,
        ),
        (
            ForwardedHeader::XForwardedFor,
            "X-Forwarded-For: 192.0.2.1\r\n",
            false,
        ),
        (
            ForwardedHeader::Forwarded,
            "Forwarded: for=192.0.2.1;proto=https\r\n",
            true,
        ),
        (
            ForwardedHeader::Forwarded,
            "Forwarded: for=192.0.2.1;proto=https, for=10.0.0.5;proto=http\r\n",
            true,
        ),
        (
            ForwardedHeader::Forwarded,
            "Forwarded: for=192.0.2.1, for=10.0.0.5;proto=https\r\n",
            false,
        ),
        (
            ForwardedHeader::Forwarded,
            "Forwarded: for=1.1.1.1;proto=https, for=192.0.2.1\r\n",
            false,
        ),
    ];
    for (header, lines, secure) in cases {
        let running = start(header);
        let told = told(&running, b"", lines);
        assert!(
            told.starts_with("192.0.2.1 ") && told.ends_with(&format!(" {secure}")),
            "{lines}: {told}"
        );
        running.stop();
    }
}

/// A version 2 header for 192.0.2.1:80 with an SSL field.
const VERSION_2: &[u8] = b"\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x14\xc0\x00\x02\x01\xc6\x33\x64\x01\x00\x50\x01\xbb\x20\x00\x05\x01\x00\x00\x00\x00";
const LOCAL: &[u8] = b"\r\n\r\n\0\r\nQUIT\n\x20\x00\x00\x00";

#[test]
fn proxy_protocol_of_listed_senders() {
    let start = |trust| {
        Running::start(Limits::default(), |listener| {
            listener.source = SourceRule::ProxyProtocol {
                senders: blocks(&["127.0.0.1"]),
            };
            listener.trust_forwarded_scheme = trust;
        })
    };
    let running = start(false);
    let found = "ProxyProtocol { sender: 127.0.0.1 }";
    let first = b"PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n";
    assert_eq!(told(&running, first, ""), format!("192.0.2.1 {found} false"));
    assert_eq!(told(&running, VERSION_2, ""), format!("192.0.2.1 {found} false"));
    assert_eq!(told(&running, LOCAL, ""), "none Unknown(NotProxied) false");
    assert_eq!(
        told(&running, b"PROXY UNKNOWN\r\n", ""),
        "none Unknown(NotProxied) false"
    );
    running.stop();
    let trusting = start(true);
    assert_eq!(told(&trusting, VERSION_2, ""), format!("192.0.2.1 {found} true"));
    trusting.stop();
}

#[test]
fn a_connection_without_a_proxy_header_is_closed() {
    let limits = Limits {
        proxy_header_time: std::time::Duration::from_millis(60),
        ..Limits::default()
    };
    let running = Running::start(limits, |listener| {
        listener.source = SourceRule::ProxyProtocol {
            senders: blocks(&["127.0.0.1"]),
        };
    });
    let refused = |running: &Running| {
        assert_eq!(running.event(), Event::Refused("proxy_protocol"));
        assert_eq!(running.event(), Event::ConnectionClosed);
    };
    for raw in [
        &b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"[..],
        b"PROXY TCP4 192.0.2.1",
        b"",
        &VERSION_2[..20],
    ] {
        assert_eq!(running.exchange(raw), "", "{raw:?}");
        refused(&running);
    }
    running.stop();
}

#[test]
fn a_proxy_header_of_anybody_else_closes_the_connection() {
    let running = Running::start(Limits::default(), |listener| {
        listener.source = SourceRule::ProxyProtocol {
            senders: blocks(&["192.0.2.0/24"]),
        };
    });
    assert_eq!(
        running.exchange(b"PROXY TCP4 192.0.2.1 198.51.100.1 1 2\r\nGET / HTTP/1.0\r\n\r\n"),
        ""
    );
    running.stop();
    // A listener that expects none reads it as a request line, and refuses it.
    let running = Running::plain();
    let answer = running.exchange(b"PROXY TCP4 192.0.2.1 198.51.100.1 1 2\r\nGET / HTTP/1.0\r\n\r\n");
    assert_eq!(super::statuses(&answer), ["400"]);
    running.stop();
}
