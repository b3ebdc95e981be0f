//! Requests byte by byte: what is served, what is refused, and that nothing is served after a doubtful one.

use std::io::Write;

use super::{Running, all, statuses};

/// What goes in, and the statuses that come out before the connection closes.
struct Case {
    name: &'static str,
    raw: &'static str,
    expect: &'static [&'static str],
}

const fn case(name: &'static str, raw: &'static str, expect: &'static [&'static str]) -> Case {
    Case { name, raw, expect }
}

const CASES: &[Case] = &[
    case(
        "plain",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["200"],
    ),
    case(
        "two in a row",
        "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["200", "200"],
    ),
    case("HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", &["200"]),
    case(
        "length",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
        &["200"],
    ),
    case(
        "length, then another request",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["200", "200"],
    ),
    case(
        "chunks, then another request",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["200", "200"],
    ),
    case(
        "h2c offer is ignored",
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings, close\r\n\r\n",
        &["200"],
    ),
    case(
        "same length twice",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        &["400"],
    ),
    case(
        "two lengths",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        &["400"],
    ),
    case(
        "list of lengths",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc",
        &["400"],
    ),
    case(
        "signed length",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
        &["400"],
    ),
    case(
        "length and encoding",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        &["400"],
    ),
    case(
        "encoding and length",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        &["400"],
    ),
    case(
        "encoding other than chunked",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        &["400"],
    ),
    case(
        "two encodings",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        &["400"],
    ),
    case(
        "encoding under HTTP/1.0",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        &["400"],
    ),
    case("bare line feed", "GET / HTTP/1.1\nHost: a\r\n\r\n", &["400"]),
    case(
        "folded header",
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
        &["400"],
    ),
    case(
        "blank before colon",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        &["400"],
    ),
    case(
        "control in a value",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\u{1}b\r\n\r\n",
        &["400"],
    ),
    case("no version", "GET /\r\nHost: a\r\n\r\n", &["400"]),
    case("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", &["400"]),
    case(
        "two hosts",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "other host in the target",
        "GET http://b/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "encoded separator",
        "GET /a%2fb HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "encoded backslash",
        "GET /a%5cb HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "backslash",
        "GET /a\\b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "encoded NUL",
        "GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "dot segment",
        "GET /a/../b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "encoded dot segment",
        "GET /a/%2e%2e/b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["400"],
    ),
    case(
        "empty segments stay",
        "GET //a//b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["200"],
    ),
    case("fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", &["400"]),
    case(
        "trace",
        "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        &["405"],
    ),
    case(
        "connect",
        "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\nConnection: close\r\n\r\n",
        &["405"],
    ),
    case(
        "websocket",
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n",
        &["400"],
    ),
    case(
        "unknown expectation",
        "GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\nConnection: close\r\n\r\n",
        &["417"],
    ),
    case(
        "announced body too long",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\n",
        &["413"],
    ),
    case(
        "HTTP/2 preface, then nonsense",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        &[],
    ),
];

#[test]
fn what_is_served_and_what_is_refused() {
    let running = Running::plain();
    for case in CASES {
        let answers = running.exchange(case.raw.as_bytes());
        assert_eq!(statuses(&answers), case.expect, "{}: {answers}", case.name);
    }
    running.stop();
}

#[test]
fn pieces_do_not_change_what_is_seen() {
    let running = Running::plain();
    for case in CASES.iter().filter(|case| case.raw.len() < 200) {
        let mut stream = running.connect();
        stream.set_nodelay(true).unwrap();
        for byte in case.raw.as_bytes().chunks(1) {
            // The refusal may come, and the connection close, before all was sent.
            if stream.write_all(byte).is_err() {
                break;
            }
        }
        let answers = all(&mut stream);
        // A reset can overtake the answer of a refusal that closes; what must not happen is another status.
        if !answers.is_empty() || case.expect.is_empty() {
            assert_eq!(statuses(&answers), case.expect, "{}: {answers}", case.name);
        }
    }
    running.stop();
}

#[test]
fn limits_of_the_head() {
    let running = Running::plain();
    let path = |length: usize| {
        format!(
            "GET /{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "a".repeat(length)
        )
    };
    let value = |length: usize| {
        format!(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: {}\r\n\r\n",
            "a".repeat(length)
        )
    };
    let lines = |count: usize| {
        let lines = "X: 1\r\n".repeat(count);
        format!("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{lines}\r\n")
    };
    let cases = [
        ("long path", path(10_000), "200"),
        ("path over the limit", path(10_240), "414"),
        ("large header", value(10_000), "200"),
        ("header over the limit", value(10_240), "431"),
        ("header far over the limit", value(100_000), "431"),
        ("many lines", lines(98), "200"),
        ("too many lines", lines(99), "431"),
    ];
    for (name, raw, expect) in cases {
        let answers = running.exchange(raw.as_bytes());
        assert_eq!(statuses(&answers), [expect], "{name}");
    }
    running.stop();
}

#[test]
fn a_body_longer_than_the_limit_is_cut_off() {
    let limits = crate::config::Limits {
        body_bytes: 10,
        ..Default::default()
    };
    let running = Running::start(limits, |_| {});
    let chunked = |body: &str| {
        format!("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n{body}")
    };
    let answers = running.exchange(chunked("a\r\n0123456789\r\n0\r\n\r\n").as_bytes());
    assert!(answers.ends_with("POST / 10"), "{answers}");
    let answers = running.exchange(chunked("a\r\n0123456789\r\n1\r\nx\r\n0\r\n\r\n").as_bytes());
    assert_eq!(statuses(&answers), ["413"], "{answers}");
    running.stop();
}
