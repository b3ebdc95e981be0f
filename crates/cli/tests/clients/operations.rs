//! Every operation of API Gateway with boto3: good, wrong, unsigned, signed wrongly, not permitted, permitted.

use crate::backend::{Backend, Served, text};
use crate::support::root;

fn operations(backend: Backend) {
    let served = Served::start(backend);
    let output = served
        .client("python")
        .arg(root().join("clients/operations.py"))
        .output()
        .unwrap();
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    // What the client did is in its last line: nothing is left out in silence.
    assert!(said.contains("124 operations"), "{said}");
    served.stop();
}

#[test]
fn every_operation_on_sqlite() {
    operations(Backend::Sqlite);
}

#[test]
fn every_operation_on_postgresql() {
    operations(Backend::Postgres);
}
