//! The first journey with the AWS CLI: an API for AI services, open to two address blocks, deployed to `prod`.

use std::net::SocketAddr;

use serde_json::Value;

use crate::backend::{Backend, Served};
use crate::support;

/// The policy that lets two blocks in.
fn policy(blocks: &[&str]) -> String {
    serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": "*",
            "Action": "execute-api:Invoke",
            "Resource": "execute-api:/*/*/*",
            "Condition": { "IpAddress": { "aws:SourceIp": blocks } },
        }],
    })
    .to_string()
}

fn text(value: &Value, member: &str) -> String {
    value[member]
        .as_str()
        .unwrap_or_else(|| panic!("no `{member}` in {value}"))
        .to_owned()
}

/// Calls the API by its own host from an address of this machine.
fn call(to: SocketAddr, from: [u8; 4], api: &str, path: &str) -> (u16, String) {
    let host = format!("Host: {api}.execute-api.us-east-1.amazonaws.com\r\n");
    let reply = support::request(to, from, "GET", path, &host);
    (reply.status, reply.body)
}

fn journey(backend: Backend) {
    let served = Served::start(backend);
    let api = served.aws(&[
        "apigateway",
        "create-rest-api",
        "--name",
        "ai-services",
        "--endpoint-configuration",
        "types=REGIONAL",
        "--policy",
        &policy(&["203.0.113.0/24", "127.0.0.1/32"]),
    ]);
    let (id, parent) = (text(&api, "id"), text(&api, "rootResourceId"));
    let of_api = ["--rest-api-id", id.as_str()];
    let run = |operation: &str, arguments: &[&str]| {
        served.aws(&[&["apigateway", operation][..], &of_api, arguments].concat())
    };
    let resource = run(
        "create-resource",
        &["--parent-id", &parent, "--path-part", "models"],
    );
    let resource = text(&resource, "id");
    let of_method = ["--resource-id", resource.as_str(), "--http-method", "GET"];
    let on_method =
        |operation: &str, arguments: &[&str]| run(operation, &[&of_method[..], arguments].concat());
    on_method("put-method", &["--authorization-type", "NONE"]);
    on_method(
        "put-integration",
        &[
            "--type",
            "MOCK",
            "--request-templates",
            r#"{"application/json":"{\"statusCode\": 200}"}"#,
        ],
    );
    on_method("put-method-response", &["--status-code", "200"]);
    on_method(
        "put-integration-response",
        &[
            "--status-code",
            "200",
            "--response-templates",
            r#"{"application/json":"{\"models\": []}"}"#,
        ],
    );
    run("create-deployment", &["--stage-name", "prod"]);

    let listen = served.gateway.listen;
    let from_here = || call(listen, [127, 0, 0, 1], &id, "/prod/models");
    let from_elsewhere = || call(listen, support::OTHER, &id, "/prod/models");
    let denied = format!(
        "{{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: \
         arn:aws:execute-api:us-east-1:********0000:{id}/prod/GET/models because no resource-based policy allows the \
         execute-api:Invoke action\"}}"
    );
    assert_eq!(from_here(), (200, "{\"models\": []}".to_owned()));
    assert_eq!(from_elsewhere(), (403, denied.clone()));

    // The other address instead; in force with the next deployment and not before.
    let other = policy(&["127.0.0.2/32"]);
    let patch = serde_json::json!([{ "op": "replace", "path": "/policy", "value": other }]).to_string();
    run("update-rest-api", &["--patch-operations", &patch]);
    assert_eq!(from_here().0, 200);
    assert_eq!(from_elsewhere().0, 403);
    run("create-deployment", &["--stage-name", "prod"]);
    assert_eq!(from_here(), (403, denied));
    assert_eq!(from_elsewhere().0, 200);
    served.stop();
}

#[test]
fn an_api_open_to_two_blocks_on_sqlite() {
    journey(Backend::Sqlite);
}

#[test]
fn an_api_open_to_two_blocks_on_postgresql() {
    journey(Backend::Postgres);
}
