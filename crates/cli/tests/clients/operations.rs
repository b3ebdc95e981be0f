//! Every operation of API Gateway: with boto3 good, wrong, unsigned, signed wrongly, not permitted, permitted, and from
//! another account; with the AWS CLI as one command after the other.

use crate::backend::{Backend, Served, text};
use crate::support::root;

const BOTO3: &str = "operations.py";
const AWS_CLI: &str = "commands.py";

/// The account that sees nothing of the first one.
const OTHER: &str = "111122223333";

fn operations(backend: Backend, program: &str) {
    let served = Served::start(backend);
    run(&served, program, &[]);
    served.stop();
}

fn run(served: &Served, program: &str, arguments: &[&str]) {
    let program = root().join("clients").join(program);
    let credentials = served.gateway.folder.path().join("data/credentials");
    let output = served
        .client("python")
        .env("AWS_SHARED_CREDENTIALS_FILE", credentials)
        .arg(program)
        .args(arguments)
        .output()
        .unwrap();
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    // What the client did is in its last line: nothing is left out in silence.
    assert!(said.contains("124 operations"), "{said}");
}

#[test]
fn every_operation_on_sqlite() {
    let served = Served::start(Backend::Sqlite);
    let (code, out, error) = served.gateway.command(&["account", "create", OTHER]);
    assert_eq!(code, 0, "{out}{error}");
    run(&served, BOTO3, &["--other", OTHER]);
    served.stop();
}

#[test]
fn every_operation_on_postgresql() {
    operations(Backend::Postgres, BOTO3);
}

#[test]
fn every_operation_as_a_command() {
    operations(Backend::Sqlite, AWS_CLI);
}
