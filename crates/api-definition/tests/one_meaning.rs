//! A definition means the same as a file that is served, as an import that is deployed, and as the export of that import.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::path::Path;

use api_definition::export::{self, Dialect, ExportOptions, Extensions};
use api_definition::import::{self, ImportLimits, ImportOptions, Mode, Parameters, Place};
use api_definition::{CompileOptions, Definition, compile};
use api_model::{
    Authorization, Authorizer, EndpointType, FunctionText, Integration, LambdaAuthorizer, LambdaIntegration,
    LambdaKind, RestApi,
};
use aws_wire::EpochSeconds;

fn place() -> Place {
    Place {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
    }
}

fn imported(text: &str) -> Result<Definition, String> {
    let options = ImportOptions {
        mode: Mode::Import,
        base: None,
        parameters: Parameters::default(),
        place: place(),
        now: EpochSeconds(1_700_000_000),
        limits: ImportLimits::default(),
    };
    let mut number = 0;
    let mut ids = |length: usize| {
        number += 1;
        format!("{number:0length$}")
    };
    import::read(text.as_bytes(), &options, &mut ids)
        .map(|imported| imported.definition)
        .map_err(|error| error.to_string())
}

fn file(text: &str) -> Result<RestApi, String> {
    let options = openapi::ImportOptions {
        functions: true,
        ..openapi::ImportOptions::default()
    };
    openapi::import(text, openapi::Format::Detect, options)
        .map(|imported| imported.api)
        .map_err(|findings| format!("{findings:#?}"))
}

/// What is called, and how. The store has a response for each status, so their order there is not the file's.
fn called(lambda: &LambdaIntegration<FunctionText>) -> String {
    let kind = match lambda.kind.clone() {
        LambdaKind::Mapped(mut mapping) => {
            mapping.responses.sort_by_key(|one| one.response.status);
            mapping.request_templates.sort();
            LambdaKind::Mapped(mapping)
        }
        proxy @ LambdaKind::Proxy { .. } => proxy,
    };
    let LambdaIntegration {
        function,
        credentials,
        timeout_ms,
        kind: _,
    } = lambda;
    format!(", {} {credentials:?} {timeout_ms} {kind:?}", function.text)
}

/// What each method asks of its callers, the functions it calls, and whether the API is private. Authorizers are told by what
/// they are, since their keys are names in a file and ids in the store.
fn guards(api: &RestApi) -> (bool, BTreeMap<String, String>) {
    let mut guards = BTreeMap::new();
    for resource in api.resources.values() {
        for method in &resource.methods {
            let authorization = match &method.authorization {
                Authorization::UserPools { authorizer, scopes } => {
                    match api.authorizers.get(authorizer).unwrap() {
                        Authorizer::UserPools(pools) => format!("{pools:?} {scopes:?}"),
                        other @ Authorizer::Lambda(_) => panic!("{other:?}"),
                    }
                }
                Authorization::Custom { authorizer } => match api.authorizers.get(authorizer).unwrap() {
                    Authorizer::Lambda(lambda) => {
                        let LambdaAuthorizer {
                            id: _,
                            name,
                            kind,
                            function,
                            credentials,
                            ttl_s,
                        } = lambda;
                        format!("{name} {kind:?} {} {credentials:?} {ttl_s}", function.text)
                    }
                    other @ Authorizer::UserPools(_) => panic!("{other:?}"),
                },
                other @ (Authorization::None | Authorization::Iam | Authorization::Refused { .. }) => {
                    format!("{other:?}")
                }
            };
            let called = if let Integration::Lambda(lambda) = &method.integration {
                called(lambda)
            } else {
                String::new()
            };
            let name = format!("{} {}", method.verb.as_str(), resource.path);
            let key = method.api_key_required;
            guards.insert(name, format!("{authorization}, key {key}{called}"));
        }
    }
    (api.endpoint_type == EndpointType::Private, guards)
}

fn deployed(definition: &Definition) -> RestApi {
    let options = CompileOptions {
        timeout_ms_max: 29_000,
        functions: true,
    };
    compile(definition, options).unwrap().api
}

/// All three readings of one text.
#[track_caller]
fn check(name: &str, text: &str) {
    let as_file = guards(&file(text).unwrap_or_else(|error| panic!("{name}: {error}")));
    let definition = imported(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(guards(&deployed(&definition)), as_file, "{name} imported");
    for dialect in [Dialect::Swagger20, Dialect::Oas30] {
        let options = ExportOptions {
            dialect,
            format: export::Format::Json,
            extensions: Extensions::ALL,
            stage: "prod",
            place: &place(),
            documentation_version: None,
        };
        let exported = export::write(&definition, &options);
        let again = imported(&exported).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            guards(&deployed(&again)),
            as_file,
            "{name} exported as {dialect:?}"
        );
    }
}

