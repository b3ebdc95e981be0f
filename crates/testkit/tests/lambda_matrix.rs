//! Every combination of a Lambda authorizer's kind, what is kept of it, what it answers, and what the resource policy says, asked
//! over a socket with a real function and written down as one file to read: `corpus/authorization/lambda-matrix.txt`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p testkit --test lambda_matrix` writes the file anew; read the difference before you keep it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

use std::fmt::Write as _;

use serde_json::{Value, json};
use testkit::functions::uri;
use testkit::served::{Served, Serving};
use testkit::upstream::Upstream;
use testkit::{client, corpus, fixture};

/// What the resource policy says to a client whose `User-Agent` is [`AGENT`].
const RESOURCE: [(&str, Option<&str>); 5] = [
    ("no policy", None),
    ("allow", Some("P-ALL")),
    ("neither", Some("P-ALL-S3")),
    ("deny", Some("P-UADENY")),
    ("allow, AWS principals only", Some("P-XACCT")),
];

const AGENT: &str = "Some-bot/2";

/// What the authorizer does, and the token that makes it do so.
const OUTCOMES: [(&str, Option<&str>); 9] = [
    ("allows", Some("allow")),
    ("denies", Some("deny")),
    ("is silent", Some("other")),
    ("fails: Unauthorized", Some("unauthorized")),
    ("fails otherwise", Some("unauthorized-why")),
    ("ends its process", Some("exit")),
    ("returns no policy", Some("status")),
    ("gets no token", None),
    ("gets an empty token", Some("")),
];

/// Status and reason, and how often the function was called.
fn ask(served: &Served, token: Option<&str>) -> String {
    served.functions().take();
    let token = token.map_or_else(String::new, |token| format!("authorization: {token}\r\n"));
    let headers = format!("user-agent: {AGENT}\r\n{token}");
    let mut connection = served.connect("203.0.113.9".parse().unwrap());
    let reply = connection.ask(client::request("GET", "/prod/pets", "localhost", &headers));
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let said = body["message"]
        .as_str()
        .or(body["Message"].as_str())
        .unwrap_or_default();
    let said = match said.split_once("/prod/GET/pets ") {
        Some((_, reason)) => format!("anonymous {reason}"),
        None => said.replace("User is not authorized to access this resource ", ""),
    };
    let calls = served.functions().take().len();
    format!("{} {said}", reply.status).trim().to_owned() + if calls > 0 { "  [called]" } else { "" }
}

#[test]
fn the_whole_matrix_of_lambda_authorizers() {
    let policies = corpus::policies();
    let upstream = Upstream::ok();
    let mut text = String::from(
        "What callers of methods with a Lambda authorizer are answered, by its kind, what is kept of its results, what it does, \
         and what\nthe resource policy says; `[called]`: the function was called. Where results are kept, the second line of a \
         pair is the same request\nonce more. Asked over a socket by crates/testkit/tests/lambda_matrix.rs.\n",
    );
    for (kind, source) in [
        ("token", None),
        ("request", Some("method.request.header.Authorization")),
    ] {
        for ttl in [0, 300] {
            let mut authorizer = json!({
                "type": kind, "authorizerUri": uri("authorizer"), "authorizerResultTtlInSeconds": ttl,
            });
            if let Some(source) = source {
                authorizer["identitySource"] = json!(source);
            }
            let scheme = json!({
                "type": "apiKey", "in": "header", "name": if kind == "token" { "Authorization" } else { "Unused" },
                "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": authorizer,
            });
            let components = format!(
                r#""components": {}"#,
                json!({ "securitySchemes": { "lambda": scheme } })
            );
            for (resource, policy) in RESOURCE {
                let policy = policy.map(|name| policies[name].as_str());
                let guard = r#""security":[{"lambda":[]}],"#;
                let definition = fixture::guarded_definition(&upstream.url(), policy, &[&components], guard);
                let served = Served::start(&definition, &Serving::default());
                let kept = if ttl == 0 {
                    "nothing is kept"
                } else {
                    "results are kept"
                };
                writeln!(
                    text,
                    "\n{}, {kept}, resource policy: {resource}",
                    kind.to_uppercase()
                )
                .unwrap();
                for (outcome, token) in OUTCOMES {
                    let first = ask(&served, token);
                    writeln!(text, "  {outcome:<22} {first}").unwrap();
                    if ttl > 0 {
                        writeln!(text, "  {:<22} {}", "", ask(&served, token)).unwrap();
                    }
                }
            }
        }
    }
    let file = corpus::folder().join("authorization/lambda-matrix.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let saved = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        saved == text,
        "corpus/authorization/lambda-matrix.txt is another:\n{text}"
    );
}
