//! What of a policy is saved, and that it holds with the next deployment, stage by stage: cases 54 to 56, 170 and 180 of the
//! corpus, with the AWS CLI.

use crate::backend::{Backend, Served, text};
use crate::support::{self, LOCAL_ONLY, OTHER, mock_api};

const HERE: [u8; 4] = [127, 0, 0, 1];

fn status(served: &Served, from: [u8; 4], api: &str, stage: &str) -> u16 {
    let host = format!("Host: {api}.execute-api.us-east-1.amazonaws.com\r\n");
    support::request(served.gateway.listen, from, "GET", &format!("/{stage}/"), &host).status
}

#[test]
fn a_policy_holds_where_it_is_deployed_and_from_then_on() {
    let served = Served::start(Backend::Sqlite);
    let import = |name: &str, policy: &str| {
        served
            .gateway
            .folder
            .write(name, &mock_api("saved", "{}", policy));
        format!("fileb://{name}")
    };
    let api = served.aws(&[
        "apigateway",
        "import-rest-api",
        "--body",
        &import("open.yaml", ""),
    ]);
    let id = api["id"].as_str().unwrap();
    let run = |operation: &str, arguments: &[&str]| {
        served.aws(&[&["apigateway", operation, "--rest-api-id", id][..], arguments].concat())
    };
    for stage in ["prod", "test"] {
        run("create-deployment", &["--stage-name", stage]);
    }
    let statuses = |from| {
        [
            status(&served, from, id, "prod"),
            status(&served, from, id, "test"),
        ]
    };
    assert_eq!(statuses(OTHER), [200, 200]);

    // case 54: saved, not deployed.
    let body = import("closed.yaml", LOCAL_ONLY);
    run("put-rest-api", &["--mode", "overwrite", "--body", &body]);
    assert_eq!(statuses(OTHER), [200, 200]);

    // case 55: deployed to one stage.
    run("create-deployment", &["--stage-name", "prod"]);
    assert_eq!(statuses(OTHER), [403, 200]);
    assert_eq!(statuses(HERE), [200, 200]);

    // case 56: removed and deployed.
    let patch = r#"[{"op":"replace","path":"/policy","value":""}]"#;
    run("update-rest-api", &["--patch-operations", patch]);
    assert_eq!(statuses(OTHER), [403, 200]);
    run("create-deployment", &["--stage-name", "prod"]);
    assert_eq!(statuses(OTHER), [200, 200]);
    served.stop();
}

/// Runs `aws apigateway …`, which must be refused; what AWS's client says of it.
#[track_caller]
fn refused(served: &Served, operation: &str, arguments: &[&str]) -> String {
    let output = served
        .client("aws")
        .args(["apigateway", operation])
        .args(arguments)
        .output()
        .unwrap();
    let said = text(&output);
    assert!(!output.status.success(), "{operation} {arguments:?}: {said}");
    said
}

#[test]
fn a_policy_is_saved_only_with_principals_that_exist() {
    const INVALID: &str =
        "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";
    let served = Served::start(Backend::Sqlite);
    let ana = served.aws(&["iam", "create-user", "--user-name", "ana"]);
    let ana = ana["User"]["Arn"].as_str().unwrap();
    let naming = |principal: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{principal}"}},
            "Action":"execute-api:Invoke","Resource":"execute-api:/*"}}]}}"#
        )
    };
    let create =
        |policy: &str| served.aws(&["apigateway", "create-rest-api", "--name", "a", "--policy", policy]);
    // case 170: a user of this installation that does not exist.
    let nobody = naming(&ana.replace("user/ana", "user/nobody"));
    let said = refused(&served, "create-rest-api", &["--name", "a", "--policy", &nobody]);
    assert!(
        said.contains("BadRequestException") && said.contains(INVALID),
        "{said}"
    );
    let api = create(&naming(ana));
    // Whom other installations keep cannot be looked up.
    create(&naming("arn:aws:iam::444455556666:user/nobody"));
    // Who is gone can be named no more, but what was saved stays.
    served.aws(&["iam", "delete-user", "--user-name", "ana"]);
    let said = refused(
        &served,
        "create-rest-api",
        &["--name", "b", "--policy", &naming(ana)],
    );
    assert!(said.contains(INVALID), "{said}");
    let id = api["id"].as_str().unwrap();
    let renamed = r#"[{"op":"replace","path":"/name","value":"c"}]"#;
    served.aws(&[
        "apigateway",
        "update-rest-api",
        "--rest-api-id",
        id,
        "--patch-operations",
        renamed,
    ]);
    served.stop();
}

#[test]
fn a_private_api_is_deployed_with_a_policy_only() {
    let served = Served::start(Backend::Sqlite);
    served
        .gateway
        .folder
        .write("private.yaml", &mock_api("private", "{}", ""));
    let api = served.aws(&[
        "apigateway",
        "import-rest-api",
        "--parameters",
        "endpointConfigurationTypes=PRIVATE",
        "--body",
        "fileb://private.yaml",
    ]);
    assert_eq!(api["endpointConfiguration"]["types"][0], "PRIVATE");
    let id = api["id"].as_str().unwrap();
    // case 180
    let said = refused(
        &served,
        "create-deployment",
        &["--rest-api-id", id, "--stage-name", "prod"],
    );
    assert!(
        said.contains("BadRequestException")
            && said.contains("Private REST API doesn't have a resource policy attached to it"),
        "{said}"
    );
    // Deployed, it is still not to be had from a listener that is not private.
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;
    let patch = serde_json::json!([{"op": "replace", "path": "/policy", "value": policy}]).to_string();
    served.aws(&[
        "apigateway",
        "update-rest-api",
        "--rest-api-id",
        id,
        "--patch-operations",
        &patch,
    ]);
    served.aws(&[
        "apigateway",
        "create-deployment",
        "--rest-api-id",
        id,
        "--stage-name",
        "prod",
    ]);
    assert_eq!(status(&served, HERE, id, "prod"), 403);
    served.stop();
}
