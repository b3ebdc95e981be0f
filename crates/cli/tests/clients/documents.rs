//! OpenAPI documents with the AWS CLI: imported, deployed, exported in both dialects and formats, imported again.

use crate::backend::{Backend, Served, text};
use crate::support::root;

#[test]
fn an_export_that_is_imported_gives_the_same_api() {
    let served = Served::start(Backend::Sqlite);
    let output = served
        .client("python")
        .arg(root().join("clients/documents.py"))
        .arg(root().join("crates/api-definition/tests/documents"))
        .output()
        .unwrap();
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("exports imported again"), "{said}");
    served.stop();
}
