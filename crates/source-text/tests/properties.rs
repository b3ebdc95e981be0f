//! The readers against other readers, and against any text at all.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use source_text::{Diagnostic, Node, json, render, yaml};

fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1000i32..1000).prop_map(|number| Value::from(f64::from(number) / 8.0)),
        "[ -~éü😀\t\n]{0,12}".prop_map(Value::from),
        select(vec![
            "yes",
            "0755",
            "null",
            "~",
            "<<",
            "# no",
            "- a",
            "a: b",
            "2012-10-17",
            "*",
            "&a",
            "!t"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec(("[ -~é]{0,6}", inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Pieces of JSON in any order, most of them wrong together.
fn soup() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\\u00e9\"",
        "\"\\ud800\"",
        "\"\\x\"",
        "1",
        "-0",
        "01",
        "1.5e3",
        "1e",
        "true",
        "null",
        "nul",
        " ",
        "\n",
        "\u{a0}",
        "é",
        "'a'",
        "//",
        "/*",
        "\\",
        "\"",
        "\u{1}",
        "{}",
        "[]",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Every place is in the text, between characters, and can be shown.
fn well_placed(text: &str, findings: &[Diagnostic]) -> Result<(), TestCaseError> {
    prop_assert!(!findings.is_empty());
    for finding in findings {
        prop_assert!(
            text.get(finding.span.start..finding.span.end).is_some(),
            "{:?}",
            finding
        );
        prop_assert!(render("file", text, finding).contains(finding.code));
    }
    Ok(())
}

fn spans_are_nested(text: &str, node: &Node) -> Result<(), TestCaseError> {
    prop_assert!(text.get(node.span.start..node.span.end).is_some());
    for element in node.elements().unwrap_or(&[]) {
        prop_assert!(node.span.start <= element.span.start && element.span.end <= node.span.end);
        spans_are_nested(text, element)?;
    }
    for member in node.members().unwrap_or(&[]) {
        prop_assert!(node.span.start <= member.name_span.start && member.value.span.end <= node.span.end);
        spans_are_nested(text, &member.value)?;
    }
    Ok(())
}

proptest! {
    #[test]
    fn json_is_read_as_it_was_written(tree in tree(), pretty in any::<bool>()) {
        let text = if pretty { format!("{tree:#}") } else { tree.to_string() };
        let node = json::parse(&text).map_err(|findings| TestCaseError::fail(format!("{findings:?}")))?;
        prop_assert_eq!(node.to_json(), tree.to_string());
        spans_are_nested(&text, &node)?;
    }

    #[test]
    fn json_is_taken_exactly_where_another_reader_takes_it(text in soup()) {
        let other = serde_json::from_str::<Value>(&text);
        match json::parse(&text) {
            Ok(node) => {
                prop_assert!(other.is_ok(), "{}", text);
                spans_are_nested(&text, &node)?;
            }
            Err(findings) => {
                prop_assert!(other.is_err(), "{} {:?}", text, findings);
                well_placed(&text, &findings)?;
            }
        }
    }

    /// YAML 1.2 is a superset of JSON, so both readers see the same tree in the same places.
    #[test]
    fn yaml_reads_json_alike(tree in tree(), pretty in any::<bool>()) {
        let text = if pretty { format!("{tree:#}") } else { tree.to_string() };
        let node = yaml::parse(&text).map_err(|findings| TestCaseError::fail(format!("{text}\n{findings:?}")))?;
        prop_assert_eq!(node, json::parse(&text).map_err(|findings| TestCaseError::fail(format!("{findings:?}")))?);
    }

    #[test]
    fn no_text_makes_a_reader_fail(text in "\\PC{0,80}", soup in "[-a:&*?|>!%@`#{}\\[\\],\"'<0. \t\n\ré]{0,60}") {
        for text in [&text, &soup] {
            for read in [json::parse, yaml::parse] {
                match read(text) {
                    Ok(node) => prop_assert!(text.get(node.span.start..node.span.end).is_some()),
                    Err(findings) => well_placed(text, &findings)?,
                }
            }
        }
    }
}
