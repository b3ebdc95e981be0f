//! The commands that look at the control plane and keep what it has, on a gateway that AWS's clients deployed to.

use serde_json::Value;

use crate::backend::{Backend, Served};
use crate::support::{self, Folder, Gateway, LOCAL_ONLY, OTHER, Reply, mock_api};

/// Imports an API with one mock route, open to 127.0.0.1 alone, and deploys it to `prod`. Gives its id.
fn deployed(served: &Served, title: &str, answer: &str) -> String {
    served
        .gateway
        .folder
        .write("import.yaml", &mock_api(title, answer, LOCAL_ONLY));
    let api = served.aws(&["apigateway", "import-rest-api", "--body", "fileb://import.yaml"]);
    let id = api["id"].as_str().unwrap().to_owned();
    deploy(served, &id);
    id
}

fn deploy(served: &Served, id: &str) {
    let of_api = ["--rest-api-id", id, "--stage-name", "prod"];
    served.aws(&[&["apigateway", "create-deployment"][..], &of_api].concat());
}

/// Saves a policy that lets in 127.0.0.2 alone.
fn save_other_policy(served: &Served, id: &str) {
    let policy = served.aws(&["apigateway", "get-rest-api", "--rest-api-id", id]);
    let policy = policy["policy"].as_str().unwrap().replace("\\\"", "\"");
    let changed = policy.replace("127.0.0.1", "127.0.0.2");
    assert_ne!(policy, changed);
    let patch = serde_json::json!([{ "op": "replace", "path": "/policy", "value": changed }]).to_string();
    served.aws(&[
        "apigateway",
        "update-rest-api",
        "--rest-api-id",
        id,
        "--patch-operations",
        &patch,
    ]);
}

fn call(served: &Served, from: [u8; 4], id: &str) -> Reply {
    let host = format!("Host: {id}.execute-api.us-east-1.amazonaws.com\r\n");
    support::request(served.gateway.listen, from, "GET", "/prod/", &host)
}

const HERE: [u8; 4] = [127, 0, 0, 1];

/// Runs a command that must end with this code; gives its JSON.
fn json(served: &Served, arguments: &[&str], code: i32) -> Value {
    let arguments = [arguments, &["--output", "json"]].concat();
    let (got, out, error) = served.gateway.command(&arguments);
    assert_eq!(got, code, "{arguments:?}: {out}{error}");
    serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {out}"))
}

fn run(served: &Served, arguments: &[&str], code: i32) -> String {
    let (got, out, error) = served.gateway.command(arguments);
    assert_eq!(got, code, "{arguments:?}: {out}{error}");
    format!("{out}{error}")
}

#[test]
fn what_is_saved_and_what_is_deployed_are_told_apart() {
    let mut served = Served::start(Backend::Sqlite);
    assert!(run(&served, &["api", "list"], 0).contains("there is no API yet"));
    let id = deployed(&served, "models", "one");
    let listed = json(&served, &["api", "list"], 0);
    let api = &listed["saved"][0];
    assert_eq!(
        (&api["api"], &api["name"], &api["account"], &api["region"]),
        (
            &Value::from(id.clone()),
            &Value::from("models"),
            &Value::from("000000000000"),
            &Value::from("us-east-1")
        )
    );
    let stage = &api["stages"][0];
    assert_eq!(
        (&stage["stage"], &stage["behind"], &stage["served"]),
        (&Value::from("prod"), &Value::from(false), &Value::from(true))
    );
    assert!(!run(&served, &["api", "list"], 0).contains("not deployed"));
    assert!(run(&served, &["api", "diff", &id], 0).contains("stage prod runs what is saved"));

    save_other_policy(&served, &id);
    let line = served.gateway.until("saved but not deployed");
    assert!(line.contains(&format!("stage `prod` of API `{id}`")), "{line}");
    assert!(run(&served, &["api", "list"], 0).contains("; saved but not deployed"));
    let diff = json(&served, &["api", "diff", &id, "--stage", "prod"], 1);
    let stage = &diff["stages"][0];
    assert_eq!(stage["behind"], true);
    let changes = stage["changes"].as_array().unwrap();
    let path = [
        "policy",
        "Statement",
        "[Local]",
        "Condition",
        "IpAddress",
        "aws:SourceIp",
    ];
    assert_eq!(changes.len(), 1, "{diff:#}");
    assert_eq!(changes[0]["path"], serde_json::json!(path));
    assert_eq!(changes[0]["deployed"], "127.0.0.1/32");
    assert_eq!(changes[0]["saved"], "127.0.0.2/32");
    // What is saved does not hold yet.
    assert_eq!(call(&served, HERE, &id).status, 200);
    let shown = run(&served, &["api", "show", &id], 0);
    assert!(
        shown.contains("GET /  authorization NONE, MOCK") && shown.contains("127.0.0.2/32"),
        "{shown}"
    );
    let shown = run(&served, &["api", "show", &id, "--stage", "prod"], 0);
    assert!(
        shown.contains("127.0.0.1/32") && !shown.contains("127.0.0.2/32"),
        "{shown}"
    );

    deploy(&served, &id);
    run(&served, &["api", "diff", &id], 0);
    assert_eq!(call(&served, HERE, &id).status, 403);
    assert!(run(&served, &["api", "show", "nosuchapi1"], 2).contains("there is no API `nosuchapi1`"));
    assert!(run(&served, &["api", "diff", &id, "--stage", "test"], 2).contains("it has `prod`"));
    served.stop();
}

