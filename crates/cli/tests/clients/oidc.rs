//! Tokens of a real OpenID provider (oidc-provider, from npm) at the real binary: taken and refused, across a key rotation.

#![expect(clippy::disallowed_methods, reason = "how long a call takes is tested")]

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::backend::Served;
use crate::support::{Folder, Gateway, PATIENCE, Reply, request, root, run};

const POOL: &str = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Shop1";

/// The providers: `pool` has the claim `token_use`, `plain` has not.
struct Providers {
    child: Child,
    asks: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    pool: String,
    plain: String,
}

impl Providers {
    fn start() -> Self {
        let folder =
            std::env::var_os("PORTCULLIS_JS").map_or_else(|| root().join("target/clients-js"), PathBuf::from);
        assert!(
            folder.join("node_modules/oidc-provider").is_dir(),
            "`{}` has no oidc-provider: run `cargo xtask test`, or set PORTCULLIS_JS to a copy of clients/js after `npm ci`",
            folder.display()
        );
        let mut child = Command::new("node")
            .arg("oidc_server.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let asks = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut providers = Self {
            child,
            asks,
            answers,
            pool: String::new(),
            plain: String::new(),
        };
        let addresses = providers.ask(&json!({ "do": "start" }));
        providers.pool = addresses["pool"].as_str().unwrap().to_owned();
        providers.plain = addresses["plain"].as_str().unwrap().to_owned();
        providers
    }

    fn ask(&mut self, command: &Value) -> Value {
        writeln!(self.asks, "{command}").unwrap();
        let answer: Value = serde_json::from_str(&self.answers.next().unwrap().unwrap()).unwrap();
        assert!(answer.get("error").is_none(), "{command}: {answer}");
        answer
    }

    fn token(&mut self, command: &Value) -> String {
        self.ask(command)["token"].as_str().unwrap().to_owned()
    }

    fn id_token(&mut self, issuer: &str, client: &str) -> String {
        self.token(&json!({ "do": "id", "issuer": issuer, "client": client }))
    }

    fn access_token(&mut self, issuer: &str, scope: &str) -> String {
        self.token(&json!({ "do": "access", "issuer": issuer, "scope": scope }))
    }

    fn rotate(&mut self, issuer: &str) {
        self.ask(&json!({ "do": "rotate", "issuer": issuer }));
    }

    /// How often the key set was asked for.
    fn key_sets_given(&mut self, issuer: &str) -> u64 {
        self.ask(&json!({ "do": "count", "issuer": issuer }))["key_sets_given"]
            .as_u64()
            .unwrap()
    }
}

