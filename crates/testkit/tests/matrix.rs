//! Every combination of authorization type, who asks, what their own policies say, and what the resource policy says, asked over
//! a socket and written down as one file to read: `corpus/authorization/matrix.txt`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p testkit --test matrix` writes the file anew; read the difference before you keep it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

use std::fmt::Write as _;

use portcullis_core::Timestamp;
use serde_json::{Value, json};
use testkit::callers::{self, SIGNED_AT, ToSign};
use testkit::served::{Served, Serving};
use testkit::upstream::Upstream;
use testkit::{client, corpus, fixture, tokens};

/// What the resource policy says, and a policy that says so to a client whose `User-Agent` is [`AGENT`].
const RESOURCE: [(&str, Option<&str>); 4] = [
    ("no policy", None),
    ("allow", Some("P-ALL")),
    ("neither", Some("P-ALL-S3")),
    ("deny", Some("P-UADENY")),
];

const AGENT: &str = "Some-bot/2";

/// Who asks: account, what their own policies say, and how they show who they are.
type Asker = (&'static str, &'static str, Shown);

#[derive(Clone, Copy)]
enum Shown {
    Nothing,
    Bearer,
    Signature(&'static str),
    WrongSignature(&'static str),
    Token(&'static str),
}

const SIGNERS: [Asker; 14] = [
    ("", "no signature", Shown::Nothing),
    ("", "a bearer token", Shown::Bearer),
    ("", "wrong signature", Shown::WrongSignature("ana-allowed")),
    ("same", "allow", Shown::Signature("ana-allowed")),
    ("same", "neither", Shown::Signature("ana-silent")),
    ("same", "deny", Shown::Signature("ana-denied")),
    ("same", "allow, boundary neither", Shown::Signature("ana-bounded")),
    (
        "same",
        "allow, session policy neither",
        Shown::Signature("reader-in-session"),
    ),
    (
        "same",
        "neither, boundary neither",
        Shown::Signature("reader-bounded"),
    ),
    ("same", "root", Shown::Signature("root")),
    ("other", "allow", Shown::Signature("partner-allowed")),
    ("other", "neither", Shown::Signature("partner-silent")),
    ("other", "deny", Shown::Signature("partner-denied")),
    ("other", "allow, a role", Shown::Signature("dev-allowed")),
];

const BEARERS: [Asker; 6] = [
    ("", "no token", Shown::Nothing),
    ("", "good", Shown::Token("id")),
    ("", "expired", Shown::Token("id-expired")),
    ("", "of another pool", Shown::Token("id-of-another-pool")),
    ("", "an access token", Shown::Token("access-to-read")),
    ("", "a signature", Shown::Signature("ana-allowed")),
];

const ANYBODY: [Asker; 3] = [
    ("", "nothing", Shown::Nothing),
    ("", "a signature", Shown::Signature("partner-denied")),
    ("", "a wrong signature", Shown::WrongSignature("ana-allowed")),
];

const TARGET: &str = "/prod/pets";

/// Status and body, the reason of a refusal only.
fn ask(served: &Served, shown: Shown, now: Timestamp) -> String {
    let request = ToSign {
        verb: "GET",
        target: TARGET,
        host: "localhost",
        body: "",
        time: now,
    };
    let headers = match shown {
        Shown::Nothing => String::new(),
        Shown::Bearer => "authorization: Bearer abc\r\n".to_owned(),
        Shown::Signature(caller) => callers::sign(caller, request, false, None).1,
        Shown::WrongSignature(caller) => callers::sign(caller, request, false, Some("secret")).1,
        Shown::Token(name) => format!("authorization: {}\r\n", tokens::token(name, now)),
    };
    let headers = format!("user-agent: {AGENT}\r\n{headers}");
    let mut connection = served.connect("203.0.113.9".parse().unwrap());
    let reply = connection.ask(client::request("GET", TARGET, "localhost", &headers));
    let text = reply.text();
    let said = match serde_json::from_str::<Value>(&text) {
        Ok(body) => body["message"]
            .as_str()
            .or(body["Message"].as_str())
            .map(str::to_owned),
        Err(_) => None,
    };
    let said = said.map_or(String::new(), |said| {
        // Which ARN it is about does not change; the reason behind it does.
        match said.split_once("/prod/GET/pets") {
            Some((_, reason)) => reason.trim().to_owned(),
            None => said.split('.').next().unwrap_or_default().to_owned(),
        }
    });
    format!("{} {said}", reply.status).trim().to_owned()
}

#[test]
fn the_whole_matrix() {
    let policies = corpus::policies();
    let upstream = Upstream::ok();
    let now = Timestamp::parse(SIGNED_AT).unwrap();
    let pool = json!({
        "type": "apiKey", "name": "Authorization", "in": "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {
            "type": "cognito_user_pools", "providerARNs": [tokens::pool_arn(tokens::POOL)],
        },
    });
    let schemes = format!(
        r#""components": {}"#,
        json!({ "securitySchemes": { "pool": pool } })
    );
    let types: [(&str, &str, &[Asker]); 3] = [
        ("NONE", "", &ANYBODY),
        (
            "AWS_IAM",
            r#""x-amazon-apigateway-auth":{"type":"AWS_IAM"},"#,
            &SIGNERS,
        ),
        ("COGNITO_USER_POOLS", r#""security":[{"pool":[]}],"#, &BEARERS),
    ];
    let mut text = String::from(
        "What every caller is answered, by authorization type, account, what they show (for AWS_IAM: what their own policies \
         say),\nand what the resource policy says. Asked over a socket by crates/testkit/tests/matrix.rs.\n",
    );
    for (authorization, guard, askers) in types {
        for (resource, policy) in RESOURCE {
            let policy = policy.map(|name| policies[name].as_str());
            let definition = fixture::guarded_definition(&upstream.url(), policy, &[&schemes], guard);
            let serving = Serving {
                time: Some(now),
                ..Serving::default()
            };
            let served = Served::start(&definition, &serving);
            writeln!(text, "\n{authorization}, resource policy: {resource}").unwrap();
            for (account, shown, how) in askers {
                let answer = ask(&served, *how, now);
                let reached = upstream.take().len();
                assert_eq!(
                    reached,
                    usize::from(answer == "200"),
                    "{authorization} {resource} {shown}"
                );
                let account = if account.is_empty() {
                    String::new()
                } else {
                    format!("{account} account: ")
                };
                writeln!(text, "  {:<46} {answer}", format!("{account}{shown}")).unwrap();
            }
        }
    }
    let file = corpus::folder().join("authorization/matrix.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let saved = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        saved == text,
        "corpus/authorization/matrix.txt is another:\n{text}"
    );
}
