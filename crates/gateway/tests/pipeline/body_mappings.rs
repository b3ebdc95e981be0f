//! Headers, query and path that are taken out of bodies, both ways.

use std::io::Write as _;

use testkit::{
    client::{Connection, Reply},
    upstream::Upstream,
};

use crate::Served;

/// A definition with one method at `/p`, whose integration takes its parameters out of the body.
fn definition(kind: &str, url: &str, more: &str) -> String {
    format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},"paths":{{"/p":{{"post":{{
          "responses":{{"200":{{"description":"ok","headers":{{"Location":{{}},"X-Whole":{{}}}}}}}},
          "x-amazon-apigateway-integration":{{"type":"{kind}","httpMethod":"POST","uri":"{url}/up/{{id}}",
            "requestParameters":{{
              "integration.request.path.id":"method.request.body.pet.id",
              "integration.request.querystring.tags":"method.request.body.pet.tags",
              "integration.request.header.X-Name":"method.request.body.pet['name']",
              "integration.request.header.X-Body":"method.request.body"}},{more}
            "responses":{{"default":{{"statusCode":"200","responseParameters":{{
              "method.response.header.Location":"integration.response.body.redirect.url",
              "method.response.header.X-Whole":"integration.response.body"}}}}}}}}}}}}}}}}"#
    )
}

fn send(served: &Served, body: &str) -> Reply {
    let mut connection = Connection::open(served.address());
    connection.send(format!(
        "POST /prod/p HTTP/1.1\r\nHost: a\r\nX-Name: mine\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ));
    connection.reply().unwrap()
}

fn upstream(answer: &'static str) -> Upstream {
    Upstream::serving(move |_, stream| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", answer.len());
        let _ = stream.write_all(head.as_bytes());
        let _ = stream.write_all(answer.as_bytes());
        true
    })
}

const PET: &str = r#"{"pet":{"id":"7/../8","tags":["a","b"],"name":"Rex"}}"#;

#[test]
fn parameters_are_taken_out_of_a_body_that_still_passes() {
    for kind in ["http", "http_proxy"] {
        let upstream = upstream(r#"{"redirect":{"url":"https://a.example/7"}}"#);
        let served = Served::new(&definition(kind, &upstream.url(), ""));
        let reply = send(&served, PET);
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (200, r#"{"redirect":{"url":"https://a.example/7"}}"#)
        );
        let seen = upstream.take();
        assert_eq!(
            seen[0].line(),
            "POST /up/7%2F..%2F8?tags=%5B%22a%22%2C%22b%22%5D HTTP/1.1"
        );
        // The client's own header of that name never passes.
        assert_eq!(seen[0].headers("x-name"), ["Rex"]);
        assert_eq!(seen[0].headers("x-body"), [PET]);
        assert_eq!(String::from_utf8_lossy(&seen[0].body), PET);
        if kind == "http" {
            assert_eq!(reply.header("location"), Some("https://a.example/7"));
            assert_eq!(
                reply.header("x-whole"),
                Some(r#"{"redirect":{"url":"https://a.example/7"}}"#)
            );
        }
    }
}

#[test]
fn a_template_changes_nothing_of_what_is_mapped() {
    let upstream = upstream("no JSON");
    let more = r#""requestTemplates":{"application/json":"{}"},"#;
    let served = Served::new(&definition("http", &upstream.url(), more));
    let reply = send(&served, PET);
    assert_eq!((reply.status, reply.text().as_str()), (200, "no JSON"));
    assert_eq!(
        (reply.header("location"), reply.header("x-whole")),
        (None, Some("no JSON"))
    );
    let seen = upstream.take();
    assert_eq!(seen[0].headers("x-name"), ["Rex"]);
    assert_eq!(String::from_utf8_lossy(&seen[0].body), "{}");
}

#[test]
fn what_is_not_in_a_body_is_not_mapped_and_what_cannot_be_is_refused() {
    let upstream = upstream("{}");
    let served = Served::new(&definition("http", &upstream.url(), ""));
    for body in ["", "<pet/>", r#"{"pet":{"id":null}}"#, "[1]"] {
        assert_eq!(send(&served, body).status, 200, "{body}");
        let seen = upstream.take();
        assert_eq!(seen[0].line(), "POST /up/ HTTP/1.1", "{body}");
        assert!(seen[0].headers("x-name").is_empty(), "{body}");
        assert_eq!(
            seen[0].headers("x-body").len(),
            usize::from(!body.is_empty()),
            "{body}"
        );
    }
    for body in [
        r#"{"pet":{"id":".."}}"#,
        r#"{"pet":{"name":"a\r\nX-Admin: 1"}}"#,
        "{\"pet\":\r\n{}}",
    ] {
        assert_eq!(send(&served, body).status, 400, "{body}");
    }
    assert!(upstream.take().is_empty());
}
