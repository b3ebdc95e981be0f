use std::collections::BTreeMap;

use iam_policy::{Caller, Context, Decision, Kind, Request};

use super::*;
use crate::{HttpIntegration, Passthrough, UserPoolAuthorizer, Verb};

const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
    {"Sid": "Office", "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
     "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}"#;

fn method(uri: &str) -> Method<UriText> {
    Method {
        verb: Verb::Get,
        span: Span::default(),
        operation_name: None,
        authorization: Authorization::None,
        api_key_required: false,
        request_parameters: Vec::new(),
        validate_request_parameters: false,
        body_models: Vec::new(),
        integration: Integration::HttpProxy(HttpIntegration {
            verb: None,
            uri: UriText {
                text: uri.to_owned(),
                span: Span::new(7, 9),
            },
            headers: Vec::new(),
            query: Vec::new(),
            path: Vec::new(),
            request_templates: Vec::new(),
            passthrough: Passthrough::default(),
            timeout_ms: 29_000,
            insecure_skip_verification: false,
            stream: false,
            responses: Vec::new(),
        }),
        response_statuses: Vec::new(),
    }
}

fn api(paths: &[&str], uri: &str, policy: Option<&str>) -> RestApi {
    let resource = |(at, path): (usize, &&str)| {
        let path = (*path).to_owned();
        (
            path.clone(),
            Resource {
                path,
                span: Span::new(at, at + 1),
                methods: vec![method(uri)],
            },
        )
    };
    RestApi {
        name: "test".to_owned(),
        description: None,
        version: None,
        endpoint_type: EndpointType::default(),
        disable_execute_api_endpoint: false,
        binary_media_types: Vec::new(),
        authorizers: Default::default(),
        api_key_source: ApiKeySource::default(),
        resources: paths.iter().enumerate().map(resource).collect(),
        models: Default::default(),
        gateway_responses: GatewayResponses::default(),
        policy: policy.map(|text| iam_policy::Document::parse(text, Kind::Resource).unwrap().0),
    }
}

fn identity() -> Identity {
    Identity {
        partition: "aws".parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        account: "111122223333".parse().unwrap(),
        api: "a1b2c3d4e5".parse().unwrap(),
    }
}

fn stage(name: &str, variables: &[(&str, &str)]) -> StageSettings {
    let variables = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    StageSettings {
        variables: variables.collect::<BTreeMap<_, _>>(),
        ..StageSettings::new(name.parse().unwrap())
    }
}

fn deploy(api: &RestApi, stage: StageSettings, text: &str) -> Result<Deployment, DeployError> {
    Deployment::new(
        api,
        identity(),
        stage,
        Origin {
            file: "api.yaml".to_owned(),
            text: text.to_owned(),
        },
    )
}

fn refusals(api: &RestApi, stage: StageSettings) -> Vec<String> {
    let refused = deploy(api, stage, "").unwrap_err();
    refused
        .findings
        .into_iter()
        .map(|finding| format!("{}: {}", finding.span.start, finding.message))
        .collect()
}

#[test]
fn the_policy_is_expanded_for_the_api_and_decides() {
    let deployment = deploy(
        &api(&["/pets"], "http://a.example/", Some(POLICY)),
        stage("prod", &[]),
        "",
    )
    .unwrap();
    let policy = deployment.policy.unwrap();
    let stored = policy.policy.to_document().to_json();
    assert!(
        stored.contains("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*"),
        "{stored}"
    );
    let mut arn = String::new();
    deployment.arn.write("GET", "/pets", &mut arn);
    assert_eq!(
        arn,
        "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets"
    );
    let decide = |address: &str| {
        let request = Request {
            caller: Caller::Anonymous,
            action: "execute-api:Invoke",
            resource: &arn,
            resource_deny_forms: &[],
            context: Context {
                source_ip: Some(address.parse().unwrap()),
                ..Context::default()
            },
        };
        policy.compiled.decide(&request).decision
    };
    assert_eq!(decide("203.0.113.7"), Decision::Allow);
    assert_eq!(decide("198.51.100.7"), Decision::ExplicitDeny);
}

#[test]
fn stage_variables_fill_uris_and_undefined_ones_are_refused_where_they_stand() {
    let api = api(&["/a"], "https://${stageVariables.host}/v1", None);
    let deployment = deploy(&api, stage("prod", &[("host", "models.example.com")]), "").unwrap();
    let found = deployment.router.find("GET", "/a").unwrap();
    let Integration::HttpProxy(http) = &found.route.method.integration else {
        panic!("not a proxy")
    };
    assert_eq!(
        (http.uri.authority.as_str(), http.uri.https),
        ("models.example.com", true)
    );
    assert_eq!(
        refusals(&api, stage("prod", &[])),
        ["7: the stage has no variable `host`"]
    );
}

#[test]
fn where_faulty_methods_refuse_the_stage_is_deployed() {
    let settings = StageSettings {
        faulty_methods: FaultyMethods::Refuse,
        ..stage("prod", &[])
    };
    let api = api(&["/pets"], "http://${stageVariables.host}/", None);
    let deployment = deploy(&api, settings, "").unwrap();
    let [route] = deployment.router.routes() else {
        panic!("one route");
    };
    let Integration::Refused { named } = &route.method.integration else {
        panic!("{:?}", route.method.integration);
    };
    assert!(named.contains("`host`"), "{named}");
}

#[test]
fn every_reason_is_told_at_once() {
    let got = refusals(
        &api(&["/{a}", "/{b}"], "ftp://a.example/", None),
        stage("prod", &[("a-b", "x y")]),
    );
    assert_eq!(
        got,
        [
            "0: `a-b` is not the name of a stage variable",
            "0: the stage variable `a-b` has a value AWS refuses: `x y`",
            "1: `{b}` in `/{b}` stands where `/{a}` has `{a}`",
            "7: the uri `ftp://a.example/` begins with neither `http://` nor `https://`",
            "7: the uri `ftp://a.example/` begins with neither `http://` nor `https://`",
        ]
    );
    assert_eq!(
        refusals(&api(&[], "", None), stage("prod", &[])),
        ["0: the API has no methods"]
    );
}

#[test]
fn a_policy_over_the_limit_is_refused() {
    let api = api(&["/a"], "http://a.example/", Some(POLICY));
    let small = StageSettings {
        policy_characters_max: 300,
        ..stage("prod", &[])
    };
    assert_eq!(refusals(&api, small).len(), 1);
}

#[test]
fn the_same_content_has_the_same_id() {
    let api = api(&["/a"], "http://a.example/", None);
    let id = |stage, text| deploy(&api, stage, text).unwrap().deployment_id;
    let first = id(stage("prod", &[("a", "1")]), "text");
    assert_eq!(first, id(stage("prod", &[("a", "1")]), "text"));
    assert_eq!(first.len(), 10);
    for other in [
        id(stage("prod", &[("a", "1")]), "texts"),
        id(stage("prod", &[("a", "2")]), "text"),
        id(stage("test", &[("a", "1")]), "text"),
    ] {
        assert_ne!(first, other);
    }
}

#[test]
fn a_private_api_needs_a_policy_and_a_guarded_method_its_authorizer() {
    let mut private = api(&["/a"], "http://a.example/", None);
    private.endpoint_type = EndpointType::Private;
    assert_eq!(
        refusals(&private, stage("prod", &[])),
        ["0: Private REST API doesn't have a resource policy attached to it"]
    );
    let mut private = api(&["/a"], "http://a.example/", Some(POLICY));
    private.endpoint_type = EndpointType::Private;
    let deployment = deploy(&private, stage("prod", &[]), "").unwrap();
    assert_eq!(deployment.endpoint_type, EndpointType::Private);

    let mut guarded = api(&["/a"], "http://a.example/", None);
    for resource in guarded.resources.values_mut() {
        for method in &mut resource.methods {
            method.authorization = Authorization::UserPools {
                authorizer: "pool".to_owned(),
                scopes: Vec::new(),
            };
        }
    }
    let found = refusals(&guarded, stage("prod", &[]));
    assert!(
        found
            .iter()
            .all(|one| one.ends_with("is guarded by the authorizer `pool`, which is not there"))
            && !found.is_empty(),
        "{found:?}"
    );
    let pool = UserPoolAuthorizer {
        name: "pool".to_owned(),
        pools: vec!["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_a".to_owned()],
        header: "Authorization".to_owned(),
        audience_pattern: None,
    };
    guarded
        .authorizers
        .insert("pool".to_owned(), Authorizer::UserPools(pool.clone()));
    let deployment = deploy(&guarded, stage("prod", &[]), "").unwrap();
    assert_eq!(
        deployment.authorizers.get("pool"),
        Some(&Authorizer::UserPools(pool))
    );
}

/// An authorizer whose function a stage does not name cannot be asked; the methods of others are served.
#[test]
fn an_authorizer_is_filled_in_or_told_to_be_faulty() {
    let lambda = Authorizer::Lambda(crate::LambdaAuthorizer {
        id: "a1".to_owned(),
        name: "visitors".to_owned(),
        kind: crate::LambdaAuthorizerKind::Request {
            identity_sources: Vec::new(),
        },
        function: crate::FunctionText {
            text: "arn:aws:lambda:eu-west-1:111122223333:function:${stageVariables.name}".to_owned(),
            span: Span::default(),
        },
        credentials: Some("arn:aws:iam::111122223333:role/caller".to_owned()),
        ttl_s: 0,
    });
    let mut api = api(&["/a"], "http://a.example/", None);
    api.authorizers.insert("visitors".to_owned(), lambda);
    let deployment = deploy(&api, stage("prod", &[("name", "pets:live")]), "").unwrap();
    let Some(Authorizer::Lambda(filled)) = deployment.authorizers.get("visitors") else {
        panic!("{:?}", deployment.authorizers);
    };
    assert_eq!(
        filled.function.as_str(),
        "arn:aws:lambda:eu-west-1:111122223333:function:pets:live"
    );
    assert!(deployment.faulty_authorizers.is_empty());

    let why = "the stage has no variable `name`";
    assert_eq!(refusals(&api, stage("prod", &[])), [format!("0: {why}")]);
    let mut lenient = stage("prod", &[]);
    lenient.faulty_methods = FaultyMethods::Refuse;
    let deployment = deploy(&api, lenient, "").unwrap();
    assert!(deployment.authorizers.is_empty());
    assert_eq!(deployment.faulty_authorizers["visitors"], why);

    for resource in api.resources.values_mut() {
        for method in &mut resource.methods {
            method.authorization = Authorization::UserPools {
                authorizer: "visitors".to_owned(),
                scopes: Vec::new(),
            };
        }
    }
    let found = refusals(&api, stage("prod", &[("name", "pets")]));
    assert!(
        !found.is_empty() && found.iter().all(|one| one.ends_with("which is of another type")),
        "{found:?}"
    );
}
