//! Requests and answers as they follow each other on one HTTP/1.1 connection.

use std::io::{Read, Write};
use std::time::Duration;

use super::{Event, PATIENCE, Running, all, half_close, statuses, until};
use crate::config::Limits;

#[test]
fn pipelined_requests_are_answered_in_their_order() {
    let running = Running::plain();
    let mut raw = String::new();
    for number in 0..50 {
        raw.push_str(&match number % 3 {
            0 => format!("GET /{number} HTTP/1.1\r\nHost: a\r\n\r\n"),
            1 => format!("POST /{number} HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"),
            _ => format!(
                "POST /{number} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"
            ),
        });
    }
    raw.push_str("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    let answers = running.exchange(raw.as_bytes());
    let texts: Vec<_> = answers.split("\r\n\r\n").skip(1).collect();
    let mut expect: Vec<_> = (0..50)
        .map(|number| match number % 3 {
            0 => format!("GET /{number} 0"),
            _ => format!("POST /{number} 3"),
        })
        .collect();
    expect.push("GET /last 0".to_owned());
    assert_eq!(texts.len(), expect.len(), "{answers}");
    for (text, expect) in texts.iter().zip(expect) {
        assert!(text.starts_with(&expect), "{text} {expect}");
    }
    running.stop();
}

#[test]
fn every_cut_of_the_bytes_is_read_alike() {
    let running = Running::plain();
    let raw = "POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n\
               POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxy\r\nGET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    for cut in 1..raw.len() {
        let mut stream = running.connect();
        stream.set_nodelay(true).unwrap();
        let (first, second) = raw.as_bytes().split_at(cut);
        stream.write_all(first).unwrap();
        stream.write_all(second).unwrap();
        let answers = all(&mut stream);
        assert_eq!(
            statuses(&answers),
            ["200", "200", "200"],
            "cut at {cut}: {answers}"
        );
        for text in ["POST /1 5", "POST /2 2", "GET /3 0"] {
            assert!(answers.contains(text), "cut at {cut}: {answers}");
        }
    }
    running.stop();
}

