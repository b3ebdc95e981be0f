//! Saved APIs and what is served of them.

use api_model::{
    Authorizer, ContentHandling, IdentitySource, LambdaAuthorizerKind, LambdaKind, TextPattern,
    UserPoolAuthorizer,
};

use super::*;

const OPTIONS: CompileOptions = CompileOptions {
    timeout_ms_max: 29_000,
    functions: true,
};

fn api(methods: Value) -> Definition {
    serde_json::from_value(json!({
        "api": { "id": "a1", "name": "pets", "endpointConfiguration": { "types": ["REGIONAL"] } },
        "resources": {
            "root": { "id": "root", "path": "/" },
            "r": { "id": "r", "parentId": "root", "pathPart": "{id}", "path": "/{id}", "resourceMethods": methods },
        },
        "requestValidators": {},
    }))
    .unwrap()
}

fn mock() -> Value {
    json!({
        "type": "MOCK", "passthroughBehavior": "WHEN_NO_MATCH", "timeoutInMillis": 29000, "cacheNamespace": "r",
        "cacheKeyParameters": [], "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
        "integrationResponses": { "200": { "statusCode": "200" } },
    })
}

fn method(authorization: &str, integration: Value) -> Value {
    json!({
        "httpMethod": "GET", "authorizationType": authorization, "apiKeyRequired": false,
        "methodResponses": { "200": { "statusCode": "200" } },
        "methodIntegration": integration,
    })
}

#[test]
fn what_is_enforced_is_served() {
    let http = json!({
        "type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://127.0.0.1:1/{id}", "connectionType": "INTERNET",
        "requestParameters": { "integration.request.path.id": "method.request.path.id" },
        "passthroughBehavior": "WHEN_NO_MATCH", "timeoutInMillis": 1000,
    });
    let mut get = method("NONE", http);
    get["requestParameters"] =
        json!({ "method.request.path.id": true, "method.request.querystring.q": true });
    get["apiKeyRequired"] = json!(true);
    let mut definition = api(json!({ "GET": get, "ANY": method("NONE", mock()) }));
    definition.api.policy = Some(
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#
            .to_owned(),
    );
    let compiled = compile(&definition, OPTIONS).unwrap();
    assert_eq!(compiled.refused, []);
    let methods = &compiled.api.resources["/{id}"].methods;
    assert_eq!(methods.len(), 2);
    let get = methods.iter().find(|method| method.verb == Verb::Get).unwrap();
    assert!(get.api_key_required);
    assert!(matches!(get.integration, Integration::HttpProxy(_)));
    assert_eq!(compiled.api.policy.unwrap().statements.len(), 1);
}

#[test]
fn what_is_not_enforced_is_served_as_a_refusal_beside_the_rest() {
    let service =
        json!({ "type": "AWS", "httpMethod": "GET", "uri": "arn:aws:apigateway:us-east-1:s3:path/x" });
    let definition = api(json!({
        "GET": method("NONE", mock()), "POST": method("CUSTOM", mock()), "PUT": method("NONE", service),
    }));
    let compiled = compile(&definition, OPTIONS).unwrap();
    let refused: Vec<_> = compiled.refused.iter().map(|one| one.verb.as_str()).collect();
    assert_eq!(refused, ["POST", "PUT"]);
    assert!(
        compiled.refused[0]
            .why
            .contains("an authorizer that is not there"),
        "{:?}",
        compiled.refused
    );
    assert!(
        compiled.refused[1].why.contains("the AWS service `s3`"),
        "{:?}",
        compiled.refused
    );
    let methods = &compiled.api.resources["/{id}"].methods;
    let get = methods.iter().find(|method| method.verb == Verb::Get).unwrap();
    assert!(matches!(get.integration, Integration::Mock(_)));
    for verb in [Verb::Post, Verb::Put] {
        let method = methods.iter().find(|method| method.verb == verb).unwrap();
        assert!(matches!(method.authorization, Authorization::Refused { .. }));
    }
}

