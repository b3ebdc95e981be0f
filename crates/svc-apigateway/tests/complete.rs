//! Every operation of the service model is served or refused by name with a reason, never both, never neither.

use std::collections::BTreeSet;

use svc_apigateway::{OPERATIONS, UNSUPPORTED};

/// Operations of API Gateway's REST APIs.
const OPERATIONS_IN_MODEL: usize = 124;

#[test]
fn every_operation_is_served_or_refused() {
    let served: Vec<&str> = OPERATIONS.iter().map(|entry| entry.model.name).collect();
    let refused: Vec<&str> = UNSUPPORTED.iter().map(|(name, _)| *name).collect();
    for table in [&served, &refused] {
        assert!(
            table.is_sorted_by(|a, b| a < b),
            "not in order, or twice: {table:?}"
        );
    }
    let model: BTreeSet<&str> = aws_model::apigateway::OPERATIONS
        .iter()
        .map(|model| model.name)
        .collect();
    assert_eq!(model.len(), OPERATIONS_IN_MODEL);
    let served: BTreeSet<&str> = served.into_iter().collect();
    let refused: BTreeSet<&str> = refused.into_iter().collect();
    let both: Vec<_> = served.intersection(&refused).collect();
    assert!(both.is_empty(), "served and refused: {both:?}");
    let known: BTreeSet<&str> = served.union(&refused).copied().collect();
    let neither: Vec<_> = model.difference(&known).collect();
    assert!(neither.is_empty(), "neither served nor refused: {neither:?}");
    let unknown: Vec<_> = known.difference(&model).collect();
    assert!(unknown.is_empty(), "not in the model: {unknown:?}");
}

#[test]
fn the_list_for_readers_is_the_one_that_counts() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        operation: Vec<Row>,
    }
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        name: String,
        why: String,
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/unsupported.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let rows: Vec<(&str, &str)> = file
        .operation
        .iter()
        .map(|row| (row.name.as_str(), row.why.as_str()))
        .collect();
    assert_eq!(rows, UNSUPPORTED);
    assert!(UNSUPPORTED.iter().all(|(_, why)| why.len() > 20));
}
