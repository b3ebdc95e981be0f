//! Private APIs and private custom domain names: made with the AWS CLI, called through listeners that stand for VPC
//! endpoints.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::backend::{Served, text};
use crate::support::{self, Folder, Gateway};

const HOST: &str = "private.example.com";
const FORBIDDEN: &str = r#"{"message":"Forbidden"}"#;

/// A public listener, one for `vpce-1`, whose policy lets through GET alone, and one for `vpce-2`, which has none.
const SETTINGS: &str = r#"
[[listener]]
address = "127.0.0.1:0"

[[listener]]
address = "127.0.0.1:0"
private = { vpc = "vpc-1", vpce = "vpce-1" }

[[listener]]
address = "127.0.0.1:0"
private = { vpc = "vpc-1", vpce = "vpce-2" }

[[vpc_endpoint]]
id = "vpce-1"
policy_file = "endpoint.json"
"#;
const ENDPOINT: &str = r#"{"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
    "Resource": "arn:aws:execute-api:us-east-1:000000000000:*/prod/GET/*"}]}"#;

/// Lets all in through `vpce-1`, and through what else `condition` says, in place of it.
fn policy(operator: &str, key: &str, value: &str) -> String {
    json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
        {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
         "Condition": {operator: {key: value}}},
    ]})
    .to_string()
}

struct World(Served);

impl World {
    fn start() -> Self {
        let folder = Folder::new();
        folder.write("portcullis.toml", SETTINGS);
        folder.write("endpoint.json", ENDPOINT);
        let gateway = Gateway::start_configured(folder, &["--config", "portcullis.toml"]);
        Self(Served::of(gateway, None))
    }

    fn apigateway(&self, arguments: &[&str]) -> Value {
        self.0.aws(&[&["apigateway"][..], arguments].concat())
    }

    /// An API that the gateway itself answers, open to `vpce-1` or to what the policy says.
    fn api(&self, kind: &str, policy: Option<&str>) -> String {
        let folder = &self.0.gateway.folder;
        folder.write("api.yaml", &support::mock_api("private", "inside", ""));
        let kinds = format!("endpointConfigurationTypes={kind}");
        let api = self.apigateway(&[
            "import-rest-api",
            "--parameters",
            &kinds,
            "--body",
            "file://api.yaml",
        ]);
        let id = api["id"].as_str().unwrap().to_owned();
        if let Some(policy) = policy {
            self.patch_policy(&id, policy);
        }
        id
    }

    fn patch_policy(&self, id: &str, policy: &str) {
        let patch = json!([{"op": "replace", "path": "/policy", "value": policy}]).to_string();
        self.apigateway(&[
            "update-rest-api",
            "--rest-api-id",
            id,
            "--patch-operations",
            &patch,
        ]);
    }

    fn deploy(&self, id: &str) {
        self.apigateway(&["create-deployment", "--rest-api-id", id, "--stage-name", "prod"]);
    }

    fn listener(&self, at: usize) -> SocketAddr {
        self.0.gateway.listens[at]
    }
}

fn call(to: SocketAddr, verb: &str, host: &str, path: &str, headers: &str) -> (u16, String) {
    let headers = format!("Host: {host}\r\n{headers}");
    let reply = support::request(to, [127, 0, 0, 1], verb, path, &headers);
    (reply.status, reply.body)
}

