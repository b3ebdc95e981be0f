//! What the README shows is what happens: its commands' answers, line by line.

#![allow(clippy::expect_used, clippy::panic, reason = "test code")]

mod support;

use support::{Folder, Gateway, get, request, root};

/// The README's `console` block that runs a command beginning so: what it prints, `…` lines left out.
fn shown(command: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let start = format!("$ {command}");
    let block = readme
        .split("```console\n")
        .skip(1)
        .filter_map(|block| block.split("```").next())
        .find(|block| block.starts_with(&start));
    let block = block.unwrap_or_else(|| panic!("the README does not show `{command}`"));
    block
        .lines()
        .skip(1)
        .filter(|line| *line != "…")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_curls_and_the_explanation_answer_as_printed() {
    let example = root()
        .join("examples/ai-gateway/openapi.yaml")
        .display()
        .to_string();
    let gateway = Gateway::start(Folder::new(), &[&example]);

    let listed = get(gateway.listen, "/prod/v1/models");
    assert_eq!(
        vec![listed.body.clone()],
        shown("curl -s http://127.0.0.1:8080/prod/v1/models")
    );

    let refused = request(gateway.listen, [127, 0, 0, 2], "GET", "/prod/v1/models", "");
    let lines = shown("curl -si --interface 127.0.0.2");
    assert_eq!(lines.first().map(String::as_str), Some("HTTP/1.1 403 Forbidden"));
    assert_eq!(refused.status, 403);
    assert_eq!(lines.last(), Some(&refused.body));
    for line in lines.iter().skip(1).take(lines.len() - 2) {
        let (name, value) = line.split_once(": ").expect("a header");
        let got = refused
            .header(name)
            .unwrap_or_else(|| panic!("no header `{name}`"));
        assert!(
            name.eq_ignore_ascii_case("x-amzn-requestid") || got == value,
            "{name}: {got}"
        );
    }

    let id = refused.header("x-amzn-requestid").expect("a request id");
    let (code, text, _) = gateway.command(&["explain", id]);
    assert_eq!(code, 1, "{text}");
    for line in shown("target/release/portcullis explain") {
        assert!(
            text.lines().any(|printed| printed == line),
            "{line:?} is not in\n{text}"
        );
    }
}
