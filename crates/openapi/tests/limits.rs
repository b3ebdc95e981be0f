//! Any input is read or refused, in bounded time and depth.

use openapi::{Format, ImportOptions, import};

#[test]
fn no_input_is_too_much() {
    let check = |text: &str| {
        let _ = import(text, Format::Detect, ImportOptions::default());
    };
    for text in [
        "",
        "{",
        "[]",
        "null",
        "{}",
        "a: b",
        "- a",
        "openapi: 3.0.1",
        "{\"paths\": {\"/\": null}}",
        "\u{feff}{}",
    ] {
        check(text);
        assert!(
            import(text, Format::Detect, ImportOptions::default()).is_err(),
            "{text}"
        );
    }
    let method = |integration: &str| {
        format!(
            "{{\"openapi\":\"3.0.1\",\"paths\":{{\"/\":{{\"get\":{{\"x-amazon-apigateway-integration\":{{{integration}}}}}}}}}}}"
        )
    };
    let many =
        |count: usize, entry: &dyn Fn(usize) -> String| (0..count).map(entry).collect::<Vec<_>>().join(",");
    check(&format!(
        "{{{}}}",
        many(200_000, &|n| format!("\"x-amazon-{n}\":0"))
    ));
    let patterns = many(50_000, &|n| {
        format!("\"(a?){{40}}{n}\":{{\"statusCode\":\"200\"}}")
    });
    check(&method(&format!(
        "\"type\":\"mock\",\"responses\":{{{patterns}}}"
    )));
    let mappings = many(50_000, &|n| {
        format!("\"integration.request.path.a{n}\":\"method.request.header.a{n}\"")
    });
    let uri = "{a}".repeat(2_000);
    check(&method(&format!(
        "\"type\":\"http_proxy\",\"httpMethod\":\"GET\",\"uri\":\"http://a/{uri}\",\"requestParameters\":{{{mappings}}}"
    )));
    let laughs: String = (1..30)
        .map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1))
        .collect();
    check(&format!("a0: &a0 [x, x, x]\n{laughs}"));
    check(&"{\"a\":".repeat(100_000));
    check(&"[".repeat(1_000_000));
    check(&format!(
        "{{\"openapi\": \"3.0.1\", \"paths\": {{{}}}}}",
        "\"/a\": {},".repeat(100_000)
    ));
    let wide: String = (0..100_000)
        .map(|n| format!("\"/a{n}\": {{ \"get\": {{}} }},"))
        .collect();
    check(&format!(
        "{{\"openapi\": \"3.0.1\", \"paths\": {{{wide} \"/\": {{}} }} }}"
    ));
    let names: String = (0..60_000)
        .map(|n| format!("\"p{n}\": {{\"in\":\"query\",\"name\":\"p{n}\"}},"))
        .collect();
    let references: String = (0..60_000)
        .map(|n| format!("{{\"$ref\":\"#/components/parameters/p{n}\"}},"))
        .collect();
    check(&format!(
        "{{\"openapi\":\"3.0.1\",\"components\":{{\"parameters\":{{{names} \"z\":{{}}}}}},\
         \"paths\":{{\"/\":{{\"parameters\":[{references} {{}}],\"get\":{{}},\"put\":{{}},\"post\":{{}}}}}}}}"
    ));
}

/// Every prefix and every single-byte change of a good definition is read or refused, never worse.
#[test]
fn damaged_definitions_do_no_harm() {
    let text = include_str!("data/office-only.yaml");
    for (at, _) in text.char_indices().step_by(7) {
        let _ = import(&text[..at], Format::Yaml, ImportOptions::default());
        let mut damaged = text.to_owned();
        damaged.replace_range(at..at + 1, "{");
        let _ = import(&damaged, Format::Yaml, ImportOptions::default());
    }
}

#[test]
fn models_that_refer_to_a_large_one_have_a_bound_together() {
    let words: Vec<_> = (0..20_000).map(|n| format!("\"w{n}\"")).collect();
    let large = format!("{{\"enum\":[{}]}}", words.join(","));
    let definition = |methods: usize| {
        let path = |n| {
            format!(
                r##""/p{n}":{{"post":{{"requestBody":{{"content":{{"application/json":{{"schema":{{"items":{{"$ref":"#/components/schemas/Large"}}}}}}}}}},
                "responses":{{"200":{{}}}},"x-amazon-apigateway-integration":{{"type":"mock","responses":{{"default":{{"statusCode":"200"}}}}}}}}}}"##
            )
        };
        let paths: Vec<_> = (0..methods).map(path).collect();
        format!(
            r#"{{"openapi":"3.0.1","info":{{"title":"t"}},"components":{{"schemas":{{"Large":{large}}}}},
            "x-amazon-apigateway-request-validators":{{"b":{{"validateRequestBody":true}}}},
            "x-amazon-apigateway-request-validator":"b","paths":{{{}}}}}"#,
            paths.join(",")
        )
    };
    assert!(import(&definition(20), Format::Json, ImportOptions::default()).is_ok());
    let findings = import(&definition(500), Format::Json, ImportOptions::default()).unwrap_err();
    assert!(
        findings
            .iter()
            .any(|finding| finding.message.contains("more than 16777216 bytes together")),
        "{:?}",
        findings.first()
    );
}
