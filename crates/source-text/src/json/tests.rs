use crate::{DEPTH_MAX, LineIndex, SOURCE_BYTES_MAX, Value};

use super::{FINDINGS_MAX, parse};

/// The text printed back, or each fault as `line:column code`.
fn check(text: &str, expect: &str) {
    let got = match parse(text) {
        Ok(node) => node.to_json(),
        Err(findings) => {
            let index = LineIndex::new(text);
            let told = findings.iter().map(|finding| {
                let at = index.position(finding.span.start);
                format!("{}:{} {}", at.line, at.column, finding.code)
            });
            told.collect::<Vec<_>>().join(", ")
        }
    };
    assert_eq!(got, expect, "{text}");
}

#[test]
fn good_texts_are_read() {
    check("{}", "{}");
    check(" [1, -0.5e3 ,true,false,null]\n", "[1,-0.5e3,true,false,null]");
    check(r#"{"a":{"b":["c"]},"a":2}"#, r#"{"a":{"b":["c"]},"a":2}"#);
    check(
        r#""\"\\\/\b\f\n\r\t\u0041\uD83D\uDE00é""#,
        "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\tA😀é\"",
    );
    check(r#""\u0000""#, r#""\u0000""#);
}

#[test]
fn every_fault_is_told_at_once() {
    check(
        "{'a': 1, b: 2, \"c\": True, \"d\": 01,\n}",
        "1:2 json-single-quotes, 1:10 json-unquoted-name, 1:21 json-bare-word, 1:32 json-number, 1:34 json-trailing-comma",
    );
    check(
        "[1 2 \"a\" // x\n, /* y */ 3,, 4]",
        "1:4 json-missing-comma, 1:6 json-missing-comma, 1:10 json-comment, 2:3 json-comment, 2:13 json-syntax",
    );
    check(
        r#"["\x", "\u12", "\ud800", "\udc00\ud800", "	"]"#,
        "1:3 json-escape, 1:9 json-escape, 1:17 json-lone-surrogate, 1:27 json-lone-surrogate, 1:33 json-lone-surrogate, 1:43 json-control-character",
    );
    check("{\"a\" 1}", "1:6 json-syntax");
    check("\u{feff}{}", "1:1 json-byte-order-mark");
}

#[test]
fn reading_stops_where_the_structure_is_lost() {
    check("", "1:1 json-empty");
    check("  \n", "2:1 json-empty");
    check("{", "1:1 json-unclosed");
    check("[1, [2]", "1:1 json-unclosed");
    check("[1}", "1:3 json-syntax");
    check("{\"a\":}", "1:6 json-syntax");
    check("{\"a\"", "1:5 json-syntax");
    check("{} {}", "1:4 json-trailing-text");
    check("{\"a\": \"b\n}", "1:7 json-unclosed-string");
    check("\"a\\", "1:3 json-unclosed-string");
    check("[}", "1:2 json-syntax");
    check("\u{a0}{}", "1:1 json-syntax");
}

#[test]
fn limits_hold() {
    let deep = "[".repeat(DEPTH_MAX) + &"]".repeat(DEPTH_MAX);
    assert!(parse(&deep).is_ok());
    let deeper = format!("[{deep}]");
    assert_eq!(
        parse(&deeper).unwrap_err().first().unwrap().code,
        "source-too-deep"
    );
    let bottomless = "[{\"a\":".repeat(1_000_000);
    assert_eq!(
        parse(&bottomless).unwrap_err().first().unwrap().code,
        "source-too-deep"
    );
    let large = " ".repeat(SOURCE_BYTES_MAX + 1);
    assert_eq!(
        parse(&large).unwrap_err().first().unwrap().code,
        "source-too-large"
    );
    assert_eq!(
        parse(&format!("[{}1]", "01,".repeat(1000))).unwrap_err().len(),
        FINDINGS_MAX
    );
}

#[test]
fn spans_are_bytes_of_values_and_names() {
    let text = "{ \"é\" : [ 12 , \"x\\n\" ] }";
    let node = parse(text).unwrap();
    let member = node.members().unwrap().first().unwrap();
    assert_eq!(
        text.get(member.name_span.start..member.name_span.end),
        Some("\"é\"")
    );
    let shown: Vec<_> = member
        .value
        .elements()
        .unwrap()
        .iter()
        .map(|node| text.get(node.span.start..node.span.end).unwrap())
        .collect();
    assert_eq!(shown, ["12", "\"x\\n\""]);
    assert_eq!(text.get(node.span.start..node.span.end), Some(text));
    assert!(matches!(node.value, Value::Object(_)));
}