#[test]
fn methods_that_are_refused_are_shown_with_their_reason() {
    // Without functions a Lambda authorizer lets nobody in.
    let folder = Folder::new();
    let mut command = support::portcullis(folder.path());
    command.env("PORTCULLIS_FUNCTIONS_ENABLED", "false");
    let served = Served::of(
        Gateway::start_by(command, folder, &["--listen", "127.0.0.1:0"]),
        None,
    );
    let id = deployed(&served, "models", "one");
    let root = served.aws(&["apigateway", "get-resources", "--rest-api-id", &id]);
    let root = root["items"][0]["id"].as_str().unwrap();
    let on_method = |operation: &str, more: &[&str]| {
        let place = [
            "--rest-api-id",
            &id,
            "--resource-id",
            root,
            "--http-method",
            "POST",
        ];
        served.aws(&[&["apigateway", operation][..], &place, more].concat());
    };
    let authorizer = served.aws(&[
        "apigateway",
        "create-authorizer",
        "--rest-api-id",
        &id,
        "--name",
        "ask",
        "--type",
        "TOKEN",
        "--authorizer-uri",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:ask/invocations",
        "--identity-source",
        "method.request.header.Authorization",
    ]);
    let authorizer = authorizer["id"].as_str().unwrap();
    on_method(
        "put-method",
        &["--authorization-type", "CUSTOM", "--authorizer-id", authorizer],
    );
    on_method("put-integration", &["--type", "MOCK"]);
    deploy(&served, &id);
    let shown = json(&served, &["api", "show", &id, "--stage", "prod"], 0);
    let refused = &shown["stage"]["refused"][0];
    assert_eq!(
        (&refused["method"], &refused["path"]),
        (&Value::from("POST"), &Value::from("/"))
    );
    assert!(
        refused["why"].as_str().unwrap().contains("a Lambda authorizer"),
        "{refused}"
    );
    let text = run(&served, &["api", "show", &id], 0);
    assert!(text.contains("refuses everybody: POST /: "), "{text}");
    served.stop();
}

#[test]
fn requests_to_deployed_apis_are_explained() {
    let served = Served::start(Backend::Sqlite);
    let id = deployed(&served, "models", "one");
    let refused = call(&served, OTHER, &id);
    assert_eq!(refused.status, 403);
    let request = refused.header("x-amzn-requestid").unwrap();
    let text = run(&served, &["explain", request], 1);
    assert!(
        text.contains("statement 1 (`Local`), Allow: does not apply")
            && text.contains("`aws:SourceIp` is `127.0.0.2`, which matches none of the values"),
        "{text}"
    );
    // With another policy in force the old request is explained by that one, and it is said.
    save_other_policy(&served, &id);
    deploy(&served, &id);
    let later = json(&served, &["explain", request], 1);
    assert_eq!(later["explanation"]["decision"], "allow");
    assert!(
        later["note"]
            .as_str()
            .unwrap()
            .contains("this is the answer of the new one"),
        "{later:#}"
    );
    served.stop();
}

#[test]
fn a_backup_taken_while_serving_is_served_again_when_restored() {
    let served = Served::start(Backend::Sqlite);
    let id = deployed(&served, "models", "one");
    run(&served, &["backup", "kept.backup"], 0);
    served.aws(&["apigateway", "delete-rest-api", "--rest-api-id", &id]);
    assert_eq!(call(&served, HERE, &id).status, 403);
    // A file that is there is not overwritten, and a store that holds anything is left alone.
    run(&served, &["backup", "kept.backup"], 2);
    run(&served, &["restore", "kept.backup"], 2);
    assert_eq!(call(&served, HERE, &id).status, 403);
    run(&served, &["restore", "--replace", "kept.backup"], 0);
    // Restored beside the gateway, which follows: a call that waits for what it wrote also waits for the restore before it.
    served.aws(&[
        "apigateway",
        "create-stage",
        "--rest-api-id",
        &id,
        "--stage-name",
        "later",
        "--deployment-id",
        &deployment_of(&served, &id),
    ]);
    let answer = call(&served, HERE, &id);
    assert_eq!((answer.status, answer.body.as_str()), (200, "one"));
    assert_eq!(call(&served, OTHER, &id).status, 403);
    served.stop();
}

fn deployment_of(served: &Served, id: &str) -> String {
    let stage = served.aws(&[
        "apigateway",
        "get-stage",
        "--rest-api-id",
        id,
        "--stage-name",
        "prod",
    ]);
    stage["deploymentId"].as_str().unwrap().to_owned()
}

