//! The corpus through the engine: parse, compile, decide; and the completeness of the list of cases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end at a broken expectation"
)]

use std::collections::BTreeMap;

use iam_policy::reference;
use iam_policy::{
    Caller, Compiled, Context, Decision, Document, Kind, Outcome, POLICY_CHARACTERS_MAX, Policy, Request,
};
use portcullis_core::{Timestamp, unmapped};
use serde::Deserialize;
use testkit::corpus::{self, AuthorizationCase, Cases, Evidence, RequestCase, SavingCase, Waiting};
use testkit::fixture;

fn compile(text: &str) -> (Policy, Compiled) {
    let (document, _) =
        Document::parse(text, Kind::Resource).unwrap_or_else(|found| panic!("{text}: {found:#?}"));
    let policy = Policy::new(&document, Some(&fixture::scope()), POLICY_CHARACTERS_MAX).expect("normalises");
    let compiled = Compiled::new(&policy);
    (policy, compiled)
}

/// The one place that asks the engine: the compiled form and the reference evaluator must agree.
fn decide(text: &str, request: &Request<'_>) -> Outcome {
    let (policy, compiled) = compile(text);
    let outcome = compiled.decide(request);
    assert_eq!(
        outcome,
        reference::evaluate(&policy, request),
        "compiled and reference differ for {text}"
    );
    outcome
}

