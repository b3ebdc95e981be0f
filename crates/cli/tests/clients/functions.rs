//! Lambda functions behind APIs, set up with the AWS CLI as its users do: a TOKEN authorizer and a proxy integration.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::backend::{Served, text};
use crate::support::{Folder, Gateway, Reply, portcullis, request};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}"#;

/// Says what its token says.
const AUTHORIZER: &str = r#"
import os

def handler(event, context):
    token = event.get("authorizationToken") or (event.get("queryStringParameters") or {}).get("who", "")
    print("asked about", token)
    if token == "unauthorized":
        raise Exception("Unauthorized")
    if token == "crash":
        os._exit(3)
    effect = "Allow" if token.startswith("allow") else "Deny"
    return {
        "principalId": "user-" + token,
        "policyDocument": {"Version": "2012-10-17", "Statement": [
            {"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"].split("/")[0] + "/*"}]},
        "context": {"tier": "gold"},
    }
"#;

/// Answers with what it was told.
const BACKEND: &str = r#"
import json, os

def handler(event, context):
    print("called for", event["path"])
    if event["path"] == "/crash":
        os._exit(3)
    told = {"version": "one", "path": event["path"], "authorizer": event["requestContext"].get("authorizer"),
            "key": os.environ["AWS_ACCESS_KEY_ID"][:4], "endpoint": os.environ["AWS_ENDPOINT_URL"]}
    return {"statusCode": 200, "headers": {"X-From": "function"}, "body": json.dumps(told)}
"#;

/// A gateway whose functions find their interpreters, and an API in it.
struct World {
    served: Served,
    api: String,
    root: String,
}

impl World {
    fn start() -> Self {
        Self::start_with(Folder::new(), &[])
    }

