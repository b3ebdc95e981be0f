//! Functions behind methods, run by real processes: what they are told, and what becomes of their answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

use portcullis_core::Timestamp;
use serde_json::{Value, json};
use testkit::callers::SIGNED_AT;
use testkit::client::{self, Reply};
use testkit::functions::{arn, uri};
use testkit::served::{Served, Serving};
use testkit::tokens;

/// An API whose methods are functions.
fn served() -> Served {
    let proxy = |name: &str| json!({"type": "aws_proxy", "httpMethod": "POST", "uri": uri(name)});
    let method = |integration: Value| {
        json!({
            "responses": {"200": {"description": "ok"}}, "x-amazon-apigateway-integration": integration,
            "parameters": [],
        })
    };
    let guarded = |scheme: &str, integration: Value| {
        let mut method = method(integration);
        method["security"] = json!([{ scheme: [] }]);
        method
    };
    let stream = format!(
        "arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/{}/response-streaming-invocations",
        arn("stream")
    );
    let definition = json!({
        "openapi": "3.0.1",
        "info": {"title": "functions", "version": "1"},
        "x-amazon-apigateway-binary-media-types": ["image/*"],
        "components": {"securitySchemes": {
            "lambda": {
                "type": "apiKey", "in": "header", "name": "Authorization", "x-amazon-apigateway-authtype": "custom",
                "x-amazon-apigateway-authorizer": {
                    "type": "token", "authorizerUri": uri("authorizer"), "authorizerResultTtlInSeconds": 300,
                },
            },
            "pool": {
                "type": "apiKey", "in": "header", "name": "Authorization",
                "x-amazon-apigateway-authtype": "cognito_user_pools",
                "x-amazon-apigateway-authorizer": {
                    "type": "cognito_user_pools", "providerARNs": [tokens::pool_arn(tokens::POOL)],
                },
            },
        }},
        "paths": {
            "/open/{id}": {"x-amazon-apigateway-any-method": method(proxy("echo"))},
            "/guarded": {"get": guarded("lambda", proxy("echo"))},
            "/pool": {"get": guarded("pool", proxy("echo"))},
            "/answers": {"get": method(proxy("answers"))},
            "/nobody": {"get": method(proxy("nobody"))},
            "/stream": {"get": method(json!({
                "type": "aws_proxy", "httpMethod": "POST", "uri": stream, "responseTransferMode": "STREAM",
            }))},
            "/mapped": {"post": {
                "responses": {"200": {"description": "ok"}, "400": {"description": "no"}},
                "x-amazon-apigateway-integration": {
                    "type": "aws", "httpMethod": "POST", "uri": uri("answers"),
                    "requestTemplates": {
                        "application/json": "{\"queryStringParameters\": {\"answer\": $input.json('$.answer')}}",
                    },
                    "responses": {
                        "default": {"statusCode": "200"},
                        "n.*": {"statusCode": "400", "responseTemplates": {
                            "application/json": "{\"said\": $input.json('$.errorMessage')}",
                        }},
                    },
                },
            }},
        },
    });
    let serving = Serving {
        time: Some(Timestamp::parse(SIGNED_AT).unwrap()),
        ..Serving::default()
    };
    Served::start(&definition.to_string(), &serving)
}

fn ask(served: &Served, verb: &str, target: &str, headers: &str, body: &str) -> Reply {
    let length = if body.is_empty() {
        String::new()
    } else {
        format!("content-length: {}\r\n", body.len())
    };
    let text = client::request(verb, target, "localhost", &format!("{headers}{length}"));
    let mut connection = served.connect("203.0.113.9".parse().unwrap());
    connection.ask(format!("{text}{body}"))
}

fn json_of(reply: &Reply) -> Value {
    assert_eq!(reply.status, 200, "{}", reply.text());
    serde_json::from_slice(&reply.body).unwrap()
}

/// Case 96 of the corpus.
#[test]
fn a_function_is_told_what_the_authorizer_said() {
    let served = served();
    for latency in ["some", "none"] {
        let reply = ask(&served, "GET", "/prod/guarded", "authorization: allow\r\n", "");
        let mut told = json_of(&reply)["requestContext"]["authorizer"].clone();
        let took = told["integrationLatency"].take();
        assert_eq!(took == json!(0), latency == "none", "{took}");
        assert_eq!(
            told,
            json!({"n": "123", "b": "true", "z": null, "s": "text", "principalId": "user-17", "integrationLatency": null})
        );
    }
}

#[test]
fn a_function_is_told_the_claims_of_a_token() {
    let served = served();
    let token = tokens::token("id", Timestamp::parse(SIGNED_AT).unwrap());
    let reply = ask(
        &served,
        "GET",
        "/prod/pool",
        &format!("authorization: {token}\r\n"),
        "",
    );
    let claims = &json_of(&reply)["requestContext"]["authorizer"]["claims"];
    assert_eq!(
        (&claims["sub"], &claims["email_verified"], &claims["token_use"]),
        (&json!("9f1c2d3e"), &json!("true"), &json!("id"))
    );
    assert!(claims["exp"].as_str().unwrap().contains(" UTC "), "{claims}");
}