impl Drop for Providers {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `/me` takes any user, `/movies` whoever may read them, `/shop` users of the client `shop`, `/open` anybody.
fn definition() -> String {
    let mock = |template: &str| {
        json!({
            "type": "mock",
            "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
            "responses": { "default": { "statusCode": "200", "responseTemplates": { "application/json": template } } },
        })
    };
    let claims = "{\"sub\": \"$context.authorizer.claims.sub\", \"exp\": \"$context.authorizer.claims.exp\", \
                  \"verified\": \"$context.authorizer.claims.email_verified\", \
                  \"groups\": \"$context.authorizer.claims['cognito:groups']\"}";
    let get = |security: &Value| {
        json!({ "get": {
            "security": security,
            "responses": { "200": { "description": "" } },
            "x-amazon-apigateway-integration": mock(claims),
        } })
    };
    let authorizer = |expression: Option<&str>| {
        let mut authorizer = json!({ "type": "cognito_user_pools", "providerARNs": [POOL] });
        if let Some(expression) = expression {
            authorizer["identityValidationExpression"] = json!(expression);
        }
        json!({
            "type": "apiKey", "name": "Authorization", "in": "header",
            "x-amazon-apigateway-authtype": "cognito_user_pools",
            "x-amazon-apigateway-authorizer": authorizer,
        })
    };
    json!({
        "openapi": "3.0.1",
        "info": { "title": "movies", "version": "1" },
        "components": { "securitySchemes": {
            "users": authorizer(None), "shop": authorizer(Some("sho[a-z]")),
        } },
        "paths": {
            "/me": get(&json!([{ "users": [] }])),
            "/movies": get(&json!([{ "users": ["movies/read", "movies/all"] }])),
            "/shop": get(&json!([{ "shop": [] }])),
            "/open": get(&json!([])),
        },
    })
    .to_string()
}

/// A gateway for which the provider at `issuer` stands for the pool; its keys are at `jwks`, at the provider or elsewhere.
fn gateway(issuer: &str, jwks: &str, more: &str) -> Gateway {
    let jwks = if jwks.starts_with('/') {
        format!("{issuer}{jwks}")
    } else {
        jwks.to_owned()
    };
    let folder = Folder::new();
    folder.write("api.json", &definition());
    folder.write(
        "portcullis.toml",
        &format!(
            "access_log.file = \"access.log\"\n\
             [[issuer]]\nissuer = \"{issuer}\"\npools = [\"{POOL}\"]\njwks_url = \"{jwks}\"\n{more}"
        ),
    );
    Gateway::start(folder, &["--config", "portcullis.toml", "api.json"])
}

fn get(gateway: &Gateway, path: &str, token: &str) -> Reply {
    let header = if token.is_empty() {
        String::new()
    } else {
        format!("Authorization: {token}\r\n")
    };
    request(
        gateway.listen,
        [127, 0, 0, 1],
        "GET",
        &format!("/prod{path}"),
        &header,
    )
}

fn good(gateway: &Gateway, path: &str, token: &str) -> Value {
    let reply = get(gateway, path, token);
    assert_eq!(reply.status, 200, "{path} {reply:?}");
    reply.json()
}

/// Refused with 401 and `Unauthorized`; the record holds this reason, and not the token.
fn refused(gateway: &Gateway, path: &str, token: &str, reason: &str) {
    let reply = get(gateway, path, token);
    assert_eq!(
        (reply.status, reply.body.as_str()),
        (401, "{\"message\":\"Unauthorized\"}")
    );
    assert_eq!(reply.header("x-amzn-errortype"), Some("UnauthorizedException"));
    let record = gateway.record(reply.header("x-amzn-requestid").unwrap());
    let told = record["reason"].as_str().unwrap();
    assert!(told.contains(reason), "{path}: {told}");
    assert!(
        token.is_empty() || !record.to_string().contains(token),
        "{record}"
    );
}

#[test]
fn tokens_of_a_user_pool_are_taken_and_refused() {
    let mut providers = Providers::start();
    let mut gateway = gateway(&providers.pool, "/jwks", "");
    let id = providers.id_token("pool", "shop");
    let read = providers.access_token("pool", "movies/read movies/write");
    let write = providers.access_token("pool", "movies/write");
    let foreign = providers.id_token("plain", "shop");

    let claims = good(&gateway, "/me", &id);
    assert_eq!(
        (&claims["sub"], &claims["verified"]),
        (&json!("user-1"), &json!("true"))
    );
    assert_eq!(claims["groups"], "admins,users");
    let expires = claims["exp"].as_str().unwrap();
    assert!(expires.contains(" UTC 20"), "{expires}");
    good(&gateway, "/me", &format!("Bearer {id}"));
    good(&gateway, "/movies", &read);
    good(&gateway, "/shop", &id);
    good(&gateway, "/open", "");
    let studio = providers.id_token("pool", "studio");
    refused(&gateway, "/shop", &studio, "identityValidationExpression");

    refused(&gateway, "/me", "", "no token");
    refused(&gateway, "/me", "Bearer", "three parts");
    refused(&gateway, "/me", "Basic dXNlcjpwYXNz", "three parts");
    refused(&gateway, "/me", &read, "no ID token");
    refused(&gateway, "/movies", &id, "no access token");
    refused(&gateway, "/movies", &write, "none of the method's scopes");
    refused(&gateway, "/me", &foreign, "`iss`");
    let parts: Vec<&str> = id.split('.').collect();
    let other: Vec<&str> = read.split('.').collect();
    let swapped = format!("{}.{}.{}", parts[0], parts[1], other[2]);
    refused(&gateway, "/me", &swapped, "signature");
    // {"alg":"none"}
    let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", parts[1]);
    refused(&gateway, "/me", &unsigned, "`alg`");
    for algorithm in ["HS256", "RS256"] {
        let forged = providers.token(&json!({ "do": "hmac", "issuer": "pool", "algorithm": algorithm }));
        let reason = if algorithm == "RS256" {
            "signature"
        } else {
            "`alg`"
        };
        refused(&gateway, "/me", &forged, reason);
    }
    let long = format!("{}.{}.{}", parts[0], "A".repeat(9_000), parts[2]);
    refused(&gateway, "/me", &long, "claims part");
    let twice = format!("Authorization: {id}\r\nAuthorization: {read}\r\n");
    let reply = request(gateway.listen, [127, 0, 0, 1], "GET", "/prod/me", &twice);
    assert!(reply.status == 401 || reply.status == 400, "{reply:?}");
    assert_eq!(providers.key_sets_given("pool"), 1);
    let reply = get(&gateway, "/me", &read);
    let (code, told, error) = gateway.command(&["explain", reply.header("x-amzn-requestid").unwrap()]);
    assert!(
        code == 1 && told.contains("because the token is no ID token"),
        "{told}{error}"
    );

    gateway.signal("TERM");
    gateway.until("INFO stopped");
    let said = gateway.said.join("\n");
    let folder = gateway.stop();
    let logged = std::fs::read_to_string(folder.path().join("access.log")).unwrap();
    assert!(logged.lines().count() > 10, "{logged}");
    for token in [&id, &read, &write, &foreign, &swapped] {
        let signature = token.rsplit('.').next().unwrap();
        assert!(!logged.contains(signature) && !said.contains(signature));
    }
}

#[test]
fn a_token_is_good_until_it_expires() {
    let mut providers = Providers::start();
    let gateway = gateway(&providers.pool, "/jwks", "");
    let token = providers.id_token("pool", "hasty");
    let begun = Instant::now();
    good(&gateway, "/me", &token);
    let expired = loop {
        let reply = get(&gateway, "/me", &token);
        if reply.status != 200 {
            break reply;
        }
        assert!(begun.elapsed() < PATIENCE, "it is still good");
    };
    assert_eq!(
        (expired.status, expired.body.as_str()),
        (401, "{\"message\":\"The incoming token has expired\"}")
    );
    assert_eq!(expired.header("x-amzn-errortype"), Some("UnauthorizedException"));
}

#[test]
fn a_new_key_is_fetched_once_a_minute_at_most() {
    let mut providers = Providers::start();
    let gateway = gateway(&providers.pool, "/jwks", "");
    let old = providers.id_token("pool", "shop");
    good(&gateway, "/me", &old);
    assert_eq!(providers.key_sets_given("pool"), 1);

    providers.rotate("pool");
    let new = providers.id_token("pool", "shop");
    good(&gateway, "/me", &new);
    good(&gateway, "/me", &old);
    assert_eq!(providers.key_sets_given("pool"), 2);

    providers.rotate("pool");
    let newest = providers.id_token("pool", "shop");
    for _ in 0..3 {
        refused(&gateway, "/me", &newest, "no key of the issuer");
    }
    good(&gateway, "/me", &new);
    assert_eq!(providers.key_sets_given("pool"), 2);
}

#[test]
fn a_server_of_keys_that_hangs_holds_nobody_for_long() {
    let mut providers = Providers::start();
    // Connections stand, and nobody takes them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let jwks = format!("http://{}/jwks", silent.local_addr().unwrap());
    let gateway = gateway(&providers.pool, &jwks, "");
    let token = providers.id_token("pool", "shop");
    let begun = Instant::now();
    let reason = "are not known: they did not come within 1500 ms";
    refused(&gateway, "/me", &token, reason);
    refused(&gateway, "/me", &token, reason);
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
    good(&gateway, "/open", "");
}

#[test]
fn tokens_without_token_use_are_taken_where_settings_say_so() {
    let mut providers = Providers::start();
    let gateway = gateway(
        &providers.plain,
        "/jwks",
        "token_use = \"any\"\naudiences = [\"https://api.example.com\"]\nalgorithms = [\"RS256\", \"ES256\"]\n",
    );
    let read = providers.access_token("plain", "movies/read");
    let write = providers.access_token("plain", "movies/write");
    let id = providers.id_token("plain", "shop");
    good(&gateway, "/me", &read);
    good(&gateway, "/movies", &read);
    refused(&gateway, "/movies", &write, "none of the method's scopes");
    refused(&gateway, "/me", &id, "audiences");
    refused(&gateway, "/shop", &read, "identityValidationExpression");
}

#[test]
fn an_api_deployed_with_the_aws_cli_takes_users_of_its_pool() {
    const OTHER_POOL: &str = "arn:aws:cognito-idp:us-east-1:444455556666:userpool/us-east-1_Other1";
    let mut providers = Providers::start();
    let mut served = Served::of(gateway(&providers.pool, "/jwks", ""), None);
    let text = |value: &Value, member: &str| value[member].as_str().unwrap().to_owned();
    let api = served.aws(&["apigateway", "create-rest-api", "--name", "movies"]);
    let (id, parent) = (text(&api, "id"), text(&api, "rootResourceId"));
    let run = |operation: &str, arguments: &[&str]| {
        served.aws(&[&["apigateway", operation, "--rest-api-id", &id][..], arguments].concat())
    };
    let authorizer = |name: &str, pool: &str| {
        let source = "method.request.header.Authorization";
        let made = run(
            "create-authorizer",
            &[
                "--name",
                name,
                "--type",
                "COGNITO_USER_POOLS",
                "--provider-arns",
                pool,
                "--identity-source",
                source,
            ],
        );
        text(&made, "id")
    };
    let (users, others) = (authorizer("users", POOL), authorizer("others", OTHER_POOL));
    for (path, authorizer, scopes) in [
        ("me", &users, &[][..]),
        ("movies", &users, &["--authorization-scopes", "movies/read"][..]),
        ("others", &others, &[]),
    ] {
        let resource = run("create-resource", &["--parent-id", &parent, "--path-part", path]);
        let resource = text(&resource, "id");
        let of_method = ["--resource-id", resource.as_str(), "--http-method", "GET"];
        let on_method = |operation: &str, more: &[&str]| run(operation, &[&of_method[..], more].concat());
        let kind = [
            "--authorization-type",
            "COGNITO_USER_POOLS",
            "--authorizer-id",
            authorizer,
        ];
        on_method("put-method", &[&kind[..], scopes].concat());
        let template = r#"{"application/json":"{\"statusCode\": 200}"}"#;
        on_method(
            "put-integration",
            &["--type", "MOCK", "--request-templates", template],
        );
        on_method("put-method-response", &["--status-code", "200"]);
        let sub = r#"{"application/json":"{\"sub\": \"$context.authorizer.claims.sub\"}"}"#;
        on_method(
            "put-integration-response",
            &["--status-code", "200", "--response-templates", sub],
        );
    }
    run("create-deployment", &["--stage-name", "prod"]);

    let listen = served.gateway.listen;
    let call = |path: &str, token: &str| {
        let headers =
            format!("Host: {id}.execute-api.us-east-1.amazonaws.com\r\nAuthorization: Bearer {token}\r\n");
        let reply = request(listen, [127, 0, 0, 1], "GET", &format!("/prod/{path}"), &headers);
        (reply.status, reply.body)
    };
    let user = providers.id_token("pool", "shop");
    let reader = providers.access_token("pool", "movies/read");
    let unauthorized = (401, "{\"message\":\"Unauthorized\"}".to_owned());
    assert_eq!(call("me", &user), (200, "{\"sub\": \"user-1\"}".to_owned()));
    assert_eq!(call("me", &reader), unauthorized);
    assert_eq!(call("movies", &reader).0, 200);
    assert_eq!(call("movies", &user), unauthorized);
    // A pool that nobody stands for lets nobody in, and is told.
    assert_eq!(call("others", &user), (500, "{\"message\":null}".to_owned()));
    served.gateway.until(OTHER_POOL);
    served.stop();
}

#[test]
fn a_definition_whose_user_pool_has_no_issuer_is_not_served() {
    let folder = Folder::new();
    folder.write("api.json", &definition());
    let (code, _, error) = run(
        folder.path(),
        &["serve", "--data", "data", "--control", "127.0.0.1:0", "api.json"],
    );
    assert_ne!(code, 0);
    assert!(error.contains(POOL) && error.contains("[[issuer]]"), "{error}");
}