#[test]
fn a_waiting_client_is_told_to_go_on_once_its_body_is_wanted() {
    let running = Running::plain();
    let head = |path: &str| {
        format!("POST {path} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    };
    let mut stream = running.connect();
    stream.write_all(head("/").as_bytes()).unwrap();
    assert_eq!(until(&mut stream, "\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"abc").unwrap();
    let answer = until(&mut stream, "POST / 3");
    assert_eq!(statuses(&answer), ["200"]);
    assert!(!answer.contains("connection:"), "{answer}");
    // Sent without waiting: nothing to be told.
    stream.write_all(format!("{}abc", head("/2")).as_bytes()).unwrap();
    assert_eq!(statuses(&until(&mut stream, "POST /2 3")), ["200"]);
    // Not wanted: answered without, and nothing that might be the body is taken for a request.
    stream.write_all(head("/early").as_bytes()).unwrap();
    let answer = all(&mut stream);
    assert_eq!(statuses(&answer), ["200"], "{answer}");
    assert!(answer.contains("Connection: close"), "{answer}");
    running.stop();
}

#[test]
fn an_unread_body_is_read_past_if_it_is_short() {
    let running = Running::plain();
    let body = "a".repeat(60_000);
    let next = "GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let counted = format!("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n{body}{next}");
    let chunked = format!(
        "POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nea60\r\n{body}\r\n0\r\n\r\n{next}"
    );
    for raw in [&counted, &chunked] {
        let answers = running.exchange(raw.as_bytes());
        assert_eq!(statuses(&answers), ["200", "200"], "{answers}");
        assert!(answers.ends_with("GET /next 0"), "{answers}");
    }
    // The body may come after the answer to it.
    let mut stream = running.connect();
    let (head, rest) = counted.split_at(200);
    stream.write_all(head.as_bytes()).unwrap();
    until(&mut stream, "early");
    stream.write_all(rest.as_bytes()).unwrap();
    assert!(all(&mut stream).ends_with("GET /next 0"));
    running.stop();
}

#[test]
fn after_a_long_unread_body_or_a_broken_one_nothing_is_served() {
    let running = Running::plain();
    let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
    let long = format!(
        "POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{}{next}",
        "a".repeat(100_000)
    );
    let long_chunk = format!(
        "POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n186a0\r\n{}\r\n0\r\n\r\n{next}",
        "a".repeat(100_000)
    );
    let broken = format!(
        "POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n{next}"
    );
    for raw in [&long, &long_chunk, &broken] {
        let answers = running.exchange(raw.as_bytes());
        assert_eq!(statuses(&answers), ["200"], "{answers}");
    }
    // The same for a handler that does read.
    let broken = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n{next}"
    );
    let answers = running.exchange(broken.as_bytes());
    assert_eq!(statuses(&answers), ["400"], "{answers}");
    assert!(answers.contains("Connection: close"), "{answers}");
    running.stop();
}

#[test]
fn a_body_that_breaks_off_ends_the_request() {
    let running = Running::plain();
    let mut stream = running.connect();
    stream
        .write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
        .unwrap();
    half_close(&stream);
    assert_eq!(statuses(&all(&mut stream)), ["400"]);
    running.stop();
}

#[test]
fn a_client_that_goes_after_sending_ahead_is_noticed_at_the_latest_when_it_is_its_turn() {
    let running = Running::plain();
    let mut stream = running.connect();
    stream
        .write_all(b"GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    until(&mut stream, "data: 1\n\n");
    half_close(&stream);
    assert_eq!(running.event(), Event::Begun);
    assert_eq!(running.event(), Event::ConnectionClosed);
    running.stop();
}

/// What is asked, and the answer with its date left out.
#[test]
fn answers_are_framed_for_who_asked() {
    let running = Running::plain();
    let close = "Connection: close\r\n\r\n";
    for (request, expect) in [
        (
            "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            format!("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n{close}GET /x 0"),
        ),
        (
            "HEAD /length HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            format!("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n{close}"),
        ),
        (
            "HEAD /pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            format!("HTTP/1.1 200 OK\r\n{close}"),
        ),
        (
            "GET /204 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            format!("HTTP/1.1 204 No Content\r\n{close}"),
        ),
        (
            "GET /304 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            format!("HTTP/1.1 304 Not Modified\r\n{close}"),
        ),
        (
            "GET /101 HTTP/1.1\r\nHost: a\r\n\r\n",
            format!("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n{close}never"),
        ),
        (
            "GET /pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            format!(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n{close}3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"
            ),
        ),
        (
            "GET /pieces HTTP/1.0\r\n\r\n",
            format!("HTTP/1.1 200 OK\r\n{close}onetwo"),
        ),
        (
            "GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            format!("HTTP/1.1 200 OK\r\n{close}onetwo"),
        ),
        (
            "GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /y HTTP/1.0\r\n\r\n",
            format!(
                "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: keep-alive\r\n\r\nGET /x 0HTTP/1.1 200 OK\r\nContent-Length: 8\r\n{close}GET /y 0"
            ),
        ),
        // An answer shorter or longer than announced is cut off: what follows could be taken for the next.
        ("GET /short HTTP/1.1\r\nHost: a\r\n\r\n", String::new()),
    ] {
        let answer = running.exchange(request.as_bytes());
        let lines: Vec<_> = answer.split("\r\n").collect();
        let undated: Vec<_> = lines
            .iter()
            .filter(|line| !line.starts_with("Date: "))
            .copied()
            .collect();
        assert_eq!(undated.join("\r\n"), expect, "{request}");
        let heads = answer.matches("HTTP/1.1 ").count();
        assert_eq!(lines.len() - undated.len(), heads, "{answer}");
    }
    running.stop();
}

#[test]
fn large_pieces_arrive_whole() {
    let running = Running::plain();
    let answer = running.exchange(b"GET /large-pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    let piece = "x".repeat(100_000);
    assert_eq!(body, format!("186a0\r\n{piece}\r\n186a0\r\n{piece}\r\n0\r\n\r\n"));
    running.stop();
}

#[test]
fn a_slow_reader_is_not_read_for() {
    let limits = Limits {
        send_idle_time: Duration::from_millis(200),
        keep_alive_time: PATIENCE,
        header_time: PATIENCE,
        ..Limits::default()
    };
    let running = Running::start(limits, |_| {});
    let mut stream = running.connect();
    stream
        .write_all(b"GET /counted HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    assert_eq!(running.event(), Event::Begun);
    // Nothing is read here. The socket's buffers fill, then the connection is cut, with most of the body never asked for.
    let Event::Taken(pieces) = running.event() else {
        panic!("the body is dropped first")
    };
    assert!(pieces < 700, "{pieces} pieces of 64 KiB were taken");
    assert_eq!(running.event(), Event::ConnectionClosed);
    running.stop();
}

#[test]
fn what_is_no_http_is_told_so_at_once() {
    let running = Running::plain();
    for raw in [
        &b"\x16\x03\x01\x02\x00"[..],
        b"GET / HTTP/1.1\r\nHost: a\r\n\x00: 1\r\n\r\n",
        b"GET / HTTP/3.0\r\nHost: a\r\n\r\n",
    ] {
        let answer = running.exchange(raw);
        assert_eq!(statuses(&answer), ["400"], "{answer}");
        assert!(answer.contains("Connection: close"), "{answer}");
        assert!(answer.ends_with("the request head is malformed"), "{answer}");
    }
    running.stop();
}

#[test]
fn an_answer_survives_what_the_client_still_sends() {
    let running = Running::plain();
    let mut stream = running.connect();
    stream
        .write_all(b"POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n")
        .unwrap();
    // Closing a socket with unread bytes resets the connection; the answer must come first.
    stream.write_all(&vec![b'a'; 500_000]).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.ends_with(b"early"));
    running.stop();
}
