//! What upstreams see, and what clients see of their answers.

use testkit::{client::Connection, fixture, upstream::Upstream};

use crate::{POLICY, Served};

#[test]
fn a_proxied_request_arrives_as_aws_passes_it() {
    let upstream = Upstream::answering(
        "HTTP/1.1 203 Fine\r\nServer: stub\r\nDate: then\r\nX-Amzn-ErrorType: Forged\r\nX-Own: a\r\nX-Own: b\r\n\
         Content-Length: 2\r\n\r\nok",
    );
    let served = Served::new(&fixture::definition(&upstream.url(), Some(POLICY), &[]));
    let reply = served.ask(
        "GET /prod/users/a%20b/c?x=1&y=%2F+ HTTP/1.1\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n\
         Connection: keep-alive, X-Hop\r\nX-Hop: 1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=a\r\nX-Amzn-Apigateway-Api-Id: forged\r\n\
         Accept: text/plain\r\nX-Twice: a\r\nX-Twice: b",
    );
    assert_eq!((reply.status, reply.text().as_str()), (203, "ok"));
    assert_eq!(reply.header("x-amzn-remapped-server"), Some("stub"));
    assert_eq!(reply.header("x-amzn-remapped-date"), Some("then"));
    assert_eq!(reply.header("server"), None);
    assert_eq!(reply.header("x-amzn-errortype"), None);
    assert_eq!(
        reply.headers.iter().filter(|(name, _)| name == "x-own").count(),
        2
    );
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("x-amzn-requestid").map(str::len), Some(36));
    let seen = upstream.received().remove(0);
    assert_eq!(seen.line(), "GET /users/a%20b/c?x=1&y=%2F+ HTTP/1.1");
    assert_eq!(seen.headers("x-forwarded-for"), ["192.0.2.1, 127.0.0.1"]);
    assert_eq!(seen.headers("x-forwarded-proto"), ["http"]);
    assert_eq!(
        seen.headers("x-forwarded-port"),
        [served.address().port().to_string()]
    );
    assert_eq!(seen.headers("x-amzn-apigateway-api-id"), [fixture::API]);
    assert_eq!(seen.headers("host"), [upstream.address().to_string()]);
    assert_eq!(seen.headers("accept"), ["text/plain"]);
    assert_eq!(seen.headers("x-twice"), ["a", "b"]);
    for gone in ["authorization", "x-hop", "connection"] {
        assert!(seen.headers(gone).is_empty(), "{gone}: {seen:?}");
    }
    let trace = seen.headers("x-amzn-trace-id");
    assert_eq!(reply.header("x-amzn-trace-id"), Some(trace[0]));
}

#[test]
fn every_form_of_the_invoke_url_leads_to_the_same_method() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), Some(POLICY), &[]));
    let id = fixture::API;
    for (path, host) in [
        ("/prod/pets", "anything.test".to_owned()),
        (
            "/prod/pets",
            format!("{id}.execute-api.eu-west-1.amazonaws.com:8443"),
        ),
        (
            "/prod/pets",
            format!("{id}.execute-api.localhost.localstack.cloud:4566"),
        ),
        (&format!("/_aws/execute-api/{id}/prod/pets"), "x".to_owned()),
        (
            &format!("/restapis/{id}/prod/_user_request_/pets"),
            "x".to_owned(),
        ),
    ] {
        let mut connection = Connection::open(served.address());
        connection.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert_eq!(connection.reply().unwrap().status, 200, "{host}{path}");
        assert_eq!(upstream.take().remove(0).line(), "GET /pets HTTP/1.1");
    }
    let mut connection = Connection::open(served.address());
    connection.send("GET /prod/pets HTTP/1.1\r\nHost: other.execute-api.eu-west-1.amazonaws.com\r\n\r\n");
    assert_eq!(connection.reply().unwrap().status, 403);
}

