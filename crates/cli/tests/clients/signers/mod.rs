//! Methods with `AWS_IAM` as real signers call them: an API of one account, users and a role of another.

mod faults;
mod movies;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};
use testkit::upstream::Upstream;

use crate::backend::{Backend, Served, text};
use crate::support::root;

/// The account that owns the API: the one a gateway begins with.
const OWNER: &str = "000000000000";
/// The account of most callers.
const OTHER: &str = "444455556666";
const REGION: &str = "us-east-1";

/// What signs and sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signer {
    /// `curl --aws-sigv4`
    Curl,
    /// botocore's `SigV4Auth`
    Header,
    /// botocore's `SigV4QueryAuth`, which signs the URL
    Query,
    /// The npm package aws4
    JavaScript,
}

const SIGNERS: [Signer; 4] = [Signer::Curl, Signer::Header, Signer::Query, Signer::JavaScript];

/// An access key, permanent or not.
#[derive(Debug, Clone)]
struct Keys {
    id: String,
    secret: String,
    token: Option<String>,
}

/// A request to be signed and sent; how, is told by the members that are there.
#[derive(Debug, Clone)]
struct Ask {
    keys: Keys,
    method: &'static str,
    region: &'static str,
    service: &'static str,
    /// How far the signer's clock is ahead, in seconds.
    clock_s: i64,
    /// What is sent otherwise than it was signed: see `clients/signers.py`.
    sent: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    status: u64,
    /// `x-amzn-errortype`
    kind: String,
    body: String,
}

/// An API of [`OWNER`] with `GET /movies` and `POST /movies`, both `AWS_IAM`, in front of an upstream; and users.
struct World {
    served: Served,
    upstream: Upstream,
    api: String,
}

/// One who calls.
struct User {
    arn: String,
    keys: Keys,
}

fn member(value: &Value, name: &str) -> String {
    let text = value[name].as_str();
    text.unwrap_or_else(|| panic!("no `{name}` in {value}"))
        .to_owned()
}

impl Keys {
    /// From an answer of IAM or STS.
    fn of(answer: &Value) -> Self {
        Self {
            id: member(answer, "AccessKeyId"),
            secret: member(answer, "SecretAccessKey"),
            token: answer["SessionToken"].as_str().map(str::to_owned),
        }
    }
}

impl Ask {
    fn new(method: &'static str, keys: &Keys) -> Self {
        Self {
            keys: keys.clone(),
            method,
            region: REGION,
            service: "execute-api",
            clock_s: 0,
            sent: json!({}),
        }
    }
}

impl World {
    fn start(backend: Backend) -> Self {
        let served = Served::start(backend);
        served.create_account(OTHER);
        let upstream = Upstream::ok();
        let api = served.aws(&["apigateway", "create-rest-api", "--name", "movies"]);
        let (id, parent) = (member(&api, "id"), member(&api, "rootResourceId"));
        let world = Self {
            served,
            upstream,
            api: id,
        };
        let movies = world.run(
            "create-resource",
            &["--parent-id", &parent, "--path-part", "movies"],
        );
        let movies = member(&movies, "id");
        for method in ["GET", "POST"] {
            let of_method = ["--resource-id", movies.as_str(), "--http-method", method];
            let authorization = ["--authorization-type", "AWS_IAM"];
            world.run("put-method", &[&of_method[..], &authorization].concat());
            let uri = format!("{}/movies", world.upstream.url());
            let integration = [
                "--type",
                "HTTP_PROXY",
                "--integration-http-method",
                method,
                "--uri",
                &uri,
            ];
            world.run("put-integration", &[&of_method[..], &integration].concat());
        }
        world.deploy();
        world
    }

    /// `aws apigateway` on the API.
    fn run(&self, operation: &str, arguments: &[&str]) -> Value {
        let of_api = ["apigateway", operation, "--rest-api-id", &self.api];
        self.served.aws(&[&of_api[..], arguments].concat())
    }

    fn deploy(&self) {
        self.run("create-deployment", &["--stage-name", "prod"]);
    }

