//! What is saved holds with the next deployment, stage by stage: cases 54 to 56 of the corpus, with the AWS CLI.

use crate::backend::{Backend, Served};
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