#[test]
fn the_event_has_every_member() {
    let served = served();
    let headers =
        "X-Spelled: as sent\r\nx-a: 1\r\nx-a: 2\r\nuser-agent: test\r\ncontent-type: application/json\r\n";
    let reply = ask(&served, "POST", "/prod/open/a%20b?q=1&q=2%203&e", headers, "{}");
    let event = json_of(&reply);
    assert_eq!(event["resource"], "/open/{id}");
    assert_eq!(event["path"], "/open/a b");
    assert_eq!(event["httpMethod"], "POST");
    assert_eq!(event["headers"]["X-Spelled"], "as sent");
    assert_eq!(event["headers"]["X-Forwarded-For"], "203.0.113.9");
    assert_eq!(event["headers"]["x-a"], "2");
    assert_eq!(event["multiValueHeaders"]["x-a"], json!(["1", "2"]));
    assert_eq!(event["queryStringParameters"], json!({"q": "2 3", "e": ""}));
    assert_eq!(
        event["multiValueQueryStringParameters"],
        json!({"q": ["1", "2 3"], "e": [""]})
    );
    assert_eq!(event["pathParameters"], json!({"id": "a b"}));
    assert_eq!(
        (&event["stageVariables"], &event["body"]),
        (&Value::Null, &json!("{}"))
    );
    assert_eq!(event["isBase64Encoded"], false);
    let context = &event["requestContext"];
    for (name, value) in [
        ("resourcePath", json!("/open/{id}")),
        ("path", json!("/prod/open/a%20b")),
        ("accountId", json!("111122223333")),
        ("apiId", json!("a1b2c3d4e5")),
        ("stage", json!("prod")),
        ("protocol", json!("HTTP/1.1")),
        ("httpMethod", json!("POST")),
    ] {
        assert_eq!(context[name], value, "{name}");
    }
    assert!(context.get("authorizer").is_none());
    let identity = &context["identity"];
    assert_eq!(
        (
            &identity["sourceIp"],
            &identity["userAgent"],
            &identity["accessKey"]
        ),
        (&json!("203.0.113.9"), &json!("test"), &Value::Null)
    );
    // Declared binary: as Base64.
    let reply = ask(
        &served,
        "POST",
        "/prod/open/1",
        "content-type: image/png\r\n",
        "\u{1}",
    );
    let event = json_of(&reply);
    assert_eq!(
        (&event["body"], &event["isBase64Encoded"]),
        (&json!("AQ=="), &json!(true))
    );
}

#[test]
fn answers_have_one_form() {
    let served = served();
    let answer = |name: &str, headers: &str| {
        ask(
            &served,
            "GET",
            &format!("/prod/answers?answer={name}"),
            headers,
            "",
        )
    };
    let text = answer("text", "");
    assert_eq!((text.status, text.text().as_str()), (201, "text"));
    assert_eq!(
        (text.header("x-a"), text.header("x-b")),
        (Some("1"), Some("true"))
    );
    let lists = answer("lists", "");
    let values: Vec<&str> = lists
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("x-a"))
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!((lists.status, values), (200, vec!["1", "2"]));
    assert_eq!(answer("base64", "").text(), "AP8=");
    assert_eq!(answer("base64", "accept: image/png\r\n").body, [0, 255]);
    for name in [
        "no-status",
        "wrong-status",
        "object-body",
        "list",
        "null",
        "wrong-header",
        "fails",
    ] {
        let reply = answer(name, "");
        assert_eq!(
            (
                reply.status,
                reply.text().as_str(),
                reply.header("x-amzn-errortype")
            ),
            (
                502,
                r#"{"message": "Internal server error"}"#,
                Some("InternalServerErrorException")
            ),
            "{name}"
        );
    }
    let nobody = ask(&served, "GET", "/prod/nobody", "", "");
    assert_eq!(
        (nobody.status, nobody.text().as_str()),
        (500, r#"{"message": "Internal server error"}"#)
    );
}

#[test]
fn templates_make_events_and_responses_are_chosen_by_message() {
    let served = served();
    let json = "content-type: application/json\r\n";
    let good = ask(&served, "POST", "/prod/mapped", json, r#"{"answer": "list"}"#);
    assert_eq!((good.status, good.text().as_str()), (200, "[1]"));
    let bad = ask(&served, "POST", "/prod/mapped", json, r#"{"answer": "fails"}"#);
    assert_eq!((bad.status, bad.text().as_str()), (400, r#"{"said": "no"}"#));
}

#[test]
fn what_streams_arrives_before_the_function_is_done() {
    let served = served();
    let go = std::env::temp_dir().join(format!("portcullis-go-{}", std::process::id()));
    let _ = std::fs::remove_file(&go);
    let target = format!("/prod/stream?go={}", go.display());
    let mut connection = served.connect("203.0.113.9".parse().unwrap());
    connection.send(client::request("GET", &target, "localhost", ""));
    let head = connection.head().unwrap();
    assert_eq!(
        (head.status, head.header("content-type")),
        (202, Some("text/event-stream"))
    );
    assert_eq!(head.header("set-cookie"), Some("a=1"));
    let mut first = Vec::new();
    while first.len() < 11 {
        first.extend(connection.chunk());
    }
    assert_eq!(first, b"data: one\n\n");
    std::fs::write(&go, "").unwrap();
    let mut rest = Vec::new();
    loop {
        let chunk = connection.chunk();
        if chunk.is_empty() {
            break;
        }
        rest.extend(chunk);
    }
    assert_eq!(rest, b"data: two\n\n");
    let _ = std::fs::remove_file(&go);
}
