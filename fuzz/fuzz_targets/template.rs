//! Templates and models: nothing panics, limits hold, and a template renders the same twice.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mapping::{Environment, Limits, Overrides, Schema, Template};

const LIMITS: Limits = Limits {
    steps: 20_000,
    depth: 100,
    output_bytes: 64 * 1024,
    iterations: 100,
};

fuzz_target!(|data: &[u8]| {
    // The template, and behind the first NUL the body.
    let end = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    let (text, body) = data.split_at(end);
    let body = body.get(1..).unwrap_or_default();
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    if let Ok(schema) = Schema::compile(text, |name| (name == "Self").then(|| text.to_owned())) {
        let _ = schema.validate(body);
    }
    let Ok(template) = Template::parse(text) else {
        return;
    };
    let parameters = [("id".into(), "7".into()), ("q".into(), "a b".into())];
    let environment = Environment {
        body,
        path: &parameters,
        querystring: &parameters,
        header: &parameters,
        context: &(),
        stage_variables: &parameters,
        overrides: &Overrides::default(),
    };
    let first = template.render(&environment, LIMITS);
    if let Ok(rendered) = &first {
        assert!(
            rendered.text.len() <= LIMITS.output_bytes,
            "{} bytes",
            rendered.text.len()
        );
    }
    assert_eq!(first, template.render(&environment, LIMITS));
});
