//! What is refused for want of something, for its size, or because it takes too long.

use std::{io::Write, time::Duration};

use testkit::{client::Connection, fixture, upstream::Upstream};

use crate::Served;

#[test]
fn required_parameters_are_told_by_name() {
    let upstream = Upstream::ok();
    let url = upstream.url();
    let parameter = |place: &str, name: &str| {
        format!(r#"{{"name":"{name}","in":"{place}","required":true,"schema":{{"type":"string"}}}}"#)
    };
    let parameters = [
        parameter("query", "page"),
        parameter("header", "X-Key"),
        parameter("query", "size"),
    ];
    let served = Served::new(&format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},
        "x-amazon-apigateway-request-validators":{{"parameters":{{"validateRequestParameters":true,"validateRequestBody":false}}}},
        "x-amazon-apigateway-request-validator":"parameters",
        "paths":{{"/p":{{"get":{{"parameters":[{}],"responses":{{}},
          "x-amazon-apigateway-integration":{{"type":"http_proxy","httpMethod":"GET","uri":"{url}/p"}}}}}}}}}}"#,
        parameters.join(",")
    ));
    for (request, missing) in [
        ("GET /prod/p HTTP/1.1", "X-Key, page, size"),
        ("GET /prod/p?page=&size=1 HTTP/1.1\r\nX-Key: k", "page"),
        ("GET /prod/p?page=1&size=1 HTTP/1.1\r\nX-Key:", "X-Key"),
    ] {
        let reply = served.ask(request);
        let expect = format!(r#"{{"message":"Missing required request parameters: [{missing}]"}}"#);
        assert_eq!((reply.status, reply.text()), (400, expect), "{request}");
        assert_eq!(served.record(&reply).response_type, "BAD_REQUEST_PARAMETERS");
    }
    assert!(upstream.received().is_empty());
    let whole = served.ask("GET /prod/p?page=1&size=2 HTTP/1.1\r\nX-Key: k");
    assert_eq!(whole.status, 200);
}

#[test]
fn bodies_beyond_the_limit_are_refused_and_others_counted() {
    let upstream = Upstream::ok();
    let definition = fixture::definition(&upstream.url(), None, &[]);
    let served = Served::listening(&definition, |_, transport| transport.limits.body_bytes = 10);
    let post = |framing: &str, body: &str| {
        let mut connection = Connection::open(served.address());
        connection.send(format!(
            "POST /prod/pets HTTP/1.1\r\nHost: a\r\n{framing}\r\n\r\n{body}"
        ));
        connection.reply().unwrap()
    };
    let (length, chunked) = ("Content-Length: ", "Transfer-Encoding: chunked");
    for (framing, body) in [
        (format!("{length}11"), "12345678901"),
        (chunked.to_owned(), "6\r\n123456\r\n5\r\n12345\r\n0\r\n\r\n"),
    ] {
        let reply = post(&framing, body);
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (413, r#"{"message":"Request Too Long"}"#)
        );
        let kept = served.record(&reply);
        assert_eq!(
            (kept.response_type.as_str(), kept.limit.as_str()),
            ("REQUEST_TOO_LARGE", "body_bytes")
        );
    }
    for (framing, body) in [
        (format!("{length}10"), "1234567890"),
        (chunked.to_owned(), "6\r\n123456\r\n4\r\n1234\r\n0\r\n\r\n"),
    ] {
        let reply = post(&framing, body);
        assert_eq!(
            (reply.status, served.record(&reply).request_bytes),
            (200, 10),
            "{framing}"
        );
    }
}

#[test]
fn an_upstream_that_stalls_is_given_up() {
    let upstream = Upstream::serving(|_, stream| {
        // Nothing is answered; the end of the connection is waited for.
        let _ = std::io::Read::read(stream, &mut [0; 1]);
        false
    });
    let definition = fixture::definition(&upstream.url(), None, &[]).replace(
        r#""httpMethod":"ANY""#,
        r#""httpMethod":"ANY","timeoutInMillis":60"#,
    );
    let served = Served::new(&definition);
    let reply = served.ask("GET /prod/pets HTTP/1.1");
    assert_eq!(
        (reply.status, reply.text().as_str()),
        (504, r#"{"message": "Endpoint request timed out"}"#)
    );
    let kept = served.record(&reply);
    assert_eq!(
        (kept.response_type.as_str(), kept.limit.as_str()),
        ("INTEGRATION_TIMEOUT", "integration_timeout_ms")
    );
    assert!(kept.integration_latency_us.unwrap() >= 60_000, "{kept:?}");
}

#[test]
fn a_response_that_never_ends_is_cut() {
    for stalls in [true, false] {
        let upstream = Upstream::serving(move |_, stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while stream.write_all(b"1\r\nx\r\n").is_ok() {
                if stalls {
                    let _ = std::io::Read::read(stream, &mut [0; 1]);
                }
            }
            false
        });
        let definition = fixture::definition(&upstream.url(), None, &[]);
        let served = Served::listening(&definition, |_, transport| {
            transport.limits.response_time = Duration::from_millis(200);
        });
        let mut connection = Connection::open(served.address());
        connection.send("GET /prod/pets HTTP/1.1\r\nHost: a\r\n\r\n");
        let everything = connection.until_closed();
        assert!(everything.starts_with(b"HTTP/1.1 200"));
        assert!(!everything.ends_with(b"0\r\n\r\n"));
        let kept = served.only_record();
        assert_eq!(
            (kept.incomplete, kept.limit.as_str()),
            (true, "response_time"),
            "{kept:?}"
        );
        assert!(kept.latency_us >= 200_000, "{kept:?}");
    }
}
