//! Decision records of the running gateway, against what the documentation and the offline commands say.

use std::collections::BTreeSet;
use std::io::Write as _;

use testkit::client::Connection;
use testkit::upstream::Upstream;

use crate::support::{Folder, Gateway, root};

#[path = "../../src/path_readings.rs"]
mod path_readings;

/// Everything is allowed but `/admin` and what is below it.
const NO_ADMIN: &str = r#"x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement:
    - { Sid: All, Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/* }
    - { Sid: Admin, Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: ["execute-api:/*/*/admin", "execute-api:/*/*/admin/*"] }
"#;

/// An API that answers every path below `/`.
const EVERYWHERE: &str = r#"paths:
  /{proxy+}:
    get:
      responses: { "200": { description: ok } }
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: { application/json: '{"statusCode": 200}' }
        responses: { default: { statusCode: "200" } }
"#;

const HEAD: &str = "openapi: 3.0.1\ninfo: { title: api, version: \"1\" }\n";

fn text<'a>(record: &'a serde_json::Value, field: &str) -> &'a str {
    record[field].as_str().unwrap()
}

/// `policy explain` reads a path as the gateway does: the two have code of their own.
#[test]
fn the_offline_commands_read_a_path_as_the_gateway_does() {
    const SEGMENTS: [&str; 9] = [
        "",
        "admin",
        "%61dmin",
        "%2561dmin",
        "a;b",
        "%ff",
        "%C3%A9",
        ".a",
        "a..",
    ];
    let folder = Folder::new();
    folder.write("api.yaml", &format!("{HEAD}{NO_ADMIN}{EVERYWHERE}"));
    let gateway = Gateway::start(folder, &["api.yaml"]);
    let mut connection = Connection::open(gateway.listen);
    for one in SEGMENTS {
        for two in SEGMENTS {
            for three in SEGMENTS {
                let request = format!("GET /prod/{one}/{two}/{three} HTTP/1.1\r\nHost: a\r\n\r\n");
                let status = connection.ask(request).status;
                assert!(matches!(status, 200 | 403), "{one}/{two}/{three}: {status}");
            }
        }
    }
    let answer = gateway.ask("GET", "/_portcullis/records?limit=1000").json();
    let mut compared = 0;
    for record in answer["records"].as_array().unwrap() {
        let (path, arn) = (
            text(record, "path").strip_prefix("/prod").unwrap(),
            text(record, "arn"),
        );
        // No route takes a path that begins with an empty segment, so the policy is not asked.
        if arn.is_empty() {
            continue;
        }
        let Some(head) = arn.strip_suffix(path) else {
            panic!("`{arn}` does not end in `{path}`");
        };
        let ours: BTreeSet<String> = path_readings::path_readings(path)
            .iter()
            .map(|reading| format!("{head}{reading}"))
            .collect();
        let gateways: BTreeSet<String> = record["deny_forms"]
            .as_array()
            .unwrap()
            .iter()
            .map(|form| form.as_str().unwrap().to_owned())
            .collect();
        assert_eq!(ours, gateways, "{path}");
        let denied = ours
            .iter()
            .any(|form| form.contains("/GET/admin/") || form.ends_with("/GET/admin"));
        let decided = text(record, "decision");
        assert!(!denied || decided == "explicit-deny", "{path}: {decided}");
        compared += usize::from(!gateways.is_empty());
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn the_offline_explanation_is_the_gateways_own() {
    let folder = Folder::new();
    folder.write("api.yaml", &format!("{HEAD}{NO_ADMIN}{EVERYWHERE}"));
    let gateway = Gateway::start(folder, &["api.yaml"]);
    for (path, code) in [
        ("/pets", 0),
        ("/admin", 1),
        ("/admin/", 1),
        ("/%61dmin/users", 1),
        ("/pets//admin", 1),
        ("/%2561dmin", 0),
    ] {
        let mut connection = Connection::open(gateway.listen);
        let answer = connection.ask(format!("GET /prod{path} HTTP/1.1\r\nHost: a\r\n\r\n"));
        let id = answer.header("x-amzn-RequestId").unwrap();
        let (online_code, online, _) = gateway.command(&["explain", id, "--output", "json"]);
        let offline = [
            "policy",
            "explain",
            "api.yaml",
            "--path",
            path,
            "--source-ip",
            "127.0.0.1",
            "--secure",
            "false",
        ];
        let (offline_code, offline, error) = crate::support::run(
            gateway.folder.path(),
            &[&offline[..], &["--output", "json"]].concat(),
        );
        assert_eq!((online_code, offline_code), (code, code), "{path}: {error}");
        let explanation =
            |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["explanation"].clone();
        assert_eq!(explanation(&online), explanation(&offline), "{path}");
    }
}

/// What the data plane throttles by.
const RATES: [&str; 6] = [
    "account_rate",
    "method_rate",
    "stage_rate",
    "usage_plan_method_rate",
    "usage_plan_quota",
    "usage_plan_rate",
];

/// What a request has to do to have this limit named in its record.
#[test]
fn every_limit_a_record_names_is_documented() {
    let silent = Upstream::serving(|_, _| {
        std::thread::park_timeout(crate::support::PATIENCE);
        false
    });
    let endless = Upstream::serving(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
        std::thread::park_timeout(crate::support::PATIENCE);
        false
    });
    let folder = Folder::new();
    folder.write(
        "api.yaml",
        &format!(
            "{HEAD}{NO_ADMIN}paths:\n  /{{proxy+}}:\n    post:\n      responses: {{}}\n      \
             x-amazon-apigateway-integration: {{ type: http_proxy, httpMethod: POST, uri: \"{}/\", timeoutInMillis: 50 }}\n    \
             get:\n      responses: {{}}\n      \
             x-amazon-apigateway-integration: {{ type: http_proxy, httpMethod: GET, uri: \"{}/\" }}\n",
            silent.url(),
            endless.url()
        ),
    );
    folder.write(
        "portcullis.toml",
        "[limits]\ntarget_bytes_max = 4000\nheader_bytes_max = 6000\nbody_bytes_max = 100\nbody_idle_time_ms = 100\nresponse_time_ms = 1000\n",
    );
    let gateway = Gateway::start(folder, &["api.yaml"]);
    let mut named = BTreeSet::new();
    for (path, headers, body, status, limit) in [
        (
            format!("/prod/{}", "a".repeat(1700)),
            String::new(),
            "",
            414,
            "arn_bytes",
        ),
        (
            format!("/prod/{}", "a".repeat(4100)),
            String::new(),
            "",
            414,
            "target_bytes",
        ),
        (
            "/prod/a".to_owned(),
            format!("X: {}\r\n", "a".repeat(6100)),
            "",
            431,
            "header_bytes",
        ),
        (
            "/prod/a".to_owned(),
            "Content-Length: 101\r\n".to_owned(),
            "",
            413,
            "body_bytes",
        ),
        (
            "/prod/a".to_owned(),
            "Content-Length: 10\r\n".to_owned(),
            "half",
            408,
            "body_time",
        ),
        (
            "/prod/a".to_owned(),
            "Content-Length: 0\r\n".to_owned(),
            "",
            504,
            "integration_timeout_ms",
        ),
    ] {
        let mut connection = Connection::open(gateway.listen);
        write!(
            connection.stream(),
            "POST {path} HTTP/1.1\r\nHost: a\r\n{headers}\r\n{body}"
        )
        .unwrap();
        let answer = connection.reply().unwrap();
        assert_eq!(answer.status, status, "{limit}: {answer:?}");
        let record = gateway.record(answer.header("x-amzn-RequestId").unwrap());
        assert_eq!(text(&record, "limit"), limit, "{record:#}");
        named.insert(limit.to_owned());
    }
    let mut connection = Connection::open(gateway.listen);
    connection.send("GET /prod/a HTTP/1.1\r\nHost: a\r\n\r\n");
    let endless = connection.head().unwrap();
    assert!(!connection.until_closed().ends_with(b"0\r\n\r\n"));
    let record = gateway.record(endless.header("x-amzn-RequestId").unwrap());
    assert_eq!(text(&record, "limit"), "response_time", "{record:#}");
    named.insert("response_time".to_owned());
    let page = std::fs::read_to_string(root().join("docs/decision-record.md")).unwrap();
    let (_, table) = page.split_once("## Names of limits").unwrap();
    let table = table.split("\n## ").next().unwrap();
    let documented: BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('|').next())
        .flat_map(|names| names.split([',', '`', ' ']))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    // Rates and quotas are of what the control plane deploys: the tests of `gateway` see each of them in a record.
    named.extend(RATES.map(str::to_owned));
    assert_eq!(documented, named);
}