    /// With files that are in the folder.
    fn start_with(folder: Folder, files: &[&str]) -> Self {
        let mut command = portcullis(folder.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        // Interpreters that are chosen by version managers find them below the user's home.
        if let Some(home) = std::env::var_os("HOME") {
            command.env("HOME", home);
        }
        let arguments = [&["--listen", "127.0.0.1:0"], files].concat();
        let served = Served::of(Gateway::start_by(command, folder, &arguments), None);
        served.aws(&[
            "iam",
            "create-role",
            "--role-name",
            "fn",
            "--assume-role-policy-document",
            TRUST,
        ]);
        let api = served.aws(&["apigateway", "create-rest-api", "--name", "shop"]);
        Self {
            api: api["id"].as_str().unwrap().to_owned(),
            root: api["rootResourceId"].as_str().unwrap().to_owned(),
            served,
        }
    }

    fn folder(&self) -> &Path {
        self.served.gateway.folder.path()
    }

    fn account(&self) -> String {
        let caller = self.served.aws(&["sts", "get-caller-identity"]);
        caller["Account"].as_str().unwrap().to_owned()
    }

    /// A package with one file, as AWS's users make it.
    fn package(&self, name: &str, code: &str) -> String {
        let file = self.folder().join("app.py");
        std::fs::write(&file, code).unwrap();
        let zip = self.folder().join(format!("{name}.zip"));
        let _ = std::fs::remove_file(&zip);
        let status = Command::new("python3")
            .args(["-m", "zipfile", "-c"])
            .args([&zip, &file])
            .status()
            .unwrap();
        assert!(status.success());
        format!("fileb://{}", zip.display())
    }

    /// Makes a function; its invocation uri.
    fn function(&self, name: &str, code: &str) -> String {
        let zip = self.package(name, code);
        let role = format!("arn:aws:iam::{}:role/fn", self.account());
        let made = self.served.aws(&[
            "lambda",
            "create-function",
            "--function-name",
            name,
            "--runtime",
            "python3.12",
            "--handler",
            "app.handler",
            "--role",
            &role,
            "--zip-file",
            &zip,
            "--timeout",
            "20",
        ]);
        self.served
            .aws(&["lambda", "wait", "function-active-v2", "--function-name", name]);
        let arn = made["FunctionArn"].as_str().unwrap();
        format!("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{arn}/invocations")
    }

    /// Lets this API call a function.
    fn permit(&self, function: &str) {
        let source = format!("arn:aws:execute-api:us-east-1:{}:{}/*", self.account(), self.api);
        self.served.aws(&[
            "lambda",
            "add-permission",
            "--function-name",
            function,
            "--statement-id",
            "api",
            "--action",
            "lambda:InvokeFunction",
            "--principal",
            "apigateway.amazonaws.com",
            "--source-arn",
            &source,
        ]);
    }

    fn authorizer(&self, kind: &str, uri: &str, source: &str) -> String {
        let made = self.served.aws(&[
            "apigateway",
            "create-authorizer",
            "--rest-api-id",
            &self.api,
            "--name",
            kind,
            "--type",
            kind,
            "--authorizer-uri",
            uri,
            "--identity-source",
            source,
        ]);
        made["id"].as_str().unwrap().to_owned()
    }

    /// `GET /PATH` before a function.
    fn method(&self, path: &str, uri: &str, authorizer: Option<&str>) {
        let on = ["--rest-api-id", &self.api];
        let resource = self.served.aws(
            &[
                &["apigateway", "create-resource"],
                &on[..],
                &["--parent-id", &self.root, "--path-part", path],
            ]
            .concat(),
        );
        let id = resource["id"].as_str().unwrap();
        let get = ["--resource-id", id, "--http-method", "GET"];
        let kind = match authorizer {
            Some(id) => vec!["--authorization-type", "CUSTOM", "--authorizer-id", id],
            None => vec!["--authorization-type", "NONE"],
        };
        self.served
            .aws(&[&["apigateway", "put-method"], &on[..], &get, &kind].concat());
        let integration = [
            "--type",
            "AWS_PROXY",
            "--integration-http-method",
            "POST",
            "--uri",
            uri,
        ];
        self.served
            .aws(&[&["apigateway", "put-integration"], &on[..], &get, &integration].concat());
    }

    fn deploy(&self) {
        let on = ["--rest-api-id", &self.api, "--stage-name", "prod"];
        self.served
            .aws(&[&["apigateway", "create-deployment"], &on[..]].concat());
    }

    fn get(&self, path: &str, token: Option<&str>) -> Reply {
        let host = format!("{}.execute-api.us-east-1.amazonaws.com", self.api);
        let token = token.map_or(String::new(), |token| format!("Authorization: {token}\r\n"));
        request(
            self.served.gateway.listen,
            [127, 0, 0, 1],
            "GET",
            &format!("/prod{path}"),
            &format!("Host: {host}\r\n{token}"),
        )
    }

    #[track_caller]
    fn answers(&self, path: &str, token: Option<&str>, status: u16) -> Reply {
        let reply = self.get(path, token);
        assert_eq!(reply.status, status, "{path} {token:?}: {reply:?}");
        reply
    }

    /// Lines that a function printed with these words.
    fn lines(&self, function: &str, words: &str) -> usize {
        let (code, out, error) = self
            .served
            .gateway
            .command(&["logs", function, "--limit", "1000"]);
        assert_eq!(code, 0, "{out}{error}");
        out.lines().filter(|line| line.contains(words)).count()
    }
}

fn body(reply: &Reply) -> Value {
    reply.json()
}

#[test]
fn a_token_authorizer_and_a_function_behind_it() {
    let world = World::start();
    let authorize = world.function("authorize", AUTHORIZER);
    let backend = world.function("backend", BACKEND);
    world.permit("authorize");
    world.permit("backend");
    let authorizer = world.authorizer("TOKEN", &authorize, "method.request.header.Authorization");
    world.method("pets", &backend, Some(&authorizer));
    world.method("crash", &backend, None);
    world.deploy();

    let allowed = world.answers("/pets", Some("allow-ana"), 200);
    assert_eq!(allowed.header("x-from"), Some("function"));
    let told = body(&allowed);
    assert_eq!(told["path"], "/pets");
    assert_eq!(told["authorizer"]["principalId"], "user-allow-ana");
    assert_eq!(told["authorizer"]["tier"], "gold");
    // A session of its role, good for this installation.
    assert_eq!(told["key"], "ASIA");
    assert_eq!(told["endpoint"], world.served.endpoint());

    // Remembered: the function is not asked again.
    world.answers("/pets", Some("allow-ana"), 200);
    assert_eq!(world.lines("authorize", "asked about allow-ana"), 1);
    let denied = world.answers("/pets", Some("deny-bob"), 403);
    assert_eq!(
        body(&denied)["Message"],
        "User is not authorized to access this resource with an explicit deny in an identity-based policy"
    );
    let missing = world.answers("/pets", None, 401);
    assert_eq!(body(&missing), json!({ "message": "Unauthorized" }));
    let refused = world.answers("/pets", Some("unauthorized"), 401);
    assert_eq!(body(&refused), json!({ "message": "Unauthorized" }));
    world.answers("/pets", Some("crash"), 500);
    // The worker was replaced.
    world.answers("/pets", Some("allow-cleo"), 200);
    world.answers("/crash", None, 502);

    // New code runs at once.
    let zip = world.package("backend-2", &BACKEND.replace("\"one\"", "\"two\""));
    world.served.aws(&[
        "lambda",
        "update-function-code",
        "--function-name",
        "backend",
        "--zip-file",
        &zip,
    ]);
    let told = body(&world.answers("/pets", Some("allow-ana"), 200));
    assert_eq!(told["version"], "two");

    // So does a permission that is gone.
    let revoked = ["--function-name", "backend", "--statement-id", "api"];
    world
        .served
        .aws(&[&["lambda", "remove-permission"], &revoked[..]].concat());
    let unpermitted = world.answers("/pets", Some("allow-ana"), 500);
    let id = unpermitted.header("x-amzn-requestid").unwrap().to_owned();
    let record = world.served.gateway.record(&id).to_string();
    assert!(record.contains("AddPermission"), "{record}");
    world.served.stop();
}

#[test]
fn a_request_authorizer_and_roles_to_call_with() {
    let world = World::start();
    let authorize = world.function("authorize", AUTHORIZER);
    let backend = world.function("backend", BACKEND);
    world.permit("authorize");
    let authorizer = world.authorizer("REQUEST", &authorize, "method.request.querystring.who");
    world.method("pets", &backend, Some(&authorizer));
    let pets = world
        .served
        .aws(&["apigateway", "get-resources", "--rest-api-id", &world.api]);
    let pets = pets["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["path"] == "/pets")
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    world.deploy();
    world.answers("/pets", None, 401);
    world.answers("/pets?who=deny", None, 403);
    // Nobody said that the API may call it.
    world.answers("/pets?who=allow", None, 500);

    // A role that may, and that API Gateway may assume.
    let trust = TRUST.replace("lambda.", "apigateway.");
    let role = world.served.aws(&[
        "iam",
        "create-role",
        "--role-name",
        "caller",
        "--assume-role-policy-document",
        &trust,
    ]);
    let role = role["Role"]["Arn"].as_str().unwrap();
    let credentials = format!("op=replace,path=/credentials,value={role}");
    world.served.aws(&[
        "apigateway",
        "update-integration",
        "--rest-api-id",
        &world.api,
        "--resource-id",
        &pets,
        "--http-method",
        "GET",
        "--patch-operations",
        &credentials,
    ]);
    world.deploy();
    world.answers("/pets?who=allow", None, 500);
    let policy = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"*"}}"#;
    let named = ["--role-name", "caller", "--policy-name", "p"];
    world.served.aws(
        &[
            &["iam", "put-role-policy"],
            &named[..],
            &["--policy-document", policy],
        ]
        .concat(),
    );
    world.answers("/pets?who=allow", None, 200);
    // One that API Gateway may not assume is as good as none.
    let untrusting = ["--role-name", "caller", "--policy-document", TRUST];
    world
        .served
        .aws(&[&["iam", "update-assume-role-policy"], &untrusting[..]].concat());
    world.answers("/pets?who=allow", None, 500);
    world.served.stop();
}

