//! Definitions under `tests/data`, each with what an import of it gives in a file beside it (`NAME.txt`).
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p openapi` writes those files anew; read the difference before you keep it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use api_model::{
    Authorizer, FunctionText, HttpIntegration, Integration, IntegrationResponse, LambdaAuthorizer,
    LambdaAuthorizerKind, LambdaIntegration, LambdaKind, RestApi, StatusPattern, TextPattern, UriText,
};
use openapi::{Format, ImportOptions, Imported, import};
use source_text::{Diagnostic, Severity, Span};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares with the file, or writes it.
#[track_caller]
fn snapshot(path: &Path, got: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, got).unwrap();
        return;
    }
    let expect = std::fs::read_to_string(path).unwrap_or_default();
    assert!(got == expect, "{} differs from\n{got}", path.display());
}

fn describe(name: &str, text: &str, result: &Result<Imported, Vec<Diagnostic>>) -> String {
    let mut out = String::new();
    let findings = match result {
        Ok(imported) => {
            describe_api(&imported.api, &mut out);
            for item in &imported.unenforced {
                writeln!(
                    out,
                    "unenforced: {} at {}: {}",
                    item.name, item.span.start, item.why
                )
                .unwrap();
            }
            &imported.warnings
        }
        Err(findings) => findings,
    };
    for finding in findings {
        out.push_str(&source_text::render(name, text, finding));
    }
    out
}

fn describe_api(api: &RestApi, out: &mut String) {
    let RestApi {
        name,
        description,
        version,
        ..
    } = api;
    writeln!(out, "api {name:?} {description:?} {version:?}").unwrap();
    writeln!(out, "  endpoint type: {:?}", api.endpoint_type).unwrap();
    writeln!(out, "  default host closed: {}", api.disable_execute_api_endpoint).unwrap();
    writeln!(out, "  binary media types: {:?}", api.binary_media_types).unwrap();
    writeln!(out, "  api key source: {:?}", api.api_key_source).unwrap();
    if let Some(policy) = &api.policy {
        writeln!(out, "  policy: {}", policy.to_json()).unwrap();
    }
    for (name, authorizer) in &api.authorizers {
        write!(out, "  authorizer {name:?} ").unwrap();
        match authorizer {
            Authorizer::UserPools(pools) => {
                let pattern = pools.audience_pattern.as_ref().map(TextPattern::as_str);
                writeln!(out, "{:?} {:?} {pattern:?}", pools.header, pools.pools).unwrap();
            }
            Authorizer::Lambda(lambda) => describe_lambda_authorizer(lambda, out),
        }
    }
    for (name, schema) in &api.models {
        writeln!(out, "  model {name:?} {schema}").unwrap();
    }
    for (kind, response) in &api.gateway_responses.customised {
        writeln!(out, "  gateway response {} {response:?}", kind.name()).unwrap();
    }
    for resource in api.resources.values() {
        for method in &resource.methods {
            writeln!(
                out,
                "{} {} {:?}",
                method.verb.as_str(),
                resource.path,
                method.operation_name
            )
            .unwrap();
            let key = if method.api_key_required {
                " and an API key"
            } else {
                ""
            };
            writeln!(out, "  asks for {:?}{key}", method.authorization).unwrap();
            writeln!(out, "  statuses {:?}", method.response_statuses).unwrap();
            for parameter in &method.request_parameters {
                let required = if parameter.required {
                    "required"
                } else {
                    "optional"
                };
                let checked = if method.validate_request_parameters {
                    "checked"
                } else {
                    "not checked"
                };
                writeln!(
                    out,
                    "  {:?} {} {required}, {checked}",
                    parameter.source, parameter.name
                )
                .unwrap();
            }
            for (content_type, model) in &method.body_models {
                writeln!(out, "  {content_type} bodies fit {model:?}").unwrap();
            }
            describe_integration(&method.integration, out);
        }
    }
}

fn describe_lambda_authorizer(lambda: &LambdaAuthorizer<FunctionText>, out: &mut String) {
    match &lambda.kind {
        LambdaAuthorizerKind::Token { header, validation } => {
            let validation = validation.as_ref().map(TextPattern::as_str);
            write!(out, "token {header:?} {validation:?}").unwrap();
        }
        LambdaAuthorizerKind::Request { identity_sources } => {
            write!(out, "request {identity_sources:?}").unwrap();
        }
    }
    writeln!(
        out,
        " {} {} as {:?}, kept {} s",
        lambda.id, lambda.function.text, lambda.credentials, lambda.ttl_s
    )
    .unwrap();
}

fn describe_lambda(lambda: &LambdaIntegration<FunctionText>, out: &mut String) {
    writeln!(
        out,
        "  lambda {} as {:?}, {} ms",
        lambda.function.text, lambda.credentials, lambda.timeout_ms
    )
    .unwrap();
    match &lambda.kind {
        LambdaKind::Proxy { stream } => writeln!(out, "    proxy, stream {stream}").unwrap(),
        LambdaKind::Mapped(mapping) => {
            writeln!(out, "    {:?} {:?}", mapping.passthrough, mapping.request_content).unwrap();
            for (name, template) in &mapping.request_templates {
                writeln!(out, "    {name} = {template:?}").unwrap();
            }
            for response in &mapping.responses {
                let pattern = response.response.selection_pattern.as_ref();
                describe_response(pattern.map(TextPattern::as_str), &response.response, out);
                if let Some(content) = response.content {
                    writeln!(out, "      {content:?}").unwrap();
                }
            }
        }
    }
}

fn describe_integration(integration: &Integration<UriText>, out: &mut String) {
    match integration {
        Integration::HttpProxy(http) => describe_http("http_proxy", http, out),
        Integration::Http(http) => describe_http("http", http, out),
        Integration::Mock(mock) => {
            writeln!(out, "  mock {:?} {:?}", mock.requests, mock.passthrough).unwrap();
            describe_responses(&mock.responses, out);
        }
        Integration::Lambda(lambda) => describe_lambda(lambda, out),
        Integration::Refused { named } => writeln!(out, "  refused: {named}").unwrap(),
    }
}

fn describe_http(kind: &str, http: &HttpIntegration<UriText>, out: &mut String) {
    writeln!(
        out,
        "  {kind} {:?} {} {:?}",
        http.verb, http.uri.text, http.passthrough
    )
    .unwrap();
    writeln!(
        out,
        "    {} ms, stream {}, unverified {}",
        http.timeout_ms, http.stream, http.insecure_skip_verification
    )
    .unwrap();
    for (place, mappings) in [
        ("header", &http.headers),
        ("query", &http.query),
        ("path", &http.path),
    ] {
        for (name, value) in mappings {
            writeln!(out, "    {place} {name} = {value:?}").unwrap();
        }
    }
    for (name, template) in &http.request_templates {
        writeln!(out, "    {name} = {template:?}").unwrap();
    }
    describe_responses(&http.responses, out);
}

fn describe_responses(responses: &[IntegrationResponse], out: &mut String) {
    for response in responses {
        let pattern = response.selection_pattern.as_ref();
        describe_response(pattern.map(StatusPattern::as_str), response, out);
    }
}

fn describe_response<P>(pattern: Option<&str>, response: &IntegrationResponse<P>, out: &mut String) {
    writeln!(out, "    {} -> {}", pattern.unwrap_or("default"), response.status).unwrap();
    for (name, value) in &response.headers {
        writeln!(out, "      {name} = {value:?}").unwrap();
    }
    for (name, value) in &response.templates {
        writeln!(out, "      {name} = {value:?}").unwrap();
    }
}

#[test]
fn definitions_give_what_stands_beside_them() {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/data"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 10);
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        let options = ImportOptions {
            functions: true,
            ..ImportOptions::default()
        };
        let result = import(&text, Format::Detect, options);
        assert_eq!(
            result.is_err(),
            name.starts_with("bad-") || name.starts_with("unenforced"),
            "{name}: {result:#?}"
        );
        let got = describe(name, &text, &result);
        snapshot(&file.with_file_name(format!("{name}.txt")), &got);
    }
}

/// A gateway that runs none says so of every method that needs one; it never answers instead of an authorizer.
#[test]
fn functions_are_refused_by_name_where_nothing_runs_them() {
    let text = data("lambda.yaml");
    let found = import(&text, Format::Yaml, ImportOptions::default()).unwrap_err();
    let told = |part: &str| {
        let mut errors = found.iter().filter(|one| one.severity == Severity::Error);
        errors.any(|one| one.code == "not-enforced" && one.message.contains(part))
    };
    assert!(
        told("a Lambda authorizer, and no functions run here"),
        "{found:#?}"
    );
    assert!(
        told("an integration of type `aws_proxy` needs a function, and no functions run here"),
        "{found:#?}"
    );
    assert!(
        told("an integration of type `aws` needs a function, and no functions run here"),
        "{found:#?}"
    );
}

/// The same API without its places in a text.
fn without_positions(mut api: RestApi) -> RestApi {
    for resource in api.resources.values_mut() {
        resource.span = Span::default();
        for method in &mut resource.methods {
            method.span = Span::default();
            if let Integration::HttpProxy(http) | Integration::Http(http) = &mut method.integration {
                http.uri.span = Span::default();
            }
        }
    }
    api
}

fn data(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/data").join(name)).unwrap()
}

#[test]
fn both_dialects_of_one_api_are_equal() {
    let read = |name: &str| {
        let imported = import(&data(name), Format::Detect, ImportOptions::default()).unwrap();
        without_positions(imported.api)
    };
    assert_eq!(read("petstore-swagger2.json"), read("petstore-openapi3.yaml"));
}

#[test]
fn unenforced_extensions_are_taken_only_on_demand_and_listed() {
    let text = data("unenforced.yaml");
    let refused = import(&text, Format::Yaml, ImportOptions::default()).unwrap_err();
    assert_eq!(refused.len(), 3);
    let options = ImportOptions {
        allow_unenforced: true,
        ..ImportOptions::default()
    };
    let taken = import(&text, Format::Yaml, options).unwrap();
    let names: Vec<_> = taken
        .unenforced
        .iter()
        .map(|item| item.place("a.yaml", &text))
        .collect();
    assert_eq!(
        names,
        [
            "x-amazon-apigateway-minimum-compression-size at a.yaml:3",
            "x-amazon-apigateway-integration.cacheNamespace at a.yaml:12",
            "x-amazon-apigateway-integration.cacheKeyParameters at a.yaml:13",
        ]
    );
}

/// What guards a method is refused however much is allowed.
#[test]
fn nothing_opens_a_guarded_method() {
    let options = ImportOptions {
        allow_unenforced: true,
        ..ImportOptions::default()
    };
    let text = data("bad-security.yaml");
    let strict = import(&text, Format::Yaml, ImportOptions::default()).unwrap_err();
    assert_eq!(import(&text, Format::Yaml, options).unwrap_err(), strict);
}

#[test]
fn every_example_of_the_repository_is_taken() {
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("../../examples")).unwrap() {
        let file = entry.unwrap().path().join("openapi.yaml");
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let result = import(&text, Format::Detect, ImportOptions::default());
        assert!(
            result.is_ok(),
            "{}",
            describe(&file.display().to_string(), &text, &result)
        );
        count += 1;
    }
    assert!(count >= 2, "the examples are gone");
}

/// A key that no usage plan could list would close the method to everybody.
#[test]
fn keys_are_asked_for_only_where_usage_plans_can_list_the_api() {
    let options = ImportOptions {
        api_keys: false,
        ..ImportOptions::default()
    };
    let found = import(&data("security.yaml"), Format::Yaml, options).unwrap_err();
    let errors: Vec<_> = found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(errors.len(), 3, "{errors:#?}");
    assert!(
        errors
            .iter()
            .all(|message| message.contains("requires an API key")),
        "{errors:#?}"
    );
}

/// The work for security of the whole definition, which every method inherits, is bounded.
#[test]
fn security_has_a_bound() {
    let text = |scopes: usize| {
        let scopes: Vec<_> = (0..scopes).map(|n| format!("s{n}")).collect();
        let asked = format!("security: [{{ members: [{}] }}]", scopes.join(", "));
        data("security.yaml").replacen("security: [{ members: [shop/read] }]", &asked, 1)
    };
    let most = openapi::REQUIREMENTS_MAX - 2;
    assert!(import(&text(most), Format::Yaml, ImportOptions::default()).is_ok());
    let found = import(&text(most + 1), Format::Yaml, ImportOptions::default()).unwrap_err();
    assert!(
        found
            .iter()
            .any(|finding| finding.message.contains("more than 100 security requirements")),
        "{found:#?}"
    );
}