#[test]
fn every_definition_of_the_importer_means_the_same_everywhere() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/tests/data");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The import refuses a model that refers into another's properties, as AWS does.
        if name == "models.yaml"
            || name.ends_with(".txt")
            || name.starts_with("bad-")
            || name.starts_with("unenforced")
        {
            continue;
        }
        check(&name, &std::fs::read_to_string(&path).unwrap());
        names.push(name);
    }
    assert!(
        names.len() >= 4
            && ["security.yaml", "lambda.yaml"]
                .iter()
                .all(|wanted| names.iter().any(|name| name == wanted)),
        "{names:?}"
    );
}

/// What a file may not say of its callers an import may not say either, or its method is deployed as a refusal.
#[test]
fn what_a_file_may_not_say_opens_nothing_when_it_is_imported() {
    const POOLS: &str = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_a";
    const FUNCTION: &str = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:a/invocations";
    let text = |security: &str, extra: &str| {
        let (of_pool, of_token) = if security.contains("token") {
            ("", extra)
        } else {
            (extra, "")
        };
        format!(
            r#"{{"openapi": "3.0.1", "info": {{"title": "t"}}, "security": [{{"iam": []}}],
            "paths": {{"/a": {{"get": {{ {security} "responses": {{"200": {{"description": "fine"}}}},
              "x-amazon-apigateway-integration": {{"type": "mock", "requestTemplates": {{"application/json": "{{\"statusCode\": 200}}"}},
                "responses": {{"default": {{"statusCode": "200"}}}}}}}}}}}},
            "components": {{"securitySchemes": {{
              "iam": {{"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}},
              "pool": {{"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authorizer":
                {{"type": "cognito_user_pools", "providerARNs": ["{POOLS}"] {of_pool}}}}},
              "token": {{"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authorizer":
                {{"type": "token", "authorizerUri": "{FUNCTION}" {of_token}}}}},
              "query": {{"type": "apiKey", "name": "x-api-key", "in": "query"}},
              "other": {{"type": "apiKey", "name": "Api-Key", "in": "header"}},
              "oauth": {{"type": "oauth2", "flows": {{}}}}
            }}}}}}"#
        )
    };
    check("the frame", &text("", ""));
    check(
        "the frame with a token",
        &text(r#""security": [{"token": []}],"#, ""),
    );
    for (security, extra) in [
        (r#""security": [{"token": ["a"]}],"#, ""),
        (r#""security": [{"token": []}, {"iam": []}],"#, ""),
        (
            r#""security": [{"token": []}],"#,
            r#", "identitySource": "method.request.querystring.a""#,
        ),
        (
            r#""security": [{"token": []}],"#,
            r#", "identityValidationExpression": "(?=a)""#,
        ),
        (
            r#""security": [{"token": []}],"#,
            r#", "authorizerCredentials": "arn:aws:iam::*:user/*""#,
        ),
        (
            r#""security": [{"token": []}],"#,
            r#", "authorizerResultTtlInSeconds": 3601"#,
        ),
        (r#""security": [{"query": []}],"#, ""),
        (r#""security": [{"other": []}],"#, ""),
        (r#""security": [{"oauth": []}],"#, ""),
        (r#""security": [{"nobody": []}],"#, ""),
        (r#""security": [{"iam": ["a"]}],"#, ""),
        (r#""security": [{"iam": []}, {"pool": []}],"#, ""),
        (r#""security": [{"pool": ["a"]}, {"pool": ["b"]}],"#, ""),
        (r#""security": [{"pool": ["a"]}, {"pool": []}],"#, ""),
        (r#""security": [{"pool": ["a b"]}],"#, ""),
        (
            r#""security": [{"pool": []}],"#,
            r#", "identitySource": "method.request.querystring.a""#,
        ),
        (
            r#""security": [{"pool": []}],"#,
            r#", "identityValidationExpression": "(""#,
        ),
        (r#""x-amazon-apigateway-auth": {"type": "NONE"},"#, ""),
        (r#""x-amazon-apigateway-auth": {"type": "CUSTOM"},"#, ""),
        (r#""x-amazon-apigateway-auth": {},"#, ""),
    ] {
        let text = text(security, extra);
        assert!(file(&text).is_err(), "{security}{extra}");
        let Ok(definition) = imported(&text) else {
            continue;
        };
        let (_, guards) = guards(&deployed(&definition));
        let guard = guards.get("GET /a").unwrap();
        assert!(guard.starts_with("Refused"), "{security}{extra}: {guard}");
    }
}