#[test]
fn bodies_are_checked_against_saved_models() {
    let validated = |model: &str| {
        let mut method = method("NONE", mock());
        method["requestValidatorId"] = json!("v");
        method["requestModels"] = json!({ "application/json": model, "$default": "Pet" });
        method
    };
    let mut definition = api(json!({
        "PUT": validated("Pets"), "POST": validated("Broken"), "PATCH": validated("Nobody"),
    }));
    let model = |name: &str, schema: &str| {
        serde_json::from_value(json!({ "name": name, "schema": schema, "contentType": "application/json" }))
            .unwrap()
    };
    for (name, schema) in [
        (
            "Pet",
            r##"{"type":"object","definitions":{"a":{"type":"string"}},"properties":{"a":{"$ref":"#/definitions/a"}}}"##,
        ),
        (
            "Pets",
            r#"{"type":"array","items":{"$ref":"https://apigateway.amazonaws.com/restapis/a1/models/Pet"}}"#,
        ),
        ("Broken", "{"),
    ] {
        definition.models.insert(name.to_owned(), model(name, schema));
    }
    let validator = json!({ "id": "v", "name": "v", "validateRequestBody": true });
    let validator = serde_json::from_value(validator).unwrap();
    definition.request_validators.insert("v".to_owned(), validator);
    let compiled = compile(&definition, OPTIONS).unwrap();
    let refused: Vec<_> = compiled.refused.iter().map(|one| one.verb.as_str()).collect();
    assert_eq!(refused, ["PATCH", "POST"], "{:?}", compiled.refused);
    let methods = &compiled.api.resources["/{id}"].methods;
    let put = methods.iter().find(|method| method.verb == Verb::Put).unwrap();
    let mut models = put.body_models.clone();
    models.sort();
    assert_eq!(
        models,
        [
            ("$default".to_owned(), "Pet".to_owned()),
            ("application/json".to_owned(), "Pets".to_owned())
        ]
    );
    assert!(compiled.api.models["Pet"].contains("#/definitions/a"));
    for verb in ["PUT", "POST", "PATCH"] {
        definition.method_mut("r", verb).unwrap().request_validator_id = None;
    }
    let compiled = compile(&definition, OPTIONS).unwrap();
    assert_eq!((compiled.refused, compiled.api.models.len()), (Vec::new(), 0));
}

#[test]
fn what_guards_an_endpoint_or_a_method_is_never_left_out() {
    let refused = |change: &dyn Fn(&mut Definition)| {
        let mut definition = api(json!({ "GET": method("NONE", mock()) }));
        change(&mut definition);
        compile(&definition, OPTIONS).unwrap().refused.len()
    };
    assert_eq!(refused(&|_| {}), 0);
    assert_eq!(
        refused(&|api| api.api.security_policy = Some("TLS_1_0".to_owned())),
        0
    );
    let policy = "SecurityPolicy_TLS13_1_3_2025_09";
    assert_eq!(
        refused(&|api| api.api.security_policy = Some(policy.to_owned())),
        1
    );
    assert_eq!(
        refused(&|api| api.api.endpoint_access_mode = Some("STRICT".to_owned())),
        1
    );
    let gone = |api: &mut Definition| {
        api.method_mut("r", "GET").unwrap().request_validator_id = Some("gone".to_owned());
    };
    assert_eq!(refused(&gone), 1);
}

#[test]
fn the_endpoint_type_is_compiled_and_only_a_private_api_is_private() {
    for (types, expect) in [
        (json!(["PRIVATE"]), EndpointType::Private),
        (json!(["REGIONAL"]), EndpointType::Regional),
        (json!(["EDGE"]), EndpointType::Edge),
        (json!(["REGIONAL", "PRIVATE"]), EndpointType::Private),
        (Value::Null, EndpointType::Edge),
    ] {
        let mut definition = api(json!({ "GET": method("NONE", mock()) }));
        let configuration = json!({ "types": types, "vpcEndpointIds": ["vpce-1"] });
        definition.api.endpoint_configuration = serde_json::from_value(configuration).unwrap();
        let compiled = compile(&definition, OPTIONS).unwrap();
        assert_eq!(compiled.refused, [], "{types}");
        assert_eq!(compiled.api.endpoint_type, expect, "{types}");
    }
}

