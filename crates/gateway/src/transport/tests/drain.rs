//! Ending: what runs is finished, what is idle is closed, what takes too long is cut.

use std::io::Write;
use std::time::Duration;

use super::{Event, PATIENCE, Running, all, until};

#[test]
fn idle_connections_close_and_no_new_ones_are_taken() {
    let running = Running::plain();
    let address = running.address();
    let (mut idle, mut silent) = (running.connect(), running.connect());
    idle.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    until(&mut idle, "GET / 0");
    let drained = running.transport.shutdown(PATIENCE).unwrap();
    assert_eq!(drained.cut, 0);
    assert_eq!(all(&mut idle), "");
    assert_eq!(all(&mut silent), "");
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn a_running_request_is_finished_and_told_to_close() {
    let running = Running::plain();
    let mut stream = running.connect();
    stream
        .write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc")
        .unwrap();
    assert_eq!(running.event(), Event::Begun);
    let Running { transport, events } = running;
    let address = transport.addresses()[0];
    let ending = std::thread::spawn(move || transport.shutdown(PATIENCE).unwrap());
    // The listener is closed first; once nobody answers there, the drain has begun.
    while std::net::TcpStream::connect(address).is_ok() {}
    stream.write_all(b"def").unwrap();
    let answer = all(&mut stream);
    assert!(answer.contains("Connection: close"), "{answer}");
    assert!(answer.ends_with("POST / 6"), "{answer}");
    assert_eq!(ending.join().unwrap().cut, 0);
    drop(events);
}

#[test]
fn what_takes_too_long_is_cut() {
    let running = Running::plain();
    let mut stream = running.connect();
    stream
        .write_all(b"GET /never HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    assert_eq!(running.event(), Event::Begun);
    let drained = running.transport.shutdown(Duration::from_millis(30)).unwrap();
    assert_eq!(drained.cut, 1);
    assert_eq!(running.events.recv_timeout(PATIENCE).unwrap(), Event::Cancelled);
    assert_eq!(all(&mut stream), "");
}
