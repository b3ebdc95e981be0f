//! Every operation of API Gateway: with boto3 good, wrong, unsigned, signed wrongly, not permitted, permitted; with the AWS
//! CLI as one command after the other.

use crate::backend::{Backend, Served, text};
use crate::support::root;

const BOTO3: &str = "operations.py";
const AWS_CLI: &str = "commands.py";

fn operations(backend: Backend, program: &str) {
    let served = Served::start(backend);
    let program = root().join("clients").join(program);
    let output = served.client("python").arg(program).output().unwrap();
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    // What the client did is in its last line: nothing is left out in silence.
    assert!(said.contains("124 operations"), "{said}");
    served.stop();
}

#[test]
fn every_operation_on_sqlite() {
    operations(Backend::Sqlite, BOTO3);
}

#[test]
fn every_operation_on_postgresql() {
    operations(Backend::Postgres, BOTO3);
}

#[test]
fn every_operation_as_a_command() {
    operations(Backend::Sqlite, AWS_CLI);
}