const POOL: &str = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";

const ROLE: &str = "arn:aws:iam::111122223333:role/caller";

/// The invocation uri of a function.
fn invocation(name: &str) -> String {
    format!(
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:{name}/invocations"
    )
}

/// An API with a user pool authorizer `pool1` and Lambda authorizers `token1` and `request1`.
fn guarded(methods: Value) -> Definition {
    let mut definition = api(methods);
    let authorizers = json!({
        "pool1": {
            "id": "pool1", "name": "Members of staff", "type": "COGNITO_USER_POOLS", "providerARNs": [POOL],
            "identitySource": "method.request.header.X-Token", "identityValidationExpression": "c[0-9]+",
            "authorizerResultTtlInSeconds": 300,
        },
        "token1": {
            "id": "token1", "name": "Visitors", "type": "TOKEN", "authorizerUri": invocation("visitors"),
            "authorizerCredentials": ROLE, "identitySource": "method.request.header.X-Visitor",
            "identityValidationExpression": "v[0-9]+", "authorizerResultTtlInSeconds": 0, "authType": "custom",
        },
        "request1": {
            "id": "request1", "name": "Partners", "type": "REQUEST", "authorizerUri": invocation("${stageVariables.partners}"),
            "identitySource": "context.identity.sourceIp,method.request.querystring.partner",
        },
    });
    definition.authorizers = serde_json::from_value(authorizers).unwrap();
    definition
}