    /// Saves a resource policy that lets principals call this (`prod/GET/movies`); deployed by [`World::deploy`].
    fn save_policy(&self, principal: &str, resource: &str) {
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Principal": { "AWS": principal },
                "Action": "execute-api:Invoke",
                "Resource": format!("execute-api:/{resource}"),
            }],
        });
        let patch = json!([{ "op": "replace", "path": "/policy", "value": policy.to_string() }]);
        self.run("update-rest-api", &["--patch-operations", &patch.to_string()]);
    }

    /// `aws …` in an account, or with the keys of somebody.
    fn aws_as(&self, keys: Option<&Keys>, account: &str, arguments: &[&str]) -> Value {
        let mut command = self.served.client("aws");
        match keys {
            Some(keys) => {
                command
                    .env("AWS_ACCESS_KEY_ID", &keys.id)
                    .env("AWS_SECRET_ACCESS_KEY", &keys.secret);
            }
            None if account == OWNER => {}
            None => {
                let credentials = self.served.gateway.folder.path().join("data/credentials");
                command
                    .env_remove("AWS_ACCESS_KEY_ID")
                    .env_remove("AWS_SECRET_ACCESS_KEY")
                    .env("AWS_SHARED_CREDENTIALS_FILE", credentials)
                    .env("AWS_PROFILE", account);
            }
        }
        let output = command
            .args(arguments)
            .args(["--output", "json"])
            .output()
            .unwrap();
        assert!(output.status.success(), "aws {arguments:?}:\n{}", text(&output));
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }

    /// A policy that permits calls of the API.
    fn permission(&self) -> String {
        json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Action": "execute-api:Invoke",
                "Resource": format!("arn:aws:execute-api:{REGION}:{OWNER}:{}/*", self.api),
            }],
        })
        .to_string()
    }

    /// A user with an access key, and with the permission or without.
    fn user(&self, account: &str, name: &str, permitted: bool) -> User {
        let iam = |operation: &str, arguments: &[&str]| {
            self.aws_as(
                None,
                account,
                &[&["iam", operation, "--user-name", name], arguments].concat(),
            )
        };
        let made = iam("create-user", &[]);
        if permitted {
            let policy = self.permission();
            iam(
                "put-user-policy",
                &["--policy-name", "invoke", "--policy-document", &policy],
            );
        }
        User {
            arn: member(&made["User"], "Arn"),
            keys: Keys::of(&iam("create-access-key", &[])["AccessKey"]),
        }
    }

    fn host(&self) -> String {
        format!("{}.execute-api.{REGION}.amazonaws.com", self.api)
    }

    /// Has one of the signers sign and send requests, one after the other.
    fn ask_all(&self, signer: Signer, asks: &[Ask]) -> Vec<Answer> {
        let asks: Vec<Value> = asks.iter().map(|ask| self.describe(signer, ask)).collect();
        let answers = match signer {
            Signer::Curl => asks.iter().map(|ask| self.curl(ask)).collect(),
            Signer::Header | Signer::Query => {
                self.program("python", root().join("clients/signers.py"), &asks)
            }
            Signer::JavaScript => self.program("node", packages().join("signers.mjs"), &asks),
        };
        assert_eq!(answers.len(), asks.len());
        answers
    }

    fn ask(&self, signer: Signer, ask: &Ask) -> Answer {
        self.ask_all(signer, std::slice::from_ref(ask)).remove(0)
    }

    /// What the programs in `clients` take.
    fn describe(&self, signer: Signer, ask: &Ask) -> Value {
        // What botocore signs in a URL has no body: it makes a query of it.
        let body = match (ask.method, signer) {
            ("POST", Signer::Query) | ("GET", _) => "",
            _ => r#"{"title":"Brazil"}"#,
        };
        json!({
            "to": self.served.gateway.listen.to_string(),
            "host": self.host(),
            "method": ask.method,
            "path": "/prod/movies",
            "body": body,
            "access_key": ask.keys.id,
            "secret_key": ask.keys.secret,
            "token": ask.keys.token,
            "region": ask.region,
            "service": ask.service,
            "clock_s": ask.clock_s,
            "form": if signer == Signer::Query { "query" } else { "header" },
            "sent": ask.sent,
        })
    }

    fn program(&self, program: &str, script: PathBuf, asks: &[Value]) -> Vec<Answer> {
        let mut command = self.served.client(program);
        command
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = json!(asks).to_string();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{program}: {}", text(&output));
        let answers: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        let answer = |said: &Value| Answer {
            status: said["status"].as_u64().unwrap(),
            kind: member(said, "kind"),
            body: member(said, "body"),
        };
        answers.iter().map(answer).collect()
    }

    fn curl(&self, ask: &Value) -> Answer {
        assert_eq!(ask["sent"], json!({}), "curl sends what it signs");
        let (host, method, body) = (self.host(), member(ask, "method"), member(ask, "body"));
        let mut command = self.served.client("curl");
        command
            .args([
                "--silent",
                "--show-error",
                "--max-time",
                "30",
                "--noproxy",
                "*",
                "--request",
                &method,
            ])
            .args(["--connect-to", &format!("{host}:80:{}", member(ask, "to"))])
            .args([
                "--aws-sigv4",
                &format!("aws:amz:{}:{}", member(ask, "region"), member(ask, "service")),
            ])
            .args([
                "--user",
                &format!("{}:{}", member(ask, "access_key"), member(ask, "secret_key")),
            ])
            .args(["--write-out", "\n%{http_code} %header{x-amzn-errortype}"]);
        if let Some(token) = ask["token"].as_str() {
            command.args(["--header", &format!("X-Amz-Security-Token: {token}")]);
        }
        if let Some(ahead_s) = ask["clock_s"].as_i64().filter(|ahead_s| *ahead_s != 0) {
            // It signs this date, and sends it twice.
            command.args(["--header", &format!("X-Amz-Date: {}", date(ahead_s))]);
        }
        if !body.is_empty() {
            command.args(["--header", "Content-Type: application/json", "--data-raw", &body]);
        }
        let output = command
            .arg(format!("http://{host}{}", member(ask, "path")))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output));
        let said = String::from_utf8(output.stdout).unwrap();
        let (body, told) = said.rsplit_once('\n').unwrap();
        let (status, kind) = told.split_once(' ').unwrap();
        Answer {
            status: status.parse().unwrap(),
            kind: kind.to_owned(),
            body: body.to_owned(),
        }
    }
}

/// Some seconds from now, as signatures have it.
#[expect(clippy::disallowed_methods, reason = "a signer's own clock")]
fn date(ahead_s: i64) -> String {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let time = portcullis_core::Timestamp {
        epoch_ms: i64::try_from(now.as_millis()).unwrap() + 1_000 * ahead_s,
    };
    let text: String = time
        .to_string()
        .chars()
        .filter(|c| !matches!(c, '-' | ':'))
        .collect();
    format!("{}Z", &text[..15])
}

/// The folder with what npm fetched, beside the programs that use it.
fn packages() -> PathBuf {
    let folder =
        std::env::var_os("PORTCULLIS_JS").map_or_else(|| root().join("target/clients-js"), PathBuf::from);
    assert!(
        folder.join("node_modules/aws4").is_dir(),
        "`{}` has no packages: run `cargo xtask test`, or set PORTCULLIS_JS to a copy of clients/js after `npm ci`",
        folder.display()
    );
    folder
}
