//! Functions behind `AWS` integrations: contents that are converted, and headers out of what functions give.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

use serde_json::json;
use testkit::client::{self, Reply};
use testkit::functions::uri;
use testkit::served::{Served, Serving};

fn served() -> Served {
    let method = |function: &str, template: &str, more: serde_json::Value| {
        let mut integration = json!({
            "type": "aws", "httpMethod": "POST", "uri": uri(function),
            "requestTemplates": {"application/json": template, "image/png": template},
        });
        integration
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({
            "responses": {"200": {"description": "ok", "headers": {"Location": {}}}},
            "x-amazon-apigateway-integration": integration,
        })
    };
    let echo = "{\"sent\": \"$input.body\", \"go\": [\"/a\", \"/b\"]}";
    let definition = json!({
        "openapi": "3.0.1",
        "info": {"title": "contents", "version": "1"},
        "x-amazon-apigateway-binary-media-types": ["image/png"],
        "paths": {
            "/encoded": {"post": method("mirror", echo, json!({
                "contentHandling": "CONVERT_TO_TEXT",
                "responses": {"default": {
                    "statusCode": "200",
                    "responseParameters": {"method.response.header.Location": "integration.response.body.go[1]"},
                }},
            }))},
            "/decoded": {"post": method("mirror", "$input.json('$.made')", json!({
                "responses": {"default": {"statusCode": "200", "contentHandling": "CONVERT_TO_BINARY"}},
            }))},
            "/template": {"post": method("mirror", "{\"in\": $input.json('$.made')}", json!({
                "responses": {"default": {
                    "statusCode": "200", "contentHandling": "CONVERT_TO_BINARY",
                    "responseTemplates": {"application/json": "$input.path('$.in')"},
                }},
            }))},
        },
    });
    Served::start(&definition.to_string(), &Serving::default())
}

fn post(served: &Served, target: &str, content_type: &str, body: &str) -> Reply {
    let headers = format!(
        "content-type: {content_type}\r\ncontent-length: {}\r\n",
        body.len()
    );
    let text = client::request("POST", target, "localhost", &headers);
    let mut connection = served.connect("203.0.113.9".parse().unwrap());
    connection.ask(format!("{text}{body}"))
}

#[test]
fn binary_bodies_become_text_for_templates() {
    let served = served();
    for (content_type, body, sent) in [
        ("image/png", "\u{1}\u{2}", "AQI="),
        ("application/json", "plain", "plain"),
    ] {
        let reply = post(&served, "/prod/encoded", content_type, body);
        let expect = format!("{{\"sent\": \"{sent}\", \"go\": [\"/a\", \"/b\"]}}");
        assert_eq!(
            (reply.status, reply.text().replace(": ", ":").replace(", ", ",")),
            (200, expect.replace(": ", ":").replace(", ", ","))
        );
        assert_eq!(reply.header("location"), Some("/b"));
    }
}

#[test]
fn base64_that_a_function_gives_becomes_bytes() {
    let served = served();
    for target in ["/prod/decoded", "/prod/template"] {
        let made = post(&served, target, "application/json", r#"{"made": "AP8="}"#);
        assert_eq!(
            (made.status, made.body.as_slice()),
            (200, &[0, 255][..]),
            "{target}"
        );
        let other = post(&served, target, "application/json", r#"{"made": "%"}"#);
        assert_eq!(
            (other.status, other.text().as_str()),
            (500, r#"{"message": "Internal server error"}"#),
            "{target}"
        );
    }
}