fn with_request<T>(case: &RequestCase, run: impl FnOnce(&Request<'_>) -> T) -> T {
    let header = |name: &str| case.headers.get(name).map(String::as_str);
    let (user_agent, referer): (Vec<&str>, Vec<&str>) = (
        header("user-agent").into_iter().collect(),
        header("referer").into_iter().collect(),
    );
    let time = case.time.as_deref().unwrap_or("2026-05-09T12:34:56Z");
    let arn = fixture::arn(&case.verb, &case.path, fixture::ACCOUNT);
    run(&Request {
        caller: Caller::Anonymous,
        action: "execute-api:Invoke",
        resource: &arn,
        resource_deny_forms: &[],
        context: Context {
            source_ip: Some(unmapped(
                case.source_ip
                    .as_deref()
                    .unwrap_or("203.0.113.9")
                    .parse()
                    .unwrap(),
            )),
            time: Some(Timestamp::parse(time).unwrap()),
            secure_transport: Some(case.tls),
            user_agent: &user_agent,
            referer: &referer,
            ..Context::default()
        },
    })
}

#[test]
fn the_engine_decides_every_case() {
    let policies = corpus::policies();
    let mut cases = corpus::read::<Cases<AuthorizationCase>>("authorization/no-authorizer.toml").case;
    for file in ["authorization/plans.toml", "authorization/routing.toml"] {
        cases.extend(corpus::read::<Cases<AuthorizationCase>>(file).case);
    }
    let mut decided = 0;
    for case in cases {
        let (Some(policy), Some(decision)) = (&case.policy, case.decision) else {
            continue;
        };
        let got = with_request(&case.request, |request| decide(&policies[policy], request));
        let expect = Outcome {
            decision,
            statement: case.statement,
        };
        let expect = if case.statement.is_none() {
            Outcome {
                statement: None,
                ..expect
            }
        } else {
            expect
        };
        if case.statement.is_some() || decision == Decision::ImplicitDeny {
            assert_eq!(got, expect, "case {}: {}", case.number, case.name);
        } else {
            assert_eq!(got.decision, decision, "case {}: {}", case.number, case.name);
        }
        decided += 1;
    }
    assert!(decided >= 53, "only {decided} cases were decided");
}

#[test]
fn documents_are_taken_or_refused() {
    for case in corpus::read::<Cases<SavingCase>>("saving/documents.toml").case {
        let text = case.document();
        let label = format!("case {}: {}", case.number, case.name);
        let taken = Document::parse(&text, Kind::Resource)
            .and_then(|(document, _)| Policy::new(&document, Some(&fixture::scope()), POLICY_CHARACTERS_MAX));
        match taken {
            Ok(policy) => {
                assert!(case.accepted, "{label}: was taken");
                if let Some(stored) = &case.stored {
                    assert_eq!(&policy.to_document().to_json(), stored, "{label}");
                }
                for (addresses, decision) in [
                    (&case.inside, Decision::Allow),
                    (&case.outside, Decision::ImplicitDeny),
                ] {
                    for address in addresses {
                        let request = RequestCase {
                            source_ip: Some(address.clone()),
                            ..plain("GET", "/prod/pets")
                        };
                        let got = with_request(&request, |request| decide(&text, request));
                        assert_eq!(got.decision, decision, "{label}: {address}");
                    }
                }
            }
            Err(findings) => {
                assert!(!case.accepted, "{label}: {findings:#?}");
                assert!(!findings.is_empty(), "{label}");
                if let Some(at) = &case.at {
                    let places: Vec<_> = findings
                        .iter()
                        .filter_map(|f| text.get(f.span.start..f.span.end))
                        .collect();
                    assert!(
                        places.contains(&at.as_str()),
                        "{label}: findings point at {places:?}"
                    );
                }
            }
        }
    }
}

/// The limit on a document's size is exact: one character less is taken.
#[test]
fn a_policy_of_the_largest_size_is_taken() {
    let text = corpus::document_of(POLICY_CHARACTERS_MAX);
    let (document, _) = Document::parse(&text, Kind::Resource).expect("parses");
    Policy::new(&document, Some(&fixture::scope()), POLICY_CHARACTERS_MAX).expect("fits");
}

fn plain(verb: &str, path: &str) -> RequestCase {
    RequestCase {
        verb: verb.to_owned(),
        path: path.to_owned(),
        path_of_arn_bytes: None,
        source_ip: None,
        host: None,
        headers: BTreeMap::new(),
        body: None,
        through: None,
        certificate: None,
        time: None,
        tls: false,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResourceCase {
    name: String,
    resource: String,
    matches: bool,
    #[expect(
        dead_code,
        reason = "read by people; its presence and spelling are checked by reading it"
    )]
    evidence: Evidence,
}

#[test]
fn resource_patterns_match() {
    for case in corpus::read::<Cases<ResourceCase>>("matching/resources.toml").case {
        let policy = |effect: &str, element: &str| {
            format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Principal":"*","Action":"execute-api:Invoke","{element}":"{}"}}]}}"#,
                case.resource
            )
        };
        let request = plain("GET", "/prod/pets/42");
        let decision = |effect, element| {
            with_request(&request, |request| decide(&policy(effect, element), request)).decision
        };
        let expect = |yes, matches| if matches { yes } else { Decision::ImplicitDeny };
        assert_eq!(
            decision("Allow", "Resource"),
            expect(Decision::Allow, case.matches),
            "{}",
            case.name
        );
        assert_eq!(
            decision("Allow", "NotResource"),
            expect(Decision::Allow, !case.matches),
            "{}",
            case.name
        );
        assert_eq!(
            decision("Deny", "Resource"),
            expect(Decision::ExplicitDeny, case.matches),
            "{}",
            case.name
        );
        assert_eq!(
            decision("Deny", "NotResource"),
            expect(Decision::ExplicitDeny, !case.matches),
            "{}",
            case.name
        );
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingKeyCase {
    operator: String,
    value: String,
    holds: bool,
}

fn conditional(effect: &str, operator: &str, key: &str, value: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{{"{operator}":{{"{key}":"{value}"}}}}}}]}}"#
    )
}

