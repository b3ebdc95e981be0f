//! The corpus through real sockets: the fixture is imported, deployed, served; the answer is compared to the byte.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

use std::net::IpAddr;

use portcullis_core::Timestamp;
use serde_json::json;
use testkit::callers::{self, SIGNED_AT, ToSign};
use testkit::client::{self, Reply};
use testkit::corpus::{self, Answer, AuthorizationCase, Cases, RequestCase, SavingCase};
use testkit::fixture;
use testkit::functions;
use testkit::plans;
use testkit::served::{Served, Serving};
use testkit::tokens;
use testkit::upstream::Upstream;

/// Changes to the fixture's definition that cases name.
fn extensions(definition: Option<&str>) -> &'static [&'static str] {
    match definition {
        None => &[],
        Some("default-endpoint-disabled") => {
            &[r#""x-amazon-apigateway-endpoint-configuration": { "disableExecuteApiEndpoint": true }"#]
        }
        Some("missing-authentication-token-404") => &[
            r#""x-amazon-apigateway-gateway-responses": { "MISSING_AUTHENTICATION_TOKEN": { "statusCode": 404 } }"#,
        ],
        Some("default-4xx-400") => {
            &[r#""x-amazon-apigateway-gateway-responses": { "DEFAULT_4XX": { "statusCode": 400 } }"#]
        }
        Some(other) => panic!("no definition `{other}`"),
    }
}

fn target(request: &RequestCase) -> String {
    let Some(bytes) = request.path_of_arn_bytes else {
        return request.path.clone();
    };
    let path = "/prod/users/";
    let missing = bytes - fixture::arn(&request.verb, path, fixture::ACCOUNT).len();
    format!("{path}{}", "x".repeat(missing))
}

/// The members of every method that say who may call it, and those of the definition that this needs.
fn guard(case: &AuthorizationCase) -> (String, Vec<String>) {
    match case.authorization.as_deref() {
        None => (String::new(), Vec::new()),
        Some("AWS_IAM") => (
            r#""x-amazon-apigateway-auth":{"type":"AWS_IAM"},"#.to_owned(),
            Vec::new(),
        ),
        Some("COGNITO_USER_POOLS") => {
            let authorizer = json!({
                "type": "cognito_user_pools", "providerARNs": [tokens::pool_arn(tokens::POOL)],
                "identityValidationExpression": case.audience,
            });
            let scheme = json!({
                "type": "apiKey", "name": "Authorization", "in": "header",
                "x-amazon-apigateway-authtype": "cognito_user_pools", "x-amazon-apigateway-authorizer": authorizer,
            });
            let components = json!({ "securitySchemes": { "pool": scheme } });
            let components = components
                .to_string()
                .replace(r#""identityValidationExpression":null,"#, "");
            (
                format!(r#""security":{},"#, json!([{ "pool": case.scopes }])),
                vec![format!(r#""components": {components}"#)],
            )
        }
        Some("CUSTOM") => {
            let of = case.authorizer.as_ref().expect("an authorizer");
            let mut authorizer = json!({
                "type": of.kind, "authorizerResultTtlInSeconds": of.ttl,
                "authorizerUri": functions::uri(of.function.as_deref().unwrap_or("authorizer")),
            });
            if let Some(validation) = &of.validation {
                authorizer["identityValidationExpression"] = json!(validation);
            }
            if of.kind == "request" {
                authorizer["identitySource"] = json!(of.sources.as_deref().unwrap_or_default());
            }
            let scheme = json!({
                "type": "apiKey", "in": "header",
                "name": if of.kind == "request" { "Unused" } else { "Authorization" },
                "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": authorizer,
            });
            let components = json!({ "securitySchemes": { "lambda": scheme } });
            let guard = format!(r#""security":{},"#, json!([{ "lambda": [] }]));
            (guard, vec![format!(r#""components": {components}"#)])
        }
        Some(other) => panic!("no authorization `{other}`"),
    }
}

/// Signs the request of a case as it says; the target and the headers to add.
fn signed(case: &AuthorizationCase, target: &str) -> (String, String) {
    if let Some(token) = &case.token {
        let token = tokens::token(token, time(case).unwrap());
        return (target.to_owned(), format!("authorization: {token}\r\n"));
    }
    let Some(caller) = &case.caller else {
        return (target.to_owned(), String::new());
    };
    let in_query = match case.signed.as_deref() {
        None | Some("header") => false,
        Some("query") => true,
        Some(other) => panic!("nothing is signed in the `{other}`"),
    };
    let request = ToSign {
        verb: &case.request.verb,
        target,
        host: case.request.host.as_deref().unwrap_or("localhost"),
        body: case.request.body.as_deref().unwrap_or_default(),
        time: time(case).unwrap(),
    };
    callers::sign(caller, request, in_query, case.wrong.as_deref())
}

/// When a case happens; `None` where it does not matter.
fn time(case: &AuthorizationCase) -> Option<Timestamp> {
    let of_signed = case.authorization.as_ref().map(|_| SIGNED_AT);
    let text = case.request.time.as_deref().or(of_signed)?;
    Some(Timestamp::parse(text).unwrap())
}

fn ask(served: &Served, request: &RequestCase, target: &str) -> Reply {
    ask_with(served, request, target, "")
}

/// With further headers.
fn ask_with(served: &Served, request: &RequestCase, target: &str, more: &str) -> Reply {
    let client: IpAddr = request
        .source_ip
        .as_deref()
        .unwrap_or("203.0.113.9")
        .parse()
        .unwrap();
    let headers: String = request
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let host = request.host.as_deref().unwrap_or("localhost");
    let body = request.body.as_deref().unwrap_or_default();
    let length = if body.is_empty() {
        String::new()
    } else {
        format!("content-length: {}\r\n", body.len())
    };
    let text = client::request(&request.verb, target, host, &format!("{headers}{more}{length}"));
    let text = format!("{text}{body}");
    if let Some(vpce) = &request.through {
        served.connect_through(vpce, client).ask(text)
    } else if let Some(certificate) = &request.certificate {
        let trusted = certificate == "trusted";
        served.connect_tls_with(client, host, Some(trusted)).ask(text)
    } else if request.tls {
        served.connect_tls(client).ask(text)
    } else {
        served.connect(client).ask(text)
    }
}

fn check_answer(
    label: &str,
    case: &AuthorizationCase,
    answer: &Answer,
    body: Option<&String>,
    reply: &Reply,
) {
    assert_eq!(reply.status, case.status.unwrap_or(answer.status), "{label}");
    if let Some(error_type) = &answer.error_type {
        assert_eq!(
            reply.header("x-amzn-ErrorType"),
            Some(error_type.as_str()),
            "{label}"
        );
        assert_eq!(reply.header("content-type"), Some("application/json"), "{label}");
    }
    let masked = match &case.resource {
        Some(resource) => resource.clone(),
        None => fixture::arn(&case.request.verb, &case.request.path, "********3333"),
    };
    if let Some(body) = body {
        let caller = case
            .caller
            .as_ref()
            .map(|caller| corpus::callers()[caller].arn.clone());
        let body = body.replace("{MARN}", &masked);
        let body = body.replace("{CALLER}", &caller.unwrap_or_default());
        assert_eq!(reply.text(), body, "{label}");
    }
    if let Some(start) = &answer.body_starts {
        assert!(reply.text().starts_with(start), "{label}: {}", reply.text());
    }
    if let Some(end) = &case.arn_ends {
        assert!(
            masked.ends_with(end) && reply.text().contains(&masked),
            "{label}: {}",
            reply.text()
        );
    }
    let id = reply
        .header("x-amzn-RequestId")
        .unwrap_or_else(|| panic!("{label}: no request id"));
    id.parse::<portcullis_core::RequestId>()
        .unwrap_or_else(|error| panic!("{label}: {error}"));
    assert!(
        reply.header("x-amz-apigw-id").is_some_and(|id| !id.is_empty()),
        "{label}"
    );
}

fn run(file: &str, legacy_texts: bool) {
    let (policies, answers) = (corpus::policies(), corpus::answers());
    let upstream = Upstream::ok();
    for case in corpus::read::<Cases<AuthorizationCase>>(file).case {
        let label = format!("case {}: {}", case.number, case.name);
        let policy = case.policy.as_ref().map(|name| policies[name].as_str());
        let (guard, more) = guard(&case);
        let mut extensions = extensions(case.definition.as_deref()).to_vec();
        extensions.extend(more.iter().map(String::as_str));
        let definition = fixture::guarded_definition(&upstream.url(), policy, &extensions, &guard);
        let time = time(&case);
        let setup = case.setup.as_deref().map(plans::setup).unwrap_or_default();
        let serving = Serving {
            time,
            legacy_texts,
            setup,
        };
        let served = Served::start(&definition, &serving);
        let (target, more) = signed(&case, &target(&case.request));
        for request in &case.before {
            assert_eq!(
                ask(&served, request, &request.path).status,
                200,
                "{label}: before"
            );
        }
        served.functions().take();
        upstream.take();
        for _ in 1..case.times.unwrap_or(1) {
            assert_eq!(
                ask_with(&served, &case.request, &target, &more).status,
                200,
                "{label}: before the last"
            );
            assert_eq!(upstream.take().len(), 1, "{label}: before the last");
        }
        let reply = ask_with(&served, &case.request, &target, &more);
        let reached = upstream.take();
        let called = served.functions().take();
        if let Some(calls) = case.calls {
            assert_eq!(called.len(), calls, "{label}: calls of the function");
        }
        if case.answer == "OK" {
            assert_eq!(
                (reply.status, reply.text().as_str()),
                (200, "upstream\n"),
                "{label}"
            );
            let line = reached
                .first()
                .unwrap_or_else(|| panic!("{label}: the upstream saw nothing"))
                .line()
                .to_owned();
            let verb = &case.request.verb;
            assert!(line.starts_with(&format!("{verb} /")), "{label}: {line}");
        } else {
            let answer = &answers[&case.answer];
            let body = if legacy_texts {
                answer.legacy_body.as_ref()
            } else {
                None
            }
            .or(answer.body.as_ref());
            check_answer(&label, &case, answer, body, &reply);
            assert_eq!(reached, [], "{label}: a refused request reached the upstream");
        }
        // The record says what the socket said.
        let id = reply
            .header("x-amzn-RequestId")
            .expect("a request id")
            .parse()
            .unwrap();
        let record = served
            .gateway()
            .record(id)
            .unwrap_or_else(|| panic!("{label}: no decision record"));
        assert_eq!(record.status, reply.status, "{label}");
        assert_eq!(
            record.decision,
            case.decision.filter(|_| policy.is_some()).or(record.decision),
            "{label}"
        );
        assert_eq!(record.identity_decision, case.identity_decision, "{label}");
        if case.decision.is_some() && policy.is_some() {
            assert_eq!(record.statement, case.statement, "{label}");
        }
    }
}

#[test]
fn methods_without_an_authorizer() {
    run("authorization/no-authorizer.toml", false);
}

#[test]
fn methods_without_an_authorizer_with_the_older_texts() {
    run("authorization/no-authorizer.toml", true);
}

#[test]
fn routing_hosts_and_limits() {
    run("authorization/routing.toml", false);
}

#[test]
fn methods_with_iam_authorization() {
    run("authorization/iam.toml", false);
}

#[test]
fn methods_with_iam_authorization_with_the_older_texts() {
    run("authorization/iam.toml", true);
}

#[test]
fn private_apis() {
    run("authorization/private.toml", false);
}

#[test]
fn methods_with_lambda_authorizers() {
    run("authorization/lambda.toml", false);
}

#[test]
fn methods_with_lambda_authorizers_with_the_older_texts() {
    run("authorization/lambda.toml", true);
}

#[test]
fn signatures_that_are_not_taken() {
    run("authorization/signatures.toml", false);
}

#[test]
fn methods_with_user_pools() {
    run("authorization/user-pools.toml", false);
}

#[test]
fn api_keys_rates_quotas_and_domains() {
    run("authorization/plans.toml", false);
}

/// The other side of the ARN limit: 1600 bytes pass.
#[test]
fn an_arn_of_1600_bytes_passes() {
    let upstream = Upstream::ok();
    let policy = corpus::policies()["P-ALL"].clone();
    let served = Served::start(
        &fixture::definition(&upstream.url(), Some(&policy), &[]),
        &Serving::default(),
    );
    let request: RequestCase = toml::from_str("verb = \"GET\"\npath_of_arn_bytes = 1600").unwrap();
    assert_eq!(ask(&served, &request, &target(&request)).status, 200);
}

/// A document inside a definition: what the parser refuses is not served, what it takes is.
#[test]
fn definitions_with_these_documents_are_served_or_refused() {
    let upstream = Upstream::ok();
    for case in corpus::read::<Cases<SavingCase>>("saving/documents.toml").case {
        let label = format!("case {}: {}", case.number, case.name);
        let definition = fixture::definition(&upstream.url(), Some(&case.document()), &[]);
        let served = std::panic::catch_unwind(|| Served::start(&definition, &Serving::default()));
        assert_eq!(served.is_ok(), case.accepted, "{label}");
        let Ok(served) = served else { continue };
        for (addresses, status) in [(&case.inside, 200), (&case.outside, 403)] {
            for address in addresses {
                let request: RequestCase = toml::from_str(&format!(
                    "verb = \"GET\"\npath = \"/prod/pets\"\nsource_ip = \"{address}\""
                ))
                .unwrap();
                assert_eq!(
                    ask(&served, &request, "/prod/pets").status,
                    status,
                    "{label}: {address}"
                );
            }
        }
    }
}