#[test]
fn who_may_call_is_compiled() {
    let with = |kind: &str, members: Value| {
        let mut method = method(kind, mock());
        let members = members.as_object().unwrap().clone();
        method.as_object_mut().unwrap().extend(members);
        method
    };
    let definition = guarded(json!({
        "GET": with("AWS_IAM", json!({ "apiKeyRequired": true, "authorizationScopes": ["left/over"] })),
        "PUT": with("COGNITO_USER_POOLS", json!({ "authorizerId": "pool1", "authorizationScopes": ["a/b", "c"] })),
        "POST": with("COGNITO_USER_POOLS", json!({ "authorizerId": "pool1", "apiKeyRequired": true })),
        "ANY": with("NONE", json!({ "authorizerId": "token1", "authorizationScopes": ["left/over"] })),
    }));
    let compiled = compile(&definition, OPTIONS).unwrap();
    assert_eq!(compiled.refused, []);
    let pools = |scopes: &[&str]| Authorization::UserPools {
        authorizer: "pool1".to_owned(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
    };
    for (verb, authorization, key) in [
        (Verb::Get, Authorization::Iam, true),
        (Verb::Put, pools(&["a/b", "c"]), false),
        (Verb::Post, pools(&[]), true),
        (Verb::Any, Authorization::None, false),
    ] {
        let methods = &compiled.api.resources["/{id}"].methods;
        let method = methods.iter().find(|method| method.verb == verb).unwrap();
        assert_eq!(method.authorization, authorization, "{verb:?}");
        assert_eq!(method.api_key_required, key, "{verb:?}");
    }
    let pool = Authorizer::UserPools(UserPoolAuthorizer {
        name: "Members of staff".to_owned(),
        pools: vec![POOL.to_owned()],
        header: "X-Token".to_owned(),
        audience_pattern: Some(TextPattern::parse("c[0-9]+").unwrap()),
    });
    assert_eq!(
        compiled.api.authorizers,
        [("pool1".to_owned(), pool)].into_iter().collect()
    );
}

#[test]
fn lambda_authorizers_are_compiled() {
    let by = |authorizer: &str| {
        let mut method = method("CUSTOM", mock());
        method["authorizerId"] = json!(authorizer);
        method["authorizationScopes"] = json!(["left/over"]);
        method
    };
    let definition = guarded(json!({ "GET": by("token1"), "PUT": by("request1"), "POST": by("token1") }));
    let compiled = compile(&definition, OPTIONS).unwrap();
    assert_eq!(compiled.refused, []);
    for method in &compiled.api.resources["/{id}"].methods {
        let authorizer = if method.verb == Verb::Put {
            "request1"
        } else {
            "token1"
        };
        let expect = Authorization::Custom {
            authorizer: authorizer.to_owned(),
        };
        assert_eq!(method.authorization, expect, "{:?}", method.verb);
    }
    let facts = |id: &str| match &compiled.api.authorizers[id] {
        Authorizer::Lambda(lambda) => lambda.clone(),
        other @ Authorizer::UserPools(_) => panic!("{other:?}"),
    };
    let token = facts("token1");
    assert_eq!(
        (token.id.as_str(), token.name.as_str(), token.ttl_s),
        ("token1", "Visitors", 0)
    );
    assert_eq!(token.credentials.as_deref(), Some(ROLE));
    assert!(invocation("visitors").contains(&token.function.text));
    let kind = LambdaAuthorizerKind::Token {
        header: "X-Visitor".to_owned(),
        validation: Some(TextPattern::parse("v[0-9]+").unwrap()),
    };
    assert_eq!(token.kind, kind);
    let request = facts("request1");
    assert_eq!((request.id.as_str(), request.ttl_s), ("request1", 300));
    assert!(request.function.text.ends_with(":${stageVariables.partners}"));
    let sources = vec![
        IdentitySource::Context("identity.sourceIp".to_owned()),
        IdentitySource::Query("partner".to_owned()),
    ];
    assert_eq!(
        request.kind,
        LambdaAuthorizerKind::Request {
            identity_sources: sources
        }
    );
}

#[test]
fn lambda_integrations_are_compiled() {
    let lambda = |change: Value| {
        let mut integration = json!({
            "type": "AWS_PROXY", "httpMethod": "POST", "uri": invocation("pets"), "passthroughBehavior": "WHEN_NO_MATCH",
            "timeoutInMillis": 5000, "contentHandling": "CONVERT_TO_TEXT", "credentials": ROLE,
            "integrationResponses": { "200": { "statusCode": "200", "selectionPattern": "" } },
        });
        let change = change.as_object().unwrap().clone();
        integration.as_object_mut().unwrap().extend(change);
        method("NONE", integration)
    };
    let definition = api(json!({
        "GET": lambda(json!({})),
        "PUT": lambda(json!({
            "type": "AWS",
            "requestParameters": { "integration.request.header.X-Amz-Invocation-Type": "'RequestResponse'" },
            "integrationResponses": {
                "200": { "statusCode": "200", "selectionPattern": "", "contentHandling": "CONVERT_TO_BINARY" },
            },
        })),
        "POST": lambda(json!({ "httpMethod": "GET" })),
        "PATCH": lambda(json!({ "responseTransferMode": "STREAM" })),
        "DELETE": lambda(json!({ "credentials": "arn:aws:iam::*:user/*" })),
    }));
    let compiled = compile(&definition, OPTIONS).unwrap();
    let refused: Vec<_> = compiled.refused.iter().map(|one| one.verb.as_str()).collect();
    assert_eq!(refused, ["DELETE", "PATCH", "POST"], "{:?}", compiled.refused);
    let of = |verb: Verb| {
        let mut methods = compiled.api.resources["/{id}"].methods.iter();
        let found = methods.find(|method| method.verb == verb).unwrap();
        let Integration::Lambda(lambda) = &found.integration else {
            panic!("{found:?}");
        };
        lambda.clone()
    };
    let get = of(Verb::Get);
    assert_eq!(get.kind, LambdaKind::Proxy { stream: false });
    assert_eq!((get.timeout_ms, get.credentials.as_deref()), (5000, Some(ROLE)));
    let LambdaKind::Mapped(put) = of(Verb::Put).kind else {
        panic!("{:?}", of(Verb::Put));
    };
    assert_eq!(put.request_content, Some(ContentHandling::ToText));
    assert_eq!(put.responses[0].content, Some(ContentHandling::ToBinary));
}

/// A method whose guard cannot be read is a refusal, never open; the others are served.
#[test]
fn a_guard_that_is_at_fault_closes_its_methods() {
    let check = |expect: &str, change: &dyn Fn(&mut Definition)| {
        let mut pools = method("COGNITO_USER_POOLS", mock());
        pools["authorizerId"] = json!("pool1");
        let mut definition = guarded(json!({ "GET": pools, "PUT": method("AWS_IAM", mock()) }));
        change(&mut definition);
        let compiled = compile(&definition, OPTIONS).unwrap();
        let [refused] = compiled.refused.as_slice() else {
            panic!("{expect}: {:?}", compiled.refused);
        };
        assert!(
            refused.verb == "GET" && refused.why.contains(expect),
            "{expect}: {refused:?}"
        );
        let methods = &compiled.api.resources["/{id}"].methods;
        let get = methods.iter().find(|method| method.verb == Verb::Get).unwrap();
        assert!(matches!(get.authorization, Authorization::Refused { .. }));
        let put = methods.iter().find(|method| method.verb == Verb::Put).unwrap();
        assert_eq!(put.authorization, Authorization::Iam);
    };
    fn pool(definition: &mut Definition) -> &mut aws_model::apigateway::Authorizer {
        definition.authorizers.get_mut("pool1").unwrap()
    }
    check("an authorizer that is not there", &|definition| {
        definition.authorizers.remove("pool1");
    });
    check("an authorizer that is not there", &|definition| {
        definition.method_mut("r", "GET").unwrap().authorizer_id = None;
    });
    check("by an authorizer of type TOKEN", &|definition| {
        definition.method_mut("r", "GET").unwrap().authorizer_id = Some("token1".to_owned());
    });
    check(
        "CUSTOM authorization by an authorizer of type COGNITO_USER_POOLS",
        &|definition| {
            definition.method_mut("r", "GET").unwrap().authorization_type = Some("CUSTOM".to_owned());
        },
    );
    let by_token = |definition: &mut Definition, change: &dyn Fn(&mut aws_model::apigateway::Authorizer)| {
        let method = definition.method_mut("r", "GET").unwrap();
        method.authorization_type = Some("CUSTOM".to_owned());
        method.authorizer_id = Some("token1".to_owned());
        change(definition.authorizers.get_mut("token1").unwrap());
    };
    check("is not the uri of a function's invocation", &|definition| {
        by_token(definition, &|it| it.authorizer_uri = Some("arn:aws:x".to_owned()));
    });
    check("has no `authorizerUri`", &|definition| {
        by_token(definition, &|it| it.authorizer_uri = None);
    });
    check("is not the ARN of a role", &|definition| {
        by_token(definition, &|it| {
            it.authorizer_credentials = Some("arn:aws:iam::*:user/*".to_owned())
        });
    });
    check("is not a regular expression", &|definition| {
        by_token(definition, &|it| {
            it.identity_validation_expression = Some("(?=a)".to_owned())
        });
    });
    check("has no `identitySource`", &|definition| {
        by_token(definition, &|it| it.identity_source = None);
    });
    check("no `identitySource` to tell callers apart by", &|definition| {
        by_token(definition, &|it| {
            it.type_ = Some("REQUEST".to_owned());
            it.identity_source = None;
            it.authorizer_result_ttl_in_seconds = None;
        });
    });
    check("is not an identity source", &|definition| {
        by_token(definition, &|it| {
            it.type_ = Some("REQUEST".to_owned());
            it.identity_source = Some("method.request.path.id".to_owned());
        });
    });
    check("is not the ARN of a user pool", &|definition| {
        pool(definition).provider_arns = Some(vec!["us-east-1_a".to_owned()]);
    });
    check("has no `providerARNs`", &|definition| {
        pool(definition).provider_arns = None;
    });
    check("is not the header of a request", &|definition| {
        pool(definition).identity_source = Some("method.request.querystring.token".to_owned());
    });
    check("has no `identitySource`", &|definition| {
        pool(definition).identity_source = None;
    });
    check("is not a regular expression", &|definition| {
        pool(definition).identity_validation_expression = Some("(".to_owned());
    });
}

#[test]
fn a_policy_that_cannot_be_read_serves_nothing() {
    let mut definition = api(json!({}));
    definition.api.policy = Some("{".to_owned());
    assert_eq!(
        compile(&definition, OPTIONS).unwrap_err().what,
        "the resource policy"
    );
}