#[test]
fn bodies_pass_both_ways_and_the_connection_is_kept() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), Some(POLICY), &[]));
    let mut connection = Connection::open(served.address());
    for _ in 0..2 {
        connection.send("POST /prod/pets HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
        assert_eq!(connection.reply().unwrap().text(), "upstream\n");
    }
    connection.send(
        "POST /prod/pets HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    );
    assert_eq!(connection.reply().unwrap().status, 200);
    let bodies: Vec<_> = upstream
        .received()
        .into_iter()
        .map(|request| request.body)
        .collect();
    assert_eq!(bodies[0], b"hello");
    assert!(bodies[2].windows(5).any(|window| window == b"hello"));
    connection.send("HEAD /prod/nope HTTP/1.1\r\nHost: a\r\n\r\n");
    let reply = connection.head().unwrap();
    assert_eq!((reply.status, reply.header("content-length")), (403, Some("42")));
    connection.send("GET /prod/pets HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(connection.reply().unwrap().status, 200);
}

#[test]
fn an_upstream_that_lies_about_its_length_breaks_the_answer_off() {
    let upstream = Upstream::serving(|_, stream| {
        use std::io::Write;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
        false
    });
    let served = Served::new(&fixture::definition(&upstream.url(), None, &[]));
    let mut connection = Connection::open(served.address());
    connection.send("GET /prod/pets HTTP/1.1\r\nHost: a\r\n\r\n");
    // However much of it has arrived, the client can tell that it is not all.
    let everything = String::from_utf8(connection.until_closed()).unwrap();
    let body = everything.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    assert!("short".starts_with(body), "{everything}");
    let kept = served.only_record();
    assert!(
        kept.incomplete && kept.integration_error.contains("closed the connection"),
        "{kept:?}"
    );
}

#[test]
fn a_connection_with_more_in_it_than_was_announced_is_not_used_again() {
    let (opened, connections) = std::sync::mpsc::channel();
    let upstream = Upstream::serving(move |_, stream| {
        use std::io::Write;
        let _ = opened.send(stream.peer_addr().unwrap());
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")
            .is_ok()
    });
    let served = Served::new(&fixture::definition(&upstream.url(), None, &[]));
    for _ in 0..2 {
        assert_eq!(served.ask("GET /prod/pets HTTP/1.1").text(), "ok");
    }
    let seen: Vec<_> = connections.try_iter().collect();
    assert!(seen.len() == 2 && seen[0] != seen[1], "{seen:?}");
}

#[test]
fn http_and_mock_integrations_map_what_they_say() {
    let upstream = Upstream::answering("HTTP/1.1 404 No\r\nX-Why: gone\r\nContent-Length: 4\r\n\r\nbody");
    let url = upstream.url();
    let definition = format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},"paths":{{
        "/http/{{id}}":{{"get":{{"parameters":[{{"name":"id","in":"path","required":true,"schema":{{"type":"string"}}}},
            {{"name":"q","in":"query","schema":{{"type":"string"}}}}],
          "responses":{{"200":{{"description":"ok"}},"410":{{"description":"gone","headers":{{"X-Reason":{{"schema":{{"type":"string"}}}}}}}}}},
          "x-amazon-apigateway-integration":{{"type":"http","httpMethod":"POST","uri":"{url}/v1/{{id}}?fixed=1",
            "requestParameters":{{"integration.request.path.id":"method.request.path.id",
              "integration.request.querystring.p":"method.request.querystring.q",
              "integration.request.header.X-Own":"'static'"}},
            "responses":{{"default":{{"statusCode":"200"}},
              "4\\d\\d":{{"statusCode":"410","responseParameters":{{"method.response.header.X-Reason":"integration.response.header.X-Why"}}}}}}}}}}}},
        "/mock":{{"get":{{"responses":{{"200":{{"description":"ok"}}}},
          "x-amazon-apigateway-integration":{{"type":"mock","requestTemplates":{{"application/json":"{{\"statusCode\": 200}}"}},
            "responses":{{"default":{{"statusCode":"200","responseTemplates":{{"application/json":"{{\"up\":true}}"}}}}}}}}}}}}}}}}"#
    );
    let served = Served::new(&definition);
    let reply = served.ask("GET /prod/http/a%2Db?q=x%20y&other=1 HTTP/1.1\r\nX-Client: 1");
    assert_eq!((reply.status, reply.text().as_str()), (410, "body"));
    assert_eq!(reply.header("x-reason"), Some("gone"));
    assert_eq!(reply.header("x-why"), None);
    let seen = upstream.received().remove(0);
    assert_eq!(seen.line(), "POST /v1/a%2Db?fixed=1&p=x%20y HTTP/1.1");
    assert_eq!(
        seen.headers("user-agent"),
        [format!("AmazonAPIGateway_{}", fixture::API)]
    );
    assert_eq!(seen.headers("x-own"), ["static"]);
    assert!(seen.headers("x-client").is_empty());
    let reply = served.ask("GET /prod/mock HTTP/1.1");
    assert_eq!((reply.status, reply.text().as_str()), (200, r#"{"up":true}"#));
    assert_eq!(reply.header("x-amzn-trace-id"), None);
}

#[test]
fn a_client_that_goes_away_closes_the_upstream() {
    use std::{io::Read, sync::mpsc};
    let (closed, told) = mpsc::channel();
    let upstream = Upstream::serving(move |_, stream| {
        use std::io::Write;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n7\r\ndata: 1\r\n");
        let _ = closed.send(matches!(stream.read(&mut [0; 1]), Ok(0) | Err(_)));
        false
    });
    let served = Served::new(&fixture::definition(&upstream.url(), None, &[]));
    let mut connection = Connection::open(served.address());
    connection.send("GET /prod/pets HTTP/1.1\r\nHost: a\r\n\r\n");
    let head = connection.head().unwrap();
    assert_eq!(head.header("content-type"), Some("text/event-stream"));
    assert_eq!(connection.chunk(), b"data: 1");
    drop(connection);
    assert!(told.recv_timeout(testkit::client::PATIENCE).unwrap());
}

#[test]
fn cookies_of_several_lines_arrive_as_one() {
    let upstream = Upstream::ok();
    let served = Served::new(&fixture::definition(&upstream.url(), None, &[]));
    served.ask("GET /prod/pets HTTP/1.1\r\nCookie: a=1\r\nCookie: b=2");
    assert_eq!(upstream.received().remove(0).headers("cookie"), ["a=1; b=2"]);
}

/// Streams live longer than snapshots, and must not keep them.
#[test]
fn a_stream_lets_go_of_a_snapshot_that_was_replaced() {
    use std::{
        io::Write,
        sync::{Arc, Mutex, mpsc},
    };
    let (event, events) = mpsc::channel::<&[u8]>();
    let events = Mutex::new(events);
    let upstream = Upstream::serving(move |request, stream| {
        if !request.line().contains("/pets") {
            return stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                .is_ok();
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for event in events.lock().unwrap().iter() {
            let _ = stream.write_all(event);
        }
        false
    });
    let definition = fixture::definition(&upstream.url(), None, &[]);
    let served = Served::new(&definition);
    let first = Arc::downgrade(&served.gateway.snapshot());
    let mut stream = Connection::open(served.address());
    stream.send("GET /prod/pets HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(stream.head().unwrap().status, 200);
    event.send(b"3\r\none\r\n").unwrap();
    assert_eq!(stream.chunk(), b"one");
    let replace = || {
        let stage = gateway::Stage::new(Arc::clone(&served.deployment), None).unwrap();
        let change = gateway::SnapshotChange::Files(vec![Arc::new(stage)]);
        served.gateway.update(vec![change]).unwrap();
        assert_eq!(served.ask("GET /prod/admin HTTP/1.1").status, 200);
    };
    replace();
    assert!(first.upgrade().is_some(), "the stream has it still");
    event.send(b"3\r\ntwo\r\n").unwrap();
    assert_eq!(stream.chunk(), b"two");
    replace();
    assert!(first.upgrade().is_none());
    event.send(b"0\r\n\r\n").unwrap();
    drop(event);
    assert_eq!(stream.chunk(), b"");
    let count =
        r#"portcullis_requests_total{api="a1b2c3d4e5",stage="prod",class="2xx",decision="no_policy"} 3"#;
    super::patiently(|| served.gateway.metrics_text().contains(count).then_some(()));
}