#[test]
fn env_and_accounts_are_what_the_clients_need() {
    let served = Served::start(Backend::Sqlite);
    let script = run(&served, &["env"], 0);
    assert!(
        script.contains(&format!("export AWS_ENDPOINT_URL='{}'\n", served.endpoint())),
        "{script}"
    );
    // A shell reads it, and the AWS CLI needs nothing else.
    let aws = served.client("aws").get_program().to_str().unwrap().to_owned();
    let who = |script: &str| {
        let ask = format!("{script}\nexec {aws} sts get-caller-identity --query Account --output text");
        let mut shell = served.client("bash");
        for name in [
            "AWS_ENDPOINT_URL",
            "AWS_DEFAULT_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
        ] {
            shell.env_remove(name);
        }
        let output = shell.args(["-c", &ask]).output().unwrap();
        crate::backend::text(&output).trim().to_owned()
    };
    assert_eq!(who(&script), "000000000000");

    let id = deployed(&served, "models", "one");
    assert!(run(&served, &["env", "--account", "111122223333"], 2).contains("portcullis account create"));
    assert!(run(&served, &["account", "create", "11112222333"], 2).contains("twelve digits"));
    run(&served, &["account", "create", "111122223333"], 0);
    assert!(run(&served, &["account", "create", "111122223333"], 2).contains("is there already"));
    assert!(run(&served, &["account", "list"], 0).contains("111122223333  root key "));
    let other = run(&served, &["env", "--account", "111122223333"], 0);
    assert_eq!(who(&other), "111122223333");
    // Nothing of the first account is seen from the second.
    let mut shell = served.client("bash");
    let ask = format!("{other}\nexec {aws} apigateway get-rest-api --rest-api-id {id}");
    let output = shell.args(["-c", &ask]).output().unwrap();
    assert!(
        crate::backend::text(&output).contains("NotFoundException"),
        "{output:?}"
    );
    served.stop();
}

#[test]
fn with_policy_live_a_saved_policy_holds_at_once() {
    let folder = Folder::new();
    folder.write("portcullis.toml", "policy_live = true\n");
    let served = Served::of(Gateway::start(folder, &[]), None);
    let id = deployed(&served, "models", "one");
    assert_eq!(
        (call(&served, HERE, &id).status, call(&served, OTHER, &id).status),
        (200, 403)
    );
    save_other_policy(&served, &id);
    assert_eq!(
        (call(&served, HERE, &id).status, call(&served, OTHER, &id).status),
        (403, 200)
    );
    // So there is nothing that is saved and does not hold.
    run(&served, &["api", "diff", &id], 0);
    served.stop();
}

#[test]
fn a_restart_keeps_everything() {
    let served = Served::start(Backend::Sqlite);
    let id = deployed(&served, "models", "one");
    save_other_policy(&served, &id);
    run(&served, &["account", "create", "111122223333"], 0);
    let (access_key, listed) = (served.access_key.clone(), json(&served, &["api", "list"], 0));
    served.gateway.signal("TERM");
    let folder = served.gateway.stop();
    let served = Served::of(Gateway::start(folder, &[]), None);
    assert_eq!(served.access_key, access_key);
    assert_eq!(json(&served, &["api", "list"], 0), listed);
    assert_eq!(listed["saved"][0]["stages"][0]["behind"], true);
    assert_eq!(
        (call(&served, HERE, &id).status, call(&served, OTHER, &id).status),
        (200, 403)
    );
    let who = served.aws(&["sts", "get-caller-identity"]);
    assert_eq!(who["Account"], "000000000000");
    assert!(run(&served, &["account", "list"], 0).contains("111122223333"));
    served.stop();
}

/// The README's block of commands with the AWS CLI, as it stands there but for ports and places.
#[test]
fn the_commands_of_the_readme_do_what_is_said() {
    let readme = std::fs::read_to_string(support::root().join("README.md")).unwrap();
    let block = readme
        .split("```sh\n")
        .filter_map(|block| block.split("```").next())
        .find(|block| block.starts_with("portcullis serve &\neval \"$(portcullis env)\""))
        .unwrap();
    let served = Served::start(Backend::Sqlite);
    let listen = served.gateway.listen.to_string();
    let commands = block
        .replacen("portcullis serve &", "", 1)
        .replace("127.0.0.1:8080", &listen)
        .replace("curl -s ", "curl -s -o /dev/null -w '%{http_code}\\n' ");
    let aws = served.client("aws").get_program().to_str().unwrap().to_owned();
    let script = format!(
        "set -e\nportcullis() {{ '{}' \"$@\" --control {} --data '{}'; }}\naws() {{ command {aws} \"$@\"; }}\n{commands}",
        env!("CARGO_BIN_EXE_portcullis"),
        served.gateway.control,
        served.gateway.folder.path().join("data").display(),
    );
    let output = served
        .client("bash")
        .current_dir(support::root())
        .args(["-c", &script])
        .output()
        .unwrap();
    let said = crate::backend::text(&output);
    assert!(output.status.success(), "{said}");
    let answers: Vec<&str> = said
        .lines()
        .filter(|line| line.len() == 3 && line.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    assert_eq!(answers, ["200", "403", "200", "403"], "{said}");
    assert!(
        said.contains("+ policy Statement [] Condition IpAddress aws:SourceIp \"127.0.0.2\""),
        "{said}"
    );
    served.stop();
}