#[test]
fn functions_are_called_with_the_cli_and_are_gone_with_the_gateway() {
    let world = World::start();
    world.function(
        "echo",
        "import os\ndef handler(event, context):\n    print('process', os.getpid())\n    return {'got': event, 'pid': os.getpid()}\n",
    );
    let out = world.folder().join("out.json");
    let called = world
        .served
        .client("aws")
        .args([
            "lambda",
            "invoke",
            "--function-name",
            "echo",
            "--payload",
            r#"{"a":1}"#,
        ])
        .arg(&out)
        .output()
        .unwrap();
    assert!(called.status.success(), "{}", text(&called));
    let answered: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(answered["got"], json!({ "a": 1 }));
    assert_eq!(world.lines("echo", "process"), 1);
    let (code, _, error) = world.served.gateway.command(&["logs", "nothing"]);
    assert!(code != 0 && error.contains("nothing"), "{error}");
    let group = ["--log-group-name", "/aws/lambda/echo"];
    let events = world.served.aws(
        &[
            &["logs", "filter-log-events"],
            &group[..],
            &["--filter-pattern", "process"],
        ]
        .concat(),
    );
    assert_eq!(events["events"].as_array().unwrap().len(), 1, "{events}");
    let process = format!("/proc/{}", answered["pid"]);
    assert!(!cfg!(target_os = "linux") || Path::new(&process).exists());
    world.served.stop();
    assert!(!Path::new(&process).exists());
}

#[test]
fn a_definition_from_a_file_has_functions_behind_it() {
    let uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/\
               arn:aws:lambda:us-east-1:000000000000:function:backend/invocations";
    let definition = json!({
        "openapi": "3.0.1",
        "info": { "title": "files", "version": "1" },
        "paths": { "/pets": { "get": {
            "responses": {},
            "x-amazon-apigateway-integration": { "type": "aws_proxy", "httpMethod": "POST", "uri": uri },
        } } },
    });
    let folder = Folder::new();
    folder.write("files.json", &definition.to_string());
    let world = World::start_with(folder, &["files.json"]);
    let get = || {
        request(
            world.served.gateway.listen,
            [127, 0, 0, 1],
            "GET",
            "/prod/pets",
            "",
        )
    };
    assert_eq!(get().status, 500);
    world.function("backend", BACKEND);
    assert_eq!(get().status, 500);
    world.served.aws(&[
        "lambda",
        "add-permission",
        "--function-name",
        "backend",
        "--statement-id",
        "files",
        "--action",
        "lambda:InvokeFunction",
        "--principal",
        "apigateway.amazonaws.com",
        "--source-account",
        "000000000000",
    ]);
    let reply = get();
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.json()["path"], "/pets");
    world.served.stop();
}
