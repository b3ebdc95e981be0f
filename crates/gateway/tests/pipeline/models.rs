//! Bodies against the models of their content types: nothing that does not fit reaches the upstream.

use std::fmt::Write as _;

use gateway::Phase;
use testkit::{
    client::{Connection, Reply},
    upstream::Upstream,
};

use crate::Served;

/// `POST /pets` takes a pet in JSON, and a number under any other type where `other` is set.
fn definition(url: &str, other: bool, more: &str) -> String {
    let other = if other {
        r#","*/*":{"schema":{"type":"number"}}"#
    } else {
        ""
    };
    format!(
        r##"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},{more}
        "components":{{"schemas":{{
          "Name":{{"type":"string","minLength":1}},
          "Pet":{{"type":"object","required":["name"],"properties":{{"name":{{"$ref":"#/components/schemas/Name"}},"friends":{{"type":"array","items":{{"$ref":"#/components/schemas/Pet"}}}}}}}}}}}},
        "x-amazon-apigateway-request-validators":{{"all":{{"validateRequestParameters":true,"validateRequestBody":true}}}},
        "x-amazon-apigateway-request-validator":"all",
        "paths":{{"/pets":{{"post":{{"parameters":[{{"name":"q","in":"query","required":true,"schema":{{"type":"string"}}}}],
          "requestBody":{{"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Pet"}}}}{other}}}}},"responses":{{}},
          "x-amazon-apigateway-integration":{{"type":"http_proxy","httpMethod":"POST","uri":"{url}/p"}}}}}}}}}}"##
    )
}

