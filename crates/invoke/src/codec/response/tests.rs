use super::*;

const LIMITS: HeadLimits = HeadLimits {
    bytes_max: 1024,
    headers_max: 8,
};

/// Parses one head as it would come off a connection.
fn parse(text: &str, answers_head: bool) -> Result<Head, InvokeError> {
    let end = head_end(text.as_bytes(), 0, LIMITS)?.expect("a whole head");
    parse_head(
        &Bytes::copy_from_slice(&text.as_bytes()[..end]),
        answers_head,
        LIMITS,
    )
}

fn check(text: &str, answers_head: bool, expect: (u16, Framing, bool)) {
    match parse(text, answers_head) {
        Ok(Head::Final(head)) => assert_eq!(
            (head.status.as_u16(), head.framing, head.keep_alive),
            expect,
            "{text:?}"
        ),
        other => panic!("{text:?}: {other:?}"),
    }
}

#[test]
fn framing_and_reuse() {
    use Framing::{Chunked, Length, UntilClose};
    let get: &[(&str, (u16, Framing, bool))] = &[
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
            (200, Length(5), true),
        ),
        ("HTTP/1.1 200\r\ncontent-length:5\r\n\r\n", (200, Length(5), true)),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n",
            (200, Chunked, true),
        ),
        ("HTTP/1.1 200 OK\r\n\r\n", (200, UntilClose, false)),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: Close\r\n\r\n",
            (200, Length(5), false),
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: x, close\r\n\r\n",
            (200, Length(5), false),
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\n",
            (200, Length(5), true),
        ),
        (
            "HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\n",
            (200, Length(5), false),
        ),
        ("HTTP/1.0 200 OK\r\n\r\n", (200, UntilClose, false)),
        ("HTTP/1.1 204 No Content\r\n\r\n", (204, Length(0), true)),
        (
            "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
            (204, Length(0), true),
        ),
        (
            "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
            (204, Length(0), false),
        ),
        (
            "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
            (204, Length(0), false),
        ),
        (
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
            (304, Length(0), true),
        ),
        (
            "HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n",
            (599, Length(0), true),
        ),
    ];
    for (text, expect) in get {
        check(text, false, *expect);
    }
    check(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
        true,
        (200, Length(0), true),
    );
    check(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        true,
        (200, Length(0), true),
    );
    check("HTTP/1.1 200 OK\r\n\r\n", true, (200, Length(0), true));
}

#[test]
fn malformed_heads() {
    let cases: &[(&str, Malformed)] = &[
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
            Malformed::ContentLengthRepeated,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
            Malformed::ContentLengthRepeated,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n",
            Malformed::ContentLength,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            Malformed::ContentLength,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n",
            Malformed::ContentLength,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n",
            Malformed::ContentLength,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
            Malformed::ContentLength,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551616\r\n\r\n",
            Malformed::ContentLength,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
            Malformed::LengthAndCoding,
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            Malformed::TransferCoding,
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
            Malformed::TransferCoding,
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n",
            Malformed::TransferCoding,
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            Malformed::TransferCoding,
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n",
            Malformed::TransferCoding,
        ),
        (
            "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            Malformed::TransferCoding,
        ),
        ("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\r\n A: b\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\r\nA : b\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\r\n: b\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\nContent-Length: 5\r\n\r\n", Malformed::Header),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\n\n", Malformed::Header),
        ("\r\nHTTP/1.1 200 OK\r\n\r\n", Malformed::StatusLine),
        ("HTTP/2 200 OK\r\n\r\n", Malformed::StatusLine),
        ("HTTP/1.2 200 OK\r\n\r\n", Malformed::StatusLine),
        ("HTTP/1.1 2000 OK\r\n\r\n", Malformed::StatusLine),
        ("HTTP/1.1  200 OK\r\n\r\n", Malformed::StatusLine),
        ("SSH-2.0-x\r\n\r\n", Malformed::StatusLine),
        ("HTTP/1.1 099 Low\r\n\r\n", Malformed::Status),
        ("HTTP/1.1 600 High\r\n\r\n", Malformed::Status),
        (
            "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n",
            Malformed::Upgrade,
        ),
        (
            "HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n",
            Malformed::InterimBody,
        ),
        (
            "HTTP/1.1 103 Hints\r\nTransfer-Encoding: chunked\r\n\r\n",
            Malformed::InterimBody,
        ),
    ];
    for (text, expect) in cases {
        match parse(text, false) {
            Err(InvokeError::Malformed(fault)) => assert_eq!(fault, *expect, "{text:?}"),
            other => panic!("{text:?}: {other:?}"),
        }
    }
}

#[test]
fn interim_heads_are_told_apart() {
    assert!(matches!(
        parse("HTTP/1.1 100 Continue\r\n\r\n", false),
        Ok(Head::Interim)
    ));
    assert!(matches!(
        parse("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", false),
        Ok(Head::Interim)
    ));
}

#[test]
fn headers_of_the_connection_stay_behind() {
    let text = "HTTP/1.1 200 OK\r\nConnection: X-Private, keep-alive\r\nX-Private: 1\r\nX-Private: 2\r\n\
                Keep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n";
    let Ok(Head::Final(head)) = parse(text, true) else {
        panic!("no head")
    };
    let got: Vec<_> = head
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    assert_eq!(got, [("set-cookie", "a=1"), ("set-cookie", "b=2")]);

    let text = "HTTP/1.1 200 OK\r\nTE: x\r\nTrailer: x\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\n\r\n";
    let Ok(Head::Final(head)) = parse(text, false) else {
        panic!("no head")
    };
    assert!(head.headers.is_empty(), "{:?}", head.headers);
}

#[test]
fn limits_hold() {
    let long = format!("HTTP/1.1 200 OK\r\nA: {}\r\n\r\n", "b".repeat(1024));
    assert!(matches!(
        head_end(long.as_bytes(), 0, LIMITS),
        Err(InvokeError::ResponseHeadTooLarge { bytes_max: 1024 })
    ));
    assert!(matches!(
        head_end(&long.as_bytes()[..1024], 0, LIMITS),
        Err(InvokeError::ResponseHeadTooLarge { bytes_max: 1024 })
    ));
    let exact = format!("HTTP/1.1 200 OK\r\nA: {}\r\n\r\n", "b".repeat(1024 - 24));
    assert_eq!(exact.len(), 1024);
    assert!(matches!(
        head_end(format!("{exact}body").as_bytes(), 0, LIMITS),
        Ok(Some(1024))
    ));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "A: b\r\n".repeat(9));
    assert!(matches!(
        parse(&many, false),
        Err(InvokeError::TooManyHeaders { headers_max: 8 })
    ));
}

#[test]
fn an_end_is_found_however_the_head_trickles() {
    let text = b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody";
    for cut in 0..text.len() - 4 {
        assert!(matches!(head_end(&text[..cut], 0, LIMITS), Ok(None)), "{cut}");
        assert!(matches!(head_end(text, cut, LIMITS), Ok(Some(25))), "{cut}");
    }
}
