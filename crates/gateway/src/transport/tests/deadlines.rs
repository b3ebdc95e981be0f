//! Slow, silent and vanished clients.

use std::io::{Read, Write};
use std::time::Duration;

use super::{Event, PATIENCE, Running, all, half_close, statuses, until};
use crate::config::Limits;

const SHORT: Duration = Duration::from_millis(60);

fn limits(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits {
        header_time: PATIENCE,
        keep_alive_time: PATIENCE,
        body_idle_time: PATIENCE,
        body_time: PATIENCE,
        send_idle_time: PATIENCE,
        ..Limits::default()
    };
    change(&mut limits);
    limits
}

#[test]
fn a_slow_head_gets_408() {
    let running = Running::start(limits(|limits| limits.header_time = SHORT), |_| {});
    assert_eq!(statuses(&running.exchange(b"GET / HTTP/1.1\r\nHost:")), ["408"]);
    // Silence is not a request: closed without a word.
    assert_eq!(running.exchange(b""), "");
    // The second request of a connection is watched like the first.
    let mut stream = running.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    until(&mut stream, "GET / 0");
    stream.write_all(b"GET / HTTP/1.1\r\nHost:").unwrap();
    assert_eq!(statuses(&all(&mut stream)), ["408"]);
    running.stop();
}

#[test]
fn an_idle_connection_is_closed() {
    let running = Running::start(limits(|limits| limits.keep_alive_time = SHORT), |_| {});
    let mut stream = running.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    until(&mut stream, "GET / 0");
    assert_eq!(all(&mut stream), "");
    running.stop();
}

#[test]
fn a_running_answer_is_not_idle() {
    let running = Running::start(
        limits(|limits| {
            limits.keep_alive_time = Duration::from_millis(20);
            limits.header_time = Duration::from_millis(20);
            limits.send_idle_time = Duration::from_millis(20);
        }),
        |_| {},
    );
    let mut stream = running.connect();
    stream
        .write_all(b"GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    until(&mut stream, "data: 1\n\n");
    // Ten times the deadlines later the stream is still open: the read times out, it does not end.
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let error = loop {
        match stream.read(&mut [0u8; 64]) {
            Ok(0) => panic!("closed"),
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), std::io::ErrorKind::WouldBlock);
    drop(stream);
    running.stop();
}

#[test]
fn a_slow_body_gets_408() {
    for limits in [
        limits(|limits| limits.body_idle_time = SHORT),
        limits(|limits| limits.body_time = SHORT),
    ] {
        let running = Running::start(limits, |_| {});
        let answer = running
            .exchange(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nConnection: close\r\n\r\nabc");
        assert_eq!(statuses(&answer), ["408"]);
        running.stop();
    }
}

#[test]
fn a_client_that_takes_nothing_is_cut() {
    let running = Running::start(limits(|limits| limits.send_idle_time = SHORT), |_| {});
    let mut stream = running.connect();
    stream
        .write_all(b"GET /flood HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    assert_eq!(running.event(), Event::Begun);
    assert_eq!(running.event(), Event::ConnectionClosed);
    running.stop();
}

#[test]
fn a_client_that_goes_cancels_its_request() {
    let running = Running::plain();
    for gone_for_good in [true, false] {
        let mut stream = running.connect();
        stream
            .write_all(b"GET /never HTTP/1.1\r\nHost: a\r\n\r\n")
            .unwrap();
        assert_eq!(running.event(), Event::Begun);
        if gone_for_good {
            drop(stream);
            assert_eq!(running.event(), Event::Cancelled);
        } else {
            half_close(&stream);
            assert_eq!(running.event(), Event::Cancelled);
        }
        assert_eq!(running.event(), Event::ConnectionClosed);
    }
    running.stop();
}

#[test]
fn connections_over_the_limit_are_closed() {
    let running = Running::start(limits(|limits| limits.connections = 1), |_| {});
    let mut first = running.connect();
    first.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    until(&mut first, "GET / 0");
    assert_eq!(running.event(), Event::Begun);
    assert_eq!(all(&mut running.connect()), "");
    assert_eq!(running.event(), Event::Refused("too_many_connections"));
    drop(first);
    assert_eq!(running.event(), Event::ConnectionClosed);
    assert_eq!(statuses(&running.exchange(b"GET / HTTP/1.0\r\n\r\n")), ["200"]);
    running.stop();
}