fn post(served: &Served, headers: &[&str], body: &str) -> Reply {
    let mut request = "POST /prod/pets?q=1 HTTP/1.1\r\nHost: a\r\n".to_owned();
    for header in headers {
        write!(request, "{header}\r\n").unwrap();
    }
    write!(request, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut connection = Connection::open(served.address());
    connection.send(request);
    connection.reply().unwrap()
}

const JSON: &str = "Content-Type: application/json";

#[test]
fn bodies_that_do_not_fit_are_refused_before_the_upstream_sees_anything() {
    let upstream = Upstream::ok();
    let served = Served::new(&definition(&upstream.url(), false, ""));
    for (headers, body, why) in [
        (&[JSON][..], r#"{"friends":[]}"#, "missing required properties"),
        (&[], r#"{"friends":[]}"#, "missing required properties"),
        (
            &["content-type: Application/JSON; charset=utf-8"],
            r#"{"name":""}"#,
            "too short",
        ),
        (&[JSON], r#"{"name":"a","friends":[{"name":1}]}"#, "type"),
        (&[JSON], "", ""),
        (&[JSON], "{", ""),
        (&[JSON], "\u{e9}", ""),
        (
            &[JSON, "Content-Type: text/plain"],
            r#"{"name":"a"}"#,
            "more than one content type",
        ),
        (
            &["Content-Type: text/plain", JSON],
            "x",
            "more than one content type",
        ),
        (
            &["Content-Type: text/plain, application/json"],
            "x",
            "more than one content type",
        ),
    ] {
        let reply = post(&served, headers, body);
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (400, r#"{"message":"Invalid request body"}"#),
            "{body}"
        );
        assert_eq!(reply.header("x-amzn-errortype"), Some("BadRequestException"));
        let kept = served.record(&reply);
        assert_eq!(kept.response_type, "BAD_REQUEST_BODY");
        assert_eq!(kept.phases.validation, Phase::Refused);
        assert!(
            !kept.reason.is_empty() && kept.reason.contains(why),
            "{}",
            kept.reason
        );
    }
    assert!(upstream.received().is_empty());
    let body = r#"{"name":"a","friends":[{"name":"b"}]}"#;
    let reply = post(&served, &[JSON], body);
    assert_eq!(reply.status, 200);
    let kept = served.record(&reply);
    assert_eq!((kept.phases.validation, kept.request_bytes), (Phase::Passed, 37));
    assert_eq!(upstream.take()[0].body, body.as_bytes());
    // As on AWS, a type without a model is not checked.
    assert_eq!(post(&served, &["Content-Type: text/plain"], "x").status, 200);
}

#[test]
fn one_model_may_serve_every_other_type() {
    let upstream = Upstream::ok();
    let served = Served::new(&definition(&upstream.url(), true, ""));
    let other = ["Content-Type: text/plain"];
    for (headers, body, status) in [
        (&other[..], "1", 200),
        (&other, "x", 400),
        (&["Content-Type: /"], "{}", 400),
        (&[JSON], "1", 400),
        (&[], r#"{"name":"a"}"#, 200),
    ] {
        assert_eq!(post(&served, headers, body).status, status, "{body}");
    }
}

#[test]
fn a_body_that_comes_in_pieces_is_waited_for_and_has_its_limits() {
    let upstream = Upstream::ok();
    let text = definition(&upstream.url(), false, "");
    let served = Served::listening(&text, |_, transport| transport.limits.body_bytes = 64);
    let chunked = |chunks: &[&str]| {
        let mut connection = Connection::open(served.address());
        connection.send(format!(
            "POST /prod/pets?q=1 HTTP/1.1\r\nHost: a\r\n{JSON}\r\nTransfer-Encoding: chunked\r\n\r\n"
        ));
        for chunk in chunks {
            connection.send(format!("{:x}\r\n{chunk}\r\n", chunk.len()));
        }
        connection.send("0\r\n\r\n");
        connection.reply().unwrap()
    };
    assert_eq!(chunked(&["{\"na", "me\":", "\"a\"}"]).status, 200);
    let seen = upstream.take();
    assert_eq!(seen[0].headers("content-length"), ["12"]);
    assert_eq!(seen[0].body, b"{\"name\":\"a\"}");
    assert_eq!(chunked(&["{\"name\"", ":1}"]).status, 400);
    let long = "x".repeat(40);
    assert_eq!(chunked(&[&long, &long]).status, 413);
    // Parameters come first: nobody waits for a body that cannot help.
    let mut connection = Connection::open(served.address());
    connection.send(format!(
        "POST /prod/pets HTTP/1.1\r\nHost: a\r\n{JSON}\r\nContent-Length: 20\r\n\r\n"
    ));
    let head = connection.head().unwrap();
    assert_eq!(head.status, 400);
    assert!(upstream.received().is_empty());
}

#[test]
fn bodies_that_are_held_share_a_room() {
    let upstream = Upstream::ok();
    let text = definition(&upstream.url(), false, "");
    let served = Served::with(&text, |plane| plane.whole_bodies_bytes_max = 20);
    let reply = post(&served, &[JSON], r#"{"name":"longer than the room"}"#);
    assert_eq!(
        (reply.status, reply.text().as_str()),
        (429, r#"{"message":"Too Many Requests"}"#)
    );
    assert_eq!(served.record(&reply).limit, "whole_bodies_bytes_max");
    assert!(upstream.received().is_empty());
    // What was taken is given back, after every answer.
    for _ in 0..3 {
        assert_eq!(post(&served, &[JSON], r#"{"name":"fits"}"#).status, 200);
        assert_eq!(post(&served, &[JSON], r#"{"name":1}"#).status, 400);
    }
}

#[test]
fn owners_tell_their_clients_what_does_not_fit() {
    let upstream = Upstream::ok();
    let more = r#""x-amazon-apigateway-gateway-responses":{"BAD_REQUEST_BODY":{"statusCode":422,"responseTemplates":{"application/json":"{\"why\":\"$context.error.validationErrorString\"}"}}},"#;
    let served = Served::new(&definition(&upstream.url(), false, more));
    let reply = post(&served, &[JSON], "{\"name\":1}");
    assert_eq!(reply.status, 422);
    let text = reply.text();
    assert!(
        text.starts_with("{\"why\":\"[") && text.contains("type"),
        "{text}"
    );
}
