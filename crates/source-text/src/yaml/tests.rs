use crate::{DEPTH_MAX, LineIndex, Node, Value};

use super::parse;

/// The tree as JSON, or each fault as `line:column code`.
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
    check("a: 1\nb:\n  - x\n  - {c: ~}\n", r#"{"a":1,"b":["x",{"c":null}]}"#);
    check(
        "responses:\n  200: ok\n  default: yes\n  true: t\n",
        r#"{"responses":{"200":"ok","default":"yes","true":"t"}}"#,
    );
    check(
        "'200': \"\\u0041\"\nb: |\n  two\n  lines\nc: >-\n  fol\n  ded\n",
        r#"{"200":"A","b":"two\nlines\n","c":"fol ded"}"#,
    );
    check("a: 1\na: 2\n", r#"{"a":1,"a":2}"#);
    check("{\"json\": [true, null, 1.5e3]}", r#"{"json":[true,null,1.5e3]}"#);
    check("---\nx\n...\n", "\"x\"");
    check("---\n", "null");
    check(
        "a: !!str 200\nb: !!int 7\nc: ! 1\nd: !!map {}\ne: !!seq []",
        r#"{"a":"200","b":7,"c":"1","d":{},"e":[]}"#,
    );
    check(
        "a: &x {b: [1, 2]}\nc: *x\nd: [*x, *x]",
        r#"{"a":{"b":[1,2]},"c":{"b":[1,2]},"d":[{"b":[1,2]},{"b":[1,2]}]}"#,
    );
    check("a: &k name\n*k : v", r#"{"a":"name","name":"v"}"#);
    check("\u{feff}a: 1", r#"{"a":1}"#);
}

#[test]
fn what_two_readers_read_differently_is_refused() {
    check(
        "a: &x {b: 1}\nc:\n  <<: *x\n  d: !Ref Y\n  e: .inf\n",
        "3:3 yaml-merge-key, 4:6 yaml-tag, 5:6 yaml-number",
    );
    check("a: 1\n---\nb: 2\n", "2:1 yaml-several-documents");
    check("? [a, b]\n: c\n", "1:3 yaml-key");
    check("a: !!int x\nb: !!set {}\n", "1:4 yaml-tag, 2:4 yaml-tag");
    check("a: &x [1, *x]\n", "1:11 yaml-alias-cycle");
    check(": x\n", "1:1 yaml-key");
    check("", "1:1 yaml-empty");
    check("# only a comment\n", "1:1 yaml-empty");
}

#[test]
fn broken_text_is_told_with_its_place() {
    for text in [
        "a: [1, 2\n",
        "a: b: c\n",
        "a: \"x\n",
        "a:\n\t- b\n",
        "a: *unknown\n",
        "{a: 1]\n",
        "%YAML 9\n",
    ] {
        let findings = parse(text).unwrap_err();
        assert_eq!(
            findings.first().map(|finding| finding.code),
            Some("yaml-syntax"),
            "{text}"
        );
    }
}

#[test]
fn aliases_do_not_explode() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        bomb += &format!("a{level}: &a{level} [{}]\n", before.trim_end_matches(", "));
    }
    assert_eq!(
        parse(&bomb).unwrap_err().first().unwrap().code,
        "yaml-alias-limit"
    );
    let long = format!("a: &a {}\nb: [{}]", "x".repeat(1_000_000), ["*a"; 9].join(", "));
    assert_eq!(
        parse(&long).unwrap_err().first().unwrap().code,
        "yaml-alias-limit"
    );
}

/// Each anchor keeps a copy of its value for the aliases: anchors inside anchored values keep it again and again.
#[test]
fn anchors_do_not_pile_up() {
    let nested = |text: &str| {
        let open: String = (0..DEPTH_MAX).map(|n| format!("&a{n} [")).collect();
        format!("{open}{text}{}", "]".repeat(DEPTH_MAX))
    };
    assert!(parse(&nested("x")).is_ok());
    for text in ["x".repeat(1_000_000), "x,".repeat(10_000)] {
        assert_eq!(
            parse(&nested(&text)).unwrap_err().first().unwrap().code,
            "yaml-alias-limit"
        );
    }
}

#[test]
fn depth_has_a_limit_through_aliases_too() {
    let deep = "[".repeat(DEPTH_MAX) + &"]".repeat(DEPTH_MAX);
    assert!(parse(&deep).is_ok());
    assert_eq!(
        parse(&format!("[{deep}]")).unwrap_err().first().unwrap().code,
        "source-too-deep"
    );
    let half = "[".repeat(DEPTH_MAX / 2) + &"]".repeat(DEPTH_MAX / 2);
    assert!(parse(&format!("a: &a {half}\nb: {{c: *a}}")).is_ok());
    let open = "[".repeat(DEPTH_MAX / 2);
    let close = "]".repeat(DEPTH_MAX / 2);
    let nested = format!("a: &a {half}\nb: {open}*a{close}");
    assert_eq!(
        parse(&nested).unwrap_err().first().unwrap().code,
        "source-too-deep"
    );
}

/// The source text under every name and value, in order.
fn places<'a>(text: &'a str, node: &Node, out: &mut Vec<&'a str>) {
    out.push(text.get(node.span.start..node.span.end).unwrap());
    match &node.value {
        Value::Array(elements) => elements.iter().for_each(|element| places(text, element, out)),
        Value::Object(members) => {
            for member in members {
                out.push(text.get(member.name_span.start..member.name_span.end).unwrap());
                places(text, &member.value, out);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn check_places(text: &str, expect: &[&str]) {
    let mut out = Vec::new();
    places(text, &parse(text).unwrap(), &mut out);
    assert_eq!(out, expect, "{text}");
}

#[test]
fn spans_are_bytes_also_behind_long_characters() {
    check_places(
        "é: [ü, \"😀\"]\nb:\n  c: d  # e\n",
        &[
            "é: [ü, \"😀\"]\nb:\n  c: d",
            "é",
            "[ü, \"😀\"]",
            "ü",
            "\"😀\"",
            "b",
            "c: d",
            "c",
            "d",
        ],
    );
    check_places(
        "a: 1\r\nb:\r\n  - x\r\n  - y\r\n",
        &[
            "a: 1\r\nb:\r\n  - x\r\n  - y",
            "a",
            "1",
            "b",
            "- x\r\n  - y",
            "x",
            "y",
        ],
    );
    check_places(
        "a: |\n  two\n  lines\n\nb: {}\n",
        &["a: |\n  two\n  lines\n\nb: {}", "a", "two\n  lines", "b", "{}"],
    );
    check_places("a:\nb: x\n", &["a:\nb: x", "a", "", "b", "x"]);
}
