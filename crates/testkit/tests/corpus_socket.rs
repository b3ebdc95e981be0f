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
use testkit::client::{self, Reply};
use testkit::corpus::{self, Answer, AuthorizationCase, Cases, RequestCase, SavingCase};
use testkit::fixture;
use testkit::plans;
use testkit::served::{Served, Serving};
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

fn ask(served: &Served, request: &RequestCase, target: &str) -> Reply {
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
    let text = client::request(&request.verb, target, host, &headers);
    if request.tls {
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
    let masked = fixture::arn(&case.request.verb, &case.request.path, "********3333");
    if let Some(body) = body {
        assert_eq!(reply.text(), body.replace("{MARN}", &masked), "{label}");
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
        let definition = fixture::definition(&upstream.url(), policy, extensions(case.definition.as_deref()));
        let time = case
            .request
            .time
            .as_deref()
            .map(|time| Timestamp::parse(time).unwrap());
        let setup = case.setup.as_deref().map(plans::setup).unwrap_or_default();
        let serving = Serving {
            time,
            legacy_texts,
            setup,
        };
        let served = Served::start(&definition, &serving);
        let target = target(&case.request);
        for _ in 1..case.times.unwrap_or(1) {
            assert_eq!(
                ask(&served, &case.request, &target).status,
                200,
                "{label}: before the last"
            );
            assert_eq!(upstream.take().len(), 1, "{label}: before the last");
        }
        let reply = ask(&served, &case.request, &target);
        let reached = upstream.take();
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