#[test]
fn a_private_api_is_reached_through_its_endpoint_and_nothing_else() {
    let mut world = World::start();
    let id = world.api("PRIVATE", None);
    // Without a policy it cannot be deployed.
    let output = world
        .0
        .client("aws")
        .args([
            "apigateway",
            "create-deployment",
            "--rest-api-id",
            &id,
            "--stage-name",
            "prod",
        ])
        .output()
        .unwrap();
    assert!(!output.status.success(), "{}", text(&output));
    world.patch_policy(&id, &policy("StringNotEquals", "aws:SourceVpce", "vpce-1"));
    world.deploy(&id);
    let [public, first, second] = [0, 1, 2].map(|at| world.listener(at));
    let own = format!("{id}.execute-api.us-east-1.amazonaws.com");
    let get = |to: SocketAddr, host: &str, headers: &str| call(to, "GET", host, "/prod/", headers);
    let forbidden = (403, FORBIDDEN.to_owned());
    let inside = (200, "inside".to_owned());
    assert_eq!(get(first, &own, ""), inside);
    assert_eq!(
        get(
            first,
            &format!("{id}-vpce-1.execute-api.us-east-1.amazonaws.com"),
            ""
        ),
        inside
    );
    assert_eq!(
        get(first, "10.0.0.1", &format!("x-apigw-api-id: {id}\r\n")),
        inside
    );
    // The public listener, and what comes in by the control listener, know nothing of it; headers change nothing.
    let headers = format!("x-apigw-api-id: {id}\r\nx-amzn-vpce-id: vpce-1\r\nx-forwarded-for: 10.0.0.1\r\n");
    for to in [public, world.0.gateway.control] {
        assert_eq!(get(to, &own, ""), forbidden, "{to}");
        assert_eq!(get(to, &own, &headers), forbidden, "{to}");
    }
    // Another endpoint: the API's policy denies, in AWS's words.
    let arn = format!("arn:aws:execute-api:us-east-1:********0000:{id}/prod/GET/");
    let denied = format!(
        "{{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {arn} with an \
         explicit deny in a resource-based policy\"}}"
    );
    assert_eq!(get(second, &own, ""), (403, denied.clone()));
    assert_eq!(get(second, &own, "x-amzn-vpce-id: vpce-1\r\n"), (403, denied));
    assert_eq!(
        get(
            second,
            &format!("{id}-vpce-1.execute-api.us-east-1.amazonaws.com"),
            ""
        )
        .0,
        403
    );
    // The endpoint's own policy: GET alone.
    let refused = call(first, "POST", &own, "/prod/", "Content-Length: 0\r\n");
    assert_eq!(refused.0, 403);
    assert!(
        refused
            .1
            .contains("because no VPC endpoint policy allows the execute-api:Invoke action"),
        "{}",
        refused.1
    );
    // A public API is not reached through an endpoint.
    let open = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]});
    let other = world.api("REGIONAL", Some(&open.to_string()));
    world.deploy(&other);
    let host = format!("{other}.execute-api.us-east-1.amazonaws.com");
    assert_eq!(get(public, &host, ""), inside);
    assert_eq!(get(first, &host, ""), forbidden);
    // A reload says that another endpoint policy holds from the next start on; one that is none is refused.
    let gateway = &mut world.0.gateway;
    let wide = ENDPOINT.replace("/prod/GET/*", "/*");
    for (policy, says) in [(wide.as_str(), "setting=vpc_endpoint"), ("{", "is no policy")] {
        gateway.folder.write("endpoint.json", policy);
        gateway.signal("HUP");
        gateway.until(says);
        assert_eq!(
            call(first, "POST", &own, "/prod/", "Content-Length: 0\r\n"),
            refused
        );
    }
    world.0.stop();
}

#[test]
fn a_private_domain_name_is_shared_with_an_endpoint() {
    let world = World::start();
    let made = world.apigateway(&[
        "create-domain-name",
        "--domain-name",
        HOST,
        "--certificate-arn",
        "arn:aws:acm:us-east-1:000000000000:certificate/any",
        "--endpoint-configuration",
        "types=PRIVATE",
    ]);
    let domain_id = made["domainNameId"].as_str().unwrap();
    let arn = made["domainNameArn"].as_str().unwrap();
    let of_domain = ["--domain-name", HOST, "--domain-name-id", domain_id];
    let invoke_arn = arn.replace("apigateway", "execute-api");
    let id = world.api(
        "PRIVATE",
        Some(&policy("ArnNotEquals", "execute-api:viaDomainArn", &invoke_arn)),
    );
    world.deploy(&id);
    let mapped = [
        "--rest-api-id",
        id.as_str(),
        "--stage",
        "prod",
        "--base-path",
        "shop",
    ];
    world.apigateway(&[&["create-base-path-mapping"], &of_domain[..], &mapped[..]].concat());
    let [public, first, second] = [0, 1, 2].map(|at| world.listener(at));
    let get = |to: SocketAddr| call(to, "GET", HOST, "/shop/", "");
    let forbidden = (403, FORBIDDEN.to_owned());
    // No endpoint is associated with it.
    assert_eq!(get(first), forbidden);
    let associate = |vpce: &str| {
        let made = world.apigateway(&[
            "create-domain-name-access-association",
            "--domain-name-arn",
            arn,
            "--access-association-source-type",
            "VPCE",
            "--access-association-source",
            vpce,
        ]);
        made["domainNameAccessAssociationArn"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let association = associate("vpce-1");
    associate("vpce-2");
    // Its policy lets nobody in until it is changed.
    let denied = get(first);
    assert_eq!(denied.0, 403);
    assert_ne!(denied, forbidden);
    let patch = json!([{"op": "replace", "path": "/policy", "value": policy("StringNotEquals", "aws:SourceVpce", "vpce-1")}]);
    let patch = patch.to_string();
    world.apigateway(
        &[
            &["update-domain-name"],
            &of_domain[..],
            &["--patch-operations", &patch],
        ]
        .concat(),
    );
    assert_eq!(get(first), (200, "inside".to_owned()));
    assert_eq!(get(second).0, 403);
    for to in [public, world.0.gateway.control] {
        assert_ne!(get(to).0, 200, "{to}");
    }
    // The API's policy asks for the domain name.
    let own = format!("{id}.execute-api.us-east-1.amazonaws.com");
    assert_eq!(call(first, "GET", &own, "/prod/", "").0, 403);
    world.apigateway(&[
        "delete-domain-name-access-association",
        "--domain-name-access-association-arn",
        &association,
    ]);
    assert_eq!(get(first), forbidden);
    world.0.stop();
}