#[test]
fn operators_on_a_missing_key() {
    for case in corpus::read::<Cases<MissingKeyCase>>("matching/missing-keys.toml").case {
        for (effect, yes) in [("Allow", Decision::Allow), ("Deny", Decision::ExplicitDeny)] {
            // Keys that no anonymous request carries, each of a type that its operator may be used with.
            let key = match case.operator.as_str() {
                operator if operator.contains("Arn") => "aws:SourceArn",
                operator if operator.contains("Date") => "aws:TokenIssueTime",
                operator if operator.contains("Numeric") => "aws:MultiFactorAuthAge",
                operator if operator.contains("Bool") => "aws:MultiFactorAuthPresent",
                operator if operator.contains("Ip") => "aws:VpcSourceIp",
                _ => "aws:username",
            };
            let text = conditional(effect, &case.operator, key, &case.value);
            let got = with_request(&plain("GET", "/prod/pets"), |request| decide(&text, request));
            let expect = if case.holds { yes } else { Decision::ImplicitDeny };
            assert_eq!(got.decision, expect, "{effect} {}", case.operator);
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressCase {
    block: String,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    outside: Vec<String>,
    #[serde(default)]
    refused_in: Vec<String>,
    #[expect(
        dead_code,
        reason = "read by people; its presence and spelling are checked by reading it"
    )]
    evidence: Evidence,
    note: String,
}

#[test]
fn address_blocks() {
    for case in corpus::read::<Cases<AddressCase>>("matching/addresses.toml").case {
        for (effect, yes) in [("Allow", Decision::Allow), ("Deny", Decision::ExplicitDeny)] {
            for (operator, negated) in [("IpAddress", false), ("NotIpAddress", true)] {
                let label = format!("{}: {effect} {operator} `{}`", case.note, case.block);
                let text = conditional(effect, operator, "aws:SourceIp", &case.block);
                if case.refused_in.iter().any(|refused| refused == effect) {
                    assert!(
                        Document::parse(&text, Kind::Resource).is_err(),
                        "{label}: was taken"
                    );
                    continue;
                }
                let sides = if case.inside.is_empty() {
                    [(&case.outside, true), (&case.outside, true)]
                } else {
                    [(&case.inside, false), (&case.outside, true)]
                };
                for (addresses, outside) in sides {
                    for address in addresses {
                        let request = RequestCase {
                            source_ip: Some(address.clone()),
                            ..plain("GET", "/prod/pets")
                        };
                        let got = with_request(&request, |request| decide(&text, request));
                        let expect = if outside == negated {
                            yes
                        } else {
                            Decision::ImplicitDeny
                        };
                        assert_eq!(got.decision, expect, "{label} from {address}");
                    }
                }
            }
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedCase {
    name: String,
    policy: String,
    request: RequestCase,
    caller: SignedCaller,
    #[serde(default)]
    context: BTreeMap<String, String>,
    decision: Decision,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedCaller {
    arn: String,
    role_arn: Option<String>,
    account: String,
}

#[test]
fn resource_policies_and_signed_callers() {
    let policies = corpus::policies();
    for case in corpus::read::<Cases<SignedCase>>("matching/signed.toml").case {
        let values: Vec<[&str; 1]> = case.context.values().map(|value| [value.as_str()]).collect();
        let named: Vec<(&str, &[&str])> = case
            .context
            .keys()
            .zip(&values)
            .map(|(key, value)| (key.as_str(), value.as_slice()))
            .collect();
        let got = with_request(&case.request, |request| {
            let SignedCaller {
                arn,
                role_arn,
                account,
            } = &case.caller;
            let caller = Caller::Principal {
                arn,
                role_arn: role_arn.as_deref(),
                account,
            };
            let context = Context {
                named: &named,
                ..request.context
            };
            decide(
                &policies[&case.policy],
                &Request {
                    caller,
                    context,
                    ..*request
                },
            )
        });
        assert_eq!(got.decision, case.decision, "{}", case.name);
    }
}

/// Every case of AWS's list is either run or waits with a reason; a case that waits and is run is a mistake too.
#[test]
fn every_case_is_run_or_waits() {
    let mut numbers: Vec<u32> = Vec::new();
    for file in [
        "authorization/iam.toml",
        "authorization/lambda.toml",
        "authorization/no-authorizer.toml",
        "authorization/plans.toml",
        "authorization/private.toml",
        "authorization/routing.toml",
        "authorization/user-pools.toml",
    ] {
        for case in corpus::read::<Cases<AuthorizationCase>>(file).case {
            assert!(
                !case.source.is_empty() && !case.name.is_empty(),
                "case {}",
                case.number
            );
            if case.variant.is_none() {
                numbers.push(case.number);
            }
        }
    }
    numbers.extend(
        corpus::read::<Cases<SavingCase>>("saving/documents.toml")
            .case
            .iter()
            .map(|case| case.number),
    );
    let waiting = corpus::read::<Waiting>("waiting.toml");
    for group in waiting.waiting {
        assert!(!group.reason.is_empty() && !group.r#for.is_empty());
        numbers.extend(group.numbers);
    }
    for group in waiting.elsewhere {
        let file = corpus::folder().join("..").join(&group.test);
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        for number in group.numbers {
            assert!(
                text.contains(&format!("case {number}")),
                "{number} in {}",
                group.test
            );
            numbers.push(number);
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=180).collect::<Vec<_>>());
}
